"""XML of PubMed (records with abstracts) and of journals (JATS: a record with an abstract, or the whole paper)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from verify.errors import Incomplete
from verify.readers.xmltree import Node, parse
from verify.shelf.work import Work

_ISSUE = ("ppub", "collection", "pub")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read(data: bytes, name: str) -> Iterator[Work]:
    """The works of an XML file of either kind. Raises `Incomplete` for anything else."""
    root = parse(data, name)
    found = False
    for node in [root, *root.walk("PubmedArticle", "article")]:
        if node.tag == "PubmedArticle":
            found = True
            yield _pubmed(node)
        elif node.tag == "article":
            found = True
            yield _jats(node)
    if not found:
        raise Incomplete(
            f"{name}: neither PubMed nor JATS XML (its root is <{root.tag}>)",
            f"{name}：不是 PubMed 或 JATS 的 XML（根元素为 <{root.tag}>）",
        )


def _pubmed(node: Node) -> Work:
    citation = node.find("MedlineCitation") or node
    article = citation.find("Article") or Node("", {})
    issue = article.find("Journal", "JournalIssue") or Node("", {})
    ids = {one.get("IdType"): _words(one) for one in node.walk("ArticleId")}
    ids |= {one.get("EIdType"): _words(one) for one in article.nodes("ELocationID")}
    date = issue.find("PubDate")
    people = article.find("AuthorList")
    csl = {
        "type": "article-journal",
        "author": [_person(one, "LastName", "ForeName", "CollectiveName") for one in (people.nodes("Author") if people else ())],
        "title": _words(article.find("ArticleTitle")).rstrip("."),
        "container-title": _words(article.find("Journal", "Title")),
        "issued": _issued(date, "Year", "Month", "Day", "MedlineDate"),
        "volume": _words(issue.find("Volume")),
        "issue": _words(issue.find("Issue")),
        "page": _words(article.find("Pagination", "MedlinePgn")),
        "DOI": ids.get("doi", ""),
        "PMID": _words(citation.find("PMID")),
    }
    abstract = article.find("Abstract")
    parts = [
        f"{one.get('Label').capitalize()}: {_words(one)}" if one.get("Label") else _words(one)
        for one in (abstract.nodes("AbstractText") if abstract else ())
    ]
    return Work(_filled(csl), "\n\n".join(part for part in parts if part))


def _jats(node: Node) -> Work:
    meta = node.find("front", "article-meta") or node.find("front-stub") or Node("", {})
    journal = node.find("front", "journal-meta") or Node("", {})
    ids = {one.get("pub-id-type"): _words(one) for one in meta.nodes("article-id")}
    contributors = [one for group in meta.nodes("contrib-group") for one in group.nodes("contrib")]
    people = [one for one in contributors if one.get("contrib-type", "author") == "author"]
    first, last = _words(meta.find("fpage")), _words(meta.find("lpage"))
    # The date of the issue is the one that is cited; the first of all is that of the online version.
    dates = sorted(meta.nodes("pub-date"), key=lambda one: (one.get("pub-type") or one.get("date-type")) not in _ISSUE)
    csl = {
        "type": "article-journal",
        "author": [_person(one.find("name") or one, "surname", "given-names", "collab") for one in people],
        "title": _words(meta.find("title-group", "article-title")),
        "container-title": _words(next(journal.walk("journal-title"), None)),
        "issued": _issued(dates[0] if dates else None, "year", "month", "day", ""),
        "volume": _words(meta.find("volume")),
        "issue": _words(meta.find("issue")),
        "page": (f"{first}-{last}" if last and last != first else first) or _words(meta.find("elocation-id")),
        "DOI": ids.get("doi", ""),
        "PMID": ids.get("pmid", ""),
    }
    paragraphs = [_words(one) for abstract in meta.nodes("abstract", "trans-abstract") for one in abstract.walk("p", "title")]
    body = node.find("body")
    whole = body is not None and any(_words(one) for one in body.walk("p"))
    return Work(_filled(csl), "\n\n".join(part for part in paragraphs if part), whole)


def _person(node: Node, family: str, given: str, body: str) -> dict[str, str]:
    parts = {"family": _words(node.find(family)), "given": _words(node.find(given))}
    return _filled(parts) if parts["family"] else _filled({"literal": _words(node.find(body))})


def _issued(node: Node | None, year: str, month: str, day: str, whole: str) -> dict[str, list[list[int]]] | None:
    if node is None:
        return None
    found = re.search("(?:1[89]|20)[0-9]{2}", _words(node.find(year)) or (_words(node.find(whole)) if whole else ""))
    if found is None:
        return None
    parts = [int(found.group())]
    name = _words(node.find(month)).lower()
    if name.isdecimal():
        parts.append(int(name))
    elif name[:3] in _MONTHS:
        parts.append(_MONTHS.index(name[:3]) + 1)
    if len(parts) == 2 and (number := _words(node.find(day))).isdecimal():
        parts.append(int(number))
    return {"date-parts": [parts]}


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


def _words(node: Node | None) -> str:
    return " ".join(node.text().split()) if node else ""
