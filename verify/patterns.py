"""Regular expressions that are compiled when they are first used.

An audit of one article uses half of the package's patterns; compiling the others would be a third of the time a command takes from
its start.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Stands for `re.compile(source, flags)` and becomes it: each attribute is looked up once and then kept."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with the methods of `re.Pattern`. It cannot be handed to the functions of `re` itself."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
