"""Two figures and what the text calls their difference, relative change or ratio, and it is none of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from verify.model import Confidence, Flag, Quantity, Review, Severity, Span, Text
from verify.rules.reading import Sentence, sentences, unit_of_last_place
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请重新计算，或核对原数。", "Work it out again, or check the figures it comes from.")
# What stands right before a figure that is a difference of two others.
_DIFFERENCE = re.compile(
    r"(?:相差|差值[为是]?|差异[为是]|差距[为是]?|(?:绝对|净)(?:差|差异|差值|获益|降幅|增幅)[为是]?|高出|低出|多出|[增降涨减]幅[为达约]?"
    r"|(?:两组|二者|前后)(?:共)?(?:相差|差)|(?:净|共|合计|累计)?(?:增加|减少|下降|降低|上升|升高|提高|延长|缩短|改善)了"
    r"|(?:an?|the)\s(?:absolute\s|mean\s|relative\s|net\s|median\s)?(?:difference|increase|rise|reduction|decrease|fall|drop|cut|saving|gain|improvement|decline)\sof"
    r"|differing by|a difference between (?:the )?groups of)\s?(?:约|近|roughly|about|nearly|some|approximately|almost)?\s?$",
    re.IGNORECASE,
)
_MENTION = re.compile(r"[差幅了出低少][^。]{0,12}[0-9]|(?:of|by|between groups of)\s[^.]{0,20}[0-9]", re.IGNORECASE)
# Between the pair and the difference: another group's own change.
_ANOTHER = re.compile(
    r"(?<![两二各])组|而|(?<![A-Za-z])(?:whil(?:e|st)|whereas|(?:group|arm)\s(?:showed|had|experienced))(?![A-Za-z])", re.IGNORECASE
)
_FROM_TO = re.compile(r"(?:由|从|自|from)\s?(?:基线(?:时)?的|治疗前的|baseline\s)?$", re.IGNORECASE)
_TO = re.compile(r"^[^,;。]{0,14}(?:至|到|为)\s?(?:约|了)?$|^[^,;.]{0,30}\sto\s$", re.IGNORECASE)
_VERSUS = re.compile(r"^\s?(?:,\s?)?(?:vs\.?|versus|对|比|against|compared with|和|与|and)\s?$", re.IGNORECASE)
_RATIO = {"hazard_ratio", "odds_ratio", "risk_ratio"}
_REDUCTION = re.compile(
    r"(?:风险|危险|死亡|发生率|复发率)[^,;。]{0,12}(?:降低|下降|减少)(?:了|约|近|达)?\s?$|(?:risk|hazard|odds)[^,;.]{0,40}by\s?(?:about\s|nearly\s|roughly\s)?$|(?:reduction|decrease) of\s?$",
    re.IGNORECASE,
)
_HEDGE = Decimal("0.06")  # how far a hedged result may be from the exact one, as a share of it


def check(review: Review) -> Iterable[Flag]:
    """Stated differences that no two figures of the sentence give, and reductions that are not one minus the ratio beside them."""
    for sentence in sentences(review):
        if not _MENTION.search(sentence.text):
            continue
        yield from _differences(sentence)
        yield from _reductions(sentence)


def _differences(sentence: Sentence) -> Iterator[Flag]:
    for i, stated in enumerate(sentence.figures):
        if stated.kind not in {"percent", "percentage_point", "duration", "measurement", "count", "number"} or stated.value is None:
            continue
        if not _DIFFERENCE.search(sentence.before(stated)[-60:]):
            continue
        earlier = [q for q in sentence.figures[:i] if _point(q)]
        pair = _compared(sentence, stated, earlier)
        if pair is None or _explained(stated, [*earlier[:-2], *pair], same_unit=stated.unit == pair[0].unit):
            continue
        one, two = pair
        gap = abs((one.value or Decimal(0)) - (two.value or Decimal(0)))
        if stated.unit == one.unit:
            if gap == 0:
                continue
            working = f"{max(one.value or 0, two.value or 0)} - {min(one.value or 0, two.value or 0)} = {gap}"
            right = str(gap)
        elif stated.unit == "%" and one.value:
            share = round(100 * gap / one.value, 1)
            working, right = f"{gap} / {one.value} = {share}%", f"{share}%"
        else:
            continue
        yield RULE.flag(
            Span(one.start, stated.end),
            Text(
                f"{one.text} 与 {two.text} 之差为 {right}，文中写作 {stated.text}。",
                f"From {one.text} and {two.text} follows {right}; the text says {stated.text}.",
            ),
            claim=sentence.claim_at(stated.span),
            working=working,
            hint=_HINT,
        )


def _compared(sentence: Sentence, stated: Quantity, earlier: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The last two figures before the stated one, when they are of one kind and the text sets them against each other."""
    if len(earlier) < 2:
        return None
    one, two = earlier[-2:]
    from_to = bool(_FROM_TO.search(sentence.before(one)) and _TO.search(sentence.between(one, two)))
    if from_to and one.kind == "number":
        one = replace(one, kind=two.kind, unit=two.unit)  # from 12 to 9 days: the unit is printed once
    if one.unit != two.unit or one.kind != two.kind or one.comparator != "=" or two.comparator != "=":
        return None
    gap = sentence.between(one, two)
    if _ANOTHER.search(sentence.between(two, stated)):
        return None
    # Two arms, each with its own figure: the same words around both, or a plain "versus".
    arms = (
        len(gap) <= 60
        and ("组" in gap or re.search(r"group|arm|with|placebo|control|for|on ", gap, re.IGNORECASE))
        and "%" not in gap
    )
    return (one, two) if from_to or arms or _VERSUS.search(gap) else None


def _explained(stated: Quantity, figures: list[Quantity], *, same_unit: bool) -> bool:
    """Any two figures of the sentence give the stated one, as a difference or as a relative change in either direction."""
    value = stated.value or Decimal(0)
    for i, one in enumerate(figures):
        for two in figures[i + 1 :]:
            if one.unit != two.unit or one.value is None or two.value is None:
                continue
            rounding, printed = (unit_of_last_place(one) + unit_of_last_place(two)) / 2, unit_of_last_place(stated) / 2
            gap = abs(one.value - two.value)
            hedge = _HEDGE if stated.comparator != "=" else Decimal(0)
            if stated.unit == one.unit and abs(gap - value) <= rounding + printed + hedge * gap:
                return True
            if stated.unit == "%" or not same_unit:
                for base in (one.value, two.value):
                    if base:
                        relative = 100 * gap / base
                        if abs(relative - value) <= 200 * rounding / abs(base) + printed + hedge * relative:
                            return True
    return False


def _reductions(sentence: Sentence) -> Iterator[Flag]:
    """A reduction of 25% beside a ratio of 0.80: one minus the ratio is the reduction."""
    for stated, ratio in pairwise(sentence.figures):
        if (
            stated.kind != "percent"
            or ratio.kind not in _RATIO
            or stated.value is None
            or ratio.value is None
            or stated.comparator not in {"=", "~"}
        ):
            continue
        if not re.fullmatch(r"\s?[(\[,]\s?", sentence.between(stated, ratio)) or not _REDUCTION.search(
            sentence.before(stated)[-60:]
        ):
            continue
        right = 100 * (1 - ratio.value)
        slack = 50 * unit_of_last_place(ratio) + unit_of_last_place(stated) * (1 if stated.comparator == "=" else 3)
        if ratio.comparator == "=" and 0 < ratio.value < 1 and abs(right - stated.value) > slack:
            yield RULE.flag(
                Span(stated.start, ratio.end),
                Text(
                    f"比值 {ratio.value} 对应降低 {right.normalize():f}%，文中写作 {stated.text}。",
                    f"A ratio of {ratio.value} is a reduction of {right.normalize():f}%; the text says {stated.text}.",
                ),
                claim=sentence.claim_at(stated.span),
                working=f"1 - {ratio.value} = {right.normalize():f}%",
                hint=_HINT,
            )


def _point(q: Quantity) -> bool:
    return (
        q.value is not None
        and q.low == q.high
        and q.kind in {"percent", "percentage_point", "duration", "measurement", "count", "number", "rate"}
    )


RULE = Rule(
    name="difference-miscalculated",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text(
        "文中所称的差值、变化幅度与所列两数不符。",
        "A stated difference or relative change does not follow from the two figures beside it.",
    ),
    why=Text(
        "差值往往是作者自己算的，原文没有可对照的数，算错只能在文内发现。",
        "Differences are often worked out by the author; no source states them, so only the article itself shows the slip.",
    ),
    known_problems=Text(
        "校正后的差值可以不等于两数相减；超出舍入误差才提示。",
        "An adjusted difference need not equal the subtraction; only what rounding cannot explain is flagged.",
    ),
    sources=(
        "Lang TA, Altman DG. Basic statistical reporting for articles published in biomedical journals: the SAMPL guidelines. Int J Nurs Stud 2015;52(1):5-9",
        "AMA Manual of Style, 11th edition (Oxford University Press, 2020), chapter 18, Numbers and Percentages",
    ),
    bad=(
        Example("zh", "治疗组戒烟率为31.4%，对照组为20.5%，两组相差14.9个百分点。\n"),
        Example("zh", "干预使卒中风险降低35%（HR 0.72，95%CI 0.60～0.86）。\n"),
        Example("en", "Quit rates were 31.4% with treatment and 20.5% with placebo, a difference of 14.9 percentage points.\n"),
        Example("en", "Mean stay fell from 12.0 to 9.0 days, a reduction of 40%.\n"),
    ),
    good=(
        Example("zh", "治疗组戒烟率为31.4%，对照组为20.5%，两组相差10.9个百分点。\n"),
        Example("zh", "平均住院日由12.0天降至9.0天，降幅25%；卒中风险降低28%（HR 0.72）。\n"),
        Example("en", "Quit rates were 31.4% with treatment and 20.5% with placebo, a difference of 10.9 percentage points.\n"),
        Example("en", "Mean stay fell from 12.0 to 9.0 days, a reduction of 25%.\n"),
    ),
    check=check,
)
