"""Factors from one unit to another, for units in which the same thing is fairly printed.

Calendar units are those of medical prose, not of astronomy: a year is 12 months, 52 weeks or 365 days, a month 30 days or 4 weeks
(365/12 days to be exact); each such factor is tried, and the one that fits is shown.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from verify.patterns import regex
from verify.text.vocabulary import scales

_D = Decimal
_TIME: dict[str, tuple[Decimal, ...]] = {  # days in one
    "a": (_D(365), _D(364), _D(360), _D("365.25")),
    "mo": (_D(365) / 12, _D(30), _D(28)),
    "wk": (_D(7),),
    "d": (_D(1),),
    "h": (_D(1) / 24,),
    "min": (_D(1) / 1440,),
    "s": (_D(1) / 86400,),
}
_SECONDS = {"a": _D(31536000), "mo": _D(2628000), "wk": _D(604800), "d": _D(86400), "h": _D(3600), "min": _D(60), "s": _D(1)}
DAYS = {unit: seconds / 86400 for unit, seconds in _SECONDS.items()}
_PER = {  # what is counted in so many
    "/10": _D("0.1"),
    "/100": _D("0.01"),
    "%": _D("0.01"),
    "/1000": _D("0.001"),
    "/10000": _D("1e-4"),
    "/100000": _D("1e-5"),
    "/1000000": _D("1e-6"),
}
_PERIOD = regex(r"a|mo|wk|d|\([0-9]+\.(?:a|mo|wk|d|h)\)")  # a year, eight weeks
_POWER = regex(r"10\*(-?[0-9]{1,2})\.(.+)")  # 10*9.{cells}
_COUNTS = frozenset({"count", "number"})
_APART = frozenset({"time", "ratio"})  # dimensions with rules of their own
_LOOSE = frozenset({"1", "{score}", "{times}", "{point}"})  # units that prose prints or leaves out


@cache
def factors(source: str, claim: str, source_kind: str, claim_kind: str) -> tuple[tuple[Decimal, str], ...]:
    """What to multiply a number in `source` with to have it in `claim`, each with the formula to show; empty if there is no way."""
    if source == claim:
        return ((_D(1), ""),)
    if (powers := _powers(source, claim)) is not None:
        return tuple((powers[0] * factor, shown) for factor, shown in factors(*powers[1:], source_kind, claim_kind))
    if {source_kind, claim_kind} <= _COUNTS and "1" in (source, claim) and "}" in source + claim:
        return ((_D(1), ""),)  # what is counted is left out: 1 billion for a billion cells
    if {source_kind, claim_kind} <= {"percent", "fraction"} and {source, claim} == {"1", "%"}:
        return ((_D(100), "× 100%"),) if claim == "%" else ((_D("0.01"), "÷ 100%"),)
    if {source_kind, claim_kind} == {"rate", "fraction"} and "1" in (source, claim):  # 1.13 per 100 episodes, one in fifty
        rate = source if claim == "1" else claim
        share = _PER.get(rate)
        return ((share if claim == "1" else 1 / share, f"1 {source} = {claim}"),) if share and rate != "%" else ()
    if source_kind == claim_kind == "interval" and {source, claim} == {"1", "%"}:
        return ((_D(1), ""),)  # an interval has the unit of its figure, which one of the two leaves out
    if claim_kind == "percentage_point" and source in _LOOSE:
        return ((_D(1), ""),)
    if source in _LOOSE and claim in _LOOSE:
        return ((_D(1), ""),)
    if source in _TIME and claim in _TIME:
        made = {a / b for a in _TIME[source] for b in _TIME[claim]}
        return tuple((factor, f"1 {source} = {factor:.4g} {claim}") for factor in sorted(made))
    if (factor := _scaled(source, claim)) is not None:
        return ((factor, f"1 {source} = {_shown(factor)} {claim}"),)
    if (quotient := _quotient(source, claim)) is not None:
        return ((quotient, f"1 {source} = {quotient.normalize():f} {claim}"),)
    if _plain(source) == _plain(claim) and _plain(source) not in _LOOSE:
        return ((_D(1), ""),)
    if (_plain(source) != source) != (_plain(claim) != claim):
        return factors(_plain(source), _plain(claim), source_kind, claim_kind)
    return ()


def _powers(source: str, claim: str) -> tuple[Decimal, str, str] | None:
    """The powers of ten of two units as one factor, and the units without: 10*9.{cells}; None if neither has one."""
    made, bare = _D(1), []
    for unit, sign in ((source, 1), (claim, -1)):
        power = _POWER.fullmatch(unit)
        made = made.scaleb(sign * int(power[1])) if power else made
        bare.append(power[2] if power else unit)
    return None if bare == [source, claim] else (made, bare[0], bare[1])


def _quotient(source: str, claim: str) -> Decimal | None:
    """The factor between two quotients of units, part by part: mg/kg and g/kg, /100/a and /1000/a."""
    mine, theirs = source.split("/"), claim.split("/")
    if len(mine) != len(theirs) or len(mine) < 2:
        return None
    made = _D(1)
    for i, (one, other) in enumerate(zip(mine, theirs, strict=True)):
        factor = _simple(one, other)
        if factor is None:
            return None
        made = made * factor if i == 0 else made / factor
    return made


def _simple(source: str, claim: str) -> Decimal | None:
    if source == claim:
        return _D(1)
    if source.isdigit() and claim.isdigit():
        return _D(source) / _D(claim)
    if source in _SECONDS and claim in _SECONDS:
        return _SECONDS[source] / _SECONDS[claim]
    return _scaled(source, claim)


def _scaled(source: str, claim: str) -> Decimal | None:
    """The factor between two units of one dimension other than time, from the table of units."""
    if source in _PER and claim in _PER:
        return _PER[source] / _PER[claim]
    table = scales()
    if source not in table or claim not in table:
        return None
    (dimension, size), (other, unit) = table[source], table[claim]
    return size / unit if dimension == other and dimension not in _APART else None


def _shown(factor: Decimal) -> str:
    """A factor in full, or to six digits where it has many: 1000, 0.453592."""
    digits = 6
    exact = factor.normalize()
    return f"{exact:f}" if len(exact.as_tuple().digits) <= digits else f"{factor:.{digits}g}"


def _plain(unit: str) -> str:
    """A unit without the time it is counted over, which prose states once and then leaves out."""
    head, _, tail = unit.rpartition("/")
    return head if head and _PERIOD.fullmatch(tail) else unit


def comparable(source: str, claim: str, source_kind: str, claim_kind: str) -> bool:
    """Whether numbers in the two units are numbers of the same kind of thing."""
    return bool(factors(source, claim, source_kind, claim_kind))
