"""Only an abstract of the cited source was at hand and it does not state the figure; the paper still may."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import message, unstated

_LEAD = Text("仅读到文献 {reference} 的摘要", "Only an abstract of reference {reference} was read")
_HINT = Text("请用全文核对。", "Check against the full paper.")


def check(review: Review) -> Iterable[Flag]:
    """Claims that no reference states, where at least one of them was read in part only."""
    for claim, match in unstated(review, complete=False):
        yield RULE.flag(
            claim.span,
            message(_LEAD, match),
            claim=claim.id,
            reference=match.reference,
            evidence=match.quote,
            hint=_HINT,
            confidence=match.confidence or RULE.confidence,
        )


RULE = Rule(
    name="not-in-abstract",
    category=Category.SOURCE,
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary=Text(
        "手头只有摘要，其中没有该数值；全文中可能有。",
        "Only an abstract was available and does not state the figure; the paper may.",
    ),
    why=Text(
        "摘要只写主要结果，没有不等于错，但也不等于核对过。",
        "An abstract states main results only: absence is no defect, and it is no confirmation either.",
    ),
    known_problems=Text("多数此类数值见于全文，因此仅作提示。", "Most of these figures do stand in the full paper; hence a note."),
    sources=(
        "Jergas H, Baethge C. Quotation accuracy in medical journal articles: a systematic review and meta-analysis. PeerJ 2015;3:e1364",
    ),
    bad=(
        Example(
            "zh",
            "干预组平均减重4.7 kg[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "摘要：随访6个月，干预组的戒烟率为31.2%，对照组为19.8%。"},
            complete=False,
        ),
        Example(
            "en",
            "Mean weight loss was 4.7 kg in the intervention group [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Abstract: At six months the quit rate was 31.2% in the intervention group and 19.8% in the control group."},
            complete=False,
        ),
    ),
    good=(
        Example(
            "zh",
            "干预组的戒烟率为31.2%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "摘要：随访6个月，干预组的戒烟率为31.2%，对照组为19.8%。"},
            complete=False,
        ),
        Example(
            "en",
            "The quit rate was 31.2% in the intervention group [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Abstract: At six months the quit rate was 31.2% in the intervention group and 19.8% in the control group."},
            complete=False,
        ),
    ),
    check=check,
)
