"""An estimate that lies outside the confidence interval printed beside it."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Span, Text
from verify.rules.intervals import estimates
from verify.rules.reading import sentences, unit_of_last_place
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请对照原文核对点估计值与区间。", "Check the estimate and its interval against the source.")


def check(review: Review) -> Iterable[Flag]:
    """A flag for each estimate that its own interval does not hold, beyond rounding."""
    for sentence in sentences(review):
        for point, interval in estimates(sentence):
            value, low, high = point.value, interval.low, interval.high
            if value is None or low is None or high is None:
                continue
            slack = max(unit_of_last_place(point), unit_of_last_place(interval)) / 2
            # A fall printed as a positive number may stand beside an interval of negative ones.
            if any(low - slack <= signed <= high + slack for signed in (value, -value)):
                continue
            yield RULE.flag(
                Span(point.start, interval.end),
                Text(
                    f"点估计值 {value} 不在其置信区间 {low}～{high} 之内。",
                    f"The estimate {value} lies outside its own interval, {low} to {high}.",
                ),
                claim=sentence.claim_at(point.span),
                working=f"{value} < {low}" if value < low else f"{value} > {high}",
                hint=_HINT,
            )


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
