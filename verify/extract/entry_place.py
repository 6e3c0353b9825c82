"""What the numbers of a block mean: year, volume, issue, pages, in whatever order and punctuation a style prints them.

A number gets its part by label first (vol., no., pp., 卷, 期), by bracket and punctuation next (62(4): 310-318), by order last:
what stands before the pages is the volume, then the issue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.extract.entry_numbers import YEAR, Block, Token
from verify.patterns import regex

_MONTHS = {
    name: i for i, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_RANGE = regex(r"([A-Za-z]{0,3}\.?[0-9]+(?:\.[a-z][0-9]+)?[A-Za-z]?)\s?[-~]+\s?(.+)$")
_CHINESE_DIGITS = "〇一二三四五六七八九"


@dataclass(slots=True)
class Place:
    """Where a work stands: the fields a numeric block gives, "" or None where it is silent."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    volume: str = ""
    issue: str = ""
    page: str = ""


def year_of(token: Token) -> int:
    return int(token.text[:4])


def read(block: Block, known_year: int | None = None) -> Place:
    """The fields of a block. `known_year` is the year already printed elsewhere, as after the authors."""
    reading = _Reading(block.tokens, known_year)
    for i in range(len(block.tokens)):
        reading.take(i)
    return reading.finished()


class _Reading:
    """One walk over the tokens of a block; `free` gathers the numbers that neither label nor bracket explains."""

    def __init__(self, tokens: list[Token], known_year: int | None) -> None:
        self.place = Place()
        self.free: list[Token] = []
        self._tokens = tokens
        self._known_year = known_year
        self._year_wanted = known_year is None
        self._year_in_bracket = any(_is_bracketed_year(tokens, i) for i in range(1, len(tokens)))
        self._label = ""
        self._depth = 0
        self._in_issue = False
        self._month_before = False  # the token before was a month, so a small number is a day

    def take(self, i: int) -> None:
        token = self._tokens[i]
        kind = token.kind
        month_before, self._month_before = self._month_before, False
        if kind == "open":
            self._depth += 1
        elif kind == "close":
            self._depth = max(0, self._depth - 1)
            self._in_issue = False
        elif kind in ("vol", "iss", "page", "art"):
            self._label = kind
            return
        elif kind in ("num", "range"):
            self._number(i, token, month_before)
        elif kind != "count":
            self._stated(token)
        self._label = ""

    def finished(self) -> Place:
        _spread(self.place, self.free, self._known_year or self.place.year)
        return self.place

    def _stated(self, token: Token) -> None:
        """A token whose kind says what it is."""
        place, text = self.place, token.text
        if token.kind == "date":
            place.year, place.month, *day = (int(digits) for digits in re.findall("[0-9]+", text))
            place.day = day[0] if day else None
            self._year_wanted = False
        elif token.kind == "month":
            place.month = place.month or _MONTHS.get(text[:3].lower())
            self._month_before = True
        elif token.kind == "zvol":
            place.volume = _arabic(text, "卷巻권집第제")
        elif token.kind == "ziss":
            place.issue = _arabic(text, "期号號호第제")
        elif token.kind == "zpage":
            place.page = _page(re.sub("[^0-9~-]", "", text.partition(",")[0]))
        elif token.kind == "suppl":
            place.issue = f"{place.issue} {text.strip()}".strip()

    def _number(self, i: int, token: Token, month_before: bool) -> None:
        place, text = self.place, token.text
        before = self._tokens[i - 1] if i else None
        if self._label:
            _labelled(place, self._label, text)
        elif self._is_year(i):
            place.year = place.year if place.year is not None and not self._year_wanted else year_of(token)
            self._year_wanted = False
        elif self._is_day(i, month_before):
            place.day = int(text)
        elif self._is_month(i):
            place.month, self._month_before = int(text), True
        elif self._depth and self._in_issue and before is not None and before.kind == "num":
            place.issue = f"{place.issue}, {text}"
        elif self._depth and token.kind == "range" and not place.page and _too_wide_for_issues(text):
            place.page = _page(text)
        elif self._depth and before is not None and before.kind in ("open", "suppl"):
            self._bracketed(token, before)
        else:
            self.free.append(token)

    def _bracketed(self, token: Token, before: Token) -> None:
        place = self.place
        if not place.issue and (self.free or place.year or place.volume or self._known_year):
            place.issue, self._in_issue = token.text, True
        elif before.kind == "suppl":
            place.issue = f"{place.issue} {token.text}".strip()
        else:
            self.free.append(token)

    def _is_year(self, i: int) -> bool:
        token = self._tokens[i]
        if token.kind != "num" or not YEAR.match(token.text):
            return False
        before = self._tokens[i - 1] if i else None
        after = self._tokens[i + 1] if i + 1 < len(self._tokens) else None
        if self._depth:
            return before is not None and before.kind in ("open", "month", "num")
        if self._year_in_bracket or ":" in token.gap:
            return False
        if not self._year_wanted:
            return before is None and after is not None and after.kind in ("num", "open") and ";" in after.gap
        if before is None or before.kind in ("month", "suppl", "close", "open"):
            return True
        return after is None or after.kind != "range" or "," not in after.gap

    def _is_day(self, i: int, month_before: bool) -> bool:
        """Jun 9 or 9 June, and the day behind a month printed as a number."""
        token = self._tokens[i]
        if token.kind != "num" or not token.text.isdigit() or not 1 <= int(token.text) <= 31:
            return False
        if month_before and token.gap in ("", " ", ". "):
            return True
        after = self._tokens[i + 1] if i + 1 < len(self._tokens) else None
        return after is not None and after.kind == "month" and after.gap.strip(".") in ("", " ")

    def _is_month(self, i: int) -> bool:
        """2012 5;26(5):442 and 2012 5 17;26(5):442: some publishers print the month as a number after the year."""
        token, rest = self._tokens[i], self._tokens[i + 1 : i + 3]
        if not i or self.place.year is None or self.place.month is not None or token.gap != " ":
            return False
        if self._tokens[i - 1].kind != "num" or not token.text.isdigit() or int(token.text) > 12 or not rest:
            return False
        return ";" in rest[0].gap or (len(rest) == 2 and rest[0].gap == " " and ";" in rest[1].gap)


def _is_bracketed_year(tokens: list[Token], i: int) -> bool:
    return tokens[i].kind == "num" and tokens[i - 1].kind == "open" and YEAR.match(tokens[i].text) is not None


def _arabic(text: str, signs: str) -> str:
    """A Chinese volume or issue without its signs, numerals up to nineteen as digits."""
    number = text.strip(signs + " ")
    if len(number) == 1 and number in _CHINESE_DIGITS:
        return str(_CHINESE_DIGITS.index(number))
    if number.startswith("十"):
        return str(10 + (_CHINESE_DIGITS.index(number[1]) if number[1:2] in _CHINESE_DIGITS[1:] and len(number) == 2 else 0))
    return number


def _too_wide_for_issues(text: str) -> bool:
    """vol. I (839-878): a range in brackets that must be pages."""
    low, _, high = text.replace("~", "-").partition("-")
    return low.strip().isdigit() and high.strip().isdigit() and int(high) - int(low) > 12


def _labelled(place: Place, label: str, text: str) -> None:
    if label == "vol":
        place.volume = text
    elif label == "iss":
        place.issue = text
    else:
        place.page = _page(text)


def _page(text: str) -> str:
    """A page range in the form first-last, with an abbreviated last page as printed."""
    found = _RANGE.match(text)
    return f"{found[1]}-{found[2].strip()}" if found else text


def _spread(place: Place, free: list[Token], year: int | None) -> None:
    """Give the unlabelled numbers their part: what stands before the pages is volume, then issue."""
    if free and year is not None and YEAR.match(free[-1].text) and year_of(free[-1]) == year:
        free = free[:-1]  # the year once more
    if not free:
        return
    numbers = free if place.page else _before_pages(place, free)
    numbers = [token for token in numbers if token.kind == "num" or token is numbers[0]]
    if numbers and not place.volume:
        place.volume = numbers[0].text
        head, dot, tail = place.volume.partition(".")
        if dot and not place.issue and head.isdigit() and tail.isdigit():
            place.volume, place.issue = head, tail
        numbers = numbers[1:]
    if numbers and not place.issue:
        place.issue = numbers[0].text


def _before_pages(place: Place, free: list[Token]) -> list[Token]:
    """Set the pages from `free`; what is left for volume and issue."""
    for i, token in enumerate(free):
        followed = i + 1 < len(free) and ":" in free[i + 1].gap  # 12-13: 45-50 is a double volume
        if token.kind == "range" and not followed:
            place.page = _page(token.text)
            return free[:i] or ([] if place.issue else [t for t in free[i + 1 :] if t.kind == "num"][:1])
    last = free[-1]
    if len(free) == 1 and not place.volume and ":" not in last.gap and len(last.text) < 5:
        return free
    place.page = last.text
    return free[:-1]
