"""What TeX's commands stand for: accents, signs, letters."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from verify.patterns import regex

_ACCENTS = dict(
    zip(
        "`'^\"~=.uvHcdbkr",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u0331\u0328\u030a",
        strict=True,
    )
)
_ACCENT = regex(r"""\\(?:([`'^"~=.])\s?|([uvHcdbkr])(?:\s|(?=\{)))(?:\{\s?\\?([A-Za-zıȷ])\s?\}|\\?([A-Za-z]))""")
_TABLE = (Path(__file__).parent / "tex.tsv").read_text(encoding="utf-8").splitlines()
SIGNS = dict(row.split("\t") for row in _TABLE if "\t" in row)
SIGNS |= {",": " ", ";": " ", ":": " ", " ": " ", "quad": " ", "qquad": " ", "!": "", "/": "", "-": "\u00ad"}
_COMMAND = regex(r"\\([a-zA-Z]+)\s?|\\(.)")


def accents(text: str) -> str:
    r"""`text` with \'e and {\"o} as letters."""
    return _ACCENT.sub(_accented, text) if "\\" in text else text


def _accented(found: re.Match[str]) -> str:
    letter = found[3] or found[4]
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1] or found[2]])


def plain(text: str) -> str:
    """A field of a .bib file as it is printed."""
    text = _COMMAND.sub(lambda found: SIGNS.get(found[1] or found[2], ""), accents(text))
    text = text.replace("{", "").replace("}", "").replace("---", "—").replace("--", "–").replace("~", " ").replace("$", "")
    return " ".join(text.replace("``", "“").replace("''", "”").split())
