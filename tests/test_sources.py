"""The references folder: reading its files, finding the work a reference names, and saying what is wrong with a file."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import Incomplete
from verify.model import Name, Record
from verify.sources import csl, entry
from verify.sources.differences import differences
from verify.sources.library import Library, Resolution
from verify.sources.resolve import agreement, same_journal, same_title

KNOWN = Record(
    authors=(Name("Okafor", "Ada"), Name("Lindgren", "Per")),
    title="Early mobilisation after hip fracture surgery: a randomised trial",
    container_title="Journal of Orthopaedic Trauma",
    year=2019,
    volume="33",
    issue="4",
    page="201-209",
    doi="10.1000/JOT.2019.33",
)
FILE = """
references:
- id: {id}
  title: "{title}"
  author: [{{family: Okafor, given: Ada}}]
  container-title: Journal of Orthopaedic Trauma
  issued: {year}
  volume: 33
  page: {page}
evidence:
  findings:
  - measure: 30-day mortality
    arms: {{early mobilisation: 4.2%, usual care: 6.8%}}
    statistics: P = 0.03
"""


def shelf(folder: Path, **files: str) -> Library:
    works = folder / "references"
    works.mkdir(exist_ok=True)
    for name, text in files.items():
        (works / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Library(works, folder / "index.sqlite")


def work(id: str = "okafor-2019", title: str = KNOWN.title, year: int = 2019, page: str = "201-209") -> str:
    return FILE.format(id=id, title=title, year=year, page=page)


@pytest.mark.parametrize(
    ("cited", "reasons"),
    [
        (Record(doi="https://doi.org/10.1000/jot.2019.33"), ("DOI",)),
        (Record(title="Early mobilization after hip fracture surgery: A randomized trial", year=2019), ("title", "year")),
        (
            Record(authors=(Name("Okafor", "A"),), container_title="J Orthop Trauma", year=2019, volume="33", page="201-9"),
            ("first page", "volume", "year", "first author", "journal"),
        ),
    ],
)
def test_a_work_is_known_by_its_doi_its_title_or_its_place_in_the_journal(cited, reasons):
    assert agreement(cited, KNOWN).reasons == reasons


@pytest.mark.parametrize(
    "cited",
    [
        Record(doi="10.1000/other", title=KNOWN.title, year=2019),
        Record(title="Late mobilisation after ankle surgery", year=2019, authors=(Name("Okafor", "A"),)),
        Record(title=KNOWN.title, year=2009),
        Record(authors=(Name("Okafor", "A"),), container_title="J Orthop Trauma", year=2019),
    ],
    ids=["another DOI", "another title", "ten years off", "only author, journal and year"],
)
def test_what_speaks_against_it_makes_it_another_work(cited):
    assert agreement(cited, KNOWN).score == 0


def test_a_chinese_author_printed_whole_is_the_one_split_in_the_record():
    known = Record(authors=(Name("王", "小明"),), title="髋部骨折术后早期活动的效果", year=2020)
    cited = Record(authors=(Name("王小明"),), title="髋部骨折术后早期活动的效果", year=2020)
    assert "first author" in agreement(cited, known).reasons


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("J Orthop Trauma", "Journal of Orthopaedic Trauma", True),
        ("N. Engl. J. Med.", "The New England Journal of Medicine", True),
        ("中华骨科杂志", "中华骨科杂志", True),
        ("J Orthop", "Journal of Orthopaedic Trauma", False),
        ("Lancet", "Lancet Oncology", False),
        ("", "Lancet", False),
    ],
)
def test_a_journal_and_its_abbreviation_are_one(one, other, same):
    assert same_journal(one, other) is same


def test_a_reference_finds_its_work_with_reasons(tmp_path):
    library = shelf(tmp_path, a=work(), b=work("okafor-2019b", "Another trial of hip fracture surgery altogether", page="310-318"))
    found = library.resolve(
        Record(authors=(Name("Okafor", "A"),), year=2019, volume="33", page="201", container_title="J Orthop Trauma")
    )
    assert found.entry is not None
    assert found.entry.id == "okafor-2019"
    assert "first page" in found.reasons


def test_between_two_works_that_fit_alike_none_is_chosen(tmp_path):
    library = shelf(tmp_path, a=work("one"), b=work("two"))
    found = library.resolve(Record(title=KNOWN.title, year=2019))
    assert found.entry is None
    assert found.rivals == ("one", "two")


def test_an_unknown_work_is_nobody(tmp_path):
    assert shelf(tmp_path, a=work()).resolve(Record(title="Something else entirely", year=2001)) == Resolution(None)


def test_the_index_follows_the_files(tmp_path):
    shelf(tmp_path, a=work())
    (tmp_path / "references" / "a.yaml").unlink()
    library = shelf(tmp_path, b=work("second", title="A title that came later than the first"))
    assert [work.id for work in library.holdings()] == ["second"]
    assert library.resolve(Record(title=KNOWN.title, year=2019)).entry is None


def test_a_figure_leads_to_the_works_that_print_it(tmp_path):
    library = shelf(tmp_path, a=work())
    assert [item.id for item in library.stating([(Decimal("4.2"), "%"), (Decimal("6.80"), "%")], most=1)] == ["okafor-2019"]
    assert library.stating([(Decimal("4.2"), "%"), (Decimal("4.3"), "%")], most=1) == ()


def test_a_figure_that_many_works_print_leads_to_none(tmp_path):
    library = shelf(tmp_path, a=work(), b=work("other", "Another trial of hip fracture surgery altogether", page="310-318"))
    assert library.stating([(Decimal("4.2"), "%")], most=1) == ()


def test_a_finding_becomes_a_sentence_that_names_its_arms(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(work(), encoding="utf-8")
    expected = "30-day mortality: 4.2% in the early mobilisation group and 6.8% in the usual care group (P = 0.03)."
    assert entry.read(path).passages == (expected,)


def test_the_abstract_of_a_record_is_read_where_there_is_no_evidence_of_ones_own(tmp_path):
    path = tmp_path / "a.yaml"
    record = "references:\n- id: a\n  title: Early mobilisation\n  abstract: Deaths at 30 days were 4.2%.\n"
    path.write_text(record, encoding="utf-8")
    assert entry.read(path).passages == ("Deaths at 30 days were 4.2%.",)
    path.write_text(record + "evidence:\n  text: Read by us.\n", encoding="utf-8")
    assert entry.read(path).passages == ("Read by us.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("references:\n\t- a\n", ":2: not valid YAML"),
        ("- a\n", ":1: the file: must hold `references:`"),
        ("references: []\n", "must be a list of one CSL record"),
        ("references:\n- id: a\nevidnce:\n  text: x\n", ":3: evidnce: unknown key"),
        ("references:\n- title: a\n", ":2: references.0: needs an id"),
        ("references:\n- id: a\n  title: [x]\n", ":3: references.0.title: title must be a word"),
        ("references:\n- id: a\n  author: Okafor\n", ":3: references.0.author: author must be a list"),
        ("references:\n- id: a\n  issued: soon\n", ":3: references.0.issued: issued must be a date"),
        ("references:\n- id: a\nevidence:\n  extend: full\n", "evidence.extend: unknown key"),
        ("references:\n- id: a\nevidence:\n  extent: half\n", "evidence.extent: must be abstract or full"),
        ("references:\n- id: a\nevidence:\n  file: ../../etc/passwd\n", "must be the name of a file beside this one"),
        ("references:\n- id: a\nevidence:\n  findings:\n  - value: 3\n", ":5: evidence.findings.0: a finding needs a measure"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_line_and_field(tmp_path, text, said):
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Incomplete) as error:
        entry.read(path)
    assert said in str(error.value)
    assert str(path) in str(error.value)


def test_a_broken_file_and_a_doubled_id_are_failures_and_the_rest_is_read(tmp_path):
    library = shelf(tmp_path, a=work("same"), b=work("same", title="Another title for the same name"), c="references:\n\t- a\n")
    said = [failure.message for failure in library.failures()]
    assert len(library) == 2
    assert any("not valid YAML" in message for message in said)
    assert any("two files have the id 'same'" in message for message in said)
    chinese = [failure.in_("zh") for failure in library.failures()]
    assert any("不是有效的 YAML" in message for message in chinese)
    assert any("两个文件的 id 同为 'same'" in message for message in chinese)


def test_dates_come_in_the_forms_that_pandoc_reads():
    for issued in (2012, "2012", "2012-12", {"date-parts": [[2012, 12]]}, {"raw": "2012-12-01"}):
        assert csl.record({"issued": issued}).year == 2012


# ------------------------------------------------------------------------------------------------ one work or two


@pytest.mark.parametrize(
    ("cited", "known", "same"),
    [
        ("Cancer statistics, 2015", "Cancer statistics, 2016", False),
        ("Early mobilisation after hip fracture surgery", KNOWN.title, True),
        ("Asthma", "Asthma: a review of what is known", False),
        ("骨转移诊疗专家共识（2021版）", "骨转移诊疗专家共识（2014版）", False),
        ("Beta-blockers in heart failure", "β-Blockers in heart failure", True),
        ("Vitamin D and falls in old age: a meta-analysis", "Vitamin K and bones in old age: a meta-analysis", False),
    ],
)
def test_a_title_is_the_same_but_for_spelling_and_subtitle_and_never_with_another_number(cited, known, same):
    assert same_title(cited, known) is same


def test_a_mistyped_doi_does_not_hide_a_work_that_agrees_in_all_else(tmp_path):
    library = shelf(tmp_path, a=work().replace("evidence:", "  DOI: 10.1000/jot.2019.33\nevidence:", 1))
    found = library.resolve(replace(KNOWN, doi="10.1000/jot.2019.3"))
    assert found.entry is not None
    assert found.differences == ("DOI",)
    assert found.sure


def test_a_doi_that_leads_to_another_work_is_told_and_its_text_is_not_used(tmp_path):
    library = shelf(tmp_path, a=work().replace("evidence:", "  DOI: 10.1000/jot.2019.33\nevidence:", 1))
    other = Record(title="Dialysis and sleep", authors=(Name("Ash", "B"),), year=2011, volume="4", page="5", doi=KNOWN.doi)
    found = library.resolve(other)
    assert found.entry is not None
    assert found.entry.id == "okafor-2019"
    assert {"title", "author", "issued"} <= set(found.differences)
    assert not found.sure


def test_a_wrong_doi_yields_to_the_work_that_title_and_place_name(tmp_path):
    mine = work().replace("evidence:", "  DOI: 10.1000/mine\nevidence:", 1)
    theirs = work("ash-2011", "Dialysis and sleep in old age", 2011, "5-9").replace(
        "evidence:", "  DOI: 10.1000/theirs\nevidence:", 1
    )
    found = shelf(tmp_path, a=mine, b=theirs).resolve(replace(KNOWN, doi="10.1000/theirs"))
    assert found.entry is not None
    assert found.entry.id == "okafor-2019"
    assert found.differences == ("DOI",)


def test_a_misspelt_title_is_found_by_author_and_year(tmp_path):
    found = shelf(tmp_path, a=work()).resolve(
        Record(authors=KNOWN.authors, title="Early mobilization after hip-fracture surgery: randomized trial", year=2019)
    )
    assert found.entry is not None


# ------------------------------------------------------------------------------------------------ what is a difference


@pytest.mark.parametrize(
    "cited",
    [
        {"container_title": "J Orthop Trauma"},
        {"container_title": "Journal of orthopaedic trauma : official journal of a society"},
        {"container_title": "J. Orthop. Traum."},
        {"page": "201-9"},
        {"page": "201–209"},
        {"page": "pp. 201"},
        {"page": "S201-S209"},
        {"page": "1-9"},
        {"page": "e1204410"},
        {"year": 2018},
        {"year": 2020},
        {"volume": "033"},
        {"volume": "2019"},
        {"issue": "4 Suppl 1"},
        {"issue": "4-5"},
        {"title": "EARLY MOBILIZATION AFTER HIP FRACTURE SURGERY: A RANDOMIZED TRIAL"},
        {"title": "Early mobilisation after hip fracture surgery"},
        {"title": "髋部骨折术后早期活动：随机对照试验"},
        {"authors": (Name("Okafor", "A"),)},
        {"authors": (Name("Ókafor", "Ada"),)},
        {"authors": (Name("van Okafor", "A"),)},
        {"authors": (Name("Ada", "Okafor"),)},
        {"authors": (Name(literal="Hip Study Group"),)},
        {"authors": (Name("奥卡福", ""),)},
        {"doi": "https://doi.org/10.1000/jot.2019.33"},
        {"doi": "", "volume": "", "page": "", "year": None, "issue": "", "title": "", "container_title": "", "authors": ()},
    ],
    ids=str,
)
def test_two_ways_of_printing_one_thing_are_no_difference(cited):
    assert differences(replace(KNOWN, **cited), KNOWN) == ()


@pytest.mark.parametrize(
    ("cited", "field"),
    [
        ({"year": 2016}, "issued"),
        ({"volume": "34"}, "volume"),
        ({"issue": "5"}, "issue"),
        ({"page": "211-219"}, "page"),
        ({"page": "201-219"}, "page"),
        ({"authors": (Name("Lindgren", "P"),)}, "author"),
        ({"title": "Late mobilisation after ankle surgery: a cohort"}, "title"),
        ({"container_title": "Journal of Hand Surgery"}, "container-title"),
        ({"container_title": "Lancet"}, "container-title"),
        ({"doi": "10.1000/jot.2019.34"}, "DOI"),
    ],
    ids=str,
)
def test_a_field_that_says_something_else_is_a_difference(cited, field):
    assert differences(replace(KNOWN, **cited), KNOWN) == (field,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lancet", "The Lancet"),
        ("JAMA", "Journal of the American Medical Association"),
        ("Dtsch Arztebl Int", "Deutsches Ärzteblatt International"),
        ("CA Cancer J Clin", "CA: A Cancer Journal for Clinicians"),
        ("BMJ", "BMJ (Clinical research ed.)"),
        ("J Natl Cancer Inst", "Journal of the National Cancer Institute"),
        ("Zhonghua Zhong Liu Za Zhi", "Chinese Journal of Oncology"),
        ("中国肺癌杂志", "Chinese Journal of Lung Cancer"),
        ("PLoS One", "PLOS ONE"),
    ],
)
def test_a_journal_under_another_of_its_names_is_no_difference(one, other):
    assert differences(Record(container_title=one), Record(container_title=other)) == ()
    assert differences(Record(container_title=other), Record(container_title=one)) == ()


@pytest.mark.parametrize(
    ("one", "other"), [("Lancet", "Lancet Oncol"), ("Bone", "Bone Research"), ("中华肿瘤杂志", "中华内科杂志")]
)
def test_a_journal_is_not_its_sister(one, other):
    assert differences(Record(container_title=one), Record(container_title=other)) == ("container-title",)


short = st.text(max_size=30)
RECORDS = st.builds(
    Record,
    title=short,
    page=short,
    volume=short,
    doi=short,
    container_title=short,
    issue=short,
    year=st.none() | st.integers(0, 3000),
)


@given(RECORDS)
def test_a_record_does_not_differ_from_itself_whatever_it_holds(record):
    assert differences(record, record) == ()


# ------------------------------------------------------------------------------------------------ the index


@pytest.mark.parametrize("garbage", [b"", b"this is no database", b"SQLite format 3\x00" + bytes(200)])
def test_a_damaged_index_is_made_anew(tmp_path, garbage):
    (tmp_path / "index.sqlite").write_bytes(garbage)
    assert len(shelf(tmp_path, a=work())) == 1
    assert len(shelf(tmp_path)) == 1


def test_an_index_that_cannot_be_written_is_kept_in_memory(tmp_path):
    (tmp_path / "file").write_text("no folder")
    works = tmp_path / "references"
    works.mkdir()
    (works / "a.yaml").write_text(work(), encoding="utf-8")
    assert len(Library(works, tmp_path / "file" / "index.sqlite")) == 1


def test_a_changed_file_replaces_what_it_said_before(tmp_path):
    shelf(tmp_path, a=work())
    library = shelf(tmp_path, a=work().replace("4.2%", "5.1%") + "\n")
    assert library.stating([(Decimal("4.2"), "%")], most=9) == ()
    assert len(library.stating([(Decimal("5.1"), "%")], most=9)) == 1


def test_a_folder_that_is_not_there_is_an_empty_library(tmp_path):
    assert len(Library(tmp_path / "nowhere", tmp_path / "index.sqlite")) == 0
