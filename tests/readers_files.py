"""Small DOCX and PDF files made on the spot, so that tests need no binary beside them."""

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

_WORD = re.compile(r"[!-~]+|\s+|[^!-~\s]")
_NO_BEGINNING = "，。、；：！？）】”》,.;:!?)]%"
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="H2b"><w:basedOn w:val="H2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="C"><w:name w:val="cite"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="C2"><w:basedOn w:val="C"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
)


def docx(body: str, **parts: str) -> bytes:
    """A DOCX of this body; further parts by name: footnotes, endnotes, styles, numbering."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {_NAMESPACE}><w:body>{body}</w:body></w:document>")
        for name, content in {"styles": STYLES, "numbering": NUMBERING, **parts}.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_NAMESPACE}>{content}</w:{name}>")
    return buffer.getvalue()


def p(*runs: str, style: str = "", number: str = "", level: int = 0) -> str:
    """A paragraph of plain texts and of elements."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    said += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{said}</w:pPr>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def raised(text: str) -> str:
    return r(text, '<w:vertAlign w:val="superscript"/>')


def table(*rows: Iterable[str]) -> str:
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


# Adobe's widths of Helvetica, in thousandths of the size.
_HELVETICA = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_WIDTHS = {character: width / 1000 for width, characters in _HELVETICA.items() for character in characters}


def width(text: str, size: float) -> float:
    """How wide `text` is printed; what is not in Helvetica is square."""
    return size * sum(_WIDTHS.get(character, 1) for character in text)


class Pdf:
    """Text set at places of pages, in Helvetica or, where it is Chinese, in a font that need not be there to be read."""

    def __init__(self) -> None:
        self._pages: list[list[str]] = []

    def page(self) -> None:
        self._pages.append([])

    def text(self, x: float, y: float, text: str, size: float = 10) -> None:
        if text.isascii():
            shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            self._pages[-1].append(f"BT /F1 {size} Tf {x} {y} Td ({shown}) Tj ET")
        else:
            self._pages[-1].append(f"BT /F2 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET")

    def paragraph(
        self, y: float, runs: Iterable[tuple[str, bool]], size: float = 10, left: float = 60, right: float = 520
    ) -> float:
        """Set runs, raised ones smaller and higher, from `y` downwards, over lines and pages; return where the next may begin.

        A line is broken between words, or between Chinese characters unless a stop would begin it.
        """
        x = left
        for text, high in runs:
            own = 0.6 * size if high else size
            for word in _WORD.findall(text):
                if x + width(word.rstrip(), own) > right and word[0] not in _NO_BEGINNING and x > left:
                    x, y = left, y - 1.6 * size
                    word = word.lstrip()
                if y < 60:
                    self.page()
                    y = 790.0
                self.text(x, y + 0.4 * size * high, word, own)
                x += width(word, own)
        return y - 2.8 * size

    def data(self, trailer: str = "") -> bytes:
        fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects: list[bytes] = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 6 0 R"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880"
            b" /Descent -120 /CapHeight 880 /StemV 93 >>",
        ]
        kids = []
        for page in self._pages:
            content = "\n".join(page).encode("ascii")
            objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
            here = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources {fonts} >>"
            objects.append(here.encode())
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
        out, places = b"%PDF-1.5\n", []
        for number, one in enumerate(objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF".encode()
        return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end)
