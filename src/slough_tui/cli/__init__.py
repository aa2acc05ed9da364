"""The command line: the only room that imports click.

`main` is the door. stdout is data, stderr is narration; `emit` is the only module that prints, `app` the
only one that turns an error into an exit code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run `slough` with `argv` and return its exit code.

    Without `argv` this is the whole process: it takes the process's own arguments, collects no garbage (a run
    is short; the screen switches collection on again) and ends without tearing down what it loaded, which
    would take longer than many a command.
    """
    from slough_tui.cli.app import run

    if argv is None:
        import gc
        import sys
        import warnings

        gc.disable()
        if not sys.warnoptions:
            warnings.simplefilter("ignore")  # remarks of libraries to programmers are nothing to a clerk
    code = run(argv)
    if argv is None:
        _leave(code)
    return code


def _leave(code: int) -> NoReturn:
    import os
    import sys
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        # a failure was said already, or nobody is left to say it to
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
