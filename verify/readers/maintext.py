"""Which part of a web page is the article: the smallest element that holds nearly all of its running text.

What lies outside is boilerplate, but for the title and a reference list that stands by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verify.model import BlockKind
from verify.readers.bibliography import looks_like_entry
from verify.readers.lines import Line

OUTSIDE = "outside the main text"


@dataclass(slots=True)
class Part:
    """A line with the box it stands in and how much of it is links."""

    line: Line
    box: int
    links: int = 0


@dataclass(slots=True)
class Box:
    """A block element: the box around it, and whether its name says that it holds no article."""

    parent: int
    chrome: bool
    prose: int = 0
    main: bool = False


def main_text(boxes: Sequence[Box], parts: Sequence[Part]) -> list[Line]:
    """The lines of the page, those outside the article marked as boilerplate."""
    chrome = [0] * len(boxes)  # the outermost box around each that holds no article
    for i, box in enumerate(boxes[1:], 1):
        chrome[i] = chrome[box.parent] or (i if box.chrome else 0)
    for part in parts:
        if len(part.line.text) >= 40 and part.links * 3 < len(part.line.text):
            boxes[part.box].prose += len(part.line.text)
    own = [box.prose for box in boxes]
    for box in reversed(boxes[1:]):
        boxes[box.parent].prose += box.prose
    total = sum(prose for prose, outer in zip(own, chrome, strict=True) if not outer or boxes[outer].prose * 5 > boxes[0].prose * 2)
    main = 0
    for i, box in enumerate(boxes):
        # Boxes are numbered from the outside in, so the last one that fits is the smallest.
        if box.prose >= (0.6 if box.main else 0.85) * total and total and (box.prose < boxes[main].prose * 1.01):
            main = i
    inside = [False] * len(boxes)
    for i, box in enumerate(boxes):
        inside[i] = i == main or (i > 0 and inside[box.parent])
    return _marked(boxes, parts, inside, chrome)


def _marked(boxes: Sequence[Box], parts: Sequence[Part], inside: list[bool], chrome: list[int]) -> list[Line]:
    found: list[Line] = []
    listed = titled = False
    for i, part in enumerate(parts):
        line = part.line
        outer = chrome[part.box]
        apart = not inside[part.box] or (outer and boxes[outer].prose * 5 <= boxes[0].prose * 2)
        if apart:
            following = parts[i + 1].line if i + 1 < len(parts) else None
            opens = "references" in line.says and following is not None and looks_like_entry(following)  # a menu may say it too
            listed = opens or (listed and looks_like_entry(line))
            first = line.kind is BlockKind.HEADING and line.level == 1 and not titled
            if not listed and not first:
                line.kind, line.why, line.level = BlockKind.BOILERPLATE, OUTSIDE, 0
        elif line.kind is None and part.links >= len("".join(line.text.split())) and len(line.text) < 40:
            line.kind, line.why = BlockKind.BOILERPLATE, OUTSIDE  # nothing but links: View large, Download slide
        titled = titled or (line.kind is BlockKind.HEADING and line.level == 1)
        found.append(line)
    return found
