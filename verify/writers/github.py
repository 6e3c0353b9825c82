"""GitHub workflow commands: one annotation for each flag, on its line.

Syntax and escaping: docs.github.com, "Workflow commands for GitHub Actions"; a column may only be given when the place is on one
line, because the service drops an annotation that names columns of two lines.
"""

from __future__ import annotations

from verify.model import Flag, Language, Review, Run, Severity
from verify.writers.summary import in_order
from verify.writers.words import language_of, word

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(run: Run, *, language: Language | None = None) -> str:
    """One line for each flag that is not suppressed and for each failure; each ends with a newline."""
    lines = [
        _annotation(review, flag, language) for review in run.reviews for flag in in_order(review.flags) if flag.suppressed is None
    ]
    for failure in run.failures:
        title = word("label.failures", language or "en")
        lines.append(_command("error", {"file": failure.path, "line": failure.line, "title": title}, failure.in_(language or "en")))
    return "".join(line + "\n" for line in lines)


def _annotation(review: Review, flag: Flag, language: Language | None) -> str:
    spoken = language_of(review.document, language)
    first = review.document.place(flag.span.start)
    last = review.document.place(max(flag.span.start, flag.span.end - 1))
    where: dict[str, object] = {"file": review.document.name, "line": first.line}
    if first.line == last.line:
        where |= {"col": first.column, "endColumn": last.column + 1}
    else:
        where["endLine"] = last.line
    parts = [flag.message.in_(spoken), flag.working, flag.hint.in_(spoken) if flag.hint else ""]
    return _command(_COMMAND[flag.severity], {**where, "title": flag.rule}, "\n".join(part for part in parts if part))


def _command(name: str, properties: dict[str, object], message: str) -> str:
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
