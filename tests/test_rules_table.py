"""The table of rules takes packs and plug-ins, and no name twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify import pipeline
from verify.errors import UserError
from verify.readers import read_text
from verify.rules import Rule, judge, resolve, rules
from verify.settings import Settings


def made_up(name: str, *, aliases: tuple[str, ...] = ()) -> Rule:
    return replace(resolve("uncited-figure"), name=name, aliases=aliases)


def test_a_plug_in_may_offer_one_rule_or_a_pack_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = {"one": made_up("made-up"), "pack": (made_up("pack-first"), made_up("pack-second"))}
    monkeypatch.setattr("verify.plugins.table", lambda group, built_in: {name: name for name in offered})
    monkeypatch.setattr("verify.plugins.load", offered.__getitem__)
    assert [rule.name for rule in rules.__wrapped__()] == ["made-up", "pack-first", "pack-second"]


@pytest.mark.parametrize("second", [made_up("made-up"), made_up("other", aliases=("made-up",))])
def test_a_name_or_alias_used_twice_stops_the_run(monkeypatch: pytest.MonkeyPatch, second: Rule) -> None:
    monkeypatch.setattr("verify.plugins.table", lambda group, built_in: {"a": "a", "b": "b"})
    monkeypatch.setattr("verify.plugins.load", {"a": made_up("made-up"), "b": second}.__getitem__)
    with pytest.raises(UserError, match="made-up"):
        rules.__wrapped__()


def test_judging_changes_nothing_and_gives_the_same_flags_again() -> None:
    document = read_text(resolve("uncited-figure").bad[0].article, "example.txt")
    review = replace(pipeline.review(document, Settings(), {}), flags=())
    assert judge(review) == judge(review)
