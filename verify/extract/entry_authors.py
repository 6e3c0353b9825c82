"""The author block at the head of a reference entry: persons in any common order, organisations, et al. and 等.

A block is a list of names of one form: `Family GV`, `Family, G. V.`, `G. V. Family`, `Family, Given`, `Given Family`, or a
Chinese, Japanese or Korean name. The form of the first name is preferred for the others. Where no name fits, the head may be an
organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.extract.entry_words import words
from verify.model import Name


def _ranges(test: str) -> str:
    """A character class body of the Latin, Greek and Cyrillic letters for which the str method `test` holds."""
    return "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)) if getattr(chr(c), test)())


_U = f"[{_ranges('isupper')}]"
_L = f"[{_ranges('isalpha')}\u0300-\u036f'`´]"
_LOW = f"[{_ranges('islower')}]"
_PARTICLE = (
    r"(?:(?:[Vv][ao]n|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os?|[Dd]as|[Dd]u|[Ll][ae]|[Ll]es|[Ee]l|[Aa]l|bin|[Ii]bn|[Bb]en"
    r"|[Tt]en|[Tt]er|te|zu|zur|zum|af|av|'t|[Ss]t\.?|[Ss]aint|[Ss]an|[Mm]ac|[Mm]c|[Aa]bu|[Aa]bd|[Yy]|und|ver)\s+|[Dd]['’]|(?:[AaEe]l|[Bb]en)-)"
)
_WORD = rf"(?:{_U}'?{_L}+(?:-{_L}+)*|{_U}')"
_FAMILY = rf"(?:{_PARTICLE}){{0,3}}{_WORD}(?:\s(?:{_PARTICLE}){{0,2}}{_WORD}){{0,2}}"
_INITIALS = rf"(?:{_U}[hua]?(?:\.|(?!{_LOW}))(?:[\s-]{{0,2}}(?:{_U}[hua]?|{_LOW})(?:\.|(?!{_L}))|{_U}(?!{_LOW})\.?){{0,4}})(?!{_L})"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV|2nd|3rd)(?![A-Za-z])\.?)?"
_END = r"(?=\s*(?:[,;:.(\[&]|$)|\s+(?:and|et|und|y|e|i|en|with|on)\s|\s*['\"«“]|\s+(?:1[5-9]|20)[0-9]{2}|\s+%s%s)" % (_U, _L)
_STOP = r"(?=\s*(?:[,;:.(\[&]|$)|\s+(?:and|et|und|y)\s|\s*['\"«“]|\s+(?:1[5-9]|20)[0-9]{2})"
_GIVEN = rf"{_U}{_L}+(?:-{_L}+)?(?:\s(?:{_INITIALS}|{_U}{_L}+(?:-{_L}+)?)){{0,2}}"

_FORMS = {
    "vancouver": re.compile(rf"(?P<family>{_FAMILY})\s+(?P<given>{_INITIALS}(?:\s(?:{_PARTICLE.replace('|[Dd][', '|[Dd][')})+(?={_U}|,|\.))?){_SUFFIX}{_END}"),
    "inverted": re.compile(rf"(?P<family>{_FAMILY}),\s*(?P<given>{_INITIALS}){_SUFFIX}{_END}"),
    "bracketed": re.compile(rf"(?P<family>{_FAMILY})\s+\((?P<given>{_INITIALS}|{_GIVEN})\)"),
    "direct": re.compile(rf"(?P<given>{_INITIALS})\s*(?P<family>{_FAMILY}){_SUFFIX}{_STOP}"),
    "inverted-full": re.compile(rf"(?P<family>{_FAMILY}),\s*(?P<given>{_GIVEN}){_SUFFIX}{_STOP}"),
    "direct-full": re.compile(
        rf"(?P<given>{_U}{_L}+(?:-{_L}+)?(?:\s(?:{_INITIALS}|{_U}{_L}+(?=\s{_U}{_L}))){{0,2}})\s(?P<family>(?:{_PARTICLE}){{0,3}}{_WORD}){_SUFFIX}{_STOP}"
    ),
}
_ORDER = {
    "": ("vancouver", "inverted", "bracketed", "direct", "inverted-full", "direct-full"),
    "vancouver": ("vancouver", "direct", "inverted"),
    "inverted": ("inverted", "direct", "vancouver"),
    "bracketed": ("bracketed", "vancouver"),
    "direct": ("direct", "direct-full"),
    "inverted-full": ("direct-full", "direct", "inverted-full", "inverted"),
    "direct-full": ("direct-full", "direct"),
}
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_CJK = _HAN + "\u3040-\u30ff\uac00-\ud7af"
_CJK_NAME = re.compile(rf"[{_CJK}][{_CJK}·•・]{{1,14}}(?![{_CJK}])|[{_HAN}]\s[{_HAN}]{{1,2}}(?![{_CJK}])|[{_CJK}]{{1,4}}\s[{_CJK}]{{1,4}}(?=\s?[,;.(、])")
_SEPARATOR = re.compile(r"\s*(?:[,;、/]\s*(?:(?:and|et|und|y|och|with|on behalf of)\s+|&\s*|\.{3}\s*|…\s*)?|&\s*|…\s*|(?:and|et|und|y|e|i|och|en|with)\s+|和|与)\s*")
_ET_AL = re.compile(
    r"[\s,;]*(?:\(?(?:and|&)?\s*(?:et\s?\.?\s?al|and others|et coll)(?![A-Za-z])\.?\)?|等(?=[\s,.;:(，。．]|$)|and colleagues|u\.\s?a\.)", re.IGNORECASE
)
_ROLE = re.compile(r"[\s,]*(?:\(?(?P<editor>[Ee]ds?|[Hh]rsg|[Ee]ditors?|主编|编)\.?\)?(?![A-Za-z])|编著|著|译|等?主编|副主编)")
_HEAD = re.compile(r"[^.。(]*?(?=\.\s|\.(?=[\u3400-\u9fff])|。|\.$|[:,]\s|\s?\(?(?:1[5-9]|20)[0-9]{2})")
_ORG_ZH = re.compile(r"学会|协会|委员会|分会|学组|中心|医院|研究院|研究所|大学|学院|部$|局$|厅$|署$|公司|联盟|组织|编写组|协作组|专家组|课题组|工作组|办公室|基金会|出版社|党组|人民政府|国务院|档案馆|集团|总局")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z&-][A-Z]*(?:/[A-Z]+)?$")


@dataclass(slots=True)
class Authors:
    """What the head of an entry says of its makers, and where the rest begins. `delimiter` is the sign after the block."""

    names: tuple[Name, ...] = ()
    end: int = 0
    more: bool = False
    editors: bool = False
    delimiter: str = ""


def is_organisation(text: str) -> bool:
    """Whether `text` names a body rather than a person or a work."""
    if _ORG_ZH.search(text):
        return True
    if _ACRONYM.match(text) and len(text) <= 10:
        return True
    return any(word.strip(".,()").lower() in words("organisation") for word in text.split())


def read_authors(text: str, limit: int) -> Authors:
    """The authors at the head of folded `text`, which end before `limit` (the type marker or the place in the journal)."""
    found = _persons(text, limit)
    if not found.names:
        found = _organisation(text, limit)
    if found.names or found.end:
        role = _ROLE.match(text, found.end)
        if role:
            found.editors = role["editor"] is not None
            found.end = role.end()
        rest = re.compile(r"\s*([.,:;。]?)").match(text, found.end)
        before = text[found.end - 1 : found.end] if found.end else ""
        sign = rest[1] if rest else ""
        found.delimiter = sign or (before if before in ".,:" else "")
    return found


def _persons(text: str, limit: int) -> Authors:
    names: list[Name] = []
    form, at, more, end = "", 0, False, 0
    separated = False
    while at < limit:
        other = _ET_AL.match(text, end if names else at)
        if names and other and other.end() <= limit + 1:
            end, more = other.end(), True
            separated = False
            break
        match, kind = _next_name(text, at, form)
        if match is None or match.end() > limit + 1:
            break
        name = _name(match, kind)
        if kind == "cjk" and len(name.family) + len(name.literal) > 4 and not _ORG_ZH.search(match.group()) and "·" not in match.group():
            break
        names.append(name)
        if kind != "cjk":
            form = form or kind
        end = match.end()
        separator = _SEPARATOR.match(text, end)
        separated = separator is not None
        if separator is None:
            other = _ET_AL.match(text, end)
            if other:
                end, more = other.end(), True
            break
        at = separator.end()
    if form in ("direct-full", "inverted-full") and separated and len(names) > 1 and not more:
        # A list of full names that runs into other words: capitalised words of the title may have passed for names.
        return _first_only(text, names, form)
    return Authors(tuple(names), end, more)


def _first_only(text: str, names: list[Name], form: str) -> Authors:
    match = _FORMS[form].match(text)
    return Authors((names[0],), match.end() if match else 0)


def _next_name(text: str, at: int, form: str) -> tuple[re.Match[str] | None, str]:
    first = text[at : at + 1]
    if first >= "\u3040":
        return _CJK_NAME.match(text, at), "cjk"
    for kind in _ORDER[form]:
        match = _FORMS[kind].match(text, at)
        if match and not (kind.endswith("full") and is_organisation(match.group())):
            return match, kind
    return None, ""


def _name(match: re.Match[str], kind: str) -> Name:
    if kind == "cjk":
        text = match.group().strip()
        if _ORG_ZH.search(text):
            return Name(literal=text)
        return Name(family=text)
    return Name(match["family"].strip(), match["given"].strip())


def _organisation(text: str, limit: int) -> Authors:
    """A body as author: the words before the first full stop, colon or year, if they name one."""
    match = _HEAD.match(text, 0, limit + 1)
    while match and match.end() <= limit:
        head = match.group().strip(" ,")
        if head and len(head) <= 200 and is_organisation(head):
            more = _ET_AL.match(text, match.end())
            literal = tuple(Name(literal=part.strip()) for part in re.split(r"[,;]\s*(?=[\u3400-\u9fff])", head) if part.strip())
            return Authors(literal, more.end() if more else match.end(), more is not None)
        break
    return Authors()
