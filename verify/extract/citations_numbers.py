"""Markers that show what they are by their form: [1], (1,3-5), ¹⁻³, <sup>2</sup>, ^2^, ①.

This file finds and reads them; whether an article really cites in that form is decided in `citations.py`, by weighing all forms
against the reference list. What only looks like a marker (10⁹, kg/m², ¹²⁵I, an enumeration) is left out here already.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from verify.model import Document, MarkerStyle, Span
from verify.patterns import regex

# Widest range taken at its word; "1-999" is a typing error or no citation at all.
_WIDEST = 120

_NUMBER = r"[0-9]{1,3}[a-z]?(?![0-9A-Za-z])"
_LIST = rf"{_NUMBER}(?:\s?(?:[,;、]|-{{1,2}}|~|至|to(?=\s))\s?{_NUMBER}|\s{_NUMBER}){{0,60}}"
_LABEL = r"(?:(?:参考文献|文献|[Rr]efs?\.?)\s?)?"
_BRACKET = regex(
    rf"[\[【〔]\s?{_LABEL}({_LIST})\s?[\]】〕](?:\s?-\s?[\[【〔]\s?({_NUMBER})\s?[\]】〕])?(?!\((?:https?:|www|[#/.])|-[A-Za-z])"
)
_LABELLED = regex(rf"\(\s?(?:参考文献|文献|[Rr]efs?\.?|references?)\s?({_LIST})\s?\)")
_PAREN = regex(rf"\(\s?({_LIST})\s?\)(?:\s?-\s?\(\s?({_NUMBER})\s?\))?")

_FIGURE = regex(r"(?<![A-Za-z0-9_-])(?!(?:19|20)[0-9]{2}\s)[0-9.]+\s?%?\s?$")
# A range in brackets after a figure that holds more numbers than this is a spread, whatever follows.
_WIDE = 12
_NOT_CITED = regex(
    r"(?<![A-Za-z0-9_/'\u0370-\u03ff\u4e00-\u9fff-])(?:[A-Za-z]$|(?:SD|SE|n)\s?$|(?<![.,])(?!(?:19|20)[0-9]{2}[.,]?\s?$)[0-9][0-9.,]{0,8}(?:%\s|\s?)$)"
    r"|[\u0370-\u03ff][2²]\s?$"
)
_ZERO = regex(r"(?<![0-9])0")
_OPENS_ITEM = regex(r"(?:^|[\n:;。])\s?$")
_TRAILS = regex(r"[。.;!?]\s?$")
_STOPS = frozenset("。.;!?,")
_STEP = 3  # how far past the highest number so far a new one may lie
_LINE_ENDS = regex(r"\s?(?:\n|$)")
_JOINS_ITEM = regex(r"(?:^|[\n:;,。、]|\band|\bor|和|及)\s?$")

_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(_HIGH + "⁻˒⸴", "0123456789-,,")
_RAISED = regex(
    rf"[⁽\[]?([{_HIGH}]+(?:\s?[-⁻,，、˒⸴~]\s?[{_HIGH}]+)*)[⁾\]]?"
    rf"|<sup>\s?[\[(]?\s?({_LIST})\s?[\])]?\s?</sup>"
    rf"|\^\{{?[\[(]?({_LIST})[\])]?(?:\}}|\^)"
)
_MAY_BE_RAISED = regex(rf"[{_HIGH}^]|<sup>")
_WHOLE_LIST = regex(rf"\s*[\[(]?\s*({_LIST})\s*[\])]?\s*")
_JOINT = regex(r"\s*[-,、;~]?\s*")
_CIRCLED = regex(r"[①-⑳㉑-㉟㊱-㊿](?:\s?[-,、~]?\s?[①-⑳㉑-㉟㊱-㊿])*")
_CIRCLED_PART = regex(r"[①-⑳㉑-㉟㊱-㊿]|[-~]")

_TOKEN = regex(r"([0-9]{1,3})([a-z]?)|(-|~|至|to)")
# What a small exponent stands on: a unit of length, or a variable of one letter.
_BASE = regex(r"(?:(?<![A-Za-z])(?:[mckdn]m|μm|um|in|ft|sec|log)|(?<![A-Za-z\u0370-\u03ff])[A-Za-z\u0370-\u03ff])$")
_ISOTOPE = regex(r"(?:[FCNHIP]|Ga|Cu|Zr|Y|m?Tc|In|Lu|Re|Tl|Ra|Ac|Rb|Sm|Sr)(?=[-)\]\s\u4e00-\u9fff])")
_POWER = regex(r"(?:(?<![0-9])(?:10|2)|[×x*·^]\s?[0-9]+)$")


class Marker(NamedTuple):
    """A candidate: where it stands, the numbers it shows with ranges expanded, its form, and whether its place is beyond doubt."""

    span: Span
    numbers: tuple[str, ...]
    style: MarkerStyle
    firm: bool = True


def expand(written: str) -> tuple[str, ...]:
    """The numbers of a list as printed, ranges filled in: "1,3-5" -> 1 3 4 5, "2a,2b" -> 2a 2b. The text must be folded."""
    if written.isdigit():
        return (str(int(written)),)
    numbers: list[str] = []
    ranging = False
    for token in _TOKEN.finditer(written):
        digits, letter, dash = token.groups()
        if dash:
            ranging = True
            continue
        number = str(int(digits))
        if ranging and numbers and not letter and numbers[-1].isdigit():
            first, last = int(numbers[-1]), int(number)
            if first < last <= first + _WIDEST:
                numbers.extend(map(str, range(first + 1, last)))
        ranging = False
        numbers.append(number + letter)
    return tuple(dict.fromkeys(numbers))


def brackets(body: str) -> Iterator[Marker]:
    """[1], [2,5-7], 【3】, [4]-[6], and (ref. 11) by its label. Zero is an index or an interval, never a reference."""
    for match in _BRACKET.finditer(body):
        numbers = expand(f"{match[1]}-{match[2]}" if match[2] else match[1])
        if "0" in numbers or _opens_line(body, match) or _ISOTOPE.match(body, match.end()):
            continue
        if not (len(numbers) > 2 and _is_spread(body, match, len(numbers))):
            yield Marker(Span(match.start(), match.end()), numbers, MarkerStyle.BRACKET)
    for match in _LABELLED.finditer(body):
        yield Marker(Span(match.start(), match.end()), expand(match[1]), MarkerStyle.BRACKET)


def labelled(body: str) -> Iterator[Span]:
    """Where a text calls a number that of a reference: (ref. 11), （参考文献9）."""
    return (Span(*match.span()) for match in _LABELLED.finditer(body))


def _is_spread(body: str, match: re.Match[str], width: int) -> bool:
    """Whether a range tells how far a figure varies: 24 [4-9] days, 74% [61-83]."""
    figure = _FIGURE.search(body, max(0, match.start() - 8), match.start())
    if not figure or "," in match[1]:
        return False
    return width > _WIDE or ("%" not in figure[0] and body[match.end() : match.end() + 2].strip().isalpha())


def _opens_line(body: str, match: re.Match[str]) -> bool:
    """Whether the number stands before its item, as in a list of references that the reader did not recognise."""
    return (match.start() == 0 or body[match.start() - 1] == "\n") and body[match.end() : match.end() + 2].strip()[:1].isalnum()


def parentheses(body: str) -> Iterator[Marker]:
    """(1), (1,3-5) after a word. Left out: items of an enumeration, ranges and counts after a figure (14 (11-40)), and the
    arguments of a function (F(2,112)). Where one ends a line behind a stop, as no item does, they stand behind stops: 八成。(2)
    """
    matches = [m for m in _PAREN.finditer(body) if not _ZERO.search(m[1])]
    trailing = _trailing(body, matches)
    listed = frozenset() if trailing else _enumerated(body, matches)
    highest = 0
    for i, match in enumerate(matches):
        start, end = match.span()
        before = body[max(0, start - 2) : start].rstrip(" ")[-1:]
        if i in listed or not before or before in ("\n:、=<>±+-×/" if trailing else "\n:;。、!?=<>±+-×/"):
            continue
        numbers = expand(f"{match[1]}-{match[2]}" if match[2] else match[1])
        firm = body[end : end + 1] in ("", *".,;)。、\n")
        last = int(numbers[-1]) if numbers[-1].isdigit() else 0
        goes_on = firm and before == "%" and 0 < last <= highest + 1  # 41% (4), where works up to the third have been cited
        if not goes_on and _NOT_CITED.search(body, max(0, start - 8), start):
            continue
        highest = max(highest, last) if firm and last <= highest + _STEP else highest
        yield Marker(Span(start, end), numbers, MarkerStyle.PAREN, firm or (trailing and before in _STOPS))


def _trailing(body: str, matches: Sequence[re.Match[str]]) -> bool:
    """Whether markers stand behind stops: one of them ends its line there, as no item of an enumeration does."""
    return any(_TRAILS.search(body, max(0, m.start() - 2), m.start()) and _LINE_ENDS.match(body, m.end()) for m in matches)


def _enumerated(body: str, matches: list[re.Match[str]]) -> set[int]:
    """Which of these number the items of an enumeration, each before its item: … (1) …, (2) …, and (3) …"""
    listed: set[int] = set()
    run: list[int] = []
    for i, match in enumerate(matches):
        if body[match.end() : match.end() + 1] in ("", "\n", *".,;:)。、"):
            continue
        joined = bool(run) and match[1] == str(len(run) + 1)
        if joined and _JOINS_ITEM.search(body, max(0, match.start() - 6), match.start()):
            run.append(i)
            listed.update(run)
        elif match[1] == "1":
            run = [i]
            if _OPENS_ITEM.search(body, max(0, match.start() - 2), match.start()):
                listed.add(i)
    return listed


def raised(document: Document, body: str) -> Iterator[Marker]:
    """Superscripts: by character, by mark-up left in the text, and by the format. Exponents, isotopes and charges are left out."""
    spans = []
    if first := _MAY_BE_RAISED.search(body):
        matches = _RAISED.finditer(body, max(0, first.start() - 1))
        spans = [(m.start(), m.end(), next(filter(None, m.groups())).translate(_TO_DIGITS)) for m in matches]
    spans += [
        (start, end, written[1]) for start, end, text in _set_high(document, body) if (written := _WHOLE_LIST.fullmatch(text))
    ]
    for start, end, written in sorted(spans):
        numbers = expand(written.replace("，", ","))
        if numbers and not _exponent(body, start, end, numbers):
            yield Marker(Span(start, end), numbers, MarkerStyle.SUPERSCRIPT)


def _set_high(document: Document, body: str) -> Iterator[tuple[int, int, str]]:
    """The document's own superscripts, neighbours joined: 3, –, 5 set one by one are one marker."""
    start = end = -1
    for span in sorted(document.superscripts):
        if start >= 0 and span.start - end <= 3 and _JOINT.fullmatch(body, end, span.start):
            end = max(end, span.end)
            continue
        if start >= 0:
            yield start, end, body[start:end]
        start, end = span.start, span.end
    if start >= 0:
        yield start, end, body[start:end]


def _exponent(body: str, start: int, end: int, numbers: tuple[str, ...]) -> bool:
    before, after = body[start - 1 : start], body[end : end + 1]
    if not before or before in "\n⁻⁺":
        return True  # mL·min⁻¹
    if after and (after in "⁺⁻+" or (after.isascii() and after.isalnum() and before in " -(/")):
        return True
    if (before == " " and after.isascii() and after.isalnum()) or _ISOTOPE.match(body, end):
        return True
    if len(numbers) > 1:
        return False
    if before.isascii() and before.isdigit():
        return bool(_POWER.search(body, max(0, start - 12), start))
    return len(numbers[0]) == 1 and numbers[0] in "123" and bool(_BASE.search(body, max(0, start - 6), start))


def circled(body: str) -> Iterator[Marker]:
    """①②, ①-③ at the end of what they support. Before a word they number the items of a list and are left out."""
    matches = list(_CIRCLED.finditer(body))
    trailing = _trailing(body, matches)
    for match in matches:
        start, end = match.span()
        before, after = body[start - 1 : start].strip(), body[end : end + 1]
        if not (trailing and before in _STOPS) and (
            not before or before in ":;,、；：" or (after and after not in ".,;:)。，；：、！？!?)）」”\n ")
        ):
            continue
        written = "".join(c if c in "-~" else f"{_circled_value(c)}," for c in _CIRCLED_PART.findall(match[0]))
        numbers = expand(written.replace(",-", "-").replace(",~", "-"))
        yield Marker(Span(start, end), numbers, MarkerStyle.CIRCLED)


def _circled_value(character: str) -> int:
    code = ord(character)
    if code <= 0x2473:
        return code - 0x2460 + 1
    return code - 0x3251 + 21 if code <= 0x325F else code - 0x32B1 + 36


def outside(markers: Iterable[Marker], spans: tuple[Span, ...]) -> list[Marker]:
    """The markers that overlap none of `spans` (in order, apart)."""
    starts = [span.start for span in spans]
    kept = []
    for marker in markers:
        i = bisect_right(starts, marker.span.end - 1) - 1
        if i < 0 or not spans[i].overlaps(marker.span):
            kept.append(marker)
    return kept
