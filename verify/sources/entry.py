"""One file of the references folder: a CSL-YAML record, as Pandoc reads it, and what is known of what the work says.

    references:
    - id: scagliotti-2012
      title: …
    evidence:
      extent: abstract          # how much of the work this is: abstract or full
      provenance: …             # where the text was seen
      findings:                 # facts in our own words, one by one
      - measure: median overall survival
        population: lung cancer subset of trial 244
        arms: {denosumab: 8.9 months, zoledronic acid: 7.7 months}
        statistics: HR 0.80, P = 0.01
        where: abstract
      text: |                   # and / or running text
        …
      file: scagliotti-2012.pdf # and / or a file beside this one

A finding becomes one sentence of the evidence, so that it is read by the same extractor as everything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from verify.errors import Incomplete
from verify.model import Record
from verify.sources.csl import WrongField, record

_EVIDENCE = {"extent", "provenance", "findings", "text", "file", "note"}
_FINDING = {"measure", "population", "value", "arms", "statistics", "where", "note"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One work of the library: its id, its record, its passages, and the file that holds more of its text."""

    id: str
    path: Path
    record: Record
    passages: tuple[str, ...] = ()
    file: Path | None = None
    complete: bool = False
    findings: int = 0

    @property
    def extent(self) -> Literal["full", "abstract", "none"]:
        """How much of the text of the work is there."""
        if not self.passages and self.file is None:
            return "none"
        return "full" if self.complete else "abstract"


def read(path: Path) -> Entry:
    """The entry at `path`. Raises `Incomplete` naming file, line and field."""
    import yaml

    try:
        text = path.read_text(encoding="utf-8-sig")
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Incomplete(
            f"{path}:{line}: not valid YAML: {error.problem}", f"{path}:{line}：不是有效的 YAML（{error.problem}）"
        ) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Incomplete(f"{path}: cannot be read ({error})", f"{path}：无法读取（{error}）") from error
    try:
        return _entry(data, path)
    except WrongField as error:
        line = _line(text, error.path)
        field = ".".join(str(part) for part in error.path) or "the file"
        raise Incomplete(f"{path}:{line}: {field}: {error}", f"{path}:{line}：字段 {field} 有误（{error}）") from error


def _entry(data: Any, path: Path) -> Entry:
    if not isinstance(data, Mapping):
        raise WrongField((), "must hold `references:` and may hold `evidence:`")
    for key in data:
        if key not in ("references", "evidence"):
            raise WrongField((str(key),), "unknown key; known keys: references, evidence")
    works = data.get("references")
    if not isinstance(works, list) or len(works) != 1 or not isinstance(works[0], Mapping):
        raise WrongField(("references",), "must be a list of one CSL record")
    try:
        found = record(works[0])
    except WrongField as error:
        raise WrongField(("references", 0, *error.path), str(error)) from error
    if not works[0].get("id"):
        raise WrongField(("references", 0), "needs an id")
    evidence = data.get("evidence") or {}
    if not isinstance(evidence, Mapping):
        raise WrongField(("evidence",), "must be a list of `key: value` lines")
    for key in evidence:
        if key not in _EVIDENCE:
            raise WrongField(("evidence", str(key)), f"unknown key; known keys: {', '.join(sorted(_EVIDENCE))}")
    extent = evidence.get("extent", "abstract")
    if extent not in ("abstract", "full"):
        raise WrongField(("evidence", "extent"), "must be abstract or full")
    findings = evidence.get("findings") or []
    if not isinstance(findings, list):
        raise WrongField(("evidence", "findings"), "must be a list")
    passages = [_sentence(finding, i) for i, finding in enumerate(findings)]
    if (text := evidence.get("text")) is not None:
        if not isinstance(text, str):
            raise WrongField(("evidence", "text"), "must be text")
        passages.append(text.strip())
    file = evidence.get("file")
    if file is not None and (not isinstance(file, str) or "/" in file or "\\" in file or file.startswith(".")):
        raise WrongField(("evidence", "file"), "must be the name of a file beside this one")
    own = works[0].get("abstract")  # as reference managers export it
    if isinstance(own, str) and own.strip() and not passages and file is None:
        passages.append(own.strip())
    return Entry(
        str(works[0]["id"]), path, found, tuple(passages), path.parent / file if file else None, extent == "full", len(findings)
    )


def _sentence(finding: Any, i: int) -> str:
    """`Median overall survival, lung cancer subset: 8.9 months with denosumab and 7.7 months with zoledronic acid (HR 0.80).`"""
    where = ("evidence", "findings", i)
    if not isinstance(finding, Mapping) or not finding.get("measure"):
        raise WrongField(where, "a finding needs a measure")
    for key in finding:
        if key not in _FINDING:
            raise WrongField((*where, str(key)), f"unknown key; known keys: {', '.join(sorted(_FINDING))}")
    arms = finding.get("arms")
    if arms is not None and (not isinstance(arms, Mapping) or not arms):
        raise WrongField((*where, "arms"), "must be a list of `arm: value` lines")
    head = ", ".join(str(finding[key]) for key in ("measure", "population") if finding.get(key))
    body = " and ".join(f"{value} in the {arm} group" for arm, value in arms.items()) if arms else str(finding.get("value", ""))
    tail = f" ({finding['statistics']})" if finding.get("statistics") else ""
    return f"{head}: {body}{tail}." if body else f"{head}{tail}."


def _line(text: str, path: tuple[str | int, ...]) -> int:
    """The line on which the node at `path` stands, or its nearest ancestor."""
    import yaml

    node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    line = node.start_mark.line if node is not None else 0
    for part in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line
        elif isinstance(node, yaml.MappingNode) and (found := next((pair for pair in node.value if pair[0].value == part), None)):
            line, node = found[0].start_mark.line, found[1]  # what is wrong is looked for at its key
        else:
            break
    return line + 1
