"""One form for characters that mean the same: width, dashes, spaces, comparison signs, traditional characters.

`fold` maps one character to one character, so an offset in the folded text is the same offset in the original.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_GROUPS = {
    "-": "‐‑‒–—―−﹣－⁃➖",
    "~": "～〜∼˜",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
    "%": "﹪",
    "/": "⁄∕",
    "·": "‧∙・･",
    "×": "✕✖⨯",
    "≥": "≧⩾",
    "≤": "≦⩽",
    ">": "﹥",
    "<": "﹤",
    ":": "∶﹕",
    ";": "﹔",
    "'": "’‘ʼ",
    '"': "“”",
    ",": "﹐",
    "。": "｡",
    "、": "､",
    "μ": "µ",
    "¥": "￥",
}


def _table() -> dict[int, int]:
    table = {0xFF01 + i: 0x21 + i for i in range(94)}
    table.update({ord(other): ord(one) for one, others in _GROUPS.items() for other in others})
    lines = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").splitlines()[1:]
    for traditional, simplified in zip(lines[::2], lines[1::2], strict=True):
        table.update(zip(map(ord, traditional), map(ord, simplified), strict=True))
    return table


_TABLE = _table()
_FOREIGN = frozenset(map(chr, _TABLE))
_MANY = 32  # different characters to replace, from which on one slow pass is faster than one fast pass for each


@lru_cache(maxsize=16)
def fold(text: str) -> str:
    """`text` half-width, in simplified characters, with every dash, tilde and space made plain; the length stays the same."""
    if text.isascii():
        return text.replace("\t", " ")
    foreign = _FOREIGN.intersection(text)
    if len(foreign) > _MANY:
        return text.translate(_TABLE)
    for c in foreign:
        text = text.replace(c, chr(_TABLE[ord(c)]))
    return text
