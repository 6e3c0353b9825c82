"""Doses that a text also calls high or low: 30 mg (high dose), 低剂量组(15 mg)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.model import Span
from verify.patterns import regex

_DOSE = r"(?P<dose>[0-9]+(?:\.[0-9]+)?) ?(?P<unit>mg|µg|μg|ug|mcg|g|ml|iu|u|毫克|微克)(?![a-z])"
_CALLED = r"(?P<name>(?:high|low|medium|mid|middle|intermediate|higher|lower)(?:er)?[ -]dose|[高中低]剂量)"
_NAMED = (
    regex(_DOSE + r"[^(),;0-9]{0,24}\(" + _CALLED),
    regex(_CALLED + r"(?:组| group| arm)?(?:\(|,? ?(?:of|为|即) ?| )" + _DOSE),
)


def named(lower: str) -> Iterator[tuple[Span, list[int]]]:
    """What a dose is called in a text of small letters, and where else the dose stands."""
    places: dict[tuple[str, str], list[int]] = {}  # a dose is looked for once, however often it is named
    for pattern in _NAMED:
        for match in pattern.finditer(lower):
            dose = match["dose"], match["unit"]
            if dose not in places:
                alike = re.compile(rf"(?<![0-9.]){re.escape(dose[0])}[ -]?{dose[1]}(?![a-z])")
                places[dose] = [m.start() for m in alike.finditer(lower)]
            yield Span(*match.span("name")), [at for at in places[dose] if not match.start() <= at < match.end()]
