"""A pack with a mistake stops the run before anything is audited, and says file, line, rule and cure."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from verify import pipeline, trial
from verify.errors import UserError
from verify.readers import read_text
from verify.rules import promotion
from verify.rules.promotion import notation, store
from verify.settings import Settings, parse

RULE = """\
pack: house
language: en
rules:
- id: house-wow
  category: hype-adjective
  kind: phrase
  find: [wowza]
  bad: [Wowza results.]
  good: [Plain results.]
"""


def load(tmp_path: Path, text: str) -> str:
    path = tmp_path / "house.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  kind: phrase", "  knid: phrase", "house.yaml:6: rule 'house-wow': unknown key 'knid'; did you mean 'kind'?"),
        (
            "kind: phrase\n  find: [wowza]",
            "kind: pattern\n  find: ['wow(za']",
            "house.yaml:7: rule 'house-wow': the pattern does not",
        ),
        ("kind: phrase\n  find: [wowza]", "kind: pattern\n  find: ['(?:wow)?']", "matches the empty string"),
        ("kind: phrase\n  find: [wowza]", "kind: pattern\n  find: ['wow(?:a+)+b']", "backtrack catastrophically"),
        ("kind: phrase\n  find: [wowza]", "kind: pattern\n  find: ['wow.*za']", "backtrack catastrophically"),
        ("kind: phrase\n  find: [wowza]", "kind: pattern\n  find: ['wow <thing>']", "no list of words named 'thing'"),
        ("kind: phrase\n  find: [wowza]", "kind: pattern\n  find: ['[a-z]{3}']", "no fixed word"),
        ("  bad: [Wowza results.]\n", "", "house.yaml:4: rule 'house-wow': a rule needs the key 'bad'"),
        ("  kind: phrase", "  kind: phrase\n  provisions: [CN-ADL-99]", "unknown provision 'CN-ADL-99'"),
        ("hype-adjective", "hype-adverb", "unknown category 'hype-adverb'; did you mean 'hype-adjective'?"),
        ("  kind: phrase", "  kind: phrase\n  severity: fatal", "unknown severity 'fatal'"),
        ("  kind: phrase", "  kind: phrase\n  clear: [citd]", "unknown signal 'citd'; did you mean 'cited'?"),
        ("- id: house-wow", "- id: house-wow\n\tx: y", "not valid YAML"),
        ("pack: house\n", "", "a pack needs the key 'pack'"),
    ],
)
def test_a_mistake_names_file_line_rule_and_cure(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in RULE
    with pytest.raises(UserError) as caught:
        promotion.entries((load(tmp_path, RULE.replace(old, new)),))
    assert said in str(caught.value)


def test_a_mistake_stops_the_run_before_an_article_is_opened(tmp_path: Path) -> None:
    pack = load(tmp_path, RULE.replace("hype-adjective", "nonsense"))
    with pytest.raises(UserError, match="house-wow"):
        pipeline.audit([], Settings(packs=(pack,)))


def test_a_pack_can_be_added_and_the_built_in_ones_left_out(tmp_path: Path) -> None:
    pack = load(tmp_path, RULE)
    document = read_text("Wowza results. A miracle drug.", "a.txt")
    alone = pipeline.review(document, Settings(audience="hcp", packs=(pack,)))
    both = pipeline.review(document, Settings(audience="hcp", packs=("en", pack)))
    assert [document.slice(flag.span) for flag in alone.flags] == ["Wowza"]
    assert len(both.flags) == 2


def test_a_rule_of_ones_own_replaces_the_built_in_one_of_its_id(tmp_path: Path) -> None:
    pack = load(tmp_path, RULE.replace("house-wow", "en-game-changer"))
    found = {entry.id: entry.pack for entry in promotion.entries(("en", pack))}
    assert found["en-game-changer"] == "house"


def test_settings_name_packs_and_paths_count_from_their_folder(tmp_path: Path) -> None:
    found = parse("packs: [zh, words/house.yaml]\n", tmp_path / "verify.yaml")
    assert found.packs == ("zh", str(tmp_path / "words" / "house.yaml"))


def test_an_unknown_pack_names_the_known_ones() -> None:
    with pytest.raises(UserError, match="zh-safety"):
        promotion.entries(("zh-saftey",))


def test_the_compiled_copy_says_the_same_as_the_files() -> None:
    first = store.load(("en-safety",))
    store.load.cache_clear()
    again = store.load(("en-safety",))
    assert again.entries == first.entries
    assert again.categories == first.categories


def test_packs_are_read_where_no_cache_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_text("")
    assert promotion.entries((load(tmp_path, RULE),))[0].id == "house-wow"


@pytest.mark.parametrize(
    ("expression", "some", "holds"),
    [
        ("wow(?:za|zer)", "wowza", True),
        ("(?:a|b)cat", "acat", True),
        ("x?dog", "dog", True),
        ("[a-z]{2,4}mab here", "mab here", True),
    ],
)
def test_every_match_holds_an_anchor(expression: str, some: str, holds: bool) -> None:
    assert any(anchor in some for anchor in notation.anchors(expression)) is holds


@pytest.mark.parametrize("unit", ["最佳", "guaranteed cure ", "，", "a", "治愈治愈", "。"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    document = read_text(unit * (200_000 // len(unit)), "a.txt")
    review = pipeline.review(document, Settings(audience="patient", disable=()))
    start = time.process_time()
    promotion.considered(review, ("zh", "en"))
    assert time.process_time() - start < 10


def test_the_examples_of_a_pack_are_tried_for_every_reader(tmp_path: Path) -> None:
    assert list(trial.slips(load(tmp_path, RULE))) == []
    store.load.cache_clear()  # a pack is read once a run; here it is edited within one
    slips = list(trial.slips(load(tmp_path, RULE.replace("[Wowza results.]", "[Nothing of that kind.]"))))
    assert [slip.en.count("is a bad example and is not flagged") for slip in slips] == [1, 1, 1]
    assert "house-wow (hcp)" in slips[0].en
