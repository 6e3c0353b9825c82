"""Files of literature managers, and papers -> what is to be written into the references folder.

A work that the folder has already gets only the fields it lacks; one that fits two entries, or one but for its identifier, is
left to a person. The same file taken in twice changes nothing the second time.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verify import readers
from verify.errors import Incomplete, UserError
from verify.model import Intake, Record
from verify.plugins import load, table
from verify.readers.decoding import decode
from verify.shelf import merging
from verify.shelf.work import Work
from verify.sources import csl
from verify.sources.library import Library
from verify.sources.resolve import agreement, doi, family, first_page, title_key
from verify.text import fold

FORMATS = {
    "bib": "verify.shelf.items:bibtex",
    "ris": "verify.shelf.tagged:ris",
    "nbib": "verify.shelf.tagged:medline",
    "json": "verify.shelf.items:csl_json",
    "yaml": "verify.shelf.items:csl_yaml",
    "yml": "verify.shelf.items:csl_yaml",
    "xml": "verify.shelf.xml:read",
    "nxml": "verify.shelf.xml:read",
}
_LONGEST_NAME = 24
_LIMIT = 200_000_000  # an export of a hundred thousand works with their abstracts


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a work, and what is to be written for it: an entry file and perhaps a paper beside it."""

    intake: Intake
    path: Path | None = None
    text: str = ""
    paper: tuple[Path, bytes] | None = None


def take_in(paths: Iterable[Path], folder: Path) -> Iterator[Step]:
    """One step for each work of the files, in order; a later step for the same entry holds what the earlier ones added."""
    shelf = _Shelf(folder)
    for path in paths:
        count = 0
        try:
            for count, work in enumerate(_works(path), 1):
                yield shelf.step(work, path, count)
        except (Incomplete, UserError) as error:
            yield Step(Intake(str(path), "failed", says=(str(error),)))
            continue
        if not count:
            yield Step(Intake(str(path), "failed", says=(f"{path}: no work was found in it",)))


def attach(paper: Path, id: str, folder: Path, *, full: bool) -> Step:
    """`paper` (PDF, text, …) as the evidence of the entry `id`: put beside it and named there. `full`: it is the whole work.

    Raises `UserError` if there is no such entry.
    """
    shelf = _Shelf(folder)
    path = shelf.paths.get(id)
    if path is None:
        near = difflib.get_close_matches(id, shelf.paths, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "`verify refs list` names them all"
        raise UserError(f"there is no work {id!r} in {folder}; {hint}", f"{folder} 中没有文献 {id!r}；可用 verify refs list 查看")
    try:
        document = readers.read(paper)
        if not document.text.strip():
            raise Incomplete(f"{paper}: there is no text in it", f"{paper}：其中没有文字")
        data = paper.read_bytes()
    except (Incomplete, UserError) as error:
        return Step(Intake(str(paper), "failed", id, says=(str(error),)))
    return shelf.evidence(path, id, paper, data, "full" if full else "abstract")


@dataclass(slots=True)
class _Shelf:
    """The folder as it will be: its entries, and what the steps so far have made of them."""

    folder: Path
    paths: dict[str, Path] = field(init=False)
    taken: set[str] = field(init=False)  # ids in lower case: not every system tells cases of file names apart
    _library: Library = field(init=False)
    drafts: dict[str, str] = field(default_factory=dict)  # id -> text of its file so far
    _new: dict[tuple[str, ...], list[tuple[str, Record]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._library = Library(self.folder)
        self.paths = dict(self._library.paths())
        self.taken = {name.lower() for id, path in self.paths.items() for name in (id, path.stem)}

    def step(self, work: Work, source: Path, number: int) -> Step:
        where = f"{source}, {number}"
        try:
            record = csl.record(work.csl)
        except csl.WrongField as error:
            name = ".".join(str(part) for part in error.path)
            return Step(Intake(where, "failed", says=(f"{where}: {name}: {error}",)))
        if not (record.title or record.doi or record.pmid):
            return Step(Intake(where, "failed", says=(f"{where}: has neither title nor DOI nor PMID",)))
        id = self._made(record)
        if id is None:
            found = self._library.resolve(record)
            if found.rivals or (found.entry and (not found.sure or {"DOI", "PMID"} & set(found.differences))):
                rivals = found.rivals or (found.entry.id if found.entry else "",)
                return Step(Intake(where, "ambiguous", title=record.title, says=rivals))
            id = found.entry.id if found.entry else None
        return self._merged(id, work, record, source, where) if id else self._begun(work, record, source, where)

    def evidence(self, path: Path, id: str, paper: Path, data: bytes, extent: str) -> Step:
        """The step that puts a paper beside an entry that has none yet."""
        target = path.with_suffix(paper.suffix.lower())
        text = self._text(id)
        try:
            text, added = merging.merged(text, {}, {"file": target.name, "extent": extent})
        except ValueError as error:
            return Step(Intake(str(paper), "failed", id, says=(f"{path}: {error}; add `file: {target.name}` by hand",)))
        if "evidence.file" not in added:
            return Step(Intake(str(paper), "unchanged", id, says=("evidence.file",)))
        if target.exists() and target.read_bytes() != data:
            return Step(Intake(str(paper), "failed", id, says=(f"{target}: another file of that name is there",)))
        return Step(Intake(str(paper), "merged", id, says=added), path, text, (target, data))

    def _begun(self, work: Work, record: Record, source: Path, where: str) -> Step:
        id = new_id(record, self.taken)
        path = self.folder / f"{id}.yaml"
        evidence, paper = _evidence(work, source, path)
        self.paths[id] = path
        self.taken.add(id)
        self.drafts[id] = merging.written(id, work.csl, evidence)
        for trait in _traits(record):
            self._new.setdefault(trait, []).append((id, record))
        return Step(Intake(where, "new", id, record.title), path, self.drafts[id], paper)

    def _merged(self, id: str, work: Work, record: Record, source: Path, where: str) -> Step:
        path = self.paths[id]
        evidence, paper = _evidence(work, source, path)
        try:
            text, added = merging.merged(self._text(id), work.csl, evidence)
        except ValueError as error:
            return Step(Intake(where, "failed", id, record.title, (f"{path}: {error}",)))
        if not added:
            return Step(Intake(where, "unchanged", id, record.title))
        self.drafts[id] = text
        return Step(Intake(where, "merged", id, record.title, added), path, text, paper if "evidence.file" in added else None)

    def _made(self, record: Record) -> str | None:
        """The entry that an earlier step began for this work."""
        for trait in _traits(record):
            for id, known in self._new.get(trait, ()):
                if agreement(record, known).score:
                    return id
        return None

    def _text(self, id: str) -> str:
        return self.drafts.get(id) or self.paths[id].read_text(encoding="utf-8-sig")


def new_id(record: Record, taken: Container[str]) -> str:
    """`family-year`, and `-a`, `-b` … for further works of that family and year. `taken` is in lower case, as the result is."""
    first = record.authors[0] if record.authors else None
    name = (first.family or first.literal) if first else record.title
    letters = "".join(c for c in unicodedata.normalize("NFKD", fold(name)).lower() if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in letters.replace("'", "")).split()
    while len(words) > 1 and len("-".join(words)) > _LONGEST_NAME:  # a long name of a group is cut behind a word
        words.pop()
    stem = f"{'-'.join(words)[:_LONGEST_NAME] or 'work'}-{record.year or 'nd'}"
    letter = 0
    id = stem
    while id in taken:
        letter += 1
        id = f"{stem}-{_letters(letter)}"
    return id


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def _works(path: Path) -> Iterator[Work]:
    suffix = path.suffix.lower().removeprefix(".")
    target = table("shelf", FORMATS).get(suffix)
    if target is None:
        if path.suffix.lower() in readers.suffixes():
            raise UserError(f"{path}: say which work it belongs to: --for ID", f"{path}：请用 --for 指明属于哪条文献")
        known = ", ".join(f".{name}" for name in sorted(FORMATS))
        raise UserError(
            f"{path}: this kind of file cannot be imported; known kinds: {known}", f"{path}：不支持此类文件；可导入：{known}"
        )
    try:
        if path.stat().st_size > _LIMIT:
            raise Incomplete(f"{path}: larger than {_LIMIT // 1_000_000} MB; split it", f"{path}：文件过大，请拆分")
        data = path.read_bytes()
    except OSError as error:
        raise Incomplete(f"{path}: cannot be read ({error.strerror})", f"{path}：无法读取（{error.strerror}）") from error
    read = load(target)
    yield from read(data if suffix in ("xml", "nxml") else decode(data, str(path)), str(path))


def _evidence(work: Work, source: Path, path: Path) -> tuple[Mapping[str, Any], tuple[Path, bytes] | None]:
    """What an entry at `path` says of the text, and the paper to be put beside it."""
    origin = {"provenance": f"imported from {source.name}"}
    if work.whole:
        target = path.with_suffix(source.suffix.lower())
        return {"extent": "full", "file": target.name, **origin}, (target, source.read_bytes())
    if work.abstract.strip():
        return {"extent": "abstract", "text": work.abstract.strip() + "\n", **origin}, None
    return {}, None


def _traits(record: Record) -> Iterator[tuple[str, ...]]:
    """What two records of one work have in common, from the surest on."""
    if record.doi:
        yield "doi", doi(record.doi)
    if record.pmid:
        yield "pmid", record.pmid
    if record.title:
        yield "title", title_key(record.title)
    if record.volume and record.page:
        yield "place", record.volume, first_page(record)
    if record.authors and record.year:
        yield "author", family(record), str(record.year)
