"""The one place where text gets its positions.

Readers add characters with the place they stand at in the author's file, and joiners, which the author did not write. Nobody
searches for a position later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verify.model import Anchor, Block, BlockKind, Citation, Comment, Document, Language, Place, Reference, Span, Strip
from verify.patterns import regex

# 10 with a raised 9 is a power where a sign of multiplication stands before it or a unit after it; elsewhere it may be a citation.
_POWER_BEFORE = regex(r"[×xX*·⋅]\s?10$|(?<![0-9.,])10$")
_POWER_AFTER = regex(r"\s?/\s?(?:[μµu]?[Ll]|mm|m?l|kg|g|d)(?![A-Za-z])")
# A run of the raised digits that Unicode has characters for, with the signs between them: ¹⁻³, ¹,⁴,⁶.
_HIGH = regex(r"[⁰¹²³⁴-⁹](?:[⁰¹²³⁴-⁹⁻⁽⁾,，、–-]{0,60}[⁰¹²³⁴-⁹])?")
_RAISE = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_HAN = regex(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_LATIN = regex(r"[A-Za-z]+")


class Builder:
    """Grows a Document from left to right."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []
        self._high: list[Span] = []
        self._blocks: list[Block] = []

    def __len__(self) -> int:
        return self._length

    def add(self, text: str, place: Place, *, high: bool = False) -> None:
        """Characters that stand side by side in the author's file, the first at `place`."""
        if not text:
            return
        self._anchors.append(Anchor(self._length, place))
        if high:
            last = self._high[-1] if self._high else None
            if last and last.end == self._length:
                self._high[-1] = Span(last.start, self._length + len(text))
            else:
                self._high.append(Span(self._length, self._length + len(text)))
        self._parts.append(text)
        self._length += len(text)

    def quote(self, text: str, place: Place) -> None:
        """Text from another file: every character of it stands at `place`, where the author calls for it."""
        for i in range(len(text)):
            self._anchors.append(Anchor(self._length + i, place))
        self._parts.append(text)
        self._length += len(text)

    def join(self, text: str) -> None:
        """A joiner: a space or a line break that stands for what the author's layout says."""
        self._parts.append(text)
        self._length += len(text)

    def drop(self) -> None:
        """Take back the last character, a hyphen at a line end."""
        self._parts[-1] = self._parts[-1][:-1]
        self._length -= 1

    def block(self, kind: BlockKind, start: int, level: int = 0, why: str = "") -> None:
        """Everything added since `start` is one block."""
        self._blocks.append(Block(kind, Span(start, self._length), level, why))

    def document(
        self,
        name: str,
        *,
        lines: Sequence[str] = (),
        strips: Sequence[Strip] = (),
        superscripts: Sequence[Span] = (),
        citations: Sequence[Citation] = (),
        references: Sequence[Reference] = (),
        date: str | None = None,
        comments: Sequence[Comment] = (),
        meta: Mapping[str, str] | None = None,
    ) -> Document:
        text = "".join(self._parts)
        raised = [Span(*run.span()) for run in _HIGH.finditer(text)]
        high = tuple(sorted({*self._high, *superscripts, *raised}))
        return Document(
            name=name,
            text=_powers(text, self._high),
            blocks=tuple(self._blocks),
            language=language(text, self._blocks),
            anchors=tuple(self._anchors) or (Anchor(0, Place(1, 1, 0)),),
            superscripts=high,
            citations=tuple(citations),
            references=tuple(references),
            date=date,
            lines=tuple(lines),
            strips=tuple(strips),
            comments=tuple(comments),
            meta=meta or {},
        )


def _powers(text: str, high: Sequence[Span]) -> str:
    """A raised power of ten keeps its height, else 10 with a raised 9 would read as one hundred and nine."""
    parts: list[str] = []
    at = 0
    for span in high:
        raised = text[span.start : span.end]
        if len(raised) > 3 or not raised.lstrip("-−–+").isdecimal():
            continue
        before = _POWER_BEFORE.search(text, max(0, span.start - 5), span.start)
        if before and (len(before.group()) > 2 or raised[0] in "-−–" or _POWER_AFTER.match(text, span.end)):
            parts += text[at : span.start], raised.translate(_RAISE)
            at = span.end
    return "".join((*parts, text[at:])) if at else text


def language(text: str, blocks: Sequence[Block] = ()) -> Language:
    """Chinese if a fifth of the letters of the body are Han; an English reference list does not make an English article."""
    body = [text[b.span.start : b.span.end] for b in blocks if b.kind not in (BlockKind.REFERENCE, BlockKind.BOILERPLATE)]
    for sample in ("\n".join(body), text):
        sample = sample[:20000]
        han = sum(map(len, _HAN.findall(sample)))
        latin = sum(map(len, _LATIN.findall(sample)))
        if han or latin:
            return "zh" if han * 4 >= latin else "en"
    return "en"
