"""Every rule is whole: named well, explained in two languages, and true to its own examples."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from verify import pipeline
from verify.errors import UserError
from verify.model import Severity
from verify.readers import read_text
from verify.rules import BUILT_IN, Rule, judge, resolve, rules
from verify.rules.catalog import explain, markdown
from verify.settings import Settings

RULES = rules()
EXAMPLES = [
    pytest.param(rule, example, kind == "bad", id=f"{rule.name}-{kind}-{example.language}-{i}")
    for rule in RULES
    for kind, examples in (("bad", rule.bad), ("good", rule.good))
    for i, example in enumerate(examples)
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_why_and_on_what_grounds_in_both_languages(rule: Rule) -> None:
    for text in (rule.summary, rule.why, rule.known_problems):
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert text.en
        assert not re.search(r"[\u4e00-\u9fff]", text.en)
    assert rule.sources
    for examples in (rule.bad, rule.good):
        assert {example.language for example in examples} == {"zh", "en"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_name_is_kebab_case(rule: Rule) -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in (rule.name, *rule.aliases))


def test_names_and_former_names_are_never_used_twice() -> None:
    names = [name for rule in RULES for name in (rule.name, *rule.aliases)]
    assert len(names) == len(set(names))


def test_the_table_lists_a_built_in_rule_under_its_own_name() -> None:
    assert {rule.name for rule in RULES} >= {name for name, target in BUILT_IN.items() if ".checks." in target}


@pytest.mark.parametrize(("rule", "example", "flagged"), EXAMPLES)
def test_bad_examples_are_flagged_and_good_ones_are_not(rule, example, flagged, tmp_path, monkeypatch) -> None:
    document = read_text(example.article, "example.md" if "<!--" in example.article else "example.txt")
    if example.works:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        (tmp_path / "references").mkdir()
        for i, work in enumerate(example.works):
            (tmp_path / "references" / f"{i}.yaml").write_text(work, encoding="utf-8")
        review = pipeline.review(document, Settings(root=tmp_path, found=True))
    else:
        review = pipeline.review(document, Settings(), example.sources)
    evidence = {key: replace(held, complete=example.complete) for key, held in review.evidence.items()}
    review = replace(review, evidence=evidence, flags=(), today="2026-01-31")
    found = [flag for flag in judge(review) if flag.rule == rule.name and not flag.suppressed]
    assert bool(found) == flagged
    for flag in found:
        assert flag.message.zh
        assert flag.message.en
        assert review.document.slice(flag.span).strip() or not flag.span.end


def test_an_unknown_rule_names_the_nearest_known_one() -> None:
    with pytest.raises(UserError, match="did you mean 'suppression-unused'"):
        resolve("supression-unused")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_rule_explains_itself_in_the_language_asked_for(language: str) -> None:
    told = explain("suppression-unused", language)
    assert told.severity is Severity.NOTE
    assert {example.language for example in (*told.bad, *told.good)} == {language}


def test_the_page_of_rules_is_up_to_date() -> None:
    page = Path(__file__).parent.parent / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == markdown(), "run: python -m verify.rules.catalog > docs/rules.md"
