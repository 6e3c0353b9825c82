"""Files come in many encodings: each is read as its author wrote it, or not at all and with a word why."""

import os

import pytest

from verify import readers
from verify.errors import Incomplete, UserError
from verify.readers import read

ZH = (
    "哮喘患者的年急性发作率为12.5%，随访中位时间为18个月。研究共纳入320例，其中男性占54%。\n治疗组的缓解率高于对照组（P＜0.05）。\n"
)
TRADITIONAL = "氣喘患者的年急性發作率為12.5%，隨訪中位時間為18個月。研究共納入320例，其中男性佔54%。\n治療組的緩解率較高。\n"
EN = "Relapse occurred in 12.5% of patients – the “primary” endpoint – after a median of 18 months. Müller’s group saw less.\n"


def file(folder, data, name="article.txt"):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ZH, e) for e in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be")]
    + [(TRADITIONAL, e) for e in ("utf-8", "big5", "gb18030", "utf-16")]
    + [(EN, e) for e in ("utf-8", "cp1252", "utf-16-le")],
)
@pytest.mark.parametrize("times", [1, 40])
def test_the_encoding_is_told_from_the_bytes(tmp_path, text, encoding, times):
    document = read(file(tmp_path, (text * times).encode(encoding)))
    assert document.lines == tuple((text * times).split("\n"))
    assert document.place(0).offset == 0


@pytest.mark.parametrize("suffix", [".txt", ".md", ".TXT", ".markdown", ".text"])
def test_windows_line_ends_count_as_two_characters_of_one_line(tmp_path, suffix):
    document = read(file(tmp_path, "一行为12%。\r\n\r\n二行为13%。\r\n".encode(), "a" + suffix))
    second = document.place(document.text.index("二"))
    assert (second.line, second.column, second.offset) == (3, 1, 11)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04.....", "DOCX"),
        (b"\xd0\xcf\x11\xe0rest", "DOC "),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(256)) * 20, "NUL"),
        (b"plain\x00text with a hole in it" * 9, "NUL"),
        (bytes(range(128, 256)) * 20, "encoding"),
        (ZH.encode() * 5 + b"\xff\n" + ZH.encode(), "line 11"),
        (ZH.encode("utf-16") + b"\x00", "utf-16"),
        ("疗效好。".encode("gb18030"), "too short"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_names_the_file_and_what_to_do(tmp_path, data, says):
    path = file(tmp_path, data)
    with pytest.raises(Incomplete) as error:
        read(path, "articles/article.txt")
    assert str(error.value).startswith("articles/article.txt: ")
    assert says in str(error.value)
    assert error.value.in_("zh").startswith("articles/article.txt：")


def test_a_missing_or_unreadable_file_is_incomplete(tmp_path):
    with pytest.raises(Incomplete, match=r"gone\.txt: cannot be read"):
        read(tmp_path / "gone.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(Incomplete, match="cannot be read"):
        read(tmp_path / "folder.txt")


@pytest.mark.skipif(os.name == "nt", reason="named pipes are a matter of Unix")
def test_a_pipe_in_the_place_of_an_article_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(Incomplete, match="it is no file"):
        read(tmp_path / "pipe.txt")


def test_a_file_beyond_the_limit_is_not_even_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "LIMIT", 1_000_000)
    with pytest.raises(Incomplete, match=r"2 MB is more than the 1 MB .* split it"):
        read(file(tmp_path, b"a" * 2_000_000))


def test_an_unknown_kind_of_file_is_the_users_to_fix(tmp_path):
    with pytest.raises(UserError, match=r"a\.xyz: no reader .*\.md.*\.txt"):
        read(file(tmp_path, b"abc", "a.xyz"))
