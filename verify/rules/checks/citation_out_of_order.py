"""Numbers of the reference list do not first appear in the text in the order 1, 2, 3 …"""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, MarkerStyle, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule

_HINT = Text("顺序编码制应按首次引用的先后编号。", "In a numbered style, number the entries in the order of their first citation.")

_NAMED = {MarkerStyle.AUTHOR_YEAR, MarkerStyle.KEY}  # these markers print no number, so there is no order to keep


def check(review: Review) -> Iterable[Flag]:
    """At most one flag, at the first marker that skips a number cited later."""
    keys = [reference.key for reference in review.references]
    if not keys or not all(key.isdecimal() for key in keys) or _alphabetical(review):
        return
    known = set(keys)
    first: dict[int, int] = {}  # number -> index of the citation that first has it
    for i, citation in enumerate(review.citations):
        if citation.style in _NAMED:
            continue
        for key in citation.keys:
            if key in known:
                first.setdefault(int(key), i)
    order = sorted(first, key=lambda number: (first[number], number))
    if order == sorted(order):
        return
    expected = sorted(order)
    at = next(i for i, number in enumerate(order) if number != expected[i])
    citation = review.citations[first[order[at]]]
    shown = ", ".join(map(str, order[:12])) + (" …" if len(order) > 12 else "")
    yield RULE.flag(
        citation.span,
        Text(
            f"文献 {order[at]} 先于文献 {expected[at]} 出现；各文献首次出现的顺序为 {shown}。",
            f"Reference {order[at]} appears before reference {expected[at]}; the order of first appearance is {shown}.",
        ),
        reference=str(order[at]),
        hint=_HINT,
    )


def _alphabetical(review: Review) -> bool:
    """A list sorted by first author is numbered by the alphabet, not by the text."""
    names = [
        (authors[0].family or authors[0].literal).casefold() for authors in (r.record.authors for r in review.references) if authors
    ]
    return len(names) > 3 and names == sorted(names)


RULE = Rule(
    name="citation-out-of-order",
    category=Category.CITATION,
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary=Text("角标没有按首次引用的先后编号。", "Numbers do not follow the order of first citation."),
    why=Text(
        "编号跳跃多半是改稿时增删文献留下的，角标可能已经对不上条目。",
        "A jump is often left over from editing, and markers may no longer point at the right entry.",
    ),
    known_problems=Text(
        "摘要、图注先于正文出现时，顺序可能按另一惯例计算。",
        "Where captions or an abstract come first, a journal may count in another order.",
    ),
    sources=(
        "GB/T 7714-2015 信息与文献 参考文献著录规则 (Rules for bibliographic references and citations)",
        "ICMJE, Recommendations for the Conduct, Reporting, Editing, and Publication of Scholarly Work in Medical Journals, section IV (References)",
    ),
    bad=(
        Example(
            "zh",
            "吸入激素是基础治疗[2]。哮喘是常见的慢性气道疾病[1]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2020, 12(3): 100-106.\n[2] 周明, 等. 吸入激素的应用. 中华内科杂志, 2021, 30(2): 11-16.\n",
        ),
        Example(
            "en",
            "Inhaled steroids are the mainstay [2]. Asthma is common [1].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):100-106.\n2. Cole D, Dale E. Inhaled steroids. J Asthma Care. 2021;30(2):11-16.\n",
        ),
    ),
    good=(
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病[1]。吸入激素是基础治疗[2]，并应长期管理[1]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2020, 12(3): 100-106.\n[2] 周明, 等. 吸入激素的应用. 中华内科杂志, 2021, 30(2): 11-16.\n",
        ),
        Example(
            "en",
            "Asthma is common [1]. Inhaled steroids are the mainstay [1,2].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):100-106.\n2. Cole D, Dale E. Inhaled steroids. J Asthma Care. 2021;30(2):11-16.\n",
        ),
    ),
    check=check,
)
