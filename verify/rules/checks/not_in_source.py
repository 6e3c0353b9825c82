"""The full text of the cited source was read and does not state the figure."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import message, unstated

_LEAD = Text("已读文献 {reference} 的全文", "Reference {reference} was read in full")
_HINT = Text("请核对出处；若由原文数据推算而来，请写明算法。", "Check where the figure comes from; if it was derived, say how.")


def check(review: Review) -> Iterable[Flag]:
    """Claims that no reference states although the full text of every one of them was read."""
    for claim, match in unstated(review, complete=True):
        yield RULE.flag(
            claim.span,
            message(_LEAD, match),
            claim=claim.id,
            reference=match.reference,
            evidence=match.quote,
            hint=_HINT,
            confidence=match.confidence or RULE.confidence,
            # The number may stand there, in a role that could not be told: worth a look, not a warning.
            severity=Severity.NOTE if match.confidence is Confidence.LOW else RULE.severity,
        )


RULE = Rule(
    name="not-in-source",
    category=Category.SOURCE,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    summary=Text("已读所引文献全文，其中没有该数值。", "The full source was read and does not state the figure."),
    why=Text(
        "查不到出处的数值，读者无法核实，编辑无法担保。",
        "A figure that is not where the citation points cannot be verified by anybody.",
    ),
    known_problems=Text(
        "图、扫描表格和补充材料中的数值读不到；需多步推算的数值不会被认出。",
        "Figures in pictures, scanned tables and supplements are not read, and a figure derived in several steps is not recognised.",
    ),
    sources=(
        "Jergas H, Baethge C. Quotation accuracy in medical journal articles: a systematic review and meta-analysis. PeerJ 2015;3:e1364",
        "Mogull SA. Accuracy of cited “facts” in medical research articles. PLoS One 2017;12(9):e0184727",
    ),
    bad=(
        Example(
            "zh",
            "干预组平均减重4.7 kg[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "随访6个月，干预组的戒烟率为31.2%，对照组为19.8%。"},
        ),
        Example(
            "en",
            "Mean weight loss was 4.7 kg in the intervention group [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "At six months the quit rate was 31.2% in the intervention group and 19.8% in the control group."},
        ),
    ),
    good=(
        Example(
            "zh",
            "干预组的戒烟率为31.2%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
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
