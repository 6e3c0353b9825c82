"""A share over 100%, or one that no whole number of the stated patients gives."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from verify import terms
from verify.model import Claim, Confidence, Flag, Quantity, Review, Severity, Span, Text
from verify.patterns import regex
from verify.rules.reading import Sentence, sentences, unit_of_last_place
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请对照原文核对百分比及其分母。", "Check the percentage and what it is a percentage of.")
_SHARE = regex(
    r"率|占|比例|百分之|proportion|percentage of|share of|rate|uptake|coverage|prevalence|incidence|adherence", re.IGNORECASE
)
_OF = regex(
    r"\s?of\s(?:the\s|all\s|eligible\s|these\s|those\s|our\s|treated\s|enrolled\s)*[a-z -]{0,30}(?:patients|participants|people|adults|children|women|men|cases|subjects|tumou?rs)",
    re.IGNORECASE,
)
# Over 100% is nothing special for a change, a recovery, a ratio to a reference value or a dose.
_UNBOUNDED = regex(
    r"[升增提]高|上升|增[加长幅多]|涨|超出|高出|多出|翻|倍|预计值|预测值|目标|基线的|变化率|变异|加标|同比|环比|生物利用|需要量|推荐量|摄入|剂量|用量|变化|改变|负荷|指数"
    r"|increas|ris(?:e|en|ing)|rose|grow|grew|gain|higher|greater|more than doubl|predicted|target|baseline|relative|ratio|fold|bioavailab|requirement|intake|chang|range|weight|dose",
    re.IGNORECASE,
)
_LEVEL = regex(r"(?:至|到|达到?|为|at|to|reached|was|were|of)\s?(?:了|约|近|高达)?\s?$", re.IGNORECASE)
_RATE_REACHED = regex("率(?:已|则|均)?[升提上增][升高至到加]*[至到达]")
# Percentages that are no quotient of two counts.
_NO_COUNT = regex(
    r"平均|均值|中位|均数|生存|RFS|PFS|OS率|DFS|累[积计]|估计|加权|标化|校正|下降|降低|减少|[升增提]高|上升|增加|变化|改善|射血分数|血红蛋白|血糖|体[重质]|预[测计]|(?<![A-Za-z])CI|可信|置信"
    r"|mean|median|average|surviv|(?<![a-z])[A-Z]?FS(?![a-z])|cumulative|estimat|weighted|adjusted|standardi|kaplan|decreas|reduc|lower|fell|drop|increas|ris(?:e|ing)|rose|chang|improv|ejection|HbA1c|weight|predict",
    re.IGNORECASE,
)
_SMALL = 200  # beyond that, almost every pair of percentages with one decimal has a common total
_PRINTED = regex("[%％]|分之|per ?cent", re.IGNORECASE)
# Said anywhere before, these mean that 100% is a reference value and not the whole.
_REFERENCE = regex(r"回收|比值|recover|(?<![a-z])ratios?(?![a-z])", re.IGNORECASE)
_GROUP_SIZE = regex(r"[(\[]\s?n\s?=\s?$|(?<![A-Za-z])n\s?=\s?$", re.IGNORECASE)


def check(review: Review) -> Iterable[Flag]:
    """Shares above 100%, shares that no whole count of the `n = …` beside them gives, and pairs without any common total."""
    counts = (figure.quantity for claim in review.claims for figure in claim.figures if figure.quantity.kind == "count")
    large = any((count.low or 0) > _SMALL for count in counts)
    for sentence in sentences(review):
        if "%" not in sentence.text and "分之" not in sentence.text and "percent" not in sentence.text:
            continue
        yield from _over_hundred(sentence)
        yield from _no_whole_count(sentence)
        if not large:
            yield from _no_common_total(sentence)


def _over_hundred(sentence: Sentence) -> Iterator[Flag]:
    for claim in sentence.claims:
        for figure in claim.figures:
            q = figure.quantity
            if (
                q.kind == "percent"
                and _PRINTED.search(q.text)
                and q.low is not None
                and q.low > 100
                and _is_share(sentence, claim, q)
            ):
                yield RULE.flag(
                    q.span,
                    Text(f"占比或率不可能达到 {q.low}%。", f"A share of {q.low}% is more than all there is."),
                    claim=claim.id,
                    reference=claim.citations[0] if claim.citations else None,
                    working=f"{q.low}% > 100%",
                    hint=_HINT,
                )


def _is_share(sentence: Sentence, claim: Claim, q: Quantity) -> bool:
    before = re.split(r"[,;:。]", sentence.before(q))[-1]
    if _REFERENCE.search(sentence.before(q)):
        return False
    of_people = bool(_OF.match(sentence.after(q)))
    # "Rose by 118%" is no share; "uptake rose to 118% of patients" and "覆盖率升至118%" are.
    reached = bool(_LEVEL.search(before)) and (of_people or bool(_RATE_REACHED.search(before)))
    if _UNBOUNDED.search(before) and not reached:
        return False
    if of_people:
        return True
    term = terms.get("measures", claim.measure)
    expects = term.fields.get("expects", "").split() if term else []
    return ("share" in expects and not set(expects) - {"share", "count"}) or bool(_SHARE.search(before))


def _no_whole_count(sentence: Sentence) -> Iterator[Flag]:
    figures = sentence.figures
    for size, percent in itertools.pairwise(figures):
        if percent.kind != "percent" or percent.comparator != "=" or percent.value is None or percent.low != percent.high:
            continue
        gap = sentence.between(size, percent)
        if not (
            _sized(sentence, size)
            and len(gap) <= 40
            and not re.search(r"[;。(\[]|(?<![0-9]),(?![0-9])|n\s?=|和|与|(?<![A-Za-z])(?:and|or|vs|versus)(?![A-Za-z])", gap)
        ):
            continue
        total = int(size.low or 0)
        if not 0 < total < 10 ** (2 + percent.decimals) or _NO_COUNT.search(sentence.text):
            continue
        if whole_count(total, percent) is None:
            yield RULE.flag(
                percent.span,
                Text(
                    f"{total} 例中没有任何整数人数能得到 {percent.value}%。",
                    f"No whole number of {total} patients is {percent.value}%.",
                ),
                claim=sentence.claim_at(percent.span),
                working=_neighbours(total, percent),
                confidence=Confidence.MEDIUM,
                hint=_HINT,
            )


def _no_common_total(sentence: Sentence) -> Iterator[Flag]:
    """Two shares of one arm that no group of up to 200 patients gives: 20.5% and 38.7% side by side. A larger group may."""
    pairs = []
    for claim in sentence.claims:
        shares = [
            f.quantity
            for f in claim.figures
            if f.quantity.kind == "percent" and f.quantity.decimals and f.quantity.comparator == "="
        ]
        words = sentence.text[claim.span.start - sentence.span.start : claim.span.end - sentence.span.start]
        if len(shares) == len(claim.figures) == 2 and _counted(claim) and not _NO_COUNT.search(words):
            pairs.append(shares)
    if len(pairs) != 2:
        return  # the more shares, the fewer totals are left by chance alone
    for arm in zip(*pairs, strict=True):
        if any(all(whole_count(total, share) is not None for share in arm) for total in range(2, _SMALL + 1)):
            continue
        shown = [f"{share.value}%" for share in arm]
        yield RULE.flag(
            Span(arm[0].start, arm[-1].end),
            Text(
                f"{_SMALL} 例以内的任何一组患者都不能同时得到 {'、'.join(shown)}；若该组人数更多则可能。",
                f"No group of up to {_SMALL} patients gives {' and '.join(shown)} together; a larger one may.",
            ),
            claim=sentence.claim_at(arm[0].span),
            severity=Severity.NOTE,
            confidence=Confidence.LOW,
            hint=_HINT,
        )


def _counted(claim: Claim) -> bool:
    """The measure is a share of patients and nothing else."""
    term = terms.get("measures", claim.measure)
    return term is not None and term.fields.get("expects", "").split()[:1] == ["share"]


def _sized(sentence: Sentence, size: Quantity) -> bool:
    whole = size.kind in {"count", "number"} and size.low is not None and size.low == size.high == size.low.to_integral_value()
    return (
        whole
        and size.comparator == "="
        and (("n" in size.text.split("=")[0].lower() and "=" in size.text) or bool(_GROUP_SIZE.search(sentence.before(size))))
    )


def whole_count(total: int, percent: Quantity) -> int | None:
    """The whole number of `total` that rounds to the percentage as printed, half up or half down (the GRIM test)."""
    if percent.value is None:
        return None
    exact = percent.value * total / 100
    slack = unit_of_last_place(percent) / 2
    for part in (int(exact.to_integral_value(ROUND_FLOOR)), int(exact.to_integral_value(ROUND_CEILING))):
        if abs(Decimal(100 * part) / total - percent.value) <= slack:
            return part
    return None


def _neighbours(total: int, percent: Quantity) -> str:
    below = int(((percent.value or Decimal(0)) * total / 100).to_integral_value(ROUND_FLOOR))
    places = max(percent.decimals, 1)
    return ", ".join(f"{part}/{total} = {round(Decimal(100 * part) / total, places)}%" for part in (below, below + 1))


RULE = Rule(
    name="impossible-percentage",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text(
        "占比超过100%，或所述人数中没有整数能得到该百分比。",
        "A share exceeds 100%, or no whole count of the stated number of patients gives it.",
    ),
    why=Text(
        "占比不会超过全体；小样本的百分比只能取若干个值，取不到的值必有一处印错。",
        "A share cannot exceed the whole, and in a small group only certain percentages exist; any other is misprinted.",
    ),
    known_problems=Text(
        "升幅、回收率、占预计值百分比可以超过100%，生存率和均值不是人数之比：这些不判断。分母另有说明时会误报，故第二类为中置信度。",
        "Increases, recoveries and percentages of a predicted value may exceed 100%, survival and means are no quotient of counts: those are left alone. "
        "Another denominator than the one beside it gives a false alarm; hence medium confidence for the second kind.",
    ),
    sources=(
        "Brown NJL, Heathers JAJ. The GRIM test: a simple technique detects numerous anomalies in the reporting of results in psychology. Soc Psychol Personal Sci 2017;8(4):363-369",
        "AMA Manual of Style, 11th edition (Oxford University Press, 2020), chapter 18, Numbers and Percentages",
    ),
    bad=(
        Example("zh", "接种两剂后，受种者的抗体阳转率达到103.5%。\n"),
        Example("zh", "联合治疗组（n=30）的缓解率为41.5%。\n"),
        Example("en", "Vaccination coverage rose to 112% of eligible patients.\n"),
        Example("en", "The response rate in the combination group (n = 30) was 41.5%.\n"),
    ),
    good=(
        Example("zh", "治疗后血小板计数较基线升高135.0%；联合治疗组（n=30）的缓解率为43.3%。\n"),
        Example("en", "Prescriptions increased by 140% within ten years.\n"),
    ),
    check=check,
)
