"""Parts that together are the whole, and do not add up to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from verify.model import Confidence, Flag, Quantity, Review, Severity, Span, Text
from verify.patterns import regex
from verify.rules.reading import Sentence, sentences, unit_of_last_place
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请核对各部分与总数。", "Check the parts and the total.")
# Wordings under which the parts exhaust the whole: the two sexes, the arms of a trial.
_MALE = regex(r"男(?:性|[0-9 ]|[^女,;。]{0,2}$)|(?<![A-Za-z])(?:men|males?|boys)(?![A-Za-z])", re.IGNORECASE)
_FEMALE = regex(r"女性?|(?<![A-Za-z])(?:women|females?|girls)(?![A-Za-z])", re.IGNORECASE)
_ARMS = regex(r"随机(?:分[为成入配]|1:1|按)|分为[^,;。]{0,12}组|randomi[sz]ed|randomly assigned|allocated", re.IGNORECASE)
_ARM = regex(r"组|(?<![A-Za-z])(?:group|arm|placebo|control)|(?<![A-Za-z])to\s|(?<![A-Za-z])received", re.IGNORECASE)
_MILD, _MODERATE, _SEVERE = (
    regex(words, re.IGNORECASE) for words in ("轻[度型症]|mild", "中[度型等]|moderate", "重[度型症]|severe")
)
_NAMED_BEHIND = regex(
    r"\s?(?:were\s|was\s|例|名|人)?\s?(?:to\s|in\s|received|men|women|male|female|boys|girls|patients)", re.IGNORECASE
)
_LEFT_OUT = regex(r"失访|退出|脱落|剔除|排除|未接受|完成|excluded|withdr|lost to|dropped|did not|complet", re.IGNORECASE)


def check(review: Review) -> Iterable[Flag]:
    """A flag for each sentence that states a total and the parts it falls into, or shares of which there can be no more than 100%."""
    for sentence in sentences(review):
        sexes, arms, grades = (pattern.search(sentence.text) for pattern in (_FEMALE, _ARMS, _SEVERE))
        if not (sexes or arms or grades) or _LEFT_OUT.search(sentence.text):
            continue
        parts = (_sexes(sentence) if sexes else None) or (_groups(sentence) if arms else None)
        if parts is not None:
            total, members = parts
            if sum(q.low or 0 for q in members) != total.low:
                yield _flag(sentence, [total, *members], members, f"{total.low}")
        elif shares := _shares(sentence):
            yield _flag(sentence, shares, shares, "100%")


def _flag(sentence: Sentence, shown: list[Quantity], members: list[Quantity], whole: str) -> Flag:
    added = f"{sum(q.low or 0 for q in members)}{'%' if whole.endswith('%') else ''}"
    return RULE.flag(
        Span(min(q.start for q in shown), max(q.end for q in shown)),
        Text(f"各部分相加为 {added}，总数应为 {whole}。", f"The parts add up to {added}; the total is {whole}."),
        claim=sentence.claim_at(shown[0].span) or sentence.claim_at(members[0].span),
        working=" + ".join(str(q.low) for q in members) + f" = {added}",
        hint=_HINT,
    )


def _shares(sentence: Sentence) -> list[Quantity] | None:
    """Shares of the two sexes that are not 100% together, or of three grades of severity that are more."""
    shares = [q for q in sentence.figures if q.kind == "percent" and q.comparator == "=" and q.low is not None and q.low == q.high]
    slack = sum((unit_of_last_place(q) for q in shares), Decimal(0)) / 2
    for patterns, exact in (((_MALE, _FEMALE), True), ((_MILD, _MODERATE, _SEVERE), False)):
        if len(shares) != len(patterns):
            continue
        words = [
            re.split(r"[,;:。(]|(?<![A-Za-z])and(?![A-Za-z])", sentence.before(q))[-1] + sentence.after(q)[:12] for q in shares
        ]
        labelled = all(pattern.search(text) and re.search("占|were", text) for pattern, text in zip(patterns, words, strict=True))
        excess = sum((q.low or Decimal(0) for q in shares), Decimal(0)) - 100
        if labelled and (excess > slack or (exact and -excess > slack)):
            return shares
    return None


def _sexes(sentence: Sentence) -> tuple[Quantity, list[Quantity]] | None:
    """A count beside each sex and one larger count before them."""
    counts = list(_counts(sentence))
    men = [q for q in counts if _MALE.search(_label(sentence, q))]
    women = [q for q in counts if _FEMALE.search(_label(sentence, q)) and q not in men]
    if len(men) != 1 or len(women) != 1:
        return None
    members = sorted([men[0], women[0]], key=lambda q: q.start)
    wholes = [q for q in counts if q.end <= members[0].start and _larger(q, members)]
    return (wholes[0], members) if len(wholes) == 1 else None


def _groups(sentence: Sentence) -> tuple[Quantity, list[Quantity]] | None:
    """The number randomised and, behind the word, a count for each of two or more arms."""
    at = _ARMS.search(sentence.text)
    if at is None:
        return None
    counts = list(_counts(sentence))
    members = [q for q in counts if q.start >= sentence.span.start + at.end() and _ARM.search(_label(sentence, q))]
    if len(members) < 2:
        return None
    before = [q for q in counts if q not in members and q.end <= members[0].start]
    return (before[0], members) if len(before) == 1 and _larger(before[0], members) else None


def _larger(whole: Quantity, parts: list[Quantity]) -> bool:
    return all((whole.low or 0) > (part.low or 0) for part in parts)


def _label(sentence: Sentence, q: Quantity) -> str:
    """The words that say what a count counts: back to the comma before it, its own unit, and what it was given or sent to."""
    before = re.split(r"[,;:。(]|(?<![A-Za-z])(?:and|with)(?![A-Za-z])", sentence.before(q))[-1]
    after = re.split(r"[,;:。()]|(?<![A-Za-z])and(?![A-Za-z])", sentence.after(q))[0]
    return before[-20:] + q.text + (after[:40] if _NAMED_BEHIND.match(after) else "")


def _counts(sentence: Sentence) -> Iterator[Quantity]:
    for q in sentence.figures:
        if (
            q.kind in {"count", "number"}
            and q.unit == "1"
            and q.comparator == "="
            and q.low is not None
            and q.low == q.high
            and q.low >= 5
            and q.low == q.low.to_integral_value()
            and not re.search("[组項项]", q.text)
        ):
            yield q


RULE = Rule(
    name="total-mismatch",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    summary=Text("各部分相加不等于总数。", "The parts do not add up to the total."),
    why=Text(
        "男女人数或各组人数之和应等于总数；不等时后面的百分比也靠不住。",
        "Men and women, or the arms of a trial, add up to all; where they do not, the percentages are in doubt too.",
    ),
    known_problems=Text(
        "性别不详、随机后退出等情形可使两者合理地不同；句中提到退出、排除时不判断。",
        "Unknown sex or exclusions after randomisation may explain a gap; sentences that mention them are left alone.",
    ),
    sources=(
        "Schulz KF, Altman DG, Moher D. CONSORT 2010 statement. BMJ 2010;340:c332 (item 13a)",
        "Lang TA, Altman DG. Basic statistical reporting for articles published in biomedical journals: the SAMPL guidelines. Int J Nurs Stud 2015;52(1):5-9",
    ),
    bad=(
        Example("zh", "研究共纳入痛风患者260例，其中男性188例，女性82例。\n"),
        Example("en", "A total of 260 patients were randomised: 131 to the intervention group and 119 to the control group.\n"),
    ),
    good=(
        Example("zh", "研究共纳入痛风患者260例，其中男性188例，女性72例。\n"),
        Example("en", "A total of 260 patients were randomised: 131 to the intervention group and 129 to the control group.\n"),
    ),
    check=check,
)
