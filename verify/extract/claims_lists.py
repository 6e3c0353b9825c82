"""Figures that a list of measures hands out one by one: "sensitivity and specificity were 85% and 92%"."""

from __future__ import annotations

from itertools import pairwise

from verify.extract.claims_sentence import FILL, PLAIN, Mention, Part, Sentence, fits
from verify.extract.claims_words import words
from verify.patterns import regex
from verify.terms import Hit

VERSUS = regex(rf"[\s)]*{words('versus', anchored=True)}{FILL}$")
_COORDINATE = regex(r"\s*(?:[、,/和与及]|以及|及其)\s*|,?\s*(?:and|or)\s+|[、,]?\s*[和与及]\s*")
_POSSESSIVE = regex(r"的?\s*")


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
        listed, of = _listed(sentence, run[0][1])
        units = _units(sentence, run)
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


def _listed(sentence: Sentence, mention: Mention) -> tuple[list[Hit], Hit | None]:
    """The coordinated measures or findings right before a figure, in order, and the one measure they are a list of."""
    listed: list[Hit] = []
    of: Hit | None = None
    first = sentence.clauses[max(0, mention.clause - 1)].start
    for hit in reversed(sentence.hits_from(first, mention.start)):
        if listed:
            between = sentence.text[hit.span.end : listed[0].span.start]
            if of is None and len(listed) == 1 and listed[0].term.kind == "measures" and _POSSESSIVE.fullmatch(between):
                of = listed.pop()  # the rates of nausea and rash
            elif not _COORDINATE.fullmatch(between):
                break
            if not fits(hit, mention.quantity, False) and hit.term.kind == "measures":
                break
        elif not fits(hit, mention.quantity, False):
            break
        listed.insert(0, hit)
    return listed, of
