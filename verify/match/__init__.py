"""Claims against the texts of the references they cite. Two doors: `match` for an article, `compare` for one sentence.

Both take documents with their statements (`Reading`); nothing is read or looked up here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verify.match.compare import compare, examine
from verify.model import Claim, Match, Reading, Verdict

__all__ = ["compare", "match"]


def match(article: Reading, claims: Sequence[Claim], sources: Mapping[str, Reading]) -> tuple[Match, ...]:
    """One match for each claim and each reference it cites; `sources` holds the readings by reference key."""
    made: list[Match] = []
    for claim in claims:
        for key in claim.citations:
            source = sources.get(key)
            if source is None:
                made.append(Match(claim.id, key, Verdict.NO_SOURCE))
            else:
                made.append(examine(article, claim, key, source))
    return tuple(made)
