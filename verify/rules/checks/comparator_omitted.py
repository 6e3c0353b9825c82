"""The source states the figure against a comparator, and the article gives it as an effect on its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.model import Claim, Confidence, Flag, Match, Quantity, Review, Severity, Text, Verdict
from verify.patterns import regex
from verify.rules.reading import Sentence, sentences
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import bare, by_claim
from verify.text import fold, quantities

_LEAD = Text(
    "文献 {reference} 的该数值是与对照相比的结果，文中未写对照",
    "Reference {reference} states this figure against a comparator that the article leaves out",
)
_HINT = Text("请补充对照组的数值。", "Add the figure of the comparison group.")
# The article credits a treatment with reaching the figure …
_EFFECT = regex(
    r"(?:延长|提高|改善|增加|升高|缩短|降低|减少)[^,;。]{0,24}[至到达]\s?(?:了|约)?\s?$"
    r"|(?:prolong|improv|increas|extend|rais|shorten|reduc|lower|rais)[a-z]*\s[^,;.]{0,60}\sto\s(?:about\s|nearly\s)?$",
    re.IGNORECASE,
)
# … and the words with which either of them would name the other group.
_COMPARATOR = regex(
    r"较|比|对照|安慰剂|基线|治疗前|分别|(?<![A-Za-z])(?:vs|versus|than|compared?|against|placebo|controls?|baseline|from|usual care|standard)(?![A-Za-z])",
    re.IGNORECASE,
)


def check(review: Review) -> Iterable[Flag]:
    """Claims with one figure that their source gives beside the figure of another group."""
    homes = {claim.id: sentence for sentence in sentences(review) for claim in sentence.claims}
    for claim, matches in by_claim(review):
        found = next((match for match in matches if match.reason == RULE.name or _omitted(claim, homes.get(claim.id), match)), None)
        if found is not None:
            yield RULE.flag(
                claim.span,
                bare(_LEAD, found),
                claim=claim.id,
                reference=found.reference,
                evidence=found.quote,
                hint=_HINT,
                confidence=found.confidence or RULE.confidence,
            )


def _omitted(claim: Claim, sentence: Sentence | None, match: Match) -> bool:
    if match.verdict is not Verdict.SUPPORTED or sentence is None or len(claim.figures) != 1:
        return False
    figure = claim.figures[0].quantity
    if not _EFFECT.search(sentence.before(figure)) or _COMPARATOR.search(sentence.text):
        return False
    quote = fold(match.quote)
    return bool(_COMPARATOR.search(quote)) and len(_like(figure, quote)) >= 2


def _like(figure: Quantity, quote: str) -> list[Quantity]:
    return [q for q in quantities(quote) if q.kind == figure.kind and q.unit == figure.unit]


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
