"""The references folder of a workspace: which work a reference names, and which works print a figure."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from verify.model import Failure, Holding, Record
from verify.sources import csl, index
from verify.sources import entry as entries
from verify.sources.differences import differences
from verify.sources.entry import Entry
from verify.sources.resolve import Agreement, agreement, doi, family, first_page, title_key

# Of the works of one author around one year, those whose title is near enough to be looked at (0–100).
_NEAR = 70
_MOST = 200


class Resolution(NamedTuple):
    """What became of a cited work: the entry found, the fields that agree and those that differ, or the rivals between which
    nothing decides."""

    entry: Entry | None
    reasons: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the entry is the work cited, not merely one whose identifier the citation gives."""
        return self.entry is not None and ("title" not in self.differences or "first page" in self.reasons)


class _Candidate(NamedTuple):
    name: str
    id: str
    record: Record
    agreement: Agreement


class Library:
    """The works of one folder. Opening it reads only files that are new or changed."""

    def __init__(self, folder: Path, place: Path | None = None) -> None:
        self.folder = folder
        self._db = index.opened(folder, place or index.default_place(folder))
        self._owner = os.getpid()
        self._read = lru_cache(maxsize=512)(lambda name: entries.read(folder / name))  # many articles cite the same works

    @property
    def _index(self) -> sqlite3.Connection:
        """The connection of this process: a forked worker may not use that of its parent."""
        if self._owner != os.getpid():
            path = self._db.execute("pragma database_list").fetchone()[2]
            if path:
                self._db = index.connected(path)
            self._owner = os.getpid()
        return self._db

    def failures(self) -> tuple[Failure, ...]:
        """Files that could not be read, and ids that stand in two files."""
        found = [
            Failure(str(self.folder / name), error, zh=zh)
            for name, error, zh in self._index.execute("select name, error, error_zh from file where error != '' order by name")
        ]
        twice = "select work.id, count(*) from work group by work.id having count(*) > 1 order by work.id"
        for id, _ in self._index.execute(twice).fetchall():
            rows = self._index.execute(
                "select name from work join file on file.id = work.file where work.id = ? order by name", (id,)
            )
            paths = ", ".join(str(self.folder / name) for (name,) in rows)
            found.append(Failure(paths, f"two files have the id {id!r}; rename one", zh=f"两个文件的 id 同为 {id!r}，请改其一"))
        return tuple(found)

    def __len__(self) -> int:
        return int(self._index.execute("select count(*) from work").fetchone()[0])

    def paths(self) -> Iterator[tuple[str, Path]]:
        """Id and file of every work."""
        for id, name in self._index.execute("select work.id, name from work join file on file.id = work.file").fetchall():
            yield id, self.folder / name

    def holdings(self) -> Iterator[Holding]:
        """Every work, by id, as the index knows it."""
        for id, text, extent, findings in self._index.execute("select id, csl, extent, findings from work order by id").fetchall():
            yield Holding(id, csl.record(json.loads(text)), extent, findings)

    def resolve(self, cited: Record) -> Resolution:
        """The work that `cited` names, with the reasons; none when nothing fits or when two fit alike."""
        found = self._agreeing(cited, self._by_place(cited)) or self._agreeing(cited, self._by_author(cited))
        best = max((one.agreement.score for one in found), default=0)
        top = [one for one in found if one.agreement.score == best]
        if len(top) != 1:
            return Resolution(None, rivals=tuple(sorted(one.id for one in top)))
        one = top[0]
        return Resolution(self._read(one.name), one.agreement.reasons, differences=differences(cited, one.record))

    def stating(self, figures: Sequence[tuple[Decimal, str]], most: int) -> tuple[Entry, ...]:
        """The works whose passages print all of these figures (value and unit); none when more than `most` do."""
        query = " intersect ".join("select file from figure where value = ? and unit = ?" for _ in figures)
        values = [word for value, unit in figures for word in (index.plain(value), unit)]
        rows = self._index.execute(
            f"select name from file where id in ({query} limit ?) order by name", (*values, most + 1)
        ).fetchall()
        return tuple(self._read(name) for (name,) in rows) if len(rows) <= most else ()

    def _agreeing(self, cited: Record, files: Sequence[int]) -> list[_Candidate]:
        found = []
        for at in range(0, len(files), _MOST):
            some = files[at : at + _MOST]
            marks = ",".join("?" * len(some))
            rows = self._index.execute(
                f"select name, work.id, csl from work join file on file.id = file where file in ({marks})", some
            )
            for name, id, text in rows:
                known = csl.record(json.loads(text))
                if (match := agreement(cited, known)).score:
                    found.append(_Candidate(name, id, known, match))
        return found

    def _by_place(self, cited: Record) -> list[int]:
        """Works with the same identifier, title, or place in the journal."""
        queries: list[tuple[str, tuple[object, ...]]] = []
        if cited.doi:
            queries.append(("doi = ?", (doi(cited.doi),)))
        if cited.pmid:
            queries.append(("pmid = ?", (cited.pmid,)))
        if cited.title:
            queries.append(("title = ?", (title_key(cited.title),)))
        if page := first_page(cited):
            queries.append(("page = ? and volume = ?", (page, cited.volume)))
        found: dict[int, None] = {}
        for where, values in queries:
            found.update(
                dict.fromkeys(file for (file,) in self._index.execute(f"select file from work where {where} limit {_MOST}", values))
            )
        return list(found)

    def _by_author(self, cited: Record) -> list[int]:
        """Works of the first author around the year, whose titles are near the one cited."""
        if not (name := family(cited)) or not cited.title:
            return []
        first, last = (0, 9999) if cited.year is None else (cited.year - 1, cited.year + 1)
        query = "select file, title from work where family = ? and year between ? and ?"
        rows = dict(self._index.execute(query, (name, first, last)))
        if not rows:
            return []
        from rapidfuzz import fuzz, process

        near = process.extract(title_key(cited.title), rows, scorer=fuzz.partial_ratio, score_cutoff=_NEAR, limit=20)
        return [file for _, _, file in near]
