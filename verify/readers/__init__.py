"""Path or text -> Document. Two doors: `read` for a file, `read_text` for a string.

A reader is a function (data, path, name) -> Document in a file of this folder, named in `READERS` under the extensions it reads
and imported on use. Other packages add readers through the entry point group `verify.readers`, named by extension.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from verify.errors import Incomplete, UserError
from verify.model import Document
from verify.patterns import regex
from verify.plugins import load, table

READERS = {
    "txt": "verify.readers.plain:read",
    "text": "verify.readers.plain:read",
    "md": "verify.readers.markdown:read",
    "markdown": "verify.readers.markdown:read",
    "html": "verify.readers.webpage:read",
    "htm": "verify.readers.webpage:read",
    "xhtml": "verify.readers.webpage:read",
    "docx": "verify.readers.docx:read",
    "tex": "verify.readers.latex:read",
    "pdf": "verify.readers.pdf:read",
    "xml": "verify.readers.jats:read",
    "nxml": "verify.readers.jats:read",
}
# The longest articles are books of 2 MB; a larger file is a mistake or a trap.
LIMIT = 20_000_000

_SURROGATE = regex("[\ud800-\udfff]")


@cache
def suffixes() -> frozenset[str]:
    """The extensions that can be read, in lower case, with their dot."""
    return frozenset(f".{name}" for name in table("readers", READERS))


def read(path: Path, name: str = "") -> Document:
    """The article at `path`, called `name` in all output.

    Raises UserError for an unknown kind of file, Incomplete for what does not exist or cannot be read, both naming the file and
    what to do.
    """
    name = name or str(path)
    try:
        there = path.exists()
    except OSError:
        there = True  # why it cannot be read is said below
    if not there:  # said before the kind, which only matters of a file that is there
        raise Incomplete(
            f"{name}: cannot be read (No such file or directory); check the path", f"{name}：无法读取（文件不存在）；请核对路径"
        )
    suffix = path.suffix.lower().removeprefix(".")
    target = READERS.get(suffix) or table("readers", READERS).get(suffix)
    if target is None:
        known = ", ".join(sorted(suffixes()))
        raise UserError(
            f"{name}: no reader for this kind of file; known kinds: {known}", f"{name}：不支持此类文件；可读取：{known}"
        )
    try:
        if not path.is_file():
            raise Incomplete(f"{name}: cannot be read (it is no file); give a file", f"{name}：无法读取（不是文件）；请指定文件")
        size = path.stat().st_size
        if size > LIMIT:
            raise Incomplete(
                f"{name}: {size / 1e6:.0f} MB is more than the {LIMIT // 1_000_000} MB an article may have; split it",
                f"{name}：文件 {size / 1e6:.0f} MB，超过 {LIMIT // 1_000_000} MB 上限；请拆分",
            )
        data = path.read_bytes()
    except OSError as error:
        raise Incomplete(
            f"{name}: cannot be read ({error.strerror}); check that you may open it",
            f"{name}：无法读取（{error.strerror}）；请检查文件权限",
        ) from error
    document: Document = load(target)(data, path, name)
    return document


def read_data(data: bytes, name: str) -> Document:
    """An article that came through a pipe, as plain text. Raises Incomplete for what cannot be decoded or is too large."""
    if len(data) > LIMIT:
        raise Incomplete(
            f"{name}: more than the {LIMIT // 1_000_000} MB an article may have; split it",
            f"{name}：超过 {LIMIT // 1_000_000} MB 上限；请拆分",
        )
    document: Document = load(READERS["txt"])(data, Path(name), name)
    return document


def read_text(text: str, name: str = "article.txt") -> Document:
    """The article `text`, read as Markdown if `name` ends in .md or .markdown, else as plain text.

    Half a surrogate pair, no character by itself, is read as the replacement character.
    """
    text = _SURROGATE.sub("\ufffd", text)
    if Path(name).suffix.lower() in (".md", ".markdown"):
        from verify.readers.markdown import read_text as markdown

        return markdown(text, name)
    from verify.readers.plain import read_text as plain

    return plain(text, name)


__all__ = ["LIMIT", "READERS", "read", "read_data", "read_text", "suffixes"]
