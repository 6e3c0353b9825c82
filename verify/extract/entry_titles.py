"""Title, journal or book, and publisher: how the words of an entry that are neither authors nor numbers divide.

The evidence, strongest first: the type marker of GB/T 7714, quotation marks, "In:" and "//", and the sign that the style puts
between its parts. Where that sign also stands inside journal abbreviations (J. Thorac. Dis.), the words decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from verify.extract.entry_authors import read_authors
from verify.extract.entry_words import all_journal, count, has_publisher, is_a, is_organisation, words_of

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_MARK = re.compile(
    rf"(?P<ask>[?!](?=\s|$|[{_CJK}]))|(?P<stop>\.(?=\s|$|[{_CJK}A-Z\"'])|(?<=[{_CJK})\]])\.|。)|(?P<comma>[,;](?=\s|$|[{_CJK}A-Z\"'])|、)"
    r"|(?P<open>[(\[])|(?P<close>[)\]])"
)
_LEAD = re.compile(r"[\s,.:;)\]]*(?:\((?=[\"']))?")
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "《": "》", "`": "'", "„": "“", "「": "」", "『": "』"}
_AFTER_QUOTE = re.compile(r"\s*(?:[,.;:()\]]|$|[A-Z《\u3040-\u9fff\uac00-\ud7af]|in\s)")
_IN = re.compile(
    r"(?:(?<=[.,;?!\"'»”)])\s?(?:In|IN|[Dd]ans)(?:\s?:\s?|\s)(?=[A-Z\"'a-z(])|(?<=\s)In:\s|(?<=[a-z)])\sIn\s(?=[A-Z])"
    r"|(?<=[,;])\s?in(?:\s?:\s?|\s)(?=[A-Z\"'])|//\s?|(?<=\.)\s?见:?)"
)
_IN_LEAD = re.compile(r"(?:[Ii]n|IN|[Dd]ans|见)(?:\s?:\s?|\s)")
_THESIS = re.compile(
    r"[\s,.;:(\[]+((?:unpublished\s)?(?:(?:ph\.?\s?d\.?|doctoral|master'?s?(?: degree)?|m\.?\s?sc\.?|m\.?a\.?|diploma)"
    r"\s?(?:thesis|dissertation)?|thesis|dissertation)(?![a-z]))|[\s,.;:(\[]+(博士学位论文|硕士学位论文|学位论文)",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"[,.;(]\s*((?:(?:final |annual )?(?:technical|tech\.?|research|internal) rep(?:ort|\.)"
    r"|(?:working|discussion) paper)(?![a-z]))",
    re.IGNORECASE,
)
_EDITORS_BEFORE = re.compile(
    r"[^()]{3,160}?[\s,(\[]+(?:[Ee]ds?|[Ee]ditors?|[Hh]rsgg?|[Hh]gg?|[Cc]oord|主编|编)(?![a-z])\.?[)\]]?[\s.,:;)]*"
)
_EDITORS_AFTER = re.compile(
    r"[\s,.;(\[]+(?:(?:[Ee]d(?:s|ited)?|[Ee]ditors?|[Hh]rsg|[Tt]ranslated)\.?\s(?:and translated\s)?(?:by\s)?[A-Z].*$"
    r"|(?:[A-Z]\.\s?)+\s?[A-Z][^.]{2,90}?,?\s\(?[Ee]ds?(?:itors)?\.?(?![a-z]).*$|,?\s?\(?[Ee]d(?:itor)?s?\.?\)?[\s.,;]*$)"
)
_IMPRINT = re.compile(
    rf"\(?\s?(?P<place>[A-Z{_CJK}][^:.;()]{{1,40}}?(?:,\s?[A-Z][A-Za-z.]{{1,12}})?)\s?:\s?(?P<publisher>[A-Z{_CJK}][^:;()]{{1,80}}?)\s?[).,;]*\s*$"
)
_BACK = re.compile(
    r"\s*\(?(?:translated|trans\.|traduction|traduit|edited|eds?\.|revised|rev\.|reprint|[0-9]{1,2}\s?(?:st|nd|rd|th)\.?(?:\srev)?\s?ed"
    r"|(?:first|second|third|fourth|fifth|sixth)\sed|[0-9]+ edition|ser\.|series|vol\.|volumes?|[0-9]+ vols|summer|version"
    r"|译|第?[0-9一二三四五六七八九十]+\s?版|影印本|增补本|增订|修订)",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"(?<![A-Za-z])(?P<en>[0-9]{1,2}(?:st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Rr]ev(?:ised)?\.?)\s[Ee]d(?:ition|n|s)?(?![a-z])|第?(?P<zh>[0-9一二三四五六七八九十]{1,3})\s?版(?!社)"
)
_PENDING = re.compile(
    r"[\s,.;(]*(?:to appear|in press|forthcoming|submitted|accepted|印刷中|待发表|en ligne)[\s).,;]*$", re.IGNORECASE
)
_MEETING = re.compile(
    r"(?<![A-Za-z])(?:Proceedings|Proc\.|Conference|Conf\.|Symposium|Symp\.|Workshop|Congress|Meeting)|会议|年会|论文集"
)
_JOURNAL_ZH = re.compile(
    r"(?:杂志|学报|通报|学刊|期刊|月刊|季刊|周刊|会刊|科学|研究|医学|论丛|年鉴|评论|日报|晚报|ジャーナル|学会志|志|지)\s*(?:\([^()]*\))?[\s.,。]*$"
)
_MARKER = re.compile(r"\[\s?[A-Z]{1,2}(?:/[A-Z]{2})?\s?\]")
_EDGES = ' \t,;:.。．，；：、-/"“”«»`´*_|'
_GAPS = re.compile(r"\s{2,}")
_DOTTED = re.compile(r"\.\s?[^\W\d_]")


@dataclass(slots=True)
class Words:
    """The parts, in characters as printed."""

    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    genre: str = ""
    within: bool = False  # the work is part of another: a chapter, a paper in proceedings
    meeting: bool = False  # the container is a conference


class Mark(NamedTuple):
    """A sign between parts, outside brackets: `.` or `?` or `,`."""

    sign: str
    start: int
    end: int


def clean(text: str) -> str:
    """`text` without the signs around it; a question mark and a closed bracket stay, and the dot of a dotted abbreviation."""
    bare = _GAPS.sub(" ", text.strip(_EDGES))
    if bare.endswith((")", "）")) and bare.count("(") + bare.count("（") < bare.count(")") + bare.count("）"):
        bare = bare[:-1].rstrip(_EDGES)
    if bare.startswith(("(", "[")) and ")" not in bare and "]" not in bare:
        bare = bare[1:].strip(_EDGES)
    return bare


def _journal(text: str) -> str:
    """A container's name: the last dot stays where the name is abbreviated with dots (J. Thorac. Dis.)."""
    bare = clean(text)
    if _DOTTED.search(bare) and text.rstrip(" ,;").endswith(bare + "."):
        return bare + "."
    return bare


def split(raw: str, text: str, start: int, stop: int, delimiter: str, located: bool, paged: bool = False) -> Words:
    """Divide text[start:stop]. `delimiter` is the sign after the author block; `located`: volume, issue or pages follow.

    `paged`: they are pages only, which a book may have as well as a journal.
    """
    found = Words()
    lead = _LEAD.match(text, start, stop)
    start = lead.end() if lead else start
    pending = _PENDING.search(text, start, stop)
    if pending:
        stop = pending.start()
    edition = _EDITION.search(text, start, stop)
    if edition:
        found.edition = edition["en"] or edition["zh"]
    closing = closing_quote(raw, text, start, stop)
    if closing > start:
        found.title = clean(raw[start + 1 : closing].lstrip("`"))
        _after_title(found, raw, text, closing + 1, stop, located)
        return found
    kind = _THESIS.search(text, start, stop) or _REPORT.search(text, start, stop)
    if kind and kind.start() > start + 8 and not located:
        found.title, found.genre = clean(raw[start : kind.start()]), next(group for group in kind.groups() if group)
        _imprint(found, raw, text, kind.end(), stop)
        return found
    inside = _IN.search(text, start + 5, stop) if stop > start + 5 else None
    if inside:
        found.title, found.within = clean(raw[start : inside.start()]), True
        _host(found, raw, text, inside.end(), stop)
        return found
    part = text[start:stop]
    cut = _cut(part, delimiter)
    if located and not (cut is None and paged and not all_journal(part)):
        found.title = clean(raw[start : start + cut]) if cut else ""
        found.container = _journal(raw[start + (cut or 0) : stop])
        return found
    if cut and (_names_journal(part[cut:]) or (delimiter == "," and part[:1] >= "\u3040" and not has_publisher(part[cut:]))):
        found.title, found.container = clean(raw[start : start + cut]), _journal(raw[start + cut : stop])
        found.meeting = _MEETING.search(part[cut:]) is not None
        return found
    _book(found, raw, text, start, stop, delimiter)
    return found


def after_marker(raw: str, text: str, start: int, stop: int, marker: str) -> Words:
    """What follows the type marker: journal for [J] and [N], host after // or In:, else place and publisher."""
    found = Words()
    lead = _LEAD.match(text, start, stop)
    start = lead.end() if lead else start
    another = _MARKER.search(text, start, stop)
    host = _IN_LEAD.match(text, start, stop)
    if text.startswith("//", start) or host:
        found.within = True
        _host(found, raw, text, host.end() if host else start + 2, stop)
        return found
    if marker[0] in "JN":
        if another:
            stop = another.start()
        part = text[start:stop]
        marks = [mark for mark in _marks(part) if mark.sign != ","]
        for mark in marks:
            tail = part[mark.end :]
            if (
                tail.strip()
                and (another or _IMPRINT.match(tail.strip()) or not all_journal(part[: mark.start]))
                and not _abbreviated(part[: mark.start])
            ):
                stop = start + mark.start
                break
        found.container = _journal(raw[start:stop])
        return found
    if marker[0] in "MGCA":
        authors = read_authors(text[start:stop], text[start:stop], stop - start)
        if (
            authors.names
            and authors.delimiter == "."
            and not re.match(r"[\s,]*(?:译|trans|编|校|注)", text[start + authors.end : stop])
        ):
            rest = text[start + authors.end : stop].strip(" .")
            if len(rest) > 6 and len(words_of(rest)) > 1:
                found.within = True
                _host(found, raw, text, start, stop)
                return found
    edition = _EDITION.search(text, start, stop)
    if edition:
        found.edition = edition["en"] or edition["zh"]
    _imprint(found, raw, text, start, stop)
    return found


def imprint_after(found: Words, raw: str, text: str, start: int) -> None:
    """Place and publisher where they stand behind the pages of a chapter."""
    match = _IMPRINT.search(text, start)
    if match or has_publisher(text[start:]):
        _imprint(found, raw, text, start, len(text))


def closing_quote(raw: str, text: str, start: int, stop: int) -> int:
    """Where the quotation mark that opens at `start` closes; 0 if none opens or the quotation is only the title's first words."""
    opening = raw[start : start + 1]
    if opening not in _QUOTES or stop - start < 4:
        return 0
    closing = _QUOTES[opening]
    depth = 0
    for at in range(start + 1, stop):
        sign = raw[at]
        if sign == opening and opening != closing:
            depth += 1
        elif sign == closing or (opening == "“" and sign == '"'):
            if depth and sign == closing:
                depth -= 1
                continue
            inner = text[at - 1]
            if opening in "'‘" and inner.isalpha() and text[at + 1 : at + 2].isalpha():
                continue
            if inner in ",.?!" or opening in "«《「『`" or _AFTER_QUOTE.match(text, at + 1, stop):
                return at
    return 0


def _after_title(found: Words, raw: str, text: str, start: int, stop: int, located: bool) -> None:
    lead = re.compile(r"[\s.,;:'\")载]*").match(text, start, stop)
    start = lead.end() if lead else start
    host = _IN_LEAD.match(text, start, stop)
    found.within = host is not None
    if host:
        _host(found, raw, text, host.end(), stop)
    elif located:
        quote = closing_quote(raw, text, start, stop)
        found.container = _journal(raw[start + 1 : quote] if quote else raw[start:stop])
    elif _THESIS.match(" " + text[start:stop]):
        _imprint(found, raw, text, start, stop)
    else:
        quote = closing_quote(raw, text, start, stop)
        if quote:
            found.container = clean(raw[start + 1 : quote])
        else:
            _host(found, raw, text, start, stop)


def _marks(part: str) -> list[Mark]:
    """The signs of `part` that may divide it, outside brackets."""
    found: list[Mark] = []
    depth = 0
    for match in _MARK.finditer(part):
        kind = match.lastgroup
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(0, depth - 1)
        elif depth == 0:
            found.append(Mark({"ask": "?", "stop": ".", "comma": ","}[kind or "comma"], match.start(), match.end()))
    return found


def _last_word(text: str) -> str:
    found = words_of(text[-40:])
    return found[-1] if found else ""


def _abbreviated(text: str) -> bool:
    """Whether the word before a full stop is one that journal names print with a dot."""
    found = words_of(text[-40:])
    last = found[-1] if found else ""
    if not last or not last[0].isupper() or not text.endswith(last):
        return False
    if len(last) == 1:
        return len(found) == 1 or last not in "IVX"
    return is_a(last, "abbreviation") and not last.isupper()


def _cut(part: str, delimiter: str) -> int | None:
    """Where the container begins in `part`; None when one part is all there is."""
    part = part.rstrip(" .,;:([")
    marks = _marks(part)
    if not marks:
        return _unmarked(part)
    at_stop = _cut_at_stop(part, marks)
    commas = [mark for mark in marks if mark.sign == ","]
    if delimiter == "," and commas:
        if at_stop is not None:
            tail = part[at_stop:]
            known, capital, total = count(tail)
            if "," not in tail and total and (capital == total or known == total) and len(words_of(part[:at_stop])) > 2:
                return at_stop
        return _cut_at_comma(part, commas)
    if at_stop is not None:
        tail = part[at_stop:]
        last = tail.rfind(",")
        if last > 0 and all_journal(tail[last:]) and count(tail[:last]).capital < count(tail[:last]).total:
            return at_stop + last + 1
        return at_stop
    if commas and all(mark.sign == "," for mark in marks):
        tail, head = count(part[commas[-1].end :]), count(part[: commas[-1].start])
        if tail.known and tail.capital == tail.total and head.capital < head.total:
            return commas[-1].end
        if tail.capital == tail.total and part[:1] >= "\u3040":
            return commas[-1].end
    return _unmarked(part)


def _cut_at_stop(part: str, marks: list[Mark]) -> int | None:
    """The last full stop that is no dot of an abbreviated journal name."""
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        tail = part[mark.end :]
        if mark.sign == "," or not tail.strip():
            continue
        if mark.sign == "?":
            return mark.end
        left = marks[i - 1].end if i else 0
        segment = part[left : mark.start]
        if _abbreviated(segment) or _piece(segment, tail, i):
            if all_journal(segment) or len(words_of(segment)) == 1:
                if i == 0:
                    return None
                if marks[i - 1].sign == ",":
                    return left
                continue
            run = _trailing_run(segment)
            if 0 < run < len(segment) and _abbreviated(segment):
                return left + run
        return mark.end
    return None


def _piece(segment: str, tail: str, marks_before: int) -> bool:
    """Whether one word between two dots belongs to the journal: the rest is no name by itself (Int.), or the word is cut short."""
    found = words_of(segment)
    if len(found) != 1 or not found[0][0].isupper():
        return False
    after = words_of(tail)
    if all(len(word) == 1 or is_a(word, "abbreviation") for word in after) and (len(after) == 1 or "." in tail.strip(" .")):
        return True
    return marks_before > 0 and len(found[0]) <= 8 and not found[0].isupper() and not is_a(found[0], "journal")


def _trailing_run(segment: str) -> int:
    """Where the journal words at the end of `segment` begin: a title that runs into an abbreviated name without a sign."""
    at = len(segment)
    for match in reversed(list(re.finditer(r"\S+", segment))):
        if not all_journal(match.group()):
            break
        at = match.start()
    return at


def _unmarked(part: str) -> int | None:
    """A title that runs into a full journal name without any sign: lower-case words, then journal words."""
    run = _trailing_run(part)
    _, capital, total = count(part[:run])
    return run if 0 < run < len(part) and total - capital >= 3 else None


def _cut_at_comma(part: str, commas: list[Mark]) -> int | None:
    for mark in reversed(commas):
        tail = part[mark.end :].strip()
        if tail and not re.match(r"(?:and|&|und|et)\s|(?:Series|Part|Sect|Section|Ser)(?![a-z])|[A-Z]$", tail):
            return mark.end
    return None


def _names_journal(tail: str) -> bool:
    """Whether words without any number behind them still read as a journal or a conference."""
    if ":" in tail or has_publisher(tail):
        return False
    if _JOURNAL_ZH.search(tail) or _MEETING.search(tail):
        return True
    known, capital, total = count(tail)
    return 0 < total <= 8 and capital == total and known * 2 >= total and not is_organisation(tail)


def _back_matter(segment: str) -> bool:
    """Whether a segment is imprint, edition or translator rather than title."""
    bare = segment.strip(_EDGES)
    if not bare or _BACK.match(segment) or has_publisher(segment):
        return True
    if _IMPRINT.match(bare):
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
    marks = _marks(part)
    back = next((mark.start for mark in marks if _BACK.match(part, mark.end) and mark.start > 2), None)
    if back:
        return back
    for sign in ",." if delimiter == "," else ".":
        end = len(part)
        for mark in reversed([m for m in marks if (m.sign == ",") == (sign == ",") and part[m.end :].strip(" .,;)")]):
            if mark.sign == "." and len(_last_word(part[: mark.start])) == 1:
                continue
            if not _back_matter(part[mark.end : end]):
                break
            end = mark.start
        if end < len(part):
            return end
    stops = [m for m in marks if m.sign != "," and part[m.end :].strip(" .,;)") and not _abbreviated(part[: m.start])]
    if stops:
        return stops[-1].end
    for mark in marks:
        if mark.sign == "," and has_publisher(part[mark.end :]):
            return mark.start
    return len(part)


def _book(found: Words, raw: str, text: str, start: int, stop: int, delimiter: str) -> None:
    """A work that stands alone: its title, then edition, place and publisher, in brackets or after a sign."""
    part = text[start:stop]
    bracket = re.search(r"\(([^()]*)\)?[\s.,;:]*$", part)
    if bracket and bracket.start() > 2 and _imprint_in(bracket[1]):
        head = part[: bracket.start()]
        backed = any(_BACK.match(head, mark.end) for mark in _marks(head))
        found.title = clean(raw[start : start + (_title_end(head, "") if backed or delimiter != "," else len(head))])
        _imprint(found, raw, text, start + bracket.start(1), start + bracket.end(1))
        return
    end = _title_end(part, delimiter)
    found.title = clean(raw[start : start + end])
    _imprint(found, raw, text, start + end, stop)


def _host(found: Words, raw: str, text: str, start: int, stop: int) -> None:
    """The work that holds this one: drop its editors, then its name up to the imprint."""
    marker = _MARKER.search(text, start, stop)
    after = marker.end() if marker else 0
    end = marker.start() if marker else stop
    part = text[start:end]
    before = _EDITORS_BEFORE.match(part)
    if before and before.end() < len(part) - 3:
        start += before.end()
    else:
        authors = read_authors(part, part, len(part))
        rest = part[authors.end :].strip(_EDGES)
        if authors.names and authors.delimiter and len(rest) > 3 and (len(words_of(rest)) > 1 or rest[0] >= "\u3040"):
            start += authors.end
    lead = _LEAD.match(text, start, end)
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
        _imprint(found, raw, text, after, stop)
    else:
        cut = _host_end(part)
        found.container = clean(raw[start : start + cut])
        if cut < len(part):
            _imprint(found, raw, text, start + cut, end)
    if not found.publisher and behind > end:
        imprint = _IMPRINT.search(text, end, behind)
        if imprint:
            _imprint(found, raw, text, imprint.start(), behind)
    found.meeting = _MEETING.search(found.container) is not None


def _host_end(part: str) -> int:
    for mark in _marks(part):
        right = part[mark.end :]
        left = part[: mark.start]
        if len(left) < 4 or not right.strip(" .,;)"):
            continue
        if mark.sign == "." and not (
            _abbreviated(left) or _last_word(left) in ("Proc", "Conf", "Intl", "Eds", "Ed", "Vol", "St", "IEEE")
        ):
            return mark.start
        if (
            mark.sign == ","
            and not re.match(r"\s*(?:and|&)\s", right)
            and " and " not in right
            and (has_publisher(right) or _back_matter(right))
        ):
            return mark.start
    return len(part)


def _imprint(found: Words, raw: str, text: str, start: int, stop: int) -> None:
    """Place and publisher from text[start:stop], in either order."""
    match = _IMPRINT.search(text, start, stop)
    if match:
        found.place, found.publisher = (
            clean(raw[match.start("place") : match.end("place")]),
            clean(raw[match.start("publisher") : match.end("publisher")]),
        )
        return
    part = text[start:stop]
    edition = _BACK.match(part.lstrip(_EDGES))
    stops = [mark for mark in _marks(part) if mark.sign == "."]
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
