"""What people decided about claims: read from an old record as it is spelt, carried to the claims of the new one.

A decision is kept as a YAML node and not as a value, so that a date stays the date as written and unknown keys stay too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

from verify.errors import UserError

if TYPE_CHECKING:
    import yaml

STATUSES = ("accepted", "disputed")
_SAME_MEASURE, _OTHER_MEASURE = 65.0, 80.0  # how alike, of 100, an edited sentence must be for its decision to follow it
_NO = frozenset(("", "false", "no", "off", "~", "null"))


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a claim. `flags` are the rules that stood against the claim then; a stale one decides nothing."""

    claim: str
    measure: str
    quote: str
    status: str
    by: str = ""
    on: str = ""
    reason: str = ""
    stale: bool = False
    orphaned: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of an old record, with the node of its decision if a person has made one."""

    id: str
    measure: str
    quote: str
    flags: tuple[str, ...]
    decision: yaml.MappingNode | None
    orphaned: bool

    def read(self, path: str) -> Decision:
        """The decision as data. Raises `UserError` for a status that is none."""
        fields = _fields(self.decision, path) if self.decision is not None else {}
        texts = {name: str(fields[name].value) if name in fields else "" for name in ("status", "by", "on", "reason")}
        if texts["status"] not in STATUSES and self.decision is not None:
            _broken(path, self.decision, f"a decision needs `status: accepted` or `status: disputed`, not {texts['status']!r}")
        stale = "stale" in fields and str(fields["stale"].value).lower() not in _NO
        return Decision(self.id, self.measure, self.quote, **texts, stale=stale, orphaned=self.orphaned, flags=self.flags)


@lru_cache(maxsize=1)  # a record is read for what was accepted and, once its article is reviewed, to be renewed
def entries(text: str, path: str) -> tuple[Entry, ...]:
    """The claims of a record, then the orphaned ones. Raises `UserError` naming file and line for what is no record."""
    import yaml

    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        last = text.count("\n") + (not text.endswith("\n"))  # the parser may point behind the end
        at = f"{path}:{min(mark.line + 1, last) if mark else 1}"
        what = getattr(error, "problem", None) or type(error).__name__
        raise UserError(
            f"{at}: the claim record is not valid YAML ({what}); mend this line, or move the file away to start anew",
            f"{at}：陈述记录不是有效的 YAML（{what}）；请修改此行，或移走该文件后重新生成",
        ) from error
    if root is None:
        return ()
    fields = _fields(root, path)
    found: list[Entry] = []
    for section in ("claims", "orphaned"):
        node = fields.get(section)
        if node is not None:
            if not isinstance(node, yaml.SequenceNode):
                _broken(path, node, f"`{section}` must be a list")
            found += [_entry(item, path, orphaned=section == "orphaned") for item in node.value]
    return tuple(found)


def carry(old: Sequence[Entry], new: Sequence[dict[str, Any]]) -> tuple[list[yaml.MappingNode | None], list[dict[str, Any]]]:
    """For each new claim the decision it keeps or inherits; then the items of `orphaned`: decisions that found no claim.

    A new claim is a mapping with `id`, `quote`, `measure` and perhaps `flags`. By id first; then, among claims that the old
    record did not know, to the most similar one.
    """
    kept: list[yaml.MappingNode | None] = [None] * len(new)
    places: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(new):
        places[item["id"]].append(i)
    homeless: list[Entry] = []
    for entry in old:
        here = places[entry.id]
        if entry.decision is None:
            if here and not entry.orphaned:
                here.pop(0)  # two claims of one id stay in step
        elif here:
            at = here.pop(0)
            kept[at] = _kept(entry, entry.decision, new[at])
        else:
            homeless.append(entry)
    known = {entry.id for entry in old if not entry.orphaned}
    free = [i for i, item in enumerate(new) if kept[i] is None and item["id"] not in known]
    heirs = _heirs(homeless, free, new)
    for i, entry in enumerate(homeless):
        if i in heirs and entry.decision is not None:
            kept[heirs[i]] = _stale(entry.decision, "old_quote", _text(entry.quote))
    orphans = [entry for i, entry in enumerate(homeless) if i not in heirs]
    return kept, [{"id": e.id, "quote": e.quote, "measure": e.measure, "decision": e.decision} for e in orphans]


def _heirs(old: Sequence[Entry], free: Sequence[int], new: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Which new claim was made from which old one, the most similar pair first, each claim used once."""
    if not old or not free:
        return {}
    from rapidfuzz import fuzz

    scores = []
    for i, entry in enumerate(old):
        for at in free:
            other = new[at]["measure"] != entry.measure
            score = fuzz.ratio(entry.quote, new[at]["quote"], score_cutoff=_OTHER_MEASURE if other else _SAME_MEASURE)
            if score:
                scores.append((other, -score, i, at))
    heirs: dict[int, int] = {}
    for _, _, i, at in sorted(scores):
        if i not in heirs and at not in heirs.values():
            heirs[i] = at
    return heirs


def _kept(entry: Entry, decision: yaml.MappingNode, claim: dict[str, Any]) -> yaml.MappingNode:
    """The decision of an unchanged claim; who accepted it has not accepted a flag that came later."""
    rules = [flag["rule"] for flag in claim.get("flags", ())]
    unseen = list(dict.fromkeys(rule for rule in rules if rule not in entry.flags))
    accepts = any(key.value == "status" and value.value == "accepted" for key, value in decision.value)
    if not unseen or not accepts or entry.orphaned:
        return decision
    import yaml

    return _stale(
        decision, "new_flags", yaml.SequenceNode("tag:yaml.org,2002:seq", [_text(rule) for rule in unseen], flow_style=True)
    )


def _stale(decision: yaml.MappingNode, key: str, why: yaml.Node) -> yaml.MappingNode:
    """`decision` with `stale: true` and why; an older reason of the same kind stands, for that is what the person looked at."""
    import yaml

    pairs = [(name, value) for name, value in decision.value if name.value != "stale"]
    pairs.append((_text("stale"), yaml.ScalarNode("tag:yaml.org,2002:bool", "true")))
    if all(name.value != key for name, _ in pairs):
        pairs.append((_text(key), why))
    return yaml.MappingNode(decision.tag, pairs, flow_style=decision.flow_style)


def _text(text: str) -> yaml.ScalarNode:
    import yaml

    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def _entry(node: yaml.Node, path: str, *, orphaned: bool) -> Entry:
    import yaml

    fields = _fields(node, path)
    decision = fields.get("decision")
    if isinstance(decision, yaml.ScalarNode) and decision.value.lower() in _NO:
        decision = None
    if decision is not None and not isinstance(decision, yaml.MappingNode):
        _broken(path, decision, "a decision must have `status:`, `by:`, `on:` and `reason:` below it")
    id, measure, quote = (
        str(value.value) if isinstance(value := fields.get(key), yaml.ScalarNode) else "" for key in ("id", "measure", "quote")
    )
    flags = fields.get("flags")
    listed = [_fields(flag, path) for flag in flags.value] if isinstance(flags, yaml.SequenceNode) else []
    return Entry(id, measure, quote, tuple(str(flag["rule"].value) for flag in listed if "rule" in flag), decision, orphaned)


def _fields(node: yaml.Node, path: str) -> dict[str, yaml.Node]:
    import yaml

    if not isinstance(node, yaml.MappingNode):
        _broken(path, node, "expected `key: value` lines here")
    return {str(key.value): value for key, value in node.value}


def _broken(path: str, node: yaml.Node, what: str) -> NoReturn:
    raise UserError(
        f"{path}:{node.start_mark.line + 1}: the claim record is broken: {what}",
        f"{path}:{node.start_mark.line + 1}：陈述记录有误：{what}",
    )
