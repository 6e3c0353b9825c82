"""Whether two figures are of one sort of thing: the same limit, grade and counted noun, and enough of the same words.

A figure of another sort neither bears a claim out nor speaks against it, however well its words fit.
"""

from __future__ import annotations

from verify.match import sense
from verify.match.compared import HELD, WHOLE
from verify.match.concepts import CONDITION, GRAM, RANK
from verify.match.fit import Candidate, family_of
from verify.match.kinds import COUNTS
from verify.match.people import People
from verify.model import Quantity, Role
from verify.patterns import regex

_GRADE = regex(
    r"(?:[中轻]?重度?|严重|高度|轻度|中度|主要|重大|致[死残]性?)的?$"
    r"|(?<![a-z])(?:severe|serious|major|minor|mild|moderate|fatal|disabling) $"
    r"|[≥>]?\s?[1-5](?:[-~][1-5])?\s?级(?:及?以上|或以上|及更高)?(?:的|治疗相关的?|治疗期)?$"
    r"|(?<![a-z])grades? ?[≥>]? ?[1-5](?: ?(?:-|to|or|and) ?[1-5]| or (?:higher|greater|above|worse|more)|\+)?"
    r"(?: treatment-related| treatment-emergent| drug-related)? $"
)
_GRADES = 40
_NOUN = regex(r"[^a-z]|n = ")
_LETTERS, _NOUN_NEAR = 4, 40
_PEOPLE = regex(r"people|person|patient|participant|subject|individual|men$|women|adult|child|infant|case|death|survivor|resident")
_PLACES = regex(
    r"\s?(?:(?!and |or |of )[a-z-]+ ){0,2}(?:homes|hospitals|cent(?:re|er)s|villages|schools|clinics|sites|countries|practices"
    r"|pharmacies|studies|trials|wards|districts|provinces|cities|kindergartens|townships|towns|communities|counties|regions"
    r"|municipalities|camps|hamlets|states|facilities|departments|laboratories)(?![a-z])"
    r"|[家所]|个(?:中心|国家|省|城市|社区|县|村)|项(?:研究|试验)"
)
_CASES = "measures:prevalent_cases"  # "people with"
EMPTY = frozenset({"generic", GRAM})


class Sorts(People):
    """What sets the sort of one figure of the source apart from that of another."""

    def said(self, role: Role, other: Candidate) -> float:
        """How much of what the claim says right beside a figure, be it known to the source or not, is said of `other`: 0 to 1.

        1 where it says nothing there: "fell from 152 to 138 mm Hg, a reduction of 24".
        """
        told = whole = 0.0
        for i, slot in enumerate(self.slots):
            if slot.kind in EMPTY or _CASES in slot.ids or slot.span.start >= self._clause_end(role):
                continue
            if any(span.holds(slot.span) for span in (*role.near, *role.label)):
                whole += slot.weight
                told += slot.weight * (max(self.strength(i, place) for place in other.places) >= HELD)
        return told / whole if whole else 1.0

    def graver(self, role: Role, candidate: Candidate) -> bool:
        """Whether the source says the figure of a grade of what the claim names without one: severe sarcopenia, 高度近视."""
        if any(slot.kind == RANK and any(s.holds(slot.span) for s in (*role.near, *role.label)) for slot in self.slots):
            return False  # adverse events of grade 3
        for slot in self.slots:
            if family_of(slot) != "measure" or not any(span.holds(slot.span) for span in (*role.near, *role.label)):
                continue
            if _GRADE.search(self.claim.lower, max(0, slot.span.start - _GRADES), slot.span.start):
                continue
            for span in (span for place in candidate.places for span in (*place.role.near, *place.role.label)):
                found = self.source.spelt(slot, span) or self.source.places_of(slot.ids, span)
                if found and all(_GRADE.search(self.source.lower, max(0, at - _GRADES), at) for at in found):
                    return True
        return False

    def limited_otherwise(self, role: Role, best: Candidate, other: Candidate) -> bool:
        """Whether the claim names a limit or a stage that `best` has too, and `other` not: at least 4 points, 3 points; stage I."""
        for i, slot in enumerate(self.slots):
            own = slot.kind == RANK and slot.span.start < self._clause_end(role)
            if own and any(span.holds(slot.span) for span in (*role.near, *role.label)):
                theirs = [s for p in other.places for s in (*p.role.near, *p.role.label, *p.role.shared, *p.role.trail)]
                if max(self.strength(i, place) for place in best.places) >= WHOLE and self._most(i, theirs) < HELD:
                    return True
            if slot.kind == CONDITION and any(span.holds(slot.span) for span in (*role.near, *role.label, *role.shared)):
                spans = [span for p in other.places for span in (*p.role.near, *p.role.label, *p.role.shared)]
                limited = any(setting.condition for span in spans for setting in self.source.settings_in(span))
                told = max(self.strength(i, place) for place in best.places) >= WHOLE
                if limited and told and self._most(i, spans) < HELD:
                    return True
        return False

    def counts_places(self, role: Role, other: Candidate) -> bool:
        """Whether the source counts hospitals or the like, and the claim does not: eighty residents, 32 nursing homes."""
        mine, theirs = role.quantity, other.places[0].role.quantity
        if mine.kind not in COUNTS:
            return False
        return _counts_places(theirs, self.source.lower) and not _counts_places(mine, self.claim.lower)

    def counts_otherwise(self, role: Role, other: Candidate) -> bool:
        """Whether the claim counts a thing other than people, and the source does not name it where `other` is: 29 countries."""
        noun = _NOUN.sub("", role.quantity.text.lower()).rstrip("s")
        if role.quantity.kind not in COUNTS or len(noun) < _LETTERS or not noun.isascii() or _PEOPLE.search(noun):
            return False
        at = other.places[0].role.quantity
        return not self.source.chinese and noun not in self.source.lower[at.start : at.end + _NOUN_NEAR]

    def unmeasured(self, role: Role) -> bool:
        """Whether the source knows no measure, nor procedure, that the claim names beside the figure: mortality, for recovery."""
        own = (*role.near, *role.label)
        known = [
            k
            for s, k in zip(self.slots, self.known, strict=True)
            if s.kind in ("measures", "procedures") and any(o.holds(s.span) for o in own)
        ]
        return bool(known) and max(known) < HELD

    def left_over_of(self, role: Role, candidate: Candidate) -> bool:
        """Whether the claim says outright the other end of what the source says of a figure: still alive, mortality."""
        mine = "".join(self.claim.text[span.start : span.end] for span in role.near)
        return any(
            sense.complementary(mine, self.source.text[span.start : span.end])
            for place in candidate.places
            for span in (*place.role.near, *place.role.shared)
        )


def _counts_places(quantity: Quantity, lower: str) -> bool:
    """Whether a count is one of places: "nine hospitals", "three eye hospitals"."""
    return _PLACES.search(quantity.text.lower()) is not None or _PLACES.match(lower, quantity.end) is not None
