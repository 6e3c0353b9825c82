"""Markers that name the work: (Smith et al., 2020; Lee, 2019, 2021a), "Asano等(2024)", and the keys [@smith2020] and [^1].

The list is read first: a year in the text is a citation if the names before it are those of an entry of that year. So no grammar
of personal names is needed, and a year that is only a date finds no entry. A name and year in the unmistakable form of a citation
("et al.", "&", 等) that no entry answers to keeps what is printed as its key.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verify.extract.citations_numbers import Marker
from verify.model import MarkerStyle, Name, Reference, Span
from verify.patterns import regex
from verify.text import fold

_YEAR = regex(
    r"(?<![0-9A-Za-z.])((?:19|20)[0-9]{2})([a-z](?![A-Za-z])(?:\s?[,&]\s?[a-z](?![A-Za-z]))*)?(?![0-9A-Za-z%.][0-9])(?![0-9])"
)
_REACH = 110
_MOST = 40  # works of one year whose first authors begin alike; more are no reference list

_BREAK = regex(r"[;()\[\]。;!?！？\n]|(?<=[a-z]{3})\.\s|(?:19|20)[0-9]{2}[a-z]?")
# What may stand between the first author and the year.
_BETWEEN = regex(
    r"(?:[\s,.&'/-]|等人?|和|与|et\s?al|and|colleagues|co-?workers|others|in press|van|von|de[rnl]?|di|da|la|le|ten"
    r"|[A-Z\u00c0-\u00de][^\s,;.()]{0,30}|[\u4e00-\u9fff]{2,4})*"
)
_OPEN = regex(r"[(\[]\s?$")
_PAGES = regex(r"\s?(?::|,\s?pp?\.?)\s?[0-9]+(?:-[0-9]+)?")
_CARRIES_ON = regex(r"\s?(?:[,;&、]|and|和)\s?")
_HEAD = regex(r"[^(.,\n0-9]{0,80}?(?=\s[A-Z]{1,3}(?![a-z])|[(.,\n0-9]|$)|")
_CAPITALS = regex(r"[A-Z][A-Za-z]*[A-Z]|[A-Z]{2,}")
_UNANSWERED = regex(
    r"([A-Z\u00c0-\u00de][\w'-]{1,30}|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3})\s?"
    r"(?:et\s?al\.?|等人?|(?:,\s[A-Z][\w'-]{1,30}){0,8},?\s?(?:&|and)\s[A-Z][\w'-]{1,30})\s?,?\s?\(?\s?$"
)
_ALONE = regex(r"[(;]\s?([A-Z\u00c0-\u00de][\w'-]{1,30}|[\u4e00-\u9fff]{2,3}),\s?$")  # (Smith, 2020), where there is no list
_KEYED = regex(r"\[(\^?)([^\[\]\n]{1,400})\](?!:)")
_KEY = regex(r"(?<![A-Za-z0-9.])@([A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&+?<>~/-](?=[A-Za-z0-9_]))*)")


class _Entry(NamedTuple):
    key: str
    spoken: tuple[str, ...]  # the first author as the text may name it: family name, organisation or its abbreviation; no accents
    others: tuple[str, ...]
    many: bool
    letter: str


_Index = dict[str, list[_Entry]]  # the entries of one year by the first two characters of their first author


def keyed(body: str) -> Iterator[Marker]:
    """[@key], [@key1; see @key2, p. 3] and [^note]."""
    for match in _KEYED.finditer(body):
        note = match[1] and not set(match[2]) & set(" ^")
        keys = (match[2],) if note else tuple(dict.fromkeys(_KEY.findall(match[2])))
        if keys:
            yield Marker(Span(match.start(), match.end()), keys, MarkerStyle.KEY)


def authored(body: str, references: Sequence[Reference]) -> Iterator[Marker]:
    """Author-year markers of folded `body`, one for every work; `firm` if the list has the work."""
    listed: defaultdict[int | None, list[Reference]] = defaultdict(list)
    for reference in references:
        listed[reference.record.year].append(reference)
    read: dict[str, _Index] = {}
    previous_end = -1
    previous = unanswered = ""
    for match in _YEAR.finditer(body):
        year, letters = match[1], re.findall("[a-z]", match[2] or "")
        if year not in read:
            read[year] = _index(listed[int(year)])
        start, end = match.span()
        if previous and previous_end <= start <= previous_end + 6 and _CARRIES_ON.fullmatch(body, previous_end, start):
            keys = _works(previous, letters, read[year].get(previous[:2], ()))
            if keys or unanswered:
                previous_end = end
                shown = keys or _as_printed(unanswered, year, letters)
                yield Marker(Span(start, end), shown, MarkerStyle.AUTHOR_YEAR, bool(keys))
                continue
        low = max(0, start - _REACH)
        opened = _OPEN.search(body, max(low, start - 2), start)
        stop = opened.start() if opened else start
        breaks = [b.end() for b in _BREAK.finditer(body, low, stop)]
        low = breaks[-1] if breaks else low
        window = _plain(body[low:stop])
        previous = unanswered = ""
        closing = end + 1 if opened and body[end : end + 1] in (")", "]") else end
        found = _lead(window, read[year])
        if found:
            at, names, candidates = found
            keys = _works(names, letters, candidates)
            if keys:
                previous, previous_end = names, end
                yield Marker(Span(low + at, closing), keys, MarkerStyle.AUTHOR_YEAR)
                continue
        printed = _UNANSWERED.search(body, max(low, stop - 80), stop)
        if printed is None and not references:
            printed = _ALONE.search(body, max(0, stop - 40), stop)
        if printed and printed[1] not in ("The", "In", "And"):
            previous, unanswered, previous_end = printed[0], printed[1], end
            keys = _as_printed(unanswered, year, letters)
            yield Marker(Span(printed.start(), closing), keys, MarkerStyle.AUTHOR_YEAR, False)


def _as_printed(name: str, year: str, letters: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{name} {year}{letter}" for letter in letters or [""])


def _index(references: Sequence[Reference]) -> _Index:
    index: defaultdict[str, list[_Entry]] = defaultdict(list)
    for reference in references:
        entry = _entry(reference)
        for name in entry.spoken:
            if len(index[name[:2]]) < _MOST:
                index[name[:2]].append(entry)
    return index


def _entry(reference: Reference) -> _Entry:
    record = reference.record
    raw = fold(reference.raw[:400])
    names = [name for name in (_plain(_family(n)) for n in record.authors) if name]
    names = [
        name.title() if name.isupper() and len(name) > 2 else name for name in names
    ]  # the list prints DORSEY, the text Dorsey
    spoken: list[str] = [*names[:1], *([names[0].upper()] if names and record.authors[0].family.isupper() else [])]
    if not names or record.authors[0].literal:
        # An entry whose authors could not be read still begins with their names.
        head = _HEAD.match(raw)
        spoken += [_plain(head[0].strip())] if head and not names else []
        initials = "".join(word[0] for word in spoken[0].split() if word[0].isupper()) if spoken else ""
        spoken += [initials, *_CAPITALS.findall(raw[:160])]
    lettered = re.search(rf"{record.year}([a-z])(?![a-z])", raw)
    many = record.more_authors or len(names) > 2
    distinct = tuple(dict.fromkeys(name for name in spoken if len(name) > 1))
    return _Entry(reference.key, distinct, tuple(names[1:]), many, lettered[1] if lettered else "")


def _family(name: Name) -> str:
    family = fold(name.literal or name.family).strip()
    if family and "\u4e00" <= family[0] <= "\u9fff":
        return family + name.given
    return family


def _plain(text: str) -> str:
    """`text` without accents, as long as it was."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", c)[0] if "\u00c0" <= c <= "\u024f" else c for c in text)


def _lead(window: str, index: _Index) -> tuple[int, str, list[_Entry]] | None:
    """Where the names begin, the names, and the entries whose first author stands there: the earliest unbroken run wins."""
    best: tuple[int, int, list[_Entry]] | None = None
    pairs = dict.fromkeys(window[i : i + 2] for i in range(len(window) - 1))
    for entry in (entry for pair in pairs for entry in index.get(pair, ())):
        for name in entry.spoken:
            at = window.rfind(name)
            while at >= 0 and not (_stands_alone(window, at, at + len(name)) and _BETWEEN.fullmatch(window, at + len(name))):
                at = window.rfind(name, 0, at)
            if at < 0:
                continue
            if best is None or (at, -len(name)) < best[:2]:
                best = (at, -len(name), [entry])
            elif (at, -len(name)) == best[:2] and entry not in best[2]:
                best[2].append(entry)
    return (best[0], window[best[0] :], best[2]) if best else None


def _stands_alone(window: str, start: int, end: int) -> bool:
    before, after = window[start - 1 : start] if start else "", window[end : end + 1]
    return not (before.isascii() and before.isalpha()) and not (after.isascii() and after.isalpha() and window[end - 1].isascii())


def _works(names: str, letters: list[str], entries: Sequence[_Entry]) -> tuple[str, ...]:
    """Which of the entries by this first author in this year are meant, going by co-authors and letters."""
    here = [e for e in entries if names.startswith(e.spoken)]
    lettered = {e.letter: e.key for e in here if e.letter}
    if letters and all(letter in lettered for letter in letters):
        return tuple(lettered[letter] for letter in letters)
    if len(here) > 1:
        several = "et al" in names or "等" in names
        ranked = [(sum(other in names for other in e.others[:6] if other), e.many if several else not e.others) for e in here]
        here = [e for e, rank in zip(here, ranked, strict=True) if rank == max(ranked)]
    # Without letters in the list, a and b are its order.
    places = [min(ord(letter) - 97, len(here) - 1) for letter in letters] or [0]
    return tuple(dict.fromkeys(here[i].key for i in places)) if here else ()
