"""The search: every phrase of every pack in one pass, then the words around each hit.

One automaton holds the anchors of all rules, so a thousand more phrases cost nothing; a pattern runs only near its anchors in
a sentence, so a hostile text costs no more than a long one. What was found is kept with what became of it: a `Considered`
is the line of a trace, and a flag if nothing cleared it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from verify.model import Audience, BlockKind, Review, Severity, Span, Text
from verify.patterns import regex
from verify.rules.promotion import tone
from verify.rules.promotion.context import Around, Signals
from verify.rules.promotion.evidence import standing
from verify.rules.promotion.label import found as label_hits
from verify.rules.promotion.pack import NOTHING, Entry
from verify.rules.reading import Sentence, folded, sentences
from verify.terms import find as find_terms
from verify.text import fold
from verify.text import sentences as split

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_OF_THEIR_OWN = ("document", "label", "tone")  # kinds of rule that are not looked up phrase by phrase
_BEFORE, _AFTER = 90, 130  # characters of a sentence around an anchor in which its pattern is looked for
_STEPS: dict[str, str | None] = {"error": "warning", "warning": "note", "note": None}
_RESEARCH = ("research", "review")
# A report of one's own data is not promotion of a product, however its conclusion is worded: these stay advice there.
_NOTES_IN_RESEARCH = frozenset(
    (
        "novelty-claim",
        "hanging-comparison",
        "comparison-without-evidence",
        "safety-assertion",
        "causal-overreach",
        "overclaiming-certainty",
        "spin-nonsignificant",
        "spin-surrogate-endpoint",
        "spin-selective-evidence",
        "relative-without-absolute",
        "urgency-call-to-action",
        "fear-appeal",
        "off-label",
        "misrepresented-evidence",
        "preclinical-extrapolation",
    )
)


@dataclass(frozen=True, slots=True)
class Considered:
    """A phrase that was found: `severity` None and a reason if it was dropped; `reasons` tell each step."""

    entry: Entry
    span: Span
    severity: Severity | None
    reasons: tuple[Text, ...] = ()
    sentence: Sentence | None = None
    basis: Text = NOTHING  # what a table says, where the rule rests on one


def _weighed(review: Review, item: Considered) -> Considered:
    """The hit with what the cited source adds to it: one level up, or nothing left of it."""
    known = standing(review, item.sentence, item.entry.category) if item.sentence and item.severity else None
    if known is None:
        return item
    if known.weak:
        higher = Severity.WARNING if item.severity is Severity.NOTE else Severity.ERROR
        return replace(item, severity=higher, reasons=(*item.reasons, known.reason))
    if item.entry.kind in ("comparison", "figure", "near") or item.entry.category == "comparison-without-evidence":
        return replace(item, severity=None, reasons=(known.reason,))
    return item


class Index:
    """The rules of the packs in use, ready to be searched."""

    def __init__(self, entries: Sequence[Entry], signals: Signals) -> None:
        self.entries = tuple(entry for entry in entries if entry.kind not in _OF_THEIR_OWN)
        self.labels = {entry.language: entry for entry in entries if entry.kind == "label"}
        self.tones = {entry.language: entry for entry in entries if entry.kind == "tone"}
        self.signals = signals
        self._asked: tuple[str, frozenset[str]] | None = None

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, tuple[tuple[tuple[int, int], ...], ...]]:
        from ahocorasick_rs import AhoCorasick, Implementation

        owners: dict[str, list[tuple[int, int]]] = {}
        for i, entry in enumerate(self.entries):
            for k, words in enumerate(entry.anchors):
                for word in words:
                    owners.setdefault(word, []).append((i, k))
        automaton = AhoCorasick(list(owners), store_patterns=False, implementation=Implementation.NoncontiguousNFA)
        return automaton, tuple(tuple(pairs) for pairs in owners.values())

    def search(self, text: str, audience: Audience) -> Iterator[tuple[Entry, Span]]:
        """Every rule for `audience` whose pattern stands in `text` (small letters, hyphens as spaces), with its place."""
        automaton, owners = self._automaton
        near: dict[tuple[int, int], list[int]] = {}  # where the anchors of a pattern stand, first and last
        for number, start, _ in automaton.find_matches_as_indexes(text, overlapping=True):
            for pair in owners[number]:
                if pair in near:
                    near[pair][1] = start
                else:
                    near[pair] = [start, start]
        for (i, k), (first, last) in near.items():
            entry = self.entries[i]
            if audience in entry.severity:
                for match in self.signals.pattern(entry.expressions[k]).finditer(text, max(0, first - _BEFORE), last + _AFTER):
                    yield entry, Span(*match.span())

    def considered(self, review: Review) -> Iterator[Considered]:
        """Every phrase found in the article, in order, with what became of it."""
        audience = review.profile.audience
        research = review.profile.kind in _RESEARCH
        label = self.labels.get(review.document.language)
        products = (
            [hit.span.start for hit in find_terms(folded(review), "products")] if label and audience in label.severity else []
        )
        markers = sorted(citation.span.start for citation in review.citations)
        voice = self.tones.get(review.document.language)
        at = 0
        for sentence in _read(review):
            while at < len(markers) and markers[at] < sentence.span.start:
                at += 1
            last = bisect.bisect_right(markers, sentence.span.end + 1) - 1
            cited = markers[last] - sentence.span.start if last >= at else -1
            text = small(sentence.text)
            hits = [
                self._judged(sentence, text, entry, hit, audience, cited=cited >= hit.end - 1, research=research)
                for entry, hit in self.search(text, audience)
            ]
            if label is not None and _between(products, sentence.span):
                hits += [
                    replace(self._judged(sentence, text, label, hit, audience, cited=False, research=research), basis=basis)
                    for hit, basis in label_hits(sentence, text)
                ]
            settled = _settled([_weighed(review, hit) for hit in hits])
            above, telling = tone.score(text, voice.language) if voice is not None else (0.0, ())
            sober = above < tone.SOBER
            if sober:
                settled = [_lowered(hit) for hit in settled]
            yield from settled
            spoken = voice is not None and above >= 0 and not research and sentence.kind is not BlockKind.HEADING
            if voice is not None and spoken and audience in voice.severity and all(hit.severity is None for hit in settled):
                dropped = self._dropped(voice, self._around(sentence, text, Span(0, len(text)), cited=cited >= 0))
                named = Text(f"最能说明的字词：{'、'.join(telling)}", f"what tells most: {', '.join(telling)}")
                level = None if dropped is not None else Severity(voice.severity[audience])
                yield Considered(voice, sentence.span, level, (dropped or named,), sentence)

    def _judged(
        self, sentence: Sentence, text: str, entry: Entry, hit: Span, audience: Audience, *, cited: bool, research: bool
    ) -> Considered:
        around = self._around(sentence, text, hit, cited=cited)
        span = Span(sentence.span.start + hit.start, sentence.span.start + hit.end)
        reasons: list[Text] = []
        dropped = self._dropped(entry, around)
        if dropped is not None:
            return Considered(entry, span, None, (dropped,), sentence)
        level: str | None = entry.severity[audience]
        if level == "error" and not entry.alone and not around.has("treatment"):
            level = "warning"
            reasons.append(Text("句中未说到某种治疗，缺少第二个信号", "no treatment in the sentence: the second signal is missing"))
        for name in entry.lower:
            if around.has(name):
                level = _STEPS[level] if level else None
                reasons.append(self.signals.reason(name))
                break
        if research and level and level != "note":
            level = "note" if entry.category in _NOTES_IN_RESEARCH else _STEPS[level]
            reasons.append(Text("研究报告或综述", "a research report or review"))
        return Considered(entry, span, Severity(level) if level else None, tuple(reasons), sentence)

    def _around(self, sentence: Sentence, text: str, hit: Span, *, cited: bool) -> Around:
        return Around(self.signals, text, sentence, hit, cited, self._possible(text))

    def _possible(self, text: str) -> frozenset[str]:
        """The signals a sentence may give, kept for its other phrases."""
        if self._asked is None or self._asked[0] is not text:
            self._asked = (text, self.signals.possible(text))
        return self._asked[1]

    def _dropped(self, entry: Entry, around: Around) -> Text | None:
        """The reason why the phrase is none, if there is one."""
        for exemption in entry.exempt:
            if self._exempt(exemption.expression, exemption.where, around):
                return Text(exemption.reason, exemption.reason)
        if entry.company:
            scope = around.clause if entry.within == "clause" else Span(0, len(around.text))
            if not any(self.signals.pattern(word).search(around.text, scope.start, scope.end) for word in entry.company):
                return Text("缺少同现的词语", "the words it needs beside it are missing")
        for name in entry.needs:
            if not around.has(name):
                return Text("缺少所需的语境", "the signal it needs is missing")
        for name in entry.drop:
            if around.has(name):
                return self.signals.reason(name)
        return None

    def _exempt(self, expression: str, where: str, around: Around) -> bool:
        pattern = self.signals.pattern(expression)
        if where == "hit":
            start, end = max(0, around.hit.start - 30), around.hit.end + 30
            return any(
                match.start() < around.hit.end and around.hit.start < match.end()
                for match in pattern.finditer(around.text, start, end)
            )
        scope = around.clause if where == "clause" else Span(0, len(around.text))
        return pattern.search(around.text, scope.start, scope.end) is not None


def _between(places: Sequence[int], span: Span) -> bool:
    at = bisect.bisect_left(places, span.start)
    return at < len(places) and places[at] < span.end


def small(text: str) -> str:
    """`text` folded, in small letters, with hyphens as spaces; of the same length."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters (İ) grow in lower case; offsets must not move
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.replace("-", " ")


def _read(review: Review) -> Iterator[Sentence]:
    """The sentences of headings and of the running text; tables state figures, not opinions."""
    document = review.document
    folded = fold(document.text)
    headings = (
        Sentence(span, folded[span.start : span.end], (), BlockKind.HEADING)
        for block in document.body(BlockKind.HEADING)
        for span in split(document.text, block.span.start, block.span.end)
    )
    running = (sentence for sentence in sentences(review) if sentence.kind is not BlockKind.TABLE)
    return iter(sorted((*headings, *running), key=lambda sentence: sentence.span))


def _lowered(hit: Considered) -> Considered:
    """The hit one level lower, in a sentence that as a whole reports."""
    if hit.severity is None:
        return hit
    level = _STEPS[hit.severity.value]
    return replace(hit, severity=Severity(level) if level else None, reasons=(*hit.reasons, _REPORTS))


_REPORTS = Text("整句的口吻是陈述", "the sentence as a whole reports")
_RANK = {None: -1, Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}
_NEAR = regex(r"[^。!?]{0,24}", re.DOTALL)


def _settled(hits: list[Considered]) -> list[Considered]:
    """The hits of a sentence, one for each statement: of phrases that overlap the most severe and longest stays, phrases of one
    category close together are one, and a phrase that governs its sentence takes in what follows."""
    dropped = [hit for hit in hits if hit.severity is None]
    live = sorted(
        (hit for hit in hits if hit.severity is not None),
        key=lambda hit: (-_RANK[hit.severity], -(hit.span.end - hit.span.start), hit.span),
    )
    kept: list[Considered] = []
    for hit in live:
        if not any(hit.span.overlaps(other.span) for other in kept):
            kept.append(hit)
    kept.sort(key=lambda hit: hit.span)
    merged: list[Considered] = []
    for hit in kept:
        last = merged[-1] if merged else None
        if last is not None and (last.entry.governs or (last.entry.category == hit.entry.category and _close(last, hit))):
            first = last if _RANK[last.severity] >= _RANK[hit.severity] else hit
            merged[-1] = replace(first, span=Span(last.span.start, hit.span.end))
        else:
            merged.append(hit)
    return merged + dropped


def _close(one: Considered, two: Considered) -> bool:
    gap = two.span.start - one.span.end
    assert one.sentence is not None
    between = one.sentence.text[one.span.end - one.sentence.span.start : max(0, two.span.start - one.sentence.span.start)]
    return gap <= (40 if between.isascii() else 12)
