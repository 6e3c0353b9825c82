"""Flags that an editor has answered: after judging, never before, with a reason, never with a star.

Three ways: a comment `<!-- verify: ignore[uncited-figure] reason -->` on the line before or beside, an entry of `ignore:` in
verify.yaml, an accepted decision in the claim record. A suppressed flag stays in every output and says why. A suppression that
matches nothing is itself flagged (rule `suppression-unused`), because it hides the next flag that comes along.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from verify.model import Comment, Document, Flag, Ignore, Review, Span, Suppression, Text
from verify.patterns import regex
from verify.rules.checks.suppression_unused import RULE as UNUSED

_COMMENT = regex(r"^\s*verify\s*[:：]\s*ignore\s*[\[［]([^\]］]*)[\]］](.*)$", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Request:
    """A comment that asks for silence: `lines` of the file it speaks for, the rules it names and why."""

    comment: Comment
    lines: frozenset[int]
    rules: tuple[str, ...]
    reason: str


def suppress(
    review: Review,
    flags: Sequence[Flag],
    ignores: Sequence[Ignore],
    decisions: Mapping[tuple[str, str], str],
    *,
    names: Mapping[str, str],
    off: Collection[str] = (),
) -> list[Flag]:
    """`flags` with their suppressions, and a flag for each suppression that does nothing. `names` maps every name to its rule."""
    document = review.document
    requests = tuple(_requests(document))
    speaking: dict[int, list[_Request]] = {}
    for request in requests:
        for line in request.lines:
            speaking.setdefault(line, []).append(request)
    entries = tuple(entry for entry in ignores if _below(document.name, entry.path))
    live = tuple(entry for entry in entries if not (entry.until and review.today and review.today > entry.until))
    used: set[int] = set()
    answered: list[Flag] = []
    for flag in flags:
        found = None
        first, last = _lines(document, flag.span)
        for request in (request for line in range(first, last + 1) for request in speaking.get(line, ())):
            if request.reason and flag.rule in {names.get(rule) for rule in request.rules}:
                used.add(id(request))
                found = found or Suppression("comment", request.reason)
        for entry in live:
            if (entry.rule and names.get(entry.rule) != flag.rule) or (entry.claim and entry.claim != flag.claim):
                continue
            used.add(id(entry))
            found = found or Suppression("settings", entry.reason)
        accepted = (flag.claim or "", flag.rule)
        if found is None and accepted in decisions:
            found = Suppression("decision", decisions[accepted])
        answered.append(replace(flag, suppressed=found) if found else flag)
    if UNUSED.name not in off:
        answered.extend(_unused_comments(document, requests, used, names, off))
        answered.extend(_unused_entries(document, entries, live, used, names, off))
    return answered


def _requests(document: Document) -> Iterator[_Request]:
    for comment in document.comments:
        if match := _COMMENT.match(comment.text):
            rules = tuple(name.strip() for name in re.split("[,，、]", match[1]) if name.strip())
            yield _Request(comment, frozenset(_spoken_for(document, comment)), rules, match[2].strip())


def _spoken_for(document: Document, comment: Comment) -> Iterator[int]:
    """The lines beside the comment, and the next line with words when the comment has its lines to itself."""
    yield from range(comment.line, comment.last_line + 1)
    around = document.lines[comment.line - 1 : comment.last_line]
    bare = re.sub(r"<!--.*?-->", "", "\n".join(around), flags=re.DOTALL)
    if not bare.strip():
        following = (n for n in range(comment.last_line + 1, len(document.lines) + 1) if document.lines[n - 1].strip())
        yield from (n for n in [next(following, 0)] if n)


def _lines(document: Document, span: Span) -> tuple[int, int]:
    return document.place(span.start).line, document.place(max(span.start, span.end - 1)).line


def _below(name: str, path: str) -> bool:
    """An empty path is every article; a folder is every article in it."""
    name, path = name.replace("\\", "/"), path.replace("\\", "/").rstrip("/")
    return not path or name == path or name.startswith(path + "/")


def _unused_comments(
    document: Document, requests: Sequence[_Request], used: set[int], names: Mapping[str, str], off: Collection[str]
) -> Iterator[Flag]:
    for request in requests:
        if id(request) in used or (request.rules and all(names.get(rule) in off for rule in request.rules)):
            continue
        named = ", ".join(request.rules)
        unknown = [rule for rule in request.rules if rule not in names]
        if not request.rules:
            message = Text("忽略标记没有写明规则名。", "The ignore comment names no rule.")
        elif unknown:
            message = Text(
                f"忽略标记中的“{unknown[0]}”不是规则名。", f"“{unknown[0]}” in the ignore comment is not the name of a rule."
            )
        elif not request.reason:
            message = Text(
                f"忽略标记 ignore[{named}] 没有写明理由，未予采纳。", f"ignore[{named}] gives no reason and is not followed."
            )
        else:
            message = Text(f"忽略标记 ignore[{named}] 在此处没有对应的提示。", f"ignore[{named}] matches no flag here.")
        yield UNUSED.flag(_span_of_line(document, request.comment.last_line), message)


def _unused_entries(
    document: Document,
    entries: Sequence[Ignore],
    live: Sequence[Ignore],
    used: set[int],
    names: Mapping[str, str],
    off: Collection[str],
) -> Iterator[Flag]:
    """Only an entry that names this very article is known to be idle from here; one for a folder may serve another article."""
    for entry in entries:
        if id(entry) in used or entry.path.replace("\\", "/") != document.name.replace("\\", "/") or names.get(entry.rule) in off:
            continue
        what = entry.rule or entry.claim
        if entry not in live:
            message = Text(
                f"verify.yaml 第 {entry.line} 行对 {what} 的忽略已于 {entry.until} 到期。",
                f"verify.yaml:{entry.line}: the suppression of {what} ended on {entry.until}.",
            )
        else:
            message = Text(
                f"verify.yaml 第 {entry.line} 行对 {what} 的忽略在本文中没有对应的提示。",
                f"verify.yaml:{entry.line}: the suppression of {what} matches no flag of this article.",
            )
        yield UNUSED.flag(Span(0, 0), message)


def _span_of_line(document: Document, line: int) -> Span:
    """The first character of text at or after a line of the file."""
    i = bisect_left(document.anchors, line, key=lambda anchor: anchor.place.line)
    at = document.anchors[i].at if i < len(document.anchors) else len(document.text)
    return Span(min(at, len(document.text)), min(at + 1, len(document.text)))
