"""Characters printed in the place of others, put right where that is certain; no character moves.

- A full-width comma between half-width digits separates figures and never groups thousands: 3.8%4，120例.
- In a text of decimal commas (0,80 or 12,5%, no decimal point, no Chinese) a comma before one or two digits is a decimal sign.
- 一 between digits is a dash, and l, I or O inside a figure with decimals (l before a percent too) is 1 or 0:
  both are common misreadings of scans.
- ○ beside a Chinese numeral is the zero 〇: 二○二一年.
"""

from __future__ import annotations

from verify.patterns import regex

_COMMA = regex("，[0-9]")
_DASH = regex("一[0-9]")
_LETTER = regex(
    r"\.(?<=[0-9]\.)[0-9]?([lIO])[0-9%]|[lIO](?<=[0-9][lIO])(?=\.[0-9])|[lI](?<![A-Za-z0-9._-][lI])(?=[0-9]\.[0-9]{1,2} ?%)"
)
_RING = regex("○(?=[〇一二三四五六七八九年])(?<=[一二三四五六七八九]○)")
_DIGITS = {"l": "1", "I": "1", "O": "0"}
# A decimal comma beyond doubt: 0,80 not after a plural (weeks 0,12) and 12,5%.
_DECIMAL = regex(r",(?:(?<=[^0-9.,]0,)(?<!s 0,)[0-9]{2,4}(?![0-9,.])|(?<=[0-9],)[0-9]{1,2} ?%)")
_POINT = regex(r"\.(?<=[0-9]\.)[0-9]")
_HAN = regex("[\u4e00-\u9fff]")
_DECIMALS = regex(r"(?<![0-9.,])(?:[0-9]{1,3},[0-9]{1,2}|0,[0-9]{3,4})(?![0-9]|[.,][0-9])")


def repaired(text: str, folded: str) -> str:
    """`folded`, the folded form of `text`, with its characters put right."""
    changes: dict[int, str] = {}
    for match in _COMMA.finditer(text):
        if text[match.start() - 1 : match.start()] in _ASCII_DIGITS:
            changes[match.start()] = "，"
    for match in _DASH.finditer(folded):
        if folded[match.start() - 1 : match.start()] in _BEFORE_DASH:
            changes[match.start()] = "-"
    for match in _LETTER.finditer(folded):
        at = match.start(1) if match[1] else match.start()
        changes[at] = _DIGITS[folded[at]]
    changes.update((match.start(), "〇") for match in _RING.finditer(folded))
    if _DECIMAL.search(folded) and not _POINT.search(folded) and not _HAN.search(folded):
        changes.update((folded.index(",", match.start()), ".") for match in _DECIMALS.finditer(folded))
    if not changes:
        return folded
    characters = list(folded)
    for at, c in changes.items():
        characters[at] = c
    return "".join(characters)


_ASCII_DIGITS = frozenset("0123456789")
_BEFORE_DASH = _ASCII_DIGITS | {"%"}
