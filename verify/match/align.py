"""Which figure of the source a figure of the claim is, or should be.

Every figure of the source of a comparable kind is a candidate, as printed or through one derivation. A candidate is as good as the
share of what the claim says of its figure that the source says of the candidate. What decides is the contrast: if another
figure of the source fits the claim's words better than the one that fits its value, the claim has taken the wrong figure.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from verify.match.derive import Derived, between
from verify.match.fit import LEVELS, Candidate, Place
from verify.match.kinds import CHANGES, COUNTS, compatible, covers, end_of_range, rival, same_kind, statistic_gap
from verify.match.molar import MOLAR, converted
from verify.match.steps import OF_TWO, Steps
from verify.match.values import coarse, fits
from verify.model import Quantity, Role
from verify.patterns import regex

_RESTRICTED = 0.1  # what it costs that the source says a figure of a part only of those the claim speaks of
_PRINTED = 0.35  # a printed figure that fits this well needs no derivation beside it
_BETTER = 0.1  # unless the derivation fits this much better
_STEP = 0.04  # what a derivation costs against a printed figure
_WINDOW = 40
_NAMED = 0.9  # how far a measure must be said of a bare number for it to be a measurement
_LEAST = regex(
    r"(?<![a-z])(?:lowest|minimum|least|smallest|fastest|earliest|shortest|as (?:little|few|low) as)(?![a-z])"
    r"(?! (?:squares|likely|common))[^.;0-9]*$"
    r"|(?:最[低少小短快早](?!化)|(?<![较更降减])[低少](?:的|者))[^。;0-9]*$"
)
_MOST = regex(
    r"(?<![a-z])(?:highest|maximum|largest|as (?:high|much|many) as|slowest|latest|longest)(?![a-z])[^.;0-9]*$"
    r"|(?:最[高多大长慢晚](?!化|程度)|(?<![较更升增])[高多](?:的|者))[^。;0-9]*$"
)
_PREDICTED = regex(r"\s?(?:of (?:the )?)?predicted|(?:of|占)?预[计测]值|\s?of (?:the )?expected")
_EXPECTED = regex(r"predicted|expected|预[计测]值|预计")
CONDITIONAL = regex(r"(?<![a-z])(?:would|could|will be|e\.g\.|to determine|to evaluate|to assess)(?![a-z])")
_SUPPOSED = regex(
    r"(?<![a-z])(?:benchmark|assum(?:ed|ing|ption)|statistical power|power (?:of|to)|to detect"
    r"|sample size (?:of|was|calc\w*|estim\w*)|hypothesi[sz]ed"
    r"|cut-?off|margin|anticipated|expected (?:average|mean|median|duration))(?![a-z])"
    r"|基准值|假设|样本量(?:估算|计算|为)|检验效能|把握度|预期|截断值|界值",
)
# "remission, defined as a score of 28 or less, was seen in 34%": the definition ends where the sentence goes on.
_DEFINED = regex(r"(?<![a-z])(?:(?:is|was|were) defined|defined (?:as|by))(?![a-z])[^,;.)]*$|(?:定义|界定)为[^,;。)]*$")
_DEFINITION = 90
_VARIES = regex(r"(?<![a-z])(?:rang(?:ed|es|ing)|var(?:ied|ies|ying))\s(?:widely\s|greatly\s)?(?:from|between)(?![a-z])[^.;]*$")
_ROUGH_PAIR = 0.15  # what it costs a round figure to follow from two figures rather than from one
_FOLDED = ("rate", "number", "measurement")
_MEMBERS = 3
_NEAR = 8  # figures after one among which its fellow is looked for
_SHARES = ("percent", "fraction")
_PARTIAL = {"<": "low", ">": "high"}  # the end of many that keeps within a bound whatever the others do


class Alignment(NamedTuple):
    """A figure of the claim with its best candidate by value and its best by words among those of another value."""

    role: Role
    by_value: Candidate | None
    by_words: Candidate | None
    right: tuple[Candidate, ...]  # all of the claimed value
    wrong: tuple[Candidate, ...]  # all of another
    topic: float  # the share of what the claim says of the figure that the source says anywhere
    paired: bool = False  # whether the source prints it side by side with another figure of the claim


class Aligner(Steps):
    """Finds the candidates for the figures of a claim."""

    def align(self, role: Role) -> Alignment:
        """The candidates for one figure of the claim."""
        weights = self.weights(role)
        total = sum(weights) or 1.0
        topic = sum(w for w, known in zip(weights, self.known, strict=True) if known) / total
        quantity = role.quantity
        extreme = self._extreme(self.claim.lower, role)
        if extreme and role.quantity.kind != "interval" and not self._told_extremes:
            extreme = ""  # the most of a list that does not say which is the most
        rivals = [
            p
            for p in self.places
            if (same_kind(quantity, role, p.role) and not self._of_no_unit(role, p) and not self._of_predicted(p))
            or ((extreme or role.statistic in ("from", "to")) and covers(quantity, p.role.quantity))
        ]
        steps = list(self.steps(role))
        floor = self.general([*rivals, *(place for _, places in steps for place in places)])
        right, wrong = self._as_printed(role, weights, rivals, floor, extreme)
        right += self._computed(role, weights, steps, floor, right)
        wrong += [Candidate(pair, self.score(weights, pair, floor) - _STEP, False) for pair in self._pairs(role)]
        best = max(right, key=credit, default=None)
        if best is not None and best.step == "share" and quantity.kind == "percent":
            whole = {r.quantity.value for found, _ in steps if found.working == best.working for r in found.roles}
            wrong += self._counted_otherwise(role, weights, best, whole, floor)
        return Alignment(role, best, max(wrong, key=lambda c: c.score, default=None), tuple(right), tuple(wrong), topic)

    def _as_printed(
        self, role: Role, weights: Sequence[float], rivals: Sequence[Place], floor: Sequence[float], extreme: str
    ) -> tuple[list[Candidate], list[Candidate]]:
        """The printed figures that a figure of the claim may be: those of its value, and those of another."""
        quantity = role.quantity
        right: list[Candidate] = []
        wrong: list[Candidate] = []
        end = {"from": "low", "to": "high"}.get(role.statistic) or extreme
        for place in rivals:
            score = self.score(weights, (place,), floor) - _RESTRICTED * self.narrowed(place) - statistic_gap(role, place.role)
            shown = fits(quantity, place.role.quantity)
            if shown is None and quantity.unit in MOLAR:
                shown = self._converted(quantity, place)
            if shown is None and end:
                shown = end_of_range(quantity, end, place.role.quantity)
            if shown is not None:
                finer = not shown and quantity.kind == "percent" and quantity.decimals > place.role.quantity.decimals
                right.append(Candidate((place,), score, True, shown, finer=finer))
            elif (
                rival(role, place.role)
                and not (quantity.kind in COUNTS and self.counts_places(role, Candidate((place,), score, False)))
                and not (end and role.statistic == "value" and not self._extreme(self.source.lower, place.role))
                and not compatible(quantity, place.role.quantity)
                and not self._supposed(place)
                and not (role.statistic == "value" and quantity.low == quantity.high and self._end_of_many(place))
            ):
                wrong.append(Candidate((place,), score, False))
        # "elongation was 0.31 mm with A, 0.52 mm with B" tells of changes as of levels
        if role.statistic == "change" and quantity.kind not in _SHARES and not extreme:
            told = {c.places[0].statement for c in right if c.places[0].role.statistic == "value"}
            level = replace(role, statistic="value")
            wrong += [
                Candidate((place,), self.score(weights, (place,), floor) - statistic_gap(role, place.role), False)
                for place in rivals
                if place.statement in told and fits(quantity, place.role.quantity) is None and rival(level, place.role)
            ]
        if (partial := _PARTIAL.get(quantity.comparator)) and not extreme:
            # That the least of many keeps below a bound tells nothing of the whole.
            right = [c for c in right if self._extreme(self.source.lower, c.places[0].role) != partial]
        if quantity.decimals > 0 and (same := [c for c in right if _prints(c.places[0].role.quantity, quantity)]):
            right = same  # "no more than 62.7%" is that very figure, where the source prints it
        if any(self._extreme(self.source.lower, c.places[0].role) for c in right):
            # The least or the most of many is no rival of one of them, nor is their mean.
            wrong = [c for c in wrong if self._extreme(self.source.lower, c.places[0].role)]
        return right, wrong

    def _computed(
        self,
        role: Role,
        weights: Sequence[float],
        steps: Iterable[tuple[Derived, tuple[Place, ...]]],
        floor: Sequence[float],
        right: Sequence[Candidate],
    ) -> Iterator[Candidate]:
        """What follows from figures of the source, beside the printed ones that are `right`, and makes the value of the claim."""
        rough = coarse(role.quantity)
        printed = max((c.score for c in right if rival(role, c.places[0].role)), default=0.0)
        statements = [c.places[0].statement for c in right]
        for found, places in steps:
            if not self.plausible(role, found, places, statements):
                continue
            if found.step in ("share", "part"):
                places = places[:1] if places[0].role is found.roles[0] else places[1:]
            score = self.score(weights, places, floor) - _STEP
            if rough and len(places) > 1:
                score -= _ROUGH_PAIR
            if found.step in OF_TWO and len({place.statement for place in places}) > 1:
                score -= _STEP  # two figures of one sentence are likelier meant together
            if printed < _PRINTED or score > printed + _BETTER:
                yield Candidate(places, score, True, found.working, found.step)

    def _counted_otherwise(
        self, role: Role, weights: Sequence[float], best: Candidate, whole: set[Decimal | None], floor: Sequence[float]
    ) -> Iterator[Candidate]:
        """Counts of what the claim names, where the one whose share has the claimed value is of something else.

        25% of 71 is 18, but "36 had liver failure, 18 rhabdomyolysis". The `whole` that it is a share of is none.
        """
        for place in self.places:
            near = abs(place.statement - best.places[0].statement) <= 1
            if (
                near
                and place not in best.places
                and place.role.quantity.value not in whole
                and place.role.statistic == "value"
                and place.role.quantity.kind in COUNTS
            ):
                other = Candidate((place,), self.score(weights, (place,), floor) - _STEP, False)
                if self.measures_only(role, other, best):
                    yield other
                elif self._of_another_arm(place, best.places[0]):
                    yield replace(other, score=other.score - _STEP)

    def _of_no_unit(self, role: Role, place: Place) -> bool:
        """Whether a bare number can't be a claimed measurement: its sentence has no such unit and does not name the measure."""
        mine = role.quantity
        if place.role.quantity.unit != "1" or mine.kind not in ("measurement", "duration") or mine.unit == "{score}":
            return False
        around = self.source.statements[max(0, place.statement - 1) : place.statement + 1]
        if any(r.quantity.unit == role.quantity.unit for statement in around for r in statement.roles):
            return False
        return not any(
            slot.kind in ("measures", "findings") and self.strength(i, place) >= _NAMED for i, slot in enumerate(self.slots)
        )

    def _of_predicted(self, place: Place) -> bool:
        """Whether a percentage is one of what was to be expected ("FEV1 46.8% of predicted"), and the claim speaks of none."""
        behind = _PREDICTED.match(self.source.lower, place.role.quantity.end)
        return behind is not None and not _EXPECTED.search(self.claim.lower)

    def _extreme(self, text: str, role: Role) -> str:
        """Whether the words right before a figure call it the least ("low") or the most ("high") of many."""
        start = max(0, role.quantity.start - _WINDOW)
        if _LEAST.search(text, start, role.quantity.start):
            return "low"
        return "high" if _MOST.search(text, start, role.quantity.start) else ""

    @cached_property
    def _told_extremes(self) -> bool:
        """Whether the source calls any figure the least or the most, or gives a range."""
        return any(
            self._extreme(self.source.lower, place.role) or place.role.quantity.low != place.role.quantity.high
            for place in self.places
        )

    def _end_of_many(self, place: Place) -> bool:
        """Whether a figure is only the least or the most of what varies: "estimates varying from 2.2% (Japan) to 8.3% (USA)"."""
        if place.role.statistic not in ("from", "to"):
            return False
        spans = (*place.role.near, *place.role.shared, *place.role.trail)
        return any(_VARIES.search(self.source.lower, span.start, place.role.quantity.start) for span in spans)

    def _supposed(self, place: Place) -> bool:
        """Whether the clause of a figure of the source only assumes, defines or aims at it, which is no result."""
        whole = self.source.statements[place.statement].span
        spans = (*place.role.near, *place.role.shared)
        lower, at = self.source.lower, place.role.quantity.start
        return (
            bool(CONDITIONAL.search(lower, whole.start, whole.end))
            or any(_SUPPOSED.search(lower, span.start, span.end) for span in spans)
            or _DEFINED.search(lower, max(whole.start, at - _DEFINITION), at) is not None
        )

    def _converted(self, quantity: Quantity, place: Place) -> str | None:
        """How a concentration of the source agrees with the claim's that is printed in the other kind of unit."""
        printed = place.role.quantity
        if printed.unit == quantity.unit or printed.unit not in MOLAR:
            return None
        span = self.source.statements[place.statement].span
        words = self.source.lower[span.start : span.end] + self.claim.lower
        found, back = converted(printed, quantity.unit, words), converted(quantity, printed.unit, words)
        if found is None or back is None:
            return None
        # 7.8 mmol/L is 140.5 mg/dL, but 140 mg/dL is 7.8 mmol/L: either of the two may be the one that was rounded.
        return found[1] if fits(quantity, found[0]) is not None or fits(back[0], printed) is not None else None

    def _pairs(self, role: Role) -> list[tuple[Place, ...]]:
        """Pairs of figures from which the source would have the difference, change or fold that the claim states."""
        kind = role.quantity.kind
        if not (kind in ("fold", "percentage_point") or (kind == "percent" and role.statistic in CHANGES)):
            return [(place,) for place in self.places if kind == "fold" and place.role.statistic == "ratio"]
        made: list[tuple[Place, ...]] = []
        apart = _MEMBERS if kind == "fold" else 1  # a fold is taken from any two members of a list
        for i, one in enumerate(self.places):
            # what stands between them is of another kind: 21.4%(107例), 30.2%(151例)
            like = (p for p in self.places[i + 1 : i + 1 + _NEAR] if p.role.quantity.unit == one.role.quantity.unit)
            for other in itertools.islice(like, apart):
                a, b = one.role, other.role
                alike = a.quantity.kind == b.quantity.kind and a.quantity.unit == b.quantity.unit
                levels = a.statistic in LEVELS and b.statistic not in ("time", "condition", "p", "interval")
                beside = one.statement == other.statement and abs(a.unit - b.unit) <= apart
                beside = beside and (a.unit == b.unit or not (self._listed(one) and self._listed(other)))
                if (
                    alike
                    and levels
                    and beside
                    and (a.quantity.kind == "percent" or (kind == "fold" and a.quantity.kind in _FOLDED))
                    and next(between(role.quantity, a, b), None) is None
                ):
                    made.append((one, other))
        made += [(place,) for place in self.places if kind != "percentage_point" and place.role.statistic == "ratio"]
        return made


def _prints(printed: Quantity, claim: Quantity) -> bool:
    """Whether the source prints the limit of a bounded figure as a figure of its own."""
    limit = claim.high if claim.comparator == "<=" else claim.low if claim.comparator == ">=" else None
    return limit is not None and printed.value == limit and printed.decimals == claim.decimals and printed.unit == claim.unit


def credit(candidate: Candidate) -> float:
    """The score of a candidate, better where less had to be done to reach the claimed value."""
    if candidate.finer:
        return candidate.score - _BETTER  # nobody prints 9.3% after reading 9%
    if candidate.step in OF_TWO or (candidate.step == "complement" and len(candidate.places) > 1):
        return candidate.score
    return candidate.score + (_STEP if candidate.step else 2 * _STEP)
