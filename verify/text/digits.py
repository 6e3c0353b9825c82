"""Numbers that start with a digit: 1 241, 0·80, 4.5×10^9, 38/120, 2 1/2, 3万4000, 95% CI; dates, markers and addresses are none.

The figure is read first; the character behind it decides what else is tried. The text is folded and every repetition is bounded,
so a match costs little however hostile the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, Decimal

from verify.patterns import regex
from verify.text import hanzi, numerals
from verify.text.latin import MONTHS, OPEN, YEAR
from verify.text.tokens import Label, Number, integral, share
from verify.text.words import add_part

Read = tuple[int, Number | Label | None]

_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
_FIGURE = regex(
    rf"(?:{_GROUPED}|[0-9]{{1,3}}(?: [0-9]{{3}})+(?![0-9])|[0-9]{{1,2}}(?:,[0-9]{{2}}){{1,5}},[0-9]{{3}}(?![0-9,])|[0-9]{{1,15}})"
    r"(?:[.·][0-9]{1,12})?|\.[0-9]{1,12}"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SUPER = "[⁻⁺]?[⁰¹²³⁴-⁹]{1,2}"
# 4.5×10^9, 4.5×10⁹, 4.5×10(9) and, flattened, 4.5×109
POWER = regex(rf" ?[×x*·] ?10 ?(?:\^ ?\(?([-+]?[0-9]{{1,2}})\)?|\(([-+]?[0-9]{{1,2}})\)|(-?[1-9][0-9]?)(?![0-9.,%])|({_SUPER}))")


def read(text: str, start: int) -> Read:
    """What the digit, dot or fraction sign at `start` starts, and where to read on; None for what is no number."""
    if text[start] in _VULGAR:
        return start + 1, share(start, start + 1, *_VULGAR[text[start]])
    match = _FIGURE.match(text, start)
    if match is None:
        return start + 1, None
    end = match.end()
    if text[start] == "." and text[start - 1 : start].isalnum() and start:  # GII.4, COVID-19.1, but vs.19.2
        return (start + 1 if text[start - 2 : start].lower() == "vs" else end), None
    following = text[end : end + 1]
    if (found := _skipped(text, start, end, following)) is not None:
        return found, None
    if following in (" ", "\n"):
        following = text[end : end + 3].lstrip(" \n")[:1]
    reader = _FOLLOWERS.get(following)
    made = reader(text, start, end) if reader is not None else None
    if made is not None:
        return made.end, made
    number = _finished(text, start, end, end)
    return end, number


# ------------------------------------------------------------------------------------------------ what is no number

_DOI = regex(r"10\.[0-9]{4,9}/[!-~]+")
_CHAIN = regex(
    r"[0-9]{1,6}(?:\.[0-9]{1,6}){2,9}|[0-9]{1,6}(?:-[0-9]{2,6}){2,9}(?![0-9.%])|[0-9]{1,3}/[0-9]{1,3}[a-z]-[0-9]{1,3}"
    rf"|[0-9]{{1,2}}/[0-9]{{1,2}}/{YEAR}(?![0-9])"
)
_SPAN = " ?[-~/至到] ?"
_YEARS = regex(
    rf"{YEAR}(?![0-9])(?:(?:{_SPAN}(?:{YEAR}|[0-9]{{2}}(?=年)))? ?年(?![龄长])"
    rf"(?: ?[0-9]{{1,2}}(?:{_SPAN}[0-9]{{1,2}})? ?月(?: ?[0-9]{{1,2}} ?[日号])?)?"
    rf"|{_SPAN}(?:{YEAR}|[2-9][0-9])(?![0-9.,%])|[-./][01]?[0-9](?:[-./][0-3]?[0-9])?(?![0-9%]|\.[0-9])|s(?![A-Za-z]))"
)
_DAYS = regex(r"[0-9]{1,2} ?月 ?[0-9]{1,2} ?[日号]|(?:[0-9]{1,2}[-~至])?[0-9]{1,2}月(?![龄大经])|[0-9]{2}年代")
_OF_MONTH = regex(rf"(?:st|nd|rd|th)? ([A-Za-z]{{3,9}})\.?(?:,? {YEAR}(?![0-9]))?")
_RATIO = regex(
    "(?: ?:[0-9]{1,3}){1,4}(?![0-9.])| ?: [0-9]{1,3}(?![0-9.])(?! [a-z]{3})"
)  # "confirmed in 41: 29 had skin disease" is none
_MARKER = regex(
    r"\[ ?[0-9]{1,3}[a-z]?(?: ?[,;~-] ?[0-9]{1,3}[a-z]?){0,40} ?\]|\([0-9]{1,3}(?: ?[,;] ?[0-9]{1,2}(?:-[0-9]{1,3})?){1,40}\)"
)
_FREEDOM = regex(r"\([0-9., ]{1,20}\)(?= ?=)")  # F(2, 28) =


def marker_end(text: str, start: int) -> int | None:
    """Where [1,3-5] or (1,3-5) ends, or the degrees of freedom of F(2, 28)."""
    match = _MARKER.match(text, start)
    if match is None and text[start] == "(" and start and (text[start - 1].isalpha() and text[start - 1] < "ϐ"):
        match = _FREEDOM.match(text, start)
    return match.end() if match is not None else None


def _skipped(text: str, start: int, end: int, following: str) -> int | None:
    """Where a date, an address, a chain of numbers (2.1.3) or a ratio (2:1) that starts at `start` ends."""
    long = end - start > 3 and text[start : start + 2] in ("18", "19", "20")
    match = _YEARS.match(text, start) if long else None
    if match is None and following in ".-/":
        match = (_DOI.match(text, start) if text.startswith("10.", start) else None) or _CHAIN.match(text, start)
    if end - start > 3:
        return match.end() if match else None
    if match is None and (following in "月-~至年" or text[end + 1 : end + 2] == "月"):
        match = _DAYS.match(text, start)
    if match is None and (following == ":" or text[end + 1 : end + 2] == ":") and text[start:end].isdigit():
        match = _RATIO.match(text, end)
    if match is None and following in " snrt" and end - start < 3 and (month := _OF_MONTH.match(text, end)):
        match = month if month[1][0].isupper() and month[1].lower() in MONTHS else None
    return match.end() if match else None


# ------------------------------------------------------------------------------------------------ what follows a figure

_VULGAR = {
    sign: (Decimal(top), Decimal(bottom))
    for signs, bottom in (("½", 2), ("⅓⅔", 3), ("¼ ¾", 4), ("⅕⅖⅗⅘", 5), ("⅙   ⅚", 6), ("⅛ ⅜ ⅝ ⅞", 8))
    for top, sign in enumerate(signs, 1)
    if sign != " "
}
SIGNS = "0123456789" + "".join(_VULGAR)
_INTEGER = rf"(?:{_GROUPED}|[0-9]{{1,3}}(?: [0-9]{{3}})+(?![0-9])|[0-9]{{1,7}})"
_FRACTION = regex(rf"({_INTEGER})(?: ?/ ?| (?:out )?of (?:(?:the|a total of) )?)({_INTEGER})(?![0-9./万亿]|[ ]?%|,[0-9]|[-~][0-9])")
_MIXED = regex(f"([0-9]{{1,4}}) {{0,2}}(?:([1-7])/([2348])(?![0-9/])|([{''.join(_VULGAR)}]))")
_INTERVAL = regex(
    r" ?% ?-?\(?(?:(?:CIs?|CrI|HDI|UI|UR|BCI)(?![A-Za-z])|"
    r"(?:[Cc]onfidence|[Cc]redible|[Uu]ncertainty) (?:[Ii]nt(?:ervals?)?|[Ll]imits)"
    r"|(?:[Cc]onfidence )?[Ll]imits(?: (?:ran|running|ranging|were|are|of|from)){1,2}(?= [0-9-])"
    r"|[Ii]nterval(?: (?:ran|running|ranging|spanned|spanning|extending|stretching|of|was|is|from)){1,2}(?= [0-9-])"
    r"|(?:可信|置信|信赖|可信度|不确定)区间(?:的?(?:下限|低限)为?(?=[0-9-]))?)"
    rf"(?: ?[\[(] ?(?:[0-9]{{2}} ?% ?)?(?:CIs?|CrI) ?[\])])?{OPEN}"
)
_EXPONENT = regex(rf"\^([-+]?[0-9]{{1,2}})(?![0-9.])|({_SUPER})")
_SCIENTIFIC = regex(r"[eE]([-+]?[0-9]{1,2})(?![0-9A-Za-z])")
_SCALE = regex(
    " ?([百千]?[万亿兆]{1,2}|百|千(?![克米瓦卡焦帕伏赫])|[kK](?![A-Za-z.])"
    "|(?:million|billion|trillion|thousand|hundred|lakh|crore|dozen)s?(?![a-z])|(?:mln|bln|tln|bn|tn)(?![a-z]))"
    "|\n(million|billion|trillion|thousand|hundred)(?![a-z])"  # wrapped between figure and scale
)
_SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8, "兆": 10**12, "k": 10**3, "K": 10**3, **numerals.SCALE_WORDS}
_SCALES |= {"mln": 10**6, "bln": 10**9, "bn": 10**9, "tln": 10**12, "tn": 10**12}
_FIFTEEN = Context(prec=15)


def _fraction(text: str, start: int, end: int) -> Number | None:
    match = _FRACTION.match(text, start)
    if match is None or (text[start - 1 : start] == "/" and text[start - 2 : start - 1].isdigit()):  # 10/20/30 mg
        return None
    top, bottom = (Decimal(group.replace(",", "").replace(" ", "")) for group in match.groups())
    number = share(start, match.end(), top, bottom)
    if number is not None and text[match.end(1)] == "/" and _signed(text, start):
        number.low = number.high = -number.low
        number.start, number.numerator, number.denominator = start - 1, None, None
    return number


def _mixed(text: str, start: int, end: int) -> Number | None:
    match = _MIXED.match(text, start)
    if match is None:
        return None
    top, bottom = _VULGAR[match[4]] if match[4] else (Decimal(match[2]), Decimal(match[3]))
    part = numerals.ratio(top, bottom)
    if part is None or top >= bottom:
        return None
    value = Decimal(match[1]) + part
    return Number(*match.span(), value, value, 1, "digits")


def _interval(text: str, start: int, end: int) -> Label | None:
    level = text[start:end]
    match = _INTERVAL.match(text, end) if level[0] in "89" and len(level.partition(".")[0]) == 2 else None
    return None if match is None else Label(start, match.end(), "interval", Decimal(level))


def _power(text: str, start: int, end: int) -> Number | None:
    """10^9, 2^5 and 4.5 × 10⁹; the last keeps its exponent until its unit is known."""
    match = POWER.match(text, end)
    if match is not None:
        return _finished(text, start, match.end(), end, exponent=exponent(match))
    match = _EXPONENT.match(text, end)
    base = _value(text[start:end])
    if match is None or not base or (match[2] and base != 10):
        return None
    if _signed(text, start):
        start, base = start - 1, -base
    value = integral(_FIFTEEN.power(base, exponent(match)).normalize())
    return Number(start, match.end(), value, value, max(0, -int(value.as_tuple().exponent)), "digits")


def exponent(match: re.Match[str]) -> int:
    """The exponent that a match of POWER holds."""
    return int(next(group for group in match.groups() if group).translate(_SUPERSCRIPTS))


_BELOW = regex(r"(?<![A-Za-z])[Pp](?:[ -]?(?:values?|值))?[ ]?[<>=≤≥][ ]?$")
_SMALL = regex(r"-([1-9][0-9]?)(?![0-9.%])")


def _flat_power(text: str, start: int, end: int) -> Number | None:
    """P<10-5: the power of ten of a P value, its exponent printed flat."""
    match = _SMALL.match(text, end) if text[start:end] == "10" else None
    if match is None or _BELOW.search(text, max(0, start - 14), start) is None:
        return None
    value = Decimal(1).scaleb(-int(match[1]))
    return Number(start, match.end(), value, value, int(match[1]), "digits")


def _scientific(text: str, start: int, end: int) -> Number | None:
    match = _SCIENTIFIC.match(text, end)
    number = _finished(text, start, match.end(), end) if match else None
    if match and number is not None:
        number.low = number.high = number.low.scaleb(int(match[1]))
        number.decimals = max(0, number.decimals - int(match[1]))
    return number


def _scaled(text: str, start: int, end: int) -> Number | None:
    """万, million and the like behind the figure, and the rest of a numeral in mixed writing: 1千零1, 3万4000."""
    match = _SCALE.match(text, end)
    if match is None:
        return None
    scale, digits = (match[1] or match[2]).removesuffix("s"), text[start:end]
    stop = _tail(text, match.end()) if not scale.isascii() and "." not in digits else match.end()
    spoken = numerals.han((digits + text[match.start(1) : stop]).replace(" ", "")) if stop > match.end() else None
    if spoken is not None:
        number = _finished(text, start, stop, end)
        if number is not None:
            number.low = number.high = spoken.copy_sign(number.low)
        return number
    if not scale.isascii() and (part := hanzi.part_of(text, start, match.end())) is not None:  # 10万分之3
        return part
    factor = 1
    for step in (scale,) if scale in _SCALES else scale:
        factor *= _SCALES[step]
    number = _finished(text, start, match.end(), end, factor=factor)
    if number is not None and scale.isascii():
        add_part(text, number, factor)
    return number


# What goes on behind the scale in digits: 3万4000, 7万 5千, 1千零1.
_TAIL_DIGITS = regex(r"(?:(?<=万)[0-9]{4}|(?<=亿)[0-9]{4,8})(?![0-9.,%年])| ?[0-9]{1,4}(?= ?[百千万])|(?<=零)[0-9](?![0-9.])")


def _tail(text: str, at: int) -> int:
    """The end of what goes on behind the scale."""
    limit = at + 24
    while at < limit:
        match = _TAIL_DIGITS.match(text, at)
        end = match.end() if match else hanzi.numeral_end(text, at)
        if end == at:
            break
        at = end
    return at - (text[at - 1] == "两")


def _and(text: str, start: int, end: int) -> Number | None:
    """2 and a half."""
    number = _finished(text, start, end, end)
    if number is not None and number.decimals == 0:
        add_part(text, number, 1)
    return number


def _and_han(text: str, start: int, end: int) -> Number | None:
    """3又2分之1."""
    number = _finished(text, start, end, end)
    return None if number is None else hanzi.and_part(text, number)


def _finished(text: str, start: int, end: int, digits_end: int, exponent: int = 0, factor: int = 1) -> Number | None:
    """The number whose digits end at `digits_end`; None if it is the tail of a name, unless a value is glued on: ORR40.4%."""
    before = text[start - 1 : start]
    named = before.isascii() and (before.isalpha() or before == "_")
    if named and not ("." in text[start:digits_end] or text.startswith(("%", " %"), end)):
        return None
    digits = text[start:digits_end]
    value = _value(digits)
    places = len(digits.replace("·", ".").partition(".")[2])
    number = Number(start, end, value, value, places, "digits", exponent=exponent, factor=factor)
    if factor != 1:
        number.low = integral(value * factor)
        number.decimals -= len(str(factor)) - 1
    if _signed(text, start):
        number.low = -number.low
        number.start -= 1 if before != " " else 2 if text[start - 2] == "负" else len("minus ")
    number.high = number.low
    return number


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", "").replace("·", "."))


def _signed(text: str, start: int) -> bool:
    """Whether the dash before a figure is a minus: nothing that a range or a name could end with stands before it."""
    before = text[start - 1] if start else ""
    if before == " ":
        return text[max(0, start - 6) : start - 1].lower() == "minus" or text[start - 2 : start - 1] == "负"
    if before != "-" or start == 1:
        return before in ("-", "负")
    c = text[start - 2]
    if c == " ":
        return start < 3 or not (text[start - 3].isdigit() or text[start - 3] == "%")
    if "\u4e00" <= c <= "\u9fff":
        return _DECIMAL.match(text, start) is not None
    return c in "(,:=<>~≥≤≈±/;[\n。"


_DECIMAL = regex(r"[0-9]{1,9}\.[0-9]")
_FOLLOWERS: dict[str, Callable[[str, int, int], Number | Label | None]] = {
    "/": _fraction,
    "o": _fraction,
    "%": _interval,
    "分": hanzi.part_of,
    "又": _and_han,
    "-": _flat_power,
    "a": _and,
    **dict.fromkeys("123456789" + "".join(_VULGAR), _mixed),
    **dict.fromkeys("^×x*·⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", _power),
    **dict.fromkeys("eE", _scientific),
    **dict.fromkeys("百千万亿兆kKmbtlhcd", _scaled),
}
