"""Markdown inside a paragraph: what the marks say is kept, the marks are cut out.

Delimiters are paired in one pass and every other pattern is bounded, so hostile input costs no more than its length.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from verify.patterns import regex
from verify.readers.lines import Cutter, Piece

_TOKEN = regex(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    |(?P<tick>`{1,3})(?P<code>[^`\n]{1,300})(?P=tick)
    |<(?P<address>https?://[^<>\s]{1,500})>
    |<(?P<tag>su[pb])(?:\s[^<>]{0,100})?>(?P<small>[^<>]{0,200})</(?P=tag)\s*>
    |\^(?P<caret>\[?[0-9]{1,3}[a-z]?(?:[ ,，、\-–—~][ 0-9a-z,，、\-–—~]{0,60})?\]?)\^
    |(?P<br><br\s{0,3}/?>)
    |(?P<html></?(?:a|b|i|u|em|strong|span|div|p|font|small|big|mark|del|ins|center|img|hr|table|tr|td|th|thead|tbody|figure|figcaption
        |section|article|h[1-6]|ul|ol|li|blockquote|code|pre|kbd|cite|q|abbr|details|summary|input|iframe|video|source)
        (?:\s{1,4}[a-z-]{1,30}(?:\s{0,2}=\s{0,2}(?:"[^"<>]{0,500}"|'[^'<>]{0,500}'|[^\s"'<>]{1,500}))?){0,12}\s{0,4}/?>)
    |!\[(?P<alt>[^\[\]]{0,300})\]\([^()\s]{0,500}(?:\s{1,4}"[^"]{0,200}")?\)
    |\[(?P<link>(?:[^\[\]]|\[[^\[\]]{0,60}\]){1,400})\]\((?P<target><[^<>]{0,500}>|[^()\s]{0,500}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)
        (?:\s{1,4}"[^"]{0,200}")?\)
    |(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)
    |(?P<mark>\*{1,3}|_{1,3}|~~)""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS = regex(r"^\[?[0-9]{1,3}(?:\s?[,，、\-–]\s?[0-9]{1,3}){0,10}\]?$")
_SPECIAL = frozenset("\\`<^!&*_~[")


class _Mark(NamedTuple):
    """An emphasis mark that may open or close."""

    text: str
    start: int
    opens: bool
    closes: bool


class _Edit(NamedTuple):
    """Characters `start` to `end` become `text`, which stands at `start`."""

    start: int
    end: int
    text: str = ""


def inline(pieces: list[Piece]) -> list[Piece]:
    """The text of a paragraph without its marks, raised runs set high; a `<br>` becomes a line break."""
    text = "".join(piece.text for piece in pieces)
    if _SPECIAL.isdisjoint(text):
        return pieces
    edits: list[_Edit] = []
    high: list[tuple[int, int]] = []
    marks: list[_Mark] = []
    at, end, closing = 0, len(text), None
    while at <= len(text):
        token = _TOKEN.search(text, at, end)
        if token is None:
            if closing is None:
                break
            edits.append(closing)
            at, end, closing = closing.end, len(text), None
            continue
        at = token.end()
        kind = token.lastgroup
        if token["mark"]:
            marks.append(_mark(text, token))
        elif token["link"] is not None:
            if closing is not None:
                continue
            if _NUMBERS.match(token["link"]) and token["target"].startswith("#"):
                high.append(token.span("link"))
            edits.append(_Edit(token.start(), token.start() + 1))
            closing = _Edit(token.end("link"), token.end())
            at, end = token.start() + 1, closing.start
        elif token["tag"] or token["caret"]:
            inner = token.span("small" if token["tag"] else "caret")
            edits += _Edit(token.start(), inner[0]), _Edit(inner[1], token.end())
            if token["caret"] or token["tag"].lower() == "sup":
                high.append(inner)
        elif kind in ("escaped", "address", "alt") or token["code"]:
            inner = token.span("code" if token["code"] else kind or 0)
            edits += _Edit(token.start(), inner[0]), _Edit(inner[1], token.end())
        elif token["entity"]:
            edits.append(_Edit(*token.span(), html.unescape(token.group())))
        else:
            edits.append(_Edit(*token.span(), "\n" if token["br"] else ""))
    edits += _paired(marks)
    return _edited(pieces, text, sorted(edits), high)


def _mark(text: str, token: re.Match[str]) -> _Mark:
    before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
    opens, closes = after.strip() != "", before.strip() != ""
    if token.group()[0] == "_":  # NEI_VFQ_25 holds no emphasis
        inside = before.isalnum() and after.isalnum()
        opens, closes = opens and not inside, closes and not inside
    elif before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        opens, closes = len(token.group()) > 1, len(token.group()) > 1  # HLA-B*58 neither
    return _Mark(token.group(), token.start(), opens, closes)


def _paired(marks: list[_Mark]) -> list[_Edit]:
    """Edits that drop the marks which have a partner."""
    waiting: dict[str, _Mark] = {}
    found: list[_Edit] = []
    for mark in marks:
        partner = waiting.get(mark.text)
        if mark.closes and partner is not None:
            del waiting[mark.text]
            found += (_Edit(m.start, m.start + len(m.text)) for m in (partner, mark))
        elif mark.opens:
            waiting[mark.text] = mark
    return found


def _edited(pieces: list[Piece], text: str, edits: list[_Edit], high: list[tuple[int, int]]) -> list[Piece]:
    cutter, at = Cutter(pieces), 0
    found: list[Piece] = []
    raised = iter([*high, (len(text) + 1, len(text) + 1)])
    low, top = next(raised)
    for start, end, new in [*edits, _Edit(len(text), len(text))]:
        while at < start:
            if at >= top:
                low, top = next(raised)
                continue
            inside = low <= at
            stop = min(start, top if inside else low)
            found += [piece._replace(high=piece.high or inside) for piece in cutter.take(at, stop)]
            at = stop
        if new:
            found += [Piece(new, piece.place, False) for piece in cutter.take(start, start + 1)]
        at = max(at, end)
    return found
