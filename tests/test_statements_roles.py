"""What part each figure of a sentence plays and which words speak of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.extract import statements
from verify.model import Document, Role
from verify.readers import read_text


def roles(text: str) -> dict[str, Role]:
    document = read_text(text, "text")
    return {role.quantity.text: role for statement in statements(document) for role in statement.roles}


def near(text: str, figure: str) -> str:
    document: Document = read_text(text, "text")
    return "".join(document.slice(span) for span in (*roles(text)[figure].near, *roles(text)[figure].label))


@pytest.mark.parametrize(
    ("text", "figure", "statistic"),
    [
        ("At 12 months, pain was absent in 40%.", "12 months", "time"),
        ("Median survival was 12 months.", "12 months", "value"),
        ("中位随访5年，5年生存率为61%。", "61%", "value"),
        ("术后12个月的复发率为8.1%。", "12个月", "time"),
        ("血压下降了12 mmHg。", "12 mmHg", "change"),
        ("Weight fell by 4.2 kg.", "4.2 kg", "change"),
        ("The drug reduced body weight by 5.1%.", "5.1%", "change"),
        ("Pain fell in women by 2.9%.", "2.9%", "change"),
        ("Density had decreased from baseline by 2.9% with A.", "2.9%", "change"),
        ("Nausea was reported by 41%.", "41%", "value"),
        ("People who took it for a year and a half lost 34 pounds.", "a year and a half", "time"),
        ("Survival was a year and a half longer.", "a year and a half", "change"),
        ("48%的患者头痛天数减少了至少一半。", "至少一半", "condition"),
        ("48% of patients cut their headache days by at least half.", "at least half", "condition"),
        ("Nausea was reported by 41% of women.", "41%", "value"),
        ("Prevalence rose from 12% to 19%.", "19%", "to"),
        ("患病率由12.1%升至19.4%。", "12.1%", "from"),
        ("Bleeding was rarer (odds ratio 0.71).", "odds ratio 0.71", "ratio"),
        ("Stay was a median of 5 days on A (n=31) and on B 9 days (4-17).", "9 days", "value"),
        ("Waiting fell from 9.8 to 8.1 days.", "8.1 days", "to"),
        ("Harm fell from 5.3 to 3.1 events per 100 admissions.", "5.3", "from"),
        ("每日超过8000步者死亡较少。", "超过8000", "condition"),
        ("Pain was 2.1 (SD 0.9) with the block and 3.4 (1.2) without it.", "1.2", "spread"),
        ("青少年（n=57）为43.9%，成人（n=85）为27.1%。", "n=57", "size"),
        # "from" is a start only where it goes somewhere
        ("Swabs from 644 dogs were kept.", "644 dogs", "value"),
        ("Swabs from 644 dogs rose to 702 in May.", "644 dogs", "from"),
        ("从644例患者采集样本。", "644例患者", "value"),
        # times before their figures, and hours, which end as "at" does in Chinese
        ("Range of motion: 6 weeks 94° vs 71°; 3 months 131° vs 120°.", "3 months", "time"),
        ("关节活动度：6周94°，3个月131°。", "6周", "time"),
        ("首次排气时间为12.4小时。", "12.4小时", "value"),
        ("发热时间缩短12.4小时。", "12.4小时", "change"),
        ("术后24小时的复发率为8.1%。", "24小时", "time"),
        ("儿童看屏幕超过指南建议的1小时。", "1小时", "time"),
        # from where to where a scale goes
        ("Pain was 3.4 on the 0-10 numerical rating scale.", "0-10", "condition"),
        ("Pain was rated 0 to 10.", "0 to 10", "condition"),
        ("疼痛采用0~10分制评定。", "0~10分", "condition"),
        ("VAS评分（0～10分）为3.4分。", "0～10分", "condition"),
        ("On the scale, scores lay at 2-9 (good).", "2-9", "value"),
        ("Between 0-10 children were ill.", "0-10 children", "value"),
        # what an effect is counted over
        ("Each 10 μg/m3 rise in dust raised deaths by 0.6%.", "10 μg/m3", "condition"),
        ("Every additional 5 mmHg cost a year.", "5 mmHg", "condition"),
        ("血压每升高5 mmHg，卒中增加3.2%。", "5 mmHg", "condition"),
        ("血压每升高５ mmHg，卒中增加3.2%。", "3.2%", "change"),
        ("血压升高5 mmHg。", "5 mmHg", "change"),
        # exposures and rates of exchange
        ("Falls per 100 nights were 25.7 with two, 33.1 with three.", "two", "condition"),
        ("We met two.", "two", "value"),
        ("血糖按1 mmol/L=18 mg/dL换算。", "1 mmol/L", "condition"),
        ("血糖按1 mmol/L＝18 mg/dL换算。", "18 mg/dL", "condition"),
        ("Glucose was 18 mg/dL.", "18 mg/dL", "value"),
        ("The index was 20.1 (conversion factor 2.5).", "2.5", "condition"),
        # spreads
        ("Pain was 2.1 (SD 0.9) with ice.", "0.9", "spread"),
        ("疼痛为2.1（标准差0.9）。", "0.9", "spread"),
        ("Pain was 2.1 (0.9) with ice.", "0.9", "value"),
        # doses that were measured, not given
        ("吗啡消耗量为12 mg。", "12 mg", "value"),
        ("给予吗啡12 mg。", "12 mg", "condition"),
        ("每千导管日减少2.7例。", "每千导管日减少2.7", "change"),
    ],
)
def test_a_figure_is_told_by_the_words_beside_it(text: str, figure: str, statistic: str) -> None:
    assert roles(text)[figure].statistic == statistic


def test_each_arm_keeps_its_own_figure() -> None:
    text = "Relapse occurred in 14% of the lithium group and 31% of the placebo group."
    assert "lithium" in near(text, "14%")
    assert "placebo" not in near(text, "14%")
    assert "placebo" in near(text, "31%")


def test_names_come_to_figures_by_order() -> None:
    text = "观察组和对照组的再入院率分别为4.1%和9.8%。"
    assert "观察组" in near(text, "4.1%")
    assert "对照组" in near(text, "9.8%")
    assert "对照组" not in near(text, "4.1%")


def test_times_come_to_figures_by_order() -> None:
    text = "术后1年、3年和5年的保留率分别为96.1%、88.4%和79.9%。"
    assert "5年" in near(text, "79.9%")
    assert "5年" not in near(text, "96.1%")


def test_a_bare_pair_takes_the_arms_named_before() -> None:
    text = "Cure was seen in 80.1% of the laser group and 71.4% of the surgery group. Infection developed in 2.2% and 5.9%."
    assert "laser" in near(text, "2.2%")
    assert "surgery" in near(text, "5.9%")


def test_markers_are_no_figures() -> None:
    document = read_text("复发率为8.1%3。", "text")
    at = document.text.index("3。")
    from verify.model import Span

    figures = [role.quantity.text for s in statements(document, [Span(at, at + 1)]) for role in s.roles]
    assert figures == ["8.1%"]


@given(st.text(alphabet="0123456789%.,;，。；（）() 和与分别为组ab~-\n", max_size=120))
def test_any_text_gives_statements_within_its_bounds(text: str) -> None:
    document = read_text(text, "text")
    for statement in statements(document):
        assert 0 <= statement.span.start <= statement.span.end <= len(document.text)
        for role in statement.roles:
            assert statement.span.holds(role.quantity.span)
            for span in (*role.near, *role.shared, *role.trail, *role.label):
                assert 0 <= span.start <= span.end <= len(document.text)


def test_a_parenthesis_belongs_to_the_name_before_it() -> None:
    text = "患儿分为早期停药组（n=215）与继续用药组（n=220）。"
    assert "早期停药组" in near(text, "n=215")
    assert "继续用药组" not in near(text, "n=215")
    text = "青少年组的缓解率（44%）明显高于成人组（27%）。"
    assert "成人" not in near(text, "44%")
    assert "成人" in near(text, "27%")


def test_what_is_said_last_is_said_of_all_the_figures() -> None:
    text = "Over six months 23 of 118 residents in lit homes and 41 of 121 in dim homes had a fall."
    document = read_text(text, "text")
    assert any("had a fall" in document.slice(span) for span in roles(text)["23 of 118 residents"].shared)


def test_a_full_width_comma_parts_two_figures_where_they_are_compared_too():
    # The two figures of the list, not 3120: a comma that groups thousands is half as wide.
    assert {"3", "120"} <= {text.strip("例") for text in roles("两组的中位随访分别为3，120和250天。")}


def test_a_part_of_a_scale_and_what_can_be_seen_say_of_whom_a_figure_is() -> None:
    assert roles("90天时mRS 0～3分者占36.9%。")["0～3分"].statistic == "condition"
    assert roles("Uncorrected acuity was 6/18 or better in 91.6%.")["6/18"].statistic == "condition"
    assert roles("Fever was seen in 6/12 patients.")["6/12 patients"].statistic == "value"


def said_of(text: str, figure: str) -> str:
    document, role = read_text(text, "text"), roles(text)[figure]
    return " ".join(document.slice(span) for span in (*role.near, *role.shared))


def test_what_goes_on_behind_a_bracket_is_not_said_of_its_last_figure() -> None:
    text = "We studied 5,145 adults (40% men, 37% smokers) and looked at weight loss over time."
    assert "smokers" in said_of(text, "37%")
    assert "weight loss" not in said_of(text, "37%")
    assert "higher in smokers" in said_of("The response (42% with A, 30% with B) was higher in smokers.", "30%")


def test_people_named_behind_the_comma_that_ends_a_list_are_those_of_all_its_figures() -> None:
    text = "The prevalence of retinopathy was 35.4%, and of oedema was 7.4%, among individuals with diabetes."
    assert "with diabetes" in said_of(text, "35.4%")
    assert "with diabetes" not in said_of("Pain was seen in 35.4%, and nausea in 7.4% of individuals with diabetes.", "35.4%")


def test_what_is_measured_behind_a_time_is_no_time() -> None:
    text = "Sleep had reached 387 and 345 minutes at month 1, and 408 and 354 minutes at month 3."
    assert {roles(text)[figure].statistic for figure in ("387", "345 minutes", "408", "354 minutes")} == {"value"}
    assert {roles(text)[figure].statistic for figure in ("month 1", "month 3")} == {"time"}
    mixed = roles("术后6周、6个月和2年评分分别为83.7分、90.2分和93.4分。")
    assert {mixed[figure].statistic for figure in ("6周", "6个月", "2年")} == {"time"}
    assert roles("The week-24 proportion was 19.5%.")["week-24"].statistic == "time"


@pytest.mark.parametrize(
    ("text", "figure", "statistic"),
    [
        ("泪膜破裂时间由（3.4±1.2）s延长至（6.3±1.8）s。", "3.4±1.2", "from"),
        ("泪膜破裂时间由（3.4±1.2）s延长至（6.3±1.8）s。", "6.3±1.8", "to"),
        ("首次排便时间为服药后（52.4±17.8）min。", "52.4±17.8", "value"),
        ("成功率从92.7%滑落到81.4%。", "81.4%", "to"),
        ("成功率从92.7%跌到了81.4%。", "92.7%", "from"),
        ("The score improved from a mean of 9.8 to 6.7.", "9.8", "from"),
    ],
)
def test_means_in_brackets_and_falls_of_all_kinds_are_ends_of_a_change(text: str, figure: str, statistic: str) -> None:
    assert roles(text)[figure].statistic == statistic


def test_the_share_of_all_that_a_group_is_is_its_size() -> None:
    text = "Operated on within 24 h (n=23,977; 56.0%) or later (n=13,273; 31.0%), 5.9% died."
    assert [roles(text)[figure].statistic for figure in ("31.0%", "5.9%")] == ["size", "value"]


def test_a_change_may_be_told_far_behind_its_verb() -> None:
    text = (
        "The drug lowered the hazard of dying of heart disease or being admitted to hospital with worsening heart failure by 27%."
    )
    assert roles(text)["27%"].statistic == "change"


def test_what_has_a_verb_of_its_own_is_no_list() -> None:
    text = "The infection came back in 2.8% of patients, and 8.6% had died by day 90."
    assert "died" not in near(text, "2.8%")


@pytest.mark.parametrize(
    ("text", "figure", "statistic"),
    [
        ("On average they collapsed 1.5 hours after the start.", "1.5 hours", "value"),
        ("Pain was lower at a mean of 12 months after surgery.", "12 months", "time"),
        ("Wear for 8 hours or more was reported by 150 and for less than one hour by 95.", "95", "value"),
        ("每周至少吃五份豆类者的卒中风险低21%。", "五份", "condition"),
        ("每周门诊五份标本阳性。", "五份", "value"),
    ],
)
def test_what_is_measured_is_told_from_what_tells_when_or_who(text: str, figure: str, statistic: str) -> None:
    assert roles(text)[figure].statistic == statistic


def test_a_bound_in_words_is_not_cut_in_two() -> None:
    text = "Wear for 8 hours or more was reported by 150 people (30%) and for less than one hour by 95 (19%)."
    assert "less than one hour" in near(text, "19%")
    assert "less" not in near(text, "30%")
