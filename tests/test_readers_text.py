"""Plain text becomes blocks: what an editor sees as a paragraph is one, and nothing of the file is lost."""

import re
import textwrap
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verify.model import BlockKind, Document, Place, Span
from verify.readers import read_text

P, H, R, B, L = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.REFERENCE, BlockKind.BOILERPLATE, BlockKind.LIST


def kinds(document: Document) -> list[BlockKind]:
    return [block.kind for block in document.blocks]


def texts(document: Document, *wanted: BlockKind) -> list[str]:
    return [document.slice(block.span) for block in document.blocks if not wanted or block.kind in wanted]


ZH = (
    "哮喘是常见的慢性气道疾病，全国成人患病率为4.2%，其中约四分之一的患者曾因急性发作就诊。规律使用吸入药物可以减少发作，但依从性普遍不足。"
    "一项覆盖九个城市的调查显示，仅有28.5%的患者达到良好控制，老年人的比例更低。医生应在每次随访时检查吸入技术，并记录过去四周的症状。"
)
ZH2 = (
    "生物制剂为重症患者带来新的选择。治疗24周后，试验组年急性发作率下降58%，对照组下降21%，两组差异有统计学意义。血嗜酸性粒细胞计数较高者获益更大，"
    "而计数较低者的改善有限。不良反应以注射部位反应为主，多为轻度，未见新的安全信号。"
)
EN = (
    "Asthma affects roughly one in twelve adults, and control remains poor in many of them. In a survey of nine cities only "
    "28.5% of patients met the criteria for good control, and the share was lower in older people. Inhaler technique should be "
    "checked at every visit, because errors are common and easy to correct."
)
EN2 = (
    "Biological medicines have widened the options for severe disease. After 24 weeks the yearly rate of exacerbations had "
    "fallen by 58% in the treated group and by 21% in the control group. Benefit was larger in people with high eosinophil "
    "counts and modest in the others."
)


def wrapped(text: str, columns: int) -> list[str]:
    """Lines of so many columns, as a typesetter breaks Chinese: no number torn, no line begun with a stop."""
    lines, line = [], ""
    for token in re.findall(r"(?:[0-9.%]+|.)[，。、；：]?", text):
        if sum(1 + (character > "\u2e7f") for character in line + token) > columns:
            lines.append(line)
            line = ""
        line += token
    return [*lines, line]


class TestLines:
    def test_one_line_per_paragraph_is_never_joined(self):
        document = read_text(f"{ZH}\n{ZH2}\n{EN}\n{EN2}\n")
        assert texts(document) == [ZH, ZH2, EN, EN2]
        assert kinds(document) == [P, P, P, P]

    @pytest.mark.parametrize("columns", [48, 76, 96])
    @pytest.mark.parametrize("between", ["\n", "\n\n", " \n\n"])
    def test_chinese_lines_join_without_a_space_blank_lines_between_them_or_not(self, columns, between):
        document = read_text(between.join([*wrapped(ZH + ZH2, columns)]))
        assert texts(document) == [ZH + ZH2]

    @pytest.mark.parametrize("columns", [60, 76, 90])
    def test_english_lines_join_with_a_space(self, columns):
        text = "\n\n".join("\n".join(textwrap.wrap(p, columns)) for p in (EN, EN2))
        assert texts(read_text(text)) == [EN, EN2]

    def test_an_indented_first_line_begins_a_paragraph_of_wrapped_chinese(self):
        lines = [f"　　{line}" if i == 0 else line for p in (ZH, ZH2) for i, line in enumerate(wrapped(p, 60))]
        assert texts(read_text("\n".join(lines))) == [ZH, ZH2]

    def test_a_range_torn_at_the_line_end_is_whole_again(self):
        line = "慢性咳嗽患者的病程一般较长，门诊患者从首次就诊到明确病因的中位时间为 6~10"
        document = read_text(
            f"{line}\n个月，约四成患者曾经接受过三种以上的治疗，其中不少人的症状反复发作，影响睡\n\n眠和工作，需要长期随访。"
        )
        assert "6~10个月" in document.text
        assert "影响睡眠" in document.text

    def test_a_hyphen_of_the_typesetter_goes_when_the_word_is_written_whole_elsewhere(self):
        text = (
            "The treatment of asthma needs patience from the doctor and the patient, for treat-\n"
            "ment takes long and the results come late in the course of most of the patients who\n"
            "began early."
        )
        assert "for treatment takes" in read_text(text).text

    def test_a_hyphen_that_may_belong_to_the_word_stays(self):
        text = (
            "The disease was first described in the year 1892 in a young man from the north by a non-\n"
            "smoker who kept a diary of the symptoms over all the years that he lived in the city and\n"
            "later in the hills."
        )
        assert "a non-smoker who" in read_text(text).text

    def test_numbered_headings_of_a_wrapped_article_stand_alone(self):
        text = "\n".join(["1. 引言", "", *wrapped(ZH, 64), "", "2.1. 生物制剂的疗效", *wrapped(ZH2, 64)])
        document = read_text(text)
        assert kinds(document) == [H, P, H, P]
        assert [block.level for block in document.blocks if block.kind is H] == [1, 2]
        assert texts(document, P) == [ZH, ZH2]


class TestFurniture:
    def page(self, number: int) -> list[str]:
        return ["", f"DOI: 10.99999/xyz.2023.1307{number}", f"{number}", "呼吸医学进展", "陈某某 等", ""]

    def test_running_heads_and_page_numbers_do_not_tear_a_sentence(self):
        lines = wrapped((ZH + ZH2) * 6, 64)
        for k, number in ((45, 14), (30, 13), (15, 12)):
            lines[k:k] = self.page(number)
        document = read_text("\n".join(lines))
        assert texts(document, P) == [(ZH + ZH2) * 6]
        assert len(texts(document, B)) == 12
        assert {block.why for block in document.blocks if block.kind is B} == {"page furniture"}

    def test_a_heading_that_comes_twice_is_no_running_head(self):
        lines = [*wrapped(ZH, 64), "", "Study design", "", *wrapped(ZH2, 64), "", "Study design", "", *wrapped(ZH, 64)]
        assert texts(read_text("\n".join(lines)), H) == ["Study design", "Study design"]


class TestReferences:
    ENTRIES = (
        "1. Ruiz A, Okafor B, Lindgren C. Inhaler errors in adults with asthma. Thorax. 2019;74(3):211-218.",
        "2. 周明, 何静, 等. 成人哮喘控制水平的多中心调查. 中华结核和呼吸杂志, 2021, 44(5): 433-439.",
        "3. Weber D, Sato E. Biologics in severe asthma: a review. Eur Respir J. 2022;60(1):2101234.",
    )

    @pytest.mark.parametrize(
        "heading",
        [
            "参考文献",
            "参考文献：",
            "【参考文献】",
            "References",
            "REFERENCES",
            "Literature Cited",
            "六、参考文献",
            "參考文獻",
            "参 考 文 献",
        ],
    )
    @pytest.mark.parametrize("between", ["\n", "\n\n"])
    def test_the_list_is_found_under_its_heading_and_keeps_its_line_breaks(self, heading, between):
        document = read_text(f"{ZH}\n\n{heading}\n{between.join(self.ENTRIES)}\n")
        assert kinds(document) == [P, H, R]
        assert texts(document, R) == [between.join(self.ENTRIES)]

    def test_the_list_may_begin_in_the_line_of_its_heading(self):
        document = read_text(f"{ZH}\n参考文献：{self.ENTRIES[0]}\n{self.ENTRIES[1]}")
        assert kinds(document) == [P, H, R]
        assert texts(document, R) == ["\n".join(self.ENTRIES[:2])]

    def test_all_entries_may_stand_in_one_paragraph(self):
        assert texts(read_text(f"{EN}\nReferences\n{' '.join(self.ENTRIES)}"), R) == [" ".join(self.ENTRIES)]

    def test_wrapped_entries_stay_in_the_list(self):
        lines = [line for entry in (self.ENTRIES[0], self.ENTRIES[2]) for line in textwrap.wrap(entry, 40)]
        assert texts(read_text("\n".join([EN, "", "References", *lines])), R) == ["\n".join(lines)]

    def test_an_entry_without_a_year_between_others_stays_in_the_list(self):
        entries = [self.ENTRIES[0], "2. Petrov I. Breathing.", self.ENTRIES[2]]
        assert texts(read_text(f"{EN}\n\nReferences\n\n" + "\n\n".join(entries)), R) == ["\n\n".join(entries)]

    def test_the_list_is_found_without_a_heading_at_the_end(self):
        document = read_text("\n".join([EN, EN2, *self.ENTRIES, "责任编辑：小王"]))
        assert kinds(document) == [P, P, R, B]

    def test_names_and_years_tell_a_list_without_numbers_or_heading(self):
        entries = [entry[3:] for entry in self.ENTRIES]
        document = read_text("\n\n".join([EN, EN2, *entries]))
        assert texts(document, R) == ["\n\n".join(entries)]

    def test_a_numbered_list_of_advice_at_the_end_is_no_reference_list(self):
        advice = ["1. 规律用药：每天早晚各吸入一次。", "2. 记录症状：每周填写一次量表。", "3. 避免诱因：戒烟，远离冷空气。"]
        assert kinds(read_text("\n".join([ZH, ZH2, *advice]))) == [P, P, L, L, L]

    @pytest.mark.parametrize(
        "trailer",
        [
            "责任编辑：呼吸频道-小李",
            "版权声明\n版权归呼吸频道所有，未经授权不得转载。",
            "本平台旨在向医疗卫生专业人士提供医学信息，不承担相关责任。",
            "— END —\n图片\n扫一扫关注公众号",
            "Edited by A. Writer",
            "© 2023 The Publisher. All rights reserved.",
            "This article is for informational purposes only and does not constitute medical advice.",
        ],
    )
    @pytest.mark.parametrize("gap", ["\n", "\n\n"])
    def test_what_trails_behind_the_list_is_boilerplate(self, trailer, gap):
        document = read_text(f"{ZH}\n{ZH2}\n参考文献\n" + "\n".join(self.ENTRIES) + gap + trailer)
        assert texts(document, R) == ["\n".join(self.ENTRIES)]
        assert set(kinds(document)[4:]) == {B}

    def test_an_appendix_behind_the_list_is_part_of_the_article(self):
        document = read_text("\n".join([EN, "References", *self.ENTRIES, "", "Appendix", EN2]))
        assert kinds(document) == [P, H, R, H, P]


class TestBoilerplate:
    def why(self, text: str) -> dict[str, str]:
        document = read_text(text)
        return {document.slice(block.span): block.why for block in document.blocks if block.kind is B}

    def test_each_piece_of_boilerplate_says_how_it_was_recognised(self):
        lines = [
            "您好,欢迎您",
            "哮喘管理新进展",
            "2023年5月6日",
            "来源：呼吸频道",
            "呼吸频道 1289次浏览",
            "图片",
            "微信图片_2023.png",
            ZH,
            "责任编辑：小李",
        ]
        assert self.why("\n".join(lines)) == {
            "您好,欢迎您": "login prompt",
            "2023年5月6日": "byline",
            "来源：呼吸频道": "byline",
            "呼吸频道 1289次浏览": "view count",
            "图片": "image placeholder",
            "微信图片_2023.png": "image placeholder",
            "责任编辑：小李": "editor credit",
        }

    def test_the_date_of_a_byline_is_the_date_of_the_article(self):
        assert read_text(f"哮喘管理新进展\n2023年5月6日\n{ZH}").date == "2023-05-06"

    def test_a_biography_is_set_aside_with_the_name_above_it(self):
        posts = [
            "周明",
            "主任医师，教授，博士生导师",
            "",
            "某某大学附属医院呼吸科",
            "发表论文40余篇；主持省部级课题2项",
            "中华医学会呼吸病学分会委员",
        ]
        found = self.why("\n".join([ZH, "", *posts, "", "规范治疗是控制的关键", "", ZH2]))
        assert list(found) == [line for line in posts if line]
        assert set(found.values()) == {"biography"}

    def test_the_speaker_of_an_interview_is_no_biography(self):
        assert self.why(f"周明教授：{ZH}\n\n周明教授：{ZH2}") == {}

    def test_a_long_paragraph_that_only_mentions_a_cue_is_read(self):
        assert self.why(f"{ZH}本文结论仅供参考。\n{ZH2}") == {}


class TestRaised:
    def test_unicode_superscripts_keep_their_characters_and_are_marked(self):
        document = read_text("复发率为12%¹⁻³，死亡率为3%⁴。")
        assert [document.slice(span) for span in document.superscripts] == ["¹⁻³", "⁴"]

    def test_tags_and_carets_become_plain_characters_that_are_marked(self):
        document = read_text("复发率为12%<sup>1,3</sup>，死亡率为3%^4-6^。")
        assert document.text == "复发率为12%1,3，死亡率为3%4-6。"
        assert [document.slice(span) for span in document.superscripts] == ["1,3", "4-6"]
        assert document.place(document.superscripts[0].start).offset == 12

    @pytest.mark.parametrize("text", ["血小板低于80×10<sup>9</sup>/L者", "计数为10<sup>9</sup>/L", "浓度为10<sup>-3</sup> mol"])
    def test_a_raised_power_of_ten_does_not_become_a_larger_number(self, text):
        assert "10⁹" in read_text(text).text or "10⁻³" in read_text(text).text


class TestComments:
    def test_a_comment_is_no_text_but_is_kept_with_its_line(self):
        document = read_text("第一行为12%。\n<!-- verify: ignore[uncited-figure] 编者已核对 -->\n第二行为13%。")
        assert texts(document) == ["第一行为12%。", "第二行为13%。"]
        (comment,) = document.comments
        assert (comment.text, comment.line, comment.last_line) == ("verify: ignore[uncited-figure] 编者已核对", 2, 2)

    def test_a_comment_beside_the_text_leaves_it_whole(self):
        document = read_text("复发率为<!-- a\nb -->12%。")
        assert "".join(texts(document)).replace("\n", "") == "复发率为12%。"
        assert (document.comments[0].line, document.comments[0].last_line) == (1, 2)

    def test_a_comment_that_is_never_closed_is_text(self):
        assert read_text("P <!-- 0.05").text == "P <!-- 0.05"


class TestPlaces:
    def test_lines_columns_and_offsets_are_those_of_the_file(self):
        text = "\ufeff一\r\n\r\n  二三\r四"
        document = read_text(text)
        at = document.text.index("三")
        assert document.place(at) == Place(3, 4, text.index("三"))
        assert document.place(0) == Place(1, 1, 1)
        assert document.place(document.text.index("四")).line == 4
        assert document.lines == ("\ufeff一", "", "  二三", "四")

    def test_a_span_over_joined_lines_reaches_from_its_first_to_its_last_character(self):
        lines = wrapped(ZH + ZH2, 64)
        document = read_text("\n\n".join(lines))
        start = document.text.index(lines[1][0], 30)
        source = document.source_span(Span(start, start + len(lines[1]) + 3))
        assert "\n\n".join(lines)[source.start : source.end] == lines[1] + "\n\n" + lines[2][:3]

    words = "患病率为4.2%|12 |Asthma |。|.|参考文献\n|1. |[1]|图片\n|12\n|DOI: 10.1/x\n|— END —\n|¹⁻³|-|- |教授\n|Table 1 "
    pieces = st.sampled_from(
        [*words.split("|"), "|", "\n", "\n\n", "\r\n", " ", "　", "\t", "\u2028", "\x0c", ZH[:33], EN[:71], "A Smith, B Jones. 1. "]
    )

    @given(st.one_of(st.text(), st.lists(pieces, max_size=60).map("".join)))
    @example("a\x0cb\r\nc\u2028d")
    @example("参考文献:1. a\n1. b")
    def test_every_character_keeps_its_place_and_none_is_lost(self, text):
        if "<" in text or "^" in text or "\x00" in text:
            return
        document = read_text(text)
        placed = {}
        for i, character in enumerate(document.text):
            offset = document.place(i).offset
            if offset < len(text) and text[offset] == character:
                placed[offset] = i
            else:
                assert character in " \n"
        blocks = document.blocks
        covered = {i for block in blocks for i in range(block.span.start, block.span.end)}
        for offset, character in enumerate(text):
            if character.strip() and character not in "\ufeff\u00ad" and not (character in "-‐" and offset not in placed):
                assert offset in placed, (offset, character)
                assert placed[offset] in covered
        assert all(a.span.end < b.span.start for a, b in pairwise(blocks))


class TestLanguage:
    def test_an_english_reference_list_does_not_make_an_english_article(self):
        assert read_text(f"{ZH}\n参考文献\n" + "\n".join(TestReferences.ENTRIES * 5)).language == "zh"

    def test_english_is_english(self):
        assert read_text(EN).language == "en"


def test_a_line_that_ends_with_a_comma_goes_on_in_the_next() -> None:
    text = (
        "A title of the page\n\nSleep, mood and fatigue of the patients improved in 22%,\n18% and 40% of them, respectively [1].\n"
    )
    document = read_text(text, "a.txt")
    parts = [document.text[block.span.start : block.span.end] for block in document.blocks]
    assert parts[-1].replace("\n", " ").endswith("improved in 22%, 18% and 40% of them, respectively [1].")
    apart = read_text(text.replace("22%,\n", "22%,\n\n"), "a.txt")
    assert len(apart.blocks) == len(document.blocks) + 1
