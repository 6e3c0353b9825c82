"""The words that tell what a figure does in its sentence: rise and fall, arms, comparison, enrolment, lead-ins.

`claims_words.tsv` holds one role a line with its Chinese and English words; `words` makes a regular expression of some roles.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, tuple[list[str], list[str]]]:
    table: dict[str, tuple[list[str], list[str]]] = {}
    for line in files("verify.extract").joinpath("claims_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            role, zh, en = line.split("\t")
            table[role] = (zh.split("|"), en.split("|"))
    return table


@cache
def words(*roles: str, anchored: bool = False) -> str:
    """A group that matches any word of these roles in folded text: English in any case between boundaries, Chinese anywhere.

    A lookahead turns most places away at once. It is costly to compile, and of no use in a pattern that is tried at one place only
    (`anchored`).
    """
    found = {word for role in roles for language in _table()[role] for word in language}
    longest = sorted(found, key=lambda word: (-len(word), word))
    latin = [word for word in longest if word.isascii()]
    han = [word for word in longest if not word.isascii()]
    firsts = {word[0] for word in han} | {first for word in latin for first in (word[0].lower(), word[0].upper())}
    return (
        "" if anchored else rf"(?=[{''.join(map(re.escape, sorted(firsts)))}])"
    ) + rf"(?:{'|'.join(map(re.escape, han))}|(?<![A-Za-z0-9-])(?i:{'|'.join(map(re.escape, latin))})(?![A-Za-z0-9]))"
