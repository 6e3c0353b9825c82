"""The command line: parses, calls, prints. No logic.

Help is plain text and heavy imports stand inside the commands, so that `verify --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
import typer.core

if TYPE_CHECKING:
    from rich.console import Console

    from verify.model import Language, Review
    from verify.settings import Settings
    from verify.shelf.cited import Use
    from verify.workspace import Article

_WORTH_A_BAR = 20

app = typer.Typer(
    name="verify",
    help="""Check every figure of a medical article against the reference it cites.

    Start with `verify audit ARTICLE.txt`, or `verify init` for a workspace with articles, evidence and settings.

    检查医学文章中的每一个数字及其引文：verify audit 文章.txt
    """,
    epilog="Exit codes: 0 nothing at or above the gate; 1 flags at or above it; 2 something you can fix (arguments, settings, "
    "no article); 3 something could not be checked; 130 interrupted.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Lang(StrEnum):
    zh = "zh"
    en = "en"


class FailOn(StrEnum):
    error = "error"
    warning = "warning"
    note = "note"
    never = "never"


class TableFormat(StrEnum):
    table = "table"
    json = "json"


class MissingFormat(StrEnum):
    text = "text"
    json = "json"
    ris = "ris"


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATHS]...", help="Articles, folders, or - for standard input. Default: the workspace."),
]
OneFile = Annotated[str, typer.Argument(metavar="FILE", help="An article, or - for standard input.")]
LangOption = Annotated[Lang | None, typer.Option("--lang", help="Language of messages. Default: that of each article.")]
FormatOption = Annotated[TableFormat, typer.Option("--format", help="How to print it.")]
MissingFormatOption = Annotated[MissingFormat, typer.Option("--format", help="How to print it.")]


@app.callback(invoke_without_command=True)
def start(version: Annotated[bool, typer.Option("--version", help="Print the version and leave.", is_eager=True)] = False) -> None:
    if version:
        from verify import __version__

        print(f"verify {__version__}")
        raise typer.Exit


@app.command()
def audit(
    paths: Paths = None,
    format: Annotated[str, typer.Option("--format", help="text, json, github, html, sarif, junit, or that of a plug-in.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write there instead of to the screen.")] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with 1 at flags of this severity or above. Default: verify.yaml, else error.")
    ] = None,
    write: Annotated[bool, typer.Option("--write/--no-write", help="Renew claim records and report of the workspace.")] = True,
    explain: Annotated[bool, typer.Option("--explain", help="Show each promotional phrase considered, and why.")] = False,
    lang: LangOption = None,
) -> None:
    """Audit articles: figures, citations, language.

    In a workspace, the claim records and the HTML report of its articles are renewed; human decisions in the records are kept.

    \b
    verify audit                           the workspace around this folder
    verify audit draft.md -o report.html --format html
    pbpaste | verify audit -               a text from the clipboard
    verify audit --format github --fail-on warning      in continuous integration
    """
    from verify import gate, pipeline, workspace, writers
    from verify import settings as config
    from verify.model import Severity
    from verify.writers import files

    write_run = writers.writer(format)
    settings = config.find(Path.cwd())
    articles = workspace.articles(paths or [], settings, sys.stdin.buffer.read)
    language = _language(lang, settings)
    keep = _keep_record if write else None
    from verify.writers.records import decisions_of

    with _progress(len(articles)) as done:
        run = pipeline.audit(articles, settings, decisions=decisions_of, keep=keep, done=done)
    report = workspace.report(paths or [], articles, settings) if write else None
    if report is not None:
        files.write_atomically(report, writers.writer("html")(run, language=language))
    if format != "text" or output:
        files.write_out(write_run(run, language=language), output)
    else:
        from verify.writers import console

        kept = write and any(article.record for article in articles)
        links = console.Links(_from_here(report) if report else "", _from_here(settings.root / settings.claims) if kept else "")
        console.render(_console(), run, language=language, links=links)
    if explain:
        from verify.rules import promotion
        from verify.writers import trace

        for review in run.reviews:
            spoken = language or review.document.language
            shown = trace.lines(review, promotion.considered(review, settings.packs), spoken)
            files.write_out("\n".join(shown) + "\n", None)
    threshold = settings.fail_on if fail_on is None else None if fail_on is FailOn.never else Severity(fail_on.value)
    raise typer.Exit(gate.exit_code(run, threshold, settings.confidence))


@app.command()
def compare(
    claim: Annotated[str | None, typer.Option(help="The sentence to check.")] = None,
    source: Annotated[Path | None, typer.Option(help="The file of the source's text.")] = None,
    jsonl: Annotated[
        str | None, typer.Option(help="Pairs, one JSON object (id, claim, source) a line; - for standard input.")
    ] = None,
    format: FormatOption = TableFormat.table,
    lang: LangOption = None,
) -> None:
    """Hold one sentence against one source.

    The verdict comes with the passage and the arithmetic. Exit code 0: supported; 1: contradicted or not found. With
    --jsonl, thousands of pairs go in and their verdicts come out, one JSON object a line, and the exit code is 0.

    \b
    verify compare --claim "Mortality fell by 29%." --source trial.txt
    verify compare --jsonl pairs.jsonl > verdicts.jsonl
    """
    from verify import gate, pairs, pipeline, readers
    from verify.errors import UserError
    from verify.model import Verdict
    from verify.writers import files
    from verify.writers.json import match_dict

    if jsonl is not None:
        data = sys.stdin.buffer.read() if jsonl == "-" else files.read_bytes(Path(jsonl))
        for line in pairs.verdicts(data, jsonl, _spoken(lang)):
            files.write_out(line + "\n", None)
        raise typer.Exit(gate.Exit.CLEAN)
    if claim is None or source is None:
        raise UserError("compare needs --claim and --source, or --jsonl", "compare 需要 --claim 和 --source，或 --jsonl")
    match = pipeline.compare(claim, readers.read(source).text)
    language: Language = lang.value if lang else readers.read_text(claim).language
    if format is TableFormat.json:
        _print_json(match_dict(match, language))
    else:
        from verify.writers import tables

        tables.verdict(_console(), match, language=language)
    raise typer.Exit(gate.Exit.CLEAN if match.verdict is Verdict.SUPPORTED else gate.Exit.FLAGS)


@app.command()
def claims(
    file: OneFile,
    format: FormatOption = TableFormat.table,
    explain: Annotated[bool, typer.Option("--explain", help="Say what was recognised, what was skipped, and why.")] = False,
    lang: LangOption = None,
) -> None:
    """Show the claims of an article.

    Each with its figures, its measure, and the references that carry it.
    """
    from verify import extract
    from verify.writers import tables

    review, language = _review(file, lang)
    if format is TableFormat.json:
        _print_json(review.to_dict()["claims"])
        return
    if explain:
        survey = extract.survey(review.document, review.references)
        forms = {style.value: n for style, n in survey.counts.items()}
        tables.reading(_console(), review, survey.why, forms, extract.list_form(review.document), language=language)
    tables.claims_table(_console(), review, language=language)


class _RefsGroup(typer.core.TyperGroup):
    """`verify refs FILE` is `verify refs show FILE`: a first word that is no command is the file."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


refs = typer.Typer(
    cls=_RefsGroup,
    help="""Reference lists, and the references folder.

    verify refs ARTICLE.txt shows a list; the commands below look after the folder.
    """,
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(refs, name="refs")


@refs.command("show")
def refs_show(file: OneFile, format: FormatOption = TableFormat.table, lang: LangOption = None) -> None:
    """Show the reference list of an article.

    Each entry with its fields, where it is cited, and which work of the references folder it is.
    """
    from verify.writers import tables

    review, language = _review(file, lang)
    if format is TableFormat.json:
        _print_json(review.to_dict()["references"])
    else:
        tables.refs_table(_console(), review, language=language)


@refs.command("list")
def refs_list(format: FormatOption = TableFormat.table, lang: LangOption = None) -> None:
    """List the works of the references folder.

    Each with how much of its text is there, and the articles that cite it.
    """
    from verify import gate, shelf
    from verify.writers import shelf as shown

    folder, found, code = _uses()
    held = list(shelf.holdings(found, folder))
    if format is TableFormat.json:
        _print_json(shown.holdings_data(held))
    else:
        shown.holdings_table(_console(), held, language=_spoken(lang))
    raise typer.Exit(code or gate.Exit.CLEAN)


@refs.command("missing")
def refs_missing(format: MissingFormatOption = MissingFormat.text, lang: LangOption = None) -> None:
    """List what the articles cite and the references folder lacks.

    Each with the words that find it in PubMed. --format ris is for a literature manager.
    """
    from verify import gate, shelf
    from verify.writers import files
    from verify.writers import shelf as shown

    _, found, code = _uses()
    wanted = [(want, shelf.pubmed_query(want.record)) for want in shelf.wanted(found)]
    if format is MissingFormat.json:
        _print_json(shown.wanted_data(wanted))
    elif format is MissingFormat.ris:
        files.write_out(shelf.ris(want for want, _ in wanted), None)
    else:
        shown.wanted_list(_console(), wanted, language=_spoken(lang))
    raise typer.Exit(code or gate.Exit.CLEAN)


@refs.command("import")
def refs_import(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="BibTeX, RIS, .nbib, CSL-JSON, CSL-YAML, PubMed or JATS XML.")
    ],
    work: Annotated[str | None, typer.Option("--for", metavar="ID", help="The file is the text of this work: PDF, text, …")] = None,
    abstract: Annotated[bool, typer.Option("--abstract", help="With --for: the file is only its abstract.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, and write nothing.")] = False,
    format: FormatOption = TableFormat.table,
    lang: LangOption = None,
) -> None:
    """Put works, or the text of a work, into the references folder.

    A work that is there already gets only the fields it lacks; nothing a person wrote is changed. Exit code 3: some of it could
    not be read.

    \b
    verify refs import citations.nbib zotero.bib --dry-run
    verify refs import paper.pdf --for scagliotti-2012
    """
    from verify import gate, shelf
    from verify.errors import UserError
    from verify.writers import files
    from verify.writers import shelf as shown

    folder = _folder()
    if work is not None and len(paths) != 1:
        raise UserError("--for takes one file", "--for 只能用于一个文件")
    steps = [shelf.attach(paths[0], work, folder, full=not abstract)] if work is not None else shelf.take_in(paths, folder)
    done = []
    for step in steps:
        done.append(step.intake)
        if step.path is not None and not dry_run:
            if step.paper is not None:
                files.write_atomically(*step.paper)
            files.write_atomically(step.path, step.text)
    if format is TableFormat.json:
        _print_json(shown.intake_data(done))
    else:
        shown.intake_table(_console(), done, dry=dry_run, language=_spoken(lang))
    failed = any(one.outcome == "failed" for one in done)
    raise typer.Exit(gate.Exit.INCOMPLETE if failed else gate.Exit.CLEAN)


def _folder() -> Path:
    """The references folder of the workspace. Raises `UserError` outside of one."""
    from verify import settings as config
    from verify.errors import UserError

    settings = config.find(Path.cwd())
    if not settings.found:
        raise UserError("there is no workspace here; `verify init` makes one", "此处没有工作区；请先运行 verify init")
    return settings.root / settings.references


def _uses() -> tuple[Path, list[Use], int]:
    """The references folder, what the articles of the workspace cite of it, and 3 if an article could not be read."""
    from verify import gate, shelf, workspace
    from verify import settings as config
    from verify.model import Failure

    folder = _folder()
    found = list(shelf.uses(workspace.articles([], config.find(Path.cwd())), folder))
    failures = [one for one in found if isinstance(one, Failure)]
    for failure in failures:
        print(f"verify: {failure.message}", file=sys.stderr)
    return folder, [one for one in found if not isinstance(one, Failure)], gate.Exit.INCOMPLETE if failures else gate.Exit.CLEAN


@app.command()
def rules(
    pack: Annotated[str | None, typer.Option(help="A pack of promotional language: zh, zh-hcp, en-safety, my-words.yaml.")] = None,
    examples: Annotated[bool, typer.Option("--try", help="Run the examples of the pack; exit 2 if one does not come out.")] = False,
    lang: LangOption = None,
) -> None:
    """List the rules, each with what it finds, or those of one pack."""
    from verify import rules as known
    from verify.writers import tables

    if pack is not None:
        from verify.rules import promotion
        from verify.writers import files, trace

        found, audience = promotion.pack(pack)
        if examples:
            _try(pack, _spoken(lang))
            return
        files.write_out("\n".join(trace.pack(found, audience, _spoken(lang))) + "\n", None)
        return
    tables.rules_table(_console(), known.rules(), language=_spoken(lang))


def _try(pack: str, language: Language) -> None:
    from verify import trial
    from verify.errors import UserError
    from verify.writers import files

    slips = [slip.in_(language) for slip in trial.slips(pack)]
    if slips:
        raise UserError("\n".join(slips))
    number = trial.count(pack)
    told = f"{number} 个例句均符合预期" if language == "zh" else f"all {number} examples come out as written"
    files.write_out(told + "\n", None)


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="Its name, as flags and `verify rules` print it.")],
    lang: LangOption = None,
) -> None:
    """Explain a rule: its reasons and examples."""
    from verify.rules import catalog
    from verify.writers import tables

    language = _spoken(lang)
    tables.explanation(_console(), catalog.explain(rule, language), language=language)


@app.command()
def init(folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where to make it.")] = Path()) -> None:
    """Make a workspace in a folder.

    verify.yaml and the folders for articles, claim records, evidence and reports. Nothing is overwritten.
    """
    from verify import workspace
    from verify.settings import system_language

    made = list(workspace.make(folder))
    if made:
        print("\n".join(made))
        zh, en = "把文章放进 articles/，然后运行 verify audit", "put articles into articles/, then run `verify audit`"
    else:
        zh, en = f"{folder} 已是工作区，未作改动", f"{folder} is a workspace already; nothing was changed"
    print(zh if system_language() == "zh" else en)


def _keep_record(article: Article, review: Review) -> None:
    """Renew the claim record of a workspace article; runs where the article was reviewed."""
    from verify.writers import files, records

    if article.record is not None:
        old = records.read(article.record)
        files.write_atomically(article.record, records.merge(old, review, path=str(article.record)))


def _review(file: str, lang: Lang | None) -> tuple[Review, Language | None]:
    """The review of one file. Raises `Incomplete` if it cannot be read."""
    from verify import pipeline, workspace
    from verify import settings as config
    from verify.errors import Incomplete, UserError

    settings = config.find(Path.cwd())
    articles = workspace.articles([file], settings, sys.stdin.buffer.read)
    if len(articles) != 1:
        raise UserError(
            f"{file}: holds {len(articles)} articles; name one file", f"{file}：其中有 {len(articles)} 篇文章，请指定一个文件"
        )
    run = pipeline.audit(articles, settings)
    if run.failures:
        raise Incomplete(run.failures[0].message)
    return run.reviews[0], _language(lang, settings)


def _language(lang: Lang | None, settings: Settings) -> Language | None:
    return lang.value if lang else settings.language


def _spoken(lang: Lang | None) -> Language:
    """For what belongs to no article: the language asked for, else that of the workspace, else that of the system."""
    from verify import settings as config

    return _language(lang, config.find(Path.cwd())) or config.system_language()


def _console() -> Console:
    """Colour and width as the terminal has them; plain text in a pipe."""
    from rich.console import Console

    return Console(soft_wrap=True, highlight=False, markup=False, emoji=False)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal when there is something to wait for; silence in a pipe."""
    if total < _WORTH_A_BAR or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def _print_json(data: object) -> None:
    import json

    from verify.writers import files

    files.write_out(json.dumps(data, ensure_ascii=False, indent=2) + "\n", None)


def _from_here(path: Path) -> str:
    here = Path.cwd().resolve()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
