"""The one loading mechanism: a table name -> "module:object", imported on use.

Built-in tables live beside what they list (`verify.readers`, `verify.writers`, …); other packages add to a table through an
entry point of the group `verify.<table>`. What does not load stops the run: a gate must not pass because a plug-in did not run.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from verify.errors import UserError


def load(target: str) -> Any:
    """The object named by "module:object"."""
    module, _, name = target.partition(":")
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise UserError(f"plug-in {target!r} does not load: {error}") from error


def table(group: str, built_in: Mapping[str, str]) -> dict[str, str]:
    """The built-in table with what installed packages add to `verify.<group>`; two plug-ins of one name are an error."""
    names = dict(built_in)
    for point in entry_points(group=f"verify.{group}"):
        if point.name in names:
            raise UserError(f"plug-in {point.name!r} ({point.value}) has the name of another one in {group}")
        names[point.name] = point.value
    return names
