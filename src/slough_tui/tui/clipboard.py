"""The clipboard: the desktop's own tool where there is one, else the terminal's by OSC 52, which works over SSH.

Nothing is cut silently, and what was done is told.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_BYTES = 74_994
"""Base64 that common terminals take in one OSC 52 (the limit that hterm and others document)."""


def osc52(text: str, *, tmux: bool = False) -> str | None:
    """The sequence that puts `text` on the clipboard; None if it is too much for a terminal.

    Inside tmux the sequence is sent twice: to tmux itself, and wrapped for the terminal around it.
    """
    data = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    if len(data) > MOST_BYTES:
        return None
    plain = f"\x1b]52;c;{data}\x07"
    return f"{plain}\x1bPtmux;\x1b{plain}\x1b\\" if tmux else plain


TOOLS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
)
"""A variable that says that there is a desktop, and the tool that takes text for its clipboard."""
SECONDS = 2.0


def tool(environ: Mapping[str, str]) -> tuple[str, ...] | None:
    """The desktop's tool; none over SSH, where it would be the wrong desktop."""
    if environ.get("SSH_TTY") or environ.get("SSH_CONNECTION"):
        return None
    there = (argv for name, argv in TOOLS if not name or environ.get(name))
    return next((argv for argv in there if shutil.which(argv[0], path=environ.get("PATH"))), None)


def hand_to(argv: Sequence[str], text: str) -> bool:
    """Give `text` to a tool; whether it took it."""
    try:
        given = subprocess.run(
            argv,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return given.returncode == 0


def told(text: str, what: str, *, terminal: bool = False) -> str:
    """What to say about a copy."""
    lines = text.count("\n") + 1
    size = f"{len(text):,} characters" if lines == 1 else f"{lines:,} lines"
    return f"Copied {what} ({size}{' to the terminal' if terminal else ''})."


def refused(text: str, what: str) -> str:
    """What to say where it was too much."""
    return f"{what} is too much for a terminal's clipboard ({len(text):,} characters): slough export writes files."
