"""Whom a claim speaks of, and whether the source speaks of the same people: of their age and sex, of those it studied at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, cached_property

from verify import terms
from verify.match.compared import HELD, Compared
from verify.match.concepts import CONDITION, NAME, WORD, Slot
from verify.match.fit import Candidate
from verify.model import Quantity, Role, Span
from verify.patterns import regex

_SEEN = 0.3
_MARKED = regex(
    r"(?:基因)?(?:抗体)?(?:阳性|突变|重排|融合|扩增|过表达)|[ -](?:antibody[ -])?(?:positive|mutated|mutant|amplified|rearranged)"
)
_WHO = frozenset({"populations", "diseases", CONDITION, WORD, "procedures"})
_HAVING_HAD = regex(r"(?:患者|受者|病人|者)$")  # 在腹膜透析患者中
_OF_WHOM = regex(
    r"(?:其中[,，]?|此外[,，]?)?(?:在|对于?|就)([^,，。;；]{2,24}?)(?:中|里|而言|来说|的话)[,，]?|(?i:in|among|for)\s+([^,.;]{3,60}),"
)
# The years of life that people of these names are in.
_AGES: dict[str, tuple[Decimal | int, Decimal | int]] = {
    f"populations:{name}": ends
    for name, ends in {
        "newborn": (0, 1),
        "infant": (0, 2),
        "toddler": (1, 4),
        "infants_and_young_children": (0, 4),
        "preschool_children": (2, 7),
        "child": (0, 18),
        "schoolchildren": (5, 18),
        "adolescent": (10, 19),
        "adult": (18, 130),
        "older_adult": (60, 130),
        "boy": (0, 18),
        "girl": (0, 18),
        "man": (18, 130),
        "woman": (18, 130),
    }.items()
}
_ADULTS = regex(r"(?<![a-z])adults(?![a-z])|成年?人")
# Those of one sex, and how a text tells that it has any of them.
_SEXES = (
    (
        frozenset({"populations:woman", "populations:girl"}),
        regex(r"女|妇|母亲|(?<![a-z])(?:wom[ae]n|females?|girls?|mothers?|maternal)(?![a-z])"),
    ),
    (frozenset({"populations:man", "populations:boy"}), regex(r"男|父亲|(?<![a-z])(?:m[ae]n|males?|boys?|fathers?)(?![a-z])")),
)
_OLDEST = 130
_ALL = "populations:overall"
_PART_OF_NAME = regex(r"[类酶]|受体|抗体|转运|[ -](?:receptor|transporter|antibod|resistan|type)")  # 四环素类, 谷氨酰胺酶
_TOO = regex(
    r"(?:合并|伴有?|兼有|同时患有?)$"
    r"|(?<![a-z])(?:with (?:concomitant|comorbid|co-?existing|underlying|concurrent)|who also ha(?:ve|d)) $"
)
_TOO_NEAR = 24
_LEFT_OUT = regex(r"(?<![a-z])(?:excluded|exclusion criteria|excluding|ineligible|not eligible)(?![a-z])|排除标准|(?<!不)排除|除外")
_CLAUSES = regex(r"[.;。；]")
# who tells of a figure is not whom it is of: "nurses are told"
_TELLS = regex(
    r"\s?(?:(?:are|were|is|was) told|sa(?:y|id)|should|note[ds]?|warn|explain|advise|remind"
    r"|提醒|指出|认为|建议|强调|表示|介绍|说|称)"
)
_VACCINE = regex(r"(?:病毒)?(?:[灭减]活|结合|重组)?疫苗|(?: virus)? (?:vaccin|shots?(?![a-z])|jabs?(?![a-z]))")
_NEXT = 3  # characters between a share and those it is of
_NOT_AT_ALL = 0.01  # a procedure told in another language may share a word with what the source calls it
_SURGERY = "procedures:surgery"  # which an abstract calls by the name of the operation


@cache
def _signs(id: str) -> re.Pattern[str] | None:
    """The pieces of words one of which stands in every text that speaks of these people; None where the table gives none."""
    kind, _, name = id.partition(":")
    term = terms.get("populations", name) if kind == "populations" else None
    signs = term.fields.get("signs") if term is not None else None
    return re.compile("|".join(map(re.escape, signs.split("|")))) if signs else None


def _substance(slot: Slot) -> bool:
    """Whether a name is that of one substance, and of nothing else."""
    named = [terms.get("drugs", id.removeprefix("drugs:")) for id in slot.ids if id.startswith("drugs:")]
    return bool(named) and all(term is not None and "sort" not in term.fields for term in named)


def _years_of(age: Quantity) -> tuple[Decimal | int, Decimal | int] | None:
    """The years of life between the limits of an age group; None for an age that is no group's, such as a mean."""
    if age.low == age.high or age.unit != "a":
        return None
    return (age.low if age.low is not None else 0, age.high if age.high is not None else _OLDEST)


class People(Compared):
    """Whom the claim gives its figures of."""

    def of_others(self, role: Role) -> bool:
        """Whether the claim tells of whom it speaks ("In toddlers, …", 在孕妇中，…, ALK阳性), and the source knows none."""
        if any(
            slot.kind == NAME and not self.known[i] and _MARKED.match(self.claim.text, slot.span.end)
            for i, slot in enumerate(self.slots)
            if any(span.holds(slot.span) for span in (*role.near, *role.shared))
        ):
            return True
        own = (*role.near, *role.shared, *role.label)
        if self._of_the_other_sex(role, own) or self._of_unspoken(own) or self._of_the_doubly_ill(own):
            return True
        if any(self.slots[i].kind in _WHO and any(s.holds(self.slots[i].span) for s in own) for i in self.left_out):
            return True
        home = next((s.span for s in self.statements if s.span.holds(role.quantity.span)), None)
        phrase = _OF_WHOM.match(self.claim.text, home.start, role.quantity.start) if home is not None else None
        if phrase is None:
            return False
        start, end = phrase.span(phrase.lastindex or 0)
        named = [
            i
            for i, slot in enumerate(self.slots)
            if slot.kind in _WHO and start <= slot.span.start < end and not (_ALL in slot.ids and slot.text.lower() == "all")
        ]
        if self._of_another_generation(named):
            return True
        sorts = ["populations", "diseases", *(["procedures"] if _HAVING_HAD.search(self.claim.text, start, end) else [])]
        people = any(self.slots[i].kind in sorts and self.slots[i].ids for i in named)
        if people and all(self.known[i] < _SEEN for i in named):
            return True
        # infants with congenital heart disease, where the source has infants
        alike = self.claim.chinese == self.source.chinese
        return any(
            self.slots[i].ids
            and _SURGERY not in self.slots[i].ids
            and (
                (self.slots[i].kind == "diseases" and self.known[i] < _SEEN)
                or (self.slots[i].kind == "procedures" and self.known[i] < (_SEEN if alike else _NOT_AT_ALL))
            )
            for i in named
        )

    def of_another_substance(self, role: Role) -> bool:
        """Whether the claim names a substance beside its figure, one and no class of many, that the source never names.

        A vaccine against a disease that the source never names is one too: 甲型肝炎疫苗.
        """
        unknown = [
            slot
            for slot, known in zip(self.slots, self.known, strict=True)
            if not known and any(s.holds(slot.span) for s in (*role.near, *role.shared))
        ]
        if any(slot.kind == "diseases" and _VACCINE.match(self.claim.lower, slot.span.end) for slot in unknown):
            return True
        return any(
            slot.kind == "drugs" and not _PART_OF_NAME.match(self.claim.text, slot.span.end) and _substance(slot)
            for slot in unknown
        )

    def _of_the_doubly_ill(self, spans: Sequence[Span]) -> bool:
        """Whether the claim speaks of those who have another disease too, which the source never names: 合并唐氏综合征的患儿."""
        return any(
            slot.kind == "diseases"
            and not known
            and any(span.holds(slot.span) for span in spans)
            and _TOO.search(self.claim.lower, max(0, slot.span.start - _TOO_NEAR), slot.span.start)
            for slot, known in zip(self.slots, self.known, strict=True)
        )

    @cached_property
    def _studied(self) -> str:
        """The source without what it says of those it left out: "pregnant women were excluded"."""
        lower = self.source.lower
        return lower if _LEFT_OUT.search(lower) is None else ".".join(c for c in _CLAUSES.split(lower) if not _LEFT_OUT.search(c))

    def _of_unspoken(self, spans: Sequence[Span]) -> bool:
        """Whether the claim names people of whom no word of the source can speak: twins, where it has only singletons."""
        return any(
            signs.search(self._studied) is None
            for slot, known in zip(self.slots, self.known, strict=True)
            if known < HELD and any(span.holds(slot.span) for span in spans) and not _TELLS.match(self.claim.lower, slot.span.end)
            for id in slot.ids
            if (signs := _signs(id)) is not None
        )

    def _of_the_other_sex(self, role: Role, spans: Sequence[Span]) -> bool:
        """Whether the claim speaks of women and the source of men only, or the other way round."""
        if not any(not ids.isdisjoint(slot.ids) for ids, _ in _SEXES for slot in self.slots):
            return False
        has = [sign.search(self.source.lower) is not None for _, sign in _SEXES]
        return has[0] != has[1] and any(
            has[1 - k]
            and not ids.isdisjoint(slot.ids)
            and any(span.holds(slot.span) for span in spans)
            and not 0 <= slot.span.start - role.quantity.end < _NEXT  # 35.6% women
            for k, (ids, _) in enumerate(_SEXES)
            for slot in self.slots
        )

    def _of_another_generation(self, named: Sequence[int]) -> bool:
        """Whether the claim speaks of those of an age that the source knows none of, while it names those of others: children."""
        asked = [i for i in named if self.slots[i].ids and any(id in _AGES for id in self.slots[i].ids)]
        if not asked or any(self.known[i] >= _SEEN for i in asked):
            return False
        mine = [_AGES[id] for i in asked for id in self.slots[i].ids if id in _AGES]
        whole = self.source.bag(Span(0, len(self.source.text))).ids
        theirs = [ends for id, ends in _AGES.items() if id in whole]
        theirs += [_AGES["populations:adult"]] if _ADULTS.search(self.source.lower) else []
        return bool(theirs) and all(high - 1 <= low or top <= least for least, high in mine for low, top in theirs)

    def of_other_people(self, role: Role, candidate: Candidate) -> bool:
        """Whether the source says what a figure follows from of people that it tells apart from those the claim names."""
        asked = [
            i
            for i, slot in enumerate(self.slots)
            if _AGES.keys() & set(slot.ids) and self.known[i] >= HELD and any(span.holds(slot.span) for span in role.near)
        ]
        beside = [span for place in candidate.places for span in (*place.role.near, *place.role.label)]
        named = {id for span in beside for id in self.source.bag(span).ids if id in _AGES}
        return bool(asked and named) and not any(self._most(i, beside) > 0 or named.intersection(self.slots[i].ids) for i in asked)

    def of_another_age(self, role: Role) -> bool:
        """Whether the claim speaks of an age outside those the source enrolled: of toddlers, where it had adults of 18 to 70."""
        spans = (*role.near, *role.shared)
        asked = [
            _AGES[id]
            for slot in self.slots
            if any(span.holds(slot.span) for span in spans)
            for id in slot.ids
            if id in _AGES and id not in self.source.bag(self._whole).ids
        ]
        asked += [ends for span in spans for q in self.claim.ages_in(span) if (ends := _years_of(q)) is not None]
        studied = [ends for q in self.source.ages_in(self._whole) if (ends := _years_of(q)) is not None]
        enrolled = bool(studied) and studied[0][0] < studied[0][1]
        return enrolled and any(all(high <= least or low >= most for least, most in studied) for low, high in asked)
