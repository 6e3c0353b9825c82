"""Fields that an entry lacks, put into its file. What a person wrote stays as it is, comments and order too.

The additions are lines of text at places the YAML parser names, and the result is read again: if it says anything but the old data
and the additions, the file is left alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

import yaml

_ROOM = 110


class _Block(str):
    """Text that is written as a literal block."""


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(_Block, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|"))


def written(id: str, csl: Mapping[str, Any], evidence: Mapping[str, Any]) -> str:
    """A new entry file."""
    data: dict[str, Any] = {"references": [{"id": id, **csl}]}
    return _dumped({**data, "evidence": dict(evidence)} if evidence else data)


def merged(text: str, csl: Mapping[str, Any], evidence: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The entry file `text` with the fields of the record and of the evidence that it lacks, and their names.

    An `extent` of abstract gives way to full when a whole paper comes with it. Raises `ValueError` if the file is not laid out so
    that lines can be put in.
    """
    old, new = _loaded(text), _loaded(text)
    record, held = new["references"][0], old.get("evidence") or {}
    lacking = {key: value for key, value in csl.items() if not record.get(key)}
    wanted = {key: value for key, value in evidence.items() if not held.get(key)}
    if "text" not in wanted and "file" not in wanted:
        wanted = {}  # extent and provenance are said of a text
    elif evidence.get("extent") == "full" and held.get("extent") == "abstract":
        wanted["extent"] = "full"
    record.update(lacking)
    if wanted:
        new["evidence"] = {**held, **wanted}
    for path, additions in ((("references", 0), lacking), (("evidence",), wanted)):
        if additions:
            text = _put(text, path, additions)
    if _loaded(text) != new:
        raise ValueError("its layout does not let lines be put in")
    return text, (*lacking, *(f"evidence.{key}" for key in wanted))


def _loaded(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _put(text: str, path: tuple[str | int, ...], additions: Mapping[str, Any]) -> str:
    """`text` with `additions` in the mapping at `path`; a value that is there, but empty or superseded, is replaced."""
    for key, value in additions.items():
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        node = _at(root, path)
        if node is None:  # there is no such mapping yet: it begins at the end of the file
            return text.rstrip("\n") + "\n" + _dumped({path[-1]: dict(additions)})
        if not isinstance(node, yaml.MappingNode):  # `evidence:` and nothing behind it
            lines = "\n" + textwrap.indent(_dumped(dict(additions)).rstrip("\n"), "  ")
            return text[: node.start_mark.index].rstrip(" ") + lines + text[node.end_mark.index :]
        there = next((pair[1] for pair in node.value if pair[0].value == key), None)
        if there is not None:
            start, end = there.start_mark.index, there.end_mark.index
            shown = _dumped([value], flow=True)[1:-2]
            text = text[:start] + ("" if text[start - 1 : start] == " " else " ") + shown + text[end:]
        elif node.flow_style:
            end = node.end_mark.index - 1
            text = text[:end].rstrip() + (", " if node.value else "") + f"{key}: {_dumped([value], flow=True)[1:-2]}" + text[end:]
        else:
            text = _line_put(text, node, key, value)
    return text


def _line_put(text: str, node: yaml.MappingNode, key: str, value: Any) -> str:
    """A line below the first one of a mapping whose value stands on one line."""
    name, first = next(pair for pair in node.value if isinstance(pair[1], yaml.ScalarNode) and pair[1].style not in ("|", ">"))
    end = text.find("\n", first.end_mark.index)
    end = len(text) if end < 0 else end
    lines = textwrap.indent(_dumped({key: value}).rstrip("\n"), " " * name.start_mark.column)
    return f"{text[:end]}\n{lines}{text[end:]}"


def _at(node: yaml.Node | None, path: tuple[str | int, ...]) -> yaml.Node | None:
    for part in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            node = next((pair[1] for pair in node.value if pair[0].value == part), None)
    return node


def _dumped(data: Any, *, flow: bool = False) -> str:
    if isinstance(data, dict) and "text" in data:
        data = {**data, "text": _Block(data["text"].strip() + "\n")}
    elif isinstance(data, dict) and "text" in data.get("evidence", {}):
        data = {**data, "evidence": {**data["evidence"], "text": _Block(data["evidence"]["text"].strip() + "\n")}}
    width = 1_000_000 if flow else _ROOM
    shown: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=width, default_flow_style=flow)
    return shown
