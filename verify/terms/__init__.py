"""The bilingual medical vocabulary: data files beside this one, read into terms and found in text.

Every `*.tsv` here is one kind of term (`measures.tsv` holds the kind "measures"), one term a line, made to be corrected in a
spreadsheet: `id`, Chinese aliases, English aliases (parted by `|`), then whatever columns that kind needs. The first line names
the columns; lines that start with # are comments. To add a term, add a line; to add a kind, add a file.

An alias with a capital letter is found only as it is printed (OS, HbA1c); any other English alias in any case, with or without
hyphens, singular or plural; English stands between word boundaries, Chinese anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from verify.errors import UserError
from verify.model import Span

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["Hit", "Term", "find", "get", "kinds", "read", "terms"]

_FOLDER = Path(__file__).parent
_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Term:
    """One concept: `kind` is the file it stands in, `fields` are the columns after the aliases, without the empty ones."""

    kind: str
    id: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def aliases(self) -> tuple[str, ...]:
        return self.zh + self.en


class Hit(NamedTuple):
    """A term and where it stands."""

    span: Span
    term: Term


def read(path: Path) -> tuple[Term, ...]:
    """The terms of one file, in order. A line that cannot be a term is a UserError naming file and line."""
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
        cells += [""] * (len(columns) - len(cells))
        if not _ID.fullmatch(cells[0]):
            raise UserError(f"{path}:{number}: {cells[0]!r} is not an id (small letters, digits and underscores)")
        zh, en = (tuple(alias for alias in map(str.strip, cell.split("|")) if alias) for cell in cells[1:3])
        if not zh and not en:
            raise UserError(f"{path}:{number}: {cells[0]} has no alias")
        for name in (f"id {cells[0]}", *zh, *en):
            if name in seen:
                raise UserError(f"{path}:{number}: {name!r} already belongs to {seen[name]}")
            seen[name] = f"{cells[0]} (line {number})"
        found.append(Term(path.stem, cells[0], zh, en, {k: v for k, v in zip(columns[3:], cells[3:], strict=True) if v}))
    return tuple(found)


def kinds() -> tuple[str, ...]:
    """Every kind there is a file of."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.tsv")))


@cache
def terms(kind: str) -> Mapping[str, Term]:
    """All terms of a kind by id. An unknown kind is a KeyError: kinds are named in code, not by users."""
    path = _FOLDER / f"{kind}.tsv"
    if not path.is_file():
        raise KeyError(kind)
    return {term.id: term for term in read(path)}


def get(kind: str, id: str) -> Term | None:
    """The term of that id, if there is one."""
    return terms(kind).get(id)


# ------------------------------------------------------------------------------------------------ finding


class _Pattern(NamedTuple):
    term: Term
    printed: str  # what must stand there exactly, if the alias has capitals
    starts_word: bool
    ends_word: bool


class _Index(NamedTuple):
    automaton: AhoCorasick
    patterns: tuple[_Pattern, ...]


def _ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _spellings(term: Term) -> Iterator[tuple[str, _Pattern]]:
    for alias in term.aliases:
        plain = alias.replace("-", " ")
        pattern = _Pattern(term, plain if plain != plain.lower() else "", _ascii_word(plain[0]), _ascii_word(plain[-1]))
        yield plain.lower(), pattern
        if plain.isascii() and plain.endswith("y") and not pattern.printed:
            yield plain[:-1] + "ies", pattern


@cache
def _spelt(kind: str) -> tuple[tuple[str, _Pattern], ...]:
    """Every spelling of a kind; the kind may stand in several indexes."""
    return tuple(pair for term in terms(kind).values() for pair in _spellings(term))


@cache
def _index(kinds: tuple[str, ...]) -> _Index:
    from ahocorasick_rs import AhoCorasick

    pairs = [pair for kind in kinds for pair in _spelt(kind)]
    return _Index(AhoCorasick([spelling for spelling, _ in pairs], store_patterns=False), tuple(pattern for _, pattern in pairs))


def find(folded: str, *kinds: str) -> tuple[Hit, ...]:
    """Terms of these kinds in folded text (`verify.text.fold`): leftmost, then longest, none overlapping another.

    Where two kinds share an alias, the kind named first wins. Ask for kinds one by one if their terms may overlap.
    """
    automaton, patterns = _index(kinds)
    hyphenless = folded.replace("-", " ")
    lowered = hyphenless.lower()
    if len(lowered) != len(folded):  # a few letters (İ) grow in lower case; offsets must not move
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in hyphenless)
    size = len(folded)
    found: list[tuple[int, int, int]] = []
    for number, start, end in automaton.find_matches_as_indexes(lowered, overlapping=True):
        _, printed, starts_word, ends_word = patterns[number]
        if starts_word and start and _ascii_word(lowered[start - 1]):
            continue
        if printed and hyphenless[start:end] != printed:
            continue
        if ends_word and end < size and _ascii_word(lowered[end]):
            end += 2 if lowered.startswith("es", end) else 1 if lowered[end] == "s" else 0
            if end < size and _ascii_word(lowered[end]):
                continue
        found.append((start, -end, number))
    found.sort()
    hits: list[Hit] = []
    last = 0
    for start, negative_end, number in found:
        if start >= last:
            last = -negative_end
            hits.append(Hit(Span(start, last), patterns[number].term))
    return tuple(hits)
