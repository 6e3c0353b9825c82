"""A .bib file beside the article: its entries become the references of the works the article cites by key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from verify.errors import Incomplete
from verify.model import Name, Record
from verify.patterns import regex
from verify.readers.decoding import decode
from verify.readers.tex import plain

_LIMIT = 20_000_000
_ENTRY = regex(
    r"@(?:string\s{0,9}[{(]\s{0,99}(?P<macro>[^\s={}]{1,100})\s{0,99}=\s{0,99}"
    r"|(?P<type>[a-z]{1,30})\s{0,9}[{(]\s{0,99}(?P<key>[^\s,{}()\"=]{1,200})\s{0,99},)",
    re.IGNORECASE,
)
_FIELD = regex(r"[\s,]*([a-zA-Z][a-zA-Z0-9_-]{0,40})\s{0,99}=\s{0,99}")
_WORD = regex(r"[^\s,#{}\"]{1,200}")
_JOIN = regex(r"\s{0,99}#\s{0,99}")
_AND = regex(r"\s+and\s+")
_YEAR = regex(r"(?:1[89]|20)[0-9]{2}")
_TYPES = {
    "book": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "online": "webpage",
    "misc": "document",
}


def bibliography(article: Path, stated: tuple[str, ...], name: str) -> dict[str, Record]:
    """The records of the .bib files an article names, or of one that has its name or is called references.bib.

    Raises Incomplete if a file that is named is not there or cannot be read: its references could not be checked.
    """
    found: dict[str, Record] = {}
    named = [article.parent / (one if one.endswith(".bib") else f"{one}.bib") for one in stated if one]
    usual = [article.with_suffix(".bib"), article.parent / "references.bib"]
    for path in named or [next((one for one in usual if one.is_file()), article)]:
        if path == article:
            continue
        if not path.is_file() or path.stat().st_size > _LIMIT:
            raise Incomplete(
                f"{name}: the bibliography {path.name} is not beside it; put it there or correct its name",
                f"{name}：找不到文献文件 {path.name}；请将其放在同一文件夹或更正文件名",
            )
        found |= entries(decode(path.read_bytes(), str(path)))
    return found


def entries(text: str) -> dict[str, Record]:
    """The records of a .bib file by key; what is no entry is skipped."""
    found: dict[str, Record] = {}
    for key, record, _ in works(text):
        found.setdefault(key, record)
    return found


def works(text: str) -> Iterator[tuple[str, Record, str]]:
    """Key, record and abstract of each entry of a .bib file."""
    macros: dict[str, str] = {}
    at = 0
    while entry := _ENTRY.search(text, at):
        at = entry.end()
        if entry["macro"]:
            macros[entry["macro"].lower()], at = _value(text, at, macros)
            continue
        fields: dict[str, str] = {}
        while field := _FIELD.match(text, at):
            fields[field[1].lower()], at = _value(text, field.end(), macros)
        if entry["type"].lower() not in ("string", "comment", "preamble"):
            yield entry["key"], _record(entry["type"].lower(), fields), plain(fields.get("abstract", ""))


def _value(text: str, at: int, macros: dict[str, str]) -> tuple[str, int]:
    """A value, whose parts may be joined with #, and where it ends."""
    parts: list[str] = []
    while at < len(text):
        if text[at] in '{"':
            end = _closing(text, at)
            parts.append(text[at + 1 : end])
            at = end + 1
        elif word := _WORD.match(text, at):
            parts.append(macros.get(word.group().lower(), word.group()))
            at = word.end()
        else:
            break
        joined = _JOIN.match(text, at)
        if not joined:
            break
        at = joined.end()
    return "".join(parts), at


def _closing(text: str, at: int) -> int:
    """Where the brace or quotation mark at `at` is closed; at the latest so far on that no field is longer."""
    close = "}" if text[at] == "{" else '"'
    depth = 0
    for i in range(at + 1, min(len(text), at + 20_000)):
        character = text[i]
        if character == close and depth == 0:
            return i
        if character == "{" and text[i - 1] != "\\":
            depth += 1
        elif character == "}" and text[i - 1] != "\\":
            depth -= 1
            if depth < 0:
                return i
    return min(len(text), at + 20_000)


def _record(kind: str, fields: dict[str, str]) -> Record:
    said = {key: plain(value) for key, value in fields.items() if key not in ("author", "editor")}
    year = _YEAR.search(said.get("year") or said.get("date", ""))
    people = fields.get("author") or fields.get("editor", "")
    names = [part.strip() for part in _AND.split(people.strip()) if part.strip()]
    return Record(
        type=_TYPES.get(kind, "article-journal"),
        authors=tuple(_name(name) for name in names if name.lower() != "others"),
        title=said.get("title", ""),
        container_title=said.get("journal") or said.get("journaltitle") or said.get("booktitle", ""),
        year=int(year.group()) if year else None,
        volume=said.get("volume", ""),
        issue=said.get("number") or said.get("issue", ""),
        page=re.sub(r"\s*[-–—]+\s*", "-", said.get("pages", "")),
        doi=said.get("doi", "").removeprefix("https://doi.org/"),
        pmid=said.get("pmid", ""),
        url=said.get("url", ""),
        publisher=said.get("publisher") or said.get("school") or said.get("institution", ""),
        publisher_place=said.get("address") or said.get("location", ""),
        edition=said.get("edition", ""),
        more_authors=any(name.lower() == "others" for name in names),
    )


def _name(text: str) -> Name:
    if text.startswith("{") and text.endswith("}"):
        return Name(literal=plain(text))
    family, comma, given = (plain(part) for part in text.partition(","))
    if comma:
        return Name(family, given.rpartition(",")[2].strip())
    if not family.isascii() and " " not in family:
        return Name(literal=family) if len(family) > 4 else Name(family[:1], family[1:])
    words = family.split()
    # A surname begins with its particle: van der Berg.
    start = next((i for i, word in enumerate(words[:-1]) if i and word[:1].islower()), len(words) - 1)
    return Name(" ".join(words[start:]), " ".join(words[:start])) if len(words) > 1 else Name(literal=family)


def shown(record: Record) -> str:
    """The entry as a list prints it."""
    names = [name.literal or f"{name.family} {name.given}".strip() for name in record.authors]
    where = str(record.year or "")
    if record.volume:
        where += f";{record.volume}" + (f"({record.issue})" if record.issue else "")
    if record.page:
        where += f":{record.page}"
    people = ", ".join(names) + (", et al" if record.more_authors else "")
    parts = [people, record.title, record.container_title, record.publisher, where]
    return ". ".join(part.rstrip(".") for part in parts if part) + "." + (f" doi:{record.doi}" if record.doi else "")
