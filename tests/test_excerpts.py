"""Extraction on annotated excerpts of many kinds keeps the quality it has: every score stays above its floor.

The floors are raised by hand (`gold/floors.yaml`) when extraction has become better, and never lowered to let a change pass.
"""

from __future__ import annotations

import copy
import importlib.util
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FLOORS = yaml.safe_load((ROOT / "tests" / "gold" / "floors.yaml").read_text(encoding="utf-8"))["excerpts"]


def scorer():
    spec = importlib.util.spec_from_file_location("excerpts", ROOT / "benchmarks" / "excerpts.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


BENCH = scorer()
GOLD = BENCH.excerpts()


@cache
def scores(name: str) -> dict[str, float]:
    return BENCH.score(name).figures()


@pytest.mark.parametrize("floor", [(name, what) for name, floors in FLOORS.items() for what in floors], ids=":".join)
def test_no_score_falls_below_its_floor(floor):
    name, what = floor
    assert scores(name)[what] >= FLOORS[name][what]


def test_every_score_of_both_sets_has_a_floor():
    assert {name: set(floors) for name, floors in FLOORS.items()} == {name: set(scores(name)) for name in BENCH.SETS}


@pytest.mark.parametrize("excerpt", GOLD, ids=lambda excerpt: excerpt["file"])
def test_the_annotation_quotes_its_excerpt(excerpt):
    text = BENCH.read(excerpt)
    for claim in excerpt["claims"]:
        start, end = BENCH.place(text, claim["quote"], claim.get("nth", 1))
        assert "nth" in claim or text.count(claim["quote"]) == 1, claim["quote"]
        for figure in claim["figures"]:
            assert figure["text"] in text[start:end]
            assert figure["low"] is not None or figure["high"] is not None
    for quote in excerpt["gray"]:
        assert quote in text


def test_the_sets_are_alike_in_size_and_language():
    for language in ("zh", "en"):
        of_each = [sum(e["set"] == name and e["file"].startswith(language) for e in GOLD) for name in BENCH.SETS]
        assert of_each == [19, 19]
    assert {path.name for path in BENCH.FOLDER.iterdir()} == {excerpt["file"] for excerpt in GOLD} | {"gold.yaml"}


def test_every_measure_of_the_gold_is_in_the_vocabulary():
    rows = (ROOT / "verify" / "terms" / "measures.tsv").read_text(encoding="utf-8").splitlines()
    known = {row.split("\t")[0] for row in rows if row and not row.startswith("#")}
    assert {m for e in GOLD for c in e["claims"] for m in (c["measure"], *c.get("measures", []))} <= known


# ------------------------------------------------------------------------------------------------ the scorer itself


def excerpt_with(monkeypatch, text: str, claims: list, made: list, gray: tuple = ()):
    """The score of an annotation against claims that were made up."""

    class Review:
        def to_dict(self):
            return {"claims": copy.deepcopy(made)}

    monkeypatch.setattr(BENCH, "read", lambda _: text)
    monkeypatch.setattr(BENCH.verify, "review_text", lambda *_, **__: Review())
    return BENCH.score_excerpt({"file": "made-up.txt", "claims": claims, "gray": list(gray)}).figures()


TEXT = "Relapse was 9% and 14% [2]. Ages were 20 to 60 years."
NINE = {"text": "9%", "low": 9, "high": 9, "unit": "%", "comparator": "=", "start": 12, "end": 14}
FOURTEEN = {"text": "14%", "low": 14, "high": 14, "unit": "%", "comparator": "=", "start": 19, "end": 22}
RELAPSE = {"quote": "Relapse was 9% and 14%", "measure": "relapse_rate", "figures": [NINE, FOURTEEN], "citations": [2]}
MADE = RELAPSE | {"citations": ["2"]}


def test_a_claim_told_rightly_scores_full_marks(monkeypatch):
    assert set(excerpt_with(monkeypatch, TEXT, [RELAPSE], [MADE]).values()) == {1.0}


@pytest.mark.parametrize(
    ("change", "lowered"),
    [
        ({"figures": [NINE]}, {"figures_f1", "group"}),
        ({"figures": [NINE, FOURTEEN | {"unit": "1"}]}, {"unit"}),
        ({"figures": [NINE, FOURTEEN | {"comparator": "~"}]}, {"comparator"}),
        ({"figures": [NINE, FOURTEEN | {"high": 15}]}, {"figures_f1", "group"}),
        ({"citations": []}, {"link"}),
        ({"measure": "mortality"}, {"measure"}),
    ],
)
def test_each_kind_of_miss_lowers_its_own_score(monkeypatch, change, lowered):
    figures = excerpt_with(monkeypatch, TEXT, [RELAPSE], [MADE | change])
    assert {what for what, value in figures.items() if value < 1} == lowered


def test_a_false_claim_lowers_precision_unless_it_is_gray(monkeypatch):
    age = {"text": "20 to 60 years", "low": 20, "high": 60, "unit": "a", "comparator": "=", "start": 38, "end": 52}
    extra = {"quote": "Ages were 20 to 60 years", "measure": "age", "figures": [age], "citations": []}
    assert excerpt_with(monkeypatch, TEXT, [RELAPSE], [MADE, extra])["claims_precision"] == 0.5
    assert excerpt_with(monkeypatch, TEXT, [RELAPSE], [MADE, extra], ("20 to 60 years",))["claims_precision"] == 1.0


def test_a_missed_claim_lowers_recall(monkeypatch):
    figures = excerpt_with(monkeypatch, TEXT, [RELAPSE], [])
    assert figures["claims_recall"] == 0.0
    assert figures["figures_f1"] == 0.0
