"""Why the figure with the claimed value says something else after all.

It went the other way ("rose" for "fell"), it is the other end of an either-or ("survived" for "died"), or it is told in other terms
(points for per cent). The same figure with the opposite sense is the worst kind of wrong.
"""

from __future__ import annotations

from verify.match import sense
from verify.match.absence import absent
from verify.match.align import Aligner
from verify.match.derive import from_ratios
from verify.match.fit import Candidate, family_of
from verify.match.values import coarse
from verify.model import Role, Span
from verify.patterns import regex

_BETWEEN = regex(r"(?<![a-z])difference|差")
# 比常规组少, 比睡7~8小时者低 (42%), 较不吸烟者高了近
_THAN_GROUP = regex(
    r"(?<![幅降少低短升增高])(?:比|相?较)(?:[^,。;()0-9]{1,12}组更?([高低多少长短])(?![升降增减缩延])|(?!例|值|率|重)[^,。;()]{1,20}?更?([高低多少长短])(?![升降增减缩延])[了出约近大]{0,2}(?=[0-9]))"
)
_WITH = regex(r"(?<![a-z])with(?:out)? (?:an? |the |any )?$")
_WHO_HAD = regex(r"[^,;.。，；0-9]{1,30}?(?:[者组]|患者|人群|(?<![a-z])(?:groups?|arms?|patients)(?![a-z]))")
_NEAR = 16
_ROUND_STEP = 5  # what "about" goes to the next multiple of
_NEW_VERB = regex(r" and (?:was|were|is|are|had|has|also)(?![a-z])")
_REST = regex(r"其余|其他人|(?<![a-z])the (?:rest|remainder|remaining|others)(?![a-z])")  # 阳性率为18.6%,其余均判为阴性
# "…, which means that most can still be operated on": what is made of a figure is not said of it
_INFERS = regex(
    r"[,，](?:这|提示|说明|意味|表明|可见|因此|因而|所以)"
    r"|, (?:meaning|suggesting|so|thus|hence|which (?:means|suggests|shows))(?![a-z])"
)
_GROWN = regex(
    r"(?<![a-z])(?:doubl|tripl|trebl|quadrupl)(?:ed|es|ing)(?![a-z])|翻[了]?[一两]?[倍番]|[增升]高?加?了?[一两二三四五0-9.]+倍"
)
_OF_CONTROLS = regex(r"(?<![a-z])(?:with|on|in|without|than|for)(?![a-z])|安慰剂|对照|未|不|[较比]")
_ENDING = 4  # as long as the words are that end a clause before its figure
_SIDES = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def opposed(aligner: Aligner, role: Role, best: Candidate) -> str:
    """Why the figure with the claimed value says something else after all; empty if it does not."""
    mine = _text(aligner, role)
    theirs = " ".join(_source_text(aligner, place.role) for place in best.places)
    claim_terms, source_terms = _terms(role, mine), _source_terms(best, theirs)
    if role.quantity.kind == "percentage_point" and not best.step and _of_a_ratio(aligner, best):
        return "unit-mismatch"
    if (claim_terms == "absolute" and source_terms == "relative") or (claim_terms == "relative" and source_terms == "absolute"):
        return "unit-mismatch"
    told = not best.step and best.places[0].role.statistic == "change"
    if role.statistic in ("change", "difference", "to") or best.step in ("up", "down") or told:
        way = _against_a_group(aligner.claim.text, role) or _direction(aligner.claim.text, role)
        if best.step in ("up", "down"):
            other_way: str | None = best.step
        elif _signed(aligner, role, best):
            other_way = "down"  # AAPC=-3.2%
        elif len(best.places) == 1 and best.places[0].role.statistic in ("change", "difference", "to"):
            printed = best.places[0].role
            other_way = _against_a_group(aligner.source.text, printed) or _direction(aligner.source.text, printed)
        else:
            other_way = _moved(best) or (aligner.lead(role, best) if best.step in ("points", "relative") else None)
        if way and other_way == sense.OPPOSITE[way]:
            return "direction-reversed"
    if best.step == "fold" and len(best.places) == 1 and _doubled(aligner, role, best):
        return "direction-reversed"
    if role.statistic == "ratio" and not best.step and len(best.places) == 1:
        way, other_way = _direction(aligner.claim.text, role), _direction(aligner.source.text, best.places[0].role)
        if way and other_way == sense.OPPOSITE[way]:
            return "direction-reversed"
    if best.step == "complement" and not _turned_round(aligner, role, best):
        return "wrong-measure"
    if not best.step and role.quantity.kind == "percent" and _other_end(aligner, role, best):
        return "wrong-measure"
    return ""


def _doubled(aligner: Aligner, role: Role, best: Candidate) -> bool:
    """Whether the claim says that a risk became so many times larger where the source has a ratio below one: doubled, 0.50."""
    ratio, times = best.places[0].role.quantity.value, role.quantity.value
    if ratio is None or times is None or not (ratio < 1 < times):
        return False
    near = role.near[0]
    words = aligner.claim.lower[near.start : near.end]
    return _GROWN.search(words) is not None and _OF_CONTROLS.search(words) is None


def _other_end(aligner: Aligner, role: Role, best: Candidate) -> bool:
    """Whether the claim says of those who lived what the source says of those who died: "22.9% survived", a mortality of 22.9%."""
    mine, theirs = _clause(aligner.claim.text, role), _clause(aligner.source.text, best.places[0].role)
    if not sense.outcome(theirs):
        theirs = _head(aligner.source.text, best.places[0].role)
    ends, others = sense.outcome(mine), sense.outcome(theirs)
    if len(ends) == len(others) == 1 and ends != others and sense.denied(mine) == sense.denied(theirs):
        return True
    return sense.denied(mine) != sense.denied(_clause(aligner.source.text, best.places[0].role)) and _free_of(aligner, role, best)


def _free_of(aligner: Aligner, role: Role, best: Candidate) -> bool:
    """Whether the claim says that those had what the source says they were free of, or the other way round: relapse-free.

    With or without a thing as people are called ("those without cirrhosis", 无转移者) it tells of whom, not what was found.
    """
    spans = [s for p in best.places for s in (*p.role.near, *p.role.label, *p.role.shared, *p.role.trail)]
    for slot in aligner.slots:
        if family_of(slot) != "measure" or not any(span.holds(slot.span) for span in role.near):
            continue
        places = [at for span in spans for at in aligner.source.places_of(slot.ids, span)]
        if any(
            _of_people(text, at)
            for text, at in ((aligner.claim.lower, slot.span.start), *((aligner.source.lower, at) for at in places))
        ):
            continue
        if {absent(aligner.source.lower, at) for at in places} == {not absent(aligner.claim.lower, slot.span.start)}:
            return True
    return False


def _of_people(text: str, at: int) -> bool:
    """Whether a thing is named to say who had it: "patients without cirrhosis", "the no SRE group", 无转移者."""
    return bool(_WITH.search(text, max(0, at - _NEAR), at) or _WHO_HAD.match(text, at))


def _of_a_ratio(aligner: Aligner, best: Candidate) -> bool:
    """Whether a percentage of the source is what a ratio printed beside it comes to: "reduced by 43% (hazard ratio 0.57)"."""
    place = best.places[0]
    if place.role.quantity.kind != "percent" or len(best.places) > 1:
        return False
    beside = [r for r in aligner.source.statements[place.statement].roles if r.statistic == "ratio"]
    return any(True for _ in from_ratios(place.role.quantity, beside))


def _turned_round(aligner: Aligner, role: Role, best: Candidate) -> bool:
    """Whether the claim speaks of the other end of what the source says: it denies it, names the opposite, or uses other words.

    "3.2% were lost" for "96.8% survived" is fair, "96.8% were lost" is not; what no word decides is taken for the fair one, since
    a share that is a hundred less another to the digit is seldom chance.
    """
    mine = _clause(aligner.claim.text, role)
    if not sense.outcome(mine) and not sense.denied(mine):
        mine = "".join(aligner.claim.text[s.start : s.end] for s in (*role.shared, *role.trail)) + mine
    clauses = [said(aligner.source.text, place.role) for place in best.places for said in (_clause, _head, _before)]
    if any(sense.complementary(mine, clause) for clause in clauses):
        return True
    if any(map(sense.efficacy, clauses)) and ("effective" in mine.lower() or sense.efficacy(mine)):
        return False  # 5% is not how effective that is which is 95% effective
    if _beyond(aligner, role, best):
        return True
    value = role.quantity.value
    if coarse(role.quantity) or (role.quantity.comparator == "~" and value is not None and value % _ROUND_STEP == 0):
        return False  # half of all shares have a complement that a rough one fits
    ends = sense.outcome(mine)
    return not any(ends & sense.outcome(clause) for clause in clauses) and not aligner.same_words(role, best)


def _beyond(aligner: Aligner, role: Role, best: Candidate) -> bool:
    """Whether the claim speaks of those on the one side of a limit and the source of those on the other: 不超过2 mm, >2 mm."""
    mine = [s.quantity for span in role.near for s in aligner.claim.settings_in(span)]
    theirs = [s.quantity for place in best.places for span in place.role.near for s in aligner.source.settings_in(span)]
    return any(
        a.value == b.value and a.value is not None and a.comparator in _SIDES and b.comparator == _SIDES[a.comparator]
        for a in mine
        for b in theirs
    )


def _against_a_group(text: str, role: Role) -> sense.Direction | None:
    """Which way a figure is told against a group: "up" in 体重增长比常规组多, "down" in 比常规组少."""
    said = _THAN_GROUP.search(text, role.near[0].start, role.near[0].end)
    return None if said is None else "up" if said[said.lastindex or 0] in "高多长" else "down"


def _direction(text: str, role: Role) -> sense.Direction | None:
    """Which way the words of a figure say it went: those beside it, before those it shares with others."""
    at = role.quantity.start
    near = role.near[0]
    clause = max(near.start, *(text.rfind(mark, near.start, at) + 1 for mark in ",;，；。("))
    if near.start == at and (found := sense.direction(text[at - _ENDING : at], _ENDING)):
        return found  # 较对照组的35.6%提高 | 13.0个百分点: the word is the figure's, wherever its stretch begins
    for start, end in ((clause, at), (near.start, at), (min(span.start for span in (*role.near, *role.shared)), near.end)):
        if start < end and (found := sense.direction(text[start:end], at - start)):
            return found
    return None


def _signed(aligner: Aligner, role: Role, best: Candidate) -> bool:
    """Whether the source prints the change with a minus that the claim leaves to its words."""
    printed = best.places[0].role
    mine, theirs = role.quantity.value, printed.quantity.value
    before = (Span(printed.near[0].start, printed.quantity.start), *printed.shared)
    if any(_BETWEEN.search(aligner.source.lower, span.start, span.end) for span in before):
        return False  # which of two groups is taken from which is a matter of convention
    return not best.step and mine is not None and theirs is not None and theirs < 0 < mine


def _moved(best: Candidate) -> str | None:
    """Which way the figures of the source went, if they are printed as a start and an end."""
    by = {place.role.statistic: place.role.quantity.value for place in best.places}
    start, end = by.get("from"), by.get("to")
    if start is None or end is None or start == end:
        return None
    return "up" if end > start else "down"


def _text(aligner: Aligner, role: Role) -> str:
    return "".join(aligner.claim.text[span.start : span.end] for span in role.near[:1])


def _source_text(aligner: Aligner, role: Role) -> str:
    return "".join(aligner.source.text[span.start : span.end] for span in role.near[:1])


def _terms(role: Role, text: str) -> str | None:
    if role.quantity.kind == "percentage_point":
        return "absolute"
    return sense.terms_of(text) if role.quantity.kind in ("percent", "fraction") else None


def _source_terms(best: Candidate, text: str) -> str | None:
    if best.step in ("up", "down", "relative"):
        return "relative"
    if best.step == "points" or any(place.role.quantity.kind == "percentage_point" for place in best.places):
        return "absolute"
    if any(place.role.quantity.kind == "percent" for place in best.places):
        return "relative" if sense.efficacy(text) else sense.terms_of(text)
    return None


def _head(text: str, role: Role) -> str:
    """What the sentence of a figure says of all its figures."""
    return " ".join(text[span.start : span.end] for span in role.shared)


def _before(text: str, role: Role) -> str:
    """What the sentence of a figure says of the figures before it, where the figure itself names no end of an either-or."""
    own = _clause(text, role) + _head(text, role)
    before = " ".join(text[span.start : span.end] for span in role.trail)
    return "" if sense.outcome(own) or sense.denied(own) or len(sense.outcome(before)) != 1 else before


def _clause(text: str, role: Role) -> str:
    """The clause a figure stands in, without what its sentence says of others."""
    span = role.near[0]
    start = max(span.start, *(text.rfind(mark, span.start, role.quantity.start) + 1 for mark in ",;，；(。"))
    ends = [at for mark in ";；。" if (at := text.find(mark, role.quantity.end, span.end)) >= 0]
    ends += [m.start() for pattern in (_NEW_VERB, _REST, _INFERS) for m in pattern.finditer(text, role.quantity.end, span.end)]
    return text[start : min(ends, default=span.end)]
