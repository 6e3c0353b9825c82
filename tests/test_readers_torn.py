"""What a page break or a paste tears apart is put together: sentences before their citation, words at the hyphen."""

from __future__ import annotations

from pathlib import Path

import pytest

import verify
from verify import readers
from verify.errors import Incomplete, UserError
from verify.model import BlockKind


def blocks(text: str) -> list[tuple[str, str]]:
    document = readers.read_text(text)
    return [(block.kind.value, document.text[block.span.start : block.span.end]) for block in document.blocks]


def test_a_paragraph_that_opens_with_citation_and_stop_belongs_to_the_sentence_above() -> None:
    text = "偏头痛的预防\n\n偏头痛多见于中青年女性，发作频繁者生活质量明显下降\n\n[3]。因此应当尽早开始预防。\n\n预防用药三个月。\n"
    assert blocks(text)[1:] == [
        ("paragraph", "偏头痛多见于中青年女性，发作频繁者生活质量明显下降[3]。因此应当尽早开始预防。"),
        ("paragraph", "预防用药三个月。"),
    ]


def test_full_width_and_raised_citations_are_joined_too() -> None:
    for tail in ("[3,4]，", "³⁻⁵。", "[3]；"):
        text = f"偏頭痛的預防\n\n偏頭痛多見於中青年女性，發作頻繁者生活品質明顯下降\n\n{tail}應當儘早開始預防。\n"
        assert f"下降{tail}應當" in readers.read_text(text).text


def test_an_english_sentence_is_joined_to_its_citation_with_a_blank() -> None:
    text = "Migraine\n\nAttacks were shorter and milder in most of the people who took part\n\n[3]. Rest helped as well.\n"
    assert blocks(text)[1] == (
        "paragraph",
        "Attacks were shorter and milder in most of the people who took part [3]. Rest helped as well.",
    )


def test_numbered_items_in_brackets_stay_apart() -> None:
    text = "要点\n\n[1]. 规律作息\n\n[2]. 记录头痛日记\n"
    assert [body for _, body in blocks(text)][1:] == ["[1]. 规律作息", "[2]. 记录头痛日记"]


REFERENCES = """Migraine care

Most people with migraine are treated by their family doctor [1].

References

[1] Moss P, Hale R. Preventive treat-
ment of migraine in primary care: long-
term results of a treatment registry. Headache J, 2020, 4(1): 5-9.
[2] Reed T. Migraine in school-
aged children. Headache J, 2021, 5(2): 10-12.
"""


def test_a_word_torn_at_the_end_of_a_line_of_a_reference_is_whole_again_and_a_compound_keeps_its_hyphen() -> None:
    body = next(body for kind, body in blocks(REFERENCES) if kind == BlockKind.REFERENCE.value)
    assert "Preventive treatment of migraine" in body
    assert "long-\nterm results" in body
    assert "school-\naged" in body


def test_places_behind_a_torn_word_of_a_reference_are_those_of_the_file() -> None:
    document = readers.read_text(REFERENCES)
    place = document.place(document.text.index("Headache J"))
    assert REFERENCES[place.offset :].startswith("Headache J, 2020")


def test_a_numeral_torn_in_running_text_is_one_figure() -> None:
    text = (
        "Migraine is among the most common disorders of the brain, and some 45 mil-\n"
        "lion adults of the region have at least one attack in a year, most of them\n"
        "women who work, and few of them are ever seen by a specialist for headache.\n"
        "Many of them take tablets for pain on more days than is good for the brain,\n"
        "which makes the attacks more frequent in the end, as several groups showed.\n"
    )
    assert "45 million adults" in readers.read_text(text).text


def test_half_a_surrogate_pair_in_a_text_does_no_harm() -> None:
    review = verify.review_text(
        "偏头痛\n\n缓解率为\ud83c 42%[1]，复发率为12%。\n\n参考文献\n[1] Moss P\udc00. Migraine. Headache J, 2020.\n"
    )
    assert len(review.claims) == 2


def test_a_file_that_is_not_there_is_said_to_be_missing_whatever_its_kind(tmp_path: Path) -> None:
    for name in ("nothing", "nothing.xyz", "nothing.txt"):
        with pytest.raises(Incomplete, match="No such file"):
            readers.read(tmp_path / name)
    unknown = tmp_path / "table.xyz"
    unknown.write_text("x")
    with pytest.raises(UserError, match="no reader for this kind"):
        readers.read(unknown)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("试验组缓解率为40.4%，对照组", "为20.5%[1]。"),
        ("试验组缓解率为40.4%，对照组为", "20.5%[1]。"),
        ("試驗組緩解率為４０．４％，對照組", "為２０．５％［１］。"),
        ("干预后疼痛评分由6.2分", "降至3.1分[1]。"),
    ],
)
def test_one_break_between_a_figure_and_what_it_is_said_of_is_joined(first: str, second: str) -> None:
    (block,) = blocks(f"{first}\n{second}\n")
    assert block[0] == "paragraph"
    assert "\n" not in block[1]


def test_a_blank_line_and_a_colon_keep_lines_apart() -> None:
    assert [kind for kind, _ in blocks("中国高血压患者\n\n达2.45亿人，知晓率不足一半，需要关注。\n")] == ["heading", "paragraph"]
    assert len(blocks("本期要点：\n20.5%的患者复发。\n")) == 2
    for heading in ("健康行为", "PD-L1表达"):
        assert blocks(f"{heading}\n50例患者中31例为阳性，阳性率为62.0%，高于以往的报道。\n")[0] == ("heading", heading)
    assert len(blocks("研究背景\n2020年，全国新发病例4.8万例，死亡3.0万例。\n")) == 2
