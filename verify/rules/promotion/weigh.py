"""What a sentence holds of words of praise and of selling, added up (rules of kind `sum`).

No single word need be suspect; three of them in one breath are. Each word of the lists adds its grade (`pack.GRADES`), a further
word of the same category half of it; signs of sober reporting (figures, a citation, a guideline, a hedge, harm) take away. Two make
a note; three make a warning, where a reader who is no physician, one who is addressed, or a treatment in the sentence counts as one
more. A sum is never an error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from verify.model import Audience, Language, Severity, Span, Text
from verify.rules.promotion import notation
from verify.rules.promotion.context import Around, Signals
from verify.rules.promotion.pack import DROPPING, Entry

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_REACH = 60  # characters around an anchor in which a pattern is looked for
_ENOUGH, _WARNING = 2, 3
_AGAIN = 0.5  # part of its grade that a further word of a category adds
_LOWER = {"statistic": 2, "guideline": 2, "advice": 2, "figures": 1, "cited": 1, "hedge": 1, "risk": 1, "personal": 1}
_COMPANY = ("addressed", "treatment")


class Word(NamedTuple):
    """A word of a list in a sentence, and what it adds."""

    span: Span
    grade: int
    entry: Entry


class Sum(NamedTuple):
    """What a sentence comes to: the rule and the place of its words, the level, and how it was reckoned."""

    entry: Entry
    span: Span
    severity: Severity | None
    reasons: tuple[Text, ...]


class Scale:
    """The lists of one language."""

    def __init__(self, entries: Sequence[Entry], language: Language, signals: Signals) -> None:
        self.entries = tuple(entry for entry in entries if entry.kind == "sum" and entry.language == language)
        self.signals = signals
        self.spaced = language == "en"

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[list[tuple[Entry, int, str | None]]]]:
        """Every anchor with its rules: entry, grade, and the pattern to look for if the anchor is not the whole of it."""
        from ahocorasick_rs import AhoCorasick, Implementation

        owners: dict[str, list[tuple[Entry, int, str | None]]] = {}
        for entry in self.entries:
            for expression, anchors, grade in zip(entry.expressions, entry.anchors, entry.grades, strict=True):
                whole = len(anchors) == 1 and expression in (anchors[0], notation.bounded(anchors[0]))
                for anchor in anchors:
                    owners.setdefault(anchor, []).append((entry, grade, None if whole else expression))
        automaton = AhoCorasick(list(owners), store_patterns=False, implementation=Implementation.NoncontiguousNFA)
        return automaton, list(owners.values())

    def words(self, text: str) -> list[Word]:
        """The words in a sentence (small letters, hyphens as spaces), of those that overlap the longest."""
        automaton, owners = self._automaton
        found: list[Word] = []
        for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
            torn = self.spaced and ((start > 0 and text[start - 1].isalnum()) or text[end : end + 1].isalnum())
            for entry, grade, expression in owners[number]:
                if expression is None:
                    if not torn:
                        found.append(Word(Span(start, end), grade, entry))
                else:
                    matches = self.signals.pattern(expression).finditer(text, max(0, start - _REACH), end + _REACH)
                    found += [Word(Span(*match.span()), grade, entry) for match in matches]
        if sum(word.grade for word in found) < _ENOUGH:
            return []
        found.sort(key=lambda word: (word.span.start - word.span.end, word.grade > 0, -word.grade, word.span.start))
        kept: list[Word] = []
        for word in found:
            if not any(word.span.overlaps(other.span) for other in kept):
                kept.append(word)
        return sorted((word for word in kept if word.grade), key=lambda word: word.span)

    def weigh(self, text: str, audience: Audience, around: Callable[[Span], Around]) -> Sum | None:
        """The sum of a sentence, if its words might be enough."""
        words = self.words(text)
        if _added(text, words) < _ENOUGH:
            return None
        words = [word for word in words if not around(word.span).negated]
        total = _added(text, words)
        if total < _ENOUGH:
            return None
        first = max(words, key=lambda word: word.grade)
        sentence = around(first.span)
        span = Span(words[0].span.start, words[-1].span.end)
        for name in DROPPING:
            if sentence.denied if name == "negation" else sentence.has(name):
                return Sum(first.entry, span, None, (self.signals.reason(name),))
        lowered = [name for name in _LOWER if sentence.has(name)]
        total -= sum(_LOWER[name] for name in lowered)
        company = audience != "hcp" or any(sentence.has(name) for name in _COMPANY)
        level = None if total < _ENOUGH else Severity.WARNING if total + company >= _WARNING else Severity.NOTE
        if level is not None and first.entry.severity[audience] == "note":
            level = Severity.NOTE
        named = list(dict.fromkeys(text[word.span.start : word.span.end] for word in words))
        reckoned = Text(f"合计{total + company:g}：{'、'.join(named)}", f"adds up to {total + company:g}: {', '.join(named)}")
        return Sum(first.entry, span, level, (reckoned, *map(self.signals.reason, lowered)))


def _added(text: str, words: Sequence[Word]) -> float:
    """What different words add, the strongest of each category in full."""
    seen: set[str] = set()
    categories: set[str] = set()
    total = 0.0
    for word in sorted(words, key=lambda word: -word.grade):
        said = text[word.span.start : word.span.end]
        if said not in seen:
            seen.add(said)
            total += word.grade * (_AGAIN if word.entry.id in categories else 1)
            categories.add(word.entry.id)
    return total
