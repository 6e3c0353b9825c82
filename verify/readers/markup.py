"""Marks inside running text: raised and lowered runs, comments, emphasis, links.

Each mark is cut out of a line's pieces, so the characters left keep their places. Every pattern is bounded: a file of nothing
but opening marks is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.model import Comment
from verify.patterns import regex
from verify.readers.lines import Cutter, Piece, cut

_PLAIN = regex(
    r"<(?P<tag>su[pb])(?:\s[^<>]{0,100})?>(?P<body>[^<>]{0,200})</(?P=tag)\s*>"
    r"|\^(?P<caret>\[?[0-9]{1,3}[a-z]?(?:[ ,，、\-–—~][ 0-9a-z,，、\-–—~]{0,60})?\]?)\^",
    re.IGNORECASE,
)
_OPEN, _SHUT = "<!--", "-->"


def comments(text: str) -> tuple[str, tuple[Comment, ...]]:
    """`text` with every comment blanked out, so that offsets stay, and the comments themselves.

    Line breaks inside a comment stay too; a comment that is never closed is text.
    """
    if _OPEN not in text:
        return text, ()
    parts: list[str] = []
    found: list[Comment] = []
    at, line = 0, 1
    while (start := text.find(_OPEN, at)) >= 0 and (end := text.find(_SHUT, start + len(_OPEN))) >= 0:
        end += len(_SHUT)
        line += _breaks(text[at:start])
        inside = text[start:end]
        last = line + _breaks(inside)
        found.append(Comment(inside[len(_OPEN) : -len(_SHUT)].strip(), line, last))
        parts += text[at:start], _BLANK.sub("\x00", inside)
        at, line = end, last
    return "".join((*parts, text[at:])), tuple(found)


# What is blanked out is marked by a character no text file holds: a line of it alone is no blank line, it is not there at all.
BLANK = "\x00"
_BLANK = regex(r"[^\r\n]")


def _breaks(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def without_blanks(pieces: list[Piece]) -> list[Piece]:
    """The pieces with what `comments` blanked out left out."""
    return [part for piece in pieces for part in _keep(piece, re.finditer("[^\x00]+", piece.text))]


def _keep(piece: Piece, stretches: Iterator[re.Match[str]]) -> Iterator[Piece]:
    for stretch in stretches:
        yield from cut([piece], stretch.start(), stretch.end())


def plain_marks(pieces: list[Piece]) -> list[Piece]:
    """`<sup>3,4</sup>` and `^3,4^` as raised plain characters; `<sub>` as plain characters."""
    text = "".join(piece.text for piece in pieces)
    if "<" not in text and "^" not in text:
        return pieces
    found: list[Piece] = []
    cutter, at = Cutter(pieces), 0
    for mark in _PLAIN.finditer(text):
        found += cutter.take(at, mark.start())
        body = cutter.take(*mark.span("body" if mark["tag"] else "caret"))
        found += body if (mark["tag"] or "").lower() == "sub" else raised(body)
        at = mark.end()
    return found + cutter.take(at, len(text)) if at else pieces


def raised(pieces: list[Piece]) -> list[Piece]:
    return [piece._replace(high=True) for piece in pieces]
