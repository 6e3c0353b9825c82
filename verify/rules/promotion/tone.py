"""Whether a sentence persuades rather than reports, told by the weights of its small pieces (rules of kind `tone`).

What a careful copywriter says has no stock word in it; it differs from sober prose in many small things at once: whom it
addresses, its little words, its verbs, the absence of figures, doubt and method. Each piece of a sentence (one to three
characters of Chinese, one or two words of English) has a weight in `packs/tone-<language>.tsv`; the score of a sentence is their
sum over the root of their number. `benchmarks/tone.py` fits the weights to sentences written for this project
(`tests/gold/promo.jsonl`). A high score is a hint for a reader, so it is never more than a note; a low one takes a level from
what is flagged in the sentence.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from verify import kept
from verify.errors import UserError
from verify.model import Language
from verify.patterns import regex

_FOLDER = Path(__file__).parent.parent / "packs"
_FIGURE = regex(r"[0-9]+(?:[.,][0-9]+)*")
_BLANK = regex(r"\s+")
_WORD = regex(r"[a-z'#%]+|[?!;:]")
_LONGEST = 3  # characters of a piece of Chinese
_FEWEST = 6  # of fewer pieces nothing can be told: "Results."
_SHOWN = 4  # pieces that a flag names
SOBER = -3.5  # so far below what makes a note, a sentence as a whole reports
_SETTINGS = ("=bias", "=least")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each piece; a sentence is told to persuade from the score `least` on."""

    pieces: dict[str, float]
    bias: float
    least: float


def pieces(text: str, language: Language) -> set[str]:
    """The different pieces of a sentence (small letters, hyphens as spaces); a figure is one character, whatever it says."""
    plain = _FIGURE.sub("#", text)
    if language == "zh":
        plain = _BLANK.sub("", plain)
        made = set(plain)
        for n in range(2, _LONGEST + 1):
            made.update([plain[i : i + n] for i in range(len(plain) - n + 1)])
        return made
    words = _WORD.findall(plain)
    return {*words, *map(" ".join, itertools.pairwise(words))}


def score(text: str, language: Language) -> tuple[float, tuple[str, ...]]:
    """How far a sentence persuades, above or below what makes a note of it, and the pieces that add most."""
    table = weights(language)
    known = pieces(text, language) & table.pieces.keys()
    if len(known) < _FEWEST:
        return -table.least, ()
    above = table.bias + sum(map(table.pieces.__getitem__, sorted(known))) / sqrt(len(known)) - table.least
    return above, _telling(known, table) if above >= 0 else ()


def _telling(known: Collection[str], table: Weights) -> tuple[str, ...]:
    """The pieces that add most, without those that are part of one that adds more."""
    shown: list[str] = []
    for piece in sorted((piece for piece in known if table.pieces[piece] > 0), key=lambda piece: (-table.pieces[piece], piece)):
        if not any(piece in other or other in piece for other in shown):
            shown.append(piece)
    return tuple(shown[:_SHOWN])


@cache
def weights(language: Language) -> Weights:
    """The table of a language."""
    path = _FOLDER / f"tone-{language}.tsv"
    raw = path.read_bytes()
    table = dict(kept.copy(f"tone-{language}", raw + Path(__file__).read_bytes(), lambda: read(path)))
    bias, least = (table.pop(name) for name in _SETTINGS)
    return Weights(table, bias, least)


def read(path: Path) -> dict[str, float]:
    """The lines of a table. Raises `UserError` naming file and line where one is no piece and weight."""
    table: dict[str, float] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("//"):
            continue
        piece, _, weight = line.partition("\t")
        try:
            table[piece] = float(weight)
        except ValueError as error:
            raise UserError(f"{path}:{number}: expected a piece of text, a tab and its weight, not {line!r}") from error
    for name in _SETTINGS:
        if name not in table:
            raise UserError(f"{path}: the line {name!r} is missing")
    return table
