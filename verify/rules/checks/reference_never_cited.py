"""An entry of the reference list that no marker of the text points at."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请在文中补充角标，或删去该条。", "Cite it in the text, or take it out of the list.")


def check(review: Review) -> Iterable[Flag]:
    """A flag for each entry that is never cited; one for the whole list when the text has no marker at all."""
    if not review.references:
        return
    if not review.citations:
        yield RULE.flag(
            review.references[0].span,
            Text(
                f"参考文献表有 {len(review.references)} 条，文中没有任何引文标记。",
                f"The list has {len(review.references)} entries and the text has no citation marker.",
            ),
            hint=Text("请在文中标注引文出处。", "Mark in the text where each work is cited."),
        )
        return
    cited = {key for citation in review.citations for key in citation.keys}
    for reference in review.references:
        if reference.key not in cited:
            yield RULE.flag(
                reference.span,
                Text(f"文献 {reference.key} 在正文中没有被引用。", f"Reference {reference.key} is not cited in the text."),
                reference=reference.key,
                hint=_HINT,
            )


RULE = Rule(
    name="reference-never-cited",
    category=Category.CITATION,
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    summary=Text("参考文献表中的条目在正文中没有被引用。", "An entry of the reference list is never cited in the text."),
    why=Text(
        "要么漏标了角标，要么文献是多余的；漏标时其他编号也可能错位。",
        "Either a marker is missing or the entry is superfluous; a missing marker may also have shifted the other numbers.",
    ),
    known_problems=Text("仅在图片、表格截图中出现的角标读不到。", "A marker that stands only in a picture is not seen."),
    sources=(
        "AMA Manual of Style, 11th edition (Oxford University Press, 2020), chapter 3, References",
        "GB/T 7714-2015 信息与文献 参考文献著录规则 (Rules for bibliographic references and citations)",
    ),
    bad=(
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病[1]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2020, 12(3): 100-106.\n[2] 周明, 等. 吸入激素的应用. 中华内科杂志, 2021, 30(2): 11-16.\n",
        ),
        Example(
            "en",
            "Asthma is common [1].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):100-106.\n2. Cole D, Dale E. Inhaled steroids. J Asthma Care. 2021;30(2):11-16.\n",
        ),
    ),
    good=(
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病，吸入激素是基础治疗[1-3]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2020, 12(3): 100-106.\n[2] 周明, 等. 吸入激素的应用. 中华内科杂志, 2021, 30(2): 11-16.\n[3] 何静, 等. 哮喘的长期管理. 中华全科杂志, 2019, 8(1): 1-6.\n",
        ),
        Example(
            "en",
            "Asthma is common and inhaled steroids are the mainstay [1,2].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):100-106.\n2. Cole D, Dale E. Inhaled steroids. J Asthma Care. 2021;30(2):11-16.\n",
        ),
    ),
    check=check,
)
