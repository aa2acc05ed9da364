"""The terminal itself: what must be there before the screen opens, and how it is left behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
import termios
import tty
from typing import IO, TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from slough_tui.tui.wire.display import WireApp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from slough_tui.tui.checking import Check
    from slough_tui.tui.extensions import Extensions
    from slough_tui.views.first_page import FirstPage


class StdoutDriver(LinuxDriver):
    """Draws on stdout, which was checked to be a terminal; Textual's own takes stderr, wherever that goes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        assert sys.__stdout__ is not None
        self._file = sys.__stdout__

    def start_application_mode(self) -> None:
        """As Textual does; and whoever ends or hangs up the program gets the terminal back as it was."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._write_as_it_is()
        app = self._app
        if isinstance(app, WireApp) and app.is_running:  # back from a shell, which left its own lines there
            app.forget()
            app.call_later(app.refresh, layout=True)
        for end in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(end, self._app.exit, 128 + end)

    def _write_as_it_is(self) -> None:
        """A line feed is no carriage return too: what counts bytes would pay for one more. Textual puts it back."""
        with contextlib.suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[tty.OFLAG] &= ~termios.OPOST
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)


def show(
    path: Path,
    *,
    as_of: date,
    today: date,
    read_only: bool,
    check: Check,
    page: FirstPage | None,
    ascii_only: bool,
    extensions: Extensions,
) -> int:
    """Open the screen on a terminal, with `page` on it until the register is read; the exit code."""
    from slough_tui.tui.app import SloughApp
    from slough_tui.tui.memory import memory_file
    from slough_tui.tui.start import remembers
    from slough_tui.tui.watch import Folder

    memory = memory_file(path) if remembers() else None
    app = SloughApp(
        path,
        as_of=as_of,
        today=today,
        read_only=read_only,
        ascii_only=ascii_only,
        check=check,
        memory=memory,
        page=page,
        extensions=extensions,
    )
    app.driver_class = StdoutDriver
    try:
        with stderr_aside():
            code = app.run(mouse=os.environ.get("SLOUGH_MOUSE") == "1")
    finally:
        Folder.remove_all()
    error = app._exception  # noqa: SLF001 - Textual keeps what stopped it, and would print it with all local values
    if error is not None:
        raise error
    return code or 0


@contextlib.contextmanager
def stderr_aside() -> Iterator[None]:
    """Keep what libraries write to stderr (Rust prints its panics there) off the screen."""
    if not os.isatty(2):
        yield
        return
    sys.stderr.flush()
    saved = os.dup(2)
    aside: IO[bytes]
    with tempfile.TemporaryFile() as aside:
        os.dup2(aside.fileno(), 2)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(saved, 2)
            os.close(saved)
