"""What a claim compares its figure with, and whether the source compares the same.

"9.4 points more than with saline" is wrong where the source has 9.4 points against triamcinolone and another figure for saline,
though the figure, its measure and its arm are all right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from verify.match.absence import absent
from verify.match.concepts import CONTROLS, GRAM, NAME, WORD, Slot
from verify.match.fit import LEVELS, Candidate, Fit, Place
from verify.model import Role, Span
from verify.patterns import regex

HELD, WHOLE = 0.5, 0.9  # how far a stretch must hold a thing to speak of it, and to name it
_SIDES = frozenset({"drugs", "arms", NAME})
_SOME = 0.3
_PLAIN = 1.0  # weight of words by which two figures are told apart beyond doubt
_COMPARED = frozenset({"arms", "drugs", "procedures", WORD, NAME})
_CONTROL = "arms:control"
_PLACEBO = "arms:placebo"
_ALONE = "arms:monotherapy"
_USUAL = regex(
    r"常规|普通|对照|安慰|不[用做加服]|未[用做加服]"
    r"|(?<![a-z])(?:without|usual|ordinary|regular|standard|conventional|controls?|placebo|sham)(?![a-z])"
)
_ELSEWHERE = regex(r"(?<![a-z])(?:elsewhere|without|the others|the rest)(?![a-z])|对照组|常规组")
_THAN = regex(r"(?<![a-z])than\s[^,.;()0-9]{1,40}?(?=[,.;]|\s(?:did|does|do|had|at|after|by|over|during)\s)")
_THAN_ZH = regex(r"比(?!例|值|率|重|较)[^,。;()0-9更低高少多长短升降减增缩延提早晚组]{2,16}?(?=[更低高少多长短升降减增缩延提早晚])")
_BESIDE_ZH = regex(r"比[^,。;()0-9更低高少多长短升降减增]{1,10}组(?=[更低高少多长短])")
_OWN = regex(r"(?<![a-z])(?:than|versus|vs|against|compared (?:with|to))(?![a-z])|相比|[与和较比][^,。;]{1,16}(?:比|组)")
# 强效CYP3A抑制剂: what a drug acts on is no side
_CLASS = regex(r"[ -]?(?:抑制剂|受体|激动剂|拮抗剂|阻滞剂|inhibitor|receptor|agonist|antagonist|blocker)")
_DIGIT = regex(r"[0-9]")


class Compared(Fit):
    """What the claim holds its figures against."""

    def lead(self, role: Role, best: Candidate) -> str | None:
        """Whether what the claim speaks of has more ("up") or less ("down") in the source than what it compares it with."""
        home = next((s.span for s in self.statements if s.span.holds(role.quantity.span)), None)
        if home is None or len(best.places) != 2 or any(place.role.statistic not in LEVELS for place in best.places):
            return None  # by how much more something fell is no level of it
        beside = (Span(*m.span()) for m in _BESIDE_ZH.finditer(self.claim.text, home.start, home.end))
        against = (*self._held_against(home), *beside)
        mine = theirs = 0.0  # how much more the first figure is said of what the claim speaks of, and of what it compares that with
        for i, slot in enumerate(self.slots):
            if self.known[i] >= HELD and home.holds(slot.span):
                gap = slot.weight * (self.local(i, best.places[0]) - self.local(i, best.places[1]))
                gap = -gap if absent(self.claim.lower, slot.span.start) else gap
                if any(span.holds(slot.span) for span in against):
                    theirs += gap if slot.kind in _COMPARED or slot.kind == "words" else 0
                elif slot.kind in _COMPARED:
                    mine += gap
        first, second = (place.role.quantity.value for place in best.places)
        # What is compared with is named as such; a word of the measure may stand beside either figure.
        balance = -theirs if abs(theirs) >= _SOME else mine if abs(mine) >= _PLAIN else 0.0
        balance = balance or self._not_the_controls(home, against, best)
        if not balance or first is None or second is None or first == second:
            return None
        return "up" if (first > second) == (balance > 0) else "down"

    def _not_the_controls(self, home: Span, against: Sequence[Span], best: Candidate) -> int:
        """1 if the first of two figures is of those who were treated and the second of controls, -1 if the other way round.

        Only where the claim, too, holds its figure against controls: "lower with the formula than without", 比普通盐组低.
        """
        ends = [home.end if span.end == home.end else span.end + 1 for span in against]
        if not any(_USUAL.search(self.claim.lower, span.start, end) for span, end in zip(against, ends, strict=True)):
            return 0
        first, second = (self._of_controls(place) for place in best.places)
        return (second and not first) - (first and not second)

    def _of_controls(self, place: Place) -> bool:
        """Whether the source says a figure of those who were given nothing new."""
        spans = (*place.role.near, *place.role.label)
        return any(
            CONTROLS.intersection(self.source.bag(span).ids) or _ELSEWHERE.search(self.source.lower, span.start, span.end)
            for span in spans
        )

    def _held_against(self, home: Span) -> tuple[Span, ...]:
        """What the claim compares with, also at the end of a clause: "lower with A than with B"."""
        than = (m for pattern in (_THAN, _THAN_ZH) for m in pattern.finditer(self.claim.lower, home.start, home.end))
        return (*self.against(home), *(Span(*m.span()) for m in than))

    def of_both(self, role: Role, best: Candidate) -> bool:
        """Whether the figures of a fold are said of all the groups that the claim names beside it and the source knows."""
        wide = [span for p in best.places for span in (*p.role.near, *p.role.label, *p.role.shared, *p.role.trail)]
        # Where names come by order, what stands beside a figure holds those of the others too.
        ordered = [span for p in best.places for span in (*(p.role.label or p.role.near), *p.role.shared)]
        own = (*role.near, *role.label)
        named = Counter(
            slot.ids
            for slot, known in zip(self.slots, self.known, strict=True)
            if slot.kind == "populations" and known >= HELD and any(span.holds(slot.span) for span in own)
        )
        # men and women; one alone tells whose figures they are, and so does what is said of both: rural elders, urban elders
        people = {ids for ids, times in named.items() if times == 1} if len(named) > 1 else set()
        asked = [
            i
            for i, slot in enumerate(self.slots)
            if (slot.kind in _SIDES or slot.ids in people)
            and self.known[i] >= WHOLE
            and any(span.holds(slot.span) for span in own)
            and not (_CLASS.match(self.claim.lower, slot.span.end) or _ALONE in slot.ids or self._before_an_arm(i))
            and not self._named_before(i)
            and not (slot.kind == "drugs" and self._of_the_aim(i))
        ]
        held = [i for i in asked if self._most(i, wide if self.slots[i].kind == NAME else ordered) >= HELD]
        if len(held) == len(asked):
            return True
        # Where one figure is of controls, whatever they are called, it is enough that one side is named and nothing is of a third.
        unheld = set(asked).difference(held)
        controls = any(self._of_controls(place) or self._alone(place) for place in best.places)
        named_one = held and not any(self.slots[i].ids in people or self._of_a_third(i, best) for i in unheld)
        return bool(controls and named_one)

    def _alone(self, place: Place) -> bool:
        """Whether the source says a figure of those who were given one thing alone."""
        return any(_ALONE in self.source.bag(span).ids for span in (*place.role.near, *place.role.label))

    def _of_a_third(self, slot: int, best: Candidate) -> bool:
        """Whether the source says a thing of a figure that stands beside those of a fold, and is none of them."""
        at = {place.statement for place in best.places}
        return any(
            place.statement in at and place not in best.places and self._most(slot, (*place.role.near, *place.role.label)) >= HELD
            for place in self.places
        )

    def _of_the_aim(self, slot: int) -> bool:
        """Whether the source begins with a thing and names it beside none of its figures, as a title does."""
        return self._begins_with(slot) and not any(self._most(slot, (*p.role.near, *p.role.label)) >= HELD for p in self.places)

    def _begins_with(self, slot: int) -> bool:
        """Whether the source begins with a thing, which then is what all of it is about."""
        return self._holds(slot, self.source.statements[0].span) >= HELD

    def _named_before(self, slot: int) -> bool:
        """Whether what was given stands right before a word for those who had it: 阿莫西林使用者."""
        before = self.slots[slot - 1] if slot else None
        given = before is not None and before.kind in _SIDES and self.slots[slot].kind == "arms"
        return given and before is not None and self.slots[slot].span.start == before.span.end

    def compared_otherwise(self, role: Role, best: Candidate) -> tuple[Candidate, Slot] | None:
        """A figure of the source for what the claim compares with, and that thing, where the claimed difference leaves it out.

        "12.4 points more, compared with A" is wrong if the source has 12.4 for B against C and another figure for A.
        """
        home = next((s.span for s in self.statements if s.span.holds(role.quantity.span)), None)
        if home is None:
            return None
        for i, slot in enumerate(self.slots):
            # figures that a difference was taken from stand in lists, often without the names of their arms
            sort = slot.kind in _COMPARED or (slot.kind == GRAM and not best.step)
            named = sort and self.known[i] >= HELD and slot.ids != (_CONTROL,)
            if not named or not any(span.holds(slot.span) for span in self._held_against(home)):
                continue
            held = [place for place in best.places if self._most(i, self._told_of(place)) >= HELD]
            if held and not (len(best.places) > 1 and held == [self._spoken_of(home, best)]):
                return None  # a combination holds what it is compared with too
            for place in self.places:
                beside = place not in best.places and any(abs(place.statement - p.statement) <= 1 for p in best.places)
                same = place.role.quantity.kind in (best.places[0].role.quantity.kind, "number") or (
                    best.places[0].role.quantity.kind == "percentage_point" and place.role.quantity.unit == "{score}"
                )
                same = same and (best.places[0].role.statistic != "ratio" or place.role.statistic == "ratio")
                same = same and place.role.quantity.comparator in ("=", "~") and self.of_like(place, best.places[0])
                first = place.role.unit == 0  # what is shared stands right before the first figure
                told = self._told_of(place) if first else (*place.role.near, *place.role.label)
                if place.role.statistic == "ratio":
                    told = place.role.near  # it stands beside the second of two figures, and is of both
                if beside and same and self._most(i, told) >= WHOLE:
                    return Candidate((place,), self.fit(role, (place,)), False), slot
        return None

    def _spoken_of(self, home: Span, best: Candidate) -> Place:
        """Which of the figures of a difference is of what the claim speaks of, rather than of what it compares that with."""
        against = self._held_against(home)
        compared = {slot.ids for slot in self.slots if any(span.holds(slot.span) for span in against)}
        own = [
            (i, slot)
            for i, slot in enumerate(self.slots)
            if slot.kind in _COMPARED
            and home.holds(slot.span)
            and not (slot.ids and slot.ids in compared)
            and not any(span.holds(slot.span) for span in against)
        ]
        return max(best.places, key=lambda place: sum(slot.weight * self._most(i, self._told_of(place)) for i, slot in own))

    def of_like(self, one: Place, other: Place) -> bool:
        """Whether no two measures are named of two figures of the source."""
        mine, theirs = self.measured(one), self.measured(other)
        return not mine or not theirs or bool(mine & theirs)

    def measured(self, place: Place) -> frozenset[str]:
        """The measures that the source says of a figure, or of those before it that it goes on from."""
        role = place.role
        spans = (*role.near, *role.label, *role.shared)
        found = frozenset().union(*(self.source.measures(span) for span in spans))
        for span in reversed(role.trail):
            found = found or self.source.measures(span)
        return found

    def _before_an_arm(self, slot: int) -> bool:
        """Whether a name is the beginning of that of an arm: 氟康唑耐药组."""
        following = self.slots[slot + 1] if slot + 1 < len(self.slots) else None
        arm = following is not None and following.kind == "arms" and _ALONE not in following.ids
        return arm and following is not None and following.span.start - self.slots[slot].span.end <= 1

    def _told_of(self, place: Place) -> tuple[Span, ...]:
        """What the source says of a figure: what it shares with others too, unless a comparison of its own stands beside it."""
        role = place.role
        beside = any(_OWN.search(self.source.lower, span.start, span.end) for span in role.near if span.start < role.quantity.start)
        return (*role.near, *role.label, *(() if beside else role.shared))

    def against_another(self, role: Role) -> bool:
        """Whether the claim holds its figure against a drug or a placebo that the source does not know."""
        home = next((s.span for s in self.statements if s.span.holds(role.quantity.span)), None)
        if home is None:
            return False
        # "compared with 23 on drops" names a figure of its own
        against = [span for span in self.against(home) if not _DIGIT.search(self.claim.text, span.start, span.end)]
        named = [
            known
            for slot, known in zip(self.slots, self.known, strict=True)
            if (slot.kind == "drugs" or _PLACEBO in slot.ids) and any(span.holds(slot.span) for span in against)
        ]
        return bool(named) and not any(named)
