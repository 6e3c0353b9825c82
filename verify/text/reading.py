"""Printed figures of a text: number tokens composed with units, ranges, bounds, shared units and labels.

`tokens.scan` finds the numbers, `parts.with_unit` reads what follows each, `neighbours` joins ranges and lends units, and `context`
tells what the words around make of a figure. The vocabulary is in the tables beside this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from verify.model import Quantity, Span
from verify.patterns import regex
from verify.text import context, exclusions
from verify.text.folding import fold
from verify.text.neighbours import closes, join, lend, role_of
from verify.text.parts import with_unit
from verify.text.repair import repaired
from verify.text.scanner import scan
from verify.text.tokens import Label, Number, Part

# What a number is that belongs to no name and is no figure either.
_NO_FIGURES = (exclusions.is_word, exclusions.is_reference, exclusions.is_raised, exclusions.is_run)


def quantities(text: str, skip: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Every quantity of `text` in order; spans count characters of `text`.

    `skip`: spans known to be citation markers; they are read as blanks, so 0.80 with the superscript 14 stays 0.80.
    """
    folded = repaired(text, fold(text))
    if skip:
        characters = list(folded)
        for span in skip:
            characters[span.start : span.end] = " " * (span.end - span.start)
        folded = "".join(characters)
    parts = join(folded, _read(folded))
    lend(folded, parts)
    kept: list[Part] = []
    name: Part | None = None  # the last number that belonged to a name: grades 3 and 4
    for part in parts:
        bare = (
            part.code is None
            or (part.kind == "count" and part.low is not None and part.low <= _HIGHEST_GRADE)  # grade 3 or 4 events
            or exclusions.glued(text, part)
        )
        listed = name is not None and bare and role_of(folded, name, part) in ("list", "comma", "range")
        if listed and name is not None and "|" in folded[name.end : part.start]:
            listed = False  # a cell of its own
        if listed or exclusions.in_name(folded, part):
            name = part
            if _LETTER.match(folded, part.end):
                part.end += 1  # Figures 1C and 2D
            continue
        if any(is_one(folded, part) for is_one in _NO_FIGURES):
            continue
        context.bound(folded, part)
        if exclusions.is_year(folded, part):
            continue
        context.settle(folded, part)
        if not _follow(folded, kept, part):
            kept.append(part)
    _intervals(folded, kept)
    return tuple(_quantity(text, part) for part in kept)


def _follow(text: str, kept: list[Part], part: Part) -> bool:
    """Settle a figure with the one before it; True if it became part of that one."""
    if not kept:
        return False
    last = kept[-1]
    near = part.start - last.end < 12
    if last.kind == "frequency" and near and context.is_once(text, part):
        return True  # 每2周给药1次
    if last.end > part.start:
        kept.pop()  # 一日 of 一日三次
    elif (near or context.among(text, last.end, part.start)) and context.is_base(text, last) and part.kind in ("count", "number"):
        years = (last.code or "").partition("{person}.")[2]  # 每1000人年4.3例
        part.kind, part.code = "rate", f"/{last.high}/{years}".rstrip("/")
        part.start = kept.pop().start - 1  # 每10万人中有23.4例
    elif last.kind == "p_value" and part.kind == "number" and 0 < (part.high or part.low or 0) < 1:
        listed = role_of(text, last, part) in ("list", "comma") and not _TESTED.match(text, part.end)
        part.kind = "p_value" if listed else part.kind  # P=0.17、0.31
    elif last.kind == "duration" and part.kind == "number" and part.decimals == 0:
        points = _POINTS.match(text, last.start) or (last.lent and last.number.end == last.end)
        if points and role_of(text, last, part) in ("list", "comma"):
            part.kind, part.code, part.lent = last.kind, last.code, True  # weeks 4 and 8
    else:
        return closes(text, last, part)
    return False


_HIGHEST_GRADE = 5
_LETTER = regex(r"[A-Za-z](?![A-Za-z0-9])")
_POINTS = regex(r"(?i:hours|days|weeks|months|years) [0-9]")
# "0.76, P=0.007, and 0.67, P=0.010": the second estimate has a P value of its own.
_TESTED = regex(r"[\s,;(]{1,3}[Pp][\s-]?(?:values?\s)?[=<>≤]")


def _read(text: str) -> list[Part]:
    """Numbers with their units and the labels before them, without markers flattened onto figures."""
    parts: list[Part] = []
    labels: list[Label] = []
    flat = -1  # where the last marker flattened onto a figure ends
    for token in _split(text, scan(text)):
        if isinstance(token, Label):
            if token.value is not None:
                number = Number(token.start, token.end, token.value, token.value, 0, "code")
                parts.append(Part(token.start, token.end, number, token.value, token.value, 0, token.code, "frequency"))
            else:
                labels.append(token)
            continue
        last = parts[-1] if parts else None
        if last is not None and token.start < last.end:
            continue
        part = with_unit(text, token)
        if part.code is None and token.form == "digits" and token.decimals <= 0 and last is not None:
            sticks = token.start == last.end and last.code is not None  # 20%14, 63万例5,6
            if sticks or token.start == flat or (token.start == flat + 1 and text[flat] in ",-~"):
                flat = token.end
                continue
        if labels:
            part.labels = tuple(label for label in labels if _near(text, label, token.start))
            labels = []
        parts.append(part)
    return parts


def _split(text: str, tokens: Iterable[Number | Label]) -> Iterator[Number | Label]:
    """Blood pressures and doses: 130/80 mmHg and 10/20 mg are no fractions but two figures; 1/2 mg is one."""
    for token in tokens:
        slash = text.find("/", token.start, token.end) if isinstance(token, Number) and token.numerator is not None else -1
        if slash < 0 or not isinstance(token, Number) or not _are_two(token, with_unit(text, token).code):
            yield token
            continue
        for start, end, value in ((token.start, slash, token.numerator), (slash + 1, token.end, token.denominator)):
            yield Number(start, end, Decimal(value or 0), Decimal(value or 0), 0, "digits")


def _are_two(number: Number, code: str | None) -> bool:
    return code in ("mm[Hg]", "kPa") or (code in ("mg", "ug") and number.denominator not in (2, 3, 4, 8))


def _near(text: str, label: Label, start: int) -> bool:
    gap = text[label.end : start]
    return len(gap) <= 120 and "。" not in gap and "\n" not in gap and ". " not in gap


# ------------------------------------------------------------------------------------------------ intervals


def _intervals(text: str, parts: list[Part]) -> None:
    """Confidence intervals: labelled, announced before their point (HR (95% CI): 0.80 (0.65-0.95)), or in the same form again."""
    announced: Label | None = None
    level: Decimal | None = None
    ratio, listed = "", 0
    for i, part in enumerate(parts):
        previous = parts[i - 1] if i else None
        label = next((label for label in part.labels if label.kind == "interval"), None)
        if part.kind.endswith("_ratio"):
            ratio, listed = part.kind, part.end
        if label is not None and part.joined and previous is not None and previous.kind == "number" and ratio:
            # "the hazard ratio was 0.75 overall (95% CI …), 0.79 in men (95% CI …) and 0.64 in women (95% CI …)"
            near = 0 < previous.start - listed < _ASIDE
            if near and previous.decimals > 0 and previous.code is None and _LIST_OF.fullmatch(text, listed, previous.start):
                previous.kind, listed = ratio, previous.end
        if label is not None and part.joined:
            part.kind, part.level = "interval", label.level
            level = label.level
            part.start = min(part.start, label.start) if part.start - label.end < 12 else part.start
        elif announced is not None and part.joined and previous is not None and part.start - previous.end < 5:
            part.kind, part.level = "interval", announced.level
        elif part.joined and part.kind == "number" and previous is not None and _echoes(text, previous, part):
            part.kind, part.level = "interval", level
            if ratio and level is not None and previous.kind == "number":
                previous.kind = ratio
        if part.kind == "interval" and part.code is None and previous is not None and _encloses(part, previous):
            part.code = previous.code
        announced = label if label is not None and not part.joined else None


_ASIDE = 160  # characters between two ratios of one list
_LIST_OF = regex(r"(?:[^.。;；()]|\((?:[^().]|\.(?=[0-9])){1,60}\)){0,80}?(?:[,，、] ?(?:and |versus )?| and )")


def _echoes(text: str, point: Part, part: Part) -> bool:
    """1.74 (1.18-2.57) or (1.74; 1.18-2.57): a point and a range in brackets that encloses it, with as many decimals."""
    close = text[point.end : part.start].strip() in (";", ",", "，", "(", "[") and text[part.end : part.end + 1] in (")", "]")
    return close and point.decimals == part.decimals and not point.joined and _encloses(part, point)


def _encloses(interval: Part, point: Part) -> bool:
    low, high, value = interval.low, interval.high, point.low if point.low is not None else point.high
    return low is not None and high is not None and value is not None and low <= value <= high and interval.start - point.end < 40


def _quantity(text: str, part: Part) -> Quantity:
    counted = part.kind == "fraction"
    return Quantity(
        Span(part.start, part.end),
        text[part.start : part.end],
        part.kind,
        part.low,
        part.high,
        part.code or "1",
        part.comparator,
        part.decimals,
        part.number.numerator if counted else None,
        part.number.denominator if counted else None,
        part.level,
        part.spread,
    )
