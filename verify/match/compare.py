"""One claim against one source: restated, aligned, judged, told.

A claim is as good as its worst figure. A contradiction outweighs what is missing, and what is missing outweighs what is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from verify.match import sense
from verify.match.align import Aligner, Candidate
from verify.match.derive import from_pairs
from verify.match.explain import explain
from verify.match.judge import Finding, judge, reason_of, swapped, together
from verify.match.restate import Restatement, restated
from verify.match.values import fits
from verify.match.words import Index
from verify.model import Claim, Confidence, Match, Quantity, Reading, Role, Span, Statement, Text, Verdict

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_RANK = {Verdict.CONTRADICTED: 0, Verdict.NOT_FOUND: 1, Verdict.SUPPORTED: 2}
_SETTINGS = ("time", "condition")


class Indexed(NamedTuple):
    """A reading made ready for many comparisons."""

    reading: Reading
    index: Index


def indexed(reading: Reading) -> Indexed:
    return Indexed(reading, Index(reading))


def compare(claim: Reading, source: Reading) -> Match:
    """All that `claim`, a sentence or two, says in figures, held against `source`."""
    same = _restated(claim, claim.sentences, source)
    if same is not None and not _taken_from_elsewhere(same, source):
        return _of_restatement(same, source)
    return _with_reason(_examine(indexed(claim), claim.statements, indexed(source)), same, source)


def examine(article: Indexed, claim: Claim, key: str, source: Indexed) -> Match:
    """One claim of an article against the source it cites as `key`."""
    statements = _statements_of(article.reading, claim)
    same = _restated(article.reading, [s.span for s in statements], source.reading)
    if same is not None and not _taken_from_elsewhere(same, source.reading):
        found = _of_restatement(same, source.reading)
    else:
        found = _with_reason(_examine(article, statements, source, claim.span), same, source.reading)
    return replace(found, claim=claim.id, reference=key)


def _taken_from_elsewhere(same: Restatement, source: Reading) -> bool:
    """Whether the first differing figure of a restatement stands elsewhere in the source: then its words tell what was confused."""
    if not same.differences or same.differences[0].reason != "value-mismatch":
        return False
    number = _NUMBER.search(same.differences[0].claim)
    return number is not None and number.group() in source.text


def _with_reason(found: Match, same: Restatement | None, source: Reading) -> Match:
    """A restatement that differs stays contradicted; where its figure was taken from tells why."""
    if same is None or (found.verdict is Verdict.CONTRADICTED and found.reason != "value-mismatch"):
        return found
    return _of_restatement(same, source)


def _statements_of(article: Reading, claim: Claim) -> tuple[Statement, ...]:
    """The statements the claim stands in, with its own figures only."""
    own = [figure.quantity.span for figure in claim.figures]
    made = []
    for s in article.statements:
        if s.span.overlaps(claim.span):
            roles = tuple(r for r in s.roles if r.statistic in _SETTINGS or any(r.quantity.span.overlaps(span) for span in own))
            made.append(replace(s, roles=roles))
    return tuple(made)


def _restated(article: Reading, sentences: Sequence[Span], source: Reading) -> Restatement | None:
    words = " ".join(article.text[span.start : span.end] for span in sentences)
    same = restated(words, source.text, source.sentences)
    if same is None:
        return None
    telling = tuple(d for d in same.differences if d.reason != "other-words")
    # Other words alone make it a paraphrase, to be compared as one.
    return None if same.differences and not telling else Restatement(same.span, telling)


def _examine(article: Indexed, statements: Sequence[Statement], source: Indexed, within: Span | None = None) -> Match:
    results = _results(statements, article.index.text, within)
    aligner = Aligner(article.index, source.index, statements, results)
    if not results:
        words = " ".join(article.index.text[s.span.start : s.span.end] for s in statements)
        return _without_figures(aligner, words, source.reading)
    found = [judge(aligner, one) for one in together(aligner, [aligner.align(role) for role in results])]
    found = [_paired(f, found, aligner) for f in found]
    found = [_held_together(f, found, aligner) for f in found]
    found = _uncrossed(found, aligner)
    return _told([_computed(f, found) for f in found], source.reading)


def _results(statements: Sequence[Statement], text: str, within: Span | None = None) -> list[Role]:
    """The figures of a claim that are to be checked: its results, or if it has none, what it has."""
    roles = [role for s in statements for role in s.roles]
    results = [role for role in roles if role.statistic not in (*_SETTINGS, "spread") and not _idle(role.quantity)]
    for s in statements:
        for where, times, inverse in sense.folds(text[s.span.start : s.span.end]):
            span = Span(where.start + s.span.start, where.end + s.span.start)
            if (within is None or within.holds(span)) and not any(role.quantity.span.overlaps(span) for role in roles):
                results.append(_fold_role(span, times, text, s))
    results = [role for role in results if not _repeated(role, results)]
    if not results:
        results = [role for role in roles if not _idle(role.quantity)]
    return results


def _fold_role(span: Span, times: int, text: str, statement: Statement) -> Role:
    from decimal import Decimal

    quantity = Quantity(span, text[span.start : span.end], "fold", Decimal(times), Decimal(times), "1", "~")
    return Role(quantity, "value", (statement.span,))


def _repeated(role: Role, results: Sequence[Role]) -> bool:
    """Whether a rough figure is only another word for an exact one beside it: more than a third, 36.9%."""
    rough = role.quantity
    if rough.kind != "fraction" or (rough.denominator or 0) > 10:
        return False
    return any(
        other.quantity.kind == "percent" and abs(other.unit - role.unit) <= 1 and fits(rough, other.quantity) is not None
        for other in results
        if other.quantity.span != rough.span and role.near and abs(other.quantity.start - rough.end) < 60
    )


def _idle(quantity: Quantity) -> bool:
    """Whether a number only counts what the sentence names anyway: two groups, one of."""
    value = quantity.value
    return quantity.kind in ("number", "count") and value is not None and value <= 3 and not quantity.text[:1].isdigit()


def _of_restatement(same: Restatement, source: Reading) -> Match:
    quote = source.document.slice(same.span).strip()
    if not same.differences:
        return Match(
            "",
            "",
            Verdict.SUPPORTED,
            "",
            quote,
            Text("与来源原句一致", "repeats the source's own sentence"),
            confidence=Confidence.HIGH,
        )
    first = same.differences[0]
    explanation = Text(
        f"与来源原句不同：此处“{first.claim}”，来源“{first.source}”",
        f"differs from the source's sentence: “{first.claim}” here, “{first.source}” there",
    )
    return Match("", "", Verdict.CONTRADICTED, first.reason, quote, explanation, confidence=Confidence.HIGH)


def _uncrossed(found: list[Finding], aligner: Aligner) -> list[Finding]:
    """The findings, with pairs of figures that the claim has exchanged told as such."""
    made = list(found)
    for i, one in enumerate(found):
        for k in range(i + 1, len(found)):
            other = found[k]
            if one.verdict is other.verdict is Verdict.SUPPORTED and swapped(aligner, one, other):
                what = tuple(slot for _, slot in aligner.contrast(one.role, one.by, other.by)[:2]) if one.by and other.by else ()
                reason = reason_of(what)
                made[i] = Finding(one.role, Verdict.CONTRADICTED, reason, other.by, one.by, what)
                made[k] = Finding(other.role, Verdict.CONTRADICTED, reason, one.by, other.by, what)
    return made


def _paired(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> Finding:
    """The second of a pair in which the claim names only the first stands beside that one in the source."""
    role = finding.role
    if finding.verdict is Verdict.SUPPORTED or role.label:
        return finding
    for other in found:
        best = other.by if other.verdict is Verdict.SUPPORTED else None
        if (
            best is None
            or best.step
            or other.role.unit != role.unit
            or other.role.near != role.near
            or other.role.quantity.start > role.quantity.start
        ):
            continue
        first = best.places[0]
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


def _computed(finding: Finding, found: Sequence[Finding]) -> Finding:
    """A difference or a fold that the claim states together with its two figures must follow from those two."""
    role = finding.role
    must = role.quantity.kind in ("fold", "percentage_point")
    if not (must or role.statistic in ("change", "difference")) or (finding.by is not None and not finding.by.step):
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
    if derived:
        return Finding(role, Verdict.SUPPORTED, "", Candidate(places, score, True, derived[0].working, derived[0].step))
    return Finding(role, Verdict.CONTRADICTED, "value-mismatch", Candidate(places, score, False)) if must else finding


def _held_together(finding: Finding, found: Sequence[Finding], aligner: Aligner) -> Finding:
    """An interval or a P value must be that of the figure it is printed with, if the source gives that figure one."""
    role = finding.role
    if role.statistic not in ("p", "interval"):
        return finding
    for other in found:
        best = other.by if other.verdict is Verdict.SUPPORTED else None
        if (
            best is None
            or best.step
            or other.role.statistic in ("p", "interval")
            or other.role.unit != role.unit
            or other.role.near != role.near
        ):
            continue
        place = best.places[0]
        own = [
            p
            for p in aligner.places
            if p.statement == place.statement
            and p.role.statistic == role.statistic
            and p.role.quantity.start > place.role.quantity.start
            and p.role.unit - place.role.unit in (0, 1)
        ][:1]
        if not own:
            continue
        agreed = next((p for p in own if fits(role.quantity, p.role.quantity) is not None), None)
        if agreed is not None:
            return Finding(role, Verdict.SUPPORTED, "", Candidate((agreed,), best.score, True))
        return Finding(role, Verdict.CONTRADICTED, "value-mismatch", Candidate((own[0],), best.score, False))
    return finding


def _told(found: Sequence[Finding], source: Reading) -> Match:
    worst = min(found, key=lambda f: _RANK[f.verdict])
    quote = ""
    if worst.by is not None:
        spans = sorted({source.statements[place.statement].span for place in worst.by.places})
        quote = " … ".join(source.document.slice(span).strip() for span in spans)
    shown = [explain(f) for f in found if f.verdict is worst.verdict]
    explanation = Text("；".join(t.zh for t in shown), "; ".join(t.en for t in shown))
    working = "; ".join(f.by.working for f in found if f.by is not None and f.by.working and f.verdict is Verdict.SUPPORTED)
    return Match("", "", worst.verdict, worst.reason, quote, explanation, working, _confidence(worst))


def _confidence(finding: Finding) -> Confidence:
    if finding.by is None:
        return Confidence.MEDIUM
    return Confidence.HIGH if finding.by.score >= 0.75 else Confidence.MEDIUM if finding.by.score >= 0.6 else Confidence.LOW


def _without_figures(aligner: Aligner, words: str, source: Reading) -> Match:
    """A claim of direction or significance alone, held against the sentence of the source that speaks of the same."""
    weights = [slot.weight for slot in aligner.slots]
    total = sum(weights)
    best, share = None, 0.0
    for statement in aligner.source.statements:
        here = sum(w * aligner.source.holds(slot, (statement.span,)) for w, slot in zip(weights, aligner.slots, strict=True))
        if total and here / total > share:
            best, share = statement, here / total
    if best is None or share < 0.5:
        return Match("", "", Verdict.NOT_FOUND, explanation=Text("来源中未找到相应陈述", "the source makes no such statement"))
    there = aligner.source.text[best.span.start : best.span.end]
    quote = source.document.slice(best.span).strip()
    reason = _sense_reversed(words, there, best)
    if reason:
        return Match(
            "",
            "",
            Verdict.CONTRADICTED,
            reason,
            quote,
            Text("与来源的说法相反", "the source says the opposite"),
            confidence=Confidence.LOW,
        )
    return Match("", "", Verdict.SUPPORTED, "", quote, Text("来源有相应陈述", "the source says so"), confidence=Confidence.LOW)


def _sense_reversed(words: str, there: str, statement: Statement) -> str:
    mine, theirs = sense.significance(words), sense.significance(there)
    for role in statement.roles:
        if role.statistic == "p" and theirs is None and role.quantity.value is not None:
            theirs = role.quantity.value < 5 * 10**-2 if role.quantity.comparator != ">" else False
    if mine is not None and theirs is not None and mine != theirs:
        return "direction-reversed"
    one, other = sense.direction(words), sense.direction(there)
    return "direction-reversed" if one and other == sense.OPPOSITE[one] else ""
