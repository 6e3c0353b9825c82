"""A claim without a figure: what it says of direction and significance, held against the sentence that speaks of the same."""

from __future__ import annotations

from decimal import Decimal

from verify.match import sense
from verify.match.align import Aligner
from verify.model import Confidence, Match, Reading, Statement, Text, Verdict

# The share of the claim's words that a sentence must have in common to speak of the same.
_SAME = 0.6
_SIGNIFICANT = Decimal("0.05")


def without_figures(aligner: Aligner, words: str, source: Reading) -> Match:
    """A claim of direction or significance alone, held against the sentence of the source that speaks of the same."""
    weights = [slot.weight for slot in aligner.slots]
    total = sum(weights)
    best, share = None, 0.0
    for statement in aligner.source.statements:
        here = sum(w * aligner.source.holds(slot, (statement.span,)) for w, slot in zip(weights, aligner.slots, strict=True))
        if total and here / total > share:
            best, share = statement, here / total
    if best is None or share < _SAME:
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
            theirs = role.quantity.comparator != ">" and role.quantity.value < _SIGNIFICANT
    if mine is not None and theirs is not None and mine != theirs:
        return "direction-reversed"
    one, other = sense.direction(words), sense.direction(there)
    return "direction-reversed" if one and other == sense.OPPOSITE[one] else ""
