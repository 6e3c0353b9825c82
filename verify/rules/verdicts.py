"""From what matching found to flags: the part that all rules on figures against the cited source share.

A claim that one of its references states without reservation is left alone, whatever its other references say: a reader who
follows the citations finds the figure. Otherwise the first reference that differs is named, once for each claim and rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verify.model import Claim, Confidence, Flag, Match, Review, Severity, Text, Verdict
from verify.rules.rule import Rule

DIFFER = Text("与文献 {reference} 不同", "Article and reference {reference} differ")


def differing(review: Review, reason: str) -> Iterator[tuple[Claim, Match]]:
    """Each claim with the first match that gives `reason`, unless another of its references states it outright."""
    for claim, matches in by_claim(review):
        found = next((match for match in matches if match.reason == reason), None)
        if found is not None and not any(match.verdict is Verdict.SUPPORTED and not match.reason for match in matches):
            yield claim, found


def by_claim(review: Review) -> Iterator[tuple[Claim, tuple[Match, ...]]]:
    """The claims that were held against a source, with their matches, in the order of the article."""
    matches: dict[str, list[Match]] = {}
    for match in review.matches:
        matches.setdefault(match.claim, []).append(match)
    for claim in review.claims:
        if found := matches.pop(claim.id, None):
            yield claim, tuple(found)


def flags(rule: Rule, review: Review, hint: Text, lead: Text = DIFFER) -> Iterator[Flag]:
    """A flag of `rule` for every claim whose match gives the rule's name as its reason: `lead`, then what was found."""
    unread = {claim.id for claim, matches in by_claim(review) if any(match.verdict is Verdict.NO_SOURCE for match in matches)}
    for claim, match in differing(review, rule.name):
        confidence = match.confidence or rule.confidence
        if claim.id in unread and confidence is Confidence.HIGH and match.verdict is not Verdict.NO_SOURCE:
            confidence = Confidence.MEDIUM  # the figure may stand in the reference nobody could read
        # An error needs evidence of the same measure; what was bound by order or by likeness alone is for an editor to look at.
        severity = Severity.WARNING if confidence is Confidence.LOW and rule.severity is Severity.ERROR else rule.severity
        yield rule.flag(
            claim.span,
            message(lead, match),
            severity=severity,
            claim=claim.id,
            reference=match.reference or None,
            evidence=match.quote,
            working=match.working,
            confidence=confidence,
            hint=hint,
        )


def message(lead: Text, match: Match) -> Text:
    """`lead` with the reference's number, and after it what the comparison found."""
    zh, en = (text.format(reference=match.reference) for text in lead)
    more_zh, more_en = (text.strip().rstrip("。.;；") for text in match.explanation)
    return Text(f"{zh}：{more_zh}。" if more_zh else f"{zh}。", f"{en}: {more_en}." if more_en else f"{en}.")


def bare(lead: Text, match: Match) -> Text:
    """`lead` alone: for a figure that agrees, and lacks something."""
    return message(lead, replace(match, explanation=Text("", "")))


def unstated(review: Review, *, complete: bool) -> Iterator[tuple[Claim, Match]]:
    """Claims none of whose references states them: with `complete`, all were read in full; without, one at least only in part."""
    for claim, matches in by_claim(review):
        read = [
            match
            for match in matches
            if match.verdict is Verdict.NOT_FOUND and match.reason in {"", "not-in-source", "not-in-abstract"}
        ]
        if len(read) != len(matches):
            continue  # another reference states it, differs, or could not be read: that says more
        partly = [match for match in read if not (match.reference in review.evidence and review.evidence[match.reference].complete)]
        if bool(partly) != complete:
            yield claim, (partly or read)[0]
