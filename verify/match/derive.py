"""Figures that a source does not print but that follow from what it prints in one step.

Each derivation keeps the source's own numbers and is shown as a formula, so that a reader can redo it. Operands must belong
together: they stand in one statement, or one is the size of the group the other was counted in.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from verify.match.units import factors
from verify.match.values import agrees, same_number
from verify.model import Quantity, Role

EXACT = 12  # decimals of a computed value: the claim's own precision decides
_MOST = 14  # figures of one statement that are combined with one another
_FURTHER = 2  # groups from where something started to where it went in the end
_LISTED = 6  # how far apart two members of one list may stand and be compared
_LISTED_PARTS = frozenset({"value", "change", "difference"})  # "efficacy was 95% at 50-59, 94% at 60-69 and 89% from 70 on"
_LENDING = 20  # characters between a figure and the one whose unit it shares
_FEWEST = 3  # members of a list of which the least and the most make a range
_GAPS = frozenset({"percentage_point", "percent", "rate", "duration", "measurement", "dose", "number", "count"})
_ROUGH = 10  # denominators of fractions that stand for a share
_HUNDRED = Decimal(100)
_TEN = 10  # small counts follow from too much


class Derived(NamedTuple):
    """A value that follows from `roles`, the formula, and what kind of step it was."""

    value: Decimal
    roles: tuple[Role, ...]
    working: str
    step: str  # up, down, complement, points, relative, fold, share, part, sum, rest, range


def _number(role: Role) -> Decimal | None:
    return role.quantity.value if role.quantity.low is not None and role.quantity.low == role.quantity.high else None


def _shown(quantity: Quantity) -> str:
    value = quantity.value
    return quantity.text if value is None else f"{value:f}" + ("%" if quantity.kind in ("percent", "percentage_point") else "")


def from_ratios(claim: Quantity, roles: Sequence[Role]) -> Iterator[Derived]:
    """A relative reduction or increase from a hazard, odds, risk or rate ratio."""
    if claim.kind == "interval":
        yield from _bounds_as_changes(claim, roles)
    if claim.kind != "percent":
        return
    for role in roles:
        value = _number(role)
        if (
            value is None
            or role.statistic not in ("ratio", "value")
            or role.quantity.unit != "1"
            or value == 1
            or not 0 < value < 20
            or role.quantity.decimals == 0
        ):
            continue
        if role.statistic == "value" and role.quantity.kind not in ("number", "fold"):
            continue
        change = abs(1 - value) * _HUNDRED
        if agrees(claim, change, change, max(0, role.quantity.decimals - 2)):
            sign = f"1 − {value}" if value < 1 else f"{value} − 1"
            yield Derived(change, (role,), f"{sign} = {change.normalize():f}%", "down" if value < 1 else "up")


def _bounds_as_changes(claim: Quantity, roles: Sequence[Role]) -> Iterator[Derived]:
    """The bounds of a ratio's interval as changes: 1.08 to 1.27 is 8% to 27%."""
    for role in roles:
        low, high = role.quantity.low, role.quantity.high
        if role.statistic != "interval" or low is None or high is None or role.quantity.unit != "1" or (low < 1) != (high < 1):
            continue
        first, last = sorted((abs(low - 1) * _HUNDRED, abs(high - 1) * _HUNDRED))
        if agrees(claim, first, last, max(0, role.quantity.decimals - 2)):
            yield Derived(last, (role,), f"|{low} − 1| … |{high} − 1| = {first.normalize():f}% … {last.normalize():f}%", "ratio")


def from_folds(claim: Quantity, roles: Sequence[Role], added: bool = False) -> Iterator[Derived]:
    """N times or a fold from a printed ratio; `added`: the claim says by how many times something is more."""
    if claim.kind != "fold":
        return
    for role in roles:
        value = _number(role)
        if (
            value is not None
            and role.quantity.unit == "1"
            and role.quantity.decimals > 0
            and role.statistic in ("ratio", "value")
            and value > 0
        ):
            # 增加1.8倍 is 2.8 times as much
            more = ((f"{value} − 1", value - 1),) if claim.text.endswith("倍") and value > 1 else ()
            for shown, found in ((f"{value}", value), (f"1 ÷ {value}", 1 / value), *(more if added else ())):
                if agrees(claim, found, found, role.quantity.decimals):
                    yield Derived(found, (role,), f"{shown} = {found:.3g}", "fold")


def complements(claim: Quantity, roles: Sequence[Role]) -> Iterator[Derived]:
    """What is left of a hundred per cent."""
    if claim.kind not in ("percent", "fraction") and claim.unit != "/100":
        return
    for role in roles:
        value = _number(role)
        if value is None or role.quantity.kind not in ("percent", "fraction"):
            continue
        share = value if role.quantity.kind == "percent" else value * _HUNDRED
        rest = _HUNDRED - share
        shown = rest / _HUNDRED if claim.kind == "fraction" else rest
        if 0 < share < _HUNDRED and agrees(
            claim, shown, shown, role.quantity.decimals if claim.kind == role.quantity.kind else EXACT
        ):
            yield Derived(rest, (role,), f"100% − {share.normalize():f}% = {rest.normalize():f}%", "complement")


def from_pairs(claim: Quantity, roles: Sequence[Role]) -> Iterator[Derived]:
    """A difference, a relative change, a fold or a share from two figures of one statement."""
    figures = [
        (role, value)
        for role in roles[:_MOST]
        if (value := _number(role)) is not None and role.statistic not in ("p", "time", "condition")
    ]
    members = Counter((role.unit, role.quantity.unit) for role, _ in figures)
    place = {id(role): sum(r.unit == role.unit for r, _ in figures[:i]) for i, (role, _) in enumerate(figures)}
    for i, (one, a) in enumerate(figures):
        for other, b in figures[i + 1 :]:
            listed = min(members[one.unit, one.quantity.unit], members[other.unit, other.quantity.unit]) > 1
            if listed and one.unit != other.unit and (one.label or place[id(one)]) != (other.label or place[id(other)]):
                continue  # "18.0 and 6.5 bleeds, 12.0 and 2.0 of the joints": the second of one list and the first of the next
            near = _together(one, other) or _by_turns(one, other, [role for role, _ in figures])
            if near and not _crossed(one, other, [role for role, _ in figures]):
                yield from _from_pair(claim, one, a, other, b)


def _crossed(one: Role, other: Role, all_: Sequence[Role]) -> bool:
    """Whether one of two figures is the start of a change and the other the end of another: "30.5 to 42.4, 4.7 to 9.2"."""
    if {one.statistic, other.statistic} != {"from", "to"}:
        return False
    moves = [role for role in all_ if role.statistic in ("from", "to")]
    at, beside = (next(i for i, role in enumerate(moves) if role is mine) for mine in (one, other))
    if beside < at or any(move.statistic == "from" for move in moves[at + 1 : beside]):
        return True
    if beside > at + 1:
        return False  # 由68降至52,进一步降至38
    return one.statistic == "to" and at > 0 and moves[at - 1].statistic == "from"


def between(claim: Quantity, one: Role, other: Role) -> Iterator[Derived]:
    """As `from_pairs` for two figures that belong together though they stand apart."""
    a, b = _number(one), _number(other)
    if a is not None and b is not None:
        yield from _from_pair(claim, one, a, other, b)


def _same_words(one: Role, other: Role) -> bool:
    """Whether two figures have all their words in common, as those of two groups have: "remission was 26.4% and 15.3%"."""
    return one.near == other.near and not one.label and not other.label


def _together(one: Role, other: Role) -> bool:
    """Whether two figures of a statement stand in one group or in neighbouring ones, or are members of one list."""
    moves = {one.statistic, other.statistic} == {"from", "to"} and abs(one.unit - other.unit) == _FURTHER
    return (
        abs(one.unit - other.unit) <= 1
        or moves
        or (
            abs(one.unit - other.unit) <= _LISTED
            and one.shared == other.shared
            and (bool(one.shared) or one.near[0] in other.trail)
            and one.quantity.unit == other.quantity.unit
        )
    )


def _by_turns(one: Role, other: Role, all_: Sequence[Role]) -> bool:
    """Whether two figures follow one another but for counts: "4 vaccinated (8.1 per 100 000) and 30 others (48.6 per 100 000)"."""
    if one.quantity.kind in ("count", "number", "fraction") or one.statistic != "value" or other.statistic != "value":
        return False
    if one.quantity.unit != other.quantity.unit or abs(one.unit - other.unit) > _FURTHER:
        return False
    amid = [
        r
        for r in all_
        if min(one.quantity.end, other.quantity.end) < r.quantity.start < max(one.quantity.start, other.quantity.start)
    ]
    return bool(amid) and all(r.quantity.kind in ("count", "number", "fraction") for r in amid)


def ranges(claim: Quantity, roles: Sequence[Role]) -> Iterator[Derived]:
    """From … to … as a range."""
    if claim.low is None or claim.high is None or claim.low == claim.high:
        return
    lists: dict[tuple[object, str], list[Role]] = {}
    for role in roles:
        if role.statistic in _LISTED_PARTS and _number(role) is not None:
            lists.setdefault((role.shared or role.unit, role.quantity.unit), []).append(role)
    for members in lists.values():
        found = sorted(members, key=lambda r: _number(r) or Decimal(0))
        if len(found) >= _FEWEST:
            least, most = found[0].quantity, found[-1].quantity
            for factor, _ in factors(least.unit, claim.unit, least.kind, claim.kind):
                low, high = (_number(found[0]) or 0) * factor, (_number(found[-1]) or 0) * factor
                if agrees(claim, low, high, least.decimals):
                    yield Derived(high, (found[0], found[-1]), f"{least.text} … {most.text}", "range")
                    break
    for one, other in itertools.pairwise(roles):
        a, b = _number(one), _number(other)
        if a is not None and b is not None and one.statistic == "from" and a < b and one.quantity.kind == other.quantity.kind:
            for factor, _ in factors(one.quantity.unit, claim.unit, one.quantity.kind, claim.kind):
                if agrees(claim, a * factor, b * factor, one.quantity.decimals):
                    yield Derived(b, (one, other), f"{one.quantity.text} – {other.quantity.text}", "range")
                    break


def _from_pair(claim: Quantity, one: Role, a: Decimal, other: Role, b: Decimal) -> Iterator[Derived]:
    x, y = one.quantity, other.quantity
    pair = (one, other)
    if (x.kind == "count" and y.kind == "count") or {x.kind, y.kind} <= {"count", "number"}:
        small, large = (a, b) if abs(a) <= abs(b) else (b, a)
        part, whole = (one, other) if small is a else (other, one)
        if (
            not _sized(part)  # two sizes are those of two groups
            and claim.kind in ("percent", "fraction")
            and large > 0
            and large > small >= 0
            and large == int(large)
            and small == int(small)
        ):
            share = small / large * (_HUNDRED if claim.kind == "percent" else 1)
            if large >= 5 and agrees(claim, share, share, EXACT):
                yield Derived(share, (part, whole), f"{small:f}/{large:f} = {small / large * _HUNDRED:.4g}%", "share")
    if y.kind == "number" and x.kind == "rate" and y.decimals == x.decimals > 0:
        y = replace(y, unit=x.unit, kind=x.kind)  # "12.5 per 100,000 in 2010 and 50.0 in 2019"
    if x.kind == y.kind == "rate" and any(factor == 1 for factor, _ in factors(x.unit, y.unit, "", "")):
        y = replace(y, unit=x.unit)  # "612 per 100,000 person-years; in the population it was 51 per 100,000"
    if x.unit != y.unit:
        apart = y.start - x.end
        if x.kind != "number" or y.kind not in ("duration", "measurement", "rate") or not 0 <= apart < _LENDING:
            return
        x = replace(x, unit=y.unit, kind=y.kind)  # the first of two figures often leaves its unit to the second
    if claim.kind in _GAPS and x.kind == y.kind and not (claim.unit == "{score}" and x.kind == "count"):
        for factor, _ in factors(x.unit, claim.unit, "", ""):
            gap = abs(a - b) * factor
            if x.kind in ("percent", "percentage_point") and claim.kind == "percent":
                continue
            if x.kind == "percent" and (one.statistic == "change") != (other.statistic == "change"):
                continue  # a relative rise taken from a level is nothing
            if gap and agrees(claim, gap, gap, max(x.decimals, y.decimals) if factor == 1 else EXACT):
                big, little = (x, y) if abs(a) >= abs(b) else (y, x)
                yield Derived(gap, pair, f"{_shown(big)} − {_shown(little)} = {gap.normalize():f}", "points")
                break
    ratios = {one.statistic, other.statistic} & {"ratio", "interval"}
    if claim.kind in ("percent", "fraction") and not ratios:
        for start, end, first, last in ((a, b, x, y), (b, a, y, x)):
            if start > 0 and end >= 0:
                change = abs(end - start) / start * _HUNDRED
                told = change if claim.kind == "percent" else change / _HUNDRED
                if change and agrees(claim, told, told, EXACT):
                    yield Derived(change, pair, f"|{_shown(last)} − {_shown(first)}| ÷ {_shown(first)} = {change:.3g}%", "relative")
    quotient = claim.kind == "fold" or (claim.kind == "fraction" and claim.comparator in ("=", "~"))
    levels = one.statistic in ("value", "from", "to") or (claim.kind == "fold" and one.statistic == other.statistic == "change")
    if quotient and a > 0 and b > 0 and x.kind == y.kind and levels:
        most, least = max(a, b), min(a, b)
        if claim.kind == "fold" and agrees(claim, most / least, most / least, EXACT):
            yield Derived(most / least, pair, f"{most:f} ÷ {least:f} = {most / least:.3g}", "fold")
        if claim.kind in ("fold", "fraction") and agrees(claim, least / most, least / most, EXACT):
            yield Derived(least / most, pair, f"{least:f} ÷ {most:f} = {least / most:.3g}", "fold")


def shares(
    claim: Quantity, counts: Sequence[Role], sizes: Sequence[Role], of_one_group: Callable[[Role, Role], bool]
) -> Iterator[Derived]:
    """A share from a count in one statement and the size of its group in another. "61 of 84" must find both its numbers."""
    if claim.kind not in ("percent", "fraction"):
        return
    if claim.numerator is not None and claim.denominator is not None and claim.denominator > _ROUGH:
        of = [size for size in sizes if _number(size) == claim.denominator]
        for count in counts:
            if of and _number(count) == claim.numerator and count is not of[0]:
                yield Derived(
                    Decimal(claim.numerator) / claim.denominator, (count, of[0]), f"{claim.numerator}/{claim.denominator}", "share"
                )
        return
    scale = _HUNDRED if claim.kind == "percent" else Decimal(1)
    for count in counts:
        a = _number(count)
        if a is None or a < 0 or a != int(a):
            continue
        for size in sizes:
            b = _number(size)
            if b is None or size is count or b <= a or b < 5 or b != int(b) or (_sized(count) and not _sized(size)):
                continue
            if _two_groups(count, size):
                continue
            found = a / b * scale
            if agrees(claim, found, found, EXACT) and of_one_group(count, size):
                yield Derived(found, (count, size), f"{a:f}/{b:f} = {a / b * _HUNDRED:.4g}%", "share")
            rest = (b - a) / b * scale
            if agrees(claim, rest, rest, EXACT) and of_one_group(count, size):
                yield Derived(rest, (count, size), f"({b:f} − {a:f})/{b:f} = {(b - a) / b * _HUNDRED:.4g}%", "complement")


def _two_groups(one: Role, other: Role) -> bool:
    """Whether two counts are those of two groups of one list, neither of which is part of the other: 203 and 231 readmitted."""
    return one.near == other.near and one.unit == other.unit and one.statistic == other.statistic == "value"


def _sized(role: Role) -> bool:
    """Whether a count is printed as the size of a group: n=145."""
    return role.statistic == "size" or role.quantity.text[:1] in ("n", "N")


def counts(claim: Quantity, roles: Sequence[Role], sizes: Sequence[Role]) -> Iterator[Derived]:
    """How many a percentage of one statement is of a group whose size is given anywhere: 72.5% of 236 are 171."""
    value = claim.value
    if (
        value is None
        or claim.kind not in ("count", "number")
        or claim.decimals
        or value < _TEN
        or claim.comparator not in ("=", "~")
    ):
        return
    for role in roles:
        share = _number(role)
        if share is None or role.quantity.kind != "percent" or not 0 < share < _HUNDRED:
            continue
        for size in sizes:
            whole = _number(size)
            if whole is None or whole <= value or whole != int(whole):
                continue
            if same_number(value / whole * _HUNDRED, EXACT, share, role.quantity.decimals):
                yield Derived(value, (role, size), f"{whole:f} × {share}% = {whole * share / _HUNDRED:.4g}", "part")


def halved(role: Role) -> Role:
    """The size of either of two equal groups, as a figure of its own: 600 shared out equally are 300 and 300."""
    quantity = role.quantity
    assert quantity.low is not None
    assert quantity.high is not None
    return replace(role, quantity=replace(quantity, low=quantity.low / 2, high=quantity.high / 2))


def halves(claim: Quantity, wholes: Sequence[Role]) -> Iterator[Derived]:
    """The size of one of two groups, where the source gives that of both and says that they are as large: 600, 1:1."""
    if claim.kind in ("count", "number") and claim.comparator in ("=", "~") and not claim.decimals:
        for role in wholes:
            whole = _number(role)
            if whole is not None and whole >= 2 * _TEN and whole / 2 == claim.value:
                yield Derived(whole / 2, (role,), f"{whole:f} ÷ 2 = {whole / 2:f}", "half")


def totals(claim: Quantity, named: Mapping[str, Sequence[Role]]) -> Iterator[Derived]:
    """The sum of all figures of the text that bear one name: "Site A: injuries 548 … Site B: injuries 311 …"."""
    value = claim.value
    if value is None or claim.kind not in ("count", "number") or claim.decimals or value < _TEN:
        return
    for roles in named.values():
        parts = [found for role in roles if (found := _number(role)) is not None]
        if len(parts) >= 2 and sum(parts) == value:
            yield Derived(value, tuple(roles), " + ".join(f"{part:f}" for part in parts) + f" = {value:f}", "sum")


def left_over(claim: Quantity, before: Sequence[Role], after: Sequence[Role]) -> Iterator[Derived]:
    """What is left of a count of one sentence without that of the next: "224 were perfused. Thirty-one were discarded"."""
    for one in before:
        for other in after:
            a, b = _number(one), _number(other)
            if a is not None and b is not None and a - b == claim.value and b > 0 and not _of_other_things(one, other):
                yield Derived(a - b, (one, other), f"{a:f} − {b:f} = {a - b:f}", "rest")


def of_each(claim: Quantity, roles: Sequence[Role]) -> Iterator[Derived]:
    """Two groups of so many each: 试验组与对照组各106例, "106 in each arm"."""
    for role in roles:
        value = _number(role)
        if value is not None and 2 * value == claim.value and value >= _TEN:
            yield Derived(2 * value, (role,), f"2 × {value:f} = {2 * value:f}", "sum")


def _of_other_things(one: Role, other: Role) -> bool:
    """Whether two Chinese counts have other counters: 4个 wards and 18名 observers."""
    mine, theirs = one.quantity.text[-1], other.quantity.text[-1]
    return mine != theirs and mine >= "一" and theirs >= "一"


def sums(claim: Quantity, roles: Sequence[Role]) -> Iterator[Derived]:
    """A total from the parts that stand in one statement, two or all of a kind, or what is left of a total."""
    value = claim.value
    if value is None or claim.kind not in ("count", "number", "percent") or (claim.decimals and claim.kind != "percent"):
        return
    parts = [
        (role, found)
        for role in roles[:_MOST]
        if (found := _number(role)) is not None
        and found > 0
        and role.statistic in ("value", "change", "size")
        and (role.quantity.kind in ("count", "number") if claim.kind != "percent" else role.quantity.kind == "percent")
    ]
    for i, (one, a) in enumerate(parts):
        for other, b in parts[i + 1 :]:
            if _of_other_things(one, other):
                continue
            if not _together(one, other) or (claim.kind == "percent" and (one.unit != other.unit or _same_words(one, other))):
                continue
            if agrees(claim, a + b, a + b, max(one.quantity.decimals, other.quantity.decimals)):
                yield Derived(a + b, (one, other), f"{a:f} + {b:f} = {a + b:f}", "sum")
            elif claim.kind != "percent" and abs(a - b) == value and value >= 5:
                yield Derived(abs(a - b), (one, other), f"{max(a, b):f} − {min(a, b):f} = {abs(a - b):f}", "rest")
    if len(parts) > 2 and claim.kind != "percent":
        for size in range(3, len(parts) + 1):
            for start in range(len(parts) - size + 1):
                run = parts[start : start + size]
                total = sum((found for _, found in run), Decimal(0))
                if total == value and not any(_of_other_things(run[0][0], role) for role, _ in run):
                    yield Derived(
                        total, tuple(role for role, _ in run), " + ".join(f"{found:f}" for _, found in run) + f" = {total:f}", "sum"
                    )
