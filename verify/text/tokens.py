"""One pass over folded text: which digits and number words are numbers, and which belong to names, dates and markers.

`scan` yields numbers and the labels that say what the next number is (HR, 95% CI, P, n). Whatever else holds digits (gene,
drug and trial names, dates, list numbers, bracketed markers, addresses) is consumed whole, so nothing later trips over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from verify.text import numerals


@dataclass(slots=True)
class Number:
    """A number as printed. `high` differs from `low` only in 三四个月; `form` is digits, han or word; `more` marks 余 and 多."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    decimals: int
    form: str
    more: bool = False
    code: str | None = None  # a unit that the numeral itself carries: % of 百分之三十
    numerator: int | None = None
    denominator: int | None = None
    exponent: int = 0  # printed as a power of ten after the figure, not yet multiplied in


@dataclass(slots=True)
class Label:
    """`kind` is a ratio, p_value, interval, count or frequency; `level` that of a confidence interval, in per cent."""

    start: int
    end: int
    kind: str
    level: Decimal | None = None
    value: Decimal | None = None  # of a frequency written as a code: q4w, bid
    code: str = "1"


_LEFT = r"(?<![A-Za-z0-9_])"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.?"
_YEAR = r"(?:1[89]|20)[0-9]{2}"
_H = "零〇一二两兩三四五六七八九十百千万萬亿億壹贰貳叁參肆伍陆陸柒捌玖拾佰仟廿卅"
_FIGURE = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]{1,3}(?: [0-9]{3})+(?![0-9.])|[0-9]{1,12}(?:[.·][0-9]{1,12})?(?![0-9]{12})"
    r"|(?<![0-9])\.[0-9]{1,12})"
)
_POWER = r"\s?[×x*·]\s?10\s?(?:\^\s?\(?(?P<e1>[-+]?[0-9]{1,2})\)?|(?P<e2>-?[1-9][0-9]?)(?![0-9.,%])|(?P<e3>[⁻⁺]?[⁰¹²³⁴-⁹]{1,2}))"
_WORDS = "|".join(sorted([*numerals.SMALL_WORDS, *numerals.SCALE_WORDS, "a hundred"], key=len, reverse=True))
_PARTS = "|".join(sorted((w + "s?" for w in numerals.DENOMINATOR_WORDS), key=len, reverse=True))
_WORD_NUMBER = rf"(?:{_WORDS})(?:(?:\s|-|\sand\s)(?:{_WORDS}))*"

_TOKEN = re.compile(
    rf"""
    (?P<skip>
        https?://[^\s\u4e00-\u9fff]+ | www\.[^\s\u4e00-\u9fff]+ | {_LEFT}10\.[0-9]{{4,9}}/[^\s\u4e00-\u9fff]+
      | (?:(?<=\n)|\A)[ ]*[(]?[0-9]{{1,2}}(?:\.[0-9]{{1,2}})*(?:[)、]|\.(?![0-9]))
      | (?:(?<=\n)|\A)[ ]*[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}\.?(?=[ ]+[A-Z\u4e00-\u9fff])
      | (?<=[。;:,])[ ]?[0-9]{{1,2}}\)(?![0-9])
      | \[[ ]?[0-9]{{1,3}}[a-z]?(?:[ ]?[,;~-][ ]?[0-9]{{1,3}}[a-z]?)*[ ]?\]
      | {_LEFT}[0-9]+(?:\.[0-9]+){{2,}}
      | {_LEFT}{_YEAR}(?:[ ]?(?:[-~/至到]|\sto\s)[ ]?(?:{_YEAR}|[0-9]{{2}}(?=年)))?[ ]?年(?:[ ]?[0-9]{{1,2}}[ ]?月(?:[ ]?[0-9]{{1,2}}[ ]?[日号])?)?
      | {_LEFT}{_YEAR}[ ]?[-~/][ ]?{_YEAR}(?![0-9.,%])
      | {_LEFT}{_YEAR}[-./][01]?[0-9](?:[-./][0-3]?[0-9])?(?![0-9.%])
      | {_LEFT}[0-9]{{1,2}}[ ]?月[ ]?[0-9]{{1,2}}[ ]?[日号]
      | {_LEFT}(?:[0-9]{{1,2}}[-~至])?[0-9]{{1,2}}月(?![龄大经])
      | (?:[一二三四五六七八九十]|十[一二])月(?:[一二三四五六七八九十]{{1,3}}[日号])?(?![龄大经])
      | [一二三四五六七八九〇零]{{4}}年 | {_LEFT}{_YEAR}s(?![A-Za-z]) | [0-9]{{2}}年代
      | {_LEFT}[0-9]{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?![a-z])(?:,?\s{_YEAR})?
      | {_LEFT}{_MONTH}\s[0-9]{{1,2}}(?:st|nd|rd|th)?(?![0-9])(?:,?\s{_YEAR})?
      | {_LEFT}{_MONTH},?\s{_YEAR}
      | {_LEFT}[0-9]{{1,3}}[ ]?:[ ]?[0-9]{{1,3}}(?![0-9.])
    )
  | {_LEFT}[Qq][ ]?(?P<every>[0-9]{{1,2}})?[ ]?(?P<period>[hdwmHDWM])(?![A-Za-z0-9])
  | {_LEFT}(?P<often>[Bb][Ii][Dd]|[Tt][Ii][Dd]|[Qq][Ii][Dd]|b\.i\.d\.|t\.i\.d\.|q\.d\.|q\.i\.d\.)(?![A-Za-z0-9])
  | (?P<ci>{_LEFT}(?P<level>[89][0-9](?:\.[0-9])?)[ ]?%[ ]?-?(?:\(?(?:CIs?|CrI|HDI|UI|UR|[Cc]onfidence[ ][Ii]ntervals?|[Cc]redible[ ][Ii]ntervals?|(?:可信|置信|可信度|不确定)区间)
      (?:[ ]?[\[(][ ]?(?:[0-9]{{2}}[ ]?%[ ]?)?(?:CIs?|CrI)[ ]?[\])])?)
    | {_LEFT}(?:CI|置信区间|可信区间)[ ]?\(?(?P<level2>9[05])[ ]?%\)?
    | {_LEFT}(?:IQR|[Ii]nterquartile[ ][Rr]ange|四分位数?间距|四分位距|四分位数)(?:[ ]?\(IQR\))?)
  | (?P<p>{_LEFT}\*{{0,2}}[Pp]\*{{0,2}}(?:[ -]?(?:values?|值))?(?:(?:[ ]for[ ][a-z -]{{1,30}}?|[ ]?均|[ ]?都|[ ]of|[ ]was|[ ]were|\([a-z -]{{1,20}}\))[ ]?)?[ ]?(?=[<>=≤≥]))
  | (?P<n>{_LEFT}[nN][ ]?=[ ]?)
  | (?P<ratio>{_LEFT}(?:(?P<hr>(?:a|s|c|m)?HRs?|[Hh]azards?[ ][Rr]atios?)|(?P<or>(?:a|c|p)?ORs?|[Oo]dds[ ][Rr]atios?)
      |(?P<rr>(?:a|c)?RRs?|IRRs?|aIRR|SIR|SMR|PR|(?:[Rr]elative|[Rr]ate|[Rr]isk|[Pp]revalence|[Ii]ncidence[ ][Rr]ate)[ ](?:[Rr]isks?|[Rr]atios?)))(?![A-Za-z])
      |(?P<hr2>风险比|危险比)|(?P<or2>比值比|优势比)|(?P<rr2>相对危险度?|相对风险|风险率比|率比|危险度比))
  | (?P<name>{_LEFT}(?!-)(?![A-Za-z]{{1,12}}(?:[0-9]{{1,4}}(?:\.[0-9]+)?[ ]?%|[0-9]{{1,4}}\.[0-9]))
      [A-Za-zα-ωΑ-Ω]{{1,30}}(?:-[A-Za-zα-ω]{{1,20}}){{0,3}}-?[0-9](?:[A-Za-z0-9α-ω]|[-/](?=[A-Za-z0-9])|\((?=[A-Z0-9]{{1,6}}\)))*\+?)
  | (?P<fraction>{_LEFT}(?P<top>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,7}})(?:[ ]?/[ ]?|[ ](?:out[ ])?of[ ](?:the[ ])?(?:total[ ])?(?P<of>(?=[0-9])))(?P<bottom>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,7}})(?![0-9./-]))
  | (?P<hanpart>(?P<base>百|千|万|萬|十万|百万|[0-9]{{1,7}}|[{_H}]{{1,8}})[ ]?分[ ]?之[ ]?(?P<share>[负負-]?[ ]?(?:[0-9][0-9,.]*|[{_H}]+(?:[点點][{_H}]+)?)))
  | (?P<figure>(?:{_LEFT}(?<![A-Za-z0-9]-)|(?<=[A-Za-z])(?=[0-9]+\.[0-9]|[0-9]+[ ]?%))(?P<sign>(?<![0-9A-Za-z%\u4e00-\u9fff)\]])[-+](?=[0-9.])|负|負)?(?P<digits>{_FIGURE})(?:{_POWER})?(?:e(?P<e4>[-+]?[0-9]{{1,2}})(?![0-9A-Za-z]))?
      (?:[ ]?(?P<scale>(?:百|千)?[万萬亿億]+|[百千]|million|billion|trillion|thousand|hundred|k(?![A-Za-z]))(?P<tail>[{_H}0-9]*))?)
  | (?P<han>(?<![数數几幾上第])[负負]?[{_H}]+(?:[点點][{_H}]+)?)
  | (?P<word>{_LEFT}(?i:(?P<part>(?:(?P<times>a|{_WORD_NUMBER})(?:\s|-))(?P<share2>{_PARTS})(?![A-Za-z-])|[Hh]alf(?![A-Za-z-]))
      |(?P<spoken>{_WORD_NUMBER})(?P<point>\spoint(?:\s(?:{_WORDS}))+)?)(?![A-Za-z]))
  | (?P<half>一半|半数|半數|对半|過半|过半)
    """,
    re.VERBOSE,
)
_PERIODS = {"h": "h", "d": "d", "w": "wk", "m": "mo"}
_OFTEN = {"b": 2, "t": 3, "q": 1}
_SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "hundred": 10**2, "thousand": 10**3, "k": 10**3}
_SCALES |= {"million": 10**6, "billion": 10**9, "trillion": 10**12}


def scan(text: str) -> Iterator[Number | Label]:
    """Numbers and labels of folded text, in order; what stands between them is not looked at."""
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        if group == "skip" or group == "name":
            continue
        made = _MAKERS[_kind(match)](match)
        if made is not None:
            yield made


def _kind(match: re.Match[str]) -> str:
    return next(name for name in _MAKERS if match[name] is not None)


def _frequency_code(match: re.Match[str]) -> Label:
    if match["period"]:
        every = Decimal(match["every"] or 1)
        return Label(match.start(), match.end(), "frequency", value=every, code=_PERIODS[match["period"].lower()])
    first = match["often"][0].lower()
    times = 4 if match["often"].lower().replace(".", "") == "qid" else {"b": 2, "t": 3, "q": 1}[first]
    return Label(match.start(), match.end(), "frequency", value=Decimal(times), code="/d" if times > 1 else "d")


def _interval(match: re.Match[str]) -> Label:
    level = match["level"] or match["level2"]
    return Label(match.start(), match.end(), "interval", Decimal(level) if level else None)


def _label(kind: str) -> Callable[[re.Match[str]], Label]:
    return lambda match: Label(match.start(), match.end(), kind)


def _ratio(match: re.Match[str]) -> Label:
    kind = "hazard_ratio" if match["hr"] or match["hr2"] else "odds_ratio" if match["or"] or match["or2"] else "risk_ratio"
    return Label(match.start(), match.end(), kind)


def _number(match: re.Match[str], value: Decimal, form: str, decimals: int = 0) -> Number:
    return Number(match.start(), match.end(), value, value, decimals, form)


def _fraction(match: re.Match[str]) -> Number | None:
    top, bottom = int(match["top"].replace(",", "")), int(match["bottom"].replace(",", ""))
    value = numerals.ratio(Decimal(top), Decimal(bottom))
    if value is None:
        return None
    number = _number(match, value, "fraction")
    number.numerator, number.denominator = top, bottom
    return number


_BASES = {"百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "十万": 10**5, "百万": 10**6}


def _han_part(match: re.Match[str]) -> Number | None:
    base, share = match["base"], match["share"].replace(" ", "")
    top = _plain(share)
    if top is None:
        return None
    decimals = len(share.replace("点", ".").replace("點", ".").partition(".")[2])
    if base in _BASES:
        number = _number(match, top * 100 / _BASES[base], "han", decimals + len(str(_BASES[base])) - 3)
        number.code = "%"
        return number
    bottom = _plain(base)
    value = None if bottom is None else numerals.ratio(top, bottom)
    if value is None or bottom is None:
        return None
    number = _number(match, value, "fraction")
    if top == int(top):
        number.numerator, number.denominator = int(top), int(bottom)
    return number


def _plain(text: str) -> Decimal | None:
    """Digits with separators, or a Chinese numeral."""
    if text[:1] == "-":
        value = _plain(text[1:])
        return None if value is None else -value
    if text[:1].isdigit():
        try:
            return Decimal(text.replace(",", "").replace(" ", "").rstrip("."))
        except InvalidOperation:
            return None
    return numerals.han(text)


def _figure(match: re.Match[str]) -> Number | None:
    digits = match["digits"].replace(",", "").replace(" ", "").replace("·", ".")
    whole, _, fraction = digits.partition(".")
    value, decimals = Decimal(digits), len(fraction)
    exponent = match["e1"] or match["e2"] or match["e3"]
    number = _number(match, value, "digits", decimals)
    if exponent:
        number.exponent = int(exponent.translate(_SUPERSCRIPTS))
    elif match["e4"]:
        number.low = number.high = value.scaleb(int(match["e4"]))
        number.decimals = max(0, decimals - int(match["e4"]))
    elif match["scale"]:
        scale, tail = match["scale"], match["tail"] or ""
        if tail:
            spoken = numerals.han(digits + scale + tail) if not fraction else None
            if spoken is None:
                number.end = match.start("tail")
                tail = ""
            else:
                number.low = number.high = spoken
        if not tail:
            factor = 1
            for step in [scale] if scale in _SCALES else scale:
                factor *= _SCALES[step]
            number.low = number.high = value * factor
        number.decimals = 0
    if match["sign"] and match["sign"] != "+":
        number.low = number.high = -number.low
    return number


_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_NEIGHBOURS = re.compile(r"([一二两三四五六七八九])([二两三四五六七八九])")


def _han(match: re.Match[str]) -> Number | None:
    text = match["han"]
    pair = _NEIGHBOURS.match(text)
    if pair:  # 三四个月, 七八十例: between the two
        first, second = numerals.HAN_DIGITS[pair[1]], numerals.HAN_DIGITS[pair[2]]
        rest = text[2:]
        low, high = numerals.han(pair[1] + rest), numerals.han(pair[2] + rest)
        if second == first + 1 and low is not None and high is not None and (not rest or rest[0] not in numerals.HAN_DIGITS):
            return Number(match.start(), match.end(), low, high, 0, "han")
    value = numerals.han(text)
    return None if value is None else _number(match, value, "han", len(text.replace("點", "点").partition("点")[2]))


def _word(match: re.Match[str]) -> Number | None:
    if match["part"]:
        if not match["share2"]:
            top, part = Decimal(1), "half"
        else:
            part = match["share2"].lower().rstrip("s")
            top = _spoken(match["times"]) or Decimal(1)
        bottom = {"halve": 2}.get(part) or numerals.DENOMINATOR_WORDS[part]
        value = numerals.ratio(top, Decimal(bottom))
        if value is None:
            return None
        number = _number(match, value, "fraction")
        number.numerator, number.denominator = int(top), bottom
        return number
    value = _spoken(match["spoken"])
    if value is None:
        return None
    if match["point"]:
        digits = "".join(str(numerals.SMALL_WORDS.get(w, "")) for w in match["point"].lower().split()[1:])
        if digits:
            return _number(match, value + Decimal(f"0.{digits}"), "word", len(digits))
    return _number(match, value, "word")


def _spoken(text: str) -> Decimal | None:
    return numerals.english(text.lower().replace("-", " ").split())


def _half(match: re.Match[str]) -> Number:
    number = _number(match, Decimal("0.5"), "fraction")
    number.numerator, number.denominator = 1, 2
    return number


_MAKERS: dict[str, Callable[[re.Match[str]], Number | Label | None]] = {
    "figure": _figure,
    "han": _han,
    "ci": _interval,
    "p": _label("p_value"),
    "n": _label("count"),
    "ratio": _ratio,
    "fraction": _fraction,
    "hanpart": _han_part,
    "word": _word,
    "half": _half,
    "period": _frequency_code,
    "often": _frequency_code,
}
