"""Whether a figure belongs to the claim before it, and as what: the words between the two decide."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from verify.extract.claims_measures import unlisted
from verify.extract.claims_sentence import (
    AND_LAST,
    FILL,
    MORE_THAN,
    PLAIN,
    SHARES,
    UP_FROM,
    Mention,
    Part,
    Sentence,
    alike,
    fits,
    plain,
)
from verify.extract.claims_words import words
from verify.model import Quantity
from verify.patterns import regex
from verify.terms import Hit

_DEPART = regex(rf"{words('depart')}[^,;。]{{0,20}}$")
_ARRIVE = regex(rf"{words('arrive')}{FILL}(?:[12][0-9]{{3}}年的?{FILL})?$")
_DIFFERENCE = regex(rf"{words('difference')}")
_VERSUS_LAST = regex(rf"{words('versus')}{FILL}$")
_AND_LAST = regex(rf"[^,;()。]{{0,40}}(?:\s(?:and|but)|[和与而]){FILL}$")
_COMPARED_LAST = regex(rf"{words('compare')}{FILL}$")
_NEW_TIME = regex(r"第\s?[0-9]+\s?(?:周|个月|月|年|天)|(?<![A-Za-z])(?:at|by)\s(?:week|month|year|day|[0-9]+)")
_ARM_OF = regex(rf"{words('group')}的$")
_THEN = regex(r"继以|继之|随后|然后|递增|递减|加至|加量|增加|(?<![A-Za-z])(?:then|followed by|thereafter)(?![a-z])")
_EXPLAINS = regex(rf"(?:\s(?:as|more|less)(?:\s[a-z]+){{1,2}})?\s?[,:]{FILL}$")
_SPREAD = regex(r"\(\s?(?:范围|全距|四分位|(?i:range|IQR|interquartile|min|SD))[^0-9()]{0,20}$")
_PREPOSITION = regex(r"(?<=\s)(in|with|on|for|among|of|after|at|given|per|during|when)(?=\s)")
_EVENT_IN = regex(rf"(?<![A-Za-z])(?!(?:and|but|while|or|only|with|than|to)\s)[a-z-]+\sin{FILL}$")  # febrile convulsions in 0.1%
_ELLIPTIC = regex(r"[^0-9,;:。()]{1,14}?(?:仅|则|也|亦|却|约|均)*为(?:约|仅)?\s?")  # 单焦点仅为
_FROM = regex(rf"^[\s,]*{words('depart')}{FILL}$")
_BELONGS = regex(r"(?:(?<![A-Za-z])(?:with|of|for|in|without|to|and no)\s(?:[a-z0-9-]+\s){0,3}|[有无非])$")
_SOMEONE = regex(r"的?(?:者|患者|人群|人|组|儿童|女性|男性|病例)|\s(?:patients|group|arm|women|men|people|adults|children)")
_THAN = regex(r"较|比(?!例)|than(?![a-z])|compared")
_GROUPED = regex(words("group"))
_TRIAL_ARM = regex(words("trial_arm"))
_GAP = regex(rf"{words('gap')}{FILL}$")
_PREDICATE = regex(
    r"\s(?:of\s(?:[a-z]+\s){1,4})?(?:had|have|has|were|was|are|is|reported|achieved|developed|died|required|received|experienced|said|showed|needed|did)(?![a-z])"
)
_OWN_PEOPLE = regex(  # a figure with people of its own says something else: 78% at a year, and 22% of participants dropped out
    r"的(?!发生率)|\sof\s(?:the\s)?(?:[a-z-]+\s)?(?:patients|participants|people|adults|women|men|children|them|users)\s"
    r"(?!(?:in|on|with|given|receiving|taking|assigned|treated|who|at|for|from|and|vs|after|before|under|randomi[sz]ed|aged)(?![a-z]))[a-z]"
)
_SAID = regex(rf"\s(?:was|were|is|are|reached)\s{FILL}$")
_ENDED = regex(r"\s*(?:$|[()、和与及])")
_STOP = regex(r"[,;]")
_HAN = regex(r"[\u4e00-\u9fff]")
_NOUN_OPENS = regex(r"[、,;]|(?<![A-Za-z])(?:and|or)(?![A-Za-z])|[和与及]")
_EN_VERB = regex(
    r"(?<![A-Za-z])(?:rose|fell|increased|decreased|reached|climbed|dropped|lost|gained|had|developed|died)(?![A-Za-z])",
    re.IGNORECASE,
)
_ARM = regex(words("arm"))
_SUBSET = regex(rf"[\s,;]*(?:and\s)?{words('subset', anchored=True)}")
_SHORT, _LONG = 24, 80  # characters between figures that still belong together: without a word that says so, and with one


@dataclass(slots=True)
class Group:
    """The figures of one claim, in order, each with its statistic; `hit` is where the measure is named."""

    measure: str
    hit: Hit | None
    subject: str = ""  # what a list hands figures out to: a measure, or a finding of one measure
    figures: list[tuple[Mention, str]] = field(default_factory=list)

    @property
    def last(self) -> Mention:
        return self.figures[-1][0]

    @property
    def head(self) -> Mention:
        """The first figure that is a result."""
        return next((m for m, statistic in self.figures if statistic not in ("n",)), self.figures[0][0])


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A claim and the figure that may join it. `between` are the words from its last figure on, `tail` those of the new clause."""

    sentence: Sentence
    group: Group
    mention: Mention
    between: str
    tail: str
    alike: bool

    @property
    def first(self) -> Quantity:
        return self.group.head.quantity

    @property
    def second(self) -> Quantity:
        return self.mention.quantity


def joins(sentence: Sentence, group: Group, mention: Mention, start: int) -> str | None:
    """The statistic under which a figure joins a claim, or None; it starts at `start` with the count that leads it: 52 (1.3%)."""
    between = sentence.text[group.last.end : start]
    same_kind = alike(group.head.quantity, mention.quantity) or alike(group.last.quantity, mention.quantity)
    lent = group.last.quantity.kind == "number" and (PLAIN.match(between) or _ARRIVE.search(between))
    bare = mention.quantity.kind == "number" and group.last.quantity.kind != "number"
    lends = bare and (_VERSUS_LAST.search(between) or UP_FROM.search(between))
    meeting = _Meeting(sentence, group, mention, between, _tail(between), same_kind or bool(lent or lends))
    if mention.part is Part.RATIO:
        return _ratio(meeting)
    for rule in _BESIDE:
        if statistic := rule(meeting):
            return statistic
    if _barred(meeting):
        return None
    for rule in _ACROSS:
        if statistic := rule(meeting):
            return statistic
    return None


# ------------------------------------------------------------------------------------------------ beside the last figure


def _ratio(meeting: _Meeting) -> str | None:
    """A ratio qualifies the figures whose parenthesis it stands in; else it is a claim of its own."""
    last, opened = meeting.group.last, meeting.mention.parenthesis
    if opened > last.start or opened == last.parenthesis >= 0:
        outside = meeting.sentence.text[last.end : max(last.end, opened)]
        return None if _NOUN_OPENS.search(outside) else "ratio"
    return None


def _adjacent(meeting: _Meeting) -> str | None:
    """A count with its share, either way round: 52 (1.3%), 45.2% (38/84)."""
    kinds = meeting.first.kind, meeting.second.kind
    inside = meeting.group.last.end < meeting.mention.parenthesis and meeting.between.endswith("(")
    if inside and meeting.group.last.quantity.kind == "count" and meeting.second.kind in SHARES and len(meeting.between) <= _SHORT:
        return None if _NOUN_OPENS.search(meeting.between) else "value"  # 12 patients died (10%)
    if meeting.between.strip(" (["):
        return None
    if kinds == ("fraction", "percent"):
        meeting.group.figures[-1] = (meeting.group.last, "n")
        return "value"
    if kinds == ("percent", "fraction"):
        return "n"
    return "value" if meeting.alike or "count" in kinds else None


def _in_parenthesis(meeting: _Meeting) -> str | None:
    """Figures in a parenthesis that explain the one before it: twice as common (9.6% vs 4.7%), risk cut by 34% (0.13 vs 0.19)."""
    last, opened = meeting.group.last, meeting.mention.parenthesis
    if opened > last.start and (meeting.alike or "number" in (meeting.first.kind, meeting.second.kind)):
        inside = meeting.sentence.text[opened : meeting.mention.start]
        if _SPREAD.match(inside):
            return "interval"
        if _GAP.search(inside.rstrip(" ,:")):
            return "difference"
    changed = meeting.group.measure in ("risk_reduction", "risk_increase") and meeting.second.kind == "number"
    explained = meeting.first.kind in ("fold", "fraction") or changed
    if not (opened > last.start or (opened == last.parenthesis >= 0 and explained)):
        return None
    if _NOUN_OPENS.search(meeting.sentence.text[last.end : opened]) or not (meeting.alike or explained):
        return None
    return None if _other_measure(meeting.sentence, meeting.group, meeting.mention) else "value"


def _told_twice(meeting: _Meeting) -> str | None:
    """Nearly twice as common, 31% against 18%; more than doubled, from 212 to 470 per 100 000."""
    first, between = meeting.first.kind, meeting.between
    if first != "fold" or meeting.second.kind not in (*SHARES, "rate") or len(meeting.group.figures) > 1:
        return None
    return "value" if _EXPLAINS.match(between) else None


def _multiple(meeting: _Meeting) -> str | None:
    """45%, about twice that of the control group."""
    told = meeting.second.kind == "fold" and meeting.first.kind in SHARES and meeting.between.startswith(",")
    return "ratio" if told and _ARM_OF.search(meeting.between) and len(meeting.between) <= _SHORT else None


def _regimen(meeting: _Meeting) -> str | None:
    """A dose and how often it is given, and the dose that follows it."""
    kinds = {meeting.first.kind, meeting.second.kind}
    if meeting.second.kind == "dose" and meeting.group.measure == "dose" and _THEN.search(meeting.tail):
        return "value"
    dosed = meeting.second.kind == "frequency" and meeting.group.measure == "dose"
    return (
        "value" if (dosed or kinds == {"dose", "frequency"} or kinds == {"frequency"}) and len(meeting.between) <= _SHORT else None
    )


def _started_from(meeting: _Meeting) -> str | None:
    """Where a change began, told after it: rose by 12 points, from 46% to 58%; 76%, up from 12%."""
    if meeting.alike and UP_FROM.search(meeting.between):
        return "baseline"
    group, of_change = meeting.group, meeting.first.kind in (*SHARES, "fold", meeting.second.kind)
    if not of_change or len(meeting.between) > _SHORT or not _FROM.search(meeting.between):
        return None
    if _other_measure(meeting.sentence, group, meeting.mention):
        return None
    group.figures = [(m, "difference" if statistic == "value" else statistic) for m, statistic in group.figures]
    return "baseline"


_BESIDE: tuple[Callable[[_Meeting], str | None], ...] = (
    _adjacent,
    _in_parenthesis,
    _told_twice,
    _multiple,
    _regimen,
    _started_from,
)


# ------------------------------------------------------------------------------------------------ across words and clauses


def _barred(meeting: _Meeting) -> bool:
    """Whether what stands between, or the kinds of the two figures, keep them apart."""
    between, group, text = meeting.between, meeting.group, meeting.sentence.text
    if not meeting.alike and not (meeting.second.kind in (*SHARES, "fold") and _DIFFERENCE.search(between)):
        return True
    if _other_measure(meeting.sentence, group, meeting.mention) or _SUBSET.match(between):
        return True
    if not _GROUPED.search(between) and (_repeats(meeting.sentence, group, meeting.mention) or ";" in between):
        return True
    if meeting.first.kind == meeting.second.kind == "count" and _counted(meeting.sentence, group.last) != _counted(
        meeting.sentence, meeting.mention
    ):
        return True  # 1.3 million deaths and 10.6 million people
    if ";" in between and _NEW_TIME.search(between):
        return True
    if "|" in between and group.hit is None:  # cells of a row that names no measure
        return True
    if _sourced_apart(meeting):
        return True
    if _SAID.search(text, meeting.sentence.span.start, group.head.start) and _PREDICATE.match(text, meeting.mention.end):
        return True  # the rate was 86% and 72% were alive
    return "," in between and any(own.match(text, meeting.mention.end) for own in (_PREDICATE, _OWN_PEOPLE))


def _sourced_apart(meeting: _Meeting) -> bool:
    """Whether each figure is a statement with a source of its own: 12% [1], 8% [2]. One source may be given for each arm."""
    group, mention = meeting.group, meeting.mention
    markers = [m for m in meeting.sentence.markers if m.at >= group.last.end]
    between = [m for m in markers if m.at < mention.start]
    if not between or (not between[-1].leads and not _STOP.search(meeting.sentence.text, between[0].at, mention.start)):
        return False
    own = next((m.keys for m in markers if m.at >= mention.end), between[0].keys)
    return any(m.keys != own or m.leads for m in between) or not (
        _TRIAL_ARM.search(meeting.tail) or _VERSUS_LAST.search(meeting.between)
    )


def _counted(sentence: Sentence, mention: Mention) -> set[str]:
    """What a figure counts by its own noun, where that is a measure."""
    return {hit.term.id for hit in sentence.hits_from(mention.start, mention.end) if hit.term.kind == "measures"}


def _exceeds(meeting: _Meeting) -> str | None:
    """6.1 days, 1.4 days sooner than in the other group."""
    told = MORE_THAN.match(meeting.sentence.text, meeting.mention.end, meeting.sentence.span.end)
    return "difference" if told and meeting.alike and _in_reach(meeting) else None


def _coordinated(meeting: _Meeting) -> str | None:
    """40% vs 20%, 40% and 20%, 40% with A but 20% with B."""
    last = meeting.group.last
    versus = len(meeting.between) < _LONG and _VERSUS_LAST.search(meeting.between)
    if (
        plain(meeting.sentence, last.end, last.end + len(meeting.between))
        or versus
        or _qualified(meeting.sentence, last, meeting.mention)
    ):
        return "value"
    # 7 months two decades ago and 9.5 months lately; two shares need more, they may be of two things: 20% smoked and 30% drank
    return "value" if meeting.first.kind not in SHARES and _AND_LAST.match(meeting.between) else None


def _reached(meeting: _Meeting) -> str | None:
    """From 11.2 to 8.7."""
    if len(meeting.between) >= _LONG or not _ARRIVE.search(meeting.between):
        return None
    group, sentence = meeting.group, meeting.sentence
    if group.last.quantity.kind == "frequency":  # 25 mg twice daily, later up to 50 mg
        return None
    departs = _DEPART.search(sentence.text, max(sentence.span.start, group.head.start - 40), group.head.start)
    if not departs and group.figures[-1][1] != "baseline" and len(meeting.between) >= 12:
        return None
    group.figures[-1] = (group.last, "baseline")
    return "value"


def _differs(meeting: _Meeting) -> str | None:
    """A difference of 18 hours; 27.4 points higher than in the other group; an increase of 7.2 points."""
    if not _in_reach(meeting):
        return None
    if _GAP.search(meeting.tail) or meeting.second.kind == "percentage_point" != meeting.first.kind:
        return "difference"
    told = _DIFFERENCE.search(meeting.tail) and (_THAN.search(meeting.tail) or not _ARM.search(meeting.tail))
    return "difference" if told and not _capped(meeting) else None


def _capped(meeting: _Meeting) -> str | None:
    """5 mg a day, at most 20 mg."""
    bounded = meeting.second.comparator not in ("=", "~") and meeting.group.hit is not None
    return "value" if _in_reach(meeting) and meeting.alike and bounded and len(meeting.tail) <= 6 else None


def _another_arm(meeting: _Meeting) -> str | None:
    """The same measure in another arm, group or year, whose clause does not name it again."""
    tail, mention = meeting.tail, meeting.mention
    if not _in_reach(meeting) or not meeting.alike:
        return None
    named = (
        meeting.group.hit or unlisted(meeting.sentence, meeting.group.head)
    ) and mention.clause - meeting.group.last.clause == 1
    if named and _ELLIPTIC.fullmatch(tail) and not meeting.sentence.hits_from(mention.start - len(tail), mention.start):
        return "value"
    if not _ARM.search(tail) or _EN_VERB.search(tail):
        return None
    if _GROUPED.search(tail):
        return "value"
    if mention.clause - meeting.group.last.clause > 1 or _EVENT_IN.search(tail):
        return None
    ended = _ENDED.match(meeting.sentence.text, mention.end, meeting.sentence.clause_of(mention).end)
    return "value" if ended or not _HAN.search(meeting.between) else None


_ACROSS: tuple[Callable[[_Meeting], str | None], ...] = (_exceeds, _coordinated, _reached, _differs, _capped, _another_arm)


def _in_reach(meeting: _Meeting) -> bool:
    return len(meeting.tail) < _LONG and meeting.mention.clause - meeting.group.last.clause <= 2


def _qualified(sentence: Sentence, last: Mention, mention: Mention) -> bool:
    """Whether both figures are followed by what they belong to: 92% for local but 31% for distant disease; 36% of A, 22% of B."""
    between = sentence.text[last.end : mention.start]
    opens = _PREPOSITION.match(between, 1)
    if not opens or len(between) > 110:
        return False
    if _COMPARED_LAST.search(between):
        return True
    after = _PREPOSITION.match(sentence.text, mention.end + 1, mention.end + 30)
    if after is None:
        return False
    ended = between.rstrip().endswith(",") and any(found[1] == after[1] for found in _PREPOSITION.finditer(between))
    return ended or AND_LAST.search(between) is not None


def _tail(between: str) -> str:
    """The words that lead up to a figure in its own clause."""
    depth = between.rfind(")")
    return re.split(r"[,;。]", between[depth + 1 :])[-1] if depth >= 0 else re.split(r"[,;。]", between)[-1]


def _repeats(sentence: Sentence, group: Group, mention: Mention) -> bool:
    """Whether the measure of the claim is named again before this figure."""
    start = max(group.last.end, sentence.clause_of(mention).start)
    return group.hit is not None and any(
        hit.term.id == group.hit.term.id and hit != group.hit for hit in sentence.hits_from(start, mention.start)
    )


def _other_measure(sentence: Sentence, group: Group, mention: Mention) -> bool:
    """Whether another measure, or another event as a subject of its own, is named between a claim's last figure and this one."""
    text = sentence.text
    if unlisted(sentence, mention):
        return True
    own = group.hit.term.id if group.hit else ""
    subject = max(mention.start - len(_tail(text[group.last.end : mention.start])), group.last.end)
    for hit in sentence.hits_from(group.last.end, mention.start):
        if hit.term.kind == "measures":
            says = not hit.term.fields.get("general") or hit.term.id == "proportion"
            other = says and hit.term.id != own and fits(hit, mention.quantity, True)
        else:
            alone = hit.span.start >= subject and not _SOMEONE.match(text, hit.span.end)
            other = alone and not _BELONGS.search(text, subject, hit.span.start)
        if other:
            return True
    return False
