"""Pages as browsers save them: a news site, an article of a WeChat account, a journal. All were written for this test."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.extract import Extraction, extract
from verify.model import BlockKind, Document
from verify.readers import read

PAGES = Path(__file__).parent / "pages"
OUTSIDE = {
    "news": ("Cookie", "限时优惠", "打鼾的人", "我家老人", "九成的时间", "寿命延长20%", "ICP", "阅读 3.2万"),
    "wechat": ("关注我们", "长按识别", "在看", "阅读 1.2万", "扫一扫", "2024-01-06"),
    "journal": (
        "Skip to main",
        "Ben Okafor",
        "Department of Nephrology",
        "View large",
        "Altmetric",
        "45% of the readers",
        "cookies",
    ),
}


@pytest.fixture(params=OUTSIDE)
def page(request: pytest.FixtureRequest) -> tuple[str, Document, Extraction]:
    document = read(PAGES / f"{request.param}.html")
    return request.param, document, extract(document)


def told(document: Document, *kinds: BlockKind) -> list[str]:
    return [document.slice(block.span) for block in document.blocks if block.kind in kinds]


def test_only_the_article_is_read(page):
    name, document, _ = page
    aside = "\n".join(told(document, BlockKind.BOILERPLATE))
    inside = "\n".join(document.slice(block.span) for block in document.blocks if block.kind is not BlockKind.BOILERPLATE)
    for words in OUTSIDE[name]:
        assert words in aside
        assert words not in inside
    assert "99.9%" not in document.text  # of a script


def test_headings_captions_and_tables_are_found(page):
    name, document, _ = page
    headings, captions, tables = (told(document, kind) for kind in (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TABLE))
    assert {
        "news": headings == ["夜间低氧与心房颤动：新数据", "治疗", "参考文献："]
        and captions == ["图1 不同低氧负荷组的房颤累积发生率（随访8年）", "表1 两组基线特征"]
        and tables == ["特征 | 治疗组 | 对照组\n例数 | 210 | 205\n年龄（岁） | 61.2±9.4 | 60.8±9.9"],
        "wechat": headings == ["痛风患者怎么吃", "一、少吃高嘌呤食物", "二、规律用药", "参考文献"] and not captions and not tables,
        "journal": headings == ["Salt restriction in dialysis", "Abstract", "Introduction", "Results", "References"]
        and captions == ["Figure 1. Systolic pressure over 12 weeks (n=214).", "Table 1. Baseline characteristics"]
        and len(tables) == 1,
    }[name]


def test_markers_and_the_list_are_found(page):
    name, _, found = page
    wanted = {
        "news": (["1"], ["2", "3"], ["2"], ["3"]),
        "wechat": (["1"], ["2"], ["2"], ["2"], ["3"], ["3"]),
        "journal": (["1"], ["2", "3"], ["1", "2", "3"], ["4"], ["4"]),
    }[name]
    assert tuple(list(citation.keys) for citation in found.citations) == wanted
    assert [reference.key for reference in found.references] == [str(i + 1) for i in range(4 if name == "journal" else 3)]
    assert not any(words in reference.raw for reference in found.references for words in ("Crossref", "Scholar", "1. "))


def test_figures_are_those_of_the_article_with_their_references(page):
    name, _, found = page
    claimed = {(figure.quantity.text, claim.citations) for claim in found.claims for figure in claim.figures}
    wanted = {
        "news": {("约为1.6%", ("1",)), ("8.9%", ("2",)), ("3.4%", ("2",)), ("42.0%", ("3",)), ("31.5%", ("3",))},
        "wechat": {
            ("14.0%", ("1",)),
            ("约三分之一", ("1",)),
            ("2.1倍", ("2",)),
            ("21%", ("2",)),
            ("68.5%", ("3",)),
            ("4.2%", ("3",)),
        },
        "journal": {("86%", ("1",)), ("8.3 mmHg", ("2", "3")), ("HR 0.81", ("1", "2", "3")), ("2.3 g/day", ("4",))},
    }[name]
    assert wanted <= claimed


def test_the_date_is_that_of_the_byline_or_of_the_head(page):
    name, document, _ = page
    assert document.date == {"news": "2024-03-18", "wechat": "2024-01-06", "journal": "2023-05-11"}[name]
