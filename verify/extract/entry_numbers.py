"""The numeric part of a reference entry: year, volume, issue, pages, in whatever order and punctuation a style prints them.

Styles differ in order and punctuation, hardly in kind: a stretch of numbers, labels (vol., no., pp., 卷, 期), months and
brackets without other words. So the entry is cut into such stretches (`Block`), the one that looks most like the place of an
article in a journal is taken, and its numbers get their part by label first, by bracket and punctuation next, by order last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_MONTHS = {
    name: i for i, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall|Winter)"
)
_FREE = r"(?<![^\W\d_])"  # no letter before: a label stands by itself
_TOKEN = re.compile(
    rf"""
      (?P<prose>(?:(?!article\s|spec)(?:[^\W\d_]+[ ]|[^\W\d_]{{5,}}-)(?=[^\W\d_]{{2}}))+)
    | (?P<date>(?:1[5-9]|20)[0-9]{{2}}(?:-[0-9]{{1,2}}-[0-9]{{1,2}}|[年/][0-9]{{1,2}}[月/][0-9]{{1,2}}日?))
    | (?P<zvol>[第제]?\s?[0-9一二三四五六七八九十]+\s?[卷巻권집]|卷\s?[0-9]+)
    | (?P<ziss>[第제]?\s?(?:[0-9][0-9/-]*|[一二三四五六七八九十]+)\s?[期号號호]|期\s?[0-9]+)
    | (?P<zpage>第?\s?[0-9]+(?:\s?[-~]\s?[0-9]+)?(?:,\s?[0-9]+)?\s?[页頁면]|页\s?[0-9]+)
    | (?P<count>[0-9]+\s?(?:pp?|pages|vols?|с)\.?(?![A-Za-z0-9]|\.?\s?[0-9]))
    | (?P<vol>{_FREE}(?:vol(?:ume)?s?|v|bd|tome|т)\.?\s?(?=[0-9]|[IVXLC]+(?![a-z])))
    | (?P<iss>{_FREE}(?:no|nos|nr|n°|№|issue|iss|number|num|n|heft)s?[.:]?[ºo]?\s?(?=[0-9]))
    | (?P<page>{_FREE}(?:(?-i:p|pp|Pp|PP)|(?-i:P)(?=[.:\s])|pages?|pgs?|с)[.:]{{0,2}}\s?(?=[A-Za-z]{{0,3}}-?[0-9]|[ivxl]+-))
    | (?P<art>{_FREE}(?:art(?:icle)?\.?\s?(?:id|no|number)?|id|paper)[.:]?\s?(?=[A-Za-z]{{0,3}}[0-9]))
    | (?P<suppl>(?:{_FREE}(?:suppl(?:ement)?|pt|part|spec|special\sissue|spec\sno|sup)(?![a-z])\.?|增刊|专刊|z(?=[0-9]))
        \s?(?:[0-9]+|[A-Z](?![a-z]))?)
    | (?P<month>{_FREE}{_MONTH}(?![a-z])\.?(?:\s?[-/]\s?{_MONTH}(?![a-z])\.?)?)
    | (?P<range>(?<![A-Za-z])[A-Za-z]{{0,3}}\.?[0-9]+(?:\.[a-z][0-9]+)?[A-Za-z]?\s?[-~]+\s?
        [A-Za-z]{{0,3}}\.?[0-9]+(?:\.[a-z][0-9]+)?(?:[A-Za-z](?![A-Za-z0-9]))?)
    | (?P<mixed>'[0-9]{{2}}(?![0-9])|{_FREE}(?:[A-Za-z]+[0-9]+[A-Za-z]+[0-9]|[0-9]+[A-Za-z]+[0-9]|[0-9]+[A-Za-z]{{2}})[0-9A-Za-z]*)
    | (?P<num>(?:(?<![A-Za-z])(?:[A-Za-z]|[A-Z]{{2}}))?
        (?:[0-9]{{1,3}}\.[0-9]{{1,3}}(?![0-9])|[0-9]+(?:/[0-9]+)*)(?:-?[A-Za-z](?![A-Za-z0-9]))?年?)
    | (?P<roman>{_FREE}[IVXLC]{{1,6}}(?![^\W\d_]))
    | (?P<open>[(\[])
    | (?P<close>[)\]])
    | (?P<word>[^\W\d_]+(?:['.]?[^\W\d_]+)*(?:[-/'][0-9]+)*)
    | (?P<other>[^\s,;:.()\[\]])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = re.compile(r"(1[5-9][0-9]{2}|20[0-4][0-9])(?:[a-z]|/[0-9]{2,4})?年?$")
_RANGE = re.compile(r"([A-Za-z]{0,3}\.?[0-9]+(?:\.[a-z][0-9]+)?[A-Za-z]?)\s?[-~]+\s?(.+)$")
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
class Place:
    """Where a work stands: the fields a numeric block gives, "" or None where it is silent."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    volume: str = ""
    issue: str = ""
    page: str = ""


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
                if before == "open" and token.gap == "" and not _YEAR.match(token.text) and len(self.tokens) > 3:
                    points += 2
            elif kind == "suppl":
                points += 1
            if kind == "range" and before == "num":
                points += 1
            if i and kind in ("num", "range") and (":" in token.gap or ";" in token.gap):
                points += 2
            before = kind
        if points == 3 and numbers == 0 and any(t.kind == "range" and _YEAR.match(t.text[:4]) for t in self.tokens):
            return 0  # 1971-96: a span of years in a title
        return points + 2 * (numbers - 1 if numbers > 1 else 0)

    def years(self) -> list[Token]:
        return [t for t in self.tokens if t.kind == "date" or (t.kind == "num" and _YEAR.match(t.text))]


def blocks(text: str, start: int = 0) -> Iterator[Block]:
    """The numeric stretches of folded `text` from `start` on, in order; a bracket that holds words belongs to none."""
    current: list[Token] = []
    last_end = start
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup or "other"
        if kind == "roman" and current and current[-1].kind == "vol":
            kind = "num"
        if kind in _NUMERIC:
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


def year_of(token: Token) -> int:
    return int(token.text[:4])


def read(block: Block, known_year: int | None = None) -> Place:
    """The fields of a block. `known_year` is the year already printed elsewhere, as after the authors."""
    place = Place()
    tokens = block.tokens
    free: list[Token] = []
    label = ""
    depth = 0
    bracket_year = any(t.kind == "num" and _YEAR.match(t.text) and i and tokens[i - 1].kind == "open" for i, t in enumerate(tokens))
    year_wanted = known_year is None
    issue_bracket = numeric_month = False
    before: Token | None = None
    for i, token in enumerate(tokens):
        kind, text = token.kind, token.text
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(0, depth - 1)
            issue_bracket = False
        elif kind in ("vol", "iss", "page", "art"):
            label = kind
            before = token
            continue
        elif kind == "date":
            digits = re.findall("[0-9]+", text)
            place.year, place.month, place.day = int(digits[0]), int(digits[1]), int(digits[2])
            year_wanted = False
        elif kind == "month":
            place.month = place.month or _MONTHS.get(text[:3].lower())
        elif kind == "zvol":
            place.volume = re.sub("[^0-9]", "", text)
        elif kind == "ziss":
            place.issue = _chinese(re.sub("[^0-9/一二三四五六七八九十-]", "", text))
        elif kind == "zpage":
            place.page = _page(re.sub("[^0-9~-]", "", text.partition(",")[0]))
        elif kind == "suppl":
            place.issue = f"{place.issue} {text}".strip() if depth or place.issue else text.strip()
        elif label:
            _label(place, label, token)
        elif kind == "num" and _YEAR.match(text) and _is_year(token, before, after, depth, bracket_year, year_wanted, free):
            if year_wanted or place.year is None:
                place.year = year_of(token)
            year_wanted = False
        elif (
            before is not None
            and kind == "num"
            and _day(text)
            and token.gap in ("", " ", ". ")
            and (before.kind == "month" or numeric_month)
        ):
            place.day, numeric_month = int(text), False
        elif after is not None and after.kind == "month" and kind == "num" and _day(text) and after.gap.strip(".") in ("", " "):
            place.day = int(text)
        elif _is_month_number(tokens, i, before, place):
            place.month, numeric_month = int(text), True
        elif depth and kind == "num" and issue_bracket and before is not None and before.kind == "num":
            place.issue = f"{place.issue}, {text}"
        elif depth and kind == "range" and not place.page and _pages_in_bracket(text):
            place.page = _page(text)
        elif depth and kind in ("num", "range") and (before is not None and before.kind in ("open", "suppl")):
            if not place.issue and (free or place.year or place.volume or known_year):
                place.issue, issue_bracket = text, True
            elif before.kind == "suppl":
                place.issue = f"{place.issue} {text}".strip()
            else:
                free.append(token)
        elif kind in ("num", "range"):
            free.append(token)
        label = ""
        before = token
    _spread(place, free, known_year)
    return place


def _chinese(text: str) -> str:
    """An issue in Chinese numerals up to nineteen as digits; anything else unchanged."""
    digits = "〇一二三四五六七八九"
    if text and text[-1] in digits and len(text) == 1:
        return str(digits.index(text))
    if text.startswith("十"):
        return str(10 + (digits.index(text[1]) if len(text) > 1 else 0))
    return text


def _pages_in_bracket(text: str) -> bool:
    """vol. I (839-878): a range that is too wide for issues."""
    low, _, high = text.replace("~", "-").partition("-")
    return low.strip().isdigit() and high.strip().isdigit() and int(high) - int(low) > 12


def _day(text: str) -> bool:
    return text.isdigit() and 1 <= int(text) <= 31


def _is_month_number(tokens: list[Token], i: int, before: Token | None, place: Place) -> bool:
    """2012 5;26(5):442: some publishers print the month as a number after the year."""
    token = tokens[i]
    return (
        token.kind == "num"
        and before is not None
        and place.year is not None
        and place.month is None
        and before.kind == "num"
        and token.gap == " "
        and token.text.isdigit()
        and int(token.text) <= 12
        and i + 1 < len(tokens)
        and (";" in tokens[i + 1].gap or (tokens[i + 1].gap == " " and i + 2 < len(tokens) and ";" in tokens[i + 2].gap))
    )


def _is_year(
    token: Token, before: Token | None, after: Token | None, depth: int, bracket_year: bool, wanted: bool, free: list[Token]
) -> bool:
    if depth:
        return before is not None and before.kind in ("open", "month", "num")
    if bracket_year:
        return False
    if ":" in token.gap or "no" in token.gap:
        return False
    if not wanted:
        return before is None and after is not None and after.kind in ("num", "open") and ";" in after.gap
    # Several numbers may look like years; the one at either end of the block is the year.
    return (
        before is None
        or before.kind in ("month", "suppl", "close", "open")
        or after is None
        or after.kind != "range"
        or "," not in after.gap
    )


def _label(place: Place, label: str, token: Token) -> None:
    if label == "vol":
        place.volume = token.text
    elif label == "iss":
        place.issue = token.text
    else:
        place.page = _page(token.text)


def _page(text: str) -> str:
    """A page range in the form first-last, with an abbreviated last page as printed."""
    found = _RANGE.match(text)
    return f"{found[1]}-{found[2].strip()}" if found else text


def _spread(place: Place, free: list[Token], known_year: int | None) -> None:
    """Give the unlabelled numbers their part: what stands before the pages is volume, then issue."""
    if known_year is not None or place.year is not None:
        year = known_year or place.year
        if len(free) > 1 and _YEAR.match(free[-1].text) and year_of(free[-1]) == year:
            free = free[:-1]
    if not free:
        return
    at = next((i for i, t in enumerate(free) if t.kind == "range" and not (i + 1 < len(free) and ":" in free[i + 1].gap)), None)
    if place.page:
        numbers = free
    elif at is not None:
        place.page = _page(free[at].text)
        numbers = free[:at] or ([] if place.issue else [t for t in free[at + 1 :] if t.kind == "num"][:1])
    else:
        numbers = free
        last = free[-1]
        alone = len(free) == 1 and not place.volume
        page_like = ":" in last.gap or last.text[0].isalpha() or len(last.text) >= 5 or last.text[0] == "0"
        if (
            not alone
            or (place.issue and ")" in last.gap)
            or (page_like and (place.volume or ":" in last.gap or len(last.text) >= 5))
        ):
            place.page = last.text
            numbers = free[:-1]
    numbers = [t for t in numbers if t.kind == "num" or t is numbers[0]]
    if numbers and not place.volume:
        volume = numbers[0].text
        if "." in volume and not place.issue and volume.replace(".", "").isdigit():
            volume, _, place.issue = volume.partition(".")
        place.volume = volume
        numbers = numbers[1:]
    if numbers and not place.issue:
        place.issue = numbers[0].text
