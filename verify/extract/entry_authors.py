"""The author block at the head of a reference entry: a list of names, et al. and 等, editors; or a body behind which a year stands.

The form of the first name is preferred for the others, and after "and" one more name ends the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from verify.extract.entry_names import WORK, Head, first_of, next_name
from verify.extract.entry_shape import HAN, HANGUL
from verify.extract.entry_words import words_of
from verify.model import Name
from verify.patterns import regex

_SEPARATOR = regex(
    r"\s*(?:[,;、/]+\s*(?P<last>(?:and|AND|et|und|y|och|with|on behalf of)\s+|and(?=[A-Z])|&\s*|\.{3}\s*|…\s*)?"
    r"|(?P<alone>&\s*|…\s*|(?:and|AND|et|und|y|e|i|och|en|with)\s+|和|与))\s*"
)
_ET_AL = regex(
    r"[\s,;]*(?:\(?(?:and|&)?\s*(?:et\s?\.?\s?al|and others|et coll)(?![A-Za-z])\.?\)?|等(?=[\s,.;:(。]|$)"
    r"|and colleagues|u\.\s?a\.)",
    re.IGNORECASE,
)
_KOREAN_STOP = regex(rf"\.(?={HANGUL}{{2,4}}[.,(])")
_ROLE = regex(r"[\s,]*(?:\(?(?P<editor>[Ee]ds?|[Hh]rsg|[Ee]ditors?|主编|编)\.?\)?(?![A-Za-z])|编著|著|译|等?主编|副主编)")
_HEAD = regex(r"[^.。(,;]*(?:\([A-Z][A-Za-z&/-]{1,14}\))?")
_ANONYMOUS = regex(r"(?:Anon(?:ymous)?|佚名|作者不详|[-_]{2,}|—+)(?=[\s.,;:])", re.IGNORECASE)
_YEAR_NEXT = regex(r"[\s.,;:。]*[(\[]?\s?(?:1[5-9]|20)[0-9]{2}[a-z]?\s?[)\].,:;]")


@dataclass(slots=True)
class Authors:
    """What the head of an entry says of its makers, and where the rest begins. `delimiter` is the sign after the block."""

    names: tuple[Name, ...] = ()
    end: int = 0
    more: bool = False
    delimiter: str = ""


def read_authors(raw: str, text: str, limit: int) -> Authors:
    """The authors at the head of folded `text`, as `raw` prints them; they end before `limit` (the type marker or the end)."""
    anonymous = _ANONYMOUS.match(text)
    if anonymous:
        found = Authors(end=anonymous.end())
    else:
        head = Head(raw, text, limit)
        found = _list(head)
        if not found.names:
            found = _dated_body(head)
    if found.end:
        role = _ROLE.match(text, found.end)
        if role:
            found.end = role.end()
        found.delimiter = _delimiter(text, found.end)
    return found


def _delimiter(text: str, end: int) -> str:
    after = text[end : end + 3].lstrip()[:1]
    if after and after in ".,:;。":
        return after
    before = text[end - 1]
    return before if before in ".,:" else ""


def _list(head: Head) -> Authors:
    text = head.text
    names: list[Name] = []
    form, at, more, end = "", 0, False, 0
    unfinished = last = False
    while at < head.limit:
        found = next_name(head, at, form)
        if found is None:
            break
        names.append(found.name)
        if found.form not in ("han", "body"):
            form = form or found.form
        end, unfinished = found.end, False
        others = _ET_AL.match(text, end)
        if others and others.end() <= head.limit + 1:
            end, more = others.end(), True
            break
        separator = _SEPARATOR.match(text, end)
        final = separator is not None and bool(separator["last"] or separator["alone"])
        if separator is None and _KOREAN_STOP.match(head.shape, end):
            at = end + 1
            continue
        if separator is None or (last and not final):
            break
        last, at, unfinished = final, separator.end(), True
        others = _ET_AL.match(text, at)
        if others:
            end, more, unfinished = others.end(), True, False
            break
    if form == "direct-full" and not last and not more and len(names) > 1 and text[end : end + 1] == ":":
        unfinished, at = True, end
    if (
        unfinished
        and len(names) > 1
        and form in ("direct-full", "inverted-full")
        and text[at : at + 1] not in tuple("\"'(0123456789")
    ):
        # A list of full names that runs into other words: capitalised words of the title may have passed for names.
        return Authors((names[0],), first_of(head, form))
    if form == "vancouver":
        names[-1] = _without_stop(names)
    return Authors(tuple(names), end, more)


def _without_stop(names: list[Name]) -> Name:
    """The last name of a list: the dot behind its initials ends the block, unless the first name has dots of its own."""
    last = names[-1]
    if last.given.count(".") == 1 and last.given.endswith(".") and (len(names) == 1 or not names[0].given.endswith(".")):
        return replace(last, given=last.given[:-1])
    return last


def _dated_body(head: Head) -> Authors:
    """A head in no known form is an author still where a year, or before a type marker a Chinese title, follows it."""
    text, limit = head.text, head.limit
    match = _HEAD.match(text, 0, limit + 1)
    if not match or not 2 < match.end() <= limit or len(words_of(match.group())) > 12:
        return Authors()
    name, end = head.printed(match).strip(" ,"), match.end()
    if not name:
        return Authors()
    author = Authors((Name(literal=name),), end)
    if text[limit : limit + 1] == "[" and head.shape[0] == HAN and text[end : end + 1] in ".。":
        return author if len(name) <= 20 and not WORK.search(name) and len(text[end:limit].strip(" .")) > 3 else Authors()
    year = _YEAR_NEXT.match(text, end)
    if not year or len(words_of(text[year.end() : limit])) < 3:
        return Authors()
    rest = text[year.end() : limit].rstrip(" .,")
    return author if "." in rest or "," in rest or text[limit : limit + 1] == "[" else Authors()
