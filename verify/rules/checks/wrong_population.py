"""The figure is the source's, for another population or subgroup."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import flags

_HINT = Text(
    "请写明亚组，或改用文献中全部人群的数值。", "Name the subgroup, or give the figure for the population the sentence is about."
)


def check(review: Review) -> Iterable[Flag]:
    """Claims that matching found to differ from their source in this way."""
    return flags(RULE, review, _HINT)


RULE = Rule(
    name="wrong-population",
    category=Category.SOURCE,
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    summary=Text("数值出自文献，但属于另一人群或亚组。", "The figure is in the source, for another population or subgroup."),
    why=Text(
        "把高危亚组的数值写成全部患者的数值，会夸大风险或疗效。",
        "The figure of a high-risk subgroup, given for everybody, inflates risk or benefit.",
    ),
    known_problems=Text("人群写法差别很大时可能误认。", "Populations worded very differently may be confused."),
    sources=(
        "Jergas H, Baethge C. Quotation accuracy in medical journal articles: a systematic review and meta-analysis. PeerJ 2015;3:e1364",
        "Schulz KF, Altman DG, Moher D. CONSORT 2010 statement. BMJ 2010;340:c332",
    ),
    bad=(
        Example(
            "zh",
            "全部哮喘患者中，1年内急性发作率为31.5%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "全部哮喘患者中，1年内急性发作率为12.4%；重度亚组为31.5%。"},
        ),
        Example(
            "en",
            "Among all patients with asthma, 31.5% had an exacerbation within 1 year [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Among all patients with asthma, 12.4% had an exacerbation within 1 year; in the severe subgroup it was 31.5%."},
        ),
    ),
    good=(
        Example(
            "zh",
            "全部哮喘患者中，1年内急性发作率为12.4%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "全部哮喘患者中，1年内急性发作率为12.4%；重度亚组为31.5%。"},
        ),
        Example(
            "en",
            "Among all patients with asthma, 12.4% had an exacerbation within 1 year [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {"1": "Among all patients with asthma, 12.4% had an exacerbation within 1 year; in the severe subgroup it was 31.5%."},
        ),
    ),
    check=check,
)
