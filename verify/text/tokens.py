"""One pass over folded text: which digits and number words are numbers, and which belong to names, dates and markers.

`scan` yields numbers and the labels that say what the next number is (HR, 95% CI, P, n). Whatever else holds digits (gene,
drug and trial names, dates, bracketed markers, addresses) is consumed whole, so nothing later trips over it. There is
one pattern for what starts with a digit, a letter and a Chinese character; all other characters are passed over at one look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from verify.text import numerals
from verify.text.patterns import DIGIT, DIGIT_SITES, HAN, JOINED, LETTER, SITE, STARTERS
from verify.text.vocabulary import units


@dataclass(slots=True)
class Number:
    """A number as printed. `high` differs from `low` only in 三四个月; `form` is digits, han, word, fraction or code."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    decimals: int
    form: str
    more: bool = False  # 余 or 多 follows: 30余篇
    kind: str = ""  # what the numeral itself says: percent of 百分之三十, fold of 翻一番
    numerator: int | None = None
    denominator: int | None = None
    exponent: int = 0  # printed as a power of ten after the figure, not yet multiplied in
    factor: int = 1  # of 万, million …, multiplied in


@dataclass(slots=True)
class Label:
    """What the next number is: a ratio, p_value, interval or count, or a whole frequency written as a code (q4w, bid)."""

    start: int
    end: int
    kind: str
    level: Decimal | None = None  # of a confidence interval, in per cent
    value: Decimal | None = None
    code: str = "1"


_PERIODS = {"h": "h", "d": "d", "w": "wk", "m": "mo"}
_OFTEN = {"bid": 2, "tid": 3, "qid": 4, "qd": 1}
_SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8, "k": 10**3, "K": 10**3, "mln": 10**6, "bln": 10**9}
_SCALES |= numerals.SCALE_WORDS
_BASES = {"百": 100, "佰": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6}
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅛": (1, 8)}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


def scan(text: str) -> Iterator[Number | Label]:
    """Numbers and labels of folded text, in order; what stands between them is not looked at."""
    at = 0
    number: Number | None = None  # the one just read
    while (site := SITE.search(text, at)) is not None:
        start, at = site.span()
        c = text[start]
        if c in DIGIT_SITES:
            match = DIGIT.match(text, start)
        elif c > "\u2e00":
            match = HAN.match(text, start)
        elif start and (text[start - 1] == "_" or (text[start - 1].isalnum() and text[start - 1] < "\u0250")):
            continue
        elif text[at : at + 1] in JOINED or site[0].lower() in STARTERS:
            match = LETTER.match(text, start)
        else:
            continue
        if match is None:
            continue
        group = match.lastgroup or ""
        at = match.end()
        if group == "skip":
            if c == "[" and _encloses(match[0], number):
                at = start + 1  # 29 [24-36]
            continue
        if group == "name":
            unit = units().at(text, start)
            if unit is not None and text[unit[0] : unit[0] + 1] == "-" and text[max(0, start - 2) : start].rstrip()[-1:].isdigit():
                at = unit[0] + 1  # 5 mg-10 mg
            continue
        made = _MAKERS[group](match)
        if made is not None:
            at = max(made.end, match.start() + 1)
            number = made if isinstance(made, Number) else None
            yield made


def _encloses(bracket: str, number: Number | None) -> bool:
    """Whether what looks like a marker, [24-36], is the range around the number before it."""
    low, dash, high = bracket.strip("[] ").partition("-")
    if number is None or not dash or not (low.isdigit() and high.isdigit()):
        return False
    return int(low) < number.low < int(high)


def _frequency_code(match: re.Match[str]) -> Label:
    if match["period"]:
        return Label(*match.span(), "frequency", value=Decimal(match["every"] or 1), code=_PERIODS[match["period"].lower()])
    times = _OFTEN[match["often"].lower().replace(".", "")]
    return Label(*match.span(), "frequency", value=Decimal(times), code="/d" if times > 1 else "d")


def _interval(match: re.Match[str]) -> Label:
    return Label(*match.span(), "interval", Decimal(match["level"]) if match["level"] else None)


def _label(kind: str) -> Callable[[re.Match[str]], Label]:
    return lambda match: Label(*match.span(), kind)


def _fraction_of(match: re.Match[str], top: Decimal, bottom: Decimal) -> Number | None:
    value = numerals.ratio(top, bottom)
    if value is None:
        return None
    number = Number(*match.span(), value, value, 0, "fraction")
    if top == int(top) and bottom == int(bottom):
        number.numerator, number.denominator = int(top), int(bottom)
    return number


def _fraction(match: re.Match[str]) -> Number | None:
    return _fraction_of(match, Decimal(match["top"].replace(",", "")), Decimal(match["bottom"].replace(",", "")))


def _vulgar(match: re.Match[str]) -> Number | None:
    top, bottom = _VULGAR[match["vulgar"]]
    return _fraction_of(match, Decimal(top), Decimal(bottom))


def _mixed(match: re.Match[str]) -> Number | None:
    top, bottom = _VULGAR[match["sign"]] if match["sign"] else (int(match["top2"]), int(match["bottom2"]))
    part = numerals.ratio(Decimal(top), Decimal(bottom))
    if part is None or top >= bottom:
        return None
    value = Decimal(match["whole"]) + part
    return Number(*match.span(), value, value, 1, "digits")


def _part(match: re.Match[str]) -> Number | None:
    base, share = match["base"].replace(" ", ""), match["share"].replace(" ", "").rstrip(".,")
    top, bottom = _plain(share), _plain(base)
    if top is None:
        return None
    if base in _BASES:
        places = len(share.replace("点", ".").partition(".")[2])
        value = top * 100 / _BASES[base]
        return Number(*match.span(), value, value, places + len(str(_BASES[base])) - 3, "han", kind="percent")
    return None if bottom is None else _fraction_of(match, top, bottom)


def _plain(text: str) -> Decimal | None:
    """Digits with separators, or a Chinese numeral."""
    if text[:1] in ("-", "负"):
        value = _plain(text[1:])
        return None if value is None else -value
    if text[:1].isdigit():
        whole, _, rest = text.partition(".")
        digits = whole.replace(",", "")
        return Decimal(f"{digits}.{rest}" if rest.isdigit() else digits)
    return numerals.han(text)


def _figure(match: re.Match[str]) -> Number | None:
    text, (start, end) = match.string, match.span()
    before = text[start - 1 : start]
    if (
        before.isascii()
        and (before.isalpha() or before == "_")
        and not re.match(r"[0-9]+(?:\.[0-9]|[ ]?%)", match[0] + text[end : end + 2])
    ):
        return None  # the tail of a name, unless a value is glued to a word: ORR40.4%
    digits = match["digits"].replace(",", "").replace(" ", "").replace("·", ".")
    fraction = digits.partition(".")[2]
    value = Decimal(digits)
    number = Number(start, end, value, value, len(fraction), "digits")
    exponent = match["e1"] or match["e2"] or match["e3"]
    if exponent:
        number.exponent = int(exponent.translate(SUPERSCRIPTS))
    elif match["e4"]:
        number.low = value.scaleb(int(match["e4"]))
        number.decimals = max(0, len(fraction) - int(match["e4"]))
    elif match["scale"]:
        scale, tail = match["scale"], match["tail"].strip()
        spoken = numerals.han(digits + scale + tail) if tail and not fraction else None
        if spoken is None:
            number.end = match.end("scale")
            for step in [scale] if scale in _SCALES else scale:
                number.factor *= _SCALES[step]
            spoken = _integral(value * number.factor)
            number.decimals -= len(str(number.factor)) - 1
        number.low = spoken
    if _signed(text, start):
        number.low = -number.low
        number.start -= 1
    number.high = number.low
    return number


def _integral(value: Decimal) -> Decimal:
    """1.8 × 10000 is 18000, not 18000.0."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _power(match: re.Match[str]) -> Number:
    exponent = int((match["e5"] or match["e6"]).translate(SUPERSCRIPTS))
    value = _integral(Decimal(1).scaleb(exponent))
    return Number(*match.span(), value, value, max(0, -exponent), "digits")


def _signed(text: str, start: int) -> bool:
    """Whether the dash before a figure is a minus: nothing that a range or a name could end with stands before it."""
    if not start or text[start - 1] not in ("-", "负"):
        return False
    if text[start - 1] != "-" or start == 1:
        return True
    c = text[start - 2]
    if c == " ":
        return start < 3 or not (text[start - 3].isdigit() or text[start - 3] == "%")
    if "\u4e00" <= c <= "\u9fff":
        return re.match(r"[0-9]+\.[0-9]", text[start : start + 12]) is not None
    return c in "(,:=<>~≥≤≈±/;[\n。"


def _han(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if match.string[start - 1 : start] in ("数", "几", "上") and start:
        return None
    text = match["han"].replace(" ", "")
    if len(text) > 1 and text[-1] == "两":
        text, end = text[:-1], end - 1
    if (
        len(text) > 1
        and text[0] in numerals.HAN_DIGITS
        and text[1] in numerals.HAN_DIGITS
        and (len(text) == 2 or text[2] not in numerals.HAN_DIGITS)
    ):
        first, second, rest = text[0], text[1], text[2:]  # 三四个月, 七八十例: between the two
        low, high = numerals.han(first + rest), numerals.han(second + rest)
        if low is not None and high is not None and 0 < numerals.HAN_DIGITS[first] == numerals.HAN_DIGITS[second] - 1:
            return Number(start, end, low, high, 0, "han")
    value = numerals.han(text)
    return None if value is None else Number(start, end, value, value, len(text.partition("点")[2]), "han")


def _half_unit(match: re.Match[str]) -> Number | None:
    if match.string[match.start() - 1 : match.start()] in ("上", "下", "前", "后", "大", "多", "小", "一") and match.start():
        return None
    return Number(*match.span(), Decimal("0.5"), Decimal("0.5"), 1, "han")


def _half(match: re.Match[str]) -> Number | None:
    return _fraction_of(match, Decimal(1), Decimal(2))


def _a_part(match: re.Match[str]) -> Number | None:
    return _fraction_of(match, Decimal(1), _denominator(match["third"]))


def _article(match: re.Match[str]) -> Number | None:
    """A week after a preposition is one week, a whole week always; 5 mg a week is no duration."""
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    if len(match[0]) < 3 and not before.endswith(_PREPOSITIONS):
        return None
    return Number(*match.span(), Decimal(1), Decimal(1), 0, "word")


_PREPOSITIONS = ("for ", "within ", "after ", "than ", "over ", "in ", "half ", "lasting ")


def _couple(match: re.Match[str]) -> Number:
    return Number(*match.span(), Decimal(2), Decimal(2), 0, "word")


def _denominator(word: str) -> Decimal:
    return Decimal(numerals.DENOMINATOR_WORDS.get(word) or numerals.DENOMINATOR_WORDS[word[:-1]])


def _spoken(match: re.Match[str]) -> Number | None:
    value = numerals.english(match["spoken"].lower().replace("-", " ").split())
    if value is None:
        return None
    if match["thirds"]:
        return _fraction_of(match, value, _denominator(match["thirds"]))
    places = 0
    if match["andhalf"]:
        half = "half" in match["andhalf"]
        value, places = value + Decimal("0.5" if half else "0.25"), 1 if half else 2
    elif match["point"]:
        digits = "".join(str(numerals.SMALL_WORDS.get(word, "")) for word in match["point"].lower().split())
        value, places = value + Decimal(f"0.{digits or 0}"), len(digits)
    if match["minus"]:
        value = -value
    return Number(*match.span(), value, value, places, "word")


def _times(match: re.Match[str]) -> Label:
    count = {"o": 1, "t": 2}[match["times"][0].lower()] if match["times"].lower() != "thrice" else 3
    code = {"d": "d", "w": "wk", "m": "mo", "y": "a"}[match["each"][0]]
    return Label(*match.span(), "frequency", value=Decimal(count), code=f"/{code}" if count > 1 else code)


def _turned(match: re.Match[str]) -> Number:
    value = Decimal({"d": 2, "t": 3, "q": 4}[match["turned"][0].lower()] if match["turned"].lower() != "twice" else 2)
    return Number(*match.span(), value, value, 0, "word", kind="fold")


def _turns(match: re.Match[str]) -> Number:
    value = Decimal(2 ** numerals.HAN_DIGITS[match["turns"]] if match["turns"] else 2)
    return Number(*match.span(), value, value, 0, "han", kind="fold")


def _most(match: re.Match[str]) -> Number:
    return Number(*match.span(), Decimal(80), Decimal(90), 0, "han", kind="percent")


_MAKERS: dict[str, Callable[[re.Match[str]], Number | Label | None]] = {
    "figure": _figure,
    "power": _power,
    "han": _han,
    "fraction": _fraction,
    "part": _part,
    "mixed": _mixed,
    "vulgar": _vulgar,
    "half": _half,
    "halfunit": _half_unit,
    "third": _a_part,
    "article": _article,
    "couple": _couple,
    "each": _times,
    "turned": _turned,
    "turns": _turns,
    "doubled": _turns,
    "most": _most,
    **dict.fromkeys(("spoken", "thirds", "andhalf", "point"), _spoken),
    "period": _frequency_code,
    "often": _frequency_code,
    "n": _label("count"),
    "p": _label("p_value"),
    "ci": _interval,
    "hr": _label("hazard_ratio"),
    "or": _label("odds_ratio"),
    "rr": _label("risk_ratio"),
}
