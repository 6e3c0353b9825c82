"""What the words around a phrase change: sentences written for this, on many diseases, for three audiences."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from verify import review_text
from verify.rules.promotion import store

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "promo.yaml").read_text(encoding="utf-8"))


def flags(text: str, audience: str | None = "hcp", **more: object):
    return [flag for flag in review_text(text, audience=audience, **more).flags if flag.rule.startswith("promo")]


@pytest.mark.parametrize("case", CASES["promotional"], ids=lambda case: case["text"][:40])
def test_promotional_wording_is_flagged(case: dict[str, str]) -> None:
    assert flags(case["text"], case["audience"])


@pytest.mark.parametrize("case", CASES["plain"], ids=lambda case: case["text"][:40])
def test_plain_wording_is_not_flagged(case: dict[str, str]) -> None:
    assert not [(flag.rule, flag.span) for flag in flags(case["text"], case["audience"])]


def test_a_hedge_lowers_only_in_its_own_clause() -> None:
    [near] = flags("该药有望彻底治愈哮喘。")
    [far] = flags("研究者希望有更多数据，有望明年发表，该药可彻底治愈哮喘。")
    assert near.severity.rank < far.severity.rank


def test_what_was_conceded_before_a_but_does_not_clear_the_praise_behind_it() -> None:
    assert flags("效果因人而异，但该药无疑是最有效的降压药。")


def test_an_error_needs_a_treatment_in_its_sentence() -> None:
    [flag] = flags("它是最好的选择。", "patient")
    assert flag.severity.value == "warning"
    [flag] = flags("这种药是最好的选择。", "patient")
    assert flag.severity.value == "error"


def test_a_reference_list_is_not_read() -> None:
    text = (
        "本研究纳入40例患者[1]。\n\n参考文献\n[1] 李明. 神奇的疗效：史上最有效的降压药[J]. 中华医学杂志, 2020, 100(3): 200-205.\n"
    )
    assert not flags(text)


def test_a_flag_names_phrase_provision_link_and_a_neutral_way() -> None:
    [flag] = flags("该软膏没有任何副作用。")
    assert "没有任何副作用" in flag.message.zh
    assert "https://" not in flag.message.zh
    assert flag.basis[0].startswith("CN-ADL-16-1 https://")
    assert flag.hint is not None
    assert flag.hint.en


def test_a_provision_whose_text_was_recalled_says_so_where_it_is_named() -> None:
    recalled = {name for name, provision in store.load().provisions.items() if provision.checked == "recalled"}
    found = [name for flag in flags("该软膏没有任何副作用，是全国第一的止痛神药。", "patient") for name in flag.basis]
    assert found
    for named in found:
        assert named.endswith(" [text recalled]") == (named.split()[0] in recalled)


def test_an_english_article_is_told_of_a_provision_of_its_own_first() -> None:
    [flag] = flags("The ointment has no side effects whatsoever.")
    assert not flag.basis[0].startswith("CN")


def test_phrases_of_one_kind_side_by_side_are_one_flag() -> None:
    [flag] = flags("这种制剂起效更快、作用更强、维持更久。")
    assert flag.rule == "promo-hanging-comparison"


def test_a_report_of_a_study_is_judged_more_mildly_than_an_advertisement() -> None:
    abstract = "Methods: We randomised 90 adults. Results: Pain fell. Conclusion: The patch is safe and effective."
    assert all(flag.severity.value == "note" for flag in flags(abstract, None))
    assert any(flag.severity.value != "note" for flag in flags("The patch is safe and effective."))


SOURCES = "\n\n参考文献\n1. 陈立, 等. 中华呼吸杂志, 2020, 12(3): 100-106.\n"


def test_missing_risk_is_told_once_by_the_most_severe_rule() -> None:
    text = (
        "采访对象：某医院骨科。\n\n阿仑膦酸钠疗效确切，能从根本上解决骨质疏松。阿仑膦酸钠是目前最有效的抗骨松药物。\n\n"
        "阿仑膦酸钠优于其他所有药物。患者使用后可彻底告别骨折。这种药百分之百有效。它能够永久治愈骨痛。"
    )
    [flag] = [flag for flag in flags(text) if flag.rule == "promo-missing-risk-information"]
    assert flag.severity.value == "error"


def test_praise_over_a_result_that_is_not_significant_is_flagged_more_strongly() -> None:
    text = "奥希替尼组缓解率为52%，疗效全面优于其他药物[1]。" + SOURCES
    plain = {flag.rule: flag.severity.rank for flag in flags(text)}
    known = {flag.rule: flag.severity.rank for flag in flags(text, sources={"1": "奥希替尼组缓解率为52%，对照组为45%（P=0.16）。"})}
    assert known["promo-comparison-without-evidence"] > plain.get("promo-comparison-without-evidence", -1)


def test_a_cited_quantified_comparison_that_the_source_bears_out_is_none() -> None:
    text = "奥希替尼组缓解率为52%，优于对照组的31%[1]。" + SOURCES
    assert not flags(text, sources={"1": "奥希替尼组缓解率为52%，对照组为31%（P=0.01）。"})


def test_the_report_of_a_study_is_not_read_for_its_tone() -> None:
    praise = "Truly heartfelt, it gave mornings of laughter, warmth and dignity."
    assert flags(praise)
    assert not flags(f"Methods: We randomised 90 adults. Results: Pain fell. Conclusion: {praise}", None)


@pytest.mark.parametrize("text", ["该药能根治银屑病，无任何副作用。", "該藥能根治銀屑病，沒有任何副作用。"])
def test_a_denial_of_harm_is_no_word_on_harm_that_would_clear_a_promise(text: str) -> None:
    assert {flag.rule for flag in flags(text)} == {"promo-efficacy-guarantee", "promo-safety-assertion"}
    assert not flags("约3%的患者可治愈，常见并发症为感染。")
