"""Markdown says what its blocks are; its marks are no text, and what is left stands where the author put it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.model import BlockKind, Document
from verify.readers import read_text

P, H, R, B, L = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.REFERENCE, BlockKind.BOILERPLATE, BlockKind.LIST


def md(text: str) -> Document:
    return read_text(text, "article.md")


def blocks(text: str) -> list[tuple[BlockKind, str]]:
    document = md(text)
    return [(block.kind, document.slice(block.span)) for block in document.blocks]


class TestBlocks:
    def test_headings_of_both_kinds_keep_their_level(self):
        document = md("# 一级\n\n## 二级 ##\n\nSetext\n------\n\n正文。\n")
        assert [(document.slice(b.span), b.level) for b in document.blocks if b.kind is H] == [
            ("一级", 1),
            ("二级", 2),
            ("Setext", 2),
        ]

    def test_a_hash_before_a_number_is_no_heading(self):
        assert blocks("患者分为两组。\n\n#1 为对照组，共20例。") == [(P, "患者分为两组。"), (P, "#1 为对照组，共20例。")]

    def test_wrapped_lines_of_a_paragraph_are_one(self):
        text = "Control of asthma remains poor in\nmany people, and inhaler errors are\ncommon."
        assert blocks(text) == [(P, text.replace("\n", " "))]

    def test_one_line_per_paragraph_without_blank_lines_is_never_joined(self):
        lines = [
            "哮喘患病率为4.2%，随年龄上升，城乡之间差异不大。",
            "发作多在夜间，冬季住院人数约为夏季的两倍。",
            "规律用药者的发作次数减少一半。",
        ]
        assert blocks("\n".join(lines)) == [(P, line) for line in lines]

    def test_lists_lose_bullets_and_keep_numbers(self):
        assert blocks("- 吸烟\n- 冷空气\n\n1. 随访\n2. 宣教\n") == [(L, "吸烟"), (L, "冷空气"), (L, "1. 随访"), (L, "2. 宣教")]

    def test_a_table_is_one_block_of_rows_without_its_rule(self):
        text = "| 组别 | 例数 |\n|:---|---:|\n| 治疗组 | 52 |\n| 对照组 | 49 |\n\n随访一年。"
        assert blocks(text) == [(BlockKind.TABLE, "组别 | 例数\n治疗组 | 52\n对照组 | 49"), (P, "随访一年。")]

    def test_a_quotation_is_read_without_its_bars(self):
        assert blocks("> 规律用药可使发作减少一半。\n> 患者应学会自我管理。")[0][1].startswith("规律用药可使发作减少一半。")

    def test_front_matter_is_no_text_but_is_kept(self):
        document = md('---\ntitle: "哮喘"\ndate: 2023-5-6\naudience: patient\n---\n\n正文为12%。')
        assert document.text == "正文为12%。"
        assert document.date == "2023-05-06"
        assert document.meta == {"title": "哮喘", "date": "2023-5-6", "audience": "patient"}
        assert document.place(0).line == 7

    def test_an_image_is_a_placeholder_unless_its_words_are_a_caption(self):
        assert blocks("![](a.png)\n\n![截图](b.png)\n\n![图1 发作次数](c.png)") == [
            (B, "截图"),
            (BlockKind.CAPTION, "图1 发作次数"),
        ]

    def test_a_comment_line_does_not_part_a_paragraph_from_its_heading(self):
        document = md("## 结果\n<!-- verify: ignore[uncited-figure] 内部数据 -->\n缓解率为65%。")
        assert [document.slice(block.span) for block in document.blocks] == ["结果", "缓解率为65%。"]
        assert document.comments[0].line == 2


class TestReferences:
    ENTRY = "Ruiz A, Okafor B. Inhaler errors in *adults* with asthma. **Thorax**. 2019;74(3):211-218."
    PLAIN = "Ruiz A, Okafor B. Inhaler errors in adults with asthma. Thorax. 2019;74(3):211-218."

    def test_a_list_below_its_heading_keeps_its_lines_and_loses_its_emphasis(self):
        assert blocks(f"正文。\n\n## 参考文献\n\n1. {self.ENTRY}\n2. {self.ENTRY}\n") == [
            (P, "正文。"),
            (H, "参考文献"),
            (R, f"1. {self.PLAIN}\n2. {self.PLAIN}"),
        ]

    def test_notes_that_look_like_references_are_the_list(self):
        found = blocks(f"缓解率为65%。[^1]\n\n[^1]: {self.ENTRY}\n[^b]: Petrov I. Breathing.\n")
        assert found == [(P, "缓解率为65%。[^1]"), (R, f"[^1]: {self.PLAIN}\n[^b]: Petrov I. Breathing.")]

    def test_notes_that_only_explain_are_notes_and_their_marks_no_citations(self):
        assert blocks("缓解率为65%。[^1]\n\n[^1]: 按意向性分析。") == [
            (P, "缓解率为65%。"),
            (BlockKind.NOTE, "[^1]: 按意向性分析。"),
        ]

    def test_a_heading_ends_the_list(self):
        assert [kind for kind, _ in blocks(f"## References\n\n1. {self.ENTRY}\n\n## 附录\n\n正文。")] == [H, R, H, P]


class TestMarks:
    @pytest.mark.parametrize(
        ("marked", "plain"),
        [
            ("**缓解率**为*65%*。", "缓解率为65%。"),
            ("__A__ and _b_ and ***c***", "A and b and c"),
            ("HLA-B*58:01 and HLA-B*57:01", "HLA-B*58:01 and HLA-B*57:01"),
            ("NEI_VFQ_25 improved", "NEI_VFQ_25 improved"),
            ("P*<0.05，3 * 4 * 5", "P*<0.05，3 * 4 * 5"),
            ("见[指南](https://example.org/a_b_c)第3章", "见指南第3章"),
            ("见[指南][1]及文献[2]", "见指南[1]及文献[2]"),
            ("[@smith2020; @lee2021, p. 3]", "[@smith2020; @lee2021, p. 3]"),
            ("P &lt; 0.05 &amp; 更多", "P < 0.05 & 更多"),
            (r"约5\*与\[3\]", "约5*与[3]"),
            ("水H<sub>2</sub>O", "水H2O"),
            ("<span style='color:red'>65%</span>", "65%"),
            ("P<0.05且n>30", "P<0.05且n>30"),
            ("`q4w` 给药", "q4w 给药"),
        ],
    )
    def test_marks_are_cut_out_and_nothing_else(self, marked, plain):
        expected = plain.replace("见指南[1]", "见[指南][1]") if "][1]" in marked else plain
        assert md(marked).text == expected

    @pytest.mark.parametrize("marked", ["65%<sup>3,4</sup>。", "65%^3,4^。", "65%[3,4](#ref3)。"])
    def test_raised_runs_are_plain_characters_that_are_marked(self, marked):
        document = md(marked)
        assert document.text == "65%3,4。"
        assert [document.slice(span) for span in document.superscripts] == ["3,4"]

    def test_emphasis_may_reach_over_a_line_end(self):
        assert md("Control of **asthma remains\npoor** in many people.").text == "Control of asthma remains poor in many people."

    marks = "* ** _ ` [ ] ( ) ! # ## | --- <sup> </sup> ^1^ &amp; \\ > - 1. [^1]: ~~ <br> 药 A 5%"
    signs = st.sampled_from([*marks.split(" "), " ", "\n", "\n\n"])

    @given(st.lists(signs, max_size=60).map("".join))
    def test_whatever_the_marks_every_letter_and_figure_keeps_its_place(self, text):
        document = md(text)
        placed = {document.place(i).offset: character for i, character in enumerate(document.text)}
        for offset, character in enumerate(text):
            if character == "药" or (character == "5" and text[offset + 1 : offset + 2] == "%"):
                assert placed.get(offset) == character
        assert all(a.span.end < b.span.start for a, b in pairwise(document.blocks))

    @pytest.mark.parametrize(
        "mark", ["*", "**a ", "[", "[a](", "<sup>", "`", "![", "<!--", "^1", "&", "_", "[x", "|", "# ", "> ", "> > ", "-", "<a b "]
    )
    def test_a_file_of_nothing_but_marks_is_read_in_linear_time(self, mark):
        small, large = (self.seconds(mark * (n // len(mark))) for n in (20_000, 80_000))
        assert large < 8 * 4 * small + 0.3

    def seconds(self, text: str) -> float:
        from time import process_time

        start = process_time()
        md(text)
        return process_time() - start
