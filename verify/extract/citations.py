"""Every in-text marker and the references it points at.

An article keeps to one form of marker, and its reference list tells which: all forms are read at once (`citations_numbers`,
`citations_flat`, `citations_names`), each is weighed by how much of the list it explains, and the best one counts. `survey` tells
what was weighed and why. Markers the format itself states (a JATS xref, a DOCX endnote) need no weighing and win.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from verify.extract.citations_count import flattened
from verify.extract.citations_names import authored, keyed
from verify.extract.citations_numbers import Marker, brackets, circled, outside, parentheses, raised
from verify.model import BlockKind, Citation, Document, MarkerStyle, Reference, Text
from verify.text import fold

_UNREAD = (BlockKind.REFERENCE, BlockKind.BOILERPLATE)
# Forms that mean a citation even where the article mostly uses another one.
_UNMISTAKABLE = (MarkerStyle.BRACKET, MarkerStyle.SUPERSCRIPT)
# Forms whose list needs no numbers, so that a number elsewhere cannot mean a place in it.
_WITHOUT_NUMBERS = (MarkerStyle.AUTHOR_YEAR, MarkerStyle.KEY)
# Where two forms explain the list alike, the plainer one wins.
_TRUST = {
    MarkerStyle.BRACKET: 1.0,
    MarkerStyle.SUPERSCRIPT: 1.0,
    MarkerStyle.FLAT: 0.95,
    MarkerStyle.CIRCLED: 0.9,
    MarkerStyle.PAREN: 0.9,
}
# Share of the list that numbers in parentheses or circles must cite, since they also count and enumerate.
_ENOUGH = 0.3
# Brackets and keys are believed a little even if the list speaks against them, and more if there is none.
_HARDLY, _BY_ITSELF = 0.05, 0.2
# A range in parentheses wider than this is more likely an age or a spread than a citation.
_TELLING = 12
_PAST_THE_LIST = 5

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
    beliefs = {style: _belief(style, markers, keys, known) for style, markers in found.items()}
    style = max(beliefs, key=lambda s: beliefs[s])
    if beliefs[style] <= 0:
        return Survey(None, counts, Text("未发现引文标注。", "No form of citation marker was found."))
    chosen = list(found[style])
    if style is MarkerStyle.PAREN and known:
        # (120) is a count rather than a broken citation; a number just past the end of the list is one.
        chosen = [m for m in chosen if _number(m.numbers[0]) <= max(known) + _PAST_THE_LIST]
    if style not in _WITHOUT_NUMBERS:
        for other in _UNMISTAKABLE:
            extra = [m for m in found[other] if other != style and keys.issuperset(m.numbers)]
            if other is MarkerStyle.BRACKET or not _numbers(extra) <= _numbers(chosen):
                chosen += outside(extra, tuple(sorted(m.span for m in chosen)))
    markers = tuple(_citation(m, keys) for m in sorted(chosen))
    return Survey(style, counts, _why(style, markers, keys), markers)


def _numbers(markers: Sequence[Marker]) -> Set[str]:
    return {number for marker in markers for number in marker.numbers}


def _body(text: str, document: Document, references: Sequence[Reference]) -> str:
    """The text with the reference list and the boilerplate blanked out, so that offsets hold."""
    spans = [block.span for block in document.body(*_UNREAD)] + [reference.span for reference in references]
    parts: list[str] = []
    at = 0
    for span in sorted(spans):
        if span.end <= at:
            continue
        start = max(at, span.start)
        parts += [text[at:start], "\n" * (span.end - start)]
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


def _belief(style: MarkerStyle, markers: Sequence[Marker], keys: Set[str], known: Set[int]) -> float:
    """How much speaks for a form, 0 to 1; 0 is not believable."""
    if style is MarkerStyle.PAREN:
        markers = [m for m in markers if (m.firm or keys) and len(m.numbers) <= _TELLING]
    shown = {number for marker in markers for number in marker.numbers}
    if style is MarkerStyle.AUTHOR_YEAR and keys:
        shown = {number for marker in markers if marker.firm for number in marker.numbers}
    if not shown:
        return 0.0
    if style in (MarkerStyle.AUTHOR_YEAR, MarkerStyle.KEY):
        by_itself = _BY_ITSELF if style is MarkerStyle.KEY or len(shown) > 1 else 0.0
        return max(len(shown & keys) / len(keys), _HARDLY if style is MarkerStyle.KEY else 0.0) if keys else by_itself
    numbers = {_number(number) for number in shown}
    return _TRUST[style] * (_explained(style, numbers, known) if keys else _counted(style, numbers))


def _explained(style: MarkerStyle, numbers: Set[int], known: Set[int]) -> float:
    """The share of the list that is cited, less half the share of the numbers that no entry has."""
    cited = len(numbers & known) / max(1, len(known))
    score = cited - 0.5 * len(numbers - known) / len(numbers)
    if style is MarkerStyle.BRACKET:
        return max(score, _HARDLY)
    if style in (MarkerStyle.PAREN, MarkerStyle.CIRCLED) and (cited < _ENOUGH or len(numbers) < min(2, len(known))):
        return 0.0
    return score if cited else 0.0


def _counted(style: MarkerStyle, numbers: Set[int]) -> float:
    """Without a list: how far the numbers count from 1, as a share of them."""
    if style is MarkerStyle.FLAT:
        return len(numbers) / max(numbers)  # believed already, by the running count
    counted = last = 0
    while following := next((n for n in (last + 1, last + 2) if n in numbers and (last or n == 1)), 0):
        counted, last = counted + 1, following  # one number may be skipped: its marker was missed
    share = counted / len(numbers)
    if style is MarkerStyle.BRACKET:
        return max(share, _BY_ITSELF)
    return share if counted >= (2 if style is MarkerStyle.SUPERSCRIPT else 3) and share >= 0.6 else 0.0


def _number(shown: str) -> int:
    digits = shown.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits.isdigit() else -1


def _citation(marker: Marker, keys: Set[str]) -> Citation:
    """The marker with its letters dropped where the list does not use them (1a -> 1)."""
    if marker.style in (MarkerStyle.AUTHOR_YEAR, MarkerStyle.KEY):
        return Citation(marker.span, marker.numbers, marker.style)
    resolved = (n if n in keys or n.isdigit() else str(_number(n)) for n in marker.numbers)
    return Citation(marker.span, tuple(dict.fromkeys(resolved)), marker.style)


def _why(style: MarkerStyle, markers: Sequence[Citation], keys: Set[str]) -> Text:
    words = _WORDS[style]
    if not keys:
        return Text(f"没有文献表；{words.zh}自成连续编号。", f"There is no reference list; {words.en} count up by themselves.")
    cited = len(keys & {key for marker in markers for key in marker.keys})
    return Text(
        f"{words.zh}最能解释文献表：{len(keys)} 条中引用了 {cited} 条。",
        f"Of all forms, {words.en} explain the reference list best: they cite {cited} of {len(keys)} entries.",
    )
