"""Which citations carry a claim.

A marker speaks for the statement it ends: the clause, or what stands before it in the sentence back to the marker before. A
lead-in ("the trial showed [4], …") speaks for what follows, until another marker, another topic or the end of the paragraph.
"That study" leans on what was cited last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from verify.extract.claims_words import words
from verify.model import Citation, MarkerStyle, Scope, Span

_LEAD = re.compile(rf"{words('lead')}[^,;:。]{{0,6}}$")
_SOURCE = re.compile(rf"(?:{words('study', 'lead')}|等|et al\.?|文献|指南|共识|[A-Z][a-z]+)[^,;:。]{{0,8}}$")
_OPENS = re.compile(r"\s*(?:(?i:in|according to|as|across|from|per)(?![a-z])|在|据|根据|按照|参照)")
_TOPIC = re.compile(rf"\s*{words('topic')}")
_ANAPHORA = re.compile(words("anaphora"))
_LINK = re.compile(rf"[\s,;]*{words('link')}")


@dataclass(slots=True)
class Carried:
    """What is still in force at the start of a sentence: the keys a lead-in gave, and those cited last in the paragraph."""

    lead: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


def sentence_markers(sentences: tuple[Span, ...], citations: tuple[Citation, ...]) -> list[list[Citation]]:
    """The markers of each sentence; those right after its full stop are its own, not those of the sentence they open."""
    starts = [span.start for span in sentences]
    owned: list[list[Citation]] = [[] for _ in sentences]
    for citation in citations:
        at = max(0, bisect_right(starts, citation.span.start) - 1)
        if owned:
            owned[at].append(citation)
    return owned


def _keys(*citations: Citation) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for citation in citations for key in citation.keys))


def narrative(text: str, citation: Citation) -> bool:
    """Whether a marker is part of its sentence: "Smith et al. (2022) found …"."""
    return citation.style is MarkerStyle.AUTHOR_YEAR and not text.startswith(("(", "[", " "), citation.span.start)


def lead_in(text: str, sentence: Span, citation: Citation) -> bool:
    """Whether a marker stands for what follows it: behind "showed", or at the end of a short opening such as "In the X trial (4),"."""
    before = text[sentence.start : citation.span.start].rstrip(" ([")
    after = text[citation.span.end : citation.span.end + 3].lstrip(" )]")
    if _LEAD.search(before[-24:]):
        return True
    if narrative(text, citation):
        return True
    if not after.startswith((",", ":", "，", "：")):
        return bool(_SOURCE.search(before[-24:])) and bool(_LEAD.match(text[citation.span.end : citation.span.end + 24].lstrip(" ])") + "") or _SHOWS.match(text[citation.span.end : citation.span.end + 30]))
    return len(before) < 90 and "," not in before[-60:] and bool(_OPENS.match(before) or _SOURCE.search(before[-12:]))


_SHOWS = re.compile(rf"[\s\])>]*(?:的[^,;。]{{0,8}})?(?:研究|试验|分析)?(?:也|还|均|亦|又)?{words('lead')}")


def links(
    text: str, sentence: Span, clause_end: int, start: int, head: int, end: int, owned: list[Citation], carried: Carried
) -> tuple[tuple[str, ...], Scope]:
    """The keys that carry the claim from `start` to `end` with its first result at `head`, its last clause ending at `clause_end`; and how."""
    inside = [c for c in owned if start <= c.span.start and c.span.start <= clause_end]
    leads = [c for c in owned if c.span.start < head and lead_in(text, sentence, c)]
    own = [c for c in inside if not lead_in(text, sentence, c) or c.span.start >= end]
    if own:
        trailing = [c for c in own if c.span.start >= end]
        if not trailing:
            return _keys(*own), Scope.CLAUSE
        first = trailing[0]
        run = [first]
        for c in trailing[1:]:
            if text[run[-1].span.end : c.span.start].strip(" ,，、"):
                break
            run.append(c)
        return _keys(*[c for c in own if c.span.start < end], *run), Scope.CLAUSE
    if leads:
        return _keys(leads[-1], *_adjacent(text, owned, leads[-1])), Scope.LEAD_IN
    later = [c for c in owned if c.span.start >= end]
    if later:
        return _keys(later[0], *_adjacent(text, owned, later[0])), Scope.SENTENCE
    before = [c for c in owned if c.span.start < start]
    if before and _LINK.match(text, before[-1].span.end):
        return _keys(before[-1]), Scope.SENTENCE
    if _ANAPHORA.search(text, sentence.start, min(sentence.end, sentence.start + 60)) and carried.last:
        return carried.last, Scope.PARAGRAPH
    if carried.lead:
        return carried.lead, Scope.LEAD_IN
    return (), Scope.NONE


def _adjacent(text: str, owned: list[Citation], citation: Citation) -> list[Citation]:
    at = owned.index(citation)
    run: list[Citation] = []
    previous = citation
    for following in owned[at + 1 :]:
        if text[previous.span.end : following.span.start].strip(" ,，、"):
            break
        run.append(following)
        previous = following
    return run


def carry(text: str, sentence: Span, owned: list[Citation], carried: Carried) -> Carried:
    """What is in force after a sentence."""
    if owned:
        leads = [c for c in owned if lead_in(text, sentence, c)]
        last = owned[-1]
        lead = _keys(leads[-1], *_adjacent(text, owned, leads[-1])) if leads and leads[-1] is last else ()
        run = [c for c in owned if c is last or last in _adjacent(text, owned, c)]
        return Carried(lead or (carried.lead if False else ()), _keys(*run))
    if carried.lead and _TOPIC.match(text, sentence.start):
        return Carried((), carried.last)
    return carried
