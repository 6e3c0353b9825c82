"""Markers that show what they are: brackets, parentheses, superscripts, circled numbers, keys."""

from __future__ import annotations

import pytest
from citing import cited, listed, survey_of
from hypothesis import given
from hypothesis import strategies as st

from verify.extract.citations_numbers import expand
from verify.model import Block, BlockKind, Citation, Document, MarkerStyle, Span


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("1", "1"),
        ("1,3-5", "1 3 4 5"),
        ("1, 2;4", "1 2 4"),
        ("2~4", "2 3 4"),
        ("2至4", "2 3 4"),
        ("8-7", "8 7"),
        ("3,3", "3"),
        ("1a,2b", "1a 2b"),
        ("05", "5"),
    ],
)
def test_a_list_of_numbers_is_read_with_its_ranges_filled_in(written: str, numbers: str) -> None:
    assert expand(written) == tuple(numbers.split())


@given(st.lists(st.integers(1, 200), min_size=1, max_size=12, unique=True))
def test_what_is_written_with_commas_is_read_back(numbers: list[int]) -> None:
    assert expand(",".join(map(str, numbers))) == tuple(map(str, numbers))


def test_a_range_too_wide_to_be_meant_keeps_only_its_ends() -> None:
    assert expand("1-999") == ("1", "999")


@pytest.mark.parametrize(
    "text",
    [
        "哮喘在儿童中的患病率约为3%[1]。吸入激素可减少急性发作[2,4-5]。",
        "哮喘在儿童中的患病率约为3%［１］。吸入激素可减少急性发作［２，４－５］。",
        "哮喘在儿童中的患病率约为3%【1】。吸入激素可减少急性发作【2,4~5】。",
        "哮喘在儿童中的患病率约为3% [1] 。吸入激素可减少急性发作 [2, 4–5] 。",
        "氣喘在兒童中的盛行率約為3%〔1〕。吸入類固醇可減少急性發作〔2、4-5〕。",
        "哮喘在儿童中的患病率约为3%(1)。吸入激素可减少急性发作(2,4-5)。",
        "哮喘在儿童中的患病率约为3%（1）。吸入激素可减少急性发作（2，4—5）。",
        "哮喘在儿童中的患病率约为3%¹。吸入激素可减少急性发作²,⁴⁻⁵。",
        "哮喘在儿童中的患病率约为3%<sup>1</sup>。吸入激素可减少急性发作<sup>[2,4-5]</sup>。",
        "哮喘在儿童中的患病率约为3%^1^。吸入激素可减少急性发作^2,4-5^。",
        "哮喘在儿童中的患病率约为3%①。吸入激素可减少急性发作②④⑤。",
        "Asthma affects 3% of children [1]. Inhaled steroids prevent attacks [2,4–5].",
        "Asthma affects 3% of children (1). Inhaled steroids prevent attacks (2, 4-5).",
        "Asthma affects 3% of children.<sup>1</sup> Inhaled steroids prevent attacks.<sup>2,4–5</sup>",
    ],
)
def test_one_citation_and_a_list_with_a_range_are_read_in_every_form(text: str) -> None:
    assert cited(text, 5) == ["1", "2 4 5"]


def test_neighbouring_brackets_are_markers_of_their_own_and_a_dash_between_them_is_a_range() -> None:
    assert cited("抑郁症复发率为50%[1][2]。认知疗法有效[3]-[5]，药物亦然[1] [4]。", 5) == ["1", "2", "3 4 5", "1", "4"]


def test_a_letter_is_dropped_unless_the_list_uses_it() -> None:
    text = "Statins lower risk [1a,2b]."
    assert cited(text, 2) == ["1 2"]
    assert cited(text, ["1a", "2b"]) == ["1a 2b"]


def test_a_bracketed_number_past_the_end_of_the_list_is_still_a_citation() -> None:
    assert cited("房颤患病率1.6%[1]。消融成功率70%[2,3]。卒中率2.1%[15]。", 3) == ["1", "2 3", "15"]


def test_brackets_without_any_list_are_citations_with_the_printed_numbers() -> None:
    assert cited("流感每年致百万人住院[1]。疫苗有效率为40%[2]。", 0) == ["1", "2"]


def test_numbers_in_parentheses_that_count_measure_or_enumerate_are_no_citations() -> None:
    text = (
        "乙肝感染者约8600万(1)。恩替卡韦耐药率为1.2%(2)。目标包括：(1)抑制病毒；(2)延缓进展；(3)降低癌变。"
        "中位年龄40(18-60)岁，共纳入(120)例，F(2,3)=4.1。TAF对骨的影响更小(3,4)。"
    )
    assert cited(text, 4) == ["1", "2", "3 4"]


def test_an_english_enumeration_in_the_sentence_is_no_citation() -> None:
    text = "Screening works (1). It needs (1) trained staff, (2) clean data, and (3) money. Uptake is 60 percent (2,3) or more (4)."
    assert cited(text, 4) == ["1", "2 3", "4"]


def test_exponents_isotopes_and_charges_are_no_citations() -> None:
    text = (
        "帕金森病患病率为1.7%¹。BMI为24 kg/m²，血小板100×10⁹/L，χ²检验，Ca²⁺内流，¹²³I-FP-CIT显像，采用¹⁸F-FDG。左旋多巴有效²⁻³。"
    )
    assert cited(text, 3) == ["1", "2 3"]


def test_brackets_round_an_isotope_or_the_spread_of_a_figure_are_no_citations() -> None:
    text = "The tracer [18]F-FDG was used [1]. Median stay was 3 [1–4] days against 5 [2-9] days [2]."
    assert cited(text, 9) == ["1", "2"]
    assert cited("Adherence was 74% [61–83] early on [1] and 79% [2-4] in the end.", 4) == ["1", "2 3 4"]


def test_parentheses_without_a_list_convince_only_before_punctuation() -> None:
    assert cited("Screening works (1). Uptake is low (2,3); costs are high (4).", 0) == ["1", "2 3", "4"]
    assert cited("There are three reasons. (1) It is safe. (2) It is cheap. (3) It is quick.", 0) == []


def test_circled_numbers_before_their_item_number_the_items_of_a_list() -> None:
    text = "卒中是我国居民首位死因①。溶栓时间窗为4.5小时②。处理要点：①评估；②完善CT；③尽早溶栓。取栓可扩展至24小时②③。"
    assert cited(text, 3) == ["1", "2", "2 3"]


def test_markers_that_end_their_line_behind_a_stop_stand_behind_stops_and_number_no_items() -> None:
    assert cited("患病率为6%。(1)多数在学龄前起病；(2)三成持续到成年。(2)药物有效。(3)", 3) == ["1", "2", "2", "3"]
    assert cited("患病率为6%。①多数在学龄前起病。②药物有效。③", 3) == ["1", "2", "3"]
    assert cited("分三步：(1)清洁；(2)消毒；(3)包扎。", 3) == []


def test_a_number_behind_a_share_is_a_citation_where_the_count_goes_on() -> None:
    assert cited("Gout is common (1). Relapse fell by 41% (2), and cost by 7% (19).", 3) == ["1", "2"]


def test_a_skipped_number_does_not_unmake_superscripts_without_a_list() -> None:
    assert cited("Gout is common.¹ It is painful.² It lasts.⁴ It is treated.⁵", 0) == ["1", "2", "4", "5"]


def test_superscripts_of_the_format_are_read_and_neighbours_joined() -> None:
    text = "Gout is common1–3. Area is 12 m2. Febuxostat lowers urate4."
    spans = tuple(Span(i, i + 1) for i in (14, 15, 16, 30, 57))
    document = Document("a", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), "en", (), superscripts=spans)
    found = survey_of(document, listed(4))
    assert found.style is MarkerStyle.SUPERSCRIPT
    assert [c.keys for c in found.citations] == [("1", "2", "3"), ("4",)]


def test_keys_of_pandoc_and_notes_are_read_as_printed() -> None:
    text = "Asthma is common [@smith2020; see @lee_2019, p. 3]. Costs rise.[^n1] Write to a@b.example.\n\n[^n1]: A note."
    assert cited(text, 0) == ["smith2020 lee_2019", "n1"]


def test_what_the_format_states_wins_over_the_text() -> None:
    stated = Citation(Span(0, 4), ("r7",), MarkerStyle.KEY)
    text = "Gout is common [1] and painful [2]."
    document = Document("a", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), "en", (), citations=(stated,))
    assert survey_of(document, listed(2)).citations == (stated,)


def test_markers_in_the_reference_list_and_in_boilerplate_do_not_count() -> None:
    text = "糖尿病患病率为11%[1]。\n[1] 某某. 某杂志.\n阅读全文[2]"
    blocks = (
        Block(BlockKind.PARAGRAPH, Span(0, 14)),
        Block(BlockKind.REFERENCE, Span(text.index("\n[1]") + 1, text.index("\n阅读"))),
        Block(BlockKind.BOILERPLATE, Span(text.index("阅读"), len(text))),
    )
    document = Document("a", text, blocks, "zh", ())
    assert [c.keys for c in survey_of(document, listed(2)).citations] == [("1",)]


def test_a_list_of_references_that_nobody_recognised_is_not_cited_by_its_own_numbers() -> None:
    text = "糖尿病患病率为11%[1]。\n[1] 某某. 某杂志, 2020.\n[2] 某某. 某杂志, 2021."
    assert cited(text, 0) == ["1"]


def test_a_markdown_link_is_no_citation() -> None:
    assert cited("见[1](https://example.org)。糖尿病患病率为11%[1](图1)。", 1) == ["1"]
