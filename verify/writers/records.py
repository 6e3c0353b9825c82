"""The claim record of an article, `claims/<article>.yaml`: what the machine found, and what a person decided about it.

The machine part is rewritten on every run, the same bytes for the same input. A `decision` is a person's and is copied as it
stands, with keys this program does not know. It belongs to its claim by id; when the sentence was edited it moves to the most
similar new claim and is marked `stale`, with the old quote beside it; when the claim is gone it waits under `orphaned`. A stale
decision decides nothing until a person has looked and deleted the mark. A decision also goes stale when its claim gets a flag
that the decision cannot have meant. Comments are not kept: write into `reason`, or into any key of your own inside the decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from verify.errors import UserError
from verify.model import Claim, Figure, Flag, Match, Review
from verify.writers.decisions import Decision, carry, entries
from verify.writers.summary import in_order, standings

__all__ = ["Decision", "accepted", "decisions", "decisions_of", "merge", "read"]

HEADER = """\
# Rewritten by verify on every run, except for what stands under `decision`. To decide on a claim, add below it:
#   decision: {status: accepted, by: your name, on: 2026-01-31, reason: why}      (status: accepted or disputed)
# 每次运行 verify 都会重写本文件，唯有 decision 下的内容由人填写并予以保留（status: accepted 认可，disputed 有异议）。
"""


class Recorded(Protocol):
    """An article that may have a record."""

    @property
    def record(self) -> Path | None: ...


def decisions_of(article: Recorded) -> dict[tuple[str, str], str]:
    """`accepted` of the article's record file; nothing if there is none. Raises `UserError` for a broken record."""
    text = read(article.record) if article.record else None
    return accepted(text, path=str(article.record)) if text else {}


def read(path: Path) -> str | None:
    """The text of a record, None if there is none yet. Raises `UserError` if it is there and cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"{path}: the claim record cannot be read ({error}); mend or move it", f"{path}：无法读取陈述记录（{error}）"
        ) from error


def accepted(text: str, *, path: str = "record") -> dict[tuple[str, str], str]:
    """(claim id, rule) -> reason, for every flag that a person saw when accepting its claim, unless the decision is stale."""
    return {
        (decision.claim, rule): decision.reason.strip() or decision.by or decision.status
        for decision in decisions(text, path=path)
        if decision.status == "accepted" and not decision.stale and not decision.orphaned
        for rule in decision.flags
    }


def decisions(text: str, *, path: str = "record") -> tuple[Decision, ...]:
    """Every decision of a record, orphaned ones last. Raises `UserError` naming file and line for what is no record."""
    return tuple(entry.read(path) for entry in entries(text, path) if entry.decision is not None)


def merge(old: str | None, review: Review, *, path: str = "record") -> str:
    """The new text of a record: the machine part of `review`, the decisions of `old`. Raises `UserError` for a broken record."""
    before = entries(old or "", path)
    for entry in before:
        entry.read(path)  # a decision with a misspelt status must not be carried on in silence
    claims = _machine(review)
    kept, orphaned = carry(before, claims)
    for claim, decision in zip(claims, kept, strict=True):
        if decision is not None:
            claim["decision"] = decision
    record: dict[str, Any] = {
        "article": PurePosixPath(review.document.name).name,  # the bytes must not depend on where the command was run
        "language": review.document.language,
        "claims": claims,
        "flags": [_flag(review, flag) for flag in in_order(review.flags) if flag.claim is None],
        "orphaned": orphaned,
    }
    return HEADER + _dump({key: value for key, value in record.items() if value or key == "claims"})


# ------------------------------------------------------------------------------------------------ the machine part


def _machine(review: Review) -> list[dict[str, Any]]:
    stands = standings(review)
    flags: dict[str | None, list[Flag]] = defaultdict(list)
    for flag in in_order(review.flags):
        flags[flag.claim].append(flag)
    matches: dict[str, list[Match]] = defaultdict(list)
    for match in review.matches:
        matches[match.claim].append(match)
    return [_claim(review, claim, stands[claim.id], matches[claim.id], flags[claim.id]) for claim in review.claims]


def _claim(review: Review, claim: Claim, stand: str, matches: Iterable[Match], flags: Iterable[Flag]) -> dict[str, Any]:
    item = {
        "id": claim.id,
        "quote": review.document.slice(claim.span),
        "measure": claim.measure,
        "relation": claim.relation,
        "figures": [_figure(figure) for figure in claim.figures],
        "population": claim.population,
        "time_point": claim.time_point,
        "direction": claim.direction,
        "citations": list(claim.citations),
        "scope": claim.scope.value,
        "verdict": stand,
        "matches": [_match(review, match) for match in matches],
        "flags": [_flag(review, flag) for flag in flags],
    }
    return {key: value for key, value in item.items() if value not in (None, [])}


def _figure(figure: Figure) -> _OneLine:
    q = figure.quantity
    item = _OneLine(text=q.text, kind=q.kind, low=q.low, high=q.high, unit=q.unit, comparator=q.comparator)
    if figure.statistic != "value":
        item["statistic"] = figure.statistic
    if figure.arm:
        item["arm"] = figure.arm
    return item


def _match(review: Review, match: Match) -> dict[str, Any]:
    item = {
        "reference": match.reference,
        "verdict": match.verdict.value,
        "reason": match.reason,
        "quote": match.quote,
        "explanation": match.explanation.in_(review.document.language),
        "working": match.working,
    }
    return {key: value for key, value in item.items() if value}


def _flag(review: Review, flag: Flag) -> dict[str, Any]:
    item = {
        "rule": flag.rule,
        "severity": flag.severity.value,
        "confidence": flag.confidence.value,
        "reference": flag.reference,
        "message": flag.message.in_(review.document.language),
        "working": flag.working,
        "suppressed": flag.suppressed and f"{flag.suppressed.kind}: {flag.suppressed.reason}",
    }
    return {key: value for key, value in item.items() if value}


# ------------------------------------------------------------------------------------------------ YAML


def _dump(record: Mapping[str, Any]) -> str:
    """Block style, Chinese as it is, one line for each text and for each figure."""
    import yaml

    options: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 1 << 20, "default_flow_style": False}
    return str(yaml.dump(record, Dumper=_dumper(), **options))


class _OneLine(dict[str, Any]):
    """A mapping written on one line."""


@cache
def _dumper() -> Any:
    import yaml

    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc]
        def ignore_aliases(self, data: object) -> bool:
            return True

        def text(self, text: str) -> Any:
            """A block for several lines, unless a character or a space at the end of a line cannot stand in one."""
            block = "\n" in text and not any(c in text for c in (" \n", "\t", "\r")) and text.replace("\n", "").isprintable()
            return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if block and text[0] not in " \n" else None)

        def number(self, value: Decimal) -> Any:
            whole = value == value.to_integral_value()
            tag, printed = ("int", value.to_integral_value()) if whole else ("float", value)
            return self.represent_scalar(f"tag:yaml.org,2002:{tag}", f"{printed:f}")

        def one_line(self, item: _OneLine) -> Any:
            return self.represent_mapping("tag:yaml.org,2002:map", item, flow_style=True)

    Dumper.add_representer(str, Dumper.text)
    Dumper.add_representer(Decimal, Dumper.number)
    Dumper.add_representer(_OneLine, Dumper.one_line)
    Dumper.add_representer(yaml.MappingNode, lambda _, node: node)  # a decision, as a person wrote it
    return Dumper
