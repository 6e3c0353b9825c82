"""Reasons to doubt that a figure of the source is the one a claim speaks of, though its value is the claimed one.

Each asks for one kind of conflict: another measure, another time, other people, another comparator, a part for the whole. What is
unknown is no conflict.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from verify.match import sense
from verify.match.absence import absent, bare, either
from verify.match.compared import HELD, WHOLE
from verify.match.concepts import CONDITION, GRAM, NAME, RANK, TIME, WORD, YEAR, Name, Slot, days, hazards_of, meanings, names_arm
from verify.match.fit import Candidate, family_of
from verify.match.sorts import EMPTY
from verify.match.stems import stems
from verify.match.wholes import NEARLY, OVERALL, Wholes
from verify.model import Role, Span
from verify.patterns import regex

_AGAIN = frozenset({"再发", "复发", "复发性", "新发", "再次", "recurrent", "new", "repeat", "incident", "subsequent"})
# Endpoints so often reported side by side that one is easily taken for another.
_ENDPOINTS = frozenset(
    f"measures:{name}"
    for name in (
        "overall_survival",
        "survival_rate",
        "progression_free_survival",
        "progression_free_survival_rate",
        "disease_free_survival",
        "disease_free_survival_rate",
        "event_free_survival",
        "event_free_survival_rate",
        "relapse_free_survival",
        "relapse_free_survival_rate",
        "metastasis_free_survival",
        "objective_response_rate",
        "disease_control_rate",
    )
)
_WORDY = 4  # characters without a known word that may be the name of a measure
_SURE = 0.6  # a figure whose words fit so well is not doubted for words that are not understood
_PEOPLE_AFTER = regex(
    r"的?(?:[高中低]危|高风险|易感)?(?:患者|患儿|病人|人群|病例|者|孕妇|孕产妇|产妇|婴幼?儿|新生儿|幼儿|儿童|青少年|学生|老年?人|成年?人|居民|女性|男性)"
    r"|(?:'s)? (?:patients?|people|adults|children|women|men|survivors|sufferers|participants|cases|infants|babies|newborns"
    r"|adolescents|teenagers|residents)(?![a-z])"
)
_PEOPLE_BEFORE = regex(
    r"(?<![a-z])(?:patients?|people|adults|children|women|men|those|persons?|participants|infants|adolescents|individuals)"
    r" (?:with|who (?:have|had)|living with|treated for|hospitalised (?:with|for)|hospitalized (?:with|for)|suffering from"
    r"|(?:(?!(?:had|have|developed|were|was|died)(?![a-z]))[a-z-]+ ){1,4}for)"
    r" (?:[a-z-]+ ){0,5}$"
)
_HIGH_OR_LOW = regex(  # 病毒载量高的孕妇
    r"(?:较|偏|过|很|显著|明显)?(?:[升增]?高|降?低|大|小|多|少)的[^,，。;；的]{0,10}?(?:患者|患儿|病人|人群|者|孕妇|产妇|儿童|老人|成人|女性|男性|人)"
)
_ABOUT_THEN = Decimal("1.25")  # times this far apart may be one, told roughly
_CONTENT = frozenset({"measures", "findings", "diseases", "procedures", "words", WORD, GRAM})
_AFTERWARDS = regex(r"(?:[之以]|[月周年天日]|治疗|用药|服药|给药|干预|手术)后|(?<![a-z])(?:after|following|once|since)(?![a-z])")
_BEGUN = frozenset({"times:baseline", "times:preoperative"})
_SAMPLE = "measures:sample_size"
# measures of a study and of a treatment, not of what was found
_IDLE = frozenset({_SAMPLE, "measures:follow_up", "measures:dose", "measures:age"})
_GIVEN_ALONE = frozenset({"drugs", NAME})
_TELLING = regex(r"[a-z]{4}|[一-鿿]{2}")
_COUNTED = regex(r" of (?:the |these |all )?|的?")  # "74% of lesions": what is counted is said once
_FEW, _NAMES = 4, 0.5
_CALLED = regex(r" of (?:about |nearly |only |just |over |almost |more than |less than )?|[时间率]{0,2}(?:约|近|仅|达|为)*")
_CUTOFF = regex(r"(?:cut-?off|threshold)(?: value)?(?: of| was| at|:|=)?\s$|(?:截断值|界值|阈值|截点)(?:为|是|取|约)?$")
_CUTOFF_NEAR = 24
_AT = regex(r"at $|[以用]$")
_LIMITS = regex(r"cut|threshold|limit|above|below|over|under|at least|截断|界值|阈值|以上|以下|超过|[<>≤≥]")
_SORTS = frozenset({"arm", "population"})
_HAVING = frozenset({"diseases", "findings"})
_USED = frozenset({"arms", "procedures", "drugs", "words", WORD, NAME})
_BY_KIND = {TIME: "time", YEAR: "time", RANK: "population", CONDITION: "population"}


@cache
def _names_of(id: str) -> tuple[Name, ...]:
    kind, _, name = id.partition(":")
    return meanings(kind, name, "")[1]


def _kind_of(slot: Slot, id: str) -> bool:
    """Whether a disease or finding that the claim names is a new one of what the source names: recurrent stroke, stroke."""
    if slot.kind not in _HAVING or id.partition(":")[0] not in _HAVING:
        return False
    heads = [name for name in _names_of(id) if name.en or len(name.zh) > 1]
    again = (slot.text.replace(head.zh, "", 1) in _AGAIN for head in heads if head.zh and head.zh in slot.text)
    pairs = ((set(head.en), set(name.en)) for head in heads for name in slot.names if head.en)
    return any(again) or any(kind <= own and own - kind <= _AGAIN for kind, own in pairs)


class Doubts(Wholes):
    """What speaks against a candidate."""

    def named_otherwise(self, role: Role, best: Candidate, other: Candidate) -> str:
        """What kind of thing `best` is expressly said of another of than the claim names, and `other` of that one; "" if none."""
        found = set()
        end = self._clause_end(role)  # the arm of another clause is another's: "…多了0.8小时,等待组几乎没有变化"
        for i, slot in enumerate(self.slots):
            family = _BY_KIND.get(slot.kind) or family_of(slot) or self._family_of_group(i)
            if self.of_people(slot):
                family = "population"
            elif names_arm(slot):
                family = "arm"
            if (
                not family
                or not self.known[i]
                or OVERALL in slot.ids
                or not any(span.holds(slot.span) for span in (*role.near, *role.label))
                or ((family == "arm" or slot.kind == RANK) and slot.span.start >= end)
            ):
                continue
            if not self._said_of(i, other) or self._said_of(i, best):
                continue
            if slot.kind == "diseases" and self._named_for(role, slot, best, other):
                continue
            spans = [span for place in best.places for span in (*place.role.near, *place.role.label)]
            if slot.kind == YEAR:
                wide = [*spans, *(span for place in best.places for span in place.role.shared)]
                named = any(span.holds(year) for year, _ in self.source.years for span in wide)
            elif slot.kind == RANK:
                sort = slot.ids[0].partition(":")[0] if family == "arm" else ""
                named = any(span.holds(rank) and id.startswith(sort) for rank, id in self.source.ranks for span in spans)
            elif slot.kind == CONDITION:
                named = any(setting.condition for span in spans for setting in self.source.settings_in(span))
            elif family == "time":
                named = self.source.timed(spans) or self.of_the_start(best)
            else:
                like = _SORTS if family in _SORTS else {family}  # early and usual discharge are arms, or people
                named = any(like & self.source.families(span) for span in spans)
            if named:
                found.add(family)
        if not found and (self._contrasted(role, best, other) or self._labelled_otherwise(role, best, other)):
            found.add("arm")
        if not found:
            found.update(self.denied_otherwise(role, best, other))
        return next((family for family in ("measure", "time", "population", "arm") if family in found), "")

    def _named_for(self, role: Role, slot: Slot, best: Candidate, other: Candidate) -> bool:
        """Whether the claim names another disease before the figure, and the source says `best` of it: "DME in 6.8%, like PDR"."""
        before = [
            i
            for i, one in enumerate(self.slots)
            if one.kind == slot.kind and one.span.end <= role.quantity.start and any(s.holds(one.span) for s in role.near)
        ]
        return bool(before) and self._said_of(before[-1], best) and not self._said_of(before[-1], other)

    def denied_otherwise(self, role: Role, best: Candidate, other: Candidate) -> set[str]:
        """Which kind of group differs if `role` is said of those with a thing, `best` of those without, `other` of those with."""
        having, used = (
            any(self._denied(slot, role, best, other) for slot in self.slots if slot.kind in k) for k in (_HAVING, _USED)
        )
        return {"population"} if having else {"arm"} if used else set()

    def _denied(self, slot: Slot, role: Role, best: Candidate, other: Candidate) -> bool:
        """Whether the claim speaks of those without a thing and the source of `best` of those with it, or the other way round."""
        spans = (*role.near, *role.label, *role.shared)
        near = [one for one in self.slots if (one.ids == slot.ids if slot.ids else one.text == slot.text)]
        near = [one for one in near if any(span.holds(one.span) for span in spans)]
        beside = [r for s in self.statements for r in s.roles if r.near == role.near and r.statistic == role.statistic]
        if near != [slot] or (len(beside) > 1 and not role.label) or either(self.claim.lower, slot.span.start):
            return False  # of 120 without fractures 42 had one; with or without; 32.8 and 46.1 with one and without
        mine = absent(self.claim.lower, slot.span.start)
        return self._absence(slot, best) == {not mine} and self._absence(slot, other) == {mine}

    def _absence(self, slot: Slot, one: Candidate) -> set[bool]:
        """Whether the source of a candidate says that a thing was absent: {True}, {False}, both, or nothing where it is silent."""
        lower = self.source.lower
        spans = [span for place in one.places for span in (*place.role.near, *place.role.label)]
        if slot.ids:
            found = {absent(lower, at) for span in spans for at in self.source.places_of(slot.ids, span)}
        else:
            word = re.compile(rf"(?<![a-z]){re.escape(slot.text.lower())}")
            found = {absent(lower, m.start()) for span in spans for m in word.finditer(lower, span.start, span.end)}
        return found or ({True} if any(bare(lower, span) for span in spans) else set())

    def _contrasted(self, role: Role, best: Candidate, other: Candidate) -> bool:
        """Whether one sentence says the two figures of two things, the claim names that of `other`: early and usual discharge."""
        if best.step or len(best.places) != 1 or len(other.places) != 1 or best.places[0].statement != other.places[0].statement:
            return False
        mine, theirs = (c.places[0].role for c in (best, other))
        if mine.statistic != theirs.statistic or mine.unit == theirs.unit or mine.shared != theirs.shared:
            return False
        words = [
            {word for span in (*r.near, *r.label) for word in self.source.bag(span).every if _TELLING.match(word)}
            for r in (mine, theirs)
        ]
        alone, others = words[0] - words[1], words[1] - words[0]
        own = frozenset().union(*(self.claim.bag(span).every for span in (*role.near, *role.label, *role.shared)))
        if not alone or len(words[0] ^ words[1]) > _FEW or alone & own:
            return False
        told = [
            i
            for i, slot in enumerate(self.slots)
            if slot.kind != "generic"
            and slot.weight >= _NAMES
            and sense.direction(slot.text) is None
            and any(span.holds(slot.span) for span in (*role.near, *role.label))
            and slot.span.start < self._clause_end(role)
            and not _COUNTED.fullmatch(self.claim.lower, role.quantity.end, slot.span.start)
        ]
        if any(self._local(i, other) and not self._local(i, best) for i in told):
            return True
        # "after holmium laser enucleation", where the source has one after laser and one after resection
        parts = [set(stems(self.slots[i].text)) for i in told if self.slots[i].kind in _USED]
        return any(part & others and not part & alone for part in parts)

    def _labelled_otherwise(self, role: Role, best: Candidate, other: Candidate) -> bool:
        """Whether of two figures of one list the claim names the group that `other` is of by its order, and not that of `best`."""
        if best.step or len(best.places) != 1 or len(other.places) != 1 or best.places[0].statement != other.places[0].statement:
            return False
        mine, theirs = (one.places[0].role for one in (best, other))
        if mine.unit != theirs.unit or not mine.label or not theirs.label or mine.label == theirs.label:
            return False
        own = (*role.near, *role.label)
        told = [i for i, s in enumerate(self.slots) if s.kind not in EMPTY and any(span.holds(s.span) for span in own)]
        told = [i for i in told if len(self.slots[i].text) > 1 and self.slots[i].span.start < self._clause_end(role)]
        return any(self._most(i, theirs.label) >= WHOLE > self._most(i, mine.label) for i in told) and not any(
            self._most(i, mine.label) > self._most(i, theirs.label) for i in told
        )

    def _family_of_group(self, slot: int) -> str:
        """ "arm" for a thing by whose name the source calls a group: 鼻空肠管 where it speaks of the 鼻空肠管组."""
        named = self.slots[slot].kind == "procedures" and self.source.holds(self.slots[slot], self.source.groups) >= WHOLE
        return "arm" if named else ""

    def same_words(self, role: Role, other: Candidate) -> bool:
        """Whether `other` is said of everything that the claim names beside the figure, words for people, arms and times apart."""
        spans = [span for p in other.places for span in (*p.role.near, *p.role.label, *p.role.shared)]
        return all(
            self._most(i, spans) >= HELD
            for i, slot in enumerate(self.slots)
            if slot.kind in _CONTENT and any(span.holds(slot.span) for span in (*role.near, *role.label))
        )

    def same_measure(self, role: Role, other: Candidate) -> bool:
        """Whether `other` is said of every measure that the claim names beside the figure and that the source knows."""
        named = [
            i
            for i, slot in enumerate(self.slots)
            if self._endpoint(slot)
            and self.known[i] >= HELD
            and any(span.holds(slot.span) for span in (*role.near, *role.label))
            and slot.span.start < self._clause_end(role)
        ]
        # a disease beside a measure is what that is a measure of: sensitivity for cancer
        named = [i for i in named if self.slots[i].kind != "diseases"] or named
        return all(max(self.strength(i, place) for place in other.places) >= HELD for i in named)

    def _endpoint(self, slot: Slot) -> bool:
        """Whether the claim names what was measured, or an event that was counted: not whose figures it gives."""
        return slot.kind in ("measures", "findings", "diseases") and not self.of_people(slot)

    def _of_another_event_than(self, slot: Slot, one: Candidate) -> bool:
        """Whether the source expressly says a figure of some measure, and not of the event that the claim names."""
        spans = [span for place in one.places for span in (*place.role.near, *place.role.label, *place.role.shared)]
        named = frozenset().union(*map(self.source.measures, spans)) - _IDLE
        return bool(named) and named.isdisjoint(slot.ids)

    def of_all_under_limit(self, role: Role, best: Candidate, other: Candidate) -> bool:
        """Whether the claim names a limit of age or of a measure that `other` alone is under, of the measure that both are of."""
        for i, slot in enumerate(self.slots):
            if slot.kind != CONDITION or not any(s.holds(slot.span) for s in (*role.near, *role.label, *role.shared)):
                continue
            mine, theirs = (max(self.strength(i, place) for place in one.places) for one in (best, other))
            if theirs >= WHOLE and mine < HELD and self.same_measure(role, other) and self._of_one_thing(role, best, other):
                return True
        return False

    def _of_one_thing(self, role: Role, best: Candidate, other: Candidate) -> bool:
        """Whether some measure that the claim names beside the figure is said of both candidates."""
        return any(
            family_of(slot) == "measure"
            and any(span.holds(slot.span) for span in role.near)
            and all(max(self.strength(i, place) for place in one.places) >= WHOLE for one in (best, other))
            for i, slot in enumerate(self.slots)
        )

    def measures_only(self, role: Role, one: Candidate, other: Candidate) -> bool:
        """Whether `one` is said of a measure that the claim names beside the figure, and `other` of none that it names."""
        mine = theirs = False
        for i, slot in enumerate(self.slots):
            if not self._endpoint(slot) or not any(span.holds(slot.span) for span in (*role.near, *role.label)):
                continue
            if _IDLE.intersection(slot.ids):  # "over a median follow-up of 3.2 years"
                theirs = theirs or self._said_of(i, other)
                continue
            if slot.kind == "diseases" and not self._of_another_event_than(slot, other):
                theirs = theirs or self._said_of(i, other)
                continue  # 检出率分别为10.2%、25.8%和41.6%: of what the text is about
            mine = mine or self._said_of(i, one)
            theirs = theirs or max(self.strength(i, place) for place in other.places) >= NEARLY * min(1.0, self.known[i] or 1.0)
        return mine and not theirs

    def called(self, role: Role, best: Candidate, other: Candidate) -> bool:
        """Whether the claim calls the figure by a measure that `best` is of and `other` is not: "a follow-up of 3 years"."""
        for i, slot in enumerate(self.slots):
            if family_of(slot) == "measure" and _CALLED.fullmatch(self.claim.lower, slot.span.end, role.quantity.start):
                return self._said_of(i, best) and max(self.strength(i, place) for place in other.places) < HELD
        return False

    def untimely(self, role: Role, candidate: Candidate) -> bool:
        """Whether the source says the figure expressly of a time that is none of those the claim names for it."""
        if role.statistic == "value" and self.starts(role) and self._of_afterwards(candidate):
            return True
        own = [slot for slot in self.slots if slot.kind == TIME and any(s.holds(slot.span) for s in (*role.near, *role.shared))]
        if not own or role.statistic in ("time", "condition"):
            return False
        found = [
            length
            for place in candidate.places
            for span in (*place.role.near, *place.role.label)
            for setting in self.source.settings_in(span)
            if not setting.condition and (length := days(setting.quantity))
        ]
        if not found and not any(known for slot, known in zip(self.slots, self.known, strict=True) if slot in own):
            # "1.4 points with A and 0.6 with B at week 26"
            found = [
                length
                for place in candidate.places
                for setting in self.source.settings_in(self.source.statements[place.statement].span)
                if not setting.condition and (length := days(setting.quantity))
            ]
        return bool(found) and not any(
            slot.days and max(length, slot.days) <= min(length, slot.days) * _ABOUT_THEN for slot in own for length in found
        )

    def foreign(self, role: Role, candidate: Candidate, ahead: bool = False) -> bool:
        """Whether the source says the figure of another measure than the claim; of one `ahead` of all others, expressly so."""
        if candidate.step == "complement" and self.left_over_of(role, candidate):
            return False  # of those who died tells what is left of those who lived
        return self._measured_otherwise(role, candidate) or (not ahead and self.unnamed(role, candidate))

    def unnamed(self, role: Role, candidate: Candidate) -> bool:
        """Whether the source says the figure of a measure that the claim does not name, and nothing of it that the claim does."""
        spans = [span for place in candidate.places for span in (*place.role.near, *place.role.label)]
        named = frozenset().union(*(self.source.measures(span) for span in spans))
        named = (named - _IDLE).union(*map(hazards_of, named))
        terms = [slot for slot in self.slots if slot.kind != "generic"]
        shared = any(named.intersection(slot.ids) or any(_kind_of(slot, id) for id in named) for slot in terms)
        if not named or shared or "ratio" in role.quantity.kind:
            return False
        own = (*role.near, *role.shared, *role.label)
        spoken = any(
            self._measures(slot, slot.span)
            and any(span.holds(slot.span) for span in own)
            and not self.of_people(slot)
            and not _COUNTED.fullmatch(self.claim.lower, role.quantity.end, slot.span.start)
            and not (slot.kind == "diseases" and self._begins_with(i))
            for i, slot in enumerate(self.slots)
        )
        unread = self.claim.chinese != self.source.chinese and self._unexplained(role) >= _WORDY
        if not spoken and not (unread and candidate.score < _SURE):
            return False
        heads = [span for p in candidate.places for span in (*spans, *p.role.shared, self.source.statements[p.statement].span)]
        heads += [self.source.statements[p.statement - 1].span for p in candidate.places if self.takes_up(p)]
        told = _CONTENT | {CONDITION} if candidate.step else _CONTENT
        return not any(self._most(i, heads) >= HELD for i, slot in enumerate(self.slots) if slot.kind in told)

    def of_people(self, slot: Slot) -> bool:
        """Whether the claim names a disease only to say whose figures it gives: 脑梗死患者, "patients with stroke"."""
        text, start, end = self.claim.lower, slot.span.start, slot.span.end
        if slot.kind in ("measures", "findings") and _HIGH_OR_LOW.match(text, end):
            return True
        return slot.kind in ("diseases", "findings") and bool(
            _PEOPLE_AFTER.match(text, end) or _PEOPLE_BEFORE.search(text, max(0, start - 60), start)
        )

    def _measured_otherwise(self, role: Role, candidate: Candidate) -> bool:
        """Whether claim and source each name an endpoint for the figure, and not the same: overall for disease-free survival."""
        mine = [i for i, slot in enumerate(self.slots) if slot.kind == "measures" and any(s.holds(slot.span) for s in role.near)]
        spans = [span for p in candidate.places for span in (*p.role.near, *p.role.shared, *p.role.label)]
        named = {id for span in spans for id in self.source.measures(span) if id in _ENDPOINTS}
        wanted = {id for i in mine for id in self.slots[i].ids if id in _ENDPOINTS}
        return bool(named and wanted) and not named & wanted and all(self._most(i, spans) < WHOLE for i in mine)

    def _unexplained(self, role: Role) -> int:
        """How many Chinese characters beside a figure of the claim belong to no word that is understood."""
        covered = [slot.span for slot in self.slots] + [role.quantity.span]
        return sum(
            "一" <= self.claim.text[at] <= "鿿" and not any(span.start <= at < span.end for span in covered)
            for near in role.near
            for at in range(near.start, near.end)
        )

    def absent(self, role: Role) -> bool:
        """Whether the source lacks a measure, a people, a condition or the treatment that the claim names for the figure."""
        measures: list[float] = []
        idle: list[float] = []  # "on the 400-mg dose" names nothing that was found
        given: list[float] = []
        if (named := self._right_before(role)) is not None and self.known[named] < HELD:
            return True
        for i, slot in enumerate(self.slots):
            if not any(span.holds(slot.span) for span in (*role.near, *role.shared, *role.label)):
                continue
            people = slot.kind == "diseases" and slot.ids and self.of_people(slot)
            limited = slot.kind in ("populations", CONDITION) and slot.weight >= 1.0
            if i in self.left_out or ((people or limited) and self.known[i] < HELD):
                return True
            if self._measures(slot, slot.span):
                (idle if _IDLE.intersection(slot.ids) else measures).append(self.known[i])
            # what another language calls by a name that is not known may stand in the source
            spelt_alike = self.claim.chinese == self.source.chinese
            if spelt_alike and slot.kind in _GIVEN_ALONE and any(span.holds(slot.span) for span in role.near):
                first = i
                while first and self.slots[first - 1].kind == NAME and self._adjoining(first - 1):
                    first -= 1
                given.append(min(self.known[first : i + 1]))  # the BNT162b2 vaccine
        if not measures and not idle:  # "delirium fell to 4.2%, from 11.5% in the other group": the measure was named before
            last = next((span for span in reversed(role.trail) if "measure" in self.claim.families(span)), None)
            measures = [known for slot, known in zip(self.slots, self.known, strict=True) if last and self._measures(slot, last)]
        return any(named and max(named) < HELD for named in (measures or idle, given))

    @staticmethod
    def _measures(slot: Slot, within: Span) -> bool:
        """Whether a stretch of the claim names something measured."""
        return family_of(slot) == "measure" and _SAMPLE not in slot.ids and within.holds(slot.span)

    def _right_before(self, role: Role) -> int | None:
        """The name or the measure in front of the bracket that a figure opens: "an improvement in A1c (1.80%)"."""
        text, start = self.claim.text, role.quantity.start
        if text[start - 1 : start] not in ("(", "（"):
            return None
        end = start - 1
        while end and text[end - 1].isspace():
            end -= 1
        kinds = (NAME, "measures", "findings")
        return next((i for i, s in enumerate(self.slots) if s.span.end == end and s.kind in kinds), None)

    def _adjoining(self, slot: int) -> bool:
        """Whether nothing but a blank or a hyphen stands between a slot and the next."""
        return self.slots[slot + 1].span.start - self.slots[slot].span.end <= 1

    def of_a_limit(self, role: Role, candidate: Candidate) -> bool:
        """Whether the source gives the figure as a cut-off and the claim as a result."""
        start = candidate.places[0].role.quantity.start
        if len(candidate.places) > 1 or not _CUTOFF.search(self.source.lower, max(0, start - _CUTOFF_NEAR), start):
            return False
        spans = (*role.near, *role.shared)
        if _AT.search(self.claim.lower, max(0, role.quantity.start - 3), role.quantity.start):
            return False  # "a predictive value of 71% at 0.5 ng/mL"
        return not _LIMITS.search(self.claim.lower, min(span.start for span in spans), max(span.end for span in spans))

    def starts(self, role: Role) -> bool | None:
        """Whether the claim gives a figure of the time before anything was done, not after; None if it does not say."""
        if role.statistic == "from" or any(_BEGUN.intersection(self.claim.bag(span).ids) for span in role.near):
            return True
        return False if any(_AFTERWARDS.search(self.claim.lower, span.start, span.end) for span in role.near) else None

    def of_the_start(self, candidate: Candidate) -> bool:
        """Whether the source says the figure of the time before anything was done: at baseline, 治疗前."""
        return any(_BEGUN.intersection(self.source.bag(span).ids) for place in candidate.places for span in place.role.near)

    def _of_afterwards(self, candidate: Candidate) -> bool:
        """Whether the source says a figure expressly of the time after something was done, and not of before: 治疗后."""
        spans = [span for place in candidate.places for span in (*place.role.near, *place.role.label, *place.role.shared)]
        return any(_AFTERWARDS.search(self.source.lower, span.start, span.end) for span in spans) and not any(
            _BEGUN.intersection(self.source.bag(span).ids) for span in spans
        )

    def _nearly(self, slot: int, candidate: Candidate) -> bool:
        """Whether the figure is said of the thing or of a kind of it: metastasis, distant metastasis."""
        return any(self._most(slot, (*place.role.near, *place.role.label)) >= NEARLY for place in candidate.places)

    def _said_of(self, slot: int, candidate: Candidate) -> bool:
        """`_nearly`, or where the list begins that the figure stands in, if it does not go on with something else."""
        return self._nearly(slot, candidate) or any(
            self._most(slot, place.role.shared) >= NEARLY and not self.replaced(slot, place) for place in candidate.places
        )
