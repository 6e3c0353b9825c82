import re
from verify.model import Span
def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    end = len(text) if end is None else end
    return tuple(Span(m.start(), m.end()) for m in re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?").finditer(text, start, end))
def clauses(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    end = len(text) if end is None else end
    return tuple(Span(m.start(), m.end()) for m in re.compile(r"[^。！？!?；;，,：:\n]+").finditer(text, start, end))
