"""CSL items as they are, in JSON or YAML, and BibTeX, whose fields become those of CSL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from verify.errors import Incomplete
from verify.readers.bibtex import works
from verify.shelf.work import Work


def csl_json(text: str, name: str) -> Iterator[Work]:
    """The works of a CSL-JSON file: a list, one item, or an object with `items`."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Incomplete(f"{name}: not valid JSON ({error})", f"{name}：不是有效的 JSON（{error}）") from error
    yield from _items(data, name)


def csl_yaml(text: str, name: str) -> Iterator[Work]:
    """The works of a CSL-YAML file: `references:` and a list, as Pandoc writes it."""
    import yaml

    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError) as error:
        raise Incomplete(f"{name}: not valid YAML ({error})", f"{name}：不是有效的 YAML（{error}）") from error
    yield from _items(data, name)


def bibtex(text: str, name: str) -> Iterator[Work]:
    """The works of a .bib file."""
    for _, record, abstract in works(text):
        yield Work(record.to_csl(), abstract)


def _items(data: Any, name: str) -> Iterator[Work]:
    if isinstance(data, Mapping):
        data = data.get("references") or data.get("items") or [data]
    if not isinstance(data, list) or not all(isinstance(item, Mapping) for item in data):
        raise Incomplete(f"{name}: holds no list of CSL items", f"{name}：其中没有 CSL 条目的列表")
    for item in data:
        fields = {str(key): value for key, value in item.items() if key not in ("id", "abstract") and value not in (None, "", [])}
        yield Work(fields, str(item.get("abstract") or ""))
