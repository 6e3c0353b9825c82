"""The documented machine form of a review, with offsets of the author's file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from verify.model import Claim, Figure, Flag, Review, Span


def review_dict(review: Review) -> dict[str, Any]:
    """One review as plain data: references, citations, claims, flags."""
    document = review.document

    def where(span: Span) -> dict[str, int]:
        source = document.source_span(span)
        return {"start": source.start, "end": source.end}

    def figure(item: Figure) -> dict[str, Any]:
        q = item.quantity
        return {
            **where(q.span),
            "text": q.text,
            "kind": q.kind,
            "low": number(q.low),
            "high": number(q.high),
            "unit": q.unit,
            "comparator": q.comparator,
            "arm": item.arm,
            "statistic": item.statistic,
        }

    verdicts = {match.claim: match.verdict.value for match in reversed(review.matches)}

    def claim(item: Claim) -> dict[str, Any]:
        return {
            "id": item.id,
            **where(item.span),
            "quote": document.slice(item.span),
            "measure": item.measure,
            "relation": item.relation,
            "population": item.population,
            "time_point": item.time_point,
            "direction": item.direction,
            "citations": list(item.citations),
            "scope": item.scope.value,
            "verdict": verdicts.get(item.id),
            "figures": [figure(f) for f in item.figures],
        }

    def flag(item: Flag) -> dict[str, Any]:
        return {
            "rule": item.rule,
            "severity": item.severity.value,
            "confidence": item.confidence.value,
            **where(item.span),
            "quote": document.slice(item.span),
            "message": item.message.in_(document.language),
            "reference": item.reference,
            "claim": item.claim,
            "evidence": item.evidence,
            "hint": item.hint.in_(document.language) if item.hint else None,
            "basis": list(item.basis),
            "suppressed": {"kind": item.suppressed.kind, "reason": item.suppressed.reason} if item.suppressed else None,
        }

    return {
        "name": document.name,
        "language": document.language,
        "references": [{"key": r.key, **where(r.span), "raw": r.raw, "csl": r.record.to_csl()} for r in review.references],
        "citations": [{**where(c.span), "text": document.slice(c.span), "keys": list(c.keys)} for c in review.citations],
        "claims": [claim(c) for c in review.claims],
        "flags": [flag(f) for f in review.flags],
    }


def number(value: Decimal | None) -> int | float | None:
    """A JSON number; whole numbers stay whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
