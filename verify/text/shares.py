"""Parts of a whole said with two figures: one in five, 3 out of 8, one patient in twenty, 每10人中有2~3人."""

from __future__ import annotations

import re
from decimal import Decimal

from verify.patterns import regex
from verify.text.numerals import ratio
from verify.text.tokens import Part
from verify.text.vocabulary import counters

_ROUND = frozenset(Decimal(n) for n in (5, 10, 20, 50, 100, 1000, 10**4, 10**5, 10**6))


def is_share(text: str, a: Part, b: Part) -> bool:
    """one in five, 3 out of 8, four of 11, one patient in twenty: a part of a whole, both whole numbers."""
    one = a.kind == "count" and a.number.form == "word" and a.low == a.high == 1 and b.code is None
    if (
        (a.code is not None and not one)
        or b.kind not in ("", "count")
        or a.decimals > 0
        or b.decimals > 0
        or a.labels
        or b.labels
        or b.number.more
    ):
        return False
    low, high = a.high or a.number.low, b.number.low
    if not 0 < low < high or (one and high > 1000) or a.number.form == "fraction" or b.number.form == "fraction":
        return False
    gap = text[a.end : b.start].strip()
    if gap == "of":  # one of three drugs is a choice
        return low > 1 and (a.number.form == "word" or b.number.form == "word")
    if gap.startswith("of "):
        return low > 1
    spoken = a.number.form == b.number.form == "word" and high <= 10  # three in four
    return gap != "in" or low == 1 or high in _ROUND or spoken


# "one villager in five was": what is counted stands between the one and the whole; in "one study in 24 hospitals" it does not.
_ONE_OF = regex(r"(?<![A-Za-z-])one (?:[a-z-]{3,20} ){1,3}in (?:every )?(?:an? )?$", re.IGNORECASE)
_OF_THEM = regex(r" (?!(?:was|is|has|does)(?![a-z]))[a-z-]+s(?![a-z])")
_LONGEST = 70


def of_one(text: str, parts: list[Part]) -> None:
    """Make a fraction of the whole of "one villager in five", which begins at the one."""
    for part in parts:
        whole = part.number
        if (
            (part.code is not None and part.kind != "count")
            or part.joined
            or part.labels
            or part.decimals > 0
            or not 1 < whole.low <= 1000
        ):
            continue
        if part.kind == "count" or whole.form == "fraction" or _OF_THEM.match(text, part.end):
            continue
        one = _ONE_OF.search(text, max(0, part.start - _LONGEST), part.start)
        if one is not None:
            part.start, part.low, part.high = one.start(), ratio(Decimal(1), whole.low), ratio(Decimal(1), whole.low)
            whole.numerator, whole.denominator, whole.form = 1, int(whole.low), "fraction"


_OF_EVERY = regex(
    "[\u4e00-\u9fffA-Z0-9-]{0,24}?"
    "(?:之?[中里内]头?(?:约|大约|至少)?[就便]?有?|之?[中里内]头?,(?:约|大约|至少)?[就便]?有|,?[就便]有)"
)
# 十个人里有三个: people counted in words and in round numbers are nobody's sample.
_SPOKEN_WHOLE = regex("(?:人|患者|病人|女性|男性|孩子|儿童|老人|成人)里")


def of_every(text: str, parts: list[Part]) -> list[Part]:
    """`parts` with the two figures of 每10人中有2~3人 made one."""
    made: list[Part] = []
    for part in parts:
        last = made[-1] if made else None
        if last is None or not _is_every(text, last, part):
            made.append(part)
            continue
        make(last, part, last)
        counter = counters().at(text, part.end) if part.code is None else None  # of 一人, which is no count by itself
        last.code, last.kind, last.decimals = None, "", 0
        last.start -= text[last.start - 1 : last.start] == "每"
        last.end = counter[0] if counter else part.end
    return made


def _is_every(text: str, a: Part, b: Part) -> bool:
    """每5例患者中有2例, 每3人就有一人: a part of a whole; of a hundred and more it is a rate."""
    whole = a.kind in ("count", "") and not a.joined and a.low is not None and 1 < a.low < 100
    every = text[a.start - 1 : a.start] == "每" and a.kind == "count"
    if not every:
        whole = whole and a.number.form == b.number.form == "han" and _SPOKEN_WHOLE.search(text, a.number.end, b.start) is not None
    if not whole or b.decimals > 0 or (b.code or "1") != "1" or b.number.form == "fraction" or a.low is None:
        return False
    if not 0 < b.number.low <= (b.high or b.number.low) < a.low:
        return False
    return b.start - a.end < 30 and _OF_EVERY.fullmatch(text, a.end, b.start) is not None


def make(target: Part, part: Part, whole: Part) -> None:
    """Make `target` the fraction that `part` is of `whole`; 2 to 3 in 100 is a range of fractions without counts."""
    bottom = whole.number.low
    exact = part.low == part.high
    low, high = part.low or part.number.low, part.high or part.number.low
    target.low, target.high = ratio(low, bottom), ratio(high, bottom)
    target.number.numerator = int(low) if exact else None
    target.number.denominator = int(bottom) if exact else None
    target.number.form = "fraction"
    if target.code is not None and whole.code is None:  # the patient of one patient in twenty
        target.code, target.kind = None, ""
