"""The gate: what closes it, and that incomplete wins."""

from dataclasses import replace

import pytest

from verify.gate import Exit, exit_code
from verify.model import Confidence, Document, Failure, Flag, Review, Run, Severity, Span, Suppression, Text

DOCUMENT = Document("a.txt", "", (), "en", ())
FLAG = Flag("uncited-figure", Text("", ""), Span(0, 0), Severity.WARNING)


def run(*flags: Flag, failures: tuple[Failure, ...] = ()) -> Run:
    return Run((Review(DOCUMENT, (), (), (), flags=flags),), failures)


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [(Severity.ERROR, Exit.CLEAN), (Severity.WARNING, Exit.FLAGS), (Severity.NOTE, Exit.FLAGS), (None, Exit.CLEAN)],
)
def test_a_warning_closes_gates_at_warning_and_below(fail_on, code):
    assert exit_code(run(FLAG), fail_on) == code


def test_a_flag_of_low_confidence_does_not_close_the_gate():
    assert exit_code(run(replace(FLAG, confidence=Confidence.LOW)), Severity.NOTE) == Exit.CLEAN
    assert exit_code(run(replace(FLAG, confidence=Confidence.LOW)), Severity.NOTE, Confidence.LOW) == Exit.FLAGS


def test_a_suppressed_flag_does_not_close_the_gate():
    assert exit_code(run(replace(FLAG, suppressed=Suppression("comment", "checked"))), Severity.NOTE) == Exit.CLEAN


def test_what_could_not_be_checked_wins_over_flags_and_over_an_open_gate():
    failures = (Failure("b.txt", "cannot be decoded"),)
    assert exit_code(run(FLAG, failures=failures), Severity.NOTE) == Exit.INCOMPLETE
    assert exit_code(run(failures=failures), None) == Exit.INCOMPLETE
