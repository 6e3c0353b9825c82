"""Sentences and clauses of Chinese and English text, as spans without the blanks around them.

A full stop ends a sentence only where nothing else uses one: not in decimals, abbreviations (vs., et al., Fig. 2), initials
(P. aeruginosa, J. Smith) or addresses. A semicolon ends one outside brackets unless a statistic follows it (HR 0.72; 95% CI …).
、 enumerates and ends nothing. Both functions look at the stretch they are given only, so calling them block by block is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from verify.model import Span
from verify.patterns import regex

_ABBREVIATIONS = frozenset(Path(__file__).with_name("abbreviations.txt").read_text(encoding="utf-8").split("\n")[1:])
_END = regex(r"[。！？!?…]+[”’」』）)\]】》〉]*|[;；]|\n+|[.．]['\"”’)\]]*(?=[ \u3000\n]|$)|[.．](?=[\u4e00-\u9fff])")
_STATISTIC = regex(r"[ ]*(?:[0-9(<>=]|P\b|p ?[<=>]|HR|OR|RR|CI|IQR|I²|n ?=)")
_CLAUSE = regex(r"[,，](?![0-9])|(?<=[^0-9])[,，](?=[0-9])|，|[:：](?![0-9/])|——?|[ ][-–][ ]")
_OPEN, _CLOSE = "([（［【「『《", ")]）］】」』》"
_NAMED = regex(r"(?:vitamin|hepatitis|type|group|arm|grade|class|factor|stage|influenza|phase|part)[ ]$", re.IGNORECASE)
_PART = regex(r"(?:[/°]|[A-Za-z0-9]-)$")  # of a unit or a name: mmol/L, 37 °C, PCR-B, but not of J.-P.
_WORD = regex(r"[A-Za-z][A-Za-z.]*$")


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Sentences between `start` and `end`, each with its closing mark and quotes."""
    stop = len(text) if end is None else end
    found: list[Span] = []
    at = seen = start
    depth = 0
    for match in _END.finditer(text, start, stop):
        mark = match[0][0]
        if mark in ".．" and not _ends(text, match, at, stop):
            continue
        if mark in ";；":
            depth = _depth(text, seen, match.start(), depth)
            seen = match.start()
            if depth or (mark == ";" and _STATISTIC.match(text, match.end())):
                continue
        _append(found, text, at, match.end())
        at = seen = match.end()
        depth = 0
    _append(found, text, at, stop)
    return tuple(found)


def clauses(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Clauses between `start` and `end`: parts of sentences between , ; : and dashes outside brackets, closing marks left out."""
    found: list[Span] = []
    for sentence in sentences(text, start, end):
        last = sentence.end
        while last > sentence.start and text[last - 1] in "。！？!?；;….．":
            last -= 1
        at = sentence.start
        for cut in _cuts(text, sentence.start, last):
            _append(found, text, at, cut.start())
            at = cut.end()
        _append(found, text, at, last)
    return tuple(found)


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def _ends(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    """Whether the full stop at `match` ends a sentence."""
    at = match.start()
    word_after = text[match.end() : min(stop, match.end() + 4)].lstrip()
    following = word_after[:1]
    if not following or "\n" in text[match.end() : match.end() + 1]:
        return True
    word = _WORD.search(text, max(start, at - 16), at) if match.end() - at == 1 else None
    capital = following.isascii() and following.isupper()
    if word is not None:
        last = word[0].lower()
        if last in _ABBREVIATIONS:
            return last == "al" and capital
        part = _PART.search(text, max(0, at - 3), at - 1) is not None
        if len(last) == 1 and word[0].isupper() and not part:  # an initial, unless a lower-case word names the letter: vitamin D.
            return not (following.isascii() and following.isalpha()) or (
                capital and bool(_NAMED.search(text, max(0, at - 14), at - 1))
            )
        if "." in last:  # e.g. and U.S.
            return False
    return not (following.isascii() and following.islower()) or word_after[1:2].isupper()  # eGFR, mPFS


def _depth(text: str, start: int, end: int, depth: int) -> int:
    """How many brackets are open at `end`, if `depth` are at `start`."""
    for c in text[start:end]:
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE and depth:
            depth -= 1
    return depth


def _cuts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Marks that separate clauses, outside brackets."""
    depth, at = 0, start
    for match in _CLAUSE.finditer(text, start, end):
        depth = _depth(text, at, match.start(), depth)
        at = match.start()
        if not depth:
            yield match
