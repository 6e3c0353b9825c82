"""Lines nobody answers for: page furniture, credits, prompts, notices, biographies.

Each is marked with the reason it was recognised by, so that nothing vanishes from the article without a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from verify.model import BlockKind
from verify.patterns import regex
from verify.readers import vocabulary
from verify.readers.bibliography import Listing, why
from verify.readers.lines import Line

FURNITURE = "page furniture"
AFTER_LIST = "after the reference list"
_PAGE_NUMBER = regex(
    r"^(?:[-·]\s*[0-9]{1,4}\s*[-·]|第\s*[0-9]{1,4}\s*页.{0,12}|page\s+[0-9]{1,4}(?:\s+of\s+[0-9]{1,4})?|[0-9]{1,4}\s*/\s*[0-9]{1,4})$"
)
_BARE_NUMBER = regex(r"^[0-9]{1,5}$")
_IDENTIFIER = regex(r"^(?:doi\s*:?\s*|https?://(?:dx\.)?doi\.org/)10\.\S+(?:\s.{0,60})?$")
_DIGITS = regex(r"[0-9]+")
_LETTER = regex(r"[a-z\u4e00-\u9fff]")
_DATE = regex(r"(?<![0-9])((?:19|20)[0-9]{2})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})(?![0-9])")
_ENGLISH_DATE = regex(
    r"(?<![a-z])(?:([0-9]{1,2})(?:st|nd|rd|th)?\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
    r"\s+(?:([0-9]{1,2})(?:st|nd|rd|th)?,?\s+)?((?:19|20)[0-9]{2})(?![0-9])"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_BY = regex(r"^[Bb][Yy]:?\s+(?:Dr\.?\s+)?[A-Z][a-z'’-]+\s+[A-Z]")
_MONTH_DAY = regex(r"^[0-9]{1,2}月[0-9]{1,2}日(?:\s+[0-9]{1,2}:[0-9]{2})?$")
_NAME = regex(r"^(?:[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff·]{2,4}\s{0,3}(?:教授|医生|主任|博士|医师|主任医师|副教授))$")
# The longest line that may still be a credit or a post; a wider one is a paragraph.
_SHORT = 120
# The fewest lines a page has.
_PAGE = 12


def mark(lines: Sequence[Line], listings: Sequence[Listing], wrapped: Sequence[bool]) -> str | None:
    """Give every line of boilerplate its kind and reason; return the date of publication if a byline states it.

    `wrapped` tells of each line whether it may be part of a broken sentence.
    """
    listed = {i for listing in listings for i in range(listing.start, listing.end)}
    if any(wrapped):
        _furniture(lines, listed)
    first, last = _first_paragraph(lines), _last_paragraph(lines, listed)
    date, titled = None, len(lines)
    for i, line in enumerate(lines):
        if line.kind is not None or i in listed:
            # The byline of a web page, between its title and its text.
            if line.kind is BlockKind.HEADING:
                titled = i
            elif (
                line.kind is BlockKind.BOILERPLATE and date is None and 0 <= i - titled <= 3 and i < first and line.width <= _SHORT
            ):
                date = _iso(line.folded)
            continue
        torn = wrapped[i] and i > 0 and not lines[i - 1].ends_sentence and lines[i - 1].width > _SHORT / 3
        reason = why(line) if (line.width <= _SHORT or i > last) and not torn else ""
        if i < first and not reason:
            reason = _byline(line)
            if reason and date is None:
                date = _iso(line.folded)
        if not reason and (_PAGE_NUMBER.match(line.folded) or _IDENTIFIER.match(line.folded)):
            reason = FURNITURE
        if reason:
            _set(line, reason)
    _biographies(lines, listed)
    _notices(lines, listed)
    if listings:
        _after(lines, listings[-1].end)
    return date


def _set(line: Line, reason: str) -> None:
    line.kind, line.why, line.level = BlockKind.BOILERPLATE, reason, 0


def _first_paragraph(lines: Sequence[Line]) -> int:
    return next((i for i, line in enumerate(lines) if line.width > _SHORT and line.kind is None), min(len(lines), 12))


def _last_paragraph(lines: Sequence[Line], listed: set[int]) -> int:
    """The last long line that no cue tells to be a notice: below it, and only there, notices may be as long as paragraphs."""
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if i in listed or (line.kind is None and line.width > _SHORT and not why(line)):
            return i
    return -1


def _byline(line: Line) -> str:
    folded = line.folded
    short = line.width <= _SHORT // 2 + 20
    if not short or line.ends_sentence:
        return ""
    kind = vocabulary.opening(folded)
    if kind == "byline" or _iso(folded) or _MONTH_DAY.match(folded) or _BY.match(line.text):
        return vocabulary.WHY["byline"]
    return vocabulary.WHY["greeting"] if kind == "greeting" else ""


def _iso(folded: str) -> str | None:
    """The date a line states with year, month and day."""
    if found := _DATE.search(folded):
        year, month, day = found[1], int(found[2]), int(found[3])
    elif (found := _ENGLISH_DATE.search(folded)) and (found[1] or found[3]):
        year, month, day = found[4], _MONTHS.split().index(found[2]) + 1, int(found[1] or found[3])
    else:
        return None
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _furniture(lines: Sequence[Line], listed: set[int]) -> None:
    """Page numbers stand alone; running heads repeat themselves page after page, in the middle of sentences."""
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if line.kind is not None or line.width > _SHORT:
            continue
        if (
            _BARE_NUMBER.match(line.folded)
            or _PAGE_NUMBER.match(line.folded)
            or (i not in listed and _IDENTIFIER.match(line.folded))
        ):
            _set(line, FURNITURE)
        elif i not in listed and not line.ends_sentence and _LETTER.search(line.folded) and not line.text[0].islower():
            places.setdefault(_DIGITS.sub("#", line.folded), []).append(i)
    for found in places.values():
        few = 2 if any(lines[i].gap or lines[i - 1].why for i in found) else 3
        if len(found) >= few and min(b - a for a, b in pairwise(found)) >= _PAGE and _interrupts(lines, found):
            for i in found:
                _set(lines[i], FURNITURE)


def _interrupts(lines: Sequence[Line], found: Sequence[int]) -> bool:
    """Whether half of these lines stand beside a page number or where a sentence is not over."""
    torn, here = 0, set(found)
    for i in found:
        above = next((lines[k] for k in range(i - 1, max(i - 4, -1), -1) if lines[k].kind is None and k not in here), None)
        beside = lines[max(i - 1, 0)].why == FURNITURE or lines[min(i + 1, len(lines) - 1)].why == FURNITURE
        torn += beside or (above is not None and not above.ends_sentence and above.width > lines[i].width)
    return torn * 2 >= len(found)


def _biographies(lines: Sequence[Line], listed: set[int]) -> None:
    """Runs of short lines most of which state a person's posts."""
    run: list[int] = []
    for i, line in enumerate([*lines, None]):
        ends = (
            line is None
            or i in listed
            or line.width > _SHORT
            or (line.kind not in (None, BlockKind.BOILERPLATE))
            or line.text[-1] in "。？?！"
        )
        if not ends:
            run.append(i)
            continue
        _biography(lines, [j for j in run if lines[j].kind is None])
        run = []


def _biography(lines: Sequence[Line], run: list[int]) -> None:
    posts = [k for k, j in enumerate(run) if vocabulary.states_post(lines[j].folded)]
    groups: list[list[int]] = []
    for k in posts:
        if groups and k - groups[-1][-1] <= 3:
            groups[-1].append(k)
        else:
            groups.append([k])
    for group in groups:
        first, last = group[0], group[-1]
        if len(group) < 3 or len(group) * 2 < last - first + 1:
            continue
        if first and _NAME.match(lines[run[first - 1]].text):
            first -= 1
        for k in range(first, last + 1):
            _set(lines[run[k]], vocabulary.WHY["post"])


def _notices(lines: Sequence[Line], listed: set[int]) -> None:
    """A heading such as 版权声明 or About the author takes the paragraph below it along."""
    for i, line in enumerate(lines[:-1]):
        if line.kind is BlockKind.BOILERPLATE and line.why in ("copyright notice", "biography"):
            kind = "copyright" if line.why == "copyright notice" else "biography"
            after = lines[i + 1]
            if kind in line.says and after.kind is None and i + 1 not in listed and after.width > 30:
                _set(after, line.why)


def _after(lines: Sequence[Line], end: int) -> None:
    """What trails behind the reference list, unless it is a section of the article or a good part of it."""
    rest = lines[end:]
    body = sum(len(line.text) for line in lines[:end])
    if sum(len(line.text) for line in rest) > 0.25 * body or any(_section(line) for line in rest):
        return
    for line in rest:
        if line.kind is None:
            _set(line, AFTER_LIST)


def _section(line: Line) -> bool:
    return (
        line.kind is BlockKind.HEADING
        or not line.says.isdisjoint({"appendix", "section", "back"})
        or vocabulary.opening(line.folded) == "caption"
    )
