"""References -> what is known of the works they name. One door: `opened`, the references folder of a workspace.

A folder answers a cited `Record` with an `Entry` (the record as found, and its text) or says why it cannot.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from verify.sources.entry import Entry

if TYPE_CHECKING:
    from verify.sources.library import Library, Resolution

__all__ = ["Entry", "Library", "Resolution", "opened"]


@lru_cache(maxsize=4)
def opened(folder: Path) -> Library:
    """The references folder, opened once per process; nothing of it is loaded before."""
    from verify.sources.library import Library

    return Library(folder)
