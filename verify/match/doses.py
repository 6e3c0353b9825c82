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
    for pattern in _NAMED:
        for match in pattern.finditer(lower):
            dose = re.compile(rf"(?<![0-9.]){re.escape(match['dose'])}[ -]?{match['unit']}(?![a-z])")
            yield (
                Span(*match.span("name")),
                [m.start() for m in dose.finditer(lower) if not match.start() <= m.start() < match.end()],
            )
