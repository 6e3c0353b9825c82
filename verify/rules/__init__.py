"""Rules look at one `Review` and yield `Flag`s. One door: `judge`.

**Adding a rule.** Write `checks/<name_with_underscores>.py`; that one file is the whole rule. It opens with what the rule looks
for, defines `check(review)`, a generator of flags, and ends with `RULE = Rule(name=..., ..., check=check)`: the reasons, the
sources and the bad and good examples stand there and nowhere else. Put the name into `_CHECKS` below. Then `verify explain NAME`,
`docs/rules.md` and the tests know it: every bad example must be flagged, no good one may be.

**Packs and plug-ins.** An entry of the table names a `Rule`, a tuple of them, or a function that makes the tuple from the packs in
use ("module:object"; `promotion/` is one), and an installed package adds its own through an entry point of the group
`verify.rules`. From then on nobody can tell where a rule came from: a rule is its fields and one function.

**What a check may do.** It reads the review and nothing else: no file, no network, no clock (`review.today`). It builds flags with
`RULE.flag(span, message, ...)`, which fills in name, severity and confidence. It does not look at comments or settings:
suppression comes after judging (`suppression.py`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from verify import plugins
from verify.errors import UserError
from verify.model import Flag, Ignore, Review, Severity
from verify.rules.promotion.profile import profile
from verify.rules.rule import Category, Example, Rule
from verify.rules.suppression import suppress

__all__ = ["Category", "Example", "Rule", "judge", "profile", "resolve", "rules"]

# In the order they run and are listed.
_CHECKS = (
    "value-mismatch",
    "arms-swapped",
    "direction-reversed",
    "unit-mismatch",
    "wrong-measure",
    "wrong-population",
    "wrong-time-point",
    "misattributed",
    "not-in-source",
    "not-in-abstract",
    "source-unavailable",
    "comparator-omitted",
    "relative-without-absolute",
    "uncited-figure",
    "citation-without-entry",
    "reference-list-missing",
    "reference-never-cited",
    "citation-out-of-order",
    "reference-duplicate",
    "reference-incomplete",
    "reference-differs",
    "reference-not-resolved",
    "citation-predates-data",
    "reference-in-future",
    "figure-conflict",
    "percent-count-mismatch",
    "impossible-percentage",
    "estimate-outside-interval",
    "p-interval-conflict",
    "difference-miscalculated",
    "total-mismatch",
    "suppression-unused",
)

BUILT_IN: Mapping[str, str] = {
    **{name: f"verify.rules.checks.{name.replace('-', '_')}:RULE" for name in _CHECKS},
    "promotion": "verify.rules.promotion:rules",
}


@cache
def rules(packs: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Every rule in the order it runs and is listed. Two rules of one name, or an alias used again, stop the run.

    `packs` names the packs that the rules on promotional language rest on (`verify.rules.promotion`); none: all.
    """
    found: list[Rule] = []
    for target in plugins.table("rules", BUILT_IN).values():
        loaded = plugins.load(target)
        found.extend([loaded] if isinstance(loaded, Rule) else loaded(packs) if callable(loaded) else loaded)
    taken: set[str] = set()
    for rule in found:
        for name in (rule.name, *rule.aliases):
            if name in taken:
                raise UserError(f"two rules claim the name {name!r}; a name is never used twice", f"规则名 {name!r} 重复")
            taken.add(name)
    return tuple(found)


@cache
def _by_name() -> dict[str, Rule]:
    return {name: rule for rule in rules() for name in (rule.name, *rule.aliases)}


def resolve(name: str) -> Rule:
    """The rule of this name or former name. An unknown name is a `UserError` that tells the nearest known one."""
    known = _by_name()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        raise UserError(f"there is no rule {name!r}; did you mean {near[0]!r}?", f"没有名为 {name!r} 的规则；是否指 {near[0]!r}？")
    raise UserError(
        f"there is no rule {name!r}; `verify rules` lists them all", f"没有名为 {name!r} 的规则；用 verify rules 查看全部规则"
    )


def judge(
    review: Review,
    *,
    disable: Iterable[str] = (),
    severity: Mapping[str, Severity] | None = None,
    ignores: Iterable[Ignore] = (),
    decisions: Mapping[tuple[str, str], str] | None = None,
    packs: tuple[str, ...] = (),
) -> tuple[Flag, ...]:
    """All flags of `review`, sorted by place; suppressed ones are kept and say why.

    `disable`, the keys of `severity` and `ignores`, the entries of verify.yaml, name rules, former names too. `decisions` gives,
    for each claim id and rule an editor accepted, the reason. Raises `UserError` for a name that is no rule.
    """
    off = {resolve(name).name for name in disable}
    raised = {resolve(name).name: level for name, level in (severity or {}).items()}
    ignores = tuple(ignores)
    for entry in ignores:
        if entry.rule:
            resolve(entry.rule)
    flags = [flag for rule in rules(packs) if rule.name not in off for flag in rule.check(review)]
    flags = suppress(review, flags, ignores, decisions or {}, names={name: rule.name for name, rule in _by_name().items()}, off=off)
    if raised:
        flags = [replace(flag, severity=raised.get(flag.rule, flag.severity)) for flag in flags]
    order = {rule.name: i for i, rule in enumerate(rules())}
    return tuple(sorted(flags, key=lambda flag: (flag.span, order[flag.rule], flag.reference or "")))
