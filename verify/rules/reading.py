"""The sentences of an article that state figures: what the rules on its own consistency look at.

A sentence is worth reading only when a claim stands in it, and its figures are composed again from the sentence because arithmetic
needs those no claim carries: the sample size beside a share, the interval behind an estimate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from verify.model import BlockKind, Claim, Quantity, Review, Span
from verify.text import fold, quantities


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with figures: `text` is folded; spans of claims and figures count from the start of the document."""

    span: Span
    text: str
    claims: tuple[Claim, ...]
    figures: tuple[Quantity, ...]
    kind: BlockKind

    def between(self, one: Quantity, two: Quantity) -> str:
        """The folded text from the end of `one` to the start of `two`; empty when they touch or stand the other way round."""
        return self.text[one.end - self.span.start : max(one.end, two.start) - self.span.start]

    def before(self, at: Quantity) -> str:
        """The folded text of the sentence up to `at`."""
        return self.text[: at.start - self.span.start]

    def after(self, at: Quantity) -> str:
        """The folded text of the sentence behind `at`."""
        return self.text[at.end - self.span.start :]


_last: tuple[Review, tuple[Sentence, ...]] | None = None


def sentences(review: Review) -> tuple[Sentence, ...]:
    """Every sentence of `review` that holds a claim, in order. The last review read is kept, because rules run one after another."""
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
        inside: list[Span] = []
        while marker is not None and marker.span.start < span.end:
            if marker.span.start >= span.start:
                inside.append(Span(marker.span.start - span.start, marker.span.end - span.start))
            marker = next(markers, None)
        text = fold(document.slice(span))
        found = tuple(moved(q, span.start) for q in quantities(text, inside))
        yield Sentence(span, text, tuple(claims[span]), found, block.kind if block else BlockKind.PARAGRAPH)


def moved(quantity: Quantity, by: int) -> Quantity:
    """`quantity` with its span counted from `by` characters further up."""
    return replace(quantity, span=Span(quantity.span.start + by, quantity.span.end + by))


def unit_of_last_place(quantity: Quantity) -> Decimal:
    """1 for a whole number, 0.1 for one printed decimal, …: how finely the figure is printed."""
    return Decimal(1).scaleb(-quantity.decimals)
