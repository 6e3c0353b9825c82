"""A claim without a figure: what it says of direction and significance, held against the sentence that speaks of the same."""

from __future__ import annotations

from decimal import Decimal

from verify.match import sense
from verify.match.align import CONDITIONAL, Aligner
from verify.match.fit import family_of
from verify.model import Confidence, Match, Quantity, Reading, Statement, Text, Verdict

# The share of the claim's words that a sentence must have in common to speak of the same.
_SAME = 0.6
_SPOKEN_OF, _APART = 0.45, 0.06  # how well the words must fit a test, and how much worse those of another
_SIGNIFICANT = Decimal("0.05")


def without_figures(aligner: Aligner, words: str, source: Reading) -> Match:
    """A claim of direction or significance alone, held against the sentence of the source that speaks of the same."""
    tested = _tested(aligner, words, source)
    if tested is not None:
        return tested
    weights = [slot.weight for slot in aligner.slots]
    total = sum(weights)
    best, share = None, 0.0
    for statement in aligner.source.statements:
        if CONDITIONAL.search(aligner.source.lower, statement.span.start, statement.span.end):
            continue  # what a study set out to see is not what it saw
        here = sum(w * aligner.source.holds(slot, (statement.span,)) for w, slot in zip(weights, aligner.slots, strict=True))
        if total and here / total > share:
            best, share = statement, here / total
    if best is None or share < _SAME:
        return Match(
            "", "", Verdict.NOT_FOUND, explanation=Text("来源中未找到相应陈述", "no such statement was found in the source")
        )
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


def _tested(aligner: Aligner, words: str, source: Reading) -> Match | None:
    """A claim that something is significant, or not, held against the P value that the source gives for it, if one stands out."""
    said = sense.significance(words)
    weights = [slot.weight if known else 0.0 for slot, known in zip(aligner.slots, aligner.known, strict=True)]
    if said is None or not sum(weights):
        return None
    unknown = (slot for slot, known in zip(aligner.slots, aligner.known, strict=True) if not known)
    if any(family_of(slot) == "measure" and not aligner.of_people(slot) for slot in unknown):
        return None  # of what it does not name the source has no test
    tests = [place for place in aligner.places if place.role.statistic == "p" and place.role.quantity.value is not None]
    scored = sorted(((aligner.score(weights, (place,), [0.0] * len(weights)), place) for place in tests), key=lambda one: -one[0])
    if not scored or scored[0][0] < _SPOKEN_OF:
        return None
    best = scored[0][1]
    value = best.role.quantity.value
    assert value is not None
    significant = _below(best.role.quantity)
    rivals = [place for score, place in scored[1:] if score > scored[0][0] - _APART]
    if significant is None or any(_below(place.role.quantity) != significant for place in rivals):
        return None  # it is not plain which test is meant
    quote = source.document.slice(aligner.source.statements[best.statement].span).strip()
    shown = best.role.quantity.text
    if significant == said:
        agreed = Text(f"与来源的检验结果一致：{shown}", f"agrees with the test in the source: {shown}")
        return Match("", "", Verdict.SUPPORTED, "", quote, agreed, confidence=Confidence.LOW)
    opposite = Text(f"与来源的检验结果相反：{shown}", f"the test in the source says the opposite: {shown}")
    return Match("", "", Verdict.CONTRADICTED, "direction-reversed", quote, opposite, confidence=Confidence.LOW)


def _below(quantity: Quantity) -> bool | None:
    """Whether a P value is below the usual level; None if a bound leaves it open."""
    value, bound = quantity.value, quantity.comparator
    if value is None or (bound in ("<", "<=") and value > _SIGNIFICANT) or (bound in (">", ">=") and value < _SIGNIFICANT):
        return None
    return bound not in (">", ">=") and (value < _SIGNIFICANT or (value == _SIGNIFICANT and bound == "<"))


def _sense_reversed(words: str, there: str, statement: Statement) -> str:
    mine, theirs = sense.significance(words), sense.significance(there)
    for role in statement.roles:
        if role.statistic == "p" and theirs is None:
            theirs = _below(role.quantity)
    if mine is not None and theirs is not None and mine != theirs:
        return "direction-reversed"
    one, other = sense.direction(words), sense.direction(there)
    return "direction-reversed" if one and other == sense.OPPOSITE[one] else ""
