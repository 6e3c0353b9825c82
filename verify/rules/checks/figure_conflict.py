"""One statement made twice in an article with two values that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from verify.model import Claim, Confidence, Flag, Quantity, Review, Severity, Span, Text
from verify.rules.reading import unit_of_last_place
from verify.rules.retelling import Statement, statements
from verify.rules.rule import Category, Example, Rule

_HINT = Text(
    "请核对两处，统一为原文的数值；若指不同人群或时间，请写明。",
    "Check both places against the source; if they are about different people or times, say so.",
)
_WINDOW = 60  # how many earlier statements of its kind a statement is compared with: keeps a hostile file linear


def check(review: Review) -> Iterable[Flag]:
    """A flag at the later of two conflicting statements, or at the one that stands alone against several."""
    groups: dict[tuple[str, str, frozenset[str]], list[Statement]] = defaultdict(list)
    for statement in statements(review):
        groups[statement.figure.kind, statement.figure.unit, statement.numbers].append(statement)
    for members in groups.values():
        yield from _conflicts(review, members)


def _conflicts(review: Review, members: list[Statement]) -> Iterator[Flag]:
    told: set[Span] = set()
    for i, later in enumerate(members):
        near = members[max(0, i - _WINDOW) : i + _WINDOW]
        for earlier in members[max(0, i - _WINDOW) : i]:
            if (
                not _disjoint(earlier.figure, later.figure)
                or not earlier.retells(later)
                or _two_studies(earlier.claim, later.claim)
            ):
                continue
            alone = _friends(earlier, near) < _friends(later, near)
            odd, other = (earlier, later) if alone else (later, earlier)
            if odd.span in told:
                continue
            told.add(odd.span)
            line = review.document.place(other.span.start).line
            yield RULE.flag(
                odd.span,
                Text(
                    f"此处为“{odd.figure.text}”，第 {line} 行对同一指标写作“{other.figure.text}”。",
                    f"Here the figure is {odd.figure.text}; line {line} gives {other.figure.text} for the same thing.",
                ),
                claim=odd.claim.id,
                evidence=review.document.slice(other.span).strip(),
                hint=_HINT,
            )


def _friends(statement: Statement, near: list[Statement]) -> int:
    """How many other statements say the same with the same figure."""
    return sum(
        other is not statement and not _disjoint(other.figure, statement.figure) and statement.retells(other) for other in near
    )


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
    if q.comparator == "~":
        slack = max(slack, abs(q.low or q.high or Decimal(0)) / 12)
    return (None if q.low is None else q.low - slack, None if q.high is None else q.high + slack)


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
