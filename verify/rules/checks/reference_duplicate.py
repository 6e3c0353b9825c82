"""One work stands twice in the reference list, perhaps in two styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verify.model import Confidence, Flag, Record, Reference, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请合并两条并改正角标。", "Merge the entries and correct the markers.")
_SAME_TITLE = 92  # of 100; spelling variants (randomised, vs/versus) stay above, a changed subject falls below
_WINDOW = 60  # how many earlier entries that share a trait an entry is compared with
_ALIKE = 60  # enough when volume, year and first page agree: those alone identify a paper


def check(review: Review) -> Iterable[Flag]:
    """A flag at the later of two entries for one work."""
    reported: set[str] = set()
    for earlier, later in _candidates(review.references):
        if later.key not in reported and _same(earlier.record, later.record):
            reported.add(later.key)
            yield RULE.flag(
                later.span,
                Text(
                    f"文献 {later.key} 与文献 {earlier.key} 似为同一篇。",
                    f"References {later.key} and {earlier.key} seem to be the same work.",
                ),
                reference=later.key,
                evidence=earlier.raw.strip(),
                hint=_HINT,
            )


def _candidates(references: tuple[Reference, ...]) -> Iterator[tuple[Reference, Reference]]:
    """Pairs that share an identifier, a first page or a first author: everything else is never compared."""
    groups: dict[tuple[str, str], list[Reference]] = {}
    for reference in references:
        record = reference.record
        traits = [
            ("doi", record.doi.casefold()),
            ("pmid", record.pmid),
            ("page", _first_page(record)),
            ("author", _first_author(record)),
        ]
        seen: set[str] = set()
        for trait in traits:
            if trait[1]:
                for earlier in groups.get(trait, [])[-_WINDOW:]:
                    if earlier.key not in seen:
                        seen.add(earlier.key)
                        yield earlier, reference
                groups.setdefault(trait, []).append(reference)


def _same(one: Record, two: Record) -> bool:
    for a, b in ((one.doi.casefold(), two.doi.casefold()), (one.pmid, two.pmid)):
        if a and b:
            return a == b
    if one.year is None or two.year is None or abs(one.year - two.year) > 1:
        return False
    pages, volumes = (_first_page(one), _first_page(two)), (one.volume, two.volume)
    same_pages, other_pages = pages[0] == pages[1] != "", "" not in pages and pages[0] != pages[1]
    same_volume, other_volume = volumes[0] == volumes[1] != "", "" not in volumes and volumes[0] != volumes[1]
    if not one.title or not two.title:
        return same_pages and same_volume and one.year == two.year and _first_author(one) == _first_author(two) != ""
    if other_pages and other_volume:
        return False  # a series, a correction or a conference abstract under the same title
    from rapidfuzz import fuzz

    if _numbers(one.title) != _numbers(two.title):
        return False
    likeness = fuzz.token_sort_ratio(_words(one.title), _words(two.title))
    if same_pages and same_volume and one.year == two.year:
        return likeness >= _ALIKE
    return likeness >= _SAME_TITLE and not other_pages and _authors_agree(one, two)


def _first_page(record: Record) -> str:
    match = re.match(r"[A-Za-z]*[0-9]+", record.page.strip())
    return match[0].casefold() if match else ""


def _first_author(record: Record) -> str:
    return (record.authors[0].family or record.authors[0].literal).casefold() if record.authors else ""


def _authors_agree(one: Record, two: Record) -> bool:
    a, b = _first_author(one), _first_author(two)
    return not a or not b or a == b


def _words(title: str) -> str:
    return re.sub(r"[^0-9a-z\u4e00-\u9fff]+", " ", title.casefold()).strip()


def _numbers(title: str) -> list[str]:
    """Part 1 is not part 2, the 2021 edition not the 2024 one."""
    return re.findall(r"[0-9]+|(?<![a-z])[ivx]+(?![a-z])", title.casefold())


RULE = Rule(
    name="reference-duplicate",
    category=Category.CITATION,
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    summary=Text("同一文献在参考文献表中出现两次。", "One work stands twice in the reference list."),
    why=Text(
        "同一证据被当成两份，会显得支持更多；合并后其后编号都要改。",
        "One piece of evidence counted twice looks like more support, and merging shifts the later numbers.",
    ),
    known_problems=Text(
        "同一文章的中英文两版若都列出，不会被认出。",
        "A Chinese and an English version of one article, both listed, are not recognised.",
    ),
    sources=(
        "AMA Manual of Style, 11th edition (Oxford University Press, 2020), chapter 3, References",
        "GB/T 7714-2015 信息与文献 参考文献著录规则 (Rules for bibliographic references and citations)",
    ),
    bad=(
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病[1,2]。\n\n参考文献\n[1] 林峰, 周明, 何静. 成人支气管哮喘流行病学调查[J]. 中华呼吸杂志, 2020, 12(3): 100-106.\n[2] 林峰, 等. 成人支气管哮喘的流行病学调查. 中华呼吸杂志. 2020;12:100-6.\n",
        ),
        Example(
            "en",
            "Asthma is common [1,2].\n\nReferences\n1. Ash B, Birch C, Cole D. Asthma control in adults: a randomised trial. Lung Health. 2020;12(3):100-106.\n2. Ash B, et al. Asthma control in adults: a randomized trial. Lung Health. 2020;12:100-6.\n",
        ),
    ),
    good=(
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病[1,2]。\n\n参考文献\n[1] 林峰, 周明, 何静. 支气管哮喘防治指南（2016年版）[J]. 中华呼吸杂志, 2016, 39(9): 675-697.\n[2] 林峰, 周明, 何静. 支气管哮喘防治指南（2020年版）[J]. 中华呼吸杂志, 2020, 43(12): 1023-1048.\n",
        ),
        Example(
            "en",
            "Asthma is common [1,2].\n\nReferences\n1. Ash B, Birch C, Cole D. Asthma control in adults: part 1, diagnosis. Lung Health. 2020;12(3):100-106.\n2. Ash B, Birch C, Cole D. Asthma control in adults: part 2, treatment. Lung Health. 2020;12(4):201-209.\n",
        ),
    ),
    check=check,
)
