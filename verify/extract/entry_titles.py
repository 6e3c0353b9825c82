"""Title and journal: how the words of an entry that are neither authors nor numbers divide.

The evidence, strongest first: the type marker of GB/T 7714, quotation marks, "In:" and "//", and the sign that the style puts
between its parts. Where that sign also stands inside journal abbreviations (J. Thorac. Dis.), the words decide.
"""

from __future__ import annotations

import re

from verify.extract.entry_authors import read_authors
from verify.extract.entry_books import IMPRINT, read_book, read_host, read_imprint
from verify.extract.entry_marks import (
    EDITION,
    IN_LEAD,
    LEAD,
    MARKER,
    MEETING,
    Mark,
    Words,
    abbreviated,
    clean,
    closing_quote,
    journal_name,
    marks_of,
)
from verify.extract.entry_words import all_journal, count, has_publisher, is_a, is_organisation, words_of
from verify.patterns import regex

_IN = regex(
    r"(?:(?<=[.,;?!\"'»”)])\s?(?:In|IN|[Dd]ans)(?:\s?:\s?|\s)(?=[A-Z\"'a-z(])|(?<=\s)In:\s"
    r"|(?<=[,;])\s?in(?:\s?:\s?|\s)(?=[A-Z\"'])|//\s?|(?<=\.)\s?见:?)"
)
_THESIS = regex(
    r"[\s,.;:(\[]((?:unpublished\s)?(?:(?:ph\.?\s?d\.?|doctoral|master'?s?(?: degree)?|m\.?\s?sc\.?|m\.?a\.?|diploma)"
    r"\s?(?:thesis|dissertation)?|thesis|dissertation)(?![a-z]))|[\s,.;:(\[](博士学位论文|硕士学位论文|学位论文)",
    re.IGNORECASE,
)
_REPORT = regex(
    r"[,.;(]\s*((?:(?:final |annual )?(?:technical|tech\.?|research|internal) rep(?:ort|\.)"
    r"|(?:working|discussion) paper)(?![a-z]))",
    re.IGNORECASE,
)
_HOST = regex(r"(?:In:?\s|[^/\[\]:]{0,24}(?://|见:\s?|In:\s))")
_LONGEST_JOURNAL = 300  # characters
_PENDING = regex(r"[\s,.;(]?(?:to appear|in press|forthcoming|submitted|accepted|印刷中|待发表|en ligne)[\s).,;]*$", re.IGNORECASE)
_JOURNAL_ZH = regex(
    r"(?:杂志|学报|通报|学刊|期刊|月刊|季刊|周刊|会刊|科学|研究|医学|论丛|年鉴|评论|日报|晚报|ジャーナル|学会志|志|지)\s*(?:\([^()]*\))?[\s.,。]*$"
)


def split(raw: str, text: str, start: int, stop: int, delimiter: str, located: bool, paged: bool = False) -> Words:
    """Divide text[start:stop]. `delimiter` is the sign after the author block; `located`: volume, issue or pages follow.

    `paged`: they are pages only, which a book may have as well as a journal.
    """
    found = Words()
    lead = LEAD.match(text, start, stop)
    start = lead.end() if lead else start
    if located and not paged:
        stop = _without_publisher(text, start, stop)
    pending = _PENDING.search(text, start, stop)
    if pending:
        stop = pending.start()
    edition = EDITION.search(text, start, stop)
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
        read_imprint(found, raw, text, kind.end(), stop)
        return found
    inside = _IN.search(text, start + 5, stop) if stop > start + 5 else None
    if inside:
        found.title, found.within = clean(raw[start : inside.start()]), True
        read_host(found, raw, text, inside.end(), stop)
        return found
    part = text[start:stop]
    cut = _cut(part, delimiter)
    if located and not (cut is None and paged and not all_journal(part) and not part.isupper()):
        found.title = clean(raw[start : start + cut]) if cut else ""
        found.container = journal_name(raw[start + (cut or 0) : stop])
        return found
    if cut and (_names_journal(part[cut:]) or (delimiter == "," and part[:1] >= "\u3040" and not has_publisher(part[cut:]))):
        found.title, found.container = clean(raw[start : start + cut]), journal_name(raw[start + cut : stop])
        found.meeting = MEETING.search(part[cut:]) is not None
        return found
    if all_journal(part) and len(words_of(part)) <= 5:
        found.container = journal_name(raw[start:stop])
    else:
        read_book(found, raw, text, start, stop, delimiter)
    return found


def _without_publisher(text: str, start: int, stop: int) -> int:
    """Where the journal ends in "Title. Journal. Publisher; 2010;289:60": only a publisher is closed by a semicolon."""
    if not text[start:stop].rstrip().endswith(";"):
        return stop
    stops = [mark for mark in marks_of(text[start:stop]) if mark.sign != ","]
    return start + stops[1].start if len(stops) > 1 and has_publisher(text[start + stops[1].end : stop]) else stop


def after_marker(raw: str, text: str, start: int, stop: int, marker: str) -> Words:
    """What follows the type marker: journal for [J] and [N], host after // or In:, else place and publisher."""
    found = Words()
    lead = LEAD.match(text, start, stop)
    start = lead.end() if lead else start
    another = MARKER.search(text, start, stop)
    host = _HOST.match(text, start, stop)
    if host:
        found.within = True
        read_host(found, raw, text, host.end(), stop)
        return found
    if marker[0] in "JN":
        if another:
            stop = another.start()
        part = text[start:stop]
        marks = [mark for mark in marks_of(part) if mark.sign != ","]
        for mark in marks:
            tail = part[mark.end :]
            if (
                tail.strip()
                and (another or IMPRINT.match(tail.strip()) or not all_journal(part[: mark.start]))
                and not abbreviated(part[: mark.start])
            ):
                stop = start + mark.start
                break
        found.container = journal_name(raw[start:stop])
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
                read_host(found, raw, text, start, stop)
                return found
    edition = EDITION.search(text, start, stop)
    if edition:
        found.edition = edition["en"] or edition["zh"]
    read_imprint(found, raw, text, start, stop)
    return found


def _after_title(found: Words, raw: str, text: str, start: int, stop: int, located: bool) -> None:
    lead = re.compile(r"[\s.,;:'\")载]*").match(text, start, stop)
    start = lead.end() if lead else start
    host = IN_LEAD.match(text, start, stop)
    found.within = host is not None
    if host:
        read_host(found, raw, text, host.end(), stop)
    elif located:
        quote = closing_quote(raw, text, start, stop)
        found.container = journal_name(raw[start + 1 : quote] if quote else raw[start:stop])
    elif _THESIS.match(" " + text[start:stop]):
        read_imprint(found, raw, text, start, stop)
    else:
        quote = closing_quote(raw, text, start, stop)
        if quote:
            found.container = clean(raw[start + 1 : quote])
        else:
            read_host(found, raw, text, start, stop)


def _cut(part: str, delimiter: str) -> int | None:
    """Where the container begins in `part`; None when one part is all there is."""
    part = part.rstrip(" .,;:([")
    marks = marks_of(part)
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
        behind, before = count(part[commas[-1].end :]), count(part[: commas[-1].start])
        if behind.known and behind.capital == behind.total and before.capital < before.total:
            return commas[-1].end
        if behind.capital == behind.total and part[:1] >= "\u3040":
            return commas[-1].end
    return _unmarked(part)


def _cut_at_stop(part: str, marks: list[Mark]) -> int | None:
    """The last full stop that is no dot of an abbreviated journal name."""
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        tail = part[mark.end :]
        if len(tail) > _LONGEST_JOURNAL:
            break
        if mark.sign == "," or not tail.strip():
            continue
        if mark.sign == "?":
            return mark.end
        left = marks[i - 1].end if i else 0
        segment = part[left : mark.start]
        if abbreviated(segment) or _piece(segment, tail, inside=i > 0 and marks[i - 1].sign == "."):
            if all_journal(segment) or len(words_of(segment)) == 1:
                if i == 0:
                    return None
                if marks[i - 1].sign == ",":
                    return left
                continue
            run = _trailing_run(segment)
            if 0 < run < len(segment) and abbreviated(segment):
                return left + run
        return mark.end
    return None


def _piece(segment: str, tail: str, inside: bool) -> bool:
    """Whether one word between two dots belongs to the journal: the rest is no name by itself (Int.), or the word is cut short."""
    found = words_of(segment)
    if len(found) != 1 or not found[0][0].isupper():
        return False
    after = words_of(tail)
    if all(len(word) == 1 or is_a(word, "abbreviation") for word in after) and (len(after) == 1 or "." in tail.strip(" .")):
        return True
    return inside and len(found[0]) <= 8 and not found[0].isupper() and not is_a(found[0], "journal")


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
    if _JOURNAL_ZH.search(tail) or MEETING.search(tail):
        return True
    known, capital, total = count(tail)
    return 0 < total <= 8 and capital == total and known * 2 >= total and not is_organisation(tail)
