"""What stands around a phrase: negation, hedge, question, criticism, a citation, a statistic, a comparator, a guideline.

The words are in `packs/context.yaml`; here is how far each reaches. Hedges count in their own clause, negation a few words before
the phrase, everything else in the sentence. A signal is looked for only where a phrase was found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from verify.model import Span, Text
from verify.patterns import regex
from verify.rules.intervals import insignificant
from verify.rules.promotion import notation
from verify.rules.promotion.pack import Node

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from verify.rules.reading import Sentence

_CUT = regex(r"[,;:](?![0-9])|(?<![0-9])[,;:]|[。!?]| [-–—] |--")
_BUT = regex(r"但是?|然而|不过|却(?!步)|(?<![a-z])(?:but|however|yet|nevertheless)(?![a-z])")
_NUMBER = regex(r"[0-9]+(?:\.[0-9]+)?")
# Two figures set against each other, a share with its counts, or an interval: data, not a claim about them.
_UNIT = r" ?(?:%|个月|月|周|天|年|分|mg|mm|months?|weeks?|days?|points?|percent)?"
_AGAINST = r"(?:vs\.?|versus|对比|比(?!例|率)|compared with)"
_THEN = r"(?:和|与|及|,|、|and|to|from|从|至|到|降至|升至|对照)"
_FIGURES = regex(
    rf"[0-9]{_UNIT}[^,;。]{{0,14}}{_AGAINST} ?[^0-9,;。]{{0,18}}[0-9]"
    rf"|[0-9](?:\.[0-9]+)? ?%[^;。%]{{0,30}}{_THEN}[^;。%]{{0,30}}[0-9] ?%"
    r"|(?:由|从|from)[^,;。]{0,14}[0-9][^,;。]{0,24}(?:至|到|to)[^,;。]{0,6}[0-9]"
    r"|[0-9]+ ?/ ?[0-9]+|[0-9]+ ?%? ?[(][^)]{0,24}[0-9]|(?<![a-z])n ?= ?[0-9]|[0-9]+ ?例"
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One signal: what says it, what only looks like it (`unless`), how far it reaches (see `packs/context.yaml`), and the reason
    it gives in a trace."""

    name: str
    expression: str
    unless: str
    reach: int
    reason: Text
    anchors: tuple[str, ...] = ()  # strings of which every match holds one; empty: unknown


def vocabulary(root: Node) -> list[Vocabulary]:
    """`context.yaml`."""
    found = []
    for name, node in root.mapping().items():
        one = node.mapping(("reach", "reason", "zh", "en", "unless"))
        parts = list(one["zh"].texts())
        parts += [notation.bounded(word) for word in one["en"].texts()]
        reach = int(one["reach"].text())
        if name == "negation":  # its patterns are anchored to the phrase that follows
            parts = [*one["zh"].texts(), *(f"(?<![a-z]){word}" for word in one["en"].texts())]
        unless = "|".join(one["unless"].texts()) if "unless" in one else ""
        expression = "|".join(f"(?:{part})" for part in parts)
        found.append(Vocabulary(name, expression, unless, reach, one["reason"].bilingual(), _anchors(parts)))
    return found


def _anchors(parts: Sequence[str]) -> tuple[str, ...]:
    """Strings without which none of `parts` can match; none at all if one of them has no fixed word, or one with a hyphen."""
    words: set[str] = set()
    try:
        for part in parts:
            words.update(notation.anchors(part))
    except notation.PatternError:
        return ()
    return () if any("-" in word for word in words) else tuple(sorted(words))


class Signals:
    """The vocabulary, each expression compiled when it is first asked for."""

    def __init__(self, words: Mapping[str, Vocabulary]) -> None:
        self.words = words
        self._compiled: dict[str, re.Pattern[str]] = {}

    def pattern(self, expression: str) -> re.Pattern[str]:
        found = self._compiled.get(expression)
        if found is None:
            found = self._compiled[expression] = regex(expression)
        return found

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[set[str]]]:
        from ahocorasick_rs import AhoCorasick, Implementation

        owners: dict[str, set[str]] = {}
        for name, words in self.words.items():
            for anchor in words.anchors:
                owners.setdefault(anchor, set()).add(name)
        automaton = AhoCorasick(list(owners), store_patterns=False, implementation=Implementation.NoncontiguousNFA)
        return automaton, list(owners.values())

    def possible(self, text: str) -> frozenset[str]:
        """The signals that a sentence (in small letters, hyphens as spaces) may give: one pass spares most of the searches."""
        automaton, owners = self._automaton
        hits = {number for number, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)}
        return self._unanchored.union(*(owners[number] for number in hits))

    @cached_property
    def _unanchored(self) -> frozenset[str]:
        return frozenset(name for name, words in self.words.items() if not words.anchors)

    def reason(self, name: str) -> Text:
        return _REASONS.get(name) or self.words[name].reason


_REASONS = {
    "cited": Text("同句有引文", "the sentence cites a reference"),
    "insignificant": Text("同句的检验不显著", "the test in the sentence is not significant"),
    "figures": Text("同句给出数值对照", "the sentence gives the figures side by side"),
}


@dataclass(frozen=True)
class Around:
    """A phrase at `hit` of a sentence. `text` is the sentence in small letters with hyphens as spaces, `cited` whether a
    citation stands behind the phrase, `possible` the signals that the words of the sentence may give."""

    signals: Signals
    text: str
    sentence: Sentence
    hit: Span
    cited: bool
    possible: frozenset[str]

    @property
    def raw(self) -> str:
        return self.sentence.text

    @cached_property
    def clause(self) -> Span:
        """The clause of the phrase: from the last separator before it to the first one after it."""
        start, end = 0, len(self.text)
        for cut in _CUT.finditer(self.raw, max(0, self.hit.start - 200), self.hit.start):
            start = cut.end()
        if following := _CUT.search(self.raw, self.hit.end, min(end, self.hit.end + 200)):
            end = following.start()
        return Span(start, end)

    def has(self, name: str) -> bool:
        """Whether the signal of that name is there."""
        if name == "cited":
            return self.cited
        if name == "figures":
            return _FIGURES.search(self.raw.lower()) is not None and len(_NUMBER.findall(self.raw)) >= 2
        if name == "negation":
            return self._negated or self._found("negation-frame", self._since)
        if name == "insignificant":
            return insignificant(self.sentence)
        if name not in self.possible:
            return False
        words = self.signals.words[name]
        if words.reach < 0:
            return self._found(name, self.text[self.clause.start : self.hit.end])
        if name in ("question", "statistic"):
            return self._found(name, self.raw.lower())
        return self._found(name, self._since)

    @cached_property
    def _since(self) -> str:
        """The sentence from the last "but" before the phrase on: what was conceded before it does not speak of the phrase."""
        turns = [turn.end() for turn in _BUT.finditer(self.text, 0, self.hit.start)]
        return self.text[turns[-1] :] if turns else self.text

    def _found(self, name: str, text: str) -> bool:
        if name not in self.possible:
            return False
        words = self.signals.words[name]
        return self.signals.pattern(words.expression).search(self._without(words.unless, text)) is not None

    def _without(self, unless: str, text: str) -> str:
        """`text` with what only looks like the signal blotted out: "no side effects" is no word on harm."""
        return self.signals.pattern(unless).sub(lambda found: "·" * len(found[0]), text) if unless else text

    @property
    def _negated(self) -> bool:
        """Whether the words before the phrase negate it."""
        words = self.signals.words["negation"]
        before = self.text[max(self.clause.start, self.hit.start - 60) : self.hit.start]
        before = self._without(words.unless, before)
        if before and before[-1].isascii() and before[-1] != " ":
            before += " "
        return self.signals.pattern(words.expression).search(before) is not None
