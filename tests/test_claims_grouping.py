"""Figures of one measure make one claim; figures of two measures make two; circumstances make none."""

from __future__ import annotations

import re
import textwrap
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from verify.extract import claims
from verify.model import Citation, Claim, MarkerStyle, Span
from verify.readers import read_text

_MARKER = re.compile(r"\[([0-9, ]+)\]")


def claims_of(text: str, name: str = "article.txt") -> tuple[Claim, ...]:
    document = read_text(text, name)
    markers = tuple(
        Citation(Span(*m.span()), tuple(key.strip() for key in m[1].split(",")), MarkerStyle.BRACKET)
        for m in _MARKER.finditer(document.text)
    )
    return claims(document, markers)


def read_markdown(text: str) -> list[str]:
    return read(f"# 结果\n\n正文一段。\n\n{text}", "article.md")


def read(text: str, name: str = "article.txt") -> list[str]:
    """Each claim as "measure: figure | figure", its figures as printed, circumstances with their statistic."""
    made = []
    for claim in claims_of(text, name):
        figures = [f.quantity.text if f.statistic == "value" else f"{f.statistic} {f.quantity.text}" for f in claim.figures]
        made.append(f"{claim.measure}: {' | '.join(figures)}")
    return made


CLAIMS = [
    # one figure, named by the nearest fitting measure
    ("我国成人痛风患病率为1.1%。", ["prevalence: 1.1%"]),
    ("该方案的５年生存率约为７２％。", ["survival_rate: 约为７２％"]),
    ("每年约有12万人死于该病。", ["deaths: 约有12万人"]),
    ("约三分之一的患者出现夜间盗汗。", ["incidence: 约三分之一"]),
    ("该基因融合约占所有病例的4%。", ["proportion: 4%"]),
    ("该药使卒中风险降低24%。", ["risk_reduction: 24%"]),
    ("Statin therapy cut the risk of stroke by 24%.", ["risk_reduction: 24%"]),
    ("Median overall survival was 14.6 months.", ["overall_survival: 14.6 months"]),
    ("At three years overall survival was 64%.", ["survival_rate: 64%"]),
    ("Vaccine effectiveness against admission was 81%.", ["vaccine_efficacy: 81%"]),
    ("中位11周后出现皮疹。", ["duration: 11周"]),
    ("在中位11周的随访中，皮疹发生率为8%。", ["incidence: 8%"]),
    ("三种制剂的恶心发生率都不到4%。", ["incidence: 不到4%"]),
    # how large a study was is not part of its result, unless the result counts the same people
    ("In a Danish cohort of 2,140 patients, 31% relapsed within a year.", ["incidence: 31%"]),
    ("In a ward of 60 patients, 15 (25%) relapsed.", ["incidence: n 60 patients | n 15 | 25%"]),
    ("80例既往无过敏者中有12例（15%）出现皮疹。", ["incidence: n 80例 | n 12例 | 15%"]),
    # two arms are one claim
    ("两组恶心的发生率为7.2%和2.9%。", ["incidence: 7.2% | 2.9%"]),
    ("服用甲药的患者中位总生存期是9.1周，服用乙药的患者是5.5个月。", ["overall_survival: 9.1周 | 5.5个月"]),
    ("Survival was 8 months a decade ago and 13 months lately.", ["overall_survival: 8 months | 13 months"]),
    ("Median overall survival was 20 months. In women the corresponding figures were 23 and 18 months (HR 0.74, P = 0.02).",
     ["overall_survival: 20 months", "overall_survival: 23 | 18 months | ratio HR 0.74 | p P = 0.02"]),
    ("In 300 children, 12% relapsed, with a median time to the first relapse of 7 months.",
     ["incidence: 12%", "time_to_event: 7 months"]),
    # the head noun of a phrase names the measure; hyphenated words and the people it is told of do not
    ("Hospital mortality among patients with bacterial meningitis in the early arm was 31.2%.", ["mortality: 31.2%"]),
    ("Fewer than 4% of patients with an eGFR below 40 developed lactic acidosis.", ["incidence: Fewer than 4%"]),
    ("Rash affected 14% of women on the dose-dense schedule.", ["incidence: 14%"]),
    ("Infusion was stopped because of toxicity in 8% of patients.", ["discontinuation_rate: 8%"]),
    ("Current users were 18% less likely to die during follow-up.", ["risk_reduction: 18%"]),
    ("The device read the scans with 84.1% sensitivity and 92.3% specificity.", ["sensitivity: 84.1%", "specificity: 92.3%"]),
    ("Hospital admissions fell by 45%; urticaria occurred in 2 per 10,000 infants.",
     ["hospitalizations: 45%", "incidence: 2 per 10,000 infants"]),
    ("An estimated 8.4 million people fell ill and 1.1 million died.",
     ["incident_cases: An estimated 8.4 million people", "deaths: 1.1 million"]),
    ("Itch scores improved by 3 points.", ["pruritus_score: 3 points"]),
    ("Adherence was 74% at 12 months, and 19% of participants dropped out.", ["adherence: 74%", "dropout_rate: 19%"]),
    ("哮喘患病率为4.2%，约30%的患者未规律用药。", ["prevalence: 4.2%", "proportion: 约30%"]),
    ("两组住院时间为(7.3±1.5) d和(5.8±1.2) d。", ["length_of_stay: 7.3±1.5 | 5.8±1.2"]),
    ("Metformin 1 g reduced hospital admissions (12% vs 15%).", ["hospitalizations: 12% | 15%"]),
    ("GFR declined by 2.2 mL/min per year versus 3.6 with placebo.", ["egfr: 2.2 mL/min per year | 3.6"]),
    # a difference, a spread or a multiple beside its figures
    ("Scores rose by 1.4 letters with drug A and 0.8 letters with monthly injections (difference, 0.6 letters).",
     ["general_score: 1.4 | 0.8 | difference 0.6"]),
    ("Discharge came after a mean of 4.4 days, 1.2 days sooner than with open surgery.",
     ["duration: 4.4 days | difference 1.2 days"]),
    ("Scarring was nearly twice as common, 30% against 16%.", ["proportion: nearly twice | 30% | 16%"]),
    ("Leak was found in 9 (4.5%) of 200 patients in one group and 16 (8.1%) of 198 in the other.",
     ["incidence: n 9 | 4.5% | n 200 patients | n 16 | 8.1% | n 198"]),
    ("Sensitivity was 0.88 and the AUC 0.93.", ["sensitivity: 0.88", "auc: 0.93"]),
    ("有效率从20世纪90年代的40.2%提高到2018年的61.5%。", ["effective_rate: baseline 40.2% | 61.5%"]),
    ("起始剂量为15 mg，每日2次，2周后可增至30 mg。", ["dose: 15 mg | 每日2次 | 30 mg"]),
    # what defines a group or an outcome is no result, nor are places and share prices
    ("评分减少≥75%为显效。", []),
    ("患者（BSA≥10%）接受治疗后，缓解率为41%。", ["objective_response_rate: 41%"]),
    ("钙摄入不足（<500 mg/d）者应补钙。", []),
    ("该研究在14个国家开展。", []),
    ("Shares of the company rose 7%.", []),
    # each statement with a source of its own is a claim of its own
    ("男性患病率为12%[1]，女性患病率为8%[2]。", ["prevalence: 12%", "prevalence: 8%"]),
    ("在男性中占12%[1]，女性则占8%[1]。", ["proportion: 12%", "proportion: 8%"]),
    # but the arms of a trial share theirs, even if it is printed behind each
    ("甲药组愈合率为71.5%[1]，对照组为38.2%[1]。", ["healing_rate: 71.5% | 38.2%"]),
    ("甲药组愈合率为71.5%[1]，对照组为38.2%[2]。", ["healing_rate: 71.5%", "healing_rate: 38.2%"]),
    ("Remission was seen in 44% of women on drug A [3], compared with 29% on placebo [3].", ["remission_rate: 44% | 29%"]),
    ("试验组愈合率为81.3%,对照组为64.0%。", ["healing_rate: 81.3% | 64.0%"]),
    ("試驗組為81.3%，對照組為64.0%。", ["proportion: 81.3% | 64.0%"]),
    ("两组复发率分别为9.1%和17.4%(P=0.03)。", ["relapse_rate: 9.1% | 17.4% | p P=0.03"]),
    ("Remission occurred in 45% of patients on drug A and 28% of those on placebo.", ["remission_rate: 45% | 28%"]),
    ("Readmissions were fewer (18% vs 25%; RR 0.72, 95% CI 0.58 to 0.89).",
     ["readmissions: 18% | 25% | ratio RR 0.72 | interval 95% CI 0.58 to 0.89"]),
    ("中位无进展生存期(11.2 vs 6.8个月)明显延长。", ["progression_free_survival: 11.2 | 6.8个月"]),
    ("Hospital stay was 5 days with surgery and 9 days with drainage, a difference of 4 days.",
     ["length_of_stay: 5 days | 9 days | difference 4 days"]),
    ("出血事件分别为34例(3.4%)和21例(2.1%)。", ["incidence: n 34例 | 3.4% | n 21例 | 2.1%"]),
    # change
    ("收缩压每升高10 mmHg,卒中风险升高30%。", ["risk_increase: 30%"]),
    ("At one year 71% of patients were pain-free, up from 15% at entry.", ["pain_relief_rate: 71% | baseline 15%"]),
    ("骨密度由0.71 g/cm²升至0.78 g/cm²。", ["bone_mineral_density: baseline 0.71 g/cm² | 0.78 g/cm²"]),
    ("Vaccination coverage rose from 54% in 2010 to 71% in 2020.", ["vaccination_coverage: baseline 54% | 71%"]),
    # several measures are several claims
    ("敏感度和特异度分别为88%和93%。", ["sensitivity: 88%", "specificity: 93%"]),
    ("恶心(21%)、皮疹(9%)较常见。", ["incidence: 21%", "incidence: 9%"]),
    ("呼吸频率下降4次/分,静息心率下降8次/分。", 2),
    ("Overall survival was 81% and disease-free survival was 72%.", ["survival_rate: 81%", "disease_free_survival_rate: 72%"]),
    ("聚集性疫情由96起减少到31起。", ["incident_cases: baseline 96 | 31"]),
    ("Men were twice as likely to die (36% vs 18%).", ["mortality: twice | 36% | 18%"]),
    ("12 patients died (10%) in the first month.", ["deaths: 12 patients | 10%"]),
    ("血药浓度为0.4~0.9 mmol/L，超过1.4 mmol/L即可中毒。", ["concentration: 0.4~0.9 mmol/L"]),
    ("Coffee drinkers (three or more cups) had a 30% lower risk of gout.", ["risk_reduction: 30%"]),
    ("Nearly 40,000 people have the disease.", ["prevalent_cases: Nearly 40,000 people"]),
    ("The rate of remission was 36% and 72% had survived at a year.", ["remission_rate: 36%", "survival_rate: 72%"]),
    ("A fall of 30% or more in the score was seen; PSA declined by ≥50% in 83.8% vs 2.2%.", 2),
    # a dose and how often, even beside a result
    ("对照组予甲药40 mg，每日3次；对照组有效率为71.2%。", ["dose: 40 mg | 每日3次", "effective_rate: 71.2%"]),
    ("冲剂每次6.5 g，每日2次。", ["dose: 6.5 g | 每日2次"]),
    ("推荐剂量为60 mg,每6个月皮下注射一次。", ["dose: 60 mg | 每6个月"]),
    ("剂量:60 mg,每6个月一次。", ["dose: 60 mg | 每6个月"]),
    # part and whole
    ("共纳入150例患者,治疗后有效120例(80.0%)。", 1),
    ("Of 150 patients enrolled, 120 (80.0%) improved.", 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_figures_are_grouped_by_measure(text, expected):
    made = read(text)
    if isinstance(expected, int):
        assert len(made) == expected, made
    else:
        assert made == expected


@pytest.mark.parametrize(
    "text",
    [
        "60岁以上人群应每年筛查。",
        "钠-葡萄糖协同转运蛋白2抑制剂是近年的进展。",
        "可外用2%莫匹罗星软膏。",
        "任何手术都不能百分之百地避免复发。",
        "Type 2 diabetes and grade 3 tumours are discussed in Figure 4.",
        "患者,女,43岁,因腹痛3天入院。",
        "The trial ran from 2011 to 2019.",
        "大会吸引了1.8万名代表,线上观看超过30万人次。",
        "李医生从医22年,发表论文60余篇。",
        "纳入标准:年龄20~70岁;ECOG评分0~2分;预计生存期≥6个月。",
        "Eligible patients had a body mass index of 30 kg/m² or more.",
        "More than 9,000 delegates attended the congress.",
    ],
)
def test_circumstances_and_names_alone_are_no_claims(text):
    assert read(text) == []


def test_a_time_point_and_a_group_are_told_but_are_no_figures():
    (claim,) = claims_of("术后24周时,70岁以上患者的再骨折率为6.2%。")
    assert [f.quantity.text for f in claim.figures] == ["6.2%"]
    assert claim.time_point is not None
    assert "24周" in claim.time_point
    assert claim.population is not None
    assert claim.population.endswith("患者")


def test_the_arm_of_each_figure_is_told():
    (claim,) = claims_of("观察组和对照组的有效率分别为91%和78%。")
    assert [f.arm for f in claim.figures] == ["观察组", "对照组"]


def test_the_cells_of_a_table_row_are_the_arms_of_its_measure():
    table = "| 终点 | 甲组 | 乙组 |\n|---|---|---|\n| 愈合率 | 81% | 64% |\n| 住院时间 | 7.5天 | 9.1天 |\n"
    assert read_markdown(table) == ["healing_rate: 81% | 64%", "length_of_stay: 7.5天 | 9.1天"]


def test_the_heads_of_a_table_are_the_arms_and_tell_where_the_p_values_stand():
    table = "| Outcome | Drug A (n=50) | Placebo (n=49) | P value |\n|---|---|---|---|\n| Nausea | 12.0% | 4.1% | 0.03 |\n"
    (claim,) = claims_of(f"# Results\n\nA paragraph.\n\n{table}", "article.md")
    assert [(f.quantity.text, f.statistic) for f in claim.figures] == [("12.0%", "value"), ("4.1%", "value"), ("0.03", "p")]
    assert [f.arm for f in claim.figures[:2]] == ["Drug A", "Placebo"]


def test_the_relation_and_the_direction_are_told():
    (claim,) = claims_of("收缩压由158 mmHg降至136 mmHg。")
    assert (claim.relation, claim.direction) == ("change", "down")
    (claim,) = claims_of("阳性率为30%~40%。")
    assert claim.relation == "range"
    (claim,) = claims_of("中位生存期不足9个月。")
    assert claim.relation == "bound"


def test_a_part_of_a_claim_keeps_its_whole_as_sample():
    (claim,) = claims_of("Of 150 patients enrolled, 120 (80.0%) improved.")
    assert [(f.statistic, f.quantity.text) for f in claim.figures][-1] == ("value", "80.0%")
    assert {f.statistic for f in claim.figures[:-1]} == {"n"}


# ------------------------------------------------------------------------------------------------ identity


def test_the_id_survives_wrapped_lines_moved_markers_and_text_before():
    told = (
        "髋关节置换已是成熟的手术,假体材料近年也有很大进步,多数患者术后可以恢复日常活动,疼痛明显减轻。"
        "然而假体并非一劳永逸,磨损颗粒引起的骨溶解、无菌性松动以及感染都可能使患者再次走上手术台,"
        "术后十年内再手术率为4.3%{},且随年龄下降而升高。因此术前应当充分告知,术后应当定期复查影像。"
    )
    plain = claims_of(told.format("[1]"))
    lines = textwrap.wrap(told.format("[7]"), 30)
    wrapped = claims_of("一段引言。\n\n" + "\n".join(lines))
    assert len(plain) == 1
    assert len(lines) > 4
    assert [claim.id for claim in plain] == [claim.id for claim in wrapped]


def test_equal_sentences_get_different_ids():
    first, second = claims_of("患病率为3%。\n\n患病率为3%。")
    assert second.id == f"{first.id}-2"


def test_two_measures_of_a_sentence_have_two_ids():
    first, second = claims_of("敏感度和特异度分别为88%和93%。")
    assert first.id != second.id


# ------------------------------------------------------------------------------------------------ any text

_PIECES = [
    *"和,。;()由0",
    "12%",
    "3.4个月",
    "vs",
    "对照组",
    "死亡率",
    "OS",
    "降至",
    " from ",
    " to ",
    "HR 0.8",
    "n=5",
    "\n\n",
    "P<0.01",
    "分别为",
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
@example("n=5,12%")  # a decimal comma is no end of a clause
def test_claims_of_any_text_have_figures_inside_their_span_and_unique_ids(text):
    made = claims_of(text)
    assert len({claim.id for claim in made}) == len(made)
    for claim in made:
        assert claim.figures
        assert claim.span.start <= min(f.quantity.start for f in claim.figures) or len(made) > 1
        assert claim.span.end >= max(f.quantity.end for f in claim.figures)


def test_a_long_text_without_a_full_stop_takes_linear_time():
    def seconds(size: int) -> float:
        text = "对照组死亡率12%(" * size
        started = time.process_time()
        claims_of(text)
        return time.process_time() - started

    seconds(50)
    assert seconds(4000) < 20 * seconds(400) + 0.5


def test_an_arm_is_named_with_its_strength_but_not_by_a_scale_or_a_time():
    drug, placebo = claims_of("甲药2.4 mg组体重平均下降11.2%，而安慰剂组仅下降1.9%。")[0].figures
    assert (drug.arm, placebo.arm) == ("甲药2.4 mg组", "安慰剂组")
    (score,) = claims_of("Pain scores dropped by 2.1 points on a 10-point scale at 6 weeks.")[0].figures
    assert score.arm is None


BARE = [
    # so many people or events, with the figure right beside what it counts
    ("2020年全国肺结核新发病例 394 万，死亡 219 万。", ["incident_cases: 394 万", "deaths: 219 万"]),
    ("次年新发病例３９．４万，死亡病例２１．９万。", ["incident_cases: ３９．４万", "deaths: ２１．９万"]),
    ("There were 10.8 million new cases and 1.25 million deaths.", ["incident_cases: 10.8 million", "deaths: 1.25 million deaths"]),
    ("当年新发肺癌约106.1万，死亡约73.3万。", ["incident_cases: 约106.1万", "deaths: 约73.3万"]),
    (
        "TB caused 1.3 million deaths and 10.6 million people fell ill.",
        ["deaths: 1.3 million deaths", "incident_cases: 10.6 million people"],
    ),
    ("该药在全球售出 394 万，门店 219 万。", []),
    # who says it is not what is said
    ("One study found that gout recurred in 20% of patients.", ["incidence: 20%"]),
    ("One study enrolled 300 patients.", ["sample_size: 300 patients"]),
    ("Two trials showed that relapse occurred in 12% of adults.", ["relapse_rate: 12%"]),
    ("一项研究纳入300例患者。", ["sample_size: 300例患者"]),
    ("该荟萃分析纳入12项研究。", ["study_count: 12项"]),
]


@pytest.mark.parametrize(("text", "expected"), BARE)
def test_counts_are_claims_where_they_are_what_is_said(text, expected):
    assert read(text) == expected


def test_a_claim_ends_with_the_measure_behind_its_figure():
    text = "There were 10.8 million new cases and 1.25 million deaths."
    document = read_text(text, "article.txt")
    assert [document.slice(claim.span) for claim in claims_of(text)] == ["There were 10.8 million new cases", "1.25 million deaths"]


LABELLED = [
    # each figure followed by its arm
    (
        "Monthly migraine days fell by 4.6 (quarterly), 4.3 (monthly) vs 2.5 (placebo).",
        [["4.6 quarterly", "4.3 monthly", "2.5 placebo"]],
    ),
    (
        "每月偏头痛天数减少4.6天（季度组）、4.3天（月度组）和2.5天（安慰剂组）。",
        [["4.6天 季度组", "4.3天 月度组", "2.5天 安慰剂组"]],
    ),
    ("Adverse events were 20% (nausea), 30% (vomiting).", [["20% None"], ["30% None"]]),
    # an arm is named without the word that joins its clause, and "patients" is none
    ("治疗组复发率为20%，但对照组为35%。", [["20% 治疗组", "35% 对照组"]]),
    ("治疗组复发率为20%，而安慰剂组为35%。", [["20% 治疗组", "35% 安慰剂组"]]),
    ("Relapse occurred in 20% of patients.", [["20% None"]]),
    ("Relapse occurred in 20% of patients in the drug group.", [["20% drug group"]]),
]


@pytest.mark.parametrize(("text", "expected"), LABELLED)
def test_each_figure_has_the_arm_it_belongs_to(text, expected):
    assert [[f"{f.quantity.text} {f.arm}" for f in claim.figures] for claim in claims_of(text)] == expected


EXPLAINED = [
    ("治疗使发病风险降低34%（0.13 vs 0.19，P=0.01）。", ["risk_reduction: 34% | 0.13 | 0.19 | p P=0.01"]),
    ("Treatment cut the risk of relapse by 34% (0.13 vs 0.19 per year).", ["risk_reduction: 34% | 0.13 | 0.19"]),
    # a bound says what the share reached
    ("A reduction of at least 50% was achieved by 43.3% of patients.", ["reduction: 43.3%"]),
    ("A reduction in seizures of at least 50% was seen in 43.3% and 21.0% of patients.", ["reduction: 43.3% | 21.0%"]),
    ("降幅达50%以上的患者占43.3%。", ["proportion: 43.3%"]),
    ("More than 50% of patients relapsed.", ["incidence: More than 50%"]),
]


@pytest.mark.parametrize(("text", "expected"), EXPLAINED)
def test_a_figure_and_what_explains_it_are_one_claim(text, expected):
    assert read(text) == expected


COMPOSED = [
    ("病死率为5%。男212例(64.2%)，女118例(35.8%)。", ["mortality: 5%", "proportion: n 212例 | 64.2% | n 118例 | 35.8%"]),
    ("病死率为5%，其中男212例（64.2%）。", ["mortality: 5%", "proportion: n 212例 | 64.2%"]),
    ("Mortality was 5%. Of these, 212 (64.2%) were men.", ["mortality: 5%", "proportion: n 212 | 64.2%"]),
    ("病死率为5%。男性为6%，女性为4%。", ["mortality: 5%", "mortality: 6% | 4%"]),
]


@pytest.mark.parametrize(("text", "expected"), COMPOSED)
def test_who_the_people_are_is_a_share_of_them_and_nothing_else(text, expected):
    assert read(text) == expected


def test_a_claim_begins_with_its_own_clause():
    text = "停药后约30%的人会复发；而坚持用药者仅为10%。"
    made = claims_of(text)
    document = read_text(text, "article.txt")
    assert [document.slice(claim.span) for claim in made] == ["停药后约30%的人会复发", "而坚持用药者仅为10%"]
    assert made[1].population == "坚持用药者"
