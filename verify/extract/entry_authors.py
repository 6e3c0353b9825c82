"""The author block at the head of a reference entry: persons in any common order, organisations, et al. and 等.

A block is a list of names of one form: `Family GV`, `Family, G. V.`, `G. V. Family`, `Family, Given`, `Given Family`, or a
Chinese, Japanese or Korean name. The form of the first name is preferred for the others. Where no name fits, the head may be an
organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.extract.entry_words import count, is_a, is_organisation, words_of
from verify.model import Name


def _ranges(test: str) -> str:
    """A character class body of the Latin, Greek and Cyrillic letters for which the str method `test` holds."""
    return "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)) if getattr(chr(c), test)())


_U = f"[{_ranges('isupper')}]"
_L = f"[{_ranges('isalpha')}\u0300-\u036f'`´′]"
_LOW = f"[{_ranges('islower')}]"
_PARTICLE = (
    r"(?:(?:[Vv][ao]n|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os?|[Dd]as|[Dd]u|[Ll][ae]|[Ll]es|[Ee]l|[Aa]l|bin|[Ii]bn|[Bb]en"
    r"|[Tt]en|[Tt]er|te|zu|zur|zum|af|av|'t|[Ss]t\.?|[Ss]aint|[Ss]an|[Mm]ac|[Mm]c|[Aa]bu|[Aa]bd|[Yy]|und|ver)\s+|[Dd]['’]|(?:[AaEe]l|[Bb]en)-)"
)
_WORD = rf"{_U}'?{_L}+(?:-{_L}+)*"
_FAMILY = rf"(?:{_PARTICLE}){{0,3}}{_WORD}(?:\s(?:{_PARTICLE}){{0,2}}{_WORD}){{0,2}}"
_INITIALS = rf"(?:{_U}[hua]?(?:\.|(?!{_LOW}))(?:[\s-]{{0,2}}(?:{_U}[hua]?|{_LOW})(?:\.|(?!{_L}))|{_U}(?!{_LOW})\.?){{0,4}})(?:(?=Jr|Sr)|(?!{_L}))"
_SUFFIX = r"(?:,?\s?(?:Jr|Sr|II|III|IV|2nd|3rd)(?![A-Za-z])\.?)?"
_END = r"(?=\s*(?:[,;:.(\[&]|$)|\s+(?:and|et|und|y|e|i|en|with|on)\s|\s*['\"«“]|\s+(?:1[5-9]|20)[0-9]{2}|\s+%s%s)" % (_U, _L)
_STOP = r"(?=\s*(?:[,;:.(\[&]|$)|\s+(?:and|et|und|y)\s|\s*['\"«“]|\s+(?:1[5-9]|20)[0-9]{2})"
_GIVEN = rf"{_U}{_L}+(?:-{_L}+)?(?:\s{_U}{_L}+)?(?:\s{_INITIALS})?"

_TAIL = r"(?:\s(?:van|von|de|der|den|del|della|du|da|do|dos|la|ter|ten|zu)(?![A-Za-z]))*"
_FORMS = {
    "middle": re.compile(
        rf"(?P<given>{_U}{_L}+(?:-{_L}+)?\s(?:{_U}\.(?:\s?{_U}\.)*|{_U}{{1,2}}))\s(?P<family>(?:{_PARTICLE}){{0,3}}{_WORD}){_SUFFIX}(?=,|\s(?:and|et|&)\s|\.(?:\s|$)|\s\()"
    ),
    "vancouver": re.compile(rf"(?P<family>{_FAMILY})\s+(?P<given>{_INITIALS}{_TAIL}){_SUFFIX}{_END}"),
    "inverted": re.compile(rf"(?!{_U}{{1,3}}\s{_U}{_LOW})(?P<family>{_FAMILY}),\s*(?P<given>{_INITIALS}{_TAIL}){_SUFFIX}{_END}"),
    "bracketed": re.compile(rf"(?P<family>{_FAMILY})\s+\((?P<given>{_INITIALS}|{_GIVEN})\)"),
    "direct": re.compile(rf"(?P<given>{_INITIALS})\s*(?P<family>{_FAMILY}){_SUFFIX}{_STOP}"),
    "inverted-full": re.compile(rf"(?P<family>{_FAMILY}),\s*(?P<given>{_GIVEN}){_SUFFIX}{_STOP}"),
    "direct-full": re.compile(
        rf"(?P<given>{_U}{_L}+(?:-{_L}+)?(?:\s(?:{_INITIALS}|{_U}{_L}+(?=\s{_U}{_L}))){{0,2}})\s(?P<family>(?:{_PARTICLE}){{0,3}}{_WORD}){_SUFFIX}{_STOP}"
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
    rf"[{_CJK}][{_CJK}·•・]{{1,14}}(?![{_CJK}])|[{_HAN}]\s[{_HAN}]{{1,2}}(?![{_CJK}])|[{_CJK}]{{1,4}}\s[{_CJK}]{{1,4}}(?=\s?[,;.(、])"
)
_SEPARATOR = re.compile(
    r"\s*(?:[,;、/]+\s*(?P<last>(?:and|et|und|y|och|with|on behalf of)\s+|and(?=[A-Z])|&\s*|\.{3}\s*|…\s*)?|(?P<amp>&\s*|…\s*|(?:and|et|und|y|e|i|och|en|with)\s+|和|与))\s*"
)
_ET_AL = re.compile(
    r"[\s,;]*(?:\(?(?:and|&)?\s*(?:et\s?\.?\s?al|and others|et coll)(?![A-Za-z])\.?\)?|等(?=[\s,.;:(，。．]|$)|and colleagues|u\.\s?a\.)",
    re.IGNORECASE,
)
_ROLE = re.compile(r"[\s,]*(?:\(?(?P<editor>[Ee]ds?|[Hh]rsg|[Ee]ditors?|主编|编)\.?\)?(?![A-Za-z])|编著|著|译|等?主编|副主编)")
_HEAD = re.compile(r"[^.。(,;]*(?:\([A-Z][A-Za-z&/-]{1,14}\))?")
_BODY = re.compile(
    r"(?:(?:for|on behalf of|and)\s)?(?:the\s)?([^.,;:()\[\]]{3,160}?(?:\s?\([A-Z][A-Za-z&/-]{1,14}\))?)(?=\s*[.,;:(]|\set\sal|\s(?:1[5-9]|20)[0-9]{2}[.:)]|等|$)"
)
_FAMILY_ONLY = re.compile(rf"(?P<family>{_FAMILY})(?=\s+(?:et\s?\.?\s?al|and colleagues))")
_ANONYMOUS = re.compile(r"(?:Anon(?:ymous)?|佚名|作者不详|[-_]{2,}|—+)(?=[\s.,;:])", re.IGNORECASE)
_COUNTRY = re.compile("[\\[(〔][\u4e00-\u9fff]{1,4}[\\])〕]\\s?")
_YEAR_NEXT = re.compile(r"[\s.,;:]*[(\[]?\s?(?:1[5-9]|20)[0-9]{2}[a-z]?\s?[)\].,:;]")
_WORK = re.compile("(?:指南|共识|规范|标准|报告|研究|手册|年鉴|说明|药典|公报|法|学|论|史|条例|要览|概要|统计|分析)$")


@dataclass(slots=True)
class Authors:
    """What the head of an entry says of its makers, and where the rest begins. `delimiter` is the sign after the block."""

    names: tuple[Name, ...] = ()
    end: int = 0
    more: bool = False
    editors: bool = False
    delimiter: str = ""


def read_authors(text: str, limit: int) -> Authors:
    """The authors at the head of folded `text`, which end before `limit` (the type marker or the place in the journal)."""
    anonymous = _ANONYMOUS.match(text)
    if anonymous:
        found = Authors(end=anonymous.end())
    else:
        found = _persons(text, limit)
        if not found.names:
            found = _dated_head(text, limit)
    if found.end:
        role = _ROLE.match(text, found.end)
        if role:
            found.editors = role["editor"] is not None
            found.end = role.end()
        found.delimiter = _delimiter(text, found.end)
    return found


def _delimiter(text: str, end: int) -> str:
    after = text[end : end + 3].lstrip()[:1]
    if after and after in ".,:;。":
        return after
    before = text[end - 1]
    return before if before in ".,:" else ""


def _persons(text: str, limit: int) -> Authors:
    names: list[Name] = []
    form, at, more, end = "", 0, False, 0
    open_list = last = False
    while at < limit:
        name, kind, stop = _next_name(text, at, form, limit)
        if name is None:
            break
        names.append(name)
        if kind not in ("cjk", "body"):
            form = form or kind
        end = stop
        other = _ET_AL.match(text, end)
        if other and other.end() <= limit + 1:
            end, more, open_list = other.end(), True, False
            break
        separator = _SEPARATOR.match(text, end)
        open_list = separator is not None
        if separator is None or (last and not (separator["last"] or separator["amp"])):
            open_list = False
            break
        last = bool(separator["last"] or separator["amp"])
        at = separator.end()
        other = _ET_AL.match(text, at)
        if other:
            end, more, open_list = other.end(), True, False
            break
    if form in ("direct-full", "inverted-full") and open_list and len(names) > 1 and not re.match("[\"'(0-9]", text[at : at + 1]):
        # A list of full names that runs into other words: capitalised words of the title may have passed for names.
        match = _FORMS[form].match(text)
        return Authors((names[0],), match.end() if match else 0)
    return Authors(tuple(names), end, more)


def _next_name(text: str, at: int, form: str, limit: int) -> tuple[Name | None, str, int]:
    """One author at `at`: the name, its form, where it ends. A body may stand at the head or among persons."""
    country = _COUNTRY.match(text, at)
    if country:
        at = country.end()
    if text[at : at + 1] >= "\u3040":
        return _cjk_name(text, at, limit, foreign=country is not None)
    for kind in _ORDER[form]:
        match = _FORMS[kind].match(text, at)
        if match and match.end() <= limit + 1:
            if kind in ("direct", "direct-full", "middle") and is_organisation(match.group()):
                break
            return Name(match["family"].strip(), match["given"].strip()), kind, match.end()
    match = _FAMILY_ONLY.match(text, at)
    if match and not form and not is_organisation(match.group()):
        return Name(match["family"]), "vancouver", match.end()
    body = _BODY.match(text, at)
    if body and body.end() <= limit + 1 and (form in ("", "vancouver", "inverted", "direct")) and is_organisation(body[1]):
        if body[1][0].isupper() and (form or len(words_of(body[1])) <= 14):
            return Name(literal=body[1].strip()), "body", body.end()
    return None, "", at


def _cjk_name(text: str, at: int, limit: int, foreign: bool) -> tuple[Name | None, str, int]:
    match = _CJK_NAME.match(text, at)
    if match is None or match.end() > limit + 1:
        return None, "", at
    name = match.group().strip().removesuffix("等")
    end = at + len(name)
    if is_organisation(name) and len(name) > 3:
        return Name(literal=name), "cjk", end
    if len(name) > 15 or (len(name) > 4 and "·" not in name and not foreign and not _long_name(text, name, end, limit)):
        return None, "", at
    return Name(family=name), "cjk", end


def _long_name(text: str, name: str, end: int, limit: int) -> bool:
    """Whether five or more characters without a dot are a name still: something longer follows, and they name no work."""
    following = text[end:limit].strip(" .,;:()0123456789")
    return len(name) <= 6 and text[end : end + 1] in ".,(;、" and len(following) > len(name) and not _WORK.search(name)


def _dated_head(text: str, limit: int) -> Authors:
    """A head without a name in any known form is an author still if a year stands right behind it and a title follows."""
    match = _HEAD.match(text, 0, limit + 1)
    if not match or not 2 < match.end() <= limit or len(words_of(match.group())) > 12:
        return Authors()
    head = match.group().strip(" ,")
    year = _YEAR_NEXT.match(text, match.end())
    if not head or not year or len(words_of(text[year.end() : limit])) < 3:
        return Authors()
    if "." not in text[year.end() : limit].rstrip(" .") and "," not in text[year.end() : limit].rstrip(" ,"):
        return Authors()
    return Authors((Name(literal=head),), match.end())
