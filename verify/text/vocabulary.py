"""The spoken part of figures, from the tables beside this file: units, counting words, comparators.

Everything is looked up by longest spelling at a place of the text, so a table of any length costs the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Generic, NamedTuple, TypeVar, cast

from verify.model import Comparator


T = TypeVar("T")


class Unit(NamedTuple):
    """`code` is UCUM; one of the spelled unit is `scale` of the code; `numerals` tells whether words may stand before it."""

    code: str
    kind: str
    scale: Decimal
    numerals: bool


class Counter(NamedTuple):
    """A counting word; `alone` tells whether "one" before it means the number."""

    alone: bool


def _rows(name: str) -> Iterator[list[str]]:
    for line in files("verify.text").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


class Lexicon(Generic[T]):
    """Spellings -> meanings, found at the start or the end of a stretch of text, the longest first."""

    def __init__(self, entries: dict[str, T]) -> None:
        self.entries = entries
        lengths: dict[str, set[int]] = {}
        tails: dict[str, set[int]] = {}
        for spelling in entries:
            lengths.setdefault(spelling[0], set()).add(len(spelling))
            tails.setdefault(spelling[-1], set()).add(len(spelling))
        self._lengths = {c: sorted(n, reverse=True) for c, n in lengths.items()}
        self._tails = {c: sorted(n, reverse=True) for c, n in tails.items()}

    def at(self, text: str, start: int) -> tuple[int, T] | None:
        """The end and the meaning of the longest spelling that starts at `start`; a Latin word is not cut."""
        for n in self._lengths.get(text[start : start + 1], ()):
            end = start + n
            if end > len(text):
                continue
            found = self.entries.get(text[start:end])
            if found is not None and not (_latin(text[end - 1]) and end < len(text) and _latin(text[end])):
                return end, found
        return None

    def before(self, text: str, end: int) -> tuple[int, T] | None:
        """The start and the meaning of the longest spelling that ends at `end`."""
        if end <= 0:
            return None
        for n in self._tails.get(text[end - 1], ()):
            start = end - n
            if start < 0:
                continue
            found = self.entries.get(text[start:end])
            if found is not None and not (_latin(text[start]) and start and _latin(text[start - 1])):
                return start, found
        return None


def _latin(c: str) -> bool:
    return c.isascii() and c.isalpha()


@cache
def units() -> Lexicon[Unit]:
    entries: dict[str, Unit] = {}
    for code, kind, scale, _dimension, _factor, numerals, spellings in _rows("units.tsv"):
        unit = Unit(code, kind, Decimal(scale), numerals == "any")
        for spelling in spellings.split("|"):
            entries.setdefault(spelling, unit)
            if len(spelling) > 3 and spelling.isascii():
                entries.setdefault(spelling[0].upper() + spelling[1:], unit)
    return Lexicon(entries)


@cache
def counters() -> Lexicon[Counter]:
    return Lexicon({word: Counter(alone == "yes") for word, alone in _rows("counters.tsv")})


@cache
def comparators(where: str) -> Lexicon[Comparator]:
    """Comparators that stand "before" or "after" a figure."""
    entries: dict[str, Comparator] = {}
    for phrase, place, sign in _rows("comparators.tsv"):
        if place == where:
            entries[phrase] = cast(Comparator, sign)
            if phrase[0].isascii() and phrase[0].isalpha():
                entries.setdefault(phrase[0].upper() + phrase[1:], cast(Comparator, sign))
    return Lexicon(entries)


@cache
def scales() -> dict[str, tuple[str, Decimal]]:
    """UCUM code -> its dimension and its size in the base unit of the dimension (calendar: a month is a twelfth of a year)."""
    table: dict[str, tuple[str, Decimal]] = {}
    for code, _kind, _scale, dimension, factor, _numerals, _spellings in _rows("units.tsv"):
        table.setdefault(code, (dimension, Decimal(factor)))
    return table
