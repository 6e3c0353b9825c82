"""Rules on the article as a whole: praise without risk, and promotion without disclosure. They count; they do not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.model import BlockKind, Review, Severity, Span, Text
from verify.rules.promotion.find import Considered, small
from verify.rules.promotion.pack import Entry
from verify.terms import find
from verify.text import fold

# What speaks of benefit; praise of the other kinds is no claim about a product.
_BENEFIT = frozenset(
    (
        "efficacy-guarantee",
        "superlative",
        "safety-assertion",
        "comparison-without-evidence",
        "hanging-comparison",
        "absolute-term",
        "overclaiming-certainty",
        "off-label",
        "cure-rate-statement",
        "relative-without-absolute",
        "causal-overreach",
    )
)


def considered(review: Review, found: Sequence[Considered], entries: Sequence[Entry]) -> Iterator[Considered]:
    """What the document rules find, each where the most named product is first praised."""
    profile = review.profile
    wanted = [entry for entry in entries if profile.kind in entry.document["kinds"] and profile.audience in entry.severity]
    benefits = [item for item in found if item.severity not in (None, Severity.NOTE) and item.entry.category in _BENEFIT]
    if not wanted or not benefits:
        return
    named: dict[str, list[Span]] = {}
    folded = fold(review.document.text)
    skipped = [block.span for block in review.document.body(BlockKind.REFERENCE, BlockKind.BOILERPLATE)]
    for hit in find(folded, "products"):
        if not any(span.holds(hit.span) for span in skipped):
            named.setdefault(hit.term.id, []).append(hit.span)
    if not named:
        return
    most = max(named.values(), key=len)
    praised = [item.sentence.span for item in benefits if item.sentence is not None]
    first = next((span for span in most if any(sentence.holds(span) for sentence in praised)), most[0])
    text = small(folded)
    told: set[str] = set()  # what is missing is said once, by the most severe rule
    for entry in sorted(wanted, key=lambda entry: Severity(entry.severity[profile.audience]).rank, reverse=True):
        if entry.language != review.document.language or entry.category in told:
            continue
        asked = entry.document
        if len(most) < asked["products"] or len(benefits) < asked["benefits"]:
            continue
        answered = next((word for word in asked["lacks"] if word in text), None)
        if answered is not None:
            yield Considered(entry, first, None, (Text(f"文中有“{answered}”", f"the text has “{answered}”"),))
        else:
            told.add(entry.category)
            yield Considered(entry, first, Severity(entry.severity[profile.audience]))
