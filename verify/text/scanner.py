"""One pass over folded text: which digits and number words are numbers, and which belong to names, dates and markers.

`scan` yields numbers and the labels that say what the next number is (HR, 95% CI, P, n). Whatever else holds digits (gene,
drug and trial names, dates, bracketed markers, addresses) is consumed whole, so nothing later trips over it. `digits`, `latin` and
`hanzi` read what starts with a digit, a letter and a Chinese character; all other characters are passed over at one look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from verify.text import digits, hanzi, latin
from verify.text.tokens import Label, Number
from verify.text.vocabulary import units

_BRACKETS = re.escape("".join(sorted(digits.SITES)))
# A place where something may start; a Latin word is taken whole.
_SITE = re.compile(rf"[A-Za-zα-ωΑ-Ω]{{1,81}}|[{_BRACKETS}{hanzi.HEADS}]")
_GLUED = re.compile(r"[0-9]{1,3}(?![0-9.])")


def scan(text: str) -> Iterator[Number | Label]:
    """Numbers and labels of folded text, in order; what stands between them is not looked at."""
    search = _SITE.search
    at = 0
    number: Number | None = None  # the one just read
    while (site := search(text, at)) is not None:
        start, at = site.span()
        c = text[start]
        made: Number | Label | None
        if c in digits.SITES:
            if c in "([":
                end = digits.marker_end(text, start)
                if end is not None and not (c == "[" and _encloses(text[start:end], number)):  # 29 [24-36]
                    at = end
                continue
            if text[start - 1 : start] == "%" and text[start - 2 : start - 1].isdigit() and (glued := _GLUED.match(text, start)):
                at, value = glued.end(), Decimal(glued[0])  # a marker flattened onto a complete 3.8%
                made = Number(start, at, value, value, 0, "digits")
            else:
                at, made = digits.read(text, start)
        elif c > "\u2e00":
            at, made = hanzi.read(text, start)
        else:
            if start and (text[start - 1] == "_" or (text[start - 1].isalnum() and text[start - 1] < "\u0250")):
                continue
            read = latin.read(text, start, at)
            if read is None:
                if text[at : at + 1] in latin.JOINED and (end := latin.name_end(text, start)) is not None:
                    at = _after_name(text, start, end)
                continue
            at, made = read
        if made is not None:
            number = made if isinstance(made, Number) else None
            yield made


def _after_name(text: str, start: int, end: int) -> int:
    """Where to read on after a name with digits, unless it is the unit of 5 mg-10 mg."""
    unit = units().at(text, start)
    if unit is not None and text[unit[0] : unit[0] + 1] == "-" and text[max(0, start - 2) : start].rstrip()[-1:].isdigit():
        return unit[0] + 1
    return end


def _encloses(bracket: str, number: Number | None) -> bool:
    """Whether what looks like a marker, [24-36], is the range around the number before it."""
    low, dash, high = bracket.strip("[] ").partition("-")
    if number is None or not dash or not (low.isdigit() and high.isdigit()):
        return False
    return int(low) < number.low < int(high)
