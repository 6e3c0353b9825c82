"""Tells hard-wrapped lines from lines that are paragraphs, and joins the former.

Two habits meet in pasted articles: one line per paragraph, which must never be joined, and lines broken at a fixed width by a
typesetter, often with a blank line after each. What gives the second away is that lines stop in mid-sentence at one common
width, and that no line is longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from verify.patterns import regex
from verify.readers.lines import Line
from verify.text.numerals import SCALE_WORDS

# No page is set wider than this; a wider line is a paragraph.
WIDEST = 220
NARROWEST = 36
_SENTENCE_END = regex(r"[。！？；]|(?<![0-9])[.!?;][0-9,–-]{0,12}(?=\s|$)")
_FIRST = regex(r"[^\s\u2e80-\u9fff\uff00-\uffef]{1,30}")
_CJK = regex(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…]")
_OPENS = frozenset("([{（［【《“‘「/~～-–—−")
_CLOSES = frozenset(")]}）］】》”’」%％,.;:!?，。；：！？、/~～")
_WORD = regex(r"[A-Za-z]{2,}(?:-[A-Za-z]{2,})*")
_WORD_START = regex(r"[a-z]{2,}")
# Endings that are no words: what follows the hyphen of a compound (long-term) is one.
_ENDING = regex(
    r"(?:[stz]ions?|[a-z]{0,3}ations?|[a-z]{0,3}tional(?:ly)?|ments?|ings?|ity|ities|ness|[tsc]ives?(?:ly)?|[a-z]{0,2}i?cally|ously"
    r"|[a-z]?ates|[a-z]?ated|[a-z]?ating|[ae]nc(?:y|es?|ies)|isms?|ists?|itis|[a-z]?osis|a?emia|[a-z]?ectomy|tients?)(?![a-z-])"
)
_WORD_END = regex(r"([A-Za-z]{2,})[-‐\u00ad]$")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Lines broken at `width` columns or a little less; `margin` is where the longer ones end.

    `gaps` says that blank lines stand between paragraphs only, so that they can be trusted.
    """

    width: float
    margin: float
    gaps: bool

    def full(self, line: Line, after: Line) -> bool:
        """Whether `line` was broken because the first word of `after` did not fit any more.

        A line that ends a sentence must be all but exactly full: the end of a paragraph rarely meets the margin.
        """
        word = _FIRST.match(after.text)
        room = line.width + (min(len(word.group()) + 1, 14) if word else 2)
        if not line.ends_sentence:
            return room >= 0.9 * self.width
        return room > self.margin if word else room >= 0.99 * self.width

    def parts(self, line: Line, after: Line) -> bool:
        """Whether a paragraph ends between two lines."""
        if self.gaps:
            return after.gap and (line.ends_sentence or not after.text[0].islower() or not self.full(line, after))
        if not line.ends_sentence:
            return False
        return after.indent >= 2 or not self.full(line, after) or (line.loose and not after.loose)


def wrapping(lines: Sequence[Line], *, whole: bool = True) -> Wrapping | None:
    """How this stretch of lines was wrapped; None if its lines are paragraphs.

    A few lines tell less than many: they count only where they are the `whole` text.
    """
    prose = [line for line in lines if line.width >= NARROWEST]
    broken = [line for line in lines[:-1] if line.width >= NARROWEST and not line.ends_sentence]
    if not broken or len(broken) * 3 < len(prose):
        return None
    widths = sorted(line.width for line in broken)
    width = widths[len(widths) // 2]
    near = sum(0.85 * width <= one <= 1.15 * width for one in widths)
    longer = sum(line.width > 1.2 * width for line in prose)
    if near < 0.7 * len(broken) or longer > 0.05 * len(prose):
        return None
    if len(broken) < 3:
        if not whole or width < 50 or not (_equal(broken, lines[-1]) or all(runs_on(*pair) for pair in pairwise(lines))):
            return None
    elif sum(len(_SENTENCE_END.findall(line.text)) for line in prose) < max(2.0, sum(line.width for line in prose) / 400):
        return None  # a list of short items: sentences do not end so seldom
    return Wrapping(width, widths[len(widths) * 3 // 4], _gaps_part(lines, width))


def measured(lines: Sequence[Line], width: int) -> Wrapping:
    """The wrapping of lines whose widths were measured on paper, a full one being `width` columns."""
    return Wrapping(0.97 * width, 0.96 * width, _gaps_part(lines, width))


def _gaps_part(lines: Sequence[Line], width: float) -> bool:
    """Whether blank lines stand after the short last lines of paragraphs, and not after broken lines."""
    broken = [below.gap for line, below in pairwise(lines) if not line.ends_sentence and line.width >= 0.85 * width]
    last = [below.gap for line, below in pairwise(lines) if line.ends_sentence and line.width < 0.6 * width]
    return sum(broken) * 10 <= len(broken) and bool(last) and sum(last) * 10 >= len(last) * 7


def _equal(broken: Sequence[Line], last: Line) -> bool:
    """Two lines broken at one width above a last one that ends the sentence: no heading, for headings differ."""
    widths = [line.width for line in broken]
    return len(widths) == 2 and max(widths) <= 1.06 * min(widths) and last.ends_sentence


def runs_on(line: Line, after: Line) -> bool:
    """Whether `after` can only be the rest of the sentence in `line`, or `line` ends one."""
    return line.ends_sentence or after.text[0].islower() or after.text[0] in _CLOSES or line.text[-1] in "，、,（(-–"


def stretches(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges of lines none of which is too wide for a page."""
    found, start = [], 0
    for i, line in enumerate(lines):
        if len(line.text) > WIDEST or line.width > WIDEST:
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

    Certain only if the article never writes the word with the hyphen, and either writes it without elsewhere, or what follows
    is a mere ending (treat-ment), or the two are a numeral (mil-lion).
    """
    if before.endswith("\u00ad"):
        return True
    head, tail = _WORD_END.search(before), _WORD_START.match(after)
    if not head or not tail:
        return False
    word = (head[1] + tail[0]).lower()
    certain = word in words or word in SCALE_WORDS or _ENDING.match(after) is not None
    return certain and f"{head[1]}-{tail[0]}".lower() not in words


def words(lines: Sequence[Line]) -> frozenset[str]:
    """Every word the article writes inside a line."""
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line.text))
