"""What the figures of the source make through one derivation, and whether a claim may mean that.

So much can be computed from the figures of an abstract that any value comes out somewhere. A derivation counts only where its
figures belong together, where the claim says that something was compared or is left of a whole, and where the source does not print
the value itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from verify.match import derive, sense
from verify.match.compared import HELD, WHOLE
from verify.match.derive import EXACT, Derived
from verify.match.fit import Candidate, Place, family_of
from verify.match.kinds import CHANGES, COUNTS
from verify.match.lists import Lists
from verify.match.values import coarse, same_number
from verify.model import Role
from verify.patterns import regex

_WINDOW = 40
_NEXT = 2  # statements apart in which two figures of one name may be compared
_ONE_FIGURE = frozenset({"up", "down", "ratio", "fold"})
_MORE = regex(
    r"(?<![a-z])(?:than|more|less|further|difference|gap|between|versus|vs|compared|relative to|exceed|greater|larger|smaller"
    r"|advantage|over|beyond|better|extra|additional)|[多少差较比超]|优于"
)
_NO_NOUN = regex(r"\s*(?:[,.;)]|and |or )")
_FOLDS = regex(r"(?<![a-z])(?:times|fold|ratio|rr|or|hr|irr)(?![a-z])|fold(?![a-z])|倍|比值?(?!例)")
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
_IN_ALL = regex(
    r"(?<![a-z])(?:in all|altogether|in total|a total of|all told|combined|together"
    r"|(?:both|the two|its two) (?:arms|groups))(?![a-z])"
    r"|加起来|合起来|[两二]组|合计|累计|总共|共计|一共|共有|共"
)
_IN_BRACKET = regex(r"\s?(?:[a-z]+ ){0,3}\(|[例名人]?\(")
_BRACKET = 40  # characters from a count to the share in the bracket after it
_BOUNDED = frozenset({"<", ">", "<=", ">="})
_GAPS = frozenset({"relative", "points", "rest"})
OF_TWO = frozenset({"fold", "points", "relative"})


class Steps(Lists):
    """Derivations from the figures of the source, and which of them a claim may mean."""

    def steps(self, role: Role) -> Iterator[tuple[Derived, tuple[Place, ...]]]:
        """Every derivation that makes the value of a figure of the claim, with the figures it follows from."""
        for found in self._derived(role):
            yield found, tuple(p for p in self.places if any(p.role is r for r in found.roles))

    def plausible(self, role: Role, found: Derived, places: Sequence[Place], printed: Collection[int]) -> bool:
        """Whether the claim may mean what follows from figures of the source; `printed` are the statements with its very value."""
        quantity, step, several = role.quantity, found.step, len(found.roles) > 1
        if step in _GAPS and not self._compares(role) and not (step == "rest" and self._left_over(places)):
            return False
        direct = (step in _ONE_FIGURE and not several) or (step in _GAPS and role.statistic in CHANGES)
        if coarse(quantity) and printed and not direct:
            return False  # a rough figure always follows from something
        if step == "sum":
            if quantity.kind in COUNTS and any(p.statement in printed for p in places):
                return False  # the total is printed beside its parts
            if quantity.kind == "percent":
                return not any(map(self._names_arm, places))  # the shares of two arms make no whole
            return len(places) != 2 or self.says_total(role) or not self._said_of_one(role, places)
        if step in ("share", "complement"):
            return self._share(role, found, places, printed)
        return step not in OF_TWO or self._of_two(role, found, places)

    def _share(self, role: Role, found: Derived, places: Sequence[Place], printed: Collection[int]) -> bool:
        """Whether a claim may mean a share that two counts make, or what a share leaves of a whole."""
        quantity, several = role.quantity, len(found.roles) > 1
        if role.statistic == "difference" and found.step == "share" and several:
            return False  # an efficacy is no share of the cases
        if role.statistic == "change" and (found.step == "share" or quantity.comparator in _BOUNDED):
            return False  # no share says how much something moved, and of the shares of anything many keep within a bound
        if several and self._occurred(max(found.roles, key=lambda r: r.quantity.value or Decimal(0))):
            return False
        if several and self._shared_otherwise(found):
            return False
        if found.step == "share":
            # where the share is printed beside its counts, that tells of what it is one
            return len(places) < 2 or not all(p.statement in printed for p in places)
        # a share printed to the digit is not what is left of two counts
        exact = several and quantity.decimals > 0
        return not (exact and (printed or not self.left_over_of(role, Candidate(tuple(places), 0.0, True))))

    def _shared_otherwise(self, found: Derived) -> bool:
        """Whether the source prints another share right behind the count that is one here: "711 (17.4%)", of another whole."""
        small, large = sorted(found.roles, key=lambda r: r.quantity.value or Decimal(0))
        top, whole, end = small.quantity.value, large.quantity.value, small.quantity.end
        if not top or not whole:
            return False
        return any(
            r.quantity.kind == "percent"
            and r.quantity.value is not None
            and not same_number(top / whole * 100, EXACT, r.quantity.value, r.quantity.decimals)
            and _IN_BRACKET.fullmatch(self.source.lower, end, r.quantity.start)
            for i in self._on
            for r in self.source.statements[i].roles
            if 0 < r.quantity.start - end < _BRACKET
        )

    def _of_two(self, role: Role, found: Derived, places: Sequence[Place]) -> bool:
        """Whether a claim may mean by how much or by what factor two figures differ."""
        if role.quantity.kind == "fraction":  # fell by two thirds, not to two thirds
            moved = {r.statistic for r in found.roles} == {"from", "to"}
            if (found.step == "relative" and not moved) or (moved and (found.step == "relative") != (role.statistic == "change")):
                return False
        if found.step == "relative" and role.quantity.comparator in _BOUNDED and role.statistic not in CHANGES:
            return False  # anything is 75% more than something
        if found.step == "fold" and len(places) == 1 and not self._told_as_fold(places[0]):
            return False  # the first of "7.4 and 31.8 per 1,000" is no ratio
        changes = role.statistic == "change" and all(r.statistic == "change" or self._moves(r) for r in found.roles)
        if found.step == "points" and changes and not self._says_more(role):
            return False  # by how much more one fell than another is not by how much it fell
        if len(places) == 2 and (
            not self.of_one_measure(*places) or self._of_two_measures(*places) or self._of_one_group_twice(role, *places)
        ):
            return False
        if len(places) == 2 and found.step != "points" and self._of_a_fellow(role, *places):
            return False
        counted = all(p.role.quantity.kind in COUNTS and not p.role.quantity.decimals for p in places)
        if counted and any(r.statistic == "size" or self._of_each(r) for r in found.roles):
            return False  # 330 enrolled, 110 to a group
        shares = any(_OF_SHARES.search(self.claim.lower, span.start, span.end) for span in role.near)
        if found.step == "fold" and counted and (shares or not self.same_measure(role, Candidate(tuple(places), 0.0, True))):
            return False  # the sizes of a study and of its groups make no fold of what was found
        return not (len(places) == 2 and self._of_two_lists(*places))

    def _of_a_fellow(self, role: Role, one: Place, other: Place) -> bool:
        """Whether the claim names a thing that the list of two figures says of a third one only: "grade 9", cirrhosis."""
        if one.statement != other.statement:
            return False
        listed = (one.role.near, one.role.shared, one.role.trail, other.role.near, other.role.shared)
        fellows = [
            place
            for place in self.places
            if place.statement == one.statement
            and place.role not in (one.role, other.role)
            and place.role.quantity.unit == one.role.quantity.unit
            and place.role.statistic == one.role.statistic
        ]
        wide = [span for spans in listed for span in spans]
        return any(
            slot.kind != "generic"
            and self.known[i] >= WHOLE
            and any(span.holds(slot.span) for span in (*role.near, *role.label))
            and self._most(i, (*wide, *one.role.label, *other.role.label)) < HELD
            and any(self._most(i, (*place.role.near, *place.role.label)) >= WHOLE for place in fellows)
            for i, slot in enumerate(self.slots)
        )

    def _compares(self, role: Role) -> bool:
        """Whether a figure of the claim may be a difference: it says that something is more or less, or moved, or is no share."""
        if role.statistic in ("from", "to"):
            return False  # where something went is no change of it
        if role.statistic in CHANGES or role.quantity.kind not in ("percent", "count", "number"):
            return True
        return any(sense.direction(self.claim.text[span.start : span.end]) is not None for span in (*role.near, *role.shared))

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
            made += derive.from_folds(quantity, roles, added=role.statistic == "change")
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

    def _of_each(self, role: Role) -> bool:
        """Whether a count is that of each of two groups: 两组各106例, "106 in each arm"."""
        text, start, end = self.source.lower, role.quantity.start, role.quantity.end
        return _EACH_BEFORE.search(text, max(0, start - _WINDOW), start) is not None or _EACH_AFTER.match(text, end) is not None

    def _occurred(self, role: Role) -> bool:
        """Whether a bare number only counts in how many something was seen, which is the whole of nothing: "pain in 19"."""
        text, start, end = self.source.lower, role.quantity.start, role.quantity.end
        bare = role.quantity.kind == "number" and role.statistic == "value" and text[max(0, start - 4) : start] == " in "
        return bare and _NO_NOUN.match(text, end) is not None

    def _left_over(self, places: Sequence[Place]) -> bool:
        """Whether the source speaks of what was left of a whole: "31 were discarded; the remainder were transplanted"."""
        last = max(place.statement for place in places)
        spans = [s.span for s in self.source.statements[last : last + 2]]
        return any(_REMAINDER.search(self.source.lower, span.start, span.end) for span in spans)

    def _told_as_fold(self, place: Place) -> bool:
        """Whether the source calls a bare number a ratio or so many times."""
        if place.role.statistic == "ratio" or place.role.quantity.kind == "fold":
            return True
        spans = (*place.role.near, *place.role.shared, *place.role.trail)
        return any(_FOLDS.search(self.source.lower, span.start, span.end) for span in spans)

    def _names_arm(self, place: Place) -> bool:
        groups = self.source.groups
        return any("arm" in self.source.families(label) or any(map(label.overlaps, groups)) for label in place.role.label)

    def _said_of_one(self, role: Role, places: Sequence[Place]) -> bool:
        """Whether the claim names what one of two figures is of, and nothing that only the other is of.

        Then it speaks of the one: 17 with usual care is not 5 with the programme and 12 with usual care.
        """
        said = (*role.near, *role.shared)
        measures, others = set[int](), set[int]()  # of which of the two figures something is said alone
        for i, slot in enumerate(self.slots):
            gap = self.local(i, places[1]) - self.local(i, places[0])
            if slot.kind != "generic" and abs(gap) >= HELD and any(span.holds(slot.span) for span in said):
                (measures if family_of(slot) == "measure" else others).add(int(gap > 0))
        # the first of a list has the measure of all beside it
        return len(others) == 1 or (not others and measures == {1})

    def says_total(self, role: Role) -> bool:
        """Whether the claim says that its figure is the number of all together."""
        return any(_IN_ALL.search(self.claim.lower, span.start, span.end) for span in (*role.near, *role.shared))

    def _says_more(self, role: Role) -> bool:
        return any(_MORE.search(self.claim.lower, span.start, span.end) for span in (*role.near, *role.shared, *role.trail))

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
        listed = bool(names[0]) and names[0] == names[1] and one.role.unit != other.role.unit
        return (listed or self._at_two_times(one, other)) and self._exceeds(role)

    def _at_two_times(self, one: Place, other: Place) -> bool:
        """Whether one sentence says two figures of two times, and neither of an arm: "with A, baseline 421 m, 8 weeks 465 m"."""
        spans = [place.role.near for place in (one, other)]
        times = [
            {setting.quantity.text for span in near for setting in self.source.settings_in(span) if not setting.condition}
            | {id for span in near for id in self.source.bag(span).ids if id.startswith("times:")}
            for near in spans
        ]
        arms = any("arm" in self.source.families(span) for near in spans for span in near)
        return one.statement == other.statement and all(times) and times[0].isdisjoint(times[1]) and not arms

    def _exceeds(self, role: Role) -> bool:
        return any(_EXCEEDS.search(self.claim.lower, span.start, span.end) for span in (*role.near, *role.shared))
