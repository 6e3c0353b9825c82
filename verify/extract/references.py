"""The reference list of a document, cut into entries whatever its numbering and wrapping: `references`, and `list_form` says how.

Numbers are believed by sequence, not by look: a label counts when it continues the list, so that a wrapped line which happens to
begin with "2019." opens no entry. A list without numbers is cut at blank lines, else at lines, else where a line begins like
authors after a line that ended like an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verify.extract.entry import parse_reference
from verify.extract.entry_authors import read_authors
from verify.model import NO_WORDS, BlockKind, Document, Reference, Span, Text
from verify.patterns import regex
from verify.text import fold

_CIRCLED = (
    {chr(0x2460 + i): i + 1 for i in range(20)}
    | {chr(0x3251 + i): i + 21 for i in range(15)}
    | {chr(0x32B1 + i): i + 36 for i in range(15)}
)
_STYLES = {
    "bracket": regex(r"(?:^|(?<=\s))[\[【〔]\s?\^?(?P<n>[0-9]{1,4})\s?[\]】〕][.:、]?\s*"),
    "dot": regex(r"(?:^|(?<=\s))(?P<n>[0-9]{1,4})\s?\.(?![0-9])\s*(?=\S)"),
    "comma": regex(r"(?:^|(?<=\s))(?P<n>[0-9]{1,4})\s?、\s*"),
    "paren": regex(r"(?:^|(?<=\s))\((?P<n>[0-9]{1,4})\)[.:、]?\s*"),
    "half": regex(r"(?:^|(?<=\s))(?P<n>[0-9]{1,4})\)\s*"),
    "circled": regex(rf"(?:^|(?<=\s))(?P<n>[{''.join(_CIRCLED)}])\s*"),
    "bare": regex(r"(?:^|(?<=\s))(?P<n>[0-9]{1,4})(?=\s+[^\W\d_])\s+"),
}
_NUMBERS = {"bracket": "[1]", "dot": "1.", "comma": "1、", "paren": "(1)", "half": "1)", "circled": "①", "bare": "1"}
_BY_FORMAT = Text("由文件格式本身标明", "stated by the file format itself")
_NAMED = Text("脚注 [^1]", "footnotes [^1]")
_GAPS = Text("无编号，条目之间空行", "no numbers, blank lines between entries")
_LINES = Text("无编号，每行一条", "no numbers, an entry on each line")
_WRAPPED = Text("无编号，折行排版", "no numbers, entries over wrapped lines")
_ONE_PARAGRAPH = Text("，连排为一段", ", all in one paragraph")
_WITHIN_LINES = Text("，部分条目同行连排", ", some in the line of the one before")
_FOOTNOTE = regex(r"\[\^(?P<name>[^\]\s]{1,60})\]:[ \t]*")
_CLOSED = regex(r"(?:[.。;\])>]|[0-9]|/\S*)$")
_CLEAN_BREAK = regex(r"[.。;,)\]0-9/>]\s*$")
_YEAR = regex(r"(?<![0-9])(?:1[89]|20)[0-9]{2}(?![0-9])")


class Line(NamedTuple):
    """One line of the list as characters of the document; `gap` when a blank line stands before."""

    start: int
    end: int
    gap: bool


class Label(NamedTuple):
    """A printed number: where it stands and where the entry behind it begins.

    `rank` is 2 where it opens a line, 1 where an entry has ended before it and words follow, 0 for any other.
    """

    number: int
    start: int
    end: int
    rank: int


def references(document: Document) -> tuple[Reference, ...]:
    """The entries of the reference list in printed order; those the format itself states win. Empty when there is no list.

    A key is the printed number, the name of a footnote ([^name]:), or the position counted from 1 in a list without numbers.
    """
    if document.references:
        return document.references
    return tuple(
        Reference(key, span, raw, parse_reference(raw))
        for key, span in _cut(document).entries
        if (raw := document.slice(span)) and len(raw) > 3
    )


def list_form(document: Document) -> Text:
    """How the list tells its entries apart; empty when there is none."""
    return _BY_FORMAT if document.references else _cut(document).form


class Cut(NamedTuple):
    """The entries of a list by their keys, and how they were told apart."""

    entries: Sequence[tuple[str, Span]] = ()
    form: Text = NO_WORDS


def _cut(document: Document) -> Cut:
    lines = _lines(document)
    if not lines:
        return Cut()
    text = fold(document.text)
    return _footnotes(document.text, lines) or _numbered(text, lines) or _unnumbered(text, lines)


def _lines(document: Document) -> list[Line]:
    """The lines of the list, which the reader has marked."""
    found: list[Line] = []
    for block in document.body(BlockKind.REFERENCE):
        span, gap = block.span, True
        at = span.start
        for row in document.text[span.start : span.end].split("\n"):
            body = row.strip()
            if not body:
                gap = True
            else:
                start = at + row.index(body[0])
                found.append(Line(start, start + len(body), gap))
                gap = False
            at += len(row) + 1
    return found


def _footnotes(text: str, lines: Sequence[Line]) -> Cut | None:
    """Entries that are footnotes of Markdown, by their names; None where the list is none of these."""
    labels = [(line, match) for line in lines if (match := _FOOTNOTE.match(text, line.start, line.end))]
    if not labels or labels[0][0] is not lines[0]:
        return None
    ends = [line.start for line, _ in labels[1:]] + [lines[-1].end]
    entries = [
        (match["name"], Span(match.end(), match.end() + len(text[match.end() : end].rstrip())))
        for (_, match), end in zip(labels, ends, strict=True)
    ]
    return Cut(entries, _NAMED)


def _numbered(text: str, lines: Sequence[Line]) -> Cut | None:
    """Entries by printed numbers; None when no style of numbering runs through the list."""
    best: list[Label] = []
    form = ""
    twice: dict[int, list[int]] = {}
    opening: list[Label] = []  # of every style
    for style in _STYLES:
        labels = list(_labels(text, lines, style))
        opening += [label for label in labels if label.rank == 2 and style != "bare" and _ended(text, lines[0], label)]
        chain = _chain(labels)
        if len(chain) > len(best):
            best, form = chain, _NUMBERS[style]
            chosen = {label.start for label in chain}
            twice = {}
            for label in labels:
                if label.rank == 2 and label.start not in chosen:
                    twice.setdefault(label.number, []).append(label.start)
    if not best or (len(best) == 1 and best[0].number != 1) or best[0].start > lines[0].start + 400:
        return None
    best = sorted([*best, *_missing(best, opening, lines[-1].end)], key=lambda label: label.start)
    ends = [label.start for label in best[1:]] + [lines[-1].end]
    found = []
    for label, end in zip(best, ends, strict=True):
        # A number printed twice opens an entry too; nothing can cite it, but it is no part of the first.
        end = min((start for start in twice.get(label.number, ()) if label.start < start < end), default=end)
        body = text[label.end : end].rstrip()
        found.append((str(label.number), Span(label.end, label.end + len(body))))
    within = sum(label.rank < 2 for label in best)
    how = NO_WORDS if not within else _ONE_PARAGRAPH if within == len(best) - 1 else _WITHIN_LINES
    return Cut(found, Text(f"编号 {form}{how.zh}", f"numbered {form}{how.en}"))


def _labels(text: str, lines: Sequence[Line], style: str) -> Iterator[Label]:
    pattern = _STYLES[style]
    for line in lines:
        for match in pattern.finditer(text, line.start, line.end):
            rank = 2 if match.start() == line.start else int(_breaks(text, match))
            number = _CIRCLED.get(match["n"]) or int(match["n"])
            yield Label(number, match.start(), match.end(), rank)


def _breaks(text: str, match: re.Match[str]) -> bool:
    """Whether a number inside a line may open an entry: an entry ended before it, and a name or title follows."""
    before = text[max(0, match.start() - 80) : match.start()].split()[-1:]
    after = text[match.end() : match.end() + 1]
    if not before or not (_CLEAN_BREAK.search(before[0]) or "/" in before[0]):
        return False
    return after.isalpha() or after in "\"'["


def _chain(labels: list[Label]) -> list[Label]:
    """The labels that make a list: 1, 2, 3 … in order, or, where columns broke the order, every number once."""
    opening = [label for label in labels if label.rank == 2]
    numbers = sorted(label.number for label in opening)
    if len(numbers) >= 3 and numbers == list(range(1, len(numbers) + 1)):
        return opening
    by_number: dict[int, list[Label]] = {}
    for label in labels:
        by_number.setdefault(label.number, []).append(label)
    number = opening[0].number if 1 not in by_number and opening and opening[0] is labels[0] else 1
    chain: list[Label] = []
    at, missed = -1, 0
    while missed < 3:
        chosen = _continues(by_number, number, at)
        if chosen is None:
            missed += 1
        else:
            missed, at = 0, chosen.start
            chain.append(chosen)
        number += 1
    return chain


def _missing(chain: Sequence[Label], opening: Sequence[Label], end: int) -> Iterator[Label]:
    """What a chain lacks, where a number of another style opens a line in its place: a list pasted together from several."""
    have = {label.number: label for label in chain}
    at = -1
    for number in range(1, max(have) + len(opening) + 1):
        behind = min((label.start for label in chain if label.number > number), default=end)
        between = (label for label in opening if label.number == number and at < label.start < behind)
        here = have.get(number) or next(between, None)
        if here is None and behind == end:
            return
        if here is not None:
            at = here.start
            if number not in have:
                yield here


def _ended(text: str, first: Line, label: Label) -> bool:
    """Whether the line before a label, if there is one, ended like an entry."""
    return label.start == first.start or _CLOSED.search(text[max(0, label.start - 80) : label.start].rstrip()) is not None


def _continues(by_number: dict[int, list[Label]], number: int, at: int) -> Label | None:
    """The label `number` behind `at`: the best that stands before the next number, else the best of all but the weak."""
    after = [label for label in by_number.get(number, ()) if label.start > at]
    best = max(after, key=lambda label: (label.rank, -label.start), default=None)
    following = next((label for label in by_number.get(number + 1, ()) if label.start > at and label.rank), None)
    if following is not None and (best is None or best.rank == 0 or best.start > following.start):
        before = [label for label in after if label.start < following.start]
        best = max(before, key=lambda label: (label.rank, -label.start), default=best)
    return best if best is not None and (best.rank or following is not None) else None


def _unnumbered(text: str, lines: Sequence[Line]) -> Cut:
    """Entries of a list without numbers: groups between blank lines, lines, or wrapped lines joined."""
    groups: list[list[Line]] = []
    gaps = sum(line.gap for line in lines)
    dated = sum(_YEAR.search(text, line.start, line.end) is not None for line in lines)
    whole = dated >= 0.75 * len(lines)
    for line in lines:
        if not groups or (line.gap if gaps > 1 and not whole else whole or _opens(text, groups[-1], line)):
            groups.append([line])
        else:
            groups[-1].append(line)
    form = _LINES if whole or len(groups) == len(lines) else _GAPS if gaps > 1 else _WRAPPED
    return Cut([(str(i), Span(group[0].start, group[-1].end)) for i, group in enumerate(groups, 1)], form)


def _opens(text: str, group: Sequence[Line], line: Line) -> bool:
    """Whether a line of a wrapped list opens an entry: the one before has its year and is closed, and this begins with authors."""
    before = group[-1]
    if not _YEAR.search(text, group[0].start, before.end) or not _CLOSED.search(text[before.start : before.end]):
        return False
    head = text[line.start : line.end]
    return bool(read_authors(head, head, len(head)).names)
