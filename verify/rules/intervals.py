"""Estimates with the confidence interval printed right behind them: what the rules on intervals hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from verify.model import Quantity
from verify.patterns import regex
from verify.rules.reading import Sentence, unit_of_last_place

LEVEL = Decimal("0.05")
RATIOS = frozenset({"hazard_ratio", "odds_ratio", "risk_ratio"})
_MENTION = regex(
    r"CI(?![a-z])|置信|可信|信赖|信頼|confidence|credible|(?:HR|OR|RR|ratio|险比|比值比|优势比)[^。]{0,20}[(\[]",
    re.IGNORECASE,
)
_JOINED = regex(
    r"[\s(\[,;:]*(?:个?(?:百分点|字母|分|例|人)|points?|letters)?[\s(\[,;:]*(?:with\s(?:a\s)?|和|及其?)?", re.IGNORECASE
)
_BARE = regex(r"\s?[(\[]\s?")


class Estimate(NamedTuple):
    """A point estimate and its interval, both with their bounds."""

    point: Quantity
    interval: Quantity


def estimates(sentence: Sentence) -> Iterator[Estimate]:
    """The estimates of a sentence; one that is a mean with its spread is left out: the interval behind it is another's."""
    if not _MENTION.search(sentence.text):
        return
    for point, interval in pairwise(sentence.figures):
        if point.kind in {"interval", "p_value", "count", "fraction"} or point.spread is not None or point.comparator != "=":
            continue
        gap = sentence.between(point, interval)
        # HR 0.80 (0.67-0.95): brackets right behind a ratio hold its interval, named or not.
        bare = interval.kind == "number" and point.kind in RATIOS and _BARE.fullmatch(gap)
        named = interval.kind == "interval" and _JOINED.fullmatch(gap) and not _dashed(interval)
        if (bare or named) and _same_scale(point, interval):
            yield Estimate(point, interval)


def insignificant(sentence: Sentence) -> bool:
    """Whether the sentence prints tests or intervals and none is significant at the usual level: P = 0.12, HR 0.81 (0.58-1.13)."""
    tested = [p.low is not None and p.low >= LEVEL for p in sentence.figures if p.kind == "p_value"]
    for point, interval in estimates(sentence):
        low, high = interval.low, interval.high
        if low is not None and high is not None and (point.kind in RATIOS or low < 0):
            null = 1 if point.kind in RATIOS else 0
            tested.append(low < null < high)
    return bool(tested) and all(tested)


def _dashed(interval: Quantity) -> bool:
    """`CI-0.2`: a dash or a minus, nobody can tell."""
    return bool(re.search(r"CI\s?-", interval.text)) and (interval.low or 0) > 0


def _same_scale(point: Quantity, interval: Quantity) -> bool:
    """A reduction of 20% may be printed beside the interval of its ratio, 0.67 to 0.95: that pair compares nothing."""
    value, low, high = point.value, interval.low, interval.high
    if value is None or low is None or high is None or low >= high or interval.unit not in {point.unit, "1"}:
        return False
    if interval.unit == "1" and point.unit == "%" and high <= 3:
        return False
    largest = max(abs(low), abs(high))
    return abs(value) <= 10 * largest and largest <= 10 * max(abs(value), unit_of_last_place(point))
