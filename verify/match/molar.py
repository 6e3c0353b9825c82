"""Concentrations printed as an amount in one text and as a mass in the other: 1.4 mmol/L of glucose is 25 mg/dL."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from verify.match.units import factors
from verify.model import Quantity

_EXACT = 9  # decimals of a computed value
_TABLE = Path(__file__).with_name("analytes.tsv")
# Units of concentration; a number in another unit is no concentration.
MOLAR = frozenset(
    {"mmol/L", "umol/L", "nmol/L", "pmol/L", "mol/L", "mg/dL", "g/dL", "g/L", "mg/L", "ug/L", "ug/dL", "ng/mL", "pg/mL", "ug/mL"}
)


class Analyte(NamedTuple):
    names: tuple[str, ...]  # in small letters
    amount: str  # UCUM
    mass: str
    factor: Decimal  # mass = amount × factor


@cache
def analytes() -> tuple[Analyte, ...]:
    """The substances of the table."""
    made = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            zh, en, amount, mass, factor = line.split("\t")
            made.append(Analyte(tuple(f"{zh}|{en}".lower().split("|")), amount, mass, Decimal(factor)))
    return tuple(made)


def converted(source: Quantity, unit: str, words: str) -> tuple[Quantity, str] | None:
    """`source` in `unit` with the formula, if `words`, in small letters, name a substance whose table gives the way."""
    for one in analytes():
        for here, there, factor in ((one.amount, one.mass, one.factor), (one.mass, one.amount, 1 / one.factor)):
            first, last = factors(source.unit, here, "", ""), factors(there, unit, "", "")
            if first and last and any(name in words for name in one.names):
                by = first[0][0] * factor * last[0][0]
                low, high = (None if end is None else end * by for end in (source.low, source.high))
                shown = f"{source.text} × {by:.4g} = {source.value * by:.4g} {unit}" if source.value is not None else f"× {by:.4g}"
                return replace(source, unit=unit, low=low, high=high, decimals=_EXACT), shown
    return None
