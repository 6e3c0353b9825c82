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
