"""Things that a text names by less than their name, because a word is said once for several: 观察、对照两组, 东、中、西部, 男60例.

Each is told by where it stands and the id of its term, as if it had been written out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify import terms
from verify.match.concepts import KINDS
from verify.patterns import regex
from verify.terms import Hit

_TOGETHER = regex(r"([一-鿿]{2,8}(?:[、和与及][一-鿿]{2,6})+)[两二三四五]组")
_HAN_NAME = regex(r"[^、和与及]{2,}")
_SEX = regex(r"[男女](?=[::]?\s?[0-9]|性?(?:比例)?[::])")  # 男60例,女40例
_SEXES = {"男": "populations:man", "女": "populations:woman"}
# 轻、中、重度: each character with the one behind the last
_CHARACTERS = regex(r"((?:[东中西南北轻重高低早晚][、和与及]){1,4})(?=[一-鿿]([部度危期龄]|剂量|风险|收入|浓度))")
# "systolic and diastolic blood pressure"
_ADJECTIVE = regex(r"(?<![A-Za-z-])([A-Za-z-]{3,})(?:\s(?:and|or)|,(?:\s(?:and|or))?|/)\s?$")
# "low-, medium- and high-dose groups"
_HYPHENED = regex(r"(?<![A-Za-z-])((?:[A-Za-z]+-,?\s(?:(?:and|or|to)\s)?)+)[A-Za-z]+-([a-z]+)")
_WORD = regex(r"[A-Za-z]+(?=-)")
_NEAR = 32


def named(text: str, hits: Sequence[Hit]) -> Iterator[tuple[int, str]]:
    """Where `text` names a thing by less than its name, with the id of its term; `hits` are the names written out."""
    if not text.isascii():
        yield from _chinese(text)
    for match in _HYPHENED.finditer(text):
        for word in _WORD.finditer(text, *match.span(1)):
            yield from ((word.start(), id) for id in _ids(f"{word.group()} {match.group(2)}"))
    for hit in hits:
        first, _, rest = text[hit.span.start : hit.span.end].partition(" ")
        if rest and first.isascii() and (before := _ADJECTIVE.search(text, max(0, hit.span.start - _NEAR), hit.span.start)):
            yield from ((before.start(), id) for id in _ids(f"{before.group(1)} {rest}"))


def _chinese(text: str) -> Iterator[tuple[int, str]]:
    for match in _TOGETHER.finditer(text):
        for name in _HAN_NAME.finditer(text, *match.span(1)):
            for start in range(name.start(), name.end() - 1):
                if ids := list(_ids(text[start : name.end()] + "组")):
                    yield from ((start, id) for id in ids)
                    break
    for match in _SEX.finditer(text):
        yield match.start(), _SEXES[match.group()]
    for match in _CHARACTERS.finditer(text):
        for at in range(match.start(1), match.end(1), 2):
            yield from ((at, id) for id in _ids(text[at] + match.group(2)))


def _ids(name: str) -> Iterator[str]:
    """The ids of the terms that bear a name."""
    return (f"{term.kind}:{term.id}" for term in terms.named(name.lower().replace("-", " "), *KINDS))
