"""Run + threshold -> exit code. The same table holds for every command and every format."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from verify.model import Confidence, Flag, Run, Severity

_RANK = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


class Exit(IntEnum):
    """What a command says to the shell."""

    CLEAN = 0  # checked, nothing at or above the gate
    FLAGS = 1  # flags at or above the gate
    USER = 2  # you can fix it: arguments, settings, rule pack, plug-in, no article
    INCOMPLETE = 3  # something could not be checked, or a bug
    INTERRUPTED = 130


def closing(run: Run, fail_on: Severity | None, confidence: Confidence = Confidence.MEDIUM) -> Iterator[Flag]:
    """The flags that close the gate: not suppressed, at or above `fail_on` and `confidence`. `fail_on` None closes it never."""
    if fail_on is None:
        return
    for review in run.reviews:
        for flag in review.flags:
            if flag.suppressed is None and flag.severity.rank >= fail_on.rank and _RANK[flag.confidence] >= _RANK[confidence]:
                yield flag


def exit_code(run: Run, fail_on: Severity | None, confidence: Confidence = Confidence.MEDIUM) -> Exit:
    """Incomplete wins over flags: a gate never passes, and never merely warns, because something did not run."""
    if run.failures:
        return Exit.INCOMPLETE
    return Exit.FLAGS if next(closing(run, fail_on, confidence), None) else Exit.CLEAN
