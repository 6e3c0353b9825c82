"""The trace of promotional language (`verify audit --explain`) and the listing of a pack (`verify rules --pack`), as plain lines.

A trace shows every phrase that was considered: what became of it, by which rule of which pack, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verify.model import Audience, Language, Review
from verify.rules.promotion import Considered, Entry


def lines(review: Review, items: Iterable[Considered], language: Language) -> Iterator[str]:
    """One head line for the article, then one line for each phrase."""
    profile = review.profile
    kind = "文章类型" if language == "zh" else "kind"
    reader = "读者" if language == "zh" else "audience"
    yield f"{review.document.name}: {kind} {profile.kind}, {reader} {profile.audience} ({'; '.join(profile.why)})"
    for item in items:
        document = review.document
        place = document.place(item.span.start)
        box = document.box(item.span)
        page = "" if box is None else f" p{place.page} [{' '.join(f'{edge:.0f}' for edge in box)}]"
        dropped = "未提示" if language == "zh" else "dropped"
        outcome = item.severity.value if item.severity else dropped
        reasons = "; ".join(reason.in_(language) for reason in item.reasons)
        quote = document.slice(item.span).replace("\n", " ")
        yield f"  {place.line}:{place.column}{page}  {outcome:8}{item.entry.id}  “{quote}”" + (f"  {reasons}" if reasons else "")


def pack(entries: Iterable[Entry], audience: Audience | None, language: Language) -> Iterator[str]:
    """Each rule of a pack: its id, what it flags for whom, its provisions, a bad example."""
    for entry in entries:
        if audience is None:
            levels = " ".join(f"{who}={level}" for who, level in entry.severity.items())
        else:
            levels = entry.severity[audience]
        yield f"{entry.id}  promo-{entry.category}  {entry.kind}  {levels}"
        yield f"    {entry.why.in_(language)}"
        yield f"    {', '.join(entry.jurisdictions)}: {', '.join(entry.provisions)}"
        first = entry.bad[0].strip().splitlines()[0]
        yield f"    ✗ {first}"
