"""When two sentences of an article tell the same thing, perhaps with another figure.

A statement is a figure with the words of its clause, and of the clauses before it until they say enough. Words are English words or
pairs of Chinese characters, without those that only say how a figure is told (`retelling.tsv`); abbreviations the article explains
are spelled out. Two statements are about the same thing when their words agree, their numbers are the same (1年 is not 5年), and
neither has a word of contrast (男, severe, placebo, … 组) that the other lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from verify import terms
from verify.model import BlockKind, Claim, Language, Quantity, Review, Span
from verify.patterns import regex
from verify.rules.intervals import RATIOS
from verify.rules.reading import Sentence, folded, sentences
from verify.text import clauses

_KINDS = RATIOS | {"percent", "duration", "count", "rate", "measurement"}
_ALIKE = 0.75  # share of words in common from which two statements say the same
_ENOUGH = {"zh": 6, "en": 4}  # so many words say what a figure is about; a sentence of its own may do with two fewer
_AROUND = regex(r"\([^()]{0,40}\)|\[[^\[\]]{0,40}\]")
_TOKEN = regex(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z][A-Za-z']*|[\u4e00-\u9fff]+")
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "eight": "8", "ten": "10", "twelve": "12"}
_SHORT = regex(r"\(([A-Z][A-Za-z]{1,6})\)")
_LONG = regex(r"[\u4e00-\u9fff]{2,12}$|(?:(?<![A-Za-z])[A-Za-z][A-Za-z-]*\s){1,6}$")


class _Words(NamedTuple):
    telling_zh: re.Pattern[str]
    telling_en: frozenset[str]
    contrast: re.Pattern[str]
    turn: re.Pattern[str]


@cache
def _vocabulary() -> _Words:
    rows = {term.id: term for term in terms.read(Path(__file__).with_suffix(".tsv"))}

    def either(words: tuple[str, ...]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    contrast = rows["contrast"]
    # 非小细胞 is the name of a cancer, not a contrast; a named group or arm is one.
    pattern = (
        rf"[\u4e00-\u9fffA-Za-z0-9]{{1,6}}组|非(?!小细胞)|[无未没不](?![足到])|{either(contrast.zh)}"
        rf"|(?<![a-z])(?:[a-z]+ (?:group|arm)|{either(contrast.en)})(?![a-z])"
    )
    return _Words(
        regex(either(rows["telling"].zh)),
        frozenset(rows["telling"].en),
        regex(pattern, re.IGNORECASE),
        regex(f"(?:{either(rows['turn'].zh)})|(?:{either(rows['turn'].en)})(?![a-z])", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure with the words it stands in; `setting` are those of the clauses before."""

    figure: Quantity
    claim: Claim
    sentence: Span
    span: Span
    phrase: str
    words: frozenset[str]
    numbers: frozenset[str]
    contrasts: frozenset[str]
    setting: frozenset[str]

    def retells(self, other: Statement) -> bool:
        """Both are about the same thing, whatever their figures."""
        if self.sentence == other.sentence or self.contrasts != other.contrasts or self.numbers != other.numbers:
            return False  # within one sentence figures stand side by side because they differ
        if min(len(self.setting), len(other.setting)) > 3 and 2 * len(self.setting & other.setting) < len(
            self.setting | other.setting
        ):
            return False  # each is said of its own case
        if len(self.words & other.words) >= _ALIKE * len(self.words | other.words):
            return True
        # Word for word the same, but for a short modifier in front of one of them.
        short, long = sorted((self.phrase, other.phrase), key=len)
        return len(short) >= 7 and long.endswith(short) and len(long) - len(short) <= 5


def statements(review: Review) -> Iterator[Statement]:
    """Every claim that is one plain figure, with its words; not those of tables, where row and column say what a figure is."""
    read = [s for s in sentences(review) if s.claims and s.kind is not BlockKind.TABLE]
    full = _abbreviations(folded(review)) if read else {}
    for sentence in read:
        spans = clauses(sentence.text)
        for claim in sentence.claims:
            values = [f.quantity for f in claim.figures if f.statistic in {"value", "ratio"} and f.quantity.kind in _KINDS]
            if len(values) == 1 and values[0].spread is None:
                yield from _statement(sentence, claim, values[0], spans, full, review.document.language)


def _statement(
    sentence: Sentence, claim: Claim, figure: Quantity, spans: tuple[Span, ...], full: Mapping[str, str], language: Language
) -> Iterator[Statement]:
    """The clause of a figure, with clauses before it until it says enough; nothing when a like figure stands in between.

    A ratio in brackets says nothing itself: what it is about is the sentence from its start, unless other brackets stand there too.
    """
    base = sentence.span.start
    at = figure.start - base
    before = sentence.text[:at]
    if before.count("(") > before.count(")") > 0:
        return
    i = next((i for i, span in enumerate(spans) if span.start <= at < span.end), None)
    if i is None:
        return
    end = max(spans[i].end, figure.end - base)
    for first in range(i, max(-1, i - 3), -1):
        span = Span(base + spans[first].start, base + end)
        if any(q.kind == figure.kind and not q.span.overlaps(figure.span) and span.holds(q.span) for q in sentence.figures):
            return
        if _vocabulary().turn.match(sentence.text, spans[first].start):
            continue
        plain = _plain(sentence.text[spans[first].start : at] + " " + sentence.text[figure.end - base : end], full)
        words, numbers = _words(plain)
        enough = _ENOUGH[language] - (2 if first == 0 else 0)
        if len(words) >= enough and (first == 0 or figure.kind not in RATIOS):
            phrase = re.sub(r"[^A-Za-z\u4e00-\u9fff]+", "", _vocabulary().telling_zh.sub("", plain)).casefold()
            contrasts = frozenset(word.casefold() for word in _vocabulary().contrast.findall(plain))
            setting, _ = _words(_plain(sentence.text[: spans[first].start], full))
            yield Statement(figure, claim, sentence.span, span, phrase, words, numbers, contrasts, setting)
            return


def _plain(text: str, full: Mapping[str, str]) -> str:
    """`text` without asides, abbreviations spelled out."""
    text = _AROUND.sub("", text)
    return _TOKEN.sub(lambda match: full.get(match[0], match[0]), text) if full else text


def _words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Content words (English words, pairs of Chinese characters) and the numbers among them."""
    words: set[str] = set()
    numbers: set[str] = set()
    telling_zh, telling_en, _, _ = _vocabulary()
    for match in _TOKEN.finditer(text):
        token = match[0].casefold()
        if token[0].isdigit() or token in _NUMBERS:
            numbers.add(_NUMBERS.get(token, token))
        elif token[0] >= "\u4e00":
            for run in telling_zh.split(token):
                words.update(run[j : j + 2] for j in range(len(run) - 1))
        elif token not in telling_en and (len(token) > 1 or match[0].isupper()):
            words.add(token.removesuffix("s") if len(token) > 3 else token)
    return frozenset(words), frozenset(numbers)


def _abbreviations(text: str) -> dict[str, str]:
    """What the article explains in brackets: 骨转移(BM), objective response rate (ORR)."""
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        short, spelled = match[1], _LONG.search(text[max(0, match.start() - 60) : match.start()])
        if spelled is None:
            continue
        if spelled[0][0] >= "\u4e00":
            name = _vocabulary().telling_zh.split(spelled[0])[-1]
            if len(name) >= 2:
                found.setdefault(short, name)
        else:
            last = spelled[0].split()[-len(short) :]
            if "".join(word[0] for word in last).casefold() == short.casefold():
                found.setdefault(short, " ".join(last))
    return found
