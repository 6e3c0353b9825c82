"""One reference string to a bibliographic record, by grammar and evidence: `parse_reference`.

The order of work: lift out what cannot be mistaken (number, DOI, PMID, link, type marker), find the numeric block, read the
author block from the head, and divide the words that remain into title and container. Every step works on the folded string
and takes its values from the string as printed.
"""

from __future__ import annotations

import re

from verify.extract.entry_authors import Authors, read_authors
from verify.extract.entry_identifiers import Lifted, lift
from verify.extract.entry_numbers import Block, Place, blocks, read, year_of
from verify.extract.entry_titles import Words, after_marker, clean, split
from verify.model import Record

_TYPES = {
    "J": "article-journal", "M": "book", "C": "paper-conference", "D": "thesis", "R": "report", "S": "standard", "P": "patent",
    "N": "article-newspaper", "Z": "document", "G": "book", "A": "document", "EB": "webpage", "DB": "dataset", "DS": "dataset",
    "CP": "software", "CM": "map", "K": "book", "PP": "article", "NP": "article", "B": "book",
}  # fmt: skip
_YEAR_AFTER = re.compile(r"[\s,.;:]*[(\[]?\s?((?:1[5-9]|20)[0-9]{2})[a-z]?(?:[,/\s-]+[A-Za-z0-9 ,/-]{1,24}?)?(?:[)\]]+[\s.,:;]*|\s?[.,:;]\s*|\s+(?=[\"'A-Z]))")
_THESIS = re.compile(r"(?:ph\.?\s?d\.?|doctoral|master'?s?|m\.?sc\.?)\s(?:thesis|dissertation)|dissertation|博士学位论文|硕士学位论文|学位论文", re.IGNORECASE)
_PROCEEDINGS = re.compile(r"(?:Proceedings|Proc\.|Conference|Conf\.|Symposium|Workshop|Congress|Meeting|会议|年会|论文集)")
_CHINESE = re.compile("[\u3400-\u9fff]")


def parse_reference(raw: str) -> Record:
    """The record a printed reference stands for; fields it does not print stay empty. Never raises."""
    entry = lift(raw[:4000])
    text = entry.text
    parts = list(blocks(text))
    main = _main(parts, entry)
    limit = entry.marker_start if entry.marker else len(text)
    authors = read_authors(text, min(limit, main.start if main else len(text)))
    start = authors.end
    year, after = None, _YEAR_AFTER.match(text, start)
    if after and (start or after.start(1) < 3) and not (main and main.start <= after.start(1)):
        year, start = int(after[1]), after.end()
        authors.delimiter = "." if text[after.start() : after.end()].rstrip()[-1:] in ".)]" else authors.delimiter
    place = read(main, year) if main else Place()
    if year is None:
        year = place.year if place.year is not None else _year_elsewhere(parts, main)
    return _record(entry, authors, place, year, _divide(entry, authors, start, main, parts))


def _main(parts: list[Block], entry: Lifted) -> Block | None:
    """The block that places the work in a journal or book: the best scoring one, the last of equals."""
    best, points = None, 1
    for block in parts:
        if block.start < 1 or (entry.marker and block.start < entry.marker_start):
            continue
        score = block.score
        if score >= points:
            best, points = block, score
    if best is None and entry.marker:
        after = [b for b in parts if b.start > entry.marker_start and b.years()]
        return after[-1] if after else None
    return best


def _year_elsewhere(parts: list[Block], main: Block | None) -> int | None:
    years = [(t, b) for b in parts for t in b.years() if b is not main]
    bracketed = [t for t, b in years if b.tokens[0].kind == "open"]
    if bracketed:
        return year_of(bracketed[-1])
    return year_of(years[-1][0]) if years else None


def _divide(entry: Lifted, authors: Authors, start: int, main: Block | None, parts: list[Block]) -> Words:
    raw, text = entry.raw, entry.text
    if entry.marker and entry.marker_start > start:
        stop = main.start if main and main.start > entry.marker_end else len(text)
        words = after_marker(raw, text, entry.marker_end, stop, entry.marker)
        words.title = clean(raw[start : entry.marker_start])
        return words
    located = main is not None and main.score > 1 and main.start > start
    stop = main.start if main and main.start > start else len(text)
    if not located:
        tail = [b for b in parts if b.years() and b.start > start]
        if tail and not text[tail[-1].end :].strip(" .,;:)"):
            stop = tail[-1].start
    return split(raw, text, start, stop, authors.delimiter, located)


def _record(entry: Lifted, authors: Authors, place: Place, year: int | None, words: Words) -> Record:
    if entry.marker:
        kind = _TYPES.get(entry.marker.split("/")[0], "document")
        if words.within and kind == "book":
            kind = "chapter"
    elif _THESIS.search(entry.text):
        kind = "thesis"
    elif words.within:
        kind = "paper-conference" if _PROCEEDINGS.search(words.container) else "chapter"
    elif words.container:
        kind = "article-journal"
    elif entry.url and not words.publisher:
        kind = "webpage"
    else:
        kind = "book" if words.publisher else "document"
    return Record(
        type=kind,
        authors=() if authors.editors else authors.names,
        title=words.title,
        container_title=words.container,
        year=year,
        month=place.month,
        day=place.day,
        volume=place.volume,
        issue=place.issue,
        page=place.page,
        doi=entry.doi,
        pmid=entry.pmid,
        url=entry.url,
        publisher=words.publisher,
        publisher_place=words.place,
        edition=words.edition,
        language="zh" if _CHINESE.search(words.title or words.container) else "en",
        more_authors=authors.more,
    )
