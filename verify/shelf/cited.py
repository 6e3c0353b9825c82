"""What the articles of a workspace cite of the references folder, and what it lacks. Articles are read, not judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from verify import extract, readers
from verify.errors import Incomplete
from verify.model import Failure, Holding, Record, Reference, Wanted
from verify.sources import opened
from verify.sources.library import Resolution
from verify.sources.resolve import doi, family, first_page, title_key
from verify.workspace import Article


class Use(NamedTuple):
    """An entry of an article's list, and what became of it."""

    article: str
    reference: Reference
    resolution: Resolution


def uses(articles: Iterable[Article], folder: Path) -> Iterator[Use | Failure]:
    """Every entry of every article; an article that cannot be read is a failure."""
    for article in articles:
        try:
            document = readers.read(article.path, article.name) if article.path else readers.read_data(article.data, article.name)
        except Incomplete as error:
            yield Failure(article.name, str(error), zh=error.zh)
            continue
        for reference in extract.references(document):
            yield Use(article.name, reference, opened(folder).resolve(reference.record))


def holdings(found: Sequence[Use], folder: Path) -> Iterator[Holding]:
    """The works of the folder, by id, each with the articles that cite it."""
    cited: dict[str, list[tuple[str, str]]] = {}
    for use in found:
        if use.resolution.entry is not None:
            cited.setdefault(use.resolution.entry.id, []).append((use.article, use.reference.key))
    for one in opened(folder).holdings():
        yield replace(one, cited=tuple(cited.get(one.id, ())))


def wanted(found: Iterable[Use]) -> list[Wanted]:
    """The works that no entry was found for, each once, in the order of the articles."""
    groups: dict[tuple[str, ...], list[Use]] = {}
    for use in found:
        if use.resolution.entry is None:
            groups.setdefault(_same(use.reference.record, use.reference.raw), []).append(use)
    return [
        Wanted(
            first.reference.record,
            " ".join(first.reference.raw.split()),
            tuple((use.article, use.reference.key) for use in group),
            first.resolution.rivals,
        )
        for group in groups.values()
        for first in group[:1]
    ]


def _same(record: Record, raw: str) -> tuple[str, ...]:
    """What two citations of one work have in common, as far as that can be told without its record."""
    if record.doi:
        return "doi", doi(record.doi)
    if record.title:
        return "title", title_key(record.title), str(record.year or "")
    if record.volume and record.page:
        return "place", family(record), str(record.year or ""), record.volume, first_page(record)
    return "raw", title_key(raw)


def pubmed_query(record: Record) -> str:
    """Words for the search field of PubMed that find the work, from what is surest; empty if too little is known.

    Field tags: PubMed User Guide, "Search field descriptions and tags".
    """
    if record.pmid:
        return f"{record.pmid}[uid]"
    if record.doi:
        return f"{doi(record.doi)}[doi]"
    if record.title and not re.search("[\u4e00-\u9fff]", record.title):
        words = " ".join(re.findall(r"[^\W_]+", record.title))
        return f"{words}[ti]"
    place = {
        "ta": f'"{record.container_title}"' if record.container_title else "",
        "dp": str(record.year or ""),
        "vi": record.volume,
        "pg": first_page(record),
        "1au": record.authors[0].family if record.authors else "",
    }
    parts = [f"{value}[{tag}]" for tag, value in place.items() if value and not re.search("[\u4e00-\u9fff]", value)]
    return " AND ".join(parts) if len(parts) >= 3 else ""


def ris(found: Iterable[Wanted]) -> str:
    """The wanted works as a RIS file, for a literature manager to complete."""
    types = {"book": "BOOK", "chapter": "CHAP", "thesis": "THES", "report": "RPRT", "webpage": "ELEC", "paper-conference": "CONF"}
    lines: list[str] = []
    for want in found:
        record = want.record
        first, _, last = record.page.partition("-")
        fields = [
            ("TY", types.get(record.type, "JOUR")),
            *(("AU", name.literal or ", ".join(part for part in (name.family, name.given) if part)) for name in record.authors),
            ("TI", record.title),
            ("T2", record.container_title),
            ("PY", str(record.year or "")),
            ("VL", record.volume),
            ("IS", record.issue),
            ("SP", first),
            ("EP", last),
            ("DO", record.doi),
            ("AN", record.pmid),
            ("UR", record.url),
            ("PB", record.publisher),
            ("N1", want.raw),
        ]
        lines += [*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - ", ""]
    return "\n".join(lines)
