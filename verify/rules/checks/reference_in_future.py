"""An entry is dated after the day the article was audited."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Confidence, Flag, Record, Review, Severity, Text
from verify.rules.rule import Category, Example, Rule

_HINT = Text("请核对出版年份。", "Check the year of publication.")


def check(review: Review) -> Iterable[Flag]:
    """Entries whose date, as far as it is given, lies after `review.today`; none when that day is unknown."""
    if not review.today:
        return
    for reference in review.references:
        date = _date(reference.record)
        if date and date > review.today[: len(date)]:
            yield RULE.flag(
                reference.span,
                Text(
                    f"文献 {reference.key} 的出版时间为 {date}，晚于今日（{review.today}）。",
                    f"Reference {reference.key} is dated {date}, after today ({review.today}).",
                ),
                reference=reference.key,
                hint=_HINT,
            )


def _date(record: Record) -> str:
    """The ISO date as far as the entry gives it: a year alone is compared as a year."""
    if record.year is None:
        return ""
    parts = [f"{record.year:04d}"]
    if record.month is not None:
        parts.append(f"{record.month:02d}")
        if record.day is not None:
            parts.append(f"{record.day:02d}")
    return "-".join(parts)


RULE = Rule(
    name="reference-in-future",
    category=Category.CITATION,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text("参考文献的出版时间在今天之后。", "A reference is dated after today."),
    why=Text(
        "尚未出版的文献无从引用；多为年份误植。", "A work that has not appeared cannot be quoted; usually the year is misprinted."
    ),
    known_problems=Text("期刊提前上线的次年卷期也会提示。", "An issue of next year that is already online is flagged too."),
    sources=(
        "ICMJE, Recommendations for the Conduct, Reporting, Editing, and Publication of Scholarly Work in Medical Journals, section IV (References)",
        "de Lacey G, Record C, Wade J. How accurate are quotations and references in medical journals? BMJ 1985;291:884-886",
    ),
    bad=(
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病[1]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2049, 12(3): 100-106.\n",
        ),
        Example(
            "en", "Asthma is common [1].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2049;12(3):100-106.\n"
        ),
    ),
    good=(
        Example(
            "zh",
            "哮喘是常见的慢性气道疾病[1]。\n\n参考文献\n[1] 林峰, 等. 成人哮喘流行病学调查. 中华呼吸杂志, 2019, 12(3): 100-106.\n",
        ),
        Example(
            "en", "Asthma is common [1].\n\nReferences\n1. Ash B, Birch C. Asthma in adults. Lung Health. 2019;12(3):100-106.\n"
        ),
    ),
    check=check,
)
