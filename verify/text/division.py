"""Units divided by units: mg/kg/d, per 100 000 person-years, /10万, mL/min/1.73 m², mL/(kg·min)."""

from __future__ import annotations

from decimal import Decimal

from verify.patterns import regex
from verify.text.tokens import TIME, Part
from verify.text.vocabulary import counters, units

_BODY = regex(
    r"[ ]?(?:/|per )[ ]?\(?[ ]?min(?:[ ]?[·*./][ ]?| per )\(?1\.73[ ]?m(?:2|²|\^2)\)?\)?"
    r"|[ ]?[·*.]?[ ]?min(?:-1|\^-1|⁻¹)[ ]?[·*.]?[ ]?(?:\(1\.73[ ]?m(?:2|²|\^2)\)(?:-1|\^-1|⁻¹)|1\.73[ ]?m(?:-2|\^-2|⁻²))"
)
_PER = regex(
    r"[ ]?(?:/|(?<![A-Za-z])(?:(?P<share>(?:in|for|of|out of) every)|per|each|every)(?![A-Za-z])"
    r"|an?(?=[ ](?:hour|day|week|month|year)))[ ]?"
    r"(?:(?P<n>[0-9]{1,3}(?:[ ,]?[0-9]{3}){0,3}(?:\.[0-9]{1,3})?(?![0-9]))?[ ]?"
    r"(?P<scale>百万|十万|一百万|万|千|million(?![a-z])|thousand(?![a-z]))?)[ ]?"
)
_SCALES = {"百万": 10**6, "十万": 10**5, "一百万": 10**6, "万": 10**4, "千": 10**3, "million": 10**6, "thousand": 10**3}
_DOSES = frozenset(("mg", "ug", "g", "[IU]", "U", "k[IU]"))
_PER_DOSE = frozenset(("kg", "m2", "d", "wk", "h", "min"))


def divide(text: str, part: Part) -> None:
    """Units divided by units, as far as they go: mg/kg/d, per 100 000 person-years, /10万."""
    for _ in range(4):
        if part.code and (area := _BODY.match(text, part.end)):  # of a glomerular filtration rate
            part.code, part.end, part.kind = f"{part.code}/min/{{1.73_m2}}", area.end(), "measurement"
            return
        if part.code and (inverse := _inverse(text, part.end)):  # mg·kg-1·d-1
            part.end, part.code = inverse[0], f"{part.code}/{inverse[1]}"
            part.kind = _divided(part, text)
            continue
        if part.code and text[part.end : part.end + 1] in ("·", "*") and (factor := units().at(text, part.end + 1)):
            part.code, part.end, part.kind = f"{part.code}.{factor[1].code}", factor[0], "measurement"  # µg·h/mL
            continue
        below = _below(text, part.end)
        if below is not None and (part.code or below[1][0] == "1"):  # mL/(kg·min), 5.2/(1000人年)
            part.end, part.code = below[0], f"{_bare(part.code)}/{below[1]}"
            part.kind = _divided(part, text)
            return
        match = _PER.match(text, part.end)
        if match is None or (match["share"] and part.decimals <= 0):  # 4 in every 100 is a share
            return
        divisor = Decimal((match["n"] or "1").replace(",", "").replace(" ", "")) * _SCALES.get(match["scale"] or "", 1)
        many = divisor >= 100
        unit = units().at(text, match.end())
        if unit is not None and unit[1].kind in ("percent", "percentage_point", "fold"):
            return
        if unit is not None and (part.code or divisor != 1 or unit[1].code.startswith("{person}.")):
            base = "min" if unit[1].code == "{score}" else unit[1].code  # 110次/分
            if base.startswith("{person}"):
                base = base.removeprefix("{person}.")
                part.code = f"{_bare(part.code)}/{divisor}/{base}" if divisor != 1 else f"{_bare(part.code)}/{base}"
                part.kind = "rate"
            elif divisor == 1:
                part.code = f"{_bare(part.code)}/{base}"
            elif part.code and part.kind != "fold":
                part.code = f"{_bare(part.code)}/({divisor}.{base})"
            elif many:  # 0.60 times, or 0.60 injuries, per 1,000 hours
                part.code, part.kind = f"/{divisor}/{base}", "rate"
            else:
                return
            part.end = unit[0]
        elif many and divisor == int(divisor):
            part.code = f"{_bare(part.code)}/{divisor}"
            part.kind = "rate"
            counter = counters().at(text, match.end())
            part.end = counter[0] if counter else match.end() - (text[match.end() - 1] == " ")
        else:
            return
        part.kind = _divided(part, text)


_OPEN_BELOW = regex(r"[ ]?/[ ]?\([ ]?(?:(?P<n>1(?:[ ,]?0){1,6})[ ]?)?")
_TIMES = regex(r"[ ]?[·*./×][ ]?")


def _below(text: str, at: int) -> tuple[int, str] | None:
    """What stands in brackets below the line, as divisors one after the other: /(kg·min), /(1000 person-years)."""
    opening = joint = _OPEN_BELOW.match(text, at)
    codes = [opening["n"].replace(" ", "").replace(",", "")] if opening and opening["n"] else []
    while joint is not None and len(codes) < 4:
        found = units().at(text, joint.end())
        if found is None:
            return None
        at = found[0]
        codes.append(found[1].code.removeprefix("{person}."))
        joint = _TIMES.match(text, at)
    return (at + 1, "/".join(codes)) if codes and text[at : at + 1] == ")" else None


def _inverse(text: str, at: int) -> tuple[int, str] | None:
    """A unit with the exponent -1, joined by a dot or a blank."""
    if text[at : at + 1] not in ("·", " ", "."):
        return None
    found = units().at(text, at + 1)
    if found is None:
        return None
    for sign in ("-1", "^-1", "⁻¹"):
        if text.startswith(sign, found[0]) and not text[found[0] + len(sign) : found[0] + len(sign) + 1].isdigit():
            return found[0] + len(sign), found[1].code
    return None


def _bare(code: str | None) -> str:
    return "" if code in (None, "1") else str(code)


def _divided(part: Part, text: str) -> str:
    """The kind of a quotient of units."""
    head, *below = (part.code or "").split("/")
    if part.kind == "count" and below and below[0] in TIME:
        if below[0] in ("s", "min"):
            return "measurement"
        return "frequency" if "次" in text[part.number.end : part.end] else "rate"
    if part.kind in ("percent", "percentage_point") or (part.kind in ("", "count") and below):
        return "rate"
    if part.kind in ("measurement", "dose", "duration"):
        return "dose" if head in _DOSES and all(code in _PER_DOSE for code in below) else "measurement"
    return part.kind
