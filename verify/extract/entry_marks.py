"""The signs that divide the words of an entry: full stops, commas, quotation marks; and the parts they leave.

A full stop divides only where it is no dot of an abbreviation, a comma and a bracket's inside hardly ever: who divides decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from verify.extract.entry_words import is_a, words_of
from verify.patterns import regex

CAPITAL = r"(?![a-z])[^\W\d_]"  # a letter that is no small Latin one: what a title or a name may begin with
_MARK = regex(
    rf"(?P<ask>[?!](?=\s|$|[^\W\d_A-Za-z]))|(?P<stop>\.(?=\s|$|[\"']|{CAPITAL})|(?<=[)\]])\.|(?<=[^\W\d_A-Za-z])\.|。)"
    rf"|(?P<comma>[,;](?=\s|$|[\"']|{CAPITAL})|、)"
    r"|(?P<open>[(\[])|(?P<close>[)\]])"
)
LEAD = regex(r"[\s,.:;)\]]*(?:\((?=[\"']))?")
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "《": "》", "`": "'", "„": "“", "「": "」", "『": "』"}
_AFTER_QUOTE = regex(rf"\s*(?:[,.;()\]《]|$|{CAPITAL}|in\s)")
IN_LEAD = regex(r"(?:[Ii]n|IN|[Dd]ans|见)(?:\s?:\s?|\s)")
EDITION = regex(
    r"(?<![A-Za-z])(?P<en>[0-9]{1,2}(?:st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Rr]ev(?:ised)?\.?)"
    r"\s[Ee]d(?:ition|n|s)?(?![a-z])|第?(?P<zh>[0-9一二三四五六七八九十]{1,3})\s?版(?!社)"
)
MEETING = regex(
    r"(?<![A-Za-z])(?:Proceedings|Proc\.|Conference|Conf\.|Symposium|Symp\.|Workshop|Congress|Meeting)|会议|年会|论文集"
    r"|(?<![A-Za-z])[A-Z]{3,}\s(?:19|20)[0-9]{2}(?![0-9])|(?<![0-9])(?:19|20)[0-9]{2}\s[A-Z]{3,}(?![a-z])"
)
MARKER = regex(r"\[\s?[A-Z]{1,2}(?:/[A-Z]{2})?\s?\]")
EDGES = ' \t,;:.。．，；：、-/"“”«»`´*_|'
_GAPS = regex(r"\s{2,}")
_DOTTED = regex(r"\.\s?[^\W\d_]")


@dataclass(slots=True)
class Words:
    """The parts of an entry that are words, as printed."""

    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    genre: str = ""
    within: bool = False  # the work is part of another: a chapter, a paper in proceedings
    meeting: bool = False  # the container is a conference


class Mark(NamedTuple):
    """A sign between parts, outside brackets: `.` or `?` or `,`."""

    sign: str
    start: int
    end: int


def clean(text: str) -> str:
    """`text` without the signs around it; a question mark and a closed bracket stay, and the dot of a dotted abbreviation."""
    bare = _GAPS.sub(" ", text.strip(EDGES))
    if bare.endswith((")", "）")) and bare.count("(") + bare.count("（") < bare.count(")") + bare.count("）"):
        bare = bare[:-1].rstrip(EDGES)
    if bare.startswith(("(", "[")) and ")" not in bare and "]" not in bare:
        bare = bare[1:].strip(EDGES)
    return bare


def journal_name(text: str) -> str:
    """A container's name: the last dot stays where the name is abbreviated with dots (J. Thorac. Dis.)."""
    bare = clean(text)
    if _DOTTED.search(bare) and text.rstrip(" ,;").endswith(bare + "."):
        return bare + "."
    return bare


def closing_quote(raw: str, text: str, start: int, stop: int) -> int:
    """Where the quotation mark that opens at `start` closes; 0 if none opens or the quotation is only the title's first words."""
    opening = raw[start : start + 1]
    if opening not in _QUOTES or stop - start < 4:
        return 0
    closing = _QUOTES[opening]
    depth = 0
    for at in range(start + 1, stop):
        sign = raw[at]
        if sign == opening and opening != closing:
            depth += 1
        elif sign == closing or (opening == "“" and sign == '"'):
            if depth and sign == closing:
                depth -= 1
                continue
            inner = text[at - 1]
            if opening in "'‘" and inner.isalpha() and text[at + 1 : at + 2].isalpha():
                continue
            if inner in ",.?!" or opening in "«《「『`" or _AFTER_QUOTE.match(text, at + 1, stop):
                return at
    return 0


def marks_of(part: str) -> list[Mark]:
    """The signs of `part` that may divide it, outside brackets."""
    found: list[Mark] = []
    depth = 0
    for match in _MARK.finditer(part):
        kind = match.lastgroup
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(0, depth - 1)
        elif depth == 0:
            found.append(Mark({"ask": "?", "stop": ".", "comma": ","}[kind or "comma"], match.start(), match.end()))
    return found


def last_word(text: str) -> str:
    found = words_of(text[-40:])
    return found[-1] if found else ""


def abbreviated(text: str) -> bool:
    """Whether the word before a full stop is one that journal names print with a dot."""
    found = words_of(text[-40:])
    last = found[-1] if found else ""
    if not last or not last[0].isupper() or not text.endswith(last):
        return False
    if len(last) == 1:
        return len(found) == 1 or last not in "IVX"
    return is_a(last, "abbreviation") and not last.isupper()
