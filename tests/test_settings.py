"""verify.yaml: what is accepted, and how a mistake is named."""

from pathlib import Path

import pytest

from verify import settings
from verify.errors import UserError
from verify.model import Confidence, Severity

HERE = Path("/w/verify.yaml")


def fails(text: str) -> str:
    with pytest.raises(UserError) as error:
        settings.parse(text, HERE)
    return str(error.value)


def test_an_empty_file_gives_the_defaults_and_the_folder_is_the_workspace():
    found = settings.parse("", HERE)
    assert found.root == Path("/w")
    assert found.found
    assert found.articles == ("articles",)
    assert found.fail_on is Severity.ERROR
    assert found.language is None


def test_every_key_is_read():
    found = settings.parse(
        """
articles: [稿件, drafts]
claims: c
references: r
reports: out
language: zh
audience: patient
fail-on: warning
confidence: high
disable: [reference-never-cited]
severity:
  uncited-figure: note
ignore:
  - rule: uncited-figure
    path: drafts/a.md
    reason: 主编已核对
    until: 2027-01-31
""",
        HERE,
    )
    assert found.articles == ("稿件", "drafts")
    assert (found.claims, found.references, found.reports) == ("c", "r", "out")
    assert (found.language, found.audience) == ("zh", "patient")
    assert (found.fail_on, found.confidence) == (Severity.WARNING, Confidence.HIGH)
    assert found.disable == ("reference-never-cited",)
    assert found.severity == {"uncited-figure": Severity.NOTE}
    assert found.ignore[0].reason == "主编已核对"
    assert found.ignore[0].until == "2027-01-31"


def test_fail_on_never_and_language_auto_mean_none():
    found = settings.parse("fail-on: never\nlanguage: auto\n", HERE)
    assert found.fail_on is None
    assert found.language is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("articels: a", "/w/verify.yaml:1: unknown key 'articels' in verify.yaml; did you mean 'articles'?"),
        ("\nfail-on: eror", "/w/verify.yaml:2: 'eror' is none of"),
        ("claims: a\nclaims: b", "/w/verify.yaml:2: key 'claims' stands twice"),
        ("claims: a\n\tb: c", "/w/verify.yaml:2: not valid YAML"),
        ("- a", "/w/verify.yaml:1: verify.yaml must be"),
        ("claims:\n  a: 1", "/w/verify.yaml:2: expected one word"),
        ("severity: [a]", "severity must be"),
        ("ignore:\n  - rule: uncited-figure", "an ignored flag needs a reason"),
        ("ignore:\n  - reason: so", "needs a rule or a claim"),
        ("ignore:\n  - {rule: '*', reason: so}", "a star is not allowed"),
        ("ignore:\n  - {rule: a, reason: so, until: soon}", "is not a date"),
        ("ignore:\n  - {rule: a, raeson: so}", "did you mean 'reason'?"),
    ],
)
def test_a_mistake_names_the_file_the_line_and_the_cure(text, said):
    assert said in fails(text)


def test_the_nearest_file_upwards_is_the_workspace(tmp_path):
    (tmp_path / "verify.yaml").write_text("claims: c\n", encoding="utf-8")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert settings.find(inner).root == tmp_path.resolve()
    assert settings.find(inner).claims == "c"


def test_without_a_file_the_folder_itself_is_the_root(tmp_path):
    found = settings.find(tmp_path)
    assert not found.found
    assert found.root == tmp_path.resolve()


def test_a_file_that_is_not_text_is_named(tmp_path):
    path = tmp_path / "verify.yaml"
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UserError, match=r"verify\.yaml"):
        settings.read(path)
