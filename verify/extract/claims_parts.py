"""The part of a figure as the words around it tell it: a result, or the time, threshold, sample or strength that goes with one.

12 weeks in "after 12 weeks", 50 years in "adults aged 50 or over" and 100 g/L in "those with less than 100 g/L" say when and in
whom; 2% in "2% ointment" is a name. `claims_figures` asks again once all figures of a sentence are known.
"""

from __future__ import annotations

import re

from verify.extract.claims_sentence import RATIOS, SHARES, Part, Sentence, fits
from verify.extract.claims_words import words
from verify.model import Quantity, Span
from verify.patterns import regex

MEASURED = frozenset(("duration", "measurement", "dose", "count", "number", "age"))
_BEHIND = frozenset(("duration", "age"))  # their measure stands before them
_LOCAL = frozenset(("count", "number"))  # their measure stands in their own clause
_PEOPLE_COUNTED = frozenset(("sample_size", "incident_cases", "prevalent_cases", "deaths"))  # never by a small bare number
_CROWD = 10_000  # a bare number this large counts people or events
NEAR, FAR = 40, 60  # characters looked at behind and before a figure
_FILL = rf"(?:了|的|{words('filler', 'ordinal', anchored=True)}|\s)*"
_TIME_BEFORE = regex(rf"(?:第|{words('time_before')}){_FILL}$")
_TIME_AFTER = regex(rf"\s*(?:{words('time_after')}|[^,;。()、且并和]{{0,14}}?(?:率|风险))")
_HYPHENED = regex(r"-\s?(?:year|month|week|day|hour|minute|yr|mo|wk)s?\s*$", re.IGNORECASE)
_ORDINAL = regex(rf"{words('ordinal')}\s*$")
_MEDIAN = regex(rf"{words('median')}[^,;。.]{{0,12}}$")
_AGAIN = regex(rf"{words('again')}[^,;。.0-9]{{0,20}}$")
_WHO_AFTER = regex(
    rf"\s*(?:的?{words('who', anchored=True)}|{words('bound_after', anchored=True)}\s*{words('who', anchored=True)}?)"
)
_AGE_BEFORE = regex(rf"{words('age_before')}\s*$")
_AGE_AFTER = regex(rf"\s*(?:-|[及或和]?(?:{words('bound_after', 'who', anchored=True)}|[前后]))")
_PRODUCT = regex(rf"\s?[^,;。的()]{{0,12}}?{words('product')}")
_IDIOM = regex(words("idiom"))
_SCALE = regex(rf"\s(?:[A-Za-z-]+\s){{0,2}}{words('scale')}")
_DEFINES = regex(r"\s?(?:者|时)?(?:定义)?为(?![0-9])")  # a fall of 50% or more counts as a response
_OF_PEOPLE = regex(rf"{words('who')}\([^()]{{0,40}}$")  # patients (BSA >= 10%)
_SHARES_OF = regex(r"股价|市值|(?<![A-Za-z])(?i:shares of|share price|stock price)(?![a-z])")
_THERE_WERE = regex(r"(?i:there (?:were|are|was|is))\s(?:(?:about|some|an estimated|nearly|almost|around)\s)?$")
_SETTING = regex(rf"\s?{words('setting')}")
_LASTS = regex(rf"{words('lasts')}(?:{words('filler', anchored=True)}|\s)*$")
_ELAPSED = regex(rf"{words('elapsed')}[^,;。]{{0,40}}?(?:{words('filler', anchored=True)}|\s)+$")
_DOSE_GROUP = regex(rf"\s?(?:剂量|dose\s)?{words('group', anchored=True)}")
_HYPHENED_DOSE = regex(r"-\s?[A-Za-zμ]+$")  # the 15-mg dose: one of several that were compared
REACHES = regex(rf"{words('arrive')}\s*$")
_FROM = regex(rf"{words('depart')}\s*$")
_GAP = regex(rf"{words('gap')}{_FILL}$")
CHANGE = regex(words("up", "down"))
_ENROL = regex(words("enrol"))
_OCCUR = regex(words("occur"))
_PEOPLE = regex(words("people"))
_SAYS = regex(rf"{words('filler', 'up', 'down', 'depart', 'arrive', 'compare')}|[=:(]")
_STUDY_AFTER = regex(rf"[^,;。]{{0,16}}?(?:的|行|进行)[^,;。]{{0,14}}?{words('study')}|[^,;。]{{0,24}}?中(?:,|仅?有)")
_KINDS = regex(r"[一二两三四五六七八九1-9]\s?(?![例名人位次起])[\u4e00-\u9fff]{1,3}$")  # two drugs, three trials: not cases
_UP_TO_FIGURE = regex(r"\s?|[\u4e00-\u9fff]{1,12}\s?")
_DOSES = regex(r"(?:doses?|shots?|剂|针)$")  # 97% after two doses
_AFTER = regex(r"(?<![A-Za-z])(?i:after|within|per|before|since)\s$")
_COUNTER = regex(r"\s?(?:起|次|例|人次)")
_N_IS = regex(r"[nN]\s?=")
_STUDIES = regex(r"项(?:研究)?$|(?:trials|trial|studies|study|cohorts|cohort)$")
_ONE = regex(r"(?:one|a|1|一)(?![A-Za-z0-9])", re.IGNORECASE)
_SAMPLE_BEFORE = regex(
    r"(?:(?<![A-Za-z])(?i:in|of|among|across|amongst)\s(?:(?!from|by\s|was|were|to\s)[A-Za-z' -]){0,50}|在[^,;。]{2,30}的|对)$"
)
OPENS = regex(r"\s*(?:In|Of|Among|Across|From|For|At a)\s")
_EACH = regex(rf"(?:(?<![A-Za-z])(?i:each|every|per)\s|每(?:{words('up', 'down')})?)\s*$")
_AUDIENCE = regex(words("audience"))
_SHARE_BEHIND = regex(r"\s?\(?\s?[^,;。()]{0,8}?[0-9.]+\s?%")
_SHARE_OF_IT = regex(r"\s?\(\s?[0-9.]+\s?%")  # 5 (1.7%)
_P_HEAD = regex(r"[Pp](?:\s?(?:值|-?\s?[Vv]alues?))?$")
THRESHOLD_AFTER = regex(r"\s?(?:即|时|则|就|易|应)")  # above 3.5 mmol/L it is toxic
_YEAR = regex(r"(?:19|20)[0-9]{2}")


def bounded(quantity: Quantity) -> bool:
    return quantity.comparator not in ("=", "~")


def part_of(sentence: Sentence, quantity: Quantity, clause: Span, before: str, after: str) -> Part:
    """The part of a figure as its own words tell it."""
    kind = quantity.kind
    start = quantity.span.start
    named = (hit.span.holds(quantity.span) for hit in sentence.hits_from(start - FAR, start + 1))
    if kind != "frequency" and any(named):  # PASI 75, IGA 0/1
        return Part.NOTHING
    if (
        (quantity.text.isdigit() and _ORDINAL.search(before))
        or before.endswith("第")
        or (quantity.text.endswith("-point") and _SCALE.match(after))
    ):
        return Part.NOTHING
    if kind == "p_value" or (kind == "number" and _P_HEAD.match(sentence.head_at(start))):
        return Part.P_VALUE
    if kind == "interval":
        return Part.INTERVAL
    if kind in RATIOS:
        return Part.RATIO
    if kind in ("rate", "fold"):
        return Part.RESULT
    if kind in SHARES:
        return _share(sentence, quantity, before, after)
    if bounded(quantity) and kind in MEASURED and THRESHOLD_AFTER.match(after):
        return Part.BOUND
    if bounded(quantity) and (_in_words(before) or before.endswith("(")) and kind in MEASURED:
        return Part.NOTHING
    if kind in MEASURED and _EACH.search(before):
        return Part.NOTHING
    if kind in MEASURED and _GAP.search(before) and quantity.text[:1] not in "1一":
        return Part.RESULT
    if kind in ("dose", "frequency"):
        return Part.NOTHING if _DOSE_GROUP.match(after) or (kind == "dose" and _HYPHENED_DOSE.search(quantity.text)) else Part.DOSE
    if kind == "count":
        return _count(sentence, quantity, clause, before, after)
    changing = CHANGE.search(sentence.text, clause.start, clause.end) is not None
    governed = has_measure(sentence, quantity, clause, changing)
    if kind == "duration":
        if is_time(quantity, before, after):
            return Part.TIME
        told = any(pattern.search(before) for pattern in (_AGAIN, _ELAPSED, _LASTS))
        return Part.RESULT if governed or told or _changes(sentence, quantity, clause) else Part.TIME
    if kind == "age":
        of_whom = bool(_AGE_BEFORE.search(before) or _AGE_AFTER.match(after) or bounded(quantity))
        return Part.RESULT if governed and not of_whom else Part.BOUND
    if kind == "measurement":
        of_whom = bounded(quantity) and _WHO_AFTER.match(after) is not None
        return Part.RESULT if (governed or _changes(sentence, quantity, clause)) and not of_whom else Part.BOUND
    return _number(sentence, quantity, clause, governed, before, after)


def _changes(sentence: Sentence, quantity: Quantity, clause: Span) -> bool:
    """Whether a word of change leads up to a figure."""
    return CHANGE.search(sentence.text, clause.start, quantity.span.start) is not None


def _share(sentence: Sentence, quantity: Quantity, before: str, after: str) -> Part:
    if _SHARES_OF.search(before):
        return Part.NOTHING
    if quantity.kind == "percent" and (_PRODUCT.match(after) or (_IDIOM.match(quantity.text) and after.startswith(("的", "地")))):
        return Part.NOTHING
    start = quantity.span.start
    valued = any(
        start - 3 <= hit.span.end <= start and "value" in hit.term.fields.get("expects", "")
        for hit in sentence.hits_from(start - FAR, start)
    )
    if bounded(quantity) and (_DEFINES.match(after) or _OF_PEOPLE.search(sentence.text, sentence.span.start, start)):
        return Part.NOTHING
    # "patients with HbA1c ≥8%" are a group; "more than 50% of patients" is a result
    of_whom = valued and bounded(quantity)
    opens = of_whom and OPENS.match(sentence.text, sentence.clauses[sentence.clause_at(start)].start)
    return Part.BOUND if opens or (of_whom and _WHO_AFTER.match(after)) else Part.RESULT


def _count(sentence: Sentence, quantity: Quantity, clause: Span, before: str, after: str) -> Part:
    text = sentence.text
    if _KINDS.fullmatch(quantity.text) or _SETTING.search(quantity.text) or _DOSES.search(quantity.text):
        return Part.NOTHING
    of_studies = _STUDIES.search(quantity.text) is not None
    if of_studies and _ONE.match(quantity.text):
        return Part.NOTHING
    sampled = _STUDY_AFTER.match(after) or _SAMPLE_BEFORE.search(before) or _N_IS.match(quantity.text)
    if sampled or _SHARE_BEHIND.match(after):
        return Part.SAMPLE
    if OPENS.match(sentence.text, clause.start) and clause.end < sentence.clauses[-1].end:
        return Part.SAMPLE  # In a review of 24 trials with 8,412 participants, …
    if _AUDIENCE.search(text, clause.start, clause.end):
        return Part.NOTHING
    if of_studies and not _ENROL.search(text, clause.start, clause.end):
        return Part.NOTHING  # two studies found …: who says it, not what is said
    changed = CHANGE.search(text, clause.start, clause.end) and (_FROM.search(before) or REACHES.search(before))
    stated = (
        changed
        or (_crowd(quantity) and (quantity.kind == "count" or _PEOPLE.search(text, clause.start, clause.end)))
        or _ENROL.search(text, clause.start, clause.end)
        or _OCCUR.search(text, clause.start, clause.end)
    )
    return Part.RESULT if stated or has_measure(sentence, quantity, clause, False) else Part.NOTHING


def _number(sentence: Sentence, quantity: Quantity, clause: Span, governed: bool, before: str, after: str) -> Part:
    """A bare number is a result only where a measure is said to be it: "score fell from 6.2", not the 2 of SGLT2."""
    start = quantity.span.start
    if _YEAR.fullmatch(quantity.text) or _AFTER.search(before) or after.startswith(("世纪", "年代")):
        return Part.NOTHING
    text = sentence.text
    if _crowd(quantity) and _PEOPLE.search(text, clause.start, min(clause.end, quantity.span.end + 12)):
        return Part.NOTHING if _AUDIENCE.search(text, clause.start, clause.end) else Part.RESULT
    if _COUNTER.match(after) and CHANGE.search(text, clause.start, clause.end) and (_FROM.search(before) or REACHES.search(before)):
        return Part.RESULT  # from 120 outbreaks to 43
    low = quantity.low
    whole = low is not None and low == quantity.high and quantity.decimals <= 0
    whole = whole and low is not None and (low >= 10 or _SHARE_OF_IT.match(after) is not None)
    ends = [hit.span.end for hit in sentence.hits_from(clause.start, start)]
    if governed and ends and text[ends[-1] : start].strip() in ("of", "was", "is", "=", ":", "为", "是"):
        return Part.RESULT  # a number needed to treat of 23
    if whole and _count(sentence, quantity, clause, before, after) is Part.SAMPLE:
        return Part.SAMPLE
    if quantity.low == quantity.high and _THERE_WERE.search(before) and sentence.hits_from(start, start + NEAR):
        return Part.RESULT
    if governed and _crowd(quantity) and _counts_beside(sentence, quantity, clause):
        return Part.RESULT  # 死亡219万
    said = bool(ends) and (_SAYS.search(text, ends[-1], start) is not None or (quantity.decimals > 0 and start - ends[-1] <= 1))
    return Part.RESULT if governed and said else Part.NOTHING


def _counts_beside(sentence: Sentence, quantity: Quantity, clause: Span) -> bool:
    """Whether a term that counts people or events goes with a figure: deaths 2.1 million, 2.1 million new cases, 新发肺癌106万."""
    start, end = quantity.span.start, quantity.span.end
    before = [hit for hit in sentence.hits_from(clause.start, start) if hit.term.kind == "measures"]
    if before and before[-1].term.id in _PEOPLE_COUNTED and _UP_TO_FIGURE.fullmatch(sentence.text, before[-1].span.end, start):
        return True
    return any(hit.term.id in _PEOPLE_COUNTED for hit in sentence.hits_from(end, end + 2))


def _crowd(quantity: Quantity) -> bool:
    return quantity.low is not None and quantity.low >= _CROWD


def _in_words(before: str) -> bool:
    """Whether a parenthesis was opened before a figure with words between: (SOFA score of 2 or less)."""
    opened = before.rfind("(")
    return opened >= 0 and ")" not in before[opened:] and len(before) - opened > 3


def is_time(quantity: Quantity, before: str, after: str) -> bool:
    """Whether the words around a duration make it a point or a stretch of time."""
    if quantity.text[:1] == "第" or _HYPHENED.search(quantity.text) or _TIME_AFTER.match(after):
        return True
    return _TIME_BEFORE.search(before) is not None and _MEDIAN.search(before) is None


def has_measure(sentence: Sentence, quantity: Quantity, clause: Span, changing: bool) -> bool:
    """Whether a measure the figure fits stands in its clause, or before the clause with no figure between."""
    first = clause.start
    if quantity.kind not in _LOCAL:
        earlier = sentence.quantities_from(sentence.span.start, clause.start)
        first = earlier[-1].span.end if earlier else sentence.span.start
    last = quantity.span.start if quantity.kind in _BEHIND else clause.end
    small = quantity.kind == "number" and not _crowd(quantity)
    return any(
        hit.term.kind == "measures"
        and fits(hit, quantity, changing)
        and not (small and hit.term.id in _PEOPLE_COUNTED)
        and not (quantity.kind == "frequency" and hit.span.overlaps(quantity.span))
        for hit in sentence.hits_from(min(first, clause.start), last)
    )
