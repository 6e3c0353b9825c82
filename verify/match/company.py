"""What the figures of one claim tell about one another.

Figures stand together for a reason: the two arms of a comparison, an estimate with its interval and P value, a difference with
the figures it is taken from. Judged one by one each may look right, or wrong, where together they are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from verify.match import sense
from verify.match.align import Aligner
from verify.match.changes import as_ranges, turned
from verify.match.derive import EXACT, from_pairs
from verify.match.exchanged import COUNTED, QUALIFIERS, neighbours, of_its_pair, paired, uncrossed
from verify.match.fit import Candidate, Place
from verify.match.judge import Finding
from verify.match.values import agrees, fits
from verify.model import Quantity, Role, Span, Verdict
from verify.patterns import regex

_SIGNIFICANT = Decimal("0.05")
_PLAIN = ("", "up", "down")  # printed, or told as a change from a printed ratio
_FAINT = 0.2  # how well a figure in company must fit
_TWO_DIGITS = 10
# "…, a rate of 92%", ",比例达36%", ",占36%": the share of what was just counted.
_APPOSED = regex(
    r"[,，(（] ?(?:an? (?:[a-z]+ )?(?:rate|share|proportion|percentage) of|or|that is|i\.e\.|比例|占比?|即|[一-鿿]{0,4}率)"
    r"(?:约|为|达到?|近)*\s?$"
)
_BRACKET = 40  # characters from a fold to the bracket that explains it
_TURN = regex(r"[;；。]|, (?:which|and there)(?![a-z])|(?<![a-z])(?:but|whereas|although|however)(?![a-z])|但是?|然而|[,，]而")


def settled(found: list[Finding], aligner: Aligner) -> list[Finding]:
    """The findings on the figures of one claim, corrected by one another."""
    found = [paired(one, found, aligner) for one in found]
    found = [_held_together(one, found, aligner) for one in found]
    found = uncrossed(found, aligner)
    found = [of_its_pair(one, found, aligner) for one in found]
    found = [_by_its_interval(one, found, aligner) for one in found]
    found = [_beside_its_interval(one, found, aligner) for one in found]
    found = [_as_its_point(one, found) for one in found]
    found = [_with_its_point(one, found, aligner) for one in found]
    found = turned(found, aligner)
    found = as_ranges(found)
    found = [_computed(one, found, aligner) for one in found]
    found = [_part_of(one, found) for one in found]
    found = [_of_its_counts(one, found, aligner) for one in found]
    found = [_in_company(one, found, aligner) for one in found]
    found = [_against_its_own(one, found) for one in found]
    found = [_as_significant(one, aligner) for one in found]
    return [_unless_own(one, aligner) for one in found]


def _unless_own(finding: Finding, aligner: Aligner) -> Finding:
    """What the author tells of a study of their own, the cited work cannot contradict: "in our cohort 16.4%, as in theirs"."""
    role = finding.role
    if finding.verdict is not Verdict.CONTRADICTED or not any(
        sense.of_own_study(aligner.claim.lower[span.start : span.end]) for span in (*role.near, *role.shared)
    ):
        return finding
    return Finding(role, Verdict.NOT_FOUND, "", finding.by)


def _by_its_interval(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> Finding:
    """A figure stands with its interval: where that agrees with the one printed beside it, what has none is no rival of it."""
    role, rival, claimed = finding.role, finding.by, finding.instead
    if finding.verdict is not Verdict.CONTRADICTED or rival is None or claimed is None or claimed.step:
        return finding
    at, other = claimed.places[0], rival.places[0]
    if any(r.statistic == "interval" and r.unit == other.role.unit for r in aligner.source.statements[other.statement].roles):
        return finding
    beside = any((i.statement, i.role.unit) == (at.statement, at.role.unit) for i in _intervals(role, found))
    return Finding(role, Verdict.SUPPORTED, "", claimed) if beside else finding


def _beside_its_interval(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> Finding:
    """A figure printed with the interval of another one is not the one meant: 11.0 (95% CI 8.6 to 11.8), where that is of 10.2."""
    role, best = finding.role, finding.by
    if finding.verdict is not Verdict.SUPPORTED or best is None or best.step or role.statistic in ("interval", "p"):
        return finding
    at = best.places[0]
    for interval in _intervals(role, found):
        if interval.role.statistic != "interval" or (interval.statement, interval.role.unit) == (at.statement, at.role.unit):
            continue
        own = [p for p in aligner.places if (p.statement, p.role.unit) == (interval.statement, interval.role.unit)]
        meant = next(
            (p for p in own if p.role.quantity.unit == at.role.quantity.unit and p.role.statistic == at.role.statistic), None
        )
        if meant is not None and fits(role.quantity, meant.role.quantity) is None:
            other = Candidate((meant,), aligner.fit(role, (meant,)), False)
            return Finding(role, Verdict.CONTRADICTED, "value-mismatch", other, best)
    return finding


def _as_its_point(finding: Finding, found: Sequence[Finding]) -> Finding:
    """No interval is surer to be another than the figure it belongs to: where that is not found, neither is its interval."""
    role = finding.role
    if finding.verdict is not Verdict.CONTRADICTED or role.statistic != "interval":
        return finding
    points = [f for f in found if f.role.unit == role.unit and f.role.quantity.end <= role.quantity.start]
    if not points or points[-1].verdict is not Verdict.NOT_FOUND or (points[-1].by is not None and points[-1].by.agrees):
        return finding
    return Finding(role, Verdict.NOT_FOUND, "", finding.by)


def _with_its_point(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> Finding:
    """An interval or a P value that the source prints with the very figure that the claim prints it with is that one."""
    role, best = finding.role, finding.by
    if finding.verdict is not Verdict.NOT_FOUND or role.statistic not in QUALIFIERS or best is None or best.step or not best.agrees:
        return finding
    at = best.places[0]
    own = [p for p in aligner.places if (p.statement, p.role.unit) == (at.statement, at.role.unit)]
    for other in found:
        point = other.role.unit == role.unit and other.role.statistic not in QUALIFIERS and other.verdict is Verdict.SUPPORTED
        if point and any(
            p.role.statistic not in QUALIFIERS and fits(other.role.quantity, p.role.quantity) is not None for p in own
        ):
            return Finding(role, Verdict.SUPPORTED, "", best)
    return finding


def _intervals(role: Role, found: Sequence[Finding]) -> Iterator[Place]:
    """Where the source has the interval that the claim prints beside a figure."""
    for one in found:
        if (
            one.verdict is Verdict.SUPPORTED
            and one.by is not None
            and one.role.statistic == "interval"
            and one.role.unit == role.unit
        ):
            yield one.by.places[0]


def _computed(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> Finding:
    """A difference or a fold that the claim states together with its two figures must follow from those two."""
    role = finding.role
    if finding.verdict is not Verdict.SUPPORTED and role.quantity.kind in ("count", "number"):
        return _summed(finding, found)
    must = role.quantity.kind in ("fold", "percentage_point")
    printed = finding.by is not None and not finding.by.step
    if not (must or role.statistic in ("change", "difference")) or (printed and not _explained(finding, found, aligner)):
        return finding
    kinds = (
        ("percent",)
        if role.quantity.kind == "percentage_point"
        else ("percent", "rate", "duration", "measurement", "number", "count")
    )
    parts = [f for f in found if f is not finding and f.role.quantity.kind in kinds and f.role.statistic in ("value", "from", "to")]
    if len(parts) != 2 or any(f.verdict is not Verdict.SUPPORTED or f.by is None or f.by.step for f in parts):
        return finding
    places = tuple(place for f in parts if f.by for place in f.by.places)
    score = min(f.by.score for f in parts if f.by)
    derived = list(from_pairs(role.quantity, [replace(place.role, unit=0) for place in places]))
    absolute = role.quantity.kind == "percent" and sense.terms_of(_passage(aligner, role.quantity.span)) == "absolute"
    if derived and absolute and derived[0].step == "relative":
        return Finding(role, Verdict.CONTRADICTED, "unit-mismatch", Candidate(places, score, False))
    if derived:
        return Finding(role, Verdict.SUPPORTED, "", Candidate(places, score, True, derived[0].working, derived[0].step))
    # Of percentages nobody can tell whether points are meant.
    told = must or (role.quantity.unit != "%" and all(f.role.quantity.unit == role.quantity.unit for f in parts))
    return Finding(role, Verdict.CONTRADICTED, "value-mismatch", Candidate(places, score, False)) if told else finding


def _explained(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> bool:
    """Whether a fold is followed by the two figures it is taken from in brackets: "twice as long (12 vs 9 days)"."""
    end = finding.role.quantity.end
    opening = aligner.claim.text.find("(", end, end + _BRACKET)
    inside = [f for f in found if f.role.quantity.start > opening] if opening >= 0 else []
    return len(inside) == 2 and finding.role.quantity.kind == "fold"


def _part_of(finding: Finding, found: Sequence[Finding]) -> Finding:
    """A count that is the source's percentage of the whole that the claim names too: "of the 325 men, 52", 16% of 325."""
    best = finding.by
    if best is None or best.step != "part" or finding.verdict is not Verdict.NOT_FOUND:
        return finding
    named = {f.role.quantity.value for f in found if f is not finding and f.verdict is Verdict.SUPPORTED}
    whole = best.working.split(" ", 1)[0]
    return Finding(finding.role, Verdict.SUPPORTED, "", best) if any(f"{value:f}" == whole for value in named if value) else finding


def _of_its_counts(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> Finding:
    """A percentage that the claim gives for two counts of its own: "279 of the 307 were right, a rate of 91%"."""
    role = finding.role
    if role.quantity.kind != "percent" or role.quantity.comparator not in ("=", "~") or role.statistic != "value":
        return finding
    told = [
        f
        for f in found
        if f.verdict is Verdict.SUPPORTED and f.by is not None and f.by.step in ("", "share") and f.role.quantity.kind in COUNTED
    ]
    shares: list[tuple[Decimal, str, Finding]] = []
    counts = [(f, value) for f in told if f.role.quantity.kind != "fraction" and (value := f.role.quantity.value) is not None]
    for f in told:
        top, bottom = f.role.quantity.numerator, f.role.quantity.denominator
        if top is not None and bottom is not None and bottom > _TWO_DIGITS:
            shares.append((Decimal(top) / bottom * 100, f"{top}/{bottom}", f))
    shares += [(a / b * 100, f"{a:f}/{b:f}", f) for f, a in counts for _, b in counts if a < b >= _TWO_DIGITS]
    for share, shown, f in shares:
        if agrees(role.quantity, share, share, EXACT):
            assert f.by is not None
            working = f"{shown} = {share:.4g}%"
            return Finding(role, Verdict.SUPPORTED, "", Candidate(f.by.places, f.by.score, True, working, "share"))
    if len(shares) == 1 and _APPOSED.search(aligner.claim.text, 0, role.quantity.start):
        share, shown, f = shares[0]
        assert f.by is not None
        working = f"{shown} = {share:.4g}%"
        return Finding(role, Verdict.CONTRADICTED, "value-mismatch", Candidate(f.by.places, f.by.score, False, working, "share"))
    return finding


def _in_company(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> Finding:
    """A figure that the source prints, in other words, beside another figure of the claim: two seldom stand together by chance."""
    role, best = finding.role, finding.by
    if finding.verdict is Verdict.NOT_FOUND and best is not None and _of_the_same_test(role, best, found):
        return Finding(role, Verdict.SUPPORTED, "", best)
    if (
        finding.verdict is not Verdict.NOT_FOUND
        or best is None
        or not best.agrees
        or best.step not in _PLAIN
        or best.score < _FAINT
        or not _telling(role.quantity)
    ):
        return finding
    for other in found:
        own = other.by if other.verdict is Verdict.SUPPORTED else None
        if own is not None and not best.step and not own.step and _in_one_group(role, other.role, best, own):
            return Finding(role, Verdict.SUPPORTED, "", best)
    if aligner.foreign(role, best) or aligner.untimely(role, best) or aligner.absent(role) or aligner.of_others(role):
        return finding
    for other in found:
        own = other.by if other.verdict is Verdict.SUPPORTED else None
        if own is not None and own.step == best.step == "down" and own.places != best.places:
            return Finding(role, Verdict.SUPPORTED, "", best)  # two ratios told as reductions
        if own is None or own.step or not _telling(other.role.quantity) or own.places == best.places:
            continue
        if abs(own.places[0].statement - best.places[0].statement) <= 1:
            return Finding(role, Verdict.SUPPORTED, "", best)
    return finding


def _of_the_same_test(role: Role, best: Candidate, found: Sequence[Finding]) -> bool:
    """Whether a P value of the claim is the one printed beside the two figures that the claim tells with it."""
    if role.statistic != "p" or role.quantity.comparator != "=" or not best.agrees or best.step:
        return False
    at = best.places[0]
    beside = [
        one
        for one in found
        if one.verdict is Verdict.SUPPORTED
        and one.by is not None
        and not one.by.step
        and (one.by.places[0].statement, one.by.places[0].role.unit) == (at.statement, at.role.unit)
    ]
    return len(beside) > 1


def _against_its_own(finding: Finding, found: Sequence[Finding]) -> Finding:
    """A figure of the source is one figure of the claim: what another agrees with, or is nearer to, does not gainsay this one.

    "4, 6, 12 and 16% in the duodenum, jejunum, ileum and colon", where the source knows the first and the last.
    """
    rival = finding.by
    if finding.reason != "value-mismatch" or finding.instead is not None or rival is None or rival.step or len(rival.places) > 1:
        return finding
    for other in found:
        best = other.by
        if other is finding or best is None or other.instead is not None or rival.places[0] not in best.places:
            continue
        printed = other.role.quantity.comparator == "=" or other.role.quantity.value == rival.places[0].role.quantity.value
        agrees = other.verdict is Verdict.SUPPORTED and printed and best.step in ("", "range")
        nearer = other.verdict is Verdict.CONTRADICTED and len(best.places) == 1 and best.score > rival.score
        if agrees or nearer:
            return Finding(finding.role, Verdict.NOT_FOUND, "", rival)
    return finding


def _in_one_group(role: Role, other: Role, best: Candidate, own: Candidate) -> bool:
    """Whether two figures of a claim are two that the source prints together: "22.9% and 9.7%"."""
    at, beside = best.places[0], own.places[0]
    return (
        at.statement == beside.statement
        and at.role is not beside.role
        and at.role.unit == beside.role.unit
        and at.role.statistic == beside.role.statistic
        and at.role.quantity.unit == beside.role.quantity.unit == role.quantity.unit == other.quantity.unit
        and at.role.quantity.decimals > 0
    )


def _telling(quantity: Quantity) -> bool:
    """Whether a figure has two digits at least, though it be rounded."""
    value = quantity.value
    if value is None or quantity.comparator not in ("=", "~") or abs(value) < _TWO_DIGITS:
        return False
    return quantity.comparator == "=" or len(value.normalize().as_tuple().digits) > 1


def _summed(finding: Finding, found: Sequence[Finding]) -> Finding:
    """A total that the claim states together with its parts: "14 were lost, 5 in one arm and 9 in the other"."""
    parts = [
        f.by for f in found if f is not finding and f.verdict is Verdict.SUPPORTED and f.role.quantity.kind in ("count", "number")
    ]
    values = [c.places[0].role.quantity.value for c in parts if c is not None and not c.step]
    numbers = [value for value in values if value is not None]
    if len(numbers) < 2 or len(numbers) != len(parts) or sum(numbers) != finding.role.quantity.value:
        return finding
    places = tuple(place for c in parts if c is not None for place in c.places)
    working = " + ".join(f"{value:f}" for value in numbers) + f" = {sum(numbers):f}"
    return Finding(finding.role, Verdict.SUPPORTED, "", Candidate(places, min(c.score for c in parts if c), True, working, "sum"))


def _held_together(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> Finding:
    """An interval or a P value must be that of the figure it is printed with, if the source gives that figure one."""
    role = finding.role
    if role.statistic not in QUALIFIERS:
        return finding
    for other, best in neighbours(role, found):
        between = (f.role for f in found if other.quantity.start < f.role.quantity.start < role.quantity.start)
        if other.statistic in QUALIFIERS or any(r.statistic == role.statistic for r in between):
            continue
        own = _qualifiers(best.places[0], role.statistic, aligner)
        if not own:
            continue
        agreed = next((p for p in own if fits(role.quantity, p.role.quantity) is not None), None)
        if agreed is not None:
            return Finding(role, Verdict.SUPPORTED, "", Candidate((agreed,), best.score, True))
        return Finding(role, Verdict.CONTRADICTED, "value-mismatch", Candidate((own[0],), best.score, False))
    return finding


def _as_significant(finding: Finding, aligner: Aligner) -> Finding:
    """A figure called significant, or not significant, must have such a P value where the source gives it one."""
    said = sense.significance(_passage(aligner, finding.role.quantity.span))
    best = finding.by
    if said is not None and finding.role.statistic == "p" and finding.verdict is Verdict.SUPPORTED and best is not None:
        significant = _is_significant(finding.role.quantity)
        if significant is not None and said != significant:
            return Finding(finding.role, Verdict.CONTRADICTED, "direction-reversed", best)
    if (
        said is None
        or best is None
        or finding.verdict is not Verdict.SUPPORTED
        or best.step
        or finding.role.statistic in QUALIFIERS
    ):
        return finding
    own = _qualifiers(best.places[0], "p", aligner)
    if not own or said == _is_significant(own[0].role.quantity):
        return finding
    return Finding(finding.role, Verdict.CONTRADICTED, "direction-reversed", Candidate((best.places[0], own[0]), best.score, False))


def _is_significant(p: Quantity) -> bool | None:
    """Whether a P value is below 0.05, by convention; None where it does not tell."""
    if p.value is None or (p.comparator == ">" and p.value < _SIGNIFICANT):
        return None
    return p.comparator != ">" and (p.value < _SIGNIFICANT or (p.value == _SIGNIFICANT and p.comparator == "<"))


def _passage(aligner: Aligner, figure: Span) -> str:
    """What the sentence of a figure says around it, up to where it turns to something else: a semicolon, a "but"."""
    text = aligner.claim.text
    home = next((s.span for s in aligner.statements if s.span.holds(figure)), Span(0, len(text)))
    start = max((m.end() for m in _TURN.finditer(text, home.start, figure.start)), default=home.start)
    turn = _TURN.search(text, figure.end, home.end)
    return text[start : turn.start() if turn else home.end]


def _qualifiers(place: Place, statistic: str, aligner: Aligner) -> list[Place]:
    """The interval or the P value that the source prints with a figure: the first that follows it or the group after it."""
    return [
        p
        for p in aligner.places
        if p.statement == place.statement
        and p.role.statistic == statistic
        and p.role.quantity.start > place.role.quantity.start
        and p.role.unit - place.role.unit in (0, 1)
    ][:1]
