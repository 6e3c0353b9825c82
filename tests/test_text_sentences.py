"""Sentences and clauses end where readers end them, in both languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.text import clauses, sentences


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("哮喘常见。控制率仅为28.5%！为什么？", ["哮喘常见。", "控制率仅为28.5%！", "为什么？"]),
        ("他说：“需要随访。”医生同意。", ["他说：“需要随访。”", "医生同意。"]),
        ("A组有效；B组无效。", ["A组有效；", "B组无效。"]),
        ("标题\n正文没有句号", ["标题", "正文没有句号"]),
        ("血糖7.1 vs. 8.4 mmol/L。", ["血糖7.1 vs. 8.4 mmol/L。"]),
        ("Asthma is common. It is treatable.", ["Asthma is common.", "It is treatable."]),
        ("Okafor et al. saw 3.5 mg. Others did not.", ["Okafor et al. saw 3.5 mg.", "Others did not."]),
        ("See Fig. 2 for S. aureus counts. End.", ["See Fig. 2 for S. aureus counts.", "End."]),
        ("They gave vitamin D. The effect was small.", ["They gave vitamin D.", "The effect was small."]),
        ("Relapse fell (HR 0.7; 95% CI 0.5 to 0.9). Good.", ["Relapse fell (HR 0.7; 95% CI 0.5 to 0.9).", "Good."]),
        ("HR 0.7; 95% CI 0.5 to 0.9; P = 0.01.", ["HR 0.7; 95% CI 0.5 to 0.9; P = 0.01."]),
        # a unit that ends in a capital is no initial of a name
        ("Glucose was 5.4 mmol/L. Cholesterol fell.", ["Glucose was 5.4 mmol/L.", "Cholesterol fell."]),
        ("血糖为5.4 mmol/L. 胆固醇下降。", ["血糖为5.4 mmol/L.", "胆固醇下降。"]),
        ("They followed S. L. Okafor.", ["They followed S. L. Okafor."]),
        # words that begin small and go on in capitals
        (
            "Acne cleared. vIGA-AD 0/1 was met. eGFR fell, i.e. by 3.",
            ["Acne cleared.", "vIGA-AD 0/1 was met.", "eGFR fell, i.e. by 3."],
        ),
    ],
)
def test_sentences_end_at_sentence_ends_only(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("随访2年，复发率为12%，死亡3例。", ["随访2年", "复发率为12%", "死亡3例"]),
        ("包括咳嗽、喘息、胸闷，共1,204例", ["包括咳嗽、喘息、胸闷", "共1,204例"]),
        ("缓解率（40% vs 30%，P<0.05）更高：见图", ["缓解率（40% vs 30%，P<0.05）更高", "见图"]),
        ("After 1,204 visits, 3% relapsed, as expected.", ["After 1,204 visits", "3% relapsed", "as expected"]),
    ],
)
def test_clauses_end_at_commas_outside_brackets_and_figures(text: str, parts: list[str]) -> None:
    assert [text[s.start : s.end] for s in clauses(text)] == parts


def test_a_stretch_is_cut_without_looking_outside() -> None:
    text = "第一句。第二句。第三句。"
    assert [text[s.start : s.end] for s in sentences(text, 4, 8)] == ["第二句。"]


@given(st.text(alphabet="ab. ,;()。，；\n1P=“”A", max_size=60))
def test_spans_are_in_order_disjoint_and_lose_no_letter(text: str) -> None:
    for spans in (sentences(text), clauses(text)):
        assert all(a.end <= b.start for a, b in pairwise(spans))
        kept = "".join(text[s.start : s.end] for s in spans)
        assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
