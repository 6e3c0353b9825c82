"""Texts from and onto disk: whole or not at all, and untouched when nothing changed."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path

from verify.errors import UserError


def read_bytes(path: Path) -> bytes:
    """What stands at `path`. Raises `UserError` if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"{path}: cannot be read ({reason})", f"{path}：无法读取（{reason}）") from error


def write_out(text: str, path: Path | None) -> None:
    """`text` to `path`, or to standard output as UTF-8 whatever the locale says."""
    if path is not None:
        write_atomically(path, text)
        return
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(text)
    else:
        binary.write(text.encode("utf-8", "replace"))
        binary.flush()


def write_atomically(path: Path, text: str | bytes) -> bool:
    """Put `text` at `path` in one step, making its folder; a reader sees the old file or the new one, never half of one.

    Returns whether anything changed: an unchanged file keeps its time. Raises `UserError` if the place cannot be written.
    """
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    temporary = ""
    try:
        with contextlib.suppress(FileNotFoundError):
            if path.read_bytes() == data:
                return False
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.resolve()  # a link keeps pointing where it points
        with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name[:40]}.", delete=False) as file:
            temporary = file.name
            file.write(data)
        os.chmod(temporary, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        reason = error.strerror or str(error)
        raise UserError(f"{path}: cannot be written ({reason})", f"{path}：无法写入（{reason}）") from error
    return True


def _umask() -> int:
    """The mask is only readable by setting it; a temporary file is made private, a report should be as readable as any file."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
