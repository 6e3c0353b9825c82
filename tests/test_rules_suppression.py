"""Suppression comes after judging, needs a reason, and is reported when it does nothing."""

from __future__ import annotations

import pytest

from verify import rules
from verify.errors import UserError
from verify.extract import extract
from verify.model import Flag, Ignore, Review, Severity
from verify.readers import read_text

SENTENCE = "我国成人哮喘的患病率为4.2%。"


def judged(text: str, name: str = "articles/asthma.md", **options: object) -> tuple[Review, list[Flag]]:
    document = read_text(text, name)
    found = extract(document)
    review = Review(document, found.references, found.citations, found.claims, today="2026-03-01")
    return review, list(rules.judge(review, **options))


def of(flags: list[Flag], rule: str) -> list[Flag]:
    return [flag for flag in flags if flag.rule == rule]


def test_a_comment_on_the_line_before_silences_the_flag_and_keeps_it_with_its_reason() -> None:
    _, flags = judged(f"<!-- verify: ignore[uncited-figure] 本刊调查 -->\n{SENTENCE}\n")
    (flag,) = of(flags, "uncited-figure")
    assert flag.suppressed is not None
    assert (flag.suppressed.kind, flag.suppressed.reason) == ("comment", "本刊调查")
    assert not of(flags, "suppression-unused")


def test_a_comment_beside_the_sentence_silences_it_too() -> None:
    _, flags = judged(f"{SENTENCE} <!-- verify: ignore[uncited-figure] 本刊调查 -->\n")
    assert of(flags, "uncited-figure")[0].suppressed


def test_a_comment_speaks_for_its_line_only() -> None:
    _, flags = judged(f"<!-- verify: ignore[uncited-figure] 本刊调查 -->\n{SENTENCE}\n\n儿童哮喘的患病率为6.8%。\n")
    assert [bool(flag.suppressed) for flag in of(flags, "uncited-figure")] == [True, False]


def test_a_comment_without_a_reason_is_not_followed_and_is_reported() -> None:
    _, flags = judged(f"<!-- verify: ignore[uncited-figure] -->\n{SENTENCE}\n")
    assert not of(flags, "uncited-figure")[0].suppressed
    assert "没有写明理由" in of(flags, "suppression-unused")[0].message.zh


def test_a_star_and_a_misspelt_rule_are_not_followed_and_are_reported() -> None:
    for name in ("*", "uncited-figures"):
        _, flags = judged(f"<!-- verify: ignore[{name}] reason -->\n{SENTENCE}\n")
        assert not of(flags, "uncited-figure")[0].suppressed
        assert name in of(flags, "suppression-unused")[0].message.en


def test_a_comment_that_matches_nothing_is_reported() -> None:
    _, flags = judged("<!-- verify: ignore[value-mismatch] checked -->\n哮喘是常见的慢性气道疾病。\n")
    assert len(of(flags, "suppression-unused")) == 1


def test_an_entry_of_the_settings_silences_a_rule_below_its_path() -> None:
    for path in ("", "articles", "articles/", "articles/asthma.md"):
        _, flags = judged(SENTENCE, ignores=[Ignore("本刊调查", rule="uncited-figure", path=path)])
        assert of(flags, "uncited-figure")[0].suppressed
    _, flags = judged(SENTENCE, ignores=[Ignore("本刊调查", rule="uncited-figure", path="drafts")])
    assert not of(flags, "uncited-figure")[0].suppressed
    assert not of(flags, "suppression-unused")


def test_an_entry_for_this_article_that_matches_nothing_is_reported_with_its_line() -> None:
    _, flags = judged(
        "哮喘是常见的慢性气道疾病。", ignores=[Ignore("old", rule="value-mismatch", path="articles/asthma.md", line=12)]
    )
    assert "12" in of(flags, "suppression-unused")[0].message.en


def test_an_entry_for_a_rule_that_does_not_exist_stops_the_run_for_every_path() -> None:
    for path in ("", "drafts", "articles/asthma.md"):
        with pytest.raises(UserError, match="did you mean 'uncited-figure'"):
            judged(SENTENCE, ignores=[Ignore("old", rule="uncited-figures", path=path)])


def test_an_entry_past_its_date_no_longer_counts_and_is_reported() -> None:
    entry = Ignore("until the survey is out", rule="uncited-figure", path="articles/asthma.md", until="2026-02-28")
    _, flags = judged(SENTENCE, ignores=[entry])
    assert not of(flags, "uncited-figure")[0].suppressed
    assert "2026-02-28" in of(flags, "suppression-unused")[0].message.en
    _, flags = judged(
        SENTENCE, ignores=[Ignore("until then", rule="uncited-figure", path="articles/asthma.md", until="2026-03-01")]
    )
    assert of(flags, "uncited-figure")[0].suppressed


def test_an_accepted_decision_silences_the_flags_it_was_made_on_and_no_other() -> None:
    review, _ = judged(SENTENCE)
    _, flags = judged(SENTENCE, decisions={(review.claims[0].id, "uncited-figure"): "checked by hand"})
    flag = of(flags, "uncited-figure")[0]
    assert flag.suppressed is not None
    assert flag.suppressed.kind == "decision"
    _, flags = judged(SENTENCE, decisions={(review.claims[0].id, "value-mismatch"): "checked by hand"})
    assert of(flags, "uncited-figure")[0].suppressed is None


def test_a_disabled_rule_does_not_run_and_a_changed_severity_is_kept() -> None:
    _, flags = judged(SENTENCE, disable=["uncited-figure"])
    assert not of(flags, "uncited-figure")
    _, flags = judged(SENTENCE, severity={"uncited-figure": Severity.NOTE})
    assert of(flags, "uncited-figure")[0].severity is Severity.NOTE


def test_flags_stand_in_the_order_of_the_article_and_are_the_same_every_time() -> None:
    text = f"{SENTENCE}\n\n儿童哮喘的患病率为6.8%[1]。\n\n参考文献\n[1] 林峰. 哮喘.\n[2] 周明. 哮喘.\n"
    _, first = judged(text)
    _, again = judged(text)
    assert first == again
    assert [flag.span for flag in first] == sorted(flag.span for flag in first)
