"""Digits and numerals that are part of a name are no figures; letters that abbreviate other words are no ratio."""

from __future__ import annotations

import pytest

from verify.text import quantities


@pytest.mark.parametrize(
    "text",
    [
        "十二指肠溃疡",
        "三叉神经痛",
        "by RECIST 1.1",
        "按ＲＥＣＩＳＴ 1.1标准",
        "graded by CTCAE 5.0",
    ],
)
def test_a_number_in_a_name_is_no_figure(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The objective response (OR) was 31%.", "percent"),
        ("The objective response (OR) 0.31 was high.", "number"),
        ("The odds ratio (OR) 0.31 was low.", "odds_ratio"),
        ("Bleeding was rarer (OR 0.31).", "odds_ratio"),
        ("客观缓解（OR）31例。", "count"),
    ],
)
def test_or_is_an_odds_ratio_unless_it_abbreviates_other_words(text: str, kind: str) -> None:
    assert [figure.kind for figure in quantities(text)] == [kind]
