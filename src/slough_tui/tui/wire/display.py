"""The seam: Textual's `App._display`, through which every frame goes, and the answers that let the next one go.

After each frame the terminal is asked for mode 2026 (DECRQM), which Textual asks at the start anyway and
whose answer it already understands. Until the answer comes, frames only change the picture: a slow link never
has more than one of them on its way, and shows the newest state as soon as it is free. Who does not answer in
time (mosh never does) gets the next frame regardless.

These are private names of Textual, which is why its version is pinned to the last digit.
"""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Size

from slough_tui.tui.wire.picture import Picture

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual import messages
    from textual.driver import Driver
    from textual.screen import Screen

QUESTION = "\x1b[?2026$p"
PATIENCE = 3.0
"""Seconds after which a frame counts as received although nobody said so."""
BACKLOG, MOMENT = 1, 0.05
"""Frames that may wait for a terminal that never answers, and how long until one looks again (seconds)."""
TEARS = 1408
"""Characters from which on a frame may arrive in more than one packet: such are wrapped as one update (mode 2026)."""


class WireApp(App[int], inherit_bindings=False):
    """An app whose frames go out as changed cells, one unacknowledged at a time."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._picture: Picture | None = None
        self._plain_output = os.environ.get("SLOUGH_PLAIN_OUTPUT") == "1"
        self._answers = False
        self._waiting: asyncio.TimerHandle | None = None

    # ------------------------------------------------------------ frames

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver = self._driver
        ours = isinstance(renderable, (LayoutUpdate, ChopsUpdate)) and not self._plain_output
        ready = self._running and not self._closed and not self._batch_count and not self.is_headless
        if not ours or not ready or driver is None or driver.is_inline:
            if renderable is not None:
                self._picture = None
            super()._display(screen, renderable)
            return
        assert isinstance(renderable, (LayoutUpdate, ChopsUpdate))
        width, height = self.size
        if self._picture is None or (self._picture.width, self._picture.height) != (width, height):
            system = self.console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Strip.render does
            self._picture = Picture(width, height, system)
            if isinstance(renderable, ChopsUpdate):
                renderable = screen._compositor.render_full_update()  # noqa: SLF001 - as Screen does
        self._picture.take(renderable)
        self._send()
        self.post_display_hook()

    def _send(self) -> None:
        """Write what changed, unless a frame is still on its way."""
        driver = self._driver
        if self._picture is None or driver is None or self._waiting is not None or not self._picture.touched:
            return
        if not self._answers and self._backlog(driver) > BACKLOG:
            self._waiting = asyncio.get_running_loop().call_later(MOMENT, self._arrived)
            return
        data = self._picture.write()
        if not data:
            return
        if len(data) > TEARS and self._sync_available:
            data = f"\x1b[?2026h{data}\x1b[?2026l"
        if self._answers:
            data += QUESTION
            self._waiting = asyncio.get_running_loop().call_later(PATIENCE, self._arrived)
        driver.write(data)
        driver.flush()

    def _arrived(self) -> None:
        """The frame that was on its way is there, or is taken to be: the next one may go."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        if self._running and not self._closed:
            self._send()

    def _backlog(self, driver: Driver) -> int:
        """Writes that the terminal has not taken yet. A full queue of Textual's would stop the whole program."""
        writer = getattr(driver, "_writer_thread", None)
        return 0 if writer is None else writer._queue.qsize()  # noqa: SLF001 - the writer tells nobody

    def forget(self) -> None:
        """The terminal may show anything now: write all of it anew with the next frame."""
        if self._picture is not None:
            self._picture.forget()

    # ------------------------------------------------------------ what the terminal says

    def _on_terminal_supports_synchronized_output(
        self, _message: messages.TerminalSupportsSynchronizedOutput
    ) -> None:
        """The answer to the question; Textual's own handler runs beside this one."""
        self._answers = True
        self._arrived()

    async def on_event(self, event: events.Event) -> None:
        """A size that is told is the size that is: Textual's handler of SIGWINCH can be interrupted by the next
        one, between reading the size and telling it, and then tells the older size last.
        """
        if isinstance(event, events.Resize):
            now = self._terminal_size()
            if now is not None:
                event.size = event.virtual_size = now
        await super().on_event(event)

    def _terminal_size(self) -> Size | None:
        """The size of the terminal at this moment; None where none can be asked, or where it tells its size in the
        stream of keys (mode 2048): over a network that may be ahead of what the system knows.
        """
        ask = getattr(self._driver, "_get_terminal_size", None)
        in_band = getattr(self._driver, "_in_band_window_resize", False)
        return None if ask is None or in_band or self.is_headless else Size(*ask())

    def _on_resize(self, _event: events.Resize) -> None:  # type: ignore[override]
        """A terminal that was made smaller and larger again has lost lines, though its size is the same."""
        self.forget()
        if self._picture is not None and self.is_running:
            self.refresh()
