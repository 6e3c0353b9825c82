"""The vocabulary is read from plain tables and found in text of either language."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify import terms
from verify.errors import UserError
from verify.text import fold


def found(text: str, *kinds: str) -> list[tuple[str, str]]:
    """(the words as they stand, the id of their term) of every hit."""
    return [(text[hit.span.start : hit.span.end], hit.term.id) for hit in terms.find(fold(text), *(kinds or ("measures",)))]


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "tests.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_longest_alias_wins_over_one_inside_it():
    assert found("无进展生存期为11个月") == [("无进展生存期", "progression_free_survival")]


def test_an_abbreviation_is_found_only_as_printed():
    assert found("OS was 14 months") == [("OS", "overall_survival")]
    assert found("os") == []


def test_an_abbreviation_is_found_between_chinese_characters():
    assert found("中位PFS为7个月") == [("PFS", "progression_free_survival")]


@pytest.mark.parametrize("text", ["Overall survival", "overall-survival", "OVERALL SURVIVAL"])
def test_english_words_are_found_in_any_case_with_or_without_hyphen(text):
    assert found(text) == [(text, "overall_survival")]


def test_a_plural_belongs_to_the_hit():
    assert found("median ages, response rates, sensitivities")[1:] == [
        ("response rates", "objective_response_rate"),
        ("sensitivities", "sensitivity"),
    ]


@pytest.mark.parametrize("text", ["dosed", "adOSe", "ages2x", "diagnosing"])
def test_english_words_are_not_found_inside_others(text):
    assert found(text) == []


def test_full_width_letters_are_found_once_folded():
    assert found("ＨｂＡ１ｃ下降") == [("ＨｂＡ１ｃ", "hba1c")]


def test_the_kind_named_first_wins_a_shared_alias():
    first = terms.find("脓毒症", "events", "diseases")
    second = terms.find("脓毒症", "diseases", "events")
    assert (first[0].term.kind, second[0].term.kind) == ("events", "diseases")


def test_a_term_is_had_by_its_id():
    term = terms.get("measures", "survival_rate")
    assert term is not None
    assert term.fields["complement"] == "mortality"
    assert terms.get("measures", "no_such_measure") is None


def test_every_shipped_table_loads_and_every_kind_is_a_file():
    assert {"measures", "events"} <= set(terms.kinds())
    for kind in terms.kinds():
        assert terms.terms(kind), kind


def test_measures_refer_to_measures_and_expect_known_kinds_of_figure():
    measures = terms.terms("measures")
    known = {"share", "time", "count", "rate", "ratio", "value", "dose", "frequency", "age", "money"}
    for measure in measures.values():
        assert set(measure.fields["expects"].split()) <= known, measure.id
        assert measure.fields.get("better", "lower") in ("lower", "higher"), measure.id
        for field in ("complement", "rate"):
            assert measure.fields.get(field, measure.id) in measures, (measure.id, field)


@pytest.mark.parametrize(
    ("lines", "number", "says"),
    [
        (["name\tzh\ten"], 1, "first line"),
        (["id\tzh\ten", "Wrong Id\t词\tword"], 2, "not an id"),
        (["id\tzh\ten", "# a comment", "", "one\t\t"], 4, "no alias"),
        (["id\tzh\ten", "one\t词\t", "two\t词\t"], 3, "already belongs to one (line 2)"),
        (["id\tzh\ten", "one\t词\t", "one\t字\t"], 3, "already belongs"),
        (["id\tzh\ten", "one\t词\tword\textra"], 2, "4 columns"),
    ],
)
def test_a_malformed_line_is_named_with_file_and_line(tmp_path, lines, number, says):
    path = table(tmp_path, *lines)
    with pytest.raises(UserError) as error:
        terms.read(path)
    assert str(error.value).startswith(f"{path}:{number}:")
    assert says in str(error.value)


def test_a_table_written_by_a_spreadsheet_is_read(tmp_path):
    """Byte order mark, blanks around cells, missing last columns."""
    path = tmp_path / "tests.tsv"
    path.write_text("\ufeffid\tzh\ten\tbetter\nfever\t发热 | 发烧\tfever\n", encoding="utf-8")
    (term,) = terms.read(path)
    assert (term.zh, term.en, dict(term.fields)) == (("发热", "发烧"), ("fever",), {})


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="生存率期无进展ORPFSosage -İß死亡,1", max_size=60))
def test_hits_stand_in_order_within_the_text_and_do_not_overlap(text):
    end = 0
    for hit in terms.find(text, "measures"):
        assert end <= hit.span.start < hit.span.end <= len(text)
        end = hit.span.end


def test_a_megabyte_without_stops_is_searched_in_linear_time():
    text = "生存" * 250_000 + "OS " * 150_000
    terms.find("x", "measures")
    started = time.process_time()
    terms.find(text, "measures")
    assert time.process_time() - started < 5


def test_the_terms_that_bear_a_name_are_had_by_it_in_the_order_of_the_kinds():
    assert [(term.kind, term.id) for term in terms.named("body mass index", "measures", "findings")] == [
        ("measures", "bmi"),
        ("findings", "body_mass_index"),
    ]
    assert terms.named("no such name", "measures") == []


def test_an_alias_in_capitals_is_told_from_a_word_of_the_same_letters():
    assert found("AIDS and hearing aids", "diseases") == [("AIDS", "aids")]
