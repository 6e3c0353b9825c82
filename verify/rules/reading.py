"""The sentences of an article with their claims and figures: what the rules on its own consistency look at.

The figures of a sentence are all that are printed, because arithmetic needs those no claim carries: the sample size beside a share,
the interval behind an estimate.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from verify.model import BlockKind, Citation, Claim, Quantity, Review, Span
from verify.text import fold
from verify.text import sentences as split

_MARKER = " "
_NEAR = 600  # characters around a figure that say what it is
_LONGEST = 4000  # a longer stretch without an end is data, not a sentence, and rules would take forever over it
_READ = (BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.CAPTION, BlockKind.NOTE, BlockKind.TABLE)


@dataclass(frozen=True)
class Sentence:
    """A sentence: `text` is folded and its citation markers are blanked; spans count from the start of the document."""

    span: Span
    text: str
    claims: tuple[Claim, ...]
    kind: BlockKind
    figures: tuple[Quantity, ...] = ()  # every one of the sentence, in order

    def between(self, one: Quantity, two: Quantity) -> str:
        """The text from the end of `one` to the start of `two`; empty when they touch or stand the other way round."""
        return self.text[one.end - self.span.start : max(one.end, two.start) - self.span.start]

    def before(self, at: Quantity) -> str:
        """The text of the sentence up to `at`, as far as it can bear on it."""
        end = at.start - self.span.start
        return self.text[max(0, end - _NEAR) : end]

    def after(self, at: Quantity) -> str:
        """The text of the sentence behind `at`, as far as it can bear on it."""
        start = at.end - self.span.start
        return self.text[start : start + _NEAR]

    def claim_at(self, span: Span) -> str | None:
        """The id of the claim that holds a place."""
        return next((claim.id for claim in self.claims if claim.span.overlaps(span)), None)


class _Read(NamedTuple):
    review: Review
    folded: str
    sentences: tuple[Sentence, ...]


_last: _Read | None = None


def sentences(review: Review) -> tuple[Sentence, ...]:
    """Every sentence of the running text but endless ones, in order."""
    return _read(review).sentences


def folded(review: Review) -> str:
    """The whole text, folded."""
    return _read(review).folded


def _read(review: Review) -> _Read:
    """The last review read is kept, because rules run one after another."""
    global _last
    if _last is None or _last.review is not review:
        text = fold(review.document.text)
        _last = _Read(review, text, tuple(_sentences(review, _blanked(text, review.citations))))
    return _last


def _sentences(review: Review, text: str) -> Iterator[Sentence]:
    document = review.document
    claims = sorted(review.claims, key=_start)
    printed = review.figures
    at = 0
    for block in document.body(*_READ):
        for span in split(text, block.span.start, block.span.end):
            if span.end - span.start > _LONGEST:
                continue
            while at < len(claims) and _start(claims[at]) < span.start:
                at += 1
            first = at
            while at < len(claims) and _start(claims[at]) < span.end:
                at += 1
            low = bisect_left(printed, span.start, key=_begin)
            here = printed[low : bisect_left(printed, span.end, lo=low, key=_begin)]
            yield Sentence(span, text[span.start : span.end], tuple(claims[first:at]), block.kind, here)


def _start(claim: Claim) -> int:
    return claim.figures[0].quantity.start if claim.figures else claim.span.start


def _begin(quantity: Quantity) -> int:
    return quantity.span.start


def _blanked(text: str, citations: tuple[Citation, ...]) -> str:
    """`text` with its citation markers overwritten, so that their digits belong to no figure."""
    pieces: list[str] = []
    at = 0
    for citation in citations:
        start, end = max(at, citation.span.start), citation.span.end
        if end > start:
            pieces += (text[at:start], _MARKER * (end - start))
            at = end
    pieces.append(text[at:])
    return "".join(pieces)


def unit_of_last_place(quantity: Quantity) -> Decimal:
    """1 for a whole number, 0.1 for one printed decimal, …: how finely the figure is printed."""
    return Decimal(1).scaleb(-quantity.decimals)
