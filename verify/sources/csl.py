"""CSL data (JSON or YAML) -> `Record`, with every wrong type named by its field.

Source: the CSL-JSON schema 1.0.2 of the Citation Style Language; dates as `date-parts`, `raw`, or the ISO strings Pandoc accepts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from verify.model import Name, Record
from verify.patterns import regex

_STRINGS = {
    "title": "title",
    "container-title": "container_title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "DOI": "doi",
    "PMID": "pmid",
    "URL": "url",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "edition": "edition",
    "genre": "genre",
    "language": "language",
}
_DATE = regex(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


class WrongField(ValueError):
    """A field of a CSL record has a type it may not have; `path` leads to it."""

    def __init__(self, path: Sequence[str | int], message: str) -> None:
        super().__init__(message)
        self.path = tuple(path)


def record(data: Any) -> Record:
    """The record of one CSL item. Fields that no rule looks at are passed over. Raises `WrongField`."""
    if not isinstance(data, Mapping):
        raise WrongField((), "a record must be a list of `field: value` lines")
    fields: dict[str, Any] = {}
    for name, attribute in _STRINGS.items():
        if (value := data.get(name)) is not None:
            if isinstance(value, bool | list | dict):
                raise WrongField((name,), f"{name} must be a word or a number")
            fields[attribute] = str(value).strip()
    year, month, day = _date(data.get("issued"))
    return Record(
        type=str(data.get("type") or "article-journal"),
        authors=tuple(_names(data.get("author"))),
        year=year,
        month=month,
        day=day,
        **fields,
    )


def _names(value: Any) -> list[Name]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise WrongField(("author",), "author must be a list of names (family and given, or literal)")
    names = []
    for i, item in enumerate(value):
        if isinstance(item, str):
            names.append(Name(literal=item))
        elif isinstance(item, Mapping) and (item.get("family") or item.get("literal")):
            names.append(Name(str(item.get("family") or ""), str(item.get("given") or ""), str(item.get("literal") or "")))
        else:
            raise WrongField(("author", i), "a name has family and given, or literal")
    return names


def _date(value: Any) -> tuple[int | None, int | None, int | None]:
    if value is None:
        return None, None, None
    parts: list[Any] = []
    if isinstance(value, Mapping) and isinstance(value.get("date-parts"), list) and value["date-parts"]:
        parts = list(value["date-parts"][0])
    else:
        raw = value.get("raw", "") if isinstance(value, Mapping) else value
        if match := _DATE.match(str(raw)):
            parts = [part for part in match.groups() if part]
    try:
        numbers = [int(part) for part in parts[:3]]
    except (TypeError, ValueError):
        numbers = []
    if not numbers:
        raise WrongField(("issued",), "issued must be a date such as 2012, 2012-12 or {date-parts: [[2012, 12]]}")
    year, month, day = (*numbers, None, None, None)[:3]
    return year, month, day
