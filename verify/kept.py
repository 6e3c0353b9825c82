"""The user's cache folder: copies of what is slow to make and the same for every run, such as compiled patterns.

A copy is made of files or code, lies under the hash of all it was made of, and may be deleted at any time. It is written whole or
not at all; without a place for it everything is made anew each time. Copies are plain data (`marshal`), for one version of Python.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import marshal
import os
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

_MOST = 8  # copies of one name, for several clones and versions; older ones were made of what has changed since
_SUM = 4  # bytes of the checksum in front


def folder() -> Path:
    """Where copies lie."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "verify"


def copy(name: str, origin: bytes, make: Callable[[], Any]) -> Any:
    """What `make` returns of `origin`, from the copy of an earlier run if there is one."""
    path = folder() / f"{name}-{hashlib.sha256(_python() + origin).hexdigest()[:16]}.bin"
    found = read(path)
    if found is None:
        found = make()
        write(path, found)
        _prune(name)
    return found


def read(path: Path) -> Any:
    """What was written there; None if there is nothing, or it is damaged."""
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        data = path.read_bytes()
        if zlib.crc32(memoryview(data)[_SUM:]).to_bytes(_SUM, "big") == data[:_SUM]:
            return marshal.loads(memoryview(data)[_SUM:])
    return None


def write(path: Path, data: Any) -> None:
    """Keep plain data there, if it can be."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        content = marshal.dumps(data)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(zlib.crc32(content).to_bytes(_SUM, "big") + content)
        os.replace(file.name, path)


def _python() -> bytes:
    return f"{sys.implementation.cache_tag} ".encode() + importlib.util.MAGIC_NUMBER


def _prune(name: str) -> None:
    with contextlib.suppress(OSError):
        copies = sorted(folder().glob(f"{name}-*.bin"), key=lambda copy: copy.stat().st_mtime, reverse=True)
        for old in copies[_MOST:]:
            old.unlink(missing_ok=True)
