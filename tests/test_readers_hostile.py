"""Files that are damaged, locked, or made to do harm: each is refused by name with what to do, and the others are read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from readers_files import Pdf, docx, p

from verify.pipeline import audit
from verify.readers import glyphs, read
from verify.settings import Settings
from verify.workspace import Article

ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def zipped(**parts: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def pdf(pages: int, trailer: str = "") -> bytes:
    made = Pdf()
    for _ in range(pages):
        made.page()
        made.text(60, 700, "Pain fell in twelve of the patients.")
    return made.data(trailer)


LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"
HOSTILE = {
    "bomb.docx": zipped(document="<a>" + " " * 70_000_000),
    "entity.docx": zipped(document=ENTITY + "<a><body>&x;</body></a>"),
    "no-document.docx": zipped(styles="<a/>"),
    "no-body.docx": zipped(document="<a/>"),
    "cut.docx": docx(p("Pain fell."))[:-300],
    "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "deep.docx": docx("<w:sdt>" * 300 + "</w:sdt>" * 300),
    "entity.xml": (ENTITY + "<article>&x;</article>").encode(),
    "other.xml": b"<html/>",
    "torn.xml": b"<article><p></article>",
    "long.pdf": pdf(4),
    "locked.pdf": pdf(1, LOCKED),
    "no.pdf": b"%PDF-1.5 nothing more",
    "large.html": b"<p>" + b"a" * 9_000_000,
    "empty.txt": b"",
    "picture.txt": b"\x89PNG\r\n",
    "bytes.txt": bytes(range(256)) * 20,
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(glyphs, "MOST_PAGES", 3)
    for name, data in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "a-good.txt").write_text("治疗12周后，完全缓解率为41.5%。\n", encoding="utf-8")
    (tmp_path / "z-good.txt").write_text("Remission was seen in 41.5% of the patients.\n", encoding="utf-8")
    return audit([Article(path.name, path) for path in sorted(tmp_path.iterdir())], Settings())


def test_each_is_refused_and_the_others_are_reviewed(run):
    assert [failure.path for failure in run.failures] == sorted(HOSTILE)
    assert [review.document.name for review in run.reviews] == ["a-good.txt", "z-good.txt"]
    assert all(review.claims for review in run.reviews)


def test_each_refusal_names_the_file_and_what_to_do_in_both_languages(run):
    for failure in run.failures:
        english, chinese = failure.in_("en"), failure.in_("zh")
        assert english.startswith(f"{failure.path}: ")
        assert chinese.startswith(f"{failure.path}：")
        assert english.partition(": ")[2].partition("; ")[2], english
        assert chinese.partition("；")[2], chinese


def test_what_is_harmless_without_is_read_without(tmp_path: Path):
    (tmp_path / "plain.docx").write_bytes(
        zipped(document='<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Pain fell by 12%.</w:t></w:r></w:p></w:body></w:document>')
    )
    assert read(tmp_path / "plain.docx").text == "Pain fell by 12%."
    page = (
        "<body><script>document.write('<p>99% cured</p>')</script><p onclick='steal()'>Pain fell by 12%.</p><iframe src=x></iframe>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert read(tmp_path / "page.html").text == "Pain fell by 12%."
