"""JATS, the XML of journals and of PubMed Central: it states which reference a marker means and what each field of one is.

What is stated is taken over as it is: `Document.citations` from the cross-references, `Document.references` from the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from verify.errors import Incomplete
from verify.model import BlockKind, Citation, Document, MarkerStyle, Place, Reference, Span
from verify.patterns import regex
from verify.readers.builder import Builder
from verify.readers.decoding import decode
from verify.readers.flow import Flow
from verify.readers.jats_records import CITATIONS, date, record, words
from verify.readers.layout import lay_out
from verify.readers.lines import Line, Piece, file_lines, line_of
from verify.readers.xmltree import Chars, Node, parse

_RUN = regex(r"(?:\S| (?!\s))+|\s+")
_DECLARED = re.compile(rb"^<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")
_SILENT = frozenset(
    ("tex-math", "fn", "xref-group", "permissions", "object-id", "graphic", "media", "label", "index-term", "alt-text")
)
_BETWEEN = regex(r"[\s,;，；、]*")
_DASH = regex(r"\s*[-‐‑–—−~～至]\s*")
# What stands before and after a field of a reference that comes without points.
_POINTS = {"volume": (";", ""), "issue": ("(", ")"), "fpage": (":", ""), "lpage": ("-", ""), "elocation-id": (":", "")}
_BACK = "statement about the paper"


def read(data: bytes, path: Path, name: str) -> Document:
    text = _decoded(data, name)
    root = parse(text.encode("utf-8"), name)
    article = root if root.tag == "article" else next(root.walk("article"), None)
    if article is None:
        raise Incomplete(
            f"{name}: no JATS article is in this XML (its root is <{root.tag}>); give the article as HTML or text",
            f"{name}：不是 JATS 文章（根元素为 <{root.tag}>）；请提供 HTML 或文本",
        )
    return _Article(text, article).document(name)


def _decoded(data: bytes, name: str) -> str:
    declared = _DECLARED.match(data)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


class _Article:
    """Turns the tree into lines, and remembers where each cross-reference came to stand."""

    def __init__(self, text: str, node: Node) -> None:
        self._text, self._node = text, node
        self._starts = [0, *(stop.end() for stop in re.finditer("\n|\r\n?", text))]
        self._keys: dict[str, str] = {}
        self._markers: dict[int, tuple[str, ...]] = {}  # offset in the file of the first character of a marker -> keys
        self._refs = [ref for list_ in node.walk("ref-list") for ref in list_.nodes("ref")]
        for position, ref in enumerate(self._refs, 1):
            label = words(ref.find("label")).strip("[]().、 ")
            self._keys[ref.get("id")] = label if label.isdecimal() else str(position)

    def document(self, name: str) -> Document:
        builder = Builder()
        lay_out(list(self._lines()), builder, joined=True)
        meta, date = self._meta()
        bare = builder.document(name)
        return builder.document(
            name,
            lines=file_lines(self._text),
            date=date,
            meta=meta,
            citations=self._citations(bare),
            references=self._references(bare),
        )

    # ------------------------------------------------------------------------------------------------ lines

    def _lines(self) -> Iterator[Line]:
        meta = self._node.find("front", "article-meta")
        if meta is not None:
            if title := meta.find("title-group", "article-title"):
                yield from self._line(title, BlockKind.HEADING, 1)
            for abstract in meta.nodes("abstract", "trans-abstract"):
                yield from self._section(abstract, 2)
        for part in self._node.nodes("body", "floats-group"):
            yield from self._section(part, 1)
        back = self._node.find("back")
        if back is not None:
            for node in back.nodes():
                if node.tag in ("app-group", "app", "sec"):
                    yield from self._section(node, 2)
                elif node.tag not in ("ref-list", "glossary"):
                    for line in self._section(node, 2):
                        line.kind, line.why, line.level = BlockKind.BOILERPLATE, _BACK, 0
                        yield line
        for list_ in self._node.walk("ref-list"):
            if title := list_.find("title"):
                yield from self._line(title, BlockKind.HEADING, 2)
            for ref in list_.nodes("ref"):
                yield from self._entry(ref)

    def _section(self, node: Node, level: int) -> Iterator[Line]:
        for child in node.nodes():
            if child.tag == "title":
                yield from self._line(child, BlockKind.HEADING, level)
            elif child.tag == "p":
                yield from self._paragraph(child)
            elif child.tag == "list":
                yield from self._list(child)
            elif child.tag in ("table-wrap", "table-wrap-group", "fig", "fig-group", "boxed-text", "disp-quote", "def-list"):
                yield from self._float(child, level)
            elif child.tag not in _SILENT and child.tag != "ref-list":
                yield from self._section(child, level + (child.tag in ("sec", "app")))

    def _paragraph(self, node: Node, kind: BlockKind | None = BlockKind.PARAGRAPH) -> Iterator[Line]:
        """A paragraph, and the lists and floats that stand inside it, below it."""
        yield from self._line(node, kind, 0)
        for child in node.nodes("list", "table-wrap", "fig", "boxed-text"):
            yield from self._list(child) if child.tag == "list" else self._float(child, 2)

    def _list(self, node: Node) -> Iterator[Line]:
        ordered = node.get("list-type") in ("order", "ordered", "arabic")
        for number, item in enumerate(node.nodes("list-item"), 1):
            for i, child in enumerate(item.nodes("p", "list")):
                if child.tag == "list":
                    yield from self._list(child)
                else:
                    yield from self._line(child, BlockKind.LIST, 0, prefix=f"{number}. " if ordered and i == 0 else "")

    def _float(self, node: Node, level: int) -> Iterator[Line]:
        label, caption = node.find("label"), node.find("caption")
        for i, child in enumerate(caption.nodes("title", "p") if caption else ()):
            before = [*label.children, Chars(" ", child.line, child.column)] if label and i == 0 else []
            yield from self._line(Node("", {}, children=[*before, child]), BlockKind.CAPTION, 0)
        for row in node.walk("tr"):
            flow = Flow()
            for cell in row.nodes("td", "th"):
                inner = line_of(self._pieces(cell))
                if inner is not None:
                    pieces = flow.take()
                    for piece in [*pieces, *([Piece(" | ", inner.pieces[0].place)] if pieces else []), *inner.pieces]:
                        flow.say(piece)
            if line := line_of(flow.take()):
                line.kind = BlockKind.TABLE
                yield line
        for foot in node.walk("table-wrap-foot"):
            for paragraph in foot.walk("p"):
                yield from self._line(paragraph, BlockKind.NOTE, 0)
        if node.tag in ("boxed-text", "disp-quote", "def-list"):
            yield from self._section(node, level)

    def _entry(self, ref: Node) -> Iterator[Line]:
        """An entry as the list prints it, or its fields one after the other where the journal's style sets the points."""
        flow = Flow()
        key = self._keys[ref.get("id")]
        flow.say(Piece(f"{key}. ", self._place(ref.line, ref.column)))
        for citation in ref.nodes(*CITATIONS):
            if any(isinstance(child, Chars) and child.text.strip() for child in citation.children):
                pieces = self._pieces(citation)
            else:
                pieces = self._fields(citation)
            for piece in pieces:
                flow.say(piece)
        if line := line_of(flow.take()):
            line.kind = BlockKind.REFERENCE
            yield line

    def _fields(self, citation: Node) -> list[Piece]:
        """The fields with the points that most journals set between them."""
        found: list[Piece] = []
        for field in citation.nodes():
            inner = line_of(self._pieces(Node("", {}, children=[field])))
            if inner is None:
                continue
            before, after = _POINTS.get(field.tag, (". ", ""))
            place = inner.pieces[0].place
            found += [*([Piece(before, place)] if found else []), *inner.pieces, *([Piece(after, place)] if after else [])]
        return found

    def _line(self, node: Node, kind: BlockKind | None, level: int, prefix: str = "") -> Iterator[Line]:
        pieces = self._pieces(node)
        if prefix and pieces:
            pieces = [Piece(prefix, pieces[0].place), *pieces]
        if line := line_of(pieces):
            line.kind, line.level = kind, level
            yield line

    def _pieces(self, node: Node) -> list[Piece]:
        flow = Flow()
        self._say(node, flow, high=False)
        return flow.take()

    def _say(self, node: Node, flow: Flow, *, high: bool) -> None:
        for child in node.children:
            if isinstance(child, Chars):
                place = self._place(child.line, child.column)
                for run in _RUN.finditer(child.text):
                    here = Place(place.line, place.column + run.start(), place.offset + run.start())
                    if run.group().isspace():
                        flow.blank(here, torn="\n" in run.group())
                    else:
                        flow.say(Piece(run.group(), here, high))
            elif child.tag == "xref" and child.get("ref-type") == "bibr":
                keys = tuple(self._keys[rid] for rid in child.get("rid").split() if rid in self._keys)
                first = next((chars for chars in _all_chars(child) if chars.text.strip()), None)
                if keys and first:
                    lead = len(first.text) - len(first.text.lstrip())
                    self._markers[self._place(first.line, first.column).offset + lead] = keys
                self._say(child, flow, high=high)
            elif child.tag in ("name", "string-name"):
                for part in list(child.nodes("surname", "given-names")) or [child]:
                    flow.blank(self._place(part.line, part.column), torn=False)
                    self._say(part, flow, high=high)
            elif child.tag == "break":
                flow.blank(self._place(child.line, child.column), torn=False)
            elif child.tag == "person-group":
                for i, person in enumerate(child.nodes("name", "string-name", "collab", "etal")):
                    if i:
                        flow.say(Piece(",", self._place(person.line, person.column)))
                        flow.blank(self._place(person.line, person.column), torn=False)
                    self._say(Node("", {}, children=[person]), flow, high=high)
            elif child.tag not in _SILENT and child.tag not in ("list", "table-wrap", "fig", "boxed-text"):
                self._say(child, flow, high=(high or child.tag == "sup") and child.tag != "sub")

    def _place(self, line: int, column: int) -> Place:
        return Place(line, column, self._starts[line - 1] + column - 1)

    # ------------------------------------------------------------------------------------------------ what the file states

    def _citations(self, document: Document) -> tuple[Citation, ...]:
        """Cross-references side by side are one marker; a dash between two stands for the numbers between them."""
        found: list[Citation] = []
        text = document.text
        ends = [*(anchor.at for anchor in document.anchors[1:]), len(text)]
        for anchor, end in zip(document.anchors, ends, strict=True):
            keys = self._markers.get(anchor.place.offset)
            if keys is None or end == anchor.at:
                continue
            span = Span(anchor.at, end)
            last = found[-1] if found else None
            between = text[last.span.end : span.start] if last and last.span.end <= span.start else None
            if last and between is not None and _DASH.fullmatch(between) and last.keys[-1].isdecimal() and keys[0].isdecimal():
                inner = map(str, range(int(last.keys[-1]) + 1, min(int(keys[0]), int(last.keys[-1]) + 200)))
                found[-1] = Citation(Span(last.span.start, end), (*last.keys, *inner, *keys), last.style)
            elif last and between is not None and len(between) < 6 and _BETWEEN.fullmatch(between):
                found[-1] = Citation(Span(last.span.start, end), (*last.keys, *keys), last.style)
            else:
                found.append(Citation(span, keys, _style(document, span)))
        return tuple(Citation(_bracketed(text, one.span), tuple(dict.fromkeys(one.keys)), one.style) for one in found)

    def _references(self, document: Document) -> tuple[Reference, ...]:
        """The entries with their fields; none at all if the file tells no fields apart, for then the text must be read."""
        records = [record(ref) for ref in self._refs]
        if not all(record.year and (record.title or record.container_title) for record in records):
            return ()
        spans = []
        for block in document.body(BlockKind.REFERENCE):
            at = block.span.start
            for line in document.slice(block.span).split("\n"):
                if line:
                    prefix = line.index(". ") + 2
                    spans.append((Span(at + prefix, at + len(line)), line[prefix:]))
                at += len(line) + 1
        if len(spans) != len(records):
            return ()
        return tuple(
            Reference(self._keys[ref.get("id")], span, raw, record)
            for ref, (span, raw), record in zip(self._refs, spans, records, strict=True)
        )

    def _meta(self) -> tuple[dict[str, str], str | None]:
        front = self._node.find("front", "article-meta")
        if front is None:
            return {}, None
        meta = {"title": words(front.find("title-group", "article-title"))}
        for node in front.nodes("article-id"):
            meta.setdefault(node.get("pub-id-type") or "id", words(node))
        dates = sorted(date(node) for node in front.nodes("pub-date"))
        full = [date for date in dates if date]
        return {key: value for key, value in meta.items() if value}, full[0] if full else None


def _style(document: Document, span: Span) -> MarkerStyle:
    if any(high.overlaps(span) for high in document.superscripts):
        return MarkerStyle.SUPERSCRIPT
    words = document.slice(span)
    if any(character.isalpha() for character in words):
        return MarkerStyle.AUTHOR_YEAR
    before = document.text[span.start - 1 : span.start]
    return MarkerStyle.BRACKET if before in ("[", "［", "【") else MarkerStyle.PAREN if before in ("(", "（") else MarkerStyle.KEY


def _bracketed(text: str, span: Span) -> Span:
    """The marker with the brackets right around it."""
    pairs = ("[]", "()", "［］", "（）", "【】")
    around = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
    return Span(span.start - 1, span.end + 1) if around in pairs else span


def _all_chars(node: Node) -> Iterator[Chars]:
    for child in node.children:
        if isinstance(child, Chars):
            yield child
        else:
            yield from _all_chars(child)
