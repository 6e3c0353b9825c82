"""No text of any source the claim cites is at hand: unchecked, which is neither right nor a defect."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text, Verdict
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import by_claim

_HINT = Text(
    "在 references/ 中补充该文献的全文、摘要或要点后可自动核对。",
    "Put the paper, its abstract or its findings into references/ and the figure is checked.",
)


def check(review: Review) -> Iterable[Flag]:
    """One flag for a claim, naming all its references; a claim with one readable source has been checked against that."""
    listed = {reference.key for reference in review.references}
    for claim, matches in by_claim(review):
        if listed and not listed.intersection(claim.citations):
            continue  # an entry that does not exist is told by citation-without-entry
        if all(match.verdict is Verdict.NO_SOURCE and not match.reason.startswith("mis") for match in matches):
            keys = [match.reference for match in matches]
            yield RULE.flag(
                claim.span,
                Text(
                    f"没有文献 {'、'.join(keys)} 的文本，此数值未核对。",
                    f"No text of reference {', '.join(keys)} is at hand; the figure was not checked.",
                ),
                claim=claim.id,
                reference=keys[0],
                hint=_HINT,
            )


RULE = Rule(
    name="source-unavailable",
    category=Category.SOURCE,
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    summary=Text(
        "手头没有所引文献的文本，数值未能核对。", "No text of the cited source is at hand, so the figure was not checked."
    ),
    why=Text(
        "“未核对”与“一致”是两回事，编辑需要知道哪些数值没有人看过原文。",
        "Unchecked is not the same as right; an editor must know which figures nobody has compared.",
    ),
    known_problems=Text(
        "文献很多而资料很少时，这类提示会很多。", "With many references and few texts there are many of these notes."
    ),
    sources=(
        "ICMJE, Recommendations for the Conduct, Reporting, Editing, and Publication of Scholarly Work in Medical Journals, section IV (References)",
    ),
    bad=(
        Example("zh", "干预组的戒烟率为31.2%[1]。\n\n参考文献\n1. 林峰, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n"),
        Example(
            "en",
            "The quit rate was 31.2% in the intervention group [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
        ),
    ),
    good=(
        Example(
            "zh",
            "干预组的戒烟率为31.2%[1]。\n\n参考文献\n1. 林峰, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "随访6个月，干预组的戒烟率为31.2%，对照组为19.8%。"},
        ),
        Example(
            "en",
            "The quit rate was 31.2% in the intervention group [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "At six months the quit rate was 31.2% in the intervention group and 19.8% in the control group."},
        ),
    ),
    check=check,
)
