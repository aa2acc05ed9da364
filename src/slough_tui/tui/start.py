"""The way from the command line to the screen: the page kept at the last start first, everything heavy after it."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

from slough_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from slough_tui.settings import Setting

FRAMES = 500
"""Frames a second that Textual may draw: an answer waits for no tick, and the terminal says when it takes a frame."""
SWITCH = 0.001
"""Seconds after which a thread that works beside the screen lets a key pass."""


def run(
    register_path: Path,
    *,
    as_of: date,
    today: date,
    read_only: bool = False,
    rule_dirs: Sequence[Path] = (),
    plugin_dirs: Sequence[Path] = (),
    parameters: Mapping[str, Any] | None = None,
    keys: Setting | None = None,
) -> int:
    """Show a register until the person quits; the exit code.

    `rule_dirs` and `plugin_dirs` are folders that the person named, beside the bundled ones; `parameters`
    are what the person changes of assessors, `keys` of the keys. UsageError where stdin and stdout are no terminals or a dumb one,
    SettingsError for keys that cannot be; what is wrong with the register is said on the screen.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the screen needs a terminal", hint="slough list and slough check work without one")
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            "a terminal of the kind TERM=dumb cannot place a cursor",
            hint="set TERM to what it is, xterm or linux",
        )
    gc.disable()  # until the first paint: there is no garbage among what is imported
    os.environ.setdefault("TEXTUAL_FPS", str(FRAMES))  # which is read when Textual is imported
    sys.setswitchinterval(SWITCH)
    from slough_tui.tui import early, kept_page

    ascii_only = knows_only_ascii()
    page = kept_page.load(register_path, as_of=as_of, ascii_only=ascii_only) if remembers() else None
    with early.shown(page, ascii_only=ascii_only):
        from slough_tui.tui.checking import checker
        from slough_tui.tui.extensions import Extensions
        from slough_tui.tui.keymap import remap
        from slough_tui.tui.terminal import show

        if keys is not None:
            remap(keys.value, keys.origin)
        check = checker(rule_dirs, plugin_dirs, parameters)
        return show(
            register_path,
            as_of=as_of,
            today=today,
            read_only=read_only,
            check=check,
            page=page,
            ascii_only=ascii_only,
            extensions=Extensions(rule_dirs, plugin_dirs, parameters),
        )


def knows_only_ascii() -> bool:
    """Whether the terminal's encoding, the locale C or SLOUGH_ASCII=1 leave nothing but ASCII.

    Python takes UTF-8 where the locale is C, and puts that into LC_CTYPE; a terminal does not.
    """
    encoding = (sys.stdout.encoding or "").lower().replace("-", "").replace("_", "")
    names = ("LC_ALL", "LANG") if sys.flags.utf8_mode else ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((os.environ[name] for name in names if os.environ.get(name)), "")
    asked = os.environ.get("SLOUGH_ASCII") == "1" or locale in {"C", "POSIX"}
    return asked or encoding not in {"utf8", "utf16", "utf32"}


def remembers() -> bool:
    """Whether one start may know of the one before (SLOUGH_MEMORY=0: it may not)."""
    return os.environ.get("SLOUGH_MEMORY") != "0"
