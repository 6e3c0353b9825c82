"""An entry lacks what identifies the work, or is garbled: no title, no year, no pages, a doubled title, stray punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verify.model import Confidence, Flag, Record, Reference, Review, Severity, Text
from verify.patterns import regex
from verify.rules.rule import Category, Example, Rule
from verify.text import fold

_HINT = Text("请按原文补全或改正该条著录。", "Complete or correct the entry from the work itself.")
_HOUSE_STYLE = 0.8  # from this share of entries with a title on, an entry without one is an oversight, not the style
_TWICE = regex(r"(?<![A-Za-z\u4e00-\u9fff])([A-Za-z\u4e00-\u9fff][^.。,!?:]{7,150})[.。]\s*\1\s*[.。,:\[]")
_STRAY = regex(r"(?<!al\.)(?<!等\.)(?<![:;,]):\s?[,;]|[;,]\s?[:;,]|;\s?;|。。|(?<![A-Za-z.])\.\.(?!\.)")
_EDITION = regex(r"(?<![0-9])((?:19|20)[0-9]{2})\s*(?:年?(?:修订)?[版年]|edition|guidelines?|update|revision)", re.IGNORECASE)


def check(review: Review) -> Iterable[Flag]:
    """One flag for each entry, naming everything that is amiss with it."""
    titled = sum(bool(reference.record.title) for reference in review.references)
    with_titles = titled >= 3 and titled >= _HOUSE_STYLE * len(review.references)
    for reference in review.references:
        faults = [*_missing(reference.record, with_titles), *_garbled(reference)]
        if faults:
            yield RULE.flag(
                reference.span,
                Text(
                    f"文献 {reference.key}：{'；'.join(fault.zh for fault in faults)}。",
                    f"Reference {reference.key}: {'; '.join(fault.en for fault in faults)}.",
                ),
                reference=reference.key,
                hint=_HINT,
            )


def _missing(record: Record, with_titles: bool) -> Iterator[Text]:
    if record.year is None:
        yield Text("缺出版年份", "no year")
    located = bool(record.doi or record.pmid or record.url)
    if not (record.container_title or record.publisher or record.publisher_place or record.genre or located):
        if not _issued_by_body(record):
            yield Text("缺刊名或出版者", "no journal or publisher")
    elif record.type == "article-journal" and record.container_title and not record.page and not located:
        yield Text("缺页码", "no pages") if record.volume else Text("缺卷期和页码", "no volume and pages")
    if with_titles and not record.title and record.container_title:
        yield Text("缺题名（其余条目均有题名）", "no title, while the other entries have one")


def _issued_by_body(record: Record) -> bool:
    """A guideline issued by the society that is its author needs no publisher."""
    return bool(record.title and record.year and any(name.literal for name in record.authors))


def _garbled(reference: Reference) -> Iterator[Text]:
    raw = fold(" ".join(reference.raw.split()))[:1500]
    if found := _TWICE.search(raw):
        yield Text(f"题名重复（{found[1]}）", f"the title is printed twice (“{found[1]}”)")
    if found := _STRAY.search(raw):
        around = raw[max(0, found.start() - 6) : found.end() + 6].strip()
        yield Text(f"标点多余（{around}）", f"stray punctuation (“{around}”)")
    year = reference.record.year
    named = [int(match[1]) for match in _EDITION.finditer(fold(reference.record.title))]
    if year is not None and named and max(named) > year:
        yield Text(f"题名中的年份 {max(named)} 晚于出版年份 {year}", f"the title says {max(named)}, the entry is dated {year}")


RULE = Rule(
    name="reference-incomplete",
    category=Category.CITATION,
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    summary=Text(
        "参考文献著录不全或有误：缺题名、年份、页码，题名重复，标点多余，题名年份与出版年份不符。",
        "An entry lacks its title, year or pages, or is garbled: a doubled title, stray punctuation, a year in the title later than its own.",
    ),
    why=Text(
        "著录不全的文献难以查找，也常是未读原文、转抄他人文献表的痕迹。",
        "An incomplete entry is hard to find, and often a sign that it was copied from another list.",
    ),
    known_problems=Text(
        "有的体例本来不著录题名：只有当表中多数条目有题名时，才提示缺题名。网络首发文章没有页码。",
        "Some house styles leave titles out: a missing title is reported only when most entries have one. Articles ahead of print have no pages.",
    ),
    sources=(
        "GB/T 7714-2015 信息与文献 参考文献著录规则 (Rules for bibliographic references and citations)",
        "AMA Manual of Style, 11th edition (Oxford University Press, 2020), chapter 3, References",
        "de Lacey G, Record C, Wade J. How accurate are quotations and references in medical journals? BMJ 1985;291:884-886",
    ),
    bad=(
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病[1]，需长期管理[2]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2020, 12(3): 100-106.\n[2] 何静. 哮喘的长期管理.\n",
        ),
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病[1]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 成人哮喘流行病学调查. 中华呼吸杂志, 2020, 12(3): 100-106.\n",
        ),
        Example(
            "en",
            "Asthma is common [1] and needs long-term care [2].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):100-106.\n2. Cole D. Long-term care of asthma.\n",
        ),
        Example(
            "en", "Asthma is common [1].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):,100-106.\n"
        ),
    ),
    good=(
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病[1]，需长期管理[2]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2020, 12(3): 100-106.\n[2] 何静. 哮喘的长期管理[M]. 2版. 北京: 人民卫生出版社, 2019: 20-31.\n",
        ),
        Example(
            "en",
            "Asthma is common [1] and needs long-term care [2].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2020;12(3):100-106.\n2. National Airways Council. Asthma workforce census. London: NAC; 2022.\n",
        ),
    ),
    check=check,
)
