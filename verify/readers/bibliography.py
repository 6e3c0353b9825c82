"""Finds the reference list: under its heading, or unheaded at the end.

Only its first and last line are decided here; splitting it into entries is the business of extraction. The list ends where a
heading, a credit or a notice begins, or where nothing looks like an entry any more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verify.model import BlockKind
from verify.patterns import regex
from verify.readers import vocabulary
from verify.readers.lines import Line

_YEAR = regex(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
# What tells an entry: volume and pages, "et al.", type marks, identifiers, initials after a family name.
_SIGNS = regex(
    r"(?P<pages>[0-9]\s*(?:\([^()]{1,20}\))?\s*[:,]\s*[a-z]{0,3}[0-9]{1,6}\s*[-+]|[0-9]\s*\([^()]{1,20}\)\s*[:,]\s*[a-z]?[0-9])"
    r"|(?P<etal>et\s+al|,\s*等|等\s*[.,])"
    r"|(?P<mark>\[[jmdcrsnp](?:/ol)?\])"
    r"|(?P<id>doi|pmid|https?://|www\.|arxiv)"
    r"|(?P<source>journal|lancet|j\. |杂志|学报|出版社|指南|共识|\bpress\b|accessed|available (?:at|from)|访问日期)"
)
_INITIALS = regex(
    r"^[^A-Za-z]{0,8}(?:[A-Z][A-Za-z'’\-\u00c0-\u024f]+,?\s+(?:[A-Z]\.?\s?-?){1,3}(?:[,.;&]|\sand\s|$)|[A-Z]\.\s?[A-Z][a-z]+)"
)
_HAN_NAMES = regex(r"^[^\u4e00-\u9fff]{0,8}[\u4e00-\u9fff]{2,4}(?:[,，、]\s*[\u4e00-\u9fff]{2,4})*[,，.．]")
_LABEL = regex(
    r"^\s*(?:[\[［【(（]\s*([0-9]{1,3})\s*[\]］】)）][.、]?|([0-9]{1,3})\s*[.．、)）\]](?![0-9])|([0-9]{1,3})(?=\s+[A-Z\u4e00-\u9fff]))"
)
_CIRCLED = regex(r"^\s*([①-⑳])")
_HEADED = regex(
    r"^\s*[【\[(（]?(参考文献|主要参考文献|参考资料|參考文獻|references|bibliography|literature cited)[】\])）]?\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)


# So many lines in a row may look like no entry in a list without numbers: organisations, pages of the web.
_ODD = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines `start` to `end` are the list; `heading` is the line that announces it, None if none does."""

    start: int
    end: int
    heading: int | None


def label(text: str) -> int | None:
    """The number an entry begins with: `1.`, `[1]`, `［1］`, `(1)`, `①`, `1 Smith`."""
    if found := _LABEL.match(text):
        return int(found[1] or found[2] or found[3])
    if found := _CIRCLED.match(text):
        return ord(found[1]) - ord("①") + 1
    return None


def looks_like_entry(line: Line) -> bool:
    """Whether the line speaks of a published work: a year, and something else only references have."""
    text = line.folded[:600]
    signs = {name for found in _SIGNS.finditer(text) for name, value in found.groupdict().items() if value}
    score = len(signs) + ("pages" in signs) + (_YEAR.search(text) is not None)
    score += _INITIALS.match(line.text) is not None or _HAN_NAMES.match(line.text) is not None
    return score >= 2


def headed(line: Line) -> int | None:
    """Where the entries begin in a line that opens with the heading and goes on: 参考文献：1. …"""
    found = _HEADED.match(line.text)
    return found.end() if found and (label(line.text[found.end() :]) is not None) else None


def listings(lines: Sequence[Line]) -> list[Listing]:
    """Every reference list of the article, in order."""
    found: list[Listing] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if line.kind in (None, BlockKind.HEADING) and "references" in line.says:
            end = _end(lines, i + 1)
            if end > i + 1 and any(map(_entry, lines[i + 1 : i + 4])):
                found.append(Listing(i + 1, end, i))
                i = end
                continue
        i += 1
    return found or _unheaded(lines)


def _entry(line: Line) -> bool:
    return line.kind is BlockKind.REFERENCE or label(line.text) is not None or looks_like_entry(line)


def _end(lines: Sequence[Line], start: int) -> int:
    """One past the last line of the list that starts at `start`."""
    numbered = label(lines[start].text) is not None if start < len(lines) else False
    end = start
    count = 0
    for i in range(start, len(lines)):
        line = lines[i]
        if line.kind not in _WITHIN or (i > start and _stops(line)):
            break
        number = label(line.text)
        if line.kind is BlockKind.REFERENCE or (number is not None if numbered and number == count + 1 else looks_like_entry(line)):
            count = number if numbered and number is not None else count
            end = i + 1
        elif not line.gap and end == i:
            # The rest of a wrapped entry, or an entry without a year between others.
            end = i + 1
        elif line.gap and line.ends_sentence and line.width > 300 and numbered:
            break
    return end


def _stops(line: Line) -> bool:
    return not line.says.isdisjoint(_SECTIONS) or why(line) != ""


# What a format may say of a line of the list.
_WITHIN = (None, BlockKind.LIST, BlockKind.REFERENCE, BlockKind.BOILERPLATE)
_SECTIONS = frozenset({"appendix", "back", "section", "references"})


def why(line: Line) -> str:
    """Why the line is boilerplate whatever stands around it; empty if it is not."""
    folded = line.folded[:600]
    for kind in line.says:
        if kind in _ALONE:
            return vocabulary.WHY[kind]
    kind = vocabulary.opening(folded)
    if kind in _ALONE:
        return vocabulary.WHY[kind]
    if len(folded) < 40 and vocabulary.ending(folded) == "image":
        return vocabulary.WHY["image"]
    return vocabulary.WHY.get(vocabulary.inside(folded), "")


# What is boilerplate without a look at the lines around; a byline needs to stand at the top.
_ALONE = frozenset({"end", "image", "login", "menu", "share", "views", "editor", "biography", "copyright"})


def _unheaded(lines: Sequence[Line]) -> list[Listing]:
    """The list at the end of an article that forgot the heading."""
    end = len(lines)
    while end and not _entry(lines[end - 1]) and why(lines[end - 1]):
        end -= 1
    return _numbered(lines, end) or _unnumbered(lines, end)


def _numbered(lines: Sequence[Line], end: int) -> list[Listing]:
    """Lines up to `end` that are numbered from 1 without a hole and look like entries."""
    ones = (i for i in range(end - 1, -1, -1) if label(lines[i].text) == 1)
    start = next((i for i in ones if sum(map(looks_like_entry, lines[i : i + 4])) > 1), None)
    if start is None or lines[start].kind not in (None, BlockKind.LIST):
        return []
    stop = min(_end(lines, start), end)
    numbers = [number for line in lines[start:stop] if (number := label(line.text)) is not None]
    if len(numbers) < 2 or numbers[:2] != [1, 2]:
        return []
    entries = sum(map(looks_like_entry, lines[start:stop]))
    tail = sum(len(line.text) for line in lines[stop:])
    if entries * 10 < len(numbers) * 6 or tail > 0.2 * sum(len(line.text) for line in lines[:start]):
        return []
    return [Listing(start, stop, None)]


def _unnumbered(lines: Sequence[Line], end: int) -> list[Listing]:
    """At least three lines up to `end` that begin with names and look like entries, but for a few between them."""
    start = end
    count = 0
    for i in range(end - 1, 0, -1):
        if lines[i].kind not in (None, BlockKind.LIST) or i < start - _ODD:
            break
        if _named(lines[i]):
            start, count = i, count + 1
    return [Listing(start, end, None)] if count >= 3 and count * 3 >= 2 * (end - start) else []


def _named(line: Line) -> bool:
    names = _INITIALS.match(line.text) or _HAN_NAMES.match(line.text)
    return names is not None and _YEAR.search(line.text) is not None and looks_like_entry(line)
