"""Markdown: what the format states (headings, lists, tables, notes) is taken at its word, the rest is read as plain text.

Pandoc's `[@key]` and `[^1]` stay in the text, for they are citations; so do the numbers of lists. Places are needed for every
character, which no Markdown parser gives, hence the own reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from verify.model import BlockKind, Document, Place, Reference
from verify.patterns import regex
from verify.readers import vocabulary
from verify.readers.bibliography import looks_like_entry
from verify.readers.builder import Builder
from verify.readers.decoding import decode
from verify.readers.inline import inline
from verify.readers.layout import lay_out
from verify.readers.lines import Cutter, Line, Piece, cut, file_lines, line_of, move, raw_lines
from verify.readers.markup import BLANK, comments, without_blanks

_HEADING = regex(r"^ {0,3}(#{1,6})(?:[ \t]|(?=[^#\s0-9]))")
_UNDERLINE = regex(r"^ {0,3}(=+|-+)[ \t]*$")
_RULE = regex(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = regex(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*[A-Za-z0-9{}.+-]*[ \t]*$")
_QUOTE = regex(r"^ {0,3}(?:> ?)+")
_BULLET = regex(r"^[ \t]*[-*+][ \t]+(?=\S)")
_ORDERED = regex(r"^[ \t]*[0-9]{1,3}[.)][ \t]+(?=\S)")
_DELIMITER = regex(r"^ {0,3}\|?[ \t]{0,9}:?-+:?[ \t]{0,9}(?:\|[ \t]{0,9}:?-+:?[ \t]{0,9})*\|?[ \t]{0,9}$")
_NOTE = regex(r"^ {0,3}\[\^[^\[\]\s]{1,60}\]:[ \t]*")
_MARK = regex(r"\[\^[^\[\]\s]{1,60}\]")
_NUMBERED_LINK = regex(r"^ {0,3}\[[0-9]{1,3}\]:[ \t]*\S")
_LINK_TARGET = regex(r"^ {0,3}\[[^\[\]^]{1,200}\]:[ \t]*<?(?:https?://|/|\.|#|mailto:)\S*>?(?:[ \t]+[\"'(].{0,200}[\"')])?[ \t]*$")
_IMAGE = regex(r"^\s*!\[[^\[\]]{0,300}\]\([^()]{0,600}\)\s*$")
_KEY = regex(r"^([A-Za-z][A-Za-z0-9_-]{0,40})[ \t]*:[ \t]*(.*)$")
_KEY_CITED = regex(r"(?<![A-Za-z0-9_.])@([A-Za-z0-9][A-Za-z0-9_:.#$%&+?<>~/-]{0,100})")
_ISO = regex(r"^((?:19|20)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


def read(data: bytes, path: Path, name: str) -> Document:
    """The article, with the references of the .bib beside it if it cites by key."""
    return _read(decode(data, name), name, path)


def read_text(text: str, name: str) -> Document:
    return _read(text, name, None)


def _read(text: str, name: str, path: Path | None) -> Document:
    body, remarks = comments(text)
    rows = list(raw_lines(body))
    meta, start = _front_matter(rows)
    builder = Builder()
    lines = list(_lines(rows[start:]))
    lines = _noted(lines)
    byline = lay_out(lines, builder)
    cited = _KEY_CITED.findall(body) if path else []
    references: tuple[Reference, ...] = ()
    if path and cited:
        from verify.readers.bibtex import bibliography
        from verify.readers.stated import add_references

        records = bibliography(path, tuple(part.strip(" []\"'") for part in meta.get("bibliography", "").split(",")), name)
        last, place = rows[-1]
        references = add_references(builder, records, [key.rstrip(".") for key in cited], move(place, len(last)))
    return builder.document(
        name, lines=file_lines(text), date=_date(meta) or byline, comments=remarks, meta=meta, references=references
    )


def _front_matter(rows: list[tuple[str, Place]]) -> tuple[dict[str, str], int]:
    """The `key: value` lines between two rules at the top, and the index of the first line below them."""
    if not rows or rows[0][0].strip() != "---":
        return {}, 0
    for i, (raw, _) in enumerate(rows[1:200], 1):
        if raw.strip() in ("---", "..."):
            pairs = (_KEY.match(line) for line, _ in rows[1:i])
            return {found[1].lower(): found[2].strip().strip("\"'") for found in pairs if found}, i + 1
    return {}, 0


def _noted(lines: list[Line]) -> list[Line]:
    """The lines with their notes told apart: references if half of the notes look like some, else explanations.

    The mark of an explanation is cut out of the text, for it would read as a citation.
    """
    notes = [line for line in lines if line.kind is BlockKind.NOTE and _NOTE.match(line.text)]
    if sum(map(looks_like_entry, notes)) * 2 >= len(notes):
        for line in notes:
            line.kind = BlockKind.REFERENCE
        return lines
    return [line if line.kind is BlockKind.NOTE else _unmarked(line) for line in lines]


def _unmarked(line: Line) -> Line:
    if "[^" not in line.text:
        return line
    pieces: list[Piece] = []
    cutter, at = Cutter(line.pieces), 0
    for mark in _MARK.finditer(line.text):
        pieces += cutter.take(at, mark.start())
        at = mark.end()
    bare = line_of(pieces + cutter.take(at, len(line.text)), gap=line.gap)
    if bare is None:
        return line
    bare.kind, bare.level, bare.why, bare.glued = line.kind, line.level, line.why, line.glued
    return bare


def _date(meta: dict[str, str]) -> str | None:
    found = _ISO.match(meta.get("date", ""))
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None


class _Row:
    """A line of the file with what its opening says."""

    __slots__ = ("gap", "glued", "kind", "level", "pieces")

    def __init__(self, pieces: list[Piece], kind: BlockKind | None, level: int, gap: bool, glued: bool) -> None:
        self.pieces, self.kind, self.level, self.gap, self.glued = pieces, kind, level, gap, glued


def _lines(rows: list[tuple[str, Place]]) -> Iterator[Line]:
    paragraph: list[_Row] = []
    for row in _rows(rows):
        if paragraph and not row.glued:
            yield from _paragraph(paragraph)
            paragraph = []
        paragraph.append(row)
    if paragraph:
        yield from _paragraph(paragraph)


def _paragraph(rows: list[_Row]) -> Iterator[Line]:
    """The lines of one paragraph, its marks cut out across line ends."""
    pieces: list[Piece] = []
    for row in rows:
        if pieces:
            last = pieces[-1]
            pieces.append(Piece("\n", move(last.place, len(last.text))))
        pieces += row.pieces
    first = rows[0]
    for i, part in enumerate(_broken(inline(pieces))):
        line = line_of(part, gap=first.gap and i == 0)
        if line is None:
            continue
        line.kind, line.level, line.glued = first.kind, first.level, i > 0
        if first.kind is BlockKind.BOILERPLATE:
            line.why = vocabulary.WHY["image"]
            if vocabulary.opening(line.folded) == "caption":
                line.kind, line.why = BlockKind.CAPTION, ""
        elif first.kind is BlockKind.LIST and i > 0:
            line.kind = None
        yield line


def _broken(pieces: list[Piece]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    for piece in pieces:
        if "\n" not in piece.text:
            part.append(piece)
            continue
        cutter, at = Cutter([piece]), 0
        for stop in re.finditer("\n", piece.text):
            yield part + cutter.take(at, stop.start())
            part, at = [], stop.end()
        part = cutter.take(at, len(piece.text))
    yield part


def _rows(rows: list[tuple[str, Place]]) -> Iterator[_Row]:
    gap = fenced = table = open_ = False
    for i, (raw, place) in enumerate(rows):
        pieces = [Piece(raw, place)]
        if BLANK in raw:
            pieces = without_blanks(pieces)
            raw = "".join(piece.text for piece in pieces)
            if not raw.strip():
                continue
        if _FENCE.match(raw):
            fenced, open_ = not fenced, False
            continue
        if quote := _QUOTE.match(raw):
            pieces, raw = cut(pieces, quote.end(), len(raw)), raw[quote.end() :]
        if not raw.strip():
            gap, table, open_ = True, False, False
            continue
        below = rows[i + 1][0] if i + 1 < len(rows) else ""
        if not fenced and _LINK_TARGET.match(raw) and not _NUMBERED_LINK.match(raw):
            continue
        if not fenced and "|" in raw and _DELIMITER.match(raw) and (table or open_):
            table = True
            continue
        if not fenced and (_UNDERLINE.match(raw) or _RULE.match(raw)):
            gap, open_ = True, False
            continue
        kind, level, start, end = (None, 0, 0, len(raw)) if fenced else _opening(raw, below)
        table = "|" in raw and (table or ("|" in below and _DELIMITER.match(below) is not None))
        if table:
            kind, (start, end) = BlockKind.TABLE, _bare_row(raw)
        alone = kind is not None or _ORDERED.match(raw) is not None or fenced
        glued = open_ and not alone and not gap
        if start or end < len(raw):
            pieces = cut(pieces, start, end)
        yield _Row(pieces, kind, level, gap, glued)
        gap = False
        open_ = kind in (None, BlockKind.LIST, BlockKind.NOTE) and not raw.endswith(("  ", "\\")) and not fenced


def _opening(raw: str, below: str) -> tuple[BlockKind | None, int, int, int]:
    """Kind and level that the opening of a line states, and which of its characters are text."""
    end = len(raw) - 1 if raw.endswith("\\") else len(raw)
    if heading := _HEADING.match(raw):
        bare = raw.rstrip()
        closed = bare.rstrip("#")
        return BlockKind.HEADING, len(heading[1]), heading.end(), len(closed if closed.endswith((" ", "\t")) else bare)
    if (line := _UNDERLINE.match(below)) and raw.strip() and not _BULLET.match(raw) and len(raw) < 200:
        return BlockKind.HEADING, 1 if "=" in line[1] else 2, 0, end
    if _NOTE.match(raw):
        return BlockKind.NOTE, 0, 0, end
    if _NUMBERED_LINK.match(raw):
        return BlockKind.REFERENCE, 0, 0, end
    if bullet := _BULLET.match(raw):
        return BlockKind.LIST, 0, bullet.end(), end
    if _IMAGE.match(raw):
        return BlockKind.BOILERPLATE, 0, 0, end
    return None, 0, 0, end


def _bare_row(raw: str) -> tuple[int, int]:
    """A table row without its outer bars."""
    bare = raw.strip()
    start = raw.index(bare) + bare.startswith("|")
    return start, len(raw.rstrip()) - (bare.endswith("|") and not bare.endswith("\\|") and len(bare) > 1)
