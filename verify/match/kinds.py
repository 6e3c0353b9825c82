"""Which figures of a source may be held against one of a claim, by what kind of number they are.

A percentage is held against shares, a time against times; a level is contradicted by a level and a change by a change. A figure of
another kind may still bear the claimed one out, or lie within what it leaves open.
"""

from __future__ import annotations

from dataclasses import replace

from verify.match.fit import LEVELS
from verify.match.molar import MOLAR
from verify.match.units import DAYS, comparable, factors
from verify.match.values import fits
from verify.model import Quantity, Role
from verify.patterns import regex

_ONE_LENGTH = 40  # how many times one time may be another of the same thing
_ONE_SIZE = 4  # how many times one count may be another of the same thing
_SPOKEN = 10  # denominators of shares told in words
_RATIOS = frozenset({"hazard_ratio", "odds_ratio", "risk_ratio"})
_SHARES = frozenset({"percent", "fraction"})
_PEOPLE, _THINGS = regex(r"[名位人]$"), regex(r"[份株枚台家所项篇座辆]$")
_APART = ({"percent", "rate"}, {"dose", "measurement"})  # kinds whose numbers bear one another out but never contradict
_QUARTILES = regex(r"IQR|[Qq]uartile|[Rr]ange|四分位|范围|极差")
CHANGES = frozenset({"change", "difference"})
COUNTS = frozenset({"count", "number"})


def same_kind(claim: Quantity, role: Role, other: Role) -> bool:
    """Whether the two figures are numbers of one kind of thing."""
    found = other.quantity
    if "p_value" in (claim.kind, found.kind):
        return claim.kind == found.kind
    if found.kind == "number" and found.unit == "1" and found.decimals and claim.kind in ("rate", "measurement", "duration"):
        return True  # the first of two figures often leaves its unit to the second
    if claim.kind == "frequency" and found.kind == "duration" and other.statistic == "time":
        return False  # week 6 is not every six weeks
    if claim.unit in MOLAR and found.unit in MOLAR:
        return True
    if "interval" in (claim.kind, found.kind):
        ranged = found if claim.kind == "interval" else claim
        return claim.kind == found.kind or (
            None not in (ranged.low, ranged.high) and ranged.low != ranged.high and "1" in (ranged.unit, claim.unit)
        )
    if other.statistic in ("time", "condition") and role.statistic not in ("time", "condition"):
        return (
            found.kind == "dose"
            and claim.kind in ("dose", "measurement")
            and comparable(found.unit, claim.unit, found.kind, claim.kind)
        )
    if claim.kind in _RATIOS:
        bare = found.kind in ("number", "fold") and found.decimals >= claim.decimals  # 0.6 of anything is not a ratio of 0.64
        return bare or (found.kind in _RATIOS and (claim.kind == "odds_ratio") == (found.kind == "odds_ratio"))
    if claim.kind in _SHARES:
        yearly = found.kind == "rate" and found.unit.startswith("%/")
        spoken = claim.numerator == 1 and found.kind == "rate" and "/" not in found.unit[1:]  # one in fifty, 1.13 per 100 episodes
        return found.kind in _SHARES or yearly or spoken or (found.kind == "percentage_point" and role.statistic in CHANGES)
    if claim.kind == "percentage_point" and found.kind == "number" and found.decimals and other.statistic in CHANGES:
        return True  # "change in HbA1c, percentage points: … difference -1.21"
    if claim.kind == "percentage_point" and found.unit == "{score}" and "point" in found.text:
        return True  # "13.8 points higher"
    if claim.kind == "percentage_point":
        return found.kind == "percentage_point" or (found.kind == "percent" and other.statistic in CHANGES)
    if claim.kind == "number" and claim.decimals:
        return found.kind in ("number", "measurement", "rate", "duration") or found.kind in _RATIOS
    if claim.kind in COUNTS:
        if _PEOPLE.search(claim.text) and _THINGS.search(found.text):
            return False  # 29名教职工 are not 29份 of anything
        return found.kind in COUNTS or (found.kind in _RATIOS and claim.decimals > 0)
    if claim.kind == "fold":
        less = claim.value is not None and claim.value < 1  # 0.68 times the risk
        return found.kind == "fold" or (less and found.kind in _RATIOS)
    return comparable(found.unit, claim.unit, found.kind, claim.kind)


def covers(claim: Quantity, found: Quantity) -> bool:
    """Whether a range that stands like an interval behind a figure is one of the claim's unit: 控制率为16.3%(8.6%~24.9%)."""
    return found.kind == "interval" and found.level is None and found.unit == claim.unit


def end_of_range(claim: Quantity, which: str, found: Quantity) -> str | None:
    """How one end of the claim's "from … to …", or its least or most, agrees with that end of a range of the source."""
    if found.low is None or found.high is None or found.low == found.high:
        return None
    end = found.low if which == "low" else found.high
    return fits(claim, replace(found, low=end, high=end))


def compatible(claim: Quantity, source: Quantity) -> bool:
    """Whether a figure of another value leaves room for the claim's: a point within a range or a bound, an end of a range."""
    for factor, _ in factors(source.unit, claim.unit, source.kind, claim.kind):
        low = None if source.low is None else source.low * factor
        high = None if source.high is None else source.high * factor
        if low != high or None in (low, high):
            if (
                claim.comparator == "~"
                and low is not None
                and high is not None
                and claim.low is not None
                and claim.high is not None
            ):
                return low <= claim.high and claim.low <= high  # roughly 20 to 25%, 22 to 33%
            value = claim.value
            return value is not None and (low is None or low <= value) and (high is None or value <= high)
        return low in (claim.low, claim.high)
    return False


def _spoken_share(quantity: Quantity) -> bool:
    """Whether a figure is a share in words: nearly half, 三分之一."""
    return quantity.kind == "fraction" and (quantity.denominator or 0) <= _SPOKEN


def _of_one_length(claim: Quantity, source: Quantity) -> bool:
    """Whether two stretches of time can be of one thing, or one number stands for both with another unit."""
    if claim.value == source.value:
        return True
    mine, theirs = (q.value and DAYS.get(q.unit) and q.value * DAYS[q.unit] for q in (claim, source))
    return not mine or not theirs or theirs / _ONE_LENGTH <= mine <= theirs * _ONE_LENGTH


def _of_one_size(claim: Quantity, source: Quantity) -> bool:
    """Whether two counts can be counts of one thing; those of other things are mostly far off."""
    mine, theirs = (q.value and abs(q.value / 100 if q.unit == "%" else q.value) for q in (claim, source))
    return bool(mine and theirs and theirs / _ONE_SIZE <= mine <= theirs * _ONE_SIZE)


def _measured(claim: Quantity, source: Quantity) -> bool:
    """Whether the claim's figure is none that a plain count can gainsay: a share, or a number with decimals."""
    return claim.value != source.value and (claim.kind == "percent" or (claim.decimals > 0 and not source.decimals))


def rival(claim: Role, source: Role) -> bool:
    """Whether a figure of another value in the source can contradict the claim's: a level a level, a change a change."""
    change = claim.statistic in CHANGES
    found = source.quantity
    if (claim.quantity.kind == "age") != (found.kind == "age"):
        return False
    if claim.quantity.kind in COUNTS and not claim.quantity.decimals and found.decimals > 0 and found.unit == "1":
        return False  # 18 schools are not told against 4.8 days
    if found.kind in COUNTS and found.unit not in ("%", claim.quantity.unit) and _measured(claim.quantity, found):
        return False  # nor a share or 3.7 points against 69 patients
    if claim.quantity.kind == found.kind == "duration" and not _of_one_length(claim.quantity, found):
        return False  # a year is not told against 9.8 seconds
    if claim.quantity.kind != found.kind and {claim.quantity.kind, found.kind} <= _RATIOS:
        return False  # a rate ratio and an odds ratio of one thing differ
    if claim.quantity.kind == "percent" and _spoken_share(found) and not _spoken_share(claim.quantity):
        return False  # "nearly half" is not printed to be held against 43.2%
    if found.comparator in ("<", ">", "<=", ">=") and found.kind != "p_value":
        return False  # a threshold, not a result
    if source.statistic == "size" and claim.quantity.kind not in COUNTS:
        return False
    if found.kind == "interval" and bool(_QUARTILES.search(found.text)) != bool(_QUARTILES.search(claim.quantity.text)):
        return False
    if found.unit != claim.quantity.unit and not comparable(found.unit, claim.quantity.unit, found.kind, claim.quantity.kind):
        bare = found.kind == "number" and found.decimals == claim.quantity.decimals > 0 and claim.quantity.kind == "rate"
        yearly = claim.quantity.unit.startswith("%/") and found.kind == "percent"
        if not bare and not yearly:  # "per 100 person-years" may stand once for all, 年发生率 before all
            return found.kind in _RATIOS or claim.quantity.kind in (*COUNTS, "percent")
    if claim.quantity.kind == "fraction" and (claim.quantity.denominator or 0) > 10:
        rate = claim.quantity.numerator == 1 and found.kind == "percent" and _of_one_size(claim.quantity, found)
        return rate or found.denominator == claim.quantity.denominator
    counted = claim.quantity.kind in COUNTS and not (claim.quantity.decimals and found.decimals)
    if counted and not _of_one_size(claim.quantity, found):
        return False
    if claim.quantity.kind == "number" and claim.quantity.decimals and not found.decimals:
        return False  # a count beside a measured value
    if {claim.quantity.kind, found.kind} in _APART and claim.quantity.unit != found.unit:
        return False
    if claim.quantity.kind in _RATIOS and source.statistic != "ratio":
        return False
    if source.statistic == "ratio":
        return claim.quantity.kind in _RATIOS or (change and claim.quantity.kind == "percent") or claim.quantity.kind == "number"
    return change == (source.statistic in CHANGES)


def statistic_gap(claim: Role, source: Role) -> float:
    """What it costs to take a level for a change or the start for the end."""
    one, other = claim.statistic, source.statistic
    if one == other:
        return 0.0
    if {one, other} == {"from", "to"}:
        return 0.2
    if {one, other} == CHANGES:  # what one group gained, and how much more that was than another's
        return 0.1
    if (one in LEVELS and other in CHANGES) or (one in CHANGES and other in LEVELS):
        return 0.12
    return 0.02
