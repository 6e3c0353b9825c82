"""What a stretch of text is about, in a form that Chinese and English share.

A claim is cut into slots: a term of the vocabulary, a drug or other name, a time, a condition. A source is indexed once. A slot is
held by a stretch of the source that names the same term, one of its names in the other language, or most of the words of one.
What the vocabulary cannot carry across is unknown, and unknown is never a conflict.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from verify import terms
from verify.match.syllables import alike
from verify.match.units import DAYS
from verify.model import Quantity, Reading, Span

# The order decides which kind names a word that two kinds share.
KINDS = ("generic", "measures", "findings", "diseases", "drugs", "procedures", "arms", "populations", "words", "times")
_WEIGHT = {
    "generic": 0.15,
    "measures": 1.6,
    "findings": 1.6,
    "diseases": 1.4,
    "drugs": 1.5,
    "procedures": 1.2,
    "arms": 1.3,
    "populations": 1.0,
    "words": 0.5,
    "times": 0.8,
}
NAME, WORD, TIME, YEAR, CONDITION, RANK, GRAM = "name", "word", "time", "year", "condition", "rank", "gram"
_NAME_WEIGHT, _WORD_WEIGHT, _TIME_WEIGHT, _CONDITION_WEIGHT, _RANK_WEIGHT, _GRAM_WEIGHT, _YEAR_WEIGHT = (
    1.5,
    0.6,
    1.3,
    1.0,
    1.2,
    0.25,
    0.8,
)

# What a figure belongs to: the measure it is one of, the arm or the people it was found in.
FAMILIES = {
    "measures": "measure",
    "findings": "measure",
    "diseases": "measure",
    "arms": "arm",
    "drugs": "arm",
    "populations": "population",
    NAME: "arm",
}
_OF_GROUP = re.compile(r"(?:组(?!织|成|间)|[\s-](?:treated )?(?:group|arm)(?![a-z]))")

_WHOLLY, _BOUND, _PART = 0.9, 0.55, 0.7
_SAME_SETTING = Decimal("0.035")  # how far two times may lie apart and be one: 52 weeks and 12 months

_TOKEN = re.compile(r"[A-Za-zα-ω][A-Za-z0-9α-ω]*(?:[/.'-][A-Za-z0-9]+)*")
_HAN = re.compile(r"[㐀-鿿]+")
_SHORT = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9-]{1,9}(?![A-Za-z0-9])")
_ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,9})\)")
_STOP = frozenset(
    word
    for line in Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)

_SPELLING = (
    (re.compile(r"ae(?=m|s|d|t|c)"), "e"),
    (re.compile(r"oe(?=d|s|t|l|m|a)"), "e"),
    (re.compile(r"our(?=$|s|al|ed|ing|able)"), "or"),
    (re.compile(r"is(?=e$|ed$|es$|ing$|ation)"), "iz"),
    (re.compile(r"ys(?=e$|ed$|es$|ing$)"), "yz"),
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"mme$"), "m"),
    (re.compile(r"rrhoea"), "rrhea"),
    (re.compile(r"gynae"), "gyne"),
)
_PLURAL = re.compile(r"(?<=[^aeious])s$|(?<=[ae])s$")
_ENDINGS = re.compile(r"(?:ization|ation|ically|ment|ity|ness|ing|ied|ion|ive|iv|edly|ed|er|ly|al|ic|e|y)$")
_NUMBER_WORDS = re.compile(r"^[ivx]+$")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A rough stem: enough that forms and spellings of one word meet, and few different words do."""
    word = word.lower()
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) < 4 or not word.isascii():
        return word
    for pattern, plain in _SPELLING:
        word = pattern.sub(plain, word)
    word = _PLURAL.sub("", word) if not word.endswith("ies") else word[:-3] + "y"
    for _ in range(2):
        cut = _ENDINGS.sub("", word)
        if len(cut) < 4 or cut == word:
            break
        word = cut
    return word


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text` that carry meaning; a compound gives its parts."""
    made = []
    for match in _TOKEN.finditer(text):
        for part in re.split(r"[/'-]", match.group()):
            if part and part.lower() not in _STOP:
                made.append(stem(part))
    return tuple(made)


_YEAR = re.compile(r"(?<![0-9.])(?:19[5-9]|20[0-4])[0-9](?![0-9.%]|\s*(?:例|名|人|patients))")
_RANKS = dict.fromkeys(("grade", "grades", "level", "级", "年级", "度"), "grade")
_RANKS |= dict.fromkeys(("stage", "stages", "phase", "期"), "stage") | dict.fromkeys(("cohort", "group", "arm"), "group")
_RANKS |= {"type": "type", "型": "type", "class": "class", "类": "class"}
_RANK_EN = re.compile(
    r"(?<![A-Za-z])(grades?|stages?|phase|type|class|cohort|group|arm|level)\s+([0-9]{1,2}|[IVX]{1,4})(?![A-Za-z0-9]|\\.[0-9])",
    re.I,
)
_RANK_ZH = re.compile(r"(?<![0-9.])([0-9]{1,2}|[IVX]{1,4}|[ⅠⅡⅢⅣⅤ]|[一二三四五六])(年级|级|期|型|类|度)(?!以)")
_DIGITS = {
    "Ⅰ": "1",
    "Ⅱ": "2",
    "Ⅲ": "3",
    "Ⅳ": "4",
    "Ⅴ": "5",
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
}


def _roman(text: str) -> str:
    return _DIGITS.get(text.lower(), text.lower())


def _written_out(short: str, before: str) -> tuple[str, ...]:
    """The stems of the words before "(IDH)" that it abbreviates, if they begin with its first letter."""
    letters = [c for c in short.lower() if c.isalpha()]
    long = before.split()[-len(letters) - 1 :]
    initials = [word[0].lower() for word in long]
    return stems(" ".join(long[initials.index(letters[0]) :])) if letters[0] in initials else ()


class Name(NamedTuple):
    """Another name of a term: Chinese text, or the stems of English words."""

    zh: str
    en: tuple[str, ...]


@cache
def _by_alias() -> dict[str, list[terms.Term]]:
    made: dict[str, list[terms.Term]] = {}
    for kind in KINDS:
        for term in terms.terms(kind).values():
            for alias in (*term.aliases, *filter(None, term.fields.get("gloss", "").split("|"))):
                made.setdefault(alias.lower(), []).append(term)
    return made


@lru_cache(maxsize=10_000)
def _meanings(kind: str, id: str, printed: str) -> tuple[tuple[str, ...], tuple[Name, ...]]:
    """The ids of all terms that bear the printed name, and all their names."""
    term = terms.get(kind, id)
    assert term is not None
    bearing = [term, *(other for other in _by_alias().get(printed.lower(), ()) if other is not term and other.kind != "generic")]
    names: dict[Name, None] = {}
    for one in bearing:
        english = (*one.en, *filter(None, one.fields.get("gloss", "").split("|")))
        names.update((Name(alias.lower(), ()), None) for alias in one.zh)
        names.update((Name("", found), None) for alias in english if (found := stems(alias)))
    return tuple(f"{one.kind}:{one.id}" for one in bearing), tuple(names)


class Slot(NamedTuple):
    """One thing a claim speaks of, where it does, and what would hold it."""

    span: Span
    kind: str
    weight: float
    text: str
    ids: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    days: Decimal | None = None


class Setting(NamedTuple):
    """A time or a condition under which figures hold."""

    at: int
    quantity: Quantity
    condition: bool


class Bag(NamedTuple):
    """The stems of a stretch of text, those bound in the names of terms, the ids of its terms, and the text in small letters."""

    words: frozenset[str]
    bound: frozenset[str]
    ids: frozenset[str]
    text: str


def _between(marks: list[tuple[int, str]], starts: list[int], span: Span) -> frozenset[str]:
    return frozenset(mark for _, mark in marks[bisect_left(starts, span.start) : bisect_right(starts, span.end - 1)])


class Index:
    """A source, or a claim, made ready to be asked whether a stretch of it holds a slot."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.lower = self.text.lower()
        self.chinese = reading.document.language == "zh"
        self.statements = statements = reading.statements
        self.hits = terms.find(self.text, *KINDS)
        words: list[tuple[int, str]] = []
        bound: list[tuple[int, str]] = []
        phrases = [
            hit.span
            for hit in self.hits
            if " " in self.text[hit.span.start : hit.span.end] or "-" in self.text[hit.span.start : hit.span.end]
        ]
        ends = [span.end for span in phrases]
        for match in _TOKEN.finditer(self.text):
            at = match.start()
            i = bisect_right(ends, at)
            within = bound if i < len(phrases) and phrases[i].start <= at else words
            for part in re.split(r"[/'-]", match.group()):
                if part and part.lower() not in _STOP:
                    within.append((at, stem(part)))
        self._ids: list[tuple[int, str]] = []
        self._families: list[tuple[int, str]] = []
        for hit in self.hits:
            ids, _ = _meanings(hit.term.kind, hit.term.id, self.text[hit.span.start : hit.span.end])
            self._ids += [(hit.span.start, id) for id in ids]
            family = "arm" if self.of_group(hit.span) else FAMILIES.get(hit.term.kind)
            if family:
                self._families.append((hit.span.start, family))
        self._family_starts = [start for start, _ in self._families]
        self._ids += self._ranks()
        words += self._expansions()
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
        self._setting_starts = [setting.at for setting in self._settings]
        self._bags: dict[Span, Bag] = {}

    def of_group(self, span: Span) -> bool:
        """Whether what stands at `span` names a group: 房颤组, the atrial-fibrillation group."""
        return bool(_OF_GROUP.match(self.text, span.end))

    def families(self, span: Span) -> frozenset[str]:
        """Which kinds of thing `span` names: measures, arms, populations."""
        marks = self._families[bisect_left(self._family_starts, span.start) : bisect_right(self._family_starts, span.end - 1)]
        return frozenset(family for _, family in marks)

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

    def _ranks(self) -> list[tuple[int, str]]:
        """Grades, stages, types and the like, as the same id in both languages: grade 3, 3级, Ⅲ期."""
        self.ranks = [
            (Span(*m.span()), f"#{_RANKS[m.group(1).lower()]}:{_roman(m.group(2))}") for m in _RANK_EN.finditer(self.text)
        ]
        self.ranks += [(Span(*m.span()), f"#{_RANKS[m.group(2)]}:{_roman(m.group(1))}") for m in _RANK_ZH.finditer(self.text)]
        years = [(m.start(), f"#year:{m.group()}") for m in _YEAR.finditer(self.text)]
        return [(span.start, id) for span, id in self.ranks] + years

    def bag(self, span: Span) -> Bag:
        """What stands in `span`."""
        found = self._bags.get(span)
        if found is None:
            found = self._bags[span] = Bag(
                _between(self._words, self._word_starts, span),
                _between(self._bound, self._bound_starts, span),
                _between(self._ids, self._id_starts, span),
                self.lower[span.start : span.end],
            )
        return found

    def statements_with(self, slot: Slot) -> list[Span]:
        """The statements that hold the slot wholly."""
        found: set[int] = set()
        for mark in (*slot.ids, *(word for name in slot.names for word in name.en)):
            found.update(self._postings.get(mark, ()))
        return [span for i in sorted(found) if self._holds(slot, span := self.statements[i].span) >= _WHOLLY]

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

    def names(self) -> tuple[str, ...]:
        """Latin words of the text that no term explains: drugs and devices without an entry, trial names."""
        covered = [hit.span for hit in self.hits]
        starts = [span.start for span in covered]
        found: dict[str, None] = {}
        for match in _TOKEN.finditer(self.text):
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
        if any(id in bag.ids for id in slot.ids):
            return 1.0
        best = 0.0
        for name in slot.names:
            if name.zh:
                if not slot.ids and name.zh in bag.text:
                    return 1.0
                continue
            hit = sum(word in bag.words for word in name.en)
            if hit == len(name.en):
                return 1.0
            # A word of another term's name, as "survival" in "progression-free survival", is only half the thing.
            hit += sum(word in bag.bound and word not in bag.words for word in name.en)
            if hit == len(name.en):
                best = max(best, _BOUND)
            elif hit and len(name.en) > 1:
                best = max(best, _PART * hit / len(name.en))
        return best

    def _holds_setting(self, slot: Slot, span: Span) -> float:
        assert slot.days is not None
        for setting in self.settings_in(span):
            value = size(setting.quantity)
            if value is not None and abs(value - slot.days) <= abs(slot.days) * _SAME_SETTING:
                return 1.0
        return 0.0


def days(quantity: Quantity) -> Decimal | None:
    """A stretch of time in days, None for what is none."""
    value = quantity.value
    return None if value is None or quantity.unit not in DAYS else value * DAYS[quantity.unit]


def size(quantity: Quantity) -> Decimal | None:
    """What two settings are compared by: days if it is a time or an age, else the number."""
    return days(quantity) if quantity.unit in DAYS else quantity.value


def slots(claim: Index, source: Index, within: Sequence[Span], results: Sequence[Span]) -> tuple[Slot, ...]:
    """What the claim speaks of in the spans `within` of its document, beside the figures to be checked at `results`."""
    made: list[Slot] = []
    text = claim.text
    covered = bytearray(b"\x01") * len(text)
    for span in within:
        covered[span.start : span.end] = bytes(span.end - span.start)
    for span in results:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    for at, quantity, _ in (setting for span in within for setting in claim.settings_in(span)):
        if covered[at]:
            continue
        length = size(quantity)
        if length is not None and quantity.kind == "duration":
            made.append(Slot(quantity.span, TIME, _TIME_WEIGHT, quantity.text, days=length))
        elif length is not None:
            made.append(Slot(quantity.span, CONDITION, _CONDITION_WEIGHT, quantity.text, days=length))
        covered[at : quantity.end] = b"\x01" * (quantity.end - at)
    for span, id in claim.ranks:
        if not any(covered[span.start : span.end]):
            covered[span.start : span.end] = b"\x01" * (span.end - span.start)
            made.append(Slot(span, RANK, _RANK_WEIGHT, text[span.start : span.end], (id,)))
    for hit in claim.hits_in(within):
        if any(covered[hit.span.start : hit.span.end]):
            continue
        covered[hit.span.start : hit.span.end] = b"\x01" * (hit.span.end - hit.span.start)
        kind = hit.term.kind
        if kind == "times" and hit.term.id in _UNITS_OF_TIME:
            continue
        printed = text[hit.span.start : hit.span.end]
        ids, names = _meanings(kind, hit.term.id, printed)
        own = stems(printed)
        if own:
            names = (Name("", own), *names)
        if kind != "generic" and claim.of_group(hit.span):
            kind = "arms"
        made.append(Slot(hit.span, kind, _WEIGHT.get(kind, 1.0), printed, ids, names))
    for match in (match for span in within for match in _YEAR.finditer(text, span.start, span.end)):
        if not covered[match.start()]:
            covered[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            made.append(Slot(Span(*match.span()), YEAR, _YEAR_WEIGHT, match.group(), (f"#year:{match.group()}",)))
    for match in (match for span in within for match in _TOKEN.finditer(text, span.start, span.end)):
        if covered[match.start()]:
            continue
        for part in stems(match.group()):
            if len(part) < 2 or _NUMBER_WORDS.match(part):
                continue
            named = claim.chinese or match.group()[1:] != match.group()[1:].lower() or any(c.isdigit() for c in part)
            known = not source.chinese or part in source.lower
            if known:
                kind = NAME if named else WORD
                made.append(
                    Slot(
                        Span(*match.span()),
                        kind,
                        _NAME_WEIGHT if named else _WORD_WEIGHT,
                        match.group(),
                        names=(Name("", (part,)),),
                    )
                )
    if claim.chinese:
        made += _han(claim, source, within, covered)
    made.sort(key=lambda slot: slot.span.start)
    return tuple(made)


_UNITS_OF_TIME = frozenset({"hour", "minute", "day", "week", "month", "year"})


def _han(claim: Index, source: Index, within: Sequence[Span], covered: bytearray) -> list[Slot]:
    """Chinese that no term explains: pairs of characters for a Chinese source, names that sound alike for an English one."""
    made = []
    rest = [] if source.chinese else list(source.names())
    for match in (match for span in within for match in _HAN.finditer(claim.text, span.start, span.end)):
        at = match.start()
        while at < match.end():
            end = at
            while end < match.end() and not covered[end]:
                end += 1
            run = claim.text[at:end]
            if len(run) >= 2 and source.chinese:
                made += [
                    Slot(Span(at + i, at + i + 2), GRAM, _GRAM_WEIGHT, run[i : i + 2], names=(Name(run[i : i + 2], ()),))
                    for i in range(len(run) - 1)
                ]
            elif len(run) >= 3:
                found = max(((where, name) for name in rest if (where := alike(run, name))), default=None)
                if found:
                    (_, start, stop), name = found
                    span = Span(at + start, at + stop)
                    made.append(Slot(span, NAME, _NAME_WEIGHT, claim.text[span.start : span.end], names=(Name("", stems(name)),)))
            at = end + 1
    return made
