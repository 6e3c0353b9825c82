"""Which measure a figure belongs to: the nearest term that fits its kind, corrected by what the clause does with it."""

from __future__ import annotations

import re

from verify.extract.claims_sentence import FILL, RATIOS, SHARES, Mention, Sentence, fits
from verify.extract.claims_words import words
from verify.model import Quantity, Span
from verify.patterns import regex
from verify.terms import Hit

_WAYS = (("up", regex(words("up"))), ("down", re.compile(words("down"))))
_CHANGE = regex(words("up", "down"))
_RISK = regex(words("risk"))
_OCCUR = regex(words("occur"))
_HAVE = regex(rf"{words('have')}(?!\s(?:been|not|had|never))")
_REPEAT = regex(words("repeat"))
_ENROL = regex(words("enrol"))
_PEOPLE = regex(words("people"))

_RATE = regex(rf"([\u4e00-\u9fff]率)(?:{words('filler', 'up', 'down', 'arrive', 'depart')}|[\s:(])*$")
_OF = regex(r"\s(?:of|against|for|in|to|after|from|among)\s(?:[a-z-]+\s){0,3}")
_SEX_COUNT = regex(rf"\s*(?:其中|包括)?\s?{words('sex', anchored=True)}(?:患者|者)?\s?[0-9]+\s?[例名人]?\s?\(?\s?")
_ARE_OF_SEX = regex(
    rf"\s?\)?\s(?:were|was|are)\s{words('sex', anchored=True)}(?=$|\.|\sand\s)"
    rf"|\s?\)?(?:均?为|是){words('sex', anchored=True)}(?=$|。|患者)"
)
_OWN_SUBJECT = regex(rf"的[^,;。]{{0,8}}?{words('people')}[^,;。]{{2}}")
_STUDIES = regex(r"项(?:研究)?$|(?:trials|studies)$")
_COUNTED = regex(r"的|\s(?:of\s)?(?:(?!fewer|more|less|lower|higher|of|in|and)[a-z-]+\s){0,3}")
_RIGHT_BEHIND = regex(r"\s?(?:的|(?:relative|absolute)\s)?")
_CASES = regex(r"\s?[起例]")
_AFFECTS = regex(r"\s(?:affects?|is present in|are present in)\s")
_SUCH = regex(r"(?:应答|缓解|停药|达标|存活|生存|治愈|依从|复发)(?:患)?者?$|率$")  # 停药者占1.4%: the people are those of a measure
_SHARE_OF = regex(rf"(?:[^,;。()0-9]{{1,14}}的)?{FILL}")  # 占全部死亡的44%
_FILLED = regex(FILL)
_AMONG = regex(r"\s(?:of|against|for|in|to|after|from|among|with|on)\s(?:[A-Za-z0-9'/-]+\s){0,9}")
_WHOSE = regex(r"\s(?:of|in|among)\s[^,;.]{0,40}?(?:with|whose|having)\s[^,;.]{0,30}")
_BECAUSE = regex(r"(?:because of|due to|owing to)\s(?:[a-z-]+\s){0,2}$")
_OBJECT_COST = 40
_GENERAL_COST = 12
_CLAUSE_COST = 40
_FIGURE_COST = 60
_CLAUSES = 5  # how far back a measure may be named


def nearest(sentence: Sentence, mention: Mention, start: int, changing: bool = False) -> Hit | None:
    """The measure term nearest to a figure among those it fits, from `start` on; `changing` tells that it is one of change."""
    quantity = mention.quantity
    clause = sentence.clause_of(mention)
    changing = changing or _CHANGE.search(sentence.text, clause.start, clause.end) is not None
    if unlisted(sentence, mention) or composes(sentence, mention):
        return None
    best: tuple[int, Hit] | None = None
    head_end = -1
    first = sentence.clauses[max(0, mention.clause - _CLAUSES)].start
    for hit in sentence.hits_from(max(start, first), clause.end):
        if not fits(hit, quantity, changing):
            continue
        if any(mention.end <= marker.at < hit.span.start for marker in sentence.markers if not marker.leads):
            continue  # it belongs to what is said behind the citation
        if hit.span.start >= mention.end and _WHOSE.fullmatch(sentence.text, mention.end, hit.span.start):
            continue  # "5% of patients with an eGFR below 45"
        counted = quantity.kind in SHARES and hit.span.start >= mention.end and "count" in hit.term.fields.get("expects", "")
        if hit.span.start >= mention.end and _own_figure(sentence, hit, quantity):
            continue  # "1% of episodes and carries a mortality of 21%"
        if counted and _COUNTED.fullmatch(sentence.text, mention.end, hit.span.start):
            continue  # "70% of deaths": a share of what is counted, not its rate
        if hit.span.start >= mention.start:
            cost = max(0, hit.span.start - mention.end) + (0 if hit.span.start < mention.end else 6)
            between = Span(mention.end, hit.span.start)
        else:
            cost = mention.start - hit.span.end
            between = Span(hit.span.end, mention.start)
        cost += _CLAUSE_COST * abs(sentence.clause_at(hit.span.start) - mention.clause)
        cost += _FIGURE_COST * sum(_same_kind(q, quantity) for q in sentence.quantities_from(between.start, between.end))
        if hit.term.kind != "measures":
            cost += _GENERAL_COST * (1 if hit.term.kind == "events" else 2) if hit.span.end <= mention.start else _OBJECT_COST
        elif hit.term.fields.get("general"):
            cost += _OBJECT_COST if mention.start <= hit.span.start < mention.end else _GENERAL_COST  # points: but a unit
        if _BECAUSE.search(sentence.text, clause.start, hit.span.start):
            cost += _OBJECT_COST  # "stopped because of toxicity": the reason is not the measure
        of = _OF if hit.term.kind == "measures" else _AMONG
        if hit.span.start >= head_end >= 0 and of.fullmatch(sentence.text, head_end, hit.span.start):
            cost += _OBJECT_COST  # "effectiveness against admission": the first noun is the measure
        elif hit.term.kind == "measures":
            head_end = hit.span.end
        if (
            hit.term.id == "proportion"
            and hit.span.start <= mention.start
            and _SHARE_OF.fullmatch(sentence.text, min(hit.span.end, mention.start), mention.start)
            and not _SUCH.search(sentence.text, clause.start, hit.span.start)
        ):
            cost = 0  # "accounted for 60% of deaths"
        if best is None or cost < best[0]:
            best = cost, hit
    return best[1] if best else None


def _own_figure(sentence: Sentence, hit: Hit, quantity: Quantity) -> bool:
    """Whether a measure named behind a figure is told by the next one: a mortality of 21%."""
    behind = sentence.quantities_from(hit.span.end, hit.span.end + 12)
    own = bool(behind) and _same_kind(behind[0], quantity)
    return own and _FILLED.fullmatch(sentence.text, hit.span.end, behind[0].span.start) is not None


def _same_kind(one: Quantity, other: Quantity) -> bool:
    return one.kind == other.kind or {one.kind, other.kind} == {"count", "number"}


def unlisted(sentence: Sentence, mention: Mention) -> bool:
    """Whether a rate that is no term stands right before the figure: it has a measure, but none that is known."""
    clause = sentence.clause_of(mention)
    rate = _RATE.search(sentence.text, max(clause.start, mention.start - 30), mention.start)
    return (
        rate is not None
        and mention.quantity.kind in SHARES
        and all(hit.span.end != rate.end(1) for hit in sentence.hits_from(clause.start, mention.start))
    )


def composes(sentence: Sentence, mention: Mention) -> bool:
    """Whether a share with its count only tells who the people are: 男212例(64.2%); 212 (64.2%) were women."""
    text, clause = sentence.text, sentence.clause_of(mention)
    return mention.quantity.kind in SHARES and bool(
        _SEX_COUNT.fullmatch(text, clause.start, mention.start) or _ARE_OF_SEX.match(text, mention.end, clause.end)
    )


def name(sentence: Sentence, mention: Mention, hit: Hit | None, previous: str) -> str:
    """The id of the measure of a figure; `previous` is the measure of the claim before, for a clause that does not repeat it."""
    quantity = mention.quantity
    if quantity.kind in RATIOS:
        return quantity.kind
    text = sentence.text
    clause = sentence.clause_of(mention)
    shared = quantity.kind in SHARES or quantity.kind == "rate"
    elsewhere = hit is not None and not clause.start <= hit.span.start < clause.end
    if (
        shared
        and elsewhere
        and (_OCCUR.search(text, clause.start, clause.end) or _OWN_SUBJECT.match(text, mention.end, clause.end))
    ):
        hit, previous = None, ""  # admissions fell by 49%; rash occurred in 3 per 1000; 30% of the patients …
    found = hit.term.id if hit and hit.term.kind == "measures" else ""
    if hit and (quantity.kind in SHARES or (quantity.kind == "rate" and (quantity.unit or "").startswith("/1"))):
        found = hit.term.fields.get("rate", found)
    general = not found or bool(hit and hit.term.fields.get("general"))
    if quantity.kind in SHARES or quantity.kind == "fold":
        floor = max(clause.start, mention.start - 60, mention.parenthesis)
        risks = _RISK.finditer(text, floor, min(clause.end, mention.end + 60))
        if any(not _in_ratio(sentence, risk.start()) for risk in risks):
            down = _nearest_change(text, clause, mention)
            if down:
                return "risk_reduction" if down == "down" else "risk_increase"
    if quantity.kind == "fold":
        return "fold"
    if quantity.kind in SHARES:
        between = Span(hit.span.end, mention.start) if hit is not None and hit.span.end < mention.start else clause
        expected = hit.term.fields.get("expects", "") if hit is not None and hit.span.end < mention.start else ""
        valued = "value" in expected and "rate" not in expected
        if found and not general:
            return "incidence" if valued and _OCCUR.search(text, between.start, between.end) else found
        if hit is not None and hit.term.kind != "measures" and _AFFECTS.match(text, between.start):
            return "prevalence"
        if _OCCUR.search(text, clause.start, clause.end) and found in ("", "proportion"):
            return "incidence"
        if found:
            return found
        if hit is not None and hit.span.end <= mention.start:
            return "incidence"
        if previous:
            return previous
        return "prevalence" if _HAVE.search(text, mention.end, clause.end) else "proportion"
    if quantity.kind == "rate":
        return found or "incidence"
    if quantity.kind in ("dose", "frequency"):
        if found and not general:
            return found
        if quantity.kind == "frequency" and _REPEAT.search(text, clause.start, clause.end):
            return "monitoring_interval"
        return found or "dose"
    if quantity.kind == "count":
        if _STUDIES.search(quantity.text):
            return "study_count"
        if found and found != "sample_size":
            return found
        if _ENROL.search(text, clause.start, clause.end):
            return "sample_size"
        if not found and hit is not None and _AFFECTS.match(text, hit.span.end):
            return "prevalent_cases"
        if not found and _OCCUR.search(text, clause.start, clause.end):
            return "incidence"
        if found or previous:
            return found or previous
        return "prevalent_cases" if _PEOPLE.search(text, mention.start, clause.end) else "incident_cases"
    if quantity.kind == "age":
        return found or "age"
    if found:
        return found
    if quantity.kind == "number" and _CASES.match(text, mention.end):
        return "incident_cases"
    if quantity.low is not None and quantity.low >= 10_000 and quantity.kind == "number":
        return "prevalent_cases"
    return previous or {"duration": "duration", "measurement": "measurement"}.get(quantity.kind, "number")


def _in_ratio(sentence: Sentence, offset: int) -> bool:
    """Whether a word belongs to a printed ratio: the risk of "relative risk 0.72"."""
    return any(q.kind in RATIOS and q.span.start <= offset < q.span.end for q in sentence.quantities)


def _nearest_change(text: str, clause: Span, mention: Mention) -> str:
    """Whether the word of change nearest before the figure, else nearest after it, tells of a rise or of a fall."""
    behind = _RIGHT_BEHIND.match(text, mention.end)
    for way, pattern in _WAYS:
        if behind is not None and pattern.match(text, behind.end()):
            return way  # a 40% lower risk
    before = [(m.start(), way) for way, pattern in _WAYS for m in pattern.finditer(text, clause.start, mention.start)]
    if before:
        return max(before)[1]
    after = [(m.start(), way) for way, pattern in _WAYS if (m := pattern.search(text, mention.end, clause.end))]
    return min(after)[1] if after else ""


def direction(sentence: Sentence, mention: Mention) -> str | None:
    """up or down, as the clause of the figure tells it."""
    clause = sentence.clause_of(mention)
    return _nearest_change(sentence.text, clause, mention) or None
