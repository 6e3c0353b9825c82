"""One claim against one source: restated, aligned, judged, told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from verify.match.align import Aligner
from verify.match.company import settled
from verify.match.explain import of_restatement, told
from verify.match.figures import SETTINGS, as_meant, by_median, mistaken_settings, results_of
from verify.match.home import together
from verify.match.index import Index
from verify.match.judge import judge
from verify.match.restate import Restatement, restated
from verify.match.sense import of_own_study
from verify.match.unfigured import without_figures
from verify.model import Claim, Match, Reading, Span, Statement, Verdict
from verify.patterns import regex

_NUMBER = regex(r"[0-9]+(?:\.[0-9]+)?")


_MOST = 64


class Indexed(NamedTuple):
    """A reading made ready for many comparisons."""

    reading: Reading
    words: Index


_remembered: dict[int, Indexed] = {}


def indexed(reading: Reading) -> Indexed:
    """`reading` with its index. The last readings are remembered: many articles cite the same works."""
    found = _remembered.get(id(reading))
    if found is None:
        if len(_remembered) >= _MOST:
            _remembered.pop(next(iter(_remembered)), None)
        # Holding the reading keeps its id from being given to another.
        found = _remembered[id(reading)] = Indexed(reading, Index(reading))
    return found


def compare(claim: Reading, source: Reading) -> Match:
    """All that `claim`, a sentence or two, says in figures, held against `source`."""
    same = _restated(claim, claim.sentences, source)
    if same is not None and not _taken_from_elsewhere(same, source):
        return of_restatement(same, source)
    return _with_reason(_examine(indexed(claim), claim.statements, indexed(source)), same, source)


def examine(article: Indexed, claim: Claim, key: str, source: Indexed) -> Match:
    """One claim of an article against the source it cites as `key`."""
    statements = _statements_of(article.reading, claim)
    same = _restated(article.reading, [s.span for s in statements], source.reading)
    if same is not None and not _taken_from_elsewhere(same, source.reading):
        found = of_restatement(same, source.reading)
    else:
        found = _with_reason(_examine(article, statements, source, claim.span), same, source.reading)
    return replace(found, claim=claim.id, reference=key)


def _taken_from_elsewhere(same: Restatement, source: Reading) -> bool:
    """Whether the first differing figure of a restatement stands elsewhere in the source: then its words tell what was confused."""
    if not same.differences or same.differences[0].reason != "value-mismatch":
        return False
    number = _NUMBER.search(same.differences[0].claim)
    return number is not None and number.group() in source.text


def _with_reason(found: Match, same: Restatement | None, source: Reading) -> Match:
    """A restatement that differs stays contradicted; where its figure was taken from tells why."""
    if same is None or (found.verdict is Verdict.CONTRADICTED and found.reason != "value-mismatch"):
        return found
    return of_restatement(same, source)


def _statements_of(article: Reading, claim: Claim) -> tuple[Statement, ...]:
    """The statements the claim stands in, with its own figures only."""
    own = [figure.quantity.span for figure in claim.figures]
    made = []
    for s in article.statements:
        if s.span.overlaps(claim.span):
            roles = tuple(r for r in s.roles if r.statistic in SETTINGS or any(r.quantity.span.overlaps(span) for span in own))
            made.append(replace(s, roles=roles))
    return tuple(made)


def _restated(article: Reading, sentences: Sequence[Span], source: Reading) -> Restatement | None:
    words = " ".join(article.text[span.start : span.end] for span in sentences)
    if of_own_study(words.lower()) and not of_own_study(source.text.lower()):
        return None  # like words tell of another study
    same = restated(words, source.text, source.sentences)
    if same is None:
        return None
    telling = tuple(d for d in same.differences if d.reason != "other-words")
    # Other words alone make it a paraphrase, to be compared as one.
    return None if same.differences and not telling else Restatement(same.span, telling)


def _examine(article: Indexed, statements: Sequence[Statement], source: Indexed, within: Span | None = None) -> Match:
    results = as_meant(results_of(statements, article.words.text, within), source.reading.statements, article.words.text)
    results = by_median(results, statements, source.reading.statements, source.words.lower)
    results += mistaken_settings(statements, source.reading.statements, results)
    aligner = Aligner(article.words, source.words, statements, results)
    if not results:
        words = " ".join(article.words.text[s.span.start : s.span.end] for s in statements)
        return without_figures(aligner, words, source.reading)
    found = [judge(aligner, one) for one in together([aligner.align(role) for role in results], aligner)]
    return told(settled(found, aligner), source.reading)
