"""The figure is the source's, for another time."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import flags

_HINT = Text("请核对时间点，或改用文献中该时间点的数值。", "Check the time, or give the figure the source states for it.")


def check(review: Review) -> Iterable[Flag]:
    """Claims that matching found to differ from their source in this way."""
    return flags(RULE, review, _HINT)


RULE = Rule(
    name="wrong-time-point",
    category=Category.SOURCE,
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    summary=Text("数值出自文献，但属于另一随访时间。", "The figure is in the source, for another time of follow-up."),
    why=Text(
        "近期疗效当作远期疗效引用，会让读者高估疗效的持久性。",
        "An early result given for a late one makes the effect look lasting.",
    ),
    known_problems=Text(
        "“12个月”与“1年”视为同一时间；文献用访视编号时无法判断。",
        "12 months and 1 year are the same time; a source that numbers its visits cannot be judged.",
    ),
    sources=(
        "Jergas H, Baethge C. Quotation accuracy in medical journal articles: a systematic review and meta-analysis. PeerJ 2015;3:e1364",
        "Schulz KF, Altman DG, Moher D. CONSORT 2010 statement. BMJ 2010;340:c332",
    ),
    bad=(
        Example(
            "zh",
            "术后5年生存率为82.0%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "术后1年生存率为82.0%，5年生存率为55.3%。"},
        ),
        Example(
            "en",
            "The 5-year survival rate after surgery was 82.0% [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "The 1-year survival rate after surgery was 82.0% and the 5-year survival rate was 55.3%."},
        ),
    ),
    good=(
        Example(
            "zh",
            "术后1年生存率为82.0%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "术后1年生存率为82.0%，5年生存率为55.3%。"},
        ),
        Example(
            "en",
            "The 1-year survival rate after surgery was 82.0% [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "The 1-year survival rate after surgery was 82.0% and the 5-year survival rate was 55.3%."},
        ),
    ),
    check=check,
)
