"""Plain text: a web paste, a PDF paste, an article typed by hand. Nothing is stated, all is seen in the lines."""

from __future__ import annotations

from pathlib import Path

from verify.model import Document
from verify.readers.builder import Builder
from verify.readers.decoding import decode
from verify.readers.layout import lay_out
from verify.readers.lines import Line, Piece, file_lines, line_of, raw_lines
from verify.readers.markup import BLANK, comments, plain_marks, without_blanks


def read(data: bytes, path: Path, name: str) -> Document:
    return read_text(decode(data, name), name)


def read_text(text: str, name: str) -> Document:
    body, remarks = comments(text)
    builder = Builder()
    date = lay_out(_lines(body), builder)
    return builder.document(name, lines=file_lines(text), date=date, comments=remarks)


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    gap = False
    for raw, place in raw_lines(text):
        pieces = [Piece(raw, place)]
        if BLANK in raw:
            pieces = without_blanks(pieces)
            if not "".join(piece.text for piece in pieces).strip():
                continue  # a line of comment only is not there
        line = line_of(plain_marks(pieces), gap=gap) if raw else None
        gap = line is None
        if line is not None:
            found.append(line)
    return found
