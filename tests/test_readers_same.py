"""The same article says the same whatever file it comes in."""

from html import escape
from pathlib import Path

import pytest
from readers_files import Pdf, docx, p, r, raised

from verify.extract import extract
from verify.model import BlockKind, Document
from verify.readers import read

TITLE = "高尿酸血症与痛风的长期管理"
SECTIONS = ("流行现状", "降尿酸治疗")
# Each paragraph with its raised markers after a bar.
PARAGRAPHS = (
    "一项全国调查显示，成人高尿酸血症的患病率为14.0%|1|，其中约三分之一的患者伴有痛风|2,3|。男性的患病率为女性的2.1倍|1|，并随年龄增长而升高，城市居民高于农村居民。",
    "治疗24周后，试验组血尿酸达标率为68.5%，对照组为41.2%|3|，差异有统计学意义。急性发作次数由每年3.4次降至1.1次|2|，患者的生活质量评分也有明显改善，未见新的安全信号。",
)
ENTRIES = (
    "1. 周明, 何静, 等. 中国成人高尿酸血症的患病率. 中华内科杂志, 2021, 60(5): 433-439.",
    "2. Ruiz A, Okafor B, Lindgren C. Flares after urate lowering. Ann Rheum Dis. 2019;78(3):211-218.",
    "3. Weber D, Sato E. A trial of a new inhibitor. Lancet Rheumatol. 2022;4(1):e101-e109.",
)


def runs(paragraph: str) -> list[tuple[str, bool]]:
    return [(text, i % 2 == 1) for i, text in enumerate(paragraph.split("|")) if text]


def marked(paragraph: str, before: str, after: str) -> str:
    return "".join(f"{before}{text}{after}" if high else text for text, high in runs(paragraph))


def as_txt() -> bytes:
    body = [line for pair in zip(SECTIONS, (marked(one, "<sup>", "</sup>") for one in PARAGRAPHS), strict=True) for line in pair]
    return "\n\n".join([TITLE, *body, "参考文献", "\n".join(ENTRIES), "责任编辑：小王"]).encode("gb18030")


def as_md() -> bytes:
    body = [line for title, one in zip(SECTIONS, PARAGRAPHS, strict=True) for line in (f"## {title}", marked(one, "^", "^"))]
    return "\n\n".join([f"# {TITLE}", *body, "## 参考文献", "\n".join(ENTRIES), "责任编辑：小王"]).encode("utf-8-sig")


def as_html() -> bytes:
    body = "".join(
        f"<h2>{title}</h2><p>{marked(one, '<sup>', '</sup>')}</p>" for title, one in zip(SECTIONS, PARAGRAPHS, strict=True)
    )
    items = "".join(f"<li>{escape(entry[3:])}</li>" for entry in ENTRIES)
    page = f"<body><nav>首页</nav><h1>{TITLE}</h1><div>{body}<h2>参考文献</h2><ol>{items}</ol></div><p>责任编辑：小王</p></body>"
    return f"<html><head><meta charset=utf-8></head>{page}</html>".encode()


def as_docx() -> bytes:
    body = p(TITLE, style="T")
    for title, one in zip(SECTIONS, PARAGRAPHS, strict=True):
        body += p(title, style="H2b") + p(*(raised(text) if high else r(text) for text, high in runs(one)))
    return docx(body + p("参考文献", style="H2b") + "".join(p(entry[3:], number="1") for entry in ENTRIES) + p("责任编辑：小王"))


def as_pdf() -> bytes:
    pdf = Pdf()
    pdf.page()
    pdf.text(60, 800, TITLE, 16)
    y = 760.0
    for title, one in zip(SECTIONS, PARAGRAPHS, strict=True):
        pdf.text(60, y, title, 13)
        y, x = y - 24, 60.0
        for text, high in runs(one):
            for character in text:
                size = 6.0 if high else 10.0
                if x + size > 480 and character not in "，。,":
                    y, x = y - 16, 60.0
                pdf.text(x, y + 4 * high, character, size)
                # ASCII is set in Helvetica, whose digits are 0.556 of the size wide.
                x += size * (0.556 if character.isdigit() else 0.278 if character in ".," else 0.889 if character == "%" else 1)
        y -= 30
    pdf.text(60, y, "参考文献", 13)
    for i, entry in enumerate(ENTRIES, 1):
        pdf.text(60, y - 20 * i, entry, 8)
    pdf.text(60, y - 90, "责任编辑：小王")
    return pdf.data()


FORMATS = {"txt": as_txt, "md": as_md, "html": as_html, "docx": as_docx, "pdf": as_pdf}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder: Path = tmp_path_factory.mktemp("same")
    found = {}
    for suffix, make in FORMATS.items():
        path = folder / f"article.{suffix}"
        path.write_bytes(make())
        found[suffix] = read(path)
    return found


def told(document: Document, *kinds: BlockKind) -> list[str]:
    return [document.slice(block.span) for block in document.blocks if block.kind in kinds]


@pytest.mark.parametrize("suffix", FORMATS)
def test_paragraphs_headings_and_references_are_the_same(documents, suffix):
    document = documents[suffix]
    assert told(document, BlockKind.PARAGRAPH) == [one.replace("|", "") for one in PARAGRAPHS]
    assert told(document, BlockKind.HEADING) == [TITLE, *SECTIONS, "参考文献"]
    assert "".join(told(document, BlockKind.REFERENCE)).replace("\n", "") == "".join(ENTRIES)
    assert "责任编辑：小王" in told(document, BlockKind.BOILERPLATE)
    assert document.language == "zh"


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_runs_are_raised(documents, suffix):
    document = documents[suffix]
    assert [document.slice(span) for span in document.superscripts] == ["1", "2,3", "1", "3", "2"]


def test_claims_figures_and_links_are_the_same(documents):
    said = {}
    for suffix, document in documents.items():
        found = extract(document)
        claims = [(one.measure, tuple(figure.quantity.text for figure in one.figures), one.citations) for one in found.claims]
        said[suffix] = claims, [one.keys for one in found.citations], [(one.key, one.raw) for one in found.references]
    assert said["txt"][0]
    assert all(one == said["txt"] for one in said.values())
