"""A pack's own examples, tried: is each `bad` one flagged by the pack, each `good` one passed?

The examples of the built-in packs run as tests of this project; those of a house's pack run here (`verify rules --pack … --try`).
"""

from __future__ import annotations

from collections.abc import Iterator

from verify import pipeline, readers
from verify.model import Audience, Text
from verify.rules import promotion
from verify.settings import Settings

_MISSED = Text("应提示而未提示", "is a bad example and is not flagged")
_FLAGGED = Text("不应提示而被提示", "is a good example and is flagged")


def slips(name: str) -> Iterator[Text]:
    """A line for each example of the pack `name` (as for `verify rules --pack`) that some reader does not find as written."""
    entries, only = promotion.pack(name)
    base = name.removesuffix(f"-{only}") if only else name
    if not base.endswith((".yaml", ".yml")):
        base = base.partition("-")[0]  # the built-in files of a language speak together: a phrase one passes another may flag
    for entry in entries:
        readers_spoken_to: list[Audience] = [only] if only else [one for one in promotion.AUDIENCES if one in entry.severity]
        for audience in readers_spoken_to:
            for texts, wanted, what in ((entry.bad, True, _MISSED), (entry.good, False, _FLAGGED)):
                for text in texts:
                    if _flagged(text, entry, audience, base) is not wanted:
                        line = f"{entry.place}: {entry.id} ({audience}): “{' '.join(text.split())}” "
                        yield Text(line + what.zh, line + what.en)


def count(name: str) -> int:
    """How many examples the pack has."""
    return sum(len(entry.bad) + len(entry.good) for entry in promotion.pack(name)[0])


def _flagged(text: str, entry: promotion.Entry, audience: Audience, pack: str) -> bool:
    """Whether the pack flags the example, without other packs; of phrases that overlap the more severe speaks for both."""
    seen = pipeline.review(readers.read_text(text, "example.txt"), Settings(audience=audience, packs=(pack,)))
    found = [item for item in promotion.considered(seen, (pack,)) if item.severity]
    if entry.kind in ("document", "tone"):
        return any(item.entry.id == entry.id for item in found)
    return any(item.entry.kind != "tone" for item in found)  # what a sentence as a whole is like is no matter of its phrases
