"""The documented machine form (`docs/json.md`, `schema.json` beside this file), with offsets of the author's file.

Every item that stands somewhere has `start` and `end` (characters of the file as decoded, end exclusive) and the same as
`line`, `column`, `end_line`, `end_column` (from 1, end exclusive), plus `page` and `box` where the file has pages.
"""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from verify.model import Claim, Document, Evidence, Figure, Flag, Language, Match, Review, Run, Span, Verdict
from verify.writers.summary import standings, summary
from verify.writers.words import language_of

FORMAT = 1  # raised when a key is renamed or removed; a new key is no new format
_VERDICTS = frozenset(verdict.value for verdict in Verdict)


def write(run: Run, *, language: Language | None = None) -> str:
    """`run_dict` as text: two spaces, Chinese as it is, a newline at the end."""
    import json

    return json.dumps(run_dict(run, language), ensure_ascii=False, indent=2) + "\n"


def run_dict(run: Run, language: Language | None = None) -> dict[str, Any]:
    """A whole run as plain data: what was checked, what could not be, and the numbers of the summary."""
    from verify import __version__

    return {
        "format": FORMAT,
        "version": __version__,
        "summary": _summary(run),
        "reviews": [review_dict(review, language) for review in run.reviews],
        "failures": [{"path": f.path, "line": f.line, "message": f.message} for f in run.failures],
    }


def review_dict(review: Review, language: Language | None = None) -> dict[str, Any]:
    """One review as plain data; messages in `language`, or in the article's own."""
    document = review.document
    spoken = language_of(document, language)
    stands = standings(review)
    matches: dict[str, list[Match]] = {}
    for match in review.matches:
        matches.setdefault(match.claim, []).append(match)
    return {
        "name": document.name,
        "language": document.language,
        "audience": review.profile.audience,
        "kind": review.profile.kind,
        "references": [
            {
                "key": r.key,
                **_place(document, r.span),
                "raw": r.raw,
                "csl": r.record.to_csl(),
                "work": _work(review.evidence.get(r.key)),
            }
            for r in review.references
        ],
        "citations": [
            {**_place(document, c.span), "text": document.slice(c.span), "keys": list(c.keys), "style": c.style.value}
            for c in review.citations
        ],
        "claims": [_claim(document, c, stands[c.id], matches.get(c.id, []), spoken) for c in review.claims],
        "evidence": [
            {"reference": e.key, "source": e.source, "complete": e.complete, "text": e.document is not None}
            for e in review.evidence.values()
            if e.source
        ],
        "flags": [_flag(document, f, spoken) for f in review.flags],
    }


def _work(held: Evidence | None) -> dict[str, Any] | None:
    """What the references folder knows of an entry; None if it was not asked."""
    if held is None:
        return None
    return {
        "id": held.source or None,
        "reasons": list(held.reasons),
        "differences": list(held.differences),
        "rivals": list(held.rivals),
    }


def number(value: Decimal | None) -> int | float | None:
    """A JSON number; whole numbers stay whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _place(document: Document, span: Span) -> dict[str, Any]:
    first = document.place(span.start)
    last = document.place(span.end - 1) if span.end > span.start else first
    length = 1 if span.end > span.start else 0  # a wrapped line counts no gap: the end is that of the last character
    place: dict[str, Any] = {
        "start": first.offset,
        "end": max(first.offset, last.offset + length),
        "line": first.line,
        "column": first.column,
        "end_line": last.line,
        "end_column": last.column + length,
    }
    if first.page is not None:
        place["page"] = first.page
    if (box := document.box(span)) is not None:
        place["box"] = [round(edge, 1) for edge in box]
    return place


def _claim(document: Document, claim: Claim, stand: str, matches: list[Match], language: Language) -> dict[str, Any]:
    return {
        "id": claim.id,
        **_place(document, claim.span),
        "quote": document.slice(claim.span),
        "measure": claim.measure,
        "relation": claim.relation,
        "population": claim.population,
        "time_point": claim.time_point,
        "direction": claim.direction,
        "citations": list(claim.citations),
        "scope": claim.scope.value,
        # What cites nothing has no source either; what cites something and was not compared has no verdict.
        "verdict": "no-source" if stand == "uncited" else stand if stand in _VERDICTS else None,
        "matches": [match_dict(match, language) for match in matches],
        "figures": [_figure(document, figure) for figure in claim.figures],
    }


def _figure(document: Document, figure: Figure) -> dict[str, Any]:
    q = figure.quantity
    return {
        **_place(document, q.span),
        "text": q.text,
        "kind": q.kind,
        "low": number(q.low),
        "high": number(q.high),
        "unit": q.unit,
        "comparator": q.comparator,
        "decimals": q.decimals,
        "numerator": q.numerator,
        "denominator": q.denominator,
        "level": number(q.level),
        "arm": figure.arm,
        "statistic": figure.statistic,
    }


def match_dict(match: Match, language: Language) -> dict[str, Any]:
    """One match as plain data, its explanation in `language`."""
    return {
        "reference": match.reference,
        "verdict": match.verdict.value,
        "reason": match.reason,
        "quote": match.quote,
        "explanation": match.explanation.in_(language),
        "working": match.working,
        "confidence": match.confidence.value if match.confidence else None,
    }


def _flag(document: Document, flag: Flag, language: Language) -> dict[str, Any]:
    return {
        "rule": flag.rule,
        "severity": flag.severity.value,
        "confidence": flag.confidence.value,
        **_place(document, flag.span),
        "quote": document.slice(flag.span),
        "message": flag.message.in_(language),
        "reference": flag.reference,
        "claim": flag.claim,
        "evidence": flag.evidence,
        "working": flag.working,
        "hint": flag.hint.in_(language) if flag.hint else None,
        "basis": list(flag.basis),
        "suppressed": asdict(flag.suppressed) if flag.suppressed else None,
    }


def _summary(run: Run) -> dict[str, Any]:
    counts = summary(run)
    return {
        "articles": counts.articles,
        "claims": counts.claims,
        "cited": counts.cited,
        "uncited": counts.uncited,
        "references": counts.references,
        "standings": dict(counts.standings),
        "flags": {severity.value: n for severity, n in counts.flags.items()},
        "suppressed": counts.suppressed,
        "failures": counts.failures,
    }
