"""The words of figures, from the tables beside this file: units, counting words, comparators, connectors, name words.

Everything is looked up by longest spelling at a place of the text, so a table of any length costs the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar, cast

from verify.model import Comparator

T = TypeVar("T")


class Unit(NamedTuple):
    """`code` is UCUM; one of the spelled unit is `scale` of the code."""

    code: str
    kind: str
    scale: Decimal
    numerals: bool  # number words may stand before it
    unless: tuple[str, ...]  # with one of these after it, it is the beginning of another word


class Lexicon(Generic[T]):
    """Spellings -> meanings, found at the start or the end of a stretch of text, the longest first; no Latin word is cut."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._entries: dict[str, T] = {}
        for spelling, meaning in entries:
            self._entries.setdefault(spelling, meaning)
        heads: dict[str, set[int]] = {}
        tails: dict[str, set[int]] = {}
        for spelling in self._entries:
            heads.setdefault(spelling[0], set()).add(len(spelling))
            tails.setdefault(spelling[-1], set()).add(len(spelling))
        self._heads = {c: sorted(n, reverse=True) for c, n in heads.items()}
        self._tails = {c: sorted(n, reverse=True) for c, n in tails.items()}

    def get(self, spelling: str) -> T | None:
        return self._entries.get(spelling)

    def at(self, text: str, start: int) -> tuple[int, T] | None:
        """The end and the meaning of the longest spelling that starts at `start`."""
        lengths = self._heads.get(text[start : start + 1])
        for n in lengths or ():
            end = start + n
            found = self._entries.get(text[start:end]) if end <= len(text) else None
            if found is not None and not (_latin(text[end - 1]) and _latin(text[end : end + 1])):
                return end, found
        return None

    def before(self, text: str, end: int) -> tuple[int, T] | None:
        """The start and the meaning of the longest spelling that ends at `end`."""
        lengths = self._tails.get(text[end - 1 : end]) if end > 0 else None
        for n in lengths or ():
            start = end - n
            found = self._entries.get(text[start:end]) if start >= 0 else None
            if found is not None and not (_latin(text[start]) and start and _latin(text[start - 1])):
                return start, found
        return None


def _latin(c: str) -> bool:
    return c.isascii() and c.isalpha()


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def _cases(word: str) -> tuple[str, ...]:
    """A word as the table has it and, if it is Latin and long enough to be a word, capitalised."""
    return (word, word[0].upper() + word[1:]) if len(word) > 2 and word[0].isascii() and word[0].islower() else (word,)


@cache
def units() -> Lexicon[Unit]:
    entries = []
    for code, kind, scale, _dimension, _factor, numerals, spellings, *unless in _rows("units.tsv"):
        unit = Unit(code, kind, Decimal(scale), numerals == "any", tuple(unless[0].split("|")) if unless else ())
        entries += [(case, unit) for spelling in spellings.split("|") for case in _cases(spelling)]
    return Lexicon(entries)


@cache
def counters() -> Lexicon[str]:
    """Counting words, and whether "one" before the word is a number: yes, no, or only one goes with it."""
    return Lexicon((case, alone) for word, alone in _rows("counters.tsv") for case in _cases(word))


@cache
def comparators(where: str) -> Lexicon[Comparator]:
    """Comparators that stand "before" or "after" a figure."""
    rows = _rows("comparators.tsv")
    return Lexicon((case, cast(Comparator, sign)) for phrase, place, sign in rows if place == where for case in _cases(phrase))


@cache
def names(where: str) -> Lexicon[str]:
    """Words "before" or "after" a bare number that make it part of a name; "numbered" ones stand before and take decimals too."""
    places = ("before", "numbered") if where == "before" else (where,)
    return Lexicon((case, word) for word, place in _rows("names.tsv") if place in places for case in (*_cases(word), word.upper()))


@cache
def connectors() -> dict[str, str]:
    """What may stand between two figures -> range, list, comma or spread."""
    return {row[0]: row[1] for row in _rows("connectors.tsv")}


@cache
def scales() -> dict[str, tuple[str, Decimal]]:
    """UCUM code -> its dimension and its size in the base unit of the dimension; a month is a twelfth of 365.2425 days."""
    return {row[0]: (row[3], Decimal(row[4])) for row in reversed(_rows("units.tsv"))}
