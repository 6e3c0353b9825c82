"""Numbers in words have exact values, and what is no number has none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.text import numerals

HAN = [
    ("三", "3"),
    ("十", "10"),
    ("十五", "15"),
    ("二十", "20"),
    ("一百零五", "105"),
    ("一百五", "150"),
    ("二百三十", "230"),
    ("三千零二十", "3020"),
    ("两万五", "25000"),
    ("两万零五", "20005"),
    ("十二万", "120000"),
    ("一亿三千万", "130000000"),
    ("二〇一", "201"),
    ("十二点五", "12.5"),
    ("三点五万", "35000"),
    ("1千零1", "1001"),
    ("壹佰贰拾", "120"),
    ("负三", "-3"),
    ("四万万", "400000000"),
    ("三万亿", "3000000000000"),
    ("五十五兆", "55000000000000"),
    ("参万肆仟", "34000"),
]


@pytest.mark.parametrize(("text", "value"), HAN)
def test_chinese_numerals_have_their_value(text: str, value: str) -> None:
    assert numerals.han(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "点", "人", "三人", "三点", "五六七百", "五十千", "二两"])
def test_what_is_no_chinese_numeral_has_no_value(text: str) -> None:
    assert numerals.han(text) is None


def _spell(n: int) -> str:
    """`n` below 10 000 in Chinese, by the schoolbook rule."""
    digits, out, zero = "零一二三四五六七八九", "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        d = n // power % 10
        if d:
            out += ("零" if zero and out else "") + digits[d] + unit
            zero = False
        else:
            zero = True
    return out


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_any_spelled_number_reads_back(high: int, low: int) -> None:
    low_part = "" if not low else ("零" if low < 1000 else "") + _spell(low)
    assert numerals.han(_spell(high)) == high
    assert numerals.han(_spell(high) + "万" + low_part) == high * 10000 + low


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("forty one", 41),
        ("one hundred and five", 105),
        ("two thousand three hundred", 2300),
        ("three million", 3_000_000),
        ("zero", 0),
        ("three lakh crore", 3_000_000_000_000),
    ],
)
def test_english_number_words_have_their_value(words: str, value: int) -> None:
    assert numerals.english(words.split()) == value


@pytest.mark.parametrize("words", ["", "and", "two three", "seven patients", "two and three"])
def test_what_is_no_english_number_has_no_value(words: str) -> None:
    assert numerals.english(words.split()) is None
