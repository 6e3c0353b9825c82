"""When the claimed value is said of something else: doubts about a match, its judging, and what figures tell of one another.

Each rule is shown from both sides: what it stops, and the nearest thing that it must let pass.
"""

from __future__ import annotations

import pytest

from verify import extract, match
from verify.match.align import Aligner, Alignment
from verify.match.company import settled
from verify.match.figures import results_of
from verify.match.home import together
from verify.match.judge import Finding, judge
from verify.match.pair import indexed
from verify.model import Match
from verify.readers import read_text


def compare(claim: str, source: str) -> Match:
    return match.compare(extract.reading(read_text(claim, "claim")), extract.reading(read_text(source, "source")))


def verdict(claim: str, source: str) -> str:
    found = compare(claim, source)
    return f"{found.verdict} {found.reason}".strip()


def aligned(claim: str, source: str) -> tuple[Aligner, list[Alignment], str]:
    mine, theirs = (indexed(extract.reading(read_text(text, "text"))) for text in (claim, source))
    results = results_of(mine.reading.statements, mine.words.text)
    aligner = Aligner(mine.words, theirs.words, mine.reading.statements, results)
    return aligner, [aligner.align(role) for role in results], mine.words.text


def judged(claim: str, source: str) -> tuple[Aligner, list[Finding]]:
    aligner, found, _ = aligned(claim, source)
    return aligner, settled([judge(aligner, one) for one in together(found, aligner)], aligner)


REVERSED, SWAPPED, MISMATCH = "contradicted direction-reversed", "contradicted arms-swapped", "contradicted value-mismatch"
PEOPLE, MEASURE, TIME = "contradicted wrong-population", "contradicted wrong-measure", "contradicted wrong-time-point"

HERNIA = "Wound infection occurred in 12% of adult men after hernia repair."
NAUSEA = "Nausea occurred in 12.4% of patients on the drug."
YEAR = "One year after surgery 12.4% of the patients had a recurrence."
YEAR_ZH = "术后1年的复发率为12.4%。"
STROKE = "Stroke occurred in 12% of those on aspirin and in 19% of those on warfarin."
FEVER = "Aspirin shortened the fever by 12.4 hours compared with ibuprofen. The reduction compared with placebo was 20.1 hours."
FEVER_ZH = "与布洛芬相比，阿司匹林使发热时间缩短12.4小时。与安慰剂相比，缩短20.1小时。"
WOMEN = "Nausea occurred in 31.4% of women and in 42.6% of all patients."
WOMEN_ZH = "女性的恶心发生率为31.4%，全部患者的恶心发生率为42.6%。"
SEXES = "Bruises were seen in 4% of men and 12% of women in 2011, and in 8% of men and 24% of women in 2021."
LEAST = "In-hospital mortality was 57% in all. It was lowest after myocarditis (36%) and highest after cardiotomy (65%)."
YEARS = "视网膜病变总检出率为23.4%。<5年、5~10年和>10年者检出率分别为10.2%、25.8%和41.6%。"
LOTS = "A药改善失眠，与等待治疗相比SMD为-0.87（95%CI -1.02~-0.72），与健康教育相比SMD为-0.35（95%CI -0.61~-0.09）。"
INSOMNIA = (
    "At week 9 the score was lower with the app than with sleep education by 3.2 points (95% CI 2.3 to 4.1) "
    "and lower than with the waiting list by 6.1 points (95% CI 5.2 to 7.0)."
)
RESISTANT = (
    "Median time to clearance was 9 days in the resistant group and 3 days in the susceptible group. Fluconazole was given to all."
)
TITRES = "The geometric mean titre was 320 in the adjuvanted group and 80 in the antigen-only group."
PRISONS = "Tuberculosis incidence was 612 per 100,000 person-years in prisoners and 51 per 100,000 in the population."
SLEEP = "At week 8, sleep time had increased by 48 min with digital therapy and by 4 min on the waitlist."
FRAIL = "调查4个城市的居民。男性衰弱检出率为14.4%，女性为20.3%。"
WEEKS = "At week 16, clearance was 70.4%. In those who went on, clearance was 81.3% and relief was 54.1% at week 52."
EFFICACY = "保护效力在18~26岁女性中为95.1%（95%CI：89.6%~98.0%），在27~45岁女性中为86.4%（95%CI：77.2%~92.4%）。"
SURVIVALS = "3年无病生存率在腹腔镜组为76.5%，开腹组为77.8%；3年总生存率为89.3%与88.6%。"
EXACERBATIONS = "The rate of moderate or severe exacerbations was 0.94 a year. The rate of severe exacerbations was 0.14 a year."
CUFF = "Clots occurred in 4.6% of the tourniquet group and 2.1% of the no-tourniquet group. Operations took 84 and 87 minutes."
CUFFS = "Clots occurred in 4.6% with a tourniquet and 2.1% without (P=0.03)."
DRAINS = "放置引流管组感染率为6.4%，未放置引流管组为3.9%。"
HALVES = "600 adults were allocated equally to early or late treatment. At 30 days, 62% of the early group were in care."
REMISSIONS = "4周末磁刺激组缓解率为41.7%，伪刺激组为16.7%；治疗结束后3个月分别为26.4%和15.3%。"
READINGS = "Women had AI-supported reading (n=31,104) or double reading (n=31,076). The number of readings fell by 41.0%."
POINTS = (
    "PASI 90 was reached by 83.6% on bimelizumab; the difference was 26.3 points versus adalimumab (95% CI 19.7 to 32.9) "
    "and 79.4 points versus placebo (95% CI 74.6 to 84.2)."
)
GRAFTS = "1、3、5年受者存活率分别为94.4%、92.8%和91.7%，1、3、5年移植物存活率分别为91.8%、88.9%和86.3%。"
IRON = "基线平均血红蛋白分别为103.1 g/L和103.6 g/L；第24周分别为112.4 g/L和109.8 g/L。"
BONES = "At 18 months, bone density had decreased from baseline by 2.9% with entestavir and by 0.8% with dolutegravir."
CANCERS = "服用恩替卡韦者5年肝癌发生率为3.4%，未服用恩替卡韦者为9.8%。"
POLYPS = "Surgery was needed by 0.5% of those with tezepelumab and 22.1% without. Nausea occurred in 4% and 3%."
BRUISES = "Bruising doubled on warfarin, from 4% to 8%. Bruising on aspirin was not studied further."


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        # foreign: another measure, and nothing of what the claim names
        ("头痛发生率为12.4%。", NAUSEA, "not-found"),
        ("恶心发生率为12.4％。", NAUSEA, "supported"),
        ("In the aspirin group headache occurred in 12.4%.", "服用阿司匹林者中12.4%出现恶心。", "not-found"),
        ("阿司匹林组头痛发生率为12.4%。", "Nausea occurred in 12.4% of those on aspirin.", "not-found"),
        ("阿司匹林组恶心发生率为12.4%。", "Nausea occurred in 12.4% of those on aspirin.", "supported"),
        # untimely: expressly another time; another way to say the same one, or one told roughly, is none
        ("术后5年，复发率为12.4%。", YEAR, "not-found"),
        ("Five years after surgery, recurrence stood at 12.4%.", YEAR_ZH, "not-found"),
        ("术后12个月，复发率为12.4%。", YEAR, "supported"),
        ("At about 13 months after surgery, recurrence stood at 12.4%.", YEAR_ZH, "supported"),
        # of others: the claim begins with people whom the source does not know
        ("In pregnant women, wound infection occurred in 12% of cases.", HERNIA, "not-found"),
        ("在孕妇中，切口感染发生率为12%。", HERNIA, "not-found"),
        ("In adult men, wound infection occurred in 12% of cases.", HERNIA, "supported"),
        # of both: a fold said of two groups where the source has it of one
        ("Aspirin and warfarin doubled the risk of bruising.", BRUISES, "not-found"),
        ("Warfarin doubled the risk of bruising.", BRUISES, "supported"),
        ("Bruising was twice as common in women as in men.", SEXES, "not-found"),
        ("Bruising was three times as common in women as in men.", SEXES, "supported"),
        ("氟康唑耐药组的转阴时间是敏感组的3倍。", RESISTANT, "supported"),
        ("Titres were four times as high in the adjuvanted group as in the group given antigen alone.", TITRES, "supported"),
        ("Tuberculosis was 12 times as frequent in prisoners as in the population.", PRISONS, "supported"),
        # left out: people whom the source names only to say that it did not study them
        ("Among pregnant women, 12% had a wound infection.", "Of 250 non-pregnant women, 12% had a wound infection.", "not-found"),
        # of the whole, not of its least part
        ("Mortality was below 45%.", LEAST, MISMATCH),
        ("Mortality was lowest, at 36%, after myocarditis.", LEAST, "supported"),
        # of people between two limits, and of those beyond them
        ("病程5~10年的患者中，视网膜病变检出率为41.6%。", YEARS, PEOPLE),
        ("病程5~10年的患者中，视网膜病变检出率为25.8%。", YEARS, "supported"),
        ("Retinopathy was found in 41.6% of patients.", YEARS, PEOPLE),
        ("One in five men in the four cities (20.3%) turned out to be frail.", FRAIL, PEOPLE),
        ("One in five women in the four cities (20.3%) turned out to be frail.", FRAIL, "supported"),
        # a time at the end of a sentence is that of all its figures
        ("At week 16, clearance was 81.3%.", WEEKS, TIME),
        ("At week 52, clearance was 81.3%.", WEEKS, "supported"),
        ("27~45岁女性的保护效力达到95.1%。", EFFICACY, PEOPLE),
        ("18~26岁女性的保护效力达到95.1%。", EFFICACY, "supported"),
        # with a thing and without it
        ("Clots followed 4.6% of operations without a tourniquet.", CUFF, SWAPPED),
        ("Clots followed 2.1% of operations without a tourniquet.", CUFF, "supported"),
        ("Clots followed 2.1% of operations with a tourniquet and 4.6% of those without one.", CUFF, SWAPPED),
        ("Clots followed 4.6% of operations with a tourniquet and 2.1% of those without one.", CUFF, "supported"),
        ("Clots followed 2.1% of operations with a tourniquet and 4.6% of those without one.", CUFFS, SWAPPED),
        ("Clots followed 2.1% of operations without a tourniquet and 4.6% of those with one.", CUFFS, "supported"),
        ("未置引流管者的感染率为6.4%。", DRAINS, SWAPPED),
        ("不放引流管者的感染率为3.9%。", DRAINS, "supported"),
        ("未服用恩替卡韦者5年肝癌发生率为3.4%。", CANCERS, SWAPPED),
        ("未服用恩替卡韦者5年肝癌发生率为9.8%。", CANCERS, "supported"),
        ("Five-year liver cancer incidence was 3.4% without entecavir.", CANCERS, SWAPPED),
        ("未使用tezepelumab者0.5%需要手术。", POLYPS, SWAPPED),
        ("未使用ｔｅｚｅｐｅｌｕｍａｂ者２２．１％需要手术。", POLYPS, "supported"),
        ("Surgery was needed by 22.1% of those not\nreceiving tezepelumab.", POLYPS, "supported"),
        ("Surgery was needed by 22.1% with tezepelumab.", POLYPS, SWAPPED),
        # arithmetic that says nothing: the shares of two groups added, one group's size divided by the other's
        ("治疗结束后3个月缓解率为41.7%。", REMISSIONS, TIME),
        ("AI reading cut the number of readings by more than half.", READINGS, "contradicted value-mismatch"),
        # and that does: two groups of one size
        ("Of the 300 adults treated early, 186 were in care at 30 days.", HALVES, "supported"),
        ("Of the 250 adults treated early, 155 were in care at 30 days.", HALVES, "contradicted value-mismatch"),
        # an advantage over one thing is not that over another
        ("The advantage over placebo was a 26.3-point higher rate of PASI 90.", POINTS, SWAPPED),
        ("The advantage over adalimumab was a 26.3-point higher rate of PASI 90.", POINTS, "supported"),
        # two lists of times in one sentence; what was before; what goes on behind a semicolon
        ("五年移植物存活率为91.8%。", GRAFTS, TIME),
        ("五年移植物存活率为86.3%。", GRAFTS, "supported"),
        ("用药24周后，平均血红蛋白为11.24 g/dL。", IRON, "supported"),
        ("用药18个月后，恩替司他韦组骨密度较基线升高了2.9%。", BONES, REVERSED),
        ("用药18个月后，恩替司他韦组骨密度较基线降低了2.9%。", BONES, "supported"),
        # counts: what the claim names has one of its own
        ("皮疹的发生率为25%。", "患者40例。皮疹6例。腹泻10例。", "contradicted wrong-measure"),
        ("腹泻的发生率为25%。", "患者40例。皮疹6例。腹泻10例。", "supported"),
        # an endpoint that another one contains
        ("腹腔镜组3年无病生存率为89.3%。", SURVIVALS, MEASURE),
        ("腹腔镜组3年总生存率为89.3%。", SURVIVALS, "supported"),
        ("The rate of severe exacerbations was 0.94 a year.", EXACERBATIONS, MEASURE),
        ("签约者的费用较未签约者高出1 284元。", "签约者费用较未签约者低1 284元。", REVERSED),
        # another clause, another arm
        ("数字化治疗使睡眠平均多了0.8小时，等待组几乎没有变化。", SLEEP, "supported"),
        ("The waitlist gained 0.8 h of sleep.", SLEEP, SWAPPED),
        # the least and the most of many
        ("各族检出率低者为61.5%，高者达87.3%。", "总检出率为76.4%，各族检出率在61.5%~87.3%之间。", "supported"),
        # where something went is no change of it
        (
            "The share operated on in time rose to 47.6%.",
            "The share operated on in time was 74.6% with the path and 39.1% before.",
            MISMATCH,
        ),
        # lead: which of two has more
        ("Aspirin lowered strokes by 7 percentage points compared with warfarin.", STROKE, "supported"),
        ("Warfarin lowered strokes by 7 percentage points compared with aspirin.", STROKE, REVERSED),
        ("与华法林相比，阿司匹林使卒中发生率降低7个百分点。", STROKE, "supported"),
        ("与阿司匹林相比，华法林使卒中发生率降低7个百分点。", STROKE, REVERSED),
        # compared otherwise: the difference is against another, and the one named has its own
        ("Compared with placebo, aspirin shortened the fever by 12.4 hours.", FEVER, SWAPPED),
        ("Compared with ibuprofen, aspirin shortened the fever by 12.4 hours.", FEVER, "supported"),
        ("与安慰剂相比，阿司匹林使发热时间缩短12.4小时。", FEVER, SWAPPED),
        ("Compared with placebo, aspirin shortened the fever by 12.4 hours.", FEVER_ZH, SWAPPED),
        ("与安慰剂相比，阿司匹林把退热所需的时间缩短了12.4小时。", FEVER_ZH, SWAPPED),
        ("Compared with sleep education, the app lowered scores by 6.1 points.", INSOMNIA, SWAPPED),
        ("The app lowered scores by 6.1 points more than a waiting list did at week 9.", INSOMNIA, "supported"),
        ("The app lowered scores by 6.1 points more than sleep education did at week 9.", INSOMNIA, SWAPPED),
        ("与等待治疗相比，A药改善失眠的SMD为-0.87。", LOTS, "supported"),
        ("与健康教育相比，A药改善失眠的SMD为-0.87。", LOTS, SWAPPED),
        # against another that the source does not know
        (
            "Compared with aspirin, dabigatran lowered stroke by 34%.",
            "Compared with warfarin, dabigatran lowered stroke by 34%.",
            "not-found",
        ),
        # whole: a part's figure told of all, where the whole has its own
        ("恶心发生率为31.4%。", WOMEN, PEOPLE),
        ("恶心发生率为31.4%。", WOMEN_ZH, PEOPLE),
        ("女性中恶心发生率为31.4%。", WOMEN, "supported"),
        ("全部患者中恶心发生率为42.6%。", WOMEN, "supported"),
    ],
)
def test_a_figure_said_of_something_else_is_doubted(claim: str, source: str, expected: str) -> None:
    assert verdict(claim, source) == expected


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        # with a word for the other end, the complement is fair; with the same word it is the wrong share
        ("3.2% of the grafts were lost at one year.", "At one year, 96.8% of the grafts survived.", "supported"),
        ("1年时移植肾丢失率为3.2%。", "1年时移植肾存活率为96.8%。", "supported"),
        ("Nausea was absent in 62.6%.", "Nausea was reported by 37.4% of the women on the drug.", "supported"),
        ("Nausea was seen in 62.6%.", "Nausea was reported by 37.4% of the women on the drug.", MEASURE),
        ("恶心发生率为62.6%。", "Nausea was reported by 37.4% of the women on the drug.", MEASURE),
        # a rough share needs a word: half of all shares have a complement that it fits
        ("More than half were free of nausea.", "Nausea was reported by 37.4% of the women on the drug.", "supported"),
        ("More than half had nausea.", "Nausea was reported by 37.4% of the women on the drug.", MISMATCH),
        # on the other side of a limit
        ("瘤体不超过2 mm者占37.4%。", "瘤体＞2 mm者占62.6%。", "supported"),
        # assumed, not found
        ("Pain fell by 30%.", "The sample size was calculated assuming a fall in pain of 25%.", "not-found"),
        ("Pain fell by 30%.", "We saw pain fall by 25%.", MISMATCH),
        ("术后疼痛下降30％。", "样本量估算时假设术后疼痛下降25%。", "not-found"),
        ("术后疼痛下降30％。", "结果显示术后疼痛下降25%。", MISMATCH),
        # what two figures make instead
        ("With the drug nausea fell by 9 percentage points.", "Nausea was 12.4% with the drug and 18.6% with placebo.", MISMATCH),
        (
            "With the drug, nausea was nine percentage points rarer at night.",
            "Pain was 12.4% with the drug and 18.6% with placebo.",
            "not-found",
        ),
    ],
)
def test_the_verdict_goes_by_what_the_words_decide(claim: str, source: str, expected: str) -> None:
    assert verdict(claim, source) == expected


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("Warfarin significantly lowered the stroke rate.", "The rate of stroke was lower with warfarin, P = 0.31.", REVERSED),
        ("Warfarin significantly lowered the stroke rate.", "The rate of stroke was lower with warfarin, P = 0.01.", "supported"),
        ("两组卒中发生率差异有统计学意义。", "The rate of stroke in the two groups was alike (P=0.31).", REVERSED),
        ("两组卒中发生率差异无统计学意义。", "The rate of stroke in the two groups was alike (P=0.31).", "supported"),
        ("两组卒中发生率差异无统计学意义。", "两组卒中发生率不同（P＜0.01）。", REVERSED),
        (
            "两组卒中发生率差异有统计学意义。",
            "两组卒中发生率（P＝0.01）与出血发生率（P＝0.31）。",
            "supported",
        ),  # that of its own measure
        (
            "布洛芬使关节炎患者卒中发生率显著降低。",
            "The rate of stroke in the two groups was alike (P=0.31).",
            REVERSED,
        ),  # by what is known
        ("两组卒中发生率差异有统计学意义。", "两组卒中发生率比较（P＜0.10）。", "supported"),  # a bound that leaves it open
    ],
)
def test_a_claim_of_significance_is_held_against_the_test_of_its_measure(claim: str, source: str, expected: str) -> None:
    assert verdict(claim, source) == expected


def test_the_figure_one_slip_of_the_finger_away_is_the_one_meant() -> None:
    source = "Recurrence was seen in 31.9% at first and in 57.2% of patients later."
    _, (finding,) = judged("Recurrence was seen in 52.7% of patients.", source)
    assert finding.by is not None
    assert [place.role.quantity.text for place in finding.by.places] == ["57.2%"]
    _, (finding,) = judged("Recurrence was seen in 33.9% of patients.", source)
    assert finding.by is not None
    assert [place.role.quantity.text for place in finding.by.places] == ["31.9%"]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Women who had fallen within the last 3 months.", "Women who had fallen in the previous 6 months were all enrolled."),
        ("近3个月内跌倒过的女性。", "入组者均为既往6个月跌倒过的女性。"),
    ],
)
def test_a_window_of_time_is_not_contradicted_by_a_longer_one(claim: str, source: str) -> None:
    assert verdict(claim, source) == "not-found"


def test_figures_that_have_changed_places_are_told_with_the_fit_of_the_right_ones() -> None:
    aligner, found = judged(
        "Nausea was seen in 9.1% and headache in 14.2%.", "Nausea was seen in 14.2% and headache in 9.1% of women."
    )
    for finding, meant, taken in zip(found, ("14.2%", "9.1%"), ("9.1%", "14.2%"), strict=True):
        assert (finding.verdict, finding.reason) == ("contradicted", "wrong-measure")
        assert finding.by is not None
        assert finding.instead is not None
        assert [place.role.quantity.text for place in finding.by.places] == [meant]
        assert [place.role.quantity.text for place in finding.instead.places] == [taken]
        assert finding.by.score == aligner.fit(finding.role, finding.by.places) > finding.instead.score


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Stroke occurred in 19% on aspirin and in 12% on warfarin.", STROKE),
        ("华法林组卒中发生率为12%，阿司匹林组为19%。", STROKE),
    ],
)
def test_arms_that_have_changed_places_are_told_as_such(claim: str, source: str) -> None:
    assert verdict(claim, source) == SWAPPED


DRUG = "On the drug nausea was seen in 12.4%, headache in 8.7% and itchy rash in 3.3%."
PLACEBO = " On placebo nausea was seen in 6.1%, headache in 9.9% and rash in 1.2%."


def test_three_figures_of_one_statement_leave_no_doubt_that_it_is_meant() -> None:
    aligner, found, _ = aligned("On the drug nausea was seen in 12.4%, headache in 8.7% and rash in 3.3%.", DRUG + PLACEBO)
    assert {place.statement for one in found for c in one.wrong for place in c.places} == {0, 1}
    assert {place.statement for one in together(found, aligner) for c in one.wrong for place in c.places} <= {0}


def test_two_figures_of_one_statement_leave_its_neighbours_in_question() -> None:
    aligner, found, _ = aligned(
        "On the drug nausea was seen in 12.4%, headache in 8.7%.", DRUG + PLACEBO + " Nausea at home was rare: 0.3%."
    )
    assert {place.statement for one in found for c in one.wrong for place in c.places} == {0, 1, 2}
    # What stands in the statement itself is the other figure of the claim, to be held against this one as an exchange.
    assert {place.statement for one in together(found, aligner) for c in one.wrong for place in c.places} == {1}


TRIAL = (
    "Adults were randomised to burst pacing (n=120) or usual care (n=118). At 12 weeks relief was seen in 41.7% with burst pacing "
    "and 20.3% with usual care (difference -21.4 percentage points; 95% CI -33.0 to -9.8; P=0.006), whereas sleep did not differ "
    "(odds ratio 1.08; 0.66-1.77; P=0.55). The dose was 15 mg/kg. "
)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Relief was 41.7% against 20.3%, a gap of 21 points whose 95% interval ran from 9.8 to 33.", "supported"),
        ("Relief was more frequent with burst pacing (P=0.006), but sleep was not better (OR 1.08, P=0.55).", "supported"),
        ("患者接受的剂量为0.015 g/kg。", "supported"),
        ("患者接受的剂量为0.15 g/kg。", "contradicted"),
        ("Relief with usual care was half of that with burst pacing.", "supported"),
        ("Relief with usual care was a quarter of that with burst pacing.", "contradicted"),
    ],
)
def test_figures_told_another_way_are_the_same_figures(claim: str, told: str):
    assert compare(claim, TRIAL).verdict == told


def test_a_gain_that_the_claim_explains_must_follow_from_its_own_two_figures():
    source = "Median survival was 9.5 months in the later series and 7 months in the older one; first relapse came after 6 months."
    assert compare("Survival rose from 7 months to 9.5 months, a gain of 2.5 months.", source).verdict == "supported"
    assert compare("Survival rose from 7 months to 9.5 months, a gain of 3.5 months.", source).verdict == "contradicted"


def test_a_share_told_of_deaths_and_of_mortality_is_one_measure():
    source = "Mortality at 30 days was 12.4% on the drug and 18.9% on placebo. Stroke occurred in 3.1% and 4.0%."
    assert compare("用药组30天内死亡者占12.4%。", source).verdict == "supported"
    assert compare("By day 30 stroke had killed 12.4% of patients on placebo.", source).verdict == "contradicted"


def test_controls_are_what_the_other_arm_was_given():
    source = (
        "Recipients were randomised to machine perfusion (n=78) or conventional cold storage alone (n=78). Strictures were "
        "seen in 6% of the machine-perfusion group and 18% of controls. Reperfusion syndrome occurred in 12% and 27%."
    )
    assert compare("Strictures were seen in 18% after conventional cold storage.", source).verdict == "supported"
    assert compare("Strictures were seen in 6% after conventional cold storage.", source).verdict == "contradicted"


def test_names_by_order_come_from_the_list_of_sizes_right_before_them():
    source = (
        "Patients with advanced carcinoma (n=886) received enfortuzin (n=442) or chemotherapy (n=444). "
        "Grade 3 events occurred in 55.9% and 69.5%."
    )
    assert compare("3级事件发生率在enfortuzin组为55.9%，化疗组为69.5%。", source).verdict == "supported"
    assert compare("3级事件发生率在enfortuzin组为69.5%，化疗组为55.9%。", source).verdict == "contradicted"


def test_a_share_that_the_claim_takes_of_its_own_counts_must_be_right():
    source = "Cleansing was adequate in 371 of 420 patients. Willingness to repeat was expressed by 92%."
    assert compare("Cleansing was adequate in 371 of 420 patients, a rate of 88%.", source).verdict == "supported"
    assert compare("Cleansing was adequate in 371 of 420 patients, a rate of 92%.", source).verdict == "contradicted"


SEEN = "Headache was seen in 12%, nausea in 21% and rash in 15%."


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Headache, nausea and rash occurred in 12%, 21% and 15% of patients.", "supported"),
        ("Headache, nausea and rash occurred in 12%, 15% and 21% of patients.", MEASURE),
        ("Of all, 12%, 21% and 15% had headache, nausea and rash.", "supported"),
        ("Of all, 12%, 15% and 21% had headache, nausea and rash.", MEASURE),
        ("头痛、恶心和皮疹的发生率依次为12%、21%和15%。", "supported"),
        ("头痛、恶心和皮疹的发生率依次为12%、15%和21%。", MEASURE),
        ("恶心和皮疹的发生率分别为21%和15%。", "supported"),
        ("恶心和皮疹的发生率分别为15%和21%。", MEASURE),
    ],
)
def test_things_listed_before_their_figures_come_to_them_by_order(claim: str, expected: str):
    assert verdict(claim, SEEN) == expected


def test_a_list_in_the_source_comes_to_its_figures_by_order_too():
    source = "Headache, nausea, cough and rash were seen in 12%, 21%, 9% and 15%."
    assert verdict("Cough was seen in 9% of patients.", source) == "supported"
    assert verdict("Cough was seen in 15% of patients.", source) == MEASURE


def test_two_things_named_together_are_one_measure_where_the_figures_are_those_of_two_arms():
    source = "Adults received aspirin (n=90) or ibuprofen (n=91). Nausea and vomiting occurred in 12% and 21%."
    assert compare("Nausea and vomiting occurred in 21% on ibuprofen.", source).verdict == "supported"
    assert compare("Nausea and vomiting occurred in 12% on ibuprofen.", source).verdict == "contradicted"


def test_a_change_told_backwards_is_the_other_direction():
    source = "With massage the pain score fell from 6.1 to 3.2."
    assert verdict("Pain scores fell from 6.1 to 3.2 with massage.", source) == "supported"
    assert verdict("Pain scores went up from 3.2 to 6.1 with massage.", source) == REVERSED


def test_points_are_not_the_change_that_a_ratio_tells():
    source = "Exercise lowered the risk of falls (hazard ratio 0.88; 95% CI 0.79 to 0.97)."
    assert verdict("Exercise lowered the risk of falls by 12%.", source) == "supported"
    assert compare("Exercise lowered the risk of falls by 12 percentage points.", source).verdict != "supported"


def test_a_bound_of_an_interval_is_held_against_that_bound():
    source = "The hazard ratio for death was 0.88 (95% CI 0.79 to 0.97)."
    assert verdict("The hazard ratio for death was 0.88 (95% CI 0.79 to 0.97).", source) == "supported"
    assert verdict("The hazard ratio for death was 0.88 (95% CI 0.61 to 0.97).", source) == MISMATCH


FLOW = "Of 412 patients enrolled, 398 completed the study. Serious adverse events occurred in 27 (6.8%)."
EARLY = (
    "Readmission occurred in 12 of 80 patients (15%) after early discharge and 8 of 80 (10%) after usual discharge. "
    "Anaemia was no rarer."
)


@pytest.mark.parametrize(
    ("claim", "source", "told"),
    [
        ("398 patients completed the study.", FLOW, "supported"),
        ("412 patients completed the study.", FLOW, "contradicted"),
        ("研究共纳入412例患者，398例患者完成研究。", FLOW, "supported"),
        ("研究共纳入398例患者，412例患者完成研究。", FLOW, "contradicted"),
        ("Readmission was 15% after early discharge.", EARLY, "supported"),
        ("Readmission was 10% after early discharge.", EARLY, "contradicted"),
        ("Readmission was five points higher after early discharge.", EARLY, "supported"),
    ],
)
def test_two_figures_of_one_sentence_are_told_apart_by_what_each_is_said_of(claim: str, source: str, told: str):
    assert compare(claim, source).verdict == told


def test_a_time_that_the_source_does_not_know_is_not_that_of_its_figure():
    source = "HbA1c fell by 1.4 percentage points with tirzepatide and by 0.6 points with insulin at week 26."
    assert verdict("HbA1c fell by 1.4 points with tirzepatide at 26 weeks.", source) == "supported"
    assert compare("HbA1c fell by 1.4 points with tirzepatide at 52 weeks.", source).verdict != "supported"


def test_a_dose_in_another_unit_is_another_dose():
    source = "Fever resolved in 62% of adults given 1 g of amoxicillin three times daily."
    assert verdict("Fever resolved in 62% of adults given 1000 mg of amoxicillin.", source) == "supported"
    assert verdict("Fever resolved in 62% of adults given 1 mg of amoxicillin.", source) == "contradicted unit-mismatch"


def test_times_listed_after_their_figures_come_to_them_by_order():
    source = (
        "Patency after open repair was 88.1%, 79.4% and 70.6% at 1, 3 and 5 years; after stenting it was 81.3%, 66.0% and 54.2%."
    )
    assert verdict("Three years after open repair 79.4% of grafts were patent.", source) == "supported"
    assert verdict("Three years after open repair 70.6% of grafts were patent.", source) == TIME


def test_groups_into_which_patients_were_divided_come_to_later_figures_by_order():
    source = "将210例患者随机分为绳梯组、扣眼组和超声引导组，各70例。穿刺成功率分别为84.5%、91.3%和96.8%。"
    assert verdict("扣眼组的穿刺成功率为91.3%。", source) == "supported"
    assert verdict("扣眼组的穿刺成功率为84.5%。", source) == SWAPPED


def test_the_least_and_the_most_of_a_list_make_a_range():
    source = "Protection was reached by 96.3% on days 0 and 7 (n=219), 98.6% on days 0 and 28 (n=213) and 93.1% after half a dose."
    assert verdict("Protection was reached by 93.1% to 98.6%.", source) == "supported"
    assert compare("Protection was reached by 91.3% to 98.6%.", source).verdict != "supported"


def test_a_year_is_no_percentage():
    source = (
        "White finger was found in 24.2% of workers: 41.3% of those who began before 1975 and 9.6% of those who began after 1990."
    )
    assert verdict("White finger was found in a quarter of workers.", source) == "supported"
    assert compare("More than half of workers had white finger.", source).verdict == "contradicted"


def test_a_figure_of_a_part_is_not_that_of_all():
    source = "总体住院率为23.6%，其中≥60岁病例住院率为41.3%，<15岁儿童为30.2%。"
    assert verdict("登革热病例的总体住院率为23.6%。", source) == "supported"
    assert compare("登革热病例的总体住院率为41.3%。", source).verdict != "supported"


def test_times_listed_once_hold_for_the_later_lists_of_the_sentence():
    source = "治疗前、12个月和24个月铁蛋白分别为3870、2954和2316 μg/L，心脏T2*分别为14.2、16.5和18.6 ms。"
    assert verdict("心脏T2*值由14.2 ms升至18.6 ms。", source) == "supported"
    assert verdict("心脏T2*值由18.6 ms降至14.2 ms。", source) == REVERSED


def test_the_figure_beside_the_interval_that_agrees_is_the_one_meant():
    source = (
        "The mean change in percent predicted FEV1 was +11.0 points with the triple combination and +0.8 with the dual one, a "
        "between-group difference of 10.2 points (95% CI 8.6-11.8)."
    )
    assert verdict("The between-group gain in percent predicted FEV1 was 10.2 points (95% CI 8.6 to 11.8).", source) == "supported"
    assert (
        compare("The between-group gain in percent predicted FEV1 was 11.0 points (95% CI 8.6 to 11.8).", source).verdict
        != "supported"
    )


@pytest.mark.parametrize(("claim", "fair"), [("近八成患者缓解。", False), ("近七成患者缓解。", False), ("七成多患者缓解。", True)])
def test_nearly_eight_in_ten_is_not_seventy_two_percent(claim: str, fair: bool):
    assert (compare(claim, "缓解率为72.4%。").verdict == "supported") is fair


def test_both_ends_of_one_range_are_what_a_figure_ran_from_and_to():
    source = "Individual sensitivities ranged from 27% to 81% and specificities from 93% to 100%. Pooled sensitivity was 61.5%."
    assert verdict("In the studies pooled, sensitivity ran from 27% to 81%.", source) == "supported"
    assert compare("In the studies pooled, sensitivity ran from 31% to 81%.", source).verdict != "supported"


def test_a_word_with_its_negative_prefix_is_the_other_end():
    source = "Undetectable residual disease was found in 73.5% of patients."
    assert verdict("Residual disease was detectable in 26.5% of patients.", source) == "supported"
    assert compare("Residual disease was undetectable in 26.5% of patients.", source).verdict != "supported"


def test_one_grade_or_the_other_is_no_fraction():
    source = "IGA 0/1 was reached by 27.6% on upadacitinib and 9.4% on placebo."
    assert verdict("IGA 0/1 was reached by 27.6% on upadacitinib.", source) == "supported"
    assert compare("IGA 0/1 was reached by 9.4% on upadacitinib.", source).verdict == "contradicted"


def test_a_limit_that_the_source_has_is_no_result_of_the_claim():
    source = "皮损消退≥75%者联合组56例（83.6%），单药组41例（63.1%）。"
    assert verdict("联合组83.6%的患者皮损消退≥75%。", source) == "supported"
    assert compare("联合组63.1%的患者皮损消退≥75%。", source).verdict == "contradicted"


def test_before_and_after_in_so_many_words_are_the_ends_of_a_change():
    source = "压力性损伤发生率由实施前的8.9%降至实施后的3.2%。"
    assert verdict("压力性损伤发生率由8.9%降至3.2%。", source) == "supported"
    assert verdict("压力性损伤发生率由3.2%升至8.9%。", source) == REVERSED


def test_a_cut_off_is_no_result():
    source = "难治性组血清乳酸脱氢酶为（468±132）U/L。预测难治性的最佳截断值为386 U/L。"
    assert verdict("难治性组血清乳酸脱氢酶平均为468 U/L。", source) == "supported"
    assert compare("难治性组血清乳酸脱氢酶平均为386 U/L。", source).verdict != "supported"


def test_a_threshold_between_two_shares_of_a_list_is_no_share():
    source = "Sensitivity was 96% at a cut-off of 10, 88% at 20, 80% at 30 and 71% at 37."
    assert verdict("Sensitivity lay between 71% and 96%.", source) == "supported"
    assert compare("Sensitivity lay between 30% and 96%.", source).verdict != "supported"


def test_a_scale_of_ten_points_and_half_a_dose_are_no_results():
    source = "Pain had dropped by 4.1 points with canakinumab (n=159) and 3.0 points with triamcinolone."
    assert verdict("Pain fell by 4.1 points on the 10-point scale after canakinumab.", source) == "supported"
    tapered = "A flare had happened in 17.6% of those on the full dose and in 38.1% of those on half dose."
    assert verdict("A flare happened in 38.1% of those on half dose.", tapered) == "supported"
    assert compare("A flare happened in 17.6% of those on half dose.", tapered).verdict == "contradicted"


def test_a_group_is_what_stands_in_parentheses_behind_its_name():
    source = "200例患者随机分为治疗组（加味汤剂+甲钴胺）与对照组（甲钴胺）。显效治疗组46例（46.0%），对照组23例（23.0%）。"
    assert compare("单用甲钴胺者显效率为23.0%。", source).verdict == "supported"


def test_the_end_of_a_change_is_that_of_its_own_start():
    source = "The tremor score had fallen from 18.1 to 9.6 with thalamotomy and from 16.0 to 15.8 with sham."
    assert verdict("丘脑毁损术后震颤评分由18.1分降至9.6分，假手术组由16.0分降至15.8分。", source) == "supported"
    assert verdict("丘脑毁损术后震颤评分由18.1分降至15.8分，假手术组由16.0分降至9.6分。", source) == SWAPPED


def test_how_much_more_one_fell_is_not_how_much_it_fell():
    source = "3个月时，葡萄糖组和支具组的症状评分分别下降1.4和0.6分。"
    assert verdict("葡萄糖组的症状评分比支具组多下降0.8分。", source) == "supported"
    assert compare("葡萄糖组的症状评分平均下降0.8分。", source).verdict != "supported"


def test_a_figure_with_its_spread_in_parentheses_has_the_unit_behind():
    source = (
        "Mean duration of phototherapy was 26.4 (SD 8.1) hours with the blanket and 31.9 (SD 9.4) hours with the overhead unit."
    )
    assert verdict("Phototherapy took 26.4 hours with the blanket.", source) == "supported"
    assert verdict("Phototherapy took 26.4 days with the blanket.", source) == "contradicted unit-mismatch"


def test_a_percentage_that_a_table_prints_without_its_unit_is_not_contradicted_by_its_neighbour():
    source = "Percentage of participants. Adverse events: 81.5% (71.3 to 89.3). Serious adverse events: 11.1 (5.2 to 20.1)."
    assert compare("Serious adverse events occurred in 11.1% of patients.", source).verdict != "contradicted"
    assert compare("Adverse events occurred in 85.1% of patients.", source).verdict == "contradicted"


def test_a_definition_in_passing_is_not_the_result_behind_it():
    source = (
        "Response was observed in 58.2% of the fluoxetine group and 41.8% of the placebo group."
        " Remission, defined as a score of 28 or less, was observed in 34.3% and 22.4%."
    )
    assert compare("Remission was reached by 58.2% on fluoxetine.", source).verdict == "contradicted"
    assert compare("Remission was reached by 34.3% on fluoxetine.", source).verdict == "supported"


def test_a_minus_in_the_source_is_a_fall():
    source = "标化死亡率呈下降趋势（AAPC=-3.2%，95%CI：-4.4%～-2.0%）。"
    assert verdict("标化死亡率平均每年上升3.2%。", source) == "contradicted direction-reversed"
    assert verdict("标化死亡率平均每年下降3.2%。", source) == "supported"


def test_an_arm_that_was_left_out_is_no_comparator():
    source = (
        "随机加用达格列净或利格列汀，本研究未设安慰剂组。达格列净组尿白蛋白下降38.7%，利格列汀组下降12.4%，组间差值为26.3个百分点。"
    )
    assert compare("与安慰剂比较，达格列净使尿白蛋白多下降了26.3个百分点。", source).verdict != "supported"
    assert compare("与利格列汀比较，达格列净使尿白蛋白多下降了26.3个百分点。", source).verdict == "supported"


def test_a_bound_that_another_figure_breaks_needs_the_words_of_the_one_that_keeps_it():
    source = "Extravasation was observed in 86 infusions (6.7%). Phlebitis was noted in 4.4%."
    assert compare("Fewer than 5% of the infusions had extravasation.", source).verdict != "supported"
    assert compare("Fewer than 5% of the infusions had phlebitis.", source).verdict == "supported"


def test_one_in_so_many_is_a_rate():
    source = "New antibodies arose at 1.13 per 100 episodes. Late reactions were seen in 5.1% of children."
    assert compare("Fewer than one in fifty episodes led to new antibodies.", source).verdict == "supported"
    assert compare("Fewer than one in fifty children had late reactions.", source).verdict != "supported"


def test_a_group_of_an_age_that_the_claim_names_is_not_given_for_the_whole():
    source = "Vaccine effectiveness against admission was 74.6% at 60 to 74 years, 68.3% at 75 years or older and 71.5% overall."
    assert compare("Effectiveness against admission was 68.3% in people aged 75 years or older.", source).verdict == "supported"
    assert compare("Effectiveness against admission was 68.3% overall.", source).verdict == "contradicted"


def test_what_the_source_says_of_the_same_measure_is_no_slip_for_another():
    source = "EV-A71疫苗至少1剂接种率为26.8%，2剂全程接种率为22.4%。"
    assert compare("EV-A71疫苗全程接种率为22.4%。", source).verdict == "supported"
    assert compare("EV-A71疫苗全程接种率为26.8%。", source).verdict != "supported"


def test_two_figures_told_straight_in_one_place_are_not_exchanged():
    source = (
        "An estimated 48,600 people were infected in 2006, with an additional 56,000, 47,800 and 48,100 in 2007, 2008 and 2009."
        " Incidence was 48,600 (95% CI: 42,400–54,700) in 2006, 56,000 (95% CI: 49,100–62,900) in 2007, 47,800 in 2008 and 48,100"
        " in 2009."
    )
    assert compare("Infections numbered 48,600 in 2006, 56,000 in 2007 and 47,800 in 2008.", source).verdict == "supported"
    assert compare("Infections numbered 56,000 in 2006 and 48,600 in 2007.", source).verdict == "contradicted"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("比用安慰剂者缩短1.4天", "比用蒙脱石散者缩短1.4天"),
        ("与安慰剂相比缩短1.4天", "与蒙脱石散相比缩短1.4天"),
    ],
)
def test_a_difference_is_from_what_it_was_taken_from(right: str, wrong: str):
    source = "酵母菌组较安慰剂组缩短1.4 d（P<0.001），较蒙脱石组缩短0.6 d（P=0.003）。"
    assert compare(f"酵母菌使病程{right}。", source).verdict == "supported"
    assert compare(f"酵母菌使病程{wrong}。", source).verdict != "supported"


def test_a_ratio_is_against_what_it_was_printed_with():
    source = (
        "For combined treatment, the hazard ratio for death was 0.67 compared with radiotherapy alone and 0.84 compared with"
        " temozolomide alone."
    )
    assert (
        compare("Combined treatment cut the hazard of death (HR 0.67) against radiotherapy by itself.", source).verdict
        == "supported"
    )
    assert (
        compare("Combined treatment cut the hazard of death (HR 0.67) against temozolomide by itself.", source).verdict
        != "supported"
    )


def test_what_all_keep_within_is_broken_by_one():
    source = "各疫苗接种率：卡介苗99.2%，乙肝疫苗97.5%，百白破疫苗86.7%。"
    assert compare("各疫苗接种率均不低于90%。", source).verdict == "contradicted"
    assert compare("各疫苗接种率均不低于85%。", source).verdict == "supported"


def test_a_fold_is_taken_from_one_measure_and_from_any_two_members_of_a_list():
    source = "肌少症组治疗相关死亡率为12.6%，非肌少症组为4.2%（P=0.01）；感染发生率分别为31.9%和18.9%。"
    assert compare("肌少症组治疗相关死亡率是非肌少症组的3倍。", source).verdict == "supported"
    assert compare("肌少症组治疗相关死亡率是非肌少症组的5倍。", source).verdict != "supported"
    losses = "Implants were lost by 3.1% of never-smokers, 4.4% of former smokers, 5.8% of light smokers and 9.3% of heavy smokers."
    assert compare("Heavy smokers lost implants three times as often as never-smokers.", losses).verdict == "supported"
    assert compare("Heavy smokers lost implants five times as often as never-smokers.", losses).verdict != "supported"


def test_the_least_and_the_most_are_the_ends_of_a_range_in_parentheses():
    source = "患者知晓率为48.2%（33.7%～62.0%），控制率为16.3%（8.6%～24.9%）。"
    assert compare("高血压控制率最低的只有8.6%，最高的达24.9%。", source).verdict == "supported"
    assert compare("高血压控制率最低的只有6.8%，最高的达24.9%。", source).verdict != "supported"


def test_a_limit_that_tells_people_apart_is_no_result():
    source = "每日睡眠时间<6 h（OR=1.47，95%CI：1.21～1.79）与患高血压有关。"
    assert compare("每晚睡不足6 h与高血压有关，OR为1.47。", source).verdict == "supported"
    assert compare("每晚睡不足6 h与高血压有关，OR为1.74。", source).verdict == "contradicted"


def test_a_bare_number_is_no_measurement_of_another_thing():
    source = "Mean LDL cholesterol fell to 1.7 mmol/L. Adherence, measured by refill over a year, was 0.9 and 0.8 of days covered."
    assert compare("LDL cholesterol was brought down by 0.9 mmol/L.", source).verdict != "supported"


def test_words_of_direction_reverse_a_change_wherever_they_stand():
    source = "Same-day emergency visits increased by 6.2%. Grip strength rose by 1.8 kg."
    assert verdict("The phone line brought emergency visits down by 6.2%.", source) == "contradicted direction-reversed"
    assert verdict("Grip strength weakened by 1.8 kg.", source) == "contradicted direction-reversed"
    assert verdict("Grip strength rose by 1.8 kg.", source) == "supported"


def test_a_list_goes_on_with_groups_of_its_own():
    source = "2022年三级医院就诊至球囊扩张时间中位数为71 min，二级医院为94 min。"
    assert verdict("二级医院就诊至球囊扩张时间中位数为71 min。", source) == "contradicted wrong-population"
    assert verdict("三级医院就诊至球囊扩张时间中位数为71 min。", source) == "supported"


def test_what_begins_a_list_is_not_said_of_what_has_a_name_of_its_own():
    source = "At least one antipsychotic was dispensed to 31.2% of residents, an antidepressant to 47.6% and a sedative to 28.9%."
    assert compare("Almost half of the residents had been given an antipsychotic.", source).verdict != "supported"
    assert compare("Almost half of the residents had been given an antidepressant.", source).verdict == "supported"


def test_how_much_more_one_rose_is_taken_from_two_sentences():
    source = "24周后，干预组MMSE评分提高3.1分；对照组MMSE评分提高0.8分。"
    assert compare("干预组MMSE评分的提高幅度比对照组多2.3分。", source).verdict == "supported"
    assert compare("干预组MMSE评分的提高幅度比对照组多3.2分。", source).verdict != "supported"


def test_what_counts_as_a_case_is_no_part_of_the_people():
    source = (
        "Clinically relevant anxiety (HADS-A of 8 or higher) was found in 38.9% of respondents."
        " Anxiety was more frequent among patients who had had a shock (51.2%)."
    )
    assert compare("近四成的受访者有焦虑症状。", source).verdict == "supported"


def test_the_shares_of_two_arms_make_no_whole():
    source = "Patients took remibrutinib (n=309) or placebo (n=154). Good control was reached by 45.3% and 22.1%."
    assert compare("Good control was reached by 67.4%.", source).verdict != "supported"


def test_a_difference_in_points_may_be_called_an_n_point_fall():
    source = (
        "The internet programme was superior to the waiting list (difference −3.1 points) and did not differ from sertraline"
        " (difference −0.7 points)."
    )
    assert compare("Compared with sertraline, the programme gave a 3.1-point larger fall.", source).verdict != "supported"
    assert compare("Compared with the waiting list, the programme gave a 3.1-point larger fall.", source).verdict == "supported"


@pytest.mark.parametrize(
    ("claim", "source", "fair"),
    [
        (
            "Among children 41.3% had a complete response.",
            "Adults aged 18 to 70 years were enrolled. Complete response was 41.3%.",
            False,
        ),
        (
            "In adults of 30 to 40 years, complete response was 41.3%.",
            "Adults aged 18 to 70 years. Complete response was 41.3%.",
            True,
        ),
        ("80岁以上老人的缓解率为74.5%。", "纳入患者204例，年龄18～65岁。缓解率为74.5%。", False),
        ("60岁以上老人的缓解率为74.5%。", "纳入患者204例，年龄18～65岁。缓解率为74.5%。", True),
        ("两岁以下幼儿的应答率为61.5%。", "入组12～75岁患者400例。应答率为61.5%。", False),
        ("患者的应答率为61.5%。", "入组12～75岁患者400例。应答率为61.5%。", True),
    ],
)
def test_people_of_another_age_than_those_enrolled_are_not_in_the_source(claim: str, source: str, fair: bool):
    assert (compare(claim, source).verdict == "supported") is fair


def test_people_without_a_disease_are_not_those_with_it():
    source = "高钾血症总检出率为10.9%，其中合并糖尿病者（960例）为14.8%，未合并糖尿病者（1 420例）为8.3%。"
    assert compare("没有糖尿病的患者，高钾血症检出率为14.8%。", source).verdict == "contradicted"
    assert compare("没有糖尿病的患者，高钾血症检出率为8.3%。", source).verdict == "supported"
    assert compare("合并糖尿病的患者，高钾血症检出率为14.8%。", source).verdict == "supported"


def test_what_grew_thinner_did_not_grow_thicker():
    source = "At 12 months choroidal thickness had increased by a mean of 21 µm in the red-light group."
    assert verdict("红光组12个月后脉络膜平均变薄21 μm。", source) == "contradicted direction-reversed"
    assert verdict("红光组12个月后脉络膜平均增厚21 μm。", source) == "supported"


def test_a_relative_rise_is_no_rise_in_points():
    source = "手卫生依从率由启用前的50.4%升至启用后的63.0%，相对提高25%。"
    assert compare("手卫生依从率提高了25个百分点。", source).verdict == "contradicted"
    assert compare("手卫生依从率提高了12.6个百分点。", source).verdict == "supported"


def test_the_fastest_and_the_slowest_are_the_ends_of_a_range():
    source = "中性粒细胞植入时间为13～34 d，中位19 d；血小板植入时间为21～76 d。"
    assert compare("中性粒细胞植入最快的用了13天，最慢的34天。", source).verdict == "supported"
    assert compare("中性粒细胞植入最快的用了13天，最慢的43天。", source).verdict != "supported"


def test_a_bare_count_of_events_is_no_whole():
    source = "Of 212 women, 34 had a hysterectomy within eight years: bleeding in 19, pain in 11 and other causes in four."
    assert compare("Of the women, 21% had a hysterectomy within eight years.", source).verdict != "supported"
    assert compare("Of the women, 16% had a hysterectomy within eight years.", source).verdict == "supported"


def test_a_list_is_not_what_a_definition_holds():
    source = (
        "Patients took 8 mg (n=42), 16 mg (n=42) or 32 mg (n=43) of moxidectin. Complete cure at day 28, defined as absence of new"
        " lesions and of live mites, was observed in 57.1%, 73.8% and 83.7% of the groups."
    )
    assert compare("Complete cure at day 28 was seen in 83.7% of those on 32 mg of moxidectin.", source).verdict == "supported"
    assert compare("Complete cure at day 28 was seen in 57.1% of those on 32 mg of moxidectin.", source).verdict != "supported"


def test_a_fold_of_a_change_has_no_two_sides():
    source = "CRKP对头孢他啶的耐药率由2018年的2.1%升至2022年的8.4%。"
    assert compare("从2018年到2022年，耐药菌对头孢他啶的耐药率翻了两番。", source).verdict == "supported"
    assert compare("从2018年到2022年，耐药菌对头孢他啶的耐药率增至两倍。", source).verdict != "supported"


def test_what_it_stands_for_is_named_in_the_sentence_before():
    source = "Mean haemoglobin at baseline was 8.6 g/dL. After four weeks it had risen to 10.8 g/dL with intravenous iron."
    assert compare("静脉补铁四周后血红蛋白升到了108 g/L。", source).verdict == "supported"
    assert compare("静脉补铁四周后血红蛋白升到了118 g/L。", source).verdict != "supported"


def test_one_of_every_five_may_stand_behind_a_comma():
    source = "Grade 2 disability was present at diagnosis in 62 of 310 new cases (20.0%)."
    assert compare("每五名新发患者，就有一名在确诊时已有2级残疾。", source).verdict == "supported"
    assert compare("每三名新发患者，就有一名在确诊时已有2级残疾。", source).verdict != "supported"


def test_a_rate_of_a_list_is_no_ratio_and_a_score_no_figure():
    source = (
        "Deaths occurred at 2.9 per 1,000 person-years on treatment and 11.6 per 1,000 person-years off treatment. Early on, the"
        " rates were 7.4 and 31.8 per 1,000 person-years."
    )
    assert compare("People off treatment died seven times as often.", source).verdict != "supported"
    assert compare("People off treatment died four times as often.", source).verdict == "supported"
    risk = "Thrombosis was seen in 3.2% of patients with a score of 0 and 9.6% of those with a score of 3 or more."
    assert compare("评分≥3分者血栓发生率是0分者的三倍。", risk).verdict == "supported"
    assert compare("评分≥3分者血栓发生率是0分者的五倍。", risk).verdict != "supported"


def test_points_computed_go_the_way_the_source_prints_them():
    source = "母婴同室组出院时纯母乳喂养率为58.4%，较对照组的41.2%提高17.2个百分点（P=0.012）。"
    assert verdict("实行母婴同室后，出院时纯母乳喂养率下降了17.2个百分点。", source) == "contradicted direction-reversed"
    assert verdict("实行母婴同室后，出院时纯母乳喂养率提高了17.2个百分点。", source) == "supported"


def test_a_number_in_words_is_no_rounding_of_decimals():
    source = "Adults in whom one or two preventives had failed were enrolled. Monthly headache days fell by 4.7 with the antibody."
    assert compare("Headache days fell by 2.1 more a month with the antibody.", source).verdict != "supported"


def test_adults_are_no_children():
    source = "选取4～12岁变应性鼻炎患儿96例。治疗1年后，舌下免疫组鼻部症状评分降幅为52.3%。"
    assert compare("Adults can expect nasal symptoms to fall by 52.3% after a year.", source).verdict != "supported"
    assert compare("Children can expect nasal symptoms to fall by 52.3% after a year.", source).verdict == "supported"


def test_the_part_named_in_the_claim_outweighs_the_whole():
    source = "高频听力损失总检出率为17.3%，其中织布车间为21.6%，纺纱车间为13.9%；语频听力损失检出率为4.7%。"
    assert compare("织布车间女工高频听力损失检出率21.6%", source).verdict == "supported"
    assert compare("纺纱车间女工高频听力损失检出率21.6%", source).verdict != "supported"


def test_the_sixth_month_is_a_time():
    source = "The prevalence of burnout was 22.6% before training, 39.1% at three months, 47.8% at six months and 51.3% at a year."
    assert compare("By the sixth month burnout had reached 48%.", source).verdict == "supported"
    assert compare("By the third month burnout had reached 48%.", source).verdict != "supported"


def test_sham_is_told_from_true():
    source = "电针组应答率为68.2%（60/88），假电针组为47.1%（40/85）。"
    assert compare("真电针的应答率为47.1%，假电针反而有68.2%。", source).verdict == "contradicted"
    assert compare("真电针的应答率为68.2%，假电针却只有47.1%。", source).verdict == "supported"


def test_a_sufferer_has_the_disease():
    source = "Of 240 women, 84 were anaemic and 12 had severe disease; of 205 children, 49 were wasted."
    assert compare("Anaemia was found in 35% of the women.", source).verdict == "supported"
    assert compare("Anaemia was found in 24% of the women.", source).verdict != "supported"


def test_the_number_in_another_unit_outdoes_another_thing_of_that_length():
    source = (
        "The median time from receipt of samples to a preliminary report was 61 hours (range 37–152). Median age at discharge was"
        " 61 days in survivors."
    )
    assert compare("The median time to a preliminary report was 61 days.", source).verdict == "contradicted"
    assert compare("The median time to a preliminary report was 61 hours.", source).verdict == "supported"


def test_people_told_by_a_marker_that_the_source_does_not_know():
    source = "In adults with myasthenia and antibodies against the acetylcholine receptor the score fell by 4.2 with the drug."
    assert compare("MuSK抗体阳性的重症肌无力患者用药后，评分平均下降4.2分。", source).verdict == "not-found"
    assert compare("重症肌无力患者用药后，评分平均下降4.2分。", source).verdict == "supported"


def test_three_quarters_may_be_a_limit_printed_as_a_percentage():
    source = "An improvement of at least 75% in the facial index was observed in 32.6% of patients using the cream."
    regained = "of those using the cream won back at least three quarters of their facial pigment."
    assert compare(f"About a third {regained}", source).verdict == "supported"
    assert compare(f"About a tenth {regained}", source).verdict != "supported"


def test_it_stands_for_the_measure_of_the_sentence_before():
    source = (
        "Baseline time with glucose below 70 mg/dL was 5.1% and 4.7%. During follow-up it was 2.7% in the continuous monitoring"
        " group and 4.9% in the fingerstick group."
    )
    assert compare("戴上动态血糖仪之后，血糖低于70 mg/dL的时间不到3%。", source).verdict == "supported"
    assert compare("戴上动态血糖仪之后，血糖低于70 mg/dL的时间不到2%。", source).verdict != "supported"


def test_a_list_of_times_is_dealt_out_to_means_in_parentheses():
    source = "术前平均眼压为（23.6±3.4）mmHg，术后1、3、12个月分别为（17.9±2.9）、（17.1±2.7）和（16.4±2.6）mmHg。"
    assert compare("激光治疗后1年，平均眼压已降至16.4 mmHg。", source).verdict == "supported"
    assert compare("激光治疗后1年，平均眼压已降至17.9 mmHg。", source).verdict == "contradicted"


def test_at_least_a_half_says_who_counts_as_a_case():
    source = "A reduction of at least 50% was reached by 49% with the antibody and 26% with placebo."
    assert compare("49% of patients had at least a 50% reduction, against 26% on placebo.", source).verdict == "supported"
    assert compare("26% of patients had at least a 50% reduction, against 49% on placebo.", source).verdict == "contradicted"


def test_a_source_gives_another_value_only_for_what_the_claim_says_right_beside_its_figure():
    source = (
        "With an estimated 21% of people living with HIV unaware of it, and most new HIV infections passed on by these, test more."
    )
    claim = "Antibodies against HIV may matter for the prevention of HIV, as {} of HIV {}."
    assert verdict(claim.format("30%", "patients are unaware of it"), source) == MISMATCH
    assert verdict(claim.format("90%", "crosses membranes"), source) == "not-found"


def test_a_ratio_of_recovery_does_not_gainsay_fewer_deaths():
    source = (
        "Hospitalized patients with COVID-19 on zelavir had higher odds of recovery than those on usual care (odds ratio, 1.65)."
    )
    assert verdict("In hospitalized patients with COVID-19, zelavir lowered mortality by 70%.", source) == "not-found"
    assert verdict("In hospitalized patients with COVID-19 on zelavir the odds ratio of recovery was 1.95.", source) == MISMATCH


def test_countries_are_not_counted_by_patients():
    source = "Of 745 patients with COVID-19 in the registry, 150/745 died, including 27/359 patients without cirrhosis."
    claim = "In the registry 29 countries reported on patients with COVID-19 without cirrhosis."
    assert verdict(claim, source) == "not-found"
    countries = "In the registry, patients with COVID-19 came from 271 countries."
    assert verdict("The registry gathered patients with COVID-19 from 291 countries.", countries) == MISMATCH


def test_one_figure_of_the_source_gainsays_one_of_the_claim():
    source = "The proportion of goblet cells rises from the duodenum (4%) to the distal colon (16%)."
    claim = "Goblet cells make up {}, 6, 12, and 16% of cells in the duodenum, jejunum, ileum and distal colon, respectively."
    assert verdict(claim.format(4), source) == "not-found"  # nothing is said of the two between
    contradicted = compare(claim.format(7), source)
    assert contradicted.verdict == "contradicted"
    assert contradicted.explanation.en.count("gives another value") == 1


def test_what_the_source_prints_elsewhere_in_words_that_fit_bears_a_figure_out():
    source = (
        "Our mortality in cirrhosis patients with COVID-19 (32%) exceeded that of earlier series. "
        "Another study showed higher mortality in cirrhosis patients with COVID-19 than in those without (30% vs. 20%). "
        "Mortality was 32% in patients with cirrhosis compared to 8% in those without."
    )
    claim = "Mortality was {} in COVID-19 patients with cirrhosis compared to {} in those without."
    assert verdict(claim.format("32%", "8%"), source) == "supported"
    assert compare(claim.format("8%", "32%"), source).verdict == "contradicted"


def test_what_the_first_figure_of_a_list_is_a_share_of_holds_for_those_that_name_their_subject_alone():
    source = "In 2019 hospitals accounted for 61% of new HIV infections, blood products 27%, tattoos 9%, and both 3%."
    assert verdict("Of new HIV infections, 27% were traced to blood products.", source) == "supported"
    assert verdict("Of new HIV infections, 9% were traced to blood products.", source).startswith("contradicted")
    other = "In 2019 hospitals accounted for 61% of new HIV infections, mortality was 27%."
    assert verdict("Of new HIV infections, 27% were traced to blood products.", other) != "supported"


DOSES = (
    "Adults were assigned to orelix 30 mg (high dose), 15 mg (low dose) or placebo. "
    "EASI-75 was achieved by 61.2% on 30 mg, 49.5% on 15 mg and 18.3% on placebo."
)


def test_a_dose_is_known_by_what_the_text_calls_it():
    assert verdict("达到EASI-75者，高剂量组占61.2%，低剂量组占49.5%。", DOSES) == "supported"
    assert verdict("达到EASI-75者，低剂量组占61.2%，高剂量组占49.5%。", DOSES) == SWAPPED
    named = "受试者分入高剂量组（30 mg）和低剂量组（15 mg）。应答率30 mg者为61.2%，15 mg者为49.5%。"
    assert verdict("高剂量组应答率为61.2%，低剂量组为49.5%。", named) == "supported"
    assert verdict("高剂量组应答率为49.5%，低剂量组为61.2%。", named) == SWAPPED


@pytest.mark.parametrize(
    ("claim", "other", "source"),
    [
        (  # a limit of its own tells a figure from its neighbours
            "早产儿入科体温低于36.5 ℃者占31.4%。",
            "早产儿入科体温低于36.5 ℃者占12.6%。",
            "Admission temperature below 36.5 °C was recorded in 31.4% of preterm infants. "
            "Admission temperature below 36.0 °C was noted in 12.6% of preterm infants.",
        ),
        (
            "Relief of at least four points in worst itch was obtained by 38.2% of those taking delzorfine.",
            "Relief of at least four points in worst itch was obtained by 51.3% of those taking delzorfine.",
            "A decrease of 3 points or more in worst itch was met by 51.3% of the delzorfine group. "
            "A decrease of 4 points or more was seen in 38.2%.",
        ),
        (  # what a list of those among all goes on with
            "2016—2020年肺癌患者的5年相对生存率为28.7%。",
            "2016—2020年胃癌患者的5年相对生存率为28.7%。",
            "2006—2010年、2016—2020年全部癌症的5年相对生存率分别为33.9%和43.6%。其中肺癌为16.2%和28.7%，胃癌为30.4%和37.5%。",
        ),
        (  # "its" stands for what was defined before
            "By the sixth month of training, 48% of first-year residents were burnt out.",
            "By the sixth month of training, 62% of first-year residents were burnt out.",
            "We surveyed first-year residents before training and at six months (response at six months 78%). Burnout was "
            "defined by a score. Its prevalence was 22.6% before training and 47.8% at six months.",
        ),
        (  # the whole that a share is one of
            "实施集束化护理后，重症监护病房患者的谵妄发生率为25%。",
            "实施集束化护理后，重症监护病房患者的谵妄发生率为30%。",
            "2021年在重症监护病房收治的184例患者作为集束化护理组。结果：集束化护理组184例中46例发生谵妄，常规护理组176例中71例发生谵妄。",
        ),
        (  # a grade of the thing is not the thing
            "60岁及以上居民中肌少症的检出率为19.6%。",
            "60岁及以上居民中肌少症的检出率为5.8%。",
            "调查60岁及以上居民3264人，检出肌少症639例，患病率为19.6%，严重肌少症占全部调查对象的5.8%。",
        ),
        (  # single characters in common tell nothing
            "接受同伴上门陪伴的产妇，三个月后有七成情绪恢复正常。",
            "接受同伴上门陪伴的产妇，三个月后有五成情绪恢复正常。",
            "产妇随机分为入户同伴支持组、线上同伴群组和常规组。干预3个月后，情绪恢复正常者三组分别占70.2%、57.0%和43.9%。",
        ),
        (  # what is left of the other end, to the digit
            "Of those on the tablets, 27.5% had relapsed at 52 weeks.",
            "Of those on the tablets, 72.5% had relapsed at 52 weeks.",
            "At 52 weeks 72.5% of those on the tablets were free of relapse. Withdrawal symptoms were seen in 6.7% of those who had"
            " stopped the tablets at 52 weeks.",
        ),
        (
            "Sixty-four per cent of patients with ARDS were still alive at 90 days.",
            "Thirty-six per cent of patients with ARDS were still alive at 90 days.",
            "Day-28 mortality in acute respiratory distress syndrome was 34.3%. Day-90 mortality was 36.0%.",
        ),
    ],
)
def test_a_figure_is_borne_out_where_another_fits_its_words(claim: str, other: str, source: str):
    assert verdict(claim, source) == "supported"
    assert verdict(other, source) != "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Of those on the tablets, 72.5% had a relapse at 52 weeks.",
            "At 52 weeks 72.5% of those on the tablets were free of relapse.",
        ),
        ("52周时，服药者中72.5%出现脑梗死。", "52周时，维持组72.5%的患者未出现脑梗死。"),
        ("Nausea was seen in 72.5% of those on the tablets.", "At 52 weeks 72.5% of those on the tablets had no nausea."),
    ],
)
def test_those_free_of_a_thing_did_not_have_it(claim: str, source: str):
    assert verdict(claim, source) == MEASURE
    assert verdict(claim.replace("72.5%", "27.5%"), source) == "supported"


def test_those_without_a_thing_are_people_not_an_outcome():
    source = "SRE after the drug in cancer: 45% in the SRE before treatment group and 35% in the no SRE before treatment group."
    assert verdict("用药后SRE发生率在此前有SRE者为45%，此前无SRE者为35%。", source) == "supported"
    registry = "Mortality was 32% in patients with cirrhosis compared to 8% in those without cirrhosis."
    assert (
        verdict("Mortality was high in cirrhosis patients (32%) compared with those without cirrhosis (8%).", registry)
        == "supported"
    )


def test_a_grade_of_a_thing_is_not_the_thing():
    source = "Pneumonia was seen in 19.6% of patients, and severe pneumonia in 5.8%."
    assert verdict("Pneumonia was seen in 5.8% of patients.", source) == MEASURE
    assert verdict("Severe pneumonia was seen in 5.8% of patients.", source) == "supported"


def test_the_start_is_not_the_end():
    source = "The prevalence of burnout in residents was 22.6% at baseline and 47.8% at six months."
    assert verdict("At six months 22.6% of residents had burnout.", source) == TIME
    assert verdict("At baseline 22.6% of residents had burnout.", source) == "supported"
    assert verdict("At six months 47.8% of residents had burnout.", source) == "supported"


BLEEDS = (
    "Major bleeding rates per 100 person-years were 2.46 with osavex and 3.22 with warfarin. Stroke was seen in 1.38 and 1.71. "
    "All-cause death rates were 5.9 and 6.3. Among patients aged 85 years or older, major bleeding rates were 4.87 and 5.12."
)
ACR = (
    "Patients were randomised to torzanib, adalimumab or placebo. For torzanib, adalimumab and placebo, respectively, ACR20"
    " response rates were 68.3%, 61.3% and 37.0%."
)
ROBOT = "Mean operating time was 104 ± 18 min in the robot-assisted group and 83 ± 15 min in the conventional group."


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        # what is said of all, told of those under a limit that has figures of its own
        ("85岁及以上患者中，osavex组大出血发生率为2.46/100人年。", BLEEDS, PEOPLE),
        ("85岁及以上患者中，osavex组大出血发生率为4.87/100人年。", BLEEDS, "supported"),
        ("osavex组大出血发生率为2.46/100人年。", BLEEDS, "supported"),
        # the one of three that the claim names as its comparator
        ("与阿达木单抗相比，torzanib的ACR20应答率更优，分别为68.3%和37.0%。", ACR, SWAPPED),
        ("与阿达木单抗相比，torzanib的ACR20应答率更优，分别为68.3%和61.3%。", ACR, "supported"),
        ("与安慰剂相比，torzanib的ACR20应答率更优，分别为68.3%和37.0%。", ACR, "supported"),
        # with a thing and without it
        ("The operating time averaged 104 minutes with the robot and 83 minutes without it.", ROBOT, "supported"),
        ("The operating time averaged 83 minutes with the robot and 104 minutes without it.", ROBOT, SWAPPED),
        # people of another age, and with a disease that the source does not know
        ("在儿童肺炎患者中，治愈率为76.8%。", "We treated adults with pneumonia; 76.8% were cured.", "not-found"),
        ("在成人肺炎患者中，治愈率为76.8%。", "We treated adults with pneumonia; 76.8% were cured.", "supported"),
        (
            "In people with asthma, 76.8% were cured of pneumonia.",
            "We treated adults with pneumonia; 76.8% were cured.",
            "not-found",
        ),
        # an interval has the unit of its figure
        ("应答率差值为15.5个百分点（95%CI 5.3～25.6）。", "Response differed by 15.5 (95% CI 5.3 to 25.6).", "supported"),
        # a limit of the source is one of the claim, too
        (
            "On the drug 28.6% of patients fell short of a 15% weight loss.",
            "Weight loss of ≥15% was attained by 71.4% of patients on the drug.",
            "supported",
        ),
        # those without it have less
        (
            "做了雾化的婴儿能吃奶的比例比没做雾化的高出11.2个百分点。",
            "雾化组和未雾化组婴儿能吃奶者分别占71.5%和60.3%。",
            "supported",
        ),
        # two figures of many digits side by side
        (
            "服用renog和安慰剂的患者分别有5.8%和6.5%去世。",
            "Death from any cause occurred in 58 (5.8%) and 65 (6.5%). The filtration rate fell by 2.14 with renog.",
            "supported",
        ),
    ],
)
def test_of_whom_under_what_limit_and_against_what(claim: str, source: str, expected: str):
    assert verdict(claim, source) == expected


def test_a_figure_in_brackets_is_of_the_name_before_it():
    source = "Modest weight losses of 5.8% were associated with improvements in CVD risk factors at 1 year."
    claim = "Modest weight losses were associated with improvements in CVD risk factors and in {} (1.8%) at 1 year."
    assert verdict(claim.format("A1c"), source) == "not-found"
    assert verdict(claim.format("weight"), source) == MISMATCH


def test_rough_ranges_that_overlap_do_not_gainsay_one_another():
    source = "The prevalence of diabetes among adults aged 65 years or more varies from 22 to 33%."
    assert verdict("The prevalence of diabetes in adults aged 65 years or more is about 20–25%.", source) != MISMATCH
    assert verdict("The prevalence of diabetes in adults aged 65 years or more is about 10–15%.", source) == MISMATCH


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        # a limit told with the same bound on both sides
        (
            "Over half of those on weekly insulin got their HbA1c under 7%.",
            "HbA1c below 7% was attained by 52.6% with weekly insulin and 42.6% with daily insulin.",
            "supported",
        ),
        # the spread stands between a figure and its unit
        (
            "平均出生体重为1.742 kg。",
            "Mean (SD) birth weight was 1742 (318) g in one group and 1729 (325) g in the other.",
            "supported",
        ),
        ("平均出生体重为17.42 kg。", "Mean (SD) birth weight was 1742 (318) g in one group.", MISMATCH),
        # a blank that groups thousands
        ("旁观者实施心肺复苏者占21.6%。", "旁观者实施心肺复苏者286/1 327，使用除颤器者21/1 327。", "supported"),
        ("旁观者实施心肺复苏者占26.1%。", "旁观者实施心肺复苏者286/1 327，使用除颤器者21/1 327。", MISMATCH),
        # so many of so many
        (
            "The urine test flagged 151 of the 164 bladder tumours.",
            "Bladder cancer was diagnosed in 164. The test was positive in 151/164 cancers (sensitivity 92.1%).",
            "supported",
        ),
        ("术后1年，减去的体重超过总体重的30%。", "术后12个月总体重减少百分比为（30.8±7.4）%。", "supported"),
        ("对照组缓解率为55.0%，低于干预组的78.3%。", "干预组缓解率为78.3%，对照组为55.0%。", "supported"),
        # what goes on with "and was" is another clause
        (
            "约四成患者在24小时内用上了有效药物。",
            "Effective therapy was started within 24 hours in 40.2% of patients and was associated with lower mortality.",
            "supported",
        ),
        # a difference between groups is one of one time
        (
            "The revision rate of hamstring grafts exceeded that of patellar grafts by 3.4 percentage points at 10 years.",
            "Revision rates for hamstring and patellar grafts were 2.9% and 1.8% at 2 years, and 7.6% and 5.2% at 10 years.",
            MISMATCH,
        ),
        # those who had a thing done that the source does not speak of
        (
            "在接受腹膜透析的患者中，该药使死亡风险降低16%。",
            "The drug lowered mortality (hazard ratio 0.84) in patients with diabetes.",
            "not-found",
        ),
    ],
)
def test_limits_units_and_counts_as_they_are_printed(claim: str, source: str, expected: str):
    assert verdict(claim, source) == expected


def test_two_groups_of_so_many_each_are_named_in_their_order():
    source = "开放试验纳入初治患者540例，左氧喹素四联组与阿莫克拉四联组各270例。意向性分析根除率分别为83.7%和90.4%。"
    claim = "意向性分析中，阿莫克拉四联的根除率为{}，左氧喹素四联为{}。"
    assert verdict(claim.format("90.4%", "83.7%"), source) == "supported"
    assert verdict(claim.format("83.7%", "90.4%"), source) == SWAPPED


def test_what_is_hardly_said_of_either_figure_exchanges_none():
    source = (
        "Women were randomised to a single infusion of 1,000 mg (n=312) or oral ferrosan 120 mg daily (n=312). "
        "Preterm birth occurred in 7.1% vs 8.3% (P=0.55). Intravenous iron corrected anaemia better."
    )
    claim = "Giving iron by drip did not change the rate of preterm birth (7.1% against 8.3% with tablets)."
    assert verdict(claim, source) == "supported"


def test_one_disease_of_a_sentence_is_not_another():
    source = (
        "Of those on the probiotic 9.6% had diarrhoea after antibiotics, and Clostridioides difficile infection was seen in 1.4%."
    )
    assert verdict("Of those on the probiotic 1.4% had Clostridioides difficile infection.", source) == "supported"
    assert compare("Of those on the probiotic 9.6% had Clostridioides difficile infection.", source).verdict == "contradicted"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Half of the babies held at once had their first feed within an hour and a half.", "supported"),
        ("即刻接触的婴儿有一半在90分钟内首次吃奶。", "supported"),
        ("Half of the babies held at once had their first feed within half an hour.", "not-found"),
        ("More than half of the babies held at once had their first feed within an hour and a half.", "not-found"),
    ],
)
def test_the_time_by_which_half_had_it_is_the_median(claim: str, expected: str):
    source = "Median time to the first feed was 90 min in babies held at once and 135 min in babies held later."
    assert verdict(claim, source) == expected


def test_of_a_list_the_claim_means_the_group_that_it_names():
    source = (
        "Adults with insomnia were randomised to digital therapy (n=198), zolparem 5 mg (n=196) or leaflets (n=197). "
        "Remission at 6 months was 45.5%, 23.0% and 14.7%."
    )
    claim = "Half a year on, remission was seen in {} of adults with insomnia who were given leaflets."
    assert verdict(claim.format("14.7%"), source) == "supported"
    assert verdict(claim.format("23.0%"), source) == SWAPPED


def test_a_change_is_told_backwards_whatever_its_counts():
    source = "首次穿刺成功率由81.4%(917/1 126)升至92.7%(1 120/1 208)。"
    assert verdict("首次穿刺成功率由81.4%升至92.7%。", source) == "supported"
    assert verdict("首次穿刺成功率从92.7%滑落到81.4%。", source) == REVERSED


def test_a_count_is_nobodys_rounding():
    assert verdict("The mean number of relapses was 1.97.", "Relapses occurred in 2 of the patients.") == "not-found"


def test_a_measure_named_for_the_figure_before_is_that_of_the_next():
    source = "随机分为收肌管阻滞组和静脉镇痛组。恶心呕吐发生率分别为11.5%和26.0%。"
    assert verdict("收肌管阻滞使谵妄的发生率降至4.2%，明显低于静脉镇痛组的11.5%。", source) == "not-found"


def test_a_group_is_what_it_took():
    source = (
        "将患者随机分为电针组、假电针组和药物组。药物组口服塞诺昔康缓释片，疗程4周。"
        "总有效率电针组为82.5%，假电针组为56.3%，药物组为65.0%。"
    )
    claim = "电针组总有效率为82.5%，而服用塞诺昔康缓释片的患者仅为{}。"
    assert verdict(claim.format("65.0%"), source) == "supported"
    assert compare(claim.format("56.3%"), source).verdict == "contradicted"


def test_a_verb_of_change_tells_no_two_figures_apart():
    source = "The median bleeding rate declined from 22.5 to 4.3 and the joint bleeding rate from 14.0 to 2.6."
    assert verdict("关节出血率由14.0降至2.6。", source) == "supported"


def test_a_long_name_that_the_source_does_not_know_is_taken_apart():
    aligner, _, _ = aligned("Relief of itching was seen in 53.8%.", "Itching got better in 53.8% on the drug, in 20.1% on placebo.")
    assert [slot.text for slot in aligner.slots if slot.kind == "findings"] == ["itching"]
    aligner, _, _ = aligned("中度肾功能不全者占53.8%。", "肾功能正常者占53.8%。")
    assert [slot.text for slot in aligner.slots if slot.kind == "diseases"] == ["肾功能不全"]  # not what 肾功能 is


def test_an_event_is_what_was_counted_whatever_it_is_called():
    source = (
        "Of those stented for carotid stenosis 2.4% had a stroke from 30 days to 5 years. Five-year survival was 87.1% and 89.4%."
    )
    claim = (
        "Fewer than 3% of patients stented for carotid stenosis suffered a stroke between the end of the first month and year five."
    )
    assert verdict(claim, source) == "supported"


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        (
            "Women with gout did well: urate fell to the goal in 77.8%.",
            "Of 594 men with gout, 77.8% met the urate goal.",
            "not-found",
        ),
        (
            "Men with gout did well: urate fell to the goal in 77.8%.",
            "Of 594 men with gout, 77.8% met the urate goal.",
            "supported",
        ),
        ("在合并先天性心脏病的婴儿中，12.0%需要升级治疗。", "婴儿中12.0%需要升级治疗。", "not-found"),
        ("在婴儿中，12.0%需要升级治疗。", "婴儿中12.0%需要升级治疗。", "supported"),
        (
            "In boys with haemophilia, bleeding stopped in 63.0%.",
            "In 54 men with haemophilia bleeding stopped in 63.0%.",
            "not-found",
        ),
        ("在接受心脏搭桥手术的老年人中，谵妄发生率为12.5%。", "老年髋部骨折手术患者谵妄发生率为12.5%。", "not-found"),
    ],
)
def test_a_claim_of_people_that_the_source_did_not_study_is_not_borne_out(claim: str, source: str, expected: str):
    assert verdict(claim, source) == expected


def test_a_fold_is_taken_from_the_two_that_the_claim_names():
    source = "Prevalence of myopia among pupils was 9.8% in grade 1, 28.4% in grade 3, 57.1% in grade 6 and 76.9% in grade 9."
    assert verdict("九年级学生的近视率是一年级学生的7.8倍。", source) == "supported"
    assert compare("九年级学生的近视率是一年级学生的5.8倍。", source).verdict == "contradicted"
    markers = "早期肝癌、肝硬化和健康对照的LPX2中位浓度分别为36.8、9.2和4.6 ng/mL。"
    assert verdict("早期肝癌患者的LPX2中位浓度是肝硬化患者的4倍。", markers) == "supported"
    assert compare("早期肝癌患者的LPX2中位浓度是肝硬化患者的8倍。", markers).verdict == "contradicted"


def test_who_had_it_at_least_halved_is_a_limit():
    source = "A reduction of at least 50% in migraine days was achieved by 44.2% on 30 mg and by 28.3% on placebo."
    assert verdict("Migraine days were at least halved in 28.3% of people on placebo.", source) == "supported"


def test_a_bound_printed_to_the_digit_is_that_figure():
    _, (found,), _ = aligned(
        "Radiography found no more than 62.7% of pneumonias.",
        "Pneumonia was present in 41.4%. Radiography found 62.7% of pneumonias, ultrasound 88.6%.",
    )
    assert [c.places[0].role.quantity.text for c in found.right] == ["62.7%"]


def test_what_was_measured_and_not_reported_bears_nothing_out():
    source = "总有效率为92.3%。研究询问了家长的满意度，但未作统计。"
    assert verdict("家长满意度为92.3%。", source) == "not-found"


def test_relative_to_names_nobody():
    source = "At week 12 pain was 1.4 points lower with the patch than with placebo."
    assert verdict("Relative to placebo, the patch lowered pain by 1.4 points.", source) == "supported"


COMPOSITE = (
    "The primary outcome was a composite of stroke, systemic embolism and myocardial infarction. A primary-outcome event occurred "
    "in 6.0% on orzaxiban and in 7.8% on placebo (hazard ratio, 0.77). Stroke occurred in 2.4% and 3.5% (hazard ratio, 0.68)."
)


def test_the_primary_outcome_is_what_the_text_says_it_is():
    claim = "On orzaxiban stroke, embolism or myocardial infarction occurred in {} of patients."
    assert verdict(claim.format("6.0%"), COMPOSITE) == "supported"
    assert compare(claim.format("2.4%"), COMPOSITE).verdict != "supported"
    # one of its parts alone is not the composite
    assert verdict("Stroke occurred in 2.4% on orzaxiban.", COMPOSITE) == "supported"
    assert compare("Stroke occurred in 6.0% on orzaxiban.", COMPOSITE).verdict == "contradicted"


def test_a_p_value_is_that_of_the_two_figures_told_with_it():
    source = "Bradycardia occurred in 12.1% vs. 9.4% (P = 0.17). Thirty-day mortality was 1.8% vs. 2.3% (P = 0.61)."
    claim = "心脏手术后30天内，两组分别有1.8%和2.3%的老人去世，差别并不显著（P={}）。"
    assert verdict(claim.format("0.61"), source) == "supported"
    assert compare(claim.format("0.16"), source).verdict != "supported"


def test_how_many_were_enrolled_makes_no_fold_of_what_was_found():
    source = "选择患者330例，随机分为高剂量组和生理盐水组，每组110例。术中低血压发生率高剂量组为18.2%，生理盐水组为9.1%。"
    assert verdict("高剂量组术中低血压发生率是生理盐水组的2倍。", source) == "supported"
    assert compare("高剂量组术中低血压的人数是生理盐水组的3倍。", source).verdict != "supported"


def test_transplant_recipients_are_not_the_old():
    source = "Efficacy against lower respiratory tract disease was 74.7% in adults aged 65 years or older."
    assert verdict("对接受器官移植的患者来说，疫苗预防下呼吸道疾病的效力为74.7%。", source) == "not-found"


def test_a_disease_named_right_before_the_figure_counts_and_not_the_one_it_is_held_against() -> None:
    source = (
        "In all studies the prevalence of proliferative retinopathy was 6.96% and that of diabetic macular edema 6.81%. "
        "In a meta-analysis of like studies it was 7.2% for proliferative retinopathy and 7.4% for diabetic macular edema."
    )
    claim = "A meta-analysis put the prevalence of diabetic macular edema at {}, close to that of proliferative retinopathy."
    assert verdict(claim.format("6.81%"), source) == "supported"
    assert compare(claim.format("6.96%"), source).verdict != "supported"


def test_a_time_is_not_contradicted_by_the_time_of_another_sample() -> None:
    source = (
        "By day 7 the cytokine response had grown despite waning virus. "
        "Lungs were collected from ferrets with influenza virus on day 3 after infection."
    )
    assert verdict("By day 7 after infection in ferrets, the cytokine response goes on growing despite low virus.", source) == (
        "supported"
    )


def test_what_authors_tell_of_their_own_study_is_not_the_source_s_to_contradict() -> None:
    source = "Systemic reactions after the second dose were reported by 22.4% of adults."
    claim = "Systemic reactions after the second dose were reported by 16.6% of adults{}."
    assert compare(claim.format(""), source).verdict == "contradicted"
    assert verdict(claim.format(" in our study"), source) == "not-found"


CONTROLS = "治疗24周后，治疗组肾小球滤过率为48.7 mL/min，高于对照组的45.1 mL/min（P<0.05）。"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("At week 24 the glomerular filtration rate was 3.6 mL/min lower with the herbal formula than without.", REVERSED),
        ("At week 24 the glomerular filtration rate was 3.6 mL/min higher with the herbal formula than without.", "supported"),
        ("24周时，用该方者肾小球滤过率比对照组低3.6 mL/min。", REVERSED),
        ("24周时，用该方者肾小球滤过率比对照组高3.6 mL/min。", "supported"),
    ],
)
def test_who_is_held_against_controls_is_who_was_treated(claim: str, expected: str) -> None:
    assert verdict(claim, CONTROLS) == expected


def test_all_mild_is_not_all_patients() -> None:
    source = (
        "Rescue medication was used by 22.5% of the electroacupuncture group and 39.4% of the sham group. "
        "Adverse events, all mild, affected 5.8% and 4.5%."
    )
    assert verdict("A back-up laxative was taken by 22.5% of patients who received electroacupuncture.", source) == "supported"


def test_hospitals_are_no_rivals_of_eyes() -> None:
    source = (
        "Endophthalmitis followed 58 operations at three eye hospitals. Twelve eyes lost light perception and four were removed."
    )
    assert verdict("发生眼内炎的患眼中，有12只丧失光感。", source) == "supported"
    assert compare("发生眼内炎的患眼中，有14只丧失光感。", source).verdict != "supported"


def test_two_of_the_patients_is_a_count() -> None:
    source = "骨水泥渗漏39例；两例患者术后发生肺栓塞，经抗凝治疗后好转出院。"
    assert verdict("Pulmonary embolism struck two of the patients after their kyphoplasty.", source) == "supported"
    assert compare("Pulmonary embolism struck three of the patients after their kyphoplasty.", source).verdict != "supported"


def test_who_had_at_least_half_is_no_fold() -> None:
    source = "A reduction of at least half was achieved by 41.7% with 70 mg, 52.9% with 140 mg and 24.5% with placebo."
    assert compare("安慰剂组有41.7%的患者每月偏头痛天数至少减半。", source).verdict != "supported"
    assert verdict("安慰剂组有24.5%的患者每月偏头痛天数至少减半。", source) == "supported"


def test_the_rest_of_those_screened_is_another_clause() -> None:
    source = "基线筛查阳性率为18.6%，其余均判为阴性。"
    assert verdict("低剂量CT基线筛查中，81.4%的人结果为阴性。", source) == "supported"
    assert compare("低剂量CT基线筛查中，81.4%的人结果为阳性。", source).verdict != "supported"


KIDNEY = "Late conversion was studied in kidney recipients. Acute rejection occurred in 11.8% on belatacept and 4.3% on tacrolimus."


def test_a_substance_the_source_never_names_is_another_study() -> None:
    assert verdict("Acute rejection occurred in 11.8% of recipients on belatacept.", KIDNEY) == "supported"
    assert verdict("Acute rejection occurred in 11.8% of recipients on everolimus.", KIDNEY) == "not-found"
    # a class may be meant by what the source calls by name
    assert verdict("Acute rejection occurred in 11.8% of recipients on the biologic.", KIDNEY) != "not-found"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Among twins given aspirin, preterm pre-eclampsia was 1.6%.", "Preterm pre-eclampsia developed in 1.6% of {} on aspirin."),
        ("双胎孕妇服用阿司匹林后早产型子痫前期发生率为1.6%。", "Preterm pre-eclampsia developed in 1.6% of {} on aspirin."),
    ],
)
def test_people_of_whom_no_word_of_the_source_speaks_are_others(claim: str, source: str) -> None:
    assert verdict(claim, source.format("singleton pregnancies")) == "not-found"
    assert compare(claim, source.format("twin pregnancies")).verdict == "supported"


def test_a_group_called_by_a_part_of_its_name_is_that_group() -> None:
    zh = "诱导组与单纯同步组3年远处转移率分别为8.2%和14.1%。"
    claim = "三年内发生远处转移者，诱导化疗组为{}，单纯同步放化疗组为{}。"
    assert verdict(claim.format("8.2%", "14.1%"), zh) == "supported"
    assert verdict(claim.format("14.1%", "8.2%"), zh) == SWAPPED
    sham = "电针组有效率为56.3%，假电针组为82.5%。"
    assert compare("电针组有效率为82.5%。", sham).verdict != "supported"
    en = (
        "Newborns had cord clamping at 180 seconds (delayed) or within 10 seconds (early). "
        "At 8 months anaemia was present in 12.6% in the delayed group and 19.8% in the early group."
    )
    claim = "8个月时的贫血率，晚断脐组为{}，早断脐组为{}。"
    assert verdict(claim.format("12.6%", "19.8%"), en) == "supported"
    assert verdict(claim.format("19.8%", "12.6%"), en) == SWAPPED


def test_an_operation_called_by_a_part_of_its_name_is_no_other_operation() -> None:
    source = "The maximum flow rate was 24.6 mL/s after laser and 19.8 mL/s after resection."
    assert verdict("After holmium laser enucleation men reached a flow rate of 24.6 mL/s.", source) == "supported"
    assert verdict("After holmium laser enucleation men reached a flow rate of 19.8 mL/s.", source) == SWAPPED


def test_a_fold_needs_one_name_where_the_other_side_is_of_controls() -> None:
    source = (
        "Children were given isotretinoin plus antibody or isotretinoin alone. "
        "Severe pain was reported in 36.0% of antibody-treated children and 9.0% of controls."
    )
    claim = "抗体组患儿重度疼痛的发生率是单用异维A酸组的{}倍。"
    assert verdict(claim.format(4), source) == "supported"
    assert compare(claim.format(2), source).verdict != "supported"


def test_an_interval_of_those_without_is_not_that_of_those_with() -> None:
    source = (
        "The median presepsin level was 1,124 pg/mL (IQR 702-1,958) in confirmed sepsis and 418 pg/mL (IQR 286-611) in patients "
        "without sepsis."
    )
    claim = "脓毒症患者的presepsin水平，四分位数范围为{} pg/mL。"
    assert verdict(claim.format("702～1958"), source) == "supported"
    assert compare(claim.format("286～611"), source).verdict == "contradicted"


def test_a_walk_of_six_minutes_is_no_point_of_time() -> None:
    source = (
        "The six-minute walk distance grew by 52 m in participants younger than 65 years, 34 m in those aged 65–74 "
        "and 19 m in those aged 75 or more."
    )
    assert verdict("75岁及以上者，六分钟步行距离平均增加19米。", source) == "supported"
    assert verdict("75岁及以上者，六分钟步行距离平均增加34米。", source) == PEOPLE


def test_a_year_of_treatment_is_its_twelve_months() -> None:
    source = "Women were given vosozumab for 12 months. Bone density at the spine increased by 13.27% with vosozumab."
    assert verdict("女性用vosozumab一年，腰椎骨密度平均升高13.3%。", source) == "supported"
    assert compare("女性用vosozumab一年，腰椎骨密度平均升高12.3%。", source).verdict != "supported"


def test_growth_told_as_a_level_has_levels_for_rivals() -> None:
    source = (
        "Children had atropine 0.05%, atropine 0.01% or placebo. "
        "Mean axial elongation over two years was 0.31 mm with 0.05% atropine and 0.52 mm with 0.01% atropine."
    )
    claim = "滴用0.01%阿托品的儿童，两年间眼轴平均增长{} mm。"
    assert verdict(claim.format("0.52"), source) == "supported"
    assert compare(claim.format("0.31"), source).verdict == "contradicted"


def test_the_only_controls_are_the_control_group() -> None:
    source = "瑞卡格列净组与安慰剂组达标比例分别为46.3%和18.9%。"
    assert verdict("加用瑞卡格列净者达标比例为46.3%，对照组为18.9%。", source) == "supported"
    assert compare("加用瑞卡格列净者达标比例为18.9%，对照组为46.3%。", source).verdict == "contradicted"


def test_who_was_treated_with_effect_is_counted_by_the_effective_rate() -> None:
    source = "电针组总有效率为86.7%，常规康复组为69.3%。电针组有8.0%的患者并发肺炎。"
    assert verdict("电针组至少有85%的患者治疗有效。", source) == "supported"
    assert compare("常规康复组至少有85%的患者治疗有效。", source).verdict != "supported"


def test_how_much_one_group_gained_is_not_how_much_more_than_another() -> None:
    source = (
        "Six-minute walk distance: rehabilitation, baseline 421 m, 8 weeks 465 m, 6 months 473 m; "
        "usual care, baseline 424 m, 8 weeks 441 m, 6 months 450 m."
    )
    assert compare("康复训练组六分钟步行距离的增幅比常规组多出44米。", source).verdict != "supported"


def test_those_who_have_another_disease_too_are_others() -> None:
    source = "收集白血病患儿126例，甲氨蝶呤排泄延迟发生率为20.1%。"
    assert verdict("白血病患儿的甲氨蝶呤排泄延迟发生率为20.1%。", source) == "supported"
    assert verdict("合并唐氏综合征的白血病患儿，甲氨蝶呤排泄延迟发生率为20.1%。", source) == "not-found"


def test_which_way_a_printed_difference_went_is_told_by_the_figures_beside_it() -> None:
    source = "At 12 months the Oxford Hip Score averaged 36.8 with cement and 33.5 without (mean difference 3.3; P<0.001)."
    claim = "骨水泥固定者术后一年的牛津髋关节评分比非骨水泥者{}3.3分。"
    assert verdict(claim.format("高"), source) == "supported"
    assert verdict(claim.format("低"), source) == REVERSED


def test_the_last_figure_of_a_sentence_has_the_unit_of_the_one_before() -> None:
    source = (
        "Repositioning took up 47 minutes of nursing time per resident per day in the two-hourly arm "
        "and 29 minutes in the four-hourly arm."
    )
    claim = "Four-hourly turning cost staff {} minutes per resident a day, two-hourly turning {}."
    assert verdict(claim.format(29, 47), source) == "supported"
    assert compare(claim.format(29, 57), source).verdict != "supported"


def test_a_change_may_go_on_to_a_second_end() -> None:
    source = "入院至溶栓时间中位数由2018年的68 min降至2020年的52 min，2022年进一步降至38 min。"
    claim = "2022年患者从入院到溶栓的中位用时比2018年少{}分钟。"
    assert verdict(claim.format(30), source) == "supported"
    assert compare(claim.format(20), source).verdict != "supported"


def test_what_two_arms_have_together_is_not_what_one_has() -> None:
    source = "Pressure injuries were noted in 5 patients given the programme and 12 given usual care."
    assert compare("Seventeen patients under usual care had a pressure injury.", source).verdict != "supported"
    assert verdict("Across both arms 17 patients had a pressure injury.", source) == "supported"
    source = "Nausea occurred in 31 patients with oral iron and in 12 with intravenous iron."
    assert compare("Nausea occurred in 43 patients given intravenous iron.", source).verdict != "supported"


def test_a_share_of_two_counts_is_no_reduction() -> None:
    source = "In all, 233 users and 684 non-users developed liver cancer. The adjusted hazard ratio was 0.66 (95% CI 0.55-0.79)."
    claim = "Statin users had a {}% lower hazard of liver cancer than non-users."
    assert verdict(claim.format(34), source) == "supported"
    assert compare(claim.format(24), source).verdict != "supported"


def test_one_hour_is_said_of_what_is_nearer_to_it_than_to_a_half_or_one_and_a_half() -> None:
    source = "严重创伤患者到院至手术开始的时间为{} min。"
    claim = "严重创伤患者从到院到开始手术约需1小时。"
    assert verdict(claim, source.format(66)) == "supported"
    assert compare(claim, source.format(87)).verdict != "supported"


def test_a_pronoun_behind_a_semicolon_takes_up_what_was_measured() -> None:
    source = "At 3 months the PRWE was 19.2 after plating and 29.7 after casting; at 12 months it was 11.4 and 13.0."
    claim = "At 12 months the PRWE was {} after plating."
    assert verdict(claim.format("11.4"), source) == "supported"
    assert compare(claim.format("19.2"), source).verdict == "contradicted"


def test_of_boys_and_girls_each_has_its_own_share() -> None:
    source = "Overall, 934 pupils (11.2%) had vaped in the past 30 days: 738 boys (18.0%) and 196 girls (4.6%)."
    claim = "过去30天内吸过电子烟的女生占{}。"
    assert verdict(claim.format("4.6%"), source) == "supported"
    assert compare(claim.format("18.0%"), source).verdict == "contradicted"


def test_a_range_in_brackets_belongs_to_the_figure_before_it() -> None:
    source = (
        "The Epley manoeuvre and the Semont-plus manoeuvre were compared in 186 adults. Attacks ceased after a median of "
        "2 days (range 1–12) with Epley and 4 days (range 1–21) with Semont-plus."
    )
    claim = "In the Epley arm, it took anything from 1 to {} days for the attacks to stop."
    assert verdict(claim.format(12), source) == "supported"
    assert compare(claim.format(21), source).verdict == "contradicted"


def test_people_of_another_age_than_the_source_enrolled_are_others() -> None:
    source = "Children aged 1-10 years with sickle cell anaemia began hydroxyurea. Fetal haemoglobin rose from 10.9% to 22.4%."
    claim = "{}镰状细胞贫血患者服用羟基脲后，胎儿血红蛋白平均升至22.4%。"
    assert verdict(claim.format("儿童"), source) == "supported"
    assert verdict(claim.format("成年"), source) == "not-found"


def test_a_percentage_of_what_was_predicted_is_no_share_of_patients() -> None:
    source = (
        "The home course was offered to 244 patients with COPD (mean FEV1 46.8% of predicted). The course was completed by 83.6%."
    )
    assert verdict("More than 80% of the COPD patients completed the home course.", source) == "supported"
    assert verdict("Their FEV1 averaged 46.8% of predicted.", source) == "supported"
    assert compare("Their FEV1 averaged 48.6% of predicted.", source).verdict == "contradicted"


def test_the_fraction_behind_a_percentage_is_no_rival_of_another_figure() -> None:
    source = (
        "Local side-effects were reported by 71.9% (150,023 of 208,767) after the first dose and by 68.5% (9025 of 13,179) after "
        "the second dose. Systemic side-effects were not analysed."
    )
    claim = (
        "Local adverse events developed in 71.9% and 68.5% after the first and second dose; 22% had systemic ones after the second."
    )
    assert compare(claim, source).verdict == "not-found"


def test_what_was_expected_is_no_result() -> None:
    source = "Progression-free survival was assessed every 8 weeks, for an expected average of 18 months."
    assert compare("Progression-free survival was 10.8 months.", source).verdict == "not-found"


def test_no_difference_in_another_clause_says_nothing_of_a_figure() -> None:
    source = "Median hospital stay was 15 days with remdesivir and 18 days with placebo (P<0.001)."
    claim = "The hospital stay was 15 days with remdesivir, and there were no differences between men and women."
    assert verdict(claim, source) == "supported"
    assert verdict("The hospital stay of 15 days with remdesivir did not differ significantly.", source) == REVERSED


def test_a_bound_said_of_none_is_not_borne_out_by_one_figure() -> None:
    source = "Anaemia occurred in 18% and neutropenia in 4% of patients."
    assert compare("None of the adverse events affected more than 10% of patients.", source).verdict != "supported"
