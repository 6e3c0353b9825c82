"""Which figures of a sentence make one claim: a measure in its arms, before and after, with its ratio, interval and P.

Figures are taken left to right; each either joins the claim before it or opens one. It joins when the words between the two say
so (versus, from-to, "control group: 12%", "a difference of 18 hours", a parenthesis) and name no other measure.
"""

from __future__ import annotations

import re

from verify.extract.claims_apart import Group
from verify.extract.claims_joins import joins
from verify.extract.claims_lists import handed_out
from verify.extract.claims_measures import composes, name, nearest, unlisted
from verify.extract.claims_sentence import SHARES, Mention, Part, Sentence, alike
from verify.extract.claims_words import words
from verify.patterns import regex
from verify.terms import Hit

_ENROL = regex(words("enrol"))
_GROUPED = regex(words("group"))
_AGAIN = regex(words("again"))
_WHOLE_BEHIND = regex(r"[\s)]{0,3}of\s")  # 21 (10.1%) of 208
_SUBSET = regex(rf"[\s,;]*(?:and\s)?{words('subset', anchored=True)}")


def groups(sentence: Sentence, mentions: list[Mention], previous: str) -> list[Group]:
    """The claims of a sentence, `previous` being the measure last claimed before it in the paragraph."""
    made: list[Group] = []
    samples: list[Mention] = []
    planned = handed_out(sentence, mentions)
    for number, mention in enumerate(mentions):
        part = mention.part
        current = made[-1] if made else None
        if part is Part.SAMPLE:
            if current is not None and _WHOLE_BEHIND.fullmatch(sentence.text, current.last.end, mention.start):
                current.figures.append((mention, "n"))
            else:
                samples.append(mention)
            continue
        statistic = part.value
        if part in (Part.P_VALUE, Part.INTERVAL):
            if current is not None:
                current.figures.append((mention, statistic))
            continue
        hit, subject = planned.get(number, (None, ""))
        same = next((group for group in made if subject and group.subject == subject), None)
        if same is not None:
            same.figures.append((mention, "value"))
            continue
        waiting = [sample.start for sample in samples if current is not None and sample.start > current.last.end]
        joined = None if hit or current is None else joins(sentence, current, mention, min(waiting, default=mention.start))
        if joined and current is not None:
            current.figures += [(sample, "n") for sample in samples if sample.start > current.last.end]
            samples = [] if samples and samples[-1].start > current.figures[0][0].start else samples
            if current.measure == "fold" and mention.quantity.kind in (*SHARES, "rate"):
                current.hit = nearest(sentence, mention, sentence.clauses[current.head.clause].start)
                current.measure = name(sentence, mention, current.hit, "")
            current.figures.append((mention, joined))
            continue
        hit = hit or _named(sentence, mention, current)
        if unlisted(sentence, mention) or composes(sentence, mention):
            inherited = ""
        elif current is not None:
            inherited = current.measure if alike(current.head.quantity, mention.quantity) else ""
        else:
            inherited = previous if _elliptic(sentence, mention) else ""
        group = Group(name(sentence, mention, hit, inherited), hit, subject)
        if samples and current is not None and _whole(sentence, current, samples[-1], mention):
            samples.insert(0, made.pop().figures[0][0])
        group.figures = [(sample, "n") for sample in _counted(samples, mention)]
        group.figures.append((mention, "value" if part is not Part.RATIO else "ratio"))
        samples = []
        made.append(group)
    if samples and not made and _ENROL.search(sentence.text, sentence.span.start, sentence.span.end):
        made.append(Group("sample_size", None, figures=[(samples[0], "value")]))
    elif samples and made and samples[0].start > made[-1].last.start:
        made[-1].figures += [(sample, "n") for sample in samples if _paired(sentence, made[-1].last, sample)]
    return made


def _whole(sentence: Sentence, group: Group, sample: Mention, share: Mention) -> bool:
    """Whether a claim is but the whole of which "198 (82.5%)" is a part: "240 patients were enrolled, 198 (82.5%) improved"."""
    return (
        group.measure == "sample_size"
        and len(group.figures) == 1
        and sample.start > group.last.end
        and "(" in sentence.text[sample.end : share.start]
        and (group.head.quantity.low or 0) >= (sample.quantity.low or 0)
    )


def _counted(samples: list[Mention], mention: Mention) -> list[Mention]:
    """The counts that belong to a result; one that only opens the sentence says how large the study was: in a series of 604, …"""
    return samples if any(sample.clause == mention.clause for sample in samples) else []


def _named(sentence: Sentence, mention: Mention, current: Group | None) -> Hit | None:
    """Where the measure of a figure that opens a claim is named: behind the claim before, else anywhere in the sentence."""
    hit = None
    if current is not None and current.last.clause == mention.clause:
        behind = current.last.end
        if current.hit is not None and current.hit.span.start >= behind:
            behind = current.hit.span.end  # 87% sensitivity and 91% specificity
        hit = nearest(sentence, mention, behind) or nearest(sentence, mention, behind, changing=True)
    return hit or nearest(sentence, mention, sentence.span.start)


def _elliptic(sentence: Sentence, mention: Mention) -> bool:
    """Whether a sentence goes on with the measure before it: of these, 12%; the corresponding figures were 6 and 9 months."""
    text, start = sentence.text, sentence.span.start
    return bool(_SUBSET.match(text, start) or _GROUPED.match(text, start) or _AGAIN.search(text, start, mention.start))


def _paired(sentence: Sentence, before: Mention, after: Mention) -> bool:
    """A share with its n/N in the same parenthesis or one right behind: 54.5% (187 of 412)."""
    between = sentence.text[before.end : after.start]
    return re.fullmatch(r"[\s(,;:\[]{0,4}", between) is not None
