"""What the cited source adds to a phrase: praise over a result that is not significant is worse, praise it bears out is none.

Only claims in the sentence of the phrase count, and only where the text of the cited work was at hand.
"""

from __future__ import annotations

from typing import NamedTuple

from verify.model import Match, Review, Text, Verdict
from verify.patterns import regex
from verify.rules.reading import Sentence
from verify.text import fold

# What a source says of itself when it cannot carry "significantly better".
_WEAK = regex(
    r"p ?(?:=|>|≥) ?0?\.(?:0[5-9]|[1-9])|无统计学意义|差异无显著|无显著(?:性)?差异|探索性|事后分析|回顾性|单臂|无对照|未设对照"
    r"|not (?:statistically )?significant|no (?:statistically )?significant|did not (?:differ|reach)|exploratory|post hoc"
    r"|retrospective|single arm|uncontrolled|observational"
)
_PRAISE = frozenset(
    (
        "comparison-without-evidence",
        "overclaiming-certainty",
        "causal-overreach",
        "hanging-comparison",
        "efficacy-guarantee",
        "superlative",
    )
)


class Standing(NamedTuple):
    """What is known: `weak` when the source cannot carry the praise, else it bears the figures out."""

    weak: bool
    reason: Text


def standing(review: Review, sentence: Sentence, category: str) -> Standing | None:
    """What the sources say of the claims in the sentence of a phrase; None when nothing is known."""
    if category not in _PRAISE or not review.matches:
        return None
    claims = {claim.id for claim in sentence.claims}
    matches = [match for match in review.matches if match.claim in claims and match.verdict is not Verdict.NO_SOURCE]
    for match in matches:
        if found := _WEAK.search(_said(match)):
            told = found[0]
            return Standing(True, Text(f"所引文献中为“{told}”", f"the cited source says “{told}”"))
    if matches and all(match.verdict is Verdict.SUPPORTED for match in matches):
        return Standing(False, Text("数值与所引文献一致", "the figures agree with the cited source"))
    return None


def _said(match: Match) -> str:
    return fold(match.quote).lower().replace("-", " ")
