"""The command `verify`: runs the command line and turns every way it can end into an exit code.

`UserError` -> 2, `Incomplete` -> 3, interrupt -> 130, anything else is a bug: one line for the user, the traceback in a file, 3.
"""

from __future__ import annotations

import gc
import os
import sys
from itertools import pairwise


def main() -> None:
    """Entry point of the command."""
    code = run(sys.argv[1:])
    gc.freeze()  # what is left goes with the process; Python would look for cycles in all of it before it ends
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """The exit code of `verify ARGUMENTS`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Chinese on a terminal that is not set to UTF-8 must not end a run
            stream.reconfigure(encoding="utf-8", errors="replace")
    # A run makes many small objects that live to its end; looking for cycles among them as often as usual is a tenth of its time.
    gc.set_threshold(500_000, 50, 100)
    from verify.errors import Incomplete, UserError
    from verify.gate import Exit

    try:
        from verify.cli import app

        return int(app(arguments, standalone_mode=False) or 0)
    except UserError as error:
        return _say(error.in_(_language(arguments)), Exit.USER)
    except Incomplete as error:
        return _say(error.in_(_language(arguments)), Exit.INCOMPLETE)
    except KeyboardInterrupt:
        return _say("interrupted", Exit.INTERRUPTED)
    except BrokenPipeError:  # the reader of our output left: `verify rules | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.CLEAN
    except OSError as error:  # a full disk, a folder that may not be written
        return _say(f"{error.filename or 'the output'}: {error.strerror or error}", Exit.USER)
    except Exception as error:
        return _other(error)


def _other(error: Exception) -> int:
    """What the command-line library raises for wrong arguments, and real bugs."""
    from verify.gate import Exit

    show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
    if callable(show):
        show()
        return Exit.USER
    if isinstance(code, int):
        return code
    if type(error).__name__ == "Abort":
        return _say("interrupted", Exit.INTERRUPTED)
    return _say(f"a bug in verify: {type(error).__name__}: {error}; please report it with {_log()}", Exit.INCOMPLETE)


def _log() -> str:
    import platform
    import tempfile
    import traceback

    from verify import __version__

    with tempfile.NamedTemporaryFile("w", prefix="verify-bug-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.write(f"verify {__version__}, Python {platform.python_version()}, {platform.platform()}\n{traceback.format_exc()}")
    return file.name


def _language(arguments: list[str]) -> str:
    for flag, value in pairwise(arguments):
        if flag == "--lang":
            return value
    from verify.settings import system_language

    return system_language()


def _say(message: str, code: int) -> int:
    print(f"verify: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()
