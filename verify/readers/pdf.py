"""PDF with a text layer: glyphs become lines, lines become columns in reading order, and the layout does the rest.

A raised run is told by its size and its baseline, a heading by its size, page furniture by coming back on other pages. A place
counts lines of the reading order, and pages; where each line is printed goes along.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from verify.errors import Incomplete
from verify.model import BlockKind, Document
from verify.patterns import regex
from verify.readers.boilerplate import FURNITURE
from verify.readers.builder import Builder
from verify.readers.glyphs import Glyph, pages
from verify.readers.layout import lay_out
from verify.readers.lines import Line, Piece, Sheet, line_of, move
from verify.readers.typeset import Row, columns, rows
from verify.readers.wrapping import joiner, measured

_DIGITS = regex(r"[0-9]+")
_UNREADABLE = regex("[\x00-\x08\ue000-\uf8ff\ufffd]")
# A full line counts so many columns, whatever its length on paper.
_FULL = 80


def read(data: bytes, path: Path, name: str) -> Document:
    sheet = Sheet()
    found: list[tuple[Row, Line]] = []
    count = 0
    for number, (glyphs, height) in enumerate(pages(data, name), 1):
        count += 1
        found += _page(glyphs, height, sheet, number)
    text = "".join(line.text for _, line in found)
    _check(text, count, name)
    _furniture(found, count)
    _sizes(found)
    builder = Builder()
    lines = list(_merged(found))
    date = lay_out(lines, builder, wrap=measured(lines, _FULL))
    return builder.document(name, lines=sheet.lines, strips=sheet.strips, date=date)


def _check(text: str, pages_read: int, name: str) -> None:
    if len(text) < 20 * pages_read or not text:
        raise Incomplete(
            f"{name}: the PDF has no text layer (a scan?); run OCR over it or give the article as text",
            f"{name}：PDF 没有文字层（扫描件？）；请先做 OCR，或提供文本",
        )
    if len(_UNREADABLE.findall(text)) * 20 > len(text):
        raise Incomplete(
            f"{name}: the text layer of the PDF cannot be read (its fonts say not what they show); give the article as text",
            f"{name}：PDF 的文字层无法识别（字体缺少编码信息）；请提供文本",
        )


def _page(glyphs: list[Glyph], height: float, sheet: Sheet, number: int) -> Iterator[tuple[Row, Line]]:
    """The lines of one page in reading order, their widths measured against their column."""
    for column in columns(rows(glyphs)):
        left = min(row.left for row in column)
        right = _margin(column)
        pitch = median([above.base - below.base for above, below in pairwise(column)] or [0.0])
        above: Row | None = None
        for row in column:
            line = sheet.line(row.runs(), number, row.strip())
            if line is None:
                continue
            line.measure(round(_FULL * (row.right - left) / max(right - left, row.size)))
            line.indent = round((row.left - left) / row.size)
            line.gap = above is not None and above.base - row.base > 1.4 * pitch
            above = row
            row.edge = min(row.base, height - row.base) / height
            yield row, line


def _margin(column: Sequence[Row]) -> float:
    """Where full lines of the body end: the edge that most of them share, else, in ragged text, that of the longer ones."""
    sizes: Counter[float] = Counter()
    for row in column:
        sizes[round(row.size)] += len(row.glyphs)
    body = sizes.most_common(1)[0][0]
    edges = sorted(row.right for row in column if round(row.size) == body)
    most, shared, first = 0, edges[-1], 0
    for last, edge in enumerate(edges):
        while edges[first] <= edge - 1.2 * body:
            first += 1
        if last - first >= most:
            most, shared = last - first + 1, edge
    return shared if most > 1 and most * 4 >= len(edges) else edges[-1 - len(edges) // 10]


def _furniture(found: Sequence[tuple[Row, Line]], count: int) -> None:
    """Lines near the edge of the page that come back on others, and page numbers there."""
    edge = [(row, line) for row, line in found if row.edge < 0.13]
    seen: dict[str, set[int]] = {}
    for _, line in edge:
        seen.setdefault(_DIGITS.sub("#", line.folded), set()).add(line.pieces[0].place.page or 0)
    for row, line in edge:
        key = _DIGITS.sub("#", line.folded)
        alone = key.strip(" -–·|/页第共pageof") == "#" or set(key) <= set("# /-–")
        if (alone and row.edge < 0.1) or len(seen[key]) >= (2 if count < 5 else 3):
            line.kind, line.why = BlockKind.BOILERPLATE, FURNITURE


def _sizes(found: Sequence[tuple[Row, Line]]) -> None:
    """Lines in larger letters than the body are headings, the largest of the highest level. The body takes most of the paper."""
    weights: dict[float, float] = {}
    for row, _ in found:
        size = round(row.size * 2) / 2
        weights[size] = weights.get(size, 0) + row.size * (row.right - row.left)
    body = max(weights, key=weights.__getitem__, default=0)
    larger = sorted({round(row.size * 2) / 2 for row, line in found if line.kind is None and row.size > 1.12 * body}, reverse=True)
    for row, line in found:
        if line.kind is None and row.size > 1.12 * body and any(character.isalpha() for character in line.text):
            line.kind, line.level = BlockKind.HEADING, min(1 + larger.index(round(row.size * 2) / 2), 6)


def _merged(found: Sequence[tuple[Row, Line]]) -> Iterator[Line]:
    """Headings that run over several lines made one."""
    last: tuple[Row, Line] | None = None
    for row, line in found:
        if last is not None:
            above, heading = last
            near = 0 < above.base - row.base < 1.9 * row.size and abs(above.size - row.size) < 0.3
            if line.kind is BlockKind.HEADING and line.level == heading.level and near:
                end = heading.pieces[-1]
                blank = joiner(heading.text, line.text)
                between = [Piece(blank, move(end.place, len(end.text)))] if blank else []
                whole = line_of([*heading.pieces, *between, *line.pieces])
                if whole is not None:
                    whole.kind, whole.level, whole.gap = heading.kind, heading.level, heading.gap
                    last = (row, whole)
                    continue
            yield heading
        last = None
        if line.kind is BlockKind.HEADING:
            last = (row, line)
        else:
            yield line
    if last is not None:
        yield last[1]
