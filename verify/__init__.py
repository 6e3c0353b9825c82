"""Checks every figure of a medical article against the reference it cites."""

from __future__ import annotations

from verify.model import Match, Quantity, Record, Review

__version__ = "0.1.0"


def review_text(text: str, *, name: str = "article.txt", sources=None, audience=None) -> Review:
    from verify.pipeline import review_document
    from verify.readers import read_text

    return review_document(read_text(text, name), sources)


def compare(claim: str, source: str) -> Match:
    from verify.pipeline import compare as run

    return run(claim, source)


def quantities(text: str) -> tuple[Quantity, ...]:
    from verify.text.quantities import quantities as run

    return run(text)


def parse_reference(raw: str) -> Record:
    from verify.extract.entry import parse_reference as run

    return run(raw)
