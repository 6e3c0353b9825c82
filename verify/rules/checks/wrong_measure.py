"""The figure is the source's, for another endpoint."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import flags

_HINT = Text(
    "请核对指标名称，或改用文献中该指标的数值。", "Check the name of the measure, or give the figure the source states for it."
)


def check(review: Review) -> Iterable[Flag]:
    """Claims that matching found to differ from their source in this way."""
    return flags(RULE, review, _HINT)


RULE = Rule(
    name="wrong-measure",
    category=Category.SOURCE,
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    summary=Text("数值出自文献，但在文献中是另一个指标的结果。", "The figure is in the source, as the result of another measure."),
    why=Text(
        "把无进展生存写成总生存、把构成比写成发病率，数字虽对，含义全错。",
        "PFS given as OS, or a share given as a rate: a right number with a wrong meaning.",
    ),
    known_problems=Text(
        "指标的同义写法不在词表中时可能误报，因此置信度为中。",
        "A synonym that the vocabulary lacks may be taken for another measure; hence medium confidence.",
    ),
    sources=(
        "Jergas H, Baethge C. Quotation accuracy in medical journal articles: a systematic review and meta-analysis. PeerJ 2015;3:e1364",
        "Schulz KF, Altman DG, Moher D. CONSORT 2010 statement. BMJ 2010;340:c332",
    ),
    bad=(
        Example(
            "zh",
            "阿替利珠单抗组的中位总生存期为6.8个月[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "阿替利珠单抗组的中位无进展生存期为6.8个月，中位总生存期为14.2个月。"},
        ),
        Example(
            "en",
            "Median overall survival was 6.8 months with atezolizumab [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Median progression-free survival was 6.8 months and median overall survival 14.2 months with atezolizumab."},
        ),
    ),
    good=(
        Example(
            "zh",
            "阿替利珠单抗组的中位无进展生存期为6.8个月[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "阿替利珠单抗组的中位无进展生存期为6.8个月，中位总生存期为14.2个月。"},
        ),
        Example(
            "en",
            "Median progression-free survival was 6.8 months with atezolizumab [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Median progression-free survival was 6.8 months and median overall survival 14.2 months with atezolizumab."},
        ),
    ),
    check=check,
)
