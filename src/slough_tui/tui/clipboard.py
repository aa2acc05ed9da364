"""The clipboard: the terminal's, by OSC 52, which works over SSH; nothing is cut silently."""

from __future__ import annotations

import base64

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


def told(text: str, what: str) -> str:
    """What to say about a copy."""
    lines = text.count("\n") + 1
    size = f"{len(text):,} characters" if lines == 1 else f"{lines:,} lines"
    return f"Copied {what} ({size})."


def refused(text: str, what: str) -> str:
    """What to say where it was too much."""
    return f"{what} is too much for a terminal's clipboard ({len(text):,} characters): slough export writes files."
