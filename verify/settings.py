"""`verify.yaml` -> frozen `Settings`. A workspace is the folder that holds it.

There is one file name and no cascade. An unknown key is a `UserError` naming file, line and the nearest known key, because a
misspelt setting that is silently ignored is a gate that does not close.
"""

from __future__ import annotations

import datetime
import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.errors import UserError
from verify.model import Audience, Confidence, Ignore, Language, Severity

if TYPE_CHECKING:
    import yaml

FILE_NAME = "verify.yaml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a workspace; every field has the default that holds without a `verify.yaml`."""

    root: Path = Path()
    found: bool = False  # a verify.yaml was read
    articles: tuple[str, ...] = ("articles",)
    claims: str = "claims"
    references: str = "references"
    reports: str = "reports"
    language: Language | None = None  # of messages; None: the article's own
    audience: Audience | None = None  # hcp, patient, public; None: detected
    fail_on: Severity | None = Severity.ERROR
    confidence: Confidence = Confidence.MEDIUM  # what the gate asks of a flag
    disable: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    ignore: tuple[Ignore, ...] = ()
    packs: tuple[str, ...] = ()  # of promotional language: names, languages, or paths of .yaml files; none: all


def find(start: Path) -> Settings:
    """The settings of the workspace around `start`: the nearest `verify.yaml` upwards, else the defaults with `start` as root."""
    start = start.resolve()
    for folder in (start, *start.parents):
        path = folder / FILE_NAME
        if path.is_file():
            return read(path)
    return Settings(root=start)


def system_language() -> Language:
    """The language of the system's messages, from the variables in the order POSIX gives them."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if locale.startswith("zh") else "en"


def read(path: Path) -> Settings:
    """Read one `verify.yaml`. Raises `UserError` with file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read ({error})", f"{path}：无法读取（{error}）") from error
    return parse(text, path)


def parse(text: str, path: Path) -> Settings:
    """`Settings` from the text of a `verify.yaml` that stands at `path`."""
    import yaml

    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UserError(
            f"{path}:{line}: not valid YAML: {error.problem}; mend this line",
            f"{path}:{line}：不是有效的 YAML（{error.problem}），请修改此行",
        ) from error
    values = _mapping(node, _KEYS, path, "verify.yaml") if node is not None else {}
    return Settings(root=path.parent, found=True, **values)


Reader = Callable[["yaml.Node", Path], Any]


def _mapping(node: yaml.Node, keys: Mapping[str, tuple[str, Reader]], path: Path, what: str) -> dict[str, Any]:
    import yaml

    if not isinstance(node, yaml.MappingNode):
        raise _wrong(path, node, f"{what} must be a list of `key: value` lines")
    values = {}
    for key_node, value_node in node.value:
        name = str(key_node.value)
        if name not in keys:
            near = difflib.get_close_matches(name, keys, n=1, cutoff=0.5)
            known = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(keys)}"
            raise _wrong(path, key_node, f"unknown key {name!r} in {what}; {known}")
        attribute, reader = keys[name]
        if attribute in values:
            raise _wrong(path, key_node, f"key {name!r} stands twice in {what}")
        values[attribute] = reader(value_node, path)
    return values


def _wrong(path: Path, node: yaml.Node, message: str) -> UserError:
    return UserError(f"{path}:{node.start_mark.line + 1}: {message}")


def _text(node: yaml.Node, path: Path) -> str:
    import yaml

    if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
        raise _wrong(path, node, "expected one word or sentence here")
    return str(node.value)


def _texts(node: yaml.Node, path: Path) -> tuple[str, ...]:
    import yaml

    if isinstance(node, yaml.SequenceNode):
        return tuple(_text(item, path) for item in node.value)
    return (_text(node, path),)


def _one_of(*words: str, none: str | None = None) -> Reader:
    def reader(node: yaml.Node, path: Path) -> str | None:
        word = _text(node, path)
        if word == none:
            return None
        if word not in words:
            raise _wrong(path, node, f"{word!r} is none of {', '.join([*words, *([none] if none else [])])}")
        return word

    return reader


def _severity(node: yaml.Node, path: Path) -> Severity | None:
    word = _one_of("error", "warning", "note", none="never")(node, path)
    return Severity(word) if word else None


def _confidence(node: yaml.Node, path: Path) -> Confidence:
    return Confidence(_one_of("high", "medium", "low")(node, path))


def _severities(node: yaml.Node, path: Path) -> dict[str, Severity]:
    import yaml

    if not isinstance(node, yaml.MappingNode):
        raise _wrong(path, node, "severity must be a list of `rule: error|warning|note` lines")
    return {_text(key, path): Severity(_one_of("error", "warning", "note")(value, path)) for key, value in node.value}


def _date(node: yaml.Node, path: Path) -> str:
    word = _text(node, path)
    try:
        return datetime.date.fromisoformat(word).isoformat()
    except ValueError:
        raise _wrong(path, node, f"{word!r} is not a date like 2027-01-31") from None


def _ignores(node: yaml.Node, path: Path) -> tuple[Ignore, ...]:
    import yaml

    if not isinstance(node, yaml.SequenceNode):
        raise _wrong(path, node, "ignore must be a list of entries, each with a rule or a claim, and a reason")
    entries = []
    for item in node.value:
        entry = Ignore(**{"reason": "", **_mapping(item, _IGNORE_KEYS, path, "an entry of ignore")}, line=item.start_mark.line + 1)
        if not entry.reason:
            raise _wrong(path, item, "an ignored flag needs a reason")
        if not entry.rule and not entry.claim:
            raise _wrong(path, item, "an entry of ignore needs a rule or a claim")
        if "*" in entry.rule:
            raise _wrong(path, item, "ignore names one rule; a star is not allowed")
        entries.append(entry)
    return tuple(entries)


def _packs(node: yaml.Node, path: Path) -> tuple[str, ...]:
    """Names as they are; the path of a pack counts from the folder of verify.yaml."""
    return tuple(str(path.parent / name) if name.endswith((".yaml", ".yml")) else name for name in _texts(node, path))


_IGNORE_KEYS: dict[str, tuple[str, Reader]] = {
    "rule": ("rule", _text),
    "claim": ("claim", _text),
    "path": ("path", _text),
    "reason": ("reason", _text),
    "until": ("until", _date),
}

_KEYS: dict[str, tuple[str, Reader]] = {
    "articles": ("articles", _texts),
    "claims": ("claims", _text),
    "references": ("references", _text),
    "reports": ("reports", _text),
    "language": ("language", _one_of("zh", "en", none="auto")),
    "audience": ("audience", _one_of("hcp", "patient", "public", none="auto")),
    "fail-on": ("fail_on", _severity),
    "confidence": ("confidence", _confidence),
    "disable": ("disable", _texts),
    "severity": ("severity", _severities),
    "ignore": ("ignore", _ignores),
    "packs": ("packs", _packs),
}
