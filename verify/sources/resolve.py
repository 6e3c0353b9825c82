"""Is the work an article cites the work that the library holds? Fields are compared one by one, and the reasons are kept.

A DOI or a PubMed number decides, unless title and place belong to another work. Without them a work is the same when its title
agrees, or its place in the journal (volume and first page), and author and year do not speak against it. When two works of the
library fit alike, none is chosen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from verify.model import Record
from verify.patterns import regex
from verify.text import fold

# A title counts as the same from here on; below, subtitles and editions of one series begin to meet (0–100, token order ignored).
_SAME_TITLE = 90
_ENOUGH = 4
_IDENTIFIED = 10
_LEADS_ELSEWHERE = 4  # an identifier whose work has another title and place: found, if no other work fits better
_WHOLE, _WHOLE_HAN = 30, 12  # characters from which on a title without its subtitle is not two works' by chance
_HAN = regex("[\u4e00-\u9fff]")
_SMALL_WORDS = frozenset({"of", "the", "and", "in", "for", "a", "an", "de", "la", "et", "&"})
_GREEK = str.maketrans(
    {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ω": "omega"}
)


class Agreement(NamedTuple):
    """How well two records agree; 0: they are not the same work."""

    score: int
    reasons: tuple[str, ...]


def agreement(cited: Record, known: Record) -> Agreement:
    """Points for the fields of `cited` that `known` confirms, with the names of these fields."""
    title = same_title(cited.title, known.title)
    other_title = bool(cited.title and known.title and not title and same_script(cited.title, known.title))
    paged = bool(first_page(cited)) and first_page(cited) == first_page(known)
    placed = paged and bool(cited.volume) and cited.volume == known.volume
    author = bool(family(cited)) and family(cited) == family(known)
    agreeing = [
        (0, "DOI", bool(cited.doi) and doi(cited.doi) == doi(known.doi)),
        (0, "PMID", bool(cited.pmid) and cited.pmid == known.pmid),
        (3, "title", title),
        (2, "first page", paged),
        (1, "volume", bool(cited.volume) and cited.volume == known.volume),
        (1, "year", cited.year is not None and cited.year == known.year),
        (1, "first author", author),
        (1, "journal", same_journal(cited.container_title, known.container_title)),
    ]
    score = sum(points for points, _, agrees in agreeing if agrees)
    reasons = tuple(name for _, name, agrees in agreeing if agrees)
    if "DOI" in reasons or ("PMID" in reasons and not (cited.doi and known.doi)):
        return Agreement(_LEADS_ELSEWHERE if other_title and not placed else _IDENTIFIED + score, reasons)
    if (cited.doi and known.doi) or (cited.pmid and known.pmid):  # a mistyped identifier does not unsay all the rest
        return Agreement(score, reasons) if title and placed and author else Agreement(0, ())
    if other_title and not placed:
        return Agreement(0, ())
    if cited.year is not None and known.year is not None and abs(cited.year - known.year) > 1 and not (title and placed):
        return Agreement(0, ())
    if family(cited) and family(known) and not author and not (title and placed):  # a body and its spokesman may both be the author
        return Agreement(0, ())
    if (title or placed) and score >= _ENOUGH:
        return Agreement(score, reasons)
    return Agreement(0, ())


def doi(text: str) -> str:
    """A DOI without its resolver and in lower case; DOIs do not tell cases apart (ISO 26324)."""
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text.strip(), flags=re.I).lower().rstrip(".")


def title_key(title: str) -> str:
    """The letters and digits of a title, folded, without accents: what two printings of one title share."""
    return "".join(char for char in _plain(title) if char.isalnum())


def _plain(text: str) -> str:
    """Folded, in lower case, without accents, Greek letters by their names."""
    apart = unicodedata.normalize("NFKD", fold(text)).lower()
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(_GREEK)


def likeness(one: str, other: str) -> float:
    """How alike two titles read, whatever the order and the joints of their words: 0 to 100."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(" ".join(_words(one, ())), " ".join(_words(other, ())))


def same_title(one: str, other: str) -> bool:
    """The same title but for spelling, or one without the subtitle of the other; numbers in it must be the same."""
    short, long = sorted((title_key(one), title_key(other)), key=len)
    if not short:
        return False
    if short == long:
        return True
    if re.findall("[0-9]+", short) != re.findall("[0-9]+", long[: len(short)] if long.startswith(short) else long):
        return False
    if long.startswith(short) and len(short) >= (_WHOLE_HAN if _HAN.search(short) else _WHOLE):
        return True
    return likeness(one, other) >= _SAME_TITLE


def same_script(one: str, other: str) -> bool:
    """Both with Chinese characters or both without: only then can two titles or names be told apart."""
    return bool(_HAN.search(one)) == bool(_HAN.search(other))


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


def _words(name: str, without: Collection[str] = _SMALL_WORDS) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", _plain(name)) if word not in without]
