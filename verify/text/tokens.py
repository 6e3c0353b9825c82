"""What one pass over the text yields: numbers, the labels that say what the next number is, and numbers with their units."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from verify.model import Comparator
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
    more: Comparator | None = None  # what 余, 多, 来 or + behind it says: 30余篇, 二十来岁, 65+
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


TIME = frozenset(("ms", "s", "min", "h", "d", "wk", "mo", "a"))
ONE = Decimal(1)


@dataclass(slots=True)
class Part:
    """A number with its unit, on the way to a quantity; `code` is None as long as no unit is known."""

    start: int
    end: int
    number: Number
    low: Decimal | None
    high: Decimal | None
    decimals: int
    code: str | None = None
    kind: str = ""
    scale: Decimal = ONE
    comparator: Comparator = "="
    labels: tuple[Label, ...] = ()
    level: Decimal | None = None
    spread: Decimal | None = None
    joined: bool = False  # two printed numbers: a range
    lent: bool = False  # the unit is printed once, behind a later figure

    def give(self, code: str, kind: str, scale: Decimal) -> None:
        """Set the unit, in which `scale` stands for one of what is printed."""
        self.code, self.kind, self.scale = code, kind, scale
        if scale != 1 and not (code == "%" and scale == 10 and self.number.low > 10):  # 三八折 is 38, 三折 30
            self.low = None if self.low is None else trimmed(self.low * scale)
            self.high = None if self.high is None else trimmed(self.high * scale)
            self.decimals -= scale.adjusted()

    def multiply(self, factor: int) -> None:
        """Multiply by a 万 or million that is printed once, behind the other end of a range."""
        self.low = None if self.low is None else trimmed(self.low * factor)
        self.high = None if self.high is None else trimmed(self.high * factor)
        self.decimals -= len(str(factor)) - 1

    def add(self, value: Decimal) -> None:
        self.low = None if self.low is None else self.low + value
        self.high = None if self.high is None else self.high + value
        self.decimals = max(self.decimals, -int(value.as_tuple().exponent))


def trimmed(value: Decimal) -> Decimal:
    return value.quantize(ONE) if value == value.to_integral_value() else value.normalize()
