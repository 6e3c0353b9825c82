"""The tables of `verify claims`, `verify refs` and `verify rules`, and the page of `verify explain`, for a `rich` Console."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rich.console import Console
from rich.text import Text as Styled

from verify.model import BlockKind, Claim, Evidence, Language, Match, Record, Review, Severity, Text
from verify.rules import Example, Rule
from verify.rules.catalog import Explanation
from verify.writers.cells import clean, crop, width, wrap
from verify.writers.console import STANDING_STYLE, STYLE
from verify.writers.summary import cited_by, in_order, standings_in_order
from verify.writers.words import language_of, measure, table, word

ROOMY = 110  # columns from which on a table has room for what can also be read elsewhere in it
_SKIPPED = 48  # cells shown of a block that was not read
_GAP = 2


class Part(NamedTuple):
    """A paragraph of a table cell."""

    text: str
    style: str = ""


Cell = tuple[Part, ...]


class Column(NamedTuple):
    """A column by the key of its heading. `share` 0 takes what its widest cell needs; others divide what is left."""

    label: str
    share: int = 0
    right: bool = False


def reading(
    console: Console, review: Review, markers: Text, forms: Mapping[str, int], entries: Text, *, language: Language | None = None
) -> None:
    """Print what was recognised of an article: language, form of the markers and why, form of the list, what was skipped and why.

    `markers` says why that form of marker was chosen, `forms` how many candidates each form had, `entries` how the list tells its
    entries apart.
    """
    spoken = language_of(review.document, language)
    document = review.document
    lines = [
        word("explain.language", spoken, name=word(f"language.{document.language}", spoken)),
        word("explain.markers", spoken, why=markers.in_(spoken), n=len(review.citations)),
        word("explain.forms", spoken, forms=", ".join(f"{_named('style', form, spoken)} {n}" for form, n in forms.items()) or "-"),
        word("explain.list" if review.references else "explain.no_list", spoken, n=len(review.references), how=entries.in_(spoken)),
    ]
    skipped = list(document.body(BlockKind.BOILERPLATE))
    lines.append(word("explain.skipped", spoken, n=len(skipped)))
    for line in lines:
        _paragraph(console, line)
    for block in skipped:
        text = clean(document.slice(block.span))
        why = _named("skip", block.why, spoken)
        _paragraph(console, f"  {document.place(block.span.start).line:>5}  {why}: {crop(text, _SKIPPED)}")
    print_line(console, Styled(""))


def _named(prefix: str, key: str, language: Language) -> str:
    """The word for a style or a reason; the key itself where a reader of another package gave it."""
    return word(f"{prefix}.{key}", language) if f"{prefix}.{key}" in table() else key


def claims_table(console: Console, review: Review, *, language: Language | None = None) -> None:
    """Print the claims of an article: line, quote, measure, figures, citations and how they were found, standing."""
    spoken = language_of(review.document, language)
    if not review.claims:
        print_line(console, Styled(word("say.no_figures", spoken)))
        return
    roomy = console.width >= ROOMY
    columns = [Column("line", right=True), Column("quote", 5), Column("measure", 2), Column("figures", 2), Column("citations", 2)]
    columns.append(Column("verdict", 2))
    rows = []
    for claim, stand in zip(review.claims, standings_in_order(review), strict=True):
        row = [
            (Part(str(review.document.place(claim.span.start).line), "dim"),),
            (Part(review.document.slice(claim.span)),),
            (Part(measure(claim.measure, spoken)),),
            tuple(Part(f.quantity.text + (f" ({f.arm})" if f.arm else "")) for f in claim.figures),
            _citations(claim, spoken),
            (Part(word(f"verdict.{stand}", spoken), STANDING_STYLE[stand]),),
        ]
        rows.append(row)
    print_table(console, spoken, columns, rows, leave_out=() if roomy else ("figures",))
    print_line(console, Styled(word("count.claims", spoken, n=len(review.claims)), "bold"))


def refs_table(console: Console, review: Review, *, language: Language | None = None) -> None:
    """Print the reference list as understood: key, first author, year, journal, title, DOI, how often cited, problems."""
    spoken = language_of(review.document, language)
    if not review.references:
        print_line(console, Styled(word("say.no_references", spoken)))
        return
    columns = [Column("key", right=True), Column("first_author", 3), Column("year"), Column("container", 3), Column("title", 6)]
    columns += [Column("doi", 3), Column("cited", right=True), Column("work"), Column("reasons", 3), Column("problems")]
    cited = cited_by(review)
    found = problems(review)
    asked = any(held.reasons or not held.source for held in review.evidence.values())  # a references folder was
    rows = []
    for reference in review.references:
        record = reference.record
        texts = [reference.key, first_author(record), str(record.year or ""), record.container_title or record.publisher]
        texts += [record.title, record.doi, str(len(cited.get(reference.key, ())))]
        row: list[Cell] = [(Part(text),) for text in texts]
        row += _work(review.evidence.get(reference.key), spoken)
        rows.append([*row, tuple(Part(rule, STYLE[severity]) for rule, severity in found[reference.key])])
    leave_out = (() if console.width >= ROOMY else ("doi", "reasons")) + (() if asked else ("work", "reasons"))
    print_table(console, spoken, columns, rows, leave_out=leave_out)
    print_line(console, Styled(word("count.references", spoken, n=len(review.references)), "bold"))


def rules_table(console: Console, listed: Iterable[Rule], *, language: Language) -> None:
    """Print every rule with its severity and summary, by category."""
    columns = [Column("rule"), Column("severity"), Column("summary", 1)]
    rows: list[list[Cell]] = []
    category = None
    for rule in listed:
        if rule.category is not category:
            category = rule.category
            rows.append([(Part(category.heading.in_(language), "bold"),), (), ()])
        severity = Part(word(f"severity.{rule.severity}", language), STYLE[rule.severity])
        rows.append([(Part(rule.name),), (severity,), (Part(rule.summary.in_(language)),)])
    print_table(console, language, columns, rows)


def explanation(console: Console, rule: Explanation, *, language: Language) -> None:
    """Print all that a rule says of itself."""
    head = Styled(rule.name, "bold").append(f"  {word(f'severity.{rule.severity}', language)}", STYLE[rule.severity])
    print_line(console, head.append(f"  {word(f'confidence.{rule.confidence}', language)} · {rule.category}", "dim"))
    _paragraph(console, rule.summary)
    for label, text in (("why", rule.why), ("known_problems", rule.known_problems)):
        if text:
            _heading(console, word(f"label.{label}", language))
            _paragraph(console, text)
    for label, examples in (("bad", rule.bad), ("good", rule.good)):
        if examples:
            _heading(console, word(f"label.{label}", language))
        for example in examples:
            _example(console, example, language)
    if rule.sources:
        _heading(console, word("label.sources", language))
        for source in rule.sources:
            _paragraph(console, f"- {source}")


def verdict(console: Console, match: Match, *, language: Language) -> None:
    """Print one sentence held against one source: the verdict, why, the arithmetic, the passage."""
    head = Styled(word(f"verdict.{match.verdict}", language), STANDING_STYLE[match.verdict.value])
    print_line(console, head.append(f"  {match.reason}" if match.reason else "", "dim"))
    for label, text in (("comparison", match.explanation.in_(language)), ("working", match.working), ("passage", match.quote)):
        if text:
            _heading(console, word(f"label.{label}", language))
            _paragraph(console, text)


def first_author(record: Record) -> str:
    """The first author as a list of references would name it."""
    if not record.authors:
        return ""
    name = record.authors[0]
    shown = name.literal or " ".join(part for part in (name.family, name.given) if part)
    if len(record.authors) == 1 and not record.more_authors:
        return shown
    return shown + (" et al." if not "\u3400" <= shown[-1] <= "\u9fff" else "等")


def problems(review: Review) -> dict[str, list[tuple[str, Severity]]]:
    """For each reference key, the rules that speak of the entry itself, not of a claim that cites it; each once."""
    found: dict[str, list[tuple[str, Severity]]] = defaultdict(list)
    for flag in in_order(review.flags):
        if (
            flag.reference
            and flag.claim is None
            and flag.suppressed is None
            and (flag.rule, flag.severity) not in found[flag.reference]
        ):
            found[flag.reference].append((flag.rule, flag.severity))
    return found


def _work(held: Evidence | None, language: Language) -> tuple[Cell, Cell]:
    """Which work of the references folder an entry is, and why it is that one, or none."""
    if held is None:
        return (), ()
    if held.source:
        return (Part(held.source),), (Part(", ".join(word(f"reason.{reason}", language) for reason in held.reasons), "dim"),)
    told = word("say.rivals", language, works=", ".join(held.rivals)) if held.rivals else word("say.unknown_work", language)
    return (Part("?" if held.rivals else "–", "yellow"),), (Part(told, "yellow"),)


def _citations(claim: Claim, language: Language) -> Cell:
    if not claim.citations:
        return (Part(word("scope.none", language), "dim"),)
    return (Part(", ".join(claim.citations)), Part(word(f"scope.{claim.scope}", language), "dim"))


# ------------------------------------------------------------------------------------------------ layout


def print_table(
    console: Console, language: Language, columns: list[Column], rows: list[list[Cell]], *, leave_out: tuple[str, ...] = ()
) -> None:
    """Print rows under headings, broken like all text here: rich would part a number from its per cent sign.

    A rule below the headings is drawn only on a terminal.
    """
    kept = [i for i, column in enumerate(columns) if column.label not in leave_out]
    columns = [columns[i] for i in kept]
    headings: list[Cell] = [(Part(word(f"label.{column.label}", language), "bold"),) for column in columns]
    rows = [[row[i] for i in kept] for row in rows]
    widths = _widths(columns, [headings, *rows], console.width)
    lines = list(_row(columns, headings, widths))
    if console.is_terminal:
        lines.append(Styled("─" * min(console.width, sum(widths) + _GAP * (len(widths) - 1)), "dim"))
    for row in rows:
        lines += _row(columns, row, widths)
    print_line(console, Styled("\n").join(lines))


def _widths(columns: list[Column], rows: list[list[Cell]], room: int) -> list[int]:
    """Cells for each column: what it needs, unless the columns that share need more than there is."""
    needs = [max(width(part.text) for row in rows for part in row[i] or (Part(""),)) for i in range(len(columns))]
    left = room - _GAP * (len(columns) - 1)
    open_ = [i for i, column in enumerate(columns) if column.share]
    left -= sum(need for i, need in enumerate(needs) if i not in open_)
    widths = list(needs)
    while open_:
        total = sum(columns[i].share for i in open_)
        easy = [i for i in open_ if needs[i] * total <= left * columns[i].share]
        for i in easy or open_:
            widths[i] = needs[i] if easy else max(8, left * columns[i].share // total)
        left -= sum(widths[i] for i in easy)
        open_ = [i for i in open_ if i not in easy] if easy else []
    return widths


def _row(columns: list[Column], row: list[Cell], widths: list[int]) -> Iterator[Styled]:
    cells = [
        [(line, part.style) for part in cell for line in wrap(part.text, room)] for cell, room in zip(row, widths, strict=True)
    ]
    for n in range(max(len(cell) for cell in cells)):
        line = Styled()
        for column, cell, room in zip(columns, cells, widths, strict=True):
            text, style = cell[n] if n < len(cell) else ("", "")
            padding = " " * (room - width(text))
            line.append(padding if column.right else "").append(text, style).append("" if column.right else padding).append(
                " " * _GAP
            )
        line.rstrip()
        yield line


def print_line(console: Console, line: Styled) -> None:
    """Print a line as it is, however long."""
    console.print(line, soft_wrap=True, highlight=False)


def _heading(console: Console, text: str) -> None:
    print_line(console, Styled())
    print_line(console, Styled(text, "bold"))


def _paragraph(console: Console, text: str) -> None:
    for paragraph in text.splitlines() or [""]:
        for line in wrap(paragraph, min(console.width, 100) - 2):
            print_line(console, Styled(f"  {line}"))


def _example(console: Console, example: Example, language: Language) -> None:
    for line in example.article.strip().splitlines():
        _paragraph(console, f"| {line}")
    for work in example.works:
        for line in ("-- references/ --", *work.strip().splitlines()):
            _paragraph(console, f"| {line}")
    for key, text in example.sources.items():
        _paragraph(console, crop(f"{word('label.source', language)} [{key}]: {' '.join(text.split())}", 4 * console.width))
