"""Flattened superscripts: told apart from the figure, the name or the word they stick to."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from citing import article, cited, listed, survey_of
from hypothesis import given
from hypothesis import strategies as st

from verify.model import MarkerStyle

INTERVIEW = (
    "支气管哮喘是常见的慢性气道疾病，全球约有3亿患者1。我国20岁及以上人群患病率为4.2%2，患者总数达4570万2。"
    "一项纳入1 234例患者的研究显示3，ICS/LABA可使急性发作风险降低35%4。GINA 2023指南推荐4-5级患者使用三联治疗5,6，"
    "每日2次，每次1吸，随访3-6个月7-9。研究10表明，FeNO≥25 ppb提示2型炎症。抗IL-5单抗与CD4+ T细胞的关系见图2和表3。"
)


def test_an_interview_with_figures_names_and_markers_keeps_only_the_markers() -> None:
    assert cited(INTERVIEW, 10) == ["1", "2", "2", "3", "4", "5 6", "7 8 9", "10"]


def test_full_width_digits_and_punctuation_read_the_same() -> None:
    wide = INTERVIEW.translate({c: c + 0xFEE0 for c in range(ord("0"), ord("9") + 1)})
    assert cited(wide, 10) == cited(INTERVIEW, 10)


def test_traditional_characters_read_the_same() -> None:
    assert cited("糖尿病盛行率為11.1%1。根據研究顯示2，二甲雙胍可降低死亡風險36%3。", 3) == ["1", "2", "3"]


def test_the_figure_keeps_its_digits_and_the_marker_its_own() -> None:
    text = "心梗发病率上升1。支架术后再狭窄率为10%2。双抗使血栓风险降低20%3,4。"
    survey = survey_of(article(text), listed(4))
    assert [text[c.span.start : c.span.end] for c in survey.citations] == ["1", "2", "3,4"]
    assert survey.style is MarkerStyle.FLAT


@pytest.mark.parametrize(
    "text",
    [
        "胃癌是常见的恶性肿瘤。1 手术后5年生存率超过90%。2,3 免疫治疗的中位OS为13.8个月。4",
        "胃癌是常见的恶性肿瘤。1我国年新发48万例，2-3手术后5年生存率超过90%。4此外，HER2阳性者约占12%。2早诊是关键。3",
        "胃癌是常见的恶性肿瘤1\n手术后5年生存率超过90%2-3\n免疫治疗的中位OS为13.8个月4",
        "胃癌是常见的恶性肿瘤 1。手术后 5 年生存率超过 90% 2,3。免疫治疗的中位 OS 为 13.8 个月 4。纳入 3 个中心。",
        "Gastric cancer is common.1 Survival after surgery exceeds 90% at 5 years.2,3 Median OS was 13.8 months.4",
        "Gastric cancer is common1. Survival after surgery exceeds 90% at 5 years2,3. Median OS was 13.8 months4.",
        "Gastric cancer is common 1. Survival after surgery exceeds 90% at 5 years 2,3. The median of OS was better 4.",
    ],
)
def test_the_marker_may_stand_before_or_after_the_stop_or_after_a_space(text: str) -> None:
    found = cited(text, 4)
    assert found[0] == "1"
    assert "4" in found
    assert "2 3" in found


def test_names_stages_and_labels_with_digits_are_no_markers() -> None:
    text = (
        "HER-2、CXCL12、CD8+、IL-6、COVID-19、T4期、PD-1、KEYNOTE-189与Study 244均有报道1。C3肾病、IgA1、CYP2D6、维生素D3有关2。"
        "CKD 3-5期患者eGFR下降，10^9/L，H2O，m2，图1，表2，第3组，分为1级、2级和3级3。钠-葡萄糖协同转运蛋白2（SGLT2）抑制剂有效4。"
    )
    assert cited(text, 4) == ["1", "2", "3", "4"]


def test_counts_doses_times_and_dates_are_no_markers() -> None:
    text = (
        "血压120 mmHg，口服2次，术后3个月，每4周1次，共纳入3例，2023年1月至3月随访，评分降至3，1-2周起效，增加2倍1。"
        "住院时间由7天降至5天2。每2-3年复查一次3。约2/3的患者获益。"
    )
    assert cited(text, 3) == ["1", "2", "3"]


def test_nouns_that_number_their_items_are_no_markers() -> None:
    text = "方案1，化疗。方案2，放疗。方案3，手术。肺癌5年生存率低1。早筛可降低死亡20%2。靶向治疗有效3。"
    assert cited(text, 3) == ["1", "2", "3"]


def test_items_of_an_enumeration_are_no_markers() -> None:
    text = "痛风患病率1.1%1。原因如下。1) 高嘌呤饮食；2) 肥胖；3) 饮酒。别嘌醇有效2。非布司他更强3。"
    assert cited(text, 3) == ["1", "2", "3"]


def test_numbers_of_sections_are_no_markers() -> None:
    assert cited("摘要\n2.1 患者\n共纳入40例。\n2.2 方法\n随机分组。\n2.3 结果\n有效率80%。\n2.4 讨论\n疗效好。", 0) == []


def test_english_names_and_figures_are_no_markers() -> None:
    text = (
        "Psoriasis affects 2% of adults.1 PASI 75 was reached at week 12, as IL17 and IL17 levels fell.2 In phase 3, grade 2 "
        "events were rare (Table 2). In Mexico3 and Brazil,4 uptake of Foxp3 and CO2, CO2 and CO2 at 24 kg/m2 was v.2. "
        "Of 5 patients, none relapsed.5"
    )
    assert cited(text, 5) == ["1", "2", "3", "4", "5"]


def test_a_figure_behind_the_comma_after_a_marker_is_no_part_of_it() -> None:
    text = "空腹血糖的达标率为61.4%1，120例患者中有42例出现低血糖2。体重下降者占38%3，12.5%的患者停药3。"
    assert cited(text, 3) == ["1", "2", "3", "3"]


def test_an_article_that_cites_after_the_stop_does_not_cite_inside_names() -> None:
    text = (
        "Dengue causes 96 million illnesses a year.1 Fatality is below 1% with good care.2,3 NS1 antigen tests are sensitive."
        "4 Vaccine efficacy was 56.5%.5 CYD3 trials are under way.6"
    )
    assert cited(text, 6) == ["1", "2 3", "4", "5", "6"]


def test_lists_parted_by_spaces_are_one_marker() -> None:
    text = "Football builds health knowledge.1 Bone mass rises in girls.2 3 It also helps mood.4 5 6 Costs are low.7"
    assert cited(text, 7) == ["1", "2 3", "4 5 6", "7"]


def test_lists_that_lost_their_commas_are_parted_by_the_running_count() -> None:
    text = "Sleep apnoea is common12. It raises the risk of stroke345. Masks help6. Adherence is poor78910. Surgery may help36."
    assert cited(text, 10) == ["1 2", "3 4 5", "6", "7 8 9 10", "3 6"]


def test_an_unordered_list_is_read_as_well() -> None:
    text = "Gums bleed6. Plaque returns2,4. Lactobacilli help1. Chlorhexidine stains5. Recall matters3."
    assert cited(text, 6) == ["6", "2 4", "1", "5", "3"]


def test_without_a_list_many_sure_markers_convince_in_any_order() -> None:
    text = "痛风患病率为1.1%3。复发率达40%1。别嘌醇达标率为52%2,4。非布司他为67%5。苯溴马隆为61%2。心血管风险未见升高1。"
    assert cited(text, 0) == ["3", "1", "2 4", "5", "2", "1"]


def test_without_a_list_a_count_from_one_convinces() -> None:
    assert cited("痛风患病率约为1.1%1。研究显示2，别嘌醇有效。非布司他达标率为67%3，苯溴马隆为52%4,5。", 0) == [
        "1",
        "2",
        "3",
        "4 5",
    ]
    assert cited("血压分为三类。收缩压偏高3。舒张压偏高7。", 0) == []
    assert cited("高血压患者每天步行30分钟，每周5次。1. 低盐饮食；2. 戒烟。血压控制在140/90 mmHg以下。", 0) == []


def test_a_number_past_the_end_of_the_list_is_kept_only_where_the_count_has_come_to_it() -> None:
    assert cited("银屑病患病率为0.47%1。单抗应答率达71%2,3。停药后复发4。", 3) == ["1", "2 3", "4"]
    assert cited("银屑病患病率为0.47%1。单抗应答率达71%2,3。评价指标28。", 3) == ["1", "2 3"]


def test_a_long_list_that_nobody_cites_makes_no_citations() -> None:
    assert cited("血压分为1、2、3级，治疗2，随访。", 12) == []


def test_a_reader_gets_the_reason_for_the_choice() -> None:
    survey = survey_of(article(INTERVIEW), listed(10))
    assert survey.style is MarkerStyle.FLAT
    assert survey.counts[MarkerStyle.FLAT] == 8
    assert "10" in survey.why.zh
    assert "flattened" in survey.why.en


_PIECES = st.sampled_from(
    [
        "研究",
        "1",
        "2,3",
        "4-6",
        "。",
        "，",
        "%",
        " ",
        "\n",
        "[7]",
        "(8)",
        "¹",
        "年",
        "IL",
        "mortality",
        ".",
        "<sup>2</sup>",
        "①",
        "Wu等(2020)",
    ]
)


@given(st.lists(_PIECES, max_size=60).map("".join), st.integers(0, 12))
def test_any_text_gives_markers_in_order_apart_and_with_keys(text: str, entries: int) -> None:
    citations = survey_of(article(text), listed(entries)).citations
    assert all(c.keys and 0 <= c.span.start < c.span.end <= len(text) for c in citations)
    assert all(a.span.end <= b.span.start for a, b in pairwise(citations))


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1,2,", "a1,2-3 ", "研究1。", "[1 ", "(1,", "¹,", "<sup>1", "^1", "[@a ", "Wu等(2020)", "1-", "[", "①"]
)
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        document = article((piece * size)[:size])
        start = time.process_time()
        survey_of(document, listed(30))
        return time.process_time() - start

    seconds(1000)
    assert seconds(40_000) < 8 * seconds(10_000) + 0.1


def test_a_marker_on_a_unit_is_told_from_a_square() -> None:
    text = "吸入剂量平均减少92 μg1，痰量减少12 mL2，体重指数为24 kg/m2者获益更多3。"
    assert cited(text, 4) == ["1", "2", "3"]
