"""Works that are books, and books that hold a work: title, editors, edition, place and publisher told apart.

An imprint is "Place: Publisher" or a stretch with a publisher's word in it; editors stand before the book's title or behind it.
"""

from __future__ import annotations

import re

from verify.extract.entry_authors import read_authors
from verify.extract.entry_marks import (
    CAPITAL,
    EDGES,
    LEAD,
    MARKER,
    MEETING,
    Words,
    abbreviated,
    clean,
    closing_quote,
    last_word,
    marks_of,
)
from verify.extract.entry_words import count, has_publisher, words_of
from verify.patterns import regex

_OPEN_WORDS = ("Proc", "Conf", "Intl", "Eds", "Ed", "Vol", "St", "IEEE")  # a dot behind these ends no name
_EDITORS_BEFORE = regex(
    r"[^()]{3,160}?[\s,(\[]+(?<![0-9]th\s)(?<![0-9]nd\s)(?<![0-9]st\s)(?<![0-9]rd\s)(?:[Ee]ds?|[Ee]ditors?|[Hh]rsgg?|[Hh]gg?|[Cc]oord|主编|编)(?![a-z])\.?[)\]]?[\s.,:;)]*"
)
_EDITORS_AFTER = regex(
    r"[\s,.;(\[](?:(?:[Ee]d(?:s|ited)?|[Ee]ditors?|[Hh]rsg|[Tt]ranslated)\.?\s(?:and translated\s)?(?:by\s)?[A-Z].*$"
    r"|(?:[A-Z]\.\s?)+\s?[A-Z][^.]{2,90}?,?\s\(?[Ee]ds?(?:itors)?\.?(?![a-z]).*$|,?\s?\(?[Ee]d(?:itor)?s?\.?\)?[\s.,;]*$)"
)
IMPRINT = regex(
    rf"\(?\s?(?P<place>{CAPITAL}[^:.;()]{{1,40}}?(?:,\s?[A-Z][A-Za-z.]{{1,12}})?)\s?:\s?(?P<publisher>{CAPITAL}[^:;()]{{1,80}}?)\s?[).,;]*\s*$"
)
_BACK = regex(
    r"\s*\(?(?:translated|trans\.|traduction|traduit|edited|eds?\.|revised|rev\.|reprint|[0-9]{1,2}\s?(?:st|nd|rd|th)\.?(?:\srev)?\s?ed"
    r"|(?:first|second|third|fourth|fifth|sixth)\sed|[0-9]+ edition|ser\.|series|vol\.|volumes?|[0-9]+ vols|summer|version"
    r"|译|第?[0-9一二三四五六七八九十]+\s?版|影印本|增补本|增订|修订)",
    re.IGNORECASE,
)


def imprint_after(found: Words, raw: str, text: str, start: int) -> None:
    """Place and publisher where they stand behind the pages of a chapter."""
    match = IMPRINT.search(text, start)
    if match or has_publisher(text[start:]):
        read_imprint(found, raw, text, start, len(text))


def _back_matter(segment: str) -> bool:
    """Whether a segment is imprint, edition or translator rather than title."""
    bare = segment.strip(EDGES)
    if not bare or _BACK.match(segment) or has_publisher(segment):
        return True
    if IMPRINT.match(bare):
        place, _, _ = bare.partition(":")
        return len(words_of(place)) <= 4
    _, capital, total = count(bare)
    return 0 < total <= 4 and capital == total and bare[:1] < "\u3040" and words_of(bare)[0].lower() not in ("and", "the")


def _imprint_in(bracket: str) -> bool:
    names = count(bracket)
    return (
        ":" in bracket
        or has_publisher(bracket)
        or bracket.rstrip().endswith(",")
        or ("," in bracket and names.capital == names.total > 1)
    )


def _title_end(part: str, delimiter: str) -> int:
    """Where the title of a book ends and edition, series, place and publisher begin."""
    marks = marks_of(part)
    back = next((mark.start for mark in marks if _BACK.match(part, mark.end) and mark.start > 2), None)
    if back:
        return back
    for sign in ",." if delimiter == "," else ".":
        end = len(part)
        for mark in reversed([m for m in marks if (m.sign == ",") == (sign == ",") and part[m.end :].strip(" .,;)")]):
            if mark.sign == "." and len(last_word(part[: mark.start])) == 1:
                continue
            if not _back_matter(part[mark.end : end]):
                break
            end = mark.start
        if end < len(part):
            return end
    stops = [m for m in marks if m.sign != "," and part[m.end :].strip(" .,;)") and not abbreviated(part[: m.start])]
    if stops:
        return stops[-1].end
    for mark in marks if has_publisher(part) else ():
        if mark.sign == "," and has_publisher(part[mark.end :]):
            return mark.start
    return len(part)


def read_book(found: Words, raw: str, text: str, start: int, stop: int, delimiter: str) -> None:
    """A work that stands alone: its title, then edition, place and publisher, in brackets or after a sign."""
    part = text[start:stop]
    bracket = re.search(r"\(([^()]*)\)?[\s.,;:]*$", part)
    if bracket and bracket.start() > 2 and _imprint_in(bracket[1]):
        head = part[: bracket.start()]
        backed = any(_BACK.match(head, mark.end) for mark in marks_of(head))
        found.title = clean(raw[start : start + (_title_end(head, "") if backed or delimiter != "," else len(head))])
        read_imprint(found, raw, text, start + bracket.start(1), start + bracket.end(1))
        return
    end = _title_end(part, delimiter)
    found.title = clean(raw[start : start + end])
    read_imprint(found, raw, text, start + end, stop)


def read_host(found: Words, raw: str, text: str, start: int, stop: int) -> None:
    """The work that holds this one: drop its editors, then its name up to the imprint."""
    marker = MARKER.search(text, start, stop)
    after = marker.end() if marker else 0
    end = marker.start() if marker else stop
    part = text[start:end]
    before = _EDITORS_BEFORE.match(part)
    if before and before.end() < len(part) - 3:
        start += before.end()
    else:
        authors = read_authors(part, part, len(part))
        rest = part[authors.end :].strip(EDGES)
        if authors.names and authors.delimiter and len(rest) > 3 and (len(words_of(rest)) > 1 or rest[0] >= "\u3040"):
            start += authors.end
    lead = LEAD.match(text, start, end)
    start = lead.end() if lead else start
    part = text[start:end]
    editors = _EDITORS_AFTER.search(part)
    behind = end
    if editors and editors.start() > 3:
        end = start + editors.start()
        part = text[start:end]
    quote = closing_quote(raw, text, start, end)
    if quote:
        found.container = clean(raw[start + 1 : quote])
    elif after:
        found.container = clean(raw[start:end])
        read_imprint(found, raw, text, after, stop)
    else:
        cut = _host_end(part)
        found.container = clean(raw[start : start + cut])
        if cut < len(part):
            read_imprint(found, raw, text, start + cut, end)
    if not found.publisher and behind > end:
        imprint = IMPRINT.search(text, end, behind)
        if imprint:
            read_imprint(found, raw, text, imprint.start(), behind)
    found.meeting = MEETING.search(found.container) is not None


def _host_end(part: str) -> int:
    """Where the name of the host ends: a full stop behind no abbreviation, or a comma before place and publisher."""
    for mark in marks_of(part):
        left, right = part[: mark.start], part[mark.end :]
        if len(left) < 4 or not right.strip(" .,;)"):
            continue
        if mark.sign != ",":
            if not abbreviated(left) and not left.endswith(_OPEN_WORDS):
                return mark.start
        elif not re.match(r"\s*(?:and|&)\s", right) and " and " not in right and (has_publisher(right) or _back_matter(right)):
            return mark.start
    return len(part)


def read_imprint(found: Words, raw: str, text: str, start: int, stop: int) -> None:
    """Place and publisher from text[start:stop], in either order."""
    match = IMPRINT.search(text, start, stop)
    if match:
        found.place, found.publisher = (
            clean(raw[match.start("place") : match.end("place")]),
            clean(raw[match.start("publisher") : match.end("publisher")]),
        )
        return
    part = text[start:stop]
    edition = _BACK.match(part.lstrip(EDGES))
    stops = [mark for mark in marks_of(part) if mark.sign == "."]
    if edition and stops and part[stops[0].end :].strip(" .,;)"):
        start += stops[0].end
        part = text[start:stop]
    segments = [(m.start(), m.end()) for m in re.finditer(r"[^,;]+", part)]
    holder = next((i for i, (a, b) in enumerate(segments) if has_publisher(part[a:b])), None)
    if holder is None or len(segments) == 1:
        found.publisher = clean(raw[start:stop])
        return
    a, b = segments[holder]
    found.publisher = clean(raw[start + a : start + b])
    found.place = clean(raw[start + b : stop]) or clean(raw[start : start + a])
