"""Whether a Chinese name sounds like a Latin one: 达格列净 and dapagliflozin, or a name coined yesterday.

New drugs have no entry in any vocabulary, but their Chinese names are written by sound. Both names are reduced to the consonants
that transcription keeps and compared in order; l and r, b and p, d and t, g and k, m and n, f and v and w, and the sibilants are
not told apart.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("syllables.tsv")
_CLASSES = str.maketrans(
    {"r": "l", "b": "p", "d": "t", "g": "k", "c": "k", "v": "f", "w": "f", "z": "s", "x": "s", "j": "s", "q": "s", "m": "n"}
)
_SHORTEST, _LONGEST = 3, 8
_LIKENESS = 0.68


@cache
def _sounds() -> dict[str, str]:
    table = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sound, characters = line.split("\t")
            table.update(dict.fromkeys(characters, sound))
    return table


@lru_cache(maxsize=4_000)
def _latin(name: str) -> str:
    name = (
        name.lower()
        .replace("ph", "f")
        .replace("th", "t")
        .replace("ch", "s")
        .replace("ck", "k")
        .replace("qu", "k")
        .replace("x", "ks")
    )
    name = re.sub(r"c(?=[eiy])", "s", name)
    skeleton = re.sub(r"[^a-z]|[aeiouy]", "", name).translate(_CLASSES)
    return re.sub(r"(.)\1+", r"\1", skeleton)


@lru_cache(maxsize=4_000)
def _han(name: str) -> str:
    sounds = _sounds()
    made = []
    for character in name:
        sound = sounds[character]
        letters = re.sub(r"ng$", "n", re.sub(r"^[zcs]h|^c", "s", sound))
        if letters == "er":
            made.append("l")
            continue
        made.append(re.sub(r"[aeiouvy]", "", letters) if letters[0] != "v" else "")
    skeleton = "".join(made).translate(_CLASSES)
    return re.sub(r"(.)\1+", r"\1", skeleton)


def alike(run: str, name: str) -> tuple[float, int, int] | None:
    """How like the Latin `name` a stretch of `run`, Chinese characters, sounds, and where it stands; None if none does."""
    if not 5 <= len(name) <= 24:
        return None
    from rapidfuzz.distance import LCSseq

    sounds = _sounds()
    target = _latin(name)
    if len(target) < 3:
        return None
    best: tuple[float, int, int] | None = None
    for start in range(len(run)):
        for end in range(start + _SHORTEST, min(len(run), start + _LONGEST) + 1):
            if not all(character in sounds for character in run[start:end]):
                break
            skeleton = _han(run[start:end])
            if len(skeleton) < 3 or (skeleton[0] != target[0] and not (name[0] in "aeiou" or target[0] in "fh")):
                continue
            likeness = 2 * LCSseq.similarity(skeleton, target) / (len(skeleton) + len(target))
            if likeness >= _LIKENESS and (best is None or likeness > best[0]):
                best = (likeness, start, end)
    return best
