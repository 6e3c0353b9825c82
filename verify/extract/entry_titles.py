"""Title, journal or book, and publisher: how the words of an entry that are neither authors nor numbers divide.

The evidence, strongest first: the type marker of GB/T 7714, quotation marks, "In:" and "//", and the sign that the style puts
between its parts. Where that sign also stands inside journal abbreviations (J. Thorac. Dis.), the words decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.extract.entry_words import words

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_STOP = re.compile(rf"(?P<stop>[.?!](?=\s|$)|[?!]['\"]?(?=\s)|\.(?=[{_CJK}])|(?<=[{_CJK})]])\.(?=[A-Z])|。|\.(?=[A-Z][a-z]+\s)|(?<=[a-z]{{3}})\.(?=[A-Z]))|(?P<comma>,(?=\s|[{_CJK}A-Z])|、|;(?=\s))")
_QUOTED = re.compile(r"\s*(?:\"(?P<a>.{3,}?)[\"](?=[\s,.;:(]|$|[A-Z])|'(?P<b>.{6,}?)'(?=[\s,.;:(]|$)|«\s?(?P<c>.+?)\s?»|《(?P<d>[^》]+)》(?=[,.]))")
_IN = re.compile(r"(?:(?<=[.,;?!\"'])\s?|\s*^)(?:[Ii]n|IN|[Dd]ans)(?:\s?:\s?|\s)(?=[A-Z\"'a-z(])|//\s?|(?<=\.)\s?见[:：]?")
_EDITORS_BEFORE = re.compile(r"^[^()]{3,120}?[\s,(]+(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Hh]g|主编|编)(?![a-z])\.?\)?[\s.,:;)]*")
_EDITORS_AFTER = re.compile(
    r"[\s,.;(\[]+(?:(?:[Ee]d(?:s|ited)?|[Ee]ditors?|[Hh]rsg)\.?\s(?:by\s)?[A-Z]|(?:[A-Z]\.\s?)+\s?[A-Z][^.]{2,80},?\s\(?[Ee]ds?\.?(?![a-z])).*$"
)
_IMPRINT = re.compile(rf"\(?\s?(?P<place>[A-Z{_CJK}][^:.;()]{{1,40}}?(?:,\s?[A-Z][A-Za-z.]{{1,12}})?)\s?:\s?(?P<publisher>[A-Z{_CJK}][^:;()]{{1,80}}?)\s?[).,;]*\s*$")
_EDITION = re.compile(r"(?<![A-Za-z])(?:\(?(?P<en>[0-9]{1,2}(?:st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Rr]ev(?:ised)?)\s[Ee]d(?:ition|n)?(?![a-z])\.?\)?)|第?(?P<zh>[0-9一二三四五六七八九十]{1,3})版")
_EDGES = " \t,;:.。，；：-、/\"“”«»*_|"


@dataclass(slots=True)
class Words:
    """The parts, in characters as printed."""

    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    within: bool = False  # the work is part of another: a chapter, a paper in proceedings


def clean(text: str) -> str:
    """`text` without the signs around it; a full stop goes, a question mark and a closed bracket stay."""
    text = text.strip(_EDGES)
    if text.endswith((")", "）")) and text.count("(") + text.count("（") < text.count(")") + text.count("）"):
        text = text[:-1].rstrip(_EDGES)
    if text.startswith("(") and ")" not in text:
        text = text[1:]
    return text.strip(_EDGES)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", text)


def _journal_words(text: str) -> tuple[int, int, int]:
    """Known journal words, capitalised words, all words that are not connectors."""
    known = capital = total = 0
    for word in _words(text):
        lower = word.lower()
        if lower in words("connector"):
            continue
        total += 1
        known += lower in words("journal")
        capital += word[0].isupper()
    return known, capital, total


def _all_journal(text: str) -> bool:
    """Every word could stand in an abbreviated journal name."""
    known, capital, total = _journal_words(text)
    single = sum(len(w) == 1 and w.isupper() for w in _words(text))
    return total > 0 and capital == total and known + single >= total


def split(raw: str, text: str, start: int, stop: int, delimiter: str, located: bool) -> Words:
    """Divide text[start:stop]. `delimiter` is the sign after the author block; `located`: a volume or pages follow."""
    found = Words()
    edition = _EDITION.search(text, start, stop)
    if edition:
        found.edition = edition["en"] or edition["zh"]
    quoted = _QUOTED.match(text, start, stop)
    if quoted:
        which = quoted.lastgroup or "a"
        found.title = clean(raw[quoted.start(which) : quoted.end(which)])
        _rest(found, raw, text, quoted.end(), stop, located)
        return found
    inside = _IN.search(text, start, stop)
    if inside and inside.start() > start + 5:
        found.title = clean(raw[start : inside.start()])
        found.within = True
        _host(found, raw, text, inside.end(), stop)
        return found
    cut = _cut(text, start, stop, delimiter, located)
    if cut is None:
        if located:
            found.container = clean(raw[start:stop])
        else:
            _book(found, raw, text, start, stop)
        return found
    if located:
        found.title, found.container = clean(raw[start:cut]), clean(raw[cut:stop])
    else:
        _book(found, raw, text, start, stop, cut)
    return found


def after_marker(raw: str, text: str, start: int, stop: int, marker: str) -> Words:
    """What follows the type marker: journal for [J] and [N], host after //, else place: publisher."""
    found = Words()
    lead = re.match(r"[\s.:,\]]*", text[start:stop])
    start += lead.end() if lead else 0
    if text.startswith("//", start):
        found.within = True
        _host(found, raw, text, start + 2, stop)
        return found
    if marker[0] in "JN":
        found.container = clean(raw[start:stop])
        return found
    _imprint(found, raw, text, start, stop)
    return found


def _rest(found: Words, raw: str, text: str, start: int, stop: int, located: bool) -> None:
    lead = re.match(r"[\s.,;:'\"]*(?:(?:[Ii]n|[Dd]ans)(?:\s?:\s?|\s))?", text[start:stop])
    within = bool(lead and lead.group().strip(" .,;:'\"").lower() in ("in", "dans"))
    start += lead.end() if lead else 0
    if within or not located:
        found.within = within
        _host(found, raw, text, start, stop)
    else:
        found.container = clean(raw[start:stop])


def _host(found: Words, raw: str, text: str, start: int, stop: int) -> None:
    """The work that holds this one: drop its editors, then its name up to the imprint."""
    part = text[start:stop]
    before = _EDITORS_BEFORE.match(part)
    if before:
        start += before.end()
        part = text[start:stop]
    after = _EDITORS_AFTER.search(part)
    if after:
        stop = start + after.start()
        part = text[start:stop]
    quoted = _QUOTED.match(part)
    if quoted:
        which = quoted.lastgroup or "a"
        found.container = clean(raw[start + quoted.start(which) : start + quoted.end(which)])
        return
    cut = len(part)
    for match in _STOP.finditer(part):
        left = part[: match.start()]
        if left.count("(") > left.count(")") or len(left) < 4:
            continue
        last = _words(left)[-1:] or [""]
        if match["stop"] and (len(last[0]) == 1 or last[0] in ("Proc", "Int", "Conf", "Symp", "Trans", "Eds", "Ed", "Vol", "St")):
            continue
        if match["comma"] and not _imprint_like(part[match.end() :]):
            continue
        cut = match.start()
        break
    found.container = clean(raw[start : start + cut])
    if cut < len(part):
        _imprint(found, raw, text, start + cut, stop)


def _imprint_like(text: str) -> bool:
    here = {w.lower() for w in _words(text)}
    return bool(here & words("publisher")) or ":" in text or len(text) < 30


def _book(found: Words, raw: str, text: str, start: int, stop: int, cut: int | None = None) -> None:
    """A work that stands alone: its title, then place and publisher, in brackets or after a sign."""
    part = text[start:stop]
    bracket = re.search(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)?[\s.,;]*$", part)
    if bracket and ":" in bracket[1] and bracket.start() > 5:
        found.title = clean(raw[start : start + bracket.start()])
        _imprint(found, raw, text, start + bracket.start(), stop)
        return
    for match in _STOP.finditer(part):
        left = part[: match.start()]
        if left.count("(") > left.count(")") or len(left) < 3:
            continue
        right = part[match.end() :]
        if match["stop"] and len((_words(left)[-1:] or [""])[0]) > 1 and right.strip():
            cut = start + match.end()
            break
        if match["comma"] and {w.lower() for w in _words(right)} & words("publisher"):
            cut = start + match.end()
            break
    if cut is None:
        found.title = clean(raw[start:stop])
        return
    found.title = clean(raw[start:cut])
    right = text[cut:stop]
    known, capital, total = _journal_words(right)
    if ":" not in right and not {w.lower() for w in _words(right)} & words("publisher") and known and capital == total:
        found.container = clean(raw[cut:stop])
        return
    _imprint(found, raw, text, cut, stop)


def _imprint(found: Words, raw: str, text: str, start: int, stop: int) -> None:
    match = _IMPRINT.search(text, start, stop)
    if match:
        found.place = clean(raw[match.start("place") : match.end("place")])
        found.publisher = clean(raw[match.start("publisher") : match.end("publisher")])
    else:
        found.publisher = clean(raw[start:stop])


def _cut(text: str, start: int, stop: int, delimiter: str, located: bool) -> int | None:
    """Where the container begins; None when one part is all there is."""
    end = stop
    while end > start and text[end - 1] in " .,;:([":
        end -= 1
    part = text[start:end]
    marks = []
    depth = 0
    at = 0
    for match in _STOP.finditer(part):
        between = part[at : match.start()]
        depth += between.count("(") - between.count(")")
        at = match.start()
        if depth <= 0:
            marks.append(match)
    if not marks:
        return None
    if delimiter == "," and any(m["comma"] for m in marks):
        return _cut_at_comma(part, start, marks)
    return _cut_at_stop(part, start, marks)


def _cut_at_stop(part: str, start: int, marks: list[re.Match[str]]) -> int | None:
    right_edge = len(part)
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        left_edge = marks[i - 1].end() if i else 0
        segment = part[left_edge : mark.start()]
        journal = part[mark.end() : right_edge]
        if mark["comma"]:
            continue
        inner = [m for m in marks[:i] if m["comma"]]
        if mark["stop"] and mark["stop"] not in ".":
            return start + mark.end()
        if _all_journal(segment) and not _all_caps_sentence(segment):
            if i == 0:
                return None
            if inner and inner[-1] is marks[i - 1]:
                # "…, Geosci. Model Dev.": the abbreviations reach back to a comma
                return start + marks[i - 1].end()
            continue
        if journal.strip():
            return start + mark.end()
    commas = [m for m in marks if m["comma"]]
    if commas and not any(m["stop"] for m in marks):
        tail = part[commas[-1].end() :]
        known, capital, total = _journal_words(tail)
        head_known, head_capital, head_total = _journal_words(part[: commas[-1].start()])
        if known and capital == total and head_capital < head_total:
            return start + commas[-1].end()
    return None


def _all_caps_sentence(segment: str) -> bool:
    return len(_words(segment)) > 6


def _cut_at_comma(part: str, start: int, marks: list[re.Match[str]]) -> int | None:
    commas = [m for m in marks if m["comma"]]
    for mark in reversed(commas):
        tail = part[mark.end() :].strip()
        if tail and not tail.startswith(("and ", "& ")) and not re.match(r"(?:Series|Part|Sect|Section|Ser)\b", tail):
            return start + mark.end()
    return None
