"""Text on a terminal: how many cells it takes, where it may break, what part of a long line to show.

A Han character takes two cells, a combining mark none. Chinese breaks between any two characters, except that closing
punctuation never begins a line and opening punctuation never ends one. The text is hostile: control characters and those that
turn the writing direction are shown as a box, so that an article cannot drive the terminal.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.cells import cell_len as width

from verify.patterns import regex

__all__ = ["Window", "clean", "crop", "width", "window", "wrap"]

_HOSTILE = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_NO_START = frozenset("，。、；：？！）】》」』〕”’…％%,.;:?!)]}>~～·")
_NO_END = frozenset("（【《「『〔“‘([{<￥$")
_ELLIPSIS = "…"
# A piece that holds together: a run of narrow characters, or one wide character.
_PIECE = regex(r"\s+|[!-\u02ff\u0370-\u10ff\u2000-\u2e7f]+|.", re.DOTALL)


def clean(text: str) -> str:
    """`text` on one line, one character for each of its characters, with nothing a terminal would obey."""
    return _HOSTILE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " ").replace("\r", " ").replace("\n", " "))


def wrap(text: str, room: int) -> list[str]:
    """`text` as lines of at most `room` cells; a word longer than a line is cut."""
    room = max(room, 8)
    lines: list[str] = []
    line = ""
    for piece in _held_together(clean(text)):
        if width(line) + width(piece.rstrip()) <= room:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = piece.lstrip()
        while width(line) > room:
            head = _fitting(line, room)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _held_together(text: str) -> list[str]:
    """The pieces of `text` between which a line may break."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        glued = pieces and (piece[0] in _NO_START or piece.isspace() or pieces[-1][-1] in _NO_END)
        if glued and width(pieces[-1]) < 60:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def crop(text: str, room: int) -> str:
    """`text` on one line of at most `room` cells, an ellipsis for what is cut off."""
    text = clean(text).strip()
    if width(text) <= room:
        return text
    return _fitting(text, room - 1) + _ELLIPSIS


def _fitting(text: str, room: int) -> str:
    """The longest beginning of `text` that takes at most `room` cells, and at least one character."""
    used = 0
    for i, character in enumerate(text):
        used += width(character)
        if used > room and i:
            return text[:i]
    return text


class Window(NamedTuple):
    """What is shown of a line: `text`, and the cells before and under the marked part."""

    text: str
    before: int
    under: int


def window(line: str, start: int, end: int, room: int) -> Window:
    """`line` with its part `start:end` in sight, cut to `room` cells around it, an ellipsis where it is cut."""
    far = max(0, min(start, len(line)) - 4 * room)  # a line of a megabyte is looked at near the mark only
    near = line[far : start + 8 * room]
    cut_off = len(line) > far + len(near)
    start, end = min(start, len(line)) - far, min(max(start, end), far + len(near)) - far
    near = clean(near)
    left = 0 if far else min(len(near) - len(near.lstrip()), start)
    right = max(len(near.rstrip()), end)
    if not far and not cut_off and width(near[left:right]) <= room:
        return Window(near[left:right], width(near[left:start]), max(1, width(near[start:end])))
    room -= 2 * width(_ELLIPSIS)
    marked = min(width(near[start:end]), room * 2 // 3)
    lead = (room - marked) // 3  # more is shown after the mark than before it: that is where the sentence goes on
    first = _back(near, start, left, max(lead, room - width(near[start:right])))
    shown = _fitting(near[first:right], room)
    last = first + len(shown)
    head = _ELLIPSIS if first > left or far else ""
    tail = _ELLIPSIS if last < right or cut_off else ""
    return Window(head + shown + tail, width(head + near[first:start]), max(1, width(near[start : min(end, last)])))


def _back(line: str, start: int, left: int, room: int) -> int:
    """The character at most `room` cells before `start`, not before `left`."""
    at, used = start, 0
    while at > left:
        used += width(line[at - 1])
        if used > room:
            break
        at -= 1
    return at
