"""The spine: read -> extract -> gather -> match -> judge. The only module that knows every stage."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from verify import extract, readers, rules
from verify import match as matching
from verify.errors import Incomplete
from verify.model import Audience, Document, Evidence, Failure, Match, Profile, Reference, Review, Run
from verify.settings import Settings
from verify.sources import Entry, opened
from verify.workspace import Article

In = TypeVar("In")
Out = TypeVar("Out")

# Below this many items, starting worker processes costs more than it saves.
_FEW = 24


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
    evidence = _given(sources) if sources is not None else _gathered(found.references, settings)
    seen = Review(
        document,
        found.references,
        found.citations,
        found.claims,
        evidence,
        _matches(document, found, evidence),
        profile=_profile(document, settings.audience),
        today=date.today().isoformat(),
    )
    flags = rules.judge(seen, disable=settings.disable, severity=settings.severity, ignores=settings.ignore, decisions=decisions)
    return replace(seen, flags=flags)


def _matches(document: Document, found: extract.Extraction, evidence: Mapping[str, Evidence]) -> tuple[Match, ...]:
    sources = {key: extract.reading(held.document) for key, held in evidence.items() if held.document is not None}
    markers = [citation.span for citation in found.citations]
    article = extract.reading(document, markers if sources else ())
    return matching.match(article, found.claims, sources)


def compare(claim: str, source: str) -> Match:
    """One sentence against the text of one source."""
    return matching.compare(extract.reading(readers.read_text(claim, "claim")), extract.reading(readers.read_text(source, "source")))


def compare_all(pairs: Sequence[tuple[str, str]]) -> Iterator[Match]:
    """`compare` over many pairs of claim and source, in order."""
    return _shared_out(_compare_pair, pairs)


def _compare_pair(pair: tuple[str, str]) -> Match:
    return compare(*pair)


def audit(
    articles: Sequence[Article],
    settings: Settings,
    *,
    decisions: Callable[[Article], Mapping[tuple[str, str], str]] = lambda _: {},
    keep: Callable[[Article, Review], None] | None = None,
    done: Callable[[], None] = lambda: None,
) -> Run:
    """Review every article; what cannot be read becomes a failure and the others go on.

    `decisions` gives what an editor has accepted in an article, `keep` stores its review; both run where the article is reviewed.
    `done` is called after each article. Many articles are shared out over all processors; the order of the result is that of
    `articles`, whatever finishes first.
    """
    reviews: list[Review] = []
    failures: list[Failure] = list(opened(folder).failures()) if (folder := _references(settings)) else []
    for result in _shared_out(partial(_one, settings=settings, decisions=decisions, keep=keep), articles):
        if isinstance(result, Review):
            reviews.append(result)
        else:
            failures.append(result)
        done()
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
    decisions: Callable[[Article], Mapping[tuple[str, str], str]],
    keep: Callable[[Article, Review], None] | None,
) -> Review | Failure:
    try:
        if article.path is None:
            document = readers.read_data(article.data, article.name)
        else:
            document = readers.read(article.path, article.name)
        found = review(document, settings, decisions=decisions(article))
    except Incomplete as error:
        return Failure(article.name, str(error))
    if keep is not None:
        keep(article, found)
    return found


def _given(sources: Mapping[str, str]) -> dict[str, Evidence]:
    return {
        key: Evidence(key, f"source {key}", document=readers.read_text(text, f"{key}.txt"), complete=True)
        for key, text in sources.items()
    }


def _gathered(references: Sequence[Reference], settings: Settings) -> dict[str, Evidence]:
    """What the references folder of the workspace knows of the works cited."""
    folder = _references(settings)
    if folder is None:
        return {}
    works = opened(folder)
    evidence = {}
    for reference in references:
        found = works.resolve(reference.record)
        if found.entry is None:
            evidence[reference.key] = Evidence(reference.key, "", rivals=found.rivals)
        else:
            evidence[reference.key] = Evidence(
                reference.key,
                found.entry.id,
                found.entry.record,
                _text_of(found.entry) if found.sure else None,
                found.entry.complete,
                found.reasons,
                differences=found.differences,
            )
    return evidence


def _references(settings: Settings) -> Path | None:
    """The references folder, if there is a workspace and it has one."""
    folder = settings.root / settings.references
    return folder if settings.found and folder.is_dir() else None


def _text_of(entry: Entry) -> Document | None:
    """The passages of an entry and the text of the file beside it, as one document."""
    if entry.file is not None:
        beside = readers.read(entry.file, entry.file.name)
        if not entry.passages:
            return beside
        return readers.read_text("\n\n".join((*entry.passages, beside.text)), f"{entry.id}.txt")
    return readers.read_text("\n\n".join(entry.passages), f"{entry.id}.txt") if entry.passages else None


def _profile(document: Document, audience: Audience | None) -> Profile:
    return Profile(audience or "hcp")
