"""The vocabulary of reference entries, and what it says of a stretch of words: journal name, imprint, organisation.

`entry_words.tsv` holds one word and its kind per line, lower case, without the dot of an abbreviation: `journal` (a word of
journal names), `abbreviation` (one that is printed with a dot), `connector`, `organisation`, `publisher`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from verify.patterns import regex

_WORD = regex(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_ORG_ZH = regex(
    r"学会|协会|委员会|分会|学组|中心|医院|研究院|研究所|大学|学院|部$|局$|厅$|署$|院$|公司|联盟|组织|编写组|协作组|专家组|课题组|工作组"
    r"|办公室|基金会|出版社|政府|国务院|档案馆|集团|委会|工作室"
)
_ACRONYM = regex(r"(?:[A-Z]{2,9}|[A-Z][A-Za-z]*[A-Z&-][A-Z]+)(?:/[A-Z]+)?$")


class Count(NamedTuple):
    """Of the words that are no connectors: how many are known from journal names, how many are capitalised, how many there are."""

    known: int
    capital: int
    total: int


@cache
def _table() -> dict[str, frozenset[str]]:
    text = Path(__file__).with_name("entry_words.tsv").read_text(encoding="utf8")
    kinds: dict[str, set[str]] = {}
    for row in text.splitlines()[1:]:
        word, kind = row.split("\t")
        kinds.setdefault(kind, set()).add(word)
    kinds["journal"] |= kinds["abbreviation"]
    return {kind: frozenset(of) for kind, of in kinds.items()}


def is_a(word: str, kind: str) -> bool:
    return word.lower() in _table()[kind]


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def count(text: str) -> Count:
    table = _table()
    journal, connector = table["journal"], table["connector"]
    known = capital = total = 0
    for word in _WORD.findall(text):
        lower = word.lower()
        if lower in connector and not (len(word) == 1 and word.isupper()):
            continue
        total += 1
        known += lower in journal or (len(word) == 1 and word.isupper())
        capital += word[0].isupper() or word[0] >= "\u3040"
    return Count(known, capital, total)


def all_journal(text: str) -> bool:
    """Every word could stand in an abbreviated journal name."""
    known, capital, total = count(text)
    return 0 < total == capital == known


def has_publisher(text: str) -> bool:
    publisher = _table()["publisher"]
    return "出版" in text or any(word.lower() in publisher for word in _WORD.findall(text))


def is_organisation(text: str) -> bool:
    """Whether `text` names a body rather than a person or a work."""
    if _ORG_ZH.search(text):
        return True
    if _ACRONYM.match(text) and len(text) <= 12:
        return True
    _, capital, total = count(text)
    words = words_of(text)
    if capital + 1 == total > 5 and is_a(words[-1], "organisation"):
        return True  # a long name may hold one word that is written small: the … rt-PA Stroke Study Group
    return capital == total and any(is_a(word, "organisation") for word in words)
