"""The three patterns of `tokens.scan`: what may start with a digit, with a letter, with a Chinese character.

Each is an alternation of named groups, the more specific first; a group whose name starts with "skip" or is "name" holds digits
that are no number. All repetitions are bounded, so a match costs little however hostile the text. The text is folded beforehand:
half-width, simplified, every dash "-".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.text import numerals


def _any(words: Iterable[str]) -> str:
    """An alternation of words, capitalised or not, grouped by first letter."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        tails.setdefault(word[0], []).append(word[1:])
    return "|".join(f"[{first.upper()}{first}](?:{'|'.join(rest)})" for first, rest in tails.items())


# ------------------------------------------------------------------------------------------------ numerals

_H = "零〇一二三四五六七八九十百万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅两"
_THOUSAND = "千(?![克米瓦卡焦帕伏赫])"  # the 千 of 千克 belongs to the unit
_HAN = rf"(?:[{_H}]|{_THOUSAND})"
_HAN_NUMERAL = rf"{_HAN}(?:[ ]?{_HAN}){{0,24}}(?:[ ]?点[ ]?{_HAN}(?:[ ]?{_HAN}){{0,12}})?"
_OF = r"[ ]{0,2}分[ ]{0,2}之[ ]{0,2}"
_SHARE = rf"[负-]?(?:[0-9][0-9,.]{{0,12}}|{_HAN_NUMERAL})"

_WHOLE = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,3}(?:[ ][0-9]{3})+(?![0-9])|[0-9]{1,15}"
_FIGURE = rf"(?:(?:{_WHOLE})(?:[.·][0-9]{{1,12}})?|\.[0-9]{{1,12}})"
_INTEGER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})"
_SUPER = "[⁻⁺]?[⁰¹²³⁴-⁹]{1,2}"
# 4.5×10^9, 4.5×10⁹ and, flattened, 4.5×109
POWER = rf"[ ]?[×x*·][ ]?10[ ]?(?:\^[ ]?\(?(?P<e1>[-+]?[0-9]{{1,2}})\)?|(?P<e2>-?[1-9][0-9]?)(?![0-9.,%])|(?P<e3>{_SUPER}))"
_FACTOR = (
    rf"[百千]?[万亿]{{1,2}}|百|{_THOUSAND}|[kK](?![A-Za-z.])"
    r"|(?:million|billion|trillion|thousand|hundred|lakh|crore|bln|mln)(?![a-z])"
)

_WORDS = _any([*numerals.SMALL_WORDS, *numerals.SCALE_WORDS])
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=illion))[ ]and[ ]"
_SPOKEN = rf"(?:{_WORDS})(?:(?:[ ]|-|{_AND})(?:{_WORDS})){{0,8}}(?!(?!fold)[A-Za-z])"
_PARTS = "|".join(sorted((word + "s?" for word in numerals.DENOMINATOR_WORDS), key=len, reverse=True))

# ------------------------------------------------------------------------------------------------ dates, markers, labels

_YEAR = r"(?:1[89]|20)[0-9]{2}"
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_MONTH = rf"(?:{'|'.join(f'{m[:3].title()}(?:{m[3:]})?' if len(m) > 3 else m.title() for m in _MONTHS)}|Sept)(?![a-z])\.?"
_TH = r"(?:st|nd|rd|th)?"
_SPAN = r"[ ]?[-~/至到][ ]?"
_DATES = rf"""
        {_YEAR}(?![0-9])(?:
            (?:{_SPAN}(?:{_YEAR}|[0-9]{{2}}(?=年)))?[ ]?年(?![龄长])
                (?:[ ]?[0-9]{{1,2}}(?:{_SPAN}[0-9]{{1,2}})?[ ]?月(?:[ ]?[0-9]{{1,2}}[ ]?[日号])?)?
          | {_SPAN}{_YEAR}(?![0-9.,%])
          | [-./][01]?[0-9](?:[-./][0-3]?[0-9])?(?![0-9.%])
          | s(?![A-Za-z]))
      | [0-9]{{1,2}}[ ]?月[ ]?[0-9]{{1,2}}[ ]?[日号]
      | (?:[0-9]{{1,2}}[-~至])?[0-9]{{1,2}}月(?![龄大经])
      | [0-9]{{2}}年代
      | [0-9]{{1,2}}{_TH}[ ]{_MONTH}(?:,?[ ]{_YEAR})?"""

_INTERVAL = r"""(?:(?:CIs?|CrI|HDI|UI|UR|BCI)(?![A-Za-z])
        |(?:[Cc]onfidence|[Cc]redible|[Uu]ncertainty)[ ][Ii]nt(?:ervals?)?|(?:可信|置信|可信度|不确定)区间)
      (?:[ ]?[\[(][ ]?(?:[0-9]{2}[ ]?%[ ]?)?(?:CIs?|CrI)[ ]?[\])])?"""
_OPEN = r"[ ,:=为]{0,2}[\[(]?"

# ------------------------------------------------------------------------------------------------ the patterns

DIGIT = re.compile(
    rf"""
    (?P<skip>
        10\.[0-9]{{4,9}}/[^\s\u4e00-\u9fff]+                                                   # a DOI
      | \[[ ]?[0-9]{{1,3}}[a-z]?(?:[ ]?[,;~-][ ]?[0-9]{{1,3}}[a-z]?){{0,40}}[ ]?\]                # [1,3-5]
      | \([0-9]{{1,3}}(?:[ ]?[,;][ ]?[0-9]{{1,2}}(?:-[0-9]{{1,3}})?){{1,40}}\)                    # (1,3-5)
      | (?<=[A-Za-zχ])\((?=[0-9])[0-9., ]{{1,20}}\)(?=[ ]?=)                                   # F(2, 28) =
      | [0-9]{{1,6}}(?:\.[0-9]{{1,6}}){{2,9}}                                                   # 2.1.3
      | [0-9]{{1,3}}/[0-9]{{1,3}}[a-z]-[0-9]{{1,3}}                                             # 22/10a-4
      | {_DATES}
      | [0-9]{{1,3}}[ ]?:[ ]?[0-9]{{1,3}}(?![0-9.])                                             # 2:1
    )
  | (?P<ci>(?P<level>[89][0-9](?:\.[0-9])?)[ ]?%[ ]?-?\(?{_INTERVAL}{_OPEN})
  | (?P<vulgar>[½⅓⅔¼¾⅛])
  | (?P<mixed>(?P<whole>[0-9]{{1,4}})[ ]{{0,2}}(?:(?P<top2>[1-7])/(?P<bottom2>[2348])(?![0-9/])|(?P<sign>[½⅓⅔¼¾⅛])))
  | (?P<fraction>(?P<top>{_INTEGER})(?:[ ]?/[ ]?|[ ](?:out[ ])?of[ ](?:(?:the|a[ ]total[ ]of)[ ])?)
      (?P<bottom>{_INTEGER})(?![0-9./万]|[ ]?%|,[0-9]|-[0-9]))
  | (?P<part>(?P<base>[0-9]{{1,7}}){_OF}(?P<share>{_SHARE}))
  | (?P<power>10(?:\^(?P<e5>-?[0-9]{{1,2}})|(?P<e6>{_SUPER})))
  | (?P<figure>(?P<digits>{_FIGURE})(?:{POWER}|[eE](?P<e4>[-+]?[0-9]{{1,2}})(?![0-9A-Za-z])
      |[ ]?(?P<scale>{_FACTOR})(?P<tail>(?:[ ]?(?:{_HAN}|(?<=零)[0-9]|[0-9]{{1,4}}(?=[ ]?[百千万]))){{0,12}}))?)
    """,
    re.VERBOSE,
)

LETTER = re.compile(
    rf"""
    (?P<skip>https?://[^\s\u4e00-\u9fff]+ | www\.[^\s\u4e00-\u9fff]+
      | {_MONTH}[ ](?:[0-9]{{1,2}}{_TH}(?![0-9])(?:,?[ ]{_YEAR})?|{_YEAR}) | {_MONTH},[ ]{_YEAR})
  | [Qq][ ]?(?P<every>[0-9]{{1,2}})?[ ]?(?P<period>[hdwmHDWM])(?![A-Za-z0-9])
  | (?P<often>[Bb][Ii][Dd]|[Tt][Ii][Dd]|[Qq][Ii][Dd]|b\.i\.d\.|t\.i\.d\.|q\.i\.d\.|q\.d\.)(?![A-Za-z0-9])
  | (?P<ci>(?:(?:CI|CrI)[ ]?[\[(]?(?:(?P<level>9[059])[ ]?%\)?)?|IQR|[Ii]nterquartile[ ][Rr]ange)(?![A-Za-z]){_OPEN})
  | (?P<p>\*{{0,2}}[Pp]\*{{0,2}}(?:[ -]?(?:values?|值))?
      (?:[ ]for[ ][a-z -]{{1,30}}?|[ ]?[均都]|[ ](?:of|was|were|is)|\([a-z -]{{1,20}}\))?[ ]?(?=[<>=≤≥]|(?<=of[ ])[0.])
      |[Pp][- ]values?[ ](?=[0.]))
  | (?P<n>[nN][ ]?=[ ]?)
  | (?P<hr>[ascm]?HRs?(?![A-Za-z])|[Hh]azards?[ ][Rr]atios?)
  | (?P<or>[acp]?ORs?(?![A-Za-z])|[Oo]dds[ ][Rr]atios?)
  | (?P<rr>(?:[ac]?RRs?|a?IRRs?|SIRs?|SMRs?|a?PRs?)(?![A-Za-z])
      |(?:[Rr]elative|[Rr]ate|[Rr]isk|[Pp]revalence|[Ii]ncidence[ ][Rr]ate)[ ](?:[Rr]isks?|[Rr]atios?))
  | (?P<name>(?![A-Za-z]{{1,12}}(?:[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?[ ]?%|[0-9]{{1,4}}\.[0-9]))   # but ORR40.4%, OS14.2
      [A-Za-zα-ωΑ-Ω]{{1,30}}(?:-[A-Za-zα-ω]{{1,20}}){{0,3}}-?[0-9]
      (?:[A-Za-z0-9α-ω]|[-/*](?=[A-Za-z0-9])|\((?=[A-Z0-9]{{1,6}}\))){{0,60}}\+?)
  | (?P<minus>(?:minus|negative)[ ])?(?P<spoken>{_SPOKEN})(?:[ -](?P<thirds>{_PARTS})(?![A-Za-z-])
      |(?P<andhalf>[ ]and[ ](?:an?[ ]|one[ -])?(?:half|quarter))|[ ]point(?P<point>(?:[ ](?:{_WORDS})){{1,9}}))?
  | [Aa]n?[ -](?P<third>{_PARTS})(?=[ ]of[ ]|[ ]?[,.;:)]|$)
  | (?P<article>[Aa]n?|[Aa]ll|[Ff]ull|[Ww]hole|[Aa]nother)
      (?=[ -](?:business[ ])?(?:second|minute|hour|day|week|fortnight|month|year|decade)(?![A-Za-z]))
  | (?P<couple>[Aa][ ]couple[ ]of)(?=[ ][a-z]{{3,}})
  | (?P<half>[Hh]alf(?![A-Za-z-]))
  | (?P<times>[Oo]nce|[Tt]wice|[Tt]hrice)[ -](?:(?:a|per|each|every)[ ])?
      (?P<each>day|week|month|year|daily|weekly|monthly|yearly)(?![A-Za-z])
  | (?P<turned>(?:[Dd]oubl|[Tt]ripl|[Tt]rebl|[Qq]uadrupl)(?:ed|ing)|[Tt]wice(?=[ ](?:as|the|that)))(?![A-Za-z-])
    """,
    re.VERBOSE,
)

HAN = re.compile(
    rf"""
    (?P<skip>十?[一二三四五六七八九十]月(?:[一二三四五六七八九十]{{1,3}}[日号])?(?![龄大经]) | [一二三四五六七八九〇零]{{4}}年)
  | (?P<ci>(?:置信区间|可信区间|四分位数?间距|四分位距|四分位数)(?:[ ]?\((?:(?P<level>9[059])[ ]?%)?[ ]?(?:CI|IQR)?\))?{_OPEN})
  | (?P<hr>风险比|危险比) | (?P<or>比值比|优势比) | (?P<rr>相对危险度?|相对风险|率比)
  | (?P<part>(?P<base>{_HAN}(?:[ ]?{_HAN}){{0,8}}){_OF}(?P<share>{_SHARE}))
  | (?P<half>一半|半数(?!致)|对半|(?<=[近约])半(?![年个月小天数]))
  | 翻(?:了[ ]?)?(?:(?P<turns>[一二两三四五])[ ]?番|(?P<doubled>倍|一倍))
  | (?P<most>十有八九)
  | (?P<halfunit>半(?=个?月|年|小时|天|日(?!本)|周|分钟))
  | (?P<han>负?{_HAN_NUMERAL})
    """,
    re.VERBOSE,
)

DIGIT_SITES = frozenset("0123456789.([½⅓⅔¼¾⅛")
# A place where one of the patterns may match; a Latin word is taken whole.
SITE = re.compile(rf"[0-9.(\[½⅓⅔¼¾⅛A-Za-zα-ωΑ-Ω*{_H}千负半对可置四风危比优相率翻](?:(?<=[A-Za-zα-ωΑ-Ω])[A-Za-zα-ω]{{1,80}})?")
JOINED = "0123456789-*"  # right after a word: it may be a name
_LABELS = "q b t bid tid qid ci cri iqr interquartile p n hazard hazards odds relative rate risk prevalence incidence"
_TURNS = "doubled doubling tripled tripling trebled trebling quadrupled quadrupling twice once thrice"
_RATIOS = ("hr", "or", "rr", "pr", "irr", "sir", "smr")
# The first words of everything else that LETTER knows, in lower case: any other word is passed over unseen.
STARTERS = frozenset(
    [
        *(*numerals.SMALL_WORDS, *numerals.SCALE_WORDS),
        *(f"{word}fold" for word in numerals.SMALL_WORDS),
        *(month[:n] for month in _MONTHS for n in (3, 4, len(month))),
        *f"a an all full whole another half minus negative https http www {_LABELS} {_TURNS}".split(),
        *(f"{prefix}{ratio}{plural}" for prefix in ("", *"ascmp") for ratio in _RATIOS for plural in ("", "s")),
    ]
)
