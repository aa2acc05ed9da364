"""A defect of ours: one line for the person, the traceback in a file that a report can bring along."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path

from slough_tui import __version__, clock
from slough_tui.settings import user_folder


def report(error: BaseException) -> str:
    """Write the crash log; the one line that says what happened and where the log lies."""
    first = next(iter(str(error).strip().splitlines()), "")
    what = f"this is a defect of slough-tui: {type(error).__name__}" + (f": {first[:200]}" if first else "")
    path = _write(_text(error))
    return f"{what}; please report it with {path}" if path else f"{what}; SLOUGH_DEBUG=1 shows where"


def _text(error: BaseException) -> str:
    head = (
        f"slough-tui {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"arguments: {sys.argv[1:]!r}\n\n"
    )
    return head + "".join(traceback.format_exception(error))


def _write(text: str) -> Path | None:
    """A new file that only its owner reads, in the user's state folder, else in the temporary one."""
    name = f"crash-{clock.now():%Y%m%d-%H%M%S-%f}.log"
    for folder in (user_folder("state"), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
        except OSError:
            continue
        return path
    return None
