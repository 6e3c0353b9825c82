"""Two figures and what the text calls their difference, relative change or ratio, and it is none of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from verify.model import Confidence, Flag, Quantity, Review, Severity, Span, Text
from verify.patterns import regex
from verify.rules.intervals import RATIOS
from verify.rules.reading import Sentence, sentences, unit_of_last_place
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请重新计算，或核对原数。", "Work it out again, or check the figures it comes from.")
_HEDGES = r"\s?(?:约|近|达|roughly|about|nearly|some|approximately|almost)?\s?$"
# What stands right before a figure that is the difference of the two before it …
_DIFFERENCE = regex(
    r"(?:相差|差值[为是]?|差异[为是]|差距[为是]?|(?:绝对|净)(?:差|差异|差值|获益|降幅|增幅)[为是]?|高出|低出|多出|[增降涨减]幅[为达约]?"
    r"|(?:两组|二者|前后)(?:共)?(?:相差|差)|(?:净|共|合计|累计)?(?:增加|减少|下降|降低|上升|升高|提高|延长|缩短|改善)了"
    r"|(?:an?|the)\s(?:absolute\s|mean\s|relative\s|net\s|median\s)?(?:difference|increase|rise|reduction|decrease|fall|drop|cut|saving|gain|improvement|decline)\sof"
    r"|differing by|a difference between (?:the )?groups of)" + _HEDGES,
    re.IGNORECASE,
)
# … and around one whose two figures follow in brackets.
_CHANGE = regex(
    r"(?:(?:增加|减少|下降|降低|上升|升高|提高|延长|缩短|改善|相差|[高低多少长短])了?|(?<![A-Za-z])by)" + _HEDGES, re.IGNORECASE
)
_CHANGED = regex(
    r"\s?(?:percentage\s)?(?:points?\s)?(?:longer|shorter|higher|lower|more|fewer|less|greater)(?![a-z])", re.IGNORECASE
)
_BRACKET = regex(r"[^()\[\],;:。0-9]{0,40}[(\[]\s?", re.IGNORECASE)
_MENTION = regex(
    r"[差幅了出低少][^。]{0,12}[0-9]|(?:of|by)\s[^.]{0,20}[0-9]|[(\[][^()\[\]]{0,30}(?:vs|versus|对|比)",
    re.IGNORECASE,
)
# Between the pair and the difference: another group's own change.
_ANOTHER = regex(
    r"(?<![两二各])组|而|(?<![A-Za-z])(?:whil(?:e|st)|whereas|(?:group|arm)\s(?:showed|had|experienced))(?![A-Za-z])", re.IGNORECASE
)
_FROM_TO = regex(r"(?:由|从|自|from)\s?(?:基线(?:时)?的|治疗前的|baseline\s)?$", re.IGNORECASE)
_TO = regex(r"^[^,;。]{0,14}(?:至|到|为)\s?(?:约|了)?$|^[^,;.]{0,30}\sto\s$", re.IGNORECASE)
_WHEN = regex(r"\s?(?:ago|earlier|later|before|after)(?![a-z])|[以之]?[前后]", re.IGNORECASE)  # two decades ago: no value
_VERSUS = regex(r"\s?(?:,\s?)?(?:vs\.?|versus|对|比|against|compared with|和|与|and)\s?", re.IGNORECASE)
_AGAINST = regex(r"\s?(?:,\s?)?(?:vs\.?|versus|对|比|against|compared with)\s?", re.IGNORECASE)
_ARMS = regex(r"组|group|arm|with|placebo|control|for|on ", re.IGNORECASE)
_RISK = regex(r"风险|危险|risk|hazard|odds", re.IGNORECASE)
_REDUCTION = regex(
    r"(?:风险|危险|死亡|发生率|复发率)[^,;。]{0,12}(?:降低|下降|减少)(?:了|约|近|达)?\s?$"
    r"|(?:risk|hazard|odds)[^,;.]{0,40}by\s?(?:about\s|nearly\s|roughly\s)?$|(?:reduction|decrease) of\s?$",
    re.IGNORECASE,
)
_STATED = {"percent", "percentage_point", "duration", "measurement", "count", "number", "fold", "fraction"}
_COMPARED = {"percent", "percentage_point", "duration", "measurement", "count", "number", "rate"}
_TOLD_OF_BOTH = RATIOS | {"interval", "p_value"}  # of the pair together: they may stand between it and its difference
_HEDGE = Decimal("0.06")  # how far a hedged result may be from the exact one, as a share of it
_TIMES = Decimal("0.15")  # "three times" is said of 2.6 to 3.4
_MODEL = Decimal(5)  # points by which a reduction from a fitted ratio may differ from that of the crude rates


def check(review: Review) -> Iterable[Flag]:
    """Stated differences that no two figures of the sentence give, and reductions that are not one minus the ratio beside them."""
    for sentence in sentences(review):
        if _MENTION.search(sentence.text):
            for stated, one, two in _comparisons(sentence):
                if flag := _judge(sentence, stated, one, two):
                    yield flag
            yield from _reductions(sentence)


def _comparisons(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    """A stated result with the two figures it comes from: before it, or behind it in brackets."""
    for i, stated in enumerate(sentence.figures):
        if stated.kind not in _STATED or stated.value is None:
            continue
        if _DIFFERENCE.search(sentence.before(stated)[-60:]):
            pair = _before(sentence, stated, sentence.figures[:i])
        else:
            pair = _behind(sentence, stated, sentence.figures[i + 1 : i + 3])
        if pair is not None:
            yield stated, *pair


def _before(sentence: Sentence, stated: Quantity, earlier: tuple[Quantity, ...]) -> tuple[Quantity, Quantity] | None:
    """The last two figures before the stated one, when the text sets them against each other."""
    times = [(q, said) for q in earlier if q.kind == "duration" and (said := _WHEN.match(sentence.after(q)))]
    earlier = tuple(q for q in earlier if q.kind not in _TOLD_OF_BOTH and all(q is not time for time, _ in times))
    if len(earlier) < 2 or not all(map(_point, earlier[-2:])):
        return None
    one, two = earlier[-2:]
    gap = sentence.between(one, two)
    for time, said in times:
        gap = gap.replace(f" {time.text}{said.group()}", "").replace(time.text + said.group(), "")
    from_to = bool(_FROM_TO.search(sentence.before(one)) and _TO.search(gap))
    if from_to and one.kind == "number":
        one = replace(one, kind=two.kind, unit=two.unit)  # from 12 to 9 days: the unit is printed once
    if (one.unit, one.kind) != (two.unit, two.kind) or _ANOTHER.search(sentence.between(two, stated)):
        return None
    arms = len(gap) <= 60 and bool(_ARMS.search(gap)) and "%" not in gap
    return (one, two) if from_to or arms or _VERSUS.fullmatch(gap) else None


def _behind(sentence: Sentence, stated: Quantity, later: tuple[Quantity, ...]) -> tuple[Quantity, Quantity] | None:
    """The two figures in the brackets right behind the stated one: 4.7 months longer (18.9 vs 14.2 months)."""
    if len(later) < 2 or not all(map(_point, later)):
        return None
    one, two = later
    if (one.unit, one.kind) != (two.unit, two.kind) or not _BRACKET.fullmatch(sentence.between(stated, one)):
        return None
    if not _AGAINST.fullmatch(sentence.between(one, two)):
        return None
    said = (
        stated.kind in {"fold", "fraction"}
        or _CHANGE.search(sentence.before(stated)[-16:])
        or _CHANGED.match(sentence.after(stated))
    )
    return (one, two) if said else None


def _judge(sentence: Sentence, stated: Quantity, one: Quantity, two: Quantity) -> Flag | None:
    a, b = one.value or Decimal(0), two.value or Decimal(0)
    if stated.kind in {"fold", "fraction"}:
        if not a or not b or (stated.kind == "fraction" and stated.denominator not in {None, 2}):
            return None
        ratio = max(a, b) / min(a, b) if stated.kind == "fold" else min(a, b) / max(a, b)
        value = stated.value or Decimal(0)
        if any(abs(ratio - times) <= max(_TIMES * times, Decimal("0.1")) for times in (value, value + 1)):
            return None
        working, right = f"{max(a, b)} / {min(a, b)} = {round(max(a, b) / min(a, b), 1)}", f"{round(ratio, 1)}"
    else:
        others = [q for q in sentence.figures if _point(q) and q.span not in {stated.span, one.span, two.span}]
        if _explained(sentence, stated, [one, two, *others]):
            return None
        gap = abs(a - b)
        if stated.unit == one.unit and gap:
            working, right = f"{max(a, b)} - {min(a, b)} = {gap}", str(gap)
        elif stated.unit == "%" and a:
            share = round(100 * gap / a, 1)
            working, right = f"{gap} / {a} = {share}%", f"{share}%"
        else:
            return None
    return RULE.flag(
        Span(min(stated.start, one.start), max(stated.end, two.end)),
        Text(
            f"由 {one.text} 与 {two.text} 得 {right}，文中写作 {stated.text}。",
            f"From {one.text} and {two.text} follows {right}; the text says {stated.text}.",
        ),
        claim=sentence.claim_at(stated.span),
        working=working,
        hint=_HINT,
    )


def _explained(sentence: Sentence, stated: Quantity, figures: list[Quantity]) -> bool:
    """Any two figures of the sentence give the stated one, as a difference or as a relative change of either."""
    value, printed = abs(stated.value or Decimal(0)), unit_of_last_place(stated) / 2  # a fall may be printed as -5.6
    hedge = _HEDGE if stated.comparator != "=" else Decimal(0)
    model = _MODEL if _RISK.search(sentence.text) else Decimal(0)
    for one, two in combinations(figures, 2):
        if one.unit != two.unit or one.value is None or two.value is None:
            continue
        rounding = (unit_of_last_place(one) + unit_of_last_place(two)) / 2
        gap = abs(one.value - two.value)
        if stated.unit == one.unit and abs(gap - value) <= rounding + printed + hedge * gap:
            return True
        if stated.unit == "%" and stated.kind != "percentage_point":
            for base in filter(None, (one.value, two.value)):
                relative = 100 * gap / base
                if abs(relative - value) <= 200 * rounding / abs(base) + printed + hedge * relative + model:
                    return True
    return False


def _reductions(sentence: Sentence) -> Iterator[Flag]:
    """A reduction of 25% beside a ratio of 0.80: one minus the ratio is the reduction."""
    for stated, ratio in pairwise(sentence.figures):
        if stated.kind != "percent" or ratio.kind not in RATIOS or stated.value is None or ratio.value is None:
            continue
        beside = re.fullmatch(r"\s?[(\[,]\s?", sentence.between(stated, ratio)) and _REDUCTION.search(sentence.before(stated)[-60:])
        if not beside or stated.comparator not in {"=", "~"} or ratio.comparator != "=" or not 0 < ratio.value < 1:
            continue
        right = 100 * (1 - ratio.value)
        slack = 50 * unit_of_last_place(ratio) + unit_of_last_place(stated) * (1 if stated.comparator == "=" else 3)
        if abs(right - stated.value) > slack:
            shown = f"{right.normalize():f}%"
            yield RULE.flag(
                Span(stated.start, ratio.end),
                Text(
                    f"比值 {ratio.value} 对应降低 {shown}，文中写作 {stated.text}。",
                    f"A ratio of {ratio.value} is a reduction of {shown}; the text says {stated.text}.",
                ),
                claim=sentence.claim_at(stated.span),
                working=f"1 - {ratio.value} = {shown}",
                hint=_HINT,
            )


def _point(q: Quantity) -> bool:
    return q.value is not None and q.low == q.high and q.comparator == "=" and q.kind in _COMPARED


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
