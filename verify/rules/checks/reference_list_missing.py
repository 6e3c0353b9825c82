"""Markers, but no reference list: one defect of the article, told once."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, MarkerStyle, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请附上参考文献表。", "Add the reference list.")


def check(review: Review) -> Iterable[Flag]:
    """At most one flag, at the first marker."""
    if review.references or not review.citations:
        return
    keys = {key for citation in review.citations for key in citation.keys}
    parens_only = all(citation.style is MarkerStyle.PAREN for citation in review.citations)
    if parens_only and len(keys) < 3:
        return  # a bracketed digit or two may be anything
    first = review.citations[0]
    yield RULE.flag(
        first.span,
        Text(
            f"文中有 {len(review.citations)} 处引文标记（引用 {len(keys)} 条文献），但没有参考文献表。",
            f"The text has {len(review.citations)} citation markers ({len(keys)} references) and no reference list.",
        ),
        hint=_HINT,
    )


RULE = Rule(
    name="reference-list-missing",
    category=Category.CITATION,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text("文中有引文标记，但没有参考文献表。", "The article has citation markers and no reference list."),
    why=Text(
        "没有文献表，所有引文都无从查证；常见于网页转载时文献被截掉。",
        "Without the list no citation can be followed; it is often cut off when an article is pasted into a web page.",
    ),
    known_problems=Text("文献表放在另一页或图片中时也会提示。", "A list on another page or in a picture is not seen."),
    sources=(
        "ICMJE, Recommendations for the Conduct, Reporting, Editing, and Publication of Scholarly Work in Medical Journals, section IV (References)",
        "GB/T 7714-2015 信息与文献 参考文献著录规则 (Rules for bibliographic references and citations)",
    ),
    bad=(
        Example("zh", "哮喘是常见的慢性气道疾病[1]。吸入激素是基础治疗[2]，规范治疗可减少急性发作[3]。\n"),
        Example("en", "Asthma is common [1]. Inhaled steroids are the mainstay [2] and reduce exacerbations [3].\n"),
    ),
    good=(
        Example("zh", "哮喘是常见的慢性气道疾病。吸入激素是基础治疗。\n"),
        Example(
            "en",
            "Asthma is common [1]. Inhaled steroids are the mainstay [1].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):100-106.\n",
        ),
    ),
    check=check,
)
