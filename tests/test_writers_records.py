"""Claim records: the machine part is rewritten, what a person decided is kept."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from writers_sample import chinese

from verify.errors import UserError
from verify.model import Claim, Flag, Quantity, Review, Severity, Span, Text
from verify.writers.records import accepted, decisions, merge, read

GOLDEN = Path(__file__).parent / "golden" / "record.yaml"


def decide(text: str, claim: str, decision: str) -> str:
    """The record with a decision written by hand below a claim."""
    lines = text.splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if line == f"- id: {claim}\n")
    return "".join([*lines[: at + 1], *(f"  {line}\n" for line in decision.splitlines()), *lines[at + 1 :]])


def edited(old: str, new: str, id: str) -> Review:
    """The review after the author changed one claim of the text and it got a new id."""
    review = chinese()
    text = review.document.text.replace(old, new)
    start = text.index(new)
    claims = tuple(
        replace(c, id=id, span=Span(start, start + len(new))) if review.document.slice(c.span) == old else c for c in review.claims
    )
    assert any(claim.id == id for claim in claims)
    return replace(review, document=replace(review.document, text=text), claims=claims, flags=(), matches=())


DECISION = """\
decision:
  status: accepted
  by: 王芳
  on: 2026-01-31
  reason: |
    已与作者核对，
    数据来自补充材料。
  ticket: 007
  urgent: yes"""


def test_the_record_is_the_one_reviewed():
    """After a wanted change, look at the new text and put it into the file."""
    assert merge(None, chinese()) == GOLDEN.read_text(encoding="utf-8")


def test_the_same_input_gives_the_same_bytes():
    first = merge(None, chinese())
    assert merge(first, chinese()) == first == merge(None, chinese())


def test_it_does_not_depend_on_where_the_command_was_run():
    review = chinese()
    elsewhere = replace(review, document=replace(review.document, name="../other/" + review.document.name))
    assert merge(None, elsewhere) == merge(None, review)


def test_chinese_is_readable_and_a_text_takes_one_line():
    text = merge(None, chinese())
    assert "\n  quote: 一秒用力呼气量改善率为61.5%，安慰剂组为48.2%\n" in text
    assert "&id" not in text


def test_a_decision_is_kept_as_it_was_written_with_unknown_keys():
    decided = decide(merge(None, chinese()), "c-rate", DECISION)
    renewed = merge(decided, chinese())
    for line in DECISION.splitlines():
        assert f"  {line}\n" in renewed
    assert merge(renewed, chinese()) == renewed
    assert "stale" not in renewed


def test_an_accepted_decision_speaks_for_the_flags_its_claim_had():
    decided = decide(merge(None, chinese()), "c-rate", DECISION)
    assert accepted(decided) == {("c-rate", "value-mismatch"): "已与作者核对，\n数据来自补充材料。"}
    (decision,) = decisions(decided)
    assert (decision.by, decision.on, decision.status) == ("王芳", "2026-01-31", "accepted")


def test_a_disputed_claim_is_not_accepted():
    assert accepted(decide(merge(None, chinese()), "c-rate", "decision: {status: disputed, by: 李}")) == {}


def test_after_an_edit_the_decision_follows_the_sentence_and_goes_stale():
    decided = decide(merge(None, chinese()), "c-risk", DECISION)
    renewed = merge(decided, edited("急性加重的风险下降18%", "急性加重的风险下降了19%", "c-risk-2"))
    claim = next(c for c in yaml.safe_load(renewed)["claims"] if c["id"] == "c-risk-2")
    assert claim["decision"]["stale"] is True
    assert claim["decision"]["old_quote"] == "急性加重的风险下降18%"
    assert claim["decision"]["by"] == "王芳"
    assert accepted(renewed) == {}


def test_a_second_edit_keeps_the_quote_the_person_had_seen():
    decided = decide(merge(None, chinese()), "c-risk", DECISION)
    once = merge(decided, edited("急性加重的风险下降18%", "急性加重的风险下降了19%", "c-2"))
    twice = merge(once, edited("急性加重的风险下降18%", "急性加重风险下降了20%", "c-3"))
    claim = next(c for c in yaml.safe_load(twice)["claims"] if c["id"] == "c-3")
    assert claim["decision"]["old_quote"] == "急性加重的风险下降18%"


def test_a_decision_whose_claim_is_gone_waits_and_comes_back_with_it():
    decided = decide(merge(None, chinese()), "c-stay", DECISION)
    review = chinese()
    without = replace(review, claims=review.claims[:2], flags=())
    waiting = merge(decided, without)
    (orphan,) = yaml.safe_load(waiting)["orphaned"]
    assert (orphan["id"], orphan["quote"], orphan["decision"]["by"]) == ("c-stay", "住院率为9.1%", "王芳")
    assert merge(waiting, without) == waiting
    back = merge(waiting, chinese())
    assert "orphaned" not in back
    assert next(c for c in yaml.safe_load(back)["claims"] if c["id"] == "c-stay")["decision"]["by"] == "王芳"


def test_a_decision_does_not_jump_to_a_claim_that_was_there_before():
    """Two sentences alike, one is deleted: the other never was what the person decided on."""
    review = chinese()
    twin = replace(review.claims[1], id="c-twin")
    decided = decide(merge(None, replace(review, claims=(*review.claims, twin))), "c-risk", DECISION)
    renewed = merge(decided, replace(review, claims=(review.claims[0], twin)))
    assert [o["id"] for o in yaml.safe_load(renewed)["orphaned"]] == ["c-risk"]


def test_two_claims_of_one_id_keep_their_own_decisions():
    review = chinese()
    doubled = replace(review, claims=(review.claims[1], review.claims[1]), flags=())
    text = merge(None, doubled)
    head, _, tail = text.rpartition("- id: c-risk\n")
    decided = head + "- id: c-risk\n  decision: {status: disputed, by: 李}\n" + tail
    claims = yaml.safe_load(merge(decided, doubled))["claims"]
    assert ["decision" in claim for claim in claims] == [False, True]


def test_who_accepted_a_claim_has_not_accepted_a_flag_that_came_later():
    decided = decide(merge(None, chinese()), "c-stay", "decision: {status: accepted, by: 王芳}")
    review = chinese()
    later = Flag("value-mismatch", Text("不同", "differs"), review.claims[2].span, Severity.ERROR, claim="c-stay")
    renewed = merge(decided, replace(review, flags=(*review.flags, later)))
    assert "decision: {status: accepted, by: 王芳, stale: true, new_flags: [value-mismatch]}" in renewed
    assert accepted(renewed) == {}


BROKEN = {
    "claims: [": r"record:1: .*not valid YAML",
    "claims:\n- id: a\n  quote: 'x\n": r"record:\d: .*not valid YAML",
    "- a\n- b\n": r"record:1: .*key: value",
    "claims: 3\n": r"record:1: .*must be a list",
    "claims:\n- id: a\n- nonsense\n": r"record:3: ",
    "claims:\n- id: a\n  decision: fine by me\n": r"record:3: .*status",
    "claims:\n- id: a\n  decision:\n    status: acepted\n": r"record:4: .*'acepted'",
    "claims:\n- id: a\n  decision: {by: me}\n": r"record:3: .*status",
    "a: \x00\n": r"record:1: ",
    "[" * 5000: r"record:1: ",
    "[" * 5000 + "]" * 5000: r"record:1: ",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_record_is_never_overwritten(text):
    with pytest.raises(UserError, match=BROKEN[text]):
        merge(text, chinese())


def test_a_record_that_is_not_there_yet_is_no_error(tmp_path):
    assert read(tmp_path / "none.yaml") is None
    with pytest.raises(UserError, match="cannot be read"):
        read(tmp_path)


def test_an_empty_decision_is_no_decision():
    text = merge(None, chinese())
    assert merge(decide(text, "c-rate", "decision:"), chinese()) == text


def make(quote: str, printed: str) -> Review:
    review = chinese()
    document = replace(review.document, text=quote)
    span = Span(0, len(quote))
    quantity = Quantity(span, printed, "number", None, None)
    claim = Claim("c", span, "proportion", "point", (replace(review.claims[0].figures[0], quantity=quantity),))
    return Review(document, (), (), (claim,))


@given(st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=40), st.text("%0 :-'\"#{}[],&*!|>?", max_size=8))
def test_any_text_survives_the_file(quote, printed):
    text = merge(None, make(quote, printed))
    (claim,) = yaml.safe_load(text)["claims"]
    assert claim["quote"] == quote
    assert claim["figures"][0]["text"] == printed
    assert merge(text, make(quote, printed)) == text


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\ufeff\x85"), max_size=30))
def test_any_reason_survives_any_number_of_runs(reason):
    dumped = yaml.safe_dump(
        {"status": "accepted", "reason": reason}, allow_unicode=True, default_flow_style=True, width=9999
    ).strip()
    once = merge(decide(merge(None, chinese()), "c-rate", f"decision: {dumped}"), chinese())
    assert merge(once, chinese()) == once
    assert decisions(once)[0].reason == reason
