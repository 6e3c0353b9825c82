"""The numeric stretches of a reference entry: where year, volume, issue and pages may stand.

Styles differ in order and punctuation, hardly in kind: a stretch of numbers, labels (vol., no., pp., 卷, 期), months and
brackets without other words. The entry is cut into such stretches (`Block`), and each is scored by how much it looks like the
place of an article in a journal. What its numbers mean is read in `entry_place`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from verify.patterns import regex

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall|Winter)"
)
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FREE = r"(?<![^\W\d_])"  # no letter before: a label stands by itself
_TOKEN = regex(
    rf"""
      (?P<prose>(?:(?!article\s|abstract\s|spec)(?:[^\W\d_]+[ ]|[^\W\d_]{{5,}}-)(?=[^\W\d_]{{2}}))+)
    | (?P<date>(?:1[5-9]|20)[0-9]{{2}}(?:-[0-9]{{1,2}}-[0-9]{{1,2}}|[年/][0-9]{{1,2}}[月/][0-9]{{1,2}}日?|年[0-9]{{1,2}}月))
    | (?P<zvol>[第제]?\s?[0-9一二三四五六七八九十]+\s?[卷巻권집]|卷\s?[0-9]+)
    | (?P<ziss>[第제]?\s?(?:[0-9][0-9/-]*|[一二三四五六七八九十]+)\s?[期号號호]|期\s?[0-9]+)
    | (?P<zpage>第?\s?[0-9]+(?:\s?[-~]\s?[0-9]+)?(?:,\s?[0-9]+)?\s?[页頁면]|页\s?[0-9]+)
    | (?P<count>[0-9]+\s?(?:pp?|pages|vols?|с)\.?(?![A-Za-z0-9]|\.?\s?[0-9]))
    | (?P<vol>{_FREE}(?:vol(?:ume)?s?|v|bd|tome|т)\.?\s?(?=[0-9]|[IVXLC]+(?![a-z])))
    | (?P<iss>{_FREE}(?:no|nos|nr|n°|№|issue|iss|number|num|n|heft)s?[.:]?[ºo]?\s?(?=[0-9]))
    | (?P<page>{_FREE}(?:(?-i:p|pp|Pp|PP)|(?-i:P)(?=[.:\s])|pages?|pgs?|с)[.:]{{0,2}}\s?(?=[A-Za-z]{{0,3}}-?[0-9]|[ivxl]+-))
    | (?P<art>{_FREE}(?:art(?:icle)?\.?\s?(?:id|no|number)?|id|paper|abstr(?:act)?|poster|摘要)[.:]?\s?(?=[A-Za-z]{{0,3}}[0-9]))
    | (?P<suppl>(?:{_FREE}(?:suppl(?:ement)?|pt|part|spec|special\sissue|spec\sno|sup)(?![a-z])\.?|增刊|专刊|z(?=[0-9]))
        \s?(?:[0-9]+|[A-Z](?![a-z]))?)
    | (?P<month>{_FREE}{_MONTH}(?![a-z])\.?(?:\s?[-/]\s?{_MONTH}(?![a-z])\.?)?)
    | (?P<range>(?<![A-Za-z])[A-Za-z]{{0,3}}\.?[0-9]+(?:\.[a-z][0-9]+)?[A-Za-z]?\s?[-~]+\s?
        [A-Za-z]{{0,3}}\.?[0-9]+(?:\.[a-z][0-9]+)?(?:[A-Za-z](?![A-Za-z0-9]))?)
    | (?P<mixed>'[0-9]{{2}}(?![0-9])|{_FREE}(?:[A-Za-z]+[0-9]+[A-Za-z]+[0-9]|[0-9]+[A-Za-z]+[0-9]|[0-9]+[A-Za-z]{{2}})[0-9A-Za-z]*)
    | (?P<num>(?:(?<![A-Za-z])(?:[A-Za-z]|(?-i:[A-Z]{{2}})|(?-i:[A-Z]{{3}})(?=[0-9]{{3}})))?
        (?:[0-9]{{1,3}}\.[0-9]{{1,3}}(?![0-9])|[0-9]+(?:/[0-9]+)*)(?:-?[A-Za-z](?![A-Za-z0-9]))?年?)
    | (?P<roman>{_FREE}[IVXLC]{{1,6}}(?![^\W\d_]))
    | (?P<open>[(\[])
    | (?P<close>[)\]])
    | (?P<word>[^\W\d_]+(?:['.]?[^\W\d_]+)*(?:[-/'][0-9]+)*)
    | (?P<other>[^\s,;:.()\[\]])
    """,
    re.VERBOSE | re.IGNORECASE,
)
YEAR = regex(r"(1[5-9][0-9]{2}|20[0-4][0-9])(?:[a-z]|/[0-9]{2,4})?年?$")
_NUMERIC = frozenset(
    {"date", "zvol", "ziss", "vol", "iss", "zpage", "page", "art", "suppl", "month", "range", "num", "count", "open", "close"}
)
_STRONG = frozenset({"range", "page", "vol", "iss", "zvol", "ziss", "zpage", "art"})
_VALUES = frozenset({"date", "zvol", "ziss", "zpage", "suppl", "month", "range", "num"})


class Token(NamedTuple):
    """A typed stretch of the entry; `gap` is what stands between it and the token before."""

    kind: str
    text: str
    start: int
    end: int
    gap: str


@dataclass(slots=True)
class Block:
    """A maximal stretch of numeric tokens."""

    tokens: list[Token] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def score(self) -> int:
        """How much the block looks like volume, issue and pages; 0 for a lone year or number."""
        points = numbers = 0
        before = ""
        for i, token in enumerate(self.tokens):
            kind = token.kind
            if kind in _STRONG:
                points += 3
            elif kind == "num":
                numbers += 1
                if before == "open" and token.gap == "" and not YEAR.match(token.text) and len(self.tokens) > 3:
                    points += 2
            elif kind == "suppl":
                points += 1
            if kind == "range" and before == "num":
                points += 1
            if i and kind in ("num", "range") and (":" in token.gap or ";" in token.gap):
                points += 2
            before = kind
        if points == 3 and numbers == 0 and any(t.kind == "range" and YEAR.match(t.text[:4]) for t in self.tokens):
            return 0  # 1971-96: a span of years in a title
        return points + 2 * (numbers - 1 if numbers > 1 else 0)

    @property
    def labels_volume(self) -> bool:
        return any(token.kind in ("vol", "zvol") for token in self.tokens)

    def years(self) -> list[Token]:
        return [t for t in self.tokens if t.kind == "date" or (t.kind == "num" and YEAR.match(t.text))]


def blocks(text: str, start: int = 0) -> Iterator[Block]:
    """The numeric stretches of folded `text` from `start` on, in order; a bracket that holds words belongs to none."""
    current: list[Token] = []
    last_end = start
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup or "other"
        if kind == "roman" and current and current[-1].kind == "vol":
            kind = "num"
        if kind == "num" and not current and match.group()[1:2].isalpha():
            # BMJ339: a journal's name run into its volume
            letters = len(match.group()) - len(match.group().lstrip(_CAPITALS))
            current.append(Token(kind, match.group()[letters:], match.start() + letters, match.end(), ""))
        elif kind in _NUMERIC:
            current.append(Token(kind, match.group(), match.start(), match.end(), text[last_end : match.start()]))
        elif current:
            yield from _closed(current)
            current = []
        last_end = match.end()
    if current:
        yield from _closed(current)


def _closed(tokens: list[Token]) -> Iterator[Block]:
    """The blocks of `tokens`: a bracket that closes what opened before them ends a block, one left open at the end is dropped."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if token.kind == "close":
            if depth == 0:
                yield from _block(kept)
                kept = []
                continue
            depth -= 1
        elif token.kind == "open":
            depth += 1
        kept.append(token)
    yield from _block(kept)


def _block(tokens: list[Token]) -> Iterator[Block]:
    while tokens and tokens[-1].kind == "open":
        tokens = tokens[:-1]
    if any(token.kind in _VALUES for token in tokens):
        yield Block(tokens)
