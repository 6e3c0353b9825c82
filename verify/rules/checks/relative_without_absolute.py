"""Only a relative effect is given, and the source has the absolute one beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.model import Claim, Confidence, Flag, Match, Quantity, Review, Severity, Text, Verdict
from verify.patterns import regex
from verify.rules.reading import Sentence, sentences
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import bare, by_claim
from verify.text import quantities

_LEAD = Text("文献 {reference} 同时给出了绝对数值", "Reference {reference} also gives the absolute figures")
_HINT = Text("请一并写出两组的绝对发生率。", "Give the absolute rates of both groups beside the relative effect.")
_RELATIVE = regex(
    r"(?:风险|危险|死亡|发生率|复发)[^,;。]{0,16}(?:降低|下降|减少|升高|增加)(?:了|约|近|达)?\s?$|(?:降低|减少|升高|增加)[^,;。]{0,20}(?:风险|危险)(?:达|约|近)?\s?$"
    r"|(?:risk|hazard|odds)\s[^,;.]{0,70}\sby\s(?:about\s|nearly\s)?$|(?:reduction|decrease|increase) of\s(?:about\s)?$",
    re.IGNORECASE,
)


def check(review: Review) -> Iterable[Flag]:
    """Claims of a relative effect whose source gives the rates of two groups in the same sentence, and whose paragraph does not."""
    homes = {claim.id: sentence for sentence in sentences(review) for claim in sentence.claims}
    for claim, matches in by_claim(review):
        home = homes.get(claim.id)
        found = next((match for match in matches if match.reason == RULE.name or _relative(claim, home, match)), None)
        if found is not None and not _absolute(claim, found, review):
            yield RULE.flag(
                claim.span,
                bare(_LEAD, found),
                claim=claim.id,
                reference=found.reference,
                evidence=found.quote,
                hint=_HINT,
                confidence=found.confidence or RULE.confidence,
            )


def _relative(claim: Claim, sentence: Sentence | None, match: Match) -> bool:
    if match.verdict is not Verdict.SUPPORTED or sentence is None:
        return False
    shares = [figure.quantity for figure in claim.figures if figure.quantity.kind == "percent"]
    if len(shares) != 1 or not _RELATIVE.search(sentence.before(shares[0])):
        return False
    return len(_rates(quantities(match.quote))) >= 2


def _absolute(claim: Claim, match: Match, review: Review) -> bool:
    """Whether the paragraph prints two of the rates of the source itself, beside the relative effect."""
    paragraph = next((block.span for block in review.document.blocks if block.span.overlaps(claim.span)), claim.span)
    printed = {q.low for q in _rates(review.figures) if paragraph.overlaps(q.span)}
    own = {figure.quantity.low for figure in claim.figures}
    return len((printed - own) & {q.low for q in _rates(quantities(match.quote))}) >= 2


def _rates(figures: Iterable[Quantity]) -> list[Quantity]:
    return [q for q in figures if q.kind == "percent" and q.low == q.high]


RULE = Rule(
    name="relative-without-absolute",
    category=Category.SOURCE,
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary=Text(
        "只写相对效应，而文献给出了绝对效应。", "Only the relative effect is given although the source has the absolute one."
    ),
    why=Text(
        "“风险降低50%”可能是从2%降到1%，只写相对值会夸大获益。",
        "“Halves the risk” may mean 2% to 1%; a relative effect alone exaggerates the benefit.",
    ),
    known_problems=Text(
        "篇幅很短的文章常有意省略绝对值，故仅作提示。", "Short texts often leave the absolute figures out on purpose; hence a note."
    ),
    sources=(
        "Schulz KF, Altman DG, Moher D. CONSORT 2010 statement. BMJ 2010;340:c332 (item 17b)",
        "Gigerenzer G, Gaissmaier W, Kurz-Milcke E, Schwartz LM, Woloshin S. Helping doctors and patients make sense of health statistics. Psychol Sci Public Interest 2007;8(2):53-96",
    ),
    bad=(
        Example(
            "zh",
            "他汀使主要心血管事件风险降低20%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "主要心血管事件发生率在他汀组为4.0%，安慰剂组为5.0%（HR 0.80，95%CI 0.70～0.91）。"},
        ),
        Example(
            "en",
            "Statins lowered the risk of major cardiovascular events by 20% [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {
                "1": "Major cardiovascular events occurred in 4.0% of the statin group and 5.0% of the placebo group (HR 0.80, 95% CI 0.70 to 0.91)."
            },
        ),
    ),
    good=(
        Example(
            "zh",
            "主要心血管事件发生率在他汀组为4.0%，安慰剂组为5.0%[1]。\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
            {"1": "主要心血管事件发生率在他汀组为4.0%，安慰剂组为5.0%（HR 0.80，95%CI 0.70～0.91）。"},
        ),
        Example(
            "en",
            "Major cardiovascular events occurred in 4.0% of the statin group and 5.0% of the placebo group [1].\n\nReferences\n1. Ash B, et al. Lung Health. 2020;12(3):100-106.\n",
            {
                "1": "Major cardiovascular events occurred in 4.0% of the statin group and 5.0% of the placebo group (HR 0.80, 95% CI 0.70 to 0.91)."
            },
        ),
    ),
    check=check,
)
