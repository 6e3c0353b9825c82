"""The two ways a run can fail that are not bugs.

`UserError` is something the user can fix (exit code 2); `Incomplete` is something that could not be checked (exit code 3).
Anything else that escapes is a bug (exit code 3, with a log).
"""


class UserError(Exception):
    """One sentence naming the file and what to do."""


class Incomplete(Exception):
    """This article or source could not be checked; the others still can."""
