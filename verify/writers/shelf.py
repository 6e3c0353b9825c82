"""The tables of `verify refs list`, `refs missing` and `refs import`, and what they are as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text as Styled

from verify.model import Holding, Intake, Language, Wanted
from verify.writers.tables import ROOMY, Cell, Column, Part, first_author, print_line, print_table
from verify.writers.words import word

_OUTCOME_STYLE = {"new": "green", "merged": "green", "unchanged": "dim", "ambiguous": "yellow", "failed": "red"}


def holdings_table(console: Console, held: Sequence[Holding], *, language: Language) -> None:
    """Print the works of the folder: id, first author, year, journal, title, extent, findings, citing articles."""
    columns = [Column("id"), Column("first_author", 3), Column("year"), Column("container", 3), Column("title", 6)]
    columns += [Column("extent"), Column("findings", right=True), Column("cited_in", 5)]
    rows: list[list[Cell]] = [
        [
            (Part(one.id),),
            (Part(first_author(one.record)),),
            (Part(str(one.record.year or "")),),
            (Part(one.record.container_title or one.record.publisher),),
            (Part(one.record.title),),
            (Part(word(f"extent.{one.extent}", language), "" if one.extent == "full" else "dim"),),
            (Part(str(one.findings)),),
            tuple(Part(f"{article} [{key}]") for article, key in one.cited),
        ]
        for one in held
    ]
    if rows:
        print_table(console, language, columns, rows, leave_out=() if console.width >= ROOMY else ("container",))
    print_line(console, Styled(word("count.works", language, n=len(rows)), "bold"))


def wanted_list(console: Console, wanted: Sequence[tuple[Wanted, str]], *, language: Language) -> None:
    """Print what is wanted: each entry as cited, where, why it was not found, and what to put into PubMed's search field."""
    for want, query in wanted:
        print_line(console, Styled(want.raw, "bold"))
        print_line(
            console,
            Styled(f"  {word('label.cited_in', language)}: {', '.join(f'{article} [{key}]' for article, key in want.cited)}"),
        )
        print_line(console, Styled(f"  {_why(want, language)}", "yellow" if want.rivals else "dim"))
        if query:
            print_line(console, Styled(f"  PubMed: {query}"))
        print_line(console, Styled(""))
    print_line(console, Styled(word("count.wanted", language, n=len(wanted)), "bold"))


def intake_table(console: Console, found: Sequence[Intake], *, dry: bool, language: Language) -> None:
    """Print what became of each work of the imported files, and the counts."""
    columns = [Column("outcome"), Column("id"), Column("title", 5), Column("remarks", 4)]
    rows: list[list[Cell]] = [
        [
            (Part(word(f"outcome.{one.outcome}", language), _OUTCOME_STYLE[one.outcome]),),
            (Part(one.id),),
            (Part(one.title or one.source),),
            (Part(_remark(one, language)),),
        ]
        for one in found
    ]
    if rows:
        print_table(console, language, columns, rows)
    counts = {outcome: sum(one.outcome == outcome for one in found) for outcome in _OUTCOME_STYLE}
    told = " · ".join(f"{n} {word(f'outcome.{outcome}', language)}" for outcome, n in counts.items() if n)
    print_line(console, Styled(told + (f" · {word('say.dry', language)}" if dry else ""), "bold"))


def holdings_data(held: Iterable[Holding]) -> list[dict[str, Any]]:
    """The works of the folder as plain data."""
    return [
        {"id": one.id, "csl": one.record.to_csl(), "extent": one.extent, "findings": one.findings, "cited": _cited(one.cited)}
        for one in held
    ]


def wanted_data(wanted: Iterable[tuple[Wanted, str]]) -> list[dict[str, Any]]:
    """The wanted works as plain data."""
    return [
        {"raw": want.raw, "csl": want.record.to_csl(), "cited": _cited(want.cited), "rivals": list(want.rivals), "pubmed": query}
        for want, query in wanted
    ]


def intake_data(found: Iterable[Intake]) -> list[dict[str, Any]]:
    """What became of each work, as plain data."""
    return [
        {"source": one.source, "outcome": one.outcome, "id": one.id or None, "title": one.title, "says": list(one.says)}
        for one in found
    ]


def _cited(cited: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"article": article, "key": key} for article, key in cited]


def _why(want: Wanted, language: Language) -> str:
    return word("say.rivals", language, works=", ".join(want.rivals)) if want.rivals else word("say.unknown_work", language)


def _remark(one: Intake, language: Language) -> str:
    if one.outcome == "ambiguous":
        return word("say.rivals", language, works=", ".join(one.says))
    return ("+ " if one.outcome == "merged" else "") + ", ".join(one.says)
