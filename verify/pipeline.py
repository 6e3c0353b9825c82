"""The spine: read -> extract -> gather -> match -> judge. The only module that knows every stage."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from verify import extract, readers, rules
from verify import match as matching
from verify.errors import Incomplete, UserError
from verify.model import Claim, Document, Evidence, Failure, Match, Quantity, Reading, Reference, Review, Run
from verify.settings import Settings
from verify.sources import Entry, opened
from verify.workspace import Article

In = TypeVar("In")
Out = TypeVar("Out")

# Below this many items, starting worker processes costs more than it saves.
_FEW = 24
# A figure that more works of the library print than this tells nothing of where it comes from.
_FEW_WORKS = 8
# Sources of single claims whose readings are kept.
_SOURCES = 16


def review(
    document: Document,
    settings: Settings,
    sources: Mapping[str, str] | None = None,
    decisions: Mapping[tuple[str, str], str] | None = None,
) -> Review:
    """Everything that can be said of one document, from data alone.

    `sources` gives texts of cited works by reference key, each taken as the full text. `decisions` gives the reason for each pair
    of claim id and rule that an editor has accepted.
    """
    found = extract.extract(document)
    folder = _references(settings) if sources is None else None
    evidence, texts = _gathered(found.references, folder) if sources is None else _given(sources)
    seen = Review(
        document,
        found.references,
        found.citations,
        found.claims,
        evidence,
        _matches(document, found, evidence, texts, folder),
        figures=found.figures,
        profile=rules.profile(document, settings.audience),
        today=date.today().isoformat(),
    )
    flags = rules.judge(
        seen,
        disable=settings.disable,
        severity=settings.severity,
        ignores=settings.ignore,
        decisions=decisions,
        packs=settings.packs,
    )
    return replace(seen, flags=flags)


def _matches(
    document: Document,
    found: extract.Extraction,
    evidence: Mapping[str, Evidence],
    texts: Mapping[str, Reading],
    folder: Path | None,
) -> tuple[Match, ...]:
    article = extract.reading(document, [citation.span for citation in found.citations], found.figures)
    further = partial(_stating, folder=folder, listed={held.source for held in evidence.values()}) if folder else None
    return matching.match(article, found.claims, texts, further)


def _stating(claim: Claim, *, folder: Path, listed: Set[str]) -> dict[str, Reading]:
    """The works of the library that print the telling figures of a claim and that the article does not list."""
    values = {(_telling(figure.quantity), figure.quantity.unit) for figure in claim.figures if figure.statistic == "value"}
    figures = sorted((value, unit) for value, unit in values if value is not None)
    works = opened(folder).stating(figures, _FEW_WORKS) if figures else ()
    return {work.id: text for work in works if work.id not in listed and (text := _reading(work)[0]) is not None}


def _telling(quantity: Quantity) -> Decimal | None:
    """The figure, if it is printed so exactly that it hardly stands in another work by chance."""
    value = quantity.value
    exact = value is not None and quantity.comparator == "=" and quantity.kind not in ("p_value", "interval")
    return value if value is not None and exact and (quantity.decimals or value >= 100) else None


def compare(claim: str, source: str) -> Match:
    """One sentence against the text of one source."""
    document = readers.read_text(claim, "claim")
    return matching.compare(extract.reading(document, extract.certain_markers(document)), _source(source))


@lru_cache(maxsize=_SOURCES)
def _source(text: str) -> Reading:
    """The reading of a source. The last ones are kept: the claims of an article that cite one work mostly stand together."""
    return _source_read(readers.read_text(text, "source"))


def _source_read(document: Document) -> Reading:
    """What the text of a source states, without the markers by which it cites others."""
    return extract.reading(document, extract.certain_markers(document))


def compare_all(pairs: Sequence[tuple[str, str]]) -> Iterator[Match]:
    """`compare` over many pairs of claim and source, in order."""
    return _shared_out(_compare_pair, pairs)


def _compare_pair(pair: tuple[str, str]) -> Match:
    return compare(*pair)


def audit(
    articles: Sequence[Article],
    settings: Settings,
    *,
    decisions: Callable[[Article], Mapping[tuple[str, str], str]] | None = None,
    keep: Callable[[Article, Review], None] | None = None,
    done: Callable[[], None] = lambda: None,
) -> Run:
    """Review every article; what cannot be read becomes a failure and the others go on.

    `decisions` gives what an editor has accepted in an article, `keep` stores its review; both run where the article is reviewed.
    `done` is called after each article. Many articles are shared out over all processors; the order of the result is that of
    `articles`, whatever finishes first.
    """
    rules.rules(settings.packs)  # a pack with a mistake stops the run before an article is opened
    reviews: list[Review] = []
    failures: list[Failure] = list(opened(folder).failures()) if (folder := _references(settings)) else []
    for result in _shared_out(partial(_one, settings=settings, decisions=decisions, keep=keep), articles):
        if isinstance(result, Review):
            reviews.append(result)
        else:
            failures.append(result)
        done()
    unread = {(held.source, held.failure): None for found in reviews for held in found.evidence.values() if held.failure}
    failures += [Failure(source, why) for source, why in unread]
    return Run(tuple(reviews), tuple(failures))


def _shared_out(work: Callable[[In], Out], items: Sequence[In]) -> Iterator[Out]:
    """`work` over `items` in order, on every processor when there are many."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(items) < _FEW or cores == 1:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(cores) as pool:
        yield from pool.map(work, items, chunksize=8)


def _one(
    article: Article,
    settings: Settings,
    decisions: Callable[[Article], Mapping[tuple[str, str], str]] | None,
    keep: Callable[[Article, Review], None] | None,
) -> Review | Failure:
    try:
        if article.path is None:
            document = readers.read_data(article.data, article.name)
        else:
            document = readers.read(article.path, article.name)
        found = review(document, settings, decisions=decisions(article) if decisions else None)
    except Incomplete as error:
        return Failure(article.name, str(error), zh=error.zh)
    if keep is not None:
        keep(article, found)
    return found


def _given(sources: Mapping[str, str]) -> tuple[dict[str, Evidence], dict[str, Reading]]:
    texts = {key: _source_read(readers.read_text(text, f"{key}.txt")) for key, text in sources.items()}
    return {key: Evidence(key, f"source {key}", document=text.document, complete=True) for key, text in texts.items()}, texts


def _gathered(references: Sequence[Reference], folder: Path | None) -> tuple[dict[str, Evidence], dict[str, Reading]]:
    """What the references folder of the workspace knows of the works cited, and their texts."""
    evidence: dict[str, Evidence] = {}
    texts: dict[str, Reading] = {}
    if folder is None:
        return evidence, texts
    for reference in references:
        key, found = reference.key, opened(folder).resolve(reference.record)
        work = found.entry
        if work is None:
            evidence[key] = Evidence(key, "", rivals=found.rivals)
            continue
        text, failure = _reading(work) if found.sure else (None, "")
        if text:
            texts[key] = text
        document = text.document if text else None
        evidence[key] = Evidence(
            key,
            work.id,
            work.record,
            document,
            work.complete,
            reasons=found.reasons,
            differences=found.differences,
            failure=failure,
        )
    return evidence, texts


def _references(settings: Settings) -> Path | None:
    """The references folder, if there is a workspace and it has one."""
    folder = settings.root / settings.references
    return folder if settings.found and folder.is_dir() else None


def _reading(work: Entry) -> tuple[Reading | None, str]:
    """What the text of a work states, or why it cannot be read. Kept: the articles of a folder cite the same works."""
    try:
        return _read(work, work.file.stat().st_mtime_ns if work.file else 0), ""
    except OSError as error:
        return None, f"{work.path}: the file {work.file} of its evidence cannot be read ({error.strerror})"
    except (Incomplete, UserError) as error:
        return None, str(error)


@lru_cache(maxsize=256)
def _read(work: Entry, _time: int) -> Reading | None:
    """The passages of an entry and the text of the file beside it, as one document."""
    if work.file is not None:
        beside = readers.read(work.file, str(work.file))
        if not work.passages:
            return _source_read(beside)
        return _source_read(readers.read_text("\n\n".join((*work.passages, beside.text)), f"{work.id}.txt"))
    return _source_read(readers.read_text("\n\n".join(work.passages), f"{work.id}.txt")) if work.passages else None
