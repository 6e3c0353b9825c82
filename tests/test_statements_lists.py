"""What a list says once for all its members: its head, its arms with their sizes, its unit."""

from __future__ import annotations

import pytest

from verify.extract import statements
from verify.model import Role
from verify.readers import read_text


def roles(text: str) -> list[tuple[str, Role]]:
    return [(role.quantity.text, role) for statement in statements(read_text(text, "text")) for role in statement.roles]


def role(text: str, figure: str) -> Role:
    return next(role for printed, role in roles(text) if printed == figure)


def said(text: str, figure: str) -> str:
    """All that a text says of one figure: beside it, by order, and of all the figures of its list."""
    found = role(text, figure)
    document = read_text(text, "text")
    return "|".join(document.slice(span) for span in (*found.near, *found.label, *found.shared))


def named(text: str, figure: str) -> str:
    """What comes to a figure by its order."""
    return "|".join(read_text(text, "text").slice(span) for span in role(text, figure).label)


def near(text: str, figure: str) -> str:
    """What a text says of one figure alone, names that come by order apart."""
    return "|".join(read_text(text, "text").slice(span) for span in role(text, figure).near)


@pytest.mark.parametrize(
    ("text", "figure", "head"),
    [
        ("Wound infection by arm: honey 12%; gauze 19%; no dressing 22%.", "19%", "Wound infection"),
        ("Wound infection by arm: honey 12%; gauze 19%; no dressing 22%.", "22%", "Wound infection"),
        ("各组切口感染率：蜂蜜12％；凡士林纱布19％；干纱布22％。", "22％", "切口感染率"),
        ("Enrolled 2019-2021. Falls: day shift 4%; night shift 9%.", "9%", "Falls"),
    ],
)
def test_the_head_of_a_list_speaks_of_the_members_behind_semicolons(text: str, figure: str, head: str) -> None:
    assert head in said(text, figure)


@pytest.mark.parametrize(
    ("text", "figure", "head"),
    [
        ("Wound infection by arm: honey 12%; gauze 19%. Fever was seen in 3%.", "3%", "infection"),  # the list has ended
        ("各组切口感染率：蜂蜜12%；纱布19%。发热3%。", "3%", "感染率"),
        ("Honey was used for 12%; gauze for 19%.", "19%", "Honey"),  # no colon, no head
    ],
)
def test_a_list_ends_with_its_sentence_and_has_no_head_without_a_colon(text: str, figure: str, head: str) -> None:
    assert head not in said(text, figure)


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        (
            "Adults were assigned to honey (n=81), paraffin gauze (n=83) or dry cotton (n=82). Fever occurred in 4%, 6% and 9%.",
            ("honey", "paraffin", "cotton"),
        ),
        ("Arm 1: honey (n=81). Arm 2: paraffin gauze (n=83). Fever occurred in 4% and 6%.", ("honey", "paraffin")),
        ("患者分为蜂蜜组（n=81）、凡士林组（n=83）和干纱布组（n=82）。发热率为4%、6%和9%。", ("蜂蜜", "凡士林", "干纱布")),
    ],
)
def test_arms_listed_with_their_sizes_come_to_later_figures_by_order(text: str, arms: tuple[str, ...]) -> None:
    figures = ("4%", "6%", "9%")[: len(arms)]
    for figure, own in zip(figures, arms, strict=True):
        words = said(text, figure)
        assert own in words
        assert not any(arm in words for arm in arms if arm != own)


@pytest.mark.parametrize(
    ("text", "figure", "kind", "unit"),
    [
        # once for a list, before it
        ("Catheter infections per 1000 catheter-days: ward A 4.3; ward B 1.6.", "1.6", "rate", "/1000"),
        ("The incidence per 1,000 person-years was 4.3 in boys and 1.6 in girls.", "4.3", "rate", "/1000"),
        ("The incidence per 1,000 person-years was 4.3 in boys and 1.6 in girls.", "1.6", "rate", "/1000"),
        ("感染由每千导管日4.3例降至1.6例。", "1.6", "rate", "/1000"),
        ("Wound infection, %: honey 2.6; gauze 5.8.", "2.6", "percent", "%"),
        ("Wound infection, %: honey 2.6; gauze 5.8.", "5.8", "percent", "%"),
        ("切口感染率（%）：蜂蜜2.6；纱布5.8。", "5.8", "percent", "%"),
        # by the label of the list
        ("Time to first flatus, h: 51.7 with coffee and 65.1 with water.", "65.1", "duration", "h"),
        ("Time to standing, min (SD): 51.7 (8.2) with ice.", "51.7", "duration", "min"),
        # by its last member
        ("Weight fell by 6.1 and 4.0 kg.", "6.1", "measurement", "kg"),
        ("Stay was 6.1 versus 4.0 days.", "6.1", "duration", "d"),
        ("Stay was longer, 6.1 against 4.0 days.", "6.1", "duration", "d"),
        ("Falls were rarer (4.3 v 1.6 per 1,000).", "4.3", "rate", "/1000"),
        ("体重分别为61.5、64.2和70.3 kg。", "61.5", "measurement", "kg"),
    ],
)
def test_a_unit_is_lent_to_the_figures_that_leave_it_out(text: str, figure: str, kind: str, unit: str) -> None:
    found = role(text, figure).quantity
    assert (found.kind, found.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("Falls per 100 nights were 25.7 with two and 33.1 with three drugs.", "two", "1"),  # two drugs, not two falls
        ("The incidence per 1,000 person-years was 43. There were 12 deaths.", "12", "1"),  # another sentence
        ("Time to flatus, Honey: 51.7.", "51.7", "1"),  # a label that is no unit
        ("We saw 6.1 and then, much later, 4.0 kg.", "6.1", "1"),  # words between
    ],
)
def test_no_unit_is_lent_to_a_figure_that_is_of_something_else(text: str, figure: str, unit: str) -> None:
    found = next(role.quantity for printed, role in roles(text) if printed.split()[0] == figure)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "figure", "statistic"),
    [
        ("Sensitivity was 79.38% (743/936; 76.64-81.93).", "76.64-81.93", "interval"),
        ("Sensitivity was 79.4% (76.6-81.9).", "76.6-81.9", "interval"),
        ("灵敏度为79.4%（76.6～81.9）。", "76.6～81.9", "interval"),
        ("Sensitivity was 79.4% (26.6-51.9).", "26.6-51.9", "value"),  # holds no 79.4
        ("Sensitivity was 79.4%, and 76.6-81.9 were mild.", "76.6-81.9", "value"),  # stands in no parentheses
    ],
)
def test_a_range_in_parentheses_around_the_figure_before_it_is_its_interval(text: str, figure: str, statistic: str) -> None:
    assert role(text, figure).statistic == statistic


@pytest.mark.parametrize(
    ("text", "count", "share"),
    [
        ("Of these, 18 participants on maintenance (23.7%) relapsed.", "18 participants", "23.7%"),
        ("共发生不良反应11例，占2.4%。", "11例", "2.4%"),
        ("死亡11例，约占总数的2.4%。", "11例", "2.4%"),
    ],
)
def test_a_count_and_its_share_are_one_figure(text: str, count: str, share: str) -> None:
    assert role(text, count).unit == role(text, share).unit


def test_a_count_and_the_share_of_another_thing_are_two() -> None:
    text = "Of these, 18 participants fell, and pain was seen in 23.7%."
    assert role(text, "18 participants").unit != role(text, "23.7%").unit


@pytest.mark.parametrize(
    ("text", "figure"),
    [("Weight fell by 6.1 and 4.0 kg.", "4.0 kg"), ("体重分别下降6.1和4.0 kg。", "4.0 kg"), ("Use rose by 8% and 3%.", "3%")],
)
def test_what_is_a_change_for_the_first_of_a_list_is_one_for_all(text: str, figure: str) -> None:
    assert role(text, figure).statistic == "change"


def test_a_ratio_stands_apart_from_two_shares_before_it() -> None:
    text = "Bleeding was rarer (2.6 v 5.8, hazard ratio 0.44)."
    assert role(text, "2.6").unit == role(text, "5.8").unit != role(text, "hazard ratio 0.44").unit


def test_the_end_of_a_change_shares_what_was_said_of_its_start() -> None:
    text = "Relapse fell from 9% in May to 4% in June, and among women uptake rose from 12% in May to 19% in June."
    assert "among women" in said(text, "19%")
    assert "among women" not in said(text, "4%")


def test_two_things_of_one_arm_are_told_by_their_names_and_those_of_the_next_arm_too() -> None:
    text = "试验组肺炎发生率为8.9%，对照组为18.8%。试验组口腔异味、口腔黏膜损伤发生率分别为12.9%和5.9%，对照组分别为25.7%和7.9%。"
    assert [named(text, figure) for figure in ("12.9%", "5.9%", "25.7%", "7.9%")] == ["口腔异味", "口腔黏膜损伤"] * 2


def test_the_name_of_an_arm_is_its_group_and_not_its_measure() -> None:
    text = "ONS组握力平均增加1.8 kg，别嘌醇组减少0.7 kg；体重分别下降1.6和3.4 kg。"
    assert [named(text, figure) for figure in ("1.6", "3.4 kg")] == ["ONS组", "别嘌醇组"]


def test_grade_2_or_worse_is_no_list() -> None:
    text = "Protons (n=12) or photons (n=11) were given. Grade 2 or worse xerostomia was present in 28.6% and 47.1%."
    assert "worse" not in named(text, "47.1%")


@pytest.mark.parametrize("year", ["2018", "2019", "2020"])
def test_years_before_figures_name_them(year: str) -> None:
    text = "Cases by calendar year: 2018: 88; 2019: 121; 2020: 138."
    figure = {"2018": "88", "2019": "121", "2020": "138"}[year]
    assert [y for y in ("2018", "2019", "2020") if y in near(text, figure)] == [year]


def test_a_share_behind_a_count_is_of_those_who_were_counted() -> None:
    text = "其中易位阴性的63例完全缓解率为84.1%，阳性的15例为46.7%。"
    assert "阴性" in near(text, "84.1%")
    assert "阳性" in near(text, "46.7%")


def test_the_strength_of_a_cream_is_no_result() -> None:
    assert role("应答率在1.5%乳膏组为31.4%。", "1.5%").statistic == "condition"
    assert role("Response was 31.4% with a 1.5% cream.", "1.5%").statistic == "condition"


def test_a_share_of_so_many_has_the_words_behind_its_whole() -> None:
    text = "43.6% of 5,210 people sent a kit had returned it, compared with 31.9% of 5,204 people who got a letter alone."
    assert "sent a kit" in near(text, "43.6%")
    assert "letter alone" in near(text, "31.9%")


def test_a_count_among_so_many_has_the_words_behind_its_whole() -> None:
    text = "There were 39 among 2,136 on F/TAF (2.02 per 100 person-years) and 16 among 1,068 on F/TDF (1.69 per 100 person-years)."
    assert "F/TAF" in near(text, "39")
    assert "F/TDF" in near(text, "16")
    assert role(text, "39").quantity.kind == "number"


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("Incidence was 12.5 per 100,000 in 2010, 29.6 in 2015 and 50.0 in 2019.", "50.0", "/100000"),
        ("It was 2.7 per 1,000 in women with a normal BMI (18.5–24.9), 3.6 in overweight women and 8.1 in others.", "8.1", "/1000"),
        ("Median days to any recurrence were 214 and 127.", "127", "d"),
    ],
)
def test_a_unit_named_once_is_that_of_all(text: str, figure: str, unit: str) -> None:
    assert role(text, figure).quantity.unit == unit


def test_what_is_denied_of_one_and_told_of_the_next_is_parted_at_the_but() -> None:
    text = "PRP was better than triamcinolone by 9.4 points but not better than saline (difference 2.2 points)."
    assert "saline" not in near(text, "9.4 points")
    assert "saline" in near(text, "2.2 points")


def test_what_is_counted_is_said_once_in_a_list() -> None:
    text = "Arrest was seen in 63.5% of lesions with annual application, 74.3% with semi-annual application and 51.8% with varnish."
    assert "lesions" in said(text, "74.3%")
    assert "lesions" in said(text, "51.8%")
    assert "lesions" not in said("Arrest was seen in 63.5% of lesions; pain in 12% with varnish.", "12%")


def test_a_pair_said_to_go_on_in_the_order_of_another_has_its_names() -> None:
    text = "Teeth were whole in 61.7% of glass fillings and 79.0% of resin ones; decay came in 8.9% and 4.3%, respectively."
    assert (named(text, "8.9%"), named(text, "4.3%")) == ("of glass fillings", "of resin ones")
    assert named(text.replace(", respectively", ""), "8.9%") == ""


def test_limits_in_a_row_are_groups_that_name_the_figures_by_order() -> None:
    text = "<5年、5~10年和>10年者检出率分别为11.4%、24.8%和43.6%。"
    assert [named(text, figure) for figure in ("11.4%", "24.8%", "43.6%")] == ["<5年", "5~10年", ">10年"]
    assert [r.statistic for _, r in roles(text)][:3] == ["condition"] * 3


def test_a_bare_name_shares_the_noun_before_the_verb_of_its_list() -> None:
    text = "At 36 months, 11.8% of treated and 35.5% of control lesions had progressed."
    assert "lesions had progressed" in said(text, "11.8%")
    assert "lesions" not in said("In all, 11.8% of the treated teeth and 35.5% of control lesions had progressed.", "11.8%")


def test_a_list_of_ratios_is_one_of_ratios_to_its_end() -> None:
    text = "The rate ratio was 0.21 at 60 to 69 years, 0.14 at 70 to 79 years and 0.39 (95% CI, 0.08 to 1.88) at 80 years or above."
    assert [role.quantity.kind for figure, role in roles(text) if figure in ("0.21", "0.14", "0.39")] == ["risk_ratio"] * 3
    other = "The hazard ratio was 0.61 with exercise, and the mean score 0.84 in all."
    assert role(other, "0.84").quantity.kind == "number"
    limits = "Fluid overload was commoner (relative risk 2.85; 1.36 to 5.94)."
    assert role(limits, "1.36 to 5.94").statistic == "interval"


def test_arms_are_named_within_one_bracket() -> None:
    text = (
        "In all, 748 adults were randomised (weekly insulin, n = 375; daily insulin, n = 373). Nausea occurred in 12.4% and 18.6%."
    )
    assert [named(text, figure) for figure in ("12.4%", "18.6%")] == ["weekly insulin", "daily insulin"]


def test_two_treatments_that_are_compared_come_in_that_order() -> None:
    text = "比较泰瑞单抗与安慰剂治疗哮喘的疗效。急性发作率12.4%对18.6%。"
    assert [named(text, figure) for figure in ("12.4%", "18.6%")] == ["泰瑞单抗", "安慰剂"]
    groups = "比较两组疼痛评分与住院时间在术后的变化。急性发作率12.4%对18.6%。"
    assert named(groups, "12.4%") == ""


def test_who_was_counted_is_no_arm() -> None:
    text = "680例患者按1∶1分组，每组340例。客观缓解率57.9%对48.2%。"
    assert named(text, "57.9%") == ""


def test_where_something_began_and_ended_are_no_two_arms() -> None:
    text = "Adults were assigned to yoga (n=40) or walking (n=42). Pain fell from 6.1 to 3.2 with yoga."
    assert named(text, "6.1") == named(text, "3.2") == ""


def test_two_grades_of_one_thing_are_no_two_things() -> None:
    assert named("Level 2 or 3 hypoglycaemia occurred in 12% and 17%.", "17%") == ""


@pytest.mark.parametrize("again", ["at the same intervals", "at the three visits", "at these time points"])
def test_figures_at_the_same_points_come_in_their_order(again: str) -> None:
    text = f"Survival was 97.8% at 1 year, 96.1% at 5 years and 93.4% at 10 years. Bone loss was 0.42, 0.98 and 1.47 mm {again}."
    assert [named(text, figure) for figure in ("0.42", "0.98", "1.47 mm")] == ["1 year", "5 years", "10 years"]


def test_points_of_time_may_begin_before_all() -> None:
    text = (
        "Technique was checked at baseline, 4 weeks and 6 months. Errors were made by 57.8%, 24.1% and 31.6% at the three visits."
    )
    assert [named(text, figure) for figure in ("57.8%", "24.1%", "31.6%")] == ["baseline", "4 weeks", "6 months"]


def test_two_groups_named_before_a_bracket_have_its_figures_in_their_order() -> None:
    text = "接受抗病毒治疗者与未治疗者(1.7%对2.6%)之间差异无统计学意义。"
    assert named(text, "2.6%") == "未治疗者"


def test_what_was_given_by_lot_may_have_its_number_in_brackets() -> None:
    text = "受试者随机接种重组疫苗（2剂）或减毒活疫苗（1剂），各300名。抗体浓度为38.4 mIU/ml和6.4 mIU/ml。"
    assert "重组疫苗" in named(text, "38.4 mIU/ml")
    assert "减毒活疫苗" in named(text, "6.4 mIU/ml")


def test_the_second_of_two_rates_takes_the_unit_of_the_first() -> None:
    text = "Knees were hurt 0.60 times per 1,000 hours with the warm-up, compared with 1.11 in the other teams."
    assert role(text, "1.11").quantity.unit == role(text, "0.60 times per 1,000 hours").quantity.unit


def test_each_of_several_p_values_has_the_words_before_its_bracket() -> None:
    text = "The difference was significant for pain (P=0.003) and for stiffness (P=0.021), but not for sleep (P=0.41)."
    assert "stiffness" in near(text, "P=0.021")
    assert "pain" not in near(text, "P=0.021")
    assert "sleep" in near(text, "P=0.41")


def test_arms_are_named_by_what_figures_come_after() -> None:
    text = "Hypotension affected 27.7% after remimazolam and 52.3% after propofol. Falling asleep took 92 s and 71 s, respectively."
    assert "remimazolam" in named(text, "92 s")
    assert "propofol" in named(text, "71 s")


def test_the_doses_of_allocated_arms_may_have_decimals() -> None:
    text = "Patients were randomised to remimazolam 0.2 mg/kg or propofol 1.5 mg/kg. Injection pain was reported by 1.5% and 31.5%."
    assert "propofol" in named(text, "31.5%")


def test_a_range_in_brackets_takes_the_unit_of_the_figure_before_it() -> None:
    text = "Relatives had a median age of 34 years (range 6 to 81) and 120 (range 3 to 9) letters were sent."
    assert role(text, "6 to 81").quantity.kind == "age"
    assert role(text, "3 to 9").quantity.kind == "number"


def test_how_many_doses_were_given_tells_arms_apart() -> None:
    text = "Incidence per 1,000 was 2.6 after two doses, 5.1 after a single dose and 9.2 in unvaccinated people."
    assert role(text, "two doses").statistic == "condition"
    assert "two doses" in near(text, "2.6")
    assert role("In all, 1.2 million doses were given.", "1.2 million doses").statistic == "value"
    assert role("接种第二剂后发热。", "二剂").statistic == "value"


def test_the_name_of_a_group_begins_behind_whom_it_is_counted_of() -> None:
    text = "需使用解救止吐药者观察组11例、对照组26例。便秘发生率分别为19.0%和38.1%。"
    assert named(text, "19.0%") == "观察组"


def test_the_strength_of_a_drug_is_no_result_wherever_it_stands() -> None:
    text = "Children had atropine 0.05% or 0.01% for two years. The eye grew by 0.39 mm with 0.05% and by 0.60 mm with 0.01%."
    assert role(text, "0.05%").statistic == "condition"
    assert "0.05%" in near(text, "0.39 mm")
    assert role("Of the eyes, 0.05% were lost.", "0.05%").statistic == "value"


def test_what_stands_in_a_bracket_of_two_figures_is_of_the_parts() -> None:
    text = "There were 521 suicides, an incidence of 2.8 per 1,000 person-years (3.9 in men and 1.3 in women)."
    assert "men" not in near(text, "2.8 per 1,000 person-years")
    assert "in men" in near(text, "3.9")


def test_a_predicate_behind_two_groups_is_of_both() -> None:
    text = "After six months, 61.1% of the tapering group and 14.9% of controls no longer took any antipsychotic."
    assert "antipsychotic" in said(text, "61.1%")


def test_a_second_pair_goes_on_with_the_names_of_the_first() -> None:
    text = "诱导组与单纯同步组3年生存率分别为84.9%和76.3%；3年远处转移率分别为8.2%和14.1%。"
    assert [named(text, figure) for figure in ("8.2%", "14.1%")] == ["诱导组", "单纯同步组"]


def test_figures_come_in_the_order_of_the_years_or_times_that_were_listed() -> None:
    years = "收集2018年、2020年和2022年的资料。功能良好者所占比例依次为51.0%、55.9%和60.8%。"
    assert [named(years, figure) for figure in ("51.0%", "60.8%")] == ["2018", "2022"]
    times = (
        "Weight loss after sleeve was 27.1% at one year, 24.6% at three years and 21.8% at five years; "
        "after bypass it was 30.4%, 28.9% and 26.7%, respectively."
    )
    assert [named(times, figure) for figure in ("30.4%", "26.7%")] == ["one year", "five years"]


def test_treatments_that_were_compared_name_later_lists() -> None:
    text = (
        "Retzius-sparing and standard robot-assisted prostatectomy were compared in 212 consecutive men with localised cancer. "
        "Positive margins were found in 18.9% and 13.2% of specimens."
    )
    assert [named(text, figure) for figure in ("18.9%", "13.2%")] == [
        "Retzius-sparing",
        "standard robot-assisted prostatectomy",
    ]
