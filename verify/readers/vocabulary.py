"""What a line is recognised by: the phrases of vocabulary.tsv, compiled once.

`reference`, `section` and the other kinds are those of the file; `why` puts the kinds of boilerplate into words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

WHY = {
    "biography": "biography",
    "post": "biography",
    "image": "image placeholder",
    "greeting": "login prompt",
    "login": "login prompt",
    "share": "share footer",
    "views": "view count",
    "editor": "editor credit",
    "byline": "byline",
    "copyright": "copyright notice",
    "disclaimer": "disclaimer",
    "statistics": "platform statistics",
    "end": "end mark",
}
# Around a heading these do not count: list numbers, brackets, rules, colons.
_FRAME = " \t#*_=-—·•|丨/\\[]()<>{}【】「」『』〖〗《》◆■●▶▼★☆:：.。、"
_NUMBER = re.compile(r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.、)\s]|[一二三四五六七八九十]{1,3}[、.)]|[ivx]{1,4}[.)\s])\s*")
_SPACES = re.compile(r"\s+")
_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


@cache
def _phrases() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    text = (Path(__file__).parent / "vocabulary.tsv").read_text(encoding="utf-8")
    for row in text.splitlines():
        if row and not row.startswith("#"):
            kind, place, phrase = row.split("\t")
            found[kind, place].append(phrase)
    return found


@cache
def _lines(kind: str) -> frozenset[str]:
    return frozenset(_bare(phrase) for phrase in _phrases()[kind, "line"])


@cache
def _pattern(kind: str, place: str) -> re.Pattern[str] | None:
    phrases = _phrases()[kind, place]
    if not phrases:
        return None
    parts = sorted((_regex(phrase) for phrase in phrases), key=len, reverse=True)
    body = "(?:" + "|".join(parts) + ")"
    return re.compile(body + r"(?=$|[\s,;、/(])" if place == "end" else body)


def _regex(phrase: str) -> str:
    body = re.escape(phrase).replace(r"\{n\}", r"[0-9][0-9.,]*(?:\+|万|千|k)*").replace(r"\{x\}", "[^。.]{0,30}?")
    return body.replace(r"\ ", r"\s*") if phrase[:1] > "\u2fff" else body


def _bare(folded: str) -> str:
    bare = folded.strip(_FRAME)
    bare = _NUMBER.sub("", bare).strip(_FRAME)
    return _HAN_GAP.sub("", _SPACES.sub(" ", bare))


def is_line(kind: str, folded: str) -> bool:
    """Whether the line, folded and in lower case, says nothing but a phrase of `kind`."""
    return len(folded) < 60 and _bare(folded) in _lines(kind)


def starts(kind: str, folded: str) -> bool:
    pattern = _pattern(kind, "start")
    return pattern is not None and pattern.match(folded) is not None


def holds(kind: str, folded: str) -> bool:
    pattern = _pattern(kind, "any")
    return pattern is not None and pattern.search(folded) is not None


def ends(kind: str, folded: str) -> bool:
    pattern = _pattern(kind, "end")
    return pattern is not None and pattern.search(folded) is not None
