"""The fields JATS tells apart in a reference, under CSL's names."""

from __future__ import annotations

import re

from verify.model import Name, Record
from verify.readers.xmltree import Node

CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation")


def record(ref: Node) -> Record:
    """The fields of a reference under CSL's names."""
    node = next(ref.nodes(*CITATIONS), None)
    if node is None:
        return Record()
    people = [*node.walk("name", "string-name", "collab")]
    ids = {one.get("pub-id-type"): words(one) for one in node.walk("pub-id")}
    first, last = words(node.find("fpage")), words(node.find("lpage"))
    year = re.search(r"(?:1[89]|20)[0-9]{2}", words(next(node.walk("year"), None)))
    source, title = words(node.find("source")), words(next(node.walk("article-title", "chapter-title"), None))
    kind = node.get("publication-type") or node.get("citation-type")
    types = {"book": "chapter" if title else "book", "thesis": "thesis", "web": "webpage", "webpage": "webpage", "report": "report",
             "confproc": "paper-conference", "conf-proc": "paper-conference"}  # fmt: skip
    whole = kind == "book" and not title
    return Record(
        type=types.get(kind, "article-journal"),
        authors=tuple(filter(None, map(_name, people))),
        title=source if whole else title,
        container_title="" if whole else source,
        year=int(year.group()) if year else None,
        volume=words(node.find("volume")),
        issue=words(node.find("issue")),
        page=(f"{first}-{last}" if last and last != first else first) or words(node.find("elocation-id")),
        doi=ids.get("doi", ""),
        pmid=ids.get("pmid", ""),
        publisher=words(node.find("publisher-name")),
        publisher_place=words(node.find("publisher-loc")),
        edition=words(node.find("edition")),
        more_authors=next(node.walk("etal"), None) is not None,
    )


def _name(node: Node) -> Name | None:
    if node.tag == "collab":
        return Name(literal=words(node))
    family, given = words(node.find("surname")), words(node.find("given-names"))
    return Name(family, given) if family else Name(literal=words(node)) if words(node) else None


def date(node: Node) -> str:
    parts = [words(node.find(name)) for name in ("year", "month", "day")]
    return "-".join(part.zfill(2) for part in parts) if all(part.isdecimal() for part in parts) else ""


def words(node: Node | None) -> str:
    return " ".join(node.text().split()) if node else ""
