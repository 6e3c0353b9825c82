"""What each figure of a sentence is there for: a result, or the time, threshold, sample or strength that goes with one.

A claim is made of results. 12 weeks in "after 12 weeks", 50 years in "adults aged 50 or over" and 100 g/L in "those with less
than 100 g/L" say when and in whom; 2% in "2% ointment" is a name. Where a sentence has no result, what looked like its
circumstances may be what it states ("follow-up was 2.2 years", "start within 1 hour").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise

from verify.extract.claims_words import words
from verify.model import Quantity, Span
from verify.terms import Hit


class Part(Enum):
    """The part a figure plays."""

    RESULT = "value"
    SAMPLE = "n"
    RATIO = "ratio"  # may stand alone or qualify the figures before it
    INTERVAL = "interval"
    P_VALUE = "p"
    DOSE = "dose"
    TIME = "time"
    BOUND = "threshold"
    NOTHING = ""


@dataclass(slots=True)
class Mention:
    """A quantity, its part, and where it stands: its clause and the parenthesis around it (-1: none)."""

    quantity: Quantity
    part: Part
    clause: int
    parenthesis: int = -1

    @property
    def start(self) -> int:
        return self.quantity.span.start

    @property
    def end(self) -> int:
        return self.quantity.span.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence made ready: `text` is the whole folded document with citation markers blanked, offsets are the document's."""

    text: str
    span: Span
    clauses: tuple[Span, ...]
    hits: tuple[Hit, ...]
    quantities: tuple[Quantity, ...]

    def clause_at(self, offset: int) -> int:
        """The number of the clause that `offset` stands in, or the last one before it."""
        at = 0
        for number, clause in enumerate(self.clauses):
            if clause.start <= offset:
                at = number
        return at


_EXPECTED = {
    "percent": ("share",),
    "percentage_point": ("share",),
    "fraction": ("share",),
    "count": ("count",),
    "number": ("value", "count", "ratio"),
    "duration": ("time",),
    "age": ("age", "time"),
    "dose": ("dose",),
    "frequency": ("frequency",),
    "rate": ("rate",),
    "fold": ("ratio",),
    "measurement": ("value", "money"),
    "hazard_ratio": ("ratio",),
    "odds_ratio": ("ratio",),
    "risk_ratio": ("ratio",),
}
_RATIOS = frozenset(("hazard_ratio", "odds_ratio", "risk_ratio"))
_BEHIND = frozenset(("duration", "age"))  # their measure stands before them
_MEASURED = frozenset(("duration", "measurement", "dose", "count", "number", "age"))
_LOCAL = frozenset(("count", "number"))  # their measure stands in their own clause
_PEOPLE_COUNTED = frozenset(("sample_size", "incident_cases", "prevalent_cases", "deaths"))  # never by a bare number
SHARES = frozenset(("percent", "percentage_point", "fraction"))


@cache
def _expects(field: str) -> frozenset[str]:
    return frozenset(field.split())


def fits(hit: Hit, quantity: Quantity, changing: bool) -> bool:
    """Whether a figure of this kind can be one of the measure: a share of a rate, months of a survival time.

    A change (`changing`) may be told in per cent, or as a multiple, of anything that has a value. A dose unit measures too.
    """
    expected = _expects(hit.term.fields.get("expects", "share rate count"))
    kind = quantity.kind
    if not expected.isdisjoint(_EXPECTED.get(kind, ())):
        return True
    if kind == "dose" or (kind == "count" and quantity.decimals > 0):
        return "value" in expected
    if kind == "measurement":
        return "dose" in expected
    return (
        changing
        and (kind in SHARES or kind == "fold")
        and not expected.isdisjoint(("value", "time", "count", "rate", "dose", "money"))
    )


# ------------------------------------------------------------------------------------------------ patterns around a figure

_TIME_BEFORE = re.compile(
    rf"""(?:第|术后|治疗|给药|用药|干预|随访|为期|持续|接种后|出院后|移植后|过去|近|最近|历时|连续|观察|服用|坚持|长达|使用
      |(?i:(?<![a-z])(?:at|after|within|over|for|during|through|until|before|every|first|next|last|past|previous|day|week|month|year|days|weeks|by\ (?:day|week|month|year)|follow-up\ of|followed\ for))
      )\s*(?:了|的|约|the|a|an|first|last|about|week|weeks|month|months|day|{words("filler")})?\s*$""",
    re.VERBOSE,
)
_TIME_AFTER = re.compile(
    r"""\s*(?:(?:时|后|内|以内|之内|末|期间|以来|以后|之后|前|以前|间|中|的?(?:随访|观察|研究|治疗|试验|疗程|干预|康复|监督|生存|无|全因)|左右时|期)
      |[^,;。()、且并和]{0,14}?(?:率|风险)
      |(?i:\s*(?:after|before|ago|later|earlier|of\ (?:follow-?up|treatment|therapy)|follow-?up|postoperatively|or\ longer|apart|prior)(?![a-z])))""",
    re.VERBOSE,
)
_ORDINAL = re.compile(
    r"(?:第|(?<![A-Za-z])(?:[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Gg]rade|[Ss]tage|[Pp]hase|[Tt]ype|[Ll]evel|[Cc]lass))\s*$"
)
_HYPHENED = re.compile(r"-\s?(?:year|month|week|day|hour|minute|yr|mo|wk)s?\s*$", re.IGNORECASE)
_DOER = r"(?:的?(?:患者|人群|人|者|病例|儿童|女性|男性|妇女|成人|老人|老年人|居民|青少年|个体|受试者|病人|孕妇|新生儿|肿瘤|病灶|组|亚组))"
_WHO_AFTER = re.compile(
    rf"""\s*(?:{_DOER}|的|且|或(?!更)|时|以上|及以上|以下|或以上|及以下|岁|(?i:(?:or\ older|and\ older|or\ over|or\ above|or\ more|or\ less|or\ younger|old)?\s*(?:patients|adults|people|women|men|children|were\ (?:excluded|included|eligible))))""",
    re.VERBOSE,
)
_AGE_WHO = re.compile(
    r"\s*(?:及|或|和)?(?:以上|以下|之间|以后|前|后|的|者|人群|患者|儿童|女性|男性|老人|成人|组|or\s(?:older|over|above|younger)|and\s(?:older|over|above)|to|-)",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"(?:aged|ages|age of|over|under|above|below|older than|younger than|年满|满|大于|小于|超过|低于|不足)\s*$", re.IGNORECASE
)
_PRODUCT = re.compile(rf"\s?[^,;。的()]{{0,12}}?{words('product')}")
_OF = re.compile(r"\s*(?:的(?!发生率)|of\s)")
_ARMED = re.compile(words("group"))
_SCALE = re.compile(r"\s(?:[A-Za-z-]+\s){0,2}(?:scale|score|questionnaire)(?![a-z])")
_WORDED = re.compile(r"\((?=[^0-9]*[A-Za-z\u4e00-\u9fff]{2})[^0-9]*$")  # (mRS 0-1
_REACHES = re.compile(rf"{words('arrive')}\s*$")
_GAP = re.compile(rf"{words('gap')}(?:了|{words('filler')}|\s)*$")
_IDIOM = re.compile(r"百分之百|百分百|(?:one|a) hundred per ?cent", re.IGNORECASE)
_RISE = re.compile(words("up", "down"))
_ENROL = re.compile(words("enrol"))
_PEOPLE = re.compile(words("people"))
_STUDY_AFTER = re.compile(rf"[^,;。]{{0,16}}?(?:的|行|进行)[^,;。]{{0,14}}?{words('study')}")
_SAMPLE_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:[Ii]n|[Oo]f|[Aa]mong|[Aa]cross|[Aa]mongst)\s(?:[A-Za-z' -]{0,50}\s)?|在[^,;。]{2,30}的|对)$"
)
_ARM_AFTER = re.compile(rf"\s?(?:组|剂量组|(?i:group|arm|dose group)(?![a-z]))")
_SAYS = re.compile(rf"{words('filler', 'up', 'down', 'depart', 'arrive', 'compare')}|[=:(]")
_CONTEXTUAL = re.compile(words("recommend"))
_REPEAT = re.compile(words("repeat"))
_MEDIAN = re.compile(r"(?:中位|平均|median|mean|average)[^,;。.]{0,12}$", re.IGNORECASE)


def mentions(sentence: Sentence) -> list[Mention]:
    """The figures of a sentence with their parts, those without any left out."""
    found = [_mention(sentence, quantity) for quantity in sentence.quantities]
    for before, m in pairwise(found):
        if m.part is Part.RESULT and before.part is Part.RESULT and _conditional(sentence, before, m):
            m.part = Part.NOTHING
    shared = {m.clause for m in found if m.part is Part.RESULT and m.quantity.kind in SHARES}
    for m in found:
        if m.part is Part.RESULT and m.clause in shared and m.quantity.kind in _MEASURED:
            if m.quantity.comparator not in ("=", "~"):
                m.part = Part.BOUND
            elif m.parenthesis >= 0 and _WORDED.search(sentence.text, m.parenthesis, m.start):
                m.part = Part.NOTHING
    before_it: Mention | None = None
    for m in found:
        if before_it is not None and m.part in (Part.TIME, Part.BOUND, Part.NOTHING) and _another_arm(sentence, before_it, m):
            m.part = Part.RESULT
        if m.part is Part.RESULT:
            before_it = m
    results = [m for m in found if m.part in (Part.RESULT, Part.RATIO)]
    for m in found:
        if m.part in (Part.DOSE, Part.BOUND, Part.TIME):
            _reconsider(sentence, m, bool(results), any(r.clause == m.clause for r in results))
    return [m for m in found if m.part not in (Part.NOTHING, Part.TIME, Part.BOUND, Part.DOSE)]


def _conditional(sentence: Sentence, share: Mention, mention: Mention) -> bool:
    """Whether a figure says of whom the share before it is a share: 74% of tumours were no larger than 20 mm."""
    if share.quantity.kind not in SHARES or share.clause != mention.clause:
        return False
    between = sentence.text[share.end : mention.start]
    if not _OF.match(between):
        return False
    return mention.quantity.kind not in SHARES or mention.quantity.comparator not in ("=", "~")


def _another_arm(sentence: Sentence, before: Mention, mention: Mention) -> bool:
    """Whether a figure is that of another arm or time: "18.6 months, in the control group 9.9 months", "5.1, then fell to 2.6"."""
    one, other = before.quantity, mention.quantity
    if one.kind != other.kind or one.unit != other.unit or one.kind not in _MEASURED or mention.clause - before.clause > 1:
        return False
    between = sentence.text[before.end : mention.start]
    if len(between) > 60 or (one.kind == "duration" and _is_time(sentence, other)):
        return False
    if other.comparator not in ("=", "~") and len(between) <= 8:
        return True
    return _ARMED.search(between) is not None or _REACHES.search(between) is not None


def _is_time(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the words around a duration make it a point or a stretch of time."""
    start, end = quantity.span.start, quantity.span.end
    before, after = (
        sentence.text[max(sentence.span.start, start - 60) : start],
        sentence.text[end : min(sentence.span.end, end + 40)],
    )
    return bool(
        quantity.text[:1] == "第"
        or _HYPHENED.search(quantity.text)
        or _TIME_AFTER.match(after)
        or (_TIME_BEFORE.search(before) and not _MEDIAN.search(before))
    )


def _mention(sentence: Sentence, quantity: Quantity) -> Mention:
    text, start, end = sentence.text, quantity.span.start, quantity.span.end
    number = sentence.clause_at(start)
    clause = sentence.clauses[number] if sentence.clauses else sentence.span
    opened = text.rfind("(", max(sentence.span.start, start - 80), start)
    if opened >= 0 and (")" in text[opened:start]):
        opened = -1
    mention = Mention(quantity, Part.RESULT, number, opened)
    before, after = text[max(sentence.span.start, start - 60) : start], text[end : min(sentence.span.end, end + 40)]
    mention.part = _part(sentence, quantity, clause, before, after)
    return mention


def _crowd(quantity: Quantity) -> bool:
    """Whether a bare number is too large to be anything but a count of people or events: 4570万, 828 million."""
    return quantity.low is not None and quantity.low >= 10_000


def _governed(sentence: Sentence, quantity: Quantity, clause: Span, changing: bool) -> bool:
    """Whether a measure that such a figure can belong to stands in its clause, or before it in the sentence with no figure between."""
    start = quantity.span.start
    floor = max((q.span.end for q in sentence.quantities if q.span.end <= clause.start), default=sentence.span.start)
    from_here = clause.start if quantity.kind in _LOCAL else min(floor, clause.start)
    return any(
        hit.term.kind == "measures"
        and from_here <= hit.span.start < (start if quantity.kind in _BEHIND else clause.end)
        and fits(hit, quantity, changing)
        and not (quantity.kind == "number" and hit.term.id in _PEOPLE_COUNTED and not _crowd(quantity))
        for hit in sentence.hits
    )


def _part(sentence: Sentence, quantity: Quantity, clause: Span, before: str, after: str) -> Part:
    kind = quantity.kind
    if any(hit.span.holds(quantity.span) for hit in sentence.hits):  # PASI 75, IGA 0/1
        return Part.NOTHING
    if _ORDINAL.search(before) and quantity.text.isdigit() or quantity.text.endswith("-point") and _SCALE.match(after):
        return Part.NOTHING
    if kind == "p_value":
        return Part.P_VALUE
    if kind == "interval":
        return Part.INTERVAL
    if kind in _RATIOS:
        return Part.RATIO
    if kind in _MEASURED and quantity.comparator not in ("=", "~") and _in_parentheses(before):
        return Part.NOTHING
    if kind in _MEASURED and _GAP.search(before) and quantity.text[:1] not in "1一":
        return Part.RESULT
    near = sentence.text[clause.start : quantity.span.start]
    changing = _RISE.search(sentence.text, clause.start, clause.end) is not None
    if kind in SHARES:
        if kind == "percent" and (_PRODUCT.match(after) or _IDIOM.match(quantity.text) and after.startswith(("的", "地"))):
            return Part.NOTHING
        if (
            quantity.comparator in "<=>="
            and quantity.comparator != "="
            and _follows_value(sentence, quantity)
            and _WHO_AFTER.match(after)
        ):
            return Part.BOUND
        return Part.RESULT
    if kind in ("rate", "fold"):
        return Part.RESULT
    if kind == "duration":
        if _is_time(sentence, quantity):
            return Part.TIME
        if _governed(sentence, quantity, clause, changing) or (changing and _RISE.search(near)):
            return Part.RESULT
        return Part.TIME
    if kind == "age":
        if _AGE_BEFORE.search(before) or _AGE_WHO.match(after) or quantity.comparator not in "=~":
            return Part.BOUND
        return Part.RESULT if _governed(sentence, quantity, clause, changing) else Part.BOUND
    if kind in ("dose", "frequency"):
        if _ARM_AFTER.match(after):
            return Part.NOTHING
        return Part.DOSE
    if kind == "count":
        return _count(sentence, quantity, clause, before, after)
    if kind == "measurement":
        if quantity.comparator not in "=~" and _WHO_AFTER.match(after):
            return Part.BOUND
        return Part.RESULT if _governed(sentence, quantity, clause, changing) or changing else Part.BOUND
    if re.fullmatch(r"(?:19|20)[0-9]{2}", quantity.text):
        return Part.NOTHING
    if _crowd(quantity) and _PEOPLE.search(sentence.text, clause.start, min(clause.end, quantity.span.end + 12)):
        return Part.RESULT
    if quantity.low == quantity.high and quantity.decimals <= 0 and quantity.low is not None and quantity.low >= 10:
        part = _count(sentence, quantity, clause, before, after)
        if part is Part.SAMPLE:
            return part
    return (
        Part.RESULT if _governed(sentence, quantity, clause, changing) and _predicated(sentence, quantity, clause) else Part.NOTHING
    )


def _predicated(sentence: Sentence, quantity: Quantity, clause: Span) -> bool:
    """Whether a bare number is said of the measure before it: "score fell from 6.2", not the 2 of SGLT2."""
    ends = [hit.span.end for hit in sentence.hits if clause.start <= hit.span.start and hit.span.end <= quantity.span.start]
    return bool(ends) and _SAYS.search(sentence.text, max(ends), quantity.span.start) is not None


def _in_parentheses(before: str) -> bool:
    """Whether a parenthesis was opened before a figure with words between: (SOFA score of 2 or less)."""
    opened = before.rfind("(")
    return opened >= 0 and ")" not in before[opened:] and len(before) - opened > 3


def _follows_value(sentence: Sentence, quantity: Quantity) -> bool:
    start = quantity.span.start
    return any(start - 3 <= hit.span.end <= start and "value" in hit.term.fields.get("expects", "") for hit in sentence.hits)


def _count(sentence: Sentence, quantity: Quantity, clause: Span, before: str, after: str) -> Part:
    if _STUDY_AFTER.match(after) or _SAMPLE_BEFORE.search(before) or quantity.text[:1] in "nN":
        return Part.SAMPLE
    if re.match(r"\s?\(?\s?(?:[^,;。()]{0,8}?)[0-9.]+\s?%", after):
        return Part.SAMPLE
    if _governed(sentence, quantity, clause, False):
        return Part.RESULT
    if _crowd(quantity) or _ENROL.search(sentence.text, clause.start, clause.end):
        return Part.RESULT
    return Part.NOTHING


def _reconsider(sentence: Sentence, mention: Mention, has_result: bool, beside_result: bool) -> None:
    """A circumstance is a statement of its own where the sentence has no result, or none in its clause for a dose."""
    quantity = mention.quantity
    clause = sentence.clauses[mention.clause] if sentence.clauses else sentence.span
    advised = _CONTEXTUAL.search(sentence.text, sentence.span.start, sentence.span.end) is not None
    governed = _governed(sentence, quantity, clause, False)
    if mention.part is Part.DOSE:
        alone = not has_result
        if quantity.kind == "dose":
            if governed or (alone and (advised or quantity.kind == "dose")):
                mention.part = Part.RESULT
            elif _RISE.search(sentence.text, clause.start, quantity.span.start):
                mention.part = Part.RESULT
        elif alone and (advised or governed or _REPEAT.search(sentence.text, clause.start, clause.end)):
            mention.part = Part.RESULT
    elif quantity.kind != "age":
        bounded = mention.part is Part.TIME and advised and quantity.comparator not in ("=", "~")
        if (governed and not has_result) or (bounded and not beside_result):
            mention.part = Part.RESULT
