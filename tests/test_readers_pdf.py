"""A PDF is read in the order of its columns, without what every page repeats, and with its raised runs."""

import textwrap
from pathlib import Path

import pytest
from readers_files import Pdf

from verify.errors import Incomplete
from verify.model import BlockKind, Document, Span
from verify.pipeline import review
from verify.readers import glyphs, read, standin
from verify.settings import Settings

P, H, R, B = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.REFERENCE, BlockKind.BOILERPLATE
EN = (
    "Kidney stones affect roughly one in eleven adults, and recurrence is common in the decade after the first event. In a "
    "survey of nine cities only 28.5% of patients drank enough, and the share was lower in older people. Advice on fluids "
    "should be repeated at every visit, because habits are hard to change"
)
EN2 = (
    "Surgery is needed when the stone is large or blocks the flow. After 24 weeks the yearly rate of new events had fallen by "
    "58% in the treated group and by 21% in the control group, and benefit was larger in people with several earlier stones"
)
ZH = (
    "肾结石是常见的泌尿系统疾病，成人患病率近年来持续升高，其中约一半的患者会在十年内复发。多饮水可以减少复发，但依从性普遍不足。一项覆盖九个城市的"
    "调查显示，仅有少数患者达到建议的饮水量，老年人的比例更低。医生应在每次随访时询问饮水情况。"
)


def told(document: Document, *kinds: BlockKind) -> list[str]:
    return [document.slice(block.span) for block in document.blocks if block.kind in kinds]


def page_of_columns(pdf: Pdf, number: int, left: str, right: str) -> None:
    pdf.page()
    pdf.text(60, 815, "Stone Reviews 2023;12:1-9", 8)
    pdf.text(290, 25, str(100 + number), 8)
    for x, text in ((60, left), (320, right)):
        for i, line in enumerate(textwrap.wrap(text, 44)):
            pdf.text(x, 760 - 12 * i, line)


@pytest.fixture
def written(tmp_path: Path):
    def write(data: bytes) -> Path:
        (tmp_path / "a.pdf").write_bytes(data)
        return tmp_path / "a.pdf"

    return write


def test_two_columns_are_read_one_after_the_other_and_over_the_page_end(written):
    pdf = Pdf()
    words = f"{EN}, {EN2}, and so on. {EN2}.".split()
    quarter = len(words) // 4 + 1
    parts = [" ".join(words[i : i + quarter]) for i in range(0, len(words), quarter)]
    page_of_columns(pdf, 1, parts[0], parts[1])
    page_of_columns(pdf, 2, parts[2], parts[3])
    document = read(written(pdf.data()))
    assert " ".join(told(document, P)) == " ".join(words)
    assert sorted(told(document, B)) == ["101", "102", "Stone Reviews 2023;12:1-9", "Stone Reviews 2023;12:1-9"]
    assert document.place(document.text.index("one in eleven")).page == 1
    assert document.place(document.text.rindex("earlier stones")).page == 2


def test_larger_letters_are_headings_even_over_two_lines(written):
    pdf = Pdf()
    pdf.page()
    pdf.text(60, 790, "Fluids and kidney stones:", 16)
    pdf.text(60, 770, "what is new", 16)
    for i, line in enumerate(textwrap.wrap(EN + ".", 90)):
        pdf.text(60, 740 - 12 * i, line)
    document = read(written(pdf.data()))
    assert told(document, H) == ["Fluids and kidney stones: what is new"]
    assert told(document, P) == [EN + "."]


def test_a_small_run_above_the_baseline_is_raised(written):
    pdf = Pdf()
    pdf.page()
    for i, line in enumerate(textwrap.wrap(EN, 90)):
        pdf.text(60, 740 - 12 * i, line)
    pdf.text(60, 600, "Recurrence was 12%")
    pdf.text(155, 604, "3,4", 6)
    document = read(written(pdf.data()))
    assert "Recurrence was 12%3,4" in document.text
    assert [document.slice(span) for span in document.superscripts] == ["3,4"]


def test_chinese_lines_join_and_the_list_is_found(written):
    pdf = Pdf()
    pdf.page()
    y = 790
    for paragraph in (ZH, ZH[30:]):
        for i in range(0, len(paragraph), 40):
            pdf.text(60, y, paragraph[i : i + 40])
            y -= 16
        y -= 10
    pdf.text(60, y, "参考文献")
    pdf.text(60, y - 16, "1. 周明, 等. 肾结石复发. 中华泌尿外科杂志, 2021, 44(5): 433-439.")
    document = read(written(pdf.data()))
    assert told(document, P) == [ZH, ZH[30:]]
    assert told(document, R) == ["1. 周明, 等. 肾结石复发. 中华泌尿外科杂志, 2021, 44(5): 433-439."]


def test_a_scan_has_no_text_to_read(written):
    pdf = Pdf()
    pdf.page()
    with pytest.raises(Incomplete, match="no text layer"):
        read(written(pdf.data()))


def test_a_pdf_under_a_password_is_told_from_a_damaged_one(written):
    pdf = Pdf()
    pdf.page()
    pdf.text(60, 700, "secret")
    locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"
    with pytest.raises(Incomplete, match="password-protected"):
        read(written(pdf.data(locked)))
    with pytest.raises(Incomplete, match="damaged, or no PDF"):
        read(written(b"%PDF-1.5 nothing more"))


def test_more_pages_than_an_article_has_are_refused(written, monkeypatch):
    monkeypatch.setattr(glyphs, "MOST_PAGES", 2)
    pdf = Pdf()
    for _ in range(3):
        pdf.page()
    with pytest.raises(Incomplete, match="3 pages are more than the 2"):
        read(written(pdf.data()))


def find(document: Document, words: str) -> Span:
    at = document.text.index(words)
    return Span(at, at + len(words))


def test_a_figure_has_the_rectangle_it_is_printed_in(written):
    pdf = Pdf()
    pdf.page()
    for i in range(3):
        pdf.text(60, 740 - 12 * i, f"000000000{i} 58% of the patients were alive after the year.")
    document = read(written(pdf.data()))
    box = document.box(find(document, "0000000001 58%"))
    after = document.box(find(document, "58% of the patients were alive after the year. 0000000001"))
    assert box is not None
    assert after is not None
    # Helvetica: a digit is 0.556 of the size wide, a blank 0.278, % 0.889.
    assert box.left == pytest.approx(60, abs=0.5)
    assert box.right == pytest.approx(60 + 5.56 * 12 + 2.78 + 8.89, abs=0.5)
    assert box.bottom <= 728 < 728 + 7 < box.top < 740
    # Over two lines: as high as both, as wide as the longer.
    assert (after.left, after.bottom) == (box.left, box.bottom)
    assert after.top > 740 + 7
    assert after.right > box.right


def test_what_runs_over_a_page_end_has_its_rectangle_on_the_first_page(written):
    pdf = Pdf()
    lines = textwrap.wrap(f"{EN}, and that is why {EN2}.", 60)
    for page in (lines[:5], lines[5:]):
        pdf.page()
        for i, line in enumerate(page):
            pdf.text(60, 700 - 12 * i, line)
    document = read(written(pdf.data()))
    joint = find(document, lines[4] + " " + lines[5])
    first = document.box(find(document, lines[4]))
    assert (document.place(joint.start).page, document.place(joint.end - 1).page) == (1, 2)
    assert first is not None
    assert document.box(joint) == first
    assert first.bottom < 700 - 48 < first.top


def test_the_machine_form_gives_page_and_rectangle(written):
    pdf = Pdf()
    pdf.page()
    for i, line in enumerate(textwrap.wrap(EN + ".", 90)):
        pdf.text(60, 740 - 12 * i, line)
    claim = review(read(written(pdf.data())), Settings()).to_dict()["claims"][0]
    assert claim["page"] == 1
    left, bottom, right, top = claim["box"]
    assert 60 <= left < right < 595
    assert 700 < bottom < top < 760


def test_chinese_whose_font_the_file_does_not_carry_is_read_without_the_fonts_of_the_machine(written):
    pdf = Pdf()
    pdf.page()
    pdf.paragraph(780, [(ZH, False)])
    document = read(written(pdf.data()))
    assert "".join(told(document, P)) == ZH
    assert standin.table_of(standin.square(), int.from_bytes(b"glyf", "big"))
