"""Figures that leave to their sentence what they are figures of: a unit named once for a list, an interval without its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from verify.model import Quantity, Span
from verify.patterns import regex
from verify.text import quantities

_GAP = 24
_HUNDRED = 100
# "incidence per 100 child-years was 73", "每千导管日4.3例"
_RATE = regex(
    r"(?<![0-9] )(?<![0-9])(?:per|/) ?(100|1,?000|10,?000|100,?000|10 000|100 000|million)(?= ?[a-z-])"
    r"[^.;:0-9]{0,60}(?:was|were|:|,|of|and|to|from|\)|\(|versus|vs)(?:[^.;]|\.(?=[0-9]))*$|每(百|千|万|10万|十万|百万)[^0-9,。;]{1,10}$"
)
_BASES = {
    "100": "/100",
    "1000": "/1000",
    "10000": "/10000",
    "100000": "/100000",
    "million": "/1000000",
    "百": "/100",
    "千": "/1000",
    "万": "/10000",
    "10万": "/100000",
    "十万": "/100000",
    "百万": "/1000000",
}
_TESTED = regex(r"[,;]\s?[pP]\s?[=<>]")
_SAID = regex(r"(?<![a-z])(?:interval|CI)(?![a-z])[^.;()]{0,40}\(?$|(?:可信|置信)区间[^。;()]{0,16}\(?$", re.I)
_SAYING = 60
_RANGE = regex(r"\s*[(,]\s*(?i:range|full range|interquartile range|iqr|范围|极差|四分位数?间?距?)[\s:,为]*(?i:of|from|was)?\s*")
_MEASURED = frozenset({"duration", "measurement", "dose", "rate"})
_LIST = regex(
    r"\s*(?:\([^()]{1,24}\))?\s*(?:,|、|和|与|及|或|至|到|~|-|降至|升至|对"
    r"|(?:and|or|to|versus|vs\.?|v|against|than)(?= )|, and(?= ))?\s*"
)
# "Time to first flatus, h: 51.7 and 65.1"
_LABELLED = regex(r", ([A-Za-zµμ/]{1,8})(?: \((?:SD|SE|IQR|range)\))?:[^:]*$")
# "Median days to any recurrence were 214 and 127"
_COUNTED_IN = regex(
    r"(?<![a-z])(?i:median|mean|average) (days|weeks|months|years|hours|minutes) (?:to|of|on|in|with|until|from|without|spent)"
    r"(?: [a-z-]+){1,6} (?:was|were) (?:[0-9.]+ (?:and|v|vs|versus|or) )?$"
)
_BARE_AFTER = regex(r"\s*(?:[,;.()]|(?:in|with|for|and|to|versus|vs|v|on|among|after|at)(?![a-z])|例|$)")
_ENDING = regex(r"[^,。;]{0,12}(?:[升降增减]至|[升降增减]到|变为|降为|(?<![a-z])to)(?:约|近)?\s*")
# "14.4 per 1,000 patient-days in the first period and 7.2 in the second"
_IN_TURN = regex(
    r"(?: ?\([^()]{1,30}\))?"
    r"(?: (?:in|with|on|among|for|before|during|after) (?:(?:19|20)[0-9]{2}|(?:[^.;,:0-9()]|\([^()]*\)){2,60}))?"
    r"(?:,? (?:and|versus|vs\.?|v|(?:as )?against|(?:as )?compared (?:with|to)|as opposed to)|,) "
)
_AMONG = regex(r"\s(?:in|among|for|with)\s[a-z]")
_IN_PERCENT = regex(r"(?<![0-9. ]) ?%[^:.;%]{0,50}:[^:]*$|(?i:percentages? of [^.:;]{3,50}):[^:]*$")


def lent(figures: Sequence[Quantity], sentence: Span, head: Span | None, folded: str) -> list[Quantity]:
    """`figures` with the unit that their sentence or its heading names once for all: "per 1,000: 4.3; 1.6", "…, %: 2.6; 5.8"."""
    made: list[Quantity] = []
    for figure in figures:
        plain = figure.unit == "1" and figure.low is not None and not _spelt(figure)
        bare = plain and (figure.kind == "number" or (figure.kind == "count" and made))
        rate = next((one for one in reversed(made) if one.kind == "rate"), None)
        made.append(_with_unit(figure, rate, sentence, head, folded) if bare else figure)
    for i in range(1, len(made)):  # "29 days (range 17 to 44)"
        one, other = made[i], made[i - 1]
        bare = one.kind == "number" and one.unit == "1" and one.low != one.high and other.kind in _MEASURED
        if bare and _RANGE.fullmatch(folded, other.end, one.start):
            made[i] = replace(one, kind=other.kind, unit=other.unit)
    for i in range(len(made) - 2, -1, -1):  # "6.1 and 4.0 kg": the last of a list names the unit
        one, other = made[i], made[i + 1]
        bare = one.kind == "number" and one.unit == "1" and other.unit != "1" and other.kind in _MEASURED
        behind = other.kind == "measurement" and folded.startswith(") ", other.end)
        spread = behind and folded[one.end : other.start] == " ("  # "1742 (318) g"
        if bare and _spelt(one) == _spelt(other) and (spread or _LIST.fullmatch(folded, one.end, other.start)):
            made[i] = replace(one, kind=other.kind, unit=other.unit)
    return made


def _spelt(figure: Quantity) -> bool:
    """Whether a number is spelt: "25.7 with two and 33.1 with three drugs" has two figures, and two numbers of drugs."""
    return not any(c.isdigit() for c in figure.text)


def _with_unit(figure: Quantity, rate: Quantity | None, sentence: Span, head: Span | None, folded: str) -> Quantity:
    if rate is not None and _ENDING.fullmatch(folded, rate.end, figure.start):
        return replace(figure, kind="rate", unit=rate.unit)
    if figure.kind == "count":
        return figure
    whole = rate is not None and rate.decimals == figure.decimals == 0 and _AMONG.match(folded, figure.end) is not None
    in_turn = rate is not None and (whole or rate.decimals == figure.decimals > 0)
    if rate is not None and in_turn and _IN_TURN.fullmatch(folded, rate.end, figure.start):
        return replace(figure, kind="rate", unit=rate.unit)
    spans = [Span(sentence.start, figure.start)]
    if head is not None and head.end <= sentence.start:
        spans.append(Span(head.start, head.end + 1))
    for span in spans:
        before = folded[span.start : span.end]
        named = list(_RATE.finditer(before))
        if named and (figure.decimals or _BARE_AFTER.match(folded, figure.end)):
            base = _BASES.get((named[-1].group(1) or named[-1].group(2)).replace(",", "").replace(" ", "").lower())
            if base:
                return replace(figure, kind="rate", unit=base)
        label = _LABELLED.search(before) or _COUNTED_IN.search(before)
        if label is not None and (unit := named_unit(label.group(1))) is not None:
            return replace(figure, kind=unit.kind, unit=unit.unit)
        if _IN_PERCENT.search(before) and figure.low is not None and 0 <= figure.low <= _HUNDRED:
            return replace(figure, kind="percent", unit="%")
    return figure


@cache
def named_unit(printed: str, *kinds: str) -> Quantity | None:
    """What a number in `printed` is, if that is a unit of one of `kinds`."""
    found = quantities(f"1 {printed}")
    whole = len(found) == 1 and found[0].end == len(printed) + 2
    return found[0] if whole and found[0].unit != "1" and found[0].kind in (kinds or ("duration", "measurement", "dose")) else None


def bounds(figure: Quantity, figures: Sequence[Quantity], folded: str) -> bool:
    """Whether a range in parentheses is the interval of the figure before it, or one before a P value.

    "79.38% (743/936; 76.64-81.93)", "the interval straddled unity (0.54 to 1.12; P = 0.18)"
    """
    if figure.low is None or figure.high is None or figure.low == figure.high or figure.kind not in ("number", "percent", "rate"):
        return False
    if figure.decimals and (
        _TESTED.match(folded, figure.end) or _SAID.search(folded, max(0, figure.start - _SAYING), figure.start)
    ):
        return True
    for other in reversed(figures):
        gap = folded[other.end : figure.start]
        if other.end <= figure.start and other.value is not None and other.decimals:
            return len(gap) < _GAP and "(" in folded[other.end - 1 : figure.start] and figure.low < other.value < figure.high
    return False
