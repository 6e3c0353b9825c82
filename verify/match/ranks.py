"""What stands in an order or has a letter: grade 3, Ⅲ期, two doses, group B. One id for each, which Chinese and English share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.model import Span
from verify.patterns import regex

_RANKS = dict.fromkeys(("grade", "grades", "level", "级", "年级", "度"), "grade")
_RANKS |= dict.fromkeys(("stage", "stages", "phase", "期"), "stage")
_RANKS |= {"type": "type", "型": "type", "class": "class", "类": "class"}
_RANK_EN = regex(
    r"(?<![A-Za-z])(grades?|stages?|phase|type|class|level)\s+([0-9]{1,2}|[IVX]{1,4})(?![A-Za-z0-9]|\.[0-9])",
    re.I,
)
_RANK_ZH = regex(r"(?<![0-9.])([0-9]{1,2}|[IVX]{1,4}|[ⅠⅡⅢⅣⅤ]|[一二三四五六七八九])(年级|级|期|型|类|度)(?!以)")
# Ⅰ、Ⅱ、Ⅲ型, "types 1, 2 and 3": those before the last, or behind the first
_BEFORE_LAST = regex(
    r"(?<![0-9.A-Za-z])((?:(?:[1-9]|[IVX]{1,4}|[ⅠⅡⅢⅣⅤ])[、和与及])+)(?=(?:[1-9]|[IVX]{1,4}|[ⅠⅡⅢⅣⅤ])(年级|级|期|型|类|度)(?!以))"
)
_BEHIND_FIRST = regex(
    r"(?<![A-Za-z])(grade|stage|type|class|level)(?:e?s)?\s+(?:[0-9]{1,2}|[IVX]{1,4})"
    r"((?:,\s(?:[0-9]{1,2}|[IVX]{1,4}))*,?\s(?:and|or)\s(?:[0-9]{1,2}|[IVX]{1,4}))(?![A-Za-z0-9%]|\.[0-9])",
    re.I,
)
_ONE_RANK = regex(r"[0-9]{1,2}|[IVX]{1,4}|[ⅠⅡⅢⅣⅤ]")
_DIGITS = dict(zip("ⅠⅡⅢⅣⅤ", "12345", strict=True)) | dict(zip("一二三四五六七八九", "123456789", strict=True))
# one dose, two doses, 两剂: how many were given tells arms apart
_DOSES_EN = regex(r"(?<![A-Za-z])(one|single|two|three|four|[1-4])[ -](?:doses?|(?:[A-Za-z]+ )?(?:shots?|jabs?))(?![A-Za-z])", re.I)
_DOSES_ZH = regex(r"(?<![0-9.第])([一单两二三四1-4])[剂针](?![量型灸刺])")
_TIMES = {"one": "1", "single": "1", "two": "2", "three": "3", "four": "4", "单": "1", "两": "2"}
_NTH_DOSE_EN = regex(r"(?<![A-Za-z])(first|second|third|fourth)(?: vaccine)? doses?(?![A-Za-z])", re.I)
_NTH_DOSE_ZH = regex(r"第([一二三四1-4])[剂针](?![量型灸刺])")
_NTH = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_DIGITS |= {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
# group A, "arms 1 and 2", "the A and B groups", A组, A、B两组, 甲药: a letter or a number by which a group is called
GROUP = "#group:"
_CALLED = r"[A-Z](?![A-Za-z'’]|-[A-Za-z])|[0-9]{1,2}(?![0-9A-Za-z%‰]|\.[0-9])|[IVX]{2,4}(?![A-Za-z])"
_GROUPS_EN = regex(
    rf"(?<![A-Za-z])(?<![Bb]lood )(?i:groups?|arms?|cohorts?|drugs?|treatments?|regimens?|vaccines?)\s+(?P<names>(?:{_CALLED})"
    rf"(?:(?:,\s?|\s?/\s?|,?\s(?:and|or|vs\.?|versus)\s)(?:{_CALLED})(?! ?(?:%|points?|patients?)))*)(?!\s?[Ss]trep)"
    r"|(?<![A-Za-z])(?:the|in|with|versus|than|and|or)\s(?P<before>[A-Z](?:(?:,\s?|\s?/\s?|,?\s(?:and|or)\s)[A-Z])*)\s(?:groups?|arms?|cohorts?)"
    r"(?![A-Za-z])"
)
_GROUPS_ZH = regex(
    r"(?<![A-Za-z0-9.血])(?P<names>(?:[A-Z]|[ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V)(?:[、和与及/](?:[A-Z]|[ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V))*)"
    r"(?=[两二三四]?组(?!织|成|合)|药(?!物)|疫苗|臂|队列)"
    r"|(?P<stem>[甲乙丙丁](?:[、和与及][甲乙丙丁])*)(?=[两二三四]?组(?!织|成|合)|药(?!物)|队列)"
    r"|第(?P<nth>[一二三四五1-9])(?=组)|(?:药物|方案|疫苗)(?P<after>[甲乙丙丁A-Z])(?![A-Za-z])|(?:试验|实验|治疗|干预|观察|研究|对照)(?P<of>[1-9]|[A-Z])(?=组)"
)
_ONE_NAME = regex(r"[A-Z]{1,4}|[0-9]{1,2}|[ⅠⅡⅢⅣⅤ甲乙丙丁一二三四五]")
# type A, influenza B, 甲型, vitamin B12
_KINDS_EN = regex(r"(?<![A-Za-z])(?i:(type|influenza|vitamin|factor))\s(?-i:([A-Z](?:[0-9]{1,2})?))(?![A-Za-z0-9])")
_KINDS_ZH = regex(r"(?<![A-Za-z0-9])([A-E甲乙丙丁])型(?!肝炎|肝)|(维生素)([A-Z][0-9]{0,2})")
_STEMS = dict(zip("甲乙丙丁", "abcd", strict=True))


def _roman(text: str) -> str:
    return _DIGITS.get(text.upper(), text.lower())


def ranks(text: str) -> Iterator[tuple[Span, str]]:
    """Grades, stages, types, lettered groups and the like with an id that both languages share: grade 3, 3级, Ⅲ期, group B, B组."""
    yield from _english(text)
    if not text.isascii():
        yield from _chinese(text)


def _english(text: str) -> Iterator[tuple[Span, str]]:
    listed = list(_BEHIND_FIRST.finditer(text))
    begun = {match.start() for match in listed}
    for match in _RANK_EN.finditer(text):
        at = match.span(2 if match.start() in begun else 0)
        yield Span(*at), f"#{_RANKS[match.group(1).lower()]}:{_roman(match.group(2))}"
    for match in listed:
        for one in _ONE_RANK.finditer(text, *match.span(2)):
            yield Span(*one.span()), f"#{_RANKS[match.group(1).lower()]}:{_roman(one.group())}"
    yield from _doses(text, _DOSES_EN, _NTH_DOSE_EN)
    for match in _KINDS_EN.finditer(text):
        kind = "vitamin" if match.group(1).lower() == "vitamin" else "type"
        yield Span(*match.span(2)), f"#{kind}:{match.group(2).lower()}"
    yield from _groups(text, _GROUPS_EN)


def _chinese(text: str) -> Iterator[tuple[Span, str]]:
    for match in _RANK_ZH.finditer(text):
        yield Span(*match.span()), f"#{_RANKS[match.group(2)]}:{_roman(match.group(1))}"
    for match in _BEFORE_LAST.finditer(text):
        for one in _ONE_RANK.finditer(text, *match.span(1)):
            yield Span(*one.span()), f"#{_RANKS[match.group(2)]}:{_roman(one.group())}"
    yield from _doses(text, _DOSES_ZH, _NTH_DOSE_ZH)
    for match in _KINDS_ZH.finditer(text):
        if match.group(1):
            yield Span(*match.span(1)), f"#type:{_STEMS.get(match.group(1)) or match.group(1).lower()}"
        else:
            yield Span(*match.span(3)), f"#vitamin:{match.group(3).lower()}"
    yield from _groups(text, _GROUPS_ZH)


def _doses(text: str, many: re.Pattern[str], nth: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """How many doses were given, and which of them is meant: two doses, 第二剂."""
    for pattern, name, words in ((many, "doses", _TIMES), (nth, "nth_dose", _NTH)):
        for match in pattern.finditer(text):
            number = match.group(1).lower()
            yield Span(*match.span()), f"#{name}:{words.get(number) or _DIGITS.get(number, number)}"


def _groups(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    for match in pattern.finditer(text):
        names = next(name for name, value in match.groupdict().items() if value)
        for one in _ONE_NAME.finditer(text, *match.span(names)):
            yield Span(*one.span()), GROUP + (_STEMS.get(one.group()) or _roman(one.group()))
