"""Review -> what one article of the HTML report shows: text cut into marked stretches, flags, claims, references.

Pure data for `templates/report.html`. Ids are made of positions, never of the article's words, so that no key or name can reach
an attribute.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from verify.model import Block, BlockKind, Claim, Document, Flag, Language, Match, Review, Span
from verify.writers.segments import Mark, Segment, segments
from verify.writers.summary import Standing, Summary, cited_by, in_order, review_summary, standings_in_order
from verify.writers.words import evidence_label, evidence_of, measure, word

_MOST_TARGETS = 20  # details shown beside one stretch; the list has them all
_TAGS = {BlockKind.LIST: "li", BlockKind.TABLE: "pre"}


def article(review: Review, id: str, language: Language) -> ArticleView:
    """What the report shows of one article; `id` begins every id of it on the page."""
    return _Article(review, id, language).view()


_LABEL = 7  # characters of a heading that names a part ("摘要", "Summary") and not the article


@dataclass(frozen=True, slots=True)
class FlagView:
    """One flag of the side list; `mark` is the id of its first stretch in the text, empty for the article as a whole."""

    id: str
    number: int
    flag: Flag
    where: str
    mark: str
    message: str
    quote: str
    evidence_label: str
    evidence: str
    working: str
    hint: str
    basis: tuple[tuple[str, str, str], ...]  # name of a provision, its link, what to know of its text
    reference: str  # id of its entry

    @property
    def shade(self) -> str:
        return _shade(self.flag)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One row of the claims table."""

    id: str
    claim: Claim
    line: int
    mark: str
    quote: str
    measure: str
    standing: Standing
    matches: tuple[tuple[Match, str], ...]  # with its explanation
    citations: tuple[tuple[str, str], ...]  # key, id of its entry


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """One entry of the reference list, as printed and as read."""

    id: str
    key: str
    text: Markup
    parsed: str
    cited: tuple[tuple[str, int], ...]  # id of the marker in the text, its line
    flags: tuple[FlagView, ...]
    source: str  # key of the word for what text of it is at hand


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block of the article; several blocks of page furniture are one, with `size` telling how many."""

    kind: str
    tag: str
    line: int
    text: Markup
    size: int = 1
    open: bool = False  # furniture that holds a flag is not folded away


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article of the report."""

    id: str
    review: Review
    language: Language
    title: str
    summary: Summary
    blocks: tuple[BlockView, ...]
    flags: tuple[FlagView, ...]
    claims: tuple[ClaimView, ...]
    references: tuple[ReferenceView, ...]
    leftover: Markup


@dataclass
class _Article:
    """Builds the view of one article: numbers its marks, cuts its text, and ties each mark to its flag, claim or entry."""

    review: Review
    id: str
    language: Language
    first: dict[Mark, str] = field(default_factory=dict)  # the id of the first stretch of each mark
    seen: set[tuple[Mark, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.flags = in_order(self.review.flags)
        self.entries: dict[str, str] = {}
        for i, reference in enumerate(self.review.references, 1):
            self.entries.setdefault(reference.key, f"{self.id}-r{i}")
        self.standings = standings_in_order(self.review)

    @property
    def document(self) -> Document:
        return self.review.document

    def view(self) -> ArticleView:
        document = self.document
        spans = [block.span for block in document.blocks] + [reference.span for reference in self.review.references]
        cuts = [at for span in spans for at in (span.start, span.end)]
        pieces = list(segments(len(document.text), self._marks(), cuts))
        starts = _Pieces(pieces)
        blocks = tuple(self._blocks(starts))
        entry_texts = [self._text(starts.within(reference.span)) for reference in self.review.references]
        leftover = Markup("").join(self._leftover(starts))
        flags = tuple(self._flag(i, flag) for i, flag in enumerate(self.flags))
        return ArticleView(
            self.id,
            self.review,
            self.language,
            self._title(),
            review_summary(self.review),
            blocks,
            flags,
            tuple(self._claim(i, claim) for i, claim in enumerate(self.review.claims)),
            tuple(self._references(entry_texts, flags)),
            leftover,
        )

    def _title(self) -> str:
        """What the format states, else the first heading before the text begins that is more than a label, else the file's name."""
        headings = []
        for block in self.document.blocks:
            text = self.document.slice(block.span).strip()
            if block.kind is BlockKind.HEADING:
                headings.append(text.lstrip("#").strip())
            elif block.kind is BlockKind.PARAGRAPH and len(text) > 60:
                break
        heading = next((text for text in headings if len(text) > _LABEL), self.document.name)
        return self.document.meta.get("title", "") or heading

    def _marks(self) -> Iterable[Mark]:
        for i, claim in enumerate(self.review.claims):
            yield Mark(claim.span, "claim", i)
        for i, citation in enumerate(self.review.citations):
            yield Mark(citation.span, "citation", i)
        for i, flag in enumerate(self.flags):
            if flag.span != Span(0, 0):
                yield Mark(flag.span, "flag", i)

    # ---- text

    def _blocks(self, pieces: _Pieces) -> Iterable[BlockView]:
        """The blocks in order, with what stands between them, but without the reference list."""
        furniture: list[Block] = []
        at = 0
        for block in [*self.document.blocks, Block(BlockKind.PARAGRAPH, Span(len(self.document.text), len(self.document.text)))]:
            between = Span(at, block.span.start)
            if self.document.slice(between).strip():
                yield self._block(Block(BlockKind.PARAGRAPH, between), pieces)
            at = max(at, block.span.end)
            if block.kind is BlockKind.BOILERPLATE:
                furniture.append(block)
                continue
            if furniture:
                yield self._furniture(furniture, pieces)
                furniture = []
            if block.kind is not BlockKind.REFERENCE and self.document.slice(block.span).strip():
                yield self._block(block, pieces)

    def _block(self, block: Block, pieces: _Pieces) -> BlockView:
        tag = f"h{min(6, 3 + max(1, block.level))}" if block.kind is BlockKind.HEADING else _TAGS.get(block.kind, "p")
        line = self.document.place(block.span.start).line
        return BlockView(block.kind.value, tag, line, self._text(pieces.within(block.span)))

    def _furniture(self, blocks: list[Block], pieces: _Pieces) -> BlockView:
        inside = [piece for block in blocks for piece in pieces.within(block.span)]
        lines = [Markup("<p>{}</p>").format(self._text(pieces.within(block.span))) for block in blocks]
        flagged = any(mark.kind == "flag" for piece in inside for mark in piece.marks)
        line = self.document.place(blocks[0].span.start).line
        return BlockView("boilerplate", "details", line, Markup("").join(lines), len(blocks), flagged)

    def _leftover(self, pieces: _Pieces) -> Iterable[Markup]:
        """What stands in the reference list and belongs to no entry: nobody may believe it was checked."""
        entries = sorted(reference.span for reference in self.review.references)
        for block in self.document.body(BlockKind.REFERENCE):
            at = block.span.start
            for entry in [*(e for e in entries if e.overlaps(block.span)), Span(block.span.end, block.span.end)]:
                if any(map(str.isalpha, self.document.slice(Span(at, entry.start)))):  # no words: the printed number of the entry
                    yield Markup("<p>{}</p>").format(self._text(pieces.within(Span(at, entry.start))))
                at = max(at, entry.end)

    def _text(self, pieces: Iterable[Segment]) -> Markup:
        return Markup("").join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Segment) -> Markup:
        """One stretch: a link to the list, the table or the entry it belongs to, with the numbers of the flags that begin here."""
        text = self.document.text[piece.start : piece.end]
        if not piece.marks:
            return Markup("{}").format(text)
        flags = sorted((mark.number for mark in piece.marks if mark.kind == "flag"), key=self._weight)
        claims = [mark.number for mark in piece.marks if mark.kind == "claim"]
        citations = [mark.number for mark in piece.marks if mark.kind == "citation"]
        classes = ["m"]
        classes += [f"v-{self.standings[claims[0]]}"] if claims else []
        classes += [f"s-{_shade(self.flags[flags[0]])}"] if flags else []
        classes += ["cite"] if citations else []
        key = next((key for i in citations for key in self.review.citations[i].keys if key in self.entries), "")
        targets = [f"{self.id}-f{i + 1}" for i in flags] + [f"{self.id}-c{i + 1}" for i in claims]
        target = self.entries[key] if key and not flags else targets[0] if targets else ""
        ids = Markup("").join(
            Markup('<span id="{}"></span>').format(self._born(mark)) for mark in piece.begins if mark not in self.first
        )
        begin = [self.flags[mark.number] for mark in piece.begins if mark.kind == "flag"]
        numbers = [mark.number + 1 for mark in piece.begins if mark.kind == "flag"]
        badge = Markup('<b class="n s-{}" aria-hidden="true">{}</b>')
        badges = Markup("").join(badge.format(_shade(flag), number) for flag, number in zip(begin, numbers, strict=True))
        again = piece.marks in self.seen  # the rest of a phrase is the same stop for the keyboard
        self.seen.add(piece.marks)
        if not target:
            return Markup('{}<span class="{}">{}</span>').format(ids, " ".join(classes), text)
        stop = Markup(' tabindex="-1"') if again else ""
        beside = " ".join(targets[:_MOST_TARGETS])
        link = Markup('{}<a class="{}" href="#{}" data-for="{}"{}>{}{}</a>')
        return link.format(ids, " ".join(classes), target, beside, stop, badges, text)

    def _born(self, mark: Mark) -> str:
        """Give a mark the id of its first stretch, to which the lists lead back."""
        self.first[mark] = f"{self.id}-at{mark.kind}{mark.number + 1}"
        return self.first[mark]

    def _weight(self, number: int) -> tuple[bool, int]:
        """What is shown first of several flags: those that count, the most severe."""
        flag = self.flags[number]
        return flag.suppressed is not None, -flag.severity.rank

    # ---- lists

    def _flag(self, i: int, flag: Flag) -> FlagView:
        document = self.document
        whole = flag.span == Span(0, 0)
        place = document.place(flag.span.start)
        return FlagView(
            f"{self.id}-f{i + 1}",
            i + 1,
            flag,
            word("html.whole", self.language) if whole else f"{place.line}:{place.column}",
            self.first.get(Mark(flag.span, "flag", i), ""),
            flag.message.in_(self.language),
            "" if whole else _short(document.slice(flag.span), 90),
            evidence_label(flag, self.language),
            _short(evidence_of(flag, self.language), 700),
            flag.working,
            flag.hint.in_(self.language) if flag.hint else "",
            tuple(self._provision(basis) for basis in flag.basis),
            self.entries.get(flag.reference or "", ""),
        )

    def _provision(self, basis: str) -> tuple[str, str, str]:
        """`CN-ADL-04 https://… [text recalled]` in its parts; only an address of the web is a link."""
        name, _, rest = basis.partition(" ")
        link, _, mark = rest.partition(" ")
        if not link.startswith(("https://", "http://")):
            return basis, "", ""
        return name, link, word("html.recalled", self.language) if mark else ""

    def _claim(self, i: int, claim: Claim) -> ClaimView:
        return ClaimView(
            f"{self.id}-c{i + 1}",
            claim,
            self.document.place(claim.span.start).line,
            self.first.get(Mark(claim.span, "claim", i), ""),
            self.document.slice(claim.span),
            measure(claim.measure, self.language),
            self.standings[i],
            tuple((match, match.explanation.in_(self.language)) for match in self.review.matches if match.claim == claim.id),
            tuple((key, self.entries.get(key, "")) for key in claim.citations),
        )

    def _references(self, texts: list[Markup], flags: tuple[FlagView, ...]) -> Iterable[ReferenceView]:
        cited = cited_by(self.review)
        marks = {c.span.start: self.first.get(Mark(c.span, "citation", i), "") for i, c in enumerate(self.review.citations)}
        for i, (reference, text) in enumerate(zip(self.review.references, texts, strict=True), 1):
            record = reference.record
            names = [name.literal or " ".join(part for part in (name.family, name.given) if part) for name in record.authors[:3]]
            parts = [
                ", ".join(names) + (" …" if len(record.authors) > 3 or record.more_authors else ""),
                str(record.year or ""),
                record.title,
                record.container_title or record.publisher,
                ":".join(part for part in (record.volume, record.page) if part),
                record.doi and f"DOI {record.doi}",
                record.pmid and f"PMID {record.pmid}",
            ]
            yield ReferenceView(
                f"{self.id}-r{i}",
                reference.key,
                text,
                " · ".join(part for part in parts if part.strip()),
                tuple((marks.get(at, ""), self.document.place(at).line) for at in cited.get(reference.key, ())),
                tuple(view for view in flags if view.flag.reference == reference.key and view.flag.claim is None),
                self._at_hand(reference.key),
            )

    def _at_hand(self, key: str) -> str:
        evidence = self.review.evidence.get(key)
        if evidence is None or (evidence.document is None and evidence.record is None):
            return "html.no_text"
        if evidence.document is None:
            return "html.record"
        return "html.fulltext" if evidence.complete else "html.abstract"


class _Pieces:
    """The segments of a text, found by span; every span asked for begins and ends at a cut."""

    def __init__(self, pieces: list[Segment]) -> None:
        self.pieces = pieces
        self.index = {piece.start: i for i, piece in enumerate(pieces)}

    def within(self, span: Span) -> list[Segment]:
        first = last = self.index.get(span.start, len(self.pieces))
        while last < len(self.pieces) and self.pieces[last].end <= span.end:
            last += 1
        return self.pieces[first:last]


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _shade(flag: Flag) -> str:
    """The class that colours a flag: its severity, unless it does not count."""
    return "suppressed" if flag.suppressed else flag.severity.value
