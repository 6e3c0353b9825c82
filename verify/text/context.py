"""What the words around a figure make of it: a bound or an estimate, and which kind of quantity."""

from __future__ import annotations

import re
from decimal import Decimal

from verify.patterns import regex
from verify.text.tokens import Part
from verify.text.vocabulary import comparators

# ------------------------------------------------------------------------------------------------ bounds and hedges

_UPWARDS = ("百", "千", "万", "亿")
_INNER = ("内科", "内镜", "内分", "内源")
_FILLERS = tuple("为是达有了在占")
_RAISED = regex(
    r"(?<![a-z])(?:push|drove|driv|rais|rose|lift|climb|jump|increas|took|brought|sent|shot)[a-z]* [^.;,0-9]{0,50}$", re.I
)
_STARTED = regex(r"(?<![a-z])from [^.;,]*[0-9][^.;,]*$", re.IGNORECASE)


def bound(text: str, part: Part) -> None:
    """Read the words before and after that bound or hedge the figure; its span grows over them."""
    at = part.start - (part.code is None and text[part.start - 1 : part.start] in _CURRENCY)  # more than £50
    while at and text[at - 1] in " \n" and part.start - at < 4:
        at -= 1
    found = comparators("before").before(text, at)
    if found is None and text[at - 1 : at] in _FILLERS:
        found = comparators("before").before(text, at - 1)
    elsewhere = comparators("between").before(text, at - (text[at - 1 : at] == "了")) if found is None else None
    if elsewhere and text[elsewhere[0] - 1 : elsewhere[0]] == "约" and _hedges(text, elsewhere[0] - 1, elsewhere[0], part):
        part.comparator = "~"  # 约降低30%: the verb stays out of the figure
    elif elsewhere and text[elsewhere[0] - 1 : elsewhere[0]] == " ":  # "about another 300", "at least a further 12"
        hedge = comparators("before").before(text, elsewhere[0] - 1)
        if hedge is not None and _hedges(text, hedge[0], elsewhere[0] - 1, part):
            part.comparator = hedge[1]
    if found is not None and found[1] != "=" and _hedges(text, found[0], at, part):
        start, part.comparator = found
        part.start = start
        if part.comparator == "~" and text[start - 1 : start] in ("≥", "≤", ">", "<") and start:
            part.comparator, part.start = {"≥": ">=", "≤": "<=", ">": ">", "<": "<"}[text[start - 1]], start - 1  # type: ignore[assignment]
    if part.comparator in ("=", "~"):
        at = part.end
        while text[at : at + 1] == " ":
            at += 1
        after = comparators("after").at(text, at) if at - part.end < 3 else None
        if after is not None and (text[at] not in "强弱" or _rounded(text, after[0], part)):
            part.end, part.comparator = after
        elif part.kind == "duration" and text.startswith("内", part.end) and not text.startswith(_INNER, part.end):
            part.comparator, part.end = "<=", part.end + 1
    if part.number.more is not None and part.comparator in ("=", "~"):
        part.comparator = part.number.more
    if part.low != part.high:  # a range keeps its ends; at most it is an estimate
        if part.comparator != "~":
            part.comparator = "~" if part.number.form == "han" and not part.joined else "="
    elif part.comparator in (">", ">="):
        part.high = None
    elif part.comparator in ("<", "<="):
        part.low = None


def _rounded(text: str, end: int, part: Part) -> bool:
    """三分之一强 and 三成弱, but not 三分之一强调."""
    told = part.number.form == "fraction" or (part.code == "%" and part.number.form == "han")
    return told and not ("\u4e00" <= text[end : end + 1] <= "\u9fff" and text[end] not in "的在人患")


def _hedges(text: str, start: int, end: int, part: Part) -> bool:
    """Words that look like a bound and are none: 节约20元, 最近3年, 近5年来, over 12 weeks, <sup>5."""
    word, before = text[start:end], text[start - 1 : start] if start else ""
    if word in ("约", "約"):
        return before not in tuple("节契合公预条制简纽婚")
    if word == "近":
        if before and before in "最附邻亲远靠新":
            return False
        recent = not before or before in ",。;:(\n、" or text.startswith(("来", "内", "间"), part.end)
        return not (part.kind == "duration" and recent)
    if word in ("over", "Over", "above", "below", "under"):
        return part.kind not in ("duration", "frequency")
    if word == "up to":
        # from 890 mg up to 2150 mg; pushed the rate up to 24.2%
        return not (_STARTED.search(text, max(0, start - 40), start) or _RAISED.search(text, max(0, start - 60), start))
    if word == "超":
        return before not in tuple("高彩B")
    if word == "过":  # 过半数, but not 经过半年
        return part.number.form == "fraction" and text.startswith("半", end) and before not in ("经", "通")
    if word == "上":
        return text.startswith(_UPWARDS, end) and part.number.form == "han" and not part.number.kind
    if word == ">":
        return not (before.isascii() and before.isalpha() and "<" in text[max(0, start - 8) : start])
    if word == "~":
        return not (before.isdigit() or before == "%")
    return True


# ------------------------------------------------------------------------------------------------ kinds

_GENERIC = frozenset("种个次项条")
_AGED = regex(
    r"(?:(?<![A-Za-z])(?:[Tt]urn(?:ed|s)?|(?:before|after|on|upon|since|until) turning"
    r"|[Aa]ge[ds]?(?:[ ](?:of|was|is|between|from|range|over|under))?)|年龄)[ :,为=]{0,3}$"
)
_EVERY = regex(r"(?:每隔?|(?<![A-Za-z])(?:every|each|Every))[ ]?$")
_EACH = regex(r"(?:每|一)个?(?P<unit>日|天|晚|周|月|年)(?:[^0-9。,;、]{0,8})$|每(?P<beat>分钟|小时|分|秒)[^0-9。,;、]{0,6}$")
_WARMTH = regex(r"(?:体温|腋温|肛温|口温|发热|发烧|高热|低热|高烧|低烧|气温|水温|室温|温度)[^0-9。,;]{0,10}$")
_AGES = regex(r"(?:their|his|her|our|early|mid|late|(?P<over>[Oo]ver)|(?P<under>[Uu]nder))[ -]$")
_DECADES = frozenset(map(Decimal, range(20, 100, 5)))
_BEATS = {"分钟": "min", "分": "min", "小时": "h", "秒": "s"}
# 每千名活产儿中有8.2例, 每百万人口3.1: what is counted in so many.
_IN_SO_MANY = regex(r"每(?P<n>十万|百万|百|千(?!克)|万|亿)[\u4e00-\u9fff]{0,16}?(?:之?[中内里])?(?:约|有|为|发生|死亡|出现)*$")
_MANY = {"十万": 10**5, "百万": 10**6, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_AMONG = regex(r"[^。;；0-9,，]{1,30}[中里内][,，]?(?:约|大约|平均|大概|就|有|为|仅|只|发生|会)*")
# 每公斤体重5毫克, 每平方米体表面积100mg
_FOR_EACH = regex(r"每(?P<unit>公斤|千克|平方米|kg|m2|m²)(?:体重|体表面积)?(?:给予|给|用|约|为|静脉输注|口服)*$")
_TIMES = regex(r"[ ](?:(?:a|per|each|every)[ ])?(?P<unit>daily|day|weekly|week|monthly|month|yearly|year)(?![A-Za-z])")
_PERIODS = {"日": "d", "天": "d", "晚": "d", "周": "wk", "月": "mo", "年": "a", "d": "d", "w": "wk", "m": "mo", "y": "a"}
_ALONE = regex(r"\s*(?:[,.;:)]|$|(?:of|after|and|in|the|with|was|were|from|to|on)(?![a-z]))", re.IGNORECASE)


def _numbers(text: str, part: Part) -> bool:
    """Whether a number may number a point of time: week 4, "by month nine," but not "each year two patients"."""
    return part.number.form == "digits" or (part.number.form == "word" and _ALONE.match(text, part.end) is not None)


_POINTS = {"day": "d", "week": "wk", "month": "mo", "year": "a", "hour": "h"}
_POINT = regex(r"(?<![A-Za-z])(?<![0-9][ -])(day|week|month|year|hour)s?[ -]$", re.IGNORECASE)
_CODED = regex(r"(?<![A-Za-z])(?:US(?=\$ ))?(USD|EUR|GBP|CNY|RMB|JPY|HKD|(?<![A-Z])[$€£¥](?= )|(?<=US)\$(?= )) ?$")
_DOLLARS = regex(r"(?<![A-Za-z])(HK|NT|AU?|CA?)\$$")
_PLACES = {"HK": "HKD", "NT": "TWD", "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD"}
_CURRENCY = {"$": "USD", "¥": "CNY", "￥": "CNY", "€": "EUR", "£": "GBP", "RMB": "CNY"}
_RATIOS = ("hazard_ratio", "odds_ratio", "risk_ratio")


def settle(text: str, part: Part) -> None:
    """The kind of the quantity, from its label, its unit and the words around it."""
    before = text[max(0, part.start - 24) : part.start]
    every = "每" in before
    if part.code in ("m", "s", "deg"):
        _settle_letter(text, part, before)
    if every and part.code in (None, "1") and part.kind in ("", "count") and (base := _IN_SO_MANY.search(before)):
        part.kind, part.code = "rate", f"/{_MANY[base['n']]}"
        part.start -= len(before) - base.start()
    elif part.code is None and part.decimals > 0 and text.startswith("次", part.end) and (each := _EACH.search(before)):
        part.start -= len(before) - each.start()  # 每年3.4次
        _frequency(part, each["unit"] or each["beat"], part.end + 1)
    elif part.code is None:
        _settle_bare(text, part, before)
    elif every and part.kind in ("dose", "measurement") and "/" not in part.code and (base := _FOR_EACH.search(before)):
        part.code += "/m2" if base["unit"] in ("平方米", "m2", "m²") else "/kg"
        part.start -= len(before) - base.start()
    elif part.kind in ("duration", "age"):
        if _EVERY.search(before):
            part.kind = "frequency"
            part.start -= len(before) - _EVERY.search(before).start()  # type: ignore[union-attr]
        elif _AGED.search(before):
            part.kind = "age"
        elif before.endswith("第"):
            part.start -= 1
    elif part.kind == "fold":
        times = _TIMES.match(text, part.end)
        if times is not None and part.low is not None:
            _frequency(part, times["unit"][0], times.end())
    elif part.kind == "count" and text[part.end - 1] == "次":
        each = _EACH.search(before)
        if each is not None:
            part.start -= len(before) - each.start()
            _frequency(part, each["unit"] or each["beat"], part.end)
    if (
        part.kind == "count"
        and text[part.end - 1] in _GENERIC
        and part.number.form == "han"
        and part.number.end - part.number.start == 1
    ):
        part.kind = "number"  # 两种药, 三个步骤: of the prose, no result


def _settle_letter(text: str, part: Part, before: str) -> None:
    """Signs of units that mean another thing beside other words: €1.5m, over 65s and in their 50s, 体温三十八度五."""
    printed, sign = text[part.number.end : part.end], text[part.number.start - 1 : part.number.start]
    if printed == "m" and sign in _CURRENCY:
        part.code = _CURRENCY[sign]
        part.multiply(10**6)
        part.start = min(part.start, part.number.start - 1)
    elif part.code == "deg" and printed[-1:] != "°" and _WARMTH.search(before):
        part.code = "Cel"
    elif printed == "s" and part.low in _DECADES and (aged := _AGES.search(before)):
        part.kind, part.code = "age", "a"
        if aged["over"]:
            part.high, part.comparator = None, ">"
        elif aged["under"]:
            part.low, part.high, part.comparator = None, part.low, "<"
        else:
            part.high = (part.low or Decimal(0)) + 9


def _frequency(part: Part, period: str, end: int) -> None:
    """n times a period; once a period is the period itself."""
    if period in _BEATS:  # 每分钟72次, as 72次/分
        part.kind, part.end, part.code = "measurement", end, f"/{_BEATS[period]}"
        return
    code = _PERIODS[period]
    part.kind, part.end, part.code = "frequency", end, code if part.low == 1 else f"/{code}"


def _told_of_age(part: Part) -> bool:
    """Whether a number behind "aged" is one: in digits, or with a limit ("aged three or younger")."""
    return part.number.form == "digits" or part.comparator in ("<=", ">=")


def _settle_bare(text: str, part: Part, before: str) -> None:
    kinds = [label.kind for label in part.labels]
    if "p_value" in kinds:
        part.kind, part.start = "p_value", part.labels[kinds.index("p_value")].start
    elif "count" in kinds and part.labels[-1].kind == "count" and part.labels[-1].end >= part.start - 2:
        part.kind, part.code, part.start = "count", "1", part.labels[-1].start
    elif (ratio := _ratio(part, kinds)) is not None:
        part.kind = ratio
        label = part.labels[kinds.index(ratio)]
        if part.start - label.end <= 3:
            part.start = label.start
    elif _AGED.search(before) and part.decimals <= 1 and (part.high or part.low or 0) < 120 and _told_of_age(part):
        part.kind, part.code = "age", "a"
    elif (point := _POINT.search(before)) and part.decimals == 0 and _numbers(text, part):
        part.kind, part.code = "duration", _POINTS[point[1].lower()]
        part.start -= len(before) - point.start()
    elif (sign := text[part.number.start - 1 : part.number.start]) in _CURRENCY:
        dollars = _DOLLARS.search(text, max(0, part.number.start - 5), part.number.start)
        part.kind, part.code = "measurement", _PLACES[dollars[1]] if dollars else _CURRENCY[sign]
        before = text[max(0, part.number.start - 3) : part.number.start - 1]
        part.start = min(part.start, part.number.start - 1)
        if before[-1:] == "-" and part.low == part.high and part.low is not None and before[:-1] in ("", " ", "(", ","):
            part.low = part.high = -part.low
            part.start = min(part.start, part.number.start - 2)
    elif coded := _CODED.search(before):  # USD 1.2 billion, $ 500
        part.kind, part.code = "measurement", _CURRENCY.get(coded[1], coded[1])
        part.start -= len(before) - coded.start()
    if not part.kind:
        part.kind = "fraction" if part.number.form == "fraction" else "number"


def _ratio(part: Part, kinds: list[str]) -> str | None:
    """The ratio a label announces; HR 110 is a heart rate, and an interval is none."""
    if part.joined or (part.decimals <= 0 and (part.high or part.low or 0) >= 100):
        return None
    return next((kind for kind in kinds if kind in _RATIOS), None)


def is_once(text: str, part: Part) -> bool:
    """一次 or 1次 behind an interval between doses says nothing new."""
    return part.kind == "count" and part.low == 1 and text[part.end - 1 : part.end] == "次"


def among(text: str, start: int, end: int) -> bool:
    """Whether what stands between two figures counts the second among the first: 每100名接受手术的患者中，大约有5人."""
    return _AMONG.fullmatch(text, start, end) is not None


def is_base(text: str, part: Part) -> bool:
    """每10万人: what a rate is counted in."""
    return part.kind == "count" and part.low is not None and part.low >= 100 and text[part.start - 1 : part.start] == "每"
