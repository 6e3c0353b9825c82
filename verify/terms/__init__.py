"""The bilingual medical vocabulary: data files beside this one, read into terms and found in text.

Every `*.tsv` here is one kind of term (`measures.tsv` holds the kind "measures"), one term a line, made to be corrected in a
spreadsheet: `id`, Chinese aliases, English aliases (parted by `|`), then whatever columns that kind needs. The first line names
the columns; lines that start with # are comments. To add a term, add a line; to add a kind, add a file.

Reading the tables takes longer than reading an article, so a copy of what they say is kept (`verify.kept`).

An alias with a capital letter is found only as it is printed (OS, HbA1c); any other English alias in any case, with or without
hyphens, singular or plural; English stands between word boundaries, Chinese anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from verify import kept
from verify.errors import UserError
from verify.model import Span
from verify.patterns import regex

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["Hit", "Term", "find", "get", "kinds", "named", "read", "terms"]

_FOLDER = Path(__file__).parent
_ID = re.compile(r"[a-z][a-z0-9_]*")
_HAN = regex(r"[⺀-\U0010ffff]")


class Term(NamedTuple):
    """One concept: `kind` is the file it stands in, `fields` are the columns after the aliases, without the empty ones."""

    kind: str
    id: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    fields: Mapping[str, str]

    @property
    def aliases(self) -> tuple[str, ...]:
        return self.zh + self.en


class Hit(NamedTuple):
    """A term and where it stands."""

    span: Span
    term: Term


def read(path: Path) -> tuple[Term, ...]:
    """The terms of one file, in order. A line that cannot be a term is a UserError naming file and line."""
    kind = path.stem
    found: list[Term] = []
    columns: list[str] = []
    seen: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not columns:
            columns = cells
            if columns[:3] != ["id", "zh", "en"]:
                raise UserError(f"{path}:{number}: the first line must name the columns id, zh, en, …, not {', '.join(cells)}")
            continue
        if len(cells) > len(columns):
            raise UserError(f"{path}:{number}: {len(cells)} columns, but the first line names {len(columns)}")
        id, zh, en, *more = cells + [""] * (3 - len(cells))
        if not _ID.fullmatch(id):
            raise UserError(f"{path}:{number}: {id!r} is not an id (small letters, digits and underscores)")
        fields = {name: cell for name, cell in zip(columns[3:], more, strict=False) if cell}
        term = Term(kind, id, _aliases(zh), _aliases(en), fields)
        if not term.aliases:
            raise UserError(f"{path}:{number}: {id} has no alias")
        where = f"{id} (line {number})"
        for name in (f"id {id}", *term.aliases):
            if seen.setdefault(name, where) is not where:
                raise UserError(f"{path}:{number}: {name!r} already belongs to {seen[name]}")
        found.append(term)
    return tuple(found)


def _aliases(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split("|"))))


def kinds() -> tuple[str, ...]:
    """Every kind there is a file of."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.tsv")))


class _Table(NamedTuple):
    """The terms of one kind, and the numbers of those that bear a name: names in small letters, without hyphens."""

    terms: tuple[Term, ...]
    latin: Mapping[str, tuple[int, ...]]
    han: Mapping[str, tuple[int, ...]]  # names with a Chinese character


@cache
def _table(kind: str) -> _Table:
    path = _FOLDER / f"{kind}.tsv"
    if not path.is_file():
        raise KeyError(kind)
    rows, latin, han = kept.copy(f"terms-{kind}", path.read_bytes() + Path(__file__).read_bytes(), lambda: _plain_table(path))
    return _Table(tuple(Term(kind, *row) for row in rows), latin, han)


def _plain_table(path: Path) -> tuple[list[tuple[object, ...]], dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    found = read(path)
    names: dict[str, tuple[int, ...]] = {}
    for number, term in enumerate(found):
        alone = (number,)
        for alias in term.aliases:
            small = _plain(alias).lower()
            name = alias if small == alias else small  # one string for both: the copy is shorter and read faster
            bearing = names.setdefault(name, alone)
            if number not in bearing:
                names[name] = (*bearing, number)
            if name[-1] == "y" and alias.islower() and alias.isascii():
                names.setdefault(name[:-1] + "ies", alone)
    han = {name: bearing for name, bearing in names.items() if _HAN.search(name)}
    latin = {name: bearing for name, bearing in names.items() if name not in han}
    return [tuple(term)[1:] for term in found], latin, han


@cache
def terms(kind: str) -> Mapping[str, Term]:
    """All terms of a kind by id. An unknown kind is a KeyError: kinds are named in code, not by users."""
    return {term.id: term for term in _table(kind).terms}


def get(kind: str, id: str) -> Term | None:
    """The term of that id, if there is one."""
    return terms(kind).get(id)


def named(name: str, *kinds: str) -> list[Term]:
    """The terms of these kinds that bear a name in small letters, without hyphens."""
    tables = [_table(kind) for kind in kinds]
    return [table.terms[i] for table in tables for i in table.latin.get(name) or table.han.get(name, ())]


# ------------------------------------------------------------------------------------------------ finding


class _Index(NamedTuple):
    automaton: AhoCorasick
    names: tuple[str, ...]  # what it searches for
    bearing: dict[int, list[tuple[frozenset[str], Term]]]  # who bears those found so far, and how it must be printed


def _ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _plain(alias: str) -> str:
    return alias.replace("-", " ")


def _printed(term: Term, name: str) -> frozenset[str]:
    """The ways in which a term's name must be printed, if all have capitals."""
    ways = {plain for plain in map(_plain, term.aliases) if plain.lower() == name}
    return frozenset() if name in ways else frozenset(ways)


@cache
def _index(kinds: tuple[str, ...], han: bool) -> _Index:
    """For the names in one script: a text without Chinese has no need of the other half."""
    from ahocorasick_rs import AhoCorasick, Implementation

    tables = map(_table, kinds)
    names = tuple(dict.fromkeys(chain.from_iterable(table.han if han else table.latin for table in tables)))
    return _Index(AhoCorasick(names, store_patterns=False, implementation=Implementation.NoncontiguousNFA), names, {})


def find(folded: str, *kinds: str, below: int | None = None) -> tuple[Hit, ...]:
    """Terms of these kinds in folded text (`verify.text.fold`): leftmost, then longest, none overlapping another or a longer one.

    Where two kinds share an alias, the kind named first wins. Ask for kinds one by one if their terms may overlap. Names of `below`
    characters or more are passed over: what terms a long name is made of.
    """
    hyphenless = _plain(folded)
    lowered = hyphenless.lower()
    if len(lowered) != len(folded):  # a few letters (İ) grow in lower case; offsets must not move
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in hyphenless)
    size = len(folded)
    found: list[tuple[int, int, int, Term]] = []
    for han in (False, True) if _HAN.search(folded) else (False,):
        automaton, names, bearing = _index(kinds, han)
        for number, start, end in automaton.find_matches_as_indexes(lowered, overlapping=True):
            if start and _ascii_word(lowered[start]) and _ascii_word(lowered[start - 1]):
                continue
            if below is not None and end - start >= below:
                continue
            if end < size and _ascii_word(lowered[end]) and _ascii_word(lowered[end - 1]):
                plural = end + (2 if lowered.startswith("es", end) else 1 if lowered[end] == "s" else 0)
                if plural < size and _ascii_word(lowered[plural]):
                    continue
            else:
                plural = end
            if number not in bearing:
                bearing[number] = [(_printed(term, names[number]), term) for term in named(names[number], *kinds)]
            for printed, term in bearing[number]:
                if not printed or hyphenless[start:end] in printed:
                    found.append((start, -plural, number, term))
                    break
    found.sort(key=itemgetter(0, 1, 2))
    hits: list[Hit] = []
    last = 0
    for at, (start, negative_end, _, term) in enumerate(found):
        if start >= last and not _outlasted(found, at, lowered):
            last = -negative_end
            hits.append(Hit(Span(start, last), term))
    return tuple(hits)


def _outlasted(found: Sequence[tuple[int, int, int, Term]], at: int, lowered: str) -> bool:
    """Whether a longer name begins within one and ends behind it, and the one is no thing that it is of.

    高 is none in 提高血压, nor is "local progression" in "local progression-free survival"; but lung cancer has its mortality.
    """
    start, end, term = found[at][0], -found[at][1], found[at][3]
    for following in range(at + 1, len(found)):
        other, negative_end, _, _ = found[following]
        if other >= end:
            return False
        longer = -negative_end - other > end - start
        if other > start and -negative_end > end and longer and (term.kind in _LOOSE or _FREE in lowered[other:-negative_end]):
            return True
    return False


_LOOSE = frozenset({"generic", "words", "times", "directions"})
_FREE = " free "
