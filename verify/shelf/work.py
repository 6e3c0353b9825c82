"""A work as a file of a literature manager describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Work:
    """A CSL item, the abstract if the file holds one, and whether the file itself is the whole paper."""

    csl: Mapping[str, Any] = field(default_factory=dict)
    abstract: str = ""
    whole: bool = False
