"""Chinese names that sound like Latin ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.match.syllables import alike


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [
        ("达格列净", "dapagliflozin"),
        ("司美格鲁肽", "semaglutide"),
        ("利伐沙班", "rivaroxaban"),
        ("阿托伐他汀", "atorvastatin"),
        ("维达司他", "vedadustat"),
    ],
)
def test_a_drug_is_known_by_its_sound(chinese: str, latin: str) -> None:
    assert alike(f"使用{chinese}治疗", latin) is not None


@pytest.mark.parametrize(
    ("chinese", "latin"), [("随机分组", "rivaroxaban"), ("急性加重", "semaglutide"), ("死亡率下降", "dapagliflozin")]
)
def test_ordinary_words_sound_like_nothing(chinese: str, latin: str) -> None:
    assert alike(chinese, latin) is None


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_is_too_strange_to_be_listened_to(run: str, name: str) -> None:
    alike(run, name)
