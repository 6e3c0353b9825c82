"""Which citations carry a claim.

A marker speaks for the statement it ends: the clause, or what stands before it in the sentence back to the marker before. A
lead-in ("the trial showed [4], …") speaks for what follows, until another marker, another topic or the end of the paragraph.
"That study" leans on what was cited last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from verify.extract.claims_words import words
from verify.model import Citation, MarkerStyle, Scope, Span
from verify.patterns import regex

_SHOWS_BEFORE = regex(rf"{words('lead')}[^,;:。]{{0,6}}$")
_SHOWS_AFTER = regex(rf"[\s\])>]*(?:的[^,;。]{{0,8}})?(?:研究|试验|分析)?(?:也|还|均|亦|又)?{words('lead')}")
_SOURCE = regex(rf"(?:{words('study', 'lead')}|等|et al\.?|文献|指南|共识|[A-Z][a-z]+)[^,;:。]{{0,8}}$")
_OPENS = regex(r"\s*(?:(?i:in|according to|as|across|from|per)(?![a-z])|在|据|根据|按照|参照)")
_TOPIC = regex(rf"\s*{words('topic', anchored=True)}")
_ANAPHORA = regex(words("anaphora"))
_SUBSET = regex(rf"\s*{words('subset', anchored=True)}")
_LINK = regex(rf"[\s,;]*{words('link', anchored=True)}")
_SEPARATED = regex(r"[\s,;、()\[\]]*(?:(?:and|&|以及|和|与|及)[\s(\[]*)?")
_STATED = regex(r"%|[0-9]\.[0-9]")  # a result stands before the marker: it ends a statement
_STOPS = " \n,;.。、"  # between a statement and a marker that stands behind its stop
_REACH = 24  # characters before a marker that may hold "showed" or "study"
_SEPARATORS = 12  # characters between two markers of one cluster, at most
_OPENING = 90  # characters of an opening phrase, at most


class Marker(NamedTuple):
    """Citations side by side. `at` is where the words they end have ended; `leads` tells that they speak for what follows."""

    span: Span
    at: int
    keys: tuple[str, ...]
    leads: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """What is still in force at the start of a sentence: the keys a lead-in gave, and those cited last in the paragraph."""

    lead: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


def markers_of(text: str, sentences: Sequence[Span], citations: Sequence[Citation]) -> list[tuple[Marker, ...]]:
    """The markers of each sentence of a block; those behind its full stop are its own."""
    starts = [span.start for span in sentences]
    owned: list[list[Marker]] = [[] for _ in sentences]
    at = 0
    while at < len(citations) and owned:
        end = at + 1
        while end < len(citations) and _together(text, citations[end - 1].span, citations[end].span):
            end += 1
        sentence = max(0, bisect_right(starts, citations[at].span.start) - 1)
        leads = _leads(text, sentences[sentence], citations[at:end])
        span = Span(citations[at].span.start, citations[end - 1].span.end)
        stop = span.start
        while stop > starts[sentence] and text[stop - 1] in _STOPS:
            stop -= 1
        keys = tuple(dict.fromkeys(key for citation in citations[at:end] for key in citation.keys))
        owned[sentence].append(Marker(span, stop, keys, leads))
        at = end
    return [tuple(markers) for markers in owned]


def narrative(text: str, citation: Citation) -> bool:
    """Whether a marker is part of its sentence: "Smith et al. (2022) found …"."""
    return citation.style is MarkerStyle.AUTHOR_YEAR and any(
        sign in text[citation.span.start + 1 : citation.span.end] for sign in "(（"
    )


def _together(text: str, one: Span, other: Span) -> bool:
    """Whether only separators stand between two: "[1][2]", "(Smith, 2019; Brown, 2018)", "Smith (2019) and Brown (2018)"."""
    return other.start - one.end <= _SEPARATORS and _SEPARATED.fullmatch(text, one.end, other.start) is not None


def _leads(text: str, sentence: Span, cluster: Sequence[Citation]) -> bool:
    """Whether markers stand for what follows them: behind "showed", or ending a short opening such as "In the X trial (4),"."""
    before = text[sentence.start : cluster[0].span.start].rstrip(" ([")
    near = before[-_REACH:]
    end = cluster[-1].span.end
    if narrative(text, cluster[0]) or _SHOWS_BEFORE.search(near):
        return True
    if text[end : end + 3].lstrip(" )]").startswith((",", ":")) and not _STATED.search(before):
        plain = len(before) < _OPENING and "," not in before[-60:]
        return plain and (_OPENS.match(before) is not None or _SOURCE.search(near[-12:]) is not None)
    return _SOURCE.search(near) is not None and _SHOWS_AFTER.match(text, end, end + 30) is not None


def links(
    text: str, sentence: Span, clause_end: int, start: int, head: int, end: int, owned: tuple[Marker, ...], carried: Carried
) -> tuple[tuple[str, ...], Scope]:
    """The keys that carry a claim, and how.

    The claim runs from `start` to `end`, its first result stands at `head`, and the clause of its last figure ends at `clause_end`.
    """
    own = [m for m in owned if not (m.leads and m.at < head)]
    behind = [m for m in own if m.at >= end]
    ending = [m for m in own if head <= m.at < end] + [m for m in behind[:1] if m.at <= clause_end]
    opening = [m for m in own if start <= m.at < head]
    if ending or opening:
        return tuple(dict.fromkeys(key for m in ending or opening for key in m.keys)), Scope.CLAUSE
    leads = [m for m in owned if m.leads and m.at < head]
    if leads:
        return leads[-1].keys, Scope.LEAD_IN
    if behind:
        return behind[0].keys, Scope.SENTENCE
    if owned and _LINK.match(text, owned[-1].span.end):
        return owned[-1].keys, Scope.SENTENCE
    if carried.last and _same_source(text, sentence):
        return carried.last, Scope.PARAGRAPH
    if carried.lead and not _TOPIC.match(text, sentence.start):
        return carried.lead, Scope.LEAD_IN
    return (), Scope.NONE


def _same_source(text: str, sentence: Span) -> bool:
    """Whether a sentence says that it goes on with the study before: "in the same study", "of these patients"."""
    if _TOPIC.match(text, sentence.start):
        return False
    return bool(
        _SUBSET.match(text, sentence.start) or _ANAPHORA.search(text, sentence.start, min(sentence.end, sentence.start + 60))
    )


def carry(text: str, sentence: Span, owned: tuple[Marker, ...], carried: Carried) -> Carried:
    """What is in force after a sentence."""
    if owned:
        return Carried(owned[-1].keys if owned[-1].leads else (), owned[-1].keys)
    if carried.lead and _TOPIC.match(text, sentence.start):
        return Carried((), carried.last)
    return carried
