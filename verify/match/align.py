"""Which figure of the source a figure of the claim is, or should be.

Every figure of the source of a comparable kind is a candidate, as printed or through one derivation. A candidate is as good as the
share of what the claim says of its figure that the source says of the candidate. What decides is the contrast: if another
figure of the source fits the claim's words better than the one that fits its value, the claim has taken the wrong figure.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from verify.match import derive, sense
from verify.match.derive import Derived
from verify.match.fit import LEVELS, Candidate, Place
from verify.match.kinds import CHANGES, COUNTS, compatible, covers, end_of_range, rival, same_kind, statistic_gap
from verify.match.lists import Lists
from verify.match.molar import MOLAR, converted
from verify.match.values import coarse, fits
from verify.model import Quantity, Role
from verify.patterns import regex

_RESTRICTED = 0.1  # what it costs that the source says a figure of a part only of those the claim speaks of
_PRINTED = 0.35  # a printed figure that fits this well needs no derivation beside it
_BETTER = 0.1  # unless the derivation fits this much better
_STEP = 0.04  # what a derivation costs against a printed figure
_WINDOW = 40
_NAMED = 0.9  # how far a measure must be said of a bare number for it to be a measurement
_NEXT = 2  # statements apart in which two figures of one name may be compared
_LEAST = regex(
    r"(?<![a-z])(?:lowest|minimum|least|smallest|fastest|earliest|shortest|as (?:little|few|low) as)(?![a-z])"
    r"(?! (?:squares|likely|common))[^.;0-9]*$"
    r"|(?:最[低少小短快早](?!化)|(?<![较更降减])[低少](?:的|者))[^。;0-9]*$"
)
_MOST = regex(
    r"(?<![a-z])(?:highest|maximum|largest|as (?:high|much|many) as|slowest|latest|longest)(?![a-z])[^.;0-9]*$"
    r"|(?:最[高多大长慢晚](?!化|程度)|(?<![较更升增])[高多](?:的|者))[^。;0-9]*$"
)
CONDITIONAL = regex(r"(?<![a-z])(?:would|could|will be|e\.g\.|to determine|to evaluate|to assess)(?![a-z])")
_SUPPOSED = regex(
    r"(?<![a-z])(?:benchmark|assum(?:ed|ing|ption)|statistical power|power (?:of|to)|to detect"
    r"|sample size (?:of|was|calc\w*|estim\w*)|hypothesi[sz]ed"
    r"|cut-?off|margin|anticipated)(?![a-z])"
    r"|基准值|假设|样本量(?:估算|计算|为)|检验效能|把握度|预期|截断值|界值",
)
# "remission, defined as a score of 28 or less, was seen in 34%": the definition ends where the sentence goes on.
_DEFINED = regex(r"(?<![a-z])(?:(?:is|was|were) defined|defined (?:as|by))(?![a-z])[^,;.)]*$|(?:定义|界定)为[^,;。)]*$")
_DEFINITION = 90
_ROUGH_PAIR = 0.15  # what it costs a round figure to follow from two figures rather than from one
_ONE_FIGURE = frozenset({"up", "down", "complement", "ratio", "fold"})
_MORE = regex(
    r"(?<![a-z])(?:than|more|less|further|difference|gap|between|versus|vs|compared|relative to|exceed|greater|larger|smaller"
    r"|advantage|over|beyond|better|extra|additional)|[多少差较比超]|优于"
)
_NO_NOUN = regex(r"\s*(?:[,.;)]|and |or )")
_FOLDS = regex(r"(?<![a-z])(?:times|fold|ratio|rr|or|hr|irr)(?![a-z])|fold(?![a-z])|倍|比值?(?!例)")
_FOLDED = ("rate", "number", "measurement")
_MEMBERS = 3
_PARTIAL = {"<": "low", ">": "high"}  # the end of many that keeps within a bound whatever the others do
_OF_SHARES = regex(r"率|比例|占比|风险|(?<![a-z])(?:rates?|proportion|percentage|prevalence|incidence|risk|likely)(?![a-z])")
_REMAINDER = regex(
    r"(?<![a-z])(?:remainder|remaining|the (?:rest|others?)|all (?:the )?others?)(?![a-z])|其余|剩余|余下|其他均|余均"
)
_EACH_BEFORE = regex(r"(?:[两二2]组|组[和与及、][^,。;]{1,12}组|分为?[^,。;]{2,24}组)[,，]?(?:均为|各为?|每组)$")
_EACH_AFTER = regex(r" (?:[a-z]+ )?(?:in|to) (?:each|both|either) (?:arm|group)")
_MOVES = regex(
    r"(?<![a-z])(?:declines?|reductions?|decreases?|increases?|changes|rises|falls|gains|losses)(?![a-z])[^.;]{0,40}$|[降升增减]幅"
)
_EXCEEDS = regex(r"(?<![a-z])(?:exceed(?:ed|s)?|than)(?![a-z])|[比较][^,。;]{1,20}[高低多少]")
_ACCURACY = regex(r"sensitivity|specificity|positive predictive|negative predictive|敏感[性度]|灵敏度|特异[性度]|阳性预测|阴性预测")
_EQUALLY = regex(
    r"(?<![0-9:])1\s?[:∶]\s?1(?![0-9:])|平均分|等分|均分为|各半|等比例分"
    r"|(?<![a-z])(?:allocated|assigned|randomi[sz]ed|divided|split)\s[^.;]{0,30}?equal(?:ly)?(?![a-z])"
    r"|(?<![a-z])(?:equally|in equal numbers)(?![a-z])[^.;]{0,20}(?:allocated|assigned|randomi[sz]ed|divided|split)"
)
_BOUNDED = frozenset({"<", ">", "<=", ">="})
_GAPS = frozenset({"relative", "points", "rest"})
_OF_TWO = frozenset({"fold", "points", "relative"})


class Alignment(NamedTuple):
    """A figure of the claim with its best candidate by value and its best by words among those of another value."""

    role: Role
    by_value: Candidate | None
    by_words: Candidate | None
    right: tuple[Candidate, ...]  # all of the claimed value
    wrong: tuple[Candidate, ...]  # all of another
    topic: float  # the share of what the claim says of the figure that the source says anywhere
    paired: bool = False  # whether the source prints it side by side with another figure of the claim


class Aligner(Lists):
    """Finds the candidates for the figures of a claim."""

    def align(self, role: Role) -> Alignment:
        """The candidates for one figure of the claim."""
        weights = self.weights(role)
        total = sum(weights) or 1.0
        topic = sum(w for w, known in zip(weights, self.known, strict=True) if known) / total
        quantity = role.quantity
        right: list[Candidate] = []
        wrong: list[Candidate] = []
        extreme = self._extreme(self.claim.lower, role)
        rivals = [
            p
            for p in self.places
            if (same_kind(quantity, role, p.role) and not self._of_no_unit(role, p))
            or ((extreme or role.statistic in ("from", "to")) and covers(quantity, p.role.quantity))
        ]
        found_by_step = [(d, tuple(p for p in self.places if any(p.role is r for r in d.roles))) for d in self._derived(role)]
        floor = self.general([*rivals, *(place for _, places in found_by_step for place in places)])
        for place in rivals:
            score = self.score(weights, (place,), floor) - _RESTRICTED * self.narrowed(place) - statistic_gap(role, place.role)
            shown = fits(quantity, place.role.quantity)
            if shown is None and quantity.unit in MOLAR:
                shown = self._converted(quantity, place)
            end = {"from": "low", "to": "high"}.get(role.statistic) or extreme
            if shown is None and end:
                shown = end_of_range(role.quantity, end, place.role.quantity)
            if shown is None:
                if (
                    rival(role, place.role)
                    and not (
                        end in ("low", "high") and role.statistic == "value" and not self._extreme(self.source.lower, place.role)
                    )
                    and not compatible(quantity, place.role.quantity)
                    and not self._supposed(place)
                ):
                    wrong.append(Candidate((place,), score, False))
            else:
                finer = not shown and quantity.kind == "percent" and quantity.decimals > place.role.quantity.decimals
                right.append(Candidate((place,), score, True, shown, finer=finer))
        if (partial := _PARTIAL.get(quantity.comparator)) and not extreme:
            # That the least of many keeps below a bound tells nothing of the whole.
            right = [c for c in right if self._extreme(self.source.lower, c.places[0].role) != partial]
        if any(self._extreme(self.source.lower, c.places[0].role) for c in right):
            # The least or the most of many is no rival of one of them, nor is their mean.
            wrong = [c for c in wrong if self._extreme(self.source.lower, c.places[0].role)]
        printed = max((c.score for c in right if rival(role, c.places[0].role)), default=0.0)
        compares = role.statistic in CHANGES or quantity.kind not in ("percent", "count", "number") or self._compared(role)
        compares = compares and role.statistic not in ("from", "to")  # where something went is no change of it
        for found, places in found_by_step:
            if found.step in _GAPS and not compares and not (found.step == "rest" and self._left_over(places)):
                continue
            if found.step in ("share", "complement") and role.statistic == "change" and quantity.comparator in _BOUNDED:
                continue  # of the shares of anything many keep within a bound, and none says how much something moved
            beside = [c.places[0].statement for c in right if not c.step]
            if found.step == "sum" and quantity.kind in COUNTS and any(p.statement in beside for p in places):
                continue  # the total is printed beside its parts
            if found.step == "fold" and len(places) == 1 and not self._told_as_fold(places[0]):
                continue  # the first of "7.4 and 31.8 per 1,000" is no ratio
            if found.step == "sum" and quantity.kind == "percent" and any(self._names_arm(place) for place in places):
                continue  # the shares of two arms make no whole
            if found.step in ("share", "complement") and len(found.roles) > 1 and self._occurred(_larger(found.roles)):
                continue
            if found.step == "share" and len(places) > 1 and all(p.statement in beside for p in places):
                continue  # the share is printed beside its counts, and that tells of what it is one
            if (
                found.step == "complement"
                and len(found.roles) > 1
                and quantity.decimals > 0
                and (beside or not self.left_over_of(role, Candidate(places, 0.0, True)))
            ):
                continue  # a share printed to the digit is not what is left of two counts
            changes = role.statistic == "change" and all(r.statistic == "change" or self._moves(r) for r in found.roles)
            if found.step == "points" and changes and not self._says_more(role):
                continue  # by how much more one fell than another is not by how much it fell
            if found.step in _OF_TWO and len(places) == 2 and not self.of_one_measure(*places):
                continue
            if (
                found.step in _OF_TWO
                and len(places) == 2
                and (self._of_two_measures(*places) or self._of_one_group_twice(role, *places))
            ):
                continue
            counted = all(p.role.quantity.kind in COUNTS and not p.role.quantity.decimals for p in places)
            shares = any(_OF_SHARES.search(self.claim.lower, span.start, span.end) for span in role.near)
            if found.step == "fold" and counted and (shares or not self.same_measure(role, Candidate(places, 0.0, True))):
                continue  # the sizes of a study and of its groups make no fold of what was found
            if found.step in _OF_TWO and len(places) == 2 and self._of_two_lists(*places):
                continue
            if found.step in ("share", "part"):
                places = places[:1] if places[0].role is found.roles[0] else places[1:]
            score = self.score(weights, places, floor) - _STEP
            if coarse(quantity) and len(places) > 1:
                score -= _ROUGH_PAIR
            if found.step in _OF_TWO and len({place.statement for place in places}) > 1:
                score -= _STEP  # two figures of one sentence are likelier meant together
            rough = coarse(quantity) and any(not candidate.step for candidate in right)
            told = found.step in _GAPS and role.statistic in CHANGES
            if rough and not told and (found.step not in _ONE_FIGURE or len(found.roles) > 1 or found.step == "complement"):
                continue  # so much can be computed that a rough figure always follows from something
            if printed < _PRINTED or score > printed + _BETTER:
                right.append(Candidate(places, score, True, found.working, found.step))
        wrong += [Candidate(pair, self.score(weights, pair, floor) - _STEP, False) for pair in self._pairs(role)]
        best = max(right, key=credit, default=None)
        if best is not None and best.step == "share" and quantity.kind == "percent":
            whole = {r.quantity.value for d, _ in found_by_step if d.working == best.working for r in d.roles}
            wrong += self._counted_otherwise(role, weights, best, whole, floor)
        return Alignment(role, best, max(wrong, key=lambda c: c.score, default=None), tuple(right), tuple(wrong), topic)

    def _left_over(self, places: Sequence[Place]) -> bool:
        """Whether the source speaks of what was left of a whole: "31 were discarded; the remainder were transplanted"."""
        last = max(place.statement for place in places)
        spans = [s.span for s in self.source.statements[last : last + 2]]
        return any(_REMAINDER.search(self.source.lower, span.start, span.end) for span in spans)

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

    def _told_as_fold(self, place: Place) -> bool:
        """Whether the source calls a bare number a ratio or so many times."""
        if place.role.statistic == "ratio" or place.role.quantity.kind == "fold":
            return True
        spans = (*place.role.near, *place.role.shared, *place.role.trail)
        return any(_FOLDS.search(self.source.lower, span.start, span.end) for span in spans)

    def _names_arm(self, place: Place) -> bool:
        groups = self.source.groups
        return any("arm" in self.source.families(label) or any(map(label.overlaps, groups)) for label in place.role.label)

    def _says_more(self, role: Role) -> bool:
        return any(_MORE.search(self.claim.lower, span.start, span.end) for span in (*role.near, *role.shared, *role.trail))

    def _compared(self, role: Role) -> bool:
        """Whether the words about a figure of the claim say that something is more or less, or moved."""
        return any(sense.direction(self.claim.text[span.start : span.end]) is not None for span in (*role.near, *role.shared))

    def _extreme(self, text: str, role: Role) -> str:
        """Whether the words right before a figure call it the least ("low") or the most ("high") of many."""
        start = max(0, role.quantity.start - _WINDOW)
        if _LEAST.search(text, start, role.quantity.start):
            return "low"
        return "high" if _MOST.search(text, start, role.quantity.start) else ""

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

    def _derived(self, role: Role) -> list[Derived]:
        quantity = role.quantity
        made: list[Derived] = []
        counts: list[Role] = []
        sizes: list[Role] = []
        numerators: dict[int, list[Role]] = {}  # of "9 of 244": counts of their own, made of the fractions
        for place in self.places[self._printed :]:
            if place.role.statistic == "value":
                numerators.setdefault(place.statement, []).append(place.role)
        for column in self._columns.values():
            made += derive.from_pairs(quantity, column)
        for number in self._on:
            statement = self.source.statements[number]
            roles = [r for r in statement.roles if r.statistic not in ("time", "condition", "p", "spread")]
            made += derive.from_ratios(quantity, roles)
            made += derive.from_folds(quantity, roles)
            made += derive.complements(quantity, roles)
            made += derive.from_pairs(quantity, roles)
            if quantity.comparator in ("=", "~"):
                made += derive.sums(quantity, roles)
                made += derive.sums(quantity, numerators.get(number, ()))
            made += derive.ranges(quantity, roles)
            counts += [r for r in roles if r.quantity.kind in COUNTS and r.statistic in ("value", "size", "from", "to")]
        sizes = [r for r in counts if r.quantity.value is not None and r.quantity.value >= 10 and not self._occurred(r)]
        if len(counts) <= 40 and quantity.comparator in ("=", "~"):
            made += derive.shares(quantity, counts, sizes, self._of_one_group)
            made += derive.halves(quantity, self._shared_out)
            of = [*sizes, *map(derive.halved, self._shared_out)]
            for statement in (self.source.statements[i] for i in self._on):
                made += derive.counts(quantity, statement.roles, of)
        if quantity.kind in COUNTS:
            made += derive.totals(quantity, self._namesakes)
            made += derive.of_each(quantity, [r for r in counts if self._of_each(r)])
            for i, k in itertools.pairwise(self._on):
                spans = [s.span for s in self.source.statements[k : k + 2]]
                if k <= i + 2 and any(_REMAINDER.search(self.source.lower, span.start, span.end) for span in spans):
                    before, after = ([r for r in self.source.statements[n].roles if r.quantity.kind in COUNTS] for n in (i, k))
                    made += derive.left_over(quantity, before, after[:1])
        if role.statistic in CHANGES or quantity.kind == "fold":
            for fellows in self._fellows.values():
                for (i, one), (k, other) in itertools.pairwise(fellows):
                    if 0 < k - i <= _NEXT:
                        made += derive.between(quantity, one, other)
        return made

    @cached_property
    def _shared_out(self) -> list[Role]:
        """How many people the source says were shared out equally to two groups: "600 adults … allocated equally", 4800名按1:1."""
        made: list[Role] = []
        for i in self._on:
            statement = self.source.statements[i]
            if not (equal := _EQUALLY.search(self.source.lower, statement.span.start, statement.span.end)):
                continue
            before = [
                r
                for r in statement.roles
                if r.quantity.end <= equal.start() and r.quantity.kind in COUNTS and r.statistic in ("value", "size", "count")
            ]
            whole = max(before, key=lambda r: r.quantity.value or 0, default=None)
            if whole is not None and whole.quantity.value is not None and whole.quantity.value % 2 == 0:
                made.append(whole)
        return made

    def _moves(self, role: Role) -> bool:
        """Whether a list of figures begins by saying that they are changes: "declines at week 48 were 2.47, 1.63 and 0.08"."""
        start = min((span.start for span in (*role.near, *role.shared)), default=role.quantity.start)
        return _MOVES.search(self.source.lower, start, role.quantity.start) is not None

    def _of_two_measures(self, one: Place, other: Place) -> bool:
        """Whether each of two figures is said of a measure of its own: "sensitivity of 47% and specificity of 88%"."""
        mine, theirs = (
            {m.group() for span in place.role.near for m in _ACCURACY.finditer(self.source.lower, span.start, span.end)}
            for place in (one, other)
        )
        return bool(mine and theirs) and not mine & theirs

    def _of_one_group_twice(self, role: Role, one: Place, other: Place) -> bool:
        """Whether two figures are of one group at two times, where the claim says by how much one group exceeds another."""
        names = [{self.source.lower[span.start : span.end].strip() for span in place.role.label} for place in (one, other)]
        return bool(names[0]) and names[0] == names[1] and one.role.unit != other.role.unit and self._exceeds(role)

    def _exceeds(self, role: Role) -> bool:
        return any(_EXCEEDS.search(self.claim.lower, span.start, span.end) for span in (*role.near, *role.shared))

    def _of_each(self, role: Role) -> bool:
        """Whether a count is that of each of two groups: 两组各106例, "106 in each arm"."""
        text, start, end = self.source.lower, role.quantity.start, role.quantity.end
        return _EACH_BEFORE.search(text, max(0, start - _WINDOW), start) is not None or _EACH_AFTER.match(text, end) is not None

    def _occurred(self, role: Role) -> bool:
        """Whether a bare number only counts in how many something was seen, which is the whole of nothing: "pain in 19"."""
        text, start, end = self.source.lower, role.quantity.start, role.quantity.end
        bare = role.quantity.kind == "number" and role.statistic == "value" and text[max(0, start - 4) : start] == " in "
        return bare and _NO_NOUN.match(text, end) is not None

    def _pairs(self, role: Role) -> list[tuple[Place, ...]]:
        """Pairs of figures from which the source would have the difference, change or fold that the claim states."""
        kind = role.quantity.kind
        if not (kind in ("fold", "percentage_point") or (kind == "percent" and role.statistic in CHANGES)):
            return [(place,) for place in self.places if kind == "fold" and place.role.statistic == "ratio"]
        made: list[tuple[Place, ...]] = []
        apart = _MEMBERS if kind == "fold" else 1  # a fold is taken from any two members of a list
        for i, one in enumerate(self.places):
            for other in self.places[i + 1 : i + 1 + apart]:
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
                ):
                    made.append((one, other))
        made += [(place,) for place in self.places if kind != "percentage_point" and place.role.statistic == "ratio"]
        return made


def _larger(roles: Sequence[Role]) -> Role:
    return max(roles, key=lambda role: role.quantity.value or Decimal(0))


def credit(candidate: Candidate) -> float:
    """The score of a candidate, better where less had to be done to reach the claimed value."""
    if candidate.finer:
        return candidate.score - _BETTER  # nobody prints 9.3% after reading 9%
    if candidate.step in _OF_TWO or (candidate.step == "complement" and len(candidate.places) > 1):
        return candidate.score
    return candidate.score + (_STEP if candidate.step else 2 * _STEP)
