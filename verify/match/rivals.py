"""Whether a figure of the source whose words fit a claim better tells anything against the one that has the claimed value.

It does not where it is of another sort, of the time before, of what the claim only names beside, or what the other follows from.
"""

from __future__ import annotations

from verify.match.align import Aligner, Alignment
from verify.match.fit import Candidate, Place
from verify.match.opposed import opposed
from verify.model import Quantity, Role
from verify.patterns import regex

# How much better than the figure with the claimed value another must fit for the claimed one to be the wrong one.
MARGIN = 0.075
# How much must be said of the other figure and not of this one, in weights of words: one term of the vocabulary is 1 to 1.6.
WEIGHTY, WEIGHTY_NAMED = 0.5, 0.3
_FITS = 0.55
_TELLING = 5  # digits of a range that are seldom met by chance
_OF_WHICH = regex(r":(?![0-9])|其中|(?<![a-z])(?:of (?:whom|which|these|them)|including|comprising)(?![a-z])")
_NEXT_OF_WHICH = regex(r"[。;]\s*其中|[.;] Of (?:these|whom)(?![a-z])")


def tells_nothing(aligner: Aligner, found: Alignment, best: Candidate, other: Candidate) -> bool:
    """Whether `other` tells nothing against `best`, however well the claim's words fit it."""
    role = found.role
    if is_range(role.quantity) and best.step in ("", "range") and not is_range(other.places[0].role.quantity):
        return True  # both ends of a range are seldom met by chance
    if best.step == "complement" and role.quantity.decimals > 0 and aligner.left_over_of(role, best):
        return True  # what is left to the digit of the other end that the source gives is seldom chance
    if best.step == "fold" and len(best.places) > 1 and best.score >= _FITS and other.places[0].role.statistic == "ratio":
        return True  # that many times as often is no ratio of odds or hazards of something else
    if _same_ends(role.quantity, best) and not aligner.named_otherwise(role, best, other):
        return True  # least of all to the digit
    if best.step and set(other.places) <= set(best.places):
        return True  # what the claimed value follows from
    if any(c.score + (MARGIN if c.score > best.score else 0) >= other.score for c in found.right if not c.step):
        return True  # the source gives the claimed value elsewhere, in words that fit as well
    if aligner.unnamed(role, other) and not aligner.unnamed(role, best):
        return True  # of a measure that the claim does not name
    if not best.step and of_before(aligner, role, best, other):
        return True
    if (
        best.step in ("", "complement", "up", "down")
        and len(other.places) == 1
        and opposed(aligner, role, other) == "direction-reversed"
    ):
        return True  # what fell is not told against by what rose beside it
    if aligner.denied_otherwise(role, other, best):
        return True  # of those with a thing, where the claim and `best` tell of those without; or the other way round
    if aligner.limited_otherwise(role, best, other) or aligner.called(role, best, other):
        return True
    if aligner.counts_places(role, other):
        return True
    if aligner.graver(role, other) and not aligner.graver(role, best):
        return True
    if aligner.measures_only(role, best, other):
        return True  # it says nothing of what the claim measures
    part = len(best.places) == len(other.places) == 1 and divided(aligner, other.places[0], best.places[0])
    # 总检出率为17.3%,其中织布车间为21.6%: of the part that the claim names
    return part and sum(gap for gap, _ in aligner.contrast(role, other, best)) >= WEIGHTY_NAMED


def _same_ends(claim: Quantity, best: Candidate) -> bool:
    """Whether a range or an interval of many digits is printed so in the source: 8.3 to 13.9."""
    printed = best.places[0].role.quantity
    if best.step not in ("", "range") or None in (claim.low, claim.high) or claim.low == claim.high:
        return False
    digits = sum(len(end.as_tuple().digits) for end in (claim.low, claim.high) if end is not None)
    return digits >= _TELLING and (printed.low, printed.high) == (claim.low, claim.high)


def of_before(aligner: Aligner, role: Role, best: Candidate, other: Candidate) -> bool:
    """Whether `other` is of the time before, where the claim and `best` tell of what came after; or the other way round."""
    return aligner.starts(role) is aligner.of_the_start(best) is not aligner.of_the_start(other)


def divided(aligner: Aligner, whole: Place, part: Place) -> bool:
    """Whether a figure of the source tells of a part of what another tells: "42% had burnout: 52% in surgery", 其中."""
    between = aligner.source.text[whole.role.quantity.end : part.role.quantity.start]
    if part.statement == whole.statement + 1:
        return _NEXT_OF_WHICH.search(between) is not None
    return whole.statement == part.statement and _OF_WHICH.search(between) is not None


def rival_ranges(aligner: Aligner, claim: Quantity, ranked: list[Candidate]) -> list[Candidate]:
    """Those of `ranked` that can contradict a claimed range, which may be that of several works: a point tells nothing of it.

    A range does if it holds the points that fit better, an end of one where the claim has the other end.
    """
    half = any(_end_of(claim, place.role.quantity) for place in aligner.places)
    made: list[Candidate] = []
    points: list[Quantity] = []
    for one in ranked:
        found, statistic = one.places[0].role.quantity, one.places[0].role.statistic
        if not is_range(found):
            points.append(found)
            made += [one] if half and statistic in ("from", "to") else []
        elif not _encloses(claim, found) and all(_encloses(found, point) for point in points):
            made.append(one)
    return made


def _encloses(whole: Quantity, part: Quantity) -> bool:
    """Whether a range holds another, or a point, with room on both sides: 9% to 42% of several works 17% to 33% of one."""
    if whole.unit != part.unit or whole.low is None or part.low is None or whole.high is None or part.high is None:
        return False
    return whole.low < part.low and part.high < whole.high


def _end_of(claim: Quantity, found: Quantity) -> bool:
    return found.value in (claim.low, claim.high) and found.unit == claim.unit


def is_range(quantity: Quantity) -> bool:
    return None not in (quantity.low, quantity.high) and quantity.low != quantity.high and quantity.kind != "interval"
