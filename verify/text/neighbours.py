"""Figures side by side: ranges, means with a spread, parts of a whole, composed durations, and units printed once for several.

`join` makes one part of two printed numbers, `lend` gives the unit of the last of a list to the others. What may stand between two
figures is in connectors.tsv.
"""

from __future__ import annotations

import re
from decimal import Decimal

from verify.patterns import regex
from verify.text import exclusions, shares
from verify.text.digits import POWER, exponent
from verify.text.numerals import ratio
from verify.text.parts import with_unit
from verify.text.tokens import TIME, Number, Part
from verify.text.vocabulary import connectors, scales

# ------------------------------------------------------------------------------------------------ ranges


_NAMED_AGAIN = regex(r"(to|至|到|~|-) ?([^\W\d_]{1,6}) ?[=:]")  # κ = 0.71 to κ = 0.88


def role_of(text: str, a: Part, b: Part) -> str | None:
    """What the characters between two figures do: range, list, comma or spread."""
    if b.start - a.end > 16:
        return None
    gap = text[a.end : b.start].strip()
    if (named := _NAMED_AGAIN.fullmatch(gap)) and text[: a.start].rstrip(" =:").endswith(named[2]):
        gap = named[1]
    if gap[:1] in (")", "]"):
        if gap[-1:] in ("(", "["):  # (5.2±1.1) vs (6.3±1.2) mmol/L
            gap = gap[1:-1].strip()
        elif a.joined and b.lent:  # 10 (9-11) vs 15 (13-18) days
            gap = gap[1:].strip()
    return connectors().get(gap)


def join(text: str, parts: list[Part]) -> list[Part]:
    """Join the two ends of a range, a mean and its spread, and 1年6个月."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        role = role_of(text, last, part) if last is not None else None
        if last is None or (last.joined and role != "share") or "frequency" in (last.kind, part.kind):
            joined.append(part)
            continue
        if role == "range" and part.code is None and last.number.kind == "percent" and text.startswith("百", last.number.start):
            part.give("%", "percent", Decimal(1))  # 百分之三十到四十
        if role == "spread" and last.spread is None:
            last.spread, last.end = part.low, part.end
            last.decimals = max(last.decimals, part.decimals)
            if last.code is None and part.code is not None:
                last.give(part.code, part.kind, part.scale)
        elif _inches(text, last, part):
            many = _SMALLER[last.code or ""][1]
            last.low = last.high = ratio(last.number.low * many + part.number.low, many)
            last.decimals, last.end = 2, part.end
        elif last.code == "kg" and part.code == "{liang}" and part.start == last.end:  # 六斤八两
            last.add(converted(part.low, part.code, last.code) or Decimal(0))
            last.end = part.end
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
        elif role == "share" and shares.is_share(text, last, part):
            shares.make(last, last, part)
            last.end = part.number.end
            before = joined[-2] if len(joined) > 1 else None
            if (
                before is not None
                and before.number.form == "fraction"
                and _is_range(text, before, last, role_of(text, before, last) or "")
            ):
                before.high, before.end, before.joined = last.high, last.end, True  # 1 in 6 to 1 in 4
                before.number.numerator = before.number.denominator = None
                joined.pop()
        else:
            joined.append(part)
    shares.of_one(text, joined)
    return shares.of_every(text, joined)


def _shares_factor(a: Part, b: Part) -> bool:
    """1.74-3.02 million: the first end is in millions too."""
    return b.number.factor > 1 == a.number.factor and a.number.low * b.number.factor <= b.number.low


def _one_unit(a: Part, b: Part) -> tuple[Decimal | None, Decimal | None, str | None]:
    """The ends of 6个月~2年 in the finer unit."""
    table = scales()
    if a.code and b.code and table[a.code][1] < table[b.code][1]:
        return a.low, converted(b.high, b.code, a.code), a.code
    return converted(a.low, a.code or "", b.code or ""), b.high, b.code


_JOINED_ZH = ("", "零", "又")


def _composed(text: str, a: Part, b: Part) -> bool:
    """Two durations in falling units that are one: 2小时30分钟, 1 hour and 30 minutes."""
    if b.code == "{score}" and a.code == "h" and text[b.end - 1] == "分" and text[a.end : b.start] in _JOINED_ZH:  # 1小时30分
        b.code = "min"
    if a.code == "{score}" and b.code == "s" and text[a.end - 1 : b.start] == "分":  # 5分30秒
        a.code, a.kind = "min", "duration"
    if a.code not in TIME or b.code not in TIME or a.code == b.code or a.kind not in ("duration", "age") or a.lent:
        return False
    table = scales()
    gaps = (" ", " and ", "") if text[a.end - 1].isascii() else _JOINED_ZH
    return a.decimals == 0 and table[a.code][1] > table[b.code][1] and text[a.end : b.start] in gaps


# Of feet and pounds: the unit printed for the rest, and how many make one.
_SMALLER = {"[ft_i]": ("[in_i]", Decimal(12)), "[lb_av]": ("[oz_av]", Decimal(16))}


def _inches(text: str, a: Part, b: Part) -> bool:
    """5 feet 2 inches, 5 ft 2 in, 6 lb 4 oz: one length, one mass."""
    smaller, many = _SMALLER.get(a.code or "", ("", Decimal(0)))
    if not smaller or a.decimals > 0 or a.lent or text[a.end : b.start] not in ("", " ", " and ", ", ") or b.number.low >= many:
        return False
    if b.code is None and smaller == "[in_i]" and text.startswith(" in", b.end) and not text[b.end + 3 : b.end + 4].isalnum():
        b.code, b.end = smaller, b.end + 3
    return b.code == smaller


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


_SPAN = regex(
    r"(?:rang|(?<![a-z])r[au]n(?![a-z])|interval|vari|span|differ|aged|between|doses?|范围|介于|波动|不等|年龄)[^。.;]{0,24}$",
    re.IGNORECASE,
)
_CHANGE = regex(
    r"(?:increas|decreas|ris(?!k)|rose|fell|fall|drop|reduc|improv|declin|grew|grow|shorten|lengthen|chang|went|升|降|增|减|缩|延长|提高|改善|变)"
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
    if interval and low > high and a.code == b.code and role in ("range", "comma"):
        a.low, b.high = high, low  # 95% CI -0.48 to -1.41
        return True
    if low > high or (low == high and not interval):
        return False
    if role == "comma":
        return interval
    if a.code is None and b.code is not None and (exclusions.in_name(text, a) or _is_point(text, a, b)):
        return False  # 3.1% in grade 7 to 23.6%
    before = text[max(0, a.start - 120) : a.start].rstrip(" ")
    if role == "list":
        if text[a.end : b.start].strip() not in ("and", "和", "与"):
            return False
        inside = text.startswith(("之间", "间"), b.end) and text[a.start - 1 : a.start] in ("在", "于", "为")
        return inside or interval or before.lower().endswith("between")
    if role != "range":
        return False
    if before.lower().endswith("from"):
        return interval or not _is_change(before[:-4], a)
    if before.endswith(("由", "从", "自")):
        return text.startswith(("不等", "之间"), b.end) or not _is_change(before[:-1], a)
    return not any(label.kind != "interval" for label in b.labels)


# ------------------------------------------------------------------------------------------------ shared units


_POINT = regex(r"(?<![a-z])(?<![0-9][ -])(?:(?P<age>ages?)|weeks?|months?|days?|years?|hours?|visits?|cycles?|rounds?) $", re.I)


def _is_point(text: str, part: Part, beside: Part) -> bool:
    """Whether a number is an age or a point of time by itself: 8% at age 6 to 59% at age 12, between day 91 and one year."""
    point = _POINT.search(text, max(0, part.start - 8), part.start)
    return point is not None and (beside.code not in TIME or not point["age"])  # ages 6 and 12 years


_SPREAD = regex(r"[(\[](?i:SD|SE|SEM|s\.d\.|标准差)[ :=]?")
_AGES = regex(r"(?:aged?|ages)\s(?:from\s)?$", re.I)
_PREPOSITION = regex(r" (?:at|in|on|after|with|for) $")
_NUMBERED = regex(r"(?<![a-z])(?:grade|stage|level|phase|type|class|cohort|group|arm|quintile)s? $", re.I)  # grade 6 and 76.9%
_YEAR = regex(r"(?:(?<![a-z])(?:in|since|before|after|until|from|by|of) |[自至在于]|截至)(?:19|20)[0-9]{2}(?![0-9.,])", re.I)


def lend(text: str, parts: list[Part]) -> None:
    """Lend the unit of the last figure of a list to those before it: 14.2 vs. 8.6个月, 10、20和30 mg, (5.1±0.8)g/L."""
    for i in range(len(parts) - 1, -1, -1):
        part = parts[i]
        if part.code is None and text[part.end : part.end + 1] in (")", "]") and part.number.form == "digits":
            _bracketed(text, parts, i)
        ratio_named = part.labels and part.labels[-1].kind.endswith("_ratio")
        if part.code is not None or ratio_named or part.number.form == "fraction" or i + 1 == len(parts):
            continue
        lender = parts[i + 1]
        if part.joined and not lender.joined and lender.decimals > part.decimals:
            continue  # 91.3% at 70-79 and 89.1%: an age beside shares
        if lender.code is None or lender.kind in ("frequency", "interval"):
            continue
        if lender.kind == "rate" and not lender.decimals == part.decimals > 0:
            continue  # in 2019 and 12 per 100,000
        if lender.kind not in ("age", "duration") and _AGES.search(text, max(0, part.start - 8), part.start):
            continue  # in adults aged 18-49 and 38%
        if _is_point(text, part, lender) or _NUMBERED.search(text, max(0, part.start - 10), part.start):
            continue
        before = _PREPOSITION.search(text, max(0, part.start - 8), part.start)
        if before is not None and text.startswith(before.group(), lender.end):
            continue  # 80% at 30 and 71% at 37
        if lender.kind == "percent" and _YEAR.search(text, max(0, part.start - 8), part.end):
            continue  # before 1975 and 9.6%
        role = role_of(text, part, lender)
        gap = text[part.end : lender.start].strip()
        if lender.labels:
            if not (gap[:1] in ("(", "[") and lender.lent and lender.joined and lender.labels[-1].kind == "interval"):
                continue
            gap = gap[0]  # 45 (IQR 30-60) min
        listed = role in ("list", "change") and not (lender.kind == "count" and gap in ("/", "×", "x"))
        going_on = role == "comma" and lender.lent
        changed = role == "range" and lender.number.form == "digits" and text.endswith(_FROM, max(0, part.start - 6), part.start)
        around = lender.joined or (lender.decimals == part.decimals > 0)
        # 14.2 (12.1-16.8) months, 54.3 (11.2) years, 26.4 (SD 8.1) hours
        bracket = lender.lent and ((gap in ("(", "[") and around) or _SPREAD.fullmatch(gap) is not None)
        if not (listed or going_on or changed or bracket):
            continue
        part.give(lender.code, lender.kind, lender.scale)
        part.lent = True


_FROM = ("from ", "From ", "由", "从", "自")  # from 61 to 38 minutes


def _bracketed(text: str, parts: list[Part], i: int) -> None:
    """The unit behind the bracket that ends after a figure: (92.3±6.1)g/L, (85.2±12.3)×10^9/L, 14.2 (12.1–16.8) months."""
    part = parts[i]
    number = Number(part.start, part.end + 1, part.number.low, part.number.high, 0, "digits")
    if power := POWER.match(text, number.end):
        number.end, number.exponent = power.end(), exponent(power)
    outer = with_unit(text, number)
    if outer.code in (None, "1") or outer.kind == "fold":
        return
    part.give(str(outer.code), outer.kind, outer.scale)
    part.lent = True
    while i + 1 < len(parts) and parts[i + 1].start < outer.end:
        del parts[i + 1]  # the 10^9


# ------------------------------------------------------------------------------------------------ two bounds

_BOTH = frozenset(("", "and", "but", ",", "，", "且", "并", "并且", "而", "和", "与", "同时", ", and"))


def closes(text: str, a: Part, b: Part) -> bool:
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
