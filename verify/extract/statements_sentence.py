"""The statements of a text: each sentence with its figures, their parts, their words and the names that come to them by order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verify import terms
from verify.extract import statements_labels as labels
from verify.extract.statements_frames import Frame, frames, units
from verify.extract.statements_roles import QUALIFIER, SETTING, efficacy, statistic, strength, threshold
from verify.extract.statements_tables import roles as of_row
from verify.extract.statements_tables import rows
from verify.extract.statements_tails import behind
from verify.extract.statements_units import bounds, lent
from verify.model import Quantity, Reading, Role, Span, Statement
from verify.patterns import regex

# No sentence of prose has so many figures; one that does is a table or worse, and its grammar is not worth the time.
_AND_IN = regex(r"(?:^|[\s)])and (?:in|for|among|with) [a-z][a-z -]{1,30} $")
# "0.8% (95% CI 0.5 to 1.1) with 5 mg and "
_ELLIPSIS = regex(
    r"(?:\s?\([^()]*\))?(?:\s(?:lower|higher|less|more|shorter|longer|fewer|greater))?\s(?:with|in|on|for|among|under|after|at)\s(?:(?!(?:was|were|is|had|has|from|to|of)\s)[a-z0-9µμ.-]+\s?){1,6}"
    r"(?:,\s(?:and\s|but\s)?|\s?(?:and|versus|vs\.?|against|compared with)\s)(?:by\s)?",
    re.I,
)
_GOING_ON = regex(r"(?:,|、|and|和)\s*(?:(?:其中)?[^,;。()率例]{1,16}为)?$")
_LISTED = regex(r"[,、]([一-鿿]{3,12})$")
_BY = regex(r" by (?:about |nearly |only |some )?$")
_LISTS = regex(r"\s*(?:[,、和与及]|,?\s?(?:and|or)\s)\s*")
_WHO = regex(r"\s*(?:[一-鿿]{0,2}[者组]|的?(?:人|患者|病人)|(?:groups?|strata|subgroups?|quartiles?)(?![a-z]))")
_SHORT = ("h", "min", "s")  # units of what takes long, rather than of when it was looked at
_GROUPS = 2  # limits that tell groups apart are at least so many
_PROSE = 60
_SPREAD = regex(r"\((?:SD|SE|SEM|s\.d\.|standard deviation|标准差)(?![A-Za-z])")
_BEHIND_FIGURE = regex(r"[0-9][ A-Za-z/%]{0,8}\((?:SD|SE|SEM|s\.d\.)?[ =]*$")
_ITEM = regex(r"[^.;:。]{0,40}")
_COLON = regex(r":(?![0-9])")
# "Haemoglobin was 10.3 at entry; at week 24, 11.2": behind a semicolon nothing but a time, so it goes on about the same
_IT = regex(r"(?<![a-z])(?:it|these) (?:was|were|had|fell|rose)(?![a-z])")
_GOES_ON = regex(
    r"\s*(?:[在至到于]?(?:第|治疗|干预|用药|术后|随访|出院)?[0-9一二三四五六七八九十]*(?:个?[周月年天日dh]|小时|分钟)?[末时后]?,?"
    r"(?:时|末|则|分别|升至|降至|增至|减至|升为|降为|为|是|达)*"
    r"|(?:(?:and|but) )?(?:at|after|by|in) [a-z0-9 -]{1,24},?(?: (?:it|they|these))?"
    r"(?: (?:was|were|had (?:fallen|risen) to|fell to|rose to))?)\s*$"
)
_NEXT = 4  # characters between two sentences of one line
_BRACKETS = str.maketrans("[]", "()")  # "612 [50.5%] vs 28 [4.9%]"
_AGAINST = regex(r"(?:versus|vs\.?|against|compared with)\s$")
_MOVES = ("change", "difference")
_APART = 100  # characters between two ratios of one list, with the interval of the first and whom it is of
_VERB = regex(r"(?<![a-z])(?:was|were|is|are|had|has|from|by|score|mean|than)(?![a-z])|[.。](?![0-9])|[为由从达]")
# "at the same intervals", "at the three visits"
_SAME_POINTS = regex(
    r"(?<![a-z])at (?:the same|these|those|(?:the|all) (?:two|three|four|five)) (?:[a-z]+ )?"
    r"(?:intervals|time ?points|times|points|visits|assessments|ages|measurements|check-?ups|follow-?ups?)(?![a-z])"
    r"|(?:上述|相同|以上|各|该?[两三四五]个?)时间?点|[两三四五]次(?:随访|测量|评估|访视)",
    re.I,
)
_BEGUN = regex(
    r"((?<![a-z])(?:baseline|admission|entry|enrolment|the start|discharge)|基线|治疗前|术前|入院时)(?:,|、| and| or|和|及)\s*$",
    re.I,
)
_RANGE_OF = regex(r"\s*[,(;]\s*(?:range[,:]?|minimum[- ]maximum|极差|范围)\s*(?:of|was|为|:)?\s*", re.I)
_PAIR, _IN_ORDER = 2, regex(r"分别|依次|respectively")  # a pair goes on with its names only where that is said
_YEAR = regex(r"(?:19|20)[0-9]{2}")
_YEARS = regex(r"(?:(?:19|20)[0-9]{2}年?(?:、|, ))*(?:19|20)[0-9]{2}年?(?:,? and |和|与|及)(?:19|20)[0-9]{2}")
_FINE = 2  # decimals of the strength of a drug
_WINDOW = 60  # characters on either side that then speak of a figure


def read(reading: Reading, figures: Sequence[Quantity]) -> tuple[Statement, ...]:
    """One statement for each sentence of `reading`, in their order; `figures` are those of its document."""
    made: list[Statement] = []
    arms: dict[int, labels.Labels] = {}
    points: dict[int, labels.Labels] = {}
    last: list[Frame] = []
    head: Span | None = None
    listed: labels.Labels = ()
    folded = reading.text.translate(_BRACKETS)
    figures = _with_strengths(figures, folded)
    tables = rows(reading.sentences, folded) if "|" in folded else {}
    at = 0
    for number, sentence in enumerate(reading.sentences):
        while at < len(figures) and figures[at].start < sentence.start:
            at += 1
        upto = at
        while upto < len(figures) and figures[upto].end <= sentence.end:
            upto += 1
        if number in tables:
            found = [role for row in tables[number] for role in of_row(row, figures[at:upto], folded)]
            made.append(Statement(sentence, tuple(sorted(found, key=lambda role: role.quantity.start))))
            at, last = upto, []
            continue
        listing = folded[max(0, sentence.start - _NEXT) : sentence.start].rstrip().endswith(";")
        head = _head(sentence, figures[at:upto], folded, head if listing else None)
        listed = labels.sized(sentence, folded, listed)
        if len(listed) > 1:
            arms[len(listed)] = listed
        before = last[:] if listing else []
        subject = _subject(before, made[-1].roles, folded) if before else ()
        roles = _roles(sentence, lent(figures[at:upto], sentence, head, folded), folded, arms, points, last)
        first = next((role.quantity.start for role in roles if role.statistic not in SETTING), sentence.start)
        if before and folded[sentence.start : first].strip() and _GOES_ON.match(folded, sentence.start, first):
            said = tuple(frame.near for frame in before)
            roles = tuple(replace(role, trail=(*said, *role.trail)) for role in roles)
            if _IT.search(folded, sentence.start, first):
                roles = tuple(replace(role, shared=(*subject, *role.shared)) for role in roles)
        if head is not None and head.end <= sentence.start:
            roles = tuple(replace(role, shared=(head, *role.shared)) for role in roles)
        made.append(Statement(sentence, roles))
        at = upto
    return tuple(made)


def _with_strengths(figures: Sequence[Quantity], folded: str) -> Sequence[Quantity]:
    """`figures` with the strengths of a drug as doses, also where they stand alone: "atropine 0.05% or 0.01%", "with 0.05%"."""
    fine = [q for q in figures if q.kind == "percent" and q.value is not None and q.value < 1 and q.decimals >= _FINE]
    named = [q for q in fine if strength(q, folded)]
    if not named:
        return figures
    strengths = {q.value for q in fine if any(abs(q.start - one.start) < _WINDOW for one in named)}
    return [replace(q, kind="dose") if q.value in strengths and q in fine else q for q in figures]


def _subject(before: Sequence[Frame], roles: Sequence[Role], folded: str) -> tuple[Span, ...]:
    """What a sentence says of its first figure, without its times: that is the "it" of the next."""
    first = before[0]
    said = first.shared[0] if first.shared else Span(first.near.start, first.unit.start)
    pieces, start = [], said.start
    for setting in (role.quantity for role in roles if role.statistic in SETTING and said.holds(role.quantity.span)):
        pieces.append(Span(start, setting.start))
        start = setting.end
    pieces.append(Span(start, max(start, said.end)))
    return tuple(piece for piece in pieces if folded[piece.start : piece.end].strip())


def _head(sentence: Span, figures: Sequence[Quantity], folded: str, inherited: Span | None) -> Span | None:
    """What a sentence says before a colon of all that it lists, also behind semicolons: "Response by arm: A 40%; B 31%"."""
    for colon in _COLON.finditer(folded, sentence.start, sentence.end):
        first = next((figure.start for figure in figures if figure.start >= colon.end()), None)
        if first is not None and _ITEM.fullmatch(folded, colon.end(), first):
            return Span(sentence.start, colon.start())
    return inherited


def _roles(
    sentence: Span,
    figures: list[Quantity],
    folded: str,
    arms: dict[int, labels.Labels],
    points: dict[int, labels.Labels],
    last: list[Frame],
) -> tuple[Role, ...]:
    """The roles of one sentence. `arms` remembers the last naming of two, three … arms, `points` that of as many points of time,
    `last` the frames of the sentence before; all are brought up to date."""
    if len(figures) > _PROSE:
        return tuple(Role(figure, "value", (_around(figure, sentence),)) for figure in figures)
    parts = _parts(figures, folded)
    settings = [figure for figure, part in parts if part in SETTING]
    results = [figure for figure, part in parts if part not in SETTING and part not in QUALIFIER]
    qualifiers = [figure for figure, part in parts if part in QUALIFIER]
    if not results and sum(part == "p" for _, part in parts) > 1:  # "significant for pain (P=0.003) and for stiffness (P=0.021)"
        results = [figure for figure, part in parts if part == "p"]
        qualifiers = [figure for figure, part in parts if part in QUALIFIER and part != "p"]
    told = {figure.span: part for figure, part in parts}
    made = frames(sentence, units(results, qualifiers, folded), folded)
    roles: list[Role] = []
    made = [_ending(frame, made[i - 1] if i else None, told) for i, frame in enumerate(made)]
    made = behind(made, [figure for figure, part in parts if part == "time"], sentence, folded)
    listed: dict[int, labels.Labels] = {}  # "before, at 12 and at 24 months A was 3, 2 and 1 and B 6, 5 and 4"
    for number, frame in enumerate(made):
        n = len(frame.unit.members)
        moved = n == 2 and [told[group[0].span] for group in frame.unit.members] == ["from", "to"]
        names = _names(frame, settings, folded, arms, listed.get(n, ())) if n > 1 and not moved else ()
        own = labels.named(made[:number], folded) if names == arms.get(n) or not names else ()
        if number and len(own) == n:
            names = own  # "38.8% with A and 20.5% with B, rising to 52.7% and 24.4%"
        names = labels.parallel([*last, *made[:number]], frame, folded) or names
        if n > 1 and not names and _IN_ORDER.search(folded, frame.near.start, frame.near.end):
            # "27.1% at one year, 24.6% at three and 21.8% at five; B 30.4%, 28.9% and 26.7%, respectively"
            names = points.get(n, ())
        if n > 1 and _SAME_POINTS.search(folded, sentence.start, sentence.end):
            names = points.get(n, names)
            arms.setdefault(n, names)
        if n > 2 or set(names).isdisjoint(arms.get(n, ())):
            listed[n] = names or listed.get(n, ())
        for i, group in enumerate(frame.unit.members):
            label = (names[i],) if names else ()
            others = tuple(name for name in names if name not in label)
            if i and (first := told[frame.unit.members[0][0].span]) in _MOVES:
                told.update((f.span, first) for f in group if told[f.span] == "value")  # "fell by 6.1 and 4.0 kg"
            near, shared, trail = (_without(spans, others) for spans in ((frame.near,), frame.shared, frame.trail))
            roles += [Role(f, told[f.span], near, shared, trail, label, number) for f in group]
    roles += [_beside(figure, told[figure.span], sentence, made) for figure in (*qualifiers, *settings)]
    last[:] = made
    if named := _points(settings, folded) or _years(sentence, folded):
        points[len(named)] = named
    for naming in (
        labels.of_each(sentence, folded),
        labels.divided(sentence, folded),
        labels.received(sentence, folded),
        labels.compared(sentence, folded),
        labels.named(made, folded),
        labels.allocated(sentence, folded),
    ):
        if naming:
            arms[len(naming)] = naming
            break
    return tuple(sorted(roles, key=lambda role: role.quantity.start))


def _around(figure: Quantity, sentence: Span) -> Span:
    return Span(max(sentence.start, figure.start - _WINDOW), min(sentence.end, figure.end + _WINDOW))


def _parts(figures: Sequence[Quantity], folded: str) -> list[tuple[Quantity, str]]:
    """Every figure with its statistic. A stretch of time joined to an earlier one by "and" or "than" plays the same part."""
    made: list[tuple[Quantity, str]] = []
    last: dict[str, str] = {}  # the part of the last stretch of time in each unit, and in any
    effective = False
    share: tuple[Quantity, str] | None = None  # the last percentage
    ratio: Quantity | None = None  # the last ratio of a list of them
    spreads = bool(figures) and _SPREAD.search(folded, max(0, figures[0].start - _WINDOW), figures[-1].end) is not None
    for figure in figures:
        if figure.kind == "frequency" and figure.decimals > 0:
            figure = replace(figure, kind="rate")  # 每周排便1.6次 was counted, not prescribed
        beside = spreads and figure.kind not in ("p_value", "interval") and _beside_a_figure(figure, folded)
        part = "spread" if beside else statistic(figure, folded, last.get(figure.unit if figure.unit in _SHORT else ""))
        if (
            part == "value"
            and made
            and made[-1][1] == "change"
            and made[-1][0].kind == figure.kind
            and (_BY.search(folded, 0, figure.start) or _AGAINST.search(folded[made[-1][0].end : figure.start]))
        ):
            part = "change"  # "lowered death by 32% and that of relapse by 36%", "by 0.13 at the top dose versus 0.61"
        if part == "value" and _goes_on(made, figure, folded):
            part = "change"  # "fell by 0.8% with 5 mg and 1.2% with 10 mg"
        if part in ("value", "change") and share is not None and figure.kind == "percent":
            effective = effective or efficacy(folded[max(0, share[0].start - _WINDOW) : share[0].start])
            if share is made[-1] or effective:
                part = _carried(part, share[1], folded[share[0].end : figure.start], effective)
        if part == "value" and ratio is not None and _another_ratio(ratio, figure, folded):
            figure, part = replace(figure, kind=ratio.kind), "ratio"
        if part == "ratio":
            ratio = figure
        if made and _ranges_over(made[-1][0], figure, folded):  # "a median age of 34 years (range 6 to 81)"
            figure = replace(figure, kind=made[-1][0].kind, unit=made[-1][0].unit)
        if figure.kind in ("duration", "age"):
            last[""] = last[figure.unit] = part  # "at month 1, and 381 minutes" is no time
        made.append((figure, part))
        share = made[-1] if figure.kind == "percent" else share
    made = [
        (replace(q, kind="interval"), "interval") if part == "value" and bounds(q, figures, folded) else (q, part)
        for q, part in made
    ]
    for run in _limits(figures, folded):
        made = [(figure, "condition" if figure in run else part) for figure, part in made]
    if any(figure.kind == "percent" and figure.comparator in ("=", "~") for figure, _ in made):
        made = [(figure, "condition" if threshold(figure, folded) else part) for figure, part in made]
    return made


def _goes_on(made: Sequence[tuple[Quantity, str]], figure: Quantity, folded: str) -> bool:
    """Whether the last result of a sentence is a change of which a figure tells another group without saying so again."""
    last = next(((q, part) for q, part in reversed(made) if part not in SETTING and part not in QUALIFIER), None)
    if last is None or last[1] != "change" or (last[0].kind, last[0].unit) != (figure.kind, figure.unit):
        return False
    return _ELLIPSIS.fullmatch(folded, last[0].end, figure.start) is not None


def _points(settings: Sequence[Quantity], folded: str) -> labels.Labels:
    """The points of time that a sentence names, one after the other: "at baseline, 4 weeks and 6 months"."""
    if not settings or any(setting.kind not in ("duration", "age") for setting in settings):
        return ()
    begun = _BEGUN.search(folded, max(0, settings[0].start - _WINDOW), settings[0].start)
    return (*((Span(*begun.span(1)),) if begun else ()), *(setting.span for setting in settings))


def _years(sentence: Span, folded: str) -> labels.Labels:
    """The calendar years that a sentence lists: 2018年、2020年和2022年."""
    listed = _YEARS.search(folded, sentence.start, sentence.end)
    return tuple(Span(*m.span()) for m in _YEAR.finditer(folded, *listed.span())) if listed else ()


def _another_ratio(ratio: Quantity, figure: Quantity, folded: str) -> bool:
    """Whether a bare number goes on with a list of ratios: "the rate ratio was 0.21 at 60 to 69 years, 0.14 at 70 to 79"."""
    if figure.kind != "number" or figure.low != figure.high or figure.start - ratio.end > _APART:
        return False
    if not figure.decimals == ratio.decimals > 0:
        return False
    between = folded[ratio.end : figure.start]
    return _VERB.search(between) is None and not terms.find(between, "measures")


def _ranges_over(before: Quantity, figure: Quantity, folded: str) -> bool:
    """Whether a bare range in brackets is that of the figure before it, whose unit it takes."""
    bare = figure.kind == "number" and figure.unit == "1" and None not in (figure.low, figure.high) and figure.low != figure.high
    if not bare or before.kind not in ("age", "duration", "measurement", "rate") or before.value is None:
        return False
    within = figure.low <= before.value <= figure.high  # type: ignore[operator]
    return within and _RANGE_OF.fullmatch(folded, before.end, figure.start) is not None


def _limits(figures: Sequence[Quantity], folded: str) -> Iterator[list[Quantity]]:
    """Runs of limits that tell groups apart: <5年、5~10年和>10年者."""
    run: list[Quantity] = []
    for figure in (*figures, None):
        goes_on = run and figure is not None and _LISTS.fullmatch(folded, run[-1].end, figure.start)
        if figure is not None and goes_on and figure.unit == run[-1].unit and _limited(figure):
            run.append(figure)
            continue
        who = bool(run) and _WHO.match(folded, run[-1].end) is not None
        if (len(run) > _GROUPS and (who or run[0].kind != "percent")) or (len(run) == _GROUPS and who):
            yield run
        run = [figure] if figure is not None and _limited(figure) and figure.kind not in ("p_value", "interval") else []


def _limited(figure: Quantity) -> bool:
    """Whether a figure is a bound, or a range."""
    return figure.low is None or figure.high is None or figure.low != figure.high


def _carried(part: str, before: str, gap: str, effective: bool) -> str:
    """The part of a percentage, told from the one before: "a reduction of 74% in men and in women 47%", 麻木11.9%,听力下降3.4%.

    `effective`: the sentence speaks of an efficacy, which a list goes on with: "efficacy was 75% in men, 68% in women".
    """
    if part == "value" and before in _MOVES and (_AND_IN.search(gap) or (effective and _GOING_ON.search(gap))):
        return before
    if part == "change" and before == "value" and (item := _LISTED.search(gap)):
        name = item.group(1)
        named = [*terms.find(name, "findings", "diseases")]
        return "value" if named and named[-1].span == Span(0, len(name)) else part
    return part


def _beside_a_figure(figure: Quantity, folded: str) -> bool:
    """Whether a figure stands alone in parentheses behind another: "2.1 (SD 0.9) with A and 3.4 (1.2) with B"."""
    before = folded[max(0, figure.start - 16) : figure.start]
    return folded.startswith(")", figure.end) and _BEHIND_FIGURE.search(before) is not None


def _ending(frame: Frame, before: Frame | None, told: dict[Span, str]) -> Frame:
    """The end of a change shares what was said of its start: "from 25% in May to 32% in June"."""
    if before is None or told[frame.unit.members[0][0].span] != "to" or told[before.unit.members[-1][0].span] != "from":
        return frame
    start = Span(before.near.start, before.unit.start)
    return frame._replace(shared=(*frame.shared, start), trail=frame.trail[:-1])


def _without(spans: tuple[Span, ...], others: tuple[Span, ...]) -> tuple[Span, ...]:
    """`spans` without the names that belong to the other figures of the unit."""
    for other in others:
        cut: list[Span] = []
        for span in spans:
            if span.holds(other) and span != other:
                cut += [part for part in (Span(span.start, other.start), Span(other.end, span.end)) if part.start < part.end]
            else:
                cut.append(span)
        spans = tuple(cut)
    return spans


def _names(
    frame: Frame, settings: list[Quantity], folded: str, arms: dict[int, labels.Labels], before: labels.Labels
) -> labels.Labels:
    """What names the figures of a unit by order. `before` is the list that an earlier unit of the sentence had."""
    n = len(frame.unit.members)
    found = labels.listed(frame, settings, folded)
    if not found and n in arms:
        if labels.of_one(arms[n], frame, folded):  # "A had nausea and rash in 12% and 5%, B in 9% and 4%"
            found = labels.things(frame, folded, arms[n]) or before
        found = found or labels.in_order_of_mention(arms[n], frame, folded)
    again = n > _PAIR or _IN_ORDER.search(folded, frame.near.start, frame.near.end)
    return found or labels.things(frame, folded) or (before if again else ())


def _beside(figure: Quantity, part: str, sentence: Span, made: list[Frame]) -> Role:
    """A qualifier or a setting speaks of the unit it stands in, or of the one before it."""
    for number, frame in reversed(list(enumerate(made))):
        if frame.near.start <= figure.start:
            return Role(figure, part, (frame.near,), frame.shared, frame.trail, (), number)
    return Role(figure, part, (sentence,))
