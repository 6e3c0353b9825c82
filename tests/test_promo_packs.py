"""Every rule of every pack is true to its examples, for every audience it speaks to."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from verify import review_text
from verify.rules import promotion

ENTRIES = promotion.entries()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_bad_examples_are_flagged_and_good_ones_are_not(entry: promotion.Entry) -> None:
    for audience in entry.severity:
        for text in entry.bad:
            found = [item for item in promotion.considered(review_text(text, audience=audience)) if item.severity]
            assert found, (audience, text)  # perhaps by a neighbour: of two phrases that overlap the more severe is told
        for text in entry.good:
            found = [item for item in promotion.considered(review_text(text, audience=audience)) if item.severity]
            if entry.kind == "document":  # it speaks of the article; its sentences are another rule's
                found = [item for item in found if item.entry.id == entry.id]
            found = [item for item in found if entry.kind == "tone" or item.entry.kind != "tone"]
            assert not found, (audience, text, [(item.entry.id, item.span) for item in found])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_packs_and_cases_hold_150_sentences_of_either_kind(language: str) -> None:
    members = [entry for entry in ENTRIES if entry.language == language]
    cases = yaml.safe_load((Path(__file__).parent / "cases" / "promo.yaml").read_text(encoding="utf-8"))
    for kind, texts in (("promotional", [e.bad for e in members]), ("plain", [e.good for e in members])):
        written = [case for case in cases[kind] if case["text"].isascii() == (language == "en")]
        assert sum(map(len, texts)) + len(written) >= 150


def test_every_category_has_rules_in_both_languages() -> None:
    for rule in promotion.rules():
        assert {entry.language for entry in ENTRIES if f"promo-{entry.category}" == rule.name} == {"zh", "en"}, rule.name


def test_a_rule_names_provisions_that_exist_and_reasons_in_both_languages() -> None:
    for entry in ENTRIES:
        assert entry.provisions
        assert entry.jurisdictions
        assert entry.why.zh
        assert entry.why.en
        assert entry.hint.zh


@pytest.mark.parametrize(
    ("name", "audience"), [("zh-hcp", "hcp"), ("zh-safety", None), ("en", None), ("en-safety-patient", "patient")]
)
def test_a_pack_is_listed_by_file_by_language_or_for_an_audience(name: str, audience: str | None) -> None:
    found, reader = promotion.pack(name)
    assert found
    assert reader == audience
    assert {entry.language for entry in found} == {name[:2]}
