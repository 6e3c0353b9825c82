"""Run -> the few numbers and orders every writer shows, so that console, JSON and HTML cannot disagree about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from verify.model import Claim, Flag, Language, Review, Run, Severity, Verdict

Standing = Literal["supported", "contradicted", "not-found", "no-source", "uncited", "unchecked"]

# One reference that states the figure carries the claim; next comes what an editor must look at first.
_ORDER = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND, Verdict.NO_SOURCE)

STANDINGS: tuple[Standing, ...] = ("contradicted", "not-found", "no-source", "uncited", "unchecked", "supported")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run found, in numbers. `standings` counts claims, `flags` counts flags that are not suppressed."""

    articles: int
    claims: int
    cited: int
    references: int
    standings: Mapping[Standing, int]
    flags: Mapping[Severity, int]
    suppressed: int
    failures: int

    @property
    def uncited(self) -> int:
        return self.claims - self.cited


def standings(review: Review) -> dict[str, Standing]:
    """How each claim, by id, stands against its sources: the verdict of its matches, or why there is none."""
    verdicts: dict[str, set[Verdict]] = {}
    for match in review.matches:
        verdicts.setdefault(match.claim, set()).add(match.verdict)
    return {claim.id: _standing(claim, verdicts.get(claim.id, set())) for claim in review.claims}


def _standing(claim: Claim, verdicts: set[Verdict]) -> Standing:
    for verdict in _ORDER:
        if verdict in verdicts:
            return verdict.value
    return "unchecked" if claim.citations else "uncited"


def summary(run: Run) -> Summary:
    """The numbers of a whole run."""
    return _summary(run.reviews, len(run.failures))


def review_summary(review: Review) -> Summary:
    """The numbers of one article."""
    return _summary((review,), 0)


def _summary(reviews: tuple[Review, ...], failures: int) -> Summary:
    claims = [claim for review in reviews for claim in review.claims]
    flags = [flag for review in reviews for flag in review.flags]
    stands = Counter(stand for review in reviews for stand in standings_in_order(review))
    severities = Counter(flag.severity for flag in flags if flag.suppressed is None)
    return Summary(
        articles=len(reviews),
        claims=len(claims),
        cited=sum(bool(claim.citations) for claim in claims),
        references=sum(len(review.references) for review in reviews),
        standings={stand: stands[stand] for stand in STANDINGS},
        flags={severity: severities[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)},
        suppressed=sum(flag.suppressed is not None for flag in flags),
        failures=failures,
    )


def standings_in_order(review: Review) -> list[Standing]:
    """One standing per claim, in the order of `review.claims`."""
    by_id = standings(review)
    return [by_id[claim.id] for claim in review.claims]


def in_order(flags: tuple[Flag, ...]) -> list[Flag]:
    """Flags by place; at one place the most severe first, then by rule, so that every output has one order."""
    return sorted(flags, key=lambda flag: (flag.span, -flag.severity.rank, flag.rule, flag.message))


def cited_by(review: Review) -> dict[str, list[int]]:
    """The offsets at which each reference key is cited, in order."""
    places: dict[str, list[int]] = {}
    for citation in review.citations:
        for key in citation.keys:
            places.setdefault(key, []).append(citation.span.start)
    return places


def spoken_in(run: Run) -> Language:
    """The language of most articles: that of the summary when none is asked for."""
    chinese = sum(review.document.language == "zh" for review in run.reviews)
    return "zh" if chinese * 2 >= len(run.reviews) and run.reviews else "en"
