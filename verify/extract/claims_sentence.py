"""A sentence made ready for claims, the figures in it, and which measure a kind of figure can belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from verify.extract.claims_links import Marker
from verify.extract.claims_words import words
from verify.model import Quantity, Span
from verify.patterns import regex
from verify.terms import Hit, find

SHARES = frozenset(("percent", "percentage_point", "fraction"))
RATIOS = frozenset(("hazard_ratio", "odds_ratio", "risk_ratio"))
FILL = rf"(?:{words('filler', anchored=True)}|[\s:(])*"
PLAIN = regex(  # between two figures: nothing but "and", "vs", a comma; the unit of figures in brackets: (62 ± 10) min
    rf"(?:\)\s?[A-Za-zμ%/°分次岁天年月周]{{1,8}})?[\s)%]*(?:[、/,|]|,?\s*{words('compare', anchored=True)})?{FILL}$"
)

LABELLED = regex(r"\s?\([^()0-9]{1,40}\)(?=[,、;\s和与及])")  # 4.6 (quarterly), 4.3 (monthly)

_EXPECTED = {
    **dict.fromkeys(SHARES, ("share",)),
    **dict.fromkeys(RATIOS, ("ratio",)),
    "count": ("count",),
    "number": ("value", "count", "ratio"),
    "duration": ("time",),
    "age": ("age", "time"),
    "dose": ("dose",),
    "frequency": ("frequency", "rate"),
    "rate": ("rate",),
    "fold": ("ratio",),
    "measurement": ("value", "money", "dose"),
}
MORE_THAN = regex(  # 2 days sooner than
    rf"\s{words('difference', 'sooner', anchored=True)}(?![^,;()。]*[0-9])[^,;()。]*?than(?![a-z])"
)
AND_LAST = regex(rf"\s(?:and|but){FILL}$")
UP_FROM = regex(rf"[,\s](?:up|down)\sfrom{FILL}$")
_DESIGN = frozenset(("follow_up", "sample_size", "age", "cutoff", "dose"))  # nobody tells by how many per cent they changed
_CHANGEABLE = ("value", "time", "count", "rate", "dose", "money")
_BREAK = regex(r"[()\[\];。]|(?<![0-9]),|,(?![0-9]{3}(?![0-9]))")
_ADJECTIVE = regex(r"(?<=[A-Za-z])-[a-z]{4}")


class Part(Enum):
    """The part a figure plays in its sentence."""

    RESULT = "value"
    SAMPLE = "n"
    RATIO = "ratio"  # may stand alone or qualify the figures before it
    INTERVAL = "interval"
    P_VALUE = "p"
    DOSE = "dose"
    TIME = "time"
    BOUND = "threshold"
    NOTHING = ""


@dataclass(slots=True)
class Mention:
    """A quantity, its part, and where it stands: the number of its clause, the offset of the parenthesis around it (-1: none)."""

    quantity: Quantity
    part: Part
    clause: int
    parenthesis: int = -1

    @property
    def start(self) -> int:
        return self.quantity.span.start

    @property
    def end(self) -> int:
        return self.quantity.span.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is the whole document, folded and its citation markers blanked; all offsets are the document's."""

    text: str
    span: Span
    clauses: tuple[Span, ...]
    hits: tuple[Hit, ...]
    quantities: tuple[Quantity, ...]
    hit_starts: tuple[int, ...]
    quantity_starts: tuple[int, ...]
    clause_starts: tuple[int, ...]
    markers: tuple[Marker, ...] = ()
    heads: tuple[str, ...] = ()  # of the columns of its table, if it is a row

    def head_at(self, offset: int) -> str:
        """The head of the column an offset stands in; nothing in running text."""
        column = self.text.count("|", self.span.start, offset) if self.heads else 0
        return self.heads[column] if column < len(self.heads) else ""

    def clause_at(self, offset: int) -> int:
        """The number of the clause that `offset` stands in, or of the last one before it."""
        return max(0, bisect_right(self.clause_starts, offset) - 1)

    def hits_from(self, start: int, end: int) -> tuple[Hit, ...]:
        """The terms that start between two offsets."""
        return self.hits[bisect_left(self.hit_starts, start) : bisect_left(self.hit_starts, end)]

    def quantities_from(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that start between two offsets."""
        return self.quantities[bisect_left(self.quantity_starts, start) : bisect_left(self.quantity_starts, end)]

    def clause_of(self, mention: Mention) -> Span:
        return self.clauses[mention.clause]


def read_sentence(
    text: str, span: Span, quantities: tuple[Quantity, ...], markers: tuple[Marker, ...] = (), heads: tuple[str, ...] = ()
) -> Sentence:
    """The sentence at `span` with its clauses and the terms that can name or part measures."""
    hits = tuple(
        hit._replace(span=Span(hit.span.start + span.start, hit.span.end + span.start))
        for hit in find(text[span.start : span.end], "measures", "events", "diseases")
        if not _ADJECTIVE.match(text, hit.span.end + span.start)  # volume-based, dose-dense
    )
    clauses = tuple(_clauses(text, span))
    return Sentence(
        text,
        span,
        clauses,
        hits,
        quantities,
        tuple(hit.span.start for hit in hits),
        tuple(quantity.span.start for quantity in quantities),
        tuple(clause.start for clause in clauses),
        markers,
        heads,
    )


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """Stretches between commas and semicolons that stand outside parentheses; at least one."""
    depth, start = 0, span.start
    for match in _BREAK.finditer(text, span.start, span.end):
        sign = match[0]
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield Span(start, match.start())
            start = match.end()
    if start < span.end or start == span.start:
        yield Span(start, span.end)


@cache
def _expects(field: str) -> frozenset[str]:
    return frozenset(field.split())


def fits(hit: Hit, quantity: Quantity, changing: bool) -> bool:
    """Whether a figure of this kind can be one of the measure: a share of a rate, months of a survival time.

    A change (`changing`) may be told in per cent, or as a multiple, of anything that has a value. Events have shares and counts.
    """
    expected = _expects(hit.term.fields.get("expects", "share rate count"))
    kind = quantity.kind
    if not expected.isdisjoint(_EXPECTED.get(kind, ())):
        return True
    if kind == "number" and "share" in expected and quantity.decimals > 1:
        return quantity.high is not None and quantity.high <= 1  # a sensitivity of 0.91
    if kind == "count":
        return quantity.decimals > 0 and "value" in expected  # 10.3 letters are a value, whatever they count
    changed = changing and (kind in SHARES or kind == "fold") and hit.term.id not in _DESIGN
    return changed and not expected.isdisjoint(_CHANGEABLE)


def plain(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but a comma, "and" or "vs" stands between two figures, or before that the arm of the first: (monthly)."""
    label = LABELLED.match(sentence.text, start, end)
    if label is not None and not sentence.hits_from(start, label.end()):
        start = label.end()
    return PLAIN.match(sentence.text[start:end]) is not None


def alike(first: Quantity, second: Quantity) -> bool:
    """Whether two figures can be those of one measure in two arms: shares of any kind, durations in any unit."""
    kind, other = first.kind, second.kind
    if (kind in SHARES and other in SHARES) or kind == other == "duration":
        return True
    return kind == other and first.unit == second.unit
