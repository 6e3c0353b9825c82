"""The references folder: reading its files, finding the work a reference names, and saying what is wrong with a file."""

from decimal import Decimal
from pathlib import Path

import pytest

from verify.errors import Incomplete
from verify.model import Name, Record
from verify.sources import csl, entry
from verify.sources.library import Library, Resolution
from verify.sources.resolve import agreement, same_journal

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
    assert [item.id for item in library.entries()] == ["second"]
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("references:\n\t- a\n", ":2: not valid YAML"),
        ("- a\n", "must hold `references:`"),
        ("references: []\n", "must be a list of one CSL record"),
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


def test_dates_come_in_the_forms_that_pandoc_reads():
    for issued in (2012, "2012", "2012-12", {"date-parts": [[2012, 12]]}, {"raw": "2012-12-01"}):
        assert csl.record({"issued": issued}).year == 2012
