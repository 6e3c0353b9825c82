"""One form for characters that mean the same: width, dashes, spaces, comparison signs.

`fold` maps one character to one character, so an offset in the folded text is the same offset in the original.
"""

from __future__ import annotations

_GROUPS = {
    "-": "‐‑‒–—―−﹣－⁃",
    "~": "～〜∼˜",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
    "%": "﹪",
    "≥": "≧⩾﹥",
    "≤": "≦⩽﹤",
    ":": "∶﹕",
    "'": "’‘ʼ",
    '"': "“”",
    ",": "﹐",
    "μ": "µ",
}
_TABLE = {0xFF01 + i: 0x21 + i for i in range(94)}
_TABLE.update({ord(other): ord(one) for one, others in _GROUPS.items() for other in others})


def fold(text: str) -> str:
    """`text` with full-width forms made half-width and every dash, tilde and space made plain; the length stays the same."""
    return text.translate(_TABLE)
