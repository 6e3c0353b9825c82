"""One pass over folded text: which digits and number words are numbers, and which belong to names, dates and markers.

`scan` yields numbers and the labels that say what the next number is (HR, 95% CI, P, n). Whatever else holds digits (gene,
drug and trial names, dates, bracketed markers, addresses) is consumed whole, so nothing later trips over it. `digits`, `latin` and
`hanzi` read what starts with a digit, a letter and a Chinese character; all other characters are passed over at one look.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from verify.patterns import regex
from verify.text import digits, hanzi, latin
from verify.text.tokens import Label, Number
from verify.text.vocabulary import units

# A place where something may start: a Latin word, with its joint if it may go on as a name, a digit, a Chinese character.
_SITE = regex(rf"([A-Za-zα-ωΑ-Ω]{{1,81}})(?=([0-9-])?)|([{digits.SIGNS}]|\.(?=[0-9])|[(\[](?=[0-9 ]))|{hanzi.HEADS}")
_WORD, _DIGIT = 1, 3


def scan(text: str) -> Iterator[Number | Label]:
    """Numbers and labels of folded text, in order; what stands between them is not looked at."""
    search, starters = _SITE.search, latin.STARTERS
    at = 0
    number: Number | None = None  # the one just read
    made: Number | Label | None
    while (site := search(text, at)) is not None:
        kind = site.lastindex
        start, at = site.span()
        if kind is None:
            at, made = hanzi.read(text, start)
        elif kind < _DIGIT:
            word = site[_WORD]
            if (kind == _WORD and word not in starters) or _inside_word(text, start):
                continue
            read = latin.read(text, start, at) if word in starters else None
            if read is None:
                if kind != _WORD and (end := latin.name_end(text, start)) is not None:
                    at = _after_name(text, start, end)
                continue
            at, made = read
        elif (c := text[start]) in "([":
            end = digits.marker_end(text, start)
            if end is not None and not (c == "[" and _encloses(text[start:end], number)):  # 29 [24-36]
                at = end
            continue
        elif start > 1 and text[start - 1] == "%" and (glued := _flattened(text, start)) is not None:
            at, made = glued.end, glued
        else:
            at, made = digits.read(text, start)
        if made is not None:
            number = made if isinstance(made, Number) else None
            yield made


_GLUED = regex(r"[0-9]{1,3}(?![0-9.])")


def _flattened(text: str, start: int) -> Number | None:
    """The first number of a marker flattened onto a complete 3.8%; it groups no thousands: 3.8%4,120例."""
    match = _GLUED.match(text, start) if text[start - 2].isdigit() else None
    return None if match is None else Number(*match.span(), Decimal(match[0]), Decimal(match[0]), 0, "digits")


def _inside_word(text: str, start: int) -> bool:
    """Whether a digit, a letter with an accent or a low line stands right before `start`."""
    c = text[start - 1] if start else " "
    return c == "_" or (c < "\u0250" and c.isalnum())


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
