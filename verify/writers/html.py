"""The report an editor or a medical reviewer reads: one page that needs nothing but a browser, with or without script.

Each article stands there as text, its claims underlined by how they stand against their sources and its flags shaded by
severity; beside it the flags, below it the claims and the references. Everything that comes from an article or a source is
escaped by construction (Jinja's autoescape, `Markup.format`), and the page forbids every script and style but its own by hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from verify.model import Language, Run
from verify.writers.page import article
from verify.writers.summary import spoken_in, summary
from verify.writers.words import language_of, word

_TEMPLATES = Path(__file__).parent / "templates"


def write(run: Run, *, language: Language | None = None) -> str:
    """The whole page. `language` is that of headings and messages; None: that of most articles, and of each article for its own."""
    from verify import __version__

    spoken = language or spoken_in(run)
    style, script = (_source(name) for name in ("report.css", "report.js"))
    articles = [article(review, f"a{i}", language_of(review.document, language)) for i, review in enumerate(run.reviews, 1)]
    return _environment().get_template("report.html").render(
        language=spoken,
        word=word,
        w=partial(word, language=spoken),
        articles=articles,
        failures=run.failures,
        summary=summary(run),
        partial_sources=sum(not e.complete and e.document is not None for review in run.reviews for e in review.evidence.values()),
        without_figures=sum(not review.claims for review in run.reviews),
        rules=sorted(Counter(flag.rule for review in run.reviews for flag in review.flags).items()),
        dates=sorted({review.today for review in run.reviews if review.today}),
        version=__version__,
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'",
    )  # fmt: skip


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _source(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
