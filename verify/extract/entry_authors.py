"""The author block at the head of a reference entry: persons in any common order, organisations, et al. and 等.

A block is a list of names of one form: `Family GV`, `Family, G. V.`, `G. V. Family`, `Family, Given`, `Given Family`, or a
Chinese, Japanese or Korean name. The form of the first name is preferred for the others. Where no name fits, the head may be an
organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from verify.extract.entry_words import all_journal, is_a, is_organisation, words_of
from verify.model import Name


def _letters(test: str) -> str:
    """A character class body of the Latin, Greek and Cyrillic letters for which the str method `test` holds."""
    ranges = (*range(0x41, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00))
    return "".join(chr(code) for code in ranges if getattr(chr(code), test)())


_U = f"[{_letters('isupper')}]"
_L = f"[{_letters('isalpha')}\u0300-\u036f'`´′]"
_LOW = f"[{_letters('islower')}]"
_PARTICLE = (
    r"(?:(?:[Vv][ao]n|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os?|[Dd]as|[Dd]u|[Ll][ae]|[Ll]es|[Ee]l|[Aa]l|bin|[Ii]bn|[Bb]en"
    r"|[Tt]en|[Tt]er|te|zu|zur|zum|af|av|'t|[Ss]t\.?|[Ss]aint|[Ss]an|[Mm]ac|[Mm]c|[Aa]bu|[Aa]bd|[Yy]|und|ver)\s+|[Dd]'|(?:[AaEe]l|[Bb]en)-)"
)
_TAIL = r"(?:\s(?:van|von|de|der|den|del|della|du|da|do|dos|la|ter|ten|zu)(?![A-Za-z]))*"
_WORD = rf"{_U}'?{_L}+(?:-{_L}+)*"
_ONE = rf"(?:{_PARTICLE}){{0,3}}{_WORD}"
_FAMILY = rf"{_ONE}(?:\s(?:{_PARTICLE}){{0,2}}{_WORD}){{0,2}}"
_INITIAL = rf"(?:{_U}[hua]\.|{_U}(?:\.|(?!{_LOW})))"
_INITIALS = rf"{_INITIAL}(?:[\s-]{{0,2}}(?:{_INITIAL}|{_LOW}\.)){{0,4}}(?:(?=Jr|Sr)|(?!{_L}))"
_SUFFIX = r"(?:,?\s?(?:Jr|Sr|II|III|IV|2nd|3rd)(?![A-Za-z])\.?)?"
_STOP = r"(?=\s*(?:[,;:.(\[&]|$)|\s+(?:and|et|und|y)\s|\s*['\"«“]|\s+(?:1[5-9]|20)[0-9]{2})"
_END = rf"(?:{_STOP}|(?=\s+(?:e|i|en|with|on|{_U}{_L})))"
_GIVEN = rf"{_U}{_L}+(?:-{_L}+)?(?:\s{_U}{_L}+)?(?:\s{_INITIALS})?"
# A middle initial is told from a Vancouver name by what follows the family: another name, or the end of the block.
_NEXT = rf"(?=,\s(?:{_U}|and|et)|\s(?:and|et|&)\s{_U}(?:\.|{_L}*\s{_U})|\.(?:\s|$)|\s\()"
_FORMS = {
    "middle": re.compile(
        rf"(?P<given>{_U}{_L}+(?:-{_L}+)?\s(?:{_U}\.(?:\s?{_U}\.)*|{_U}{{1,2}}))\s(?P<family>{_ONE}){_SUFFIX}{_NEXT}"
    ),
    "vancouver": re.compile(rf"(?P<family>{_FAMILY})\s+(?P<given>{_INITIALS}{_TAIL}){_SUFFIX}{_END}"),
    "inverted": re.compile(
        rf"(?!{_U}{{1,3}}\s(?:{_U}{_LOW}|v[ao]n|d[aeiu]|l[ae]))(?P<family>{_FAMILY}),\s*(?P<given>{_INITIALS}{_TAIL}){_SUFFIX}{_END}"
    ),
    "bracketed": re.compile(rf"(?P<family>{_FAMILY})\s+\((?P<given>{_INITIALS}|{_GIVEN})\)"),
    "direct": re.compile(rf"(?P<given>{_INITIALS})\s*(?P<family>{_FAMILY}){_SUFFIX}{_STOP}"),
    "inverted-full": re.compile(rf"(?P<family>{_ONE}),\s*(?P<given>{_GIVEN}){_SUFFIX}{_STOP}"),
    "direct-full": re.compile(
        rf"(?P<given>{_U}{_L}+(?:-{_L}+)?(?:\s(?:{_INITIALS}|{_U}{_L}+(?=\s{_U}{_L}))){{0,2}})\s(?P<family>{_ONE}){_SUFFIX}{_STOP}"
    ),
}
_ORDER = {
    "": ("middle", "vancouver", "inverted", "bracketed", "direct", "inverted-full", "direct-full"),
    "vancouver": ("vancouver", "direct", "inverted"),
    "inverted": ("inverted", "direct", "vancouver"),
    "bracketed": ("bracketed", "vancouver"),
    "direct": ("direct", "direct-full"),
    "inverted-full": ("direct-full", "direct", "inverted-full", "inverted"),
    "direct-full": ("direct-full", "direct"),
    "middle": ("direct-full", "direct"),
}
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_CJK = _HAN + "\u3040-\u30ff\uac00-\ud7af"
_CJK_NAME = re.compile(
    rf"[{_HAN}]\s[{_HAN}]{{1,2}}(?![{_CJK}])|[{_CJK}]{{1,4}}\s[{_CJK}]{{1,4}}(?=\s?[,;.(、])|[{_CJK}][{_CJK}·•・]{{1,40}}(?![{_CJK}])"
)
_SEPARATOR = re.compile(
    r"\s*(?:[,;、/]+\s*(?P<last>(?:and|AND|et|und|y|och|with|on behalf of)\s+|and(?=[A-Z])|&\s*|\.{3}\s*|…\s*)?"
    r"|(?P<alone>&\s*|…\s*|(?:and|AND|et|und|y|e|i|och|en|with)\s+|和|与)|\.(?=[\uac00-\ud7af]{2,4}[.,(]))\s*"
)
_ET_AL = re.compile(
    r"[\s,;]*(?:\(?(?:and|&)?\s*(?:et\s?\.?\s?al|and others|et coll)(?![A-Za-z])\.?\)?|等(?=[\s,.;:(。]|$)"
    r"|and colleagues|u\.\s?a\.)",
    re.IGNORECASE,
)
_ROLE = re.compile(r"[\s,]*(?:\(?(?P<editor>[Ee]ds?|[Hh]rsg|[Ee]ditors?|主编|编)\.?\)?(?![A-Za-z])|编著|著|译|等?主编|副主编)")
_HEAD = re.compile(r"[^.。(,;]*(?:\([A-Z][A-Za-z&/-]{1,14}\))?")
_BODY = re.compile(
    r"(?:(?:for|on behalf of|and)\s)?(?:the\s)?(?:members\sof\s(?:the\s)?)?"
    r"((?:U\.\s?[SK]\.\s)?[^.,;:()\[\]]{3,160}?(?:\s?\([A-Z][A-Za-z&/-]{1,14}\))?)"
    r"(?=\s*[.,;:(]|\set\sal|\s(?:1[5-9]|20)[0-9]{2}[.:)]|等|$)"
)
_FAMILY_ONLY = re.compile(rf"(?P<family>{_FAMILY})(?=,?\s+(?:et\s?\.?\s?al|and colleagues)|,\s[\"'«])")
_ANONYMOUS = re.compile(r"(?:Anon(?:ymous)?|佚名|作者不详|[-_]{2,}|—+)(?=[\s.,;:])", re.IGNORECASE)
_COUNTRY = re.compile("[\\[(〔][\u4e00-\u9fff]{1,4}[\\])〕]\\s?")
_YEAR_NEXT = re.compile(r"[\s.,;:。]*[(\[]?\s?(?:1[5-9]|20)[0-9]{2}[a-z]?\s?[)\].,:;]")
_CAPITALS = re.compile(r"[A-Z]{3,}\.$")
_WORK = re.compile("(?:指南|共识|规范|标准|报告|研究|手册|年鉴|说明|药典|公报|法|学|论|史|条例|要览|概要|统计|分析)$")


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
        found = _list(raw, text, limit)
        if not found.names:
            found = _head(raw, text, limit)
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


def _list(raw: str, text: str, limit: int) -> Authors:
    names: list[Name] = []
    form, at, more, end = "", 0, False, 0
    unfinished = last = False
    while at < limit:
        name, kind, stop = _next_name(raw, text, at, form, limit)
        if name is None:
            break
        names.append(name)
        if kind not in ("cjk", "body"):
            form = form or kind
        end, unfinished = stop, False
        others = _ET_AL.match(text, end)
        if others and others.end() <= limit + 1:
            end, more = others.end(), True
            break
        separator = _SEPARATOR.match(text, end)
        final = separator is not None and bool(separator["last"] or separator["alone"])
        if separator is None or (last and not final):
            break
        last, at, unfinished = final, separator.end(), True
        others = _ET_AL.match(text, at)
        if others:
            end, more, unfinished = others.end(), True, False
            break
    if form == "direct-full" and not last and not more and len(names) > 1 and text[end : end + 1] == ":":
        unfinished, at = True, end
    if unfinished and len(names) > 1 and form in ("direct-full", "inverted-full") and not re.match("[\"'(0-9]", text[at : at + 1]):
        # A list of full names that runs into other words: capitalised words of the title may have passed for names.
        match = _FORMS[form].match(text)
        return Authors(names=(names[0],), end=match.end() if match else 0)
    if form == "vancouver":
        names[-1] = _without_stop(names)
    return Authors(tuple(names), end, more)


def _without_stop(names: list[Name]) -> Name:
    """The last name of a list: the dot behind its initials ends the block, unless the first name has dots of its own."""
    last = names[-1]
    if last.given.count(".") == 1 and last.given.endswith(".") and (len(names) == 1 or not names[0].given.endswith(".")):
        return replace(last, given=last.given[:-1])
    return last


def _next_name(raw: str, text: str, at: int, form: str, limit: int) -> tuple[Name | None, str, int]:
    """One author at `at`: the name, its form, where it ends. A body may stand at the head or among persons."""
    country = _COUNTRY.match(text, at)
    if country:
        at = country.end()
    if text[at : at + 1] >= "\u3040":
        return _cjk_name(raw, text, at, limit, foreign=country is not None)
    for kind in _ORDER[form]:
        match = _FORMS[kind].match(text, at)
        if match and match.end() <= limit + 1:
            if kind in ("direct", "direct-full", "middle") and _no_person(text, match):
                break
            return Name(_as_printed(raw, match, "family"), _as_printed(raw, match, "given")), kind, match.end()
    match = None if form else _FAMILY_ONLY.match(text, at)
    if match and match.end() <= limit and not is_organisation(match.group()):
        return Name(_as_printed(raw, match, "family")), "vancouver", match.end()
    body = _BODY.match(text, at) if form in ("", "vancouver", "inverted", "direct") else None
    if body and body.end() <= limit + 1 and body[1][0].isupper() and len(words_of(body[1])) <= 14 and is_organisation(body[1]):
        return Name(literal=_as_printed(raw, body, 1)), "body", body.end()
    return None, "", at


def _as_printed(raw: str, match: re.Match[str], group: str | int) -> str:
    return raw[match.start(group) : match.end(group)].strip()


def _no_person(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a given and a family name is a body (R Core Team) or an abbreviated journal (Z. Phys.)."""
    family = match["family"].split()[-1]
    dotted = text[match.end() : match.end() + 1] == "."
    if is_a(family, "abbreviation") and not family.isupper() and (dotted or all_journal(match.group())):
        return True
    return _CAPITALS.match(match["given"]) is not None or is_organisation(match.group())


def _cjk_name(raw: str, text: str, at: int, limit: int, foreign: bool) -> tuple[Name | None, str, int]:
    match = _CJK_NAME.match(text, at)
    if match is None or match.end() > limit + 1:
        return None, "", at
    name = match.group().strip().removesuffix("等")
    end = at + len(name)
    if len(name) > 3 and is_organisation(name):
        return Name(literal=raw[at:end]), "cjk", end
    if len(name) > 4 and not ("·" in name and len(name) < 16) and not foreign and not _long_name(text, name, end, limit):
        return None, "", at
    return Name(family=raw[at:end]), "cjk", end


def _long_name(text: str, name: str, end: int, limit: int) -> bool:
    """Whether five or more characters without a dot are a name still: something longer follows, and they name no work."""
    following = text[end:limit].strip(" .,;:()0123456789")
    return len(name) <= 6 and text[end : end + 1] in ".,(;、" and len(following) > len(name) and not _WORK.search(name)


def _head(raw: str, text: str, limit: int) -> Authors:
    """A head without a name in any known form is an author still where a year, or before a type marker a title, follows it."""
    match = _HEAD.match(text, 0, limit + 1)
    if not match or not 2 < match.end() <= limit or len(words_of(match.group())) > 12:
        return Authors()
    head, end = match.group().strip(" ,"), match.end()
    printed = raw[match.start() : end].strip(" ,")
    year = _YEAR_NEXT.match(text, end)
    if (
        text[limit : limit + 1] == "["
        and head[0] >= "\u3040"
        and text[end : end + 1] in ".。"
        and len(head) <= 20
        and not _WORK.search(head)
    ):
        return Authors((Name(literal=printed),), end) if len(text[end:limit].strip(" .")) > 3 else Authors()
    if not head or not year or len(words_of(text[year.end() : limit])) < 3:
        return Authors()
    rest = text[year.end() : limit].rstrip(" .,")
    return Authors((Name(literal=printed),), end) if "." in rest or "," in rest else Authors()
