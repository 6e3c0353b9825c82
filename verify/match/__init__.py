"""Claims against the texts of the references they cite. Two doors: `match` for an article, `compare` for one sentence.

Both take documents with their statements (`Reading`); nothing is read or looked up here. The rest of the room is imported on use:
an article without sources is audited without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from verify.model import Claim, Confidence, Match, Quantity, Reading, Text, Verdict

if TYPE_CHECKING:
    from verify.match.pair import Indexed

__all__ = ["compare", "match"]

_FOLDER = "references/"  # what the id of a work has before it that the article does not list


def compare(claim: Reading, source: Reading) -> Match:
    """All that `claim`, a sentence or two, says in figures, held against `source`."""
    from verify.match.pair import compare as compared

    return compared(claim, source)


def match(
    article: Reading,
    claims: Sequence[Claim],
    sources: Mapping[str, Reading],
    further: Callable[[Claim], Mapping[str, Reading]] | None = None,
) -> tuple[Match, ...]:
    """One match for each claim and each reference it cites; `sources` holds the readings by reference key.

    A figure that none of a claim's references states is looked for in the other sources, and then in what `further` gives for the
    claim: works that the article does not list, by id. Where one states it, the match says so (`misattributed`), with the passage
    quoted from there; the verdict stays `no-source` where the cited work could not be read.
    """
    if not sources and further is None:
        return tuple(Match(claim.id, key, Verdict.NO_SOURCE) for claim in claims for key in claim.citations)
    from verify.match.pair import examine, indexed

    mine = indexed(article)
    ready = {key: indexed(source) for key, source in sources.items()}
    made: list[Match] = []
    for claim in claims:
        found = [
            examine(mine, claim, key, ready[key]) if key in ready else Match(claim.id, key, Verdict.NO_SOURCE)
            for key in claim.citations
        ]
        if found and not any(one.verdict is Verdict.SUPPORTED for one in found):
            found = [_elsewhere(one, mine, claim, ready) for one in found]
            if further and not any(one.reason == "misattributed" for one in found) and (works := further(claim)):
                known = {_FOLDER + id: indexed(work) for id, work in works.items()}
                found = [_elsewhere(one, mine, claim, known) for one in found]
        made += found
    return tuple(made)


def _elsewhere(found: Match, article: Indexed, claim: Claim, sources: Mapping[str, Indexed]) -> Match:
    """`found`, or if another source states the claim better than the cited one differs from it, that it does."""
    if found.verdict is Verdict.CONTRADICTED and found.confidence is Confidence.HIGH:
        return found
    if not any(_telling(figure.quantity) for figure in claim.figures):
        return found
    from verify.match.pair import examine

    for key, source in sources.items():
        if key in claim.citations:
            continue
        other = examine(article, claim, key, source)
        if other.verdict is Verdict.SUPPORTED and other.confidence is not Confidence.LOW:
            zh, en = (" ", "") if key.startswith(_FOLDER) else ("文献 ", "reference ")
            said = Text(f"见于{zh}{key}：{other.quote}", f"{en}{key} states it: {other.quote}")
            verdict = Verdict.NO_SOURCE if found.verdict is Verdict.NO_SOURCE else Verdict.NOT_FOUND
            return replace(
                found,
                verdict=verdict,
                reason="misattributed",
                quote=other.quote,
                explanation=said,
                working=other.working,
                confidence=other.confidence,
            )
    return found


def _telling(quantity: Quantity) -> bool:
    """Whether a figure is exact enough not to stand in another source by chance."""
    value = quantity.value
    return quantity.comparator == "=" and value is not None and len(value.normalize().as_tuple().digits) >= 2
