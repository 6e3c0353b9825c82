"""A marker points at a number or name that the reference list does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from verify.model import Confidence, Flag, MarkerStyle, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请补充该文献，或改正角标。", "Add the entry, or correct the marker.")


def check(review: Review) -> Iterable[Flag]:
    """One flag for each key without an entry, at its first marker."""
    listed = {reference.key for reference in review.references}
    if not listed:
        return  # an article without any list is one defect, not one for each marker
    last = review.references[-1].key
    cited = Counter(key for citation in review.citations for key in citation.keys)
    # 张振馨等，2005 may be the entry "Zhang ZX, et al. 2005": years of entries in Latin letters that nothing cites.
    spare = {
        str(reference.record.year)
        for reference in review.references
        if reference.key not in cited and reference.record.authors and reference.record.authors[0].family.isascii()
    }
    reported: set[str] = set()
    for citation in review.citations:
        for key in citation.keys:
            if key in listed or key in reported:
                continue
            reported.add(key)
            shown = (
                key
                if key.isdecimal() or citation.style is MarkerStyle.KEY
                else review.document.slice(citation.span).strip("()（）[] ")
            )
            times = cited[key]
            more = Text(f"（共出现 {times} 次）", f" (cited {times} times)") if times > 1 else Text("", "")
            end = (
                Text(f"，文献表止于 {last}", f"; the list ends at {last}")
                if key.isdecimal() and last.isdecimal() and int(key) > int(last)
                else Text("", "")
            )
            romanised = citation.style is MarkerStyle.AUTHOR_YEAR and "\u4e00" <= key[0] <= "\u9fff" and key[-4:] in spare
            yield RULE.flag(
                citation.span,
                Text(
                    f"文中引用了 {shown}{more.zh}，参考文献表中没有这一条{end.zh}。",
                    f"The text cites {shown}{more.en}, which is not in the reference list{end.en}.",
                ),
                reference=key,
                hint=_HINT,
                **({"severity": Severity.WARNING, "confidence": Confidence.LOW} if romanised else {}),
            )


RULE = Rule(
    name="citation-without-entry",
    category=Category.CITATION,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text("角标所指的文献不在参考文献表中。", "A marker points at an entry the reference list does not have."),
    why=Text(
        "多半是删改文献表后角标没有跟着改，往往意味着其后的编号也错了。",
        "Usually the list was edited and the markers were not; then the numbers after it are often wrong too.",
    ),
    known_problems=Text(
        "黏在正文后的普通数字若被当作角标，会误报。", "A plain digit after a word, taken for a superscript, gives a false alarm."
    ),
    sources=(
        "ICMJE, Recommendations for the Conduct, Reporting, Editing, and Publication of Scholarly Work in Medical Journals, section IV (References)",
        "GB/T 7714-2015 信息与文献 参考文献著录规则 (Rules for bibliographic references and citations)",
    ),
    bad=(
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病[1]。吸入激素是基础治疗[2]，规范治疗可减少急性发作[3]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2020, 12(3): 100-106.\n[2] 周明, 等. 吸入激素的应用. 中华内科杂志, 2021, 30(2): 11-16.\n",
        ),
        Example(
            "en",
            "Asthma is common [1]. Inhaled steroids are the mainstay [2] and reduce exacerbations [3].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):100-106.\n2. Cole D, Dale E. Inhaled steroids. J Asthma Care. 2021;30(2):11-16.\n",
        ),
    ),
    good=(
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病[1]。吸入激素是基础治疗[1,2]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2020, 12(3): 100-106.\n[2] 周明, 等. 吸入激素的应用. 中华内科杂志, 2021, 30(2): 11-16.\n",
        ),
        Example(
            "en",
            "Asthma is common [1]. Inhaled steroids are the mainstay [1,2].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):100-106.\n2. Cole D, Dale E. Inhaled steroids. J Asthma Care. 2021;30(2):11-16.\n",
        ),
    ),
    check=check,
)
