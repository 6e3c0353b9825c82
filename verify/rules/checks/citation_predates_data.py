"""The cited source appeared before the year that the figure is about, so the figure cannot come from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verify.model import Claim, Confidence, Flag, Review, Severity, Text
from verify.patterns import regex
from verify.rules.reading import Sentence, sentences
from verify.rules.rule import Category, Example, Rule

_HINT = Text(
    "请核对文献编号，或改引包含该年数据的文献。", "Check the reference number, or cite a work that holds the data of that year."
)
_YEAR = regex(
    r"(?<![0-9A-Za-z.])(?P<zh>(?:19|20)[0-9]{2})\s?(?:[-~至到]\s?(?P<to>(?:19|20)[0-9]{2})\s?)?年(?![版会])"
    r"|(?<![A-Za-z])(?:in|of|by|until|during|since|through|for)\s(?:the\s)?(?:(?:end|middle|beginning|start|year|late|early)\s(?:of\s)?)?"
    r"(?P<en>(?:19|20)[0-9]{2})(?![0-9A-Za-z]|[-'](?!\s))",
    re.IGNORECASE,
)
_CLAUSE_END = regex(r"[,;。]")
# Sentences that look ahead, and years in which something other than data happened.
_AHEAD = regex(
    r"预计|预测|预期|将(?:[达增会为有由从升接近超突下减降翻到继以]|上升)|有望|届时|目标|规划|project|predict|forecast|expect|estimated to|likely to|set to|(?:could|may|might) reach|will |target|goal",
    re.IGNORECASE,
)
_EVENT = regex(
    r"获批|批准|上市|颁布|发布|出版|修订|指南|共识|版|纳入医保|approv|licen[cs]|launch|guideline|consensus|publish|updat|recommend",
    re.IGNORECASE,
)


def check(review: Review) -> Iterable[Flag]:
    """A flag for each claim and the oldest reference it cites that is older than its year."""
    years = {reference.key: reference.record.year for reference in review.references if reference.record.year}
    for sentence in sentences(review):
        for claim in sentence.claims:
            dated = [(years[key], key) for key in claim.citations if key in years]
            if not dated:
                continue
            said = _year_of(sentence, claim)
            year, key = min(dated)
            if said is None or year >= said or _to_come(said, review.today):
                continue
            others = [key for published, key in dated if published >= said]
            also = (
                Text(f"（文献 {'、'.join(others)} 不受此限）", f" (reference {', '.join(others)} may)") if others else Text("", "")
            )
            yield RULE.flag(
                claim.span,
                Text(
                    f"数据为 {said} 年，而文献 {key} 出版于 {year} 年，不可能包含该年数据{also.zh}。",
                    f"The figure is about {said}, but reference {key} appeared in {year} and cannot hold that year's data{also.en}.",
                ),
                claim=claim.id,
                reference=key,
                working=f"{year} < {said}",
                confidence=Confidence.MEDIUM if others else RULE.confidence,
                hint=_HINT,
            )


def _to_come(year: int, today: str) -> bool:
    """A year nobody has data of yet is a forecast, however it is worded."""
    return bool(today) and year > int(today[:4])


def _year_of(sentence: Sentence, claim: Claim) -> int | None:
    """The latest year named up to the end of the clause of the claim's last figure."""
    end = max((figure.quantity.end for figure in claim.figures), default=claim.span.end) - sentence.span.start
    rest = _CLAUSE_END.search(sentence.text, end)
    text = sentence.text[: rest.start()] if rest else sentence.text
    if _AHEAD.search(text):
        return None
    return max(_years(text), default=None)


def _years(text: str) -> Iterator[int]:
    for match in _YEAR.finditer(text):
        if not _EVENT.search(text[max(0, match.start() - 12) : match.end() + 14]):
            yield int(match["to"] or match["zh"] or match["en"])


RULE = Rule(
    name="citation-predates-data",
    category=Category.CITATION,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text("所引文献的出版早于数据所属年份。", "The cited source was published before the year the figure is about."),
    why=Text(
        "2016年的文献不可能报告2018年的数据：编号错位或文献引错时最容易留下这一痕迹。",
        "A work of 2016 cannot report data of 2018: the plainest trace of shifted numbers or of a reference taken from elsewhere.",
    ),
    known_problems=Text(
        "句中的年份若是药物获批、指南发布或预测的年份，可能误报；常见的说法已排除。",
        "A year of approval, of a guideline or of a forecast is not a year of data; the usual wordings are excluded, others may slip through.",
    ),
    sources=(
        "Jergas H, Baethge C. Quotation accuracy in medical journal articles: a systematic review and meta-analysis. PeerJ 2015;3:e1364",
        "de Lacey G, Record C, Wade J. How accurate are quotations and references in medical journals? BMJ 1985;291:884-886",
    ),
    bad=(
        Example(
            "zh",
            "2021年我国成人哮喘患者约4600万例[1]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2017, 12(3): 100-106.\n",
        ),
        Example(
            "en",
            "By the end of 2021, 8.4% of adults had asthma [1].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2017;12(3):100-106.\n",
        ),
    ),
    good=(
        Example(
            "zh",
            "2015年我国成人哮喘患者约4600万例[1]。预计到2030年将达6000万例[1]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2017, 12(3): 100-106.\n",
        ),
        Example(
            "en",
            "In 2015, 8.4% of adults had asthma [1]. By 2030 the prevalence is projected to reach 10% [1].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2017;12(3):100-106.\n",
        ),
    ),
    check=check,
)
