"""The claims of a document: each measure with its figures, as the article states it, and the citations it leans on.

Sentence by sentence: `claims_parts` and `claims_figures` tell results from circumstances, `claims_groups` puts the figures of one
measure together, `claims_measures` names it, `claims_links` finds the citations that carry it, `claims_roles` who and when.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from verify.extract.claims_apart import Group
from verify.extract.claims_figures import mentions
from verify.extract.claims_groups import groups
from verify.extract.claims_links import Carried, Marker, carry, links, markers_of, narrative
from verify.extract.claims_measures import direction
from verify.extract.claims_roles import arms, population, time_point
from verify.extract.claims_sentence import Sentence, read_sentence
from verify.model import BlockKind, Citation, Claim, Document, Figure, Quantity, Span
from verify.patterns import regex
from verify.text import fold, quantities, sentences

_READ = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.CAPTION, BlockKind.NOTE, BlockKind.TABLE)
_LONGEST = 800  # characters of a sentence; what is longer is a list or a table
_HEAD = regex(r"(?:[\s|,;:、。)\]和与及]|(?:and|while|whereas|but|with)(?![a-z]))+")


def figures(document: Document, citations: tuple[Citation, ...]) -> tuple[Quantity, ...]:
    """Every figure of `document`, in order, without the digits of its markers."""
    return quantities(_blank(document.text, citations))


def claims(document: Document, citations: tuple[Citation, ...], printed: tuple[Quantity, ...] | None = None) -> tuple[Claim, ...]:
    """Every quantitative claim of the running text, in order; `printed` are its figures if they are known."""
    text = fold(_blank(document.text, citations))
    printed = figures(document, citations) if printed is None else printed
    starts = [q.span.start for q in printed]
    cited = [citation.span.start for citation in citations]
    made: list[Claim] = []
    seen: Counter[str] = Counter()
    for block in document.body(*_READ):
        if bisect_left(starts, block.span.start) == bisect_left(starts, block.span.end):
            continue
        spans = _whole(text, sentences(text, block.span.start, block.span.end))
        owned = markers_of(text, spans, citations[bisect_left(cited, block.span.start) : bisect_left(cited, block.span.end)])
        heads = _heads(text, block.span) if block.kind is BlockKind.TABLE else ()
        carried = Carried()
        previous = ""
        for span, markers in zip(spans, owned, strict=True):
            here = tuple(printed[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
            if here:
                sentence = read_sentence(text, span, here, markers, heads)
                made_here = groups(sentence, mentions(sentence), previous)
                for claim in _claims(sentence, made_here, markers, carried, seen):
                    made.append(claim)
                    previous = claim.measure
            carried = carry(text, span, markers, carried)
    return tuple(made)


def _heads(text: str, table: Span) -> tuple[str, ...]:
    """The heads of the columns of a table: the cells of its first row."""
    return tuple(cell.strip() for cell in text[table.start : table.end].split("\n", 1)[0].split("|"))


def _blank(printed: str, citations: tuple[Citation, ...]) -> str:
    """The text with its markers overwritten, so that their digits belong to no figure; "Smith et al. (2022) found" is kept."""
    pieces: list[str] = []
    at = 0
    for citation in citations:
        start, end = max(at, citation.span.start), citation.span.end
        if end > start and not narrative(printed, citation):
            pieces += (printed[at:start], " " * (end - start))
            at = end
    pieces.append(printed[at:])
    return "".join(pieces)


def _whole(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Sentences up to their full stop: parts between semicolons share citations and compare arms. None is longer than a list."""
    whole: list[Span] = []
    for span in spans:
        if whole and text[whole[-1].end - 1] == ";" and span.end - whole[-1].start < _LONGEST:
            whole[-1] = Span(whole[-1].start, span.end)
            continue
        while span.end - span.start > _LONGEST:  # no sentence: a table, or a text without stops
            cut = max(text.rfind(sign, span.start, span.start + _LONGEST) for sign in ",; ") + 1
            cut = cut if cut > span.start else span.start + _LONGEST
            whole.append(Span(span.start, cut))
            span = Span(cut, span.end)
        whole.append(span)
    return tuple(whole)


def _claims(
    sentence: Sentence, made: list[Group], markers: tuple[Marker, ...], carried: Carried, seen: Counter[str]
) -> Iterator[Claim]:
    text = sentence.text
    for number, group in enumerate(made):
        floor = _end(sentence, made[number - 1], group.figures[0][0].start) if number and not group.subject else sentence.span.start
        ceiling = made[number + 1].figures[0][0].start if number + 1 < len(made) else sentence.span.end
        span, clause_end = _span(sentence, group, floor, ceiling)
        keys, scope = links(text, sentence.span, clause_end, span.start, group.head.start, group.last.end, markers, carried)
        named = arms(sentence, group)
        yield Claim(
            id=_identity(text, sentence.span, group.measure, seen),
            span=span,
            measure=group.measure,
            relation=_relation(sentence, group),
            figures=tuple(
                Figure(m.quantity, arm, statistic)
                for (m, statistic), arm in zip(sorted(group.figures, key=lambda f: f[0].start), named, strict=True)
            ),
            population=population(sentence, group),
            time_point=time_point(sentence, group),
            direction=direction(sentence, group.head),
            citations=keys,
            scope=scope,
            sentence=_trim(text, sentence.span),
        )


def _span(sentence: Sentence, group: Group, floor: int, ceiling: int) -> tuple[Span, int]:
    """The stretch that holds measure and figures, and where the clause of the last figure ends."""
    text = sentence.text
    first, last = group.figures[0][0], group.last
    start = sentence.clauses[first.clause].start
    if group.hit is not None and group.hit.span.start < start:
        start = sentence.clauses[sentence.clause_at(group.hit.span.start)].start
    if start < floor:  # a claim begins with a clause, unless the one before it ends in the same clause
        own = sentence.clause_at(floor) + 1
        start = sentence.clauses[own].start if own <= first.clause else floor
    head = _HEAD.match(text, start, first.start)
    start = head.end() if head else start
    clause_end = max(sentence.clauses[last.clause].end, last.end)  # a decimal comma parts the clause, not the figure
    end = clause_end
    if ceiling < clause_end:
        end = clause_end = _end(sentence, group, ceiling)
    while end > last.end and text[end - 1] in " \t\n,;:、。.":
        end -= 1
    if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end):
        end += 1
    if last.clause == len(sentence.clauses) - 1:
        clause_end = len(text)  # a marker behind the full stop is in the last clause
    return Span(start, end), max(clause_end, end)


def _end(sentence: Sentence, group: Group, ceiling: int) -> int:
    """Where the figures of a claim end, with the measure that stands right behind them: 2.1 million new cases."""
    end = group.last.end
    if group.hit is not None and end <= group.hit.span.start <= end + 1 and group.hit.span.end <= ceiling:
        return group.hit.span.end
    return end


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in " \n":
        start += 1
    while end > start and text[end - 1] in " \n":
        end -= 1
    return Span(start, end)


def _relation(sentence: Sentence, group: Group) -> str:
    """point, range, bound, comparison or change."""
    results = [m for m, statistic in group.figures if statistic in ("value", "baseline", "ratio")]
    statistics = {statistic for _, statistic in group.figures}
    if "baseline" in statistics or group.measure in ("risk_reduction", "risk_increase", "fold"):
        return "change"
    if len(results) > 1 and group.measure != "dose":
        return "comparison"
    quantity = results[0].quantity if results else group.figures[0][0].quantity
    if quantity.low is None or quantity.high is None:
        return "bound"
    return "range" if quantity.low != quantity.high else "point"


def _identity(text: str, sentence: Span, measure: str, seen: Counter[str]) -> str:
    """A hash of the sentence without spaces and markers, and of the measure; equal ones are numbered in order."""
    words = re.sub(r"\s+", "", text[sentence.start : sentence.end]).rstrip(".。;!?,()[]")
    made = hashlib.blake2s(f"{words}|{measure}".encode(), digest_size=5).hexdigest()
    seen[made] += 1
    return made if seen[made] == 1 else f"{made}-{seen[made]}"
