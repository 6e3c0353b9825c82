"""A claim, the figure that may join it, and what keeps the two apart.

A claim is one measure in one comparison. So a figure says something else where another measure, event or people of its own are
named, where another source is cited, or where a new statement begins. `claims_joins` asks what then links the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verify.extract.claims_measures import unlisted
from verify.extract.claims_sentence import FILL, SHARES, Mention, Sentence, fits
from verify.extract.claims_words import words
from verify.model import Quantity
from verify.patterns import regex
from verify.terms import Hit

DIFFERENCE = regex(rf"{words('difference')}")
GROUPED = regex(words("group"))
VERSUS_LAST = regex(rf"{words('versus')}{FILL}$")
_TRIAL_ARM = regex(words("trial_arm"))
_SUBSET = regex(rf"[\s,;]*(?:and\s)?{words('subset', anchored=True)}")
_NEW_TIME = regex(r"第\s?[0-9]+\s?(?:周|个月|月|年|天)|(?<![A-Za-z])(?:at|by)\s(?:week|month|year|day|[0-9]+)")
_STOP = regex(r"[,;]")
_SAID = regex(rf"\s(?:was|were|is|are|reached)\s{FILL}$")
_PREDICATE = regex(
    r"\s(?:of\s(?:[a-z]+\s){1,4})?(?:had|have|has|were|was|are|is|reported|achieved|developed|died|required|received|experienced|said|showed|needed|did)(?![a-z])"
)
_OWN_PEOPLE = regex(  # a figure with people of its own says something else: 78% at a year, and 22% of participants dropped out
    r"的(?!发生率)|\sof\s(?:the\s)?(?:[a-z-]+\s)?(?:patients|participants|people|adults|women|men|children|them|users)\s"
    r"(?!(?:in|on|with|given|receiving|taking|assigned|treated|who|at|for|from|and|vs|after|before|under|randomi[sz]ed|aged)(?![a-z]))[a-z]"
)
_BELONGS = regex(r"(?:(?<![A-Za-z])(?:with|of|for|in|without|to|and no)\s(?:[a-z0-9-]+\s){0,3}|[有无非])$")
_SOMEONE = regex(r"的?(?:者|患者|人群|人|组|儿童|女性|男性|病例)|\s(?:patients|group|arm|women|men|people|adults|children)")


@dataclass(slots=True)
class Group:
    """The figures of one claim, in order, each with its statistic; `hit` is where the measure is named."""

    measure: str
    hit: Hit | None
    subject: str = ""  # what a list hands figures out to: a measure, or a finding of one measure
    figures: list[tuple[Mention, str]] = field(default_factory=list)

    @property
    def last(self) -> Mention:
        return self.figures[-1][0]

    @property
    def head(self) -> Mention:
        """The first figure that is a result."""
        return next((m for m, statistic in self.figures if statistic not in ("n",)), self.figures[0][0])


@dataclass(frozen=True, slots=True)
class Meeting:
    """A claim and the figure that may join it.

    `between` are the words from the last figure of the claim on, `tail` those of them that lead up to the figure in its own clause.
    """

    sentence: Sentence
    group: Group
    mention: Mention
    between: str
    tail: str
    alike: bool

    @property
    def first(self) -> Quantity:
        return self.group.head.quantity

    @property
    def second(self) -> Quantity:
        return self.mention.quantity


def apart(meeting: Meeting) -> bool:
    """Whether what stands between the two, or their kinds, make the figure part of another claim."""
    if not meeting.alike and not (meeting.second.kind in (*SHARES, "fold") and DIFFERENCE.search(meeting.between)):
        return True
    return other_measure(meeting) or _counts_another(meeting) or _sourced_apart(meeting) or _new_statement(meeting)


def other_measure(meeting: Meeting, start: int = -1) -> bool:
    """Whether another measure, or another event as a subject of its own, is named between the two, from `start` on."""
    sentence, group, mention, text = meeting.sentence, meeting.group, meeting.mention, meeting.sentence.text
    if unlisted(sentence, mention):
        return True
    own = group.hit.term.id if group.hit else ""
    subject = max(mention.start - len(tail_of(text[group.last.end : mention.start])), group.last.end)
    for hit in sentence.hits_from(max(start, group.last.end), mention.start):
        if hit.term.kind == "measures":
            says = not hit.term.fields.get("general") or hit.term.id == "proportion"
            other = says and hit.term.id != own and fits(hit, mention.quantity, True)
        else:
            alone = hit.span.start >= subject and not _SOMEONE.match(text, hit.span.end)
            other = alone and not _BELONGS.search(text, subject, hit.span.start)
        if other:
            return True
    return "|" in meeting.between and group.hit is None  # cells of a row that names no measure


def _counts_another(meeting: Meeting) -> bool:
    """Whether two counts are of different things, by their own nouns: 1.3 million deaths and 10.6 million people."""
    one, other = (
        {hit.term.id for hit in meeting.sentence.hits_from(m.start, m.end) if hit.term.kind == "measures"}
        for m in (meeting.group.last, meeting.mention)
    )
    return meeting.first.kind == meeting.second.kind == "count" and one != other


def _sourced_apart(meeting: Meeting) -> bool:
    """Whether each figure is a statement with a source of its own: 12% [1], 8% [2]. One source may be given for each arm."""
    group, mention = meeting.group, meeting.mention
    markers = [m for m in meeting.sentence.markers if m.at >= group.last.end]
    between = [m for m in markers if m.at < mention.start]
    if not between or (not between[-1].leads and not _STOP.search(meeting.sentence.text, between[0].at, mention.start)):
        return False
    own = next((m.keys for m in markers if m.at >= mention.end), between[0].keys)
    return any(m.keys != own or m.leads for m in between) or not (
        _TRIAL_ARM.search(meeting.tail) or VERSUS_LAST.search(meeting.between)
    )


def _new_statement(meeting: Meeting) -> bool:
    """Whether the figure begins a statement: behind a semicolon, of a part, at another time, or with a verb of its own."""
    between, group, text, end = meeting.between, meeting.group, meeting.sentence.text, meeting.mention.end
    if _SUBSET.match(between) or (";" in between and _NEW_TIME.search(between)):
        return True
    if not GROUPED.search(between) and (";" in between or _repeats(meeting)):
        return True
    if _SAID.search(text, meeting.sentence.span.start, group.head.start) and _PREDICATE.match(text, end):
        return True  # the rate was 86% and 72% were alive
    return "," in between and any(own.match(text, end) for own in (_PREDICATE, _OWN_PEOPLE))


def _repeats(meeting: Meeting) -> bool:
    """Whether the measure of the claim is named again in the clause of the figure."""
    sentence, mention, named = meeting.sentence, meeting.mention, meeting.group.hit
    start = max(meeting.group.last.end, sentence.clause_of(mention).start)
    return named is not None and any(
        hit.term.id == named.term.id and hit != named for hit in sentence.hits_from(start, mention.start)
    )


def tail_of(between: str) -> str:
    """The words that lead up to a figure in its own clause."""
    return re.split(r"[,;。]", between[between.rfind(")") + 1 :])[-1]
