"""Word files. Tracked changes are read as accepted, fields as they were last shown, notes at the end.

The parts of a DOCX are read straight from its ZIP, with limits, for no library reports raised runs by style, notes and tracked
changes together. A place counts paragraphs.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from verify.errors import Incomplete
from verify.model import BlockKind, Document, Text
from verify.readers.bibliography import looks_like_entry
from verify.readers.builder import Builder
from verify.readers.layout import lay_out
from verify.readers.lines import Line, Sheet
from verify.readers.numbering import Numbering
from verify.readers.xmltree import Chars, Node, parse

# What a part may grow to when it is unpacked, and how much larger than packed.
_LARGEST = 60_000_000
_SWELL = 250
# Wrappers that are looked through, and what is left out: deleted text, field codes, and the second form of the same thing.
_THROUGH = frozenset(
    (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "fldSimple",
        "sdt",
        "sdtContent",
        "dir",
        "bdo",
        "AlternateContent",
        "Choice",
        "customXml",
    )
)
_AGAIN = Text("请在 Word 中打开并另存为 DOCX", "open it in Word and save it as DOCX again")
_BREAKS = frozenset(("br", "cr"))
# Characters of the font Symbol that stand for themselves nowhere else.
_SYMBOLS = {0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB0: "°", 0xAE: "→"}

_Runs = list[tuple[str, bool]]


def read(data: bytes, path: Path, name: str) -> Document:
    parts = _Parts(data, name)
    word = _Word(parts)
    builder = Builder()
    body = parts.node("word/document.xml").find("body")
    if body is None:
        raise Incomplete(f"{name}: the DOCX has no body; {_AGAIN.en}", f"{name}：DOCX 文件没有正文；{_AGAIN.zh}")
    lines = [*word.blocks(body), *word.notes()]
    byline = lay_out(lines, builder, joined=True)
    meta = parts.properties()
    return builder.document(name, lines=word.sheet.lines, date=byline, meta=meta)


class _Parts:
    """The parts of the ZIP, each unpacked within its limit."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except zipfile.BadZipFile as error:
            if data.startswith(b"\xd0\xcf\x11\xe0"):
                raise Incomplete(
                    f"{name}: password-protected, or an old DOC file; save it as DOCX without a password",
                    f"{name}：文件受密码保护或为旧版 DOC；请去除密码并另存为 DOCX",
                ) from error
            raise Incomplete(
                f"{name}: damaged, or no DOCX file; {_AGAIN.en}", f"{name}：文件损坏或不是 DOCX；{_AGAIN.zh}"
            ) from error
        if "word/document.xml" not in self._zip.namelist():
            raise Incomplete(f"{name}: no Word document is in it; {_AGAIN.en}", f"{name}：其中没有 Word 文档；{_AGAIN.zh}")

    def node(self, part: str) -> Node:
        """The root element of a part; an empty one if the part is missing."""
        try:
            info = self._zip.getinfo(part)
        except KeyError:
            return Node("", {})
        if info.file_size > _LARGEST or info.file_size > _SWELL * max(info.compress_size, 4000):
            size = f"{info.file_size / 1e6:.0f} MB"
            raise Incomplete(
                f"{self._name}: {part} unpacks to {size}, more than an article has; keep the article only",
                f"{self._name}：{part} 解压后达 {size}，超过上限；请只保留文章",
            )
        try:
            with self._zip.open(info) as stream:
                data = stream.read(_LARGEST + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as error:
            raise Incomplete(
                f"{self._name}: {part} cannot be unpacked ({error}); {_AGAIN.en}", f"{self._name}：{part} 无法解压；{_AGAIN.zh}"
            ) from error
        except Exception as error:  # zlib.error has no place in the stubs of every version
            raise Incomplete(
                f"{self._name}: {part} is damaged ({error}); {_AGAIN.en}", f"{self._name}：{part} 已损坏；{_AGAIN.zh}"
            ) from error
        return parse(data, self._name)

    def properties(self) -> dict[str, str]:
        core = self.node("docProps/core.xml")
        found = {"title": core.find("title"), "created": core.find("created")}
        return {key: node.text().strip() for key, node in found.items() if node and node.text().strip()}


class _Word:
    """Reads the body with what the other parts say of styles, numbers and notes."""

    def __init__(self, parts: _Parts) -> None:
        self.sheet = Sheet()
        self._styles = {node.get("styleId"): node for node in parts.node("word/styles.xml").nodes("style")}
        self._numbering = Numbering(parts.node("word/numbering.xml"))
        self._notes = {
            "footnoteReference": {node.get("id"): node for node in parts.node("word/footnotes.xml").nodes("footnote")},
            "endnoteReference": {node.get("id"): node for node in parts.node("word/endnotes.xml").nodes("endnote")},
        }
        self._cites = {kind: self._are_references(notes) for kind, notes in self._notes.items()}
        self._called: dict[str, list[str]] = {"footnoteReference": [], "endnoteReference": []}

    def blocks(self, container: Node) -> Iterator[Line]:
        """The paragraphs and tables of the body, a text box, a cell."""
        for node in container.nodes():
            if node.tag == "p":
                yield from self._paragraph(node)
            elif node.tag == "tbl":
                yield from self._table(node)
            elif node.tag in _THROUGH:
                yield from self.blocks(node)

    def notes(self) -> Iterator[Line]:
        """Footnotes and endnotes, numbered as called."""
        for kind, called in self._called.items():
            for number, key in enumerate(called, 1):
                runs: _Runs = [(f"{number}. ", False)]
                for paragraph in self._notes[kind][key].nodes("p"):
                    runs += [*([(" ", False)] if len(runs) > 1 else []), *_stripped(self._runs(paragraph, note=True))]
                if line := self.sheet.line(runs):
                    line.kind = BlockKind.REFERENCE if self._cites[kind] else BlockKind.NOTE
                    yield line

    def _are_references(self, notes: dict[str, Node]) -> bool:
        """Whether half of the notes look like references; else they explain, and their marks are no citations."""
        lines = [line for note in notes.values() if (line := Sheet().line([(note.text(), False)]))]
        return bool(lines) and sum(map(looks_like_entry, lines)) * 2 >= len(lines)

    def _paragraph(self, node: Node) -> Iterator[Line]:
        style = self._styles.get(_value(node, "pPr", "pStyle"))
        kind, level = self._kind(node, style)
        number = self._numbering.next(node.find("pPr", "numPr") or self._inherited(style, "pPr", "numPr"))
        runs = self._runs(node)
        if number is not None and any(text.strip() for text, _ in runs):
            runs = [(number, False), *runs] if number else runs
            kind = kind or BlockKind.LIST
        for part in _split(runs):
            line = self.sheet.line(part)
            if line is not None:
                line.kind, line.level = kind, level
                yield line
        for box in node.walk("txbxContent"):
            yield from self.blocks(box)

    def _kind(self, node: Node, style: Node | None) -> tuple[BlockKind | None, int]:
        outline = _value(node, "pPr", "outlineLvl") or _value(self._inherited(style, "pPr", "outlineLvl"))
        name = _value(style, "name").lower() if style else ""
        if outline.isdecimal() and int(outline) < 9:
            return BlockKind.HEADING, int(outline) + 1
        if name.startswith(("heading", "标题")):
            digits = name.strip("headingtl标题 ")
            return BlockKind.HEADING, int(digits) if digits.isdecimal() else 1
        if name == "title":
            return BlockKind.HEADING, 1
        return (BlockKind.CAPTION if name in ("caption", "题注") else None), 0

    def _inherited(self, style: Node | None, *path: str) -> Node | None:
        """What a style or one it is based on says."""
        for _ in range(20):
            if style is None:
                return None
            if found := style.find(*path):
                return found
            style = self._styles.get(_value(style, "basedOn"))
        return None

    def _runs(self, node: Node, *, note: bool = False) -> _Runs:
        found: _Runs = []
        for child in node.nodes():
            if child.tag == "r":
                found += self._run(child, note)
            elif child.tag in _THROUGH:
                found += self._runs(child, note=note)
        return found

    def _run(self, run: Node, note: bool) -> _Runs:
        properties = run.find("rPr")
        if properties and (hidden := properties.find("vanish")) and hidden.get("val", "true") not in ("0", "false"):
            return []
        high = self._is_high(properties)
        found: _Runs = []
        for child in run.nodes():
            if child.tag == "t":
                found.append(("".join(part.text for part in child.children if isinstance(part, Chars)), high))
            elif child.tag == "tab":
                found.append(("\t", False))
            elif child.tag in _BREAKS and child.get("type") not in ("page", "column"):
                found.append(("\n", False))
            elif child.tag == "noBreakHyphen":
                found.append(("-", high))
            elif child.tag == "sym":
                found.append((_symbol(child), high))
            elif child.tag in self._notes and not note and child.get("id") in self._notes[child.tag]:
                called = self._called[child.tag]
                called.append(child.get("id"))
                if self._cites[child.tag]:
                    found.append((str(len(called)), True))
            elif child.tag in _THROUGH:
                found += self._run(Node("r", {}, children=[*([properties] if properties else []), *child.children]), note)
        return found

    def _is_high(self, properties: Node | None) -> bool:
        """Raised by the run itself, by its style, or by its position on the line."""
        if properties is None:
            return False
        align = _value(properties, "vertAlign")
        if not align:
            style = self._styles.get(_value(properties, "rStyle"))
            align = _value(self._inherited(style, "rPr", "vertAlign"))
        position = _value(properties, "position")
        return align == "superscript" or (not align and position.isdecimal() and int(position) > 0)

    def _table(self, table: Node) -> Iterator[Line]:
        rows = list(_rows(table))
        layout = (
            any(len(list(cell.walk("p"))) > 6 or cell.find("tbl") for row in rows for cell in row)
            or max(map(len, rows), default=0) < 2
        )
        for row in rows:
            if layout:  # a table used to place text, not to show figures
                for cell in row:
                    yield from self.blocks(cell)
                continue
            runs: _Runs = []
            for cell in row:
                texts = [part for paragraph in cell.walk("p") for part in (_stripped(self._runs(paragraph)), [(" ", False)])][:-1]
                runs += [*([(" | ", False)] if runs else []), *(run for part in texts for run in part if run[0] != "\n")]
            if line := self.sheet.line(runs):
                line.kind = BlockKind.TABLE
                yield line


def _rows(table: Node) -> Iterator[list[Node]]:
    for child in table.nodes():
        if child.tag == "tr" and not child.find("trPr", "del"):
            yield list(_cells(child))
        elif child.tag in _THROUGH:
            yield from _rows(child)


def _cells(row: Node) -> Iterator[Node]:
    for child in row.nodes():
        if child.tag == "tc":
            yield child
        elif child.tag in _THROUGH:
            yield from _cells(child)


def _value(node: Node | None, *path: str) -> str:
    found = node.find(*path) if node else None
    return found.get("val") if found else ""


def _symbol(node: Node) -> str:
    try:
        code = int(node.get("char"), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code & 0xFF, "")
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _split(runs: _Runs) -> Iterator[_Runs]:
    """The runs between line breaks."""
    part: _Runs = []
    for run in runs:
        if run[0] == "\n":
            yield part
            part = []
        else:
            part.append(run)
    yield part


def _stripped(runs: _Runs) -> _Runs:
    """The runs of a note without the blank and the mark of its own number before them."""
    while runs and not runs[0][0].strip():
        runs = runs[1:]
    return runs
