"""Printed figures of a text: number tokens composed with units, ranges, bounds, shared units and labels.

`tokens.scan` finds the numbers, `parts.with_unit` reads what follows each, here neighbours are joined to ranges and intervals and
lend each other their unit, and `context` tells what the words around make of it. The vocabulary is in the tables beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from verify.model import Quantity, Span
from verify.text import context
from verify.text.fold import fold
from verify.text.numerals import ratio
from verify.text.parts import TIME, Part, with_unit
from verify.text.patterns import POWER
from verify.text.tokens import SUPERSCRIPTS, Label, Number, scan
from verify.text.vocabulary import connectors, scales


def quantities(text: str, skip: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Every quantity of `text` in order; spans count characters of `text`. `skip`: spans known to be citation markers."""
    folded = fold(text)
    parts = _join(folded, _read(folded, skip))
    _lend(folded, parts)
    kept: list[Part] = []
    name: Part | None = None  # the last number that belonged to a name: grades 3 and 4
    for part in parts:
        listed = name is not None and part.code is None and _role(folded, name, part) in ("list", "comma", "range")
        if listed or context.in_name(folded, part):
            name = part
            continue
        if context.is_word(folded, part) or context.is_reference(folded, part):
            continue
        context.bound(folded, part)
        if context.is_year(part):
            continue
        context.settle(folded, part)
        last = kept[-1] if kept else None
        if last is not None and last.kind == "frequency" and context.is_once(folded, part) and part.start - last.end < 12:
            continue  # 每2周给药1次
        if last is not None and last.end > part.start:
            kept.pop()  # 一日 of 一日三次
        if last is not None and context.is_base(folded, last) and part.start - last.end < 8 and part.kind in ("count", "number"):
            part.kind, part.code, part.start = "rate", f"/{last.high}", kept.pop().start - 1  # 每10万人中有23.4例
        if last is not None and kept and kept[-1] is last and _closes(folded, last, part):
            continue
        kept.append(part)
    _intervals(folded, kept)
    return tuple(_quantity(text, part) for part in kept)


_BOTH = frozenset(("", "and", "but", ",", "且", "并", "并且", "而", "和", "与", "同时", ", and"))


def _closes(text: str, a: Part, b: Part) -> bool:
    """Two bounds side by side that are one range, which `a` becomes: ≥18且<75岁, greater than 30 and less than 40."""
    if (a.low is None) == (a.high is None) or (b.low is None) == (b.high is None) or (a.low is None) == (b.low is None):
        return False
    low, high = (a.low, b.high) if a.low is not None else (b.low, a.high)
    if low is None or high is None or low >= high or a.code not in (None, b.code) or a.kind == "p_value" or b.kind == "p_value":
        return False
    if b.start - a.end > 6 or text[a.end : b.start].strip() not in _BOTH or a.number.more or b.number.more:
        return False
    a.low, a.high, a.code, a.kind, a.comparator, a.end = low, high, b.code, b.kind, "=", b.end
    a.decimals, a.joined = min(a.decimals, b.decimals), True
    return True


def _read(text: str, skip: Sequence[Span]) -> list[Part]:
    """Numbers with their units and the labels before them, without citation markers."""
    parts: list[Part] = []
    labels: list[Label] = []
    markers = sorted(skip, key=lambda span: span.start)
    nth = 0
    flat = -1  # where the last marker flattened onto a figure ends
    for token in _split(text, scan(text)):
        while nth < len(markers) and markers[nth].end <= token.start:
            nth += 1
        if nth < len(markers) and markers[nth].start <= token.start:
            continue
        if isinstance(token, Label):
            if token.value is not None:
                number = Number(token.start, token.end, token.value, token.value, 0, "code")
                parts.append(Part(token.start, token.end, number, token.value, token.value, 0, token.code, "frequency"))
            else:
                labels.append(token)
            continue
        last = parts[-1] if parts else None
        if last is not None and token.start < last.end:
            continue
        part = with_unit(text, token)
        if part.code is None and token.form == "digits" and last is not None:
            sticks = token.start == last.end and last.code is not None  # 20%14, 63万例5,6
            if sticks or token.start == flat or (token.start == flat + 1 and text[flat] in ",-~"):
                flat = token.end
                continue
        if labels:
            part.labels = tuple(label for label in labels if _near(text, label, token.start))
            labels = []
        parts.append(part)
    return parts


def _split(text: str, tokens: Iterable[Number | Label]) -> Iterator[Number | Label]:
    """Blood pressures: 130/80 mmHg is no fraction but two figures."""
    for token in tokens:
        slash = text.find("/", token.start, token.end) if isinstance(token, Number) and token.numerator is not None else -1
        if slash < 0 or not isinstance(token, Number) or with_unit(text, token).code not in ("mm[Hg]", "kPa"):
            yield token
            continue
        for start, end, value in ((token.start, slash, token.numerator), (slash + 1, token.end, token.denominator)):
            yield Number(start, end, Decimal(value or 0), Decimal(value or 0), 0, "digits")


def _near(text: str, label: Label, start: int) -> bool:
    gap = text[label.end : start]
    return len(gap) <= 120 and "。" not in gap and "\n" not in gap and ". " not in gap


# ------------------------------------------------------------------------------------------------ ranges


def _role(text: str, a: Part, b: Part) -> str | None:
    """What the characters between two figures do: range, list, comma or spread."""
    if b.start - a.end > 14:
        return None
    gap = text[a.end : b.start].strip()
    if gap[:1] == ")" and gap[-1:] == "(":  # (5.2±1.1) vs (6.3±1.2) mmol/L
        gap = gap[1:-1].strip()
    return connectors().get(gap)


def _join(text: str, parts: list[Part]) -> list[Part]:
    """Join the two ends of a range, a mean and its spread, and 1年6个月."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last is None or last.joined or "frequency" in (last.kind, part.kind):
            joined.append(part)
            continue
        role = _role(text, last, part)
        if role == "spread" and last.spread is None:
            last.spread, last.end = part.low, part.end
            last.decimals = max(last.decimals, part.decimals)
            if last.code is None and part.code is not None:
                last.give(part.code, part.kind, part.scale)
        elif _composed(text, last, part):
            last.low, last.high = (_sum(value, last, part) for value in (last.low, last.high))
            last.code, last.end = part.code, part.end
        elif role is not None and (_is_range(text, last, part, role) or (role == "comma" and _is_around(text, joined, part))):
            if last.code is None and part.code is not None:
                last.give(part.code, part.kind, part.scale)
            if _shares_factor(last, part):
                last.multiply(part.number.factor)
            high = part.high
            if last.code != part.code and last.code is not None and part.code is not None:
                last.low, high, part.code = _one_unit(last, part)
            last.high, last.end, last.joined = high, part.end, True
            last.decimals = min(last.decimals, part.decimals)
            last.code, last.kind = part.code, part.kind
            last.number.more = part.number.more
        elif role == "share" and _is_share(text, last, part):
            last.number.numerator, last.number.denominator = int(last.number.low), int(part.number.low)
            last.low = last.high = ratio(last.number.low, part.number.low)
            last.number.form, last.end = "fraction", part.number.end
        else:
            joined.append(part)
    return joined


def _shares_factor(a: Part, b: Part) -> bool:
    """1.74-3.02 million: the first end is in millions too."""
    return b.number.factor > 1 == a.number.factor and a.number.low * b.number.factor <= b.number.low


def _one_unit(a: Part, b: Part) -> tuple[Decimal | None, Decimal | None, str | None]:
    """The ends of 6个月~2年 in the finer unit."""
    table = scales()
    if a.code and b.code and table[a.code][1] < table[b.code][1]:
        return a.low, converted(b.high, b.code, a.code), a.code
    return converted(a.low, a.code or "", b.code or ""), b.high, b.code


_ROUND = frozenset(Decimal(n) for n in (5, 10, 20, 50, 100, 1000, 10**4, 10**5, 10**6))


def _is_share(text: str, a: Part, b: Part) -> bool:
    """one in five, 3 out of 8, four of 11: a part of a whole, both whole numbers."""
    if (
        a.code is not None
        or b.kind not in ("", "count")
        or a.decimals > 0
        or b.decimals > 0
        or a.labels
        or b.labels
        or b.number.more
    ):
        return False
    low, high = a.number.low, b.number.low
    if not 0 < low < high or a.number.form == "fraction" or b.number.form == "fraction":
        return False
    gap = text[a.end : b.start].strip()
    if gap == "of":
        return a.number.form == "word" or b.number.form == "word"
    return gap != "in" or low == 1 or high in _ROUND


def _composed(text: str, a: Part, b: Part) -> bool:
    """Two durations in falling units that are one: 2小时30分钟, 1 hour and 30 minutes."""
    if a.code not in TIME or b.code not in TIME or a.code == b.code or a.kind not in ("duration", "age") or a.lent:
        return False
    table = scales()
    gaps = (" ", " and ", "") if text[a.end - 1].isascii() else ("", "零", "又")
    return a.decimals == 0 and table[a.code][1] > table[b.code][1] and text[a.end : b.start] in gaps


def _sum(value: Decimal | None, a: Part, b: Part) -> Decimal | None:
    more = converted(value, a.code or "", b.code or "")
    return None if more is None or b.low is None else more + b.low


def converted(value: Decimal | None, source: str, target: str) -> Decimal | None:
    """`value` in another unit of the same dimension, None where there is no way."""
    table = scales()
    if value is None or source not in table or target not in table or table[source][0] != table[target][0]:
        return None
    result = value * table[source][1] / table[target][1]
    return result.quantize(Decimal(1)) if result == result.to_integral_value() else result.normalize()


def _is_around(text: str, parts: list[Part], b: Part) -> bool:
    """36.5 (24.0, 48.0): two figures in brackets around the one before them."""
    if len(parts) < 2 or text[b.end : b.end + 1] != ")":
        return False
    point, a = parts[-2:]
    alike = point.decimals == a.decimals == b.decimals and point.code is None and a.code is None and b.code is None
    around = a.number.low <= point.number.low <= b.number.low
    return alike and around and text[point.end : a.start].strip() == "(" and not point.joined


_SPAN = re.compile(r"(?:rang|vari|span|differ|aged|between|doses?|范围|介于|波动|不等|年龄)[^。.;]{0,24}$", re.IGNORECASE)
_CHANGE = re.compile(
    r"(?:increas|decreas|ris|rose|fell|fall|drop|reduc|improv|declin|grew|grow|shorten|lengthen|chang|went|升|降|增|减|缩|延长|提高|改善|变)"
    r"[^。;]{0,100}$",
    re.IGNORECASE,
)


def _is_change(before: str, a: Part) -> bool:
    """from 44% to 81% is a change unless words of range stand before it; from 10 to 20 mg only where words of change do."""
    return _SPAN.search(before) is None and (a.code is not None or _CHANGE.search(before) is not None)


def _is_range(text: str, a: Part, b: Part, role: str) -> bool:
    low, high = a.low, b.high
    if low is None or high is None or (a.number.form == "fraction") != (b.number.form == "fraction"):
        return False
    if _shares_factor(a, b):
        low = low * b.number.factor
    if a.code is None and b.code is not None and b.scale != 1:
        low = low * b.scale
    elif a.code is not None and b.code is None:
        return False
    elif a.code != b.code and a.code is not None and b.code is not None:
        moved = converted(low, a.code, b.code)
        if moved is None:
            return False
        low = moved
    interval = any(label.kind == "interval" for label in a.labels)
    if low > high or (low == high and not interval):
        return False
    if role == "comma":
        return interval
    if a.code is None and b.code is not None and context.in_name(text, a):
        return False  # 3.1% in grade 7 to 23.6%
    before = text[max(0, a.start - 120) : a.start].rstrip(" ")
    if role == "list":
        if text[a.end : b.start].strip() not in ("and", "和", "与"):
            return False
        inside = text.startswith(("之间", "间"), b.end) and text[a.start - 1 : a.start] in ("在", "于", "为")
        return inside or before.lower().endswith("between")
    if role != "range":
        return False
    if before.lower().endswith("from"):
        return not _is_change(before[:-4], a)
    if before.endswith(("由", "从", "自")):
        return text.startswith(("不等", "之间"), b.end) or not _is_change(before[:-1], a)
    return not any(label.kind != "interval" for label in b.labels)


# ------------------------------------------------------------------------------------------------ shared units


def _lend(text: str, parts: list[Part]) -> None:
    """Lend the unit of the last figure of a list to those before it: 14.2 vs. 8.6个月, 10、20和30 mg, (5.1±0.8)g/L."""
    for i in range(len(parts) - 1, -1, -1):
        part = parts[i]
        if part.code is None and text[part.end : part.end + 1] == ")" and part.number.form == "digits":
            _bracketed(text, parts, i)
        if part.code is not None or part.number.form == "fraction" or i + 1 == len(parts):
            continue
        lender = parts[i + 1]
        if lender.code is None or lender.kind in ("frequency", "rate", "interval") or lender.labels:
            continue
        role = _role(text, part, lender)
        gap = text[part.end : lender.start].strip()
        listed = role == "list" and not (lender.kind == "count" and gap in ("/", "×", "x"))
        going_on = role == "comma" and lender.lent
        bracket = gap == "(" and lender.lent and lender.joined  # 14.2 (12.1-16.8) months
        if not (listed or going_on or bracket):
            continue
        part.give(lender.code, lender.kind, lender.scale)
        part.lent = True


def _bracketed(text: str, parts: list[Part], i: int) -> None:
    """The unit behind the bracket that ends after a figure: (92.3±6.1)g/L, (85.2±12.3)×10^9/L, 14.2 (12.1–16.8) months."""
    part = parts[i]
    number = Number(part.start, part.end + 1, part.number.low, part.number.high, 0, "digits")
    if power := _POWER.match(text, number.end):
        number.end, number.exponent = power.end(), int((power["e1"] or power["e2"] or power["e3"]).translate(SUPERSCRIPTS))
    outer = with_unit(text, number)
    if outer.code in (None, "1") or outer.kind == "fold":
        return
    part.give(str(outer.code), outer.kind, outer.scale)
    part.lent = True
    while i + 1 < len(parts) and parts[i + 1].start < outer.end:
        del parts[i + 1]  # the 10^9


_POWER = re.compile(POWER)


# ------------------------------------------------------------------------------------------------ intervals


def _intervals(text: str, parts: list[Part]) -> None:
    """Confidence intervals: labelled, announced before their point (HR (95% CI): 0.80 (0.65-0.95)), or in the same form again."""
    announced: Label | None = None
    level: Decimal | None = None
    ratio = ""
    for i, part in enumerate(parts):
        previous = parts[i - 1] if i else None
        label = next((label for label in part.labels if label.kind == "interval"), None)
        if part.kind.endswith("_ratio"):
            ratio = part.kind
        if label is not None and part.joined:
            part.kind, part.level = "interval", label.level
            level = label.level
            part.start = min(part.start, label.start) if part.start - label.end < 12 else part.start
        elif announced is not None and part.joined and previous is not None and part.start - previous.end < 5:
            part.kind, part.level = "interval", announced.level
        elif part.joined and part.kind == "number" and previous is not None and level is not None and _echoes(text, previous, part):
            part.kind, part.level = "interval", level
            if ratio and previous.kind == "number":
                previous.kind = ratio
        if part.kind == "interval" and part.code is None and previous is not None and _encloses(part, previous):
            part.code = previous.code
        announced = label if label is not None and not part.joined else None


def _echoes(text: str, point: Part, part: Part) -> bool:
    """(1.74; 1.18-2.57) after an interval was labelled: a point and what encloses it, with as many decimals."""
    close = text[point.end : part.start].strip() in (";", ",", "(", "[") and point.decimals == part.decimals
    return close and (part.decimals > 0 or point.code == "%") and _encloses(part, point)


def _encloses(interval: Part, point: Part) -> bool:
    low, high, value = interval.low, interval.high, point.low if point.low is not None else point.high
    return low is not None and high is not None and value is not None and low <= value <= high and interval.start - point.end < 40


def _quantity(text: str, part: Part) -> Quantity:
    counted = part.kind == "fraction"
    return Quantity(
        Span(part.start, part.end),
        text[part.start : part.end],
        part.kind,
        part.low,
        part.high,
        part.code or "1",
        part.comparator,
        part.decimals,
        part.number.numerator if counted else None,
        part.number.denominator if counted else None,
        part.level,
        part.spread,
    )
