"""The tables of `verify claims`, `verify refs` and `verify rules`, and the page of `verify explain`, for a `rich` Console."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from verify.model import Claim, Language, Name, Reference, Review, Severity
from verify.rules import Example, Rule
from verify.rules.catalog import Explanation
from verify.writers.cells import clean, crop, wrap
from verify.writers.console import STANDING_STYLE, STYLE
from verify.writers.summary import cited_by, in_order, standings_in_order
from verify.writers.words import language_of, measure, word

_ROOMY = 110  # columns from which on a table has room for what can also be read elsewhere in it


def claims_table(console: Console, review: Review, *, language: Language | None = None) -> None:
    """Print the claims of an article: line, quote, measure, figures, citations and how they were found, standing."""
    spoken = language_of(review.document, language)
    if not review.claims:
        console.print(word("say.no_figures", spoken), markup=False)
        return
    roomy = console.width >= _ROOMY
    table = _table(console)
    _columns(table, spoken, "line", right=True)
    _columns(table, spoken, "quote", ratio=5)
    _columns(table, spoken, "measure", ratio=2)
    if roomy:
        _columns(table, spoken, "figures", ratio=2)
    _columns(table, spoken, "citations", ratio=1)
    _columns(table, spoken, "verdict", ratio=2)
    for claim, stand in zip(review.claims, standings_in_order(review), strict=True):
        cells = [
            Styled(str(review.document.place(claim.span.start).line), "dim"),
            Styled(clean(review.document.slice(claim.span))),
            Styled(measure(claim.measure, spoken)),
        ]
        if roomy:
            cells.append(Styled("\n".join(_figures(claim))))
        cells += [_citations(claim, spoken), Styled(word(f"verdict.{stand}", spoken), STANDING_STYLE[stand])]
        table.add_row(*cells)
    console.print(table, soft_wrap=False)
    console.print(word("count.claims", spoken, n=len(review.claims)), style="bold", markup=False, highlight=False)


def refs_table(console: Console, review: Review, *, language: Language | None = None) -> None:
    """Print the reference list as understood: key, first author, year, journal, title, DOI, how often cited, problems."""
    spoken = language_of(review.document, language)
    if not review.references:
        console.print(word("say.no_references", spoken), markup=False)
        return
    roomy = console.width >= _ROOMY
    table = _table(console)
    _columns(table, spoken, "key", right=True)
    _columns(table, spoken, "first_author", ratio=3)
    _columns(table, spoken, "year")
    _columns(table, spoken, "container", ratio=3)
    _columns(table, spoken, "title", ratio=6)
    if roomy:
        _columns(table, spoken, "doi", ratio=3)
    _columns(table, spoken, "cited", right=True)
    _columns(table, spoken, "problems", ratio=3)
    cited = cited_by(review)
    found = problems(review)
    for reference in review.references:
        record = reference.record
        year = str(record.year) if record.year is not None else ""
        cells = [reference.key, first_author(reference), year, record.container_title or record.publisher, record.title]
        if roomy:
            cells.append(record.doi)
        cells.append(str(len(cited.get(reference.key, ()))))
        lines = [Styled(rule, STYLE[severity]) for rule, severity in found[reference.key]]
        table.add_row(*(Styled(clean(cell)) for cell in cells), Styled("\n").join(lines))
    console.print(table, soft_wrap=False)
    console.print(word("count.references", spoken, n=len(review.references)), style="bold", markup=False, highlight=False)


def rules_table(console: Console, listed: Iterable[Rule], *, language: Language) -> None:
    """Print every rule with its severity and summary, by category."""
    table = _table(console)
    _columns(table, language, "rule")
    _columns(table, language, "severity")
    _columns(table, language, "summary", ratio=1)
    category = None
    for rule in listed:
        if rule.category is not category:
            category = rule.category
            table.add_row(Styled(category.heading.in_(language), "bold"), "", "")
        severity = Styled(word(f"severity.{rule.severity}", language), STYLE[rule.severity])
        table.add_row(Styled(f"  {rule.name}"), severity, Styled(rule.summary.in_(language)))
    console.print(table, soft_wrap=False)


def explanation(console: Console, rule: Explanation, *, language: Language) -> None:
    """Print all that a rule says of itself."""
    head = Styled(rule.name, "bold").append(f"  {word(f'severity.{rule.severity}', language)}", STYLE[rule.severity])
    _line(console, head.append(f"  {word(f'confidence.{rule.confidence}', language)} · {rule.category}", "dim"))
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


def first_author(reference: Reference) -> str:
    """The first author as a list of references would name it."""
    record = reference.record
    if not record.authors:
        return ""
    name: Name = record.authors[0]
    more = " et al." if len(record.authors) > 1 or record.more_authors else ""
    return (name.literal or " ".join(part for part in (name.family, name.given) if part)) + more


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


def _figures(claim: Claim) -> list[str]:
    return [clean(f.quantity.text) + (f" ({f.arm})" if f.arm else "") for f in claim.figures]


def _citations(claim: Claim, language: Language) -> Styled:
    if not claim.citations:
        return Styled(word("scope.none", language), "dim")
    keys = Styled(clean(", ".join(claim.citations)))
    return keys.append(f"\n{word(f'scope.{claim.scope}', language)}", "dim")


def _table(console: Console) -> Table:
    """Lines only where a terminal can draw them; a file or a pipe gets columns and spaces."""
    style = box.SIMPLE_HEAD if console.is_terminal else None
    return Table(box=style, pad_edge=False, padding=(0, 2, 0, 0), expand=True, header_style="bold")


def _columns(table: Table, language: Language, label: str, *, ratio: int | None = None, right: bool = False) -> None:
    heading = word(f"label.{label}", language)
    table.add_column(heading, ratio=ratio, justify="right" if right else "left", no_wrap=ratio is None, overflow="fold")


def _line(console: Console, line: Styled) -> None:
    console.print(line, soft_wrap=True, highlight=False)


def _heading(console: Console, text: str) -> None:
    _line(console, Styled())
    _line(console, Styled(text, "bold"))


def _paragraph(console: Console, text: str) -> None:
    for paragraph in text.splitlines() or [""]:
        for line in wrap(paragraph, min(console.width, 100) - 2):
            _line(console, Styled(f"  {line}"))


def _example(console: Console, example: Example, language: Language) -> None:
    for line in example.article.strip().splitlines():
        _paragraph(console, f"| {line}")
    for key, text in example.sources.items():
        _paragraph(console, crop(f"{word('label.source', language)} [{key}]: {' '.join(text.split())}", 4 * console.width))
