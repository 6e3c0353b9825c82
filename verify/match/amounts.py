"""By how much is not how much: where a claim takes the end of a change, or one of two levels, for the amount of the change.

"Cut to 7.1 days" told as "cut by 7.1 days" has the figure, the measure and the direction right, and is wrong.
"""

from __future__ import annotations

from verify.match import sense
from verify.match.align import Aligner
from verify.match.derive import between
from verify.match.fit import Candidate
from verify.model import Role


def went_by(aligner: Aligner, role: Role, best: Candidate) -> Candidate | None:
    """The start and end of a change by another amount, where the claim takes its end for the amount: 缩短至7.1 d, 缩短了7.1天."""
    end = best.places[0]
    if role.statistic == "change" and not best.step and end.role.statistic == "value" and role.quantity.kind == "duration":
        return _level_of(aligner, role, best)
    if role.statistic != "change" or best.step or end.role.statistic != "to":
        return None
    starts = (p for p in aligner.places if p.statement == end.statement and p.role.quantity.start < end.role.quantity.start)
    start = max((p for p in starts if p.role.statistic == "from"), key=lambda p: p.role.quantity.start, default=None)
    if (
        start is None
        or start.role.quantity.unit != end.role.quantity.unit
        or next(between(role.quantity, start.role, end.role), None)
    ):
        return None
    return Candidate((start, end), best.score, False)


def _level_of(aligner: Aligner, role: Role, best: Candidate) -> Candidate | None:
    """Two levels of which the claim takes one for what they differ by: "improved by 15.4 months", 15.4 with A, 12.2 with B."""
    at = best.places[0]
    printed = at.role.quantity
    if role.quantity.comparator != "=" or printed.low != printed.high or not aligner.same_measure(role, best):
        return None
    told = " ".join(aligner.source.text[span.start : span.end] for span in (*at.role.shared, *at.role.near))
    if sense.direction(told) is not None:
        return None  # "the reduction was 2.2 days": the level is one of a change
    for other in aligner.places:
        beside = other.statement == at.statement and other is not at and abs(other.role.unit - at.role.unit) <= 1
        if beside and other.role.statistic == "value" and other.role.quantity.unit == at.role.quantity.unit:
            return Candidate((at, other), best.score, False)
    return None
