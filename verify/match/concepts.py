"""What a claim speaks of, in a form that Chinese and English share: terms, names, times, conditions, years.

A slot carries every id and every name its term has in either language. What the vocabulary cannot carry across is unknown, and
unknown is never a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from verify import terms
from verify.match.ranks import GROUP
from verify.match.stems import stems
from verify.match.units import DAYS
from verify.model import Quantity, Span
from verify.patterns import regex

# The order decides which kind names a word that two kinds share.
KINDS = ("generic", "measures", "findings", "diseases", "drugs", "procedures", "arms", "populations", "words", "times")
NAME, WORD, TIME, YEAR, CONDITION, RANK, GRAM = "name", "word", "time", "year", "condition", "rank", "gram"

# What a figure belongs to: the measure it is one of, the arm or the people it was found in.
FAMILIES = {
    "measures": "measure",
    "findings": "measure",
    "diseases": "measure",
    "arms": "arm",
    "drugs": "arm",
    "populations": "population",
    NAME: "arm",
}
# Arms that are given nothing new, whatever they are called.
CONTROLS = frozenset(
    f"arms:{name}"
    for name in (
        "control",
        "placebo",
        "usual_care",
        "standard_care",
        "sham",
        "no_treatment",
        "waiting_list",
        "attention_control",
        "historical_control",
    )
)
_YEAR = regex(r"(?<![0-9.])(?:19[5-9]|20[0-4])[0-9](?![0-9%]|\.[0-9]|\s*(?:例|名|人|patients))")


def years(text: str) -> Iterator[tuple[Span, str]]:
    """Calendar years with their id."""
    for match in _YEAR.finditer(text):
        yield Span(*match.span()), f"#year:{match.group()}"


class Name(NamedTuple):
    """Another name of a term: Chinese text, or the stems of English words."""

    zh: str
    en: tuple[str, ...]


@cache
def _by_gloss() -> dict[str, list[terms.Term]]:
    made: dict[str, list[terms.Term]] = {}
    for kind in KINDS:
        for term in terms.terms(kind).values():
            for gloss in filter(None, term.fields.get("gloss", "").split("|")):
                made.setdefault(gloss.lower().replace("-", " "), []).append(term)
    return made


@cache
def _rates() -> dict[str, list[terms.Term]]:
    """Measures by the id of the one that each is, or is told as, when given as a share."""
    made: dict[str, list[terms.Term]] = {}
    every = terms.terms("measures")
    for term in every.values():
        if (share := every.get(term.fields.get("rate", ""))) is not None:
            made.setdefault(term.id, []).append(share)
            made.setdefault(share.id, []).append(term)
    return made


@cache
def hazards_of(id: str) -> frozenset[str]:
    """The events whose risk the hazard ratio of a survival is said to tell: "measures:mortality" for overall survival."""
    kind, _, name = id.partition(":")
    term = terms.get("measures", name) if kind == "measures" else None
    events = term.fields.get("hazard", "") if term is not None else ""
    return frozenset(f"measures:{event}" for event in events.split("|") if event)


def _told_otherwise(id: str) -> list[terms.Term]:
    """The same measure told as a share or not: survival and survival rate, deaths and mortality."""
    return _rates().get(id, [])


_SHORTEST_NAME = 2
_ENDINGS = frozenset({"下降", "降低", "减少", "减轻", "升高", "增加", "症状", "降幅", "增幅", "减幅"})


def _forms(printed: str) -> tuple[str, ...]:
    """A printed name as aliases may spell it, without hyphens or the ending of the plural, a rate (缓解率), a change (体重下降)."""
    plain = printed.replace("-", " ")
    if plain[-1:] in ("率", "者", "组") and len(plain) > _SHORTEST_NAME:
        return (plain, plain[:-1])
    if plain[-2:] in _ENDINGS and len(plain) > _SHORTEST_NAME:
        return (plain, plain[:-2])
    if not plain.isascii() or not plain.endswith("s"):
        return (plain,)
    return (plain, plain[:-1], plain[:-3] + "y" if plain.endswith("ies") else plain[:-2])


# "lower dose" would be any dose, because "lower" alone tells nothing
_COMPARES = regex(r"(?:lower|higher)[ -]")


# hepatitis A is no other hepatitis, though its letter is a word that carries nothing
LETTERED = regex(r"(?:hepatitis|vitamin|influenza|factor|group|type|class|protein|phase|stage)[ -](?:a|i)(?![a-z])", re.I)


@lru_cache(maxsize=10_000)
def meanings(kind: str, id: str, printed: str) -> tuple[tuple[str, ...], tuple[Name, ...]]:
    """The ids of all terms that bear the printed name, and all their names."""
    term = terms.get(kind, id)
    assert term is not None
    bearing = [term]
    rate = (f"{printed}率",) if kind == "words" and not printed.isascii() else ()  # 治疗有效: what an effective rate counts
    for form in (*_forms(printed.lower()), *rate):
        others = (*terms.named(form, *KINDS), *_by_gloss().get(form, ()))
        bearing += [other for other in others if other not in bearing and other.kind != "generic"]
    for one in tuple(bearing):
        if one.kind == "measures":
            bearing += [other for other in _told_otherwise(one.id) if other not in bearing]
    names: dict[Name, None] = {}
    for one in bearing:
        names.update(dict.fromkeys(_aliases_of(one.kind, one.id)))
    return tuple(f"{one.kind}:{one.id}" for one in bearing), tuple(names)


@lru_cache(maxsize=10_000)
def _aliases_of(kind: str, id: str) -> tuple[Name, ...]:
    """The names of one term: Chinese text, and the stems of English words."""
    term = terms.get(kind, id)
    assert term is not None
    english = (*term.en, *filter(None, term.fields.get("gloss", "").split("|")))
    stemmed = (stems(alias) for alias in english if not (_COMPARES.match(alias) or LETTERED.search(alias)))
    return (*(Name(alias.lower(), ()) for alias in term.zh), *(Name("", found) for found in stemmed if found))


class Slot(NamedTuple):
    """One thing a claim speaks of, where it does, and what would hold it."""

    span: Span
    kind: str
    weight: float
    text: str
    ids: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    days: Decimal | None = None
    ends: tuple[Decimal, Decimal] | None = None  # of a group between two limits: 5~10年, aged 18 to 49
    side: int = 0  # of a group on one side of a limit: 1 above, -1 below


_DOSE = regex(r"[0-9]\s?-?(?:mg|[μµu]g|mcg|g|IU|U|mL|ml|mmol|毫克|微克|克|单位|毫升)(?![A-Za-z])")


def names_arm(slot: Slot) -> bool:
    """Whether a condition or a rank tells arms apart: 300 mg组, group B."""
    return (slot.kind == CONDITION and _DOSE.search(slot.text) is not None) or (slot.kind == RANK and slot.ids[0].startswith(GROUP))


def days(quantity: Quantity) -> Decimal | None:
    """A stretch of time in days, to its end ("weeks 9 to 12"), None for what is none."""
    value = quantity.value
    if value is None and quantity.kind == "duration" and quantity.unit != "a" and quantity.low is not None:
        value = quantity.high  # of years it is rather the ages of people
    return None if value is None or quantity.unit not in DAYS else value * DAYS[quantity.unit]


def size(quantity: Quantity) -> Decimal | None:
    """What two settings are compared by: days if it is a time or an age, else the number."""
    return days(quantity) if quantity.unit in DAYS else quantity.value


def ends(quantity: Quantity) -> tuple[Decimal, Decimal] | None:
    """The two limits of a group, in days if they are times; None for what has not two."""
    low, high = quantity.low, quantity.high
    if low is None or high is None or low == high:
        return None
    unit = DAYS.get(quantity.unit, 1)
    return low * unit, high * unit


def side(quantity: Quantity) -> int:
    """On which side of its limit a bounded group is: 1 for 60岁以上, -1 for "under 60", 0 for what has no one side."""
    return {"<": -1, "<=": -1, ">": 1, ">=": 1}.get(quantity.comparator, 0)
