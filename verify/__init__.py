"""Checks every figure of a medical article against the reference it cites.

Five functions and the nouns of `verify.model` are the library:

    review_text   an article's text (and texts of its sources) -> Review
    audit         files or folders -> Run
    compare       one sentence, one source -> Match
    quantities    text -> the figures in it
    parse_reference   one entry of a reference list -> Record

All are deterministic and offline. Each imports what it needs when it is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike

from verify.errors import Incomplete, UserError
from verify.model import (
    Audience,
    Citation,
    Claim,
    Document,
    Evidence,
    Failure,
    Figure,
    Flag,
    Match,
    Quantity,
    Record,
    Reference,
    Review,
    Run,
    Span,
    Verdict,
)

__version__ = "0.1.0"

__all__ = [
    "Citation",
    "Claim",
    "Document",
    "Evidence",
    "Failure",
    "Figure",
    "Flag",
    "Incomplete",
    "Match",
    "Quantity",
    "Record",
    "Reference",
    "Review",
    "Run",
    "Span",
    "UserError",
    "Verdict",
    "audit",
    "compare",
    "parse_reference",
    "quantities",
    "review_text",
]


def review_text(
    text: str,
    *,
    name: str = "article.txt",
    sources: Mapping[str, str] | None = None,
    audience: Audience | None = None,
) -> Review:
    """Review one article given as text. The suffix of `name` says how to read it (.md: Markdown).

    `sources` maps a reference key (its number, or its position in an author-year list) to the full text of that work. `audience`
    None: detected. The offsets of `Review.to_dict()` count characters of `text`.
    """
    from verify import pipeline, readers
    from verify.settings import Settings

    return pipeline.review(readers.read_text(text, name), Settings(audience=audience), sources)


def audit(paths: Iterable[str | PathLike[str]] = ()) -> Run:
    """Review the articles below `paths` (files, folders); none: those of the workspace around the current folder.

    Raises `UserError` for a path that does not exist or holds no article. An article that cannot be read is a `Failure` of the run.
    Nothing is written.
    """
    from pathlib import Path

    from verify import pipeline, settings, workspace

    found = settings.find(Path.cwd())
    return pipeline.audit(workspace.articles([str(path) for path in paths], found), found)


def compare(claim: str, source: str) -> Match:
    """Hold one sentence against the text of one source; the verdict comes with the passage and the arithmetic."""
    from verify import pipeline

    return pipeline.compare(claim, source)


def quantities(text: str) -> tuple[Quantity, ...]:
    """The figures in `text`, in order, with their spans in it."""
    from verify.text import quantities as read

    return read(text)


def parse_reference(raw: str) -> Record:
    """The bibliographic fields of one entry of a reference list."""
    from verify.extract.entry import parse_reference as parse

    return parse(raw)
