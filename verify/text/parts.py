"""A number and the unit or counting word behind it: 120mg, 38.5℃, 210万例, 23.8 per 100 000 person-years, 4.5×10^9/L."""

from __future__ import annotations

from decimal import Decimal

from verify.model import Comparator
from verify.patterns import regex
from verify.text.division import divide
from verify.text.numerals import HAN_DIGITS
from verify.text.tokens import ONE, Number, Part, trimmed
from verify.text.vocabulary import Unit, counters, units

_HALF = Decimal("0.5")
_SAID = {"percent": "%", "age": "a"}  # units of numerals that say their kind


_GAP = regex(r"-(?=[A-Za-z])| (?:more|additional|extra|further|consecutive) (?=[a-z])|[ \n]{1,4}|")
_AND_HALF = regex(r"(?<![A-Za-z0-9%])半(?![数衰年])| and (?:a half|half(?! (?:of|the)|-))(?![A-Za-z])")
_COMPOUND = regex(r"-[a-z]{3}")
_CLOSING = frozenset(",，;:)]。、")  # right behind a number: no unit follows
_MORE: dict[str, Comparator] = {"余": ">", "多": ">", "几": ">", "来": "~", "+": ">="}
# 三个多月, 一个来小时: the word stands between the counter and the unit.
_MORE_OF = regex("个([多来余])(?=小时|钟|月|星期|礼拜|季度|世纪|疗程|周期)")
# 两年多的随访, 5年余, 七成多: behind the unit, where no 多次 or 多中心 begins.
_MORE_AFTER = regex("[多余](?=[的后前来时以内间,;。、)）]|$)")
_SPOKEN_ON = frozenset("成米度")
_BEHIND = regex(
    "[一二三四五六七八九]{1,2}(?![十百千万个名例人位点.成倍天次年月周小岁])"
    "|[0-9]{1,2}(?![0-9.%,万千百]|[ ]?[A-Za-z/×]|[个名例人位次天年月周小])"
)


def with_unit(text: str, number: Number) -> Part:
    """`number` with what follows it; its code stays None where nothing does."""
    part = Part(number.start, number.end, number, number.low, number.high, number.decimals)
    if number.kind:
        part.code, part.kind = _SAID.get(number.kind, "1"), number.kind
        return part
    if number.end < len(text) and text[number.end] in _CLOSING and not number.exponent:
        return part
    at = _more(text, part)
    gap = _gap_end(text, at, number)
    extra = _HALF if text.startswith("个半", at) and text[number.start - 1 : number.start] != "第" else None  # 一个半月
    if extra is not None:
        gap = at + 2
    found = units().at(text, gap) or _bracketed(text, gap)
    if found is not None and _fits(text, number, found):
        _measure(text, part, found, extra)
    elif number.exponent:
        _power(text, part)
    elif not _rate(text, part, number.end, "") and not _events(text, part):
        _count(text, part, gap)
    return part


def _bracketed(text: str, at: int) -> tuple[int, Unit] | None:
    """A unit in brackets of its own: 20 (kg)."""
    found = units().at(text, at + 1) if text[at : at + 1] == "(" else None
    if found is None or found[0] - at < 3 or text[found[0] : found[0] + 1] != ")":
        return None
    return found[0] + 1, found[1]


def _gap_end(text: str, at: int, number: Number) -> int:
    if number.form == "fraction" and (article := _ARTICLE.match(text, at)):  # half an hour
        return article.end()
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


_ARTICLE = regex(r" an? (?=hour|day|week|month|year|century|decade|million)")


def _more(text: str, part: Part) -> int:
    """Take 余, 多 and + behind the number, and the 万 that may follow: 500多亿."""
    number, at = part.number, part.number.end
    if between := _MORE_OF.match(text, at):
        number.more = _MORE[between[1]]
        return between.end()
    c = text[at : at + 1]
    if not c or c not in _MORE or number.form == "fraction":
        return at
    following = text[at + 1 : at + 2]
    if c == "来" and following not in ("个", "例", "名", "人", "岁", "年", "万", "天", "周", "种", "次", "家", "位"):
        return at
    if c == "+" and following.isascii() and following.isalnum():
        return at
    number.more = _MORE[c]
    at += 1
    for sign, factor in (("万", 10**4), ("亿", 10**8)):
        while text.startswith(sign, at):
            part.multiply(factor)
            at += 1
    part.end = at
    return at


def _fits(text: str, number: Number, found: tuple[int, Unit]) -> bool:
    """A numeral in words does not go with every unit, and some units are the beginning of another word."""
    end, unit = found
    if number.form == "fraction" and unit.kind == "measurement" and "/" not in text[number.start : number.end]:
        return False  # 37 of 251 feet, but 130/80 mmHg
    if text[end - 1 : end].isdigit() and text[end : end + 1].isdigit():
        return False
    if end - number.end < 3 and text[end - 1 : end].isupper() and _COMPOUND.match(text, end):
        return False  # 22 N-linked sites, 3 T-cell lines
    if number.form == "han":
        word = text[number.start : number.end]
        if word in ("百", "千", "万", "亿") and number.more is None:
            return False
        if word == "一" and text.startswith("成为", end - 1):
            return False  # 原因之一成为…
        if len(word) == 1 and text[end - 1 : end] == "日" and text[number.end - 2 : number.end - 1] in ("节", "假"):
            return False
    return (unit.numerals or number.form == "digits") and not (unit.unless and text.startswith(unit.unless, end))


def _measure(text: str, part: Part, found: tuple[int, Unit], extra: Decimal | None) -> None:
    end, unit = found
    number = part.number
    if extra is None and (half := _AND_HALF.match(text, end)):
        extra, end = _HALF, half.end()  # 两年半, 三成半, one hour and a half
    elif text[end - 1] in _SPOKEN_ON and (more := _decimals_behind(text, end, number)) is not None:
        extra, end = more
    if extra is not None:
        part.add(extra)
    part.give(unit.code, unit.kind, unit.scale)
    part.end = end
    if unit.kind in ("duration", "percent", "age") and number.more is None and _MORE_AFTER.match(text, end):
        number.more, part.end = ">", end + 1
    if number.exponent:
        part.code = f"10*{number.exponent}.{unit.code}"
    divide(text, part)


def _decimals_behind(text: str, at: int, number: Number) -> tuple[Decimal, int] | None:
    """Decimals said behind the unit, and where they end: 三成五, 一米七五, 三十八度五."""
    match = _BEHIND.match(text, at)
    if match is None or number.decimals > 0 or number.exponent or number.low != number.high:
        return None
    unit, digits = text[at - 1], "".join(str(HAN_DIGITS.get(c, c)) for c in match[0])
    if not (
        (unit == "成" and number.form == "han" and len(digits) == 1 and not match[0].isascii())
        or (unit == "米" and number.low in (1, 2) and text[at - 2] not in "毫厘分微纳千")
        or (unit == "度" and 34 <= number.low <= 43 and len(digits) == 1)
    ):
        return None
    return Decimal(f"0.{digits}"), match.end()


def _power(text: str, part: Part) -> None:
    """A power of ten without a unit: kept as printed before a division (10*9/L), multiplied in otherwise."""
    number = part.number
    part.code, part.kind = f"10*{number.exponent}", "measurement"
    at = part.end
    if text.startswith(" ", part.end):
        part.end += 1
    divide(text, part)
    if "/" not in part.code:
        part.code, part.kind, part.end = None, "", at
        part.low = part.high = trimmed(number.low.scaleb(number.exponent))
        part.decimals = max(0, number.decimals - number.exponent)


def _rate(text: str, part: Part, at: int, code: str) -> bool:
    part.code, part.kind = code, ""
    part.end, end = at, part.end
    divide(text, part)
    if part.code:
        return True
    part.code, part.end = None, end
    return False


_WITHIN = 100  # characters from a figure to what it is counted over
_EVENTS = regex(
    r" (?:(?:type [12]|(?!(?:and|or|was|were|to|than|by|at|for|who|versus|vs|per)[ ])[a-z-]+) ){1,6}"
    r"(?=per (?:[0-9]|(?:patient|person|woman|child|device|catheter|player|bed)[- ]))"
)


def _events(text: str, part: Part) -> bool:
    """A rate whose events stand before what they are counted over: "9.8 episodes per 100 patient-years"."""
    match = _EVENTS.match(text, part.number.end) if text.find(" per ", part.number.end, part.number.end + _WITHIN) >= 0 else None
    if match is None or part.number.form != "digits" or text.endswith(("type ", "Type "), 0, part.number.start):
        return False
    return _rate(text, part, match.end() - 1, "")


def _count(text: str, part: Part, gap: int) -> None:
    """A whole number with a counting word is a count; 一 is only where the word asks for it, 一例 but not 一个."""
    found = counters().at(text, gap)
    number = part.number
    if found is None and number.factor > 1 and (disease := _CAPITALS.match(text, gap)):
        found = counters().at(text, disease.end())  # 1.2亿CKD患者
    if found is not None and part.decimals > 0 and text[found[0] : found[0] + 1] == "/":
        at, part.end = part.end, found[0]  # 6.4例/1 000导管日
        divide(text, part)
        part.end = part.end if part.code is not None else at
        return
    if found is None or part.decimals > 0 or number.form == "code" or (number.form == "fraction" and number.numerator is None):
        return
    end, alone = found
    if alone == "no" and number.low == 1 and number.form != "digits":
        return
    if alone == "only" and number.low != 1 and number.form != "fraction":
        return
    if number.form == "fraction":
        part.end = end
        return
    part.give("1", "count", ONE)
    part.end = end
    if text[end - 1] in _HALVED and (half := _AND_HALF.match(text, end)):  # 1片半
        part.add(_HALF)
        part.end = half.end()
    divide(text, part)


_HALVED = frozenset("片粒支瓶剂袋")
_CAPITALS = regex("[A-Z]{2,8}")
