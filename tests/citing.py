"""What the tests of citations share: documents of one paragraph, lists of so many entries."""

from __future__ import annotations

from collections.abc import Sequence

from verify.extract.citations import Survey, survey
from verify.model import Block, BlockKind, Document, Name, Record, Reference, Span

_FAR = 10**9  # entries stand outside the paragraph


def article(text: str) -> Document:
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return Document("a.txt", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), "zh" if han else "en", ())


def listed(entries: int | Sequence[str]) -> tuple[Reference, ...]:
    """A list of so many numbered entries, or with these keys."""
    keys = map(str, range(1, entries + 1)) if isinstance(entries, int) else entries
    return tuple(Reference(key, Span(_FAR + i, _FAR + i + 1), "", Record()) for i, key in enumerate(keys))


def named(*entries: tuple[Sequence[str], int]) -> tuple[Reference, ...]:
    """A list of works by their authors' family names (Chinese: whole names, English with a space: organisations) and year."""

    def name(said: str) -> Name:
        if " " in said:
            return Name(literal=said)
        return Name(family=said[0], given=said[1:]) if "\u4e00" <= said[0] <= "\u9fff" else Name(family=said)

    return tuple(
        Reference(
            str(i), Span(_FAR + i, _FAR + i + 1), f"{authors[0]} ({year})", Record(authors=tuple(map(name, authors)), year=year)
        )
        for i, (authors, year) in enumerate(entries, 1)
    )


def survey_of(document: Document, references: tuple[Reference, ...]) -> Survey:
    return survey(document, references)


def cited(text: str, references: int | Sequence[str] | tuple[Reference, ...]) -> list[str]:
    """The keys of every marker, in order."""
    known = references if isinstance(references, tuple) else listed(references)
    return [" ".join(citation.keys) for citation in survey(article(text), known).citations]
