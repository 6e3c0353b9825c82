"""Running text of marked-up files, where any white space is one blank, and a line break between Chinese characters none."""

from __future__ import annotations

from verify.model import Place
from verify.patterns import regex
from verify.readers.lines import Piece

_CJK = regex(r"[\u2e80-\u9fff\uff00-\uffef“”]")


class Flow:
    """Collects pieces; blanks count only between words."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._blank: Place | None = None
        self._torn = False

    def say(self, piece: Piece) -> None:
        if self._blank is not None:
            if not (self._torn and _CJK.match(self._pieces[-1].text[-1]) and _CJK.match(piece.text)):
                self._pieces.append(Piece(" ", self._blank))
            self._blank = None
        self._pieces.append(piece)

    def blank(self, place: Place, *, torn: bool) -> None:
        """White space at `place`; `torn` if it holds a line break."""
        if self._blank is None and self._pieces:
            self._blank, self._torn = place, torn

    def __len__(self) -> int:
        """How many pieces were collected."""
        return len(self._pieces)

    def since(self, count: int) -> str:
        """The text collected after the first `count` pieces."""
        return "".join(piece.text for piece in self._pieces[count:])

    def forget(self, count: int) -> None:
        """Take back all but the first `count` pieces."""
        del self._pieces[count:]

    def take(self) -> list[Piece]:
        """What was collected, for a new start."""
        pieces = self._pieces
        self._pieces, self._blank = [], None
        return pieces
