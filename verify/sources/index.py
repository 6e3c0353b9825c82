"""The index of a references folder: a SQLite file in the user's cache folder, so that an audit opens only the files it needs.

It holds what finds a work (identifiers, place in the journal, author, title), its record, and every figure of its passages. It is
a copy of what the files say, renewed for files that changed, and may be deleted at any time; where none can be written it is kept
in memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from verify import kept
from verify.errors import Incomplete
from verify.sources import entry as entries
from verify.sources.resolve import doi, family, first_page, title_key
from verify.text import quantities

_TABLES = """
create table if not exists file (id integer primary key, name text not null unique, time int not null, size int not null,
                                 error text not null, error_zh text not null);
create table if not exists work (file integer primary key, id text not null, doi text, pmid text, year int, volume text,
                                 page text, family text, title text, csl text not null, extent text not null,
                                 findings int not null);
create table if not exists figure (value text not null, unit text not null, file int not null);
"""
# Made after the first filling: sorting once is faster than keeping order a hundred thousand times.
_KEYS = (
    "work_id on work (id)",
    "work_doi on work (doi)",
    "work_pmid on work (pmid)",
    "work_page on work (page, volume)",
    "work_author on work (family, year)",
    "work_title on work (title)",
    "figure_value on figure (value, unit, file)",
)
_VERSION = 5  # of what the index holds; another number starts it anew
# Below this many new files, starting worker processes costs more than it saves.
_FEW = 1500


class Leaf(NamedTuple):
    """What the index keeps of one file: the columns of `work` after `file`, the figures, or why the file cannot be read."""

    work: tuple[object, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    error: str = ""
    error_zh: str = ""


def default_place(folder: Path) -> Path:
    """Where the index of `folder` lies unless told otherwise."""
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return kept.folder() / f"references-{name}.sqlite"


def opened(folder: Path, place: Path) -> sqlite3.Connection:
    """The index of `folder` at `place`, renewed."""
    for path in (str(place), str(place), ":memory:"):
        try:
            db = connected(path)
            _renew(db, folder)
            return db
        except sqlite3.OperationalError:
            place = Path(":memory:")  # no room, no permission, or another process holds it for long
        except sqlite3.DatabaseError:
            place.unlink(missing_ok=True)  # no index, or a damaged one
        except OSError:
            continue
    raise AssertionError("an index in memory can always be made")


def connected(path: str) -> sqlite3.Connection:
    """An index that exists, or an empty one; anew where it is of another version."""
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=30)
    known = db.execute("pragma user_version").fetchone()[0]
    if known not in (0, _VERSION):
        for table in ("file", "work", "figure"):
            db.execute(f"drop table if exists {table}")
    if known != _VERSION:
        db.executescript(_TABLES)
        db.execute(f"pragma user_version = {_VERSION}")
    return db


def _renew(db: sqlite3.Connection, folder: Path) -> None:
    if not any(_changes(db, folder)):
        return
    with db:
        db.execute("begin immediate")
        stale, fresh = _changes(db, folder)  # another process may have done it meanwhile
        if stale:
            db.executemany("delete from file where id = ?", stale)
            db.executemany("delete from work where file = ?", stale)
            db.execute("delete from figure where file not in (select id from file)")
        for (name, time, size), leaf in zip(fresh, _leaves([str(folder / name) for name, _, _ in fresh]), strict=True):
            row = db.execute(
                "insert into file (name, time, size, error, error_zh) values (?, ?, ?, ?, ?)",
                (name, time, size, leaf.error, leaf.error_zh),
            )
            if leaf.work:
                db.execute("insert into work values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (row.lastrowid, *leaf.work))
                db.executemany(
                    "insert into figure values (?, ?, ?)", [(value, unit, row.lastrowid) for value, unit in leaf.figures]
                )
        for statement in _KEYS:
            db.execute(f"create index if not exists {statement}")


def _changes(db: sqlite3.Connection, folder: Path) -> tuple[list[tuple[int]], list[tuple[str, int, int]]]:
    """Rows of files that are gone or changed, and name, time and size of files that are new or changed."""
    known = {name: (id, time, size) for id, name, time, size in db.execute("select id, name, time, size from file")}
    fresh: list[tuple[str, int, int]] = []
    with os.scandir(folder) if folder.is_dir() else nullcontext(()) as found:
        for item in found:
            name = item.name
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                stat = item.stat()
                held = known.get(name)
                if held is not None and held[1] == stat.st_mtime_ns and held[2] == stat.st_size:
                    del known[name]
                else:
                    fresh.append((name, stat.st_mtime_ns, stat.st_size))
    return [(id,) for id, _, _ in known.values()], sorted(fresh)


def _leaves(paths: Sequence[str]) -> Iterator[Leaf]:
    """What is to be kept of each file, in order; read on every processor when there are many."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(paths) < _FEW or cores == 1:
        yield from map(_leaf, paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(cores) as pool:
        yield from pool.map(_leaf, paths, chunksize=250)


def _leaf(path: str) -> Leaf:
    try:
        item = entries.read(Path(path))
    except Incomplete as error:
        return Leaf(error=str(error), error_zh=error.zh)
    known = item.record
    figures = {
        (plain(value), q.unit)
        for passage in item.passages
        for q in quantities(passage)
        for value in (q.low, q.high)
        if value is not None
    }
    work = (
        item.id,
        doi(known.doi),
        known.pmid,
        known.year,
        known.volume,
        first_page(known),
        family(known),
        title_key(known.title),
        json.dumps(known.to_csl(), ensure_ascii=False, separators=(",", ":")),
        item.extent,
        item.findings,
    )
    return Leaf(work, tuple(sorted(figures)))


def plain(value: object) -> str:
    """A decimal as the index writes it: without exponent and trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
