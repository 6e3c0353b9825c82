"""References that come from a file beside the article: printed below it as a list, with their fields as stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verify.model import BlockKind, Place, Record, Reference, Span
from verify.readers.bibtex import shown
from verify.readers.builder import Builder


def add_references(builder: Builder, records: Mapping[str, Record], cited: Sequence[str], place: Place) -> tuple[Reference, ...]:
    """A block with an entry for each cited work, in the order of citing; all of it stands at `place` in the article's file."""
    keys = [key for key in dict.fromkeys(cited) if key in records]
    if not keys:
        return ()
    if len(builder):
        builder.join("\n")
    start = len(builder)
    found: list[Reference] = []
    for key in keys:
        if found:
            builder.join("\n")
        at = len(builder)
        text = shown(records[key])
        builder.quote(text, place)
        found.append(Reference(key, Span(at, at + len(text)), text, records[key]))
    builder.block(BlockKind.REFERENCE, start)
    return tuple(found)
