"""The sentences of an article that state figures: what the rules on its own consistency look at.

A sentence is worth reading only when a claim stands in it. Its figures are composed again from the sentence, and only when a rule
asks for them, because arithmetic needs those no claim carries: the sample size beside a share, the interval behind an estimate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from verify.model import BlockKind, Claim, Quantity, Review, Span
from verify.text import fold, quantities

_MARKER = "\x1f"


@dataclass(frozen=True)
class Sentence:
    """A sentence with claims: `text` is folded and its citation markers are blanked; spans count from the start of the document."""

    span: Span
    text: str
    claims: tuple[Claim, ...]
    kind: BlockKind

    @cached_property
    def figures(self) -> tuple[Quantity, ...]:
        """Every quantity of the sentence, in order."""
        by = self.span.start
        return tuple(replace(q, span=Span(q.span.start + by, q.span.end + by)) for q in quantities(self.text) if q.kind)

    def between(self, one: Quantity, two: Quantity) -> str:
        """The text from the end of `one` to the start of `two`; empty when they touch or stand the other way round."""
        return self.text[one.end - self.span.start : max(one.end, two.start) - self.span.start]

    def before(self, at: Quantity) -> str:
        """The text of the sentence up to `at`."""
        return self.text[: at.start - self.span.start]

    def after(self, at: Quantity) -> str:
        """The text of the sentence behind `at`."""
        return self.text[at.end - self.span.start :]

    def claim_at(self, span: Span) -> str | None:
        """The id of the claim that holds a place."""
        return next((claim.id for claim in self.claims if claim.span.overlaps(span)), None)


_last: tuple[Review, tuple[Sentence, ...]] | None = None


def sentences(review: Review) -> tuple[Sentence, ...]:
    """Every sentence of `review` that holds a claim, in order. The last one read is kept, because rules run one after another."""
    global _last
    if _last is None or _last[0] is not review:
        _last = (review, tuple(_sentences(review)))
    return _last[1]


def _sentences(review: Review) -> Iterator[Sentence]:
    document = review.document
    claims: dict[Span, list[Claim]] = {}
    for claim in review.claims:
        claims.setdefault(claim.sentence or claim.span, []).append(claim)
    blocks = iter(document.blocks)
    block = next(blocks, None)
    markers = iter(review.citations)
    marker = next(markers, None)
    for span in sorted(claims):
        while block is not None and block.span.end <= span.start:
            block = next(blocks, None)
        text = fold(document.slice(span))
        while marker is not None and marker.span.start < span.end:
            if marker.span.start >= span.start:
                start, end = marker.span.start - span.start, min(marker.span.end, span.end) - span.start
                text = text[:start] + _MARKER * (end - start) + text[end:]
            marker = next(markers, None)
        yield Sentence(span, text, tuple(claims[span]), block.kind if block else BlockKind.PARAGRAPH)


def unit_of_last_place(quantity: Quantity) -> Decimal:
    """1 for a whole number, 0.1 for one printed decimal, …: how finely the figure is printed."""
    return Decimal(1).scaleb(-quantity.decimals)
