"""The nouns of verify. Read this file first.

Every noun is frozen, typed and free of I/O; a stage of the pipeline takes some of them and returns others. Offsets count
characters of `Document.text`; `Document.place` says where a character stands in the author's own file. Figures are exact
decimals: a printed number keeps the number of decimals it was printed with, because that is its precision.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal, NamedTuple

Language = Literal["zh", "en"]
Comparator = Literal["=", "~", "<", ">", "<=", ">="]
Audience = Literal["hcp", "patient", "public"]


class Text(NamedTuple):
    """The same words for a Chinese and for an English reader."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


NO_WORDS = Text("", "")


# ------------------------------------------------------------------------------------------------ documents


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters of `Document.text`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Place:
    """Where a character stands in the author's file: 1-based line and column, page if the file has pages, 0-based offset."""

    line: int
    column: int
    offset: int
    page: int | None = None


class Box(NamedTuple):
    """A rectangle on a page in PDF points (1/72 inch) of the page's own coordinates: from the lower left corner, upwards."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a line is printed: character i of it between edges[i] and edges[i + 1], from bottom to top, as in `Box`."""

    bottom: float
    top: float
    edges: Sequence[float]

    def cut(self, start: int, end: int) -> Box:
        last = len(self.edges) - 1
        return Box(self.edges[min(start, last)], self.bottom, self.edges[min(end, last)], self.top)


@dataclass(frozen=True, slots=True)
class Anchor:
    """From character `at` of `Document.text` on, text and file run in step, until the next anchor."""

    at: int
    place: Place


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    CAPTION = "caption"
    REFERENCE = "reference"  # the reference list, whole or in part, with the author's line breaks kept
    NOTE = "note"
    BOILERPLATE = "boilerplate"  # nothing an editor answers for: biography, share footer, copyright, view counts


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document of one kind; `why` tells how a boilerplate block was recognised."""

    kind: BlockKind
    span: Span
    level: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment of the author's file, without `<!--` and `-->`. It is no text; `line` and `last_line` are its lines there."""

    text: str
    line: int
    last_line: int


@dataclass(frozen=True)
class Document:
    """An article or a source as running text: wrapped lines joined, page furniture out of the way, every character placed.

    `superscripts` are spans the format itself sets high; `citations` and `references` are those the format itself states
    (a JATS xref, a Pandoc key, a .bib beside the article): extraction trusts them before it reads the text.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    language: Language
    anchors: tuple[Anchor, ...]
    superscripts: tuple[Span, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    date: str | None = None
    lines: tuple[str, ...] = ()  # the author's lines, for showing the place of a flag
    strips: tuple[Strip, ...] = ()  # where each of `lines` is printed, if the file has pages
    comments: tuple[Comment, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)  # what the format itself states: title, date, audience, kind

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @cached_property
    def _starts(self) -> list[int]:
        return [anchor.at for anchor in self.anchors]

    def place(self, offset: int) -> Place:
        """The place of character `offset`; one past the last character is a place too."""
        i = max(0, bisect.bisect_right(self._starts, offset) - 1)
        anchor = self.anchors[i]
        step = offset - anchor.at
        place = anchor.place
        return Place(place.line, place.column + step, place.offset + step, place.page)

    def source_span(self, span: Span) -> Span:
        """`span` in offsets of the author's file. The end is that of the last character, so a wrapped line counts no gap."""
        start = self.place(span.start).offset
        end = self.place(max(span.start, span.end - 1)).offset + 1 if span.end > span.start else start
        return Span(start, max(start, end))

    def box(self, span: Span) -> Box | None:
        """The rectangle around `span` on the page where it begins; None if the file has no pages."""
        if not self.strips:
            return None
        page = self.place(span.start).page
        boxes: list[Box] = []
        at, end = span.start, max(span.end, span.start + 1)
        while at < end:
            first = self.place(at)
            following = bisect.bisect_right(self._starts, at)
            stop = min(end, self._starts[following]) if following < len(self._starts) else end
            if first.page == page:
                boxes.append(self.strips[first.line - 1].cut(first.column - 1, first.column - 1 + stop - at))
            at = stop
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return Box(min(lefts), min(bottoms), max(rights), max(tops))

    def body(self, *kinds: BlockKind) -> Iterator[Block]:
        """Blocks of the given kinds, in order."""
        return (block for block in self.blocks if block.kind in kinds)


# ------------------------------------------------------------------------------------------------ references


@dataclass(frozen=True, slots=True)
class Name:
    """A person (`family`, `given`) or an organisation (`literal`)."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def to_csl(self) -> dict[str, str]:
        if self.literal:
            return {"literal": self.literal}
        return {k: v for k, v in (("family", self.family), ("given", self.given)) if v}


@dataclass(frozen=True, slots=True)
class Record:
    """Bibliographic data of one work, under CSL's names; empty where the citation does not say.

    Used for a work as cited and as found, so that a defect of a reference is a comparison of fields.
    """

    type: str = "article-journal"
    authors: tuple[Name, ...] = ()
    title: str = ""
    container_title: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    volume: str = ""
    issue: str = ""
    page: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    publisher: str = ""
    publisher_place: str = ""
    edition: str = ""
    genre: str = ""
    language: str = ""
    more_authors: bool = False  # the citation says "et al." or 等

    def to_csl(self) -> dict[str, Any]:
        """CSL-JSON, version 1.0.2, without empty fields."""
        csl: dict[str, Any] = {"type": self.type}
        if self.authors:
            csl["author"] = [name.to_csl() for name in self.authors]
        if self.year is not None:
            parts = [self.year]
            if self.month is not None:
                parts.append(self.month)
                if self.day is not None:
                    parts.append(self.day)
            csl["issued"] = {"date-parts": [parts]}
        pairs = {
            "title": self.title,
            "container-title": self.container_title,
            "volume": self.volume,
            "issue": self.issue,
            "page": self.page,
            "DOI": self.doi,
            "PMID": self.pmid,
            "URL": self.url,
            "publisher": self.publisher,
            "publisher-place": self.publisher_place,
            "edition": self.edition,
            "genre": self.genre,
            "language": self.language,
        }
        csl.update({key: value for key, value in pairs.items() if value})
        return csl


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the reference list: `key` is its number, or its position in an unnumbered list, or its citation key."""

    key: str
    span: Span
    raw: str
    record: Record


class MarkerStyle(StrEnum):
    FLAT = "flat"  # a superscript flattened to plain digits: 死亡风险20%14
    BRACKET = "bracket"
    PAREN = "paren"
    SUPERSCRIPT = "superscript"
    CIRCLED = "circled"
    AUTHOR_YEAR = "author-year"
    KEY = "key"  # [@smith2020], [^1], a JATS xref


@dataclass(frozen=True, slots=True)
class Citation:
    """One marker in the text and the keys it points at, ranges expanded."""

    span: Span
    keys: tuple[str, ...]
    style: MarkerStyle = MarkerStyle.BRACKET


# ------------------------------------------------------------------------------------------------ claims


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed figure: an interval in `unit` with a printed precision.

    `kind` is one of percent, percentage_point, count, fraction, duration, age, dose, frequency, rate, fold, hazard_ratio,
    odds_ratio, risk_ratio, p_value, interval, measurement, number. `low` equals `high` for a point; None is an open end. `unit` is
    a UCUM code, "1" for what has none. `decimals` counts the printed decimals of the coarser end, below zero
    where its last digit counts tens or more (429.2万: -3). A fraction n/N keeps both counts.
    """

    span: Span
    text: str
    kind: str
    low: Decimal | None
    high: Decimal | None
    unit: str = "1"
    comparator: Comparator = "="
    decimals: int = 0
    numerator: int | None = None
    denominator: int | None = None
    level: Decimal | None = None  # of a confidence interval, in per cent
    spread: Decimal | None = None  # what stands after ± in 92.3 ± 6.1: a standard deviation or error

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def end(self) -> int:
        return self.span.end

    @property
    def value(self) -> Decimal | None:
        """The point, or the closed end of a bound; None for a range."""
        if self.low is None:
            return self.high
        return self.low if self.high is None or self.high == self.low else None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its part of a claim: which arm it belongs to, what statistic it is (value, n, p, interval, ratio, baseline)."""

    quantity: Quantity
    arm: str | None = None
    statistic: str = "value"


class Scope(StrEnum):
    """How a claim got its citations."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    LEAD_IN = "lead-in"
    PARAGRAPH = "paragraph"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Claim:
    """One measure with its figures, as the article states it, and the references it leans on.

    `relation` is point, range, bound, comparison or change. `id` is a hash of the folded sentence and the measure, so it survives
    moved lines and reflowed text.
    """

    id: str
    span: Span
    measure: str
    relation: str
    figures: tuple[Figure, ...]
    population: str | None = None
    time_point: str | None = None
    direction: str | None = None  # up, down, better, worse, none
    citations: tuple[str, ...] = ()
    scope: Scope = Scope.NONE
    sentence: Span | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A figure in its part of a statement.

    `statistic` is value, count, from, to, change, difference, ratio, p, interval, spread, time or condition; the last two say when
    or for whom another figure holds. `near` is the text that speaks of this figure alone, `shared` what it has in common with its
    neighbours, `label` the name that comes to it by order ("3.1% and 4.2%, respectively"). `unit` numbers the group of figures
    that stand together. All spans are of the document.
    """

    quantity: Quantity
    statistic: str
    near: tuple[Span, ...] = ()
    shared: tuple[Span, ...] = ()
    trail: tuple[Span, ...] = ()  # what was said of the figures before it in the sentence: inherited unless it says otherwise
    label: tuple[Span, ...] = ()
    unit: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or a line of a table with the part each of its figures plays; one without figures still says something."""

    span: Span
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A document made ready for comparing: `text` is its text folded with citation markers made blank, offsets unchanged.

    What it states is read when first asked for; a claim that repeats a sentence of its source needs no more than the sentences.
    """

    document: Document
    text: str
    sentences: tuple[Span, ...]
    read: Callable[[Reading], tuple[Statement, ...]] = field(repr=False, compare=False)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """One for each of `sentences`, in their order."""
        return self.read(self)


# ------------------------------------------------------------------------------------------------ evidence and verdicts


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one cited work: its record as found, and its text if any was at hand.

    `source` is empty where the library was asked and does not know the work, or not which of the `rivals` it is.
    """

    key: str
    source: str
    record: Record | None = None
    document: Document | None = None
    complete: bool = False  # True: the full text; False: an abstract or notes
    reasons: tuple[str, ...] = ()  # why the source is the work cited: the fields that agree
    rivals: tuple[str, ...] = ()  # ids of works that fit alike
    differences: tuple[str, ...] = ()  # CSL's names of the fields in which the entry contradicts the record
    failure: str = ""  # why its text could not be read


class Verdict(StrEnum):
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not-found"
    NO_SOURCE = "no-source"


@dataclass(frozen=True, slots=True)
class Match:
    """A claim held against one reference. `reason` names the rule that a contradiction falls under; `working` is the arithmetic."""

    claim: str
    reference: str
    verdict: Verdict
    reason: str = ""
    quote: str = ""
    explanation: Text = NO_WORDS
    working: str = ""
    confidence: Confidence | None = None


# ------------------------------------------------------------------------------------------------ the references folder


@dataclass(frozen=True, slots=True)
class Holding:
    """A work of the references folder, and where the articles cite it: (article, reference key)."""

    id: str
    record: Record
    extent: Literal["full", "abstract", "none"]  # how much of its text is there
    findings: int
    cited: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A work that articles cite and the folder does not have, or has several that fit alike."""

    record: Record
    raw: str
    cited: tuple[tuple[str, str], ...]
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What becomes of one work of an imported file. `says` names the fields added, the rivals, or what is wrong with it."""

    source: str
    outcome: Literal["new", "merged", "unchanged", "ambiguous", "failed"]
    id: str = ""
    title: str = ""
    says: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------------------ flags


class Severity(StrEnum):
    """SARIF's words, so that no output needs a mapping."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        return ("note", "warning", "error").index(self.value)


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a flag does not count: a comment, an entry of verify.yaml, or an accepted decision."""

    kind: Literal["comment", "settings", "decision"]
    reason: str


@dataclass(frozen=True, slots=True)
class Ignore:
    """One entry of `ignore:` in verify.yaml: the flags of `rule`, of `claim`, or of both together, in the articles below `path`."""

    reason: str
    rule: str = ""
    claim: str = ""
    path: str = ""
    until: str = ""  # ISO date after which it no longer counts
    line: int = 0  # in verify.yaml


@dataclass(frozen=True, slots=True)
class Flag:
    """Something an editor must look at. It says that article and source differ, never that the article is wrong."""

    rule: str
    message: Text
    span: Span
    severity: Severity
    confidence: Confidence = Confidence.HIGH
    claim: str | None = None
    reference: str | None = None
    evidence: str = ""  # quoted from the source or from elsewhere in the article
    hint: Text | None = None
    basis: tuple[str, ...] = ()  # provisions, laws or papers: id, and link where there is one
    working: str = ""  # the arithmetic, as a formula
    suppressed: Suppression | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What kind of document this is and whom it addresses, with the reasons."""

    audience: Audience
    kind: str = "article"
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Review:
    """All that is known of one article: what a rule sees and a writer shows."""

    document: Document
    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    claims: tuple[Claim, ...]
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    matches: tuple[Match, ...] = ()
    flags: tuple[Flag, ...] = ()
    figures: tuple[Quantity, ...] = ()  # all that are printed, of claims or not
    profile: Profile = Profile("hcp")
    today: str = ""  # ISO date the review was made for; what "in the future" means

    def to_dict(self) -> dict[str, Any]:
        """The documented JSON form; offsets are those of the author's file."""
        from verify.writers.json import review_dict

        return review_dict(self)


@dataclass(frozen=True, slots=True)
class Failure:
    """An article or a source that could not be checked, and why."""

    path: str
    message: str
    line: int | None = None
    zh: str = ""  # the message in Chinese, where it was written

    def in_(self, language: Language) -> str:
        return self.zh if language == "zh" and self.zh else self.message


@dataclass(frozen=True)
class Run:
    """Everything one command found: what a writer and the gate see."""

    reviews: tuple[Review, ...]
    failures: tuple[Failure, ...] = ()
