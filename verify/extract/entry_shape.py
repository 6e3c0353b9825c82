"""The letters of a text by their shape, so that patterns of names stay small: capital, small, Chinese or Japanese, Korean.

Accented, Greek and Cyrillic letters become the Latin letter they are built on, or X and x; the length stays the same.
"""

from __future__ import annotations

import unicodedata

HAN = "\x02"  # a Chinese character or a Japanese sign
HANGUL = "\x03"


class _Shapes(dict[int, str]):
    """Each character is classified when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = shape = _shape(chr(code))
        return shape


def _shape(character: str) -> str:
    if character.isascii():
        return character
    if "\uac00" <= character <= "\ud7af":
        return HANGUL
    if "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff":
        return HAN
    if unicodedata.combining(character) or character in "´′":
        return "'"
    if not character.isalpha():
        return character
    base = unicodedata.normalize("NFD", character)[0]
    if base.isascii():
        return base
    return "X" if character.isupper() else "x"


_SHAPES = _Shapes()


def shape(text: str) -> str:
    """`text` in shapes; offsets stay valid."""
    return text if text.isascii() else text.translate(_SHAPES)
