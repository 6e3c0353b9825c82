"""Figures are found with value, unit, kind and bound; names, dates and markers are none."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.model import Quantity, Span
from verify.text import quantities


def shown(q: Quantity) -> str:
    """A quantity in one line: kind, sign, value or range, unit."""
    low = "" if q.low is None else f"{q.low.normalize():f}"
    high = "" if q.high is None else f"{q.high.normalize():f}"
    value = low if low == high else f"{low}..{high}"
    sign = "" if q.comparator == "=" else q.comparator
    return f"{q.kind} {sign}{value} {q.unit}"


def read(text: str) -> list[str]:
    return [shown(q) for q in quantities(text)]


PERCENT = [
    ("复发率为12.5%", ["percent 12.5 %"]),
    ("复发率为１２．５％", ["percent 12.5 %"]),
    ("约30%～40%的患儿", ["percent ~30..40 %"]),
    ("30-40%", ["percent 30..40 %"]),
    ("占65%至75%", ["percent 65..75 %"]),
    ("三成五", ["percent 35 %"]),
    ("三至四成", ["percent 30..40 %"]),
    ("近七成", ["percent ~70 %"]),
    ("百分之二十五", ["percent 25 %"]),
    ("千分之三", ["percent 0.3 %"]),
    ("提高了4.2个百分点", ["percentage_point 4.2 %"]),
    ("a gain of 4.2 percentage points", ["percentage_point 4.2 %"]),
    ("变化为−0.6%", ["percent -0.6 %"]),
    ("more than 50% and nearly 20 per cent", ["percent >50.. %", "percent ~20 %"]),
    ("sixteen percent", ["percent 16 %"]),
    ("百 分 之 四十", ["percent 40 %"]),
    ("负百分之三", ["percent -3 %"]),
    ("百分之二三十", ["percent ~20..30 %"]),
    ("百分之二十到二十五", ["percent 20..25 %"]),
]
BOUNDS = [
    ("病程不足6个月", ["duration <..6 mo"]),
    ("病程≥3个月", ["duration >=3.. mo"]),
    ("超过210万例", ["count >2100000.. 1"]),
    ("百余例", ["count >100.. 1"]),
    ("60岁及以上", ["age >=60.. a"]),
    ("30天内", ["duration <=..30 d"]),
    ("3%以下", ["percent <=..3 %"]),
    ("20名左右", ["count ~20 1"]),
    ("at least 5 hours", ["duration >=5.. h"]),
    ("fewer than 12 patients", ["count <..12 1"]),
    ("no more than 2 years", ["duration <=..2 a"]),
    ("over 24 weeks", ["duration 24 wk"]),
]
DURATIONS = [
    ("两年半", ["duration 2.5 a"]),
    ("一个半月", ["duration 1.5 mo"]),
    ("半年", ["duration 0.5 a"]),
    ("三四个月", ["duration ~3..4 mo"]),
    ("6~10\n个月", ["duration 6..10 mo"]),
    ("6个月~2年", ["duration 6..24 mo"]),
    ("1年6个月", ["duration 18 mo"]),
    ("two and three days", ["duration 2 d", "duration 3 d"]),
    ("a 12-week course", ["duration 12 wk"]),
    ("at week 52", ["duration 52 wk"]),
    ("第12周时", ["duration 12 wk"]),
    ("half an hour", ["duration 0.5 h"]),
    ("aged 18 to 75 years", ["age 18..75 a"]),
    ("两个半月", ["duration 2.5 mo"]),
    ("半岁", ["age 0.5 a"]),
    ("半日", ["duration 0.5 d"]),
    ("1年零3个月", ["duration 15 mo"]),
    ("2小时30分", ["duration 150 min"]),
    ("一两年", ["duration ~1..2 a"]),
    ("二三十岁", ["age ~20..30 a"]),
    ("2 and a half years", ["duration 2.5 a"]),
    ("one and half hours", ["duration 1.5 h"]),
    ("an hour and 20 minutes", ["duration 80 min"]),
    ("4 more weeks", ["duration 4 wk"]),
    ("a 6-month-old boy", ["age 6 mo"]),
    ("a 65-year-old man", ["age 65 a"]),
]
COUNTS = [
    ("1 241例", ["count 1241 1"]),
    ("1,086 women", ["count 1086 1"]),
    ("1.2万人", ["count 12000 1"]),
    ("5-10万人", ["count 50000..100000 1"]),
    ("2.31 million", ["number 2310000 1"]),
    ("一百二十名", ["count 120 1"]),
    ("(n = 37)", ["count 37 1"]),
    ("forty-one patients", ["count 41 1"]),
    ("more than a dozen relapses", ["number >12.. 1"]),
    ("half a dozen", ["number 6 1"]),
    ("three dozens", ["number 36 1"]),
    ("half a million", ["number 500000 1"]),
    ("a million and a half", ["number 1500000 1"]),
    ("five and a half million", ["number 5500000 1"]),
    ("1,00,000 births", ["count 100000 1"]),
    ("2.5 lakhs", ["number 250000 1"]),
    ("30 consecutive patients", ["count 30 1"]),
    ("minus 5", ["number -5 1"]),
    ("3万4000人", ["count 34000 1"]),
    ("1亿2300万人", ["count 123000000 1"]),
    ("三千万亿", ["number 3000000000000000 1"]),
    ("十多万人", ["count >100000.. 1"]),
    ("四十五六例", ["count ~45..46 1"]),
    ("參萬肆仟人", ["count 34000 1"]),
    ("三又二分之一", ["number 3.5 1"]),
    ("3又1/4", ["number 3.25 1"]),
    ("零点77", ["number 0.77 1"]),
    ("two fifths", ["fraction 0.4 1"]),
    ("three twenty-fifths", ["fraction 0.12 1"]),
    ("21/52", ["fraction 0.403846153846154 1"]),
    ("三分之一", ["fraction 0.333333333333333 1"]),
    ("近半数", ["fraction ~0.5 1"]),
    ("two thirds of them", ["fraction 0.666666666666667 1"]),
    ("one in five", ["fraction 0.2 1"]),
]
DOSES = [
    ("75mg,每4周一次", ["dose 75 mg", "frequency 4 wk"]),
    ("5 mg/kg q3w", ["dose 5 mg/kg", "frequency 3 wk"]),
    ("每日两次", ["frequency 2 /d"]),
    ("once daily", ["frequency 1 d"]),
    ("every 8 hours", ["frequency 8 h"]),
    ("10、20和30 mg", ["dose 10 mg", "dose 20 mg", "dose 30 mg"]),
    ("5mg-10mg", ["dose 5..10 mg"]),
]
STATISTICS = [
    ("HR 0.80, 95% CI 0.65 to 0.97, P=0.02", ["hazard_ratio 0.8 1", "interval 0.65..0.97 1", "p_value 0.02 1"]),
    ("HR＝0·80（95%CI：0·65～0·97；P＜0·001）", ["hazard_ratio 0.8 1", "interval 0.65..0.97 1", "p_value <..0.001 1"]),
    ("HR (95% CI): 0.80 (0.65-0.97)", ["hazard_ratio 0.8 1", "interval 0.65..0.97 1"]),
    ("odds ratio for relapse was 1.74", ["odds_ratio 1.74 1"]),
    ("相对危险度为0.58", ["risk_ratio 0.58 1"]),
    ("18 months (95% CI 11-29)", ["duration 18 mo", "interval 11..29 mo"]),
    ("95% CI −4.9 to −3.7", ["interval -4.9..-3.7 1"]),
    (
        "OR 1.08 (95% CI 0.62-1.88) and (1.74; 1.18-2.57)",
        ["odds_ratio 1.08 1", "interval 0.62..1.88 1", "odds_ratio 1.74 1", "interval 1.18..2.57 1"],
    ),
    ("2.12 mmHg (1.03 to 3.21)", ["measurement 2.12 mm[Hg]", "interval 1.03..3.21 mm[Hg]"]),
    ("95% CI -0.48 to -1.41", ["interval -1.41..-0.48 1"]),
    ("P=0.17、0.31", ["p_value 0.17 1", "p_value 0.31 1"]),
    ("翻了一番", ["fold 2 1"]),
    ("2.5倍", ["fold 2.5 1"]),
    ("a twofold rise", ["fold 2 1"]),
    ("23.8/10万", ["rate 23.8 /100000"]),
    ("3.4 per 100 person-years", ["rate 3.4 /100/a"]),
    ("每10万人中有23.4例", ["rate 23.4 /100000"]),
]
MEASUREMENTS = [
    ("cost −£448", ["measurement -448 GBP"]),
    ("7.0 mmol/L", ["measurement 7 mmol/L"]),
    ("（92.3±6.1）g/L", ["measurement 92.3 g/L"]),
    ("4.5×10^9/L", ["measurement 4.5 10*9/L"]),
    ("4.5 × 109/L", ["measurement 4.5 10*9/L"]),
    ("130/80 mmHg", ["measurement 130 mm[Hg]", "measurement 80 mm[Hg]"]),
    ("−3.6 mL/（min·1.73 m²）", ["measurement -3.6 mL/min/{1.73_m2}"]),
    ("0.5 mg·kg-1·d-1", ["dose 0.5 mg/kg/d"]),
    ("BMI 24～28kg/m²", ["measurement 24..28 kg/m2"]),
    ("5 feet 2 inches, 5 ft 3 in tall", ["measurement 5.16666666666667 [ft_i]", "measurement 5.25 [ft_i]"]),
    ("weight 20 (kg)", ["measurement 20 kg"]),
    ("2^5", ["number 32 1"]),
    ("3.2×10⁻⁵", ["number 0.000032 1"]),
]
SHARED = [
    ("年龄≥18且<75岁", ["age 18..75 a"]),
    ("greater than 30 and less than 40", ["number 30..40 1"]),
    ("median 9 (2–12)", ["number 9 1", "interval 2..12 1"]),
    ("(15.1 vs. 9.3个月)", ["duration 15.1 mo", "duration 9.3 mo"]),
    ("9.0 and 7.4 months", ["duration 9 mo", "duration 7.4 mo"]),
    ("38和27例", ["count 38 1", "count 27 1"]),
    ("14.2 (12.1–16.8) months", ["duration 14.2 mo", "duration 12.1..16.8 mo"]),
    ("between 5 and 7 kg", ["measurement 5..7 kg"]),
    ("rose from 44% to 81%", ["percent 44 %", "percent 81 %"]),
    ("ranged from 44% to 81%", ["percent 44..81 %"]),
    ("从44%到81%不等,由30%升至40%", ["percent 44..81 %", "percent 30 %", "percent 40 %"]),
]
ALL = [*PERCENT, *BOUNDS, *DURATIONS, *COUNTS, *DOSES, *STATISTICS, *MEASUREMENTS, *SHARED]


@pytest.mark.parametrize(("text", "expected"), ALL)
def test_a_figure_has_its_kind_value_and_unit(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "PD-1、CD8+、IL-6、CXCL12、HER-2、CYP2C19*2、TGF-β1",
        "COVID-19, SARS-CoV-2, KEYNOTE-189, Study 244, NCT01234567",
        "图1、表2，Fig. 3d and Table 4",
        "2型糖尿病，Ⅲ期，3级，T4期，phase 3, grades 3 and 4, stage 2",
        "2018年，11月27日，2015—2022年，2025-10-16，2023年3月至5月",
        "on 12 August 2010, May 2018, between 1997 and 2004",
        "十分常见，一般情况，统一标准，百日咳，三甲医院，二甲双胍，四川，一线治疗，三阴性",
        "[1] [2,5-7] (26,29,49)",
        "1. 定义\n2、方法\n(3) 结果。1) 首先；2) 其次",
        "https://example.org/2020/12 10.1000/xyz123",
        "in a 2:1 ratio",
        "call 1-555-0199-22, on 08-03-2008, in 2007/8.",
        "a few hours, several days, the twenty-first visit, the forty-third case",
        "“十四五”规划",
        "H2O, Ca(ClO4)2, 5-FU, 18F-FDG",
        "the 5′ and 3′ ends, 3'端, see Figures 1C, 2D and 3",
        "In 2019 hospitals accounted for most. In 2021 patients took more.",
    ],
)
def test_names_dates_lists_and_markers_hold_no_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("死亡风险20%14", "20%"),
        ("高达65%~75%2。", "65%~75%"),
        ("为53.4%2,3", "53.4%"),
        ("约63万例5,6。", "约63万例"),
        ("不足6个月3-5,", "不足6个月"),
        ("发热占7.2%5。", "7.2%"),
    ],
)
def test_a_marker_flattened_onto_a_figure_is_no_part_of_it(text: str, figure: str) -> None:
    assert [q.text for q in quantities(text)] == [figure]


def test_spans_to_skip_hold_no_figures() -> None:
    text = "症状9明显,共30例"
    assert [q.text for q in quantities(text)] == ["9", "30例"]
    assert [q.text for q in quantities(text, skip=[Span(2, 3)])] == ["30例"]
    assert [q.text for q in quantities("HR 0.8014,共30例", skip=[Span(7, 9)])] == ["HR 0.80", "30例"]


@pytest.mark.parametrize("comma", [",", "，"])
def test_a_marker_behind_a_percentage_groups_no_thousands(comma: str) -> None:
    assert read(f"皮疹为5.1%和2.4%7{comma}260例随访") == ["percent 5.1 %", "percent 2.4 %", "count 260 1"]


def test_a_full_width_comma_groups_thousands_of_full_width_digits_only() -> None:
    assert read("共5，260例") == ["number 5 1", "count 260 1"]
    assert read("共５，２６０例") == ["count 5260 1"] == read("共5,260例")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ratio was 0,84; 12,5% relapsed.", ["number 0.84 1", "percent 12.5 %"]),
        ("at weeks 0,12 and 24", ["duration 0 wk", "duration 12 wk", "duration 24 wk"]),
        ("It rose by 1.5 points; arms of 30,40% and more", ["measurement 1.5 {score}", "number 30 1", "percent 40 %"]),
        ("分别为30,40%", ["number 30 1", "percent 40 %"]),
        ("每次5一10mg", ["dose 5..10 mg"]),
        ("a dose of 0.l5 mg", ["dose 0.15 mg"]),
        ("0.5 l of saline", ["measurement 0.5 L"]),
    ],
)
def test_misprinted_signs_are_put_right_only_where_that_is_certain(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Costs (2019 US dollars) were US$ 84.2 and US$ 9,650.", ["measurement 84.2 USD", "measurement 9650 USD"]),
        ("from 4.2% at age 7 to 38.6% at age 13", ["percent 4.2 %", "age 7 a", "percent 38.6 %", "age 13 a"]),
        ("12% in week 4 and 30% in week 8", ["percent 12 %", "duration 4 wk", "percent 30 %", "duration 8 wk"]),
        ("at 12 months 222 (62.7%) were", ["duration 12 mo", "number 222 1", "percent 62.7 %"]),
        (
            "at months 3, 6 and 12 and in week 4 and 30 patients",
            ["duration 3 mo", "duration 6 mo", "duration 12 mo", "duration 4 wk", "count 30 1"],
        ),
        ("ranged from κ = 0.61 to κ = 0.79", ["number 0.61..0.79 1"]),
        ("从最低3.2%到最高19.5%不等", ["percent 3.2..19.5 %"]),
        ("from a low of 3.2% to a high of 19.5%", ["percent 3.2..19.5 %"]),
        ("CLDN18.2阳性、HR0.65", ["hazard_ratio 0.65 1"]),
        ("with advice alone.^5 It was below 5%^4; sepsis was unaffected.^16", ["percent <..5 %"]),
        ("with lower mortality1 2 3 12 but 40 deaths", ["count 40 1"]),
        ("in children.4 5 9 of 20 recovered, of the patients7 5 had pain", ["fraction 0.45 1", "number 5 1"]),
        ("PASI 90应答率、EASI-75、10^9", ["number 1000000000 1"]),
        ("between day 91 and one year", ["duration 91 d", "duration 1 a"]),
        ("week 4 and 6 months after", ["duration 4 wk", "duration 6 mo"]),
        ("A year after surgery, three times a day after meals", ["duration 1 a", "fold 3 /d"]),
        ("In 2019 patients, in 2019 patients with a stroke", ["count 2019 1", "count 2019 1"]),
        ("day-90 mortality was 36.0%, IL-6 was 4%", ["duration 90 d", "percent 36 %", "percent 4 %"]),
        ("in the control group 12 (24%) had pain", ["number 12 1", "percent 24 %"]),
        ("in the placebo group 21 of 45, more in group 2 (24%)", ["fraction 0.466666666666667 1", "percent 24 %"]),
    ],
)
def test_words_beside_a_number_tell_what_it_counts(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["两种药物", "三个步骤", "有两个优点", "四项建议"])
def test_a_generic_count_in_one_character_is_a_bare_number(text: str) -> None:
    assert [q.kind for q in quantities(text)] == ["number"]


def test_a_figure_glued_to_an_abbreviation_is_read() -> None:
    assert read("ORR40.4%,mOS14.2个月") == ["percent 40.4 %", "duration 14.2 mo"]


def test_precision_fractions_spreads_and_levels_are_kept() -> None:
    share, mean, interval, cases = quantities("21/52, 92.30±6.1 g/L, 99% CI 1.2-3.45; 63万例")
    assert (share.numerator, share.denominator) == (21, 52)
    assert (mean.low, mean.spread, mean.unit) == (Decimal("92.30"), Decimal("6.1"), "g/L")
    assert (interval.level, interval.decimals) == (Decimal(99), 1)
    assert cases.decimals == -4


@pytest.mark.parametrize(
    ("simplified", "traditional"), [("约三万五千个病例", "約三萬五千個病例"), ("两周后", "兩週後"), ("六十五岁", "六十五歲")]
)
def test_traditional_text_reads_like_simplified(simplified: str, traditional: str) -> None:
    assert read(simplified) == read(traditional) != []


ALPHABET = "0123456789 .,-–%~～至到和mgkL/个月年岁例万亿一二三十百半第PHRCIab<>≥=()（）[]每次±×·余\n"


@settings(max_examples=300)
@given(st.text(alphabet=ALPHABET, max_size=80))
def test_any_text_gives_ordered_figures_that_are_what_they_span(text: str) -> None:
    found = quantities(text)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(a.start < b.start and a.end <= b.end for a, b in pairwise(found))
    assert all(q.low is not None or q.high is not None for q in found)
    assert all(q.low <= q.high for q in found if q.low is not None and q.high is not None)


@given(st.decimals(min_value=0, max_value=99, places=1), st.decimals(min_value=0, max_value=99, places=1))
def test_width_of_the_characters_does_not_change_what_is_read(a: Decimal, b: Decimal) -> None:
    plain = f"缓解率{a}%,对照组{b}%"
    wide = plain.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.%,"})
    assert read(plain) == read(wide)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1/",
        "5%和",
        "a-",
        "(1",
        "[1,",
        "一",
        "95% CI ",
        "five ",
        "P ",
        "HR ",
        "mg/",
        "%1",
        "minus ",
        "1^",
        "a-1",
        "十点",
        "1万",
        "一分之",
        "又",
        "， 1，",
        "0,1",
    ],
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    def seconds(n: int) -> float:
        text = piece * (n // len(piece))
        start = time.process_time()
        quantities(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(32000) < max(0.3, 40 * max(seconds(4000), 0.001))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.1 episodes per 100 patient-years", ["rate 3.1 /100/a"]),
        ("9.8, 1.4 and 3.1 bleeding episodes per 100 patient-years", ["rate 9.8 /100/a", "rate 1.4 /100/a", "rate 3.1 /100/a"]),
        ("0.31 events per patient-year", ["rate 0.31 /a"]),
        ("12 falls per 1,000 bed-days", ["rate 12 /1000/d"]),
        ("0.60 injuries per 1,000 player-hours", ["rate 0.6 /1000/h"]),
        ("0.60 times per 1,000 hours", ["rate 0.6 /1000/h"]),
        ("23.7 new cases of type 1 diabetes per 100 000 children", ["rate 23.7 /100000"]),
        ("type 1 diabetes per 100 000 children", ["count 100000 1"]),
        ("in 2019 and 12 deaths per 100,000", ["rate 12 /100000"]),
        ("64 players per team", ["number 64 1"]),
        ("2.3对3.9 ml·min⁻¹·（1.73 m²）⁻¹", ["measurement 2.3 mL/min/{1.73_m2}", "measurement 3.9 mL/min/{1.73_m2}"]),
        ("2.3 mL·min-1·1.73 m-2", ["measurement 2.3 mL/min/{1.73_m2}"]),
        ("women in their seventies", ["age 70..79 a"]),
        ("in the seventies", []),
        ("ran from 890 mg up to 2150 mg", ["dose 890 mg", "dose 2150 mg"]),
        ("up to 2150 mg", ["dose <=..2150 mg"]),
        ("夜里睡不够8个小时", ["duration <..8 h"]),
        ("about another 300 cases", ["count ~300 1"]),
        ("at least a further 12 cases", ["count >=12.. 1"]),
        ("another 300 cases", ["count 300 1"]),
        ("第3个月经期疼痛", ["duration 3 mo"]),
        ("随访6个月经治疗后", ["duration 6 mo"]),
        ("记录3个月经周期", ["count 3 1"]),
        ("约八成纤维肌痛患者", ["percent ~80 %"]),
        ("八成纤维细胞", []),
        ("before turning 17", ["age 17 a"]),
        ("turned 90°", ["measurement 90 deg"]),
        ("34 m in those aged 65–74 and 19 m in others", ["measurement 34 m", "age 65..74 a", "measurement 19 m"]),
        ("aged 60 and 19 kg", ["age 60 a", "measurement 19 kg"]),
        ("P值小于0.001", ["p_value <..0.001 1"]),
        ("P小于0.05", ["p_value <..0.05 1"]),
        ("a P value below 0.001", ["p_value <..0.001 1"]),
        ("VIP小于0.5", ["number <..0.5 1"]),
        ("lesions of 5 mm or smaller", ["measurement <=..5 mm"]),
        ("5 mm or larger", ["measurement >=5.. mm"]),
        ("two-hourly turning 47", ["number 47 1"]),
        ("cases aged three or younger", ["age <=..3 a"]),
        ("AUC0.91", ["number 0.91 1"]),
        ("pain averaged 5.6 out of 10", ["number 5.6 1"]),
        ("评分为5.6（满分10分）", ["number 5.6 1"]),
        ("约四成为恶性", ["percent ~40 %"]),
        ("原因之一成为共识", []),
    ],
)
def test_what_is_counted_stands_before_what_it_is_counted_over(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_the_number_of_a_grade_takes_no_unit() -> None:
    assert read("57.1% in grade 6 and 76.9% in grade 9") == ["percent 57.1 %", "percent 76.9 %"]


def test_what_was_pushed_up_to_a_figure_has_reached_it() -> None:
    assert read("pushed the rate of caesarean delivery up to 24.2%") == ["percent 24.2 %"]
    assert read("in up to 24.2% of women") == ["percent <=..24.2 %"]
