"""Tables as text: rows of cells set apart by bars, under a row of heads.

A figure of a table is said of what its row, its column and the title name; these also tell its unit and what kind of number it is
("Sensitivity, % (95% CI)", 例数, "P"). That is all a reader of a table has to go by.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from verify.extract.statements_units import named_unit
from verify.model import Quantity, Role, Span
from verify.patterns import regex

_CELL = regex(r"[^|]+")
_NUMERIC = regex(
    r"[-−+<>≤≥~≈ 0-9.,%()\[\]±/;–—*†‡#]*|n\.?[ad]\.?|na|nr|[a-z]{0,4} ?\(?(?:ref(?:erence)?|not [a-z]+)\)?|参照|对照|无", re.I
)
# 48.3%(70/145), 4.9分, -8.4 (-12.4 to -4.4)
_FIGURE = regex(r"[-−+<>≤≥~≈]?\s?[0-9][0-9., ]*(?:%|[一-鿿]|[A-Za-z/]{1,5})?(?:\s?(?:[-–~±/(（].*|[0-9 .,%()]*))?")
_FEWEST_ROWS = 2
_TITLE = regex(r"\s*(?:Table|Tab\.|附?表) ?[0-9A-Z一二三四五六]", re.I)
_TITLE_WITH_HEAD = regex(r"\s*(?:(?:Table|Tab\.) ?[0-9A-Z]{1,3}[.:]|附?表 ?[0-9]{1,2}) ?", re.I)
_TITLE_SENTENCES = 3
_LAST = ".。;； "
_JOINT = regex(r"[.。:] ?")

_KINDS = (  # what a head calls its numbers, and the kind that makes them
    (regex(r"hazard ratio|风险比|(?<![A-Za-z])a?HR(?![A-Za-z])", re.I), "hazard_ratio"),
    (regex(r"odds ratio|比值比|(?<![A-Za-z])a?OR(?![A-Za-z])"), "odds_ratio"),
    (regex(r"(?:risk|rate) ratio|relative risk|相对危险度|(?<![A-Za-z])a?(?:RR|IRR)(?![A-Za-z])", re.I), "risk_ratio"),
)
_P = regex(r"\s*p(?:[ -]?values?|值)?\s*", re.I)
_CI = regex(r"\s*95 ?% ?(?:CI|CrI|可信区间|置信区间)\s*", re.I)
_LEVEL = regex(r"[(（]?\s*9[059](?:\.[0-9])? ?% ?(?:CIs?|CrI|可信区间|置信区间|confidence intervals?)\s*[)）]?", re.I)
_NUMBER = regex(
    r"\s*(?:n|no\.?|number|total|例数|人数|受检人数|样本量|病例数)(?: of (?:patients|participants|women|men|children|cases))?",
    re.I,
)
_WITH_PERCENT = regex(r"[(（]\s*%\s*[)）]")
_RATE = regex(r"(?:per|/) ?1[0-9 ,]*0+(?: ?[a-z]+(?:-| )?(?:years|months|days))?|每(?:10万|[百千万])(?:人年)?", re.I)
_SPREAD = regex(r"(?<![a-z])(?:SDs?|SEM?)(?![a-z])|±|标准差", re.I)
_CHANGE = regex(r"(?<![a-z])(?:changes?|difference|MD|SMD|reduction)(?![a-z])|变化|差值|均数差|降幅|增幅", re.I)
_WORD = regex(r"[a-z]{4,}|[一-鿿]{2}")
_IDLE = frozenset({"patients", "months", "weeks", "years", "days", "mean", "median", "group"})
_APART = 10  # columns that measure other things are far apart
_PARTS = regex(r"[(（]([^()（）]*)[)）]|,\s*([^,()|]+?)(?=[,(（]|$)")


class Spec(NamedTuple):
    """What the numbers of a column, a row or a table are."""

    kind: str = ""
    unit: str = ""
    behind: str = ""  # what stands in parentheses behind the main number: percent, spread


class Column(NamedTuple):
    """The head of a column, what it says of its numbers, and the first of those columns that measure the same."""

    head: Span
    spec: Spec
    group: int


class Row(NamedTuple):
    """The cells of a row; the first names it. The row of heads itself has no columns."""

    cells: tuple[Span, ...]
    columns: tuple[Column, ...] = ()
    title: Span | None = None


NOTHING_SAID = Spec()


def rows(sentences: Sequence[Span], folded: str) -> dict[int, list[Row]]:
    """The rows of the tables of a text, by the sentence they stand in."""
    made: dict[int, list[Row]] = {}
    at = 0
    while at < len(sentences):
        found = _table(sentences, at, folded) if folded.find("|", sentences[at].start, sentences[at].end) >= 0 else {}
        made.update(found)
        at = max(found, default=at) + 1
    return made


def _table(sentences: Sequence[Span], start: int, folded: str) -> dict[int, list[Row]]:
    """The table whose row of heads stands in the sentence `start`, or nothing."""
    title, heads = _title(sentences, start, folded), list(_cells(sentences[start], folded))
    made: dict[int, list[Row]] = {}
    following = list(_cells(sentences[start + 1], folded)) if start + 1 < len(sentences) else []
    if len(heads) == 2 * len(following) - 1 and len(following) > 1:  # "… | P. PM2.5 | 1.42 | …": no end of a sentence was seen
        n = len(following)
        joint = next(iter(_JOINT.finditer(folded, heads[n - 1].start, heads[n - 1].end)), None)
        if joint is None:
            return {}
        first = (Span(joint.end(), heads[n - 1].end), *heads[n:])
        heads = [*heads[: n - 1], Span(heads[n - 1].start, joint.start())]
        made[start] = [Row(tuple(heads)), Row(first, _columns(heads, title, folded), title)]
    if len(heads) < 2 or _is_body(heads, folded):
        return {}
    if (named := _TITLE_WITH_HEAD.match(folded, heads[0].start, heads[0].end)) is not None:
        heads[0] = Span(named.end(), heads[0].end)
    made.setdefault(start, [Row(tuple(heads))])
    columns = _columns(heads, title, folded)
    for i in range(start + 1, len(sentences)):
        cells = tuple(_cells(sentences[i], folded))
        if len(cells) == len(heads) + 1 and i == start + 1:
            heads.insert(0, Span(heads[0].start, heads[0].start))  # no head stands over the names of the rows
            columns = _columns(heads, title, folded)
        if cells and all(cell.start == cell.end for cell in cells[1:]):
            title, columns = cells[0], _columns(heads, cells[0], folded)  # a head over the rows that follow
            continue
        if len(cells) != len(heads) or not _is_body(cells, folded):
            break
        made[i] = [Row(cells, columns, title)]
    return made if len(made) > 1 or len(made[start]) > 1 else {}


def parted(sentence: Span, folded: str) -> Iterator[Span]:
    """A sentence in parts, if a whole table stands in it, one cell after the other: its title, its heads, and every row."""
    cells = list(_cells(sentence, folded))
    filled = [cell.start == cell.end or _FIGURE.fullmatch(folded, cell.start, cell.end) is not None for cell in cells]
    first = next((k for k, full in enumerate(filled) if full and cells[k].start < cells[k].end), 0)
    width = next((k for k, full in enumerate(filled[first:]) if not full), len(cells) - first)
    name = first - 1  # of the first row
    starts = range(name, len(cells) - width, width + 1)
    run = list(itertools.takewhile(lambda k: not filled[k] and all(filled[k + 1 : k + 1 + width]), starts))
    if width < 1 or name < width or len(run) < _FEWEST_ROWS:
        yield sentence
        return
    edges = [*((name - width, name) if name > width else ()), *run, run[-1] + width + 1]
    if name == width:
        edges.insert(0, 0)
    else:
        yield Span(sentence.start, cells[name - width - 1].end)
    for a, b in itertools.pairwise(dict.fromkeys(edges)):
        yield Span(cells[a].start, cells[b - 1].end)
    if run[-1] + width + 1 < len(cells) and cells[run[-1] + width + 1].start < sentence.end:
        yield Span(cells[run[-1] + width + 1].start, sentence.end)


def _cells(sentence: Span, folded: str) -> Iterator[Span]:
    """The cells of a sentence with bars, blanks and its last full stop left out."""
    if folded.find("|", sentence.start, sentence.end) < 0:
        return
    end = sentence.end
    while end > sentence.start and folded[end - 1] in _LAST:
        end -= 1
    for match in _CELL.finditer(folded, sentence.start, end):
        first, last = match.span()
        while first < last and folded[first].isspace():
            first += 1
        while last > first and folded[last - 1].isspace():
            last -= 1
        yield Span(first, last)


def _is_body(cells: Sequence[Span], folded: str) -> bool:
    """Whether most cells behind the first hold nothing but figures."""
    plain = sum(_NUMERIC.fullmatch(folded, cell.start, cell.end) is not None for cell in cells[1:])
    return 2 * plain >= len(cells) - 1


def _title(sentences: Sequence[Span], start: int, folded: str) -> Span | None:
    for i in range(start - 1, max(-1, start - 1 - _TITLE_SENTENCES), -1):
        if _TITLE.match(folded, sentences[i].start, sentences[i].end):
            return Span(sentences[i].start, sentences[start - 1].end)
    return None


def _columns(heads: Sequence[Span], title: Span | None, folded: str) -> tuple[Column, ...]:
    """The columns under `heads`. Where no head tells what its numbers are, the title does; heads that share a word share that."""
    said = [folded[head.start : head.end] for head in heads]
    told = [spec_of(text) for text in said]
    of_all = spec_of(folded[title.start : title.end]) if title is not None and not any(spec.kind for spec in told) else NOTHING_SAID
    made: list[Column] = []
    for k, head in enumerate(heads):
        words = {word for word in _WORD.findall(said[k].lower()) if word not in _IDLE}
        alike = [
            j
            for j in range(1, k)
            if (words & {word for word in _WORD.findall(said[j].lower()) if word not in _IDLE})
            and (told[k] in (told[j], NOTHING_SAID))
        ]
        arms = k > 1 and told[k] == told[1] == NOTHING_SAID
        group = made[alike[0]].group if alike else 1 if arms else k
        spec = next((spec for spec in (told[k], *(told[j] for j in alike), of_all) if spec != NOTHING_SAID), NOTHING_SAID)
        made.append(Column(head, spec, group))
    return tuple(made)


def roles(row: Row, figures: Sequence[Quantity], folded: str) -> Iterator[Role]:
    """The parts that the figures of a row play."""
    for k, cell in enumerate(row.cells):
        inside = [figure for figure in figures if cell.start <= figure.start and figure.end <= cell.end]
        if k == 0 or not row.columns:
            yield from (Role(figure, _setting(figure), (cell,), unit=k) for figure in inside)
            continue
        column, name = row.columns[k], row.cells[0]
        own = spec_of(folded[name.start : name.end])
        spec = (
            own
            if column.spec == NOTHING_SAID or (own.kind and not spec_of(folded[column.head.start : column.head.end]).kind)
            else column.spec
        )
        changes = any(_CHANGE.search(folded, span.start, span.end) for span in (column.head, name, *filter(None, (row.title,))))
        size = not spec.kind and _NUMBER.fullmatch(folded, column.head.start, column.head.end) is not None
        for i, figure in enumerate(inside):
            bracketed = i > 0 and "(" in folded[inside[i - 1].end - 1 : figure.start + 1]
            made = _as_said(figure, spec, bracketed)
            part = _part(made, spec, bracketed, size, changes)
            yield Role(made, part, (cell,), (row.title,) if row.title else (), (), (name, column.head), _APART * column.group)


def _setting(figure: Quantity) -> str:
    """What a figure in a head does: it gives the size of a group, a time, or a condition."""
    if figure.text[:1] in "nN":
        return "size"
    return "time" if figure.kind == "duration" and figure.unit != "a" and figure.low == figure.high else "condition"


def _as_said(figure: Quantity, spec: Spec, bracketed: bool) -> Quantity:
    """A figure with the kind and unit that the heads give its numbers."""
    if figure.unit != "1" or figure.kind not in ("number", "count", "interval"):
        return figure
    if bracketed and spec.behind == "percent" and figure.kind != "interval":
        return replace(figure, kind="percent", unit="%")
    if figure.kind == "interval" or (bracketed and figure.low != figure.high and spec.kind != "count"):
        return replace(figure, kind="interval", unit=spec.unit or "1")
    if not spec.kind or spec.kind == "count":
        return figure
    return replace(figure, kind=spec.kind, unit=spec.unit or "1")


def _part(figure: Quantity, spec: Spec, bracketed: bool, size: bool, changes: bool) -> str:
    if figure.kind == "interval":
        return "interval"
    if figure.kind == "p_value":
        return "p"
    if bracketed and spec.behind == "spread":
        return "spread"
    if figure.kind.endswith("_ratio"):
        return "ratio"
    if size:
        return "size"
    return "change" if changes and figure.kind != "count" else "value"


@cache
def spec_of(text: str) -> Spec:
    """What a head, the name of a row or a title says that its numbers are."""
    behind = "spread" if _SPREAD.search(text) else ""
    if _P.fullmatch(text):
        return Spec("p_value")
    if _CI.fullmatch(text):
        return Spec("interval")
    for pattern, kind in _KINDS:
        if pattern.search(text):
            return Spec(kind)
    plain = _LEVEL.sub(" ", text)
    if _WITH_PERCENT.search(plain) and re.search(r"(?<![A-Za-z])[nN](?:o\.?)?\s*[(（]|例\s*[(（]|例数", plain):
        return Spec("count", "", "percent")
    if "%" in plain:
        return Spec("percent", "%", behind)
    if (per := _RATE.search(plain)) is not None and (rate := named_unit(per.group(), "rate")) is not None:
        return Spec("rate", rate.unit, behind)
    for part in _PARTS.finditer(plain):
        for printed in (part.group(1) or part.group(2)).split(","):
            if (unit := named_unit(printed.strip())) is not None:
                return Spec(unit.kind, unit.unit, behind)
    return Spec("", "", behind)
