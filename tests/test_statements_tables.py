"""Tables as text: every figure is said of its row, its column and the title, in the unit and the kind that the heads name."""

from __future__ import annotations

import pytest

from verify import compare, extract
from verify.model import Role
from verify.readers import read_text

SCREENING = (
    "Eleven clinics took part. Table 2. Test | n | Sensitivity, % (95% CI) | Specificity, % (95% CI). "
    "Breath test, nurse | 340 | 71.9 (60.3-81.2) | 97.1 (94.0-98.6). "
    "Breath test, doctor | 512 | 86.4 (80.1-90.9) | 98.7 (97.2-99.4). "
    "Tests were read twice in 12%."
)
PRESSURE = (
    "将24个社区的1 920例高血压患者分为3组。表2 各时点血压控制率(%)。组别|基线|3个月|6个月。"
    "家庭血压计组|41.6|58.3|64.8。电话随访组|42.2|52.7|57.2。常规管理组|41.9|46.1|48.4。不良事件少见。"
)
KIDNEY = (
    "Table 3. Outcome | Bed rest (n=230) | Walking (n=225) | P. "
    "Kidney injury | 46 | 27 | 0.021. Death | 37 | 34 | 0.77. Stay, days, mean (SD) | 9.4 (3.1) | 8.8 (2.9) | 0.14."
)
RATES = (
    "Table 1. Age | Rural rate per 100 000 person-years | Urban rate. 1-4 years | 24.6 | 8.2. 5-9 years | 9.9 | 5.1. "
    "Boys were 66.8% of all."
)
AIR = "Table 3. Pollutant | HR | 95% CI | P. PM2.5 | 1.42 | 1.18-1.71 | <0.001. NO2 | 1.12 | 1.03-1.22 | 0.009."


def roles(text: str) -> dict[str, Role]:
    document = read_text(text, "table.txt")
    return {role.quantity.text: role for statement in extract.reading(document).statements for role in statement.roles}


def said(text: str, figure: str) -> tuple[str, str, str, list[str]]:
    role = roles(text)[figure]
    return role.statistic, role.quantity.kind, role.quantity.unit, [text[span.start : span.end] for span in role.label]


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        (SCREENING, "71.9", ("value", "percent", "%", ["Breath test, nurse", "Sensitivity, % (95% CI)"])),
        (SCREENING, "60.3-81.2", ("interval", "interval", "%", ["Breath test, nurse", "Sensitivity, % (95% CI)"])),
        (SCREENING, "512", ("size", "number", "1", ["Breath test, doctor", "n"])),
        (PRESSURE, "57.2", ("value", "percent", "%", ["电话随访组", "6个月"])),
        (KIDNEY, "46", ("value", "number", "1", ["Kidney injury", "Bed rest (n=230)"])),
        (KIDNEY, "0.77", ("p", "p_value", "1", ["Death", "P"])),
        (KIDNEY, "9.4", ("value", "duration", "d", ["Stay, days, mean (SD)", "Bed rest (n=230)"])),
        (RATES, "24.6", ("value", "rate", "/100000/a", ["1-4 years", "Rural rate per 100 000 person-years"])),
        (RATES, "8.2", ("value", "rate", "/100000/a", ["1-4 years", "Urban rate"])),
        (AIR, "1.42", ("ratio", "hazard_ratio", "1", ["PM2.5", "HR"])),  # its row stands in one sentence with the heads
        (AIR, "1.03-1.22", ("interval", "interval", "1", ["NO2", "95% CI"])),
    ],
)
def test_a_figure_of_a_table_is_what_its_heads_say(text: str, figure: str, expected: tuple[str, str, str, list[str]]) -> None:
    assert said(text, figure) == expected


def test_times_and_sizes_in_the_heads_are_no_results() -> None:
    assert roles(PRESSURE)["6个月"].statistic == "time"
    assert roles(KIDNEY)["n=230"].statistic == "size"
    assert roles(RATES)["1-4 years"].statistic == "condition"


@pytest.mark.parametrize(
    "text", ["A | B | C were given; 12 | 14 | 16 fell.", "Choose yes | no. Then 12% fell.", "12 | 14. 16 | 18."]
)
def test_bars_alone_make_no_table(text: str) -> None:
    assert all(not role.label for role in roles(text).values())


def test_the_rows_of_a_markdown_table_are_read_alike() -> None:
    document = read_text(
        "# T\n\nTable 1. Pain.\n\n| Arm | n | Pain, % |\n|---|---|---|\n| Ice | 12 | 34.5 |\n| Heat | 14 | 23.1 |\n", "a.md"
    )
    found = [role for statement in extract.reading(document).statements for role in statement.roles if role.quantity.text == "34.5"]
    assert [(role.quantity.unit, len(role.label)) for role in found] == [("%", 2)]


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("In the hands of a nurse the breath test had a sensitivity of 71.9%.", SCREENING, "supported"),
        ("In the hands of a doctor the breath test had a sensitivity of 71.9%.", SCREENING, "contradicted"),
        ("In the hands of a nurse the breath test had a specificity of 71.9%.", SCREENING, "contradicted"),
        ("电话随访组6个月时血压控制率为57.2%。", PRESSURE, "supported"),
        ("电话随访组3个月时血压控制率为57.2%。", PRESSURE, "contradicted"),
        ("Kidney injury occurred in 20% of those on bed rest.", KIDNEY, "supported"),  # 46 of 230, not of 225
        ("Kidney injury occurred in 12% of those on bed rest.", KIDNEY, "not supported"),
        ("The rate at 1 to 4 years was three times as high in rural as in urban areas.", RATES, "supported"),
    ],
)
def test_claims_are_held_against_the_right_cell(claim: str, source: str, expected: str) -> None:
    found = compare(claim, source)
    assert found.verdict == expected or (expected == "not supported" and found.verdict != "supported"), found.explanation


IN_ONE_LINE = (
    "Table 2 | Change at week 5 | Drug (n = 126) | Placebo (n = 126) | Total score | -20.6 | -12.2 | "
    "Positive subscale | -5.9 | -3.6 | "
    "Negative subscale | -4.0 | -2.2 | Adverse events, % | | | Nausea | 21.4 | 10.3 | No falls were seen."
)


def test_a_table_with_its_cells_in_one_line_is_read_by_rows_too() -> None:
    found = roles(IN_ONE_LINE)
    assert [IN_ONE_LINE[span.start : span.end] for span in found["-4.0"].label] == ["Negative subscale", "Drug (n = 126)"]
    assert found["-4.0"].statistic == "change"
    assert found["10.3"].quantity.unit == "%"  # by the head over its rows


def test_a_sentence_with_bars_that_are_no_cells_is_left_whole() -> None:
    text = "We asked | for | age | sex | place | pay | work | home | and | 12% answered."
    assert [text[s.start : s.end] for s in extract.reading(read_text(text, "a.txt")).sentences] == [text]
