"""Placed lines -> blocks. All readers meet here, so the same article reads the same whatever file it came in.

A reader states what its format knows (a Markdown heading, a table); what no format says is decided by the look of the lines:
where the reference list lies, what is boilerplate, which lines are headings, which were wrapped and belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from verify.model import BlockKind
from verify.patterns import regex
from verify.readers import vocabulary
from verify.readers.bibliography import headed, listings
from verify.readers.boilerplate import FURNITURE, mark
from verify.readers.builder import Builder
from verify.readers.lines import Line, cut, line_of
from verify.readers.wrapping import NARROWEST, WIDEST, Wrapping, joiner, runs_on, splits_word, stretches, words, wrapping

_BULLET = regex(r"^(?:[-*+•●○▪■◆►▶·‣–]\s+\S|[•●○▪■◆►▶‣]\S)")
_ITEM = regex(r"^(?:[0-9]{1,2}\s*[.．、)）](?![0-9])|[（(][0-9一二三四五六七八九十a-z]{1,3}[)）]|[①-⑳]|[a-zA-Z][.)]\s)")
_NUMBERED = regex(
    r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?|[0-9]{1,2}\.?(?=\s)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十0-9]{1,3}[章节部篇]|[IVX]{1,4}\.)"
    r"\s*(?=[A-Za-z\u4e00-\u9fff“\"《])"
)
_STOP = "。．.；;，,、：:"
_ASKS = ("！", "!", "？", "?", "…")
_CELLS = regex(r"\t|\s\|\s|\S\|\S.*\|")
# A heading is no longer than this many columns.
_HEADING = 90


def lay_out(lines: list[Line], builder: Builder, *, joined: bool = False, wrap: Wrapping | None = None) -> str | None:
    """Add `lines` to `builder` as blocks; return the date a byline states.

    `joined` says that the format itself has told paragraphs apart, so that nothing is left to join; `wrap` how its lines are
    wrapped, if that need not be guessed.
    """
    lines = list(_split_headed(lines))
    lists = listings(lines)
    taken = {i for found in lists for i in range(found.start, found.end)}
    wraps = [wrap] * len(lines) if joined or wrap else _wraps(lines, taken)
    date = mark(lines, lists, [wrap is not None for wrap in wraps])
    for found in lists:
        for line in lines[found.start : found.end]:
            line.kind = line.kind if line.kind is BlockKind.BOILERPLATE else BlockKind.REFERENCE
        if found.heading is not None:
            lines[found.heading].kind, lines[found.heading].level = BlockKind.HEADING, lines[found.heading].level or 1
    if not joined:
        _tables(lines)
    known: frozenset[str] | None = None
    for group, furniture in _groups(lines, wraps):
        if known is None and any(line.text[-1] in "-‐\u00ad" for line in group[:-1]):
            known = words(lines)
        _emit(builder, group, known or frozenset())
        for line in furniture:
            _emit(builder, [line], frozenset())
    return date


def _split_headed(lines: Sequence[Line]) -> Iterator[Line]:
    """A line that opens with the heading of the list is two lines."""
    for line in lines:
        at = headed(line) if line.kind in (None, BlockKind.LIST) else None
        if at is None:
            yield line
            continue
        for start, end, gap in ((0, at, line.gap), (at, len(line.text), False)):
            if part := line_of(cut(line.pieces, start, end), gap=gap):
                yield part


def _wraps(lines: Sequence[Line], taken: set[int]) -> list[Wrapping | None]:
    """For each line the wrapping of its stretch."""
    found: list[Wrapping | None] = [None] * len(lines)
    body = [i for i, line in enumerate(lines) if i not in taken and line.kind is None]
    prose = [lines[i] for i in body]
    for start, end in stretches(prose):
        wrap = wrapping(prose[start:end], whole=end - start == len(prose))
        for k in range(start, end):
            found[body[k]] = wrap
    return found


def _tables(lines: Sequence[Line]) -> None:
    """Two or more lines of cells set apart by tabs or bars."""
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.kind is None and _CELLS.search(line.text) and not (run and line.gap):
            run.append(line)
            continue
        if len(run) > 1:
            for row in run:
                row.kind = BlockKind.TABLE
        run = [line] if line is not None and line.kind is None and _CELLS.search(line.text) else []


def _groups(lines: Sequence[Line], wraps: Sequence[Wrapping | None]) -> Iterator[tuple[list[Line], list[Line]]]:
    """Lines that make one block, with the page furniture that stood between them."""
    group: list[Line] = []
    furniture: list[Line] = []
    begun = False
    for i, line in enumerate(lines):
        if line.kind is BlockKind.BOILERPLATE and group and group[-1].kind in _FLOWING:
            furniture.append(line)
            continue
        if line.kind is None:
            if group and group[-1].kind in _FLOWING and _continues(group, line, wraps[i]) and _bridges(furniture):
                line.kind = group[0].kind
                group.append(line)
                continue
            line.kind, line.level = _kind(lines, i, wraps[i], begun)
            begun = begun or line.kind is not BlockKind.HEADING
        elif group and line.kind is group[-1].kind and (line.kind is BlockKind.REFERENCE or _next_row(line)):
            group.append(line)
            continue
        if group:
            yield group, furniture
        group, furniture = [line], []
    if group:
        yield group, furniture


def _next_row(line: Line) -> bool:
    return line.kind is BlockKind.TABLE and not line.gap


_FLOWING = (BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.CAPTION, BlockKind.NOTE)


def _bridges(between: Sequence[Line]) -> bool:
    """Only page furniture stands inside a sentence; any other boilerplate ends the paragraph."""
    return all(line.why == FURNITURE for line in between)


def _continues(group: Sequence[Line], line: Line, wrap: Wrapping | None) -> bool:
    last = group[-1]
    if _resumes(last, line):
        return True
    if wrap is None and last.text[-1] in "，,、" and not line.gap and NARROWEST <= last.width <= WIDEST and not _opens(line):
        return True  # a single line broken by hand: no paragraph ends with a comma
    if wrap is None:
        return line.glued and last.width <= 220 and not last.ends_sentence and runs_on(last, line)
    if _opens(line) or _is_numbered_heading(line, wrap) or wrap.parts(last, line):
        return False
    if last.ends_sentence or wrap.full(last, line):
        return True
    return last.text[-1] not in ":：" and (len(group) > 1 or last.width >= 0.6 * wrap.width or line.text[0].islower())


_TAIL = regex(r"(?:\[[0-9][0-9,，、;；~～ –—-]{0,40}\]|[⁰¹²³⁴-⁹][⁰¹²³⁴-⁹⁻,，–-]{0,40})\s?(?:[。，；、]|[,;.](?=\s|$))")

# A line that opens with the verb and the figure of a sentence, or ends with the verb: not 健康行为, PD-L1表达.
_VALUE = regex(r"(?:[约仅]?[为达占]|[降升][至到]|vs\.?\s)\s*[<>≥≤约]?[0-9]")
_WANTING = regex(r"(?:(?<!行)为|(?<!表)达|大约|[降升][至到]|\svs\.?)$")


def _resumes(last: Line, line: Line) -> bool:
    """Whether `line` can only go on with the sentence in `last`.

    It opens with the citation and the stop of it, [2]。 ([2]. may also number an item), or the break parts a figure from what
    it is said of: 对照组 | 为20.5%, 对照组为 | 20.5%.
    """
    if last.ends_sentence:
        return False
    if not line.gap and (_VALUE.match(line.folded) or (line.folded[0].isdecimal() and _WANTING.search(last.folded))):
        return last.text[-1] not in ":："
    tail = _TAIL.match(line.text) if line.text[0] in "[⁰¹²³⁴⁵⁶⁷⁸⁹" else None
    if tail is None:
        return False
    return tail.group()[-1] not in ".、" or (last.width >= 0.6 * _HEADING and last.text[0] != "[")


def _opens(line: Line) -> bool:
    """Whether the line can only begin a block."""
    return _BULLET.match(line.text) is not None or not line.says.isdisjoint(_HEADINGS)


# Kinds of cue that make a line a heading.
_HEADINGS = frozenset({"section", "appendix", "back", "references"})


def _is_numbered_heading(line: Line, wrap: Wrapping | None) -> bool:
    limit = min(_HEADING, 0.8 * wrap.width) if wrap else _HEADING
    return line.width <= limit and line.text[-1] not in _STOP and _NUMBERED.match(line.text) is not None


def _kind(lines: Sequence[Line], i: int, wrap: Wrapping | None, begun: bool) -> tuple[BlockKind, int]:
    """What a line that begins a block is; `begun` tells that more than headings stood above."""
    line = lines[i]
    folded = line.folded
    if not line.says.isdisjoint(_HEADINGS):
        return BlockKind.HEADING, 1
    opening = vocabulary.opening(folded)
    if opening == "caption" and line.width <= 4 * _HEADING and not _speaks_of_figure(folded):
        return BlockKind.CAPTION, 0
    if opening == "note":
        return BlockKind.NOTE, 0
    if _BULLET.match(line.text):
        return BlockKind.LIST, 0
    after = next((lines[k] for k in range(i + 1, len(lines)) if lines[k].kind is not BlockKind.BOILERPLATE), None)
    if _is_numbered_heading(line, wrap) and not _in_list(lines, i):
        found = _NUMBERED.match(line.text)
        return BlockKind.HEADING, 1 + (found.group().strip(" .").count(".") if found else 0)
    if _ITEM.match(line.text):
        return BlockKind.LIST, 0
    if _is_heading(line, after, wrap, first=not begun):
        return BlockKind.HEADING, 1
    return BlockKind.PARAGRAPH, 0


def _in_list(lines: Sequence[Line], i: int) -> bool:
    """Numbered short lines one after the other are a list; headings have text between them."""
    line = lines[i]
    around = [lines[k] for k in (i - 1, i + 1) if 0 <= k < len(lines)]
    return any(_ITEM.match(other.text) and other.width < 2 * _HEADING for other in around) and _ITEM.match(line.text) is not None


def _speaks_of_figure(folded: str) -> bool:
    """图1显示… and Figure 2 shows … are sentences about a figure, not its caption."""
    return (
        re.match(
            r"(?:图|表|圖)\s?[0-9]+\s?(?:显示|所示|中|为|可见|和|与|、|总结|列出)|(?:figure|fig\.?|table)\s?[0-9]+[a-z]?\s(?:shows?|and|presents?|lists?|summari|gives|depicts|illustrates|demonstrates|displays)",
            folded,
        )
        is not None
    )


def _is_heading(line: Line, after: Line | None, wrap: Wrapping | None, *, first: bool) -> bool:
    if after is None or _resumes(line, after) or line.width > _HEADING or line.text[-1] in _STOP or "。" in line.text:
        return False
    if (line.ends_sentence and not line.text.endswith(_ASKS)) or (after.glued and runs_on(line, after)):
        return False
    if wrap is not None:
        titled = not line.ends_sentence or (first and line.text.endswith(_ASKS))
        return titled and not wrap.full(line, after) and not after.text[0].islower()
    if line.text.endswith(_ASKS) and line.width > 60 and not first:
        return False
    return first or after.width > 1.5 * line.width or after.kind is not None


def _emit(builder: Builder, group: Sequence[Line], known: frozenset[str]) -> None:
    if len(builder):
        builder.join("\n")
    start = len(builder)
    first = group[0]
    before: Line | None = None
    for line in group:
        if before is not None:
            _join(builder, before, line, known)
        for text, place, high in line.pieces:
            builder.add(text, place, high=high)
        before = line
    kind = first.kind or BlockKind.PARAGRAPH
    builder.block(kind, start, first.level, first.why)


def _join(builder: Builder, before: Line, line: Line, known: frozenset[str]) -> None:
    torn = splits_word(before.text, line.text, known)
    if line.kind is BlockKind.TABLE or (line.kind is BlockKind.REFERENCE and not torn):
        builder.join("\n\n" if line.gap and line.kind is BlockKind.REFERENCE else "\n")
        return
    if torn:
        builder.drop()
    builder.join(joiner(before.text, line.text))
