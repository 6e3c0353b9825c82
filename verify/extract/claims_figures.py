"""What each figure of a sentence is there for: a result, or the time, threshold, sample or strength that goes with one.

A claim is made of results. 12 weeks in "after 12 weeks", 50 years in "adults aged 50 or over" and 100 g/L in "those with less
than 100 g/L" say when and in whom; 2% in "2% ointment" is a name. Where a sentence has no result, what looked like its
circumstances may be what it states ("follow-up was 2.2 years", "start within 1 hour").
"""

from __future__ import annotations

import re
from itertools import pairwise

from verify.extract.claims_sentence import MORE_THAN, PLAIN, RATIOS, SHARES, Mention, Part, Sentence, alike, fits
from verify.extract.claims_words import words
from verify.model import Quantity, Span

_MEASURED = frozenset(("duration", "measurement", "dose", "count", "number", "age"))
_BEHIND = frozenset(("duration", "age"))  # their measure stands before them
_LOCAL = frozenset(("count", "number"))  # their measure stands in their own clause
_PEOPLE_COUNTED = frozenset(("sample_size", "incident_cases", "prevalent_cases", "deaths"))  # never by a small bare number
_CROWD = 10_000  # a bare number this large counts people or events
_NEAR, _FAR = 40, 60  # characters looked at behind and before a figure

_FILL = rf"(?:了|的|{words('filler', 'ordinal', anchored=True)}|\s)*"
_TIME_BEFORE = re.compile(rf"(?:第|{words('time_before')}){_FILL}$")
_TIME_AFTER = re.compile(rf"\s*(?:{words('time_after')}|[^,;。()、且并和]{{0,14}}?(?:率|风险))")
_HYPHENED = re.compile(r"-\s?(?:year|month|week|day|hour|minute|yr|mo|wk)s?\s*$", re.IGNORECASE)
_ORDINAL = re.compile(rf"{words('ordinal')}\s*$")
_MEDIAN = re.compile(rf"{words('median')}[^,;。.]{{0,12}}$")
_MEDIAN_OF = re.compile(rf"(?<!at a )(?<![在经过]){words('median')}\s?(?:of\s)?$")
_AGAIN = re.compile(rf"{words('again')}[^,;。.0-9]{{0,20}}$")
_WHO_AFTER = re.compile(
    rf"\s*(?:的?{words('who', anchored=True)}|{words('bound_after', anchored=True)}\s*{words('who', anchored=True)}?)"
)
_AGE_BEFORE = re.compile(rf"{words('age_before')}\s*$")
_AGE_AFTER = re.compile(rf"\s*(?:-|[及或和]?(?:{words('bound_after', 'who', anchored=True)}|[前后]))")
_PRODUCT = re.compile(rf"\s?[^,;。的()]{{0,12}}?{words('product')}")
_IDIOM = re.compile(words("idiom"))
_SCALE = re.compile(rf"\s(?:[A-Za-z-]+\s){{0,2}}{words('scale')}")
_OF = re.compile(r"\s*(?:的(?!发生率)|of\s)")
_GROUP = re.compile(words("group"))
_PEOPLE_ARE = re.compile(rf"{words('who')}(?:{words('filler', anchored=True)}|\s)+$")  # in those on placebo it was
_DEFINES = re.compile(r"\s?(?:者|时)?(?:定义)?为(?![0-9])")  # a fall of 50% or more counts as a response
_OF_PEOPLE = re.compile(rf"{words('who')}\([^()]{{0,40}}$")  # patients (BSA >= 10%)
_SHARES_OF = re.compile(r"股价|市值|(?<![A-Za-z])(?i:shares of|share price|stock price)(?![a-z])")
_THERE_WERE = re.compile(r"(?i:there (?:were|are|was|is))\s(?:(?:about|some|an estimated|nearly|almost|around)\s)?$")
_SETTING = re.compile(rf"\s?{words('setting')}")
_LASTS = re.compile(rf"{words('lasts')}(?:{words('filler', anchored=True)}|\s)*$")
_ELAPSED = re.compile(rf"{words('elapsed')}[^,;。]{{0,40}}?(?:{words('filler', anchored=True)}|\s)+$")
_DOSE_GROUP = re.compile(rf"\s?(?:剂量)?{words('group', anchored=True)}")
_WORDED = re.compile(r"\((?=[^0-9]*[A-Za-z\u4e00-\u9fff]{2})[^0-9]*$")  # (mRS 0-1
_REACHES = re.compile(rf"{words('arrive')}\s*$")
_FROM = re.compile(rf"{words('depart')}\s*$")
_GAP = re.compile(rf"{words('gap')}{_FILL}$")
_CHANGE = re.compile(words("up", "down"))
_ENROL = re.compile(words("enrol"))
_OCCUR = re.compile(words("occur"))
_PEOPLE = re.compile(words("people"))
_ADVICE = re.compile(words("recommend"))
_REPEAT = re.compile(words("repeat"))
_SAYS = re.compile(rf"{words('filler', 'up', 'down', 'depart', 'arrive', 'compare')}|[=:(]")
_STUDY_AFTER = re.compile(rf"[^,;。]{{0,16}}?(?:的|行|进行)[^,;。]{{0,14}}?{words('study')}|[^,;。]{{0,24}}?中(?:,|仅?有)")
_KINDS = re.compile(r"[一二两三四五六七八九1-9]\s?(?![例名人位次起])[\u4e00-\u9fff]{1,3}$")  # two drugs, three trials: not cases
_SAMPLE_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?i:in|of|among|across|amongst)\s(?:(?!from|by\s|was|were|to\s)[A-Za-z' -]){0,50}|在[^,;。]{2,30}的|对)$"
)
_OPENS = re.compile(r"\s*(?:In|Of|Among|Across|From|For|At a)\s")
_EACH = re.compile(rf"(?:(?<![A-Za-z])(?i:each|every|per)\s|每(?:{words('up', 'down')})?)\s*$")
_AUDIENCE = re.compile(words("audience"))
_CRITERIA = re.compile(words("criteria"))
_SHARE_BEHIND = re.compile(r"\s?\(?\s?[^,;。()]{0,8}?[0-9.]+\s?%")
_SHARE_OF_IT = re.compile(r"\s?\(\s?[0-9.]+\s?%")  # 5 (1.7%)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def mentions(sentence: Sentence) -> list[Mention]:
    """The figures that can be in a claim, in order, with their parts."""
    found = [_mention(sentence, quantity) for quantity in sentence.quantities]
    for before, m in pairwise(found):
        if m.part is Part.RESULT and before.part is Part.RESULT and _conditional(sentence, before, m):
            m.part = Part.NOTHING
    shared = {m.clause for m in found if m.part is Part.RESULT and m.quantity.kind in SHARES}
    for m in found:
        if m.part is Part.RESULT and m.clause in shared and m.quantity.kind in _MEASURED:
            if _bounded(m.quantity):
                m.part = Part.BOUND
            elif m.parenthesis >= 0 and _WORDED.search(sentence.text, m.parenthesis, m.start):
                m.part = Part.NOTHING
    _follow(sentence, found)
    results = {m.clause for m in found if m.part in (Part.RESULT, Part.RATIO)}
    criteria = _CRITERIA.search(sentence.text, sentence.span.start, sentence.span.end) is not None
    for m in found:
        if m.part is Part.RESULT and m.quantity.kind in _MEASURED and (criteria or _opening(sentence, m, results)):
            m.part = Part.NOTHING
    dose: Mention | None = None
    for m in found:
        often = dose is not None and m.quantity.kind == "frequency" and m.clause - dose.clause <= 1
        if m.part in (Part.DOSE, Part.BOUND, Part.TIME) and (often or _stated(sentence, m, results)):
            m.part = Part.RESULT
            dose = m if m.quantity.kind == "dose" else dose
    _follow(sentence, found)
    return [m for m in found if m.part not in (Part.NOTHING, Part.TIME, Part.BOUND, Part.DOSE)]


def _mention(sentence: Sentence, quantity: Quantity) -> Mention:
    text, start, end = sentence.text, quantity.span.start, quantity.span.end
    opened = text.rfind("(", max(sentence.span.start, start - 80), start)
    if opened >= 0 and ")" in text[opened:start]:
        opened = -1
    mention = Mention(quantity, Part.RESULT, sentence.clause_at(start), opened)
    before = text[max(sentence.span.start, start - _FAR) : start]
    after = text[end : min(sentence.span.end, end + _NEAR)]
    mention.part = _part(sentence, quantity, sentence.clause_of(mention), before, after)
    return mention


def _bounded(quantity: Quantity) -> bool:
    return quantity.comparator not in ("=", "~")


# ------------------------------------------------------------------------------------------------ a figure by itself


def _part(sentence: Sentence, quantity: Quantity, clause: Span, before: str, after: str) -> Part:
    """The part of a figure as its own words tell it."""
    kind = quantity.kind
    start = quantity.span.start
    if any(hit.span.holds(quantity.span) for hit in sentence.hits_from(start - _FAR, start + 1)):  # PASI 75, IGA 0/1
        return Part.NOTHING
    if (
        (quantity.text.isdigit() and _ORDINAL.search(before))
        or before.endswith("第")
        or (quantity.text.endswith("-point") and _SCALE.match(after))
    ):
        return Part.NOTHING
    if kind == "p_value":
        return Part.P_VALUE
    if kind == "interval":
        return Part.INTERVAL
    if kind in RATIOS:
        return Part.RATIO
    if kind in ("rate", "fold"):
        return Part.RESULT
    if kind in SHARES:
        return _share(sentence, quantity, before, after)
    if _bounded(quantity) and (_in_words(before) or before.endswith("(")) and kind in _MEASURED:
        return Part.NOTHING
    if kind in _MEASURED and _EACH.search(before):
        return Part.NOTHING
    if kind in _MEASURED and _GAP.search(before) and quantity.text[:1] not in "1一":
        return Part.RESULT
    if kind in ("dose", "frequency"):
        return Part.NOTHING if _DOSE_GROUP.match(after) else Part.DOSE
    if kind == "count":
        return _count(sentence, quantity, clause, before, after)
    changing = _CHANGE.search(sentence.text, clause.start, clause.end) is not None
    governed = _governed(sentence, quantity, clause, changing)
    if kind == "duration":
        if _is_time(quantity, before, after):
            return Part.TIME
        return (
            Part.RESULT
            if governed
            or _changes(sentence, quantity, clause)
            or _AGAIN.search(before)
            or _ELAPSED.search(before)
            or _LASTS.search(before)
            else Part.TIME
        )
    if kind == "age":
        of_whom = bool(_AGE_BEFORE.search(before) or _AGE_AFTER.match(after) or _bounded(quantity))
        return Part.RESULT if governed and not of_whom else Part.BOUND
    if kind == "measurement":
        of_whom = _bounded(quantity) and _WHO_AFTER.match(after) is not None
        return Part.RESULT if (governed or _changes(sentence, quantity, clause)) and not of_whom else Part.BOUND
    return _number(sentence, quantity, clause, governed, before, after)


def _changes(sentence: Sentence, quantity: Quantity, clause: Span) -> bool:
    """Whether a word of change leads up to a figure."""
    return _CHANGE.search(sentence.text, clause.start, quantity.span.start) is not None


def _share(sentence: Sentence, quantity: Quantity, before: str, after: str) -> Part:
    if _SHARES_OF.search(before):
        return Part.NOTHING
    if quantity.kind == "percent" and (_PRODUCT.match(after) or (_IDIOM.match(quantity.text) and after.startswith(("的", "地")))):
        return Part.NOTHING
    start = quantity.span.start
    valued = any(
        start - 3 <= hit.span.end <= start and "value" in hit.term.fields.get("expects", "")
        for hit in sentence.hits_from(start - _FAR, start)
    )
    if _bounded(quantity) and (_DEFINES.match(after) or _OF_PEOPLE.search(sentence.text, sentence.span.start, start)):
        return Part.NOTHING
    # "patients with HbA1c ≥8%" are a group; "more than 50% of patients" is a result
    of_whom = valued and _bounded(quantity)
    opens = of_whom and _OPENS.match(sentence.text, sentence.clauses[sentence.clause_at(start)].start)
    return Part.BOUND if opens or (of_whom and _WHO_AFTER.match(after)) else Part.RESULT


def _count(sentence: Sentence, quantity: Quantity, clause: Span, before: str, after: str) -> Part:
    text = sentence.text
    if _KINDS.fullmatch(quantity.text) or _SETTING.search(quantity.text):
        return Part.NOTHING
    sampled = _STUDY_AFTER.match(after) or _SAMPLE_BEFORE.search(before) or quantity.text[:1] in "nN"
    if sampled or _SHARE_BEHIND.match(after):
        return Part.SAMPLE
    if _OPENS.match(sentence.text, clause.start) and clause.end < sentence.clauses[-1].end:
        return Part.SAMPLE  # In a review of 24 trials with 8,412 participants, …
    if _AUDIENCE.search(text, clause.start, clause.end):
        return Part.NOTHING
    changed = _CHANGE.search(text, clause.start, clause.end) and (_FROM.search(before) or _REACHES.search(before))
    stated = (
        changed
        or (_crowd(quantity) and (quantity.kind == "count" or _PEOPLE.search(text, clause.start, clause.end)))
        or _ENROL.search(text, clause.start, clause.end)
        or _OCCUR.search(text, clause.start, clause.end)
    )
    return Part.RESULT if stated or _governed(sentence, quantity, clause, False) else Part.NOTHING


def _number(sentence: Sentence, quantity: Quantity, clause: Span, governed: bool, before: str, after: str) -> Part:
    """A bare number is a result only where a measure is said to be it: "score fell from 6.2", not the 2 of SGLT2."""
    start = quantity.span.start
    if _YEAR.fullmatch(quantity.text) or after.startswith(("世纪", "年代")):
        return Part.NOTHING
    text = sentence.text
    if _crowd(quantity) and _PEOPLE.search(text, clause.start, min(clause.end, quantity.span.end + 12)):
        return Part.NOTHING if _AUDIENCE.search(text, clause.start, clause.end) else Part.RESULT
    low = quantity.low
    whole = low is not None and low == quantity.high and quantity.decimals <= 0
    whole = whole and low is not None and (low >= 10 or _SHARE_OF_IT.match(after) is not None)
    ends = [hit.span.end for hit in sentence.hits_from(clause.start, start)]
    if governed and ends and text[ends[-1] : start].strip() in ("of", "was", "is", "=", ":", "为", "是"):
        return Part.RESULT  # a number needed to treat of 23
    if whole and _count(sentence, quantity, clause, before, after) is Part.SAMPLE:
        return Part.SAMPLE
    if quantity.low == quantity.high and _THERE_WERE.search(before) and sentence.hits_from(start, start + _NEAR):
        return Part.RESULT
    said = bool(ends) and (_SAYS.search(text, ends[-1], start) is not None or (quantity.decimals > 0 and start - ends[-1] <= 1))
    return Part.RESULT if governed and said else Part.NOTHING


def _crowd(quantity: Quantity) -> bool:
    return quantity.low is not None and quantity.low >= _CROWD


def _in_words(before: str) -> bool:
    """Whether a parenthesis was opened before a figure with words between: (SOFA score of 2 or less)."""
    opened = before.rfind("(")
    return opened >= 0 and ")" not in before[opened:] and len(before) - opened > 3


def _is_time(quantity: Quantity, before: str, after: str) -> bool:
    """Whether the words around a duration make it a point or a stretch of time."""
    if quantity.text[:1] == "第" or _HYPHENED.search(quantity.text) or _TIME_AFTER.match(after):
        return True
    return _TIME_BEFORE.search(before) is not None and _MEDIAN.search(before) is None


def _governed(sentence: Sentence, quantity: Quantity, clause: Span, changing: bool) -> bool:
    """Whether a measure the figure fits stands in its clause, or before the clause with no figure between."""
    first = clause.start
    if quantity.kind not in _LOCAL:
        earlier = sentence.quantities_from(sentence.span.start, clause.start)
        first = earlier[-1].span.end if earlier else sentence.span.start
    last = quantity.span.start if quantity.kind in _BEHIND else clause.end
    small = quantity.kind == "number" and not _crowd(quantity)
    return any(
        hit.term.kind == "measures" and fits(hit, quantity, changing) and not (small and hit.term.id in _PEOPLE_COUNTED)
        for hit in sentence.hits_from(min(first, clause.start), last)
    )


# ------------------------------------------------------------------------------------------------ a figure beside others


def _conditional(sentence: Sentence, share: Mention, mention: Mention) -> bool:
    """Whether a figure says of whom the share before it is a share: 74% of tumours were no larger than 20 mm."""
    if share.quantity.kind not in SHARES or share.clause != mention.clause:
        return False
    if not _OF.match(sentence.text, share.end, mention.start):
        return False
    return mention.quantity.kind not in SHARES or _bounded(mention.quantity)


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
    if not alike(one, other) or one.kind not in _MEASURED or mention.clause - before.clause > 1:
        return False
    text = sentence.text
    between = text[before.end : mention.start]
    if len(between) > _FAR:
        return False
    if one.kind == "duration" and _is_time(other, between, text[mention.end : min(sentence.span.end, mention.end + _NEAR)]):
        return False
    if (_bounded(other) and len(between) <= 8) or PLAIN.match(between) or MORE_THAN.match(text, mention.end, sentence.span.end):
        return True
    if _PEOPLE_ARE.search(between):
        return True
    return _GROUP.search(between) is not None or _REACHES.search(between) is not None


def _opening(sentence: Sentence, mention: Mention, results: set[int]) -> bool:
    """Whether a bound only opens a sentence that states its result later: in women with a BMI of 30 or more, …"""
    clause = sentence.clause_of(mention)
    return _bounded(mention.quantity) and _OPENS.match(sentence.text, clause.start) is not None and max(results) > mention.clause


def _stated(sentence: Sentence, mention: Mention, results: set[int]) -> bool:
    """Whether a circumstance is what the sentence states; `results` are the numbers of the clauses that hold a result."""
    quantity, clause = mention.quantity, sentence.clause_of(mention)
    advised = _ADVICE.search(sentence.text, sentence.span.start, sentence.span.end) is not None
    governed = _governed(sentence, quantity, clause, False)
    if quantity.kind == "dose":
        changed = _CHANGE.search(sentence.text, clause.start, mention.start) is not None
        return governed or not results or (changed and mention.clause not in results)
    if quantity.kind == "frequency":
        return not results and (advised or governed or _REPEAT.search(sentence.text, clause.start, clause.end) is not None)
    if quantity.kind == "age" or mention.part is Part.BOUND:
        return False
    if mention.part is Part.TIME and mention.clause not in results:
        before = sentence.text[max(sentence.span.start, mention.start - _FAR) : mention.start]
        if _MEDIAN_OF.search(before):
            return True  # bone metastases appeared after a median of 9 months
    limit = mention.part is Part.TIME and advised and _bounded(quantity) and mention.clause not in results
    return limit or (governed and not results)
