"""Numbers that are no figures: parts of names (phase 3, 2型) and of the text (Fig. 2, list items), years, words."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from verify.patterns import regex
from verify.text.tokens import Part
from verify.text.vocabulary import names

_ITEM_END = ".)、"


def in_name(text: str, part: Part) -> bool:
    """Whether a number belongs to a name (phase 3, 2型, 18F, 5-FU) or to the structure of the text (list, figure)."""
    if part.labels or part.spread is not None:
        return False
    if part.code is None and part.number.end - part.number.start > 8 and text[part.number.start : part.number.end].isdigit():
        return True  # a registration number
    start, end = part.start, part.end
    if _SCORED.search(text, max(0, start - 24), start):
        return True  # 5.6 out of 10, 5.6（满分10分）: the top of a scale
    c = text[end : end + 1]
    if part.code is None:
        if (
            c
            and text[end - 1] not in "万亿"
            and (_latin(c) or "α" <= c <= "ω" or (c == "-" and _latin(text[end + 1 : end + 2]) and text[end : end + 4] != "-to-"))
        ):
            return True
        if _latin(text[start - 1 : start]) and part.decimals > 0 and _MARKED.match(text, end):
            return True  # CLDN18.2阳性
        if text[start - 1 : start] == ")" and part.number.form == "digits" and start:
            return True  # (ClO4)2
        at = end + 1 if c == " " else end
        if text.startswith(("-羟", "羟", "-二羟"), end):
            return True  # 25-羟维生素D
        if text[start:end] in ("3", "5") and c in tuple("′'’"):
            return True  # the 5′ and 3′ ends of a strand
        after = names("after").at(text, at)
        if after is not None and text[after[0] : after[0] + 1] not in tuple("间望待刊末内时") and (after[1].isalpha() or at == end):
            return True
        if c and c in _ITEM_END and _opens_item(text, start, end):
            return True
        if c == " " and (short := _SHORT_FOR.match(text, end)) is not None and text[start:end] == short[1]:
            return True  # X-box binding protein 1 (XBP-1)
    if part.code is None or glued(text, part) or (part.kind == "count" and part.number.form == "digits" and not part.lent):
        at = _skip_back(text, start)
        before = names("before").before(text, at)
        if before is not None and before[1].lower() in ("group", "arm") and _counts(text, part, at):
            return False  # the control group 46 of 184, but group 2 of the trial
        if before is not None and not (before[1] == "第" and (part.code or _FIRST_OF.match(text, end))):
            return glued(text, part) or part.decimals == 0 or names("numbered").before(text, at) is not None
        if part.code is None and part.decimals == 0 and part.number.form == "digits" and start and text[start - 1] == " ":
            return _proper(text, start - 1)
    return False


_SCORED = regex(r"[0-9]\.[0-9]+ (?:points? )?out of (?:a possible )?$|满分[为是]?$")
_OF_MANY = regex(r" (?:of|out of) (?:the |all )?[0-9]")
_WITH_SHARE = regex(r" \([0-9]{1,2}(?:\.[0-9]+)? ?%\)")
_NUMBERED_GROUP = regex(
    r"(?:^|[(,;:.]|(?<![a-z])(?:in|of|for|to|than|and|or|vs\.?|versus|with|from|by|between))\s?(?:group|arm)$", re.I
)


def _counts(text: str, part: Part, at: int) -> bool:
    """Whether the number behind "group" is how many of it: "the control group 12 (24%)", but "higher in group 2 (24%)"."""
    if part.number.form == "fraction" or _OF_MANY.match(text, part.end):
        return True
    return _WITH_SHARE.match(text, part.end) is not None and not _NUMBERED_GROUP.search(text, max(0, at - 24), at)


def glued(text: str, part: Part) -> bool:
    """Whether one letter sticks to a number: Fig. 3d."""
    return part.end - part.number.end == 1 and _latin(text[part.number.end])


_MARKED = regex(
    r"[ -]?(?:positive|negative|specific|targeted|expression|high|low)(?![a-z])|[ ]?(?:阳性|阴性|高?表达|蛋白|基因|抗体|靶|特异)"
)
_SHORT_FOR = regex(r" \([A-Z][A-Za-z-]*[A-Za-z]-?([0-9]{1,2})\)")
_HALF_DOSE = regex(r"(?i:half)(?:[ -]| the | a )dose")
_FIRST_OF = regex(r"\s*(?:[~～–—-]|至|到)\s*[0-9]+\s*(?:天|日|周|个?月|年|小时)")  # 第9~12周


def _proper(text: str, end: int) -> bool:
    """Whether a capitalised word inside a sentence ends at `end`: Voyager 2, but not the first word of a sentence."""
    at = end
    while at and text[at - 1].isascii() and text[at - 1].islower() and end - at < 24:
        at -= 1
    return (
        end - at >= 3
        and at > 1
        and text[at - 1].isascii()
        and text[at - 1].isupper()
        and text[at - 2] == " "
        and (text[at - 3 : at - 2].isalpha() or text[at - 3 : at - 2] == ",")
        and text[at - 1 : end] not in _SENTENCE_WORDS
    )


_SENTENCE_WORDS = frozenset(  # capitalised in titles without being names
    [
        "Day",
        "Days",
        "Week",
        "Weeks",
        "Month",
        "Months",
        "Year",
        "Years",
        "Age",
        "Aged",
        "Score",
        "Median",
        "Mean",
        "Total",
        "Overall",
    ]
)


def _latin(c: str) -> bool:
    return c.isascii() and c.isalpha()


def _skip_back(text: str, at: int) -> int:
    """Over blanks, a dot, a bracket and comparison signs: Fig. 3, grade ≥3, phase (2)."""
    low = max(0, at - 5)
    while at > low and text[at - 1] in " .(<>=≤≥#~:":
        at -= 1
    return at


def _opens_item(text: str, start: int, end: int) -> bool:
    """The number of a list item: at the start of a line, or "1)" inside a sentence."""
    if end - start > 2 or text[end + 1 : end + 2].isdigit():
        return False
    at = start
    while at and text[at - 1] in " (":
        at -= 1
    if not at or text[at - 1] == "\n":
        return True
    return text[start - 1] != "(" and text[at - 1] in ("。;:,.?!、" if text[end] == ")" else "。;:?!")


_OF_PRICES = regex(r" (?:US |U\.S\. )?(?:dollars?|euros?|USD|EUR|GBP|pounds)(?![a-z])")


# "In 2019 hospitals reported …", but "In 2019 patients, …" and "In 2019 patients with …"
_BEGINS = regex(r"(?:^|[.;:\n] ?)In $")
_ITS_VERB = regex(
    r" (?!(?:aged|and|or|after|before|who|whom|whose|given|[a-z]*ing|under[a-z]*|treated|enrolled|admitted|included|diagnosed"
    r"|randomi[sz]ed|followed|with|without|from|in|of|at|on|for|across|over|to|by)(?![a-z]))[a-z]+"
)


def _opens_with(text: str, part: Part) -> bool:
    """Whether a number before a noun is the year that a sentence opens with."""
    noun = part.kind == "count" and _ITS_VERB.match(text, part.end) is not None
    return noun and _BEGINS.search(text, max(0, part.start - 6), part.start) is not None


def is_year(text: str, part: Part) -> bool:
    """A bare number between 1800 and 2099 without a separator, or a range of two such; also that of prices: in 2021 US dollars."""
    return (
        (part.code is None or _OF_PRICES.match(text, part.number.end) is not None or _opens_with(text, part))
        and part.number.form == "digits"
        and not part.labels
        and part.comparator == "="
        and part.decimals == 0
        and part.low is not None
        and part.high is not None
        and 1800 <= part.low <= part.high < 2100
        and part.number.end - part.number.start == 4
    )


def is_reference(text: str, part: Part) -> bool:
    """A small whole number alone in parentheses after a word: (3)."""
    if part.code is not None or part.labels or part.decimals > 0 or part.number.form != "digits" or part.spread is not None:
        return False
    start = part.start
    if text[start - 1 : start] != "(" or text[part.end : part.end + 1] != ")" or not start:
        return False
    if part.high is None or part.high >= 200 or part.low is None:
        return False
    at = start - 1
    while at and text[at - 1] == " ":
        at -= 1
    return at == 0 or not (text[at - 1].isdigit() or text[at - 1] in "%")


_RAISED = regex(r"(?:[.,;:!?%)\]。,;”\u4e00-\u9fff]|[A-Za-z]{4})\^$")


def is_raised(text: str, part: Part) -> bool:
    """A citation marker printed as an exponent: "alone.^5", 不足5%^4; cm^2 and 10^9 are none."""
    return part.code is None and part.decimals == 0 and _RAISED.search(text, max(0, part.start - 5), part.start) is not None


# "disease outcomes1 2 3 4 but": the numbers behind the first, which sticks to its word
_RUN = regex(r"[A-Za-z]{4}[.,;:)]?([0-9]{1,3}(?: [0-9]{1,3})*) $")
_LONGEST_RUN = 100


def is_run(text: str, part: Part) -> bool:
    """A citation marker of several, each higher than the last, whose raised print was lost: "outcomes1 2 3 4"."""
    if part.code is not None or part.low is None or part.decimals > 0 or part.number.form != "digits" or part.labels:
        return False
    run = _RUN.search(text, max(0, part.start - _LONGEST_RUN), part.start)
    if run is None:
        return False
    numbers = [*map(Decimal, run[1].split()), part.low]
    return all(low < high for low, high in itertools.pairwise(numbers))


def is_word(text: str, part: Part) -> bool:
    """Number words that mostly are no figures: one, several hundred, second half, 一 and 万 without a unit, an improper a/b."""
    number = part.number
    if number.form == "fraction" and _HALF_DOSE.match(text, number.start):
        return True
    if number.form == "fraction" and part.code is None:
        if text[part.start - 7 : part.start].lower().endswith(("first ", "econd ", "other ", "atter ", "last ")):
            return True
        slash = "/" in text[number.start : number.end]
        if not slash or number.numerator is None or number.denominator is None:
            return False
        return number.numerator > number.denominator or number.denominator == 1  # IGA 0/1: one grade or the other
    many = text[max(0, part.start - 8) : part.start].endswith(("several ", "few ", "many "))
    if many and text[number.start : number.end] in _SCALES:
        return True
    if part.code is not None:
        return False
    if number.more == ">=" and number.low <= 4 and number.form == "digits":
        return True  # HER2 3+: a grade of staining
    if number.form == "word":
        return number.low == 1 and not part.joined
    if number.form == "han":
        word = text[number.start : number.end]
        if number.more:
            return False
        return len(word) == 1 or word[0] in "千万亿" or word in ("百万", "十万") or not _NUMERIC.intersection(word)
    return False


_SCALES = frozenset(("hundred", "thousand", "million", "billion", "dozen"))
_NUMERIC = frozenset("十百千万亿拾佰仟点负又")  # a numeral with one of these counts, 三四 and 一一 do not
