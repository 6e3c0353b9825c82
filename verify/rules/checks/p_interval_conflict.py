"""A P value and a confidence interval of one estimate that cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from verify.model import Confidence, Flag, Quantity, Review, Severity, Span, Text
from verify.patterns import regex
from verify.rules.intervals import LEVEL, RATIOS, estimates
from verify.rules.reading import Sentence, sentences
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请对照原文核对 P 值与置信区间。", "Check the P value and the interval against the source.")
_RATIO_WORDS = regex(
    r"(?<![A-Za-z])(?:a?HR|a?OR|RR|IRR|SHR)(?![A-Za-z])|ratio|[危风]险比|比值比|优势比|率比|相对危险度|relative\s", re.IGNORECASE
)
_DIFFERENCE_WORDS = regex(
    r"difference|差值|差异?为|相差|均差|百分点|percentage points?|(?<![A-Za-z])(?:MD|WMD|SMD)(?![A-Za-z])", re.IGNORECASE
)
# P values that answer another question than whether the interval holds the null value.
_OTHER_TEST = regex(
    r"非劣|等效|优效界值|交互|趋势|异质|单侧|inferior|equivalen|interaction|trend|heterogen|one-sided", re.IGNORECASE
)
_SIGNIFICANT = regex(r"统计学?(?:意义|差异|显著)|statistically significant", re.IGNORECASE)
_NEGATED = regex(r"(?:[无未没不][^,;。]{0,5}|not(?: reach)?[a-z ]{0,12}|no |without |non-?)$", re.IGNORECASE)
_NORMAL_975 = Decimal("1.959964")


class _Said(NamedTuple):
    """What the text says of significance: a P value, or words."""

    words: str
    significant: bool
    end: int
    p: Quantity | None


def check(review: Review) -> Iterable[Flag]:
    """A flag for each estimate whose interval disagrees with what the text says of its significance, beyond rounding."""
    for sentence in sentences(review):
        found = tuple(estimates(sentence))
        if not found or _OTHER_TEST.search(sentence.text):
            continue
        for point, interval in found:
            null, said = _null(sentence, point, interval), _said(sentence, interval, alone=len(found) == 1)
            low, high = interval.low, interval.high
            if null is None or said is None or low is None or high is None or interval.level not in {None, 95}:
                continue
            holds, excludes = low < null < high, null < low or high < null
            if not (holds if said.significant else excludes):
                continue
            implied = _implied(point, interval, null)
            if implied is not None and _close(implied, said):
                continue
            yield RULE.flag(
                Span(point.start, max(interval.end, said.end)),
                _message(interval, null, said, implied),
                claim=sentence.claim_at(point.span),
                working=f"{low} < {null} < {high}" if holds else f"{null} < {low}" if null < low else f"{high} < {null}",
                confidence=RULE.confidence if said.p else Confidence.MEDIUM,
                hint=_HINT,
            )


def _message(interval: Quantity, null: Decimal, said: _Said, implied: Decimal | None) -> Text:
    zh = f"95%置信区间 {interval.low}～{interval.high} {'含' if said.significant else '不含'} {null}，与“{said.words}”不符"
    en = f"The interval {interval.low} to {interval.high} {'holds' if said.significant else 'does not hold'} {null}, which does not agree with “{said.words}”"
    if implied is None:
        return Text(f"{zh}。", f"{en}.")
    return Text(f"{zh}，由区间推算 P≈{implied:.2g}。", f"{en} (the interval implies P of about {implied:.2g}).")


def _said(sentence: Sentence, interval: Quantity, *, alone: bool) -> _Said | None:
    """The P value right behind the interval; without one, words on significance if the sentence has one estimate only."""
    at = sentence.figures.index(interval) + 1
    p = sentence.figures[at] if at < len(sentence.figures) else None
    if p is not None and p.kind == "p_value":
        gap = sentence.between(interval, p)
        if len(gap) > 24 or re.search(r"[。!?]|\. ", gap):
            return None
        if p.high is not None and p.high <= LEVEL and (p.comparator in {"<", "<="} or p.high < LEVEL):
            return _Said(p.text, True, p.end, p)
        if p.low is not None and p.low >= LEVEL and (p.comparator in {">", ">="} or p.low > LEVEL):
            return _Said(p.text, False, p.end, p)
        return None
    words = list(_SIGNIFICANT.finditer(sentence.text))
    if len(words) != 1 or not alone or any(q.kind == "p_value" for q in sentence.figures):
        return None
    word = words[0]
    return _Said(word[0], not _NEGATED.search(sentence.text[: word.start()]), interval.end, None)


def _null(sentence: Sentence, estimate: Quantity, interval: Quantity) -> Decimal | None:
    """1 for a ratio, 0 for a difference; None when the sentence does not say which it is."""
    if estimate.kind in RATIOS:
        return Decimal(1)
    if (interval.low is not None and interval.low < 0) or estimate.kind == "percentage_point":
        return Decimal(0)
    before = sentence.before(interval)[-60:]
    ratio, difference = _RATIO_WORDS.search(before), _DIFFERENCE_WORDS.search(before)
    if ratio and not difference and estimate.unit == "1":
        return Decimal(1)
    return Decimal(0) if difference and not ratio else None


def _implied(estimate: Quantity, interval: Quantity, null: Decimal) -> Decimal | None:
    """P from a 95% interval (Altman and Bland, BMJ 2011;343:d2304): z = estimate / SE, P = exp(-0.717 z - 0.416 z^2)."""
    value, low, high = estimate.value, interval.low, interval.high
    if value is None or low is None or high is None or low >= high:
        return None
    if null == 1:
        if min(value, low) <= 0:
            return None
        value, low, high = value.ln(), low.ln(), high.ln()
    z = abs(value) / ((high - low) / (2 * _NORMAL_975))
    return min(Decimal(1), (Decimal("-0.717") * z - Decimal("0.416") * z * z).exp())


def _close(implied: Decimal, said: _Said) -> bool:
    """Other tests and rounded bounds move a P value by some half; a conflict must be larger than that."""
    if said.p is not None and said.p.comparator == "=" and said.p.value:
        return implied / said.p.value < Decimal("1.6") and said.p.value / max(implied, Decimal("1e-30")) < Decimal("1.6")
    return Decimal("0.04") < implied < Decimal("0.065")


RULE = Rule(
    name="p-interval-conflict",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text(
        "P 值与同一估计值的置信区间相矛盾。", "A P value and the confidence interval of the same estimate contradict each other."
    ),
    why=Text(
        "95%区间含无效值时 P 不会小于0.05，反之亦然；二者矛盾时结论有无意义就不清楚。",
        "With the null value inside the 95% interval P cannot be below 0.05, and the reverse; where they disagree, so do the conclusions.",
    ),
    known_problems=Text(
        "P 值来自另一检验（非劣效、交互、趋势、单侧、对数秩）时可以不一致；接近界值的不提示。",
        "A P value of another test (non-inferiority, interaction, trend, one-sided, log-rank) may differ; cases close to the limit are left alone.",
    ),
    sources=(
        "Altman DG, Bland JM. How to obtain the P value from a confidence interval. BMJ 2011;343:d2304",
        "Nuijten MB, Hartgerink CHJ, van Assen MALM, Epskamp S, Wicherts JM. The prevalence of statistical reporting errors in psychology (1985-2013). Behav Res Methods 2016;48:1205-1226",
    ),
    bad=(
        Example("zh", "规律运动与痴呆风险降低相关（HR＝0.88，95％CI：0.71～1.09，P＝0.01）。\n"),
        Example(
            "en",
            "Regular exercise was associated with a lower risk of dementia (hazard ratio 0.71, 95% CI 0.58 to 0.87; P = 0.31).\n",
        ),
    ),
    good=(
        Example("zh", "规律运动与痴呆风险降低相关（HR＝0.78，95％CI：0.66～0.92，P＝0.003）。\n"),
        Example("en", "The new regimen was non-inferior (hazard ratio 0.98, 95% CI 0.86 to 1.12; P < 0.001 for noninferiority).\n"),
    ),
    check=check,
)
