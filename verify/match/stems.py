"""English words reduced to stems, so that forms and spellings of one word meet."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from verify.patterns import regex

TOKEN = regex(r"[A-Za-zα-ω][A-Za-z0-9α-ω]*(?:[/.'-][A-Za-z0-9]+)*")
_HYPHEN = regex(r"[/'-]")
_STOP = frozenset(
    word
    for line in Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)

_SPELLING = (
    (re.compile(r"ae(?=m|s|d|t|c)"), "e"),
    (re.compile(r"oe(?=d|s|t|l|m|a)"), "e"),
    (re.compile(r"our(?=$|s|al|ed|ing|able)"), "or"),
    (re.compile(r"is(?=e$|ed$|es$|ing$|ation)"), "iz"),
    (re.compile(r"ys(?=e$|ed$|es$|ing$)"), "yz"),
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"mme$"), "m"),
    (re.compile(r"rrhoea"), "rrhea"),
    (re.compile(r"gynae"), "gyne"),
    (re.compile(r"(?<=[a-z]{4})ia(?:c|cs|s)?$"), "ic"),  # anaemia, anaemic
    (re.compile(r"(?<=[a-z]{2})(?<!gn)(o|ia|p(?=sis)|ly)s[ie]s$"), r"\1tic"),  # cirrhosis, cirrhotic; sepsis, septic; not diagnosis
    (re.compile(r"(?<=[a-z]{3})matic$"), "ma"),  # asthma, asthmatic
    (re.compile(r"clusion"), "clud"),  # occlusion, occluded
)
_PLURAL = regex(r"(?<=[^aeious])s$|(?<=[ae])s$")
_ENDINGS = regex(r"(?:ization|ation|ically|ment|ity|ness|ing|ied|ion|ive|iv|edly|ed|er|ly|al|ic|e|y)$")
_DOUBLED = regex(r"([bdgmnprt])\1$")  # stopped, beginning


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A rough stem: enough that forms and spellings of one word meet, and few different words do."""
    word = word.lower()
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) < 4 or not word.isascii():
        return word
    for pattern, plain in _SPELLING:
        word = pattern.sub(plain, word)
    word = _PLURAL.sub("", word) if not word.endswith("ies") else word[:-3] + "y"
    for _ in range(2):
        cut = _ENDINGS.sub("", word)
        if len(cut) < 4 or cut == word:
            break
        word = cut[:-1] if _DOUBLED.search(cut) else cut
    return word


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text` that carry meaning; a compound gives its parts."""
    return tuple(stem(part) for match in TOKEN.finditer(text) for part in parts(match.group()))


@lru_cache(maxsize=20_000)
def parts(word: str) -> tuple[str, ...]:
    """The words of a compound that carry meaning."""
    return tuple(part for part in _HYPHEN.split(word) if part and part.lower() not in _STOP)
