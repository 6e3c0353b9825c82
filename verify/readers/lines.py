"""The author's lines with every character placed: what all readers hand to the layout.

A `Piece` is a run of characters that stand side by side in the author's file; a `Line` is what is left of one line once markup
is gone. Lines are cut, never searched for again.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from verify.model import BlockKind, Place, Strip
from verify.patterns import regex
from verify.readers import vocabulary
from verify.text import fold

# What ends a line of the file, and what ends a line only for the reader's eye (form feeds and line separators of pasted text).
_BREAK = regex(r"\r\n?|\n|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FILE_BREAK = regex(r"\r\n?|\n")
_TERMINAL = regex(
    r"(?:[。！？!?；;…]|(?<![0-9])\.(?![0-9])|(?<=[0-9])\.(?=[^0-9]*$))"
    r"""["'”’)\]）】》」』 ]*(?:\[[^\[\]]{1,24}\]|[⁰¹²³⁴-⁹⁻,–-]|[0-9]{1,3}(?![0-9%]))*\s*$"""
)


class Piece(NamedTuple):
    """Characters side by side in the author's file, from `place` on; `high` if the format sets them as a superscript."""

    text: str
    place: Place
    high: bool = False


@dataclass(slots=True)
class Line:
    """One line as read. `kind`, `level` and `why` are set where the format itself states them, later by the layout."""

    pieces: list[Piece]
    text: str = ""
    gap: bool = False  # a blank line stands before
    loose: bool = False  # white space stands after
    indent: int = 0
    kind: BlockKind | None = None
    level: int = 0
    why: str = ""
    glued: bool = False  # the format says that the line goes on where the one before ended
    _folded: str = field(default="", repr=False)
    _whole: frozenset[str] | None = field(default=None, repr=False)
    _width: int = field(default=0, repr=False)
    _ends: bool | None = field(default=None, repr=False)

    @property
    def folded(self) -> str:
        """The text folded and in lower case, as cues are written."""
        if not self._folded:
            self._folded = fold(self.text).lower()
        return self._folded

    @property
    def says(self) -> frozenset[str]:
        """The kinds of cue that the line as a whole is."""
        if self._whole is None:
            self._whole = vocabulary.whole(self.folded)
        return self._whole

    @property
    def width(self) -> int:
        """Columns on a screen, a Chinese character being two; close enough for accents and dashes."""
        if not self._width:
            characters = len(self.text)
            self._width = characters + (len(self.text.encode("utf-8", "surrogatepass")) - characters) // 2
        return self._width

    def measure(self, columns: int) -> None:
        """Set the width to what was measured on paper."""
        self._width = max(columns, 1)

    @property
    def ends_sentence(self) -> bool:
        if self._ends is None:
            self._ends = _TERMINAL.search(self.text[-60:]) is not None
        return self._ends


def file_lines(text: str) -> tuple[str, ...]:
    """The lines as an editor counts them."""
    return tuple(_FILE_BREAK.split(text)) if "\r" in text else tuple(text.split("\n"))


def raw_lines(text: str) -> Iterator[tuple[str, Place]]:
    """Every line of `text`, blank ones too, with the place of its first character."""
    at, number, column = 0, 1, 1
    if text.startswith("\ufeff"):
        at = 1  # a byte order mark is no column of the first line
    start = at
    for stop in _BREAK.finditer(text, at):
        yield text[at : stop.start()], Place(number, column, at)
        at = stop.end()
        if stop.group()[0] in "\r\n":
            number, column, start = number + 1, 1, at
        else:
            column = at - start + 1
    yield text[at:], Place(number, column, at)


class Places:
    """Line and column of every offset of a file."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(stop.end() for stop in _FILE_BREAK.finditer(text))]

    def at(self, offset: int) -> Place:
        line = bisect.bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1, offset)


def move(place: Place, step: int) -> Place:
    return Place(place.line, place.column + step, place.offset + step, place.page)


class Cutter:
    """Takes stretches of characters out of a run of pieces, from left to right, in one pass."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._next = 0  # index of the piece that holds character `_at`
        self._at = 0

    def take(self, start: int, end: int) -> list[Piece]:
        """The pieces of characters `start` to `end`; `start` may not lie before that of an earlier call."""
        found = []
        while self._next < len(self._pieces):
            text, place, high = self._pieces[self._next]
            stop = self._at + len(text)
            if stop > start and self._at < end:
                low, top = max(start - self._at, 0), min(end, stop) - self._at
                found.append(Piece(text[low:top], move(place, low) if low else place, high))
            if stop > end:
                break
            self._next, self._at = self._next + 1, stop
        return found


def cut(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """The pieces of characters `start` to `end`."""
    return Cutter(pieces).take(start, end)


def line_of(pieces: list[Piece], *, gap: bool = False) -> Line | None:
    """The line made of `pieces`, white space at its ends set aside; None if nothing is left."""
    if not pieces:
        return None
    text = pieces[0].text if len(pieces) == 1 else "".join(piece.text for piece in pieces)
    body = text.strip()
    if not body:
        return None
    indent = len(text) - len(text.lstrip())
    if len(body) != len(text):
        pieces = cut(pieces, indent, indent + len(body))
    return Line(pieces, body, gap, loose=len(body) + indent < len(text), indent=indent)


class Sheet:
    """Lines of a format that has none of its own: each paragraph, or each line of a page, counts as one.

    Line and column of a place then count paragraphs and their characters, the offset those of the paragraphs one below the other.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.strips: list[Strip] = []
        self._offset = 0

    def line(self, runs: Sequence[tuple[str, bool]], page: int | None = None, strip: Strip | None = None) -> Line | None:
        """The next line, made of runs of text of which the raised ones are marked; None if it is blank.

        If the format has pages, `page` and `strip` say where the line is printed.
        """
        number, column = len(self.lines) + 1, 1
        pieces = []
        for text, high in runs:
            pieces.append(Piece(text, Place(number, column, self._offset + column - 1, page), high))
            column += len(text)
        self.lines.append("".join(text for text, _ in runs))
        if strip is not None:
            self.strips.append(strip)
        self._offset += column
        return line_of(pieces) if pieces else None
