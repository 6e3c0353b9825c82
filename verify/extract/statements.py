"""Document -> statements: every sentence with its figures, each in its role and with the words that speak of it.

A number says nothing until it is known whose number it is. Article and source are read alike here, so that comparing them is
comparing role with role; what a role means is decided in `verify.match`, which alone knows the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from verify.extract.statements_tables import parted
from verify.model import BlockKind, Document, Quantity, Reading, Span, Statement
from verify.text import fold, quantities, sentences

_BARS = 7  # more than a row of a table mostly has
_SKIPPED = (BlockKind.REFERENCE, BlockKind.BOILERPLATE)


def statements(document: Document, excluded: Iterable[Span] = ()) -> tuple[Statement, ...]:
    """The statements of `document` in order. `excluded` are spans whose digits are no figures, such as citation markers."""
    return reading(document, excluded).statements


def reading(document: Document, excluded: Iterable[Span] = (), figures: Sequence[Quantity] | None = None) -> Reading:
    """`document` made ready for comparing; `excluded` as for `statements`, `figures` those of the document if they are known."""
    excluded = tuple(excluded)
    folded = _without_markers(fold(document.text), excluded)
    found = [
        part
        for block in document.blocks
        if block.kind not in _SKIPPED
        for sentence in sentences(folded, block.span.start, block.span.end)
        for part in (parted(sentence, folded) if folded.count("|", sentence.start, sentence.end) > _BARS else (sentence,))
    ]
    return Reading(document, folded, tuple(found), partial(_statements, excluded=excluded, figures=figures))


def _statements(reading: Reading, excluded: Sequence[Span], figures: Sequence[Quantity] | None) -> tuple[Statement, ...]:
    # On use: an article whose sources are not at hand never gets here.
    from verify.extract.statements_sentence import read

    return read(reading, quantities(reading.document.text, excluded) if figures is None else figures)


def _without_markers(folded: str, excluded: Iterable[Span]) -> str:
    """`folded` with the markers made blank, so that "… in 4%.² Mortality …" ends a sentence and adds no figure."""
    pieces, at = [], 0
    for span in sorted(excluded):
        if span.start >= at:
            pieces += [folded[at : span.start], " " * (span.end - span.start)]
            at = span.end
    return "".join((*pieces, folded[at:]))
