"""What a line is recognised by: the phrases of vocabulary.tsv, compiled once.

`reference`, `section` and the other kinds are those of the file; `why` puts the kinds of boilerplate into words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from verify.patterns import regex

WHY = {
    "biography": "biography",
    "post": "biography",
    "image": "image placeholder",
    "greeting": "login prompt",
    "login": "login prompt",
    "menu": "menu",
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
_NUMBER = regex(r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.、)\s]|[一二三四五六七八九十]{1,3}[、.)]|[ivx]{1,4}[.)\s])\s*")
_WORDS = regex("[a-z]+")
_COUNTS = frozenset("0123456789一二三四五六七八九十ivx")
_HAN_GAP = regex(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


@cache
def _phrases() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    text = (Path(__file__).parent / "vocabulary.tsv").read_text(encoding="utf-8")
    for row in text.splitlines():
        if row and not row.startswith("#"):
            kind, place, phrase = row.split("\t")
            found[kind, place].append(phrase)
    return found


def whole(folded: str) -> frozenset[str]:
    """The kinds of which the line, folded and in lower case, says a phrase and nothing else."""
    return _whole().get(_bare(folded), _NONE) if len(folded) < 60 else _NONE


def opening(folded: str) -> str:
    """The kind of the phrase the line opens with, or nothing."""
    found = _pattern("start").match(folded)
    return found.lastgroup or "" if found else ""


def inside(folded: str) -> str:
    """The kind of the first phrase that stands in the line, or nothing; posts do not count."""
    found = _pattern("any").search(folded) if _hints().search(folded) else None
    return found.lastgroup or "" if found else ""


def ending(folded: str) -> str:
    """The kind of a phrase that closes the line, or nothing; posts do not count."""
    found = _pattern("end").search(folded)
    return found.lastgroup or "" if found else ""


def states_post(folded: str) -> bool:
    """Whether the line says what post a person holds or has held."""
    return _pattern("end", "post").search(folded) is not None or _pattern("any", "post").search(folded) is not None


def is_chrome(names: str) -> bool:
    """Whether the class or id of an element of a web page says that it holds no article."""
    return not _chrome().isdisjoint(_WORDS.findall(names.lower()))


@cache
def _chrome() -> frozenset[str]:
    return frozenset(_phrases()["chrome", "class"])


_NONE: frozenset[str] = frozenset()


@cache
def _whole() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for (kind, place), phrases in _phrases().items():
        for phrase in phrases if place == "line" else ():
            kinds[_bare(phrase)].add(kind)
    return {phrase: frozenset(found) for phrase, found in kinds.items()}


@cache
def _pattern(place: str, only: str = "") -> re.Pattern[str]:
    """All phrases of a place, one named group for each kind, posts apart for there are many of them."""
    groups = []
    for (kind, where), phrases in _phrases().items():
        if where == place and (kind == only if only else kind != "post"):
            groups.append(f"(?P<{kind}>{'|'.join(sorted(map(_regex, phrases), key=len, reverse=True))})")
    return regex("(?:" + "|".join(groups) + ")" + (r"(?=$|[\s,;、/(])" if place == "end" else ""))


@cache
def _hints() -> re.Pattern[str]:
    """A quick look before the full one: of each phrase its longest word, in one flat list."""
    words = {
        max(re.split(r"\{[nx]\}| ", phrase), key=len)
        for (kind, place), phrases in _phrases().items()
        if place == "any" and kind != "post"
        for phrase in phrases
    }
    return regex("|".join(sorted(map(re.escape, words))))


def _regex(phrase: str) -> str:
    body = re.escape(phrase)
    if any(character > "\u2fff" for character in phrase):
        body = body.replace(r"\ ", r"\s*").replace(":", r"\s*[:|丨/]")
    return body.replace(r"\{n\}", r"[0-9][0-9.,]*(?:\+|万|千|k)*").replace(r"\{x\}", "[^。.]{0,30}?")


def _bare(folded: str) -> str:
    bare = folded.strip(_FRAME)
    if bare[:1] in _COUNTS:
        bare = _NUMBER.sub("", bare).strip(_FRAME)
    return _HAN_GAP.sub("", " ".join(bare.split())) if " " in bare else bare
