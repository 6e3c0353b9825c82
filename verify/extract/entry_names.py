"""One author's name, in whatever form: `Family GV`, `Family, G. V.`, `G. V. Family`, `Given Family`, Chinese, or a body.

Names are matched against the shape of the text (`entry_shape`) and taken as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from verify.extract.entry_shape import HAN, HANGUL, shape
from verify.extract.entry_words import all_journal, is_a, is_organisation, words_of
from verify.model import Name
from verify.patterns import regex

# Patterns of names are matched against the shape of the text: capital and small letters only, whatever the script.
_U, _LOW, _L = "[A-Z]", "[a-z]", "[A-Za-z'`]"
_PARTICLE = (
    r"(?:(?:[Vv][ao]n|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os?|[Dd]as|[Dd]es|[Dd]u|[Ll][ae]|[Ll]es|[Ee]l|[Aa]l|bin|[Ii]bn|[Bb]en"
    r"|[Tt]en|[Tt]er|te|zu|zur|zum|af|av|'t|[Ss]t\.?|[Ss]aint|[Ss]an|[Mm]ac|[Mm]c|[Aa]bu|[Aa]bd|[Yy]|und|ver)\s+|[Dd]'|(?:[AaEe]l|[Bb]en)-)"
)
_TAIL = r"(?:\s(?:van|von|de|der|den|del|della|du|da|do|dos|la|ter|ten|zu)(?![A-Za-z]))*"
_WORD = rf"{_U}'?{_L}+(?:-{_L}+)*"
_ONE = rf"(?:{_PARTICLE}){{0,3}}{_WORD}"
_FAMILY = rf"{_ONE}(?:\s(?:{_PARTICLE}){{0,2}}{_WORD}){{0,2}}"
_DOTTED = rf"{_U}[hua]?\."
_INITIALS = (
    rf"(?:{_DOTTED}(?:[\s-]{{0,2}}(?:{_DOTTED}|{_LOW}\.)){{0,4}}(?:-?{_U}(?!{_LOW}))?|{_U}(?!{_LOW})(?:[\s-]?{_U}(?!{_LOW})){{0,4}}\.?)"
    rf"(?:(?=Jr|Sr)|(?!{_L}))"
)
_SUFFIX = r"(?:,?\s?(?:Jr|Sr|II|III|IV|2nd|3rd)(?![A-Za-z])\.?)?"
_STOP = r"(?=\s*(?:[,;:.(\[&]|$)|\s+(?:and|et|und|y)\s|\s*['\"«“]|\s+(?:1[5-9]|20)[0-9]{2})"
_END = rf"(?:{_STOP}|(?=\s+(?:e|i|en|with|on|{_U}{_L})))"
_GIVEN = rf"{_U}{_L}+(?:-{_L}+)?(?:\s{_U}{_L}+)?(?:\s{_INITIALS})?"
# A middle initial is told from a Vancouver name by what follows the family: another name, or the end of the block.
_NEXT = rf"(?=,\s(?:{_U}|and|et)|\set\sal|\s(?:and|et|&)\s{_U}(?:\.|{_L}*\s{_U})|\.(?:\s|$)|\s\()"
_FORMS = {
    "middle": rf"(?P<given>{_U}{_L}+(?:-{_L}+)?\s(?:{_U}\.(?:\s?{_U}\.)*|{_U}{{1,2}}))\s(?P<family>{_ONE}){_SUFFIX}{_NEXT}",
    "vancouver": rf"(?P<family>{_FAMILY})\s+(?P<given>{_INITIALS}{_TAIL}){_SUFFIX}{_END}",
    "inverted": rf"(?!{_U}{{1,3}}\s(?:{_U}{_LOW}|v[ao]n|d[aeiu]|l[ae]))(?P<family>{_FAMILY}),"
    rf"\s*(?P<given>{_INITIALS}{_TAIL}){_SUFFIX}{_END}",
    "bracketed": rf"(?P<family>{_FAMILY})\s+\((?P<given>{_INITIALS}|{_GIVEN})\)",
    "direct": rf"(?P<given>{_INITIALS})\s*(?P<family>{_FAMILY}){_SUFFIX}{_STOP}",
    "inverted-full": rf"(?P<family>{_ONE}),\s*(?P<given>{_GIVEN}){_SUFFIX}{_STOP}",
    "direct-full": rf"(?P<given>{_U}{_L}+(?:-{_L}+)?(?:\s(?:{_INITIALS}|{_U}{_L}+(?=\s{_U}{_L}))){{0,2}})"
    rf"\s(?P<family>{_ONE}){_SUFFIX}{_STOP}",
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
_CJK = f"[{HAN}{HANGUL}]"
_CJK_NAME = regex(
    rf"{HAN}\s{HAN}{{1,2}}(?!{_CJK})|{_CJK}{{1,4}}\s{_CJK}{{1,4}}(?=\s?[,;.(、])|{_CJK}[{HAN}{HANGUL}·•]{{1,40}}(?!{_CJK})"
)
_PAIR = regex(r"([^\W\d_A-Za-z]{2,4})[和与][^\W\d_A-Za-z]{2,4}$")
_COUNTRY = regex(rf"[\[(〔]{HAN}{{1,4}}[\])〕]\s?")
_FAMILY_ONLY = regex(rf"(?P<family>{_FAMILY})(?=,?\s+(?:et\s?\.?\s?al|and colleagues)|,\s[\"'«])")
_BODY = regex(
    r"(?:(?:for|on behalf of|and)\s)?(?:the\s)?(?:members\sof\s(?:the\s)?)?"
    r"((?:U\.\s?[SK]\.\s)?[^.,;:()\[\]]{3,160}?(?:\s?\([A-Z][A-Za-z&/-]{1,14}\))?)"
    r"(?=\s*[.,;:(]|\set\sal|\s(?:1[5-9]|20)[0-9]{2}[.:)]|等|$)"
)
_TO_NUMBERS = regex(r"\.\s+([^0-9]{3,60}?)[\s.,;:(]*(?=[0-9])")
_CAPITALS = regex(r"[A-Z]{3,}\.$|[A-Z]{4,}$")
_STATE = regex(r"U\.\s?[SK]\.\s[A-Z]")
_NAMED_BODY = regex(rf"《[^》]{{2,40}}》{HAN}{{2,20}}")
WORK = regex("(?:指南|共识|规范|标准|报告|研究|手册|年鉴|说明|药典|公报|法|学|论|史|条例|要览|概要|统计|分析)$")


@dataclass(slots=True)
class Head:
    """The head of an entry up to `limit`: as printed, folded, and in shapes, all of one length."""

    raw: str
    text: str
    limit: int
    shape: str = ""

    def __post_init__(self) -> None:
        self.shape = shape(self.text)

    def printed(self, match: re.Match[str], group: str | int = 0) -> str:
        return self.raw[match.start(group) : match.end(group)].strip()


class Found(NamedTuple):
    """A name, its form ("han" and "body" beside those of Western names) and where it ends."""

    name: Name
    form: str
    end: int


@cache
def _form(kind: str) -> re.Pattern[str]:
    """The pattern of one form; compiled when first needed, since most lists show one or two."""
    return regex(_FORMS[kind])


def next_name(head: Head, at: int, form: str) -> Found | None:
    """The author at `at`; `form` is that of the names before. A body may stand at the head or among persons."""
    country = _COUNTRY.match(head.shape, at)
    if country:
        at = country.end()
    named = _NAMED_BODY.match(head.shape, at)
    if named and is_organisation(head.text[at : named.end()]):
        return Found(Name(literal=head.printed(named)), "body", named.end())
    if _STATE.match(head.text, at) and (state := _body(head, at)):
        return state
    if head.shape[at : at + 1] in (HAN, HANGUL):
        return _han_name(head, at, foreign=country is not None)
    for kind in _ORDER[form]:
        match = _form(kind).match(head.shape, at)
        if match and match.end() <= head.limit + 1:
            if kind == "middle" and not form and _leaves_no_title(head, match.end()):
                continue
            if kind in ("direct", "direct-full", "middle") and _no_person(head, match):
                break
            return Found(Name(head.printed(match, "family"), head.printed(match, "given")), kind, match.end())
    match = None if form else _FAMILY_ONLY.match(head.shape, at)
    if match and match.end() <= head.limit and not is_organisation(head.text[match.start() : match.end()]):
        return Found(Name(head.printed(match, "family")), "vancouver", match.end())
    return _body(head, at) if form in ("", "vancouver", "inverted", "direct") else None


def first_of(head: Head, form: str) -> int:
    """Where the first name ends, when the list behind it proved to be none."""
    match = _form(form).match(head.shape)
    return match.end() if match else 0


def _body(head: Head, at: int) -> Found | None:
    match = _BODY.match(head.text, at)
    if not match or match.end() > head.limit + 1 or not match[1][0].isupper() or len(words_of(match[1])) > 14:
        return None
    return Found(Name(literal=head.printed(match, 1)), "body", match.end()) if is_organisation(match[1]) else None


def _leaves_no_title(head: Head, end: int) -> bool:
    """Whether nothing but a journal and its numbers follows: in "Ashina M. Migraine. N Engl J Med. 2020" the title is one word."""
    rest = _TO_NUMBERS.match(head.text, end)
    return rest is not None and all_journal(rest[1])


def _no_person(head: Head, match: re.Match[str]) -> bool:
    """Whether what looks like a given and a family name is a body (R Core Team) or an abbreviated journal (Z. Phys.)."""
    family = match["family"].split()[-1]
    dotted = head.text[match.end() : match.end() + 1] == "."
    if (
        is_a(family, "abbreviation")
        and not family.isupper()
        and match["family"][0].isupper()
        and (dotted or all_journal(match.group()))
    ):
        return True
    return _CAPITALS.match(match["given"]) is not None or is_organisation(match.group())


def _han_name(head: Head, at: int, foreign: bool) -> Found | None:
    match = _CJK_NAME.match(head.shape, at)
    if match is None or match.end() > head.limit + 1:
        return None
    name = head.text[at : match.end()].strip().removesuffix("等")
    pair = _PAIR.match(name)
    name = pair[1] if pair else name
    end = at + len(name)
    if len(name) > 3 and is_organisation(name):
        return Found(Name(literal=head.raw[at:end]), "body", end)
    if len(name) > 4 and not ("·" in name and len(name) < 16) and not foreign and not _long_name(head, name, end):
        return None
    return Found(Name(family=head.raw[at:end]), "han", end)


def _long_name(head: Head, name: str, end: int) -> bool:
    """Whether five or more characters without a dot are a name still: something longer follows, and they name no work."""
    following = head.text[end : head.limit].strip(" .,;:()0123456789")
    return len(name) <= 6 and head.text[end : end + 1] in ".,(;、" and len(following) > len(name) and not WORK.search(name)
