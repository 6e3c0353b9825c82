"""Is the work an article cites the work that the library holds? Fields are compared one by one, and the reasons are kept.

A DOI or a PubMed number decides. Without them a work is the same when its title agrees, or its place in the journal (volume and
first page), and author and year do not speak against it. When two works of the library fit alike, none is chosen.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from verify.model import Record
from verify.text import fold

# A title counts as the same from here on; below, subtitles and editions of one series begin to meet (0–100, token order ignored).
_SAME_TITLE = 90
_ENOUGH = 4
_HAN = re.compile("[\u4e00-\u9fff]")
_SMALL_WORDS = {"of", "the", "and", "in", "for", "a", "an", "de", "la", "et", "&"}


class Agreement(NamedTuple):
    """How well two records agree; 0: they are not the same work."""

    score: int
    reasons: tuple[str, ...]


def agreement(cited: Record, known: Record) -> Agreement:
    """Points for the fields of `cited` that `known` confirms, with the names of these fields."""
    if cited.doi and known.doi:
        same = doi(cited.doi) == doi(known.doi)
        return Agreement(10, ("DOI",)) if same else Agreement(0, ())
    if cited.pmid and known.pmid:
        return Agreement(10, ("PMID",)) if cited.pmid == known.pmid else Agreement(0, ())
    points: list[tuple[int, str]] = []
    title = same_title(cited.title, known.title)
    placed = bool(first_page(cited) and first_page(cited) == first_page(known) and cited.volume == known.volume)
    if cited.title and known.title and not title and not placed:  # a garbled title does not unsay volume and page
        return Agreement(0, ())
    if title:
        points.append((3, "title"))
    if first_page(cited) and first_page(cited) == first_page(known):
        points.append((2, "first page"))
    if cited.volume and cited.volume == known.volume:
        points.append((1, "volume"))
    if cited.year is not None and cited.year == known.year:
        points.append((1, "year"))
    elif cited.year is not None and known.year is not None and abs(cited.year - known.year) > 1:
        return Agreement(0, ())
    if family(cited) and family(known):
        if family(cited) == family(known):
            points.append((1, "first author"))
        elif not (title and placed):  # a body and its spokesman may both stand for the author
            return Agreement(0, ())
    if same_journal(cited.container_title, known.container_title):
        points.append((1, "journal"))
    score = sum(point for point, _ in points)
    if (title or placed) and score >= _ENOUGH:
        return Agreement(score, tuple(name for _, name in points))
    return Agreement(0, ())


def doi(text: str) -> str:
    """A DOI without its resolver and in lower case; DOIs do not tell cases apart (ISO 26324)."""
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text.strip(), flags=re.I).lower().rstrip(".")


def title_key(title: str) -> str:
    """The letters and digits of a title, folded, without accents: what two printings of one title share."""
    plain = unicodedata.normalize("NFKD", fold(title)).lower()
    return "".join(char for char in plain if char.isalnum())


def same_title(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if title_key(one) == title_key(other):
        return True
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(fold(one).lower(), fold(other).lower()) >= _SAME_TITLE


def first_page(record: Record) -> str:
    """The first page, or the article number, without leading zeros."""
    return re.split(r"[-+,]", fold(record.page).replace(" ", ""))[0].lower().lstrip("0")


def family(record: Record) -> str:
    """The family name of the first author, or the organisation, folded and without accents."""
    if not record.authors:
        return ""
    first = record.authors[0]
    if _HAN.match(first.family):  # 刘沫含 is printed whole, and split in data
        return title_key(first.family + first.given)
    return title_key(first.family or first.literal)


def same_journal(one: str, other: str) -> bool:
    """The same journal, abbreviated or not: each word of the shorter name begins the next fitting word of the longer one."""
    if not one or not other:
        return False
    if title_key(one) == title_key(other):
        return True
    short, long = sorted((_words(one), _words(other)), key=lambda words: sum(map(len, words)))
    at = 0
    for word in short:
        at = next((i + 1 for i in range(at, len(long)) if long[i].startswith(word)), 0)
        if not at:
            return False
    return bool(short) and at == len(long)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", fold(name)).lower()
    return [word for word in re.findall(r"[^\W_]+", plain) if word not in _SMALL_WORDS]
