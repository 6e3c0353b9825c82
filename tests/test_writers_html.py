"""The HTML report, read back with a parser as a browser would."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writers_sample import CHINESE, PATH, chinese, english, run

from verify import review_text
from verify.model import Block, BlockKind, Flag, Run, Severity, Span, Text
from verify.writers.html import write
from verify.writers.segments import Mark, segments
from verify.writers.words import table

VOID = {"meta", "br", "input", "link", "img", "hr"}


class Page(HTMLParser):
    """Elements with their attributes and text; fails on tags that do not close in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.stack, self.texts = [], [], {}
        self.feed(text)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append((tag, len(self.elements) - 1))

    def handle_endtag(self, tag):
        assert self.stack, f"</{tag}> closes nothing"
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        for _, i in self.stack:
            self.texts[i] = self.texts.get(i, "") + data

    def all(self, tag, **attributes):
        return [
            (attrs, self.texts.get(i, ""))
            for i, (name, attrs) in enumerate(self.elements)
            if name == tag and all(value in attrs.get(key, "").split() for key, value in attributes.items())
        ]


@pytest.fixture(scope="module")
def page():
    return Page(write(run()))


def test_nothing_of_an_article_becomes_an_element(page):
    assert len(page.all("script")) == 1
    assert not {tag for tag, _ in page.elements} & {"i", "u", "img", "iframe", "object", "link"}
    assert all(not any(name.startswith("on") or name == "style" for name in attrs) for _, attrs in page.elements)
    shown = "".join(text for _, text in page.all("body"))
    for hostile in ("<script>alert(1)</script>", "<script>alert(2)</script>", "<script>alert(3)</script>", "<b>K</b>", "<u>"):
        assert hostile in shown


def test_no_word_of_an_article_stands_in_an_id_or_a_link(page):
    for _, attrs in page.elements:
        for name in ("id", "href", "data-for"):
            assert all(re.fullmatch(r"#?(tip|a\d+(-[a-z]+\d+)?)", part) for part in attrs.get(name, "").split())


def test_the_page_asks_the_network_for_nothing():
    text = write(run())
    assert not re.search(r"""(src|href|action)\s*=\s*["']?\s*(https?:|//|data:)""", text)
    assert "url(" not in text
    assert "@import" not in text


def test_only_its_own_script_and_style_may_run(page):
    policy = next(attrs["content"] for attrs, _ in page.all("meta") if attrs.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        ((_, source),) = page.all(tag)
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_ids_are_unique_and_every_link_leads_somewhere(page):
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for attrs, _ in page.all("a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)
    for attrs, _ in page.all("a", **{"class": "m"}):
        assert set(attrs["data-for"].split()) <= set(ids)


def test_a_provision_is_a_link_only_to_the_web():
    basis = ("CN-ADL-09 https://law.example/9 [text recalled]", "UK-14 https://code.example/14", "X-1 javascript:alert(1)")
    flag = Flag("promo-superlative", Text("最高级。", "A superlative."), Span(0, 2), Severity.WARNING, basis=basis)
    page = Page(write(Run((replace(chinese(), flags=(flag,)),)), language="zh"))
    links = [(text, attrs["href"]) for attrs, text in page.all("a", **{"class": "basis"})]
    assert links == [("CN-ADL-09", "https://law.example/9"), ("UK-14", "https://code.example/14")]
    (said,) = [text for _, text in page.all("p", **{"class": "small"}) if "依据" in text]
    assert said.count("凭记忆转述") == 1
    assert "X-1 javascript:alert(1)" in said


def body(page):
    """The text of the first article as the report shows it, without line numbers and badges."""
    ((_, text),) = page.all("section", **{"class": "text"})[:1]
    badges = [badge for _, badge in page.all("b", **{"aria-hidden": "true"})]
    return text, badges


def test_the_article_stands_there_whole():
    review = replace(chinese(), flags=())
    text, _ = body(Page(write(Run((review,)))))
    printed = "".join(text.split())
    until = CHINESE.index("参考文献")
    assert printed == "".join(CHINESE[:until].split())


def test_overlapping_flags_mark_one_text_without_nesting(page):
    marked = [(attrs, text) for attrs, text in page.all("a", **{"class": "m"}) if "a1-f2" in attrs["data-for"].split()]
    both = [text for attrs, text in marked if "a1-f3" in attrs["data-for"].split()]
    assert [text.strip("3") for text in both] == ["61.5%"]
    assert "".join(text.lstrip("23") for _, text in marked) == "为61.5%，安慰剂组"
    assert all("s-error" in attrs["class"] for attrs, text in marked if "61.5%" in text)


def test_a_claim_is_underlined_by_its_standing(page):
    classes = {text.lstrip("0123456789"): attrs["class"].split() for attrs, text in page.all("a", **{"class": "m"})}
    assert "v-contradicted" in classes["一秒用力呼气量改善率"]
    assert "v-no-source" in classes["急性加重的风险下降18%"]
    assert "v-uncited" in classes["住院率为"]


def test_a_card_tells_message_evidence_arithmetic_and_hint(page):
    ((attrs, text),) = [(attrs, text) for attrs, text in page.all("li", **{"class": "card"}) if attrs["id"] == "a1-f3"]
    assert attrs["data-severity"] == "error"
    for word in ("value-mismatch", "3:22", "文中为 61.5%", "改善率为 61.9%", "61.9 ≠ 61.5", "请核对原文。"):
        assert word in text


def test_a_suppressed_flag_is_listed_with_its_reason(page):
    ((_, text),) = page.all("li", **{"class": "s-suppressed"})
    assert "引用的是指南原话 <u>" in text


def test_the_summary_says_what_was_not_checked(page):
    ((_, text),) = page.all("section", **{"class": "limits"})
    assert "articles/broken & <old>.txt" in text
    assert "1 条数据陈述引用了文献，但手头没有该文献的文本" in text
    assert "1 篇文章中未发现任何数值" in text
    assert "1 条文献只有摘要或摘录可用" in text
    assert "没有标记并不说明数据正确" in text


def test_a_reference_shows_where_it_is_cited_and_its_problems(page):
    entries = page.all("li")
    ((_, text),) = [(attrs, text) for attrs, text in entries if attrs.get("id") == "a1-r2"]
    for word in ("陈某. 吸入治疗[J]", "陈某 · 2019 · 吸入治疗 · 呼吸杂志", "第 4 行", "缺少卷号与页码。", "手头无文本"):
        assert word in text


def test_text_of_the_reference_list_that_is_no_entry_is_shown():
    review = chinese()
    without = replace(review, references=review.references[:1], flags=())
    page = Page(write(Run((without,))))
    ((_, text),) = page.all("div", **{"class": "leftover"})
    assert "[2] 陈某. 吸入治疗[J]. 呼吸杂志, 2019." in text


def test_the_printed_numbers_of_entries_are_no_text_left_over():
    entries = (
        "1. 林峰, 等. 急性胰腺炎的预后. 中华内科杂志, 2020, 12(3): 100-106.\n2. 周明, 等. 胰腺炎. 中华内科杂志, 2021, 30(2): 11-16."
    )
    article = f"急性胰腺炎的病死率为4.8%[1]。\n\n参考文献\n{entries}\n"
    assert not Page(write(Run((review_text(article),)))).all("div", **{"class": "leftover"})


def test_the_interface_speaks_the_language_asked_for():
    assert "What this report did not check" in write(run(), language="en")
    assert Page(write(run(), language="en")).all("article")[0][0]["lang"] == "en"
    assert "本报告没有核对的内容" in write(run())
    assert Page(write(run())).all("article")[1][0]["lang"] == "en"


def test_without_script_all_flags_are_there_and_the_filter_is_not(page):
    ((attrs, _),) = page.all("form")
    assert "hidden" in attrs
    assert all("hidden" not in attrs for attrs, _ in page.all("li", **{"class": "card"}))


def test_page_furniture_is_folded_away_and_opens_for_a_flag():
    review = english()
    span = Span(0, 24)
    blocks = (Block(BlockKind.BOILERPLATE, span), *review.document.blocks[1:])
    document = replace(review.document, blocks=blocks)
    folded = Page(write(Run((replace(review, document=document),))))
    ((attrs, text),) = folded.all("details")
    assert "open" not in attrs
    assert "Rehabilitation" in text
    flag = Flag("x", Text("", "here"), Span(3, 5), Severity.NOTE)
    opened = Page(write(Run((replace(review, document=document, flags=(flag,)),))))
    assert "open" in opened.all("details")[0][0]


def test_the_same_run_gives_the_same_page():
    assert write(run()) == write(run())


def test_an_empty_run_and_an_empty_article_have_a_page():
    assert "no articles" in write(Run(()))
    review = english()
    Page(write(Run((replace(review, document=replace(review.document, text="", blocks=(), lines=())),))))


def test_a_thousand_flags_on_one_article_stay_small_and_quick():
    review = chinese()
    flags = tuple(Flag("x", Text("点", "p"), Span(i % 90, i % 90 + 2), Severity.NOTE) for i in range(1000))
    assert len(write(Run((replace(review, flags=flags),)))) < 2_000_000


def test_every_word_has_both_languages():
    assert all(text.zh.strip() and text.en.strip() for text in table().values())


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.integers(0, 30), st.lists(SPANS, max_size=12), st.lists(st.integers(-5, 40), max_size=5))
def test_segments_tile_the_text_and_carry_exactly_the_marks_over_them(length, spans, cuts):
    marks = [Mark(span, "flag", i) for i, span in enumerate(spans)]
    found = list(segments(length, marks, cuts))
    assert "".join("x" * (s.end - s.start) for s in found) == "x" * length
    assert [s.start for s in found] == [0, *(s.end for s in found[:-1])][: len(found)]
    for segment in found:
        assert segment.start < segment.end
        for mark in marks:
            start = min(mark.span.start, length - 1)
            end = min(max(mark.span.end, start + 1), length)
            assert (mark in segment.marks) == (start <= segment.start and segment.end <= end)
    assert sorted(m.number for s in found for m in s.begins) == ([m.number for m in marks] if length else [])


def test_the_path_is_text(page):
    assert any(text == PATH for _, text in page.all("span", **{"class": "path"}))
