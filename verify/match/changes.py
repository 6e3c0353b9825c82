"""Changes of a claim, told from a start to an end: backwards, with the end of another, or as the two ends of one range."""

from __future__ import annotations

import itertools

from verify.match.align import Aligner
from verify.match.fit import Candidate, Place
from verify.match.judge import Finding
from verify.match.values import fits
from verify.model import Role, Verdict
from verify.patterns import regex

_BEFORE = regex(r"(?<![a-z])(?:before|baseline|at entry|beforehand|pre-?intervention)(?![a-z])|基线|[治术疗干预施]前")
_AFTER = regex(r"(?<![a-z])(?:after|afterwards|later|post-?intervention|at the end)(?![a-z])|[治术疗干预施]后")
_SUBJECTS = frozenset({"arms", "drugs", "procedures", "words", "word", "name"})
_ENDS = frozenset({"from", "to"})
_KNOWN, _PLAINLY = 0.5, 0.9


def turned(found: list[Finding], aligner: Aligner) -> list[Finding]:
    """The findings, with a change told as reversed whose start is the end in the source and whose end is the start."""
    made = list(found)
    for i, one in enumerate(found):
        other = found[i + 1] if i + 1 < len(found) else None
        if other is None or one.role.statistic != "from" or other.role.statistic != "to" or one.by is None or other.by is None:
            continue
        if one.by.step or other.by.step or not one.verdict is other.verdict is Verdict.SUPPORTED:
            continue
        start, end = one.by.places[0], other.by.places[0]
        if start.statement != end.statement:
            continue
        first, last = _moment(start, aligner), _moment(end, aligner)
        ending = _ending_of(start, aligner)
        if ending is not None and ending.role is not end.role and fits(other.role.quantity, ending.role.quantity) is None:
            meant = Candidate((ending,), aligner.fit(other.role, (ending,)), False)
            made[i + 1] = Finding(other.role, Verdict.CONTRADICTED, "arms-swapped", meant, other.by)
            continue
        backwards = (last == "from" and first != "from") or (first == "to" and last != "to")
        if backwards or _subject_first(one.role, start, end, aligner):
            made[i] = Finding(one.role, Verdict.CONTRADICTED, "direction-reversed", other.by, one.by)
            made[i + 1] = Finding(other.role, Verdict.CONTRADICTED, "direction-reversed", one.by, other.by)
    return made


def as_ranges(found: list[Finding]) -> list[Finding]:
    """The findings, with "ran from 27% to 81%" supported where both are the ends of one range of the source."""
    made = list(found)
    for i, (one, other) in enumerate(itertools.pairwise(found)):
        if one.role.statistic != "from" or other.role.statistic != "to":
            continue
        start, end = (f.instead or f.by for f in (one, other))
        if start is None or end is None or start.places != end.places or not (start.agrees and end.agrees):
            continue
        whole = start.places[0].role.quantity
        if None not in (whole.low, whole.high) and whole.low != whole.high:
            made[i] = Finding(one.role, Verdict.SUPPORTED, "", start)
            made[i + 1] = Finding(other.role, Verdict.SUPPORTED, "", end)
    return made


def _ending_of(start: Place, aligner: Aligner) -> Place | None:
    """The end that the source prints for a change it begins with `start`."""
    if start.role.statistic != "from":
        return None
    after = (p for p in aligner.places if p.statement == start.statement and p.role.quantity.start > start.role.quantity.start)
    beside = next((p for p in sorted(after, key=lambda p: p.role.quantity.start) if p.role.statistic in ("from", "to")), None)
    return beside if beside is not None and beside.role.statistic == "to" else None


def _subject_first(role: Role, start: Place, end: Place, aligner: Aligner) -> bool:
    """Whether a change told of a treatment begins with the figure that the source gives for that treatment.

    "Tapering cut flares from 33.6% to 17.9%" is backwards where 33.6% is of those who tapered and 17.9% of the others.
    """
    home = next((s.span for s in aligner.statements if s.span.holds(role.quantity.span)), None)
    if home is None or start.role.statistic in ("from", "to") or end.role.statistic in ("from", "to"):
        return False
    balance = 0.0
    for i, slot in enumerate(aligner.slots):
        if slot.kind in _SUBJECTS and aligner.known[i] >= _KNOWN and home.start <= slot.span.start < role.quantity.start:
            compared = any(span.holds(slot.span) for span in aligner.against(home))
            gap = aligner.local(i, start) - aligner.local(i, end)
            balance += slot.weight * (-gap if compared else gap)
    return balance >= _PLAINLY


def _moment(place: Place, aligner: Aligner) -> str:
    """Whether a figure of the source is the start or the end of a change, by its part or by "before" and "after" beside it."""
    if place.role.statistic in _ENDS:
        return place.role.statistic
    if place.role.quantity.kind == "fraction":  # in brackets behind its share: 由81.4%(917/1 126)升至92.7%
        beside = (r for r in aligner.source.statements[place.statement].roles if r.unit == place.role.unit)
        return next((r.statistic for r in beside if r.statistic in _ENDS), "")
    said = "".join(aligner.source.lower[span.start : span.end] for span in (*place.role.label, *place.role.near))
    before, after = _BEFORE.search(said) is not None, _AFTER.search(said) is not None
    return "" if before == after else "from" if before else "to"
