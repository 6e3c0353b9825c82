"""From an alignment to a verdict.

A wrong "contradicted" costs an editor more than a "not found", so a contradiction needs the same measure said of another value,
or the claimed value said of something else while what the claim speaks of has a value of its own. Anything less is not found.
"""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import NamedTuple

from verify.match.align import Aligner, Alignment, credit
from verify.match.amounts import went_by
from verify.match.concepts import CONDITION, GRAM, NAME, RANK, TIME, WORD, YEAR, Slot, names_arm
from verify.match.figures import SETTINGS
from verify.match.fit import LEVELS, Candidate
from verify.match.opposed import opposed
from verify.match.rivals import MARGIN, WEIGHTY, WEIGHTY_NAMED, divided, is_range, of_before, rival_ranges, tells_nothing
from verify.match.units import comparable
from verify.match.values import alike, coarse, misprinted, slipped
from verify.model import Role, Verdict
from verify.patterns import regex

# Where the figure with the claimed value is expressly another measure's or arm's, less will do.
EXPRESS = 0.02
# Counts of all sorts of things stand in every text.
COUNT_NAMED = 0.0  # unless it is expressly something else that is counted
COUNT_MARGIN = {1: 0.15, 2: 0.15, 3: 0.35}
PLAINLY_BETTER = 0.2
DECIDED = 1.0  # to drop a figure, rough or small, that agrees in value
# How well a figure of another value must fit for the source to be said to state the claim's measure otherwise.
SAME = 0.55
SAME_LOOSE = 0.75  # of settings, counts and rough figures, of which every text is full
SAME_PAIR = 0.7  # of what only two of its figures together would make
SAME_UNLIKE = 0.65  # of a value far from the claimed one, which is rather another thing
SAME_MISPRINT = 0.42  # of the claimed digits in another order
SAID = 0.3  # and what must be said of it of all that the claim says right beside its figure
SAID_UNLIKE = 0.5
CONVERTED = 0.08  # a number that agrees only in another unit agrees less often by chance
SLIP = 0.15  # how much likelier the figure is meant that differs by one slip of the finger
SAME_UNIT = 0.38  # the same number in another unit is no accident
SAME_SETTING = 0.6  # but times and doses of all sorts stand in every text
SAME_BESIDE = 0.42  # so is a neighbour in one sentence that is expressly told apart
# Below this share of the claim's words found in the source at the figure, the value is a coincidence, by its digits: three
# are seldom hit by chance, one often. So many values can be computed from a text that a computed one must fit better.
COINCIDENCE = {1: 0.34, 2: 0.3, 3: 0.26}
FOLLOWING = 0.12  # how much worse what follows in a list may fit
DISEASE = 0.6  # weight by which a disease is said of one figure and not of another
UNDER_LIMIT = 0.3  # where it alone is under the limit that the claim names
ASIDE = 0.2  # how much worse a figure may fit that alone is of the claim's measure
UNLIKE, DOUBTED = 0.15, 1.25  # and better, where another figure fits so much better
AHEAD, LEAD = 0.7, 0.1  # what fits so well, and so much better than all else, may call its measure by another name
PAIRED = 0.6  # two figures of many digits seldom stand side by side by chance
SPOKEN = 10  # denominators of shares told in words
BOTH_ENDS = 0.2  # both ends of a range are seldom met by chance
DERIVED = {1: 0.42, 2: 0.38, 3: 0.28}
TOTALLED = 0.25  # but a sum, where the claim says that it is one
_COUNTS = ("count", "number")
_WHOSE = frozenset({CONDITION, RANK, NAME, "populations", "arms", "drugs"})
_SIDES = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_WITHIN = regex(r"(?i:within|past|last|previous|preceding|under|up to)\s+(?:the\s+(?:last|past|previous)?\s*)?$|[近前]\s*$")
_OF_ALL = regex(r"均|都(?!市|会)|(?<![a-z])(?:all|each|every|both)(?![a-z])[^.;]{0,60}$")
_OF_NONE = regex(r"(?<![a-z])(?:none|neither|no)(?![a-z])[^.;,]{0,90}$|没有(?:一|任何)[^,。;]{0,30}$")
_FAR = frozenset({"sum", "rest", "relative", "points", "fold", "part"})


class Finding(NamedTuple):
    """What is found of one figure of the claim."""

    role: Role
    verdict: Verdict
    reason: str
    by: Candidate | None  # the figure of the source that the verdict rests on
    instead: Candidate | None = None  # the one the claim seems to have taken
    what: tuple[Slot, ...] = ()


_REASONS = {
    TIME: "wrong-time-point",
    "times": "wrong-time-point",
    YEAR: "wrong-time-point",
    "generic": "wrong-measure",
    "arms": "arms-swapped",
    "drugs": "arms-swapped",
    NAME: "arms-swapped",
    "populations": "wrong-population",
    CONDITION: "wrong-population",
    RANK: "wrong-population",
    "measures": "wrong-measure",
    "findings": "wrong-measure",
    "diseases": "wrong-measure",
    "procedures": "wrong-measure",
    WORD: "wrong-measure",
    "words": "wrong-measure",
    GRAM: "wrong-measure",
}


_EXPRESSLY = {"measure": "wrong-measure", "time": "wrong-time-point", "population": "wrong-population", "arm": "arms-swapped"}


def reason_of(what: tuple[Slot, ...]) -> str:
    """The rule that a contrast falls under, by the weightiest thing that differs."""
    return _REASONS[what[0].kind] if what and not names_arm(what[0]) else "arms-swapped"


def judge(aligner: Aligner, found: Alignment) -> Finding:
    """The verdict on one figure of the claim."""
    role, best, other = found.role, found.by_value, found.by_words
    if best is None:
        return _without_value(aligner, found)
    chance = _chance(role) - (CONVERTED if best.working and not best.step else 0)
    opposite = opposed(aligner, role, best) or _printed_opposed(aligner, found, best) or _taken_opposed(aligner, found, best)
    if opposite and best.step == "complement":
        # The other end is not meant: then the next best figure of that value is.
        others = tuple(c for c in found.right if c.step != "complement")
        following = max(others, key=credit, default=None)
        if following is not None and following.score >= _chance(role):
            return judge(aligner, found._replace(by_value=following, right=others))
    if opposite:
        # What two figures make, or a round one fits, is rather chance than a share of the other end.
        guessed = best.step == "complement" and (len(best.places) > 1 or coarse(role.quantity))
        if guessed:
            return _without_value(aligner, found)
        if best.score >= chance and aligner.same_measure(role, best):
            return Finding(role, Verdict.CONTRADICTED, opposite, best)
        return Finding(role, Verdict.NOT_FOUND, "", best)
    if best.step == "fold" and len(best.places) == 1 and (instead := _pair_meant(aligner, found, best)) is not None:
        return instead
    if (moved := went_by(aligner, role, best)) is not None:
        return Finding(role, Verdict.CONTRADICTED, "value-mismatch", moved, best)
    if best.step and other is not None and len(other.places) > 1:
        # What two other figures would make is no rival of what these make, unless all that the claim names is said of those.
        if (instead := _pair_meant(aligner, found, best)) is not None:
            return instead
        other = max((c for c in found.wrong if len(c.places) == 1), key=lambda c: c.score, default=None)
    elif other is not None and len(other.places) > 1 and not set(best.places).isdisjoint(other.places):
        # nor is what would follow from the claimed figure itself
        other = max((c for c in found.wrong if set(best.places).isdisjoint(c.places)), key=lambda c: c.score, default=None)
    if other is not None and (outdone := _outdone(aligner, found, best, other)) is not None:
        return outdone
    if best.step in _FAR:
        chance = TOTALLED if best.step == "sum" and aligner.says_total(role) else max(chance, DERIVED[_digits(role)])
    if found.paired:
        chance *= PAIRED
    elif other is not None and not best.step and other.score > best.score + UNLIKE:
        chance *= DOUBTED
    if best.score < chance:
        return Finding(role, Verdict.NOT_FOUND, "", best)
    if role.quantity.comparator in _SIDES and _OF_NONE.search(aligner.claim.lower, role.near[0].start, role.quantity.start):
        return Finding(role, Verdict.NOT_FOUND, "", best)  # what is said of none is not borne out by what one figure does
    if (broken := _broken(aligner, role, best, found.wrong)) is not None:
        return Finding(role, Verdict.CONTRADICTED, "value-mismatch", broken)
    if best.step == "relative" and aligner.absent(role):  # from the figures of another measure
        others = tuple(c for c in found.right if c.step != "relative")
        return judge(aligner, found._replace(by_value=max(others, key=credit, default=None), right=others))
    ranged = role.quantity.low != role.quantity.high and role.quantity.comparator in ("=", "~")
    ends = ranged or role.statistic in ("from", "to")
    whole = None if ends or best.step == "complement" else aligner.whole(role, best, found.wrong)
    if whole is not None:
        beside = abs(whole.places[0].statement - best.places[0].statement) <= 1
        if not aligner.same_measure(role, whole) or not (beside or aligner.of_one_measure(best.places[0], whole.places[0])):
            return Finding(role, Verdict.NOT_FOUND, "", best)
        return Finding(role, Verdict.CONTRADICTED, "wrong-population", whole, best)
    compares = {"change", "difference", "ratio"}.intersection((role.statistic, best.places[0].role.statistic))
    if compares and (against := aligner.compared_otherwise(role, best)) is not None:
        return Finding(role, Verdict.CONTRADICTED, "arms-swapped", against[0], best, (against[1],))
    if best.step in ("share", "part") and aligner.of_other_people(role, best):
        return Finding(role, Verdict.NOT_FOUND, "", best)
    if (
        aligner.of_others(role)
        or aligner.of_another_substance(role)
        or aligner.of_another_age(role)
        or (role.quantity.kind == "fold" and not _of_one(best) and not aligner.of_both(role, best))
    ):
        return Finding(role, Verdict.NOT_FOUND, "", best)
    if aligner.of_a_limit(role, best):
        return Finding(role, Verdict.NOT_FOUND, "", best)
    exact = not best.step and not ranged and not _rough(role) and not _tiny(role) and role.statistic not in SETTINGS
    if (exact or role.statistic == "interval") and (told := _told_apart(aligner, role, best, found.wrong)) is not None:
        return told
    if exact and (other_one := _of_another_kind(aligner, role, best, found.wrong)) is not None:
        return other_one
    if exact and (meant := _of_the_measure(aligner, role, best, found.wrong)) is not None:
        return Finding(role, Verdict.CONTRADICTED, "wrong-measure", meant, best)
    if aligner.against_another(role):
        return Finding(role, Verdict.NOT_FOUND, "", best)
    counted = not best.step and (role.quantity.denominator or 0) > SPOKEN  # 151 of 164 is no chance
    ahead = not best.step and _digits(role) > 1 and best.score >= AHEAD and (other is None or best.score >= other.score + LEAD)
    if (aligner.foreign(role, best, ahead) and not counted) or aligner.untimely(role, best):
        following = max((c for c in found.right if c.step == best.step and c.places != best.places), key=credit, default=None)
        if best.step and following is not None and following.score >= chance:
            right = tuple(c for c in found.right if c.places != best.places)
            wrong = tuple(c for c in found.wrong if len(c.places) == 1)  # what is right of another pair is no rival
            return judge(aligner, found._replace(by_value=following, right=right, wrong=wrong))
        return Finding(role, Verdict.NOT_FOUND, "", best)
    return Finding(role, Verdict.SUPPORTED, "", best)


def _pair_meant(aligner: Aligner, found: Alignment, best: Candidate) -> Finding | None:
    """The finding where the claim's difference follows from two figures, and the two that it names make another one.

    "10.8 points fewer caesareans", where those are 21.4% and 30.2%, and 10.8 is what epidurals differ by; "twice as often in
    smokers", where that is a ratio of something else.
    """
    role = found.role
    if best.step not in ("points", "fold") or (best.step == "fold" and role.statistic == "change"):
        return None
    units = {place.role.quantity.unit for place in best.places} if len(best.places) > 1 else set()
    pairs = (c for c in found.wrong if len(c.places) == 2 and c.score > best.score + EXPRESS)
    alike = (c for c in pairs if len(units | {place.role.quantity.unit for place in c.places}) == 1)
    other = max(alike, key=lambda c: c.score, default=None)
    if other is None or not aligner.same_measure(role, other) or not aligner.of_one_measure(*other.places):
        return None
    what = aligner.contrast(role, best, other)
    if sum(gap for gap, _ in what) < WEIGHTY:
        return None
    if not set(best.places).isdisjoint(other.places):  # one of the two is meant: which other, all that is said must tell
        if other.score <= best.score + MARGIN:
            return None
    else:
        told_apart = sum(gap for gap, slot in what if slot.kind in _WHOSE) >= WEIGHTY or aligner.measures_only(role, other, best)
        if not told_apart or aligner.measured(best.places[0]) & aligner.measured(other.places[0]):
            return None
    told = tuple(slot for _, slot in what[:3])
    return Finding(role, Verdict.CONTRADICTED, reason_of(told), other, best, told)


def _printed_opposed(aligner: Aligner, found: Alignment, best: Candidate) -> str:
    """Why what `best` comes to says something else where the same sentence prints it: "48.6%, up 13.0 points from 35.6%"."""
    if best.step not in ("points", "relative"):
        return ""
    beside = (c for c in found.right if not c.step and c.places[0].statement in {p.statement for p in best.places})
    printed = max((c for c in beside if c.places[0].role.statistic == "change"), key=lambda c: c.score, default=None)
    return opposed(aligner, found.role, printed) if printed is not None else ""


def _taken_opposed(aligner: Aligner, found: Alignment, best: Candidate) -> str:
    """Why a printed difference says something else, by the figures beside it: "36.8 with and 33.5 without (difference 3.3)"."""
    if best.step or best.places[0].role.statistic != "difference" or len(best.places) > 1:
        return ""
    at, by = best.places[0].statement, best.places[0].role.quantity.value
    levels = [p for p in aligner.places if p.statement == at and p.role.statistic in LEVELS and p.role.quantity.value is not None]
    for pair in itertools.pairwise(levels):
        one, other = (p.role.quantity.value for p in pair)
        if one is not None and other is not None and by is not None and abs(one - other) == abs(by):
            return opposed(aligner, found.role, Candidate(pair, best.score, True, step="points"))
    return ""


def _outdone(aligner: Aligner, found: Alignment, best: Candidate, other: Candidate) -> Finding | None:
    """The finding where the claim's words fit `other`, of another value, better than `best`, which has the claimed one."""
    role = found.role
    slip = _other_unit(role, found.wrong) if role.quantity.kind == "duration" and role.statistic not in SETTINGS else None
    if slip is not None and slip.score > best.score:
        return Finding(role, Verdict.CONTRADICTED, "unit-mismatch", slip, best)  # 61 days, where the source has 61 hours for it
    if tells_nothing(aligner, found, best, other):
        return None
    named = aligner.named_otherwise(role, best, other) if other.score > best.score else ""
    margin = EXPRESS if named or role.quantity.comparator in _SIDES or (best.step and _rough(role)) else MARGIN
    if role.quantity.kind in _COUNTS and role.quantity.decimals <= 0:
        margin = COUNT_NAMED if named else COUNT_MARGIN[_digits(role)]
    if other.score <= best.score + margin:
        return None
    # about 31% is not 33 of 105 by chance, nor about 71.6% what 28.4% leaves
    rough = coarse(role.quantity) if best.step == "share" or role.quantity.decimals > 0 else _rough(role)
    if best.step == "sum" and aligner.says_total(role):
        return None
    if (best.score < SAME and (best.step in _FAR or best.step == "share")) or (best.step and rough):
        return _without_value(aligner, found)  # that it can be computed from something was chance
    if role.statistic in SETTINGS:
        return Finding(role, Verdict.SUPPORTED if best.score >= _chance(role) else Verdict.NOT_FOUND, "", best)
    what = aligner.contrast(role, best, other)
    beside = {p.statement for p in other.places} == {p.statement for p in best.places}
    plain = beside and other.score > best.score + PLAINLY_BETTER
    weight = sum(gap for gap, slot in what if not (len(slot.text) == 1 and slot.text >= "一"))
    if weight < (WEIGHTY_NAMED if named or plain or role.statistic == "p" else WEIGHTY):
        bounded = role.quantity.comparator in _SIDES and other.score > best.score + MARGIN
        return Finding(role, Verdict.NOT_FOUND, "", best) if bounded else None  # so much keeps within a bound by chance
    least = SAME_LOOSE if _loose(role) else SAME_BESIDE if beside and named else SAME
    unsure = aligner.absent(role) or _tiny(role) or _parts(aligner, role, other)
    if other.score >= least and not unsure and (named or not _loose(role)):
        of_part = aligner.of_whole(other) and not aligner.of_whole(best)
        reason = "wrong-population" if of_part else _EXPRESSLY.get(named) or reason_of(tuple(slot for _, slot in what))
        return Finding(role, Verdict.CONTRADICTED, reason, other, best, tuple(slot for _, slot in what[:3]))
    decided = bool(named) or weight >= DECIDED or (_rough(role) and other.score > best.score + PLAINLY_BETTER)
    if aligner.absent(role) or (decided and (_rough(role) or _tiny(role) or (named and _parts(aligner, role, other)))):
        return Finding(role, Verdict.NOT_FOUND, "", best)
    bounded = role.quantity.comparator in _SIDES and (bool(named) or other.score > best.score + MARGIN)
    return Finding(role, Verdict.NOT_FOUND, "", best) if bounded else None


def _broken(aligner: Aligner, role: Role, best: Candidate, wrong: tuple[Candidate, ...]) -> Candidate | None:
    """A figure that breaks the bound within which the claim says all of several figures keep: 各疫苗接种率均不低于90%."""
    near = role.near[0]
    if role.quantity.comparator not in _SIDES or not _OF_ALL.search(aligner.claim.lower, near.start, role.quantity.start):
        return None
    same = (c for c in wrong if len(c.places) == 1 and aligner.same_measure(role, c) and c.score >= best.score - ASIDE)
    return max(same, key=lambda c: c.score, default=None)


def _told_apart(aligner: Aligner, role: Role, best: Candidate, wrong: tuple[Candidate, ...]) -> Finding | None:
    """The finding where one sentence has the claimed value for another group or time, and a value of its own for the claimed one.

    The first of a list is said more of than those that follow it, so the one meant may fit somewhat worse.
    """
    for other in sorted(wrong, key=lambda c: -c.score):
        beside = len(other.places) == 1 and aligner.in_one_sentence(other.places[0], best.places[0])
        denied = (
            beside
            and abs(other.places[0].role.unit - best.places[0].role.unit) == 1
            and aligner.denied_otherwise(role, best, other)
        )
        if not denied and (other.score < best.score - FOLLOWING or aligner.of_whole(best)):
            return None  # with a thing and without it are called by one word, which then tells nothing of the fit
        named = aligner.named_otherwise(role, best, other) if beside else ""
        if named in ("population", "time", "arm") or (named == "measure" and _of_two_diseases(aligner, role, best, other)):
            return Finding(role, Verdict.CONTRADICTED, _EXPRESSLY[named], other, best)
    return None


def _of_two_diseases(aligner: Aligner, role: Role, best: Candidate, other: Candidate) -> bool:
    """Whether the claim names the disease that one figure of a sentence is of, and the other is of another: DR, macular oedema."""
    what = aligner.contrast(role, best, other)
    return bool(what) and what[0][1].kind == "diseases" and what[0][0] >= DISEASE


def _of_another_kind(aligner: Aligner, role: Role, best: Candidate, wrong: tuple[Candidate, ...]) -> Finding | None:
    """The finding where the claimed value is of another limit or of a grade, and what the claim names has a value of its own."""
    for other in sorted(wrong, key=lambda c: -c.score):
        if other.score < best.score - UNDER_LIMIT or len(other.places) > 1:
            return None
        if other.places[0].role.statistic != best.places[0].role.statistic:
            continue
        if aligner.limited_otherwise(role, other, best) or aligner.of_all_under_limit(role, best, other):
            return Finding(role, Verdict.CONTRADICTED, "wrong-population", other, best)
        if (
            aligner.graver(role, best)
            and not aligner.graver(role, other)
            and aligner.of_one_measure(best.places[0], other.places[0])
        ):
            return Finding(role, Verdict.CONTRADICTED, "wrong-measure", other, best)
    return None


def _of_one(best: Candidate) -> bool:
    """Whether a fold is that of a change, which has no two sides: 2.1% in 2018, 8.4% in 2022."""
    return {place.role.statistic for place in best.places} == {"from", "to"}


def _of_the_measure(aligner: Aligner, role: Role, best: Candidate, wrong: tuple[Candidate, ...]) -> Candidate | None:
    """A figure of the source for the measure that the claim names, where the one with the claimed value is not of it."""
    for other in sorted(wrong, key=lambda c: -c.score):
        if other.score < best.score - ASIDE:
            return None
        if (
            aligner.limited_otherwise(role, best, other)
            or of_before(aligner, role, best, other)
            or aligner.counts_places(role, other)
        ):
            continue
        if len(other.places) == 1 and aligner.measures_only(role, other, best):
            return None if divided(aligner, other.places[0], best.places[0]) else other
    return None


def _without_value(aligner: Aligner, found: Alignment) -> Finding:
    """No figure of the source has the claimed value: it states the measure otherwise, or does not state it."""
    role = found.role
    setting = role.statistic in SETTINGS
    same = _other_unit(role, found.wrong)
    if same is not None and setting and not _commensurable(role, same):
        same = None
    if same is not None and same.score >= (SAME_SETTING if setting else SAME_UNIT):
        return Finding(role, Verdict.CONTRADICTED, "unit-mismatch", same)
    ranked = sorted(found.wrong, key=lambda c: -c.score - (SLIP if _slipped(role, c) else 0))
    if is_range(role.quantity):
        ranked = rival_ranges(aligner, role.quantity, ranked)
    other = next((c for c in ranked if aligner.same_measure(role, c)), None)
    if (
        other is None
        or aligner.absent(role)
        or _tiny(role)
        or (role.statistic == "time" and not is_range(role.quantity))
        or (setting and _window(aligner, role))
        or _parts(aligner, role, other)
    ):
        return Finding(role, Verdict.NOT_FOUND, "", other)
    if other.score < _least(role, other) or _bare(aligner, role) or not _of_the_same(aligner, role, other):
        return Finding(role, Verdict.NOT_FOUND, "", other)
    return Finding(role, Verdict.CONTRADICTED, "value-mismatch", other)


def _least(role: Role, other: Candidate) -> float:
    """How well `other` must fit the words of a figure to be the source's value for it."""
    loose = role.statistic in SETTINGS or role.quantity.kind in _COUNTS or _loose(role)
    if len(other.places) > 1:
        return SAME_LOOSE if loose else SAME_PAIR
    printed = other.places[0].role.quantity
    if loose:
        return SAME_LOOSE
    if misprinted(role.quantity, printed):
        return SAME_MISPRINT
    return SAME if alike(role.quantity, printed) else SAME_UNLIKE


def _of_the_same(aligner: Aligner, role: Role, other: Candidate) -> bool:
    """Whether enough is said of `other` of what the claim says right beside the figure, words unknown to the source among them."""
    mine, printed = role.quantity, other.places[0].role.quantity
    if len(other.places) > 1 or is_range(mine) or role.statistic in ("from", "to") or misprinted(mine, printed):
        return True
    unlike = not alike(mine, printed) or (printed.kind.endswith("_ratio") and printed.kind != mine.kind)
    if aligner.said(role, other) < (SAID_UNLIKE if unlike else SAID) or aligner.counts_otherwise(role, other):
        return False
    return not (unlike and aligner.unmeasured(role))


def _bare(aligner: Aligner, role: Role) -> bool:
    """Whether a table of the source prints the claimed percentage without its unit: "Serious AE: 11.1 (5.2 to 20.1)"."""
    mine = role.quantity
    return mine.kind == "percent" and any(
        found.kind == "number" and found.value == mine.value and found.decimals == mine.decimals > 0
        for found in (place.role.quantity for place in aligner.places)
    )


def _slipped(role: Role, other: Candidate) -> bool:
    return len(other.places) == 1 and slipped(role.quantity, other.places[0].role.quantity)


def _window(aligner: Aligner, role: Role) -> bool:
    """Whether a time is one within which something holds ("within the last 3 months"), which longer ones contain."""
    start, end = role.quantity.start, role.quantity.end
    return bool(_WITHIN.search(aligner.claim.text, max(0, start - 24), start)) or aligner.claim.text[end : end + 1] in ("内", "以")


def _parts(aligner: Aligner, role: Role, other: Candidate) -> bool:
    """Whether the claim gives a total and the source's figure is less, so that it may be one of its parts."""
    mine, theirs = role.quantity.value, other.places[0].role.quantity.value
    return bool(role.quantity.kind in _COUNTS and mine and theirs and theirs < mine and aligner.says_total(role))


def _loose(role: Role) -> bool:
    """Whether a figure is too rough to be held against another of nearly any value."""
    quantity = role.quantity
    return quantity.comparator == "~" or (quantity.kind == "fraction" and (quantity.denominator or 0) <= 10)


def _rough(role: Role) -> bool:
    """Whether a figure is a bound or a round number, which much that can be computed keeps within."""
    return role.quantity.comparator != "=" or _loose(role)


def _tiny(role: Role) -> bool:
    """Whether a figure is a small whole number, of which every text has many."""
    quantity = role.quantity
    return (
        (quantity.kind in _COUNTS or quantity.unit == "{score}")
        and quantity.decimals == 0
        and quantity.value is not None
        and quantity.value < 10
    )


def _other_unit(role: Role, wrong: tuple[Candidate, ...]) -> Candidate | None:
    """The figure of the source with the claim's number in another unit that fits the claim's words best."""
    quantity = role.quantity
    for one in sorted(wrong, key=lambda c: -c.score):
        if len(one.places) == 1:
            found = one.places[0].role.quantity
            if (
                found.kind != "frequency"
                and found.unit != quantity.unit
                and found.low == quantity.low
                and found.high == quantity.high
            ):
                return one
    return None


def _commensurable(role: Role, other: Candidate) -> bool:
    """Whether the two figures measure one kind of thing: mg and g, not mg and weeks."""
    mine, theirs = role.quantity, other.places[0].role.quantity
    return comparable(theirs.unit, mine.unit, theirs.kind, mine.kind)


def _chance(role: Role) -> float:
    value = role.quantity.value
    if is_range(role.quantity):
        return BOTH_ENDS
    if (role.quantity.denominator or 0) > SPOKEN:
        return BOTH_ENDS  # 151 of 164
    if value is None or role.quantity.comparator not in ("=", "~") or role.quantity.kind == "fraction":
        return COINCIDENCE[1]
    digits = len(value.normalize().as_tuple().digits) - (role.quantity.comparator == "~")
    return COINCIDENCE[min(3, max(1, digits))]


def _digits(role: Role) -> int:
    """How many digits of an exact figure are printed, from one to three: 15.0 has three."""
    quantity = role.quantity
    if quantity.value is None or quantity.comparator != "=":
        return 1
    return min(3, max(1, len(abs(quantity.value).quantize(Decimal(1).scaleb(-max(0, quantity.decimals))).as_tuple().digits)))
