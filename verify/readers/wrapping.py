"""Tells hard-wrapped lines from lines that are paragraphs, and joins the former.

Two habits meet in pasted articles: one line per paragraph, which must never be joined, and lines broken at a fixed width by a
typesetter, often with a blank line after each. What gives the second away is that lines stop in mid-sentence at one common
width, and that no line is longer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from verify.readers.lines import Line

# No page is set wider than this; a wider line is a paragraph.
_WIDEST = 220
_NARROWEST = 36
_SENTENCE_END = re.compile(r"[。！？；]|[.!?;](?=\s|$)")
_FIRST = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]{1,30}|.")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OPENS = frozenset("([{（［【《“‘「/~～-–—−")
_CLOSES = frozenset(")]}）］】》”’」%％,.;:!?，。；：！？、/~～")
_WORD = re.compile(r"[A-Za-z]{2,}(?:-[A-Za-z]{2,})*")
_WORD_START = re.compile(r"[a-z]{2,}")
_WORD_END = re.compile(r"([A-Za-z]{2,})[-‐\u00ad]$")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Lines broken at `width` columns or a little less."""

    width: float

    def full(self, line: Line, after: Line) -> bool:
        """Whether `line` was broken because the first word of `after` did not fit any more.

        A line that ends a sentence must be all but exactly full: the end of a paragraph rarely meets the margin.
        """
        room = line.width + min(_width(_first(after.text)), 14)
        return room >= self.width * (0.99 if line.ends_sentence else 0.9)


def wrapping(lines: Sequence[Line], *, whole: bool = True) -> Wrapping | None:
    """The width at which this stretch of lines was wrapped; None if its lines are paragraphs.

    A few lines tell less than many: they count only where they are the `whole` text.
    """
    prose = [line for line in lines if line.width >= _NARROWEST]
    broken = [line for line in prose[:-1] if not line.ends_sentence]
    if not broken or len(broken) * 3 < len(prose):
        return None
    width = median(line.width for line in broken)
    near = sum(0.85 * width <= line.width <= 1.15 * width for line in broken)
    longer = sum(line.width > 1.2 * width for line in prose)
    if near < 0.7 * len(broken) or longer > 0.05 * len(prose):
        return None
    if len(broken) < 3:
        return Wrapping(width) if whole and width >= 50 and _runs_on(lines) else None
    sentences = sum(len(_SENTENCE_END.findall(line.text)) for line in prose)
    return Wrapping(width) if sentences * 5 >= len(prose) else None


def _runs_on(lines: Sequence[Line]) -> bool:
    """Of two or three lines: every break in mid-sentence is followed by what can only be the rest of a sentence."""
    return all(
        line.ends_sentence or after.text[0].islower() or after.text[0] in _CLOSES or line.text[-1] in "，、,（(-–"
        for line, after in pairwise(lines)
    )


def stretches(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges of lines none of which is too wide for a page."""
    found, start = [], 0
    for i, line in enumerate(lines):
        if len(line.text) > _WIDEST or line.width > _WIDEST:
            if i > start:
                found.append((start, i))
            start = i + 1
    if len(lines) > start:
        found.append((start, len(lines)))
    return found


def joiner(before: str, after: str) -> str:
    """What stands for the line break between two wrapped lines: nothing in Chinese, a space in English."""
    last, first = before[-1], after[0]
    if _CJK.match(last) or _CJK.match(first) or last == "\u00ad":
        return ""
    if (last in _OPENS and last not in "–—-" and not before[-2:-1].isspace()) or first in _CLOSES:
        return ""
    if last in "-‐–—" and before[-2:-1].strip():
        return ""
    return " "


def splits_word(before: str, after: str, words: frozenset[str]) -> bool:
    """Whether the hyphen at the end of `before` was put there by the typesetter.

    Certain only if the article writes the word without the hyphen elsewhere, and never with it.
    """
    if before.endswith("\u00ad"):
        return True
    head, tail = _WORD_END.search(before), _WORD_START.match(after)
    if not head or not tail:
        return False
    return (head[1] + tail[0]).lower() in words and f"{head[1]}-{tail[0]}".lower() not in words


def words(lines: Sequence[Line]) -> frozenset[str]:
    """Every word the article writes inside a line."""
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line.text))


def _first(text: str) -> str:
    found = _FIRST.match(text)
    return found.group() if found else ""


def _width(text: str) -> int:
    return len(text) + sum(1 for _ in _CJK.finditer(text))
