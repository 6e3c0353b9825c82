"""HTML as a stream of tags and text, each with its offset. Broken pages are read as far as they make sense, in linear time.

The parsers at hand either lose the place of a character or are slow on hostile input; an article needs no tree, only to know
what is open.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from verify.patterns import regex

_TAG = regex(
    r"""<(?P<shut>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,40}+)
    (?P<attributes>(?:[^<>"']++|"[^"<]*+(?:<[^"<]{0,300}+){0,8}+"|'[^'<]*+(?:<[^'<]{0,300}+){0,8}+'|["'])*+)>""",
    re.VERBOSE,
)
_ATTRIBUTE = regex(r"""([a-zA-Z][a-zA-Z0-9:_-]{0,60}+)(?:\s{0,9}=\s{0,9}(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
_RUN = regex(r"(?:[^\s&]| (?!\s))++|\s++|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|&")
# Elements whose content is no text of the page.
_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "textarea", "select", "object", "canvas"})


class Tag(NamedTuple):
    name: str
    shut: bool
    attributes: str
    offset: int

    def get(self, name: str) -> str:
        """The value of an attribute, empty if it has none."""
        for found in _ATTRIBUTE.finditer(self.attributes):
            if found[1].lower() == name:
                return html.unescape(found[2] or found[3] or found[4] or "")
        return ""

    def has(self, name: str) -> bool:
        return any(found[1].lower() == name for found in _ATTRIBUTE.finditer(self.attributes))


class Words(NamedTuple):
    """Text between tags: white space is one blank, a character reference its character. `text` stands at `offset`."""

    text: str
    offset: int
    torn: bool = False  # white space that held a line break


def stream(text: str) -> Iterator[Tag | Words]:
    """The tags and words of a page, comments and scripts left out."""
    at = 0
    while True:
        start = text.find("<", at)
        if start < 0:
            yield from _words(text, at, len(text))
            return
        yield from _words(text, at, start)
        if text.startswith("<!--", start):
            end = text.find("-->", start)
            at = end + 3 if end >= 0 else len(text)
        elif text.startswith(("<!", "<?"), start):
            end = text.find(">", start)
            at = end + 1 if end >= 0 else len(text)
        elif tag := _TAG.match(text, start):
            at = tag.end()
            name = tag["name"].lower()
            if name in _SILENT and not tag["shut"] and not tag["attributes"].endswith("/"):
                at = _close(text, name, at)
                continue
            yield Tag(name, bool(tag["shut"]), tag["attributes"], start)
        else:
            yield Words("<", start)
            at = start + 1


def _close(text: str, name: str, at: int) -> int:
    """Behind the tag that ends a silent element; the end of the file if none does."""
    found = re.compile(rf"</{name}\b[^>]{{0,100}}>", re.IGNORECASE).search(text, at)
    return found.end() if found else len(text)


def _words(text: str, start: int, end: int) -> Iterator[Words]:
    for run in _RUN.finditer(text, start, end):
        word = run.group()
        if word.isspace():
            yield Words(" ", run.start(), "\n" in word or "\r" in word)
        elif word[0] == "&":
            yield Words(html.unescape(word), run.start())
        else:
            yield Words(word, run.start())
