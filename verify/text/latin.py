"""What starts with a Latin word: number words, labels (HR, CI, P, n =), frequency codes (q4w, bid), dates, names with digits.

The word decides, looked up in lower case, which reader is asked; a word no reader knows is passed over, whole with its digits if
it is a name (IL-6).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from verify.patterns import regex
from verify.text import words
from verify.text.tokens import Label
from verify.text.words import WORD, Read

YEAR = "(?:1[89]|20)[0-9]{2}"
OPEN = r"[ ,:=为]{0,2}[\[(]?"
_MONTH_NAMES = "january february march april may june july august september october november december"
MONTHS = frozenset([*_MONTH_NAMES.split(), *(name[:3] for name in _MONTH_NAMES.split()), "sept"])

_NAME = regex(
    r"[A-Za-zα-ωΑ-Ω]{1,30}(?:-[A-Za-zα-ω]{1,20}){0,3}-?[0-9](?:[A-Za-z0-9α-ω]|[-/*](?=[A-Za-z0-9])|\((?=[A-Z0-9]{1,6}\))){0,60}\+?"
)
_GLUED = regex(r"[A-Za-z]{1,12}(?:[0-9]{1,4}(?:\.[0-9]{1,4})? ?%|[0-9]{1,4}\.[0-9])")  # ORR40.4%, OS14.2

_POINT = regex(r"(?i:hour|day|week|month|year)-[0-9]{1,3}(?![0-9A-Za-z.-])")  # week-24 proportions


def name_end(text: str, start: int) -> int | None:
    """Where the name with digits that starts at `start` ends."""
    match = _NAME.match(text, start)
    return None if match is None or _GLUED.match(text, start) or _POINT.match(text, start) else match.end()


def read(text: str, start: int, end: int) -> Read | None:
    """What the word from `start` to `end` starts, and where to read on; None for a word that says nothing of figures."""
    word = text[start:end]
    kind = _RATIOS.get(word)
    if kind is not None:
        return None if _other_name(text, start, end) else (end, Label(start, end, kind))
    word = word.lower()
    reader = _READERS.get(word)
    if reader is not None:
        return reader(text, start, end)
    return words.spoken(text, start, end - 4 if word.endswith("fold") else end)


def _other_name(text: str, start: int, end: int) -> bool:
    """Whether "(OR)" abbreviates the words before it and these are no ratio: objective response (OR)."""
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")" or not start:
        return False
    before = text[max(0, start - 40) : start - 1].lower().split()[-(end - start) :]
    return [word[0] for word in before] == list(text[start:end].lower()) and "ratio" not in before and "risk" not in before


# ------------------------------------------------------------------------------------------------ labels

_EVERY = regex(r"[ ]?([0-9]{1,2})?[ ]?([hdwmHDWM])(?![A-Za-z0-9])")
_DOTTED = regex(r"\.(?:i\.)?d\.(?![A-Za-z0-9])")
_OFTEN = {"bid": (2, "/d"), "tid": (3, "/d"), "qid": (4, "/d"), "qd": (1, "d"), "qw": (1, "wk"), "qod": (2, "d"), "b": (2, "/d")}
_OFTEN |= {"t": (3, "/d"), "q": (4, "/d")}
_LEVEL = regex(rf"(?: ?[\[(]?(?:(?P<level>9[059]) ?%\)?)?)?{OPEN}")
_INTERQUARTILE = regex(rf" [Rr]ange(?![A-Za-z]){OPEN}")
_OPENED = regex(OPEN)
# "with a confidence interval running from 0.66 to 1.14"
_CONFIDENCE = regex(
    r" (?:interval(?: \(CI\))?|limits?),?(?: (?:that|ran|running|ranging|spanning|extending|stretching|of|was|were|from)){0,3}:?"
    r" [\[(]?(?=[0-9-])"
)
_P = regex(
    r"\*{0,2}(?:[ -]?(?:values?|值))?(?:[ ]for[ ][a-z -]{1,30}?|[ ]?[均都]|[ ](?:of|was|were|is)|\([a-z -]{1,20}\))?[ ]?"
    r"(?=[<>=≤≥]|(?<=of[ ])[0.])"
    r"|[ ]for[ ](?:trend|interaction|(?:non-?)?(?:inferiority|superiority)|heterogeneity|difference)[ ](?=0?\.[0-9])"
    r"|[- ]values?[ ](?=[0.])|[ ]?值?[ ]?[均都]?(?:为|是|等于)[ ]?(?=[0.<>=])"
    r"|(?:[ -]values?)?[ ](?:at|of|was|is)[ ](?:only )?(?=0?\.[0-9])|[ ]?值(?:仅|只|约|低至)?[ ]?(?=0?\.[0-9])"
    r"|[ ]?值?[ ]?[均都]?(?=(?:小于|低于|大于|高于)[ ]?0)"
    r"|(?:[- ]values?)?[ ](?:of |was |were )?(?=(?:less than|below|under|greater than|above) 0?\.[0-9])"
)
_N = regex(" ?= ?")


def _code(text: str, start: int, end: int) -> Read | None:
    """A frequency written as a code: q4w, bid, t.i.d."""
    word = text[start:end].lower()
    if word == "q" and (every := _EVERY.match(text, end)):
        value = Decimal(every[1] or 1)
        return every.end(), Label(start, every.end(), "frequency", value=value, code=words.CODES[every[2].lower()])
    if len(word) == 1:
        dotted = _DOTTED.match(text, end)
        if dotted is None or (word != "q" and len(dotted[0]) < 5):
            return None
        end = dotted.end()
        word = "qd" if len(dotted[0]) < 5 else word
    elif text[end : end + 1].isdigit():
        return None
    times, code = _OFTEN[word]
    return end, Label(start, end, "frequency", value=Decimal(times), code=code)


def _interval(text: str, start: int, end: int) -> Read | None:
    word = text[start:end]
    match = {"CI": _LEVEL, "CrI": _LEVEL, "IQR": _OPENED}.get(
        word, _INTERQUARTILE if word[1:] == "nterquartile" else _NOTHING
    ).match(text, end)
    if match is None:
        return None
    level = match["level"] if "level" in match.re.groupindex else None
    return match.end(), Label(start, match.end(), "interval", Decimal(level) if level else None)


def _confidence(text: str, start: int, end: int) -> Read | None:
    match = _CONFIDENCE.match(text, end)
    return None if match is None else (match.end(), Label(start, match.end(), "interval"))


_NOTHING = regex("(?!)")


def _p(text: str, start: int, end: int) -> Read | None:
    match = _P.match(text, end)
    return None if match is None else (match.end(), Label(start, match.end(), "p_value"))


def _n(text: str, start: int, end: int) -> Read | None:
    match = _N.match(text, end)
    return None if match is None else (match.end(), Label(start, match.end(), "count"))


def _ratio(text: str, start: int, end: int) -> Read | None:
    """Hazard ratio, odds ratio, relative risk, incidence rate ratio."""
    word = text[start:end].lower()
    match = WORD.match(text, end)
    if match is not None and word == "incidence" and match[2].lower() == "rate":
        match = WORD.match(text, match.end())
    following = match[2].lower().removesuffix("s") if match is not None and match[1] == " " else ""
    kind = {"hazard": "hazard_ratio", "odd": "odds_ratio"}.get(word.removesuffix("s"), "risk_ratio")
    if match is None or not (following == "ratio" or (following == "risk" and kind == "risk_ratio")):
        return None
    return match.end(), Label(start, match.end(), kind)


_RATIOS = {
    prefix + ratio + plural: kind
    for kind, ratio, prefixes in (
        ("hazard_ratio", "HR", " ascm"),
        ("odds_ratio", "OR", " acp"),
        ("risk_ratio", "RR", " ac"),
        ("risk_ratio", "IRR", " a"),
        ("risk_ratio", "PR", " a"),
        ("risk_ratio", "SIR", " "),
        ("risk_ratio", "SMR", " "),
    )
    for prefix in (p.strip() for p in prefixes)
    for plural in ("", "s")
}

# ------------------------------------------------------------------------------------------------ what holds no figure

_ADDRESS = regex(r"(?:s?://|\.)[!-~]+")
_DATE = regex(rf"\.?[ ](?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?![0-9])(?:,?[ ]{YEAR})?|{YEAR})|,[ ]{YEAR}")


def _address(text: str, start: int, end: int) -> Read | None:
    match = _ADDRESS.match(text, end)
    return None if match is None else (match.end(), None)


def _date(text: str, start: int, end: int) -> Read | None:
    match = _DATE.match(text, end) if text[start].isupper() else None
    return None if match is None else (match.end(), None)


_READERS: dict[str, Callable[[str, int, int], Read | None]] = {
    **dict.fromkeys(MONTHS, _date),
    **dict.fromkeys(("http", "https", "www"), _address),
    **dict.fromkeys(_OFTEN, _code),
    **dict.fromkeys(("ci", "cri", "iqr", "interquartile"), _interval),
    **dict.fromkeys(("hazard", "hazards", "odds", "relative", "rate", "risk", "prevalence", "incidence"), _ratio),
    **dict.fromkeys(("a", "an", "all", "full", "whole", "another"), words.article),
    **dict.fromkeys(("once", "twice", "thrice"), words.times),
    **{f"{stem}{ending}": words.turned for stem in ("doubl", "tripl", "trebl", "quadrupl") for ending in ("ed", "ing")},
    **dict.fromkeys(("minus", "negative"), words.minus),
    **dict.fromkeys(words.DECADES, words.decade),
    "half": words.half,
    **dict.fromkeys(words.TURNS, words.turn),
    "confidence": _confidence,
    "every": words.every,
    "p": _p,
    "n": _n,
}

_KNOWN = [*_READERS, *words.NUMBERS, *(f"{number}fold" for number in words.NUMBERS)]
# The words that `read` knows, as they are written; a number in capitals is mostly the name of a trial.
STARTERS = frozenset([*_RATIOS, "CrI", *_KNOWN, *(word.capitalize() for word in _KNOWN), *(word.upper() for word in _READERS)])
