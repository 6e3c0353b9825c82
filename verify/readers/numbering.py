"""The numbers Word prints before paragraphs, which are nowhere in their text: counted as Word counts them."""

from __future__ import annotations

from collections import defaultdict

from verify.patterns import regex
from verify.readers.xmltree import Node

_HAN = "零一二三四五六七八九"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = regex(r"%([1-9])")


class Numbering:
    """Counters of every list of a document."""

    def __init__(self, part: Node) -> None:
        self._levels: dict[str, dict[int, Node]] = {
            node.get("abstractNumId"): {_number(level.get("ilvl")): level for level in node.nodes("lvl")}
            for node in part.nodes("abstractNum")
        }
        self._lists = {node.get("numId"): _value(node, "abstractNumId") for node in part.nodes("num")}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def next(self, properties: Node | None) -> str | None:
        """What stands before the next paragraph with these properties: a number, nothing for a bullet, None for no list."""
        number = _value(properties, "numId")
        levels = self._levels.get(self._lists.get(number, ""))
        if number in ("", "0") or levels is None:
            return None
        depth = _number(_value(properties, "ilvl"))
        level = levels.get(depth)
        if level is None or _value(level, "numFmt") in ("bullet", "none"):
            return ""
        counts = self._counts[self._lists[number]]
        counts[depth] = counts.get(depth, _number(_value(level, "start") or "1") - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        label = _PLACE.sub(lambda found: self._shown(levels, counts, int(found[1]) - 1), _value(level, "lvlText"))
        return label + ("" if label.endswith(("、", "）", "】", "］")) else " ")

    def _shown(self, levels: dict[int, Node], counts: dict[int, int], depth: int) -> str:
        level = levels.get(depth)
        value = counts.get(depth, _number(_value(level, "start") or "1"))
        return _format(value, _value(level, "numFmt"))


def _format(value: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter") and 0 < value <= 26:
        return chr(ord("a" if style == "lowerLetter" else "A") + value - 1)
    if style in ("lowerRoman", "upperRoman") and 0 < value < 40:
        text = ""
        for size, sign in _ROMAN:
            text += sign * (value // size)
            value %= size
        return text if style == "lowerRoman" else text.upper()
    if "hinese" in style and 0 < value < 100:
        tens, ones = divmod(value, 10)
        return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones or not tens else "")
    return str(value)


def _value(node: Node | None, *path: str) -> str:
    found = node.find(*path) if node else None
    return found.get("val") if found else ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0
