"""The claims of an article against the references they cite, and any text against any other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from verify import extract, match
from verify.model import Match
from verify.readers import read_text

ARTICLE = (
    "家庭氧疗的两项研究值得一提。氧疗组1年再住院率为31.4%，对照组为45.2%[1]。患者对家庭氧疗的依从率为68.7%[1]。第三项研究尚未发表[3]。\n\n"
    "参考文献\n1. 王立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n2. 李明, 等. 中华护理杂志, 2021, 9(2): 33-39.\n"
    "3. 赵强, 等. 临床肺科杂志, 2022, 7(1): 5-9.\n"
)
SOURCES = {
    "1": "One-year readmission occurred in 31.4% of the oxygen group and 45.2% of the control group.",
    "2": "调查显示，患者对家庭氧疗的依从率为68.7%，主要原因是设备噪声。",
}


def matches(article: str, sources: dict[str, str]) -> list[Match]:
    document = read_text(article, "article")
    found = extract.extract(document)
    reading = extract.reading(document, [citation.span for citation in found.citations])
    texts = {key: extract.reading(read_text(text, key)) for key, text in sources.items()}
    return list(match.match(reading, found.claims, texts))


def test_each_claim_is_held_against_the_reference_it_cites() -> None:
    first = next(m for m in matches(ARTICLE, SOURCES) if m.verdict == "supported")
    assert first.reference == "1"
    assert "31.4%" in first.quote


def test_a_figure_of_another_reference_is_misattributed_and_that_one_is_named() -> None:
    found = next(m for m in matches(ARTICLE, SOURCES) if m.reason == "misattributed")
    assert found.reference == "1"
    assert "2" in found.explanation.zh
    assert "68.7%" in found.quote


def test_without_sources_every_claim_has_none() -> None:
    found = matches(ARTICLE, {})
    assert found
    assert {m.verdict for m in found} == {"no-source"}


_ENGLISH = "patients in the placebo group of from to by rose fell doubled halved respectively versus n= HR ( ) , ; . ± ≥ %"
_CHINESE = "安慰剂 对照组 下降 升高 至 由 约 超过 一半 三分之一 翻一番 和 与 分别为 组 例 。 ，"
_FIGURES = "12% 3.4% 0.05 P<0.01 3/4 10-20% 1,204 12个月 5年 65岁 \n"
_PIECES = st.sampled_from(" ".join((_ENGLISH, _CHINESE, _FIGURES)).split(" "))


@given(st.lists(_PIECES, max_size=25).map(" ".join), st.lists(_PIECES, max_size=40).map(" ".join))
@settings(deadline=None, max_examples=150)
def test_any_claim_can_be_held_against_any_source(claim: str, source: str) -> None:
    found = match.compare(extract.reading(read_text(claim, "claim")), extract.reading(read_text(source, "source")))
    assert found.verdict in ("supported", "contradicted", "not-found")
    assert found.verdict != "contradicted" or found.reason
