"""The same article says the same whatever file it comes in: one written here, and the demo articles of this repository."""

from html import escape
from pathlib import Path

import pytest
from readers_files import Pdf, docx, p, r, raised

from verify.extract import extract
from verify.model import BlockKind, Document, Span
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
    y = pdf.paragraph(800, [(TITLE, False)], 16)
    for title, one in zip(SECTIONS, PARAGRAPHS, strict=True):
        y = pdf.paragraph(y, [(title, False)], 13)
        y = pdf.paragraph(y, runs(one))
    y = pdf.paragraph(y, [("参考文献", False)], 13)
    for i, entry in enumerate(ENTRIES):
        pdf.text(60, y - 20 * i, entry, 8)
    pdf.text(60, y - 70, "责任编辑：小王")
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


# ------------------------------------------------------------------------------------------------ the demo articles

ARTICLES = sorted((Path(__file__).parent.parent / "articles").iterdir())
# What a format is known to lose, by article and format; empty, and to be filled only with a reason.
DIFFERENCES: dict[tuple[str, str], str] = {}
Printed = list[tuple[bool, int, list[tuple[str, bool]]]]


def printed(document: Document) -> Printed:
    """Each line of `document`: whether it is a heading, its level, and its runs, the raised ones marked."""
    found: Printed = []
    for block in document.blocks:
        at = block.span.start
        for line in document.slice(block.span).split("\n"):
            if line:
                found.append((block.kind is BlockKind.HEADING, max(block.level, 1), high_runs(document, Span(at, at + len(line)))))
            at += len(line) + 1
    return found


def high_runs(document: Document, line: Span) -> list[tuple[str, bool]]:
    found, at = [], line.start
    for high in document.superscripts:
        if line.holds(high):
            found += [(document.text[at : high.start], False), (document.slice(high), True)]
            at = high.end
    return [(text, high) for text, high in (*found, (document.text[at : line.end], False)) if text]


def between(line: list[tuple[str, bool]], before: str, after: str) -> str:
    return "".join(f"{before}{text}{after}" if high else text for text, high in line)


def to_txt(lines: Printed) -> bytes:
    return "\n\n".join(between(line, "<sup>", "</sup>") for _, _, line in lines).encode()


def to_md(lines: Printed) -> bytes:
    return "\n\n".join("#" * level * heading + " " * heading + between(line, "^", "^") for heading, level, line in lines).encode()


def to_html(lines: Printed) -> bytes:
    body = ""
    for heading, level, line in lines:
        tag = f"h{level}" if heading else "p"
        body += f"<{tag}>{between([(escape(text), high) for text, high in line], '<sup>', '</sup>')}</{tag}>"
    return f"<meta charset=utf-8><body><nav>首页</nav><article>{body}</article></body>".encode()


def to_docx(lines: Printed) -> bytes:
    return docx(
        "".join(
            p(*(raised(escape(text)) if high else r(escape(text)) for text, high in line), style="H2b" if heading else "")
            for heading, _, line in lines
        )
    )


def to_pdf(lines: Printed) -> bytes:
    pdf = Pdf()
    pdf.page()
    y = 800.0
    for heading, _, line in lines:
        y = pdf.paragraph(y, line, 14 if heading else 10)
    return pdf.data()


WRITERS = {"txt": to_txt, "md": to_md, "html": to_html, "docx": to_docx, "pdf": to_pdf}


def says(document: Document) -> object:
    found = extract(document)
    return (
        [(one.measure, tuple("".join(f.quantity.text.split()) for f in one.figures), one.citations) for one in found.claims],
        [one.keys for one in found.citations],
        [(one.key, "".join(one.raw.split())) for one in found.references],
    )


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_a_demo_article_gives_the_same_claims_and_links_in_every_format(article: Path, suffix: str, tmp_path: Path):
    document = read(article)
    (tmp_path / f"article.{suffix}").write_bytes(WRITERS[suffix](printed(document)))
    same = says(read(tmp_path / f"article.{suffix}")) == says(document)
    assert same is not bool(DIFFERENCES.get((article.name, suffix)))
