"""A Word file is read as its author sees it: numbers printed, changes accepted, notes at the end."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from readers_files import docx, p, r, raised, table

from verify.errors import Incomplete
from verify.model import BlockKind, Document, Place
from verify.readers import read

P, H, R, L = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.REFERENCE, BlockKind.LIST


@pytest.fixture
def word(tmp_path: Path):
    def make(body: str, **parts: str) -> Document:
        (tmp_path / "a.docx").write_bytes(docx(body, **parts))
        return read(tmp_path / "a.docx")

    return make


def told(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.slice(block.span)) for block in document.blocks]


def test_styles_make_headings_and_tables_are_tables(word):
    document = word(
        p("肾结石", style="T") + p("疗效", style="H2b") + table(["组别", "例数"], ["治疗组", "52"]) + p("随访一年，复发率为12%。")
    )
    assert told(document) == [
        (H, "肾结石"),
        (H, "疗效"),
        (BlockKind.TABLE, "组别 | 例数\n治疗组 | 52"),
        (P, "随访一年，复发率为12%。"),
    ]
    assert [block.level for block in document.blocks][:2] == [1, 2]


@pytest.mark.parametrize("run", [raised("3,4"), r("3,4", '<w:rStyle w:val="C2"/>'), r("3,4", '<w:position w:val="6"/>')])
def test_a_run_is_raised_by_itself_by_its_style_or_by_its_position(word, run):
    document = word(p("复发率为12%", run, "。"))
    assert document.text == "复发率为12%3,4。"
    assert [document.slice(span) for span in document.superscripts] == ["3,4"]


def test_tracked_changes_are_read_as_accepted_and_hidden_text_is_not_read(word):
    inserted, moved = f"<w:ins>{r('新')}</w:ins>", f"<w:moveTo>{r('移')}</w:moveTo>"
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>源</w:t></w:r></w:moveFrom>"
    assert word(p("甲", inserted, deleted, moved, r("隐", "<w:vanish/>"), "乙12%。")).text == "甲新移乙12%。"


def test_fields_show_their_result_and_not_their_code(word):
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN ZOTERO </w:instrText></w:r>' + raised("1")
    assert word(p("复发率为12%", field, f"<w:hyperlink>{r('。')}</w:hyperlink>")).text == "复发率为12%1。"


def test_automatic_numbers_are_text_and_bullets_are_not(word):
    items = p("甲", number="1") + p("乙", number="1", level=1) + p("丙", number="1") + p("丁", number="2")
    assert told(word(items)) == [(L, "1. 甲"), (L, "1.a 乙"), (L, "2. 丙"), (L, "丁")]


def test_notes_that_look_like_references_are_the_list(word):
    entry = "Ruiz A, Okafor B. Fluid and stones. Kidney Int. 2019;74(3):211-218."
    called = '<w:r><w:endnoteReference w:id="5"/></w:r>'
    document = word(
        p("复发率为12%。", called),
        endnotes=f'<w:endnote w:id="5">{p(" ", entry)}</w:endnote><w:endnote w:id="6">{p("未引")}</w:endnote>',
    )
    assert told(document)[-1] == (R, f"1. {entry}")
    assert [document.slice(span) for span in document.superscripts] == ["1"]


def test_a_note_that_explains_is_a_note_and_not_part_of_the_list(word):
    entry = p("1. Ruiz A, Okafor B. Fluid and stones. Kidney Int. 2019;74(3):211-218.")
    called = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = word(
        p("复发率为12%。", called) + p("参考文献") + entry, footnotes=f'<w:footnote w:id="2">{p("按意向性分析。")}</w:footnote>'
    )
    assert [kind for kind, _ in told(document)][-2:] == [R, BlockKind.NOTE]
    assert not document.superscripts  # its mark is no citation


def test_a_place_counts_paragraphs(word):
    document = word(p("甲") + p("") + p("乙12%。"))
    assert document.place(document.text.index("12")) == Place(3, 2, 4)
    assert document.lines == ("甲", "", "乙12%。")


def bomb() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 70_000_000)
    return buffer.getvalue()


def entities() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a><body>&x;</body></a>')
    return buffer.getvalue()


def without_document() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/styles.xml", "<a/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (without_document(), "no Word document"),
        (bomb(), "unpacks to 70 MB"),
        (entities(), "declares entities"),
        (docx("<w:p>"), "not well-formed"),
        (docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "nested"),
        (docx("")[:-400], "damaged"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_names_the_file(tmp_path: Path, data, says):
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(Incomplete, match=f"articles/a.docx: .*{says}"):
        read(tmp_path / "a.docx", "articles/a.docx")
