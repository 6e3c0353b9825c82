"""Which words of a sentence speak of which figure.

Medical prose coordinates: "relapse occurred in 4% of the early group and 9% of the late group", "A was 4%, whereas B was 9%",
"4% and 9%, respectively". The sentence is cut between figures at its coordinators; the piece around a figure speaks of it alone,
the opening before the first figure speaks of all. Figures with nothing between them but a coordinator stand in one piece and are
told apart only by an order given elsewhere.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from verify.model import Quantity, Span
from verify.patterns import regex

# Coordinators from strong to weak. A cut is made at the strongest one in the gap between two figures.
_CUTS = (
    re.compile(r"[;:。](?!\s*[0-9]+\s*\))"),
    re.compile(r",?\s(?:whereas|while|but|although)\s|,?(?:(?<![反从因然进继])而|但)(?!言|是)"),
    re.compile(r",\s+and\s|,\s*(?:且|并|及)"),
    re.compile(r"(?:(?<![0-9]),|,(?![0-9]{3}))"),
    # not within "less than one hour", "8 hours or more"
    re.compile(
        r"\s(?:and|versus|vs\.?|v\.?|or(?! (?:more|less|over|above|below|older|younger|higher|lower|fewer|longer)\b)"
        r"|(?<!less )(?<!more )(?<!fewer )(?<!older )than|compared (?:with|to)|against)\s"
    ),
    re.compile(r"[、和与及对比]|中(?=[有仅共])|\s+(?=\S+组)|(?:上升|下降|增加|减少|升高?|降低?|提高|增|减|延长|缩短)[至到为]"),
)
_JOINING = _CUTS[4:]
_BARE = regex(
    r"(?:[\s,;/、)和与及或对比~-]|\band\b|\bor\b|\bvs\b\.?|\bversus\b|\bv\b|\bthan\b|\bto\b|\bcompared with\b|\bagainst\b"
    r"|\bonly\b|\babout\b|约|仅)*"
    r"|\)?(?:%|[A-Za-zμ/·^²]{1,10}|[分次岁天周年月元])?\s*"
    r"(?:[,;、/]|,?\s?and\s|versus\s|vs?\.?\s|[和与及])\s*\(",  # (17.92±2.86)、(17.05±2.73)和(16.37±2.64)
    re.I,
)
_PAREN = regex(r"[^(),;]{0,14}\(\s*(?:n\s*=\s*|about |约)?")
# "18 participants on maintenance (23.7%)", "11例,占2.4%"
_SHARE_OF = regex(r"[^(),;.。]{0,48}\(|[,;]?\s*(?:共|约)?占(?:比|全部|总数的?|总例数的?)?(?:约|为|比)*")
# "阳性的15例完全缓解率为84.1%": what is measured is said before its figure, and of whom before the count.
_MEASURED_ZH = regex(r"[一-鿿]{0,12}(?:为|是|达到?|占)约?\s*")
_COUNTS = ("count", "number")
_OF_SO_MANY = regex(r"\s(?:of|among)\s(?:the\s|these\s|all\s)?(?:n\s*=\s*)?")
_PARENTHESIS = regex(r"\([^()]*\)")  # within which no clause ends
# or that an apposition takes out of its sentence: "remission, defined as a score of 28 or less, was seen in 34%"
_ASIDE = regex(
    r"\([^()]*\)|,\s(?:defined (?:as|by)|which|who|(?:the|a|our) (?:[a-z]+ ){0,2}(?:end ?point|outcome|measure))[^,;]*,", re.I
)
_MIDDLE = regex(
    r"\s(?:was|were|had|have|has|spent|stayed|lived|received|lost|gained|waited|slept|walked|worked)\s[^,;()]{0,40}?"
    r"(?:median|mean|average)(?:\s[a-z]+){0,3}\s$"
)
# "confirmed in 12 vaccinees and 56 others, for an efficacy of 78.6%": of what was said of those
_COMES_TO = regex(
    r"\s?(?:for|giving|yielding|corresponding to|representing|equivalent to|equal to)\s(?:an?\s|the\s)?(?:[a-z-]+\s){0,3}?"
    r"(?:efficacy|effectiveness|rate|reduction|ratio|risk|difference|incidence|proportion|prevalence)(?![a-z])",
    re.I,
)
_PREPOSITION = regex(r"\s(?:of|in|with|for|among|to|at|from|by|on)\s", re.I)
_COPULA = regex(r"[,;。，；].*(?:为|是|达|至|到|由|从|的)\s*$")
_VERB = regex(
    r"(?<![a-z])(?:had|has|have|was|were|did|died|reported|developed|experienced|achieved|needed|required|received|showed|remained"
    r"|survived|relapsed|completed|responded|recovered|stopped|withdrew|met|reached|attained|fulfilled"
    r"|took|used|no longer|rated|walked|returned|resumed|conceived|smoked|scored|tolerated)(?![a-z])"
)
_JOIN = regex(r"[\s,;]*(?:and|while|but|且|并|而|另有|其中|有|仅)?\s*", re.I)
_OWN_EN = regex(r"\s(?:of (?:them |the patients |patients )?)?(?:had|have|were|was|died|needed|required|reported)(?![a-z])")
_OWN_ZH = regex(r"(?:的?(?:患者|患儿|病例|受试者|人|者))?(?:没有|未|无|有|出现|发生|接受|需要?|死亡|完成|存在|合并)[一-鿿]{2}")
_OF_WHAT = regex(r" of (?:the |these |all )?(?:[a-z-]+ ){1,6}?(?=(?:with|in|on|after|given|receiving|treated|assigned) )", re.I)
_SHARE = regex(r" of (?:the |these |all )?[a-z][^,;:.()0-9]{2,40}(?=[,;])", re.I)
_NOTHING = regex(r"[\s,;.]*")
_SUBJECT = regex(r"[\s,;]*(?:and )?[A-Za-z][^,;:0-9]{1,50} ")
_OF_WHOM = regex(r" (?:with|in|on|after|given|receiving|treated|assigned) ")
_GROUP_ZH = regex(r"[者组例人群]$")
# 手术时间 | 观察组为(52.1±9.6)min,对照组为(63.8±10.9)min
_GROUP_BEFORE = regex(
    r"(?:[A-Za-z0-9α-ω+-]+|(?<=[率量间分值度数期压糖平积比例型])[一-鿿]{1,6}?|(?<![一-鿿])[一-鿿]{1,8}|[一-鿿]{2})组(?:为|是|达|由)?[\s(]*$"
)
_GROUP_HEAD = regex(r"\s*(?:结果[::]?\s*)?([^\s,。;、:()两各]{1,12}组)(?:患者|患儿)?(?:共|有)?\s?")
_GROUP_FIRST = regex(r"(?:(?<=[,;。:\s])|^)[^\s,。;、:()和与及两各]{1,10}?组(?![间织成])")
_UNIT_BEHIND = regex(r"\s?(?:[A-Za-zμ%‰/·0-9^²³-]{1,12}|[分次岁天周年时例个月元]{1,2})?\s?[,;、]?\s?")
_BASE = regex(r"(?<![a-z])(?:of|out of|among)\s(?:the\s|these\s|all\s|a total of\s)*$", re.I)  # "of 412 enrolled, 398 completed"
_SHORT = 8
_MOST = 4  # figures that may share a verb
_WORD = regex(r"[A-Za-z]{2,}|[一-鿿]|(?<![0-9.,])(?:19|20)[0-9]{2}(?![0-9.,])")  # a year names a figure as a word does
_WORD_OR_FIGURE = regex(r"[A-Za-z]{2,}|[一-鿿]|[0-9]")  # "12% in 2006, 15% (95% CI …)": the interval is the next figure's
_STATISTICS = regex(r"9[059](?:\.[0-9])?|CI|IQR|SD|P")
_EMPTY = regex(r"\b(?:and|or|vs|versus|than|of|the|in|was|were|by|to|at|for|from|respectively|with|it)\b|为|的|分别|达|至", re.I)
_YEAR_FIRST = regex(r"(?:19|20)[0-9]{2}\s*[:：]?\s*$")  # "cases by year — 2018: 88; 2019: 121"
_OPENING = regex(r"(?:(?<![0-9])[,;:(]|[,;:(](?![0-9]{3}))|\b(?:in|with|for|among|of|on|whom)\s|[,。;]", re.I)


class Unit(NamedTuple):
    """Figures that stand together; each of `members` is one figure with what is printed beside it (n and %)."""

    members: tuple[tuple[Quantity, ...], ...]
    start: int
    end: int


class Frame(NamedTuple):
    unit: Unit
    near: Span
    shared: tuple[Span, ...]
    trail: tuple[Span, ...]


def _has_words(text: str) -> bool:
    return bool(_WORD.search(_EMPTY.sub(" ", text)))


def groups(results: list[Quantity], folded: str) -> list[tuple[Quantity, ...]]:
    """Figures printed as one: a count with its percentage in parentheses, "43.6% of 5,210 people"."""
    made: list[list[Quantity]] = []
    for quantity, following in itertools.zip_longest(results, results[1:]):
        if made:
            last = made[-1][-1]
            gap = folded[last.end : quantity.start]
            of_so_many = last.kind == "percent" and quantity.kind == "fraction" and _WHOSE.fullmatch(gap)
            counted = last.kind in (*_COUNTS, "fraction") and quantity.kind == "percent" and _SHARE_OF.fullmatch(gap)
            of = quantity.kind in _COUNTS and (
                (last.kind == "percent" and _OF_SO_MANY.fullmatch(gap)) or (last.kind in _COUNTS and gap == " among ")
            )
            told_twice = (
                last.kind == "percent" and quantity.kind == "fraction" and gap.strip() in (",", ";", "=") and _same(last, quantity)
            )
            counted = counted or of_so_many or told_twice
            beside = bool(last.kind != quantity.kind and (counted or (len(gap) < 24 and _PAREN.fullmatch(gap))))
            if beside and following is not None and following.kind == quantity.kind and last.kind not in (*_COUNTS, "fraction"):
                # "2.8 per 1,000 (3.9 in men and 1.3 in women)": what stands in the bracket is of the parts
                beside = "(" not in gap or ")" in folded[quantity.end : following.start]
            if len(made[-1]) < 3 and (of or beside):
                made[-1].append(quantity)
                continue
        made.append([quantity])
    return [tuple(group) for group in made]


def _same(share: Quantity, of: Quantity) -> bool:
    """Whether a percentage and a fraction are one: "5.0%, 2/40"."""
    if share.value is None or of.numerator is None or not of.denominator:
        return False
    return abs(share.value - Decimal(100 * of.numerator) / of.denominator) <= Decimal(5).scaleb(-share.decimals - 1)


def units(results: list[Quantity], others: list[Quantity], folded: str) -> list[Unit]:
    """Figures with nothing but a coordinator between them, put together. `others` are qualifiers, which do not part two figures."""
    found: list[Unit] = []
    for group in groups(results, folded):
        start, end = group[0].start, _end(group[-1].end, others, folded)
        if found:
            last = found[-1]
            gap = folded[last.end : start]
            alike = last.members[-1][0].unit == group[0].unit and ("ratio" in last.members[-1][0].kind) == (
                "ratio" in group[0].kind
            )
            own = bool(gap == "," and _OWN_ZH.match(folded, end))  # "纳入412例,398例完成研究"
            own = own or _of_others(last.members[-1][0], group[0]) or _named_within(last.members[-1], folded)
            own = own or bool(", and " in gap and _OWN_EN.match(folded, end))  # "in 2.8% of patients, and 8.6% had died"
            if len(gap) < 40 and alike and not own and _BARE.fullmatch(gap):
                found[-1] = Unit((*last.members, group), last.start, end)
                continue
        found.append(Unit((group,), start, end))
    return found


def _named_within(group: tuple[Quantity, ...], folded: str) -> bool:
    """Whether a figure and what is printed beside it have whose they are between them: "39.7% of children (48/121), 23.7%"."""
    return any(_WHOSE.search(folded, one.end, other.start) for one, other in itertools.pairwise(group))


def _of_others(one: Quantity, other: Quantity) -> bool:
    """Whether two counts are of people called by different names: "738 boys (18.0%) and 196 girls (4.6%)"."""
    if not one.kind == other.kind == "count":
        return False
    mine, theirs = (_LAST_WORD.search(figure.text) for figure in (one, other))
    return mine is not None and theirs is not None and mine.group().lower().rstrip("s") != theirs.group().lower().rstrip("s")


def _end(end: int, others: list[Quantity], folded: str) -> int:
    """Where a figure ends together with the interval, the P value and the parenthesis that follow it."""
    moved = True
    while moved:
        moved = False
        for other in others:
            if (
                other.start >= end
                and other.start - end < 20
                and not _WORD_OR_FIGURE.search(_EMPTY.sub(" ", _STATISTICS.sub("", folded[end : other.start])))
            ):
                end, moved = other.end, True
        closing = re.match(r"[\s;,]*\)", folded[end : end + 4])
        if closing:
            end += closing.end()
    return end


_WHOSE = regex(r"\s(?:of|in|with|on|for|among|after|given)\s(?:the\s)?[a-z]{3,}[^()]*\($")
_LAST_WORD = regex(r"[A-Za-z]{3,}$")
_SPREAD = regex(r"\s*\(\s*(?:(?:inter)?quartile|IQR|range|SD|SE|SEM|范围|四分位)", re.I)
_TAIL_NOUN = regex(r"\s(?:in|of|for|with|on|among)\s(?:the\s)?(?!the\s)[a-z-]+\s([a-z]{3,}s|(?:wo)?men|children|people)(?=[.,;]|$)")
_TAIL_OF = regex(r"(\sof\s[a-z][a-z -]{3,40})(?=[.,;]|$)")
_BARE_NAME = regex(r"\s(?:of|in|with|for|on|among)\s(?:the\s)?[a-z-]+\s*")


def frames(sentence: Span, found: list[Unit], folded: str) -> list[Frame]:
    """The text of each unit of `sentence`."""
    if not found:
        return []
    cuts = [sentence.start]
    labels_first = contrasted = False
    grouped: re.Match[str] | None = None
    for one, other in itertools.pairwise(found):
        # "A (n=40) and B (n=38)", "higher in A (44%) than in B (27%)": each parenthesis belongs to the name before it.
        named = other.members[0][0].text[:1] == "n" or (_bracketed(one, sentence, folded) and _bracketed(other, sentence, folded))
        at = _cut(folded[one.end : other.start], named) + one.end
        cuts.append(at)
        if one is found[0]:
            contrasted = bool(_CUTS[1].match(folded, at) or _CUTS[1].match(folded, at - 1))
            behind = folded[one.end : at]
            labels_first = _has_words(folded[at : other.start]) and not _has_words(behind)
            if not labels_first:
                opened = folded[one.start - 1 : one.start] == "(" and _GROUP_BEFORE.search(folded, at, other.start) is not None
                outside = folded[one.end - 1] == ")" and _UNIT_BEHIND.fullmatch(behind) is not None
                # 观察组(5.0%,2/40)低于对照组(20.0%,8/40), 观察组为(52.1±9.6)min,对照组为(
                grouped = _GROUP_BEFORE.search(folded, sentence.start, one.start) if opened or outside else None
                if outside and grouped is None and _GROUP_FIRST.match(folded, at):
                    labels_first = _GROUP_FIRST.search(folded, sentence.start, one.start) is not None
    cuts.append(sentence.end)
    first = found[0].start
    if labels_first:
        opening = re.sub(r"\(\s*(?:n\s*=\s*)?$", "", folded[sentence.start : first])
        opening = _ASIDE.sub(lambda m: "_" * len(m.group()), opening)
        marks = [m.end() for m in _OPENING.finditer(opening) if _has_words(opening[m.end() :])]
        if year := _YEAR_FIRST.search(opening):
            marks.append(year.start())
        first = sentence.start + (marks[-1] if marks else 0)
    elif grouped is not None:
        first = grouped.start()
    # "Among A it was 4%, whereas among B it was 9%": each half has its own opening.
    head = Span(sentence.start, first) if len(found) > 1 and first > sentence.start and not contrasted else None
    made = []
    whose = _GROUP_HEAD.fullmatch(folded, sentence.start, found[0].start) if found[0].members[0][0].kind == "count" else None
    parted: Span | None = None  # what is told in parts behind a colon: "934 had vaped: 738 boys (18.0%) and 196 girls (4.6%)"
    for i, unit in enumerate(found):
        begins = cuts[i]
        if i and found[i - 1].members[-1][-1].kind == "count" and _MEASURED_ZH.fullmatch(folded, found[i - 1].end, unit.start):
            begins = max(first, cuts[i - 1])
        near = Span(first if i == 0 and head else begins, cuts[i + 1])
        shared = (head,) if head else ()
        trail = tuple(Span(max(first, cuts[k]), cuts[k + 1]) for k in range(i))[-8:]
        if i and head and _clause_of_its_own(folded[cuts[i] : unit.start], folded[unit.end : cuts[i + 1]]):
            shared, trail = (), (head, *trail)[-8:]
        elif (
            not (i == 0 and _BASE.search(folded, sentence.start, unit.start))
            and not _VERB.search(folded, sentence.start, near.end)
            and (told := _predicate(found[i + 1 :], cuts[i + 2 :], folded, bare=_BARE_NAME.fullmatch(folded, unit.end, near.end)))
        ):
            shared = (*shared, told)
        if folded[near.start : near.start + 1] == "(" or folded[near.start : unit.start].lstrip().startswith("("):
            # "4% and 9% (hazard ratio 0.44)": what stands in parentheses speaks of all that stands before them.
            clause = next((k for k in range(len(trail), 0, -1) if folded[trail[k - 1].end - 1] == ";"), 0)
            if _SPREAD.match(folded, near.start):  # "2 days (range 1-12) with A and 4 days (range 1-21) with B"
                clause = len(trail) - 1
            shared, trail = (*shared, *trail[clause:]), trail[:clause]
        if trail and _COMES_TO.match(folded, near.start):
            shared, trail = (*shared, *trail[-2:]), trail[:-2]
        if trail and folded[near.start : near.start + 1] == ":" and unit.members[0][0].kind == "count":
            parted = trail[-1]
        if parted is not None and parted not in shared:
            shared, trail = (*shared, parted), tuple(span for span in trail if span != parted)
        if i and whose is not None and "组" in folded[near.start : near.end]:
            whose = None
        if i and whose is not None:  # 治疗组60例,显效35例,有效21例
            shared = (*shared, Span(*whose.span(1)))
        if (noun := _said_last(unit, near, found[i + 1 :], cuts[i + 2 :], folded)) is not None:
            shared = (*shared, noun)
        if i and (noun := _counted_once(found[i - 1 :: -1], unit, folded) or _left_out(found[:i], unit, near, folded)):
            shared = (*shared, noun)
        made.append(Frame(unit, near, shared, trail))
    return made


def _said_last(unit: Unit, near: Span, later: Sequence[Unit], ends: Sequence[int], folded: str) -> Span | None:
    """The noun that the last of several figures names for all: "31% in urban and 22% in rural residents"."""
    bare = _BARE_NAME.fullmatch(folded, unit.end, near.end)
    if not bare and folded[unit.end : near.end].strip():
        return None
    for other, end in zip(later, ends, strict=False):
        if noun := (_TAIL_NOUN if bare else _TAIL_OF).match(folded, other.end, end):
            return Span(*noun.span(1))
        if other.members[0][0].unit != unit.members[0][0].unit:
            return None
    return None


def _counted_once(before: Sequence[Unit], unit: Unit, folded: str) -> Span | None:
    """What an earlier figure of a list counts, for one that leaves it out: "63.5% of lesions with A, 74.3% with B"."""
    if not _OF_WHOM.match(folded, unit.end):
        return None
    for other in before:
        if noun := _OF_WHAT.match(folded, other.end):
            return Span(*noun.span())
        if not _OF_WHOM.match(folded, other.end):
            return None
    return None


def _left_out(before: Sequence[Unit], unit: Unit, near: Span, folded: str) -> Span | None:
    """What the first figure of a list is a share of, for one that names its subject alone: "A caused 61% of deaths, B 27%"."""
    bare = _NOTHING.fullmatch(folded, unit.end, near.end) and _SUBJECT.fullmatch(folded, near.start, unit.start)
    if not bare or _VERB.search(folded, near.start, unit.start):
        return None
    noun = _SHARE.match(folded, before[0].end)
    return Span(*noun.span()) if noun and before[0].members[-1][-1].unit == unit.members[0][0].unit == "%" else None


def _bracketed(unit: Unit, sentence: Span, folded: str) -> bool:
    """Whether the figures of a unit stand in parentheses: "better than A (difference 3.1 points)"."""
    return folded.rfind("(", sentence.start, unit.start) > folded.rfind(")", sentence.start, unit.start)


def _clause_of_its_own(before: str, after: str) -> bool:
    """Whether a figure begins a clause that says what it is a figure of: "…, and half had no other disease", "…,半数没有基础病"."""
    if not _JOIN.fullmatch(before) or before[:1] not in ",;，；":
        return False
    return bool(_VERB.match(after[:40].lstrip()[after[:40].lstrip().find(" ") + 1 :]) or _VERB.match(after.lstrip())) or bool(
        _OWN_ZH.match(after)
    )


def _predicate(later: list[Unit], ends: list[int], folded: str, *, bare: object) -> Span | None:
    """What is said after the last of several figures of all of them: "4 of 9 on A and 2 of 8 on B had a fall".

    A `bare` name shares the noun before the verb too: "12% of treated and 36% of control lesions had progressed".
    """
    for unit, end in zip(later[:_MOST], ends, strict=False):
        if verb := _VERB.search(folded, unit.end, end):
            noun = folded.rfind(" ", unit.end, verb.start() - 1) + 1 if bare else 0
            return Span(noun or verb.start(), end)
    return None


def _cut(gap: str, named: bool) -> int:
    """Where in the gap between two figures the words of the second begin. `named`: its parenthesis belongs to the name before."""
    gap = _PARENTHESIS.sub(lambda m: "(" + "_" * (len(m.group()) - 2) + ")", gap)
    opening = gap.rfind("(")
    if opening > gap.rfind(")"):
        contrasted = _CUTS[1].search(gap[:opening])
        if contrasted:  # "better than A by 9.4 points but not better than B (difference 2.2"
            return contrasted.start()
        next_one = _CUTS[3].search(gap[:opening])
        if next_one and _GROUP_ZH.search(gap[next_one.end() : opening]):  # "14.8%,未合并糖尿病者(1 420例)为8.3%"
            return next_one.end()
        said_of_it = opening == len(gap) - 1 and _COPULA.search(gap, 0, opening)  # ",住院时间分别为("
        if gap.rfind(")") < 0 and not named and not said_of_it:
            return opening
        gap = gap[:opening]
    for pattern in _CUTS:
        found = list(pattern.finditer(gap))
        if found:
            match = found[-1] if pattern in _JOINING else found[0]  # "on the Box and Block Test and 0.9 kg": the last one joins
            return match.start() if match.group()[0] not in ";。,、" else match.start() + 1
    closing = gap.find(")")
    if closing >= 0:
        return closing + 1
    if _MEASURED_ZH.fullmatch(gap):
        return 0
    if verb := _MIDDLE.search(gap):  # "28 patients were followed for a median of 38.4 months"
        return verb.start()
    # "12 counties in 36 towns": what follows a number is what it counts, up to a preposition.
    prepositions = [m.start() for m in _PREPOSITION.finditer(gap)]
    if named and not prepositions:
        return 0
    return prepositions[-1] if prepositions else len(gap) if len(gap) <= _SHORT else 0
