"""LaTeX: sections, paragraphs, lists, tables and raised runs; citations as `[@key]`, the form they have in Pandoc Markdown.

The references come from the .bib beside the article, or from its own thebibliography. Commands that are not known are taken for
marks around their argument, which is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from verify.model import BlockKind, Comment, Document, Reference
from verify.patterns import regex
from verify.readers.bibtex import bibliography
from verify.readers.builder import Builder
from verify.readers.decoding import decode
from verify.readers.flow import Flow
from verify.readers.layout import lay_out
from verify.readers.lines import Line, Piece, Places, file_lines, line_of
from verify.readers.stated import add_references
from verify.readers.tex import SIGNS, accents

_TOKEN = regex(
    r"""(?P<comment>(?<!\\)%[^\n]*(?:\n[ \t]*)?)
    |\\(?P<env>begin|end)\s?\{(?P<name>[a-zA-Z]{1,40})\*?\}
    |\\(?P<cite>(?:no|paren|text|auto|foot|super|full)?cite[a-zA-Z]{0,12})\*?\s?(?:\[[^\[\]]{0,200}\]){0,2}\s?\{(?P<keys>[^{}]{0,2000})\}
    |\\(?:label|ref|eqref|pageref|cref|Cref|autoref|includegraphics|usepackage|documentclass|bibliographystyle|vspace|hspace|input|include
        |thanks|affil|email|orcid|pagestyle|setlength|newcommand|renewcommand|date|author|hypersetup|graphicspath|centering)
        \*?\s?(?:\[[^\[\]]{0,400}\])?(?:\{[^{}]{0,2000}\}){0,2}
    |\\(?:bibliography|addbibresource|printbibliography)(?:\[[^\[\]]{0,200}\])?(?:\{(?P<bib>[^{}]{0,400})\})?
    |\\bibitem\s?(?:\[[^\[\]]{0,200}\])?\s?\{(?P<item>[^{}]{1,200})\}
    |(?P<accent>\\(?:[`'^"~=.]\s?|[uvHcdbkr](?:\s|(?=\{)))(?:\{\s?\\?[A-Za-z]\s?\}|\\?[A-Za-z]))
    |\\(?P<command>[a-zA-Z]{1,40})\*?[ \t]?
    |\\(?P<sign>[^a-zA-Z])
    |(?P<break>\n[ \t]*(?:\n[ \t]*)+)
    |(?P<blank>\s+)
    |(?P<mark>[{}$&~^_\[\]]|-{2,3}|``|'')
    |(?P<text>[^\\%{}$&~^_\[\]\s`'-]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_LEVELS = {"title": 1, "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
_RAISED = frozenset(("textsuperscript", "sp"))
_MARKS = {"--": "–", "---": "—", "``": "“", "''": "”", "~": " "}
_SILENT = frozenset(("comment", "lstlisting", "tikzpicture", "filecontents"))
_SPEC = regex(r"\s?(?:\[[^\[\]]{0,60}\])?\{[^{}]{0,200}(?:\{[^{}]{0,60}\}[^{}]{0,200}){0,9}\}")
_FLOATS = regex(r"\s?\[[^\[\]]{0,20}\]")


def read(data: bytes, path: Path, name: str) -> Document:
    text = decode(data, name)
    article = _Article(text)
    lines = list(article.lines())
    builder = Builder()
    date = lay_out(lines, builder, joined=True)
    references: tuple[Reference, ...] = ()
    if article.bibliographies or not article.items:
        records = bibliography(path, tuple(article.bibliographies), name)
        references = add_references(builder, records, article.cited, article.end)
    return builder.document(name, lines=file_lines(text), date=date, comments=article.comments, references=references)


class _Article:
    """Reads the commands one by one, keeping what is open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = Places(text)
        self._flow = Flow()
        self._waiting: list[tuple[BlockKind | None, int] | None] = []  # of each open brace, the line it began, if any
        self._high: list[bool] = []
        self._kind: tuple[BlockKind | None, int] = (None, 0)
        self._lists: list[int | None] = []  # number of the last item of each open list, None without numbers
        self._next: tuple[BlockKind | None, int] | None = None  # what the next brace begins
        self._raise = False  # the next brace or character is raised
        self._table = 0
        self._numbers: dict[str, int] = {}
        self.items: dict[str, int] = {
            key: i for i, key in enumerate(re.findall(r"\\bibitem\s?(?:\[[^\[\]]{0,200}\])?\s?\{([^{}]{1,200})\}", text), 1)
        }
        self.cited: list[str] = []
        self.bibliographies: list[str] = []
        self.comments: list[Comment] = []
        self.end = self._places.at(max(len(text) - 1, 0))

    def lines(self) -> Iterator[Line]:
        text = self._text
        start = text.find("\\begin{document}")
        at, end = (start + len("\\begin{document}"), text.find("\\end{document}", start)) if start >= 0 else (0, -1)
        yield from self._title(text[:start] if start >= 0 else "")
        end = end if end >= 0 else len(text)
        while at < end:
            token = _TOKEN.match(text, at, end)
            if token is None:
                break
            at = token.end()
            yield from self._take(token)
            if token["env"] == "begin":
                spec = (_SPEC if token["name"].startswith(("tabular", "thebib", "longtable", "array")) else _FLOATS).match(
                    text, at, end
                )
                at = spec.end() if spec else at
                if token["name"] in _SILENT:
                    close = text.find(f"\\end{{{token['name']}}}", at)
                    at = close if close >= 0 else end
        yield from self._flush()

    def _title(self, preamble: str) -> Iterator[Line]:
        found = re.search(r"\\title\s?(?:\[[^\[\]]{0,200}\])?\{", preamble)
        if not found:
            return
        at, depth = found.end(), 1
        self._kind = (BlockKind.HEADING, 1)
        while depth and (token := _TOKEN.match(preamble, at)):
            at = token.end()
            depth += (token["mark"] == "{") - (token["mark"] == "}")
            if depth:
                yield from self._take(token)
        yield from self._flush()
        self._kind = (None, 0)
        self._waiting, self._high = [], []

    def _take(self, token: re.Match[str]) -> Iterator[Line]:
        place = self._places.at(token.start())
        if token["comment"]:
            said = token["comment"].strip().lstrip("% \t")
            if said.lower().startswith("verify"):
                self.comments.append(Comment(said, place.line, place.line))
        elif token["env"]:
            yield from self._flush()
            self._environment(token["env"] == "begin", token["name"])
        elif token["cite"]:
            self._cite(token)
        elif token["bib"] is not None:
            self.bibliographies += [part.strip() for part in token["bib"].split(",")]
            self.end = place
        elif token["item"]:
            yield from self._flush()
            self._flow.say(Piece(f"{self.items.get(token['item'], 0)}.", place))
            self._flow.blank(place, torn=False)
            self._kind = (BlockKind.REFERENCE, 0)
        elif token["accent"]:
            self._say(accents(token["accent"]), token.start())
        elif token["command"]:
            yield from self._command(token["command"], token.start())
        elif token["sign"]:
            if token["sign"] == "\\":
                yield from self._flush()
            else:
                self._say(SIGNS.get(token["sign"], ""), token.start())
        elif token["break"]:
            yield from self._flush()
        elif token["blank"]:
            self._flow.blank(place, torn="\n" in token["blank"])
        elif token["mark"]:
            yield from self._mark(token["mark"], token.start())
        elif token["text"]:
            self._say(token["text"], token.start())

    def _say(self, text: str, offset: int) -> None:
        if text.isspace():
            self._flow.blank(self._places.at(offset), torn=False)
        elif text:
            high = any(self._high)
            if self._raise:
                self._flow.say(Piece(text[0], self._places.at(offset), True))
                text, offset, self._raise = text[1:], offset + 1, False
            if text:
                self._flow.say(Piece(text, self._places.at(offset), high))

    def _cite(self, token: re.Match[str]) -> None:
        keys = [key.strip() for key in token["keys"].split(",") if key.strip()]
        self.cited += keys
        if token["cite"].lower() == "nocite" or not keys:
            return
        known = all(key in self.items for key in keys)
        shown = f"[{','.join(str(self.items[key]) for key in keys)}]" if known else f"[{'; '.join('@' + key for key in keys)}]"
        self._flow.say(Piece(shown, self._places.at(token.start())))

    def _command(self, name: str, offset: int) -> Iterator[Line]:
        if name in _LEVELS:
            yield from self._flush()
            self._next = (BlockKind.HEADING, _LEVELS[name])
        elif name == "caption":
            yield from self._flush()
            self._next = (BlockKind.CAPTION, 0)
        elif name == "footnote":
            self._next = (BlockKind.NOTE, 0)
        elif name == "item":
            yield from self._flush()
            self._kind = (BlockKind.LIST, 0)
            if self._lists and self._lists[-1] is not None:
                number = (self._lists[-1] or 0) + 1
                self._lists[-1] = number
                self._flow.say(Piece(f"{number}.", self._places.at(offset)))
                self._flow.blank(self._places.at(offset), torn=False)
        elif name in _RAISED:
            self._raise = True
        elif name in ("newline", "linebreak", "par", "tabularnewline"):
            yield from self._flush()
        elif name in SIGNS:
            self._say(SIGNS[name], offset)

    def _environment(self, begin: bool, name: str) -> None:
        step = 1 if begin else -1
        if name.startswith(("tabular", "longtable", "array")):
            self._table += step
            self._kind = (BlockKind.TABLE, 0) if self._table > 0 else (None, 0)
        elif name in ("itemize", "enumerate", "description"):
            if begin:
                self._lists.append(0 if name == "enumerate" else None)
            elif self._lists:
                self._lists.pop()
            self._kind = (BlockKind.LIST, 0) if self._lists else (None, 0)
        elif name == "thebibliography":
            self._kind = (BlockKind.REFERENCE, 0) if begin else (None, 0)

    def _mark(self, mark: str, offset: int) -> Iterator[Line]:
        if mark == "{":
            self._high.append(self._raise)
            self._raise = False
            self._waiting.append(self._next)
            if self._next is not None:
                yield from self._flush()
                self._kind = self._next
                self._next = None
        elif mark == "}":
            if self._high:
                self._high.pop()
            if self._waiting and self._waiting.pop() is not None:
                yield from self._flush()
                self._kind = (None, 0)
        elif mark == "^":
            self._raise = True
        elif mark == "&" and self._table:
            place = self._places.at(offset)
            self._flow.blank(place, torn=False)
            self._flow.say(Piece("|", place))
            self._flow.blank(place, torn=False)
        elif mark not in "$_":
            self._say(_MARKS.get(mark, mark), offset)

    def _flush(self) -> Iterator[Line]:
        line = line_of(self._flow.take())
        if line is not None and line.text.strip("| "):
            line.kind, line.level = self._kind
            yield line
