"""Figures that follow from those of a source in one step, and concentrations in another kind of unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from verify import extract, match
from verify.match.molar import MOLAR, analytes
from verify.model import Match
from verify.readers import read_text


def compare(claim: str, source: str) -> Match:
    return match.compare(extract.reading(read_text(claim, "claim")), extract.reading(read_text(source, "source")))


RECOVERY = "We followed 236 women. At one year, 72.5% of the women had recovered."
NEEDLES = "Hospital A: needlestick injuries 548. Hospital B: needlestick injuries 311."
NEEDLES_ZH = "甲院：针刺伤548例。乙院：针刺伤311例。"
LIVERS = "The 224 livers were placed on the machine. Thirty-one failed and were discarded; all of the remainder were implanted."
LIVERS_ZH = "224例供肝上机灌注。31例未达标弃用，其余均移植。"
RUPTURES = (
    "The rate of Achilles tendon rupture was 12.9 per 10,000 person-years with fluoroquinolones and 4.3 per 10,000 person-years"
    " with amoxicillin."
)
CURES = "Cure rates in the three centres were 72.4%, 61.2% and 83.5%."
CURES_ZH = "三个中心的治愈率分别为72.4％、61.2％和83.5％。"
RANGE = "Cure rates ranged from 61.2% to 83.5% across the centres."
RANGE_ZH = "各中心的治愈率为61.2%～83.5%。"
FALLS = "Over the year falls occurred in 8% on the lit ward, 15% on the dim ward and 24% on the dark ward."
FALLS_ZH = "全年亮病房、中等病房和暗病房的跌倒率分别为8%、15%和24%。"


@pytest.mark.parametrize(
    ("claim", "source", "working"),
    [
        # a count from a percentage and the size of its group: 0.725 × 236 = 171.1
        ("171 of the women recovered.", RECOVERY, "236 × 72.5%"),
        ("171名女性康复。", RECOVERY, "236 × 72.5%"),
        ("171名女性康复。", "共随访236名女性。1年时，72.5％的女性康复。", "236 × 72.5%"),
        # the sum of the figures of one name
        ("There were 859 needlestick injuries in all.", NEEDLES, "548 + 311 = 859"),
        ("共发生针刺伤859例。", NEEDLES_ZH, "548 + 311 = 859"),
        # what is left when the next sentence takes some off
        ("Of the livers on the machine 193 were implanted.", LIVERS, "224 − 31 = 193"),
        ("上机的供肝中有193例最终移植。", LIVERS_ZH, "224 − 31 = 193"),
        # two groups of so many each
        ("两组合计纳入腰痛患者212例。", "腰痛患者随机分为试验组与对照组各106例，治疗4周。", "2 × 106 = 212"),
        (
            "In all 212 adults with back pain took part.",
            "Adults with back pain did yoga or rested, 106 in each group.",
            "2 × 106 = 212",
        ),
        # a fold of two changes
        (
            "Pain fell twice as far with the drug as with placebo.",
            "With the drug and with placebo pain fell by 1.8 and 0.9 points.",
            "1.8 ÷ 0.9",
        ),
        # a class of drugs names its users
        ("氟喹诺酮使用者发生跟腱断裂的频率是阿莫西林使用者的3倍。", RUPTURES, "12.9 ÷ 4.3 = 3"),
        # the least and the most of a list
        ("Cure rates ranged from 61.2% to 83.5%.", CURES, "61.2% … 83.5%"),
        ("各中心的治愈率为61.2%～83.5%。", CURES, "61.2% … 83.5%"),
        ("各中心的治愈率为61.2%～83.5%。", CURES_ZH, "61.2％ … 83.5％"),
        # between members of a list that do not stand side by side
        ("Falls were three times as common on the dark ward as on the lit ward.", FALLS, "24 ÷ 8 = 3"),
        ("暗病房的跌倒率是亮病房的3倍。", FALLS_ZH, "24 ÷ 8 = 3"),
    ],
)
def test_what_follows_in_one_step_is_supported_with_its_arithmetic(claim: str, source: str, working: str) -> None:
    found = compare(claim, source)
    assert found.verdict == "supported", found.explanation
    assert working in found.working


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("174 of the women recovered.", RECOVERY),  # 73.7%
        ("165名女性康复。", RECOVERY),
        ("There were 895 needlestick injuries in all.", NEEDLES),
        ("共发生针刺伤895例。", NEEDLES_ZH),
        ("Cure rates ranged from 61.2% to 72.4%.", CURES),  # not the most
        ("各中心的治愈率为72.4%～83.5%。", CURES_ZH),
    ],
)
def test_what_does_not_follow_is_not_supported(claim: str, source: str) -> None:
    assert compare(claim, source).verdict != "supported"


@pytest.mark.parametrize("source", [RANGE, RANGE_ZH])
@pytest.mark.parametrize(
    "claim", ["The lowest cure rate was 61.2%.", "The highest cure rate was 83.5%.", "最低治愈率为61.2%。", "治愈率最高为83.5%。"]
)
def test_the_least_and_the_most_are_the_ends_of_a_range(claim: str, source: str) -> None:
    assert compare(claim, source).verdict == "supported"


@pytest.mark.parametrize("claim", ["The lowest cure rate was 83.5%.", "The cure rate was 61.2%.", "最高治愈率为61.2%。"])
def test_another_end_of_a_range_is_not_the_one_named(claim: str) -> None:
    assert compare(claim, RANGE).verdict != "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        # glucose, 180.16 g/mol: 7.0 mmol/L is 126.1 mg/dL; 140 mg/dL is 7.77 mmol/L
        ("Fasting glucose was 126 mg/dL.", "Fasting glucose was 7.0 mmol/L after a year of treatment in the whole group."),
        ("空腹血糖为7.0 mmol/L。", "Fasting glucose was 126 mg/dL after a year of treatment in the whole group."),
        ("Fasting glucose was 140 mg/dL.", "治疗1年后，全组的空腹血糖为7.8 mmol/L。"),
        # cholesterol, 386.65 g/mol: 2.59 mmol/L is 100.1 mg/dL
        ("LDL cholesterol fell to 100 mg/dL.", "After eight weeks on the statin LDL cholesterol fell to 2.59 mmol/L."),
        ("低密度脂蛋白胆固醇降至２.59 mmol/L。", "After eight weeks on the statin LDL cholesterol fell to 100 mg/dL."),
        # creatinine, 113.12 g/mol: 106 μmol/L is 1.199 mg/dL
        ("Serum creatinine was 1.2 mg/dL at entry.", "入组时血肌酐为106 μmol/L，尿素氮为6.1 mmol/L。"),
        ("入组时血肌酐为106 μmol/L。", "At entry the patients' serum creatinine was 1.2 mg/dL."),
    ],
)
def test_a_concentration_is_the_same_as_an_amount_and_as_a_mass(claim: str, source: str) -> None:
    found = compare(claim, source)
    assert found.verdict == "supported", found.explanation


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Fasting glucose was 136 mg/dL.", "Fasting glucose was 7.0 mmol/L after a year of treatment in the whole group."),
        ("Serum sodium was 126 mg/dL.", "Serum sodium was 7.0 mmol/L after a year of treatment in the whole group."),  # not listed
        ("入组时血肌酐为160 μmol/L。", "At entry the patients' serum creatinine was 1.2 mg/dL."),
    ],
)
def test_another_concentration_or_substance_is_not(claim: str, source: str) -> None:
    assert compare(claim, source).verdict != "supported"


# Grams in a mole, from the atomic weights; of urea nitrogen its two atoms of nitrogen, of haemoglobin one of its four chains.
MOLES = {
    "glucose": "180.16",
    "cholesterol": "386.65",
    "triglyceride": "885.4",
    "creatinine": "113.12",
    "uric acid": "168.11",
    "bilirubin": "584.66",
    "urea nitrogen": "28.013",
    "calcium": "40.078",
    "phosphate": "30.974",
    "lactate": "90.08",
    "vitamin d": "400.64",
    "vitamin b12": "1355.4",
    "folate": "441.4",
    "testosterone": "288.42",
    "estradiol": "272.38",
    "cortisol": "362.46",
    "haemoglobin": "16114",
    "ammonia": "17.031",
}
SIZES = {"m": "1e-3", "u": "1e-6", "n": "1e-9", "p": "1e-12", "": "1", "d": "0.1"}


def size(unit: str, plain: str) -> Decimal:
    assert unit.endswith(plain)
    return Decimal(SIZES[unit.removesuffix(plain)])


@pytest.mark.parametrize("one", analytes(), ids=lambda one: one.names[-1])
def test_every_row_of_the_table_follows_from_a_molar_mass(one) -> None:
    assert {one.amount, one.mass} <= MOLAR
    assert all(name and name == name.lower() for name in one.names)
    (mole,) = [Decimal(grams) for name, grams in MOLES.items() if name in one.names]
    amount, mass = one.amount.split("/"), one.mass.split("/")
    factor = mole * size(amount[0], "mol") / size(amount[1], "L") * size(mass[1], "L") / size(mass[0], "g")
    assert abs(one.factor / factor - 1) < Decimal("0.005")


def test_every_substance_has_its_mole_here() -> None:
    assert len(analytes()) == len(MOLES)
