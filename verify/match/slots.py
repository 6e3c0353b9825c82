"""A claim cut into the things it speaks of, each with a weight: what it would tell to find it beside a figure of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from verify import terms
from verify.match.concepts import (
    CONDITION,
    CONTROLS,
    GRAM,
    KINDS,
    LETTERED,
    NAME,
    RANK,
    TIME,
    WORD,
    YEAR,
    Name,
    Slot,
    ends,
    meanings,
    side,
    size,
)
from verify.match.index import Index
from verify.match.ranks import GROUP
from verify.match.stems import TOKEN, stems
from verify.match.syllables import alike
from verify.model import Span
from verify.patterns import regex
from verify.terms import Hit

_WEIGHT = {
    "generic": 0.15,
    "measures": 1.6,
    "findings": 1.6,
    "diseases": 1.4,
    "drugs": 1.5,
    "procedures": 1.2,
    "arms": 1.3,
    "populations": 1.0,
    "words": 0.5,
    "times": 0.8,
}
_OTHER = {NAME: 1.5, WORD: 0.6, TIME: 1.3, CONDITION: 1.0, RANK: 1.2, GRAM: 0.25, YEAR: 0.8}
_RARE = {1: 1.0, 2: 0.8}  # a word of one or two sentences of the source tells more than one of many
_NUMBER = regex(r"[0-9]+(?:\.[0-9]+)?")
_ONE_NAMED = regex(r"(?<![A-Za-z])[Oo]ne ([a-z-]+(?: [a-z-]+)*) in ")
_ONE_OF_ZH = regex(r"每[0-9一-十两]+[名个位例]([一-鿿]{2,})中")
_SAID_BEFORE = regex(r"每[百千万0-9十]+[一-鿿]{2}")
_STEM = 2  # the characters that tell a group's name, at least
_HAN = regex(r"[㐀-鿿]+")
_UNPARTED = regex(r"[^/]+")
_COMPOUND = frozenset({"measures", "findings", "diseases"})
_CALLED_BEFORE = regex(r"(?:[A-Za-z]+ |药物|方案|疫苗|第)$")
_CALLED_AFTER = regex(r"组|药|疫苗| (?:group|arm|cohort)(?![a-z])")
_CALLED_NEAR = 12
_LONG = {True: 8, False: 4}  # characters of a name that may be made of others
_NUMBER_WORDS = regex(r"^[ivx]+$")


def slots(claim: Index, source: Index, within: Sequence[Span], results: Sequence[Span]) -> tuple[Slot, ...]:
    """What the claim speaks of in the spans `within` of its document, beside the figures to be checked at `results`."""
    made: list[Slot] = []
    text = claim.text
    covered = bytearray(b"\x01") * len(text)
    for span in within:
        covered[span.start : span.end] = bytes(span.end - span.start)
    for span in results:
        # "每千名受检女性的癌症检出数约5例": a rate said before its figure is printed around the words for what was counted.
        start = max((m.start() for m in _NUMBER.finditer(text, span.start, span.end)), default=span.start)
        start = start if _SAID_BEFORE.match(text, span.start) else span.start
        covered[start : span.end] = b"\x01" * (span.end - start)
        if one := _ONE_NAMED.search(text, span.start, span.end):  # "one hip in four"
            covered[one.start(1) : one.end(1)] = bytes(one.end(1) - one.start(1))
        if one := _ONE_OF_ZH.search(text, span.start, span.end):  # 每四名独居老人中就有一人
            covered[one.start(1) : one.end(1)] = bytes(one.end(1) - one.start(1))
    measured = [hit.span for hit in claim.hits_in(within) if hit.term.kind in ("measures", "findings")]
    for at, quantity, condition in (setting for span in within for setting in claim.settings_in(span)):
        if covered[at] or any(span.holds(quantity.span) for span in measured):
            continue  # 六分钟步行距离 is no point of time
        length = size(quantity)
        if length is not None and (quantity.kind == "duration" or (quantity.kind == "age" and not condition)):
            made.append(Slot(quantity.span, TIME, _OTHER[TIME], quantity.text, days=length))
        elif length is not None:
            made.append(Slot(quantity.span, CONDITION, _OTHER[CONDITION], quantity.text, days=length, side=side(quantity)))
        elif condition and (limits := ends(quantity)) is not None:
            made.append(Slot(quantity.span, CONDITION, _OTHER[CONDITION], quantity.text, ends=limits))
        covered[at : quantity.end] = b"\x01" * (quantity.end - at)
    whole_terms = [hit.span for hit in claim.hits_in(within)]
    lettered = any(id.startswith(GROUP) for _, id in source.ranks)
    for span, id in claim.ranks:
        if not any(covered[span.start : span.end]):
            if not any(term.holds(span) for term in whole_terms):  # "type 2 diabetes" is a disease too
                covered[span.start : span.end] = b"\x01" * (span.end - span.start)
            whole = text[span.start : span.end]
            if id.startswith(GROUP):
                if not lettered:
                    continue  # the article's own name for a group that the source calls otherwise
                # "B" alone would tell a reader nothing
                before = _CALLED_BEFORE.search(text, max(0, span.start - _CALLED_NEAR), span.start)
                after = _CALLED_AFTER.match(text, span.end)
                whole = (before.group() if before else "") + whole + (after.group() if after and not before else "")
            made.append(Slot(span, RANK, _OTHER[RANK], whole, (id,)))
    for hit in (part for whole in claim.hits_in(within) for part in _known_parts(whole, text, source)):
        if any(covered[hit.span.start : hit.span.end]):
            continue
        covered[hit.span.start : hit.span.end] = b"\x01" * (hit.span.end - hit.span.start)
        kind = hit.term.kind
        if kind == "times" and hit.term.id in _UNITS_OF_TIME:
            continue
        printed = text[hit.span.start : hit.span.end]
        ids, names = meanings(kind, hit.term.id, printed)
        own = stems(printed)
        if own and not LETTERED.search(printed):
            names = (Name("", own), *names)
        if ids and ids[0] == _CONTROL and printed != "对照" and not source.knows(ids):
            others = [other for other in sorted(CONTROLS) if source.knows((other,))]
            ids = (*ids, *others) if len(others) == 1 else ids  # the placebo group is the only control group there is
        if ids and ids[0] in _COMPARISONS:
            kind = "generic"
        if ids and ids[0] == _AGE and _YEARS_OLD.match(text, hit.span.end):
            kind = "generic"  # aged 75 or older: who is meant, not what was measured
        if ids and ids[0] == _DOSE and not _AMOUNT.search(printed):
            kind = "generic"  # that something is swallowed tells of no figure what it is of
        if kind == "words" and printed.lower() in _FUNCTION_WORDS:
            kind = "generic"
        if kind != "generic" and claim.of_group(hit.span):
            kind = "arms"
        made.append(Slot(hit.span, kind, _WEIGHT.get(kind, 1.0), printed, ids, names))
    groups = _groups(claim, source, within, whole_terms)
    for slot in groups:
        covered[slot.span.start : slot.span.end] = b"\x01" * (slot.span.end - slot.span.start)
    made += groups
    for span, id in claim.years:
        if not covered[span.start]:
            covered[span.start : span.end] = b"\x01" * (span.end - span.start)
            made.append(Slot(span, YEAR, _OTHER[YEAR], text[span.start : span.end], (id,)))
    for match in (piece for span in within for token in TOKEN.finditer(text, span.start, span.end) for piece in _pieces(token)):
        if covered[match.start()]:
            continue
        for part in stems(match.group()):
            if len(part) < 2 or _NUMBER_WORDS.match(part):
                continue
            named = claim.chinese or match.group()[1:] != match.group()[1:].lower() or any(c.isdigit() for c in part)
            known = not source.chinese or part in source.lower
            if known:
                kind = NAME if named else WORD
                made.append(
                    Slot(
                        Span(*match.span()),
                        kind,
                        _OTHER[NAME] if named else _RARE.get(source.common(part), _OTHER[WORD]),
                        match.group(),
                        names=(Name("", (part,)),),
                    )
                )
    if claim.chinese:
        made += _han(claim, source, within, covered)
    made.sort(key=lambda slot: slot.span.start)
    return tuple(made)


def _known_parts(hit: Hit, text: str, source: Index) -> Iterator[Hit]:
    """A term, or the terms its name is made of where the source knows one of them and not the whole: relief of itching, itching."""
    printed = text[hit.span.start : hit.span.end]
    long = hit.term.kind in _COMPOUND and len(printed) >= _LONG[printed.isascii()]
    if long and not source.knows(meanings(hit.term.kind, hit.term.id, printed)[0]):
        parts = terms.find(printed, *KINDS, below=len(printed))
        # 肾功能不全 is made of what 肾功能 is not
        whole = printed.isascii() or sum(part.span.end - part.span.start for part in parts) == len(printed)
        named = (meanings(part.term.kind, part.term.id, printed[part.span.start : part.span.end])[0] for part in parts)
        if whole and any(source.knows(ids) for part, ids in zip(parts, named, strict=True) if part.term.kind in _COMPOUND):
            start = hit.span.start
            yield from (Hit(Span(start + part.span.start, start + part.span.end), part.term) for part in parts)
            return
    yield hit


def _pieces(token: re.Match[str]) -> Iterator[re.Match[str]]:
    """The words of a token: those that a slash parts are two, CLD/cirrhosis."""
    if "/" not in token.group():
        yield token
    else:
        yield from _UNPARTED.finditer(token.string, *token.span())


def _groups(claim: Index, source: Index, within: Sequence[Span], terms: Sequence[Span]) -> list[Slot]:
    """Groups that the claim calls by the source's own name for them (扣眼穿刺组), which no single term explains."""
    made: list[Slot] = []
    if not (claim.chinese and source.chinese):
        return made
    for name in sorted({source.lower[span.start : span.end] for span in source.groups}, key=len, reverse=True):
        at = claim.lower.find(name)
        span = Span(at, at + len(name))
        if at < 0 or not any(w.holds(span) for w in within) or any(slot.span.overlaps(span) for slot in made):
            continue
        if not any(term.start <= span.start and term.end >= span.end - 1 for term in terms):
            made.append(Slot(span, NAME, _OTHER[NAME], name, names=(Name(name, ()),)))
    return made + _called_by(claim, source, within, [slot.span for slot in made])


def _called_by(claim: Index, source: Index, within: Sequence[Span], taken: Sequence[Span]) -> list[Slot]:
    """Groups that the claim calls by what the source names them after, if it does so with two of them.

    脉冲给药的产妇 and 持续输注者, where the source has a 脉冲组 and a 持续组
    """
    telling = [hit.span for hit in claim.hits_in(within) if hit.term.kind != "words"]
    settings = [setting.quantity.span for span in within for setting in claim.settings_in(span)]
    made: list[Slot] = []
    for name in sorted({source.lower[span.start : span.end] for span in source.groups}):
        stem = name.removesuffix("组")
        at = claim.lower.find(stem)
        span = Span(at, at + len(stem))
        if len(stem) < _STEM or not _HAN.fullmatch(stem) or at < 0 or not any(w.holds(span) for w in within):
            continue
        if not any(other.overlaps(span) for other in (*telling, *settings, *taken)):
            made.append(Slot(span, NAME, _WEIGHT["words"], stem, names=(Name(name, ()),)))
    return made if len(made) > 1 else []


# English words that translate Chinese ones but by themselves tell nothing of a figure
_FUNCTION_WORDS = frozenset(
    {"with", "within", "under", "over", "below", "above", "about", "before", "prior", "between", "around", "off", "during"}
)
_COMPARISONS = frozenset({"measures:absolute_risk_reduction", "measures:relative_risk_reduction"})  # of whatever it is told
_AGE, _YEARS_OLD = (
    "measures:age",
    regex(r"\s*(?:of |over |under |about |around |between |from |at least )?[0-9<>≥≤]|\s*[≥≤<>]|(?<=aged) [a-z]+ty"),
)
_CONTROL = "arms:control"
_DOSE, _AMOUNT = "measures:dose", regex(r"量|dos", re.I)
_UNITS_OF_TIME = frozenset({"hour", "minute", "day", "week", "month", "year"})


def _han(claim: Index, source: Index, within: Sequence[Span], covered: bytearray) -> list[Slot]:
    """Chinese that no term explains: pairs of characters for a Chinese source, names that sound alike for an English one."""
    made = []
    rest = [] if source.chinese else source.names
    for match in (match for span in within for match in _HAN.finditer(claim.text, span.start, span.end)):
        at = match.start()
        while at < match.end():
            end = at
            while end < match.end() and not covered[end]:
                end += 1
            run = claim.text[at:end]
            if len(run) >= 2 and source.chinese:
                made += [
                    Slot(Span(at + i, at + i + 2), GRAM, _OTHER[GRAM], run[i : i + 2], names=(Name(run[i : i + 2], ()),))
                    for i in range(len(run) - 1)
                ]
            elif len(run) >= 3:
                found = max(((where, name) for name in rest if (where := alike(run, name))), default=None)
                if found:
                    (_, start, stop), name = found
                    span = Span(at + start, at + stop)
                    made.append(Slot(span, NAME, _OTHER[NAME], claim.text[span.start : span.end], names=(Name("", stems(name)),)))
            at = end + 1
    return made
