"""A text made ready to be asked what a stretch of it is about.

A stretch holds a slot if it names the same term, one of its names in the other language, or most of the words of one. A text is
indexed once and asked many times.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from verify import terms
from verify.match import doses, ellipses
from verify.match.concepts import CONDITION, FAMILIES, KINDS, TIME, WORD, Slot, days, ends, meanings, side, size, years
from verify.match.ranks import ranks
from verify.match.stems import TOKEN, parts, stem, stems
from verify.match.units import DAYS
from verify.model import Quantity, Reading, Span
from verify.patterns import regex
from verify.terms import Hit

_OF_GROUP = regex(r"(?:组(?!织|成|间)|[\s-](?:treated )?(?:group|arm)(?![a-z]))")

_BESIDE = 12
# "观察组予隔姜灸", "the intervention group received …", "… (arm A)", "… (group B; n=40)".
_GIVEN = (
    regex(
        r"(?P<name>[^\s,。;、:()和与及为予]{1,6}组)(?:患者|患儿|受试者)?"
        r"(?:均|则|仅|在(?:此|对照组|常规)[^,。;]{0,12}基础上)*[^,。;0-9]{0,8}?"
        r"(?:给予|采用|接受|使用|服用|口服|应用|实施|进行|加用|予以?|行|为)(?P<what>[^。;0-9]{2,40}?)(?=[,、]?[^\s,。;、:]{1,6}组|[。;,]|$)"
    ),
    regex(
        r"(?<![a-z-])(?P<name>[a-z][a-z-]+ (?:group|arm)|(?:group|arm|cohort) [a-z0-9])(?: patients)? "
        r"(?:received|was given|were given"
        r"|got|underwent|had|used|were treated with|was treated with) (?P<what>[^.;,]{3,70})"
    ),
    regex(
        r"(?P<name>[^\s,。;、:()和与及为予]{1,6}组)(?:[0-9 ]{1,6}[例名人])?"
        r"\((?!(?:n ?= ?)?[0-9])(?P<what>(?:[^()0-9,;]|[0-9.]+(?=[0-9.]*(?:%|m?g|m[lL])[^,;)])|(?<=[0-9])[%m]){2,40}?)(?=[0-9,;)])"
    ),
    regex(r"(?<![a-z])(?P<name>(?:arm|group|cohort) [a-z0-9])[:,] (?P<what>[a-z][^.;:(]{2,60})"),
)
_TAKING = regex(r"(?P<name>[^\s,。;、:()和与及为予]{1,6}组)(?:患者|患儿)?(?:给予|口服|服用|注射|外用|吸入|静脉滴注)")
_CALLED = regex(r"\((?:the )?(?P<name>[a-z-]+ (?:group|arm)|(?:group|arm|cohort) [a-z0-9]{1,3})(?:[;,:]? ?n ?= ?[0-9]+)?\)")
# "… perfusion (n=78) or static cold storage alone (n=78)"
_SIZED = regex(
    r"\([^()]{0,24}n ?= ?[0-9][0-9,]*[^()]{0,12}\)[^.;()]{0,40}?(?:or|and|versus|vs\.?) (?:to )?(?P<what>[a-z][^.;()]{2,60}?)"
    r" ?\([^()]{0,24}n ?= ?[0-9]"
)
_DEFINED = regex(
    r"(?<![a-z])primary (?:composite )?(?:efficacy )?(?:outcome|end ?point|end-point)[^.;,()]{0,24}? (?:was|is|comprised)"
    r" (?P<en>[^.;]{8,160})|主要(?:复合)?(?:结局|终点)[^,。;]{0,6}?(?:为|是)(?P<zh>[^。;]{4,80})"
)
_OUTCOME = regex(r"(?<![a-z])primary[- ](?:composite )?(?:outcome|end ?point|end-point)|主要(?:复合)?(?:结局|终点)")
_ANCHORED = regex(
    r"(?:hours?|days?|weeks?|months?|years?) (?:of|before|after|from|since|prior to|following) (?:their |the |a |an )?$"
)
_ANCHOR = 40
_THAN = regex(r"比(?=[一-鿿])(?![为是达值的约仅分均各例])")
_CONTROL = regex(r"(?<![a-z])(?:controls|control group)(?![a-z])")
_GROUP = regex(r"[^\s,。;、:()和与及为的在于较比]{2,16}组(?!织|成|间)|(?<![a-z])(?:[a-z-]+ ){1,2}(?:group|arm)(?![a-z])")
_SHORTEST, _LONGEST = 3, 62
_GROUP_NAME = regex(r"([一-鿿a-z0-9-]{2,12})组")
_TELLING_NAME, _CALLED_ALIKE = 2, 0.9
_GROUP_WORD = regex(r"(?<![a-z-])([a-z]{4,}) (?:group|arm)(?![a-z])")
_ANY_GROUP = frozenset(
    map(
        stem, ("treatment", "control", "intervention", "study", "experimental", "active", "combination", "placebo", "each", "other")
    )
)
_SHAM = frozenset("假非未无不伪")  # 假电针组 is no 电针组
_A_DOSE = regex(r"[ -]dose|剂量")
_A_GROUP = regex(r"组|(?<![a-z])(?:group|arm|cohort)(?![a-z])")

_WHOLLY, _KIND_OF, _BOUND, _PART = 0.9, 0.8, 0.55, 0.7
_END = 0.45  # a procedure of another name may end alike: 竖脊肌平面阻滞, 前锯肌平面阻滞
_SHORT_NAME = 3
# Oral mucositis is mucositis; progression-free survival is another survival.
_KINDS_OF = frozenset({"findings", "diseases", "procedures"})
# Ends of names that say nothing of their kind.
_ANY = frozenset({"手术", "治疗", "检查", "疗法", "护理", "干预", "监测", "评估", "血压"})
_SAME_SETTING = Decimal("0.035")  # how far two times may lie apart and be one: 52 weeks and 12 months
_SHORT = regex(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9-]{1,9}(?![A-Za-z0-9])")
_ABBREVIATION = regex(r"\(([A-Z][A-Za-z0-9-]{1,9})\)")


def _written_out(short: str, before: str) -> tuple[str, ...]:
    """The stems of the words before "(IDH)" that it abbreviates, if they begin with its first letter."""
    letters = [c for c in short.lower() if c.isalpha()]
    long = before.split()[-len(letters) - 1 :]
    initials = [word[0].lower() for word in long]
    return stems(" ".join(long[initials.index(letters[0]) :])) if letters[0] in initials else ()


class Setting(NamedTuple):
    """A time or a condition under which figures hold."""

    at: int
    quantity: Quantity
    condition: bool


class Outcome(NamedTuple):
    """What a primary outcome is made of: the ids of its parts, how many there are, and where it is only called so."""

    ids: frozenset[str]
    parts: int
    places: tuple[int, ...]


class Bag(NamedTuple):
    """The stems of a stretch of text, those bound in the names of terms, the ids of its terms, and the text in small letters."""

    words: frozenset[str]
    bound: frozenset[str]
    ids: frozenset[str]
    text: str

    @property
    def every(self) -> frozenset[str]:
        """All stems, bound or not."""
        return self.words | self.bound


_MARK = itemgetter(1)


def _between(marks: list[tuple[int, str]], starts: list[int], span: Span) -> frozenset[str]:
    return frozenset(map(_MARK, marks[bisect_left(starts, span.start) : bisect_right(starts, span.end - 1)]))


def _called_alike(name: str, text: str) -> bool:
    """Whether a Chinese text calls a group by a part of its name: 诱导组 for 诱导化疗, 单纯同步组 for 同步放化疗."""
    if len(name) < _TELLING_NAME or not "一" <= name[0] <= "鿿":
        return False
    called = (match.group(1) for match in _GROUP_NAME.finditer(text))
    return any(name[:2] in group and group[-2:] in name and group[: group.find(name[:2])][-1:] not in _SHAM for group in called)


class Index:
    """A source, or a claim, made ready to be asked whether a stretch of it holds a slot."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.lower = self.text.lower()
        self.chinese = reading.document.language == "zh"
        self.statements = statements = reading.statements
        self.hits = tuple(hit for hit in terms.find(self.text, *KINDS) if not (self._anchors(hit) or self._cut(hit)))
        words: list[tuple[int, str]] = []
        bound: list[tuple[int, str]] = []
        phrases = [
            hit.span
            for hit in self.hits
            if " " in self.text[hit.span.start : hit.span.end] or "-" in self.text[hit.span.start : hit.span.end]
        ]
        ends = [span.end for span in phrases]
        for match in TOKEN.finditer(self.text):
            at = match.start()
            i = bisect_right(ends, at)
            within = bound if i < len(phrases) and phrases[i].start <= at else words
            within += [(at, stem(part)) for part in parts(match.group())]
        self._ids: list[tuple[int, str]] = []
        self._generic: set[str] = set()  # ids that name no measure in particular
        self._families: list[tuple[int, str]] = []
        for hit in self.hits:
            ids, _ = meanings(hit.term.kind, hit.term.id, self.text[hit.span.start : hit.span.end])
            self._ids += [(hit.span.start, id) for id in ids]
            if hit.term.kind == "generic" or hit.term.fields.get("general"):
                self._generic.update(ids)
            family = "arm" if self.of_group(hit.span) else FAMILIES.get(hit.term.kind)
            if family:
                self._families.append((hit.span.start, family))
        for at, id in ellipses.named(self.text, self.hits):
            self._ids.append((at, id))
            if family := FAMILIES.get(id.partition(":")[0]):
                self._families.append((at, family))
        self._families.sort()
        self._family_starts = [start for start, _ in self._families]
        self.ranks = list(ranks(self.text))
        self.years = list(years(self.text))
        self._ids += [(span.start, id) for span, id in (*self.ranks, *self.years)]
        self._told: list[tuple[int, str]] = []  # what stands for a name, where the name stands
        words += self._expansions()
        words += [*self._arms(), *self._doses()]
        self._ids.sort()
        self._id_starts = [start for start, _ in self._ids]
        words.sort()
        self._words, self._bound = words, bound
        self._word_starts = [start for start, _ in words]
        self._bound_starts = [start for start, _ in bound]
        self._settings = [
            Setting(role.quantity.start, role.quantity, role.statistic == "condition")
            for statement in statements
            for role in statement.roles
            if role.statistic in ("time", "condition")
        ]
        self._ages = [r.quantity for statement in statements for r in statement.roles if r.quantity.kind == "age"]
        self._setting_starts = [setting.at for setting in self._settings]
        self._bags: dict[tuple[int, int], Bag] = {}
        self._measures: dict[tuple[int, int], frozenset[str]] = {}

    def _anchors(self, hit: Hit) -> bool:
        """Whether an event only tells from when or until when: "chemotherapy within 14 days of death"."""
        event = hit.term.kind in ("measures", "findings", "diseases")
        return event and _ANCHORED.search(self.lower, max(0, hit.span.start - _ANCHOR), hit.span.start) is not None

    def _cut(self, hit: Hit) -> bool:
        """Whether the last character of a term begins a comparison: 风险比睡7~8小时者低 names no ratio."""
        return _THAN.match(self.text, hit.span.end - 1) is not None

    def of_group(self, span: Span) -> bool:
        """Whether what stands at `span` names a group: 房颤组, the atrial-fibrillation group."""
        return bool(_OF_GROUP.match(self.text, span.end))

    @cached_property
    def groups(self) -> list[Span]:
        """Where the text names a group: 鼻空肠管组, "the low-sodium group"."""
        return [Span(*match.span()) for match in _GROUP.finditer(self.lower)]

    def families(self, span: Span) -> frozenset[str]:
        """Which kinds of thing `span` names: measures, arms, populations."""
        marks = self._families[bisect_left(self._family_starts, span.start) : bisect_right(self._family_starts, span.end - 1)]
        return frozenset(family for _, family in marks)

    def measures(self, span: Span) -> frozenset[str]:
        """The ids of the measures, findings and diseases that `span` names, words such as "rate" and "occurred" apart."""
        found = self._measures.get((span.start, span.end))
        if found is None:
            marks = self._ids[bisect_left(self._id_starts, span.start) : bisect_right(self._id_starts, span.end - 1)]
            found = frozenset(id for _, id in marks if FAMILIES.get(id.partition(":")[0]) == "measure" and id not in self._generic)
            self._measures[span.start, span.end] = found
        return found

    def ages_in(self, span: Span) -> list[Quantity]:
        """The ages that a stretch names."""
        return [q for q in self._ages if span.start <= q.start and q.end <= span.end]

    def places_of(self, ids: Sequence[str], span: Span) -> list[int]:
        """Where `span` names one of the terms."""
        marks = self._ids[bisect_left(self._id_starts, span.start) : bisect_right(self._id_starts, span.end - 1)]
        return [at for at, id in marks if id in ids]

    def knows(self, ids: Sequence[str]) -> bool:
        """Whether the text names one of the terms anywhere."""
        return any(id in self._postings for id in ids)

    def spelt(self, slot: Slot, span: Span) -> list[int]:
        """Where `span` spells a thing as the claim does."""
        word, found = slot.text.lower(), []
        at = self.lower.find(word, span.start, span.end)
        while at >= 0:
            found.append(at)
            at = self.lower.find(word, at + len(word), span.end)
        return found

    def _expansions(self) -> list[tuple[int, str]]:
        """The words an abbreviation stands for, wherever it stands; where it stands for a term, the term is noted instead."""
        named = {hit.span.end: f"{hit.term.kind}:{hit.term.id}" for hit in self.hits}
        meant: dict[str, tuple[str, ...]] = {}
        terms_of: dict[str, str] = {}
        for match in _ABBREVIATION.finditer(self.text):
            short, at = match.group(1), match.start()
            id = named.get(at) or named.get(at - 1)
            if id is not None:
                terms_of[short] = id
            elif words := _written_out(short, self.text[max(0, at - 80) : at]):
                meant[short] = words
        added: list[tuple[int, str]] = []
        if meant or terms_of:
            for match in _SHORT.finditer(self.text):
                added += [(match.start(), word) for word in meant.get(match.group(), ())]
                if match.group() in terms_of:
                    self._ids.append((match.start(), terms_of[match.group()]))
        return added

    def _arms(self) -> list[tuple[int, str]]:
        """What an arm was given, wherever the arm is named: 观察组 is moxibustion once the text has said so."""
        given: dict[str, list[Span]] = {}
        if not _A_GROUP.search(self.lower):
            return []
        for pattern in _GIVEN:
            for match in pattern.finditer(self.lower):
                given.setdefault(match.group("name"), []).append(Span(*match.span("what")))
        taking = {match.group("name") for match in _TAKING.finditer(self.lower)}
        for match in _CALLED.finditer(self.lower):
            start = max(self.lower.rfind(mark, 0, match.start()) for mark in ".;,()")
            if _SHORTEST < match.start() - start < _LONGEST:
                given.setdefault(match.group("name"), []).append(Span(start + 1, match.start()))
        if len(given) < 2:  # one name alone is rather no arm, unless it took something
            given = {name: spans for name, spans in given.items() if name in taking}
        controls = set(_CONTROL.findall(self.lower)) - given.keys()
        if controls and (against := self._held_against()):
            given |= {name: [against] for name in sorted(controls)}
        added: list[tuple[int, str]] = []
        for name, spans in given.items():
            ids = {id for at, id in self._ids for span in spans if span.start <= at < span.end}
            stemmed = {word for span in spans for word in stems(self.text[span.start : span.end])}
            letter = name[-1].upper() if len(name) > 1 and name[-2] == " " else ""
            short = rf"|(?<![A-Za-z0-9]){letter}(?= ?[-+]?[0-9])" if letter.isalpha() else ""
            for match in re.finditer(f"(?i:{re.escape(name)}){short}", self.text):
                at = match.start()
                if not any(self._defines(span, at) for span in spans):
                    self._ids += [(at, id) for id in ids]
                    added += [(at, word) for word in stemmed]
                    self._told += [(at, self.lower[span.start : span.end]) for span in spans if self.chinese]
        return added

    def _doses(self) -> list[tuple[int, str]]:
        """What a dose is called, wherever it stands: 15 mg is the low dose once the text has said so."""
        added: list[tuple[int, str]] = []
        for name, places in doses.named(self.lower) if _A_DOSE.search(self.lower) else ():
            ids = [id for at, id in self._ids if name.start <= at < name.end]
            words = stems(self.text[name.start : name.end])
            for at in places:
                self._ids += [(at, id) for id in ids]
                added += [(at, word) for word in words]
        return added

    @cached_property
    def outcome(self) -> Outcome:
        """The primary outcome as the text defines it: "a composite of death, stroke and myocardial infarction"."""
        told = "primary" in self.lower or "主要" in self.lower
        defined = _DEFINED.search(self.lower) if told else None
        if defined is None:
            return Outcome(frozenset(), 0, ())
        what = Span(*defined.span("en" if defined["en"] else "zh"))
        parts = sum(what.holds(hit.span) and FAMILIES.get(hit.term.kind) == "measure" for hit in self.hits)
        return Outcome(self.measures(what), parts, tuple(match.start() for match in _OUTCOME.finditer(self.lower, what.end)))

    def _defines(self, what: Span, at: int) -> bool:
        """Whether the name of an arm at `at` stands where the text says what the arm was given."""
        if what.end <= at < what.end + _BESIDE:
            return not any(mark in self.text[what.end : at] for mark in "。;")
        return what.start - _BESIDE <= at < what.end

    def _held_against(self) -> Span | None:
        """The second of two arms that are listed with their sizes: that is what controls were given."""
        listed = list(_SIZED.finditer(self.lower))
        last = listed[-1] if len(listed) == 1 else None
        return None if last is None else Span(*last.span("what"))

    def bag(self, span: Span) -> Bag:
        """What stands in `span`."""
        key = (span.start, span.end)
        found = self._bags.get(key)
        if found is None:
            found = self._bags[key] = Bag(
                _between(self._words, self._word_starts, span),
                _between(self._bound, self._bound_starts, span),
                _between(self._ids, self._id_starts, span),
                "|".join((self.lower[span.start : span.end], *(what for at, what in self._told if span.start <= at < span.end))),
            )
        return found

    def statements_with(self, slot: Slot) -> list[Span]:
        """The statements that hold the slot wholly."""
        found: set[int] = set()
        for mark in (*slot.ids, *(word for name in slot.names for word in name.en)):
            found.update(self._postings.get(mark, ()))
        return [span for i in sorted(found) if self._holds(slot, span := self.statements[i].span) >= _WHOLLY]

    def before(self, sentence: Span) -> Span | None:
        """The sentence before one."""
        i = bisect_left([statement.span.start for statement in self.statements], sentence.start)
        return self.statements[i - 1].span if i else None

    def common(self, stem: str) -> int:
        """In how many statements a stem stands."""
        return len(self._postings.get(stem, ()))

    def statements_on(self, slots: Sequence[Slot], most: int) -> list[int]:
        """The `most` statements that hold most of the slots by weight, in their order; all if there are few."""
        if len(self.statements) <= most:
            return list(range(len(self.statements)))
        scores: dict[int, float] = {}
        for slot in slots:
            found: set[int] = set()
            for id in slot.ids:
                found.update(self._postings.get(id, ()))
            for name in slot.names:
                for word in name.en:
                    found.update(self._postings.get(word, ()))
            for i in found:
                scores[i] = scores.get(i, 0.0) + slot.weight
        best = sorted(scores, key=lambda i: (-scores[i], i))[:most]
        # The sentence after one that names everything often gives the figures.
        return sorted({k for i in best for k in (i, i + 1) if k < len(self.statements)})

    @cached_property
    def _postings(self) -> dict[str, set[int]]:
        """For every stem and term id the statements it stands in."""
        starts = [statement.span.start for statement in self.statements]
        made: dict[str, set[int]] = {}
        for marks in (self._words, self._bound, self._ids):
            for at, mark in marks:
                i = bisect_right(starts, at) - 1
                if i >= 0:
                    made.setdefault(mark, set()).add(i)
        return made

    def settings_in(self, span: Span) -> list[Setting]:
        """The times and conditions that stand in `span`."""
        return self._settings[bisect_left(self._setting_starts, span.start) : bisect_left(self._setting_starts, span.end)]

    def timed(self, spans: Iterable[Span]) -> bool:
        """Whether a stretch names a time."""
        return any(days(setting.quantity) for span in spans for setting in self.settings_in(span))

    def hits_in(self, within: Sequence[Span]) -> Iterator[terms.Hit]:
        starts = [hit.span.start for hit in self.hits]
        for span in within:
            yield from self.hits[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Latin words of the text that no term explains: drugs and devices without an entry, trial names."""
        covered = [hit.span for hit in self.hits]
        starts = [span.start for span in covered]
        found: dict[str, None] = {}
        for match in TOKEN.finditer(self.text):
            i = bisect_right(starts, match.start()) - 1
            if len(match.group()) >= 5 and not (i >= 0 and covered[i].end > match.start()):
                found.setdefault(match.group().lower())
        return tuple(found)

    def holds(self, slot: Slot, spans: Iterable[Span]) -> float:
        """How far the stretches hold the slot: 1 wholly, 0 not at all."""
        best = 0.0
        for span in spans:
            best = max(best, self._holds(slot, span))
            if best == 1.0:
                break
        return best

    def _holds(self, slot: Slot, span: Span) -> float:
        if slot.kind in (TIME, CONDITION):
            return self._holds_setting(slot, span)
        bag = self.bag(span)
        if not bag.ids.isdisjoint(slot.ids):
            return 1.0
        best = _CALLED_ALIKE if slot.kind == "arms" and self._called_by_part(slot, bag) else 0.0
        for name in slot.names:
            if name.zh:
                if not slot.ids and name.zh in bag.text:
                    return 1.0
                if self.chinese and slot.kind in _KINDS_OF and len(name.zh) > 1 and name.zh in bag.text:
                    best = max(best, _KIND_OF)  # 苏醒期谵妄 for 谵妄
                elif (
                    self.chinese
                    and slot.kind in _KINDS_OF
                    and len(name.zh) > _SHORT_NAME
                    and name.zh[-2:] not in _ANY
                    and name.zh[-2:] in bag.text
                ):
                    # 谵妄 for 术后谵妄: the last two characters mostly say what it is.
                    best = max(best, _PART if slot.kind != "procedures" else _END)
                continue
            hit = sum(map(bag.words.__contains__, name.en))
            if hit == len(name.en):
                return 1.0
            # A word of another term's name, as "survival" in "progression-free survival", is only half the thing.
            hit += sum(word in bag.bound and word not in bag.words for word in name.en)
            if hit == len(name.en):
                # A word that is no term by itself can only be part of one.
                best = max(best, 1.0 if slot.kind == WORD else _KIND_OF if slot.kind in _KINDS_OF else _BOUND)
            elif hit and len(name.en) > 1 and slot.kind != "arms":
                best = max(best, _PART * hit / len(name.en))
        return best

    def _called_by_part(self, slot: Slot, bag: Bag) -> bool:
        """Whether a stretch calls a group by a part of the slot's name: "the delayed group" for delayed cord clamping."""
        if self.chinese:
            return _called_alike(slot.text, bag.text)
        called = {stem(match.group(1)) for match in _GROUP_WORD.finditer(bag.text)} - _ANY_GROUP
        return bool(called) and any(len(name.en) > 1 and not called.isdisjoint(name.en) for name in slot.names)

    def _holds_setting(self, slot: Slot, span: Span) -> float:
        for setting in self.settings_in(span):
            if slot.ends is not None and ends(setting.quantity) == slot.ends:
                return 1.0
            if slot.days is None or side(setting.quantity) == -slot.side != 0:
                continue
            value = size(setting.quantity)
            apart = _SAME_SETTING if setting.quantity.unit in DAYS else 0  # below 36.0 °C is not below 36.5 °C
            if value is not None and abs(value - slot.days) <= abs(slot.days) * apart:
                return 1.0
        return 0.0
