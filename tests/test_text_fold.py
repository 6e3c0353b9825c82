"""Folding makes characters of one meaning the same and keeps every position."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.text import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３％，；：（）", "ABC123%,;:()"),
        ("5–7 — −3 ‑ －", "5-7 - -3 - -"),
        ("30～40〜50", "30~40~50"),
        ("1\u2009241\u00a0例\u3000", "1 241 例 "),
        ("0‧80 ﹥ ﹤ ≧ ≦", "0·80 > < ≥ ≤"),
        ("兩週後總數約三萬個月", "两周后总数约三万个月"),
        ("。、", "。、"),
        ("“引用”", '"引用"'),
    ],
)
def test_width_dashes_spaces_signs_and_traditional_characters_fold_to_one_form(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_text_full_of_traditional_characters_folds_like_its_parts() -> None:
    text = "萬億兩參貳陸個條隻項週歲鐘點餘負數總約過達進種類線級號間時後來對於與從為無現實發療藥癥"
    assert fold(text) == "".join(fold(c) for c in text)


@given(st.text())
def test_folding_keeps_the_length_and_is_final(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_traditional_characters_fold_to_simplified_ones_and_no_further() -> None:
    assert fold("沒有任何併發症，噁心嘔吐與鹼性磷酸酶") == "没有任何并发症,恶心呕吐与碱性磷酸酶"
    assert fold("顯著") == "显著"
    once = fold("".join(map(chr, range(0x4E00, 0xA000))))
    assert fold(once) == once
