"""Which figure of the source a figure of the claim is, or should be.

Every figure of the source of a comparable kind is a candidate, as printed or through one derivation. A candidate is as good as the
share of what the claim says of its figure that the source says of the candidate. What decides is the contrast: if another
figure of the source fits the claim's words better than the one that fits its value, the claim has taken the wrong figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from verify.match import derive
from verify.match.derive import Derived
from verify.match.units import comparable, factors
from verify.match.values import fits
from verify.match.words import CONDITION, FAMILIES, GRAM, NAME, TIME, WORD, Index, Slot, size, slots
from verify.model import Quantity, Role, Span, Statement

# How much it counts where a thing is said: of the figure itself, of it and its neighbours, of those before it, earlier, anywhere.
_NEAR, _SHARED, _ALONG, _TRAIL, _OVERRIDDEN, _SENTENCE, _BEFORE, _ANYWHERE = 1.0, 0.95, 0.9, 0.6, 0.2, 0.35, 0.4, 0.25
_CARRIED = 0.8
_TOPIC = 0.5  # who was studied and what was done to them stands once in a text and holds for all of it
_TOPICS = frozenset({"diseases", "populations", "procedures", "words", "generic"})
_GENERAL = 0.8  # what the source says of all its figures alike, such as who was studied
_NAMES_ARM = re.compile(r"组(?!间|织)|单纯|单独|前者|后者|(?<![a-z])(?:group|arm|alone|the former|the latter)(?![a-z])", re.I)
_AGAINST = re.compile(r"[与和同][^,。;与和同]{1,24}?(?:相比|比较|相较)|(?:compared (?:with|to)|relative to)\s+[^,.;()]{1,40}", re.I)
_CLAUSE_END = re.compile(r"[,;。](?![0-9])")
_LEFT_OUT = re.compile(
    r"exclu(?:ded|sion)|ineligible|not (?:studied|collected|enrolled|included|assessed|recorded|eligible|measured|reported)"
    r"|排除|未纳入|未收集|除外|未评估|未报告"
)
_LEVELS = frozenset({"value", "from", "to"})
_CHANGES = frozenset({"change", "difference"})
_RATIOS = frozenset({"hazard_ratio", "odds_ratio", "risk_ratio"})
_SHARES = frozenset({"percent", "fraction"})
_COUNTS = frozenset({"count", "number"})


class Place(NamedTuple):
    """A figure of the source with its statement."""

    role: Role
    statement: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a figure of the claim may be: figures of the source, how they make it, and how well their words fit."""

    places: tuple[Place, ...]
    score: float
    agrees: bool
    working: str = ""
    step: str = ""


class Alignment(NamedTuple):
    """A figure of the claim with its best candidate by value and its best by words among those of another value."""

    role: Role
    by_value: Candidate | None
    by_words: Candidate | None
    right: tuple[Candidate, ...]  # all of the claimed value
    wrong: tuple[Candidate, ...]  # all of another
    topic: float  # the share of what the claim says of the figure that the source says anywhere


class Aligner:
    """Holds a claim against a source. Both are indexed; nothing is read twice."""

    def __init__(self, claim: Index, source: Index, statements: Sequence[Statement], results: Sequence[Role]) -> None:
        self.claim, self.source, self.statements, self.results = claim, source, statements, results
        self.slots = slots(claim, source, [s.span for s in statements], [role.quantity.span for role in results])
        self._on = source.statements_on(self.slots, _MOST)
        self.places = [Place(role, i) for i in self._on for role in source.statements[i].roles]
        self._whole = Span(0, len(source.text))
        self._held: dict[tuple[int, Span], float] = {}
        self._strength: dict[tuple[int, int], float] = {}
        self.left_out = frozenset(i for i in range(len(self.slots)) if self._excluded(i))
        self.known = [0.0 if i in self.left_out else self._holds(i, self._whole) for i in range(len(self.slots))]

    def _excluded(self, slot: int) -> bool:
        """Whether the source names the thing only to say that it was left out."""
        if self.slots[slot].kind not in ("populations", "diseases", "findings", "measures", NAME):
            return False
        said = self.source.statements_with(self.slots[slot])
        return bool(said) and all(_LEFT_OUT.search(self.source.lower, span.start, span.end) for span in said)

    def _holds(self, slot: int, span: Span) -> float:
        key = (slot, span)
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = self.source.holds(self.slots[slot], (span,))
        return found

    def _most(self, slot: int, spans: Sequence[Span]) -> float:
        return max((self._holds(slot, span) for span in spans), default=0.0)

    def strength(self, slot: int, place: Place) -> float:
        """How far the source says the slot of this figure."""
        if not self.known[slot]:
            return 0.0
        key = (slot, id(place.role))
        found = self._strength.get(key)
        if found is None:
            found = self._strength[key] = self._strength_of(slot, place)
        return found

    def _strength_of(self, slot: int, place: Place) -> float:
        role, statement = place.role, self.source.statements[place.statement]
        if self.slots[slot].kind == TIME and not self._timed(role):
            return max(self._carried(slot, place.statement), _ANYWHERE)
        if self.slots[slot].kind == TIME and self.source.timed(role.near):
            return max(self._most(slot, (*role.near, *role.label)), _OVERRIDDEN)
        found = max(
            _NEAR * self._most(slot, (*role.near, *role.label)),
            _SHARED * self._most(slot, role.shared),
        )
        if found < _ALONG and role.trail:
            found = max(found, self._inherited(slot, role) * self._most(slot, role.trail))
        if found < _SENTENCE:
            found = max(found, _SENTENCE * self._holds(slot, statement.span))
        if found < _BEFORE and place.statement:
            found = max(found, _BEFORE * self._holds(slot, self.source.statements[place.statement - 1].span))
        return max(found, (_TOPIC if self.slots[slot].kind in _TOPICS else _ANYWHERE) * self.known[slot])

    def _timed(self, role: Role) -> bool:
        return self.source.timed((*role.near, *role.shared, *role.trail, *role.label))

    def _carried(self, slot: int, statement: int) -> float:
        """A time holds until another is named."""
        for i in range(statement - 1, max(-1, statement - 3), -1):
            span = self.source.statements[i].span
            if self.source.timed((span,)):
                return _CARRIED * self._holds(slot, span)
        return 0.0

    def _inherited(self, slot: int, role: Role) -> float:
        """How far what was said of the figures before holds for this one: not what its own words replace, all else if they only
        name another arm ("relapse was 4% with A, with B 9%")."""
        family = _family(self.slots[slot])
        named = frozenset().union(*(self.source.families(span) for span in role.near))
        if family and family in named:
            return _OVERRIDDEN
        arm = "arm" in named or any(_NAMES_ARM.search(self.source.text, span.start, span.end) for span in role.near)
        return _ALONG if arm and "measure" not in named and family != "arm" else _TRAIL

    def weights(self, role: Role) -> list[float]:
        """How much each slot of the claim is said of this figure of the claim."""
        made = []
        home = next((s for s in self.statements if s.span.holds(role.quantity.span)), None)
        beside = "".join(self.claim.text[span.start : span.end] for span in (*role.near, *role.label))
        named = bool(_NAMES_ARM.search(beside)) or any(
            _family(slot) == "arm" and span.holds(slot.span) for slot in self.slots for span in (*role.near, *role.label)
        )
        later = home is not None and _second(role, home)
        end = self._clause_end(role)
        against = self._against(home.span) if home is not None and role.statistic in _LEVELS and not later else ()
        for i, slot in enumerate(self.slots):
            if any(span.holds(slot.span) for span in (*role.near, *role.label)):
                share = 1.0 if slot.span.start < end else _AFTER
            elif any(span.holds(slot.span) for span in role.shared):
                share = 0.95
            elif any(span.holds(slot.span) for span in role.trail):
                share = 0.4
            elif home is not None and home.span.holds(slot.span):
                share = 0.2
            else:
                share = 0.35
            if (
                (share < 1.0 and named and _family(slot) == "arm")
                or (later and _family(slot) in ("arm", "population"))
                or any(span.holds(slot.span) for span in against)
            ):
                share *= _NOT_ITS_OWN
            if not self.known[i]:
                share *= 0.0 if slot.kind in _UNKNOWN else _ABSENT
            made.append(slot.weight * share)
        return made

    def general(self, places: Sequence[Place]) -> list[float]:
        """What each slot is worth wherever it stands, because the source says it of none of `places` in particular."""
        made = []
        for i, known in enumerate(self.known):
            local = max((self.strength(i, place) for place in places), default=0.0) if known else 0.0
            made.append(_GENERAL * known if local < 0.5 else 0.0)
        return made

    def _clause_end(self, role: Role) -> int:
        """Where the clause of a figure of the claim ends; what follows often comments on it."""
        match = _CLAUSE_END.search(self.claim.text, role.quantity.end)
        return match.start() if match else len(self.claim.text)

    def _against(self, sentence: Span) -> tuple[Span, ...]:
        """Where the claim names what its figure is held against: "compared with placebo", 与安慰剂相比."""
        return tuple(Span(*m.span()) for m in _AGAINST.finditer(self.claim.text, sentence.start, sentence.end))

    def score(self, weights: Sequence[float], places: Sequence[Place], floor: Sequence[float]) -> float:
        total = sum(weights)
        if not total:
            return 0.5
        return sum(w * max(floor[i], *(self.strength(i, place) for place in places)) for i, w in enumerate(weights) if w) / total

    def fit(self, role: Role, places: Sequence[Place]) -> float:
        """How well the words of figures of the source fit one of the claim, values apart."""
        return self.score(self.weights(role), places, [0.0] * len(self.slots))

    def align(self, role: Role) -> Alignment:
        """The candidates for one figure of the claim."""
        weights = self.weights(role)
        total = sum(weights) or 1.0
        topic = sum(w for w, known in zip(weights, self.known, strict=True) if known) / total
        quantity = role.quantity
        right: list[Candidate] = []
        wrong: list[Candidate] = []
        rivals = [place for place in self.places if _same_kind(quantity, role, place.role)]
        found_by_step = [(d, tuple(p for p in self.places if any(p.role is r for r in d.roles))) for d in self._derived(role)]
        floor = self.general([*rivals, *(place for _, places in found_by_step for place in places)])
        for place in rivals:
            score = self.score(weights, (place,), floor) - _RESTRICTED * self._narrowed(place) - _statistic_gap(role, place.role)
            shown = fits(quantity, place.role.quantity)
            if shown is None and role.statistic in ("from", "to"):
                shown = _end_of_range(role, place.role)
            if shown is None:
                if _rival(role, place.role) and not _compatible(quantity, place.role.quantity):
                    wrong.append(Candidate((place,), score, False))
            else:
                right.append(Candidate((place,), score, True, shown))
        printed = max((c.score for c in right if _rival(role, c.places[0].role)), default=0.0)
        for found, places in found_by_step:
            if found.step == "share":
                places = places[:1] if places[0].role is found.roles[0] else places[1:]
            score = self.score(weights, places, floor) - _STEP
            if printed < _PRINTED or score > printed + _BETTER:
                right.append(Candidate(places, score, True, found.working, found.step))
        wrong += [Candidate(pair, self.score(weights, pair, floor) - _STEP, False) for pair in self._pairs(role)]
        best = max(right, key=lambda c: c.score, default=None)
        return Alignment(role, best, max(wrong, key=lambda c: c.score, default=None), tuple(right), tuple(wrong), topic)

    def _derived(self, role: Role) -> list[Derived]:
        quantity = role.quantity
        made: list[Derived] = []
        counts: list[Role] = []
        sizes: list[Role] = []
        for statement in (self.source.statements[i] for i in self._on):
            roles = [r for r in statement.roles if r.statistic not in ("time", "condition", "p")]
            made += derive.from_ratios(quantity, roles)
            made += derive.from_folds(quantity, roles)
            made += derive.complements(quantity, roles)
            made += derive.from_pairs(quantity, roles)
            if quantity.comparator in ("=", "~"):
                made += derive.sums(quantity, roles)
            made += derive.ranges(quantity, roles)
            counts += [r for r in roles if r.quantity.kind in _COUNTS and r.statistic in ("value", "size")]
        sizes = [r for r in counts if r.quantity.value is not None and r.quantity.value >= 10]
        if len(counts) <= 40 and quantity.comparator in ("=", "~"):
            made += derive.shares(quantity, counts, sizes)
        return made

    def _pairs(self, role: Role) -> list[tuple[Place, ...]]:
        """Pairs of figures from which the source would have the difference, change or fold that the claim states."""
        kind = role.quantity.kind
        if not (kind in ("fold", "percentage_point") or (kind == "percent" and role.statistic in _CHANGES)):
            return [(place,) for place in self.places if kind == "fold" and place.role.statistic == "ratio"]
        made: list[tuple[Place, ...]] = []
        for one, other in zip(self.places, self.places[1:], strict=False):
            a, b = one.role, other.role
            if (
                one.statement == other.statement
                and a.quantity.kind == b.quantity.kind
                and abs(a.unit - b.unit) <= 1
                and a.statistic in _LEVELS
            ) and (a.quantity.kind == "percent" or (kind == "fold" and a.quantity.kind in ("rate", "number", "measurement"))):
                made.append((one, other))
        made += [(place,) for place in self.places if kind != "percentage_point" and place.role.statistic == "ratio"]
        return made

    def named_otherwise(self, role: Role, best: Candidate, other: Candidate) -> str:
        """What kind of thing `best` is expressly said of another of than the claim names, and `other` of that one; "" if none."""
        found = set()
        for i, slot in enumerate(self.slots):
            family = "time" if slot.kind == TIME else _family(slot)
            if not family or not self.known[i] or not any(span.holds(slot.span) for span in (*role.near, *role.label)):
                continue
            if not self._local(i, other) or self._local(i, best):
                continue
            spans = [span for place in best.places for span in (*place.role.near, *place.role.label)]
            if family == "time":
                named = self.source.timed(spans)
            else:
                named = any(family in self.source.families(span) for span in spans)
            if named:
                found.add(family)
        return next((family for family in ("measure", "time", "population", "arm") if family in found), "")

    def same_measure(self, role: Role, other: Candidate) -> bool:
        """Whether `other` is said of every measure that the claim names beside the figure and that the source knows."""
        for i, slot in enumerate(self.slots):
            if slot.kind not in ("measures", "findings") or self.known[i] < 0.5:
                continue
            if not any(span.holds(slot.span) for span in (*role.near, *role.label)) or slot.span.start >= self._clause_end(role):
                continue
            if max(self.strength(i, place) for place in other.places) < 0.5:
                return False
        return True

    def absent(self, role: Role) -> bool:
        """Whether the source lacks a measure, a people or a condition that the claim names for the figure."""
        measures = []
        for i, slot in enumerate(self.slots):
            if not any(span.holds(slot.span) for span in (*role.near, *role.shared, *role.label)):
                continue
            if i in self.left_out or (slot.kind in ("populations", CONDITION) and slot.weight >= 1.0 and self.known[i] < 0.5):
                return True
            if slot.kind in ("measures", "findings"):
                measures.append(self.known[i])
        return bool(measures) and max(measures) < 0.5

    def whole(self, role: Role, best: Candidate, wrong: Sequence[Candidate]) -> Candidate | None:
        """The figure of the whole that the source gives beside that of a part, if the claim names no part."""
        if self._overall(best) or any(
            slot.ids and _OVERALL not in slot.ids and slot.kind in _PARTS and self._local(i, best)
            for i, slot in enumerate(self.slots)
        ):
            return None
        if role.quantity.kind not in _SHARES:
            return None
        for other in sorted(wrong, key=lambda c: -c.score):
            if other.score < best.score - _ABOUT_AS_GOOD:
                return None
            apart = self._overall(other) or (self.restricted(best) and not self.restricted(other))
            if apart and len(other.places) == 1 and sum(gap for gap, _ in self.contrast(role, other, best)) < _SLIGHT:
                return other
        return None

    def of_whole(self, candidate: Candidate) -> bool:
        """Whether the source says the figure of all it studied, in so many words."""
        return any(
            _OVERALL in self.source.bag(span).ids
            for p in candidate.places
            for span in (*p.role.near, *p.role.label, *p.role.shared)
        )

    def _overall(self, candidate: Candidate) -> bool:
        return any(
            _OVERALL in self.source.bag(span).ids for place in candidate.places for span in (*place.role.near, *place.role.label)
        )

    def _local(self, slot: int, candidate: Candidate) -> bool:
        return any(self._most(slot, (*place.role.near, *place.role.label)) >= 1 for place in candidate.places)

    def restricted(self, candidate: Candidate) -> bool:
        return any(self._narrowed(place) for place in candidate.places)

    def _narrowed(self, place: Place) -> bool:
        """Whether the source says the figure under a condition that the claim does not name."""
        claimed = {slot.days for slot in self.slots if slot.days is not None}
        lower = self.source.lower
        for span in (*place.role.near, *place.role.shared, *place.role.label):
            for at, quantity, condition in self.source.settings_in(span):
                if not condition or quantity.kind in ("dose", "frequency") or size(quantity) in claimed:
                    continue
                if "defined" not in lower[max(0, at - 40) : at] and "定义" not in lower[max(0, at - 20) : at]:
                    return True
        return False

    def contrast(self, role: Role, one: Candidate, other: Candidate) -> list[tuple[float, Slot]]:
        """What the claim says of the figure that `other` has and `one` lacks, the weightiest first."""
        weights = self.weights(role)
        gaps = []
        own = (*role.near, *role.label, *role.shared)
        for i, slot in enumerate(self.slots):
            if not any(span.holds(slot.span) for span in own):
                continue
            gap = max(self.strength(i, p) for p in other.places) - max(self.strength(i, p) for p in one.places)
            if gap * weights[i] > 0.05:
                gaps.append((gap * weights[i], slot))
        return sorted(gaps, key=lambda pair: -pair[0])


_UNKNOWN = frozenset({WORD, GRAM, "words", "generic", "times"})  # kinds whose absence from a source says nothing
_RESTRICTED = 0.1  # what it costs that the source says a figure of a part only of those the claim speaks of
_OVERALL = "populations:overall"
_PARTS = frozenset({"arms", "drugs", "populations"})
_ABOUT_AS_GOOD, _SLIGHT = 0.12, 0.4
_PRINTED = 0.35  # a printed figure that fits this well needs no derivation beside it
_BETTER = 0.1  # unless the derivation fits this much better
_ABSENT = 0.6  # a term the source does not name may stand there in other words
_NOT_ITS_OWN = 0.25  # an arm named for the figure before, where this one has a name of its own or is what that one is held against
_AFTER = 0.6  # how much what follows in another clause is said of the figure
_MOST = 80  # statements of a long source that are looked at closely
_STEP = 0.04  # what a derivation costs against a printed figure


def _family(slot: Slot) -> str:
    return FAMILIES.get(slot.kind, "")


def _second(role: Role, statement: Statement) -> bool:
    """Whether the figure is the second of a pair in which only the first is named: "more often with A (9% v 4%)"."""
    if role.label:
        return False
    first = min(
        (r.quantity.start for r in statement.roles if r.unit == role.unit and r.quantity.kind == role.quantity.kind),
        default=role.quantity.start,
    )
    return first < role.quantity.start and role.statistic in _LEVELS


def _same_kind(claim: Quantity, role: Role, other: Role) -> bool:
    """Whether the two figures are numbers of one kind of thing."""
    found = other.quantity
    if "p_value" in (claim.kind, found.kind):
        return claim.kind == found.kind
    if found.kind == "number" and found.unit == "1" and found.decimals and claim.kind in ("rate", "measurement", "duration"):
        return True  # the first of two figures often leaves its unit to the second
    if "interval" in (claim.kind, found.kind):
        ranged = found if claim.kind == "interval" else claim
        return claim.kind == found.kind or (
            None not in (ranged.low, ranged.high) and ranged.low != ranged.high and ranged.unit == "1"
        )
    if other.statistic in ("time", "condition") and role.statistic not in ("time", "condition"):
        return (
            found.kind == "dose"
            and claim.kind in ("dose", "measurement")
            and comparable(found.unit, claim.unit, found.kind, claim.kind)
        )
    if claim.kind in _RATIOS:
        return found.kind == claim.kind or found.kind in ("number", "fold") or (found.kind in _RATIOS)
    if claim.kind in _SHARES:
        return found.kind in _SHARES or (found.kind == "percentage_point" and role.statistic in _CHANGES)
    if claim.kind == "percentage_point":
        return found.kind == "percentage_point" or (found.kind == "percent" and other.statistic in _CHANGES)
    if claim.kind == "number" and claim.decimals:
        return found.kind in ("number", "measurement", "rate", "duration") or found.kind in _RATIOS
    if claim.kind in _COUNTS:
        return found.kind in _COUNTS or (found.kind in _RATIOS and claim.decimals > 0)
    if claim.kind == "fold":
        return found.kind == "fold"
    return comparable(found.unit, claim.unit, found.kind, claim.kind)


def _end_of_range(claim: Role, source: Role) -> str | None:
    """How one end of the claim's "from … to …" agrees with that end of a range of the source."""
    found = source.quantity
    if found.low is None or found.high is None or found.low == found.high:
        return None
    end = found.low if claim.statistic == "from" else found.high
    return fits(claim.quantity, replace(found, low=end, high=end))


def _compatible(claim: Quantity, source: Quantity) -> bool:
    """Whether a figure of another value leaves room for the claim's: a point within a range or a bound, an end of a range."""
    for factor, _ in factors(source.unit, claim.unit, source.kind, claim.kind):
        low = None if source.low is None else source.low * factor
        high = None if source.high is None else source.high * factor
        if low != high or None in (low, high):
            value = claim.value
            return value is not None and (low is None or low <= value) and (high is None or value <= high)
        return low in (claim.low, claim.high)
    return False


def _rival(claim: Role, source: Role) -> bool:
    """Whether a figure of another value in the source can contradict the claim's: a level a level, a change a change."""
    change = claim.statistic in _CHANGES
    found = source.quantity
    if (claim.quantity.kind == "age") != (found.kind == "age"):
        return False
    if found.comparator in ("<", ">", "<=", ">=") and found.kind != "p_value":
        return False  # a threshold, not a result
    if found.unit != claim.quantity.unit and not comparable(found.unit, claim.quantity.unit, found.kind, claim.quantity.kind):
        return found.kind in _RATIOS or claim.quantity.kind in (*_COUNTS, "percent")
    if claim.quantity.kind == "fraction" and (claim.quantity.denominator or 0) > 10:
        return found.denominator == claim.quantity.denominator
    if source.statistic == "ratio":
        return claim.quantity.kind in _RATIOS or (change and claim.quantity.kind == "percent") or claim.quantity.kind == "number"
    return change == (source.statistic in _CHANGES)


def _statistic_gap(claim: Role, source: Role) -> float:
    """What it costs to take a level for a change or the start for the end."""
    one, other = claim.statistic, source.statistic
    if one == other:
        return 0.0
    if {one, other} == {"from", "to"}:
        return 0.2
    if (one in _LEVELS and other in _CHANGES) or (one in _CHANGES and other in _LEVELS):
        return 0.12
    return 0.02
