"""Annotations, SARIF, JUnit, and the front door of the writers."""

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from writers_sample import CHINESE_FILE, PATH, chinese, run

from verify.errors import UserError
from verify.model import Failure, Flag, Run, Severity, Span, Text
from verify.writers import BUILT_IN, names, writer
from verify.writers.files import write_atomically


def unescape(text):
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def annotations(some):
    for line in writer("github")(some).splitlines():
        command, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
        yield command, {k: unescape(v) for k, v in (p.split("=", 1) for p in properties.split(","))}, unescape(message)


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_format_writes_the_whole_run(name):
    text = writer(name)(run())
    assert text.endswith("\n")
    assert "value-mismatch" in text
    assert "cannot be decoded" in text


def test_an_unknown_format_is_answered_with_the_known_ones():
    with pytest.raises(UserError, match="json"):
        writer("jsn")
    assert set(BUILT_IN) <= set(names())


def test_an_annotation_stands_on_its_line_and_columns():
    found = {properties["title"]: (command, properties, message) for command, properties, message in annotations(run())}
    command, properties, message = found["value-mismatch"]
    assert command == "error"
    assert properties["file"] == PATH
    line = CHINESE_FILE.split("\n")[int(properties["line"]) - 1]
    assert line[int(properties["col"]) - 1 : int(properties["endColumn"]) - 1] == "61.5%"
    assert message == "文中为 61.5%，文献 1 为 61.9% <i>。\n61.9 ≠ 61.5\n请核对原文。"


def test_severities_become_the_words_of_the_service_and_suppressed_flags_are_left_out():
    commands = [(properties["title"], command) for command, properties, _ in annotations(run())]
    assert ("reference-incomplete", "notice") in commands
    assert ("uncited-figure", "warning") in commands
    assert "promo-superlative" not in dict(commands)


def test_a_place_over_two_lines_has_no_columns():
    review = chinese()
    flag = Flag("x", Text("甲", "a"), review.claims[1].span, Severity.NOTE)
    ((_, properties, _),) = annotations(Run((replace(review, flags=(flag,)),)))
    assert (properties["line"], properties["endLine"]) == ("3", "4")
    assert "col" not in properties


def test_an_article_cannot_write_a_command_of_its_own():
    review = chinese()
    flag = Flag("x", Text("一\n::error::二\r三", ""), Span(0, 1), Severity.NOTE)
    hostile = replace(review, flags=(flag,), document=replace(review.document, name="a,line=9::b\n::set-env.txt"))
    text = writer("github")(Run((hostile,), (Failure("p\n::x::", "m\n::y::"),)))
    assert [line.split(" ")[0] for line in text.splitlines()] == ["::notice", "::error"]
    assert text.splitlines()[0].startswith("::notice file=a%2Cline=9%3A%3Ab%0A%3A%3Aset-env.txt,line=1,")


@pytest.fixture
def sarif():
    (log,) = json.loads(writer("sarif")(run()))["runs"]
    return log


def test_a_result_is_the_text_of_its_region(sarif):
    for result in sarif["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start = region["charOffset"]
        assert CHINESE_FILE[start : start + region["charLength"]] == region.get("snippet", {}).get("text", "")


def test_a_result_names_its_rule_by_name_and_index(sarif):
    rules = sarif["tool"]["driver"]["rules"]
    known = [result for result in sarif["results"] if "ruleIndex" in result]
    assert known
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in known)


def test_a_suppression_keeps_its_reason(sarif):
    (found,) = [result for result in sarif["results"] if "suppressions" in result]
    assert found["ruleId"] == "promo-superlative"
    assert found["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "引用的是指南原话 <u>"}]


def test_a_failure_means_that_the_run_was_not_successful(sarif):
    (invocation,) = sarif["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "articles/broken%20%26%20%3Cold%3E.txt"
    clean = json.loads(writer("sarif")(Run(run().reviews)))["runs"][0]["invocations"][0]
    assert clean["executionSuccessful"] is True


def test_fingerprints_differ_within_a_run_and_survive_moved_lines(sarif):
    prints = [result["partialFingerprints"]["verify/v1"] for result in sarif["results"]]
    assert len(prints) == len(set(prints))
    review = chinese()
    moved = tuple(
        replace(anchor, place=replace(anchor.place, line=anchor.place.line + 7, offset=anchor.place.offset + 99))
        for anchor in review.document.anchors
    )
    later = json.loads(writer("sarif")(Run((replace(review, document=replace(review.document, anchors=moved)),))))["runs"][0]
    assert [result["partialFingerprints"]["verify/v1"] for result in later["results"]] == prints


def test_junit_counts_each_claim_as_a_case():
    root = ElementTree.fromstring(writer("junit")(run()))
    article, empty, broken = root
    assert (article.get("tests"), article.get("failures")) == ("4", "3")
    assert (empty.get("tests"), empty.get("failures")) == ("1", "0")
    assert broken.find("testcase/error").get("message").startswith("cannot be decoded")
    failures = {failure.get("type"): failure.text for failure in article.iter("failure")}
    assert f"{PATH}:3:22: 严重 value-mismatch" in failures["value-mismatch"]


def test_a_character_xml_forbids_does_not_spoil_the_file():
    review = chinese()
    flag = Flag("x", Text("\x00\x1b\ufffe", ""), Span(0, 1), Severity.ERROR)
    ElementTree.fromstring(writer("junit")(Run((replace(review, flags=(flag,)),))))


def test_a_file_is_written_whole_and_left_alone_when_nothing_changed(tmp_path):
    path = tmp_path / "new" / "记录.yaml"
    assert write_atomically(path, "一\n") is True
    before = path.stat().st_mtime_ns
    assert write_atomically(path, "一\n") is False
    assert path.stat().st_mtime_ns == before
    assert write_atomically(path, "二\n") is True
    assert path.read_bytes() == "二\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["记录.yaml"]


def test_a_link_keeps_pointing_at_its_file(tmp_path):
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be written"):
        write_atomically(tmp_path / "file" / "report.html", "x")
