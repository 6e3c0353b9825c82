"""What each figure of a sentence is there for: a result, or the time, threshold, sample or strength that goes with one.

A claim is made of results. 12 weeks in "after 12 weeks", 50 years in "adults aged 50 or over" and 100 g/L in "those with less
than 100 g/L" say when and in whom; 2% in "2% ointment" is a name. Where a sentence has no result, what looked like its
circumstances may be what it states ("follow-up was 2.2 years", "start within 1 hour").
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from verify.extract.claims_parts import (
    CHANGE,
    FAR,
    MEASURED,
    NEAR,
    OPENS,
    REACHES,
    THRESHOLD_AFTER,
    bounded,
    has_measure,
    is_time,
    part_of,
)
from verify.extract.claims_sentence import MORE_THAN, SHARES, UP_FROM, Mention, Part, Sentence, alike, plain
from verify.extract.claims_words import words
from verify.model import Quantity
from verify.patterns import regex

_MEDIAN_OF = regex(rf"(?<!at a )(?<![在经过]){words('median')}\s?(?:of\s)?$")
_OF = regex(r"\s*(?:的(?!发生率)|of\s)")
_BY_HOW_MANY = regex(  # a reduction of at least 50% was achieved by 43.3%
    r"[^,;。0-9]{0,40}\s(?:was|were)\s(?:achieved|reached|attained|seen|observed|reported|recorded|met|found|obtained)\s"
    rf"(?:by|in|for|among)\s{words('filler', anchored=True)}?\s?"
    r"|\s(?:in|by|among)\s"
    rf"|(?:以上)?的?(?:患者|病例|者)(?:的?比例)?{words('filler', anchored=True)}+"
)
_AND = regex(r"\s(?:and|but)\s|[,;]")
_POINTS = regex(r"-point$")
_SHORT = 12  # characters between a dose and how often it is given
_AMOUNTS = frozenset(("g", "mL", "ug", "mg"))
_EACH_TIME = regex(r"每[次日天晚][服用饮注给射予]{0,2}\s?$")
_GROUP = regex(words("group"))
_PEOPLE_ARE = regex(rf"{words('who')}(?:{words('filler', anchored=True)}|\s)+$")  # in those on placebo it was
_WORDED = regex(r"\((?=[^0-9]*[A-Za-z\u4e00-\u9fff]{2})[^0-9]*$")  # (mRS 0-1
_ADVICE = regex(words("recommend"))
_REPEAT = regex(words("repeat"))
_CRITERIA = regex(words("criteria"))


def mentions(sentence: Sentence) -> list[Mention]:
    """The figures that can be in a claim, in order, with their parts."""
    found = [_mention(sentence, _dosed(sentence, quantity)) for quantity in sentence.quantities]
    for before, m in pairwise(found):
        if m.part is before.part is Part.RESULT and _conditional(sentence, before, m):
            m.part = Part.NOTHING
        if m.part is Part.RATIO and before.end <= m.parenthesis and before.quantity.kind in MEASURED and bounded(before.quantity):
            before.part = Part.NOTHING  # albumin < 35 g/L (HR 2.05): what the ratio is of
        if m.part is Part.RESULT and before.part in (Part.RESULT, Part.SAMPLE) and _response(sentence, before, m):
            before.part = Part.NOTHING
    shared = {m.clause for m in found if m.part is Part.RESULT and m.quantity.kind in SHARES}
    for m in found:
        if m.part is Part.RESULT and m.clause in shared and m.quantity.kind in MEASURED:
            if bounded(m.quantity):
                m.part = Part.BOUND
            elif m.parenthesis >= 0 and _WORDED.search(sentence.text, m.parenthesis, m.start):
                m.part = Part.NOTHING
    _follow(sentence, found)
    results = {m.clause for m in found if m.part in (Part.RESULT, Part.RATIO)}
    criteria = _CRITERIA.search(sentence.text, sentence.span.start, sentence.span.end) is not None
    for m in found:
        if m.part is Part.RESULT and m.quantity.kind in MEASURED and (criteria or _opening(sentence, m, results)):
            m.part = Part.NOTHING
    dose: Mention | None = None
    for m in found:
        often = dose is not None and m.quantity.kind == "frequency" and m.clause - dose.clause <= 1
        regimen = m.quantity.kind == "dose" and m.clause not in results and _regimen(sentence, m)
        if m.part in (Part.DOSE, Part.BOUND, Part.TIME) and (often or regimen or _stated(sentence, m, results)):
            m.part = Part.RESULT
            dose = m if m.quantity.kind == "dose" else dose
    _follow(sentence, found)
    return [m for m in found if m.part not in (Part.NOTHING, Part.TIME, Part.BOUND, Part.DOSE)]


def _dosed(sentence: Sentence, quantity: Quantity) -> Quantity:
    """A measured amount that is given so and so often is a dose: 7.8 g each time, three times a day."""
    if quantity.kind != "measurement" or quantity.unit not in _AMOUNTS:
        return quantity
    behind = sentence.quantities_from(quantity.span.end, quantity.span.end + _SHORT)
    each = _EACH_TIME.search(sentence.text, max(sentence.span.start, quantity.span.start - NEAR), quantity.span.start)
    return replace(quantity, kind="dose") if each or (behind and behind[0].kind == "frequency") else quantity


def _mention(sentence: Sentence, quantity: Quantity) -> Mention:
    text, start, end = sentence.text, quantity.span.start, quantity.span.end
    opened = text.rfind("(", max(sentence.span.start, start - 80), start)
    if opened >= 0 and ")" in text[opened:start]:
        opened = -1
    mention = Mention(quantity, Part.RESULT, sentence.clause_at(start), opened)
    before = text[max(sentence.span.start, start - FAR) : start]
    after = text[end : min(sentence.span.end, end + NEAR)]
    mention.part = part_of(sentence, quantity, sentence.clause_of(mention), before, after)
    return mention


def _conditional(sentence: Sentence, share: Mention, mention: Mention) -> bool:
    """Whether a figure says of whom the share before it is a share: 74% of tumours were no larger than 20 mm."""
    if share.quantity.kind not in SHARES or share.clause != mention.clause:
        return False
    if not _OF.match(sentence.text, share.end, mention.start) or _AND.search(sentence.text, share.end, mention.start):
        return False
    return mention.quantity.kind not in SHARES or bounded(mention.quantity)


def _response(sentence: Sentence, bound: Mention, share: Mention) -> bool:
    """Whether a figure says what those reached whose share follows: a fall of 50% or more was seen in 43%; a score of 85 in 61%."""
    kind = bound.quantity.kind
    if _POINTS.search(bound.quantity.text) and share.quantity.kind in SHARES and share.clause == bound.clause:
        return True  # a 4-point drop in the score was seen in 52%
    if share.quantity.kind not in SHARES or not (kind in ("number", "measurement") or (kind in SHARES and bounded(bound.quantity))):
        return False
    return _BY_HOW_MANY.fullmatch(sentence.text, bound.end, share.start) is not None


def _follow(sentence: Sentence, found: list[Mention]) -> None:
    """Makes results of the figures that only repeat a result for another arm or time."""
    result: Mention | None = None
    for m in found:
        if result is not None and m.part in (Part.TIME, Part.BOUND, Part.NOTHING) and _parallel(sentence, result, m):
            m.part = Part.RESULT
        if m.part is Part.RESULT:
            result = m


def _parallel(sentence: Sentence, before: Mention, mention: Mention) -> bool:
    """Whether a figure is that of another arm or time: "18.6 months, in the control group 9.9", "5.1, then fell to 2.6"."""
    one, other = before.quantity, mention.quantity
    if other.kind == "number" and one.kind != "number" and UP_FROM.search(sentence.text, before.end, mention.start):
        return True
    if not alike(one, other) or one.kind not in MEASURED or mention.clause - before.clause > 1:
        return False
    text = sentence.text
    between = text[before.end : mention.start]
    if len(between) > FAR:
        return False
    if one.kind == "duration" and is_time(other, between, text[mention.end : min(sentence.span.end, mention.end + NEAR)]):
        return False
    if bounded(other):
        if THRESHOLD_AFTER.match(text, mention.end):
            return False
        return len(between) <= 8 or plain(sentence, before.end, mention.start)
    if plain(sentence, before.end, mention.start) or MORE_THAN.match(text, mention.end, sentence.span.end):
        return True
    if _PEOPLE_ARE.search(between):
        return True
    return _GROUP.search(between) is not None or REACHES.search(between) is not None


def _opening(sentence: Sentence, mention: Mention, results: set[int]) -> bool:
    """Whether a bound only opens a sentence that states its result later: in women with a BMI of 30 or more, …"""
    clause = sentence.clause_of(mention)
    return bounded(mention.quantity) and OPENS.match(sentence.text, clause.start) is not None and max(results) > mention.clause


def _regimen(sentence: Sentence, dose: Mention) -> bool:
    """Whether it is told how often a dose is given, right behind it: 50 mg, three times a day."""
    behind = sentence.quantities_from(dose.end, dose.end + _SHORT)
    return bool(behind) and behind[0].kind == "frequency" and sentence.clause_at(behind[0].span.start) - dose.clause <= 1


def _stated(sentence: Sentence, mention: Mention, results: set[int]) -> bool:
    """Whether a circumstance is what the sentence states; `results` are the numbers of the clauses that hold a result."""
    quantity, clause = mention.quantity, sentence.clause_of(mention)
    advised = _ADVICE.search(sentence.text, sentence.span.start, sentence.span.end) is not None
    governed = has_measure(sentence, quantity, clause, False)
    if quantity.kind == "dose":
        changed = CHANGE.search(sentence.text, clause.start, mention.start) is not None
        advised = _ADVICE.search(sentence.text, clause.start, mention.start) is not None
        return governed or not results or ((changed or advised) and mention.clause not in results)
    if quantity.kind == "frequency":
        repeated = _REPEAT.search(sentence.text, clause.start, clause.end) is not None
        return (governed and mention.clause not in results) or (not results and (advised or repeated))
    if quantity.kind == "age" or mention.part is Part.BOUND:
        return False
    if mention.part is Part.TIME and mention.clause not in results:
        before = sentence.text[max(sentence.span.start, mention.start - FAR) : mention.start]
        if _MEDIAN_OF.search(before):
            return True  # bone metastases appeared after a median of 9 months
    limit = mention.part is Part.TIME and advised and bounded(quantity) and mention.clause not in results
    return limit or (governed and not results)
