"""The words every writer shares, Chinese and English, from `words.tsv` beside this file: one word for one thing in all outputs.

A template may hold `{name}` and, for English plurals, `{name:one|many}`. Words of one output alone live here too, under a prefix.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from verify import terms
from verify.model import Document, Flag, Language, Text
from verify.patterns import regex

_FIELD = regex(r"\{([a-z]+)(?::([^|}]*)\|([^}]*))?\}")


@cache
def table() -> dict[str, Text]:
    """Every word by its key."""
    lines = (Path(__file__).parent / "words.tsv").read_text(encoding="utf-8").splitlines()
    return {key: Text(zh, en) for key, zh, en in (line.split("\t") for line in lines[1:] if line)}


def word(key: str, language: Language, **values: object) -> str:
    """The word `key` in `language`, its fields filled from `values`. An unknown key or field is a bug: KeyError."""

    def fill(match: re.Match[str]) -> str:
        name, one, many = match.groups()
        value = values[name]
        if one is None:
            return str(value)
        return one if value == 1 else many

    return _FIELD.sub(fill, table()[key].in_(language))


def measure(id: str, language: Language) -> str:
    """The measure as an editor calls it; its id where no vocabulary has a word in that language."""
    if f"measure.{id}" in table():
        return word(f"measure.{id}", language)
    term = terms.get("measures", id)
    aliases = () if term is None else (term.zh if language == "zh" else term.en)
    return aliases[0] if aliases else id.replace("_", " ")


def language_of(document: Document, forced: Language | None) -> Language:
    """The language to speak about `document`: the one asked for, else its own."""
    return forced or document.language


def evidence_of(flag: Flag, language: Language) -> str:
    """The words a flag quotes, unless its message quotes them already and says where they stand."""
    return "" if flag.evidence.rstrip("。.;； ") in flag.message.in_(language) else flag.evidence


def evidence_label(flag: Flag, language: Language) -> str:
    """Where the words quoted by a flag stand: in a source, or elsewhere in the article."""
    if flag.claim and flag.reference:
        return f"{word('label.source', language)} [{flag.reference}]"
    return word("label.elsewhere", language)
