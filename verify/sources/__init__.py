"""References -> what is known of the works they name. One door: `gather`.

A source answers a cited `Record` with an `Entry` (the record as found, and its text) or says why it cannot. The references
folder of the workspace is the source that always works; others may be added beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from verify.model import Reference
from verify.sources.entry import Entry
from verify.sources.library import Library, Resolution

__all__ = ["Entry", "Library", "Resolution", "gather", "library"]


@lru_cache(maxsize=4)
def library(folder: Path) -> Library:
    """The opened references folder; once per process."""
    return Library(folder)


def gather(references: Iterable[Reference], folder: Path) -> dict[str, Resolution]:
    """For each reference key what the library in `folder` knows of the work."""
    works = library(folder)
    return {reference.key: works.resolve(reference.record) for reference in references}
