"""Rates per persons and years, parts of a whole, and units printed at a distance from their figure."""

from __future__ import annotations

import pytest

from verify.model import Quantity
from verify.text import quantities


def shown(q: Quantity) -> str:
    low, high = ("" if value is None else f"{value.normalize():f}" for value in (q.low, q.high))
    return f"{q.kind} {q.comparator}{low if low == high else f'{low}..{high}'} {q.unit}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发病密度为4.26/1000人年", ["rate =4.26 /1000/a"]),
        ("發病密度為４.２６/１０００人年", ["rate =4.26 /1000/a"]),
        ("发病密度为4.26/(1000人年)", ["rate =4.26 /1000/a"]),
        ("18.4/10000 person-years", ["rate =18.4 /10000/a"]),
        ("18.4/100 000 person-years", ["rate =18.4 /100000/a"]),
        ("18.4 per 1,000 person-years", ["rate =18.4 /1000/a"]),
        ("每10万人87.6例", ["rate =87.6 /100000"]),
        ("每1000人年4.26例", ["rate =4.26 /1000/a"]),
        ("每十万人中有87.6例", ["rate =87.6 /100000"]),
    ],
)
def test_a_rate_keeps_all_zeros_of_its_base(text: str, expected: list[str]) -> None:
    assert [shown(q) for q in quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("输注速度5 mL/(kg·h)", "mL/kg/h"),
        ("輸注速度５ mL/（kg・h）", "mL/kg/h"),
        ("at 5 mL/(kg.h)", "mL/kg/h"),
        ("5 mg/(kg·d)", "mg/kg/d"),
    ],
)
def test_units_in_brackets_below_the_line_are_divisors(text: str, unit: str) -> None:
    assert [q.unit for q in quantities(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "counts", "comparator"),
    [
        ("每9例痛风患者中有4例", (4, 9), "="),
        ("每9例痛风患者就有4例复发", (4, 9), "="),
        ("每4人就有1人失眠", (1, 4), "="),
        ("每四人就有一人失眠", (1, 4), "="),
        ("大约每４人中有１人失眠", (1, 4), "~"),
        ("seen in 1 in 9 adults", (1, 9), "="),
    ],
)
def test_so_many_of_every_so_many_is_a_fraction_with_both_counts(text: str, counts: tuple[int, int], comparator: str) -> None:
    found = [q for q in quantities(text) if q.kind == "fraction"]
    assert [((q.numerator, q.denominator), q.comparator) for q in found] == [(counts, comparator)]


def test_a_range_of_people_in_every_hundred_is_a_range_of_fractions() -> None:
    assert [shown(q) for q in quantities("It affects 4 to 5 in every 100 adults.")] == ["fraction =0.04..0.05 1"]


def test_a_range_of_people_of_every_ten_is_a_range_of_fractions_in_chinese_too() -> None:
    assert [shown(q) for q in quantities("每10名成人中有3~4名失眠")] == ["fraction =0.3..0.4 1"]


def test_people_in_groups_are_no_fraction() -> None:
    assert "fraction" not in {q.kind for q in quantities("每4人一组,每组1名教师;每5人中选出队长,共2人")}


@pytest.mark.parametrize("word", ["置信區間", "信賴區間", "可信區間", "置信区间", "信赖区间"])
def test_a_confidence_interval_has_several_names_in_chinese(word: str) -> None:
    found = quantities(f"OR 1.52(95%{word}:1.13～2.04)")
    assert [shown(q) for q in found] == ["odds_ratio =1.52 1", "interval =1.13..2.04 1"]
    assert found[1].level == 95


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("some 270\nmillion adults", ["count ~270000000 1"]),
        ("血压120～140/70～90 mmHg", ["measurement =120..140 mm[Hg]", "measurement =70..90 mm[Hg]"]),
        ("more than £30 million", ["measurement >30000000.. GBP"]),
        ("about €12", ["measurement ~12 EUR"]),
        ("a loss of -$5", ["measurement =-5 USD"]),
        ("全球3.4亿COPD患者", ["count =340000000 1"]),
        ("shortened from 52 to 41 minutes", ["duration =52 min", "duration =41 min"]),
        ("糖化血红蛋白(7.4±0.9)%", ["percent =7.4 %"]),
        ("降幅20%14", ["percent =20 %"]),
    ],
)
def test_a_figure_finds_its_scale_unit_and_bound(text: str, expected: list[str]) -> None:
    assert [shown(q) for q in quantities(text)] == expected


def test_one_of_a_named_thing_in_a_number_is_a_share() -> None:
    assert [shown(q) for q in quantities("One villager in five carried the parasite.")] == ["fraction =0.2 1"]
    assert [shown(q) for q in quantities("Fewer than one couple in a hundred was at risk.")] == ["fraction <..0.01 1"]
    assert "fraction" not in {q.kind for q in quantities("One study in 24 hospitals and one trial in 2019.")}


def test_so_many_of_the_whole_is_a_share() -> None:
    assert [q.text for q in quantities("41 of the 82 crossed over")] == ["41 of the 82"]
    assert [q.kind for q in quantities("four of the drugs")] == ["number"]
