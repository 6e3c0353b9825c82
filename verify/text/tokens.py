"""One pass over folded text: which digits and number words are numbers, and which belong to names, dates and markers.

`scan` yields numbers and the labels that say what the next number is (HR, 95% CI, P, n). Whatever else holds digits (gene,
drug and trial names, dates, bracketed markers, addresses) is consumed whole, so nothing later trips over it. There is
one pattern for what starts with a digit, a letter and a Chinese character; all other characters are passed over at one look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from verify.text import numerals
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


_H = "零〇一二三四五六七八九十百万萬亿億壹贰貳叁參肆伍陆陸柒捌玖拾佰仟廿卅两兩"
_HAN = rf"(?:[{_H}]|千(?![克米瓦卡焦帕伏赫]))"
_HAN_NUMERAL = rf"{_HAN}(?:[ ]?{_HAN}){{0,24}}(?:[ ]?[点點][ ]?{_HAN}(?:[ ]?{_HAN}){{0,12}})?"
_YEAR = r"(?:1[89]|20)[0-9]{2}"
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)(?![a-z])\.?"
)
_WHOLE = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,3}(?:[ ][0-9]{3})+(?![0-9])|[0-9]{1,15}"
_FIGURE = rf"(?:(?:{_WHOLE})(?:[.·][0-9]{{1,12}})?|\.[0-9]{{1,12}})"
_POWER = r"[ ]?[×x*·][ ]?10[ ]?(?:\^[ ]?\(?(?P<e1>[-+]?[0-9]{1,2})\)?|(?P<e2>-?[1-9][0-9]?)(?![0-9.,%])|(?P<e3>[⁻⁺]?[⁰¹²³⁴-⁹]{1,2}))"


def _any(words: Iterable[str]) -> str:
    """An alternation of words, capitalised or not, grouped by first letter."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        tails.setdefault(word[0], []).append(word[1:])
    return "|".join(f"[{first.upper()}{first}](?:{'|'.join(rest)})" for first, rest in tails.items())


_WORDS = _any([*numerals.SMALL_WORDS, *numerals.SCALE_WORDS])
_SPOKEN = rf"(?:{_WORDS})(?:(?:[ ]|-|(?<=hundred)[ ]and[ ]|(?<=thousand)[ ]and[ ]|(?<=illion)[ ]and[ ])(?:{_WORDS})){{0,8}}(?!(?!fold)[A-Za-z])"
_PARTS = "|".join(sorted((word + "s?" for word in numerals.DENOMINATOR_WORDS), key=len, reverse=True))

_DIGIT_FIRST = rf"""
    (?P<skip>
        10\.[0-9]{{4,9}}/[^\s\u4e00-\u9fff]+
      | \[[ ]?[0-9]{{1,3}}[a-z]?(?:[ ]?[,;~-][ ]?[0-9]{{1,3}}[a-z]?){{0,40}}[ ]?\]
      | \([0-9]{{1,3}}(?:[ ]?[,;][ ]?[0-9]{{1,2}}(?:-[0-9]{{1,3}})?){{1,40}}\) | (?<=[A-Za-zχ])\((?=[0-9])[0-9., ]{{1,20}}\)(?=[ ]?=)
      | [0-9]{{1,6}}(?:\.[0-9]{{1,6}}){{2,9}}
      | [0-9]{{1,3}}/[0-9]{{1,3}}[a-z]-[0-9]{{1,3}}
      | {_YEAR}(?![0-9])(?:(?:[ ]?(?:[-~/至到]|[ ]to[ ])[ ]?(?:{_YEAR}|[0-9]{{2}}(?=年)))?[ ]?年(?![龄长])(?:[ ]?[0-9]{{1,2}}(?:[ ]?[-~至][ ]?[0-9]{{1,2}})?[ ]?月(?:[ ]?[0-9]{{1,2}}[ ]?[日号])?)?
          | [ ]?[-~/][ ]?{_YEAR}(?![0-9.,%]) | [-./][01]?[0-9](?:[-./][0-3]?[0-9])?(?![0-9.%]) | s(?![A-Za-z]))
      | [0-9]{{1,2}}[ ]?月[ ]?[0-9]{{1,2}}[ ]?[日号] | (?:[0-9]{{1,2}}[-~至])?[0-9]{{1,2}}月(?![龄大经]) | [0-9]{{2}}年代
      | [0-9]{{1,2}}(?:st|nd|rd|th)?[ ]{_MONTH}(?:,?[ ]{_YEAR})?
      | [0-9]{{1,3}}[ ]?:[ ]?[0-9]{{1,3}}(?![0-9.])
    )
  | (?P<ci>(?P<level>[89][0-9](?:\.[0-9])?)[ ]?%[ ]?-?\(?(?:(?:CIs?|CrI|HDI|UI|UR|BCI)(?![A-Za-z])|[Cc]onfidence[ ][Ii](?:ntervals?|nt)
      |(?:[Cc]redible|[Uu]ncertainty)[ ][Ii]ntervals?|(?:可信|置信|可信度|不确定)区间)(?:[ ]?[\[(][ ]?(?:[0-9]{{2}}[ ]?%[ ]?)?(?:CIs?|CrI)[ ]?[\])])?[ ,:=]{{0,2}}[\[(]?)
  | (?P<mixed>(?P<whole>[0-9]{{1,4}})[ ]{{0,2}}(?:(?P<top2>[1-7])/(?P<bottom2>[2348])(?![0-9/])|(?P<vulgar>[½⅓⅔¼¾⅛])))
  | (?P<fraction>(?P<top>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,7}})(?:[ ]?/[ ]?|[ ](?:out[ ])?of[ ](?:(?:the|a[ ]total[ ]of)[ ])?)
      (?P<bottom>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,7}})(?![0-9./万]|[ ]?%|,[0-9]|-[0-9]))
  | (?P<part>(?P<base>[0-9]{{1,7}})[ ]{{0,2}}分[ ]{{0,2}}之[ ]{{0,2}}(?P<share>[负負-]?(?:[0-9][0-9,.]{{0,12}}|{_HAN_NUMERAL})))
  | (?P<power>10(?:\^(?P<e5>-?[0-9]{{1,2}})|(?P<e6>[⁻⁺]?[⁰¹²³⁴-⁹]{{1,2}})))
  | (?P<figure>(?P<digits>{_FIGURE})(?:{_POWER}|[eE](?P<e4>[-+]?[0-9]{{1,2}})(?![0-9A-Za-z])
      |[ ]?(?P<scale>[百千]?[万萬亿億]{{1,2}}|百|千(?![克米瓦卡焦帕伏赫])|(?:million|billion|trillion|thousand|hundred|lakh|crore|bln|mln)(?![a-z])|[kK](?![A-Za-z.]))
       (?P<tail>(?:[ ]?(?:[{_H}]|千(?![克米瓦卡焦帕伏赫])|(?<=零)[0-9]|[0-9]{{1,4}}(?=[ ]?[百千万萬]))){{0,12}}))?)
"""
_LETTER_FIRST = rf"""
    (?P<skip2>https?://[^\s\u4e00-\u9fff]+ | www\.[^\s\u4e00-\u9fff]+
      | {_MONTH}[ ](?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?![0-9])(?:,?[ ]{_YEAR})?|{_YEAR}) | {_MONTH},[ ]{_YEAR})
  | [Qq][ ]?(?P<every>[0-9]{{1,2}})?[ ]?(?P<period>[hdwmHDWM])(?![A-Za-z0-9])
  | (?P<often>[Bb][Ii][Dd]|[Tt][Ii][Dd]|[Qq][Ii][Dd]|b\.i\.d\.|t\.i\.d\.|q\.i\.d\.|q\.d\.)(?![A-Za-z0-9])
  | (?P<ci2>(?:CI|CrI)[ ]?[\[(]?(?:(?P<level2>9[059])[ ]?%\)?)?(?![A-Za-z])[ ,:=]{{0,2}}[\[(]? | (?:IQR|[Ii]nterquartile[ ][Rr]ange)(?![A-Za-z])[ ,:=]{{0,2}}[\[(]?)
  | (?P<p>\*{{0,2}}[Pp]\*{{0,2}}(?:[ -]?(?:values?|值))?(?:[ ]for[ ][a-z -]{{1,30}}?|[ ]?[均都]|[ ](?:of|was|were|is)|\([a-z -]{{1,20}}\))?[ ]?(?=[<>=≤≥]|(?<=of[ ])[0.]))
  | (?P<n>[nN][ ]?=[ ]?)
  | (?P<hr>[ascm]?HRs?(?![A-Za-z])|[Hh]azards?[ ][Rr]atios?)
  | (?P<or>[acp]?ORs?(?![A-Za-z])|[Oo]dds[ ][Rr]atios?)
  | (?P<rr>(?:[ac]?RRs?|a?IRRs?|SIRs?|SMRs?|a?PRs?)(?![A-Za-z])|(?:[Rr]elative|[Rr]ate|[Rr]isk|[Pp]revalence|[Ii]ncidence[ ][Rr]ate)[ ](?:[Rr]isks?|[Rr]atios?))
  | (?P<name>(?![A-Za-z]{{1,12}}(?:[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?[ ]?%|[0-9]{{1,4}}\.[0-9]))
      [A-Za-zα-ωΑ-Ω]{{1,30}}(?:-[A-Za-zα-ω]{{1,20}}){{0,3}}-?[0-9](?:[A-Za-z0-9α-ω]|[-/](?=[A-Za-z0-9])|\((?=[A-Z0-9]{{1,6}}\))){{0,60}}\+?)
  | (?P<minus>(?:minus|negative)[ ])?(?P<spoken>{_SPOKEN})
      (?:[ -](?P<share2>{_PARTS})(?![A-Za-z-])|(?P<andhalf>[ ]and[ ](?:an?[ ]|one[ -])?(?:half|quarter))|[ ]point(?P<point>(?:[ ](?:{_WORDS})){{1,9}}))?
  | [Aa]n?[ -](?P<share4>{_PARTS})(?=[ ]of[ ]|[ ]?[,.;:)]|$)
  | (?P<article>[Aa]n?)(?=[ ](?:second|minute|hour|day|week|fortnight|month|year|decade)(?![A-Za-z]))
  | (?P<couple>[Aa][ ]couple[ ]of)(?=[ ][a-z]{{3,}})
  | (?P<half2>[Hh]alf(?![A-Za-z-]))
  | (?P<times>[Oo]nce|[Tt]wice|[Tt]hrice)[ -](?:(?:a|per|each|every)[ ])?(?P<each>day|week|month|year|daily|weekly|monthly|yearly)(?![A-Za-z])
  | (?P<turned>[Dd]oubl(?:ed|ing)|[Tt]wice(?=[ ](?:as|the|that))|[Tt]ripl(?:ed|ing)|[Tt]rebl(?:ed|ing)|[Qq]uadrupl(?:ed|ing))(?![A-Za-z-])
"""
_HAN_FIRST = rf"""
    (?P<skip3>十?[一二三四五六七八九十]月(?:[一二三四五六七八九十]{{1,3}}[日号])?(?![龄大经]) | [一二三四五六七八九〇零]{{4}}年)
  | (?P<ci3>(?:置信区间|可信区间|四分位数?间距|四分位距|四分位数)(?:[ ]?\((?:(?P<level3>9[059])[ ]?%)?[ ]?(?:CI|IQR)?\))?[ ,:=为]{{0,2}}[\[(]?)
  | (?P<hr3>风险比|危险比) | (?P<or3>比值比|优势比) | (?P<rr3>相对危险度?|相对风险|率比)
  | (?P<part3>(?P<base3>{_HAN}(?:[ ]?{_HAN}){{0,8}})[ ]{{0,2}}分[ ]{{0,2}}之[ ]{{0,2}}(?P<share3>[负負-]?(?:[0-9][0-9,.]{{0,12}}|{_HAN_NUMERAL})))
  | (?P<half>一半|半数(?!致)|半數|对半|對半|(?<=[近约])半(?![年个月小天数数]))
  | 翻(?:了[ ]?)?(?:(?P<turns>[一二两兩三四五])[ ]?番|(?P<once>倍|一倍))
  | (?P<most>十有八九)
  | (?P<halfunit>半(?=个?月|個月|年|小时|小時|天|日(?!本)|周|分钟))
  | (?P<han>[负負]?{_HAN_NUMERAL})
"""
_DIGIT = re.compile(rf"(?P<vulgar2>[½⅓⅔¼¾⅛])|{_DIGIT_FIRST}", re.VERBOSE)
_LETTER = re.compile(_LETTER_FIRST, re.VERBOSE)
_HAN_WORD = re.compile(_HAN_FIRST, re.VERBOSE)
_SITE = re.compile(rf"[0-9.(\[½⅓⅔¼¾⅛A-Za-zα-ωΑ-Ω*{_H}千负負半对對可置四风危比优相率翻](?:(?<=[A-Za-zα-ωΑ-Ω])[A-Za-zα-ω]{{1,80}})?")
_DIGIT_SITES = frozenset("0123456789.([½⅓⅔¼¾⅛")
_JOINED = "0123456789-*"  # after a word: it may be a name
_STARTERS = frozenset(  # the first words of everything else that _LETTER_FIRST knows
    [
        *numerals.SMALL_WORDS,
        *numerals.SCALE_WORDS,
        *(name[:n] for name in _MONTHS for n in (3, 4, len(name))),
        *"a an half once twice thrice minus negative doubled doubling tripled tripling trebled trebling quadrupled quadrupling".split(),
        *"https http www q b t bid tid qid ci cri iqr interquartile p n hazard hazards odds relative rate risk prevalence incidence".split(),
        *(f"{prefix}{ratio}{plural}" for prefix in ("", *"ascmp") for ratio in ("hr", "or", "rr", "pr", "irr", "sir", "smr") for plural in ("", "s")),
    ]
)

_PERIODS = {"h": "h", "d": "d", "w": "wk", "m": "mo"}
_OFTEN = {"bid": 2, "tid": 3, "qid": 4, "qd": 1}
_SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "k": 10**3, "K": 10**3, "mln": 10**6, "bln": 10**9}
_SCALES |= numerals.SCALE_WORDS
_BASES = {"百": 100, "佰": 100, "千": 1000, "万": 10**4, "萬": 10**4, "十万": 10**5, "百万": 10**6}
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅛": (1, 8)}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


def scan(text: str) -> Iterator[Number | Label]:
    """Numbers and labels of folded text, in order; what stands between them is not looked at."""
    at = 0
    while (site := _SITE.search(text, at)) is not None:
        start, at = site.span()
        c = text[start]
        if c in _DIGIT_SITES:
            match = _DIGIT.match(text, start)
        elif c > "\u2e00":
            match = _HAN_WORD.match(text, start)
        elif start and (text[start - 1] == "_" or (text[start - 1].isalnum() and text[start - 1] < "\u0250")):
            continue
        elif text[at : at + 1] in _JOINED or site[0].lower() in _STARTERS:
            match = _LETTER.match(text, start)
        else:
            continue
        if match is None:
            continue
        group = match.lastgroup or ""
        at = match.end()
        if group.startswith("skip"):
            continue
        if group == "name":
            unit = units().at(text, match.start())
            if unit is not None and text[unit[0] : unit[0] + 1] == "-" and text[match.start() - 2 : match.start()].rstrip()[-1:].isdigit():
                at = unit[0] + 1  # 5 mg-10 mg
            continue
        made = _MAKERS[group](match)
        if made is not None:
            at = max(made.end, match.start() + 1)
            yield made


def _frequency_code(match: re.Match[str]) -> Label:
    if match["period"]:
        return Label(*match.span(), "frequency", value=Decimal(match["every"] or 1), code=_PERIODS[match["period"].lower()])
    times = _OFTEN[match["often"].lower().replace(".", "")]
    return Label(*match.span(), "frequency", value=Decimal(times), code="/d" if times > 1 else "d")


def _interval(match: re.Match[str]) -> Label:
    level = next((value for name, value in match.groupdict().items() if value and name.startswith("level")), None)
    return Label(*match.span(), "interval", None if level is None else Decimal(level))


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
    top, bottom = _VULGAR[match["vulgar2"]]
    return _fraction_of(match, Decimal(top), Decimal(bottom))


def _mixed(match: re.Match[str]) -> Number | None:
    top, bottom = _VULGAR[match["vulgar"]] if match["vulgar"] else (int(match["top2"]), int(match["bottom2"]))
    part = numerals.ratio(Decimal(top), Decimal(bottom))
    if part is None or top >= bottom:
        return None
    value = Decimal(match["whole"]) + part
    return Number(*match.span(), value, value, 1, "digits")


def _part(match: re.Match[str]) -> Number | None:
    base, share = (match["base"], match["share"]) if match.lastgroup == "part" else (match["base3"], match["share3"])
    base, share = base.replace(" ", ""), share.replace(" ", "").rstrip(".,")
    top, bottom = _plain(share), _plain(base)
    if top is None:
        return None
    if base in _BASES:
        places = len(share.replace("点", ".").replace("點", ".").partition(".")[2])
        value = top * 100 / _BASES[base]
        return Number(*match.span(), value, value, places + len(str(_BASES[base])) - 3, "han", kind="percent")
    return None if bottom is None else _fraction_of(match, top, bottom)


def _plain(text: str) -> Decimal | None:
    """Digits with separators, or a Chinese numeral."""
    if text[:1] in ("-", "负", "負"):
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
    if before.isascii() and (before.isalpha() or before == "_") and not re.match(r"[0-9]+(?:\.[0-9]|[ ]?%)", match[0] + text[end : end + 2]):
        return None  # the tail of a name, unless a value is glued to a word: ORR40.4%
    digits = match["digits"].replace(",", "").replace(" ", "").replace("·", ".")
    fraction = digits.partition(".")[2]
    value = Decimal(digits)
    number = Number(start, end, value, value, len(fraction), "digits")
    exponent = match["e1"] or match["e2"] or match["e3"]
    if exponent:
        number.exponent = int(exponent.translate(_SUPERSCRIPTS))
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
    exponent = int((match["e5"] or match["e6"]).translate(_SUPERSCRIPTS))
    value = Decimal(1).scaleb(exponent)
    return Number(*match.span(), value, value, max(0, -exponent), "digits")


def _signed(text: str, start: int) -> bool:
    """Whether the dash before a figure is a minus: nothing that a range or a name could end with stands before it."""
    if not start or text[start - 1] not in ("-", "负", "負"):
        return False
    if text[start - 1] != "-" or start == 1:
        return True
    c = text[start - 2]
    if c == " ":
        return start < 3 or not (text[start - 3].isdigit() or text[start - 3] in "%)")
    if "\u4e00" <= c <= "\u9fff":
        return re.match(r"[0-9]+\.[0-9]", text[start : start + 12]) is not None
    return c in "(,:=<>~≥≤≈±/;[\n。"


def _han(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if match.string[start - 1 : start] in ("数", "數", "几", "幾", "上") and start:
        return None
    text = match["han"].replace(" ", "")
    if len(text) > 1 and text[-1] in "两兩":
        text, end = text[:-1], end - 1
    if len(text) > 1 and text[0] in numerals.HAN_DIGITS and text[1] in numerals.HAN_DIGITS and (len(text) == 2 or text[2] not in numerals.HAN_DIGITS):
        first, second, rest = text[0], text[1], text[2:]  # 三四个月, 七八十例: between the two
        low, high = numerals.han(first + rest), numerals.han(second + rest)
        if low is not None and high is not None and 0 < numerals.HAN_DIGITS[first] == numerals.HAN_DIGITS[second] - 1:
            return Number(start, end, low, high, 0, "han")
    value = numerals.han(text)
    return None if value is None else Number(start, end, value, value, len(text.replace("點", "点").partition("点")[2]), "han")


def _half_unit(match: re.Match[str]) -> Number | None:
    if match.string[match.start() - 1 : match.start()] in ("上", "下", "前", "后", "大", "多", "小", "一") and match.start():
        return None
    return Number(*match.span(), Decimal("0.5"), Decimal("0.5"), 1, "han")


def _half(match: re.Match[str]) -> Number | None:
    return _fraction_of(match, Decimal(1), Decimal(2))


def _a_part(match: re.Match[str]) -> Number | None:
    return _fraction_of(match, Decimal(1), _denominator(match["share4"]))


def _article(match: re.Match[str]) -> Number | None:
    """a week after a preposition is one week; 5 mg a week is no duration."""
    text, start = match.string, match.start()
    if not text[max(0, start - 7) : start].lower().endswith(("for ", "within ", "after ", "than ", "over ", "in ", "half ", "lasting ")):
        return None
    return Number(*match.span(), Decimal(1), Decimal(1), 0, "word")


def _couple(match: re.Match[str]) -> Number:
    return Number(*match.span(), Decimal(2), Decimal(2), 0, "word")


def _denominator(word: str) -> Decimal:
    return Decimal(numerals.DENOMINATOR_WORDS.get(word) or numerals.DENOMINATOR_WORDS[word[:-1]])


def _spoken(match: re.Match[str]) -> Number | None:
    value = numerals.english(match["spoken"].lower().replace("-", " ").split())
    if value is None:
        return None
    if match["share2"]:
        return _fraction_of(match, value, _denominator(match["share2"]))
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
    "part3": _part,
    "mixed": _mixed,
    "vulgar2": _vulgar,
    "half": _half,
    "half2": _half,
    "halfunit": _half_unit,
    "share4": _a_part,
    "article": _article,
    "couple": _couple,
    "each": _times,
    "turned": _turned,
    "turns": _turns,
    "once": _turns,
    "most": _most,
    **dict.fromkeys(("spoken", "share2", "andhalf", "point"), _spoken),
    "period": _frequency_code,
    "often": _frequency_code,
    "n": _label("count"),
    "p": _label("p_value"),
    **dict.fromkeys(("ci", "ci2", "ci3"), _interval),
    **dict.fromkeys(("hr", "hr3"), _label("hazard_ratio")),
    **dict.fromkeys(("or", "or3"), _label("odds_ratio")),
    **dict.fromkeys(("rr", "rr3"), _label("risk_ratio")),
}
