"""The references folder does not know the work of an entry, or knows two that fit alike: its figures were compared with nothing."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule

_HINT = Text(
    "用 verify refs missing 列出缺少的文献，用 verify refs import 补入。",
    "`verify refs missing` lists what is wanted, `verify refs import` puts it into references/.",
)
_HINT_RIVALS = Text(
    "请在该条著录中补充 DOI，或合并重复的记录。", "Give the DOI in the entry, or merge the records if they are one work."
)


def check(review: Review) -> Iterable[Flag]:
    """One flag for each entry that the library was asked for in vain."""
    for reference in review.references:
        held = review.evidence.get(reference.key)
        if held is None or held.source:
            continue
        rivals = "、".join(held.rivals), ", ".join(held.rivals)
        if held.rivals:
            message = Text(
                f"references/ 中有 {len(held.rivals)} 条记录同样符合文献 {reference.key}（{rivals[0]}），因此未采用任何一条。",
                f"{len(held.rivals)} works in references/ fit reference {reference.key} alike ({rivals[1]}), so none was taken.",
            )
        else:
            message = Text(
                f"references/ 中没有文献 {reference.key} 的记录，未与原文核对。",
                f"Reference {reference.key} is not in references/; the entry was not compared with the work.",
            )
        yield RULE.flag(reference.span, message, reference=reference.key, hint=_HINT_RIVALS if held.rivals else _HINT)


_WORK = """references:
- id: {id}
  title: {title}
  author: [{{family: {family}, given: {given}}}]
  container-title: {journal}
  issued: {year}
  volume: 38
  page: 111-116
"""
_ZH = "锻炼可减少跌倒[1]。\n\n参考文献\n1. 周明, 等. 社区老年人跌倒预防的随机对照试验[J]. 中华老年医学杂志, 2019, 38(2): 111-116.\n"
_EN = "Exercise prevents falls [1].\n\nReferences\n1. Ash B, et al. Exercise against falls in old age. J Gerontol Care. 2019;38(2):111-116.\n"


def _zh(id: str, title: str = "社区老年人跌倒预防的随机对照试验", year: int = 2019) -> str:
    return _WORK.format(id=id, title=title, year=year, family="周", given="明", journal="中华老年医学杂志")


def _en(id: str, title: str = "Exercise against falls in old age", year: int = 2019) -> str:
    return _WORK.format(id=id, title=title, year=year, family="Ash", given="Bea", journal="Journal of Gerontology and Care")


RULE = Rule(
    name="reference-not-resolved",
    category=Category.CITATION,
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    summary=Text(
        "references/ 中没有该文献，或有几条记录同样符合。",
        "The references folder does not have the work, or several that fit alike.",
    ),
    why=Text(
        "没有记录就无从核对著录和数值；两条记录都符合时，任选一条只是猜测。",
        "Without a record neither the entry nor its figures are checked; between two that fit, taking one would be a guess.",
    ),
    known_problems=Text(
        "著录缺题名又缺页码时，即使已有该文献也可能认不出。",
        "An entry with neither title nor pages may not be recognised although its work is there.",
    ),
    sources=(
        "ICMJE, Recommendations for the Conduct, Reporting, Editing, and Publication of Scholarly Work in Medical Journals, section IV (References)",
    ),
    bad=(
        Example("zh", _ZH, works=(_zh("zhou-2011", "农村儿童近视的患病率调查", 2011),)),
        Example("zh", _ZH, works=(_zh("zhou-2019"), _zh("zhou-2019-a"))),
        Example("en", _EN, works=(_en("ash-2011", "Myopia in rural children", 2011),)),
        Example("en", _EN, works=(_en("ash-2019"), _en("ash-2019-a"))),
    ),
    good=(
        Example("zh", _ZH, works=(_zh("zhou-2019"), _zh("zhou-2011", "农村儿童近视的患病率调查", 2011))),
        Example("en", _EN, works=(_en("ash-2019"), _en("ash-2011", "Myopia in rural children", 2011))),
    ),
    check=check,
)
