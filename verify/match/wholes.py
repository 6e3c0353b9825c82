"""Whether the source says a figure of all it studied or of a part only: the whole for a part, and a part for the whole.

"54% responded" is wrong where 54% of those with a mutation did and 41% of all, unless the claim names the mutation too.
"""

from __future__ import annotations

from collections.abc import Sequence

from verify.match.concepts import CONDITION
from verify.match.fit import Candidate, family_of
from verify.match.sorts import Sorts
from verify.model import Role

NEARLY = 0.75  # how far a figure must be said of a thing or of a kind of it: metastasis, distant metastasis
OVERALL = "populations:overall"
_PARTS = frozenset({"arms", "drugs", "populations"})
_ABOUT_AS_GOOD, _SLIGHT = 0.12, 0.6
_SHARES = frozenset({"percent", "fraction"})


class Wholes(Sorts):
    """Figures of the whole and of its parts."""

    def whole(self, role: Role, best: Candidate, wrong: Sequence[Candidate]) -> Candidate | None:
        """The figure of the whole that the source gives beside that of a part, if the claim names no part."""
        if self._overall(best) or role.quantity.kind not in _SHARES or self._of_unknown_part(role):
            return None
        parts = [
            i
            for i, slot in enumerate(self.slots)
            if slot.ids and OVERALL not in slot.ids and slot.kind in _PARTS and self._local(i, best)
        ]
        ill = [i for i, s in enumerate(self.slots) if s.kind == "diseases" and any(span.holds(s.span) for span in role.near)]
        narrow = self.restricted(best)
        asked = any(
            slot.kind == CONDITION and self._local(i, best) and any(span.holds(slot.span) for span in (*role.near, *role.shared))
            for i, slot in enumerate(self.slots)
        )
        if (parts or asked) and not narrow:
            return None
        if narrow and self._says_overall(role):
            rivals = [c for c in wrong if len(c.places) == 1 and self._share_a_measure(best, c)]
            of_all = [c for c in rivals if self._overall(c)] or [c for c in rivals if not self.restricted(c)]
            if (found := max(of_all, key=lambda c: c.score, default=None)) is not None:
                return found
        for other in sorted(wrong, key=lambda c: -c.score):
            if other.score < best.score - _ABOUT_AS_GOOD:
                return None
            if not all(self._local(i, other) for i in parts):
                continue
            if any(self._local(i, best) and self.strength(i, other.places[0]) < NEARLY for i in ill):
                continue  # lung cancer, all cancers
            near = abs(other.places[0].statement - best.places[0].statement) <= 1 or self._share_a_measure(best, other)
            if self.graver(role, other) and not self.graver(role, best):
                continue
            if self._of_a_measure_unasked(role, best, other):
                continue  # "adverse events, all mild, affected 5.8%"
            apart = (self._overall(other) and not parts) or (narrow and near and not self.restricted(other))
            if apart and len(other.places) == 1 and sum(gap for gap, _ in self.contrast(role, other, best)) < _SLIGHT:
                return other
        return None

    def _of_a_measure_unasked(self, role: Role, best: Candidate, other: Candidate) -> bool:
        """Whether `other` is of a measure that neither the claim names nor the source says of `best`."""
        named = self.measured(other.places[0])
        asked = {id for slot in self.slots if any(span.holds(slot.span) for span in (*role.near, *role.shared)) for id in slot.ids}
        return bool(named) and named.isdisjoint(asked | self.measured(best.places[0]))

    def _share_a_measure(self, one: Candidate, other: Candidate) -> bool:
        return any(
            family_of(slot) == "measure" and self._local(i, one) and self._local(i, other) for i, slot in enumerate(self.slots)
        )

    def _says_overall(self, role: Role) -> bool:
        return any(OVERALL in slot.ids and any(span.holds(slot.span) for span in role.near) for slot in self.slots)

    def _of_unknown_part(self, role: Role) -> bool:
        """Whether the claim names people for the figure whom the source calls something else."""
        return any(
            slot.kind == "populations"
            and OVERALL not in slot.ids
            and not known
            and any(span.holds(slot.span) for span in role.near)
            for slot, known in zip(self.slots, self.known, strict=True)
        )

    def of_whole(self, candidate: Candidate) -> bool:
        """Whether the source says the figure of all it studied, in so many words: "overall, 934 (11%)", not ": 738 boys (18%)"."""
        shared = (
            span
            for place in candidate.places
            if not any("population" in self.source.families(near) for near in place.role.near)
            for span in place.role.shared
        )
        return self._overall(candidate) or any(OVERALL in self.source.bag(span).ids for span in shared)

    def _overall(self, candidate: Candidate) -> bool:
        return any(
            OVERALL in self.source.bag(span).ids for place in candidate.places for span in (*place.role.near, *place.role.label)
        )

    def restricted(self, candidate: Candidate) -> bool:
        return any(self.narrowed(place) for place in candidate.places)

    def _local(self, slot: int, candidate: Candidate) -> bool:
        return any(self._most(slot, (*place.role.near, *place.role.label)) >= 1 for place in candidate.places)
