"""One reference string to a bibliographic record, by grammar and evidence: `parse_reference`.

The order of work: lift out what cannot be mistaken (number, DOI, PMID, link, type marker), find the numeric block, read the
author block from the head, and divide the words that remain into title and container. Every step works on the folded string
and takes its values from the string as printed.
"""

from __future__ import annotations

import re

from verify.extract.entry_authors import Authors, read_authors
from verify.extract.entry_books import imprint_after
from verify.extract.entry_identifiers import Lifted, lift
from verify.extract.entry_marks import Words, clean, closing_quote
from verify.extract.entry_numbers import Block, blocks
from verify.extract.entry_place import Place, read, year_of
from verify.extract.entry_titles import after_marker, split
from verify.model import Record
from verify.patterns import regex

_TYPES = {
    "J": "article-journal", "M": "book", "C": "paper-conference", "D": "thesis", "R": "report", "S": "standard", "P": "patent",
    "N": "article-newspaper", "Z": "document", "G": "book", "A": "document", "EB": "webpage", "DB": "dataset", "DS": "dataset",
    "CP": "software", "CM": "map", "K": "book", "PP": "article", "NP": "article", "B": "book",
}  # fmt: skip
_YEAR_AFTER = regex(
    r"[\s,.;:。]*(?:[(\[]\s?(?:(?P<in>(?:1[5-9]|20)[0-9]{2})[a-z]?(?:[,/\s-]+[^)\]]{1,24})?"
    r"|n\.\s?d\.?|no date|in press|forthcoming|in preparation|印刷中|待刊)[)\]]+[\s.,:;。]*"
    r"|(?P<year>(?:1[5-9]|20)[0-9]{2})[a-z]?(?:/[0-9]{2,4})?(?:\s?[.,:;]\s*|\s+(?=[\"'A-Z])))"
)
_PROCEEDINGS = regex(r"论文集|会议|年会")
_LETTER = regex("[A-Za-z]")
_LONGEST = 3000  # characters of an entry that are read; the rest of a longer one is no reference
_ACRONYM = regex(r"(?<![A-Za-z])[A-Z]{3,}\s$")  # ASCO 2023: the year is part of the congress's name
_QUOTED = regex(r"[\s,.:;]*(?=[\"'«《「『`„])")
_SERIES = regex(r"[A-RT-Z](?=[0-9])")
_NUMBERED = regex(
    r"\s?[:：]\s?(?:(?P<volume>(?:Vol(?:ume)?\.?\s?|第\s?)(?P<n>[0-9]+)\s?[卷册辑]?(?:\s[^:：]+)?|(?P<k>[0-9]+)\s?[卷册]"
    r"|卷\s?(?P<m>[0-9]+)[^:：]*|[上中下]卷\S*)|[^\s:：](?=[^:：]*[0-9])(?![^:：]*[a-z]{4})[^:：，,]{2,60})$"
)
_ORIGINAL = regex(r"[\s.(\[]((?:[^\W\d_A-Za-z]|·){2,8}[,.、].*\[[A-Z]{1,2}(?:/[A-Z]{2})?\])")


def parse_reference(raw: str) -> Record:
    """The record a printed reference stands for; fields it does not print stay empty. Never raises."""
    entry = lift(raw[:_LONGEST])
    if 0 <= entry.marker_start < 3:
        # A translated entry without its own words: the original stands behind it.
        original = _ORIGINAL.search(entry.text, entry.marker_end)
        if original:
            entry = lift(entry.raw[original.start(1) :])
    text = entry.text
    authors = read_authors(entry.raw, text, entry.marker_start if entry.marker else len(text))
    parts = [block for block in blocks(text, _behind_title(entry, authors.end)) if not _LETTER.match(text, block.end)]
    main = _main(parts, entry)
    start, year = authors.end, None
    after = _YEAR_AFTER.match(text, start)
    if after and (start or after.end() < 12) and not _in_place(main, after) and not _opens_title(text, main, after):
        printed = after["in"] or after["year"]
        year, start = int(printed) if printed else None, after.end()
        sign = after.group().rstrip()[-1:]
        authors.delimiter = sign if sign == "," else "." if sign in ".)]:。" else authors.delimiter
        if main and main.start < start:
            main = None
    main = main or _lone_volume(parts, text, start, year)
    place = read(main, year) if main else Place()
    if year is None:
        year = place.year if place.year is not None else _year_elsewhere(parts, main, start)
    return _record(entry, authors, place, year, _divide(entry, authors, start, main, parts, place))


def _behind_title(entry: Lifted, start: int) -> int:
    """Where numbers may begin to mean something: behind a title in quotation marks, else behind the authors."""
    lead = _QUOTED.match(entry.text, start)
    closing = closing_quote(entry.raw, entry.text, lead.end(), len(entry.text)) if lead else 0
    return closing or start


def _in_place(main: Block | None, after: re.Match[str]) -> bool:
    """Whether the year behind the authors is part of the place in the journal: Genetics 1992;132:1199."""
    at = max(after.start("in"), after.start("year"))
    return main is not None and main.score > 1 and main.start <= at < main.end and main.end > after.end()


def _opens_title(text: str, main: Block | None, after: re.Match[str]) -> bool:
    """Whether a year behind the authors is the title's first word: "et al. 2017 ESC guidelines …. Eur Heart J. 2018;39:119"."""
    bare = after["year"] is not None and text[after.end("year") : after.end("year") + 1] == " "
    return (
        bare
        and main is not None
        and main.start > after.end()
        and bool(main.years())
        and read(main, None).year != int(after["year"])
    )


def _main(parts: list[Block], entry: Lifted) -> Block | None:
    """The block that places the work in a journal or book: the last convincing one, else the best."""
    if entry.marker:
        second = entry.text.find("[J", entry.marker_end)
        behind = [b for b in parts if b.start > entry.marker_start and (second < 0 or b.start < second)]
        scored = [b for b in behind if b.score > 1] or [b for b in behind if b.years()]
        return max(scored, key=lambda b: (b.score, b.start)) if scored else None
    scored = [b for b in parts if b.start and b.score > 1]
    convincing = [b for b in scored if b.score > 3 and b.start > 0.4 * len(entry.text)]
    return convincing[-1] if convincing else max(scored, key=lambda b: (b.score, b.start), default=None)


def _lone_volume(parts: list[Block], text: str, start: int, year: int | None) -> Block | None:
    """A single number at the very end, the year being printed already: PLOS ONE 14."""
    last = parts[-1] if parts else None
    if year is None or last is None or last.start <= start or len(last.tokens) != 1 or last.tokens[0].kind != "num" or last.years():
        return None
    return last if not text[last.end :].strip(" .,;") and text[: last.start].rstrip(" ,")[-1:].isalpha() else None


def _year_elsewhere(parts: list[Block], main: Block | None, start: int) -> int | None:
    years = [(t, b) for b in parts for t in b.years() if b is not main and b.end > start]
    return year_of(years[-1][0]) if years else None


def _divide(entry: Lifted, authors: Authors, start: int, main: Block | None, parts: list[Block], place: Place) -> Words:
    """Title, container and imprint; what they say of volume and pages is set right in `place`."""
    if entry.marker and entry.marker_start >= start:
        return _divide_marked(entry, start, main, place)
    raw, text = entry.raw, entry.text
    located = main is not None and (main.score > 1 or place.volume != "") and main.start > start
    stop = main.start if main and located else len(text)
    if main and located and _SERIES.match(place.volume):
        # Phys. Rev. D95: the letter is the journal's.
        place.volume = place.volume[1:]
        stop = next(t.start for t in main.tokens if t.kind == "num" and t.text[:1].isalpha()) + 1
    for block in parts:
        if block is main or not start < block.start < stop:
            continue
        if block.labels_volume and not place.volume:
            other = read(block, 0)
            place.volume, place.issue = other.volume, place.issue or other.issue
            stop = block.start
        elif not located and _closing_year(block, text):
            stop = block.start
    words = split(raw, text, start, stop, authors.delimiter, located, paged=not place.volume and not place.issue)
    if main and located and (words.within or not words.container) and not words.publisher:
        imprint_after(words, raw, text, main.end)
    return words


def _divide_marked(entry: Lifted, start: int, main: Block | None, place: Place) -> Words:
    """The parts around a type marker: the title before it, what it stands in behind."""
    raw, kind = entry.raw, entry.marker[0]
    stop = main.start if main and main.start >= entry.marker_end else len(entry.text)
    words = after_marker(raw, entry.text, entry.marker_end, stop, entry.marker)
    words.title = clean(raw[start : entry.marker_start])
    if kind == "N" and place.issue and not place.page:
        place.page, place.issue = place.issue, ""  # 2019-01-03(C1): a newspaper's page
    elif kind not in "JN":
        if main and not main.labels_volume and not place.page and not place.issue:
            place.page, place.volume = place.volume, ""  # a lone number behind a book is a page
        words.title = _volume_of(place, words.title)
    if words.within:
        words.container = _volume_of(place, words.container)
    return words


def _closing_year(block: Block, text: str) -> bool:
    """Whether a block is the year that ends an entry, and no part of a congress's name."""
    return bool(block.years()) and not text[block.end :].strip(" .,;:)") and not _ACRONYM.search(text, 0, block.start)


def _volume_of(place: Place, title: str) -> str:
    """`title` without the volume or document number printed behind it; a volume goes to `place`."""
    numbered = _NUMBERED.search(title)
    if numbered is None:
        return title
    if numbered["volume"] and not place.volume:
        place.volume = numbered["n"] or numbered["m"] or numbered["k"] or numbered["volume"]
    return title[: numbered.start()]


def _record(entry: Lifted, authors: Authors, place: Place, year: int | None, words: Words) -> Record:
    if entry.marker:
        kind = _TYPES.get(entry.marker.split("/")[0], "document")
        if words.within and kind == "book":
            kind = "chapter"
    elif words.genre:
        kind = "report" if "rep" in words.genre.lower() or "paper" in words.genre.lower() else "thesis"
    elif words.meeting or (words.within and _PROCEEDINGS.search(words.container)):
        kind = "paper-conference"
    elif words.within:
        kind = "chapter"
    elif words.container:
        kind = "article-journal"
    elif entry.url and not words.publisher:
        kind = "webpage"
    else:
        kind = "book" if words.publisher else "document"
    return Record(
        type=kind,
        authors=authors.names,
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
        edition=words.edition or entry.version,
        genre=words.genre,
        language="zh" if any("\u3400" <= sign <= "\u9fff" for sign in words.title or words.container) else "en",
        more_authors=authors.more,
    )
