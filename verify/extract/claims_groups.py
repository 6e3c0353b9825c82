"""Which figures of a sentence make one claim: a measure in its arms, before and after, with its ratio, interval and P.

Figures are taken left to right; each either joins the claim before it or opens one. It joins when the words between the two say
so (versus, from-to, "control group: 12%", "a difference of 18 hours", a parenthesis) and name no other measure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verify.extract.claims_lists import FILL, PLAIN, handed_out
from verify.extract.claims_measures import name, nearest, unlisted
from verify.extract.claims_sentence import SHARES, Mention, Part, Sentence, fits
from verify.extract.claims_words import words
from verify.terms import Hit


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


_DEPART = re.compile(rf"{words('depart')}[^,;。]{{0,20}}$")
_ARRIVE = re.compile(rf"{words('arrive')}{FILL}$")
_DIFFERENCE = re.compile(rf"{words('difference')}")
_VERSUS_LAST = re.compile(rf"{words('versus')}{FILL}$")
_COMPARED_LAST = re.compile(rf"{words('compare')}{FILL}$")
_PREPOSITION = re.compile(r"\s(in|with|on|for|among|of|after|at|given|per|during|when)\s")
_FROM = re.compile(rf"^[\s,]*{words('depart')}{FILL}$")
_BELONGS = re.compile(r"(?:(?<![A-Za-z])(?:with|of|for|in|without|to|and no)\s(?:[a-z0-9-]+\s){0,3}|[有无非])$")
_SOMEONE = re.compile(r"的?(?:者|患者|人群|人|组|儿童|女性|男性|病例)|\s(?:patients|group|arm|women|men|people|adults|children)")
_THAN = re.compile(r"较|比(?!例)|than(?![a-z])|compared")
_UP_FROM = re.compile(rf"[,\s](?:up|down)\sfrom{FILL}$")
_GROUPED = re.compile(words("group"))
_GAP = re.compile(rf"{words('gap')}{FILL}$")
_PREDICATE = re.compile(
    r"\s(?:of\s(?:[a-z]+\s){1,4})?(?:had|have|has|were|was|are|is|reported|achieved|developed|died|required|received|experienced|said|showed|needed|did)(?![a-z])"
)
_ENDED = re.compile(r"\s*(?:$|[()、和与及])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ENROL = re.compile(words("enrol"))
_ARM = re.compile(words("arm"))
_SUBSET = re.compile(rf"[\s,;]*(?:and\s)?{words('subset')}")
_NOUN_OPENS = re.compile(r"[、,;]|(?<![A-Za-z])(?:and|or)(?![A-Za-z])|[和与及]")
_EN_VERB = re.compile(
    r"(?<![A-Za-z])(?:rose|fell|increased|decreased|reached|climbed|dropped|lost|gained|had|developed|died)(?![A-Za-z])",
    re.IGNORECASE,
)


def groups(sentence: Sentence, mentions: list[Mention], previous: str) -> list[Group]:
    """The claims of a sentence, `previous` being the measure last claimed before it in the paragraph."""
    made: list[Group] = []
    samples: list[Mention] = []
    planned = handed_out(sentence, mentions)
    for number, mention in enumerate(mentions):
        part = mention.part
        current = made[-1] if made else None
        if part is Part.SAMPLE:
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
        joined = None if hit or current is None else _joins(sentence, current, mention, min(waiting, default=mention.start))
        if joined and current is not None:
            current.figures += [(sample, "n") for sample in samples if sample.start > current.last.end]
            samples = [] if samples and samples[-1].start > current.figures[0][0].start else samples
            if current.measure == "fold" and mention.quantity.kind in SHARES:
                current.hit = nearest(sentence, mention, sentence.clauses[mention.clause].start)
                current.measure = name(sentence, mention, current.hit, "")
            current.figures.append((mention, joined))
            continue
        hit = hit or _named(sentence, mention, current)
        if unlisted(sentence, mention):
            inherited = ""
        elif current is not None:
            inherited = current.measure if _alike(current.head.quantity, mention.quantity) else ""
        else:
            inherited = previous if _elliptic(sentence) else ""
        group = Group(name(sentence, mention, hit, inherited), hit, subject)
        if samples and current is not None and _whole(sentence, current, samples[-1], mention):
            samples.insert(0, made.pop().figures[0][0])
        group.figures = [(sample, "n") for sample in samples] + [(mention, "value" if part is not Part.RATIO else "ratio")]
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


def _named(sentence: Sentence, mention: Mention, current: Group | None) -> Hit | None:
    """Where the measure of a figure that opens a claim is named: behind the claim before, else anywhere in the sentence."""
    hit = None
    if current is not None and current.last.clause == mention.clause:
        behind = current.last.end
        hit = nearest(sentence, mention, behind) or nearest(sentence, mention, behind, changing=True)
    return hit or nearest(sentence, mention, sentence.span.start)


def _elliptic(sentence: Sentence) -> bool:
    return bool(_SUBSET.match(sentence.text, sentence.span.start) or _ARM.match(sentence.text, sentence.span.start))


def _paired(sentence: Sentence, before: Mention, after: Mention) -> bool:
    """A share with its n/N in the same parenthesis or one right behind: 54.5% (187 of 412)."""
    between = sentence.text[before.end : after.start]
    return re.fullmatch(r"[\s(,;:\[]{0,4}", between) is not None


# ------------------------------------------------------------------------------------------------ joining


def _joins(sentence: Sentence, group: Group, mention: Mention, start: int) -> str | None:
    """The statistic under which a figure joins a claim, or None; it starts at `start` with the count that leads it: 52 (1.3%)."""
    text, last = sentence.text, group.last
    between = text[last.end : start]
    first, second = group.head.quantity, mention.quantity
    if mention.part is Part.RATIO:
        inside = mention.parenthesis > last.start or mention.parenthesis == last.parenthesis >= 0
        return "ratio" if inside and not _NOUN_OPENS.search(text[last.end : max(last.end, mention.parenthesis)]) else None
    alike = _alike(first, second) or _alike(last.quantity, second)
    if not between.strip(" ([") and first.kind == "fraction" and second.kind == "percent":
        group.figures[-1] = (last, "n")
        return "value"
    if not between.strip(" ([") and (alike or "count" in (first.kind, second.kind)):
        return "n" if second.kind == "fraction" and first.kind == "percent" else "value"
    if mention.parenthesis > last.start or (mention.parenthesis == last.parenthesis >= 0 and first.kind in ("fold", "fraction")):
        outside = text[last.end : mention.parenthesis]
        if (
            not _NOUN_OPENS.search(outside)
            and (alike or first.kind in ("fold", "fraction"))
            and not _other_measure(sentence, group, mention)
        ):
            return "value"
    if second.kind == "frequency" and group.measure == "dose":
        return "value" if len(between) <= 24 else None
    if {first.kind, second.kind} == {"dose", "frequency"} or (first.kind == second.kind == "frequency"):
        return "value" if len(between) <= 24 else None
    if (
        _FROM.search(between)
        and len(between) < 30
        and first.kind in (*SHARES, "fold", second.kind)
        and not _other_measure(sentence, group, mention)
    ):
        group.figures = [(m, "difference" if statistic == "value" else statistic) for m, statistic in group.figures]
        return "baseline"
    if alike and _UP_FROM.search(between):
        return "baseline"
    if second.kind != "number" == last.quantity.kind and (PLAIN.match(between) or _ARRIVE.search(between)):
        alike = True
    if not alike and not (second.kind in ("fold", "fraction", "percent", "percentage_point") and _DIFFERENCE.search(between)):
        return None
    if _other_measure(sentence, group, mention) or _SUBSET.match(between):
        return None
    if not _GROUPED.search(between) and (_repeats(sentence, group, mention) or ";" in between):
        return None
    if "|" in between and group.hit is None:
        return None  # cells of a row that names no measure
    if "," in between and _PREDICATE.match(text, mention.end):
        return None
    if PLAIN.match(between) or (_VERSUS_LAST.search(between) and len(between) < 80) or _qualified(sentence, last, mention):
        return "value"
    if (
        _ARRIVE.search(between)
        and len(between) < 80
        and (
            group.figures[-1][1] == "baseline"
            or _DEPART.search(text, max(sentence.span.start, group.head.start - 40), group.head.start)
            or len(between) < 12
        )
    ):
        group.figures[-1] = (last, "baseline")
        return "value"
    tail = _tail(between)
    if len(tail) > 70 or mention.clause - last.clause > 2:
        return None
    if _GAP.search(tail) or second.kind == "percentage_point" != first.kind:
        return "difference"
    if alike and second.comparator not in ("=", "~") and len(tail) <= 6 and group.hit is not None:
        return "value"  # 5 mg a day, at most 20 mg
    if _DIFFERENCE.search(tail) and _THAN.search(tail):
        return "difference"
    armed = _ARM.search(tail) is not None
    if _DIFFERENCE.search(tail) and not armed:
        return "difference"
    if not alike or not armed or _EN_VERB.search(tail):
        return None
    if mention.clause - last.clause > 1 and not _GROUPED.search(tail):
        return None
    ended = _ENDED.match(text, mention.end, sentence.clauses[mention.clause].end)
    return "value" if ended or not _HAN.search(between) or _GROUPED.search(tail) else None


def _qualified(sentence: Sentence, last: Mention, mention: Mention) -> bool:
    """Whether both figures are followed by what they belong to: 92% for local but 31% for distant disease; 36% of A, 22% of B."""
    between = sentence.text[last.end : mention.start]
    opens = _PREPOSITION.match(between)
    if not opens or len(between) > 110:
        return False
    if _COMPARED_LAST.search(between):
        return True
    after = _PREPOSITION.match(sentence.text, mention.end, mention.end + 30)
    return between.rstrip().endswith(",") and after is not None and after[1] == opens[1]


def _tail(between: str) -> str:
    """The words that lead up to a figure in its own clause."""
    depth = between.rfind(")")
    return re.split(r"[,;。]", between[depth + 1 :])[-1] if depth >= 0 else re.split(r"[,;。]", between)[-1]


def _alike(first: object, second: object) -> bool:
    kind, other = getattr(first, "kind", ""), getattr(second, "kind", "")
    if kind in SHARES and other in SHARES:
        return True
    return kind == other and getattr(first, "unit", "") == getattr(second, "unit", "")


def _repeats(sentence: Sentence, group: Group, mention: Mention) -> bool:
    """Whether the measure of the claim is named again before this figure."""
    return group.hit is not None and any(
        hit.term.id == group.hit.term.id for hit in sentence.hits_from(group.last.end, mention.start)
    )


def _other_measure(sentence: Sentence, group: Group, mention: Mention) -> bool:
    """Whether another measure, or another event as a subject of its own, is named between a claim's last figure and this one."""
    text = sentence.text
    if unlisted(sentence, mention):
        return True
    own = group.hit.term.id if group.hit else ""
    subject = max(mention.start - len(_tail(text[group.last.end : mention.start])), group.last.end)
    for hit in sentence.hits_from(group.last.end, mention.start):
        if hit.term.kind == "measures":
            says = not hit.term.fields.get("general") or hit.term.id == "proportion"
            other = says and hit.term.id != own and fits(hit, mention.quantity, True)
        else:
            alone = hit.span.start >= subject and not _SOMEONE.match(text, hit.span.end)
            other = alone and not _BELONGS.search(text, subject, hit.span.start)
        if other:
            return True
    return False
