"""The spine: read -> extract -> gather -> match -> judge. The only module that knows every stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from verify.extract import extract
from verify.match import compare as compare_documents
from verify.match import match
from verify.model import Document, Evidence, Match, Review
from verify.readers import read_text
from verify.rules import judge


def review_document(document: Document, sources: Mapping[str, str] | None = None) -> Review:
    found = extract(document)
    evidence = {
        str(key): Evidence(str(key), f"source {key}", document=read_text(text, f"source-{key}.txt"), complete=True)
        for key, text in (sources or {}).items()
    }
    review = Review(document, found.references, found.citations, found.claims, evidence, today=date.today().isoformat())
    review = replace(review, matches=match(document, found.claims, evidence))
    return replace(review, flags=judge(review))


def compare(claim: str, source: str) -> Match:
    return compare_documents(read_text(claim, "claim.txt"), read_text(source, "source.txt"))
