"""Document -> references, citations, statements, claims. One door: `extract`.

The order is fixed by what each step needs: the reference list is the main witness for the markers, the markers tell which
digits are not figures, and a claim is what a statement says once its figures are grouped by measure.
"""

from __future__ import annotations

from typing import NamedTuple

from verify.extract.citations import Survey, citations, survey
from verify.extract.citations_flat import certain
from verify.extract.citations_numbers import labelled, raised
from verify.extract.claims import claims, figures
from verify.extract.entry import parse_reference
from verify.extract.references import list_form, references
from verify.extract.statements import reading, statements
from verify.model import Citation, Claim, Document, Quantity, Reference, Span
from verify.text import fold

__all__ = [
    "Extraction",
    "Survey",
    "certain_markers",
    "citations",
    "claims",
    "extract",
    "figures",
    "list_form",
    "parse_reference",
    "reading",
    "references",
    "statements",
    "survey",
]


class Extraction(NamedTuple):
    """What a document says, before anything is looked up."""

    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    claims: tuple[Claim, ...]
    figures: tuple[Quantity, ...]


def extract(document: Document) -> Extraction:
    """Read the reference list, the markers and the claims of `document`."""
    listed = references(document)
    markers = citations(document, listed)
    printed = figures(document, markers)
    return Extraction(listed, markers, claims(document, markers, printed), printed)


def certain_markers(document: Document) -> tuple[Span, ...]:
    """Where a text without a list of its own has numbers, set high, flattened or labelled, that can only be citation markers."""
    body = fold(document.text)
    return (*(marker.span for marker in raised(document, body)), *labelled(body), *certain(body))
