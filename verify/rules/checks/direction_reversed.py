"""A rise given as a fall, better as worse, significant as not significant, or the reverse."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import flags

_HINT = Text(
    "请对照原文核对升降、优劣或是否有统计学意义。",
    "Check against the source whether it rose or fell, was better or worse, significant or not.",
)


def check(review: Review) -> Iterable[Flag]:
    """Claims that matching found to differ from their source in this way."""
    return flags(RULE, review, _HINT)


RULE = Rule(
    name="direction-reversed",
    category=Category.SOURCE,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text(
        "数值相同，但升降、优劣或有无统计学意义与文献相反。",
        "The figure is the source's, but rise and fall, better and worse, or significant and not significant are reversed.",
    ),
    why=Text("方向一反，证据就从支持变为反对。", "With the direction the evidence turns from support into opposition."),
    known_problems=Text("“降低幅度减小”之类的双重否定可能读错。", "Double negatives such as “a smaller decrease” may be misread."),
    sources=(
        "Boutron I, Dutton S, Ravaud P, Altman DG. Reporting and interpretation of randomized controlled trials with statistically nonsignificant results for primary outcomes. JAMA 2010;303(20):2058-2064",
        "Jergas H, Baethge C. Quotation accuracy in medical journal articles: a systematic review and meta-analysis. PeerJ 2015;3:e1364",
    ),
    bad=(
        Example(
            "zh",
            "治疗24周后，达格列净组的收缩压升高4.1 mmHg[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "治疗24周后，达格列净组的收缩压降低4.1 mmHg。"},
        ),
        Example(
            "en",
            "At week 24 systolic blood pressure rose by 4.1 mmHg with dapagliflozin [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "At week 24 systolic blood pressure fell by 4.1 mmHg with dapagliflozin."},
        ),
    ),
    good=(
        Example(
            "zh",
            "治疗24周后，达格列净组的收缩压降低4.1 mmHg[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "治疗24周后，达格列净组的收缩压降低4.1 mmHg。"},
        ),
        Example(
            "en",
            "At week 24 systolic blood pressure fell by 4.1 mmHg with dapagliflozin [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "At week 24 systolic blood pressure fell by 4.1 mmHg with dapagliflozin."},
        ),
    ),
    check=check,
)
