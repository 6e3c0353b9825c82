"""The documented machine form."""

import json
import re
from pathlib import Path

import jsonschema
from writers_sample import CHINESE_FILE, chinese, run

import verify.writers
from verify.model import Run
from verify.writers.json import run_dict, write

SCHEMA = json.loads((Path(verify.writers.__file__).parent / "schema.json").read_text(encoding="utf-8"))
DOCS = Path(__file__).parent.parent / "docs" / "json.md"


def test_a_run_keeps_to_the_published_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(write(run())))


def test_figures_printed_in_ten_thousands_keep_to_the_schema_too():
    review = verify.review_text("全国年发病约429.2万例，其中七成至八成为男性。")
    data = run_dict(Run((review,), ()))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert [f["decimals"] for c in data["reviews"][0]["claims"] for f in c["figures"]] == [-3, -1]


def test_the_schema_refuses_a_key_it_does_not_know():
    data = run_dict(run())
    data["reviews"][0]["flags"][0]["colour"] = "red"
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(data)


def test_offsets_are_those_of_the_authors_file():
    for claim in chinese().to_dict()["claims"]:
        written = CHINESE_FILE[claim["start"] : claim["end"]]
        assert written.replace("\n", "") == claim["quote"]
    for figure in (f for c in chinese().to_dict()["claims"] for f in c["figures"]):
        assert CHINESE_FILE[figure["start"] : figure["end"]] == figure["text"]


def test_line_and_column_point_at_the_same_characters_as_the_offsets():
    lines = CHINESE_FILE.split("\n")
    wrapped = next(c for c in chinese().to_dict()["claims"] if c["id"] == "c-risk")
    assert (wrapped["line"], wrapped["end_line"]) == (3, 4)
    assert lines[2][wrapped["column"] - 1 :] == "急性加重的风险下降"
    assert lines[3][: wrapped["end_column"] - 1] == "18%"


def test_whole_numbers_stay_whole_and_others_keep_their_value():
    figures = [f for c in chinese().to_dict()["claims"] for f in c["figures"]]
    assert [f["low"] for f in figures] == [61.5, 48.2, 18, 9.1]
    assert isinstance(figures[2]["low"], int)


def test_a_claim_that_cites_nothing_has_no_source():
    found = [(c["verdict"], bool(c["citations"])) for c in chinese().to_dict()["claims"]]
    assert found == [("contradicted", True), ("no-source", True), ("no-source", False)]


def test_a_suppressed_flag_stays_with_its_reason():
    flags = {f["rule"]: f for f in chinese().to_dict()["flags"]}
    assert flags["promo-superlative"]["suppressed"] == {"kind": "comment", "reason": "引用的是指南原话 <u>"}
    assert flags["value-mismatch"]["suppressed"] is None


def test_the_summary_counts_claims_once_and_names_what_failed():
    data = run_dict(run())
    assert sum(data["summary"]["standings"].values()) == data["summary"]["claims"] == 3
    assert data["summary"]["flags"] == {"error": 1, "warning": 2, "note": 2}
    assert data["failures"] == [
        {"path": "articles/broken & <old>.txt", "line": None, "message": "cannot be decoded: not UTF-8, GB18030 or Big5"}
    ]


def test_messages_can_be_forced_into_one_language():
    flags = {f["rule"]: f for f in run_dict(run(), "en")["reviews"][0]["flags"]}
    assert flags["value-mismatch"]["hint"] == "Check the source."


def test_every_key_of_the_schema_is_explained():
    explained = set(re.findall(r"`([a-z_]+)`", DOCS.read_text(encoding="utf-8")))
    keys = {key for part in ("review", "claim", "flag", "reference", "citation", "evidence", "match", "figure") for key in
            SCHEMA["$defs"][part]["properties"]}  # fmt: skip
    assert keys - explained == set()
