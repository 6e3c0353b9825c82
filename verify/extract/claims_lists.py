"""Figures that a list of measures hands out one by one: "sensitivity and specificity were 85% and 92%"."""

from __future__ import annotations

import re
from itertools import pairwise

from verify.extract.claims_sentence import Mention, Part, Sentence, fits
from verify.extract.claims_words import words
from verify.terms import Hit

FILL = rf"(?:{words('filler')}|[\s:(])*"
PLAIN = re.compile(rf"[\s)%]*(?:[、/,|]|,?\s*{words('compare')})?{FILL}$")
VERSUS = re.compile(rf"[\s)]*{words('versus')}{FILL}$")
_COORDINATE = re.compile(r"[\s、,/和与及]*(?:以及|及其|and|or|的)?\s*")


def handed_out(sentence: Sentence, mentions: list[Mention]) -> dict[int, tuple[Hit, str]]:
    """By the number of a mention: where its measure is named, and which member of the list it belongs to.

    "Nausea and rash occurred in 21% and 9%" hands out findings of one measure, and "sensitivity and specificity were …" measures.
    """
    plan: dict[int, tuple[Hit, str]] = {}
    results = [(i, m) for i, m in enumerate(mentions) if m.part is Part.RESULT]
    at = 0
    while at < len(results):
        run = [results[at]]
        while at + len(run) < len(results):
            following = results[at + len(run)][1]
            between = sentence.text[run[-1][1].end : following.start]
            if not PLAIN.match(between) or following.quantity.kind != run[0][1].quantity.kind:
                break
            run.append(results[at + len(run)])
        listed = _listed(sentence, run[0][1])
        units = _units(sentence, run)
        of = listed.pop() if len(listed) == len(units) + 1 and listed[-1].term.kind == "measures" else None
        if len(listed) >= 2 and len(units) == len(listed):
            for unit, hit in zip(units, listed, strict=True):
                plan[unit[0]] = of or hit, hit.term.id
        at += len(run)
    return plan


def _units(sentence: Sentence, run: list[tuple[int, Mention]]) -> list[tuple[int, Mention]]:
    """The first figures of the members of a run, "a vs b" being one member."""
    units = [run[0]]
    for (_, before), after in pairwise(run):
        if not VERSUS.match(sentence.text[before.end : after[1].start]):
            units.append(after)
    return units


def _listed(sentence: Sentence, mention: Mention) -> list[Hit]:
    """The coordinated measures right before a figure, in order; findings followed by one measure are a list of that measure."""
    listed: list[Hit] = []
    first = sentence.clauses[max(0, mention.clause - 1)].start
    for hit in reversed(sentence.hits_from(first, mention.start)):
        if listed:
            between = sentence.text[hit.span.end : listed[0].span.start]
            if not between.strip() or not _COORDINATE.fullmatch(between):
                break
            if not fits(hit, mention.quantity, False) and hit.term.kind == "measures":
                break
        elif not fits(hit, mention.quantity, False):
            break
        listed.insert(0, hit)
    return listed
