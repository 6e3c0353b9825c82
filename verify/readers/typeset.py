"""From glyphs on a page to rows of text, and from rows to columns in the order they are read."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from verify.model import Strip
from verify.patterns import regex
from verify.readers.glyphs import Glyph

_CJK = regex(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’]")
# In widths of the letter size: what parts two words, and what parts two cells or columns.
_WORD, _CELL = 0.18, 1.6
# A raised glyph is smaller than its line and stands higher.
_SMALLER, _HIGHER = 0.86, 0.12


@dataclass(slots=True)
class Row:
    """Glyphs on one baseline without a wide hole between them."""

    glyphs: list[Glyph]
    size: float
    base: float
    edge: float = 1.0  # how far from the nearer end of the page, as a share of its height
    cells: list[Row] = field(default_factory=list)  # further stretches of the same line

    @property
    def left(self) -> float:
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        return max(self.glyphs[-1].right, *(cell.right for cell in self.cells)) if self.cells else self.glyphs[-1].right

    def runs(self) -> list[tuple[str, bool]]:
        """The text, and whether it is raised."""
        found: list[tuple[str, bool]] = []
        for text, high, _ in self._characters():
            if found and found[-1][1] == high:
                found[-1] = (found[-1][0] + text, high)
            else:
                found.append((text, high))
        return found

    def strip(self) -> Strip:
        """Where the text is printed."""
        stretches = [self, *self.cells]
        glyphs = [glyph for stretch in stretches for glyph in stretch.glyphs]
        bottom, top = min(glyph.bottom for glyph in glyphs), max(glyph.bottom + glyph.size for glyph in glyphs)
        return Strip(bottom, top, array("f", [*(left for _, _, left in self._characters()), self.right]))

    def _characters(self) -> Iterator[tuple[str, bool, float]]:
        """Each character with its height and its left edge; a hole between words is a blank, one between cells a bar."""
        last: Glyph | None = None
        blank = True
        for glyph in self.glyphs:
            high = glyph.size < _SMALLER * self.size and glyph.y > self.base + _HIGHER * self.size
            text = " " if glyph.text.isspace() else glyph.text
            if last is not None and glyph.x - last.right > _WORD * self.size and not (_apart(text) or _apart(last.text)):
                yield " ", False, last.right
                blank = True
            if not (text == " " and blank):
                yield text, high, glyph.x
                blank = text == " "
            last = glyph
        for cell in self.cells:
            yield from ((c, False, cell.left) for c in " | ")
            yield from cell._characters()


def _apart(text: str) -> bool:
    """Whether a hole beside the glyph is no blank: it is one itself, or Chinese, which knows none."""
    return text.isspace() or _CJK.match(text) is not None


def rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """Rows in the order of the file; a raised glyph belongs to the row it follows."""
    found: list[list[Glyph]] = []
    last: Glyph | None = None
    base = size = 0.0
    for glyph in glyphs:
        if glyph.text.isspace() and last is None:
            continue
        if last is not None:
            level = abs(glyph.y - base) < 0.25 * size or (glyph.size < _SMALLER * size and abs(glyph.y - base) < 0.75 * size)
            beside = -0.6 * size < glyph.x - last.right < _CELL * size
            if level and beside:
                found[-1].append(glyph)
                if glyph.size > size:  # the row began with a raised glyph
                    base, size = glyph.y, glyph.size
                last = glyph
                continue
        found.append([glyph])
        last, base, size = glyph, glyph.y, glyph.size
    return [row for group in found if (row := _row(group)) is not None]


def _row(glyphs: list[Glyph]) -> Row | None:
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not shown:
        return None
    size, base = Counter((round(glyph.size, 1), round(glyph.y, 1)) for glyph in shown).most_common(1)[0][0]
    first, last = glyphs.index(shown[0]), len(glyphs) - glyphs[::-1].index(shown[-1])
    return Row(glyphs[first:last], max(size, 1.0), base)


def columns(page: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of the page, column by column, each from top to bottom.

    Rows that reach over the gutter part the page into bands; within a band the left column comes first.
    """
    ordered = sorted(page, key=lambda row: (-row.base, row.left))
    gutter = _gutter(ordered)
    if gutter is None:
        yield from _filled(_lines(ordered))
        return
    band: list[Row] = []
    across: list[Row] = []
    for row in ordered:
        if row.left < gutter < row.right:
            yield from _halves(band, gutter)
            band = []
            across.append(row)
        else:
            if across:
                yield from _filled(_lines(across))
                across = []
            band.append(row)
    yield from _halves(band, gutter)
    yield from _filled(_lines(across))


def _filled(lines: list[Row]) -> Iterator[list[Row]]:
    if lines:
        yield lines


def _halves(band: Sequence[Row], gutter: float) -> Iterator[list[Row]]:
    for half in ([row for row in band if row.right <= gutter], [row for row in band if row.right > gutter]):
        yield from _filled(_lines(half))


def _lines(ordered: Sequence[Row]) -> list[Row]:
    """Rows on one baseline put together as cells of one line."""
    groups: list[list[Row]] = []
    for row in ordered:
        if groups and abs(groups[-1][0].base - row.base) < 0.3 * groups[-1][0].size:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_line(sorted(group, key=lambda row: row.left)) for group in groups]


def _line(parts: list[Row]) -> Row:
    first = parts[0]
    return first if len(parts) == 1 else Row(first.glyphs, max(part.size for part in parts), first.base, cells=parts[1:])


def _gutter(ordered: Sequence[Row]) -> float | None:
    """Where a column of white parts two columns of text; None for a page of one column."""
    if len(ordered) < 8:
        return None
    left, right = min(row.left for row in ordered), max(row.right for row in ordered)
    middle = (left + right) / 2
    fits: list[tuple[int, float, float]] = []
    for step in range(30, 71):
        x = left + (right - left) * step / 100
        crossing = sum(row.left < x < row.right for row in ordered)
        before = sum(row.right <= x for row in ordered)
        after = len(ordered) - crossing - before
        # Two columns of running text are about equally long; labels beside numbers are not.
        if crossing <= 0.2 * len(ordered) and min(before, after) >= 0.25 * len(ordered) and _reaches(ordered, x, left):
            fits.append((crossing, abs(x - middle), x))
    return min(fits)[2] if fits else None


def _reaches(ordered: Sequence[Row], x: float, left: float) -> bool:
    """Whether most rows before `x` fill the space up to it, as lines of running text do."""
    before = [row for row in ordered if row.right <= x]
    return sum(row.right - row.left > 0.6 * (x - left) for row in before) * 2 > len(before)
