"""How well the words about a figure of the source fit those about a figure of the claim.

Each figure has words of its own, words it shares with its neighbours and words it inherits; the nearer a thing is said, the more
it counts. What sets two figures of the source apart is what the source says of one and not of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from verify.match.concepts import CONDITION, FAMILIES, GRAM, NAME, TIME, WORD, YEAR, Slot, ends, hazards_of, size
from verify.match.index import Index
from verify.match.slots import slots
from verify.model import Quantity, Role, Span, Statement
from verify.patterns import regex

# How much it counts where a thing is said: of the figure itself, of it and its neighbours, of those before it, earlier, anywhere.
_NEAR, _SHARED, _ALONG, _TRAIL, _OVERRIDDEN, _SENTENCE, _BEFORE, _ANYWHERE = 1.0, 0.95, 0.9, 0.6, 0.2, 0.35, 0.4, 0.25
_CARRIED = 0.8
_TAKEN_UP = 0.8  # what "it" stands for
_IT = regex(
    r"(?<![a-z])(?:it|this|they|these"
    r"|(?:this|that) (?:ratio|rate|figure|proportion|share|percentage|number|value|cost|score|estimate|risk|interval)"
    r"|these (?:ratios|rates|figures|proportions|shares|percentages|numbers|values|costs|scores|estimates|risks))"
    r" (?:had|has|was|were|rose|fell|ran|ranged|varied|increased|decreased|improved|remained)(?![a-z])"
    r"|(?<![a-z])(?:corresponding|respective|equivalent|same) (?:[a-z0-9-]+ ){0,4}?"
    r"(?:figures?|rates?|proportions?|values|percentages|numbers) (?:were|was|had|rose|fell)(?![a-z])"
    r"|相应(?:的)?(?:数值|比例|数字|数据|率)|(?:该|此|这一)(?:比例|数值|数字|率|指标)"
)
_ITS = regex(r"(?<![a-z])its (?:prevalence|incidence|frequency|rate|occurrence)(?![a-z])|其(?:患病|发生|检出|发病|流行)率")
_TOPIC = 0.5  # who was studied and what was done to them stands once in a text and holds for all of it
_STUDY, _STUDIED = 0.65, frozenset({"diseases", "populations"})
_TOPICS = frozenset({"diseases", "populations", "procedures", "words", "generic"})
_GIVEN = frozenset({"arms", "drugs", "procedures", NAME})
_OF_RATIOS = ("ratio", "interval", "p")  # what is printed with a hazard ratio speaks of the hazard too
_GENERAL = 0.8  # what the source says of all its figures alike, such as who was studied
_NAMES_ARM = regex(
    r"组(?!间|织)|方案|疗法|单纯|单独|前者|后者|(?<![a-z])(?:group|arm|alone|protocol|regimen|the former|the latter)(?![a-z])", re.I
)
_AGAINST = regex(
    r"[与和同][^,。;与和同]{1,24}?(?:相比|比较|相较)|[以拿][^,。;0-9]{1,20}?[作为]{1,2}(?:对照|参照|比较)"
    r"|head[ -]to[ -]head with [^,.;()]{1,40}|(?:compared (?:with|to)|relative to)\s+[^,.;()]{1,40}"
    r"|(?<![a-z])(?:beat|beats|outperform(?:ed|s)|surpass(?:ed|es)|exceed(?:ed|s))\s+[^,.;()0-9]{2,40}?(?= by )"
    r"|(?<![a-z])(?:against|versus|over)\s+[a-z][^,.;()0-9]{2,40}(?=,)"
    r"|(?:(?<![a-z])(?:set|pitted|measured|held|judged|as)|[)]|\bpoints|\bdays)\s(?:against|versus|over)\s+[a-z][^,.;()0-9]{2,40}(?=[,.;]|$)"
    r"|(?<![a-z])(?:advantage|superiority|lead|edge|benefit|gain|margin|improvement)s?"
    r" (?:over|versus|vs|against)\s[^,.;()0-9]{2,40}?(?=\s(?:in|on|of|was|is|were|are|at|by|for|with)\s|[,.;]|$)"
    r"|(?<=[一-鿿,])(?<!比)较[^,。;()0-9更低高少多长短升降减增]{2,14}"
    r"|(?:低于|高于|少于|多于|不到|不足|优于|长于|短于)[^,。;()0-9]{1,24}(?=\()|(?<![a-z])than\s[^,.;()0-9]{1,40}(?=\()",
    re.I,
)
_ASIDE = regex(r"\([^()]*\)")
_CLAUSE_END = regex(r"[,;。](?![0-9])")
_LEFT_OUT = regex(
    r"exclu(?:ded|sion)|(?:was|were|are|is) ineligible|barred|non-?(?=pregnant)"
    r"|not (?:studied|collected|enrolled|included|assessed|recorded|eligible|measured|reported|analy[sz]ed|presented|shown)"
    r"|reported (?:separately|elsewhere)|未作统计|未做统计|未统计|未分析|未列出|另文|另行(?:报道|报告|发表|分析)"
    r"|without (?:an? )?(?:placebo|control)|no (?:placebo|control)(?! of)|排除|未纳入|未收集|除外|未评估|未报告|(?:未|没有)设"
)
_UNKNOWN = frozenset({WORD, GRAM, "words", "generic", "times"})  # kinds whose absence from a source says nothing
_ABSENT = 0.6  # a term the source does not name may stand there in other words
_NOT_ITS_OWN = 0.25  # an arm named for the figure before, where this one has a name of its own or is what that one is held against
_AFTER = 0.6  # how much what follows in another clause is said of the figure
_ROUGH = 10  # denominators of fractions that stand for a share
_MOST = 80  # statements of a long source that are looked at closely
_GROUPS = frozenset({"arm", "population"})
_SUBJECTS = frozenset({"populations", "arms", "procedures", "words", NAME, WORD})
_MAKES_UP = regex(
    r"(?<![a-z])(?:account(?:ed|s)? for|ma(?:de|kes?) up|compris(?:ed?|es)|constitut(?:ed?|es)) $|(?:占比?|构成)[^,;。]{0,8}$"
)
_TELLING = regex(r"[a-z]{4}|[一-鿿]{2}")
_SUBJECT = 40  # characters before the verb in which its subject stands
_TIME_ONLY = regex(
    r"[\s,;、和与及而]*(?:[在至到于]?(?:第|治疗|干预|用药|术后|随访|出院|产后)?[0-9一二三四五六七八九十]+(?:个?[月周年天日]|小时|d|h)[末时后内]?[,时则分别又升降增减至为是达约]*"
    r"|(?:and |but )?(?:at|by|after) (?:[a-z0-9-]+ ){1,3}?(?:(?:it|they|these) )?(?:(?:was|were|fell to|rose to) )?)\s*"
)
_EVENTS = frozenset({"diseases", "findings"})
LEVELS = frozenset({"value", "from", "to"})


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
    finer: bool = False  # the claim prints more decimals than the source


class Fit:
    """What the source says of its figures, held against what the claim says of its own. Both are indexed; nothing is read twice."""

    def __init__(self, claim: Index, source: Index, statements: Sequence[Statement], results: Sequence[Role]) -> None:
        self.claim, self.source, self.statements, self.results = claim, source, statements, results
        own = [s.span for s in statements]
        # Names that come to a figure by order may stand in the sentence before; what stands further back is seldom meant.
        before = claim.before(own[0]) if own else None
        earlier = dict.fromkeys(name for r in results for name in r.label if before is not None and before.holds(name))
        self._earlier = tuple(earlier)
        self.slots = slots(claim, source, [*earlier, *own], [role.quantity.span for role in results])
        self._on = source.statements_on(self.slots, _MOST)
        self.places = [Place(role, i) for i in self._on for role in source.statements[i].roles if role.statistic != "spread"]
        self._printed = len(self.places)  # the rest are the counts that fractions are printed as
        self.places += [Place(role, place.statement) for place in self.places for role in _counted(place.role)]
        self._whole = Span(0, len(source.text))
        self._held: dict[tuple[int, int, int], float] = {}
        self._weights: dict[int, tuple[Role, list[float]]] = {}
        self._strength: dict[tuple[int, int], float] = {}
        self.left_out = frozenset(i for i in range(len(self.slots)) if self._excluded(i))
        self.known = [
            0.0 if i in self.left_out else max(self._holds(i, self._whole), self._hazard(i, self._whole))
            for i in range(len(self.slots))
        ]

    def _excluded(self, slot: int) -> bool:
        """Whether the source names the thing only to say that it was left out."""
        if self.slots[slot].kind not in ("populations", "diseases", "findings", "measures", "arms", NAME):
            return False
        said = self.source.statements_with(self.slots[slot])
        return bool(said) and all(_LEFT_OUT.search(self.source.lower, span.start, span.end) for span in said)

    def _holds(self, slot: int, span: Span) -> float:
        key = (slot, span.start, span.end)
        found = self._held.get(key)
        if found is None:
            found = self.source.holds(self.slots[slot], (span,))
            if found < 1 and slot in self._combined and any(span.start <= at < span.end for at in self.source.outcome.places):
                found = 1.0
            self._held[key] = found
        return found

    @cached_property
    def _combined(self) -> frozenset[int]:
        """The things of the claim that are the primary outcome of the source: of a composite, one alone is not."""
        outcome = self.source.outcome
        named = [i for i, slot in enumerate(self.slots) if not outcome.ids.isdisjoint(slot.ids)]
        several = len({self.slots[i].ids for i in named}) > 1
        return frozenset(named) if several or outcome.parts == 1 else frozenset()

    def _hazard(self, slot: int, span: Span) -> float:
        """How far `span` names a survival whose hazard ratio is that of the slot: the risk of death, of progression or death."""
        ids = self.slots[slot].ids
        return float(bool(ids) and any(hazards_of(id).intersection(ids) for id in self.source.measures(span)))

    def _most(self, slot: int, spans: Sequence[Span]) -> float:
        return max((self._holds(slot, span) for span in spans), default=0.0)

    def local(self, slot: int, place: Place) -> float:
        """How far the source says the slot of this figure in particular."""
        return self._most(slot, (*place.role.near, *place.role.label))

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
        if self.slots[slot].kind == TIME:
            for spans in (role.near, role.shared):  # a label may hold the time of the figure that it was first printed with
                if self.source.timed(spans):
                    return max(self._most(slot, spans), _OVERRIDDEN)
        if self.slots[slot].kind == "times" and not self._holds_any(slot, role.near) and self.source.timed(role.near):
            return _OVERRIDDEN  # "at 12 months" is not at the end of treatment
        found = max(
            _NEAR * self._most(slot, (*role.near, *role.label)),
            (_TRAIL if self.replaced(slot, place) else _SHARED) * self._most(slot, role.shared),
        )
        if role.statistic in _OF_RATIOS:
            found = max(found, *(_NEAR * self._hazard(slot, span) for span in (*role.near, *role.shared)))
        if found < _ALONG and role.trail:
            inherited = self._inherited(slot, role)
            if role.shared and self.slots[slot].kind in (WORD, "words"):
                inherited = min(inherited, _TRAIL)  # a list that has a head goes on with another thing
            last = role.trail[-1]
            if family_of(self.slots[slot]) == "measure":  # "moderate 24.5%, severe 21.4%" are of the measure that was named last
                last = next((span for span in reversed(role.trail) if "measure" in self.source.families(span)), last)
            found = max(found, inherited * self._holds(slot, last), min(inherited, _TRAIL) * self._most(slot, role.trail))
        if found < _SENTENCE:
            found = max(found, _SENTENCE * self._holds(slot, statement.span))
        if found < _TAKEN_UP and place.statement:
            before = self.source.statements[place.statement - 1].span
            pattern = _IT if self.slots[slot].kind in ("measures", CONDITION) else _ITS
            taken_up = family_of(self.slots[slot]) in ("measure", "") and self._takes_up(pattern, place)
            found = max(found, (_TAKEN_UP if taken_up else _BEFORE) * self._holds(slot, before))
        return max(found, self._anywhere(slot))

    def takes_up(self, place: Place) -> bool:
        """Whether a figure is said of what the sentence before speaks of: "during follow-up it was 2.7%"."""
        return self._takes_up(_IT, place)

    def _takes_up(self, pattern: re.Pattern[str], place: Place) -> bool:
        start = self.source.statements[place.statement].span.start
        return place.statement > 0 and pattern.search(self.source.lower, start, place.role.quantity.start) is not None

    def _anywhere(self, slot: int) -> float:
        """How far a thing is said of every figure because the text speaks of it: most if it begins with it."""
        kind = self.slots[slot].kind
        if kind in _STUDIED and (opening := self.source.statements[:2]):
            begun = max(self._holds(slot, s.span) for s in opening)
            return max(_STUDY * begun, _TOPIC * self.known[slot])
        return (_TOPIC if kind in _TOPICS else _ANYWHERE) * self.known[slot]

    def _holds_any(self, slot: int, spans: Sequence[Span]) -> bool:
        return self._most(slot, spans) > 0

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
        family = family_of(self.slots[slot])
        named = frozenset().union(*(self.source.families(span) for span in self._outside(role.near)))
        if family == "population" and any(setting.condition for span in role.near for setting in self.source.settings_in(span)):
            return _OVERRIDDEN  # 总体住院率为23.6%,其中≥60岁者为41.3%
        if family and family in named:
            return _OVERRIDDEN
        if self.slots[slot].kind == "procedures" and "arm" in named:
            return _TRAIL  # 推拿组为9.0%,对照组为24.6%
        if self.slots[slot].kind in _EVENTS and self._of_another_event(slot, role):
            return _OVERRIDDEN
        if "measure" not in named and family not in _GROUPS and self._only_time(role):
            return _ALONG
        limited = any(setting.condition for span in self._outside(role.near) for setting in self.source.settings_in(span))
        arm = (
            limited or bool(named & _GROUPS) or any(_NAMES_ARM.search(self.source.text, span.start, span.end) for span in role.near)
        )
        return _ALONG if arm and "measure" not in named and family not in _GROUPS else _TRAIL

    def _only_time(self, role: Role) -> bool:
        """Whether nothing but a time stands before a figure of a list: 12个月时患龋率分别为4.2%和6.3%,24个月时分别为8.6%和13.1%."""
        start = min((span.start for span in role.near), default=role.quantity.start)
        first = min((r.quantity.start for r in self._beside(role)), default=role.quantity.start)
        return _TIME_ONLY.fullmatch(self.source.lower, start, first) is not None

    def _beside(self, role: Role) -> Iterator[Role]:
        """The figures that stand in one group with a figure of the source."""
        for statement in self.source.statements:
            if statement.span.holds(role.quantity.span):
                yield from (r for r in statement.roles if r.unit == role.unit and r.statistic not in ("time", "condition"))
                return

    def _of_another_event(self, slot: int, role: Role) -> bool:
        """Whether the words before a figure name an event of its own: "infection in 7.8%, lead fracture in 2.6%"."""
        before = [Span(span.start, role.quantity.start) for span in role.near if span.start < role.quantity.start]
        own = {id for span in before for id in self.source.bag(span).ids if id.partition(":")[0] in _EVENTS}
        return bool(own) and not own.intersection(self.slots[slot].ids)

    def replaced(self, slot: int, place: Place) -> bool:
        """Whether the source says something else of a figure than what begins its list: "A in 31% of residents, B in 47%"."""
        role = place.role
        kind = self.slots[slot].kind
        if not role.shared or not role.unit or role.statistic not in LEVELS:
            return False
        before = [Span(span.start, role.quantity.start) for span in role.near if span.start < role.quantity.start]
        if kind in _SUBJECTS:
            return self._gapped(slot, role, before)
        if kind == YEAR:  # "from 8.3 in 2010 to 12.5 in 2020"
            own = {year for at, year in self.source.years for span in role.near if span.holds(at)}
            return bool(own) and own.isdisjoint(self.slots[slot].ids)
        if kind not in ("measures", "findings", "drugs", "diseases"):
            return False
        named = {id for span in before for id in self.source.bag(span).ids if id.partition(":")[0] == kind}
        return bool(named) and not named.intersection(self.slots[slot].ids)

    def _gapped(self, slot: int, role: Role, before: Sequence[Span]) -> bool:
        """Whether a list goes on with another subject than the slot, with which it begins: "men made up 61%, women 27%"."""
        verb = _MAKES_UP.search(self.source.lower, role.shared[-1].start, role.shared[-1].end)
        if verb is None or not role.trail or not any(_TELLING.search(self.source.lower, s.start, s.end) for s in before):
            return False
        subject = Span(max(role.shared[-1].start, verb.start() - _SUBJECT), verb.start())
        return self._holds(slot, subject) > 0 and not any(self._holds(slot, span) > 0 for span in before)

    def _outside(self, spans: Sequence[Span]) -> Iterator[Span]:
        """The stretches without what stands in parentheses, which names nothing but what it explains: 中重度(WI-NRS≥4分)."""
        for span in spans:
            start = span.start
            for aside in _ASIDE.finditer(self.source.text, span.start, span.end):
                yield Span(start, aside.start())
                start = aside.end()
            if start < span.end:
                yield Span(start, span.end)

    def weights(self, role: Role) -> list[float]:
        """How much each slot of the claim is said of this figure of the claim."""
        found = self._weights.get(id(role))
        if found is None or found[0] is not role:  # holding the role keeps its id from being given to another
            found = self._weights[id(role)] = role, self._weights_of(role)
        return found[1]

    def _weights_of(self, role: Role) -> list[float]:
        made = []
        home = next((s for s in self.statements if s.span.holds(role.quantity.span)), None)
        beside = "".join(self.claim.text[span.start : span.end] for span in (*role.near, *role.label))
        named = bool(_NAMES_ARM.search(beside)) or any(
            family_of(slot) == "arm" and span.holds(slot.span) for slot in self.slots for span in (*role.near, *role.label)
        )
        # Of two figures the second, and of a change the start, is of what the first, or the end, is held against.
        end = self._clause_end(role)
        against = self.against(home.span) if home is not None else ()
        later = home is not None and (_second(role, home) or (role.statistic == "from" and bool(against)))
        for i, slot in enumerate(self.slots):
            if any(span.holds(slot.span) for span in (*role.near, *role.label)):
                share = 1.0 if slot.span.start < end else _AFTER
            elif any(span.holds(slot.span) for span in self._earlier):
                share = 0.0
            elif any(span.holds(slot.span) for span in role.shared):
                share = 0.95
            elif any(span.holds(slot.span) for span in role.trail):
                share = 0.4
            elif home is not None and home.span.holds(slot.span):
                share = 0.2
            else:
                share = 0.35
            compared = any(span.holds(slot.span) for span in against)
            if later and against and slot.kind in _GIVEN:
                foreign = not compared
            else:
                foreign = (
                    (share < 1.0 and named and family_of(slot) == "arm")
                    or (later and family_of(slot) in ("arm", "population"))
                    or (compared and not later)
                )
            if foreign or (share == _AFTER and family_of(slot) == "arm"):
                share *= _NOT_ITS_OWN
            if not self.known[i]:
                share *= 0.0 if slot.kind in _UNKNOWN else _ABSENT
            made.append(slot.weight * share)
        return made

    def general(self, places: Sequence[Place]) -> list[float]:
        """What each slot is worth wherever it stands, because the source says it of none of `places` in particular."""
        made = []
        for i, known in enumerate(self.known):
            local = known > 0 and any(self.strength(i, place) >= 0.5 for place in places)
            made.append(0.0 if local else _GENERAL * known)
        return made

    def _clause_end(self, role: Role) -> int:
        """Where the clause of a figure of the claim ends; what follows often comments on it."""
        match = _CLAUSE_END.search(self.claim.text, role.quantity.end)
        return match.start() if match else len(self.claim.text)

    def against(self, sentence: Span) -> tuple[Span, ...]:
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

    def narrowed(self, place: Place) -> bool:
        """Whether the source says the figure under a condition that the claim does not name."""
        claimed = {limits for slot in self.slots if (limits := slot.days or slot.ends) is not None}
        lower = self.source.lower
        own = (*place.role.near, *place.role.label)
        limited = any(setting.condition for span in own for setting in self.source.settings_in(span))
        for span in own if limited else (*own, *place.role.shared):  # 60~74岁者中…;75岁及以上者中…
            for at, quantity, condition in self.source.settings_in(span):
                if not (condition or quantity.kind == "age") or quantity.kind in ("dose", "frequency", "count"):
                    continue
                if (size(quantity) or ends(quantity)) in claimed:
                    continue
                before = lower[max(0, at - 40) : at]
                if quantity.unit in ("1", "{score}") and quantity.kind != "age" and before.rfind("(") > before.rfind(")"):
                    continue  # "anxiety (HADS-A of 8 or higher)": what counts as one
                if "defined" not in before and "定义" not in before[-20:]:
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


def _counted(role: Role) -> Iterator[Role]:
    """The two counts of "44 of the 52 isolates"."""
    whole = role.quantity
    if whole.kind != "fraction" or (whole.denominator or 0) <= _ROUGH:
        return
    for number, part in ((whole.numerator, role.statistic), (whole.denominator, "size")):
        if number is not None:
            value = Decimal(number)
            count = Quantity(whole.span, str(number), "count", value, value, "1", numerator=None, denominator=None)
            yield replace(role, quantity=count, statistic=part)


def family_of(slot: Slot) -> str:
    """What a thing of the claim tells of a figure: its measure, its arm, its people; "" for other things."""
    return FAMILIES.get(slot.kind, "")


def _second(role: Role, statement: Statement) -> bool:
    """Whether the figure is the second of a pair in which only the first is named: "more often with A (9% v 4%)"."""
    if role.label:
        return False
    first = min(
        (r.quantity.start for r in statement.roles if r.unit == role.unit and r.quantity.kind == role.quantity.kind),
        default=role.quantity.start,
    )
    return first < role.quantity.start and role.statistic in LEVELS
