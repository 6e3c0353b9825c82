"""The two figures are the source's, for the opposite arms."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import flags

_HINT = Text("请核对两组数值的归属。", "Check which group each figure belongs to.")


def check(review: Review) -> Iterable[Flag]:
    """Claims that matching found to differ from their source in this way."""
    return flags(RULE, review, _HINT)


RULE = Rule(
    name="arms-swapped",
    category=Category.SOURCE,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text("两组的数值与文献一致，但组别对调。", "Both figures are in the source, but for the opposite groups."),
    why=Text(
        "组别对调会把疗效结论整个翻转，而单看数字完全查不出来。",
        "A swap turns the result round, and looking the numbers up does not reveal it.",
    ),
    known_problems=Text(
        "只有当文献写明每组的数值时才判断；分组名称写法差别很大时不作提示。",
        "Judged only where the source says which group has which figure; groups named very differently are left alone.",
    ),
    sources=(
        "Jergas H, Baethge C. Quotation accuracy in medical journal articles: a systematic review and meta-analysis. PeerJ 2015;3:e1364",
        "Schulz KF, Altman DG, Moher D. CONSORT 2010 statement. BMJ 2010;340:c332",
    ),
    bad=(
        Example(
            "zh",
            "哮喘急性发作率在布地奈德组为18.2%，安慰剂组为9.6%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "哮喘急性发作率在布地奈德组为9.6%，安慰剂组为18.2%。"},
        ),
        Example(
            "en",
            "Exacerbations occurred in 18.2% of the budesonide group and 9.6% of the placebo group [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Exacerbations occurred in 9.6% of the budesonide group and 18.2% of the placebo group."},
        ),
    ),
    good=(
        Example(
            "zh",
            "哮喘急性发作率在布地奈德组为9.6%，安慰剂组为18.2%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "哮喘急性发作率在布地奈德组为9.6%，安慰剂组为18.2%。"},
        ),
        Example(
            "en",
            "Exacerbations occurred in 9.6% of the budesonide group and 18.2% of the placebo group [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Exacerbations occurred in 9.6% of the budesonide group and 18.2% of the placebo group."},
        ),
    ),
    check=check,
)
