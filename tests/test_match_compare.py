"""One sentence against the text of one source, in Chinese, in English and across."""

from __future__ import annotations

import pytest

from verify import extract, match
from verify.model import Match
from verify.readers import read_text


def compare(claim: str, source: str) -> Match:
    return match.compare(extract.reading(read_text(claim, "claim")), extract.reading(read_text(source, "source")))


ASTHMA = (
    "We randomised 412 adults with moderate asthma to budesonide (n=206) or placebo (n=206). At 24 weeks, exacerbations "
    "occurred in 18.2% of the "
    "budesonide group and 29.6% of the placebo group (hazard ratio 0.58; 95% CI 0.40-0.83; P=0.003). Hospital admission was "
    "needed in 3.4% and 6.8%. "
    "Median time to first exacerbation was 14.2 weeks with budesonide and 9.1 weeks with placebo. Oral candidiasis was seen in "
    "5.1% and 1.2%. "
    "In patients who smoked, exacerbations occurred in 31.0% and 38.4%."
)
GOUT = (
    "目的 评价非布司他治疗痛风的疗效。方法 将186例痛风患者随机分为非布司他组和别嘌醇组，每组93例。结果 "
    "治疗24周后，非布司他组血尿酸达标率为74.2%，"
    "别嘌醇组为51.6%（P<0.01）；痛风发作率分别为12.9%和21.5%。非布司他组血尿酸由562 μmol/L降至318 μmol/L。皮疹发生率为2.2%。"
)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Exacerbations occurred in 18% of patients given budesonide at 24 weeks.", ASTHMA),
        ("Budesonide lowered the risk of exacerbation by 42%.", ASTHMA),
        ("The exacerbation rate was 11.4 percentage points lower with budesonide than with placebo.", ASTHMA),
        (
            "Placebo patients had their first exacerbation after a median of 9.1 weeks, budesonide patients after 14.2 weeks.",
            ASTHMA,
        ),
        ("24周时，布地奈德组的哮喘急性加重发生率为18.2%，安慰剂组为29.6%。", ASTHMA),
        ("布地奈德使急性加重风险下降42%。", ASTHMA),
        ("治疗24周，非布司他组约四分之三的患者血尿酸达标。", GOUT),
        ("别嘌醇组血尿酸达标率为51.6％，非布司他组为74.2％。", GOUT),
        ("At 24 weeks, gout flares had occurred in 12.9% of the febuxostat group and 21.5% of the allopurinol group.", GOUT),
    ],
)
def test_what_the_source_states_or_implies_is_supported(claim: str, source: str) -> None:
    found = compare(claim, source)
    assert found.verdict == "supported", found.explanation
    assert found.quote


@pytest.mark.parametrize(
    ("claim", "source", "reason"),
    [
        ("Exacerbations occurred in 18.2% of the placebo group and 29.6% of the budesonide group.", ASTHMA, "arms-swapped"),
        ("24周时，安慰剂组的哮喘急性加重发生率为18.2%，布地奈德组为29.6%。", ASTHMA, "arms-swapped"),
        ("Median time to first exacerbation was 14.2 months with budesonide.", ASTHMA, "unit-mismatch"),
        ("Exacerbations occurred in 22.8% of the budesonide group at 24 weeks.", ASTHMA, "value-mismatch"),
        ("非布司他组血尿酸由562 μmol/L升至318 μmol/L。", GOUT, "direction-reversed"),
        ("治疗24周后，非布司他组血尿酸达标率为72.4%。", GOUT, "value-mismatch"),
    ],
)
def test_a_contradiction_names_what_was_confused(claim: str, source: str, reason: str) -> None:
    found = compare(claim, source)
    assert (found.verdict, found.reason) == ("contradicted", reason), found.explanation


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Fourteen per cent of sheepdogs had hip dysplasia.", ASTHMA),
        ("慢性鼻窦炎患者术后嗅觉恢复率为61.3%。", ASTHMA),
        ("The sensitivity of the breath test was 93.7%.", ASTHMA),
        ("骨质疏松患者的再骨折率为8.8%。", GOUT),
    ],
)
def test_what_the_source_does_not_speak_of_is_not_found(claim: str, source: str) -> None:
    assert compare(claim, source).verdict == "not-found"


def test_the_arithmetic_of_a_derived_figure_is_shown() -> None:
    assert "1 − 0.58 = 42%" in compare("Budesonide lowered the risk of exacerbation by 42%.", ASTHMA).working


def test_a_sentence_repeated_word_for_word_is_supported_whatever_its_print() -> None:
    source = "In the thyroid cohort, 64 percent of nodules were benign (P < 0.05) after 1,200 biopsies."
    assert compare("In the thyroid cohort, 64% of nodules were benign (p<.05) after 1200 biopsies.", source).verdict == "supported"


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("In the thyroid cohort, 46% of nodules were benign after two years of follow-up.", "value-mismatch"),
        ("In the thyroid cohort, 64 percentage points of nodules were benign after two years of follow-up.", "unit-mismatch"),
    ],
)
def test_a_sentence_repeated_with_one_figure_changed_is_contradicted(claim: str, reason: str) -> None:
    found = compare(claim, "In the thyroid cohort, 64% of nodules were benign after two years of follow-up.")
    assert (found.verdict, found.reason) == ("contradicted", reason)


def test_an_interval_must_be_that_of_its_own_estimate() -> None:
    source = "The odds ratio was 0.70 (95% CI 0.55-0.89) for stroke and 0.92 (95% CI 0.80-1.06) for death from any cause."
    assert compare("The odds ratio for stroke was 0.70 (95% CI 0.55 to 0.89).", source).verdict == "supported"
    assert compare("The odds ratio for stroke was 0.70 (95% CI 0.80 to 1.06).", source).verdict == "contradicted"


def test_nothing_is_claimed_of_an_empty_source() -> None:
    assert compare("Mortality was 4%.", "").verdict == "not-found"
    assert compare("", "Mortality was 4%.").verdict == "not-found"


LIGHT = (
    "Twelve nursing homes were randomised to circadian or standard lighting. During six months, 23 of 118 residents in circadian "
    "homes and 41 of 121 in standard homes had at least one fall. The walking score was 2.1 (SD 0.9) with circadian light and "
    "3.4 (1.2) with standard light. Mean stay decreased from 9.8 to 8.1 days. Sleep lengthened by 54 minutes a night."
)


@pytest.mark.parametrize(
    "claim",
    [
        "Falls were recorded in 23 of 118 residents (19.5%) with circadian lighting, as against 41 of 121 (33.9%) in the others.",
        "使用昼夜节律照明的养老院有23人跌倒。",
        "The walking score was 3.4 with standard light.",
        "The mean stay shortened by 1.7 days, from 9.8 to 8.1 days.",
        "Residents slept 0.9 hours longer per night.",
        "Fewer than one in four residents under circadian light had a fall.",
    ],
)
def test_words_that_the_source_puts_otherwise_are_no_conflict(claim: str) -> None:
    found = compare(claim, LIGHT)
    assert found.verdict == "supported", found.explanation


def test_a_direction_is_told_by_the_word_that_governs_the_figure() -> None:
    source = "Recurrence was seen in 20 of 120 on colchicine and 45 of 120 on placebo (relative risk 0.44)."
    assert compare("Colchicine lowered the risk of recurrence by more than half, 56% to be exact.", source).verdict == "supported"


def test_digits_in_another_order_are_a_misprint_and_a_far_value_is_another_thing() -> None:
    source = "妊娠早期妇女甲状腺功能减退的检出率为5.91%，甲状腺毒症为1.74%。"
    assert compare("妊娠早期妇女甲状腺功能减退的检出率为5.19%。", source).reason == "value-mismatch"
    source = "Permanent hearing impairment was confirmed in 92 infants (0.19%), bilateral in 61."
    assert compare("听力障碍婴儿中有23.6%接受了人工耳蜗植入。", source).verdict == "not-found"


@pytest.mark.parametrize(
    ("claim", "source", "verdict", "reason"),
    [
        (
            "At 24 weeks, relapse had occurred in 18% of the women.",
            "At 24 weeks, relapse had occurred in 18.2% of the women.",
            "supported",
            "",
        ),
        ("24周时，18%的女性患者出现复发。", "24周时，18.2%的女性患者出现复发。", "supported", ""),
        ("At 12 months, relapse had occurred in 18% of them.", "At 1 year, relapse had occurred in 18% of them.", "supported", ""),
        ("12个月时，18%的女性患者出现复发。", "1年时，18％的女性患者出现复发。", "supported", ""),
        # digits that the source does not print, another rounding, another spread
        (
            "At 24 weeks, relapse had occurred in 18.4% of them.",
            "At 24 weeks, relapse had occurred in 18% of them.",
            "contradicted",
            "value-mismatch",
        ),
        (
            "At 24 weeks, relapse had occurred in 19% of them.",
            "At 24 weeks, relapse had occurred in 18.2% of them.",
            "contradicted",
            "value-mismatch",
        ),
        (
            "The women of the two groups were 42 ± 30 years old.",
            "The women of the two groups were 42 ± 15 years old.",
            "contradicted",
            "value-mismatch",
        ),
        # rounding excuses no turn
        (
            "In a year vaccination of the nurses rose 18%.",
            "In a year vaccination of the nurses fell 18.2%.",
            "contradicted",
            "direction-reversed",
        ),
        (
            "At 12 weeks, relapse had occurred in 18% of them.",
            "At 12 months, relapse had occurred in 18% of them.",
            "contradicted",
            "unit-mismatch",
        ),
    ],
)
def test_a_near_quotation_may_round_and_convert(claim: str, source: str, verdict: str, reason: str) -> None:
    found = compare(claim, source)
    assert (found.verdict, found.reason) == (verdict, reason), found.explanation
