"""What two figures of a claim tell about one another as a pair: that they stand together in the source, or have changed places.

"12% with A and 21% with B" for "21% with A and 12% with B" has both figures right and is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verify.match.absence import bare
from verify.match.align import Aligner
from verify.match.compared import HELD
from verify.match.fit import LEVELS, Candidate, Place
from verify.match.judge import Finding, reason_of
from verify.match.values import fits
from verify.model import Role, Verdict

# How much better two figures must fit the other way round to have been exchanged.
_SWAP = 0.06
_OF_PAIR = 0.03  # how much better the neighbour of its partner must fit
_SWAP_APART = 0.12  # where they stand in two sentences
_SWAP_NAMED = 0.05  # where one of them is expressly said of another arm, measure or time
_OF_A_GROUP = ("procedures", "words", "word", "gram")
QUALIFIERS = ("p", "interval")
COUNTED = ("count", "number", "fraction")
BOUNDS = ("<", ">", "<=", ">=")


def uncrossed(found: list[Finding], aligner: Aligner) -> list[Finding]:
    """The findings, with pairs of figures that the claim has exchanged told as such."""
    made = list(found)
    for i, one in enumerate(found):
        for k in range(i + 1, len(found)):
            other = found[k]
            if one.verdict is other.verdict is Verdict.SUPPORTED and _swapped(aligner, one, other):
                what = tuple(slot for _, slot in aligner.contrast(one.role, one.by, other.by)[:2]) if one.by and other.by else ()
                # What is said of one of two figures of a sentence and not of the other, and is no measure, is its group.
                group = bool(what) and what[0].kind in _OF_A_GROUP
                reason = "arms-swapped" if group or _denied(aligner, one, other) else reason_of(what)
                for at, mine, theirs in ((i, one, other), (k, other, one)):
                    assert theirs.by is not None
                    meant = replace(theirs.by, score=aligner.fit(mine.role, theirs.by.places))
                    made[at] = Finding(mine.role, Verdict.CONTRADICTED, reason, meant, mine.by, what)
    return made


def of_its_pair(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> Finding:
    """A figure told beside another must stand beside it in the source too, where what does stand there fits its words better."""
    role, best = finding.role, finding.by
    exact = role.quantity.kind == "percent" and role.quantity.comparator == "=" and role.statistic in LEVELS
    if finding.verdict is not Verdict.SUPPORTED or best is None or best.step or not exact:
        return finding
    taken = [f.by.places for f in found if f.by is not None]
    for other in found:
        own = other.by if other.verdict is Verdict.SUPPORTED and other is not finding else None
        paired = other.role.quantity.unit == role.quantity.unit and abs(other.role.unit - role.unit) <= 1
        if (
            own is None
            or own.step
            or own.places == best.places
            or not paired
            or other.role.statistic not in LEVELS
            or _beside(own.places[0], best.places[0])
        ):
            continue
        for place in aligner.places:
            if (
                (place,) in taken
                or place.role.statistic not in LEVELS
                or not _beside(own.places[0], place)
                or place.role.quantity.unit != best.places[0].role.quantity.unit
            ):
                continue
            score = aligner.fit(role, (place,))
            if fits(role.quantity, place.role.quantity) is None and score > aligner.fit(role, best.places) + _OF_PAIR:
                meant = Candidate((place,), score, False)
                what = tuple(slot for _, slot in aligner.contrast(role, best, meant)[:2])
                return Finding(role, Verdict.CONTRADICTED, reason_of(what), meant, best, what)
    return finding


def _beside(one: Place, other: Place) -> bool:
    """Whether two figures of the source stand in one group of a sentence or in neighbouring ones."""
    return one.statement == other.statement and one.role is not other.role and abs(one.role.unit - other.role.unit) <= 1


def _swapped(aligner: Aligner, one: Finding, other: Finding) -> bool:
    """Whether two figures of the claim fit the words of the source better the other way round."""
    a, b = one.by, other.by
    if a is None or b is None or a.step or b.step or a.places == b.places:
        return False
    # 每周1.6次, 2.8次: the second leaves out what the first is counted over
    if one.role.quantity.unit != other.role.quantity.unit and a.places[0].role.quantity.unit != b.places[0].role.quantity.unit:
        return False
    if one.role.quantity.comparator in BOUNDS or other.role.quantity.comparator in BOUNDS:
        return False  # many figures keep within a bound
    apart = abs(a.places[0].statement - b.places[0].statement)
    if (
        apart > (0 if one.role.quantity.kind in COUNTED else 1)
        or one.role.statistic in ("p", "interval")
        or other.role.statistic in QUALIFIERS
    ):
        return False
    straight = aligner.fit(one.role, a.places) + aligner.fit(other.role, b.places)
    crossed = aligner.fit(one.role, b.places) + aligner.fit(other.role, a.places)
    named = sum(bool(aligner.named_otherwise(mine.role, own, theirs)) for mine, own, theirs in ((one, a, b), (other, b, a)))
    margin = _SWAP_APART if apart else (_SWAP, _SWAP_NAMED, -_SWAP_NAMED)[named]
    told = one.role.quantity.kind not in COUNTED
    if told and any(bare(aligner.claim.lower, span) for finding in (one, other) for span in finding.role.near):
        margin = min(margin, 0.0)  # "83 minutes with the robot and 104 without it": what tells them apart is said once
    # With and without a thing are words so alike that the fit may not tell them apart.
    if crossed <= straight + margin and (apart or not _denied(aligner, one, other)):
        return False
    said = any(
        max(aligner.strength(aligner.slots.index(slot), place) for place in meant.places) >= HELD
        for finding, own, meant in ((one, a, b), (other, b, a))
        for _, slot in aligner.contrast(finding.role, own, meant)
    )
    if not (said or named or margin <= 0 or _denied(aligner, one, other)):
        return False  # what tells them apart is hardly said of either
    return not _told_straight(aligner, one, other)


def _denied(aligner: Aligner, one: Finding, other: Finding) -> bool:
    """Whether the claim says of those with a thing what the source says of those without it."""
    a, b = one.by, other.by
    return bool(a and b and (aligner.denied_otherwise(one.role, a, b) or aligner.denied_otherwise(other.role, b, a)))


def _told_straight(aligner: Aligner, one: Finding, other: Finding) -> bool:
    """Whether some other sentence of the source has the two figures the way the claim has them."""
    read = {place.statement for finding in (one, other) if finding.by is not None for place in finding.by.places}
    firsts = [p for p in aligner.places if p.statement not in read and fits(one.role.quantity, p.role.quantity) is not None]
    for first in firsts:
        for second in aligner.places:
            if second.statement != first.statement or second.role is first.role:
                continue
            if fits(other.role.quantity, second.role.quantity) is not None:
                straight = aligner.fit(one.role, (first,)) + aligner.fit(other.role, (second,))
                crossed = aligner.fit(one.role, (second,)) + aligner.fit(other.role, (first,))
                if straight > crossed:
                    return True
    return False


def neighbours(role: Role, found: Sequence[Finding]) -> Iterator[tuple[Role, Candidate]]:
    """The figures that stand before one of the claim in its clause, each with the figure of the source that bears it out."""
    for other in found:
        best = other.by if other.verdict is Verdict.SUPPORTED else None
        if best is None or best.step or other.role.unit != role.unit or other.role.near != role.near:
            continue
        if other.role.quantity.start <= role.quantity.start:
            yield other.role, best


def paired(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> Finding:
    """The second of a pair in which the claim names only the first stands beside that one in the source."""
    role = finding.role
    if finding.verdict is Verdict.SUPPORTED or role.label:
        return finding
    for _, best in neighbours(role, found):
        first = best.places[0]
        meant = finding.by.places[0] if finding.by is not None and finding.instead is not None else first
        if meant is not first and (meant.statement, meant.role.unit) == (first.statement, first.role.unit):
            return finding  # of a list of three the claim names the one it holds the first against
        for place in aligner.places:
            beside = (
                place.statement == first.statement and abs(place.role.unit - first.role.unit) <= 1 and place.role is not first.role
            )
            if (
                beside
                and place.role.quantity.unit == first.role.quantity.unit
                and fits(role.quantity, place.role.quantity) is not None
            ):
                return Finding(role, Verdict.SUPPORTED, "", Candidate((place,), best.score, True))
    return finding
