"""Bytes -> text, or a clear error. A character that cannot be read is never replaced in silence."""

from __future__ import annotations

import codecs

from verify.errors import Incomplete
from verify.patterns import regex

# Magic numbers of files that are no text whatever their name says.
_BINARY = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP, DOCX or EPUB",
    b"\xd0\xcf\x11\xe0": "DOC (Word 97–2003)",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "GZIP",
    b"GIF8": "GIF",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = ["gb18030", "big5", "utf_16_le", "utf_16_be", "cp1252"]
# Below this many characters two encodings may both make sense.
_FEW = 40
# Neither control characters nor private or unassigned ones belong into an article.
_STRANGE = regex("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd-\uffff]")


def decode(data: bytes, name: str) -> str:
    """The text of an article, its byte order mark left out.

    Raises Incomplete, naming the file and what to do, when the file is empty, no text, or in an encoding that cannot be told.
    """
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            raise Incomplete(
                f"{name}: this is a {kind} file, not text; give it its own extension or save it as UTF-8 text",
                f"{name}：这是 {kind} 文件而不是文本；请改用正确的扩展名，或另存为 UTF-8 文本",
            )
    text = _marked(data, name)
    if text is None:
        text = _strict(data, "utf-8")
    if text is None or "\x00" in text:
        text = _guessed(data, name)
    if not text.strip():
        raise Incomplete(f"{name}: the file is empty; save the article again", f"{name}：文件为空；请重新保存文章")
    return text


def _marked(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _unreadable(name, f"it opens as {encoding} but byte {error.start} does not fit") from error
    return None


def _guessed(data: bytes, name: str) -> str:
    """The text in the one encoding that makes sense of it."""
    from charset_normalizer import from_bytes

    holes = b"\x00" in data
    best = None if holes and not _wide(data) else from_bytes(data, cp_isolation=_ENCODINGS, threshold=0.3).best()
    text = _strict(data, best.encoding) if best else None
    if text is None or len(_STRANGE.findall(text)) > len(text) // 1000:
        if holes:
            raise Incomplete(
                f"{name}: the file holds NUL bytes, so it is no text; save the article as UTF-8 text",
                f"{name}：文件含有 NUL 字节，不是文本；请把文章另存为 UTF-8 文本",
            )
        raise _unreadable(name, _damage(data))
    if len(text) < _FEW and not text.isascii():
        raise _unreadable(name, "it is too short to tell")
    return text


def _damage(data: bytes) -> str:
    """Where a file that begins as UTF-8 stops being it."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        if any(byte > 127 for byte in data[max(0, error.start - 200) : error.start]):
            return f"it is UTF-8 up to line {data.count(10, 0, error.start) + 1}, byte {error.start - start + 1}"
    return "no encoding makes sense of it"


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> bool:
    """Whether the NUL bytes are halves of two-byte characters."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return len(data) % 2 == 0 and min(even, odd) * 20 <= max(even, odd)


def _unreadable(name: str, reason: str) -> Incomplete:
    return Incomplete(
        f"{name}: the encoding of this file cannot be told ({reason}); save it as UTF-8",
        f"{name}：无法确定文件编码；请另存为 UTF-8",
    )
