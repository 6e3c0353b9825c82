"""A stand-in for the Chinese fonts that a PDF names and does not carry.

PDFium gives no character whose glyph it cannot find, so a PDF without its fonts would lose its Chinese on a machine without Chinese
fonts, and be read a little otherwise on each machine that has some. Nothing is drawn here: one square glyph for all characters is
enough, and the same everywhere. The font is made on the spot, and asked for only where the file carries none.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

# Windows' names of the character sets whose fonts are stood in for: Japanese, Korean, simplified and traditional Chinese.
_CHARSETS = frozenset({128, 129, 134, 136})
_EM = 1000
_NAME = b"Square"
# PDFium asks as long as the process lives.
_kept: list[Any] = []


@cache
def install() -> None:
    """Give PDFium the stand-in instead of the fonts of this machine; once for a process, before a document is opened."""
    import pypdfium2  # noqa: F401  (it starts the library)
    import pypdfium2.raw as pdfium

    font = square()

    def mapped(_: Any, _weight: int, _italic: int, charset: int, _pitch: int, _face: Any, _exact: Any) -> int | None:
        return 1 if charset in _CHARSETS else None

    def data(_: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
        wanted = table_of(font, table)
        if buffer and size >= len(wanted):
            ctypes.memmove(buffer, wanted, len(wanted))
        return len(wanted)

    def name(_: Any, _font: Any, buffer: Any, size: int) -> int:
        if buffer and size >= len(_NAME) + 1:
            ctypes.memmove(buffer, _NAME + b"\0", len(_NAME) + 1)
        return len(_NAME) + 1

    answers = {
        "Release": lambda _: None,
        "EnumFonts": lambda _, _mapper: None,
        "MapFont": mapped,
        "GetFont": lambda _, _face: None,
        "GetFontData": data,
        "GetFaceName": name,
        "GetFontCharset": lambda _, _font: 134,
        "DeleteFont": lambda _, _font: None,
    }
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    fonts = pdfium.FPDF_SYSFONTINFO(version=1, **{key: kinds[key](answer) for key, answer in answers.items()})
    _kept.append(fonts)
    pdfium.FPDF_SetSystemFontInfo(fonts)


def table_of(font: bytes, tag: int) -> bytes:
    """The table of `font` that `tag` names as a number of four letters; the whole font for 0, nothing for a table it has not."""
    if tag == 0:
        return font
    count = struct.unpack_from(">H", font, 4)[0]
    for number in range(count):
        own, _, at, length = struct.unpack_from(">4L", font, 12 + 16 * number)
        if own == tag:
            return font[at : at + length]
    return b""


def square() -> bytes:
    """A TrueType font of one square glyph that shows every character of the basic plane.

    Source: Microsoft, OpenType 1.9, chapters on the tables named here; a `cmap` of format 13 gives many characters one
    glyph.
    """
    outline = struct.pack(">hhhhh", 1, 0, 0, _EM, _EM) + struct.pack(">HH4B", 3, 0, 1, 1, 1, 1)
    outline += struct.pack(">4h", 0, 0, _EM, 0) + struct.pack(">4h", 0, _EM, 0, -_EM)
    groups = struct.pack(">HHLLL3L", 13, 0, 28, 0, 1, 0x20, 0xFFFD, 1)
    names = b"".join(struct.pack(">6H", 1, 0, 0, number, len(_NAME), 0) for number in (1, 2, 4, 6))
    tables = {
        b"OS/2": struct.pack(">H", 3) + bytes(94),
        b"cmap": struct.pack(">HHHHL", 0, 1, 3, 10, 12) + groups,
        b"glyf": outline,
        b"head": struct.pack(">4L2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, 0, _EM, _EM, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">L3hH3h8hH", 0x10000, _EM, 0, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", _EM, 0, _EM, 0),
        b"loca": struct.pack(">3L", 0, 0, len(outline)),
        b"maxp": struct.pack(">L14H", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": struct.pack(">3H", 0, 4, 6 + len(names)) + names + _NAME,
        b"post": struct.pack(">LLhhL4L", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
    }
    head = struct.pack(">L4H", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128)
    at = 12 + 16 * len(tables)
    body = b""
    for tag, content in tables.items():
        padded = content + bytes(-len(content) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        head += struct.pack(">4s3L", tag, total, at + len(body), len(content))
        body += padded
    return head + body
