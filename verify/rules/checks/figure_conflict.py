"""One statement made twice in an article with two values that cannot both hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from verify.model import BlockKind, Claim, Confidence, Flag, Quantity, Review, Severity, Span, Text
from verify.rules.intervals import RATIOS
from verify.rules.reading import Sentence, sentences, unit_of_last_place
from verify.rules.rule import Category, Example, Rule
from verify.text import clauses

_HINT = Text(
    "请核对两处，统一为原文的数值；若指不同人群或时间，请写明。",
    "Check both places against the source; if they are about different people or times, say so.",
)
_KINDS = {"percent", "duration", "count", "rate", "measurement", "hazard_ratio", "odds_ratio", "risk_ratio", "fold"}
_ALIKE = 0.75  # share of words in common from which two statements say the same
_WORDS = {"zh": 6, "en": 4}  # fewer words (of Chinese: pairs of characters) than this do not say what a figure is about
_WINDOW = 120  # how many earlier statements of the same kind a statement is compared with: keeps a hostile file linear
_AROUND = re.compile(r"\([^()]{0,40}\)|\[[^\[\]]{0,40}\]")
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z][A-Za-z']*|[\u4e00-\u9fff]+")
_TURN = re.compile(r"而|但|然而|however|whereas|while|but|and|who|which|with", re.IGNORECASE)
# Words that say how a figure is told, not what it is about.
_STOP_ZH = re.compile(
    r"高达|达到|已达|可达|达|约为|大约|约占|约|仅为|仅|只有|也|仍|为|是|占有|占|的|了|在|于|中|内|后|由|从|至|将近|近|超过|不足|接近|左右|以上|以下|上升|一旦|如果|即使|鉴于"
    r"|其中|其|该|此|一项|研究|显示|发现|表明|报道|提示|数据|资料|统计|证实|据|有|会|可|患者|病例|病人|人群|发生|出现|并|且|而|和|与|及|等|者|例|总计|共|目前|近年来|平均"
)
_STOP_EN = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "that",
        "this",
        "these",
        "those",
        "it",
        "its",
        "their",
        "there",
        "as",
        "about",
        "approximately",
        "nearly",
        "roughly",
        "around",
        "some",
        "only",
        "just",
        "over",
        "more",
        "than",
        "less",
        "under",
        "up",
        "patients",
        "people",
        "persons",
        "participants",
        "subjects",
        "cases",
        "described",
        "reported",
        "found",
        "seen",
        "observed",
        "shown",
        "given",
        "among",
        "after",
        "within",
        "during",
        "study",
        "studies",
        "trial",
        "data",
        "according",
        "rate",
        "reached",
        "reach",
        "estimated",
        "overall",
        "total",
    ]
)
_NUMBERS_EN = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "twelve": "12",
}
# Two statements about different people, arms or courses differ in one of these. 非小细胞 is the name of a cancer, not a contrast.
_CONTRAST = re.compile(
    r"男|女|儿童|青少年|成人|老年|孕|新生儿|[\u4e00-\u9fffA-Za-z0-9]{1,6}组|[轻中重]度|[早晚]期|急性|慢性|阳性|阴性|[高中低]危|城市|农村|我国|中国|国内|国外|全球|世界|美国|欧洲|亚洲|日本|原发|继发"
    r"|非(?!小细胞)|[无未不没](?![足到])|合并|伴|联合|单药|安慰剂|对照|基线|治疗前|首次|再次|复发|亚组|增[加长]|减少|下降|降低|上升|升高|提高|敏感|特异|阳|阴|总|无进展|完全|部分|累积|住院|门诊|早|晚|前|新发|死亡"
    r"|(?<![a-z])(?:men|women|male|female|boys|girls|children|adolescents|adults?|older|younger|elderly|pregnan\w+|mild|moderate|severe|early|late|advanced|acute|chronic|positive|negative"
    r"|high|low|urban|rural|worldwide|global|china|chinese|europe\w*|american|japan\w*|primary|secondary|non|no|not|without|combined|alone|placebo|control|baseline|before|first|recurrent"
    r"|subgroup|increase\w*|decrease\w*|reduc\w+|rose|fell|lower\w*|higher|complete|partial|overall|inpatient|outpatient|hospital|death|mortality|[a-z]+ (?:group|arm))(?![a-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Statement:
    """A figure with the words it stands in."""

    figure: Quantity
    claim: Claim
    span: Span
    phrase: str  # letters and characters only
    words: frozenset[str]
    numbers: frozenset[str]
    contrasts: frozenset[str]
    setting: frozenset[str]  # words of the clauses before


def check(review: Review) -> Iterable[Flag]:
    """A flag at the later of two conflicting statements, or at the one that stands alone against several."""
    groups: dict[tuple[str, str, frozenset[str]], list[_Statement]] = defaultdict(list)
    for statement in _statements(review):
        groups[statement.figure.kind, statement.figure.unit, statement.numbers].append(statement)
    flags: list[Flag] = []
    for members in groups.values():
        flags.extend(_conflicts(review, members))
    return sorted(flags, key=lambda flag: flag.span)


def _conflicts(review: Review, members: list[_Statement]) -> Iterator[Flag]:
    told: set[Span] = set()
    for i, later in enumerate(members):
        same = [other for other in members[max(0, i - _WINDOW) : i] if _same_subject(other, later)]
        for earlier in same:
            if not _disjoint(earlier.figure, later.figure) or _two_studies(earlier.claim, later.claim):
                continue
            friends = [
                sum(not _disjoint(m.figure, one.figure) and _same_subject(m, one) for m in members[:_WINDOW] if m is not one)
                for one in (earlier, later)
            ]
            odd, other = (earlier, later) if friends[0] < friends[1] else (later, earlier)
            if odd.span in told:
                continue
            told.add(odd.span)
            quote = review.document.slice(other.span).strip()
            line = review.document.place(other.span.start).line
            yield RULE.flag(
                odd.span,
                Text(
                    f"此处为 {odd.figure.text}，第 {line} 行对同一指标写作 {other.figure.text}。",
                    f"Here the figure is {odd.figure.text}; line {line} gives {other.figure.text} for the same thing.",
                ),
                claim=odd.claim.id,
                reference=odd.claim.citations[0] if odd.claim.citations else None,
                evidence=quote,
                hint=_HINT,
            )


def _statements(review: Review) -> Iterator[_Statement]:
    for sentence in sentences(review):
        if sentence.kind is BlockKind.TABLE or not sentence.claims:
            continue
        spans = clauses(sentence.text)
        for claim in sentence.claims:
            values = [
                f.quantity
                for f in claim.figures
                if f.quantity.kind in _KINDS and f.quantity.spread is None and f.statistic in {"value", "ratio"}
            ]
            if len(values) == 1:
                yield from _statement(sentence, claim, values[0], spans, _WORDS[review.document.language])


def _statement(sentence: Sentence, claim: Claim, figure: Quantity, spans: tuple[Span, ...], enough: int) -> Iterator[_Statement]:
    """The clause of a figure, with clauses before it until it says enough; nothing when a like figure stands in between.

    A ratio in brackets says nothing itself: what it is about is the sentence from its start.
    """
    at = figure.start - sentence.span.start
    i = next((i for i, span in enumerate(spans) if span.start <= at < span.end), None)
    if i is None:
        return
    end = max(spans[i].end, figure.end - sentence.span.start)
    for first in range(i, max(-1, i - 3), -1):
        span = Span(sentence.span.start + spans[first].start, sentence.span.start + end)
        if any(
            q.kind == figure.kind and q.span != figure.span and not figure.span.overlaps(q.span) and span.holds(q.span)
            for q in sentence.figures
        ):
            return
        if _TURN.match(sentence.text, spans[first].start):
            continue  # … whereas the control group: of what, the clause before says
        text = sentence.text[spans[first].start : at] + " " + sentence.text[figure.end - sentence.span.start : end]
        plain = _AROUND.sub("", text)
        words, numbers = _words(plain)
        if len(words) >= enough and (first == 0 or figure.kind not in RATIOS):
            phrase = re.sub(r"[^A-Za-z\u4e00-\u9fff]+", "", _STOP_ZH.sub("", plain)).casefold()
            contrasts = frozenset(match.casefold() for match in _CONTRAST.findall(plain))
            setting, _ = _words(_AROUND.sub("", sentence.text[: spans[first].start]))
            yield _Statement(figure, claim, span, phrase, words, numbers, contrasts, setting)
            return


def _words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Content words (English words, pairs of Chinese characters) and the numbers among them."""
    words: set[str] = set()
    numbers: set[str] = set()
    for match in _TOKEN.finditer(text):
        token = match[0].casefold()
        if token[0].isdigit() or token in _NUMBERS_EN:
            numbers.add(_NUMBERS_EN.get(token, token))
        elif token[0] < "\u4e00":
            if token not in _STOP_EN and (len(token) > 1 or match[0].isupper()):
                words.add(token.removesuffix("s") if len(token) > 3 else token)
        else:
            for run in _STOP_ZH.split(token):
                words.update(run[j : j + 2] for j in range(len(run) - 1))
    return frozenset(words), frozenset(numbers)


def _same_subject(one: _Statement, two: _Statement) -> bool:
    if one.contrasts != two.contrasts:
        return False
    if min(len(one.setting), len(two.setting)) > 3 and 2 * len(one.setting & two.setting) < len(one.setting | two.setting):
        return False  # each is said of its own case
    shared = len(one.words & two.words)
    if shared >= _ALIKE * len(one.words | two.words):
        return True
    # Word for word the same, but for a short modifier in front of one of them.
    short, long = sorted((one.phrase, two.phrase), key=len)
    return len(short) >= 7 and long.endswith(short) and len(long) - len(short) <= 5 and one.contrasts == two.contrasts


def _two_studies(one: Claim, two: Claim) -> bool:
    """Two sources may well report two values; one source may not."""
    return bool(one.citations and two.citations and not set(one.citations) & set(two.citations))


def _disjoint(one: Quantity, two: Quantity) -> bool:
    """No value lies in both, at the precision printed."""
    (low, high), (other_low, other_high) = _reach(one), _reach(two)
    return (high is not None and other_low is not None and high < other_low) or (
        other_high is not None and low is not None and other_high < low
    )


def _reach(q: Quantity) -> tuple[Decimal | None, Decimal | None]:
    slack = unit_of_last_place(q) / 2
    low, high = q.low, q.high
    if q.comparator == "~":
        slack = max(slack, abs(low or high or Decimal(0)) / 12)
    return (None if low is None else low - slack, None if high is None else high + slack)


RULE = Rule(
    name="figure-conflict",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    summary=Text(
        "文中两处对同一指标、同一人群给出不同数值。", "The article gives two values for the same measure of the same people."
    ),
    why=Text(
        "至少一处与原文不符；读者不知该信哪一个。",
        "At least one of them differs from the source, and the reader cannot know which.",
    ),
    known_problems=Text(
        "只有措辞相近的两句才会对照；引用不同文献的两个数值视为两项研究，不提示。",
        "Only statements in similar words are compared; two values with different references are taken for two studies and left alone.",
    ),
    sources=(
        "Lang TA, Altman DG. Basic statistical reporting for articles published in biomedical journals: the SAMPL guidelines. Int J Nurs Stud 2015;52(1):5-9",
        "ICMJE, Recommendations for the Conduct, Reporting, Editing, and Publication of Scholarly Work in Medical Journals",
    ),
    bad=(
        Example(
            "zh",
            "急性胰腺炎患者入院后30天内的病死率为4.8%[1]。\n\n综上所述，急性胰腺炎患者入院后30天内病死率高达8.4%[1]，应尽早干预。\n\n参考文献\n[1] 林峰, 等. 急性胰腺炎的预后. 中华内科杂志, 2020, 12(3): 100-106.\n",
        ),
        Example(
            "en",
            "In-hospital mortality of acute pancreatitis was 4.8% in this registry [1].\n\nIn short, in-hospital mortality of acute pancreatitis is 8.4% [1].\n\nReferences\n1. Ash B, Birch C. Outcomes of acute pancreatitis. Gut Care. 2020;12(3):100-106.\n",
        ),
    ),
    good=(
        Example(
            "zh",
            "急性胰腺炎患者入院后30天内的病死率为4.8%[1]，重度急性胰腺炎患者入院后30天内的病死率为18.4%[1]。\n\n综上所述，急性胰腺炎患者入院后30天内病死率约为5%[1]，应尽早干预。\n\n参考文献\n[1] 林峰, 等. 急性胰腺炎的预后. 中华内科杂志, 2020, 12(3): 100-106.\n",
        ),
        Example(
            "en",
            "In-hospital mortality of acute pancreatitis was 4.8% in this registry [1]; in-hospital mortality of severe acute pancreatitis was 18.4% [1].\n\nReferences\n1. Ash B, Birch C. Outcomes of acute pancreatitis. Gut Care. 2020;12(3):100-106.\n",
        ),
    ),
    check=check,
)
