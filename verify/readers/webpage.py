"""Saved web pages: the article is found among menus, adverts and comments, and read like any other.

The main text is the smallest element that holds nearly all of the running text. What lies outside is reported as boilerplate,
but for the title and a reference list that stands by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from verify.errors import Incomplete
from verify.model import BlockKind, Document
from verify.patterns import regex
from verify.readers import vocabulary
from verify.readers.builder import Builder
from verify.readers.decoding import decode
from verify.readers.flow import Flow
from verify.readers.layout import lay_out
from verify.readers.lines import Piece, Places, file_lines, line_of
from verify.readers.maintext import Box, Part, main_text
from verify.readers.markup import comments
from verify.readers.tags import Tag, Words, stream
from verify.text import fold

# A larger page is data, not an article.
LIMIT = 8_000_000
_DEEPEST = 2_000
_BLOCK = regex(
    "address|article|aside|blockquote|body|center|caption|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    "|header|hr|html|legend|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_EMPTY = regex("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_CHROME = regex("nav|footer|aside|form|button|dialog|menu")
# A start tag of these ends an open element of the same name, as the standard says.
_ENDS_ITSELF = regex("p|li|td|th|tr|dt|dd|option")
_HEADING = regex("^h[1-6]$")
_META = {
    "article:published_time": "date",
    "citation_publication_date": "date",
    "date": "date",
    "datepublished": "date",
    "pubdate": "date",
    "publishdate": "date",
    "citation_title": "title",
    "og:title": "title",
}
_ISO = regex(r"((?:19|20)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([a-zA-Z0-9_-]{2,40})", re.IGNORECASE)
_NUMBERS = regex(r"^\[?[0-9]{1,3}(?:\s?[,，、\-–]\s?[0-9]{1,3}){0,10}\]?$")


def read(data: bytes, path: Path, name: str) -> Document:
    if len(data) > LIMIT:
        raise Incomplete(
            f"{name}: {len(data) / 1e6:.0f} MB is more than the {LIMIT // 1_000_000} MB a web page may have; save the article only",
            f"{name}：网页 {len(data) / 1e6:.0f} MB，超过 {LIMIT // 1_000_000} MB 上限；请只保存正文",
        )
    return read_text(_decoded(data, name), name)


def read_text(text: str, name: str) -> Document:
    page = _Page(text)
    for event in stream(text):
        page.take(event)
    page.flush()
    builder = Builder()
    byline = lay_out(main_text(page.boxes, page.parts), builder, joined=True)
    found = _ISO.search(page.meta.get("date", ""))
    date = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else byline
    return builder.document(name, lines=file_lines(text), date=date, comments=comments(text)[1], meta=page.meta)


def _decoded(data: bytes, name: str) -> str:
    """The page in the encoding it states, if that fits and it is not UTF-8 after all."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if stated := _CHARSET.search(data[:4096]):
            encoding = stated[1].decode("ascii").lower()
            try:
                return data.decode({"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252"}.get(encoding, encoding))
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(data, name)


@dataclass(slots=True)
class _Open:
    """An open element with what it hands down to its children."""

    name: str
    box: int = 0  # index of the innermost block element
    kind: BlockKind | None = None
    level: int = 0
    high: bool = False
    link: bool = False
    silent: bool = False
    number: int = 0  # of the last item of an ordered list
    target: bool = False  # a link to a place in this page
    said: int = 0  # pieces of the line before it


@dataclass
class _Page:
    """What has been read so far."""

    text: str
    meta: dict[str, str] = field(default_factory=dict)
    boxes: list[Box] = field(default_factory=lambda: [Box(0, False)])
    parts: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._places = Places(self.text)
        self._open = [_Open("")]
        self._counts: dict[str, int] = {}
        self._flow = Flow()
        self._prefix: Piece | None = None  # the number of an item whose text has not begun
        self._links = 0
        self._rows: list[list[list[Part]]] = []  # of each open table row, the lines of its cells
        self._title = False

    def take(self, event: Tag | Words) -> None:
        if isinstance(event, Words):
            self._say(event)
        elif event.shut:
            self._end(event)
        else:
            self._start(event)

    def _say(self, words: Words) -> None:
        here = self._open[-1]
        if self._title:
            self.meta["title"] = (self.meta.get("title", "") + words.text).strip(" ") + (" " if words.text == " " else "")
        if here.silent or self._title:
            return
        if words.text == " ":
            self._flow.blank(self._places.at(words.offset), torn=words.torn)
            return
        if self._prefix is not None:
            number = self._prefix.text.rstrip(". ")
            if words.text not in (f"{number}.", f"[{number}]", f"({number})", f"{number}、"):  # the page prints it too
                self._flow.say(self._prefix)
            self._prefix = None
        high = here.high or (here.target and _NUMBERS.match(words.text) is not None and not words.text.startswith("["))
        self._flow.say(Piece(words.text, self._places.at(words.offset), high))
        self._links += len(words.text) if here.link else 0

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self.flush()
            return
        if name == "meta":
            key = _META.get((tag.get("property") or tag.get("name") or tag.get("itemprop")).lower())
            if key and tag.get("content"):
                self.meta.setdefault(key, tag.get("content").strip())
            return
        if name == "time" and tag.get("datetime"):
            self.meta.setdefault("date", tag.get("datetime").strip())
        if _BLOCK.fullmatch(name):
            self.flush()
        if _EMPTY.fullmatch(name) or len(self._open) > _DEEPEST:
            return
        if self._open[-1].name == name and _ENDS_ITSELF.fullmatch(name):
            self._pop()
        self._title = name == "title" and not self._counts.get("body")
        self._open.append(self._child(tag))
        self._counts[name] = self._counts.get(name, 0) + 1
        if name == "tr":
            self._rows.append([])
        elif name in ("td", "th") and self._rows:
            self._rows[-1].append([])
        elif name == "li":
            self._number(tag)

    def _child(self, tag: Tag) -> _Open:
        above, name = self._open[-1], tag.name
        box, kind, level = above.box, above.kind, above.level
        if _BLOCK.fullmatch(name):
            names = f"{tag.get('class')} {tag.get('id')}" if name not in ("html", "body", "main", "article") else ""
            chrome = _CHROME.fullmatch(name) is not None or vocabulary.is_chrome(names)
            self.boxes.append(Box(box, chrome, main=name in ("main", "article") or tag.get("role") == "main"))
            box = len(self.boxes) - 1
            if _HEADING.match(name):
                kind, level = BlockKind.HEADING, int(name[1])
            elif name == "li":
                kind = BlockKind.LIST
            elif name in ("figcaption", "caption"):
                kind = BlockKind.CAPTION
            elif name in ("div", "section", "article", "td", "th"):
                kind = None
        style = tag.get("style").replace(" ", "").lower() if "style" in tag.attributes.lower() else ""
        silent = above.silent or "display:none" in style or tag.has("hidden")
        target = (name == "a" and tag.get("href").startswith("#")) or (above.target and name != "a")
        high = (above.high or name == "sup" or "vertical-align:super" in style) and name != "sub"
        return _Open(name, box, kind, level, high, above.link or name == "a", silent, target=target, said=len(self._flow))

    def _number(self, tag: Tag) -> None:
        """The number a browser prints before an item of an ordered list."""
        above = self._open[-2]
        if above.name == "ol" and not self._open[-1].silent:
            value = tag.get("value")
            above.number = int(value) if value.isdecimal() and len(value) < 6 else above.number + 1
            self._prefix = Piece(f"{above.number}. ", self._places.at(tag.offset))

    def _end(self, tag: Tag) -> None:
        if _BLOCK.fullmatch(tag.name) or tag.name == "br":
            self.flush()
        self._title = False
        if self._counts.get(tag.name):
            while self._pop() != tag.name:
                pass

    def _pop(self) -> str:
        if _BLOCK.fullmatch(self._open[-1].name):
            self.flush()
        gone = self._open.pop()
        self._counts[gone.name] -= 1
        if gone.name == "a" and gone.said and "lookup" in vocabulary.whole(fold(self._flow.since(gone.said)).lower()):
            self._flow.forget(gone.said)
        if gone.name == "li":
            self._prefix = None
        if gone.name == "tr" and self._rows:
            self._row(self._rows.pop())
        return gone.name

    def flush(self) -> None:
        """End the line that is being read."""
        here = self._open[-1]
        line = line_of(self._flow.take())
        if line is not None:
            line.kind, line.level = here.kind, here.level
            self._put(Part(line, here.box, self._links))
        self._links = 0

    def _put(self, part: Part) -> None:
        for row in reversed(self._rows):
            if row:
                row[-1].append(part)
                return
        self.parts.append(part)

    def _row(self, cells: list[list[Part]]) -> None:
        """A row of short cells is a line of a table; anything longer is a page laid out by a table."""
        filled = [cell for cell in cells if cell]
        if len(filled) > 1 and all(len(cell) == 1 and len(cell[0].line.text) < 400 for cell in filled):
            pieces: list[Piece] = []
            for (part,) in filled:
                if pieces:
                    pieces.append(Piece(" | ", part.line.pieces[0].place))
                pieces += part.line.pieces
            line = line_of(pieces)
            if line is not None:
                line.kind = BlockKind.TABLE
                self._put(Part(line, filled[0][0].box))
            return
        for cell in filled:
            for part in cell:
                self._put(part)
