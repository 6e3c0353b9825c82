"""Printed figures of a text: number tokens composed with units, ranges, bounds, shared units and labels.

`tokens.scan` finds the numbers; here each is given its unit or counting word (`_parts`), joined with its neighbour to a range or
a mean with its spread (`_ranges`), lent the unit of the list it stands in (`_share`), bounded and hedged by the words around it,
and told apart by label and unit (`_kind`). Tables: units.tsv, counters.tsv, comparators.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from verify.model import Comparator, Quantity, Span
from verify.text import vocabulary
from verify.text.fold import fold
from verify.text.tokens import Label, Number, scan


@dataclass(slots=True)
class _Part:
    """A number with its unit, on the way to a quantity."""

    start: int
    end: int
    number: Number
    low: Decimal | None
    high: Decimal | None
    decimals: int
    code: str | None = None  # None: no unit yet
    kind: str = ""
    comparator: Comparator = "="
    label: Label | None = None
    spread: Decimal | None = None
    joined: bool = False
    lent: bool = False  # the unit is that of a list, printed once
    unit_end: int = 0


def quantities(text: str, skip: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Every quantity of `text` in order; spans count characters of `text`. `skip`: spans known to be citation markers."""
    folded = fold(text)
    parts = _parts(folded, skip)
    _share(folded, parts)
    parts = _ranges(folded, parts)
    _share(folded, parts)
    kept = []
    previous: _Part | None = None
    for part in parts:
        if _wanted(folded, part):
            _bound(folded, part)
            _settle(folded, part, previous)
            kept.append(part)
            previous = part
    return tuple(_quantity(text, part) for part in kept if not _year(part))


# ------------------------------------------------------------------------------------------------ units

_GAP = re.compile(r"[ \n]{0,2}|-(?=[A-Za-z])")
_TIME_TEXT = {"s", "min", "h", "d", "wk", "mo", "a"}


def _parts(text: str, skip: Sequence[Span]) -> list[_Part]:
    """Numbers with the units that follow them, each with the label that stands before it."""
    parts: list[_Part] = []
    label: Label | None = None
    markers = iter(sorted(skip, key=lambda span: span.start))
    marker = next(markers, None)
    flat = -1  # where digits that stick to a finished figure end
    for token in scan(text):
        while marker is not None and marker.end <= token.start:
            marker = next(markers, None)
        if marker is not None and marker.start <= token.start and token.end <= marker.end:
            continue
        if isinstance(token, Label):
            if token.kind == "frequency":
                value = token.value
                parts.append(_Part(token.start, token.end, Number(token.start, token.end, Decimal(1), Decimal(1), 0, "code"),
                                   value, value, 0, token.code, "frequency", unit_end=token.end))
            else:
                label = token
            continue
        last = parts[-1] if parts else None
        part = _with_unit(text, token)
        sticks = last is not None and token.start == last.unit_end and last.code is not None and token.form == "digits"
        if sticks or token.start == flat or (flat >= 0 and token.start == flat + 1 and text[flat] in ",-~"):
            if part.code is None:  # a marker flattened onto a figure: 20%14, 63万例5,6
                flat = token.end
                continue
        if part.code is None and token.form == "han" and not _clear(text, token):
            continue
        if part.code is not None and token.form == "han" and not _real(text, part):
            continue
        if label is not None and (token.start - label.end > 60 or "。" in text[label.end : token.start]):
            label = None
        part.label, label = label, None
        parts.append(part)
    return parts


def _with_unit(text: str, number: Number) -> _Part:
    part = _Part(number.start, number.end, number, number.low, number.high, number.decimals, number.code, unit_end=number.end)
    if number.code == "%":
        part.kind = "percent"
        if text.startswith("点", number.end):
            part.kind = "percentage_point"
        return part
    at = number.end
    while at < len(text) and text[at] in "余餘多来几幾+" and number.form != "fraction":  # 30余篇, 500多亿, 10万+
        if text[at] == "来" and not text.startswith(("个", "例", "名", "岁"), at + 1):
            break
        if text[at] == "+" and text[at + 1 : at + 2].isalnum() and text[at + 1].isascii():
            break
        number.more = True
        at += 1
        if text[at : at + 1] in ("万", "萬", "亿", "億"):
            factor = Decimal(10**4 if text[at] in "万萬" else 10**8)
            part.low, part.high = number.low * factor, number.high * factor
            at += 1
    if number.more:
        part.end = part.unit_end = at
    halves = 0
    if text.startswith(("个半", "個半"), at):
        halves, at = 1, at + 1
        at += 1
        text_at = "个" if text[at : at + 1] == "月" else ""
        unit = vocabulary.units().at(text_at + text[at : at + 8], 0)
        found = None if unit is None else (at + unit[0] - len(text_at), unit[1])
    else:
        gap = _GAP.match(text, at)
        found = vocabulary.units().at(text, gap.end() if gap else at)
        if found is None and gap and gap.end() > at:
            found = vocabulary.units().at(text, at)
    if found is not None:
        end, unit = found
        if (number.form in ("digits", "fraction") or unit.numerals) and not _part_of_word(text, end, unit):
            code, kind = unit.code, unit.kind
            if text.startswith("半", end) and code in (*_TIME_TEXT, "t", "kg", "1", "%") and not text.startswith(("半衰", "半数"), end):
                halves, end = 1, end + 1
            if unit.code == "%" and unit.scale == 10:
                digit = {c: i for i, c in enumerate("一二三四五六七八九", 1)}.get(text[end : end + 1])
                if digit is not None and number.form == "han":
                    part.low, part.high = _add(part.low, Decimal(digit) / 10), _add(part.high, Decimal(digit) / 10)
                    end += 1
            if halves:
                part.low, part.high = _add(part.low, Decimal("0.5")), _add(part.high, Decimal("0.5"))
                part.decimals = max(1, part.decimals)
            if unit.scale != 1:
                part.low, part.high = (None if v is None else v * unit.scale for v in (part.low, part.high))
                part.decimals = max(0, part.decimals - unit.scale.adjusted())
            end, code, kind = _compound(text, end, code, kind)
            if number.exponent:
                code = f"10*{number.exponent}{code if code.startswith('/') else '.' + code}"
            part.code, part.kind, part.end, part.unit_end = code, kind, end, end
            return part
    if number.exponent:
        gap_end = number.end + (1 if text.startswith(" ", number.end) else 0)
        end, code, kind = _compound(text, gap_end, "", "measurement")
        if code:
            part.code, part.kind, part.end, part.unit_end = f"10*{number.exponent}{code}", kind, end, end
        else:
            part.low = part.high = number.low.scaleb(number.exponent)
            part.decimals = max(0, number.decimals - number.exponent)
        return part
    end, code, kind = _compound(text, number.end, "", "rate")
    if code:
        part.code, part.kind, part.end, part.unit_end = code, "rate", end, end
        return part
    gap = _GAP.match(text, at)
    counted = vocabulary.counters().at(text, gap.end() if gap else at)
    if counted is not None and part.decimals == 0 and number.form != "fraction" and (counted[1].alone or number.low != 1 or number.form == "digits"):
        if text[gap.end() if gap else at].isascii() or (gap is None or gap.end() - at <= 1):
            part.code, part.kind, part.end, part.unit_end = "1", "count", counted[0], counted[0]
    return part


def _add(a: Decimal | None, b: Decimal) -> Decimal | None:
    return None if a is None else a + b


_PER = re.compile(r"[ ]?(?:/|每|\bper(?![A-Za-z])|a(?=[ ](?:day|week|month|year))|each|every)[ ]?(?P<n>[0-9]{1,3}(?:[ ,]?[0-9]{3})*(?:\.[0-9]+)?[ ]?(?:万|million|thousand)?|一百万|百万|十万|万|千)?[ ]?")
_FACTORS = {"万": 10**4, "million": 10**6, "thousand": 10**3, "千": 1000, "十万": 10**5, "百万": 10**6, "一百万": 10**6}
_DAILY = {"daily": "/d", "weekly": "/wk", "monthly": "/mo", "yearly": "/a"}


def _compound(text: str, at: int, code: str, kind: str) -> tuple[int, str, str]:
    """Units divided by units, as far as they go: mg/kg/d, per 100 000 person-years, /10万."""
    for _ in range(3):
        match = _PER.match(text, at)
        if match is None:
            break
        end, per = match.end(), ""
        if match["n"]:
            digits = match["n"].replace(",", "").replace(" ", "")
            for word, factor in _FACTORS.items():
                if digits.endswith(word):
                    digits = str(int(Decimal(digits[: -len(word)] or 1) * factor))
                    break
            per = digits
        unit = vocabulary.units().at(text, end)
        counter = None if unit else vocabulary.counters().at(text, end)
        if unit is not None and unit[1].kind in ("percent", "percentage_point", "fold"):
            unit = None
        if unit is not None and (code or per or unit[1].kind == "count"):
            base = unit[1].code
            if base == "m2" and per == "1.73":
                code += "/m2"
            elif base == "{person}.a":
                code += f"/{per}/a" if per else "/a"
            else:
                code += f"/{per}{base}" if not per else f"/({per}.{base})"
            if per and Decimal(per) >= 100 and base.startswith("{person}"):
                kind = "rate"
            at = unit[0]
        elif per and "." not in per and Decimal(per) >= 100 and (code in ("", "1") or counter):
            code, kind = ("" if code == "1" else code) + f"/{per}", "rate"
            at = counter[0] if counter else end - (1 if text[end - 1 : end] == " " else 0)
        else:
            break
        if kind in ("measurement", "dose"):
            kind = "dose" if code.partition("/")[0] in ("mg", "ug", "g", "[IU]", "U") and all(d in ("kg", "m2", "d", "wk", "h", "min") for d in code.split("/")[1:]) else "measurement"
        elif kind == "percent":
            kind = "rate"
        if kind == "duration":
            kind = "measurement"
    return at, code, kind


def _part_of_word(text: str, end: int, unit: vocabulary.Unit) -> bool:
    """A unit that is the beginning of another word: 3倍体, 8分子, 2日本 …"""
    return text.startswith(_WORD_TAILS.get(text[end - 1], ()), end)


_WORD_TAILS: dict[str, tuple[str, ...]] = {
    "倍": ("体", "数", "增"),
    "分": ("子", "型", "期", "类", "化", "布", "别", "析", "级", "组", "之", "层", "泌", "裂", "娩"),
    "成": ("人", "年", "熟", "立", "功", "果", "分", "员", "就", "本", "份", "型"),
    "年": ("级", "轻", "代", "龄", "版"),
    "月": ("经",),
    "天": ("然",),
    "日": ("本", "光"),
    "周": ("围", "边", "期", "身"),
    "元": ("素",),
    "克": ("隆", "罗"),
    "方": ("案", "法", "面", "剂", "向"),
    "升": ("高", "至", "到"),
    "度": ("洛",),
    "秒": (),
    "伏": ("立",),
    "瓦": (),
    "斤": (),
    "米": ("非", "诺"),
    "里": (),
    "位": (),
}


def _clear(text: str, number: Number) -> bool:
    """Whether a bare Chinese numeral is surely a number: 三百五十, 十二点五 are, 一 and 万 are not."""
    word = text[number.start : number.end]
    return (len(word) > 1 and any(c in "十百千万亿拾佰仟萬億点點" for c in word) and word[0] not in "千万萬亿億" ) and word not in ("百万", "千万", "十万")


def _real(text: str, part: _Part) -> bool:
    """Whether a Chinese numeral with a unit is a figure, not a word: 一旦, 十分, 百日咳, 一年级 are words."""
    word = text[part.number.start : part.number.end]
    if word in ("百", "千", "万", "亿", "萬", "億"):
        return part.number.more
    before = text[part.number.start - 1 : part.number.start]
    return not (before in ("第", "统", "唯", "初", "每", "单", "同", "任", "某", "另", "这", "那", "哪", "进") and word == "一" and part.kind == "count")


# ------------------------------------------------------------------------------------------------ lists and ranges

_RANGE = {"-", "~", "至", "到", "to", "--", "-~", "- to", "through", "~~", "or up to"}
_LIST = {"vs", "vs.", "v", "v.", "versus", "和", "与", "及", "或", "、", ",", ";", "and", "or", ", and", ",and", "/", "对", "比", "×", "x", "以及", "&", "compared with",
         "VS", "Vs", "VS.", "vs,", ", or", "and/or", "|"}


def _between(text: str, a: _Part, b: _Part) -> str | None:
    gap = text[a.end : b.start]
    return gap.strip() if len(gap) <= 16 else None


def _share(text: str, parts: list[_Part]) -> None:
    """Lend the unit of the last figure of a list or range to those before it: 14.2 vs. 8.6个月."""
    for i in range(len(parts) - 2, -1, -1):
        a, b = parts[i], parts[i + 1]
        if a.code is not None or b.code is None or b.kind in ("frequency", "fold_word") or a.number.form == "fraction":
            continue
        if b.label is not None and b.label.kind in ("interval", "p_value"):
            continue
        gap = _between(text, a, b)
        if gap is None:
            continue
        lone_comma = gap in (",", "、") and "\n" not in text[a.end : b.start]
        if gap in _RANGE or (gap in _LIST and (not lone_comma or b.lent or gap == "、" or b.joined)) or gap in ("±", "+/-", "±("):
            if b.kind == "count" and gap in ("/", "×", "x"):
                continue
            a.code, a.kind, a.lent = b.code, b.kind, True
            scale = _spelled_scale(b)
            if scale != 1:
                a.low, a.high = (None if v is None else v * scale for v in (a.low, a.high))


def _spelled_scale(part: _Part) -> Decimal:
    if part.number.low == 0 or part.low is None or part.joined:
        return Decimal(1)
    scale = part.low / part.number.low
    return scale if part.code in ("%", "mo", "wk", "a", "kg") and scale in (Decimal("0.1"), Decimal(10), Decimal("0.5"), Decimal(3), Decimal(2)) and "." not in str(scale)[2:] else Decimal(1)


_CHANGE = re.compile(r"(?:increas|decreas|ris|rose|fell|fall|drop|reduc|improv|declin|grew|grow|shorten|lengthen|chang|升|降|增|减|缩|延长|提高|改善|变)[^0-9。.;]*$", re.IGNORECASE)


def _ranges(text: str, parts: list[_Part]) -> list[_Part]:
    """Join the two ends of a range, and a mean with its spread."""
    joined: list[_Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last is not None and not last.joined and _joins(text, last, part):
            gap = text[last.end : part.start].strip()
            if gap in ("±", "+/-"):
                last.spread, last.end = part.low, part.end
                last.unit_end = part.unit_end
                if last.code is None:
                    last.code, last.kind = part.code, part.kind
                last.decimals = max(last.decimals, part.decimals)
            else:
                low, high = last.low, part.high
                if part.code is not None and last.code is not None and part.code != last.code:
                    low = _converted(low, last.code, part.code)
                last.low, last.high, last.end, last.unit_end = low, high, part.end, part.unit_end
                last.decimals = min(last.decimals, part.decimals)
                last.code, last.kind = part.code if part.code is not None else last.code, part.kind or last.kind
                last.joined = True
            continue
        joined.append(part)
    return joined


def _converted(value: Decimal | None, source: str, target: str) -> Decimal | None:
    scales = vocabulary.scales()
    if value is None or source not in scales or target not in scales:
        return value
    return value * scales[source][1] / scales[target][1]


def _joins(text: str, a: _Part, b: _Part) -> bool:
    gap = _between(text, a, b)
    if gap is None or a.number.form == "fraction" or b.number.form == "fraction" or "frequency" in (a.kind, b.kind):
        return a is not None and gap in ("-", "~", "至", "到", "to") and a.number.form == b.number.form == "fraction" and "frequency" not in (a.kind, b.kind)
    if gap in ("±", "+/-"):
        return True
    if a.low is None or b.high is None:
        return False
    if a.code is not None and b.code is not None and a.code != b.code:
        scales = vocabulary.scales()
        if a.code not in scales or b.code not in scales or scales[a.code][0] != scales[b.code][0] or a.lent:
            return False
        if (_converted(a.low, a.code, b.code) or 0) >= b.high:
            return False
    elif a.code is not None and b.code is None:
        return False
    elif a.low > b.high:
        return False
    before = text[max(0, a.start - 40) : a.start].rstrip()
    ci = a.label is not None and a.label.kind == "interval"
    if ci and gap in (",", ";", "、"):
        return True
    if gap in ("and", "和", "与"):
        return before.lower().endswith("between") or text.startswith(("之间", "间"), b.end) and before.endswith(("在", "于", "为"))
    if gap not in _RANGE:
        return False
    if gap == "to" and before.lower().endswith("from"):
        return not _CHANGE.search(before[:-4])
    if gap in ("至", "到") and before.endswith(("由", "从", "從")):
        return not _CHANGE.search(before[:-1]) and not _CHANGE.search(text[a.end : b.start])
    return True


# ------------------------------------------------------------------------------------------------ what is no figure

_NAME_BEFORE = re.compile(r"(?:(?<![A-Za-z])(?:Figs?|Figures?|Tables?|Box|Eqs?|Equations?|Study|Trial|Phases?|Grades?|Stages?|Types?|Groups?|Arms?|Cohorts?|Steps?|Parts?|Chapters?|Sections?|Levels?|Class(?:es)?|No|Nos|Version|Appendix|Model|Protocol|Category|Chromosomes?|Exons?|Codons?|Factor|Cycle|Ref|Refs|Supplement|Region|Aim|Experiments?|Samples?|Scheme|Case|Lot|Batch|Vol|pp|p)\.?(?:[ ]?\()?|图|表|附表|附图|附录|方案|队列|阶段|步骤|编号|批号|证据等级|Grade)[ ]?(?:[<>=≤≥]{1,2}[ ]?)?$", re.IGNORECASE)
_NAME_AFTER = re.compile(r"[ ]?(?:型|期|级|類|类|号|代|版|届|线|価|价|号染色体|三体|外显子|楼|路|q[0-9]|p[0-9])(?!间|望|待|刊|末|内|时)|(?:st|nd|rd|th)(?![A-Za-z])")


def _wanted(text: str, part: _Part) -> bool:
    """False for numbers that are part of a name or of the structure of the text."""
    number = part.number
    before = text[max(0, part.start - 24) : part.start]
    if before.endswith("第") and part.code not in _TIME_TEXT:
        return False
    if part.code is None or part.kind == "count" and number.form == "digits":
        if part.decimals == 0 and _NAME_BEFORE.search(before) and part.label is None:
            return False
    if part.code is None:
        if _NAME_AFTER.match(text, part.end):
            return False
        following = text[part.end : part.end + 1]
        if number.form == "digits" and following.isascii() and following.isalpha():
            return False
        if following == "-" and text[part.end + 1 : part.end + 2].isalpha() and text[part.end + 1].isascii() and not part.joined:
            return False
        if before.endswith("(") and following == ")" and part.low == part.high and part.decimals == 0 and part.label is None and not part.lent:
            return bool(re.search(r"[0-9%][^\u4e00-\u9fffA-Za-z]{0,3}\($", before)) or part.low >= 200 if part.low is not None else False
        if number.form == "fraction" and number.numerator is not None and number.denominator is not None:
            return number.numerator <= number.denominator or "又" in before[-2:]
        if number.form == "word" and part.low is not None and part.low <= 1 and not part.joined:
            return False
        if text.startswith("%", part.end):
            return True
    return True


def _year(part: _Part) -> bool:
    number = part.number
    return (
        part.code is None
        and number.form == "digits"
        and number.end - number.start == 4
        and part.low is not None
        and 1800 <= part.low < 2100
        and part.label is None
        and part.comparator in ("=",)
        and part.decimals == 0
    )


# ------------------------------------------------------------------------------------------------ bounds, hedges, kinds


def _bound(text: str, part: _Part) -> None:
    """Words before and after that bound or hedge the figure; the span grows over them."""
    at = part.start
    while at and text[at - 1] in " \n":
        at -= 1
    found = vocabulary.comparators("before").before(text, at)
    if found is None and text[at - 2 : at] in ("为", "是", "达", "有", "了"):
        found = vocabulary.comparators("before").before(text, at - 1)
    if found is not None and _hedges(text, found[0], at, part):
        start, sign = found
        if sign != "=":
            part.comparator, part.start = sign, start
        again = vocabulary.comparators("before").before(text, start)
        if sign in ("=", "~") and again is not None and again[1] != "=" and start - again[0] > 0 and text[again[0] : start].isascii() and not text[again[0]].isalpha():
            part.comparator, part.start = again[1], again[0]
    if part.comparator in ("=", "~"):
        at = part.end
        while at < len(text) and text[at] == " " and at - part.end < 2:
            at += 1
        after = vocabulary.comparators("after").at(text, at)
        if after is not None:
            part.comparator, part.end = after[1], after[0]
        elif part.code in _TIME_TEXT and part.kind == "duration" and text.startswith(("内", "內"), part.end) and text[part.end + 1 : part.end + 2] not in tuple("科镜分源"):
            part.comparator, part.end = "<=", part.end + 1
    if part.number.more and part.comparator in ("=", "~"):
        part.comparator = ">"
    if part.low != part.high:
        if part.comparator not in ("=", "~"):
            part.comparator = "=" if not part.number.more else part.comparator
        elif part.number.form == "han" and not part.joined:
            part.comparator = "~"
    elif part.comparator in (">", ">="):
        part.high = None
    elif part.comparator in ("<", "<="):
        part.low = None


def _hedges(text: str, start: int, end: int, part: _Part) -> bool:
    word, before = text[start:end], text[start - 1 : start]
    if word == "约":
        return before not in ("节", "契", "合", "公", "预", "条", "制", "简", "纽", "婚")
    if word == "近":
        return before not in ("最", "附", "邻", "亲", "远", "靠", "新") and not (part.kind == "duration" and (not before or before in ",。;:(\n、" or text.startswith(("来", "内", "间"), part.end)))
    if word in ("over", "Over"):
        return part.kind != "duration"
    if word == "超":
        return before not in ("高", "彩", "B")
    if word in ("above", "below", "around", "about", "under"):
        return True
    return True


def _settle(text: str, part: _Part, previous: _Part | None) -> None:
    """The kind of the quantity, from its label, its unit and the words around it."""
    label = part.label
    if label is not None and label.kind == "interval":
        if part.joined:
            part.kind, part.start = "interval", label.start if "\n" not in text[label.start : part.start] and part.start - label.end < 12 else part.start
        else:
            label = part.label = None
    if part.kind == "interval":
        if part.code is None and previous is not None and previous.code and previous.code != "1":
            part.code = previous.code
        return
    if label is not None and part.code is None:
        if label.kind == "p_value":
            part.kind, part.start = "p_value", label.start
            return
        if label.kind == "count" and part.number.start == label.end:
            part.kind, part.code = "count", "1"
            part.start = label.start
            return
        if label.kind.endswith("_ratio") and not part.joined:
            part.kind = label.kind
            if part.start - label.end <= 3:
                part.start = label.start
            return
    if part.kind == "duration" and _AGED.search(text[max(0, part.start - 24) : part.start]):
        part.kind = "age"
    if part.kind == "duration":
        _frequency(text, part)
    if part.kind == "fold" and re.match(r"[ ](?:a|per|each|every|daily|weekly|monthly)(?![A-Za-z])", text[part.end : part.end + 9]):
        part.kind = "frequency"
    if not part.kind:
        part.kind = "fraction" if part.number.form == "fraction" else "number"


_AGED = re.compile(r"(?:(?<![A-Za-z])aged?(?:[ ](?:of|was|is|between|from|range|at[ ]least|over|under))?|年龄[为:≥≤<>=]?)[ :,=]*$", re.IGNORECASE)
_ONCE = re.compile(r".{0,8}?(?:(?P<n>[一二两三四1-4])[ ]?次)")


def _frequency(text: str, part: _Part) -> None:
    """每4周, every 4 weeks: the interval between two doses."""
    before = text[max(0, part.start - 7) : part.start].rstrip().lower()
    if before.endswith(("每", "每隔", "every", "each")):
        part.kind = "frequency"
        part.start -= len(text[max(0, part.start - 7) : part.start]) - max(before.rfind("每"), before.rfind("every"), before.rfind("each"))


def _quantity(text: str, part: _Part) -> Quantity:
    number = part.number
    level = part.label.level if part.label is not None and part.kind == "interval" else None
    keep = part.kind == "fraction"
    return Quantity(
        Span(part.start, part.end), text[part.start : part.end], part.kind, part.low, part.high, part.code or "1", part.comparator,
        part.decimals, number.numerator if keep else None, number.denominator if keep else None, level, part.spread,
    )
