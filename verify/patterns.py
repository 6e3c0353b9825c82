"""Regular expressions that are compiled when they are first used, once for all runs.

Compiling its patterns would be half of the time a command takes from its start: Python translates each one to instructions in
Python. So a pattern is translated when it is first used, and the instructions are kept in the user's cache folder, for this version
of Python and of this package alone. The file is a copy of what `re` says and may be deleted at any time; without it, or under a
Python whose `re` works otherwise, everything is compiled as usual.
"""

from __future__ import annotations

import atexit
import importlib.util
import re
import sys
from array import array
from functools import cache
from pathlib import Path
from typing import Any, cast

from verify import kept as copies

# What `_sre.compile` takes after the source: flags, instructions (as bytes of an array), number of groups, and their names.
_Instructions = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]


class _Pattern:
    """Stands for `re.compile(source, flags)` and becomes it: each attribute is looked up once and then kept."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(_compiled(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with the methods of `re.Pattern`. It cannot be handed to the functions of `re` itself."""
    return cast("re.Pattern[str]", _Pattern(source, flags))


@cache
def _compiled(source: str, flags: int) -> re.Pattern[str]:
    try:
        import _sre  # type: ignore[import-not-found]
        from re import _compiler, _parser  # type: ignore[attr-defined]  # private: guarded by the version in the file name
    except ImportError:
        return re.compile(source, flags)
    kept = _kept()
    key = (source, int(flags))
    found = kept.get(key)
    if found is None:
        try:
            parsed = _parser.parse(source, flags)
            names: list[str | None] = [None] * parsed.state.groups
            for name, group in parsed.state.groupdict.items():
                names[group] = name
            code = array("I", _compiler._code(parsed, flags)).tobytes()
            found = (int(flags | parsed.state.flags), code, parsed.state.groups - 1, dict(parsed.state.groupdict), tuple(names))
        except (AttributeError, TypeError):
            return re.compile(source, flags)
        kept[key] = found
        _fresh.append(key)
    state, code, *groups = found
    return cast("re.Pattern[str]", _sre.compile(source, state, array("I", code).tolist(), *groups))


_fresh: list[tuple[str, int]] = []
_MOST = 4000  # patterns in the file; beyond, it holds those of earlier versions of packs, and begins anew


@cache
def _kept() -> dict[tuple[str, int], _Instructions]:
    """The instructions of earlier runs. Nothing, if there are none or the file cannot be read."""
    atexit.register(_keep)
    found = copies.read(_file())
    return found if isinstance(found, dict) else {}


def _keep() -> None:
    """Write what this run has added, in one step."""
    if _fresh:
        kept = _kept()
        copies.write(_file(), kept if len(kept) <= _MOST else {key: kept[key] for key in _fresh})


def _file() -> Path:
    from verify import __version__

    magic = importlib.util.MAGIC_NUMBER.hex()
    return copies.folder() / f"patterns-{__version__}-{sys.implementation.cache_tag}-{magic}.bin"
