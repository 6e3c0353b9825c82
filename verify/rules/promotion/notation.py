"""The notation of patterns in packs, and what makes a pattern safe and fast.

A pattern is a regular expression on small letters, with hyphens read as spaces, and three shorthands: `<benefit>` is any word of
the list of that name, `<..4>` a gap of at most four characters (Chinese) or words (English) inside a clause, `<#>` a number. So
that hundreds of patterns cost no more than one search, each must hold fixed words by which it is found: `anchors` are strings of
which every match holds at least one. A repeat without bound, or a varying one inside another, is refused: it could be made to run
for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from verify.model import Language
from verify.patterns import regex

# Python has no other door to the tree of a regular expression; the module is part of the standard library since 3.11.
from re import _constants as kinds  # type: ignore[attr-defined]  # isort: skip
from re import _parser as parser  # type: ignore[attr-defined]  # isort: skip

_WORDS = re.compile(r"<([a-z][a-z-]*)>")
_GAP = re.compile(r"<\.\.([0-9]{1,2})>")
_FIGURE = r"[0-9]{1,7}(?:[.][0-9]{1,4})?"
_MOST = 400  # strings in one set of anchors
_FEW = 4  # times a group with something optional in it may repeat
_WIDEST = 60  # characters a bounded repeat may span
# Words of every medical article: a poor sign that a pattern may be near.
_COMMON = regex(
    "治疗|患者|疗效|效果|获益|药物|有效|抑制|研究|生存|细胞|作用|改善|风险|肿瘤|控制|临床|选择|保护|降低|带来|发生|缓解|症状|使用"
    "|疼痛|提高|减少|显著|明显|数据|用药|方案|安全|手术|血糖|血压|可以|可能|提升|延长|增加|影响"
    "|treatments?|therapy|patients?|drugs?|risk|results|data|study|studies|disease|pain|effects?|efficacy|response|survival|outcomes"
    "|clinical|control|benefits?|symptoms|safety|safe|more|with|that|this|from|have|were"
)


class PatternError(ValueError):
    """Why a pattern cannot be used; the reader of the pack adds file and line."""


def expand(pattern: str, words: Mapping[str, Sequence[str]], language: Language) -> str:
    """The regular expression that `pattern` stands for."""

    def one_of(match: re.Match[str]) -> str:
        return "(?:" + "|".join(re.escape(word) for word in sorted(listed(match[0], words), key=len, reverse=True)) + ")"

    gap = r"[^,;:。!?]{0,%s}" if language == "zh" else r"(?:[^ ,;:.!?]{1,24} ){0,%s}"
    expression = _WORDS.sub(one_of, _GAP.sub(lambda match: gap % match[1], pattern))
    expression = expression.replace("<#>", _FIGURE)
    return bounded(expression) if language == "en" else expression


def listed(phrase: str, words: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The phrase itself, or the words of the list it names."""
    named = _WORDS.fullmatch(phrase)
    if named is None:
        return (phrase,)
    if named[1] not in words:
        raise PatternError(f"there is no list of words named {named[1]!r}")
    return words[named[1]]


def branches(pattern: str) -> list[str]:
    """The alternatives of a pattern that stand outside all brackets: each is searched on its own, and compiled only if needed."""
    found, depth, start, at = [], 0, 0, 0
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 1
        elif character == "[":
            at = pattern.index("]", at + 2)
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "|" and not depth:
            found.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*found, pattern[start:]]


def bounded(expression: str) -> str:
    """The expression between boundaries of Latin words."""
    return rf"(?<![a-z0-9])(?:{expression})(?![a-z0-9])"


def check(pattern: str) -> None:
    """Raise `PatternError` if the pattern as its author wrote it does not compile, matches nothing at all, or may run for ever."""
    plain = _WORDS.sub("x", _GAP.sub("", pattern)).replace("<#>", "0")
    try:
        tree = parser.parse(plain)
        empty = re.compile(plain).fullmatch("") is not None
    except re.error as error:
        raise PatternError(f"the pattern does not compile: {error}") from error
    if empty:
        raise PatternError("the pattern matches the empty string, so it would be found everywhere")
    _safe(tree, inside=1)


def _safe(tree: Iterable[tuple[Any, Any]], *, inside: int) -> None:
    """`inside` is how often what stands around the tree may repeat it."""
    for kind, value in tree:
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            low, high, body = value
            varies = low != high
            if varies and (high is kinds.MAXREPEAT or high > _WIDEST):
                raise PatternError(
                    f"a repeat without bound can backtrack catastrophically; write {{0,20}} or <..4>, at most {_WIDEST}"
                )
            if varies and inside > (_FEW if high <= 1 else 1):
                raise PatternError("a repeat inside a repeat can backtrack catastrophically; write the forms out")
            _safe(body, inside=inside * max(1, high))
        elif kind is kinds.SUBPATTERN:
            _safe(value[-1], inside=inside)
        elif kind is kinds.BRANCH:
            for branch in value[1]:
                _safe(branch, inside=inside)
        elif kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            _safe(value[1], inside=inside)


def anchors(expression: str) -> tuple[str, ...]:
    """Strings of which every match of `expression` holds at least one, the most telling set there is."""
    found = _required(parser.parse(expression))
    if found is None:
        raise PatternError("the pattern holds no fixed word to find it by")
    return tuple(sorted(_shortest(found)))


def _shortest(words: set[str]) -> set[str]:
    return {word for word in words if not any(other != word and other in word for other in words)}


def _required(tree: Iterable[tuple[Any, Any]]) -> set[str] | None:
    candidates: list[set[str]] = []
    run = {""}
    for kind, value in tree:
        here = _exact_node(kind, value)
        if here is not None:
            candidates.append(here)
        if here is not None and len(run) * len(here) <= _MOST:
            run = {left + right for left in run for right in here}
            continue
        candidates.append(run)
        run = here if here is not None and len(here) <= _MOST else {""}
        if here is None:
            inner = _inner(kind, value)
            if inner is not None:
                candidates.append(inner)
    candidates.append(run)
    usable = [words for words in candidates if "" not in words]
    return max(usable, key=_worth, default=None)


def _worth(words: set[str]) -> float:
    """How well the words tell a pattern from running text: two Chinese characters do, or five letters, but no word that stands in
    every article; many words cost time; of two equal sets the longer words tell more."""
    common = any(_COMMON.fullmatch(word.strip()) for word in words)
    telling = min(sum(1 if character.isascii() else 2.5 for character in word) for word in words)
    return min(telling, 2.4 if common else 5) + min(telling, 20) / 1000 - len(words) / 80


def _inner(kind: Any, value: Any) -> set[str] | None:
    if kind is kinds.SUBPATTERN:
        return _required(value[-1])
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and value[0] >= 1:
        return _required(value[2])
    if kind is kinds.BRANCH:
        found: set[str] = set()
        for branch in value[1]:
            words = _required(branch)
            if words is None:
                return None
            found |= words
        return found
    return None


def _exact(tree: Iterable[tuple[Any, Any]]) -> set[str] | None:
    """Every string the tree matches, if they are few."""
    words = {""}
    for kind, value in tree:
        here = _exact_node(kind, value)
        if here is None or len(words) * len(here) > _MOST:
            return None
        words = {left + right for left in words for right in here}
    return words


def _exact_node(kind: Any, value: Any) -> set[str] | None:
    if kind is kinds.LITERAL:
        return {chr(value)}
    if kind in (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT):
        return {""}
    if kind is kinds.SUBPATTERN:
        return _exact(value[-1])
    if kind is kinds.IN and all(item is kinds.LITERAL for item, _ in value):
        return {chr(code) for _, code in value}
    if kind is kinds.BRANCH:
        found: set[str] = set()
        for branch in value[1]:
            words = _exact(branch)
            if words is None:
                return None
            found |= words
        return found
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and value[1] == 1:
        words = _exact(value[2])
        return words and words | {""}
    return None
