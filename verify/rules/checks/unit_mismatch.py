"""The same number with another unit."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import flags

_HINT = Text(
    "请核对单位（周与月、% 与百分点、g 与 mg 等）。", "Check the unit: weeks or months, per cent or percentage points, g or mg."
)


def check(review: Review) -> Iterable[Flag]:
    """Claims that matching found to differ from their source in this way."""
    return flags(RULE, review, _HINT)


RULE = Rule(
    name="unit-mismatch",
    category=Category.SOURCE,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text("数字与文献一致，单位不同。", "The number is the source's, with another unit."),
    why=Text("单位写错，剂量可差千倍，时间可差数倍。", "A wrong unit changes a dose a thousandfold and a time severalfold."),
    known_problems=Text(
        "换算后相等的单位（12个月与1年）不提示；文献自身单位笔误会被带入。",
        "Units that convert into each other (12 months and 1 year) are not flagged; a slip of the source itself is.",
    ),
    sources=(
        "AMA Manual of Style, 11th edition (Oxford University Press, 2020), chapter 17, Units of Measure",
        "GB/T 15835-2011 出版物上数字用法 (General rules for writing numerals in public texts)",
    ),
    bad=(
        Example(
            "zh",
            "患者的中位住院时间为9个月[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "患者的中位住院时间为9天。"},
        ),
        Example(
            "en",
            "Median length of stay was 9 months [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Median length of stay was 9 days."},
        ),
    ),
    good=(
        Example(
            "zh",
            "患者的中位住院时间为9天[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "患者的中位住院时间为9天。"},
        ),
        Example(
            "en",
            "Median length of stay was 9 days [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Median length of stay was 9 days."},
        ),
    ),
    check=check,
)
