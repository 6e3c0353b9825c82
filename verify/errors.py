"""The two ways a run can fail that are not bugs.

`UserError` is something the user can fix (exit code 2); `Incomplete` is something that could not be checked (exit code 3).
Anything else that escapes is a bug (exit code 3, with a log).
"""


class _Told(Exception):
    """An error with one sentence for the user, in English and, where it is worth it, in Chinese."""

    def __init__(self, message: str, zh: str = "") -> None:
        super().__init__(message)
        self.zh = zh

    def __reduce__(self) -> tuple[type, tuple[str, str]]:  # errors travel between processes
        return type(self), (str(self), self.zh)

    def in_(self, language: str | None) -> str:
        """The sentence in `language` ("zh" or "en"); English where no Chinese was written."""
        return self.zh if language == "zh" and self.zh else str(self)


class UserError(_Told):
    """One sentence naming the file and what to do."""


class Incomplete(_Told):
    """This article or source could not be checked; the others still can."""
