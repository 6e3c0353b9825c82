"""Sentences of reviews that cite a work: numbers that are no figures, figures of several works, and figures of another kind.

Each rule is shown from both sides: what it stops, and the nearest thing that it must let pass.
"""

from __future__ import annotations

import pytest

from verify import compare
from verify.extract.citations_flat import certain
from verify.text import quantities


def verdict(claim: str, source: str) -> str:
    found = compare(claim, source)
    return f"{found.verdict} {found.reason}".strip()


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("Falls were rarer in walkers.22 Despite this", ["22"]),
        ("as seen in gout.31 32 We asked", ["31 32"]),
        ("the usual range (4-9%),17 , 18 and so", ["17 , 18"]),
        ("as in earlier reports7,12,14.", ["7,12,14"]),
        # no markers: a decimal, a figure after a comma, a name, a counted noun, a Chinese count
        ("The ratio was 4.22 in all", []),
        ("In all,12 of 40 fell", []),
        ("Of grade3,4 events none was fatal", []),
        ("显效20例,有效15例。3例失访", []),
    ],
)
def test_a_marker_flattened_to_digits_needs_no_list_where_nothing_else_is_possible(text: str, markers: list[str]) -> None:
    assert [text[span.start : span.end] for span in certain(text)] == markers


def test_a_flattened_marker_is_no_figure_of_claim_or_source() -> None:
    source = "Falls were rarer in walkers.41 42 In the trial they occurred in 12% of walkers."
    assert verdict("Falls occurred in 12% of walkers.9 10 Walking is safe.", source) == "supported"
    assert verdict("Falls occurred in 42 walkers.", source) == "not-found"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Since influenza-19.1 This year", []),
        ("The score was .5 lower", [".5"]),
        ("22 N-linked sites", ["22"]),
        ("a force of 22 N", ["22 N"]),
        ("caspase 8, box-binding ligand 1 (XBL-1) and interleukin 6", []),
        ("C-reactive protein 12", ["12"]),
        ("in 12 (HR2) patients", ["12"]),
        ("按1:1:1随机分组", []),
        ("按1:1随机分为3组", ["3"]),
    ],
)
def test_digits_of_names_and_ratios_are_no_measurements(text: str, figures: list[str]) -> None:
    assert [figure.text for figure in quantities(text)] == figures


GOUT = "In a survey of adults with gout, 34% to 41% had hypertension and kidney stones were found in 9%."


def test_a_range_of_several_works_is_not_contradicted_by_what_it_contains() -> None:
    assert verdict("Hypertension was found in 20% to 60% of adults with gout.", GOUT) == "not-found"
    assert verdict("Kidney stones were found in 4% to 21% of adults with gout.", GOUT) == "not-found"
    assert verdict("Hypertension was found in 34% to 49% of adults with gout.", GOUT) == "contradicted value-mismatch"


def test_a_share_in_words_does_not_contradict_a_printed_one() -> None:
    source = "Nearly half of the nurses with back pain had changed wards."
    assert verdict("Of the nurses with back pain, 43.2% had changed wards.", source) == "not-found"
    assert verdict("A third of the nurses with back pain had changed wards.", source) == "contradicted value-mismatch"


def test_ratios_of_other_kinds_are_no_rivals() -> None:
    source = "The odds ratio for delirium with melatonin was 0.62 (95% CI 0.41 to 0.94)."
    assert verdict("The hazard ratio for delirium with melatonin was 0.71.", source) == "not-found"
    assert verdict("The odds ratio for delirium with melatonin was 0.71.", source) == "contradicted value-mismatch"


def test_powers_of_ten_are_told_in_any_form() -> None:
    source = "Repair of the heart required delivery of 1 × 10^9 cells."
    assert verdict("Repair of the heart required 1 billion cells.", source) == "supported"
    assert verdict("Repair of the heart required 1 × 10^9 myocytes.", source) == "supported"
    assert verdict("Repair of the heart required 4 billion cells.", source) != "supported"


def test_a_pair_told_side_by_side_is_meant_though_a_neighbour_fits_a_little_better() -> None:
    source = (
        "Mortality tended to be higher in inpatients with cirrhosis and influenza than in those without (30% vs. 20%). "
        "Mortality was 32% in patients with cirrhosis compared to 8% in those without."
    )
    claim = "The mortality rate was 32% in influenza patients with cirrhosis compared to 8% in those without."
    assert verdict(claim, source) == "supported"
    assert verdict(claim.replace("8%", "18%"), source) != "supported"


LOT = "642例痛风患者按1:1:1随机接受非布司他、别嘌醇或安慰剂治疗。第24周血尿酸达标率分别为71.3%、55.6%和38.2%。"


def test_what_was_received_by_lot_comes_to_later_figures_by_order() -> None:
    assert verdict("别嘌醇组第24周血尿酸达标率为55.6%。", LOT) == "supported"
    assert verdict("别嘌醇组第24周血尿酸达标率为38.2%。", LOT) == "contradicted arms-swapped"


def test_what_begins_a_list_is_said_of_its_first_figure_unless_another_has_a_subject_of_its_own() -> None:
    source = "In 2009, farmers accounted for 61% of new infections, urban contact 27%, shared needles 9%, and farmers/needles 3%."
    assert verdict("Farmers accounted for 61% of new infections in 2009.", source) == "supported"
    assert verdict("Urban contact accounted for 61% of new infections in 2009.", source) != "supported"


def test_what_was_left_of_a_whole_is_a_count_where_the_source_speaks_of_the_rest() -> None:
    source = "Of 1,204 infants, 312 were excluded; all the others had both ear tests. Six had hearing loss."
    assert verdict("After exclusions 892 infants had both ear tests.", source) == "supported"
    assert verdict("After exclusions 892 infants had both ear tests.", source.replace("all the others", "some")) != "supported"


def test_a_time_behind_the_last_of_a_list_is_that_of_all_of_it() -> None:
    source = (
        "Itch fell by 33.8% with the cream and by 4.1% with the gel at month 4 (P<0.001), and the effect persisted at month 24."
    )
    assert verdict("At month 4 itch had fallen by 33.8% with the cream.", source) == "supported"


def test_a_range_beside_its_middle_is_a_result() -> None:
    source = "胆道闭锁患儿386例,手术日龄29~118 d,中位63 d;随访良好。"
    assert verdict("患儿手术时日龄最小29天,最大118天。", source) == "supported"


def test_two_ages_of_one_sentence_are_two_groups() -> None:
    source = "60~74岁者中,强化组与标准组心血管事件发生率分别为3.6%和4.9%;75岁及以上者中分别为7.2%和8.5%。"
    assert verdict("75岁及以上者强化组的心血管事件发生率为7.2%。", source) == "supported"
    assert verdict("75岁及以上者强化组的心血管事件发生率为3.6%。", source) == "contradicted wrong-population"


def test_ratios_of_one_list_are_ratios() -> None:
    source = (
        "The rate ratio for lung-cancer death with screening was 0.75 overall (95% CI 0.64-0.88), 0.79 in men (95% CI 0.65-0.96) "
        "and 0.64 in women (95% CI 0.46-0.89)."
    )
    assert verdict("Among women the rate ratio for lung-cancer death with screening was 0.64.", source) == "supported"
    assert verdict("Among women the rate ratio for lung-cancer death with screening was 0.79.", source).startswith("contradicted")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("感染密度为6.4例/1 000导管日。", [("rate", "/1000/d")]),
        ("4.6 per 1,000 catheter-days", [("rate", "/1000/d")]),
        ("2.9/100患者年", [("rate", "/100/a")]),
        ("By month nine, all had left", [("duration", "mo")]),
        ("each year two patients died", [("count", "1")]),
    ],
)
def test_rates_and_points_of_time_in_more_words(text: str, figures: list[tuple[str, str]]) -> None:
    assert [(figure.kind, figure.unit) for figure in quantities(text) if figure.kind != "number"] == figures


DOSES = "Remission at week 12 was reached by 39.8% with 300 mg, 45.3% with 600 mg and 22.9% with placebo."


def test_doses_tell_arms_apart() -> None:
    assert verdict("第12周300 mg组的缓解率是39.8%，600 mg组为45.3%。", DOSES) == "supported"
    assert verdict("第12周300 mg组的缓解率是45.3%，600 mg组为39.8%。", DOSES) == "contradicted arms-swapped"


def test_two_groups_are_no_part_of_one_another() -> None:
    source = "Phlebitis was seen in 19 and 11 patients before and after. Of 240 patients, 84 switched to tablets."
    assert verdict("Later on 42% of the patients switched to tablets.", source) != "supported"
    assert verdict("Later on 35% of the patients switched to tablets.", source) == "supported"


def test_fell_by_more_is_a_fall() -> None:
    source = "At 12 weeks systolic pressure was lower with the pill by 6.8 mmHg than with amlodipine."
    assert verdict("12周时收缩压比氨氯地平组多降6.8 mmHg。", source) == "supported"


def test_a_cell_is_quoted_with_its_row_and_the_head_of_its_column() -> None:
    table = "Table 1. Pain. Arm | Pain, % | Fever, %. Ice | 34.5 | 12.1. Heat | 23.1 | 15.0. All went home."
    assert compare("Pain was seen in 34.5% of those given ice.", table).quote == "Pain, % … Ice | 34.5 | 12.1."


def test_what_goes_on_behind_a_semicolon_keeps_the_measure_of_the_whole_list_before() -> None:
    source = (
        "第24周SRI-4应答率试验组为50.3%，安慰剂组为36.1%；第52周分别为62.7%和41.4%（P<0.001）。泼尼松减量者分别为47.9%和29.6%。"
    )
    assert verdict("第52周试验组有62.7%的患者获得SRI-4应答。", source) == "supported"
    assert verdict("第52周试验组有50.3%的患者获得SRI-4应答。", source) == "contradicted wrong-time-point"


def test_an_arm_is_what_it_was_said_to_be_given_in_the_sentence_before() -> None:
    source = (
        "对照组给予常规护理，干预组在此基础上实施握力锻炼。干预组与对照组导管相关血栓发生率分别为4.7%和11.3%，"
        "静脉炎发生率分别为6.0%和12.7%。"
    )
    assert verdict("进行握力锻炼者的导管相关血栓发生率为4.7%。", source) == "supported"
    assert verdict("进行握力锻炼者的导管相关血栓发生率为11.3%。", source).startswith("contradicted")


def test_limits_of_an_interval_in_words() -> None:
    source = "The relative risk of transfusion was 0.68 (95% CI 0.55 to 0.84; P=0.0004)."
    assert (
        verdict("The relative risk of transfusion was 0.68, its 95% confidence limits ran from 0.55 to 0.84.", source)
        == "supported"
    )
    assert verdict("输血的RR为0.68，95%可信区间下限0.55、上限0.84。", source) == "supported"


def test_a_fold_is_of_one_list_and_not_of_the_sizes_of_a_study() -> None:
    source = "Of 500 patients 250 wore the device. Clots were found in 1.6% with the device and 4.8% without it."
    assert verdict("Clots were twice as common without the device.", source) != "supported"
    assert verdict("Clots were three times as common without the device.", source) == "supported"


def test_counts_of_two_sentences_make_no_share_and_sizes_no_fold_of_a_rate() -> None:
    source = "Sepsis was found in 4 children. Twelve centres took part. Catheters grew bacteria in 11 of 44 children."
    assert verdict("Sepsis was found in 33.3% of the children.", source) != "supported"
    source = "In all 600 women were given iron and 200 were given placebo. Anaemia was found in 12.0% and 24.0%."
    assert verdict("The rate of anaemia was three times as high with placebo.", source) != "supported"
    assert verdict("The rate of anaemia was twice as high with placebo.", source) == "supported"


def test_the_size_of_a_group_does_not_gainsay_points_of_a_score() -> None:
    source = (
        "Patients after a first stroke were randomised to mirror therapy (n=71) or dose-matched conventional training (n=69) "
        "for six weeks. The upper-extremity Fugl-Meyer score rose by a mean of 9.8 points (SD 5.1) with mirror therapy and "
        "6.1 points (SD 4.8) with conventional training by week six. Shoulder pain was reported by 13 and 11 patients."
    )
    claim = "Six weeks of mirror therapy gave people with a stroke an extra 3.7 points of arm recovery over dose-matched training."
    assert verdict(claim, source) == "supported"
