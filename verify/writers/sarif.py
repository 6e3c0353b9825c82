"""SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0) for code hosts and editors that show findings on lines.

Severities need no mapping, they are SARIF's own words. A run that could not read an article says so: `executionSuccessful` is
false and the failure is a notification, so that no viewer takes silence for a pass.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from verify.model import Confidence, Document, Failure, Flag, Language, Review, Run, Span
from verify.rules import Rule
from verify.rules import rules as known_rules
from verify.text import fold
from verify.writers.summary import in_order, spoken_in
from verify.writers.words import language_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RANK = {Confidence.HIGH: 90.0, Confidence.MEDIUM: 50.0, Confidence.LOW: 10.0}


def write(run: Run, *, language: Language | None = None) -> str:
    """The SARIF log as text."""
    return json.dumps(log(run, language), ensure_ascii=False, indent=2) + "\n"


def log(run: Run, language: Language | None = None) -> dict[str, Any]:
    """The SARIF log as plain data, one run."""
    from verify import __version__

    spoken = language or spoken_in(run)
    used = {flag.rule for review in run.reviews for flag in review.flags}
    listed = [rule for rule in known_rules() if rule.name in used]
    number = {rule.name: i for i, rule in enumerate(listed)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "verify", "version": __version__, "rules": [_rule(rule, spoken) for rule in listed]}},
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not run.failures,
                        "toolExecutionNotifications": [_notification(failure) for failure in run.failures],
                    }
                ],
                "artifacts": [{"location": {"uri": _uri(review.document.name)}} for review in run.reviews],
                "results": [result for review in run.reviews for result in _results(review, number, language)],
            }
        ],
    }


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary.in_(language)},
        "fullDescription": {"text": rule.why.in_(language)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"category": rule.category.value, "tags": [rule.category.value]},
    }


def _results(review: Review, number: dict[str, int], language: Language | None) -> Iterable[dict[str, Any]]:
    spoken = language_of(review.document, language)
    seen: dict[str, int] = {}
    for flag in in_order(review.flags):
        parts = [flag.message.in_(spoken), flag.working, flag.hint.in_(spoken) if flag.hint else ""]
        result: dict[str, Any] = {
            "ruleId": flag.rule,
            "level": flag.severity.value,
            "rank": _RANK[flag.confidence],
            "message": {"text": "\n".join(part for part in parts if part)},
            "locations": [{"physicalLocation": _location(review.document, flag.span)}],
            "partialFingerprints": {"verify/v1": _fingerprint(review.document, flag, seen)},
            "properties": {"confidence": flag.confidence.value},
        }
        if flag.rule in number:
            result["ruleIndex"] = number[flag.rule]
        details = {"claim": flag.claim, "reference": flag.reference, "evidence": flag.evidence, "basis": list(flag.basis)}
        result["properties"] |= {key: value for key, value in details.items() if value}
        if flag.suppressed:
            kind = "inSource" if flag.suppressed.kind == "comment" else "external"
            result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": flag.suppressed.reason}]
        yield result


def _location(document: Document, span: Span) -> dict[str, Any]:
    first = document.place(span.start)
    last = document.place(max(span.start, span.end - 1))
    region: dict[str, Any] = {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column + (1 if span.end > span.start else 0),
        "charOffset": first.offset,
        "charLength": document.source_span(span).end - first.offset,
    }
    if span.end > span.start:
        region |= {"snippet": {"text": document.slice(span)}}
    return {"artifactLocation": {"uri": _uri(document.name)}, "region": region}


def _fingerprint(document: Document, flag: Flag, seen: dict[str, int]) -> str:
    """The same for the same flag in a later version of the article: no line counts, only the rule, the claim or the words."""
    words = flag.claim or "".join(fold(document.slice(flag.span)).split())
    key = f"{flag.rule}|{flag.reference or ''}|{words}"
    seen[key] = seen.get(key, 0) + 1
    return f"{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}:{seen[key]}"


def _notification(failure: Failure) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(failure.path)}}
    if failure.line:
        place["region"] = {"startLine": failure.line}
    return {"level": "error", "message": {"text": failure.message}, "locations": [{"physicalLocation": place}]}


def _uri(path: str) -> str:
    return quote(path.replace("\\", "/"), safe="/._-~")
