"""Every in-text marker and the references it points at.

An article keeps to one form of marker, and its reference list tells which: all forms are read at once (`citations_numbers`,
`citations_flat`, `citations_names`), each is weighed by how much of the list it explains, and the best one counts. `survey` tells
what was weighed and why. Markers the format itself states (a JATS xref, a DOCX endnote) need no weighing and win.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from verify.extract.citations_count import flattened
from verify.extract.citations_names import authored, keyed
from verify.extract.citations_numbers import Marker, brackets, circled, outside, parentheses, raised
from verify.model import BlockKind, Citation, Document, MarkerStyle, Reference, Text
from verify.text.fold import fold

_UNREAD = (BlockKind.REFERENCE, BlockKind.BOILERPLATE)
# Forms that mean a citation even where the article mostly uses another one.
_UNMISTAKABLE = (MarkerStyle.BRACKET, MarkerStyle.SUPERSCRIPT, MarkerStyle.KEY)
# A range in parentheses wider than this is more likely an age or a spread than a citation.
_TELLING = 12
_PAST_THE_LIST = 5
_NOT_NEWLINE = re.compile(r"[^\n]")

_WORDS = {
    MarkerStyle.FLAT: Text("还原为普通数字的上标", "superscripts flattened to plain digits"),
    MarkerStyle.BRACKET: Text("方括号 [1]", "brackets [1]"),
    MarkerStyle.PAREN: Text("圆括号 (1)", "parentheses (1)"),
    MarkerStyle.SUPERSCRIPT: Text("上标", "superscripts"),
    MarkerStyle.CIRCLED: Text("带圈数字 ①", "circled numbers ①"),
    MarkerStyle.AUTHOR_YEAR: Text("著者-出版年", "author and year"),
    MarkerStyle.KEY: Text("文献键 [@key] 或 [^1]", "keys [@key] or [^1]"),
}


@dataclass(frozen=True, slots=True)
class Survey:
    """Which form of marker the article uses (None: none was found), how many candidates each form had, and why it was chosen."""

    style: MarkerStyle | None
    counts: Mapping[MarkerStyle, int] = field(default_factory=dict)
    why: Text = field(default=Text("", ""))
    citations: tuple[Citation, ...] = ()


def citations(document: Document, references: Sequence[Reference]) -> tuple[Citation, ...]:
    """The markers of `document` in order, each with the keys of `references` it points at.

    A number the list does not have stays as printed, so that a broken citation can be seen; so does everything if there is no list.
    """
    return survey(document, references).citations


def survey(document: Document, references: Sequence[Reference]) -> Survey:
    """The citations of `document` with the reasoning that led to them."""
    if document.citations:
        style = document.citations[0].style
        why = Text("引文由文件格式本身标明。", "The file format itself states the citations.")
        return Survey(style, {style: len(document.citations)}, why, tuple(sorted(document.citations, key=lambda c: c.span)))
    found = _candidates(document, _body(fold(document.text), document, references), references)
    counts = {style: len(markers) for style, markers in found.items() if markers}
    known = frozenset(int(r.key) for r in references if r.key.isdigit())
    keys = frozenset(r.key for r in references)
    shares = {style: _share(style, markers, keys, known) for style, markers in found.items() if markers}
    style = max(shares, key=lambda s: shares[s], default=MarkerStyle.BRACKET)
    if shares.get(style, 0) <= 0:
        return Survey(None, counts, Text("未发现引文标注。", "No form of citation marker was found."))
    chosen = list(found[style])
    if style is MarkerStyle.PAREN and known:
        # (120) is a count rather than a broken citation; a number just past the end of the list is one.
        chosen = [m for m in chosen if _number(m.numbers[0]) <= max(known) + _PAST_THE_LIST]
    for other in _UNMISTAKABLE:
        if other != style and shares.get(other, 0) > 0:
            extra = [m for m in found[other] if all(n in keys for n in m.numbers)]
            if other is MarkerStyle.BRACKET or {n for m in extra for n in m.numbers} - {n for m in chosen for n in m.numbers}:
                chosen += outside(extra, tuple(sorted(m.span for m in chosen)))
    return Survey(style, counts, _why(style, shares[style], len(keys)), tuple(_citation(m, keys) for m in sorted(chosen)))


def _body(text: str, document: Document, references: Sequence[Reference]) -> str:
    """The text with the reference list and the boilerplate blanked out, so that offsets hold."""
    spans = [block.span for block in document.body(*_UNREAD)] + [reference.span for reference in references]
    parts: list[str] = []
    at = 0
    for span in sorted(spans):
        if span.end <= at:
            continue
        start = max(at, span.start)
        parts += [text[at:start], _NOT_NEWLINE.sub("\n", text[start : span.end])]
        at = span.end
    return "".join(parts) + text[at:] if parts else text


def _candidates(document: Document, body: str, references: Sequence[Reference]) -> dict[MarkerStyle, list[Marker]]:
    known = frozenset(int(r.key) for r in references if r.key.isdigit())
    high = list(raised(document, body))
    spans = tuple(m.span for m in high)
    tables = tuple(block.span for block in document.body(BlockKind.TABLE))
    flat = flattened(body, known)
    return {
        MarkerStyle.KEY: list(keyed(body)) if "[@" in body or "[^" in body else [],
        MarkerStyle.BRACKET: outside(brackets(body), spans),
        MarkerStyle.SUPERSCRIPT: high,
        MarkerStyle.AUTHOR_YEAR: list(authored(body, references)),
        MarkerStyle.CIRCLED: list(circled(body)),
        MarkerStyle.PAREN: outside(parentheses(body), spans),
        MarkerStyle.FLAT: outside(outside(flat.markers, spans), tables),
    }


def _share(style: MarkerStyle, markers: Sequence[Marker], keys: Set[str], known: Set[int]) -> float:
    """How well a form explains the list: the share of entries it cites, less the share of its numbers that no entry has.

    Without a list: how far it counts from 1, as a share of the numbers it shows. 0: not believable.
    """
    telling = [m for m in markers if style is not MarkerStyle.PAREN or (m.firm and len(m.numbers) <= _TELLING)]
    shown = {n for m in telling for n in m.numbers}
    if not shown:
        return 0.0
    if style is MarkerStyle.AUTHOR_YEAR:
        firm = {n for m in markers if m.firm for n in m.numbers}
        if keys:
            return len(firm) / len(keys)
        return 0.3 if len(shown) > 1 else 0.0
    plain = {_number(n) for n in shown}
    if keys:
        if style is MarkerStyle.KEY:
            return max(0.05, len(shown & keys) / len(keys))
        hits = len({n for n in plain if n in known}) / max(1, len(known))
        stray = len([n for n in plain if n not in known]) / len(plain)
        score = hits - 0.5 * stray
        if style is MarkerStyle.BRACKET:
            return max(score, 0.05)
        if style is MarkerStyle.SUPERSCRIPT:
            return score if hits else 0.0
        if style is MarkerStyle.FLAT:
            return score * 0.95
        return score * 0.9 if hits >= 0.3 and (len(plain) > 1 or len(known) == 1) else 0.0
    counted = 0
    while counted + 1 in plain:
        counted += 1
    whole = counted / len(plain)
    if style in (MarkerStyle.BRACKET, MarkerStyle.KEY):
        return max(0.2, whole)
    least = 2 if style is MarkerStyle.SUPERSCRIPT else 3
    return whole * 0.9 if counted >= least and whole >= 0.6 else 0.0


def _number(shown: str) -> int:
    digits = shown.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits.isdigit() else -1


def _citation(marker: Marker, keys: Set[str]) -> Citation:
    """The marker with its letters dropped where the list does not use them (1a -> 1)."""
    if marker.style in (MarkerStyle.AUTHOR_YEAR, MarkerStyle.KEY):
        return Citation(marker.span, marker.numbers, marker.style)
    resolved = (n if n in keys or n.isdigit() else str(_number(n)) for n in marker.numbers)
    return Citation(marker.span, tuple(dict.fromkeys(resolved)), marker.style)


def _why(style: MarkerStyle, share: float, entries: int) -> Text:
    words = _WORDS[style]
    if entries:
        return Text(
            f"{words.zh}最能解释文献表:共 {entries} 条,解释度 {share:.2f}。",
            f"Of all forms, {words.en} explain the list of {entries} entries best ({share:.2f}).",
        )
    return Text(f"没有文献表;{words.zh}自成连续编号。", f"There is no reference list; {words.en} count up by themselves.")
