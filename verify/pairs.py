"""Many claim–source pairs at once: JSON objects, one a line, in; their verdicts, one a line, out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from verify import pipeline
from verify.errors import UserError
from verify.model import Language
from verify.writers.json import match_dict


def verdicts(data: bytes, name: str, language: Language) -> Iterator[str]:
    """A line of JSON for each pair of `data` (id, claim, source), in order.

    Raises `UserError` naming file and line before any work.
    """
    pairs = list(_pairs(data, name))
    matches = pipeline.compare_all([(pair["claim"], pair["source"]) for pair in pairs])
    for pair, match in zip(pairs, matches, strict=True):
        found = match_dict(match, language)
        del found["reference"]
        yield json.dumps({"id": pair.get("id"), **found}, ensure_ascii=False)


def _pairs(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            pair = json.loads(line)
        except json.JSONDecodeError as error:
            raise UserError(f"{name}:{number}: not JSON: {error.msg}", f"{name}:{number}：不是 JSON（{error.msg}）") from error
        if not isinstance(pair, dict) or not all(isinstance(pair.get(key), str) for key in ("claim", "source")):
            raise UserError(
                f"{name}:{number}: needs the strings `claim` and `source`", f"{name}:{number}：需要字符串字段 claim 和 source"
            )
        yield pair
