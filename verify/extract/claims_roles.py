"""Who and when: the arm of each figure, the population and the time point that a claim states."""

from __future__ import annotations

import re

from verify.extract.claims_apart import Group
from verify.extract.claims_sentence import Sentence
from verify.patterns import regex

_ENDS = (
    r"(?=\s(?:and|vs\.?|versus|compared|but|while|whereas|than|was|were|is|are|had|have|has|occurred|reported|to\s[0-9])(?![a-z])"
    r"|[,;.()]|$)"
)
# A name is found by its last word and read back from there: that word is rare, and most places need no second look.
_ARM_ZH = regex(r"(?<![两三四各每多])组(?!织|成|合|间|分(?!别))|安慰剂组?|对照者|前者|后者")
_NAMED_ZH = regex(
    r"(?:[^\s,;:。、()和与及为在较比的于由到时后率而0-9]{0,14}\s?[0-9.]{1,6}\s?)?[^\s,;:。、()和与及为在较比的于由到时后率而]{1,20}$"
)
_ARM_EN_AFTER = regex(
    r"\s*(?:of\s(?:patients|people|women|men|those|participants|the)\s)?(?:in|with|on|among|for|receiving|given|of)\s"
    rf"(?:the\s)?(?P<arm>[A-Za-z0-9][^,;.()]{{0,60}}?){_ENDS}"
)
_CONNECTIVE = regex(r"^(?:但是?|而|并且?|且|其中|同时|相比之下|则)(?=[^组])")
_LABEL = regex(r"\s?\((?P<arm>[^()0-9,;:=<>]{2,40})\)")
_NO_ARM = regex(
    r"^(?:patients|participants|people|individuals|subjects)(?!\s(?:with|who|on|in|given|receiving|taking|assigned|treated)(?![a-z]))|(?:scale|weeks?|months?|years?|days?|follow-up|cases)(?![a-z])|^[0-9]+$"
)
_SIZE = regex(r"\s?\([^()]*\)$")  # a head tells its arm and how many they were: Drug A (n=50)
_LIST = regex(r"\s*[、,和与及]\s*")
_WHO_ZH = regex(r"患者|人群|者|儿童|女性|男性|妇女|成人|老年人|居民|孕妇|新生儿|青少年|病例")
_WHICH_ZH = regex(r"[^\s,;:。、()为在占有约的而]{1,16}$")
_WHO_EN = regex(
    r"(?<![a-z])(?:patients|adults|women|men|children|people|infants|participants|residents|survivors|users|smokers|individuals)"
    rf"(?:\s(?:with|aged|who|on|undergoing|receiving|in)\s[^,;.()]{{1,60}}?)?{_ENDS}"
)
_WHICH_EN = regex(r"(?:(?<![a-z-])[a-z-]+\s){1,2}$")
_LEADING = regex(r"^(?:[0-9]+\s?[例名位]?|(?:of|in|among|were|was|are|and|for|with|all|the)\s)+")
_TIME = regex(
    r"(?:第|术后|治疗|随访|出院后|接种后|移植后)\s?[0-9.]+\s?(?:年|个月|周|天|小时|月)(?:时|后|内)?"
    r"|[0-9.]+\s?(?:年|个月|周|天|小时)(?:时|后|内)|[0-9.]+\s?年(?=[^,;。]{0,14}率)"
    r"|(?<![A-Za-z])(?:at|after|within|by|over)\s(?:day|week|month|year)\s[0-9]+(?:\.[0-9]+)?"
    r"|(?<![A-Za-z])(?:at|after|within|by|over)\s[A-Za-z0-9.]+\s(?:years?|months?|weeks?|days?|hours?)(?![A-Za-z])"
    r"|(?<![A-Za-z0-9])(?:[0-9]+|one|two|three|five|ten|ninety|thirty)-(?:year|month|week|day|hour)(?![A-Za-z])"
    r"|(?:19|20)[0-9]{2}年?(?![0-9])"
)


def arms(sentence: Sentence, group: Group) -> list[str | None]:
    """The arm of each figure of a claim, in the order of the text; None where none is named."""
    figures = sorted(group.figures, key=lambda f: f[0].start)
    text = sentence.text
    results = [m for m, statistic in figures if statistic in ("value", "baseline")]
    clause = sentence.clauses[results[0].clause] if results else sentence.span
    listed = _named(text, clause.start, results[0].start) if results else []
    labels = [label["arm"].strip() for m in results if (label := _LABEL.match(text, m.end, sentence.span.end))]
    if len(labels) == len(results) > 1:
        listed = labels
    together = len(listed) == len(results) > 1
    found: list[str | None] = []
    before = sentence.span.start
    at = 0
    for mention, statistic in figures:
        arm: str | None = None
        if sentence.heads and statistic in ("value", "n"):
            arm = _SIZE.sub("", sentence.head_at(mention.start)) or None
        elif statistic in ("value", "baseline", "n"):
            if together and mention in results:
                arm = listed[at]
                at += 1
            else:
                named = _named(text, max(before, mention.start - 60), mention.start)
                if named:
                    arm = named[-1]
                elif (follows := _ARM_EN_AFTER.match(text, mention.end, sentence.span.end)) and not _NO_ARM.search(follows["arm"]):
                    arm = follows["arm"].strip()
                elif found and _LIST.fullmatch(text, before, mention.start):
                    arm = found[-1]
        found.append(arm)
        before = mention.end
    return found


def population(sentence: Sentence, group: Group) -> str | None:
    """The people of a claim, in the words of its clause."""
    clause = sentence.clauses[group.head.clause]
    start = min(clause.start, group.hit.span.start) if group.hit else clause.start
    for noun, which in ((_WHO_ZH, _WHICH_ZH), (_WHO_EN, _WHICH_EN)):
        if who := noun.search(sentence.text, start, clause.end):
            return _LEADING.sub("", (_back(which, sentence.text, start, who.start()) + who[0]).strip())
    return None


def _named(text: str, start: int, end: int) -> list[str]:
    """The groups named in Chinese between two offsets."""
    found: list[str] = []
    for group in _ARM_ZH.finditer(text, start, end):
        before = _back(_NAMED_ZH, text, start, group.start()) if group[0] == "组" else ""
        if before or group[0] != "组":
            found.append(_CONNECTIVE.sub("", before + group[0]))
        start = group.end()
    return found


def _back(pattern: re.Pattern[str], text: str, start: int, end: int) -> str:
    """What the pattern finds right before `end`, not before `start`."""
    before = pattern.search(text[max(start, end - 36) : end])
    return before[0] if before else ""


def time_point(sentence: Sentence, group: Group) -> str | None:
    """The time of a claim, in the words nearest before its first figure, else after it in the clause."""
    head = group.head
    clause = sentence.clauses[head.clause]
    found = [
        m
        for m in _TIME.finditer(sentence.text, sentence.span.start, clause.end)
        if not (m.start() < head.end and head.start < m.end())
        and not (sentence.text[m.start() - 1 : m.start()] == "(" and sentence.text[m.end() : m.end() + 1] == ")")  # Smith (2020)
    ]
    if not found:
        return None
    before = [m for m in found if m.end() <= head.start]
    return (before[-1] if before else found[0])[0].strip()
