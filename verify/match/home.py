"""Where the figures of one claim stand in the source together.

Two figures that a claim tells side by side mostly stand side by side in its source too: the statement that has both is the one
meant, and what stands elsewhere is no rival of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from verify.match.align import Aligner, Alignment
from verify.match.exchanged import BOUNDS
from verify.match.fit import LEVELS, Place

# How much worse a figure may fit and still be taken because its neighbours in the claim stand beside it.
_HOME = 0.25
_PAIRED = 0.11  # how much better what stands elsewhere must fit than a figure of the pair the claim gives
_ALL = 3  # figures that all stand in one statement leave no doubt that it is meant


def together(found: list[Alignment], aligner: Aligner) -> list[Alignment]:
    """Alignments with what the figures of a claim tell about one another.

    Where two or more figures of the claim stand in one statement of the source, that statement is the one meant, and what
    contradicts them must stand there too, unless only another statement speaks of what the claim measures.
    """
    found = [_untaken(one, found) for one in found]
    homes: dict[int, set[str]] = {}
    for one in found:
        for candidate in one.right:
            if not candidate.step and one.role.quantity.comparator not in BOUNDS:
                homes.setdefault(candidate.places[0].statement, set()).add(one.role.quantity.text)
    most = max((len(texts) for texts in homes.values()), default=0)
    if most < 2:
        return found
    home = max(
        homes,
        key=lambda statement: (
            len(homes[statement]),
            sum(c.score for a in found for c in a.right if c.places[0].statement == statement),
        ),
    )
    exact = {one.role.quantity.text for one in found if one.role.quantity.comparator not in BOUNDS}
    around = 0 if most >= _ALL and most == len(exact) else 1
    there = _places_at(home, found)
    units = {p.role.unit for p in there}
    pair = around and most == len(exact) and max(units) - min(units) <= 1 and _alike(aligner, there)
    told = all(one.role.quantity.decimals > 0 for one in found if one.role.quantity.text in exact)
    made = []
    for one in found:
        here = [c for c in one.right if not c.step and c.places[0].statement == home]
        if here and one.role.quantity.comparator not in BOUNDS:
            best = max(here, key=lambda c: c.score)
            if one.by_value is None or best.score >= one.by_value.score - _HOME:
                # What another figure of the claim is taken from contradicts this one only as an exchange of the two.
                taken = [c.places for other in found if other is not one for c in other.right if not c.step]
                other = one.role.statistic in LEVELS and not aligner.same_measure(one.role, best)
                near = [
                    c
                    for c in one.wrong
                    if all(abs(place.statement - home) <= around for place in c.places)
                    or (other and aligner.same_measure(one.role, c))
                    or aligner.of_all_under_limit(one.role, best, c)
                ]
                if pair and not other:  # two figures told side by side are meant together: what else stands near must be told apart
                    near = [
                        c
                        for c in near
                        if any(p.statement == home for p in c.places)
                        or aligner.of_all_under_limit(one.role, best, c)
                        or c.score > best.score + _PAIRED
                        or aligner.named_otherwise(one.role, best, c)
                    ]
                least = max((c.score for c in near if c.places in taken), default=0.0)
                wrong = tuple(c for c in near if c.places not in taken and c.score > least)
                one = one._replace(
                    by_value=best, by_words=max(wrong, key=lambda c: c.score, default=None), wrong=wrong, paired=bool(pair and told)
                )
        made.append(one)
    return made


def _places_at(statement: int, found: Sequence[Alignment]) -> list[Place]:
    """The figures of a statement of the source that have the value of a figure of the claim."""
    right = [c for one in found for c in one.right if not c.step and one.role.quantity.comparator not in BOUNDS]
    return [p for c in right for p in c.places if p.statement == statement]


def _alike(aligner: Aligner, places: Sequence[Place]) -> bool:
    """Whether figures of the source are of one measure: 32% with and 8% without a thing, not nausea in 12% and headache in 9%."""
    measures = [named for place in places if (named := aligner.measured(place))]
    return not measures or bool(frozenset.intersection(*measures))


def _untaken(one: Alignment, found: Sequence[Alignment]) -> Alignment:
    """The alignment without rivals that another figure of the claim states: they contradict this one only as an exchange."""
    if one.by_value is not None and one.by_value.step == "complement":
        return one
    taken = [
        other.by_value.places
        for other in found
        if other is not one and other.by_value is not None and not other.by_value.step and other.role.quantity.comparator == "="
    ]
    # What fits no better than a figure taken by another is no rival of a figure that the source prints.
    least = max((c.score for c in one.wrong if c.places in taken and one.by_value is not None), default=0.0)
    printed = {_printed(places) for places in taken}  # a source often prints one figure twice
    free = (c for c in one.wrong if _printed(c.places) not in printed and not _of_fraction(c.places, taken))
    wrong = tuple(c for c in free if c.score > least)
    if len(wrong) == len(one.wrong):
        return one
    return one._replace(wrong=wrong, by_words=max(wrong, key=lambda c: c.score, default=None))


def _printed(places: Sequence[Place]) -> tuple[object, ...]:
    """The values of figures of the source, with their units."""
    return tuple((p.role.quantity.low, p.role.quantity.high, p.role.quantity.unit) for p in places)


def _of_fraction(places: Sequence[Place], taken: Sequence[tuple[Place, ...]]) -> bool:
    """Whether a figure is the fraction behind a percentage that another figure of the claim has: 9025 [68.5%] of 13 179."""
    own = places[0].role.quantity
    if len(places) != 1 or own.kind != "fraction" or own.value is None:
        return False
    shares = (one[0].role.quantity for one in taken if len(one) == 1 and one[0].statement == places[0].statement)
    return any(
        share.kind == "percent"
        and share.value is not None
        and abs(own.value * 100 - share.value) <= Decimal(5).scaleb(-share.decimals - 1)
        for share in shares
    )
