"""Text cut at every place where a mark begins or ends, so that overlapping marks can be shown without nesting one in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from verify.model import Span


class Mark(NamedTuple):
    """Something that covers a stretch of text: the `number`th claim, flag or citation of a review."""

    span: Span
    kind: str
    number: int


class Segment(NamedTuple):
    """A stretch over which the same marks hold. `begins` are those of its marks that begin with it."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]


def segments(length: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """The characters 0 to `length` as segments in order, without gap or overlap; further cut at `cuts`.

    A mark without width covers the character at its place (the last one, at the end of the text). What reaches beyond the text
    is cut off.
    """
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        start = max(0, min(mark.span.start, length - 1))
        end = min(max(mark.span.end, start + 1), length)
        opening[start].append(mark)
        closing[end].append(mark)
    borders = sorted({0, length, *opening, *closing, *(cut for cut in cuts if 0 < cut < length)})
    active: dict[Mark, None] = {}  # in the order they were opened
    for start, end in pairwise(borders):
        for mark in closing[start]:
            active.pop(mark, None)
        for mark in opening[start]:
            active[mark] = None
        yield Segment(start, end, tuple(active), tuple(opening[start]))
