"""Verdicts on claims held against sources keep the quality they have: every score of our own pairs stays above its floor.

The floors are raised by hand (`gold/floors.yaml`) when matching has become better, and never lowered to let a change pass.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FLOORS = yaml.safe_load((ROOT / "tests" / "gold" / "floors.yaml").read_text(encoding="utf-8"))["pairs"]
FIELDS = {"id", "lang", "claim", "source", "source_lang", "class", "label", "why", "set"}


def scorer():
    spec = importlib.util.spec_from_file_location("pairs", ROOT / "benchmarks" / "pairs.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


BENCH = scorer()
PAIRS = BENCH.pairs()


@pytest.mark.parametrize("name", BENCH.SETS)
def test_no_score_falls_below_its_floor(name):
    scores = BENCH.score((pair, BENCH.verdict(pair)) for pair in PAIRS if pair["set"] == name)
    assert {what: score for what, score in scores.items() if score < FLOORS[name][what]} == {}


def test_every_score_of_every_set_has_a_floor():
    scores = set(BENCH.score(judged(("supported", "supported"))))
    assert {name: set(floors) for name, floors in FLOORS.items()} == dict.fromkeys(BENCH.SETS, scores)


def test_every_pair_is_whole_and_has_a_name_of_its_own():
    assert all(set(pair) == FIELDS and all(pair.values()) for pair in PAIRS)
    assert len({pair["id"] for pair in PAIRS}) == len({(pair["claim"], pair["source"]) for pair in PAIRS}) == len(PAIRS) == 6407


def test_the_sets_are_alike_in_labels_and_both_hold_every_class():
    dev, check = ([pair for pair in PAIRS if pair["set"] == name] for name in ("dev", "check"))
    assert (
        Counter(p["label"] for p in dev)
        == Counter(p["label"] for p in check)
        == {"supported": 30, "contradicted": 23, "not-found": 7}
    )
    assert {p["class"] for p in dev} == {p["class"] for p in check}


def test_a_class_has_one_label():
    assert len({(pair["class"], pair["label"]) for pair in PAIRS}) == len({pair["class"] for pair in PAIRS})


# ------------------------------------------------------------------------------------------------ the scorer itself


def judged(*answers: tuple[str, str]):
    return [({"label": label}, found) for label, found in answers]


def test_any_verdict_but_supported_is_an_alarm():
    made = BENCH.score(
        judged(("contradicted", "not-found"), ("not-found", "supported"), ("supported", "contradicted"), *[("supported",) * 2] * 3)
    )
    assert made == {"defects_caught": 0.5, "right_kept": 0.75, "discrimination": 0.25, "exact": 0.5}


def test_alarms_on_everything_discriminate_nothing():
    assert BENCH.score(judged(("contradicted", "contradicted"), ("supported", "not-found")))["discrimination"] == 0
