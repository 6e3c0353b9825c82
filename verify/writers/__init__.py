"""Run -> files. One door: `writer(name)` gives `write(run, *, language=None) -> str`; only the edge opens a file.

A writer is one file here, or one in an installed package with an entry point of the group `verify.writers`. `language` is that of
the words for people, "zh" or "en"; None means each article's own. Claim records are no output of a run but merged, article by
article, into what a person has decided: `records.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from verify import plugins
from verify.errors import UserError

BUILT_IN: Mapping[str, str] = {
    "text": "verify.writers.console:write",
    "json": "verify.writers.json:write",
    "html": "verify.writers.html:write",
    "github": "verify.writers.github:write",
    "sarif": "verify.writers.sarif:write",
    "junit": "verify.writers.junit:write",
}


def names() -> tuple[str, ...]:
    """Every format there is."""
    return tuple(plugins.table("writers", BUILT_IN))


def writer(name: str) -> Callable[..., str]:
    """The `write` of that format. An unknown name is a `UserError` that lists the known ones."""
    table = plugins.table("writers", BUILT_IN)
    if name not in table:
        known = ", ".join(table)
        raise UserError(f"there is no format {name!r}; formats: {known}", f"没有名为 {name!r} 的输出格式；可用：{known}")
    return cast(Callable[..., str], plugins.load(table[name]))
