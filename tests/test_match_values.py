"""When two printed numbers agree, and when they do not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.match.units import factors
from verify.match.values import fits, rounds_to, same_number
from verify.model import Quantity
from verify.text import fold, quantities


def first(text: str) -> Quantity:
    return quantities(fold(text))[0]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("68%", "67.8%"),  # the finer number rounds to the coarser
        ("12.5%", "12.45%"),  # half up
        ("12.4%", "12.45%"),  # half even
        ("约70%", "67.8%"),
        ("约70%", "70.4%"),
        ("近20%", "19%"),
        ("nearly 60%", "59.1%"),
        ("超过50%", "52.3%"),
        ("不足10%", "9.8%"),
        ("three weeks", "21 days"),
        ("2年", "24 months"),
        ("52 weeks", "1 year"),
        ("0.25 g", "250 mg"),
        ("三分之一", "33.3%"),
        ("two thirds", "66.9%"),
        ("P<0.05", "P=0.03"),
        ("P<0.05", "P<0.001"),
        ("231万例", "2.31 million"),
        ("71%～84%", "71% to 84%"),
        ("$19,200", "$19,222"),  # a large number printed to its hundreds
    ],
)
def test_a_fairly_printed_number_agrees(claim: str, source: str) -> None:
    assert fits(first(claim), first(source)) is not None


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("41.4%", "40.4%"),
        ("46%", "45%"),
        ("约70%", "61%"),
        ("近20%", "15%"),
        ("nearly 60%", "62%"),
        ("近三成", "31%"),
        ("超过50%", "46%"),
        ("3 months", "3 weeks"),
        ("$19,200", "$19,260"),
        ("$12,000", "$12,043"),  # two digits told may be exact
        ("1,200 patients", "1,204 patients"),
        ("P<0.01", "P=0.03"),
        ("P=0.03", "P<0.05"),
        ("71%～84%", "71%"),  # an end of a range is not the range
        ("60%", "50% to 70%"),  # nor is a point within it
    ],
)
def test_a_number_that_only_looks_alike_does_not(claim: str, source: str) -> None:
    assert fits(first(claim), first(source)) is None


@given(st.decimals(min_value=0, max_value=10_000, places=4), st.integers(min_value=0, max_value=3))
def test_any_number_agrees_with_itself_rounded(value: Decimal, decimals: int) -> None:
    rounded = value.quantize(Decimal(1).scaleb(-decimals))
    assert same_number(rounded, decimals, value, 4)
    assert rounds_to(value, rounded, decimals)


@given(st.sampled_from(["a", "mo", "wk", "d", "h"]), st.sampled_from(["a", "mo", "wk", "d", "h"]))
def test_converting_there_and_back_is_the_identity_for_some_factor(one: str, other: str) -> None:
    there = [factor for factor, _ in factors(one, other, "duration", "duration")]
    back = [factor for factor, _ in factors(other, one, "duration", "duration")]
    assert any(abs(a * b - 1) < Decimal("1e-9") for a in there for b in back)


def test_nothing_converts_kilograms_to_days() -> None:
    assert factors("kg", "d", "measurement", "duration") == ()
