"""The references folder of a workspace, with an index beside it, so that an audit opens only the files it needs.

The index is a SQLite file in the user's cache folder: identifiers, the place in the journal, author and title for finding a work;
every figure of its passages for finding where a figure stands. It is a copy of what the files say, renewed for files that
changed, and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from verify.errors import Incomplete
from verify.model import Failure, Record
from verify.sources import entry as entries
from verify.sources.entry import Entry
from verify.sources.resolve import Agreement, agreement, doi, family, first_page, title_key
from verify.text import quantities

_SCHEMA = """
create table if not exists file (path text primary key, stamp text not null, error text not null default '');
create table if not exists work (id text not null, path text not null, doi text, pmid text, year int, volume text, page text,
                                 family text, title text);
create table if not exists figure (path text not null, value text not null, unit text not null);
create index if not exists work_doi on work (doi);
create index if not exists work_pmid on work (pmid);
create index if not exists work_page on work (page, volume);
create index if not exists work_author on work (family, year);
create index if not exists work_title on work (title);
create index if not exists work_path on work (path);
create index if not exists work_id on work (id);
create index if not exists figure_value on figure (value, unit);
create index if not exists figure_path on figure (path);
"""
_VERSION = 1  # of what the index holds; another number starts it anew


class Resolution(NamedTuple):
    """What became of a cited work: the entry found and the fields that agree, or the rivals between which nothing decides."""

    entry: Entry | None
    reasons: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


class Library:
    """The works of one folder. Opening it reads only files that are new or changed."""

    def __init__(self, folder: Path, index: Path | None = None) -> None:
        self.folder = folder
        self.db = _open(index or _place(folder))
        self._renew()

    def failures(self) -> tuple[Failure, ...]:
        """Files that could not be read, and ids that stand in two files."""
        found = [
            Failure(path, error) for path, error in self.db.execute("select path, error from file where error != '' order by path")
        ]
        twice = "select id, group_concat(path, ', ') from (select id, path from work order by path) group by id having count(*) > 1"
        found += [Failure(paths, f"two files have the id {id!r}; rename one") for id, paths in self.db.execute(twice)]
        return tuple(found)

    def __len__(self) -> int:
        return int(self.db.execute("select count(*) from work").fetchone()[0])

    def entries(self) -> Iterator[Entry]:
        """Every work, in the order of the files."""
        for (path,) in self.db.execute("select path from work order by path").fetchall():
            yield entries.read(Path(path))

    def resolve(self, cited: Record) -> Resolution:
        """The work that `cited` names, with the reasons; none when nothing fits or when two fit alike."""
        found: list[tuple[Agreement, Entry]] = []
        for path in self._candidates(cited):
            known = entries.read(path)
            match = agreement(cited, known.record)
            if match.score:
                found.append((match, known))
        if not found:
            return Resolution(None)
        best = max(match.score for match, _ in found)
        top = [(match, known) for match, known in found if match.score == best]
        if len(top) > 1:
            return Resolution(None, rivals=tuple(sorted(known.id for _, known in top)))
        return Resolution(top[0][1], top[0][0].reasons)

    def stating(self, value: str, unit: str) -> Iterator[Entry]:
        """Works whose passages print this figure; `value` as `Decimal` writes it without trailing zeros."""
        query = "select distinct path from figure where value = ? and unit = ? order by path"
        for (path,) in self.db.execute(query, (value, unit)).fetchall():
            yield entries.read(Path(path))

    def _candidates(self, cited: Record) -> Iterable[Path]:
        queries: list[tuple[str, tuple[object, ...]]] = []
        if cited.doi:
            queries.append(("doi = ?", (doi(cited.doi),)))
        if cited.pmid:
            queries.append(("pmid = ?", (cited.pmid,)))
        if cited.title:
            queries.append(("title = ?", (title_key(cited.title),)))
        if page := first_page(cited):
            queries.append(("page = ? and (volume = ? or year = ?)", (page, cited.volume, cited.year)))
        if (name := family(cited)) and cited.year is not None:
            queries.append(("family = ? and year between ? and ?", (name, cited.year - 1, cited.year + 1)))
        found: dict[str, None] = {}
        for where, values in queries:
            found.update(
                dict.fromkeys(path for (path,) in self.db.execute(f"select path from work where {where} limit 200", values))
            )
        return [Path(path) for path in found]

    def _renew(self) -> None:
        known = dict(self.db.execute("select path, stamp from file"))
        seen = {}
        if self.folder.is_dir():
            for item in os.scandir(self.folder):
                if item.name.endswith((".yaml", ".yml")) and not item.name.startswith("."):
                    stat = item.stat()
                    seen[str(self.folder / item.name)] = f"{stat.st_mtime_ns}:{stat.st_size}"
        stale = [path for path in known if path not in seen]
        fresh = sorted(path for path, stamp in seen.items() if known.get(path) != stamp)
        if not stale and not fresh:
            return
        with self.db:
            for path in (*stale, *fresh):
                for table in ("file", "work", "figure"):
                    self.db.execute(f"delete from {table} where path = ?", (path,))
            for path in fresh:
                self._add(path, seen[path])

    def _add(self, path: str, stamp: str) -> None:
        try:
            item = entries.read(Path(path))
        except Incomplete as error:
            self.db.execute("insert into file values (?, ?, ?)", (path, stamp, str(error)))
            return
        self.db.execute("insert into file values (?, ?, '')", (path, stamp))
        known = item.record
        row = (
            item.id,
            path,
            doi(known.doi),
            known.pmid,
            known.year,
            known.volume,
            first_page(known),
            family(known),
            title_key(known.title),
        )
        self.db.execute("insert into work values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        figures = {
            (_plain(value), q.unit)
            for passage in item.passages
            for q in quantities(passage)
            for value in (q.low, q.high)
            if value is not None
        }
        self.db.executemany("insert into figure values (?, ?, ?)", [(path, value, unit) for value, unit in sorted(figures)])


def _plain(value: object) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _place(folder: Path) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "verify"
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return cache / f"references-{name}.sqlite"


def _open(path: Path) -> sqlite3.Connection:
    """The index at `path`; in memory where no file can be written, anew where the file is not an index of this version."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=30)
        if db.execute("pragma user_version").fetchone()[0] != _VERSION:
            db.close()
            path.unlink(missing_ok=True)
            db = sqlite3.connect(path, timeout=30)
    except (OSError, sqlite3.DatabaseError):
        db = sqlite3.connect(":memory:")
    db.executescript(_SCHEMA)
    db.execute(f"pragma user_version = {_VERSION}")
    return db
