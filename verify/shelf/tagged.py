"""RIS, and the MEDLINE form of PubMed (.nbib): a tag and a value on each line, a work after the other.

Sources: the RIS specification of Research Information Systems (2011) and the MEDLINE/PubMed data element descriptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from verify.patterns import regex
from verify.shelf.work import Work

_RIS = regex(r"([A-Z][A-Z0-9])  -(?: (.*))?$")
_MEDLINE = regex(r"([A-Z]{2,4}) {0,2}- ?(.*)$")
_DATE = regex(r"([0-9]{4})(?:[/ -]+([0-9]{1,2}|[A-Za-z]{3})(?:[/ -]+([0-9]{1,2}))?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TYPES = {
    "BOOK": "book",
    "EBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "RPRT": "report",
    "ELEC": "webpage",
    "WEB": "webpage",
}
_LANGUAGES = {"eng": "en", "chi": "zh", "ger": "de", "fre": "fr", "jpn": "ja", "spa": "es"}
Fields = Mapping[str, Sequence[str]]


def ris(text: str, name: str) -> Iterator[Work]:
    """The works of a RIS file."""
    for fields in _works(text, _RIS, "TY"):
        kind = _TYPES.get(_first(fields, "TY"), "article-journal")
        pages = "-".join(page for page in (_first(fields, "SP"), _first(fields, "EP")) if page)
        yield Work(
            _csl(
                {
                    "type": kind,
                    "author": [
                        _name(name)
                        for tag in ("AU", "A1")
                        for line in fields.get(tag, ())
                        for name in line.split(";")
                        if name.strip()
                    ],
                    "title": _first(fields, "TI", "T1"),
                    "container-title": "" if kind == "book" else _first(fields, "T2", "JF", "JO", "BT", "JA", "J2"),
                    "issued": _date(_first(fields, "PY", "Y1", "DA")),
                    "volume": _first(fields, "VL", "VO"),
                    "issue": _first(fields, "IS"),
                    "page": pages,
                    "DOI": re.sub(r"^https?://(?:dx\.)?doi\.org/", "", _first(fields, "DO")),
                    "URL": _first(fields, "UR"),
                    "publisher": _first(fields, "PB"),
                    "publisher-place": _first(fields, "CY"),
                    "edition": _first(fields, "ET"),
                    "language": _first(fields, "LA"),
                }
            ),
            _first(fields, "AB", "N2"),
        )


def medline(text: str, name: str) -> Iterator[Work]:
    """The works of a .nbib file."""
    for fields in _works(text, _MEDLINE, "PMID"):
        identifiers = [*fields.get("LID", ()), *fields.get("AID", ())]
        names = [_name(name) for name in fields.get("FAU", fields.get("AU", ()))]
        yield Work(
            _csl(
                {
                    "type": "article-journal",
                    "author": [*names, *({"literal": name} for name in fields.get("CN", ()))],
                    "title": _first(fields, "TI").rstrip("."),
                    "container-title": _first(fields, "JT", "TA"),
                    "issued": _date(_first(fields, "DP")),
                    "volume": _first(fields, "VI"),
                    "issue": _first(fields, "IP"),
                    "page": _first(fields, "PG"),
                    "DOI": next((one.removesuffix("[doi]").strip() for one in identifiers if one.endswith("[doi]")), ""),
                    "PMID": _first(fields, "PMID"),
                    "language": _LANGUAGES.get(_first(fields, "LA"), ""),
                }
            ),
            _first(fields, "AB"),
        )


def _works(text: str, line: re.Pattern[str], opening: str) -> Iterator[Fields]:
    """The fields of each work by tag; `opening` is the tag a work begins with. A line without a tag goes on with the one before."""
    fields: dict[str, list[str]] = {}
    tag = ""
    for row in text.splitlines():
        found = line.match(row)
        if found is None:
            if tag and row.strip():
                fields[tag][-1] = f"{fields[tag][-1]} {row.strip()}".strip()
            continue
        if found[1] == opening and fields:
            yield fields
            fields = {}
        tag = found[1]
        if fields or tag == opening:
            fields.setdefault(tag, []).append((found[2] or "").strip())
        else:
            tag = ""
    if fields:
        yield fields


def _csl(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


def _first(fields: Fields, *tags: str) -> str:
    return next((value for tag in tags for value in fields.get(tag, ()) if value), "")


def _name(text: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in text.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": family}


def _date(text: str) -> dict[str, list[list[int]]] | None:
    """2012/12/01, 2012 Dec 3, 2012."""
    found = _DATE.match(text)
    if found is None:
        return None
    parts = [int(found[1])]
    month = found[2] or ""
    if month.isdecimal():
        parts.append(int(month))
    elif month.lower() in _MONTHS:
        parts.append(_MONTHS.index(month.lower()) + 1)
    if len(parts) == 2 and found[3]:
        parts.append(int(found[3]))
    return {"date-parts": [parts]}
