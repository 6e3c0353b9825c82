"""The cited source does not state the figure; another listed or known source does, and is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from verify.model import Confidence, Flag, Review, Severity, Text, Verdict
from verify.rules.rule import Category, Example, Rule
from verify.rules.verdicts import flags, message

_UNREAD = Text(
    "文献 {reference} 的文本不在手头，而该数值见于另一篇",
    "Reference {reference} is not at hand, and another work states the figure",
)
_LEAD = Text("文献 {reference} 中没有该数值", "Reference {reference} does not state the figure")
_HINT = Text("请改引写明该数值的文献。", "Cite the work that states the figure.")

_LIST_ZH = "\n\n参考文献\n1. 周明, 等. 中华流行病杂志, 2019, 40(2): 11-16.\n2. 何静, 等. 中华高血压杂志, 2021, 29(5): 40-46.\n"
_LIST_EN = "\n\nReferences\n1. Ash B, et al. Epidemiol Rev. 2019;40(2):11-16.\n2. Birch C, et al. J Hypertens. 2021;39(5):40-46.\n"
_OTHER_ZH = "本调查纳入社区居民，高血压的患病率为27.9%，知晓率为51.6%。"
_OTHER_EN = "In this community survey the prevalence of hypertension was 27.9% and awareness was 51.6%."
_SOURCE_ZH = "随访12个月，家庭血压监测组的血压达标率为72.4%，常规诊疗组为58.1%。"
_SOURCE_EN = "At 12 months blood pressure was controlled in 72.4% of the home monitoring group and 58.1% of the usual care group."


def check(review: Review) -> Iterable[Flag]:
    """Claims that matching found elsewhere; only a warning where the cited work itself could not be read."""
    unread = {(match.claim, match.reference): match for match in review.matches if match.verdict is Verdict.NO_SOURCE}
    for flag in flags(RULE, review, _HINT, _LEAD):
        match = unread.get((flag.claim or "", flag.reference or ""))
        if match is None:
            yield flag
        else:
            yield replace(flag, message=message(_UNREAD, match), severity=Severity.WARNING, confidence=Confidence.MEDIUM)


RULE = Rule(
    name="misattributed",
    category=Category.SOURCE,
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    summary=Text(
        "所引文献没有该数值，另一篇列出的或已知的文献有。",
        "The cited source does not state the figure; another listed or known source does.",
    ),
    why=Text(
        "读者按引文查不到数据，也无从判断它来自什么研究。",
        "Readers who follow the citation do not find the figure and cannot tell what study it comes from.",
    ),
    known_problems=Text(
        "两篇文献报告同一研究时，可能只拿到其中一篇的文本。",
        "Where two works report one study, perhaps only one of them was at hand.",
    ),
    sources=(
        "Jergas H, Baethge C. Quotation accuracy in medical journal articles: a systematic review and meta-analysis. PeerJ 2015;3:e1364",
        "Mogull SA. Accuracy of cited “facts” in medical research articles. PLoS One 2017;12(9):e0184727",
    ),
    bad=(
        Example("zh", "家庭血压监测组的血压达标率为72.4%[1]。" + _LIST_ZH, {"1": _OTHER_ZH, "2": _SOURCE_ZH}),
        Example(
            "en",
            "Blood pressure was controlled in 72.4% of the home monitoring group [1]." + _LIST_EN,
            {"1": _OTHER_EN, "2": _SOURCE_EN},
        ),
    ),
    good=(
        Example("zh", "家庭血压监测组的血压达标率为72.4%[2]。" + _LIST_ZH, {"1": _OTHER_ZH, "2": _SOURCE_ZH}),
        Example(
            "en",
            "Blood pressure was controlled in 72.4% of the home monitoring group [2]." + _LIST_EN,
            {"1": _OTHER_EN, "2": _SOURCE_EN},
        ),
    ),
    check=check,
)
