"""The tone of a sentence: its pieces, its score, what becomes of it; and the scores of all promotional rules on sentences."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from verify import review_text
from verify.errors import UserError
from verify.rules import promotion
from verify.rules.promotion import tone

ROOT = Path(__file__).resolve().parent.parent


def bench():
    spec = importlib.util.spec_from_file_location("tone_bench", ROOT / "benchmarks" / "tone.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCH = bench()
SENTENCES = BENCH.gold()
FLOORS = yaml.safe_load((ROOT / "tests" / "gold" / "floors.yaml").read_text(encoding="utf-8"))["promo"]


@pytest.mark.parametrize("language", BENCH.LANGUAGES)
@pytest.mark.parametrize("name", BENCH.SETS)
def test_no_score_falls_below_its_floor(name: str, language: str) -> None:
    some = [s for s in SENTENCES if (s["set"], s["lang"]) == (name, language)]
    made = BENCH.score((bool(s["spans"]), bool(BENCH.flags(s))) for s in some)
    assert {what: value for what, value in made.items() if value < FLOORS[name][language][what]} == {}


def test_the_sentences_are_whole() -> None:
    assert len({s["id"] for s in SENTENCES}) == len({s["text"] for s in SENTENCES}) == len(SENTENCES)
    categories = {entry.category for entry in promotion.entries()}
    for sentence in SENTENCES:
        assert all(span["quote"] in sentence["text"] and span["category"] in categories for span in sentence["spans"])


def test_pieces_of_chinese_are_characters_and_of_english_words() -> None:
    assert tone.pieces("痛 消了", "zh") == {"痛", "消", "了", "痛消", "消了", "痛消了"}
    assert tone.pieces("pain went away", "en") == {"pain", "went", "away", "pain went", "went away"}
    assert tone.pieces("降12.5%", "zh") == tone.pieces("降7%", "zh")


PERSUADING = {
    "zh": "从前到了夜里她总是整宿睁着眼，如今一觉醒来天就亮了，连老伴都说她换了个人。",
    "en": "By the third week she was back at her loom, and her hands gave nothing away of what the winter had been.",
}
REPORTING = {
    "zh": "两组患者的年龄、性别和病程差异均无统计学意义，具有可比性。",
    "en": "Participants were followed for 12 months and assessed by blinded raters at each visit.",
}


@pytest.mark.parametrize("language", BENCH.LANGUAGES)
def test_a_score_tells_persuasion_from_report_and_names_what_tells(language: str) -> None:
    high, telling = tone.score(PERSUADING[language].lower(), language)
    low, nothing = tone.score(REPORTING[language].lower(), language)
    assert high > 0 > tone.SOBER > low
    assert nothing == ()
    assert 0 < len(telling) <= 4
    assert all(piece in PERSUADING[language].lower() for piece in telling)
    short = {"zh": "它。", "en": "results."}[language]
    assert all(tone.score(text, language) == (-tone.weights(language).least, ()) for text in ("", short))


def toned(text: str, **more: str) -> Iterator[promotion.Considered]:
    return (item for item in promotion.considered(review_text(text, **more)) if item.entry.kind == "tone")


def test_a_sentence_that_persuades_is_noted_whole_and_never_more() -> None:
    [found] = toned(PERSUADING["en"], audience="patient")
    assert (found.severity, found.span.start, found.span.end) == ("note", 0, len(PERSUADING["en"]))
    assert found.reasons[0].en.startswith("what tells most: ")


def test_a_cited_sentence_and_the_report_of_a_study_are_not_noted() -> None:
    [cited] = toned(PERSUADING["en"][:-1] + " [1].\n\nReferences\n1. Ash B. Looms. Lancet. 2020;1:1-2.\n")
    assert cited.severity is None
    assert not list(toned(f"Methods: We randomised 90 adults. Results: Pain fell. Conclusion: {PERSUADING['en']}"))


@pytest.mark.parametrize(
    ("plain", "sober"),
    [
        (
            "这种药具有划时代的意义。",
            "患者随机分为两组，每组30例，剂量为5 mg，每日1次，共8周，评价指标为疼痛评分，结果具有划时代的意义。",
        ),
        (
            "The drug is revolutionary.",
            "Participants were randomised to two groups of 30 and followed for 8 weeks; the revolutionary drug was given at 5 mg.",
        ),
    ],
)
def test_what_is_flagged_in_a_sober_sentence_loses_a_level(plain: str, sober: str) -> None:
    [full], [lowered] = (
        [item for item in promotion.considered(review_text(text, audience="hcp")) if item.severity] for text in (plain, sober)
    )
    assert (full.entry.id, full.severity, lowered.severity) == (lowered.entry.id, "warning", "note")
    assert lowered.reasons[-1].en == "the sentence as a whole reports"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("=bias\t0\n=least\t1\n您 1.0\n", r"tone\.tsv:3: expected a piece of text, a tab and its weight, not '您 1\.0'"),
        ("=bias\t0\n您\t1.0\n", r"tone\.tsv: the line '=least' is missing"),
    ],
)
def test_a_bad_table_is_named_with_its_line(tmp_path: Path, text: str, wrong: str) -> None:
    path = tmp_path / "tone.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=wrong):
        tone.read(path)
