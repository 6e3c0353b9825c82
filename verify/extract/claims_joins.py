"""Whether a figure belongs to the claim before it, and as what.

It may stand beside the last figure of the claim, or be linked to it across words: by a change, a difference, a comparison, or
as the same measure in another arm. Across words it joins only if nothing keeps the two apart (`claims_apart`).
"""

from __future__ import annotations

from collections.abc import Callable

from verify.extract.claims_apart import DIFFERENCE, GROUPED, VERSUS_LAST, Group, Meeting, apart, other_measure, tail_of
from verify.extract.claims_measures import unlisted
from verify.extract.claims_sentence import AND_LAST, FILL, MORE_THAN, PLAIN, SHARES, UP_FROM, Mention, Part, Sentence, alike, plain
from verify.extract.claims_words import words
from verify.patterns import regex

_DEPART = regex(rf"{words('depart')}[^,;。]{{0,20}}$")
_ARRIVE = regex(rf"{words('arrive')}{FILL}(?:[12][0-9]{{3}}年的?{FILL})?$")
_AND_LAST = regex(rf"[^,;()。]{{0,40}}(?:\s(?:and|but)|[和与而]){FILL}$")
_COMPARED_LAST = regex(rf"{words('compare')}{FILL}$")
_ARM_OF = regex(rf"{words('group')}的$")
_THEN = regex(r"继以|继之|随后|然后|递增|递减|加至|加量|增加|(?<![A-Za-z])(?:then|followed by|thereafter)(?![a-z])")
_EXPLAINS = regex(rf"(?:\s(?:as|more|less)(?:\s[a-z]+){{1,2}})?\s?[,:]{FILL}$")
_SPREAD = regex(r"\(\s?(?:范围|全距|四分位|(?i:range|IQR|interquartile|min|SD))[^0-9()]{0,20}$")
_PREPOSITION = regex(r"(?<=\s)(in|with|on|for|among|of|after|at|given|per|during|when)(?=\s)")
_EVENT_IN = regex(rf"(?<![A-Za-z])(?!(?:and|but|while|or|only|with|than|to)\s)[a-z-]+\sin{FILL}$")  # febrile convulsions in 0.1%
_ELLIPTIC = regex(r"[^0-9,;:。()]{1,14}?(?:仅|则|也|亦|却|约|均)*为(?:约|仅)?\s?")  # 单焦点仅为
_FROM = regex(rf"^[\s,]*{words('depart')}{FILL}$")
_THAN = regex(r"较|比(?!例)|than(?![a-z])|compared")
_GAP = regex(rf"{words('gap')}{FILL}$")
_ENDED = regex(r"\s*(?:$|[()、和与及])")
_HAN = regex(r"[\u4e00-\u9fff]")
_NOUN_OPENS = regex(r"[、,;]|(?<![A-Za-z])(?:and|or)(?![A-Za-z])|[和与及]")
_ARM = regex(words("arm"))
_SHORT, _LONG = 24, 80  # characters between figures that still belong together: without a word that says so, and with one


def joins(sentence: Sentence, group: Group, mention: Mention, start: int) -> str | None:
    """The statistic under which a figure joins a claim, or None; it starts at `start` with the count that leads it: 52 (1.3%)."""
    between = sentence.text[group.last.end : start]
    same_kind = alike(group.head.quantity, mention.quantity) or alike(group.last.quantity, mention.quantity)
    lent = group.last.quantity.kind == "number" and (PLAIN.match(between) or _ARRIVE.search(between))
    bare = mention.quantity.kind == "number" and group.last.quantity.kind != "number"
    lends = bare and (VERSUS_LAST.search(between) or UP_FROM.search(between))
    meeting = Meeting(sentence, group, mention, between, tail_of(between), same_kind or bool(lent or lends))
    if mention.part is Part.RATIO:
        return _ratio(meeting)
    for rule in _BESIDE:
        if statistic := rule(meeting):
            return statistic
    if apart(meeting):
        return None
    for rule in _ACROSS:
        if statistic := rule(meeting):
            return statistic
    return None


# ------------------------------------------------------------------------------------------------ beside the last figure


def _ratio(meeting: Meeting) -> str | None:
    """A ratio qualifies the figures whose parenthesis it stands in; else it is a claim of its own."""
    last, opened = meeting.group.last, meeting.mention.parenthesis
    if opened > last.start or opened == last.parenthesis >= 0:
        outside = meeting.sentence.text[last.end : max(last.end, opened)]
        return None if _NOUN_OPENS.search(outside) else "ratio"
    return None


def _adjacent(meeting: Meeting) -> str | None:
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


def _in_parenthesis(meeting: Meeting) -> str | None:
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
    named_first = opened > last.start and explained  # twice as likely to die (38% vs 27%)
    return None if other_measure(meeting, opened if named_first else -1) else "value"


def _retold(meeting: Meeting) -> str | None:
    """A multiple and the figures it is of: nearly twice as common, 31% against 18%; 45%, about twice that of the control group."""
    first, second, between = meeting.first.kind, meeting.second.kind, meeting.between
    if first == "fold" and second in (*SHARES, "rate") and len(meeting.group.figures) == 1:
        return "value" if _EXPLAINS.match(between) else None
    told = second == "fold" and first in SHARES and between.startswith(",") and len(between) <= _SHORT
    return "ratio" if told and _ARM_OF.search(between) else None


def _regimen(meeting: Meeting) -> str | None:
    """A dose and how often it is given, and the dose that follows it."""
    kinds = {meeting.first.kind, meeting.second.kind}
    if meeting.second.kind == "dose" and meeting.group.measure == "dose" and _THEN.search(meeting.tail):
        return "value"
    dosed = meeting.second.kind == "frequency" and meeting.group.measure == "dose"
    return (
        "value" if (dosed or kinds == {"dose", "frequency"} or kinds == {"frequency"}) and len(meeting.between) <= _SHORT else None
    )


def _started_from(meeting: Meeting) -> str | None:
    """Where a change began, told after it: rose by 12 points, from 46% to 58%; 76%, up from 12%."""
    if meeting.alike and UP_FROM.search(meeting.between):
        return "baseline"
    group, of_change = meeting.group, meeting.first.kind in (*SHARES, "fold", meeting.second.kind)
    if not of_change or len(meeting.between) > _SHORT or not _FROM.search(meeting.between):
        return None
    if other_measure(meeting):
        return None
    group.figures = [(m, "difference" if statistic == "value" else statistic) for m, statistic in group.figures]
    return "baseline"


_BESIDE: tuple[Callable[[Meeting], str | None], ...] = (
    _adjacent,
    _in_parenthesis,
    _retold,
    _regimen,
    _started_from,
)


# ------------------------------------------------------------------------------------------------ across words and clauses


def _coordinated(meeting: Meeting) -> str | None:
    """40% vs 20%, 40% and 20%, 40% with A but 20% with B."""
    last = meeting.group.last
    versus = len(meeting.between) < _LONG and VERSUS_LAST.search(meeting.between)
    if plain(meeting.sentence, last.end, last.end + len(meeting.between)) or versus or _qualified(meeting):
        return "value"
    # 7 months two decades ago and 9.5 months lately; two shares need more, they may be of two things: 20% smoked and 30% drank
    return "value" if meeting.first.kind not in SHARES and _AND_LAST.match(meeting.between) else None


def _reached(meeting: Meeting) -> str | None:
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


def _differs(meeting: Meeting) -> str | None:
    """A difference of 18 hours; 1.4 days sooner than, 27.4 points higher than in the other group; an increase of 7.2 points."""
    if not _in_reach(meeting):
        return None
    if meeting.alike and MORE_THAN.match(meeting.sentence.text, meeting.mention.end, meeting.sentence.span.end):
        return "difference"
    if _GAP.search(meeting.tail) or meeting.second.kind == "percentage_point" != meeting.first.kind:
        return "difference"
    told = DIFFERENCE.search(meeting.tail) and (_THAN.search(meeting.tail) or not _ARM.search(meeting.tail))
    return "difference" if told else None


def _capped(meeting: Meeting) -> str | None:
    """5 mg a day, at most 20 mg."""
    bounded = meeting.second.comparator not in ("=", "~") and meeting.group.hit is not None
    return "value" if _in_reach(meeting) and meeting.alike and bounded and len(meeting.tail) <= 6 else None


def _another_arm(meeting: Meeting) -> str | None:
    """The same measure in another arm, group or year, whose clause does not name it again."""
    tail, mention = meeting.tail, meeting.mention
    if not _in_reach(meeting) or not meeting.alike:
        return None
    named = (
        meeting.group.hit or unlisted(meeting.sentence, meeting.group.head)
    ) and mention.clause - meeting.group.last.clause == 1
    if named and _ELLIPTIC.fullmatch(tail) and not meeting.sentence.hits_from(mention.start - len(tail), mention.start):
        return "value"
    if not _ARM.search(tail):
        return None
    if GROUPED.search(tail):
        return "value"
    if mention.clause - meeting.group.last.clause > 1 or _EVENT_IN.search(tail):
        return None
    ended = _ENDED.match(meeting.sentence.text, mention.end, meeting.sentence.clause_of(mention).end)
    return "value" if ended or not _HAN.search(meeting.between) else None


_ACROSS: tuple[Callable[[Meeting], str | None], ...] = (_reached, _differs, _coordinated, _capped, _another_arm)


def _in_reach(meeting: Meeting) -> bool:
    return len(meeting.tail) < _LONG and meeting.mention.clause - meeting.group.last.clause <= 2


def _qualified(meeting: Meeting) -> bool:
    """Whether both figures are followed by what they belong to: 92% for local but 31% for distant disease; 36% of A, 22% of B."""
    text, mention = meeting.sentence.text, meeting.mention
    between = text[meeting.group.last.end : mention.start]
    opens = _PREPOSITION.match(between, 1)
    if not opens or len(between) > 110:
        return False
    if _COMPARED_LAST.search(between):
        return True
    after = _PREPOSITION.match(text, mention.end + 1, mention.end + 30)
    if after is None:
        return False
    ended = between.rstrip().endswith(",") and any(found[1] == after[1] for found in _PREPOSITION.finditer(between))
    return ended or AND_LAST.search(between) is not None
