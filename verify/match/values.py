"""When two printed numbers agree.

A printed number stands for an interval as wide as its last digit, so the finer of two numbers is rounded to the coarser: 67.8 is
fairly printed as 68, 41.4 is not 40.4. A hedge widens the claim, a bound turns it into a condition, a range is compared end by end.
All arithmetic is exact.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from verify.match.units import factors
from verify.model import Quantity
from verify.patterns import regex

_FROM_BELOW = regex(r"(?:^|[^a-z])(?:nearly|almost|just under|approaching)|^(?:近|将近|接近|几乎|几近)", re.I)
_FROM_ABOVE = regex(r"(?:just over|a little over|slightly more than)|余|多(?:人|例|名|万|亿|年|个|$)", re.I)
_EXACT = 9  # decimals of what was computed or converted
_QUARTER = Decimal("0.25")
_COARSEST = 10  # denominators of fractions that stand for a share (two thirds, one in eight), not for counted cases
_FAR = Decimal("1.3")
_HIGH, _FAR_BELOW = 20, Decimal("0.35")
_TWICE = 2
_TEN = 10
_TELLING = 3
_LARGE, _HUNDREDS = 10_000, 2
_POINT_ONE = Decimal("0.1")
_FRACTION_SLACK = Decimal("0.035")
_HEDGED_FRACTION_SLACK = Decimal("0.08")
_FOLD_SLACK = Decimal("0.12")
_HEDGED_FOLD_SLACK = Decimal("0.2")


def rounds_to(fine: Decimal, coarse: Decimal, decimals: int) -> bool:
    """Whether `fine` printed with `decimals` decimals may read `coarse`; negative decimals count tens."""
    quantum = Decimal(1).scaleb(-decimals)
    if abs(fine) >= Decimal(10) ** 24:
        return fine == coarse
    return any((fine / quantum).quantize(Decimal(1), how) * quantum == coarse for how in (ROUND_HALF_UP, ROUND_HALF_EVEN))


def same_number(one: Decimal, one_decimals: int, other: Decimal, other_decimals: int) -> bool:
    """Two printed points agree at the coarser precision. Signs are a matter of direction, not of size."""
    one, other = abs(one), abs(other)
    if one == other:
        return True
    if one_decimals <= other_decimals:
        return rounds_to(other, one, one_decimals)
    return rounds_to(one, other, other_decimals)


def agrees(claim: Quantity, low: Decimal | None, high: Decimal | None, decimals: int, comparator: str = "=") -> bool:
    """Whether a claim's quantity may be said of the value [`low`, `high`] printed with `decimals`, already in the claim's unit.

    A computed value passes a large number of decimals: it is exact and the claim's own precision decides.
    """
    if claim.low is not None and claim.high is not None and claim.low != claim.high:
        if low is None or high is None or low == high:
            return False
        slack = claim.comparator == "~"
        if claim.low >= 0 > low and high <= 0:  # a gap of 7 to 15 is one of -15 to -7; its direction is judged apart
            low, high = -high, -low
        if (low < 0 < high) != (claim.low < 0 < claim.high):
            return False  # -4% to 50% leaves room for no effect, 4% to 50% does not
        return all(
            same_number(a, claim.decimals, b, decimals) or (slack and _near(a, claim.decimals, b, claim.text))
            for a, b in ((claim.low, low), (claim.high, high))
        )
    value = claim.value
    if value is None:
        return False
    if claim.comparator in ("<", ">", "<=", ">="):
        return _within(claim, value, low, high, comparator)
    if low is None or high is None:
        bound = high if low is None else low
        return bound is not None and claim.comparator == "~" and same_number(value, claim.decimals, bound, decimals)
    if low != high:
        return False
    if comparator in ("<", ">", "<=", ">="):
        return False
    if claim.kind == "fraction" and (claim.denominator is None or claim.denominator <= _COARSEST):
        slack_ratio = _HEDGED_FRACTION_SLACK if claim.comparator == "~" else _FRACTION_SLACK
        if value == Decimal("0.5") and claim.comparator == "~" and _FROM_BELOW.search(claim.text):
            return Decimal("0.45") <= low <= Decimal("0.5")
        return abs(abs(low) - value) <= value * slack_ratio
    if claim.kind == "fold":
        slack_ratio = _HEDGED_FOLD_SLACK if claim.comparator == "~" else _FOLD_SLACK
        if claim.decimals == 0:
            return abs(low - value) <= value * slack_ratio
    if claim.comparator == "~" and _FROM_BELOW.search(claim.text) and abs(low) > abs(value):
        return False
    if decimals >= _EXACT and claim.kind == "duration" and _single(claim) and abs(low - 1) >= _QUARTER:
        return False
    if same_number(value, claim.decimals, low, decimals) or _in_hundreds(value, claim.decimals, low):
        return True
    return claim.comparator == "~" and _near(value, claim.decimals, low, claim.text)


def _in_hundreds(claimed: Decimal, decimals: int, found: Decimal) -> bool:
    """Whether a large number is printed to its hundreds: $19,200 for $19,222. Three digits at least must be told."""
    digits = claimed.normalize().as_tuple()
    exponent = int(digits.exponent)
    large = decimals == 0 and abs(claimed) >= _LARGE and exponent >= _HUNDREDS and len(digits.digits) >= _TELLING
    return large and rounds_to(abs(found), abs(claimed), -exponent)


def _near(claimed: Decimal, decimals: int, found: Decimal, text: str) -> bool:
    """A hedged number is fair for what rounds to it with one digit less, and never further than a tenth away."""
    claimed, found = abs(claimed), abs(found)
    if _FROM_ABOVE.search(text):
        step = Decimal(1).scaleb(-decimals + (1 if claimed % 10 == 0 and decimals == 0 else 0))
        return claimed <= found < claimed + step
    if abs(found - claimed) > claimed * _POINT_ONE:
        return False
    if abs(found - claimed) < Decimal(1).scaleb(-max(decimals, 0)):
        return True
    digits = claimed.normalize().as_tuple()
    exponent = int(digits.exponent)
    return exponent > -max(decimals, 0) and rounds_to(found, claimed, -exponent)


def _within(claim: Quantity, bound: Decimal, low: Decimal | None, high: Decimal | None, source: str) -> bool:
    """Whether everything the source's value may be lies on the claimed side of `bound`.

    A count is called more than 2 million because it is not much more; one three times as large counts something else.
    """
    comparator, is_p, count = claim.comparator, claim.kind == "p_value", claim.kind in ("count", "number")
    if comparator in ("<", "<="):
        if high is None or (claim.kind == "percent" and bound >= _HIGH and high < bound * _FAR_BELOW):
            return False  # nobody calls 9% "under 65%"
        return high < bound or (high == bound and (comparator == "<=" or source == "<" or is_p))
    if low is None:
        return False
    if count and low > bound * _FAR:
        return False
    return low > bound or (low == bound and (comparator == ">=" or source == ">"))


def fits(claim: Quantity, source: Quantity) -> str | None:
    """How the source's quantity bears out the claim's: "" as printed, the conversion if one was needed, None not at all."""
    claimed, found = claim.unit, source.unit
    if claim.kind in ("number", "interval") and claimed == "1" and claim.decimals:
        claimed = found  # one of two figures often leaves out the unit of the other
    elif source.kind == "number" and found == "1" and source.decimals and claim.kind in ("rate", "measurement", "duration"):
        found = claimed
    for factor, shown in factors(found, claimed, source.kind, claim.kind):
        if factor == 1 and source.unit != claim.unit and source.decimals < claim.decimals and claim.kind != "percentage_point":
            continue  # 6 of something is not 6.3 points
        if claim.decimals > 0 and _counted(source):
            continue  # two preventives are not 2.1
        low = None if source.low is None else source.low * factor
        high = None if source.high is None else source.high * factor
        decimals = source.decimals if factor == 1 else _EXACT
        if source.kind == "fraction" and source.numerator is not None:
            decimals = _EXACT
        if agrees(claim, low, high, decimals, source.comparator):
            if not shown or low != high or low is None:
                return shown
            return f"{source.text} = {_few(low)}" + {"1": "", "%": "%"}.get(claimed, f" {claimed}")
    return None


def _single(claim: Quantity) -> bool:
    """Whether a claim says one hour or one year, and means what is nearer to it than to a half or to one and a half."""
    return claim.value == 1 and claim.decimals == 0 and claim.comparator in ("=", "~")


def _counted(source: Quantity) -> bool:
    """Whether a figure is a whole number of things: exact, and nobody's rounding of another."""
    return source.unit == "1" and source.kind in ("number", "count") and source.decimals == 0


def _few(value: Decimal) -> str:
    """A converted value with as many digits as tell it."""
    return f"{value.normalize():f}" if len(value.normalize().as_tuple().digits) <= 4 else f"{float(value):.4g}"


def coarse(claim: Quantity) -> bool:
    """Whether a figure is so round that much keeps within it: a bound, a small fraction, a hedged ten."""
    if claim.comparator in ("<", ">", "<=", ">=") or (claim.kind == "fraction" and (claim.denominator or 0) <= _COARSEST):
        return True
    spoken = claim.comparator == "~" or "成" in claim.text
    return spoken and claim.value is not None and claim.value % _TEN == 0


def alike(claim: Quantity, source: Quantity) -> bool:
    """Whether one number may be the other misprinted or misread: near it, of the same digits, or with the point elsewhere."""
    one, other = claim.value, source.value
    if one and other and claim.kind == source.kind == "duration":
        other *= max((factor for factor, _ in factors(source.unit, claim.unit, source.kind, claim.kind)), default=Decimal(1))
    elif not one or not other or claim.unit != source.unit:
        return True
    return other / _TWICE <= one <= other * _TWICE or _digits(one) == _digits(other)


def misprinted(claim: Quantity, source: Quantity) -> bool:
    """Whether one number has the digits of the other, three at least, in another order: 5.19 for 5.91."""
    one, other = claim.value, source.value
    if one is None or other is None or claim.unit != source.unit or claim.decimals != source.decimals or one == other:
        return False
    return len(_digits(one)) >= _TELLING and _digits(one) == _digits(other)


def slipped(claim: Quantity, source: Quantity) -> bool:
    """Whether one number is the other with one digit mistyped or two exchanged: 33.7 for 37.7, 5.19 for 5.91."""
    one, other = claim.value, source.value
    if one is None or other is None or claim.unit != source.unit or claim.decimals != source.decimals or one == other:
        return False
    first, second = f"{abs(one):f}", f"{abs(other):f}"
    return misprinted(claim, source) or (
        len(first) == len(second) > _TELLING and sum(a != b for a, b in zip(first, second, strict=True)) == 1
    )


def _digits(value: Decimal) -> list[int]:
    return sorted(abs(value).normalize().as_tuple().digits)
