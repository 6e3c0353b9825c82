"""The demo articles against what was written down of them by hand (`gold/articles.yaml`): nothing missing, and nothing too much."""

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
import yaml

import verify
from verify.__main__ import run
from verify.model import Review, Severity

ROOT = Path(__file__).resolve().parent.parent
GOLD = yaml.safe_load((ROOT / "tests" / "gold" / "articles.yaml").read_text(encoding="utf-8"))
# Rules that hold an article against itself and its list; what needs a source is tested with the workspace.
ALONE = {rule["rule"] for article in GOLD for rule in article["planted"]} | {"citation-out-of-order", "reference-list-missing"}


@cache
def reviewed(name: str) -> Review:
    return verify.review_text((ROOT / "articles" / name).read_text(encoding="utf-8"), name=name)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(params=GOLD, ids=lambda article: article["file"])
def gold(request):
    return request.param


@pytest.fixture
def review(gold) -> Review:
    return reviewed(gold["file"])


def test_the_language_is_recognised(gold, review):
    assert review.document.language == gold["language"]


def test_every_marker_is_read_and_no_other(gold, review):
    assert [",".join(citation.keys) for citation in review.citations if known(citation.keys, review)] == [
        marker for marker in gold["markers"] if known(marker.split(","), review)
    ]


def known(keys, review):
    """Author-year citations of works that are not listed have no number to compare."""
    return all(key.isdigit() for key in keys)


def test_the_reference_list_is_read_field_by_field(gold, review):
    found = []
    for reference in review.references:
        record = reference.record
        first = record.authors[0]
        found.append([reference.key, record.year, first.family or first.literal, record.container_title])
    assert found == gold["references"]


def test_every_claim_of_the_gold_is_found_with_its_figures_and_its_references(gold, review):
    missing = []
    for wanted in gold["claims"]:
        figures = [tuple(figure) for figure in wanted["figures"]]
        held = [
            claim
            for claim in review.claims
            if [(number(f.quantity.low), number(f.quantity.high), f.quantity.unit) for f in claim.figures][: len(figures)]
            == figures
            and list(claim.citations) == wanted["cited"]
            and any(bare(part) in bare(sentence_of(review, claim)) for part in (wanted["quote"],))
        ]
        if not held:
            near = [c for c in review.claims if bare(wanted["quote"]) in bare(sentence_of(review, c))]
            missing.append((wanted["quote"], [([f.quantity.text for f in c.figures], c.citations) for c in near]))
    assert not missing


def sentence_of(review: Review, claim) -> str:
    return review.document.slice(claim.sentence or claim.span)


def number(value):
    return None if value is None else float(value)


def test_every_planted_defect_is_flagged(gold, review):
    flags = [(flag.rule, flag.reference, bare(review.document.slice(flag.span))) for flag in review.flags]
    for planted in gold["planted"]:
        quote = bare(planted.get("quote", ""))
        hits = [
            rule
            for rule, reference, words in flags
            if rule == planted["rule"]
            and (
                reference == planted["reference"]
                if "reference" in planted
                else quote in words or words in quote or shares(quote, words)
            )
        ]
        assert hits, planted


def shares(one: str, other: str) -> bool:
    """The two stretches overlap by a figure at least."""
    return any(len(part) >= 2 and part in other for part in re.findall(r"[0-9.]+%?", one))


def test_no_error_is_raised_that_was_not_planted(gold, review):
    planted = {entry["rule"] for entry in gold["planted"]}
    extra = [
        (flag.rule, review.document.slice(flag.span))
        for flag in review.flags
        if flag.severity is Severity.ERROR and flag.rule in ALONE and flag.rule not in planted
    ]
    assert not extra


def test_the_committed_records_are_what_an_audit_writes(tmp_path, monkeypatch):
    """A change of extraction or of a rule shows in the records of the demo articles; `python3 dev.py audit` renews them."""
    for name in ("articles", "references", "claims"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "verify.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    run(["audit", "--format", "json", "--output", "out.json"])
    changed = [
        path.name for path in (ROOT / "claims").iterdir() if (tmp_path / "claims" / path.name).read_bytes() != path.read_bytes()
    ]
    assert not changed
