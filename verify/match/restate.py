"""A claim that repeats a sentence of its source word for word, or all but.

Much of what is cited is nearly quoted. Then no roles need to be guessed: the words are laid side by side, and what differs is
either nothing that matters (30% for 30 percent, p<.05 for P < 0.05, 18% for 18.2%), or a figure, a unit, a sign, a direction, or
other words, which then must be compared as words.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from verify import terms
from verify.match.values import fits
from verify.model import Quantity, Span
from verify.patterns import regex
from verify.text import quantities

# Below this share of words in common a claim is a paraphrase, not a restatement.
_LIKENESS = 0.8
_FEWEST_WORDS = 6
_MOST_SENTENCES = 8
_AROUND = 24  # characters on either side of a word that may belong to its figure

_TOKEN = regex(
    r"[0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]*\.?[0-9]+|percentage points?|percent(?=[^a-z]|$)|per cent(?=[^a-z]|$)"
    r"|[a-zα-ωµμ]+(?:['][a-z]+)?|[㐀-鿿]|[%<>=≤≥±+~/°²³-]"
)
_HAN = regex("[一-鿿]")
_PLAIN = {"percent": "%", "per cent": "%", "to": "-", "~": "-", "µ": "μ"}


class Difference(NamedTuple):
    """Where a restatement departs from its source: the words of either side."""

    claim: str
    source: str
    span: Span
    reason: str


class Restatement(NamedTuple):
    span: Span  # of the source
    differences: tuple[Difference, ...]


class _Word(NamedTuple):
    text: str
    start: int
    end: int


@lru_cache(maxsize=4_000)
def _words(folded: str) -> tuple[_Word, ...]:
    """The words of a sentence. The last ones are kept: many claims are held against one source."""
    made = []
    for match in _TOKEN.finditer(folded):
        text = match.group()
        first = text[0]
        if first.isdigit() or first == ".":
            text = text.replace(",", "")
            if text.startswith("."):
                text = "0" + text
        elif text.startswith("percentage point"):
            text = "pp"
        else:
            text = _PLAIN.get(text, text)
        made.append(_Word(text, match.start(), match.end()))
    return tuple(made)


def restated(claim: str, source: str, sentences: Sequence[Span]) -> Restatement | None:
    """Where folded `source` says what folded `claim` says in the same words, with each difference that matters, or None."""
    claim, source = claim.lower(), source.lower()
    words = _words(claim)
    if len(words) < _FEWEST_WORDS:
        return None
    i = _likest(claim, source, sentences)
    if i is None:
        return None
    from rapidfuzz.distance import Indel

    one = [w.text for w in words]
    near: dict[int, tuple[_Word, ...]] = {}

    def likeness_of(first: int, last: int) -> float:
        for k in (first, last):
            near[k] = near.get(k) or _words(source[sentences[k].start : sentences[k].end])
        return Indel.normalized_similarity(one, [w.text for k in range(first, last + 1) for w in near[k]])

    # The claim may run over boundaries of sentences, or what was taken for some.
    first = last = i
    likeness = likeness_of(i, i)
    for _ in range(_MOST_SENTENCES):
        if likeness == 1.0:
            break
        wider = [(a, b) for a, b in ((first, last + 1), (first - 1, last), (first - 1, last + 1)) if a >= 0 and b < len(sentences)]
        best = max(((likeness_of(a, b), a, b) for a, b in wider), default=(0.0, first, last))
        if best[0] <= likeness:
            break
        likeness, first, last = best
    if likeness < _LIKENESS:
        return None
    there = [
        _Word(w.text, w.start + sentences[k].start, w.end + sentences[k].start) for k in range(first, last + 1) for w in near[k]
    ]
    other = [w.text for w in there]
    found: list[tuple[int, int, int, int]] = []
    for tag, *ends in Indel.opcodes(one, other) if one != other else ():
        a0, a1, b0, b1 = map(int, ends)
        if tag != "equal":
            found.append((a0, a1, b0, b1))
        elif _across(words[a0:a1], there[b0:b1], claim, source):
            return None
    differences = [made for a0, a1, b0, b1 in _joined(found) if (made := _difference(words, there, a0, a1, b0, b1, claim, source))]
    return Restatement(Span(sentences[first].start, sentences[last].end), tuple(differences))


def _across(mine: Sequence[_Word], theirs: Sequence[_Word], claim: str, source: str) -> bool:
    """Whether words that follow one another in the claim belong to two clauses of the source: "fell to 1.8 with A; with B it …"."""
    pairs = zip(itertools.pairwise(mine), itertools.pairwise(theirs), strict=True)
    return any(
        _CLAUSE_END.search(source, c.end, d.start) is not None and _MARK.search(claim, a.end, b.start) is None
        for (a, b), (c, d) in pairs
    )


_CLAUSE_END, _MARK = regex(r"[;；。]|\.(?![0-9])"), regex(r"[,.;:，。；：、]")


@lru_cache(maxsize=20_000)
def _bits(sentence: str, han: bool) -> frozenset[str]:
    return frozenset(sentence) if han else frozenset(sentence.split())


def _likest(claim: str, source: str, sentences: Sequence[Span]) -> int | None:
    """The sentence of `source` that has most in common with `claim`, by the bits that spaces part or, in Chinese, by characters."""
    han = _HAN.search(claim) is not None
    bits = _bits(claim, han)
    best, share = None, _LIKENESS / 2
    for i, sentence in enumerate(sentences):
        there = _bits(source[sentence.start : sentence.end], han)
        common = 2 * len(bits & there) / (len(bits) + len(there)) if there else 0.0
        if common > share:
            best, share = i, common
    return best


def _joined(found: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """A deletion beside an insertion is a replacement."""
    made: list[tuple[int, int, int, int]] = []
    for a0, a1, b0, b1 in found:
        if made and made[-1][1] == a0 and made[-1][3] == b0:
            made[-1] = (made[-1][0], a1, made[-1][2], b1)
        else:
            made.append((a0, a1, b0, b1))
    return made


@lru_cache(maxsize=4_000)
def _senses(text: str) -> frozenset[str]:
    """Up, down, better, worse: what the words of `text` say."""
    return frozenset(str(hit.term.fields["sense"]) for hit in terms.find(text, "directions"))


_UNIT = regex(
    r"(?:seconds?|minutes?|min|hours?|hrs?|days?|weeks?|months?|years?|yrs?|h|d|wk|mo|kg|g|mg|μg|µg|ug|mcg|ng|l|dl|ml|μl|µl"
    r"|mmol|μmol|µmol|nmol|iu|pp|mm|cm|m|km|秒|分|时|天|日|周|月|年)$"
)
_OPPOSITE = {"up": "down", "down": "up", "better": "worse", "worse": "better"}
_OR = frozenset({"or", "alone", "或", "仅"})  # one of two is not either of them
# what the claim adds of whom a figure is, or of when
_GIVEN = regex(r"(?<![a-z])(?:with|in|on|for|among|after|at|of|during|given|receiving) (?!the$|which$|this$)[a-z]{3,}|[组者后前]")
_OPENS = regex(r"[(\[（]\s?$")
_NEGATIONS = frozenset({"not", "no", "never", "without", "未", "无", "不", "没"})


def _numeric(text: str) -> bool:
    return text[0].isdigit()


def _difference(
    words: Sequence[_Word], there: Sequence[_Word], a0: int, a1: int, b0: int, b1: int, claim: str, source: str
) -> Difference | None:
    mine, theirs = words[a0:a1], there[b0:b1]
    a, b = [w.text for w in mine], [w.text for w in theirs]
    numbers_a, numbers_b = [t for t in a if _numeric(t)], [t for t in b if _numeric(t)]
    span = (
        Span(theirs[0].start, theirs[-1].end) if theirs else Span(there[max(0, b0 - 1)].start, there[min(b0, len(there) - 1)].end)
    )

    def made(reason: str) -> Difference:
        left = claim[mine[0].start : mine[-1].end] if mine else ""
        right = source[theirs[0].start : theirs[-1].end] if theirs else ""
        return Difference(left, right, span, reason)

    told = bool(numbers_a and numbers_b) and _same_figures(_figures(claim, mine), _figures(source, theirs))
    if numbers_a and numbers_a != numbers_b and not told:
        if not numbers_b and _elsewhere(a, there):
            return made("value-mismatch") if not _moved_ok(a, there) else None
        if not numbers_b:
            return made("other-words")  # a phrase added with a figure of its own, or a figure for a word: 43% for "nearly half"
        return made("value-mismatch")
    signs_a, signs_b = [t for t in a if t in "<>≤≥"], [t for t in b if t in "<>≤≥"]
    if signs_a and signs_b and signs_a != signs_b:
        return made("direction-reversed")
    if mine and theirs:
        senses_a = _senses(_whole_words(claim, mine[0].start, mine[-1].end))
        senses_b = _senses(_whole_words(source, theirs[0].start, theirs[-1].end))
        if any(_OPPOSITE.get(sense) in senses_b - senses_a for sense in senses_a):
            return made("direction-reversed")
    if (set(a) & _NEGATIONS) != (set(b) & _NEGATIONS) and len(a) + len(b) <= 3:
        return made("direction-reversed")
    units_a, units_b = [t for t in a if _UNIT.match(t)], [t for t in b if _UNIT.match(t) or t == "%"]
    if units_a and units_b and not told and _plain_unit(units_a[0]) != _plain_unit(units_b[0]):
        return made("unit-mismatch")
    if any(len(t) > 2 or t > "一" for t in a) and (any(len(t) > 2 or t > "一" for t in b) or _GIVEN.search(" ".join(a))):
        return made("other-words")
    if _OR.intersection(a) != _OR.intersection(b):
        return made("other-words")  # moderate or severe is not severe
    within = b0 > 0 and b1 < len(there) and not (theirs and _OPENS.search(source, max(0, theirs[0].start - 2), theirs[0].start))
    if not mine and numbers_b and within and any(len(t) > 3 or t > "一" for t in b):
        return made("other-words")  # 干预前为56.2%,干预后为89.4%: what is left out has a figure of its own
    return None


def _figures(text: str, words: Sequence[_Word]) -> list[Quantity]:
    """The figures that `words` of `text` are part of."""
    start = max(0, words[0].start - _AROUND)
    stretch = Span(words[0].start - start, words[-1].end - start)
    return [figure for figure in quantities(text[start : words[-1].end + _AROUND]) if figure.span.overlaps(stretch)]


def _same_figures(mine: list[Quantity], theirs: list[Quantity]) -> bool:
    """Whether the claim's figures, all of them points, are the source's, rounded or in another unit."""
    return len(mine) == len(theirs) > 0 and all(
        one.comparator == other.comparator == "="
        and one.low == one.high
        and "±" not in one.text
        and (how := fits(one, other)) is not None
        and (how or one.decimals <= other.decimals)
        for one, other in zip(mine, theirs, strict=True)
    )


def _whole_words(text: str, start: int, end: int) -> str:
    """The differing stretch with the Chinese character on either side, since a word may differ in one of its characters."""
    return text[start - 1 if start and text[start] >= "一" else start : end + 1 if text[end - 1] >= "一" else end]


def _plain_unit(unit: str) -> str:
    unit = unit.rstrip("s") if len(unit) > 2 else unit
    return {"hour": "h", "hr": "h", "minute": "min", "yr": "year", "mcg": "μg", "ug": "μg", "µg": "μg"}.get(unit, unit)


def _elsewhere(a: list[str], there: Sequence[_Word]) -> bool:
    present = {word.text for word in there}
    return all(text in present for text in a if _numeric(text))


def _moved_ok(a: list[str], there: Sequence[_Word]) -> bool:
    """A figure that was only moved together with its words is no difference; one moved alone has changed places with another."""
    return sum(1 for text in a if text.isalpha()) >= 2
