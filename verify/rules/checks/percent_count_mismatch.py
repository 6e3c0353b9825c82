"""A count, the total it is taken from, and a percentage that is not their quotient."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from verify.model import Confidence, Flag, Quantity, Review, Severity, Span, Text
from verify.patterns import regex
from verify.rules.reading import Sentence, sentences
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请核对人数与百分比。", "Check the counts and the percentage.")
_PERCENT = regex("[%‰]|分之|成(?![0-9])|per ?cent", re.IGNORECASE)
_DIGIT = regex("[0-9]")
# Between a count and its percentage: 187例(54.5%), 187例,占54.5%, 187例出现恶心(54.5%), 187 said so (54.5%).
_JOINED = regex(
    r"\s?(?:patients|participants|people|of them|人|例|名)?\s?[(\[]\s?(?:占比?|[\u4e00-\u9fff]{0,6}率|[A-Z]{2,5}|about|approximately|or)?\s?[为是约:=]?\s?"
    r"|\s?[,]?\s?占比?\s?[为约]?\s?|\s?,\s?(?:or|about)\s"
    r"|(?![^(]{0,30}(?:率|占|男|女|其中))[\u4e00-\u9fff]{1,14}[(]|\s(?!(?:men|women|male|female|of)\s)[A-Za-z][A-Za-z \-]{1,44}[(\[]",
    re.IGNORECASE,
)
_RATE = regex(r"[\u4e00-\u9fff]{0,4}([\u4e00-\u9fff])率[为达约]{0,2}")
_OF = regex(r"\s?(?:of|out of|among)\s(?:the\s|all\s|a total of\s)?|\s?/\s?", re.IGNORECASE)
# Totals the text speaks of without printing them, and percentages that are no plain quotient.
_OTHER_TOTAL = regex(
    r"可评[估价]|可分析|完成随访|有完整|剩余|其余|evaluable|assessable|available data|complete data|remaining|per.protocol"
    r"|加权|标化|校正|weighted|standardi[sz]ed|adjusted|imputed|Kaplan",
    re.IGNORECASE,
)


# A count that is divided up, by the words before it or behind it; and what turns to another group.
_WHOLE = regex(
    r"(?:纳入|入组|入选|收治|调查|筛查|随访|选取|观察|治疗|诊治|共|对|在)[^,;。0-9]{0,12}$"
    r"|(?<![A-Za-z])(?:of|among|in|from|total of|included|enroll?ed|studied|screened|analy[sz]ed|randomi[sz]ed|treated)\s(?:(?:the|all|these|our|a|total|of)\s)*$",
    re.IGNORECASE,
)
_AMONG = regex(r"中(?![位重度国])")
_CONTRAST = regex(
    r"组|相比|对比|(?<![A-Za-z])(?:vs|versus|compared|whereas|while|groups?|arms?|placebo|controls?)(?![A-Za-z])", re.IGNORECASE
)


class _Case(NamedTuple):
    part: int
    percent: Quantity
    totals: tuple[int, ...]
    start: int
    end: int
    parts: tuple[int, ...]  # further counts that may be meant: the sums of those listed before


def check(review: Review) -> Iterable[Flag]:
    """A flag for each percentage that no total of its sentence, or of the one before, bears out."""
    previous: Sentence | None = None
    for sentence in sentences(review):
        cases = list(_cases(sentence)) if _PERCENT.search(sentence.text) else []
        for case in cases:
            context = sentence.before(case.percent) + re.split("[,;。]", sentence.after(case.percent))[0]
            if not _OTHER_TOTAL.search(context) and (flag := _judge(sentence, case, previous)):
                yield flag
        previous = sentence


def _judge(sentence: Sentence, case: _Case, previous: Sentence | None) -> Flag | None:
    printed = case.percent.value
    if printed is None or case.percent.comparator not in {"=", "~"} or not case.totals:
        return None
    # 88.90% may be 88.9% printed to the width of its column.
    exact = min(case.percent.decimals, max(1, -int(printed.normalize().as_tuple().exponent)))
    slack = Decimal(1).scaleb(-exact) * (1 if case.percent.comparator == "=" else 2)
    before = tuple(_counts(previous.figures)) if previous else ()
    for part in (case.part, *case.parts):
        for total in (*case.totals, *before):
            if total > 0 and abs(Decimal(100 * part) / total - printed) <= slack:
                return None
    total = case.totals[0]
    right = round(Decimal(100 * case.part) / total, case.percent.decimals)
    return RULE.flag(
        Span(case.start, case.end),
        Text(
            f"{case.part}/{total} 为 {right}%，文中写作 {printed}%。",
            f"{case.part} of {total} is {right}%; the text says {printed}%.",
        ),
        claim=sentence.claim_at(case.percent.span),
        working=f"{case.part}/{total} = {right}%",
        hint=_HINT,
    )


def _cases(sentence: Sentence) -> Iterator[_Case]:
    figures = sentence.figures
    for i, percent in enumerate(figures):
        if percent.kind != "percent":
            continue
        last = figures[i - 1] if i else None
        following = figures[i + 1] if i + 1 < len(figures) else None
        behind = sentence.between(percent, following) if following is not None else ""
        if last is not None and _fraction(last) and _touching(sentence, last, percent):
            yield _of_fraction(last, percent)
        elif following is not None and _fraction(following) and re.fullmatch(r"\s?[(\[]\s?", behind):
            yield _of_fraction(following, percent)
        elif last is not None and _count(last) and _touching(sentence, last, percent):
            if following is not None and _count(following) and re.fullmatch(r"[)\]]?\s?of\s(?:the\s|all\s)?", behind):
                yield _Case(int(last.low or 0), percent, (int(following.low or 0),), last.start, following.end, ())
            else:
                yield from _of_total(sentence, percent, last, figures[: i - 1])
        elif following is not None and _count(following) and re.fullmatch(r"\s?[(\[]\s?", behind) and "=" in following.text:
            yield from _of_total(sentence, percent, following, figures[:i])


def _of_fraction(fraction: Quantity, percent: Quantity) -> _Case:
    start, end = min(fraction.start, percent.start), max(fraction.end, percent.end)
    return _Case(fraction.numerator or 0, percent, (fraction.denominator or 0,), start, end, ())


def _of_total(sentence: Sentence, percent: Quantity, count: Quantity, earlier: tuple[Quantity, ...]) -> Iterator[_Case]:
    """A count beside the percentage; its total is a larger count that the sentence introduces as a whole before it."""
    end = max(count.end, percent.end)
    if earlier and _count(earlier[-1]) and _OF.fullmatch(sentence.between(earlier[-1], count)):
        yield _Case(int(earlier[-1].low or 0), percent, (int(count.low or 0),), earlier[-1].start, end, ())
        return
    part = int(count.low or 0)
    before = [figure for figure in earlier if _count(figure)]
    larger = [figure for figure in before if (figure.low or 0) > part]
    wholes = [figure for figure in larger if _introduced(sentence, figure, min(count, percent, key=lambda q: q.start))]
    if wholes:
        totals = tuple(int(figure.low or 0) for figure in (wholes[-1], *larger))
        running = list(accumulate((int(figure.low or 0) for figure in (count, *reversed(before))), initial=0))
        yield _Case(part, percent, totals, wholes[-1].start, end, tuple(running[2:]))


def _introduced(sentence: Sentence, whole: Quantity, part: Quantity) -> bool:
    """`whole` is what is divided, not another part of it, and no other group is named before `part`."""
    gap = sentence.between(whole, part)
    if _PERCENT.search(gap[:16]) or _CONTRAST.search(gap):
        return False
    return bool(_WHOLE.search(sentence.before(whole)[-24:]) or _AMONG.search(gap))


def _touching(sentence: Sentence, count: Quantity, percent: Quantity) -> bool:
    gap = sentence.between(count, percent)
    if _JOINED.fullmatch(gap):
        # In 327 workers the majority (88.4%): the count is the whole and not the part.
        return not (
            re.match(r"\s[a-z]", gap, re.IGNORECASE)
            and re.search(r"(?<![a-z])(?:among|in|of|from|with)\s$", sentence.before(count), re.IGNORECASE)
        )
    # 完全缓解54例,缓解率为42.9%: a rate of what was just counted.
    rate = re.fullmatch(r",\s?" + _RATE.pattern, gap)
    return bool(rate) and rate is not None and rate[1] in sentence.before(count)[-6:]


def _fraction(figure: Quantity) -> bool:
    return figure.kind == "fraction" and bool(figure.numerator and figure.denominator) and bool(_DIGIT.search(figure.text))


def _count(figure: Quantity) -> bool:
    whole = figure.low is not None and 0 < figure.low == figure.high == figure.low.to_integral_value()
    return whole and figure.kind in {"count", "number"} and figure.comparator == "=" and figure.unit == "1"


def _counts(figures: Iterable[Quantity]) -> Iterator[int]:
    yield from (int(figure.low or 0) for figure in figures if _count(figure))


RULE = Rule(
    name="percent-count-mismatch",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text("百分比与所列人数不符。", "A percentage is not the quotient of the counts beside it."),
    why=Text(
        "人数、总数与百分比互相制约，对不上说明至少有一个印错了，常见的是数字颠倒。",
        "Count, total and percentage determine one another; when they disagree one is misprinted, often by transposed digits.",
    ),
    known_problems=Text(
        "分母若是文中没有写出的可评估人数，会误报；句中提到“可评估”“完成随访”等时不判断。",
        "A denominator that the text does not print (evaluable patients) gives a false alarm; sentences that speak of one are left alone.",
    ),
    sources=(
        "Brown NJL, Heathers JAJ. The GRIM test: a simple technique detects numerous anomalies in the reporting of results in psychology. Soc Psychol Personal Sci 2017;8(4):363-369",
        "Lang TA, Altman DG. Basic statistical reporting for articles published in biomedical journals: the SAMPL guidelines. Int J Nurs Stud 2015;52(1):5-9",
    ),
    bad=(
        Example("zh", "在一项调查的350例痛风患者中，仅126例（63.0%）接受规范的降尿酸治疗。\n"),
        Example("zh", "治疗组有效率为52.5%（42/120）。\n"),
        Example("en", "Of 350 patients with gout, 126 (63.0%) received urate-lowering therapy.\n"),
        Example("en", "Remission was seen in 42/120 (53.0%) patients.\n"),
    ),
    good=(
        Example("zh", "在一项调查的350例痛风患者中，仅126例（36.0%）接受规范的降尿酸治疗，其中女性42例（33.3%）。\n"),
        Example("zh", "共治疗200例，显效120例，有效60例（总有效率90.0%）。\n"),
        Example("en", "Of 350 patients with gout, 126 (36%) received urate-lowering therapy.\n"),
        Example("en", "Among evaluable patients, 126 of the 350 enrolled responded, 120 (40.0%) of them completely.\n"),
    ),
    check=check,
)
