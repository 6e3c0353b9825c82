"""One printed reference becomes one record: every style, both languages, and the mixes people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.extract.entry import parse_reference
from verify.model import Name, Record

WORK = {
    "family": "Ortiz",
    "title": "Vaccination against dengue in school children: a cluster trial",
    "container": "J Trop Pediatr",
    "year": 2016,
    "volume": "62",
    "issue": "4",
    "page": "310-318",
}

STYLES = {
    "vancouver": "Ortiz MR, Nakamura K, van der Berg JP. {title}. J Trop Pediatr. 2016 Aug 9;62(4):310-8.",
    "ama": "Ortiz MR, Nakamura K, van der Berg JP. {title}. J Trop Pediatr. 2016;62(4):310-318. doi:10.1093/tropej/fmw012",
    "apa": "Ortiz, M. R., Nakamura, K., & van der Berg, J. P. (2016). {title}. J Trop Pediatr, 62(4), 310–318. "
    "https://doi.org/10.1093/tropej/fmw012",
    "harvard": "Ortiz, M.R., Nakamura, K., van der Berg, J.P., 2016. {title}. J Trop Pediatr 62(4), 310–318.",
    "harvard cite them right": "Ortiz, M.R. et al. (2016) ‘{title}’, J Trop Pediatr, 62(4), pp. 310–318.",
    "chicago": "Ortiz, Maria R., Ken Nakamura, and Jan van der Berg. 2016. “{title}.” J Trop Pediatr 62 (4): 310–18.",
    "mla": "Ortiz, Maria R., et al. “{title}.” J Trop Pediatr, vol. 62, no. 4, 2016, pp. 310-318.",
    "ieee": "M. R. Ortiz, K. Nakamura, and J. P. van der Berg, “{title},” J Trop Pediatr, vol. 62, no. 4, pp. 310–318, Aug. 2016.",
    "nature": "Ortiz, M. R., Nakamura, K. & van der Berg, J. P. {title}. J Trop Pediatr 62(4), 310–318 (2016).",
    "cell": "Ortiz, M.R., Nakamura, K., and van der Berg, J.P. (2016). {title}. J Trop Pediatr 62(4), 310–318.",
    "lancet": "Ortiz MR, Nakamura K, van der Berg JP. {title}. J Trop Pediatr 2016; 62(4): 310–18.",
    "frontiers": "Ortiz MR, Nakamura K, van der Berg JP. {title}. J Trop Pediatr (2016) 62(4):310–318.",
    "plos": "12 Ortiz MR, Nakamura K, et al. (2016) {title}. J Trop Pediatr 62(4): 310–318.",
    "gb/t 7714": "[12] ORTIZ M R, NAKAMURA K, VAN DER BERG J P. {title}[J]. J Trop Pediatr, 2016, 62(4): 310-318.",
    "gb/t 7714 full width": "［12］Ortiz M R，Nakamura K，et al．{title}［J］．J Trop Pediatr，2016，62（4）：310－318．",
    "gb/t 7714 author-date": "ORTIZ M R, NAKAMURA K, 2016. {title}[J]. J Trop Pediatr, 62(4): 310-318.",
}


@pytest.mark.parametrize("style", STYLES)
def test_one_article_gives_the_same_record_in_every_style(style: str) -> None:
    record = parse_reference(STYLES[style].format(title=WORK["title"]))
    assert record.authors[0].family.casefold() == "ortiz"
    assert (record.title, record.container_title, record.year) == (WORK["title"], WORK["container"], WORK["year"])
    first, _, last = record.page.partition("-")
    assert (record.volume, record.issue, first, last[-2:].lstrip("1")) == ("62", "4", "310", "8")
    assert record.type == "article-journal"


CHINESE = [
    (
        "[3] 林晓峰, 赵敏, 欧阳静, 等. 儿童哮喘吸入治疗的依从性[J]. 中华儿科杂志, 2018, 56(7): 512-517.",
        ["林晓峰", "赵敏", "欧阳静"], "儿童哮喘吸入治疗的依从性", "中华儿科杂志", 2018, "56", "7", "512-517",
    ),
    (
        "3、林晓峰，赵敏．儿童哮喘吸入治疗的依从性．中华儿科杂志，2018，56（7）：512－517．",
        ["林晓峰", "赵敏"], "儿童哮喘吸入治疗的依从性", "中华儿科杂志", 2018, "56", "7", "512-517",
    ),
    (
        "林晓峰，2018：《儿童哮喘吸入治疗的依从性》，《中华儿科杂志》第7期，第512-517页。",
        ["林晓峰"], "儿童哮喘吸入治疗的依从性", "中华儿科杂志", 2018, "", "7", "512-517",
    ),
    (
        "林曉峰, 趙敏. 兒童哮喘吸入治療的依從性[J]. 臺灣醫學雜誌, 2018(7): 512-517.",
        ["林曉峰", "趙敏"], "兒童哮喘吸入治療的依從性", "臺灣醫學雜誌", 2018, "", "7", "512-517",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "names", "title", "journal", "year", "volume", "issue", "page"), CHINESE)
def test_chinese_articles_in_half_and_full_width(
    raw: str, names: list[str], title: str, journal: str, year: int, volume: str, issue: str, page: str
) -> None:
    record = parse_reference(raw)
    assert [name.family for name in record.authors] == names
    assert (record.title, record.container_title, record.year) == (title, journal, year)
    assert (record.volume, record.issue, record.page) == (volume, issue, page)
    assert record.more_authors == ("等" in raw)
    assert record.language == "zh"


ORGANISATIONS = [
    ("World Health Organization. Global report on epilepsy. Geneva: WHO Press; 2019.", "World Health Organization", 2019),
    ("World Health Organization (2019). Global report on epilepsy. Geneva: WHO Press.", "World Health Organization", 2019),
    ("NICE. Psoriasis: assessment and management. 2017.", "NICE", 2017),
    ("中华医学会糖尿病学分会. 中国2型糖尿病防治指南. 2020.", "中华医学会糖尿病学分会", 2020),
    ("国家卫生健康委员会，等．慢性肾脏病诊疗规范．中国实用内科杂志，2022，42（5）：400-410", "国家卫生健康委员会", 2022),
    ("EXCEL Study Group, Brown T, Ito S. Stents for narrowed arteries. Lancet. 2011;377:5-14.", "EXCEL Study Group", 2011),
]


@pytest.mark.parametrize(("raw", "body", "year"), ORGANISATIONS)
def test_an_organisation_is_a_literal_author(raw: str, body: str, year: int) -> None:
    record = parse_reference(raw)
    assert record.authors[0] == Name(literal=body)
    assert record.year == year


UNTITLED = [
    ("Ortiz MR, et al. J Trop Pediatr. 2016 Aug;62(4):310-8.", "Ortiz", "J Trop Pediatr", 2016, "62"),
    ("M. Ortiz, et al. Sci Data 3, 160041 (2016).", "Ortiz", "Sci Data", 2016, "3"),
    ("Ortiz, Maria, et al. Journal of Dental Practice 29 (2016): 100.", "Ortiz", "Journal of Dental Practice", 2016, "29"),
    ("Ortiz, Maria, and Ken Nakamura. Annals of Urology 64.3 (2016): 219.", "Ortiz", "Annals of Urology", 2016, "64"),
    ("林晓峰, 等. 中华儿科杂志, 2018,56(07):512-517.", "林晓峰", "中华儿科杂志", 2018, "56"),
]


@pytest.mark.parametrize(("raw", "family", "journal", "year", "volume"), UNTITLED)
def test_a_missing_title_stays_missing(raw: str, family: str, journal: str, year: int, volume: str) -> None:
    record = parse_reference(raw)
    assert record.authors[0].family == family
    assert (record.title, record.container_title, record.year, record.volume) == ("", journal, year, volume)


def test_a_dotted_abbreviation_keeps_its_dots_and_is_not_cut() -> None:
    record = parse_reference("Ortiz, M. Fever after travel. N. Engl. J. Med. 370, 1993–2001 (2014).")
    assert (record.title, record.container_title) == ("Fever after travel", "N. Engl. J. Med.")


def test_a_chapter_names_the_book_and_not_its_editors() -> None:
    record = parse_reference(
        "Ortiz MR. Skin signs of lupus. In: Nakamura K, Brown T, editors. Textbook of rheumatology. 3rd ed. "
        "London: Meridian Press; 2012. p. 45-61."
    )
    assert (record.type, record.title, record.container_title) == ("chapter", "Skin signs of lupus", "Textbook of rheumatology")
    assert (record.year, record.page) == (2012, "45-61")
    chinese = parse_reference("赵敏. 红斑狼疮的皮肤表现[M]//林晓峰. 风湿病学. 2版. 北京: 人民卫生出版社, 2012: 45-61.")
    assert (chinese.type, chinese.container_title, chinese.publisher) == ("chapter", "风湿病学", "人民卫生出版社")


def test_books_theses_web_pages_and_proceedings_get_their_type() -> None:
    assert parse_reference("赵敏. 风湿病学[M]. 北京: 人民卫生出版社, 2012.").type == "book"
    thesis = parse_reference("赵敏. 痛风的流行病学[D]. 广州: 中山大学, 2012.")
    assert (thesis.type, thesis.publisher, thesis.publisher_place) == ("thesis", "中山大学", "广州")
    page = parse_reference("Nakamura K. Gout and diet[EB/OL]. (2019-01-03)[2020-05-06]. https://example.org/gout.")
    assert (page.type, page.year, page.url) == ("webpage", 2019, "https://example.org/gout")
    talk = parse_reference("Ito S, Brown T. Tremor at rest. In Proceedings of the Congress of Neurology, Kyoto, 2009, pp. 3-9.")
    assert (talk.type, talk.year, talk.page) == ("paper-conference", 2009, "3-9")
    book = parse_reference("Brown, Tessa. A History of Gout. Chicago: University of Chicago Press, 2001.")
    assert (book.type, book.publisher, book.publisher_place) == ("book", "University of Chicago Press", "Chicago")


def test_a_congress_abstract_names_the_congress() -> None:
    record = parse_reference("Tessa Brown, et al. Tremor under deep brain stimulation: a registry. MDSA 2023 Congress.")
    assert (record.type, record.year, record.container_title) == ("paper-conference", 2023, "MDSA 2023 Congress")
    assert (record.authors, record.more_authors) == ((Name("Brown", "Tessa"),), True)


def test_a_publisher_printed_behind_the_journal_is_no_part_of_it() -> None:
    record = parse_reference("Ito S. Tremor at rest. Mov Disord. Meridian Press Ltd.; 2009;24(2): 90-6.")
    assert (record.title, record.container_title, record.volume) == ("Tremor at rest", "Mov Disord", "24")


def test_the_volume_of_a_book_is_no_part_of_its_title() -> None:
    record = parse_reference("赵敏. 风湿病学: 卷 2[M]. 北京: 人民卫生出版社, 2012.")
    assert (record.title, record.volume) == ("风湿病学", "2")
    host = parse_reference("Ito S. Tremor[M]//Brown T. Handbook of neurology: Vol. 3. 2nd ed. Meridian Press, 2009: 90-96.")
    assert (host.title, host.container_title, host.volume, host.page) == ("Tremor", "Handbook of neurology", "3", "90-96")


def test_initials_end_at_their_dot_before_a_journal_that_begins_with_a_letter() -> None:
    record = parse_reference("Ito SK. N Engl J Med. 2009;361:90-96.")
    assert (record.authors, record.container_title) == ((Name("Ito", "SK"),), "N Engl J Med")


def test_a_guideline_has_its_version_as_edition() -> None:
    record = parse_reference("National Gout Society. Guideline on urate lowering. Version 3.2024.")
    assert (record.title, record.year, record.edition) == ("Guideline on urate lowering", 2024, "3.2024")
    label = parse_reference("国家药品监督管理局. 秋水仙碱片说明书. 2023年6月.")
    assert (label.title, label.year, label.container_title, label.volume) == ("秋水仙碱片说明书", 2023, "", "")


@pytest.mark.parametrize(
    ("place", "issue", "page"),
    [
        ("2021;39(15_suppl):9506.", "15 suppl", "9506"),
        ("2021;39(suppl 1):POS0123.", "suppl 1", "POS0123"),
        ("2021;39:Abstract 512.", "", "512"),
    ],
)
def test_meeting_supplements_and_abstract_numbers(place: str, issue: str, page: str) -> None:
    record = parse_reference(f"Ito S, et al. Rheum Care. {place}")
    assert (record.container_title, record.volume, record.issue, record.page) == ("Rheum Care", "39", issue, page)


def test_a_publication_date_leaves_the_journal_alone() -> None:
    record = parse_reference("Ito S. Tremor at rest. Mov Disord. Published online March 3, 2024. doi:10.1002/mds.22340")
    assert (record.container_title, record.year, record.month, record.day) == ("Mov Disord", 2024, 3, 3)


def test_two_chinese_names_may_be_joined_by_a_word() -> None:
    names = parse_reference("林晓峰和赵敏. 痛风的流行病学调查[J]. 中华风湿病学杂志, 2012, 16(3): 1-5.").authors
    assert [name.family for name in names] == ["林晓峰", "赵敏"]


def test_identifiers_are_lifted_and_leave_no_trace() -> None:
    record = parse_reference(
        "Ito S. Tremor at rest. Mov Disord. 2009;24(2):90-6. doi: 10.1002/mds.22340. PMID: 19012345; PMCID: PMC2345678. [PubMed]"
    )
    assert (record.doi, record.pmid, record.page) == ("10.1002/mds.22340", "19012345", "90-6")
    assert record.container_title == "Mov Disord"


def test_wrapped_lines_are_joined_without_a_space_only_in_chinese() -> None:
    assert parse_reference("赵敏. 痛风的流行\n  病学调查[J]. 中华风湿病学杂志, 2012, 16(3): 1-5.").title == "痛风的流行病学调查"
    assert parse_reference("Ito S. Tremor\n  at rest. Mov Disord. 2009;24:90-6.").title == "Tremor at rest"
    assert parse_reference("Ito S. Non-\nmotor signs. Mov Disord. 2009;24:90-6.").title == "Non-motor signs"


@pytest.mark.parametrize("number", ["7. ", "[7] ", "［7］", "(7) ", "7、", "7 ", "⑦ ", "【7】"])
def test_the_printed_number_is_no_part_of_the_record(number: str) -> None:
    record = parse_reference(number + "Ito S. Tremor at rest. Mov Disord. 2009;24:90-6.")
    assert record.authors == (Name("Ito", "S"),)
    assert record.title == "Tremor at rest"


def test_figures_and_years_in_a_title_are_not_taken_for_the_place() -> None:
    record = parse_reference("Ito S. Tremor in 1971-96 and IL-6 at 18:1: the PARK-2 trial. Mov Disord. 2009;24(2):90-6.")
    assert record.title == "Tremor in 1971-96 and IL-6 at 18:1: the PARK-2 trial"
    assert (record.year, record.volume, record.issue, record.page) == (2009, "24", "2", "90-6")


@pytest.mark.parametrize(
    ("place", "volume", "issue", "page"),
    [
        ("2009;24(5 Pt 1):90-6.", "24", "5 Pt 1", "90-6"),
        ("2009;24(Suppl 2):S90-S96.", "24", "Suppl 2", "S90-S96"),
        ("2009 24, 100369.", "24", "", "100369"),
        ("2009;24:e1053.", "24", "", "e1053"),
        ("2009;24(6):1093-1107.e9.", "24", "6", "1093-1107.e9"),
        ("2009 5;24(2):90-6.", "24", "2", "90-6"),
        ("Volume 24, Number 2, 2009, pages 90-96", "24", "2", "90-96"),
        ("第24卷第2期, 2009年, 第90-96页", "24", "2", "90-96"),
    ],
)
def test_volume_issue_and_pages_in_unusual_dress(place: str, volume: str, issue: str, page: str) -> None:
    record = parse_reference(f"Ito S, Brown T. Tremor at rest. Mov Disord. {place}")
    assert (record.year, record.volume, record.issue, record.page) == (2009, volume, issue, page)


@given(st.text(max_size=400))
def test_any_text_gives_a_record(text: str) -> None:
    assert isinstance(parse_reference(text), Record)


_FAMILY = st.from_regex(r"[A-Z][a-z]{3,9}(-[A-Z][a-z]{3,8})?", fullmatch=True).filter(
    lambda name: not name.endswith(("and", "with"))
)


@given(
    names=st.lists(st.tuples(_FAMILY, st.from_regex("[A-Z]{1,2}", fullmatch=True)), min_size=1, max_size=8),
    year=st.integers(1950, 2030),
    volume=st.integers(1, 499),
    issue=st.integers(1, 24),
    first=st.integers(1, 1400),
)
def test_a_vancouver_entry_gives_back_what_it_was_made_of(
    names: list[tuple[str, str]], year: int, volume: int, issue: int, first: int
) -> None:
    authors = ", ".join(f"{family} {given_name}" for family, given_name in names)
    raw = f"{authors}. Outcome of coeliac disease after diet. Gut Liver. {year};{volume}({issue}):{first}-{first + 7}."
    record = parse_reference(raw)
    assert record.authors == tuple(Name(family, given_name) for family, given_name in names)
    assert (record.year, record.volume, record.issue, record.page) == (year, str(volume), str(issue), f"{first}-{first + 7}")


def test_a_hostile_entry_is_read_in_no_time() -> None:
    for piece in ("(", "A. ", "Smith, ", "1-", "[J]", "“", "In: ", "等", ", and ", "10.1000/"):
        assert isinstance(parse_reference(piece * 20000), Record)


@pytest.mark.parametrize("journal", ["Lancet", "N Engl J Med", "J Clin Oncol", "Nat. Rev. Dis. Primers"])
def test_a_title_of_one_word_is_no_family_name(journal: str) -> None:
    record = parse_reference(f"Nakamura K. Gout. {journal}. 2019;38(2):111-116.")
    assert record.authors == (Name("Nakamura", "K"),)
    assert record.title == "Gout"


def test_a_middle_initial_is_still_read_before_a_title() -> None:
    record = parse_reference("Maria R. Ortiz. Gout in the tropics. Lancet. 2019;38(2):111-116.")
    assert record.authors == (Name("Ortiz", "Maria R."),)
    assert record.title == "Gout in the tropics"


def test_a_body_may_hold_a_word_that_is_written_small() -> None:
    record = parse_reference(
        "The Northern Institute of Heart and Brain mRNA Vaccine Study Group. Booster doses[J]. Lancet, 2019, 38(2): 111-116."
    )
    assert record.authors == (Name(literal="The Northern Institute of Heart and Brain mRNA Vaccine Study Group"),)
    assert record.title == "Booster doses"


def test_the_label_of_a_footnote_is_no_part_of_the_entry() -> None:
    assert parse_reference("[^3]: Ortiz MR, et al. Dengue. Lancet. 2019;38(2):111-116.").title == "Dengue"


def test_a_year_that_opens_the_title_is_not_that_of_the_work() -> None:
    record = parse_reference(
        "Ortiz MR, Nakamura K, et al. 2017 Guidelines for the care of gout in adults. Eur J Gout. 2018;39:119-177."
    )
    assert record.year == 2018
    assert record.title == "2017 Guidelines for the care of gout in adults"
