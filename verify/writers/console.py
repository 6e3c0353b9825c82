"""What a person reads at the terminal: the flags of each article at their lines, then what was and was not checked.

Everything is printed to a `rich` Console that the caller owns, so width, colour and redirection are decided once, at the edge.
Lines are broken here and not by rich, because a Chinese sentence breaks at characters and a caret must stand under its phrase.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import NamedTuple

from rich.console import Console
from rich.text import Text as Styled

from verify.model import Confidence, Document, Failure, Flag, Language, Review, Run, Severity
from verify.writers.cells import clean, crop, width, window, wrap
from verify.writers.summary import Standing, Summary, in_order, review_summary, spoken_in, summary
from verify.writers.words import evidence_label, evidence_of, language_of, word

STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
STANDING_STYLE: dict[Standing, str] = {
    "supported": "green",
    "contradicted": "bold red",
    "not-found": "yellow",
    "no-source": "dim",
    "uncited": "dim",
    "unchecked": "dim",
}
_INDENT = "      "
_MOST_LINES = 3  # of a phrase that runs over several lines of the file
_MANY = 4  # notes of one rule in an article, from which on they are told together
_MOST_MESSAGES = 12
_MOST_PLACES = 8
_MOST_EVIDENCE = 600  # characters of a quoted source


class Links(NamedTuple):
    """What to point at after the summary; empty where there is none."""

    report: str = ""
    records: str = ""


def write(run: Run, *, language: Language | None = None, columns: int = 80) -> str:
    """The same as plain text of that width, without colour."""
    out = io.StringIO()
    render(Console(file=out, width=columns, color_system=None, force_terminal=False), run, language=language)
    return out.getvalue()


def render(console: Console, run: Run, *, language: Language | None = None, links: Links | None = None) -> None:
    """Print every article that has something to say, then the summary. `language` is forced, or each article's own."""
    for review in run.reviews:
        article(console, review, language=language)
    closing(console, run, language=language, links=links or Links())


def article(console: Console, review: Review, *, language: Language | None = None) -> None:
    """Print one article: its name, its counts, its flags in the order of the text; nothing if there is nothing to say."""
    _print(console, list(_article(console, review, language_of(review.document, language))))


def _article(console: Console, review: Review, language: Language) -> Iterator[Styled]:
    flags = [flag for flag in in_order(review.flags) if flag.suppressed is None]
    if not flags and review.claims:
        return
    name = Styled(clean(review.document.name), "bold")
    yield name.append("  ").append(_severities(review_summary(review), language)) if flags else name
    if not review.claims:
        for line in _indented(word("say.no_figures", language), console.width):
            yield Styled(line.plain, "yellow")
    alike = _alike(flags)
    for _, group in groupby((flag for flag in flags if flag.rule not in alike), key=lambda flag: flag.span):
        here = list(group)
        yield Styled()
        yield from _excerpt(review.document, here[0], console.width, language, plain=not console.is_terminal)
        for flag in here:
            yield from _flag(flag, console.width, language)
    for rule in alike:
        yield Styled()
        yield from _together(review.document, [flag for flag in flags if flag.rule == rule], console.width, language)
    yield Styled()


def _alike(flags: list[Flag]) -> list[str]:
    """Rules whose notes come many times in an article and say the same without evidence: fifty of them would hide an error."""
    rules = Counter(flag.rule for flag in flags if flag.severity is Severity.NOTE and not flag.evidence and not flag.working)
    return [rule for rule, n in rules.items() if n >= _MANY and n == sum(flag.rule == rule for flag in flags)]


def closing(console: Console, run: Run, *, language: Language | None = None, links: Links) -> None:
    """Print the summary: how much was read, how it stands, what could not be checked, where to go on."""
    spoken = language or spoken_in(run)
    counts = summary(run)
    _print(console, list(_summary(run, counts, spoken, console.width, links)))


def _print(console: Console, lines: list[Styled]) -> None:
    if lines:  # at once: a call for each line costs more than the line
        console.print(Styled("\n").join(lines), soft_wrap=True, highlight=False)


# ------------------------------------------------------------------------------------------------ a flag at its place


def _excerpt(document: Document, flag: Flag, room: int, language: Language, *, plain: bool) -> Iterator[Styled]:
    """The place as `file:line:column`, then its lines with the phrase underlined, in the colour of the most severe flag there."""
    span = flag.span
    if span.start == span.end == 0:
        yield Styled(f"{clean(document.name)} ({word('say.whole', language)})", "dim")
        return
    at = document.place(span.start)
    last = document.place(max(span.start, span.end - 1))
    page = f" ({word('say.page', language, n=at.page)})" if at.page else ""
    yield Styled(f"{clean(document.name)}:{at.line}:{at.column}{page}", "dim")
    if not 1 <= at.line <= len(document.lines):
        return
    bar = "|" if plain else "│"
    for number in range(at.line, min(last.line, at.line + _MOST_LINES - 1, len(document.lines)) + 1):
        text = document.lines[number - 1]
        start = at.column - 1 if number == at.line else len(text) - len(text.lstrip())
        end = last.column if number == last.line else len(text.rstrip())
        if number != at.line and not text.strip():
            continue
        shown = window(text, start, end, max(20, room - 9))
        yield Styled.assemble((f"{number:>5} {bar} ", "dim"), shown.text)
        yield Styled.assemble((f"      {bar} ", "dim"), " " * shown.before, ("^" * shown.under, STYLE[flag.severity]))


def _together(document: Document, flags: list[Flag], room: int, language: Language) -> Iterator[Styled]:
    """Notes of one rule: each thing it says once, with the lines of the article it says it of."""
    yield _head(flags[0], language).append(f" ×{len(flags)}", "dim")
    lines: dict[str, list[int]] = {}
    for flag in flags:
        lines.setdefault(flag.message.in_(language), []).append(document.place(flag.span.start).line)
    for message, at in islice(lines.items(), _MOST_MESSAGES):
        shown = list(dict.fromkeys(at))
        where = ", ".join(map(str, shown[:_MOST_PLACES])) + (" …" if len(shown) > _MOST_PLACES else "")
        yield from _indented(message + word("say.lines", language, lines=where), room)
    if len(lines) > _MOST_MESSAGES:
        yield from _indented(word("say.more", language, n=len(lines) - _MOST_MESSAGES), room)
    if hint := flags[0].hint:
        yield from _labelled(word("label.hint", language), hint.in_(language), room, language)


def _head(flag: Flag, language: Language) -> Styled:
    return Styled("  ").append(word(f"severity.{flag.severity}", language), STYLE[flag.severity]).append(f" {flag.rule}", "bold")


def _flag(flag: Flag, room: int, language: Language) -> Iterator[Styled]:
    head = _head(flag, language)
    if flag.confidence is not Confidence.HIGH:
        head.append(f" ({word(f'confidence.{flag.confidence}', language)})", "dim")
    yield head
    yield from _indented(flag.message.in_(language), room)
    if evidence := evidence_of(flag, language):
        marks = "“{}”" if language == "zh" else '"{}"'
        yield from _labelled(evidence_label(flag, language), marks.format(crop(evidence, _MOST_EVIDENCE)), room, language)
    if flag.working:
        yield from _labelled(word("label.working", language), flag.working, room, language)
    if flag.hint:
        yield from _labelled(word("label.hint", language), flag.hint.in_(language), room, language)


def _labelled(label: str, text: str, room: int, language: Language) -> Iterator[Styled]:
    mark = "：" if language == "zh" else ": "
    lines = _indented(f"{label}{mark}{text}", room)
    first = next(lines)
    first.stylize("dim", 0, len(_INDENT) + len(label) + len(mark))
    yield first
    yield from lines


def _indented(text: str, room: int) -> Iterator[Styled]:
    for line in wrap(text, min(room, 110) - len(_INDENT)):
        yield Styled(_INDENT + line)


# ------------------------------------------------------------------------------------------------ the summary


def _summary(run: Run, counts: Summary, language: Language, room: int, links: Links) -> Iterator[Styled]:
    parts = [word("count.articles", language, n=counts.articles), word("count.claims", language, n=counts.claims)]
    if counts.claims:
        parts += [word("count.cited", language, n=counts.cited), word("count.uncited", language, n=counts.uncited)]
    yield Styled(" · ".join(parts), "bold")
    if run.reviews and not counts.claims:
        yield from (Styled(line, "yellow") for line in wrap(word("say.no_figures", language), room))
    rows: list[tuple[str, Iterable[Styled]]] = []
    if counts.claims:
        stands = [
            (f"{n} {word(f'verdict.{stand}', language)}", STANDING_STYLE[stand]) for stand, n in counts.standings.items() if n
        ]
        rows.append((word("label.verdicts", language), [_joined(stands)]))
    rows.append((word("label.flags", language), [_severities(counts, language)]))
    if run.failures:
        rows.append(
            (word("label.failures", language), [Styled(_failure(failure, language), "bold red") for failure in run.failures])
        )
    if links.records:
        rows.append((word("label.records", language), [Styled(clean(links.records))]))
    if links.report:
        rows.append((word("label.report", language), [Styled(clean(links.report), "bold")]))
    if next_rule := _next_rule(run):
        rows.append((word("label.next", language), [Styled(word("say.explain", language, rule=next_rule))]))
    margin = max(width(label) for label, _ in rows) + 2
    for label, lines in rows:
        for i, line in enumerate(lines):
            lead = label + " " * (margin - width(label)) if i == 0 else " " * margin
            pieces = wrap(line.plain, room - margin) if width(line.plain) > room - margin and len(line.spans) < 2 else []
            if not pieces:
                yield Styled.assemble((lead, "dim"), line)
            for j, piece in enumerate(pieces):
                yield Styled.assemble((lead if j == 0 else " " * margin, "dim"), (piece, line.style))


def _joined(parts: Iterable[tuple[str, str]]) -> Styled:
    line = Styled()
    for i, (text, style) in enumerate(parts):
        line.append(" · " if i else "").append(text, style)
    return line


def _severities(counts: Summary, language: Language) -> Styled:
    parts = [(word(f"count.{severity}", language, n=n), STYLE[severity]) for severity, n in counts.flags.items() if n]
    if not parts:
        parts = [(word("say.no_flags", language), "")]
    if counts.suppressed:
        parts.append((word("count.suppressed", language, n=counts.suppressed), "dim"))
    return _joined(parts)


def _failure(failure: Failure, language: Language) -> str:
    where = f"{failure.path}:{failure.line}" if failure.line else failure.path
    message = failure.in_(language)
    return clean(message if message.startswith(failure.path) else f"{where}: {message}")


def _next_rule(run: Run) -> str:
    """The rule to read about first: that of the most severe flag, of the earliest among these."""
    flags = [flag for review in run.reviews for flag in in_order(review.flags) if flag.suppressed is None]
    return max(flags, key=lambda flag: flag.severity.rank).rule if flags else ""
