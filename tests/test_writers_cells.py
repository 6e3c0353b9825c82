"""Text on a terminal: widths, line breaks, and the window around a place."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from verify.writers.cells import clean, crop, width, window, wrap

TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=80)
MIXED = st.text("患者缓解率为，。（）ab 12.%\t\x1b\u202e\u0301", max_size=120)


def cells(text: str) -> int:
    """The cells of `text` counted by Unicode's own property, for the characters these tests use."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def test_a_chinese_sentence_breaks_between_any_two_characters_but_not_before_a_full_stop():
    assert wrap("患者总数为一百。随访", 14) == ["患者总数为一", "百。随访"]
    assert wrap("患者总数为（一百）随访", 12) == ["患者总数为", "（一百）随访"]


def test_english_breaks_at_spaces_and_a_number_keeps_its_unit_sign():
    assert wrap("the response rate was 61.5% here", 18) == ["the response rate", "was 61.5% here"]


def test_a_word_longer_than_the_line_is_cut():
    assert wrap("a" * 20, 8) == ["a" * 8, "a" * 8, "a" * 4]


@given(MIXED, st.integers(8, 40))
def test_no_line_is_wider_than_the_room_and_nothing_but_spaces_is_lost(text, room):
    lines = wrap(text, room)
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())


def test_escape_sequences_and_direction_marks_never_reach_the_terminal():
    assert clean("a\x1b[31mb\u202ec\x07\nd") == "a\ufffd[31mb\ufffdc\ufffd d"


@given(TEXT)
def test_cleaning_keeps_the_number_of_characters(text):
    assert len(clean(text)) == len(text)


def test_the_mark_counts_two_cells_for_a_han_character():
    shown = window("缓解率为61.5%，对照组", 4, 9, 60)
    assert shown.text == "缓解率为61.5%，对照组"
    assert (shown.before, shown.under) == (8, 5)


def test_a_long_line_is_cut_around_the_mark():
    line = "前" * 300 + "61.5%" + "后" * 300
    shown = window(line, 300, 305, 60)
    assert shown.text.startswith("…")
    assert shown.text.endswith("…")
    assert cells(shown.text.replace("…", ".")) <= 60
    assert shown.text.index("61.5%") * 2 - 1 == shown.before  # all before it is wide, but for the ellipsis


@given(MIXED, st.integers(0, 120), st.integers(0, 40), st.integers(20, 60))
def test_the_window_fits_and_its_mark_lies_within(line, start, length, room):
    shown = window(line, start, start + length, room)
    assert width(shown.text) <= room
    assert shown.under >= 1
    assert shown.before + shown.under <= room + 1


def test_a_line_of_a_megabyte_is_shown_as_fast_as_a_short_one():
    shown = window("数" * 1_000_000, 500_000, 500_004, 80)
    assert shown.under == 8


def test_cropping_says_that_something_is_missing():
    assert crop("  缓解率为百分之六十  ", 9) == "缓解率为…"
    assert crop("short", 9) == "short"
