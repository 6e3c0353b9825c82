"""Cases in YAML that an editor can read and add to: an article, perhaps its sources, and what must be flagged where.

Each file in tests/cases/rules/ names a rule and lists cases. `flags` quotes the places to be flagged, in order; an empty list says
that nothing may be. `name` sets the file name where the format matters, `today` the day of the audit.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from verify import pipeline, rules
from verify.readers import read_text
from verify.settings import Settings

FILES = sorted((Path(__file__).parent / "cases" / "rules").glob("*.yaml"))


def cases() -> list[object]:
    found = []
    for path in FILES:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [pytest.param(path.stem, case, id=f"{path.stem}: {case['title']}") for case in data["cases"]]
    return found


@pytest.mark.parametrize(("name", "case"), cases())
def test_the_rule_flags_exactly_the_places_quoted(name: str, case: dict[str, object]) -> None:
    rule = rules.resolve(name)
    document = read_text(case["article"], case.get("name", "article.txt"))
    review = replace(
        pipeline.review(document, Settings(), case.get("sources") or {}), flags=(), today=case.get("today", "2026-01-31")
    )
    flags = [flag for flag in rules.judge(review) if flag.rule == rule.name]
    quotes = [document.slice(flag.span) for flag in flags]
    assert len(quotes) == len(case["flags"]), [flag.message for flag in flags]
    for quote, wanted in zip(quotes, case["flags"], strict=True):
        assert wanted in quote or quote in wanted


def test_every_file_of_cases_names_a_rule() -> None:
    assert FILES
    for path in FILES:
        assert rules.resolve(path.stem).name == path.stem
