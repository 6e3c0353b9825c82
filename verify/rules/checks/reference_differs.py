"""An entry of the list and the record of its work differ: another year, volume, page, author, title, journal or identifier."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Record, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule

_HINT = Text(
    "请核对原文，改正该条著录或 references/ 中的记录。", "Check the work itself; correct the entry or the record in references/."
)
_NAMES = {
    "author": Text("第一作者", "first author"),
    "title": Text("题名", "title"),
    "container-title": Text("刊名", "journal"),
    "issued": Text("年份", "year"),
    "volume": Text("卷", "volume"),
    "issue": Text("期", "issue"),
    "page": Text("页码", "pages"),
    "DOI": Text("DOI", "DOI"),
    "PMID": Text("PMID", "PMID"),
}


def check(review: Review) -> Iterable[Flag]:
    """One flag for each entry, naming every field in which it contradicts the record found."""
    for reference in review.references:
        held = review.evidence.get(reference.key)
        if held is None or held.record is None or not held.differences:
            continue
        pairs = [(_NAMES[name], _value(reference.record, name), _value(held.record, name)) for name in held.differences]
        yield RULE.flag(
            reference.span,
            Text(
                f"文献 {reference.key} 与查得的记录（{held.source}）不同："
                + "；".join(f"{name.zh}：文中“{cited}”，记录“{known}”" for name, cited, known in pairs)
                + "。",
                f"Reference {reference.key} and the record found ({held.source}) differ: "
                + "; ".join(f"{name.en} “{cited}” here, “{known}” there" for name, cited, known in pairs)
                + ".",
            ),
            reference=reference.key,
            evidence=f"{held.source}: {_shown(held.record)}",
            confidence=Confidence.HIGH if len(held.reasons) >= 4 else Confidence.MEDIUM,
            hint=_HINT,
        )


def _value(record: Record, field: str) -> str:
    if field == "author":
        return record.authors[0].family or record.authors[0].literal
    if field == "issued":
        return str(record.year)
    return str(record.to_csl()[field])


def _shown(record: Record) -> str:
    """The record in one line, as a list of references prints it."""
    first = f"{record.authors[0].family or record.authors[0].literal}. " if record.authors else ""
    place = f"{record.volume}({record.issue})" if record.issue else record.volume
    where = ";".join(part for part in (str(record.year or ""), ":".join(part for part in (place, record.page) if part)) if part)
    return first + ". ".join(part for part in (record.title, record.container_title, where) if part) + "."


_WORK_ZH = """references:
- id: zhou-2019
  title: 社区老年人跌倒预防的随机对照试验
  author: [{family: 周, given: 明}]
  container-title: 中华老年医学杂志
  issued: 2019
  volume: 38
  issue: 2
  page: 111-116
"""
_WORK_EN = """references:
- id: ash-2019
  title: "Exercise against falls in old age: a randomised trial"
  author: [{family: Ash, given: Bea}]
  container-title: Journal of Gerontology and Care
  issued: 2019
  volume: 38
  issue: 2
  page: 201-209
"""
_ZH = "锻炼可减少跌倒[1]。\n\n参考文献\n1. 周明, 等. 社区老年人跌倒预防的随机对照试验[J]. 中华老年医学杂志, 2019, {}(2): {}.\n"
_EN = "Exercise prevents falls [1].\n\nReferences\n1. Ash B, et al. Exercise against falls in old age: a randomized trial. J Gerontol Care. {};38(2):{}.\n"

RULE = Rule(
    name="reference-differs",
    category=Category.CITATION,
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    summary=Text("著录与查得的文献记录不同。", "A field of the entry differs from the record of the work."),
    why=Text(
        "年份、卷、页码或 DOI 有误，读者就找不到原文，或者找到另一篇。",
        "With a wrong year, volume, page or DOI, readers do not find the work, or find another one.",
    ),
    known_problems=Text(
        "记录本身也可能有误。刊名缩写、页码缩写、相邻年份（网络版与印刷版）不算不同；题名的译名之间不作比较。",
        "The record may be the one that is wrong. Abbreviated journals, shortened page ranges and neighbouring years (online and in "
        "print) are no differences, and titles in two languages are not compared.",
    ),
    sources=(
        "Mogull SA. Accuracy of cited “facts” in medical research articles. PLoS One 2017;12(9):e0184727",
        "ICMJE, Recommendations for the Conduct, Reporting, Editing, and Publication of Scholarly Work in Medical Journals, section IV (References)",
    ),
    bad=(
        Example("zh", _ZH.format(38, "171-176"), works=(_WORK_ZH,)),
        Example("zh", _ZH.format(36, "111-116"), works=(_WORK_ZH,)),
        Example("en", _EN.format(2014, "201-209"), works=(_WORK_EN,)),
        Example("en", _EN.format(2019, "210-219"), works=(_WORK_EN,)),
    ),
    good=(
        Example("zh", _ZH.format(38, "111-6"), works=(_WORK_ZH,)),
        Example("en", _EN.format(2019, "201-9"), works=(_WORK_EN,)),
        Example("en", _EN.format(2020, "201-209"), works=(_WORK_EN,)),
    ),
    check=check,
)
