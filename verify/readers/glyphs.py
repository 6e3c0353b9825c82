"""The glyphs of a PDF with their place on the page, by PDFium (Apache-2.0 / BSD)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from verify.errors import Incomplete
from verify.readers import standin

# An article is no book, and a trap is no article.
MOST_PAGES = 400
MOST_GLYPHS = 4_000_000


class Glyph(NamedTuple):
    """A character; `x` to `right` along the line, `y` its baseline, `bottom` and `size` those of its font, all in points."""

    text: str
    x: float
    right: float
    y: float
    size: float
    bottom: float


def pages(data: bytes, name: str) -> Iterator[tuple[list[Glyph], float]]:
    """The glyphs of each page in the order of the file, and the height of the page.

    Raises Incomplete for a PDF that is encrypted, damaged or too long.
    """
    import pypdfium2

    standin.install()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Incomplete(
                f"{name}: the PDF is password-protected; save it without a password", f"{name}：PDF 受密码保护；请另存为无密码文件"
            ) from error
        raise Incomplete(
            f"{name}: damaged, or no PDF ({error}); export it again or give the article as text",
            f"{name}：文件损坏或不是 PDF；请重新导出或提供文本",
        ) from error
    try:
        if len(document) > MOST_PAGES:
            raise Incomplete(
                f"{name}: {len(document)} pages are more than the {MOST_PAGES} an article may have; extract the article's pages",
                f"{name}：共 {len(document)} 页，超过 {MOST_PAGES} 页上限；请只保留文章所在页",
            )
        left = MOST_GLYPHS
        for number in range(len(document)):
            try:
                page = document[number]
                glyphs = list(_glyphs(page, left))
            except pypdfium2.PdfiumError as error:
                raise Incomplete(
                    f"{name}: page {number + 1} is damaged ({error}); export it again or give the article as text",
                    f"{name}：第 {number + 1} 页已损坏；请重新导出或提供文本",
                ) from error
            left -= len(glyphs)
            if left <= 0:
                raise Incomplete(
                    f"{name}: more text than an article may have; extract the article's pages",
                    f"{name}：文字量超过上限；请只保留文章所在页",
                )
            yield glyphs, page.get_height()
            page.close()
    finally:
        document.close()


def _glyphs(page: Any, most: int) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    handle = text.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    for i in range(min(text.count_chars(), most)):
        code = pdfium.FPDFText_GetUnicode(handle, i)
        if code in (0, 0xFFFE, 0xFFFF) or (code != 2 and pdfium.FPDFText_IsGenerated(handle, i) == 1):
            continue
        if abs(pdfium.FPDFText_GetCharAngle(handle, i)) > 0.1:
            continue  # a stamp along the margin
        if not pdfium.FPDFText_GetCharOrigin(handle, i, x, y) or not pdfium.FPDFText_GetLooseCharBox(handle, i, box):
            continue
        # PDFium gives a hyphen at the end of a line as a control character.
        yield Glyph("-" if code == 2 else chr(code), x.value, max(box.right, x.value), y.value, box.top - box.bottom, box.bottom)
    text.close()
