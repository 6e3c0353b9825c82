"""The source states the figure against a comparator that the article leaves out."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import flags

_LEAD = Text(
    "文献 {reference} 的该数值是与对照相比的结果，文中未写对照",
    "Reference {reference} states this figure against a comparator that the article leaves out",
)
_HINT = Text("请补充对照组的数值。", "Add the figure of the comparison group.")


def check(review: Review) -> Iterable[Flag]:
    """Claims that matching found to differ from their source in this way."""
    return flags(RULE, review, _LEAD, _HINT)


RULE = Rule(
    name="comparator-omitted",
    category=Category.SOURCE,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    summary=Text("文献中该数值有对照组，文章只写了一组。", "The source compares two groups; the article gives one figure only."),
    why=Text(
        "没有对照的数字无法判断疗效：8.9个月与7.7个月相比，和单写8.9个月，印象完全不同。",
        "Without its comparator a figure cannot be judged: 8.9 against 7.7 months is not the same news as 8.9 months.",
    ),
    known_problems=Text("只写单组结果有时是作者有意的取舍。", "Giving one group only is sometimes a fair choice of the author."),
    sources=("Schulz KF, Altman DG, Moher D. CONSORT 2010 statement. BMJ 2010;340:c332 (item 17a)",),
    bad=(
        Example(
            "zh",
            "奥希替尼可将中位无进展生存期延长至18.9个月[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "奥希替尼组的中位无进展生存期为18.9个月，对照组为10.2个月。"},
        ),
        Example(
            "en",
            "Osimertinib prolonged median progression-free survival to 18.9 months [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Median progression-free survival was 18.9 months with osimertinib and 10.2 months in the control group."},
        ),
    ),
    good=(
        Example(
            "zh",
            "中位无进展生存期在奥希替尼组为18.9个月，对照组为10.2个月[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "奥希替尼组的中位无进展生存期为18.9个月，对照组为10.2个月。"},
        ),
        Example(
            "en",
            "Median progression-free survival was 18.9 months with osimertinib and 10.2 months in the control group [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Median progression-free survival was 18.9 months with osimertinib and 10.2 months in the control group."},
        ),
    ),
    check=check,
)
