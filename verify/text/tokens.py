"""What one pass over the text yields: numbers, and the labels that say what the next number is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from verify.text import numerals


@dataclass(slots=True, eq=False, repr=False)
class Number:
    """A number as printed. `high` differs from `low` only in 三四个月; `form` is digits, han, word, fraction or code."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    decimals: int
    form: str
    more: bool = False  # 余 or 多 follows: 30余篇
    kind: str = ""  # what the numeral itself says: percent of 百分之三十, fold of 翻一番
    numerator: int | None = None
    denominator: int | None = None
    exponent: int = 0  # printed as a power of ten after the figure, not yet multiplied in
    factor: int = 1  # of 万, million …, multiplied in


@dataclass(slots=True, eq=False, repr=False)
class Label:
    """What the next number is: a ratio, p_value, interval or count, or a whole frequency written as a code (q4w, bid)."""

    start: int
    end: int
    kind: str
    level: Decimal | None = None  # of a confidence interval, in per cent
    value: Decimal | None = None
    code: str = "1"


def share(start: int, end: int, top: Decimal, bottom: Decimal) -> Number | None:
    """top/bottom as a fraction, with both counts if they are whole."""
    value = numerals.ratio(top, bottom)
    if value is None:
        return None
    number = Number(start, end, value, value, 0, "fraction")
    if top == int(top) and bottom == int(bottom):
        number.numerator, number.denominator = int(top), int(bottom)
    return number


def integral(value: Decimal) -> Decimal:
    """1.8 × 10000 is 18000, not 18000.0."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value.adjusted() < 25 else value
