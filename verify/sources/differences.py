"""Where a citation and the record of its work differ, once all is granted that two printings of one work may differ in.

Journals are abbreviated, last pages shortened, issues of a supplement left out; a paper is dated by its online or its printed
year; a Chinese work has an English title too. None of these is a difference.
"""

from __future__ import annotations

import re
import unicodedata

from verify.model import Record
from verify.patterns import regex
from verify.sources.resolve import doi, family, likeness, same_script, same_title, title_key
from verify.text import fold

_SAME_TITLE = 80  # below, a title is another one and not a misprint (0–100)
_NUMBER = regex("[0-9]+")
_PAGES = regex(r"([a-z]*)([0-9]+)(?:-([a-z]*)([0-9]+))?")
_LONG_NUMBER = 100_000  # from here on no page of a volume, but the number of an article
_SMALL_WORDS = frozenset({"of", "the", "and", "in", "for", "a", "an", "de", "la", "le", "et", "und", "der", "die", "&"})
# Two spellings of one letter, where accents are not at hand.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "a", "œ": "o"})


def differences(cited: Record, known: Record) -> tuple[str, ...]:
    """The fields, under CSL's names, in which `cited` contradicts `known`; what either leaves out contradicts nothing."""
    checks = {
        "author": _other_author(cited, known),
        "title": _other_title(cited.title, known.title),
        "container-title": _other_journal(cited.container_title, known.container_title),
        "issued": cited.year is not None and known.year is not None and abs(cited.year - known.year) > 1,
        "volume": _other_volume(cited, known),
        "issue": _other_issue(cited, known),
        "page": _other_pages(cited.page, known.page),
        "DOI": bool(cited.doi and known.doi) and doi(cited.doi) != doi(known.doi),
        "PMID": bool(cited.pmid and known.pmid) and cited.pmid != known.pmid,
    }
    return tuple(name for name, differs in checks.items() if differs)


def _other_author(cited: Record, known: Record) -> bool:
    if not cited.authors or not known.authors:
        return False
    one, other = cited.authors[0], known.authors[0]
    if one.literal or other.literal or not one.family or not other.family or not same_script(one.family, other.family):
        return False  # a body may sign through its spokesman
    if family(cited) == family(known):
        return False
    short, long = sorted((_spelled(one.family), _spelled(other.family)), key=len)
    if long.endswith(short) or long.startswith(short):  # van der Berg and Berg, Garcia and Garcia Marquez
        return False
    swapped = _spelled(one.given)[:1] and _spelled(other.given)[:1]
    return not (swapped and short in (_spelled(one.given), _spelled(other.given)))  # given name and family name changed places


def _spelled(name: str) -> str:
    """A name without accents, umlauts and their transcriptions."""
    return re.sub("(?<=[aou])e", "", title_key(name.lower().translate(_LETTERS)))


def _other_title(one: str, other: str) -> bool:
    if not one or not other or not same_script(one, other) or same_title(one, other):
        return False
    short, long = sorted((title_key(one), title_key(other)), key=len)
    if short in long:
        return False
    if likeness(one, other) >= _SAME_TITLE:
        # A changed number (of a year, of an edition) makes another work of a title that reads the same.
        return sorted(_NUMBER.findall(short)) != sorted(_NUMBER.findall(long))
    return True


def _other_journal(one: str, other: str) -> bool:
    if not one or not other or not same_script(one, other):
        return False
    forms = [(a, b) for a in _forms(one) for b in _forms(other)]
    if any(a == b or _abbreviates(a, b) or _abbreviates(b, a) for a, b in forms):
        return False
    romanised = ("zhonghua", "zhongguo", "nihon", "nippon")
    return not any(form[:1] and form[0].startswith(romanised) for pair in forms for form in pair)


def _forms(name: str) -> list[list[str]]:
    """The words of a journal's name, whole and without what libraries add to it: place, edition, the name in full."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", fold(name)).lower() if not unicodedata.combining(c))
    return [_words(plain), *([_words(part)] if (part := re.split(r"\s*[:(\[=]|\. ", plain)[0]) != plain and _words(part) else [])]


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", name.replace("'", "")) if word not in _SMALL_WORDS]


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Each word is cut or contracted from the next fitting one, to the last; or the name is the initials of the other."""
    if len(short) == 1 and len(short[0]) > 1 and short[0] == "".join(word[0] for word in long):
        return True
    at = 0
    for word in short:
        at = next((i + 1 for i in range(at, len(long)) if _contracts(word, long[i])), 0)
        if not at:
            return False
    return bool(short) and at == len(long)


def _contracts(short: str, long: str) -> bool:
    """Dtsch of Deutsches: the letters in order, the first one first."""
    if short[:1] != long[:1]:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


def _other_volume(cited: Record, known: Record) -> bool:
    one, other = _NUMBER.findall(fold(cited.volume)), _NUMBER.findall(fold(known.volume))
    if not one or not other or int(one[0]) == int(other[0]):
        return False
    # Some journals count by years, and some count issues only.
    return not ({one[0], other[0]} & {str(cited.year), str(known.year)} or fold(cited.volume) == fold(known.issue))


def _other_issue(cited: Record, known: Record) -> bool:
    one, other = fold(cited.issue).strip(), fold(known.issue).strip()
    if not (one.isdecimal() and other.isdecimal() and int(one) != int(other)):
        return False  # 5-6, Suppl 2, Pt 1: too many ways to say one thing
    return int(one) != _first(known.volume) and cited.volume == known.volume


def _first(text: str) -> int | None:
    found = _NUMBER.search(fold(text))
    return int(found.group()) if found else None


def _other_pages(one: str, other: str) -> bool:
    cited, known = _pages(one), _pages(other)
    if cited is None or known is None:
        return False
    if any(pages[0] >= _LONG_NUMBER for pages in (cited, known)) and cited[0] != known[0]:
        return all(pages[0] >= _LONG_NUMBER for pages in (cited, known))  # one counts by article, the other by page
    if cited[0] != known[0]:
        return not _within_article(cited, known)
    return cited[1] is not None and known[1] is not None and cited[1] != known[1]


def _within_article(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    """One of them begins at 1: the pages of the file, not of the volume."""
    return 1 in (one[0], other[0])


def _pages(text: str) -> tuple[int, int | None] | None:
    """First and last page, the last one written out (201-9 is 201-209), without the letters of supplements and articles."""
    found = _PAGES.match(re.sub(r"\s|pp?\.", "", fold(text).lower()))
    if found is None:
        return None
    first, last = found[2], found[4]
    if last is not None and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(first), int(last) if last else None
