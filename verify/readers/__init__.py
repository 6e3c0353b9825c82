from verify.model import Anchor, Block, BlockKind, Document, Place, Span
def read_text(text: str, name: str = "article.txt") -> Document:
    anchors, at = [], 0
    for i, line in enumerate(text.split("\n")):
        anchors.append(Anchor(at, Place(i + 1, 1, at)))
        at += len(line) + 1
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return Document(name, text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), "zh" if han * 5 > len(text) else "en", tuple(anchors))
