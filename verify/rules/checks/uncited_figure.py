"""A figure that no citation carries, neither in its sentence nor from the sentences before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from verify.model import BlockKind, Claim, Confidence, Flag, Review, Severity, Span, Text
from verify.patterns import regex
from verify.rules.reading import Sentence, sentences
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请补充文献角标，或删去该数值。", "Cite the source, or leave the figure out.")
_REGIMEN = {"dose", "frequency"}  # how a drug is given stands on its label …
_COURSE = {"dose", "treatment_duration"}  # … and how long: 疗程不超过14天
_VALUES = {"measurement", "duration", "age", "number"}
# Above 38.5 °C see a doctor; fasting glucose of 7.0 mmol/L or more is diabetes: a limit to act on, not a result.
_ADVICE = regex(
    r"应|宜|建议|推荐|如果|若|时|[即才就]?[称叫]为|(?:即|就)[为可是]|诊断|控制在|目标|正常|标准|(?<![a-z])(?:should|must|if|when|aim|normal|target|goal|recommend|advis|needs?|at least)",
    re.IGNORECASE,
)
_NUMBER = regex(r"^(?:#+\s*)?[0-9一二三四五六七八九十.、．)）\s]*|[\s:：*]+$")
_OWN = {
    "methods": regex(
        r"(?:资料|材料|对象|研究对象)?[与和及]?(?:研究)?方法|(?:patients|materials|subjects)?(?: and )?methods?", re.IGNORECASE
    ),
    "results": regex(r"(?:研究)?结果|results?(?: and discussion)?|findings", re.IGNORECASE),
    "abstract": regex(r"(?:中文|内容|结构式)?\s?[摘提]\s?要|(?:structured )?(?:abstract|summary)", re.IGNORECASE),
}
_RESULTS = {"percent", "fraction", "rate", "measurement", "hazard_ratio", "odds_ratio", "risk_ratio", "duration", "fold"}
_SHOWN = 8  # figures that a message names
_LIMITS = {"<", ">", "<=", ">="}
_DESIGN = {"sample_size", "follow_up", "age", "treatment_duration"}  # say of a study what its cited results go with


def check(review: Review) -> Iterable[Flag]:
    """One flag for each sentence and one for each table, over all its claims without a citation."""
    cited = {_figures(claim) for claim in review.claims if claim.citations}
    printed = {figure.quantity.text for claim in review.claims if claim.citations for figure in claim.figures}
    own = tuple(_own_data(review))
    read = sentences(review)
    rows: list[Claim] = []
    for i, sentence in enumerate(read):
        bare = [
            claim
            for claim in sentence.claims
            if not claim.citations and _wants_source(sentence, claim) and _figures(claim) not in cited
        ]
        if any(section.holds(sentence.span) for section in own):
            bare = []
        if sentence.kind is BlockKind.TABLE:
            # A table often prints the figures that the text cites, and its source stands once for all rows.
            rows += [
                claim for claim in bare if not all(f.quantity.text in printed for f in claim.figures if f.quantity.kind in _RESULTS)
            ]
            if i + 1 < len(read) and read[i + 1].kind is BlockKind.TABLE:
                continue
            bare, rows = rows, []
        if bare and not (all(claim.measure in _DESIGN for claim in bare) and _introduces(sentence, read[i + 1 : i + 2])):
            yield _flag(bare)


def _flag(bare: list[Claim]) -> Flag:
    figures = [figure.quantity.text for claim in bare for figure in claim.figures]
    shown, more = figures[:_SHOWN], len(figures) > _SHOWN
    return RULE.flag(
        Span(min(claim.span.start for claim in bare), max(claim.span.end for claim in bare)),
        Text(
            f"数值{''.join(f'“{text}”' for text in shown)}{'等' if more else ''}没有标注出处。",
            f"No source is cited for {', '.join(shown)}{' and others' if more else ''}.",
        ),
        claim=bare[0].id,
        hint=_HINT,
    )


def _own_data(review: Review) -> Iterator[Span]:
    """Abstract, methods and results of an original article, which has the last two: figures there are its own."""
    document = review.document
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    found: dict[str, list[Span]] = {kind: [] for kind in _OWN}
    for i, heading in enumerate(headings):
        title = _NUMBER.sub("", document.slice(heading.span).strip())
        for kind, pattern in _OWN.items():
            if pattern.fullmatch(title):
                following = islice(headings, i + 1, None)
                after = (
                    other.span.start for other in following if not (other.level and heading.level) or other.level <= heading.level
                )
                found[kind].append(Span(heading.span.end, next(after, len(document.text))))
    if found["methods"] and found["results"]:
        yield from (section for sections in found.values() for section in sections)


def _wants_source(sentence: Sentence, claim: Claim) -> bool:
    figures = [figure.quantity for figure in claim.figures if figure.quantity.text != "百分之百"]  # an adverb: wholly
    if not figures or all(q.kind in _REGIMEN for q in figures):
        return False
    if claim.measure in _COURSE and all(q.kind in {*_REGIMEN, "duration"} and q.comparator in _LIMITS for q in figures):
        return False
    criterion = all(q.kind in _VALUES for q in figures) and any(q.comparator not in {"=", "~"} for q in figures)
    return not (criterion and _ADVICE.search(sentence.text))


def _figures(claim: Claim) -> tuple[str, tuple[tuple[Decimal | None, Decimal | None, str], ...]]:
    """What makes two claims the same statement told again: an abstract and a conclusion repeat cited figures without the marker."""
    return claim.measure, tuple((f.quantity.low, f.quantity.high, f.quantity.unit) for f in claim.figures)


def _introduces(sentence: Sentence, following: tuple[Sentence, ...]) -> bool:
    """The next sentence with figures, close by, is cited: the design stands with its results."""
    return any(other.span.start - sentence.span.end < 80 and any(claim.citations for claim in other.claims) for other in following)


RULE = Rule(
    name="uncited-figure",
    category=Category.CITATION,
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    summary=Text("数值没有标注出处。", "No source is cited for a figure."),
    why=Text(
        "没有出处的数值无从核对；编辑和读者只能相信或不信。",
        "A figure without a source cannot be checked; editor and reader can only believe it or not.",
    ),
    known_problems=Text(
        "作者自己的数据无需出处：论著的“摘要”“方法”“结果”部分不提示，其他写法分辨不出。标题、用药剂量、诊断与就医的界值和已在别处标注过的重复数值不提示。",
        "An author's own data need no source: abstract, methods and results of an original article are left alone, other forms cannot be told. Headings, dosing, limits to act on and figures cited elsewhere in the article are left alone.",
    ),
    sources=(
        "ICMJE, Recommendations for the Conduct, Reporting, Editing, and Publication of Scholarly Work in Medical Journals, section IV (References)",
        "IFPMA Code of Practice (2019): promotional information must be accurate and capable of substantiation",
    ),
    bad=(
        Example(
            "zh",
            "我国成人哮喘的患病率为4.2%。规范治疗可减少急性发作[1]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
        ),
        Example(
            "en",
            "The prevalence of asthma in adults is 4.2%. Regular treatment reduces exacerbations [1].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):100-106.\n",
        ),
    ),
    good=(
        Example(
            "zh",
            "我国成人哮喘的患病率为4.2%[1]。总之，哮喘患病率已达4.2%，应予重视。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
        ),
        Example(
            "en",
            "The prevalence of asthma in adults is 4.2% [1]. Regular treatment reduces exacerbations.\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):100-106.\n",
        ),
    ),
    check=check,
)
