"""The command line as a user meets it: what each command prints, and the table of exit codes."""

import json
import subprocess
import sys

import pytest

from verify.__main__ import run

CLEAN = """# Hip fracture

Early surgery lowers mortality after hip fracture [1].

# References

1. Okafor A, Lindgren P. Early surgery after hip fracture. J Orthop Trauma. 2019;33(4):201-209.
"""
FLAGGED = CLEAN.replace("[1]", "[1], as a later trial confirmed [7]")
CHINESE = "髋部骨折术后30天死亡率为6.8%。\n\n参考文献\n\n1. 王小明, 等. 中华骨科杂志, 2019, 33(4): 201-209.\n"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    (tmp_path / "verify.yaml").write_text("fail-on: error\n", encoding="utf-8")
    (tmp_path / "articles").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder, name, text):
    path = folder / "articles" / name
    path.write_text(text, encoding="utf-8")
    return path


# ------------------------------------------------------------------------------------------------ the table of exit codes


def test_0_nothing_at_or_above_the_gate(workspace, capsys):
    put(workspace, "a.md", CLEAN)
    assert run(["audit"]) == 0


def test_1_flags_at_or_above_the_gate(workspace, capsys):
    put(workspace, "a.md", FLAGGED)
    assert run(["audit"]) == 1
    assert "citation-without-entry" in capsys.readouterr().out


def test_the_gate_can_be_held_open_and_the_flags_are_still_shown(workspace, capsys):
    put(workspace, "a.md", FLAGGED)
    assert run(["audit", "--fail-on", "never"]) == 0
    assert "citation-without-entry" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["audit", "nowhere.txt"], "nowhere.txt: no such file or folder"),
        (["audit", "articles"], "no article found"),
        (["audit", "--format", "wordperfect"], "there is no format 'wordperfect'"),
        (["audit", "--fail-on", "sometimes"], "sometimes"),
        (["explain", "value-mismach"], "did you mean"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_2_what_the_user_can_fix(workspace, capsys, arguments, said):
    assert run([*arguments, "--lang", "en"] if "audit" in arguments or "explain" in arguments else arguments) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err


def test_2_broken_settings_name_the_line_and_the_nearest_key(workspace, capsys):
    put(workspace, "a.md", CLEAN)
    (workspace / "verify.yaml").write_text("\nfail_on: error\n", encoding="utf-8")
    assert run(["audit"]) == 2
    assert "verify.yaml:2: unknown key 'fail_on' in verify.yaml; did you mean 'fail-on'?" in capsys.readouterr().err


def test_3_an_unreadable_file_among_good_ones_and_the_others_are_audited(workspace, capsys):
    put(workspace, "a.md", FLAGGED)
    (workspace / "articles" / "b.txt").write_bytes(bytes(range(256)) * 8)
    assert run(["audit"]) == 3
    shown = capsys.readouterr().out
    assert "citation-without-entry" in shown
    assert "articles/b.txt" in shown


def test_3_wins_over_an_open_gate(workspace, capsys):
    (workspace / "articles" / "empty.txt").write_bytes(b"")
    assert run(["audit", "--fail-on", "never"]) == 3


def test_every_format_gives_the_same_code(workspace, capsys):
    put(workspace, "a.md", FLAGGED)
    for name in ("text", "json", "github", "html"):
        assert run(["audit", "--format", name, "--no-write"]) == 1, name


# ------------------------------------------------------------------------------------------------ audit


def test_the_workspace_gets_a_record_and_a_report_and_is_told_where(workspace, capsys):
    put(workspace, "a.md", FLAGGED)
    run(["audit"])
    assert (workspace / "claims" / "a.md.yaml").is_file()
    assert (workspace / "reports" / "report.html").is_file()
    assert "reports/report.html" in capsys.readouterr().out


def test_the_same_input_gives_the_same_bytes(workspace):
    put(workspace, "a.txt", CHINESE)
    run(["audit"])
    first = [(workspace / name).read_bytes() for name in ("claims/a.txt.yaml", "reports/report.html")]
    run(["audit"])
    assert [(workspace / name).read_bytes() for name in ("claims/a.txt.yaml", "reports/report.html")] == first


def test_no_write_writes_nothing(workspace):
    put(workspace, "a.md", FLAGGED)
    run(["audit", "--no-write"])
    assert sorted(path.name for path in workspace.iterdir()) == ["articles", "verify.yaml"]


def test_a_file_outside_the_workspace_leaves_nothing_behind(workspace, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "a.md"
    outside.write_text(FLAGGED, encoding="utf-8")
    assert run(["audit", str(outside)]) == 1
    assert not (workspace / "claims").exists()
    assert not (workspace / "reports").exists()


def test_without_a_verify_yaml_nothing_is_left_behind_even_if_the_folders_have_its_names(tmp_path, monkeypatch):
    (tmp_path / "articles").mkdir()
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "a.md", CLEAN)
    assert run(["audit"]) == 0
    assert run(["audit", "articles/a.md"]) == 0
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.md", "articles"]


def test_a_link_goes_by_its_own_name(workspace, capsys):
    (workspace / "articles" / "link.md").symlink_to("gone.md")
    assert run(["audit", "articles"]) == 3
    assert "articles/link.md: " in capsys.readouterr().out


def test_a_chinese_article_is_spoken_of_in_chinese_and_an_english_one_in_english(workspace, capsys):
    put(workspace, "zh.txt", CHINESE)
    run(["audit"])
    assert "未引" in capsys.readouterr().out
    run(["audit", "--lang", "en"])
    assert "未引" not in capsys.readouterr().out


def test_a_cycle_of_links_ends(workspace):
    put(workspace, "a.md", CLEAN)
    (workspace / "articles" / "again").symlink_to(workspace / "articles", target_is_directory=True)
    assert run(["audit"]) == 0


def test_standard_input_is_an_article(workspace):
    command = [sys.executable, "-m", "verify", "audit", "-", "--format", "json"]
    shown = subprocess.run(command, input=FLAGGED.encode(), capture_output=True, cwd=workspace, check=False)
    assert shown.returncode == 1
    assert json.loads(shown.stdout)["reviews"][0]["name"] == "<stdin>"


def test_json_goes_to_a_file_as_it_goes_to_the_screen(workspace, capfdbinary):
    put(workspace, "a.md", FLAGGED)
    run(["audit", "--format", "json", "--no-write"])
    shown = capfdbinary.readouterr().out
    run(["audit", "--format", "json", "--no-write", "--output", "out.json"])
    assert (workspace / "out.json").read_bytes() == shown


# ------------------------------------------------------------------------------------------------ the other commands


def test_claims_shows_what_was_extracted(workspace, capfd):
    put(workspace, "a.txt", CHINESE)
    assert run(["claims", "articles/a.txt", "--format", "json"]) == 0
    (claim,) = json.loads(capfd.readouterr().out)
    assert claim["figures"][0]["low"] == 6.8
    assert run(["claims", "articles/a.txt"]) == 0
    assert "6.8%" in capfd.readouterr().out


def test_refs_shows_the_list(workspace, capfd):
    put(workspace, "a.md", CLEAN)
    assert run(["refs", "articles/a.md", "--format", "json"]) == 0
    (reference,) = json.loads(capfd.readouterr().out)
    assert reference["csl"]["issued"] == {"date-parts": [[2019]]}
    assert run(["refs", "articles/a.md"]) == 0
    assert "Okafor" in capfd.readouterr().out


SOURCE = "Thirty-day mortality was 4.2% in the early mobilisation group and 6.8% in the usual care group (P = 0.03)."


def test_compare_holds_a_sentence_against_a_source(workspace, capfd):
    (workspace / "trial.txt").write_text(SOURCE, encoding="utf-8")
    right = ["compare", "--claim", "30-day mortality was 4.2% with early mobilisation.", "--source", "trial.txt"]
    assert run([*right, "--lang", "en"]) == 0
    assert "agrees with source" in capfd.readouterr().out
    wrong = [
        "compare",
        "--claim",
        "30-day mortality was 6.8% with early mobilisation and 4.2% with usual care.",
        "--source",
        "trial.txt",
    ]
    assert run([*wrong, "--format", "json"]) == 1
    assert json.loads(capfd.readouterr().out)["reason"] == "arms-swapped"


def test_compare_takes_pairs_line_by_line_and_keeps_their_order(workspace, capfd):
    claims = ["30-day mortality was 4.2% with early mobilisation.", "术后30天死亡率为9.9%。"] * 20
    lines = [json.dumps({"id": i, "claim": claim, "source": SOURCE}, ensure_ascii=False) for i, claim in enumerate(claims)]
    (workspace / "pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run(["compare", "--jsonl", "pairs.jsonl"]) == 0
    verdicts = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [verdict["id"] for verdict in verdicts] == list(range(40))
    assert verdicts[0]["verdict"] == "supported"


def test_a_line_that_is_no_pair_is_named(workspace, capsys):
    (workspace / "pairs.jsonl").write_text('{"id": 1, "claim": "a", "source": "b"}\n{"id": 2}\n', encoding="utf-8")
    assert run(["compare", "--jsonl", "pairs.jsonl", "--lang", "en"]) == 2
    assert "pairs.jsonl:2: needs the strings" in capsys.readouterr().err


def test_the_report_of_one_article_does_not_replace_that_of_the_workspace(workspace):
    put(workspace, "a.md", CLEAN)
    put(workspace, "b.md", FLAGGED)
    run(["audit"])
    whole = (workspace / "reports" / "report.html").read_bytes()
    run(["audit", "articles/b.md"])
    assert (workspace / "reports" / "b.md.html").is_file()
    assert (workspace / "reports" / "report.html").read_bytes() == whole


def test_rules_lists_them_and_explain_tells_one_in_either_language(capsys):
    assert run(["rules"]) == 0
    assert "uncited-figure" in capsys.readouterr().out
    for language in ("zh", "en"):
        assert run(["explain", "uncited-figure", "--lang", language]) == 0
        assert "uncited-figure" in capsys.readouterr().out


def test_init_makes_a_workspace_and_keeps_what_is_there(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"verify.yaml", "articles", "claims", "references", "reports"}
    (tmp_path / "verify.yaml").write_text("fail-on: note\n", encoding="utf-8")
    assert run(["init"]) == 0
    assert (tmp_path / "verify.yaml").read_text(encoding="utf-8") == "fail-on: note\n"
    put(tmp_path, "a.md", CLEAN)
    assert run(["audit", "--fail-on", "error"]) == 0


def test_what_the_system_refuses_is_no_bug_of_ours(tmp_path, capsys):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert run(["init", str(tmp_path / "taken" / "deeper")]) == 2
    assert "taken" in capsys.readouterr().err


def test_help_teaches_and_the_version_is_told(capsys):
    assert run(["--help"]) == 0
    assert "Exit codes" in capsys.readouterr().out
    assert run(["audit", "--help"]) == 0
    assert "--fail-on" in capsys.readouterr().out
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("verify ")


def test_help_loads_nothing_heavy():
    heavy = {"yaml", "rich", "jinja2", "rapidfuzz", "sqlite3", "verify.extract"}
    program = f"import sys; from verify.__main__ import run; run(['--help']); print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


def test_claims_explain_says_what_was_recognised_and_what_was_skipped(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    body = "一项研究显示，治疗12周后患者的完全缓解率为41.5%[1]，对照组为28.3%[2]，差异有统计学意义，两组的不良反应相近。"
    (tmp_path / "a.txt").write_text(
        f"哮喘治疗进展\n\n{body}\n\n参考文献\n[1] 周明, 等. 哮喘. 中华内科杂志, 2021, 60(5): 433-439.\n"
        "[2] Ito S. Asthma. Lancet. 2019;7(2):90-6.\n\n责任编辑：小王\n",
        encoding="utf-8",
    )
    for language, wanted in {
        "zh": ("语言：中文", "方括号 2", "参考文献表 2 条：编号 [1]", "编辑署名: 责任编辑：小王"),
        "en": ("Language: Chinese", "brackets 2", "Reference list of 2 entries: numbered [1]", "editor credit: 责任编辑：小王"),
    }.items():
        assert run(["claims", "a.txt", "--explain", "--lang", language]) == 0
        said = capsys.readouterr().out
        assert all(words in said for words in wanted), said
