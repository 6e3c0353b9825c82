"""An estimate that lies outside the confidence interval printed beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verify.model import Confidence, Flag, Quantity, Review, Severity, Span, Text
from verify.rules.reading import Sentence, sentences, unit_of_last_place
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请对照原文核对点估计值与区间。", "Check the estimate and its interval against the source.")
_MENTION = re.compile(r"CI(?![a-z])|置信|可信|信赖|信頼|confidence|credible|%\s?区间", re.IGNORECASE)
_JOINED = re.compile(
    r"[\s(\[,;:]*(?:个?(?:百分点|字母|分|例|人)|points?|letters)?[\s(\[,;:]*(?:with\s(?:a\s)?|和|及其?)?", re.IGNORECASE
)


def check(review: Review) -> Iterable[Flag]:
    """A flag for each pair of an estimate and the interval that directly follows it."""
    for sentence in sentences(review):
        if not mentions_interval(sentence):
            continue
        for estimate, interval in pairs(sentence):
            value, low, high = estimate.value, interval.low, interval.high
            if (
                estimate.spread is not None
                or value is None
                or low is None
                or high is None
                or estimate.comparator != "="
                or not low < high
            ):
                continue
            slack = max(unit_of_last_place(estimate), unit_of_last_place(interval)) / 2
            # A fall printed as a positive number may stand beside an interval of negative ones.
            if any(low - slack <= signed <= high + slack for signed in (value, -value)):
                continue
            yield RULE.flag(
                Span(estimate.start, interval.end),
                Text(
                    f"点估计值 {value} 不在其置信区间 {low}～{high} 之内。",
                    f"The estimate {value} lies outside its own interval, {low} to {high}.",
                ),
                claim=sentence.claim_at(estimate.span),
                working=f"{value} < {low}" if value < low else f"{value} > {high}",
                hint=_HINT,
            )


def mentions_interval(sentence: Sentence) -> bool:
    """A look at the words, so that most sentences need not be read for figures."""
    return bool(_MENTION.search(sentence.text))


def pairs(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity]]:
    """Estimates with the interval right behind them, on the same scale."""
    for estimate, interval in zip(sentence.figures, sentence.figures[1:], strict=False):
        if interval.kind != "interval" or estimate.kind in {"interval", "p_value", "count", "fraction"}:
            continue
        signed = re.search(r"-", interval.text.split("CI")[-1][:3])  # CI-0.2: a dash or a minus, nobody can tell
        if (
            _JOINED.fullmatch(sentence.between(estimate, interval))
            and _same_scale(estimate, interval)
            and not (signed and (interval.low or 0) > 0)
        ):
            yield estimate, interval


def _same_scale(estimate: Quantity, interval: Quantity) -> bool:
    """A reduction of 20% may be printed beside the interval of its ratio, 0.67 to 0.95: that pair compares nothing."""
    if estimate.value is None or interval.low is None or interval.high is None or interval.unit not in {estimate.unit, "1"}:
        return False
    if interval.unit == "1" and estimate.unit == "%" and interval.high <= 3:
        return False
    largest = max(abs(interval.low), abs(interval.high))
    return abs(estimate.value) <= 10 * largest and largest <= 10 * max(abs(estimate.value), unit_of_last_place(estimate))


RULE = Rule(
    name="estimate-outside-interval",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text("点估计值不在其自身的置信区间之内。", "An estimate lies outside the confidence interval printed beside it."),
    why=Text(
        "估计值必在自身的区间之内；否则两者之一印错了。",
        "An estimate lies within its own interval by construction; otherwise one of the two is misprinted.",
    ),
    known_problems=Text(
        "区间若属于另一个量（如括号前的单位换过），会误报。",
        "An interval that belongs to another quantity than the one before it gives a false alarm.",
    ),
    sources=(
        "Lang TA, Altman DG. Basic statistical reporting for articles published in biomedical journals: the SAMPL guidelines. Int J Nurs Stud 2015;52(1):5-9",
        "Altman DG, Bland JM. How to obtain the P value from a confidence interval. BMJ 2011;343:d2304",
    ),
    bad=(
        Example("zh", "与安慰剂相比，急性发作风险降低（HR 0.58，95%CI 0.62～0.91）。\n"),
        Example("en", "Exacerbations were less frequent with treatment (rate ratio 1.13, 95% CI 1.16 to 1.41).\n"),
    ),
    good=(
        Example("zh", "与安慰剂相比，急性发作风险降低（HR 0.75，95%CI 0.62～0.91）；肺功能改善2.1（95%CI -3.0～-1.2）。\n"),
        Example("en", "Exacerbations were less frequent with treatment (rate ratio 0.75, 95% CI 0.62 to 0.91).\n"),
    ),
    check=check,
)
