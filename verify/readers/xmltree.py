"""XML that came from somewhere: no entities but those of HTML, nothing fetched, no deeper and no larger than an article needs."""

from __future__ import annotations

import html.entities
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from verify.errors import Incomplete

_DEEPEST = 200
_MOST = 600_000  # elements


class Chars(NamedTuple):
    """Character data with its line and column in the file, both from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True, eq=False)
class Node:
    """An element; names of elements and attributes come without their prefix."""

    tag: str
    attributes: dict[str, str]
    line: int = 0
    column: int = 0
    children: list[Node | Chars] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def nodes(self, *tags: str) -> Iterator[Node]:
        """The child elements, of the given names if any are given."""
        return (child for child in self.children if isinstance(child, Node) and (not tags or child.tag in tags))

    def find(self, *path: str) -> Node | None:
        """The first element below `path`, a name for each generation."""
        here: Node | None = self
        for tag in path:
            here = next(here.nodes(tag), None) if here else None
        return here

    def walk(self, *tags: str) -> Iterator[Node]:
        """All elements of the given names below this one, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node is not self and node.tag in tags:
                yield node
            waiting.extend(reversed([child for child in node.children if isinstance(child, Node)]))

    def text(self) -> str:
        """All character data below this element."""
        parts: list[str] = []
        waiting: list[Node | Chars] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Chars):
                parts.append(node.text)
            else:
                waiting.extend(reversed(node.children))
        return "".join(parts)


def parse(data: bytes, name: str) -> Node:
    """The root element of an XML file.

    Raises Incomplete for XML that is not well-formed, declares entities of its own, or is nested or filled beyond measure.
    """
    parser = expat.ParserCreate(namespace_separator=None)
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.UseForeignDTD(True)  # so that &nbsp; of a DTD that is not fetched is no error
    root = Node("", {})
    open_ = [root]
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(open_) > _DEEPEST or count > _MOST:
            raise Incomplete(
                f"{name}: its XML is nested or filled beyond measure; keep the article only",
                f"{name}：XML 嵌套过深或元素过多；请只保留文章",
            )
        node = Node(
            tag.rpartition(":")[2],
            {key.rpartition(":")[2]: value for key, value in attributes.items()},
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1,
        )
        open_[-1].children.append(node)
        open_.append(node)

    def chars(text: str) -> None:
        open_[-1].children.append(Chars(text, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    def skipped(entity: str, parameter: bool) -> None:
        if not parameter and (character := html.entities.html5.get(entity + ";")):
            chars(character)

    def declared(*_: object) -> None:
        raise Incomplete(
            f"{name}: its XML declares entities, which may be an attack; write out what they stand for",
            f"{name}：XML 声明了实体，可能是攻击；请将实体替换为其内容",
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_.pop()
    parser.CharacterDataHandler = chars
    parser.SkippedEntityHandler = skipped
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Incomplete(
            f"{name}: not well-formed XML ({error}); save it again or mend it there",
            f"{name}：XML 格式有误（{error}）；请重新保存或修正该处",
        ) from error
    return next(root.nodes())
