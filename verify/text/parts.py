"""A number and the unit or counting word behind it: 120mg, 38.5℃, 210万例, 23.8 per 100 000 person-years, 4.5×10^9/L."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from verify.model import Comparator
from verify.patterns import regex
from verify.text.tokens import Label, Number
from verify.text.vocabulary import Unit, counters, units

TIME = frozenset(("ms", "s", "min", "h", "d", "wk", "mo", "a"))
_ONE = Decimal(1)
_HALF = Decimal("0.5")


@dataclass(slots=True)
class Part:
    """A number with its unit, on the way to a quantity; `code` is None as long as no unit is known."""

    start: int
    end: int
    number: Number
    low: Decimal | None
    high: Decimal | None
    decimals: int
    code: str | None = None
    kind: str = ""
    scale: Decimal = _ONE
    comparator: Comparator = "="
    labels: tuple[Label, ...] = ()
    level: Decimal | None = None
    spread: Decimal | None = None
    joined: bool = False  # two printed numbers: a range
    lent: bool = False  # the unit is printed once, behind a later figure

    def give(self, code: str, kind: str, scale: Decimal) -> None:
        """Set the unit, in which `scale` stands for one of what is printed."""
        self.code, self.kind, self.scale = code, kind, scale
        if scale != 1 and not (code == "%" and scale == 10 and self.number.low > 10):  # 三八折 is 38, 三折 30
            self.low = None if self.low is None else _trimmed(self.low * scale)
            self.high = None if self.high is None else _trimmed(self.high * scale)
            self.decimals -= scale.adjusted()

    def multiply(self, factor: int) -> None:
        """Multiply by a 万 or million that is printed once, behind the other end of a range."""
        self.low = None if self.low is None else _trimmed(self.low * factor)
        self.high = None if self.high is None else _trimmed(self.high * factor)
        self.decimals -= len(str(factor)) - 1

    def add(self, value: Decimal) -> None:
        self.low = None if self.low is None else self.low + value
        self.high = None if self.high is None else self.high + value
        self.decimals = max(self.decimals, -int(value.as_tuple().exponent))


def _trimmed(value: Decimal) -> Decimal:
    return value.quantize(_ONE) if value == value.to_integral_value() else value.normalize()


_GAP = regex(r"-(?=[A-Za-z])| (?:more|additional|extra|further|consecutive) (?=[a-z])|[ \n]{1,4}|")
_AND_HALF = regex(r"(?<![A-Za-z0-9%])半(?![数衰年])| and (?:a half|half(?! (?:of|the)|-))(?![A-Za-z])")
_CLOSING = frozenset(",，;:)]。、")  # right behind a number: no unit follows
_MORE = "余多来几+"
_TENTHS = {c: Decimal(i) for i, c in enumerate("一二三四五六七八九", 1)}


def with_unit(text: str, number: Number) -> Part:
    """`number` with what follows it; its code stays None where nothing does."""
    part = Part(number.start, number.end, number, number.low, number.high, number.decimals)
    if number.kind:
        part.code, part.kind = ("%" if number.kind == "percent" else "1"), number.kind
        return part
    if number.end < len(text) and text[number.end] in _CLOSING and not number.exponent:
        return part
    at = _more(text, part)
    gap = _gap_end(text, at, number)
    extra = _HALF if text.startswith("个半", at) else None  # 一个半月
    if extra is not None:
        gap = at + 2
    found = units().at(text, gap) or _bracketed(text, gap)
    if found is not None and _fits(text, number, found):
        _measure(text, part, found, extra)
    elif number.exponent:
        _power(text, part)
    elif not _rate(text, part, number.end, ""):
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
    c = text[at : at + 1]
    if not c or c not in _MORE or number.form == "fraction":
        return at
    following = text[at + 1 : at + 2]
    if c == "来" and following not in ("个", "例", "名", "岁", "年", "万", "天", "周", "种", "次", "家", "位"):
        return at
    if c == "+" and following.isascii() and following.isalnum():
        return at
    number.more = True
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
    if text[end - 1 : end].isdigit() and text[end : end + 1].isdigit():
        return False
    if number.form == "han":
        word = text[number.start : number.end]
        if word in ("百", "千", "万", "亿") and not number.more:
            return False
        if len(word) == 1 and text[end - 1 : end] == "日" and text[number.end - 2 : number.end - 1] in ("节", "假"):
            return False
    return (unit.numerals or number.form == "digits") and not (unit.unless and text.startswith(unit.unless, end))


def _measure(text: str, part: Part, found: tuple[int, Unit], extra: Decimal | None) -> None:
    end, unit = found
    number = part.number
    if extra is None and (half := _AND_HALF.match(text, end)):
        extra, end = _HALF, half.end()  # 两年半, 三成半, one hour and a half
    elif unit.scale == 10 and number.form == "han" and text[end : end + 1] in _TENTHS:
        extra, end = _TENTHS[text[end]] / 10, end + 1  # 三成五
    if extra is not None:
        part.add(extra)
    part.give(unit.code, unit.kind, unit.scale)
    part.end = end
    if number.exponent:
        part.code = f"10*{number.exponent}.{unit.code}"
    _divide(text, part)


def _power(text: str, part: Part) -> None:
    """A power of ten without a unit: kept as printed before a division (10*9/L), multiplied in otherwise."""
    number = part.number
    part.code, part.kind = f"10*{number.exponent}", "measurement"
    at = part.end
    if text.startswith(" ", part.end):
        part.end += 1
    _divide(text, part)
    if "/" not in part.code:
        part.code, part.kind, part.end = None, "", at
        part.low = part.high = _trimmed(number.low.scaleb(number.exponent))
        part.decimals = max(0, number.decimals - number.exponent)


def _rate(text: str, part: Part, at: int, code: str) -> bool:
    part.code, part.kind = code, ""
    part.end, end = at, part.end
    _divide(text, part)
    if part.code:
        return True
    part.code, part.end = None, end
    return False


def _count(text: str, part: Part, gap: int) -> None:
    """A whole number with a counting word is a count; 一 is only where the word asks for it, 一例 but not 一个."""
    found = counters().at(text, gap)
    number = part.number
    if found is None and number.factor > 1 and (disease := _CAPITALS.match(text, gap)):
        found = counters().at(text, disease.end())  # 1.2亿CKD患者
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
    part.give("1", "count", _ONE)
    part.end = end
    _divide(text, part)


_CAPITALS = regex("[A-Z]{2,8}")
_BODY = regex(r"[ ]?(?:/|per )[ ]?\(?[ ]?min(?:[ ]?[·*./][ ]?| per )\(?1\.73[ ]?m(?:2|²|\^2)\)?\)?")
_PER = regex(
    r"[ ]?(?:/|(?<![A-Za-z])(?:per|each|every)(?![A-Za-z])|an?(?=[ ](?:hour|day|week|month|year)))[ ]?"
    r"(?:(?P<n>[0-9]{1,3}(?:[ ,]?[0-9]{3}){0,3}(?:\.[0-9]{1,3})?(?![0-9]))?[ ]?"
    r"(?P<scale>百万|十万|一百万|万|千|million(?![a-z])|thousand(?![a-z]))?)[ ]?"
)
_SCALES = {"百万": 10**6, "十万": 10**5, "一百万": 10**6, "万": 10**4, "千": 10**3, "million": 10**6, "thousand": 10**3}
_DOSES = frozenset(("mg", "ug", "g", "[IU]", "U", "k[IU]"))
_PER_DOSE = frozenset(("kg", "m2", "d", "wk", "h", "min"))


def _divide(text: str, part: Part) -> None:
    """Units divided by units, as far as they go: mg/kg/d, per 100 000 person-years, /10万."""
    for _ in range(4):
        if part.code and (area := _BODY.match(text, part.end)):  # of a glomerular filtration rate
            part.code, part.end, part.kind = f"{part.code}/min/{{1.73_m2}}", area.end(), "measurement"
            return
        if part.code and (inverse := _inverse(text, part.end)):  # mg·kg-1·d-1
            part.end, part.code = inverse[0], f"{part.code}/{inverse[1]}"
            part.kind = _divided(part, text)
            continue
        if part.code and text[part.end : part.end + 1] in ("·", "*") and (factor := units().at(text, part.end + 1)):
            part.code, part.end, part.kind = f"{part.code}.{factor[1].code}", factor[0], "measurement"  # µg·h/mL
            continue
        below = _below(text, part.end)
        if below is not None and (part.code or below[1][0] == "1"):  # mL/(kg·min), 5.2/(1000人年)
            part.end, part.code = below[0], f"{_bare(part.code)}/{below[1]}"
            part.kind = _divided(part, text)
            return
        match = _PER.match(text, part.end)
        if match is None:
            return
        divisor = Decimal((match["n"] or "1").replace(",", "").replace(" ", "")) * _SCALES.get(match["scale"] or "", 1)
        many = divisor >= 100
        unit = units().at(text, match.end())
        if unit is not None and unit[1].kind in ("percent", "percentage_point", "fold"):
            return
        if unit is not None and (part.code or divisor != 1):
            base = "min" if unit[1].code == "{score}" else unit[1].code  # 110次/分
            if base.startswith("{person}"):
                base = base.removeprefix("{person}.")
                part.code = f"{_bare(part.code)}/{divisor}/{base}" if divisor != 1 else f"{_bare(part.code)}/{base}"
                part.kind = "rate"
            elif divisor == 1:
                part.code = f"{_bare(part.code)}/{base}"
            elif part.code:
                part.code = f"{_bare(part.code)}/({divisor}.{base})"
            else:
                return
            part.end = unit[0]
        elif many and divisor == int(divisor):
            part.code = f"{_bare(part.code)}/{divisor}"
            part.kind = "rate"
            counter = counters().at(text, match.end())
            part.end = counter[0] if counter else match.end() - (text[match.end() - 1] == " ")
        else:
            return
        part.kind = _divided(part, text)


_OPEN_BELOW = regex(r"[ ]?/[ ]?\([ ]?(?:(?P<n>1(?:[ ,]?0){1,6})[ ]?)?")
_TIMES = regex(r"[ ]?[·*./×][ ]?")


def _below(text: str, at: int) -> tuple[int, str] | None:
    """What stands in brackets below the line, as divisors one after the other: /(kg·min), /(1000 person-years)."""
    opening = joint = _OPEN_BELOW.match(text, at)
    codes = [opening["n"].replace(" ", "").replace(",", "")] if opening and opening["n"] else []
    while joint is not None and len(codes) < 4:
        found = units().at(text, joint.end())
        if found is None:
            return None
        at = found[0]
        codes.append(found[1].code.removeprefix("{person}."))
        joint = _TIMES.match(text, at)
    return (at + 1, "/".join(codes)) if codes and text[at : at + 1] == ")" else None


def _inverse(text: str, at: int) -> tuple[int, str] | None:
    """A unit with the exponent -1, joined by a dot or a blank."""
    if text[at : at + 1] not in ("·", " ", "."):
        return None
    found = units().at(text, at + 1)
    if found is None:
        return None
    for sign in ("-1", "^-1", "⁻¹"):
        if text.startswith(sign, found[0]) and not text[found[0] + len(sign) : found[0] + len(sign) + 1].isdigit():
            return found[0] + len(sign), found[1].code
    return None


def _bare(code: str | None) -> str:
    return "" if code in (None, "1") else str(code)


def _divided(part: Part, text: str) -> str:
    """The kind of a quotient of units."""
    head, *below = (part.code or "").split("/")
    if part.kind == "count" and below and below[0] in TIME:
        if below[0] in ("s", "min"):
            return "measurement"
        return "frequency" if "次" in text[part.number.end : part.end] else "rate"
    if part.kind in ("percent", "percentage_point") or (part.kind in ("", "count") and below):
        return "rate"
    if part.kind in ("measurement", "dose", "duration"):
        return "dose" if head in _DOSES and all(code in _PER_DOSE for code in below) else "measurement"
    return part.kind
