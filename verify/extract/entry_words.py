"""The vocabulary of reference entries: words of journal names, of organisations, of publishers, and connectors.

`entry_words.tsv` holds one word and its kind per line, lower case, without the dot of an abbreviation.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(kind: str) -> frozenset[str]:
    """All words of one kind: journal, organisation, publisher or connector."""
    table = files("verify.extract").joinpath("entry_words.tsv").read_text(encoding="utf8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return frozenset(word for word, of in rows if of == kind)
