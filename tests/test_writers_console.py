"""What a person reads at the terminal."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from writers_sample import PATH, chinese, english, run

from verify.model import Flag, Run, Severity, Span, Text
from verify.rules import rules
from verify.rules.catalog import explain
from verify.writers import console, tables, words

GOLDEN = Path(__file__).parent / "golden"


def printed(columns=80, **options):
    return console.write(run(), columns=columns, **options)


def test_the_terminal_output_is_the_one_reviewed():
    """After a wanted change, look at the new text and put it into the file."""
    assert printed() == (GOLDEN / "report.txt").read_text(encoding="utf-8")


def test_the_caret_stands_under_the_phrase_counted_in_cells():
    lines = printed().splitlines()
    at = next(i for i, line in enumerate(lines) if line.endswith(":5:11"))
    shown, carets = lines[at + 1], lines[at + 2]
    before = shown[: shown.index("9.1%")]
    cells = sum(2 if ord(c) > 0x2E7F else 1 for c in before)
    assert carets.rstrip() == " " * 6 + "|" + " " * (cells - 7) + "^^^^"


def test_a_phrase_over_two_lines_is_marked_on_both():
    review = chinese()
    text = console.write(Run((review,)))
    assert "3 |" in text
    flags = tuple(f for f in review.flags if f.rule == "value-mismatch")
    claim = review.claims[1]
    moved = type(review)(
        review.document, review.references, review.citations, review.claims, flags=(type(flags[0])(
            "uncited-figure", flags[0].message, claim.span, flags[0].severity),)
    )  # fmt: skip
    lines = console.write(Run((moved,))).splitlines()
    assert [line.strip(" |") for line in lines if set(line) <= set(" |^") and "^" in line] == ["^" * 18, "^^^"]


def test_messages_follow_the_article_unless_a_language_is_forced():
    assert "请核对原文" in printed()
    assert "no figures found" in printed()
    forced = printed(language="en")
    assert "Check the source." in forced
    assert "2 warnings" in forced
    assert "请核对原文" not in forced


def test_an_article_without_figures_and_a_file_that_failed_are_named():
    text = printed()
    assert "articles/stroke.txt\n      no figures found, so there was nothing to check" in text
    assert "articles/broken & <old>.txt: cannot be decoded" in text


def test_a_suppressed_flag_is_counted_and_not_shown():
    text = printed()
    assert "promo-superlative" not in text
    assert "另有 1 条已被抑制" in text


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_messages_keep_within_the_width(columns):
    for line in printed(columns).splitlines():
        if not line.startswith((PATH, "articles/")) and " · " not in line:
            assert sum(2 if ord(c) > 0x2E7F else 1 for c in line) <= columns, line


def test_a_pipe_gets_neither_colour_nor_lines():
    assert not set("\x1b│─┃━") & set(printed())


def test_an_article_cannot_drive_the_terminal():
    review = english()
    hostile = type(review)(type(review.document)(**{**vars(review.document), "name": "a\x1b]0;x\x07.txt"}), (), (), ())
    assert "\x1b" not in console.write(Run((hostile,)))


def test_the_report_and_the_next_step_are_named():
    out = io.StringIO()
    console.render(Console(file=out, width=80), run(), links=console.Links("reports/report.html", "claims"))
    assert "reports/report.html" in out.getvalue()
    assert "verify explain value-mismatch" in out.getvalue()


def table(function, *args, columns=80, **options):
    out = io.StringIO()
    function(Console(file=out, width=columns), *args, **options)
    return out.getvalue()


def test_the_claims_table_tells_line_quote_figures_citation_and_standing():
    text = table(tables.claims_table, chinese(), columns=160)
    row = next(line for line in text.splitlines() if "61.5% (treatment)" in line)
    assert row.split()[0] == "3"
    for word in ("一秒用力呼气量改善率", "与来源不一致"):
        assert word in row
    assert "3 条数据陈述" in text


def test_the_reference_table_tells_author_year_journal_and_problems():
    text = table(tables.refs_table, chinese(), columns=160, language="en")
    row = next(line for line in text.splitlines() if "陈某" in line)
    for word in ("2", "2019", "呼吸杂志", "吸入治疗", "reference-incomplete"):
        assert word in row


def test_markup_in_an_article_is_text_in_a_table():
    assert "<b>K</b>" in table(tables.refs_table, chinese(), columns=200)


def test_empty_tables_say_so():
    assert "no figures found" in table(tables.claims_table, english())
    assert "no references found" in table(tables.refs_table, english())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_can_be_listed_and_explained(language):
    listed = table(tables.rules_table, rules(), columns=120, language=language)
    for rule in rules():
        assert rule.name in listed
        page = table(tables.explanation, explain(rule.name, language), columns=100, language=language)
        assert page.startswith(rule.name)


def test_many_notes_that_say_the_same_are_told_together_with_their_lines():
    review = chinese()
    message = Text("没有文献 1 的文本，此数值未核对。", "No text of reference 1 is at hand; the figure was not checked.")
    spans = [claim.span for claim in review.claims] * 3
    notes = tuple(Flag("source-unavailable", message, span, Severity.NOTE) for span in spans[:4])
    many = replace(review, flags=notes)
    text = console.write(Run((many,)))
    assert "source-unavailable ×4" in text
    assert text.count("没有文献 1") == 1
    assert "（第 3" in text
    few = console.write(Run((replace(review, flags=notes[:3]),)))
    assert "×" not in few
    assert few.count("没有文献 1") == 3


def test_a_figure_without_a_measure_of_its_own_is_named_by_its_kind():
    assert words.measure("duration", "zh") == "时长"
    assert words.measure("overall_survival", "zh") == "总生存期"


def test_words_that_a_message_quotes_without_their_stop_are_not_quoted_again() -> None:
    message = Text(
        "该数值见于另一篇：见于 references/he-2021：达标率为72.4%。", "Another work states it: in references/he-2021: 72.4% did."
    )
    flag = Flag("misattributed", message, Span(0, 1), Severity.WARNING, evidence="达标率为72.4%.", claim="c", reference="5")
    assert words.evidence_of(flag, "zh") == ""
    assert words.evidence_of(replace(flag, evidence="达标率为58.1%。"), "zh") == "达标率为58.1%。"
