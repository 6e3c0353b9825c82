"""Which figures of a claim are to be checked.

Its results; not the times and conditions under which they hold, which are part of their words; not numbers that only count what the
sentence names anyway; and folds that are said without a digit. A claim that has nothing else is checked by what it has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from verify.match import sense
from verify.match.concepts import days
from verify.match.derive import from_ratios
from verify.match.units import comparable
from verify.match.values import fits
from verify.model import Comparator, Quantity, Role, Span, Statement
from verify.patterns import regex

SETTINGS = ("time", "condition")
_IDLE_KINDS = ("number", "count", "dose", "frequency", "measurement", "rate")
_BOUND_APART = regex(r"(不到|不足|低于|少于|超过|高于|多于)[^,，。;；0-9]{1,14}的$")
_SET_KINDS = frozenset({"duration", "dose", "measurement"})
_THE = regex(r"(?<![a-z])(?:the|these|those|all|its|their)\s+$|[这该各全]$", re.I)
_POINTS = regex(r"(?<![a-z])points?$", re.I)
_OF_ANOTHER_ZH = regex(r"(?:组|者|人群|水平|原来|原先|此前|之前|对照|人)的(?:近|约|大约|不到|不足|将近)?$")
_OF_ANOTHER_EN = regex(
    r" as (?:frequent|often|common|likely|many|much|high|large|long|great)(?:ly)?(?![a-z])"
    r"| (?:of )?(?:that|what|its (?:earlier|former|previous|original)|the (?:earlier|former|previous|original|baseline)"
    r"|the (?:rate|level|risk|frequency|figure|number|value) (?:in|of|among|seen|with|on|for))(?![a-z])"
)
_TURNED: dict[Comparator, Comparator] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_LIMITED = ("value", "to", "change")
_ROUGH_PARTS = 10  # denominators of fractions that stand for a share
_APART = 20
_HALF = Decimal("0.5")
_MEDIAN = regex(r"(?<![a-z])median(?![a-z])|中位")
_COUNTED = ("percent", "fraction", "count", "odds_ratio", "hazard_ratio", "risk_ratio")
# "fell to less than 6 mm": a result
_RESULTING = regex(
    r"(?<![a-z])(?:was|were|is|are|to|by|lasted|stayed|remained|exceeded|reached|averaged|of)\s+(?:[a-z]+\s+){0,2}$"
    r"|[为是达至到均了](?:超过|不到|不足|约|近)?$",
    re.I,
)
_BRACKETED = 8  # characters to what explains a figure in parentheses
_LEAST = ("at least ", "more than ", "至少")
_IN_SO_MANY = regex(r"\s(?:in|for|by)\s(?:(?:about|only|nearly|over|just)\s)?[0-9]", re.I)
_OF_THEM = regex(r" of (?:the|these|those|them|our)(?![a-z])(?! (?:two|three|four|groups|arms|trials|studies))")
_SAME_LENGTH = Decimal("0.02")
_LAST = regex(r"\s*(?:[.;。；]\s*(?:$|\s)|$)")
_CLOSE = 60  # characters between a rough figure and the exact one it stands for


def results_of(statements: Sequence[Statement], text: str, within: Span | None = None) -> list[Role]:
    """The figures of a claim that are to be checked: its results, or if it has none, what it has."""
    roles = [role for s in statements for role in s.roles]
    results = [role for role in roles if role.statistic not in (*SETTINGS, "spread") and not _idle(role.quantity, text)]
    told = [role for role in results if not _known_of(role.quantity, text)]
    results = told or results
    for s in statements:
        for where, times in sense.folds(text[s.span.start : s.span.end]):
            span = Span(where.start + s.span.start, where.end + s.span.start)
            # at least halved in 28.3%, 41.7%的患者头痛天数至少减半
            limit = text.endswith(_LEAST, 0, span.start) and (text[span.start - 1] == "少" or _IN_SO_MANY.match(text, span.end))
            if (within is None or within.holds(span)) and not (limit or any(role.quantity.span.overlaps(span) for role in roles)):
                results.append(_fold_role(span, times, text, s))
    repeated = [role for role in results if _repeated(role, results)]
    results = [
        _of_another(_bounded(_inherited(_said_twice(role, repeated), results, text), text), text)
        for role in results
        if role not in repeated
    ]
    if not results:
        results = [role for role in roles if not _idle(role.quantity, text)]
    return results


def as_meant(results: Sequence[Role], source: Sequence[Statement], text: str) -> list[Role]:
    """`results` as the source lets them be understood.

    "5 points" are percentage points where the claim speaks of percentages, the source of points between them, or of percentages and
    of no score; and no score of the source has that value. A length of time that the
    source has as a setting ("at week 24") is one in the claim too (使用24周,…), and so is a limit (消退≥75%), if there are other
    figures; beside shares and ratios so is the limit of a measure by which people are told apart ("sites deeper than 6 mm").
    """
    printed = [role for statement in source for role in statement.roles]
    units = {role.quantity.unit for role in printed}
    scores = {role.quantity.value for role in printed if role.quantity.unit == "{score}"}
    shares = any(role.quantity.kind == "percentage_point" for role in printed) or ("%" in units and "{score}" not in units)
    times = [length for role in printed if role.statistic == "time" and (length := days(role.quantity))]
    limits = {  # "at least 80% scalp coverage" tells who is counted
        _bound_of(role.quantity) for role in printed if role.statistic == "condition" or role.quantity.comparator in _TURNED
    }
    strengths = {role.quantity.value for role in printed if role.quantity.kind == "dose" and role.quantity.unit == "%"}
    shared = any(role.quantity.kind in _COUNTED for role in results)
    told = [
        role
        for role in results
        if not (role.quantity.kind == "percent" and role.quantity.value in strengths)  # given atropine 0.05%
        and not (shared and _who(role, text))
        and not (
            role.quantity.kind == "frequency" and any(f"({role.quantity.value}.{role.quantity.unit})" in unit for unit in units)
        )
        and not (_plain_time(role) and _any_like(days(role.quantity), times))
        and not (role.statistic in _LIMITED and role.quantity.comparator in _TURNED and _bound_of(role.quantity) in limits)
        and not (shared and _as_limit(role.quantity, printed))
    ]
    settings = [role for role in results if role not in told and _plain_time(role)]
    kept = [_like_the_one_before(_with_setting(role, settings), told, text) for role in told] or results
    whole = all(role.quantity.decimals <= 0 for role in printed if role.quantity.unit == "{score}")
    values = {abs(role.quantity.value) for role in printed if role.quantity.value is not None}
    finer = [r.quantity for r in kept if r.quantity.unit == "{score}" and r.quantity.decimals > 0]
    shares = shares or ("%" in units and whole and any(q.value is not None and abs(q.value) not in values for q in finer))
    shares = shares or any(role.quantity.kind == "percent" for role in kept)
    return [_in_points(role, shares and role.quantity.value not in scores and not _scored(role, text)) for role in kept]


def _scored(role: Role, text: str) -> bool:
    """Whether the claim calls what a figure is of a score: "polyp scores dropped 1.44 points"."""
    return any(_A_SCORE.search(text, span.start, role.quantity.start) for span in role.near)


def _who(role: Role, text: str) -> bool:
    """Whether a bound tells of whom a figure is: "sites deeper than 6 mm", 不轻于4 kg者, 每天睡不足6 h与高血压有关."""
    quantity = role.quantity
    if quantity.kind not in _SET_KINDS or quantity.comparator not in _TURNED or role.statistic != "value":
        return False
    return not _RESULTING.search(text, max(0, quantity.start - _APART), quantity.start)


def _as_limit(quantity: Quantity, printed: Sequence[Role]) -> bool:
    """Whether the source has the figure as a limit only: "short of a 15% weight loss", where a loss of ≥15% is counted."""
    same = [r for r in printed if r.quantity.unit == quantity.unit and r.quantity.decimals == quantity.decimals]
    mine = quantity.value
    limits = [r for r in same if mine is not None and mine in (r.quantity.low, r.quantity.high) and r.statistic == "condition"]
    results = [r for r in same if r.quantity.value == mine and r.statistic != "condition"]
    told = quantity.kind in ("percent", "measurement") and quantity.comparator == "="
    return told and any(r.quantity.comparator in _TURNED for r in limits) and not results


def _pointed(quantity: Quantity) -> bool:
    """Whether a length of time or a dose is one, not a bound, a range or the last so many years."""
    return quantity.comparator == "=" or (quantity.comparator == "~" and not quantity.text.startswith("近"))


def _bound_of(quantity: Quantity) -> tuple[Decimal | None, str, str]:
    if quantity.kind == "fraction" and quantity.value is not None:  # three quarters for 75%
        return (quantity.value * 100).normalize(), "%", quantity.comparator.rstrip("=")
    return quantity.value, quantity.unit, quantity.comparator.rstrip("=")


def _with_setting(role: Role, settings: Sequence[Role]) -> Role:
    """The figure with what stands beside a stretch of time that only tells when it holds: 对10~12岁儿童用药一年,进展0.69 D."""
    spans = [span for setting in settings for span in setting.near if span in role.trail]
    trail = tuple(span for span in role.trail if span not in spans)
    return replace(role, shared=(*role.shared, *spans), trail=trail) if spans else role


def _like_the_one_before(role: Role, results: Sequence[Role], text: str) -> Role:
    """The last figure of a sentence with the unit it leaves to the one before: "A cost 29 minutes a day, B 47."."""
    quantity = role.quantity
    if quantity.kind != "number" or quantity.comparator != "=" or not _LAST.match(text, quantity.end):
        return role
    before = [r.quantity for r in results if r.quantity.end <= quantity.start and r.statistic == role.statistic]
    if not before or before[-1].kind not in ("duration", "measurement", "percent") or before[-1].decimals != quantity.decimals:
        return role
    return replace(role, quantity=replace(quantity, kind=before[-1].kind, unit=before[-1].unit))


def _any_like(length: Decimal | None, times: Sequence[Decimal]) -> bool:
    """Whether one of some stretches of time is as long: 12 months for a year."""
    return length is not None and any(abs(one - length) <= length * _SAME_LENGTH for one in times)


def _plain_time(role: Role) -> bool:
    quantity = role.quantity
    return quantity.kind == "duration" and role.statistic == "value" and quantity.comparator == "=" and quantity.decimals == 0


def by_median(results: Sequence[Role], claim: Sequence[Statement], source: Sequence[Statement], lower: str) -> list[Role]:
    """`results` with the time by which half had something, where the source prints it as a median: "half fed within 90 min".

    `lower`: the text of the source in small letters. A source that prints a half as a share means that one.
    """
    halves = [r for r in results if r.quantity.comparator == "=" and (r.quantity.numerator, r.quantity.denominator) == (1, 2)]
    printed = [r for s in source for r in s.roles]
    if not halves or any(r.quantity.value == (50 if r.quantity.unit == "%" else _HALF) for r in printed):
        return list(results)
    medians = [
        r.quantity
        for r in printed
        if r.quantity.kind == "duration"
        and r.statistic == "value"
        and any(_MEDIAN.search(lower, span.start, span.end) for span in (*r.near, *r.shared))
    ]
    homes = [s for s in claim if any(s.span.holds(half.quantity.span) for half in halves)]
    times = [r for s in homes for r in s.roles if r.quantity.kind == "duration"]
    meant = [replace(r, statistic="value") for r in times if any(fits(r.quantity, median) is not None for median in medians)]
    if not meant:
        return list(results)
    spans = {r.quantity.span for r in meant}
    return [r for r in results if r not in halves and r.quantity.span not in spans] + meant


def mistaken_settings(statements: Sequence[Statement], source: Sequence[Statement], results: Sequence[Role]) -> list[Role]:
    """Times and doses of a claim that the source prints only with another unit: 1 mg for 1 g, 8 months for 8 weeks."""
    printed = [role.quantity for statement in source for role in statement.roles]
    made = []
    for role in (role for s in statements for role in s.roles):
        mine = role.quantity
        known = any(role.quantity.span == result.quantity.span for result in results)
        if known or role.statistic not in SETTINGS or mine.kind not in _SET_KINDS or mine.value is None or not _pointed(mine):
            continue
        alike = [q for q in printed if q.kind in _SET_KINDS and comparable(q.unit, mine.unit, q.kind, mine.kind)]
        if any(fits(mine, q) is not None for q in alike):
            continue
        if any(q.value == mine.value and q.unit != mine.unit and _pointed(q) for q in alike):
            made.append(role)
    return made


def _bounded(role: Role, text: str) -> Role:
    """The figure with the bound that stands apart from it: 不到对照组的一半."""
    quantity = role.quantity
    bound = _BOUND_APART.search(text, max(0, quantity.start - _APART), quantity.start)
    if bound is None or quantity.comparator != "=":
        return role
    # 低于对照组的78.3% is no bound, 超过总体重的30% is one
    if quantity.kind != "fraction" and (quantity.kind != "percent" or bound.group(1) not in ("超过", "不到", "不足")):
        return role
    if bound.group(1) in ("不到", "不足", "低于", "少于"):
        return replace(role, quantity=replace(quantity, comparator="<", low=None))
    return replace(role, quantity=replace(quantity, comparator=">", high=None))


_A_SCORE = regex(r"(?i:(?<![a-z])(?:scores?|scale)(?![a-z]))|[评得总计]分")


def _in_points(role: Role, shares: bool) -> Role:
    """Points between two percentages are percentage points: "from 23% to 12%, a gap of 11 points"."""
    quantity = role.quantity
    if not shares or quantity.unit != "{score}" or not (quantity.kind == "interval" or _POINTS.search(quantity.text)):
        return role
    kind = quantity.kind if quantity.kind == "interval" else "percentage_point"
    return replace(role, quantity=replace(quantity, kind=kind, unit="%"))


def _of_another(role: Role, text: str) -> Role:
    """A part of another figure is a fold: 仅为全剂量组的四分之一, "fell to a third of the earlier rate"."""
    quantity = role.quantity
    if quantity.kind != "fraction" or (quantity.denominator or 0) > _ROUGH_PARTS:
        return role
    before = text[max(0, quantity.start - _APART) : quantity.start]
    if "占" in before or not (_OF_ANOTHER_ZH.search(before) or _OF_ANOTHER_EN.match(text, quantity.end)):
        return role
    low, high = (None if end is None else 1 / end for end in (quantity.high, quantity.low))
    comparator = _TURNED.get(quantity.comparator, quantity.comparator)
    fold = replace(quantity, kind="fold", low=low, high=high, comparator=comparator, decimals=0, numerator=None, denominator=None)
    return replace(role, quantity=fold, statistic="value")


def _fold_role(span: Span, times: int, text: str, statement: Statement) -> Role:
    quantity = Quantity(span, text[span.start : span.end], "fold", Decimal(times), Decimal(times), "1", "~")
    return Role(quantity, "value", (statement.span,))


def _repeated(role: Role, results: Sequence[Role]) -> bool:
    """Whether a rough figure is only another word for an exact one beside it: more than a third, 36.9%; 近三成(28%)."""
    rough = role.quantity
    if not (rough.kind == "fraction" and (rough.denominator or 0) <= 10) and not (
        rough.kind == "percent" and rough.comparator != "="
    ):
        return False
    if any(_explained_by(role, other) for other in results):
        return True
    return any(
        other.quantity.kind == "percent"
        and other.quantity.comparator == "="
        and abs(other.unit - role.unit) <= 1
        and fits(rough, other.quantity) is not None
        for other in results
        if other.quantity.span != rough.span and role.near and abs(other.quantity.start - rough.end) < _CLOSE
    )


def _said_twice(role: Role, repeated: Sequence[Role]) -> Role:
    """An exact figure with the words of the rough one that it repeats: "one in five older men (20.3%) were frail"."""
    for rough in repeated:
        beside = 0 <= role.quantity.start - rough.quantity.end < _CLOSE and abs(role.unit - rough.unit) == 1
        if beside and role.quantity.kind == "percent" and fits(rough.quantity, role.quantity) is not None:
            return replace(role, near=(*role.near, *(span for span in rough.near if span not in role.near)))
    return role


def _explained_by(role: Role, other: Role) -> bool:
    """Whether a rough change is what the ratio right behind it comes to: 压低了近三成(RR 0.71)."""
    change, ratio = role.quantity, other.quantity
    beside = 0 <= ratio.start - change.end < _BRACKETED and ratio.kind.endswith("_ratio") and ratio.value is not None
    return (
        beside
        and role.statistic == "change"
        and any(from_ratios(replace(change, kind="percent"), [replace(other, statistic="ratio")]))
    )


def _inherited(role: Role, roles: Sequence[Role], text: str) -> Role:
    """An exact figure in parentheses plays the part of the rough one that it explains: 降低近三成(28%)."""
    for rough in roles:
        gap = text[rough.quantity.end : role.quantity.start]
        if rough.quantity.kind in ("percent", "fraction") and rough.statistic in ("change", "difference") and gap.strip() == "(":
            return replace(role, statistic=rough.statistic)
    return role


def _known_of(quantity: Quantity, text: str) -> bool:
    """Whether a spelt number only counts what is taken as known: "the four hospitals"."""
    spelt = quantity.kind in ("count", "number") and not any(c.isdigit() for c in quantity.text)
    return spelt and _THE.search(text, max(0, quantity.start - _APART), quantity.start) is not None


def _idle(quantity: Quantity, text: str) -> bool:
    """Whether a number only counts what the sentence names anyway: two groups, a dose a month; not "two of the patients"."""
    value = quantity.value
    small = quantity.kind in _IDLE_KINDS and value is not None and value <= 3 and not any(c.isdigit() for c in quantity.text)
    return small and not _OF_THEM.match(text, quantity.end)
