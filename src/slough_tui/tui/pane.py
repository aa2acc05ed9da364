"""The one widget: lines from a painter, drawn by the line API, of which only those that changed are drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from slough_tui.tui.styles import strip_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from slough_tui.views.spans import Line

Painter = "Callable[[int, int], list[Line]]"


class Pane(ScrollView, can_focus=False):
    """Shows what `painter(width, height)` gives: as many lines as the pane is high, each as wide as it is.

    Scrolling is the painter's business (its state knows the window), so that a table of a million rows
    is no larger for the widget than its window.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Pane { overflow: hidden hidden; background: ansi_default; color: ansi_default; }
    """

    class Touched(Message):
        """The mouse clicked (`wheel` 0) or turned its wheel over a line."""

        def __init__(self, pane: Pane, line: int, column: int, wheel: int) -> None:
            super().__init__()
            self.pane, self.line, self.column, self.wheel = pane, line, column, wheel

    def __init__(
        self, painter: Callable[[int, int], list[Line]], *, name: str, ascii_only: bool = False
    ) -> None:
        super().__init__(name=name, id=name)
        self.painter = painter
        self.ascii_only = ascii_only
        self.lines: list[Line] = []

    def repaint(self, *, whole: bool = False) -> None:
        """Paint, and draw the lines that differ from those on the screen."""
        width, height = self.size
        if not width or not height:
            return
        lines = self.painter(width, height)
        old, self.lines = self.lines, lines
        if whole or len(old) != len(lines):
            self.refresh()
            return
        changed = [y for y, (a, b) in enumerate(zip(old, lines, strict=True)) if a != b]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """One line, as the line API asks for it."""
        if not self.lines and self.size.height:
            self.lines = self.painter(self.size.width, self.size.height)
        if y >= len(self.lines):
            return Strip.blank(self.size.width)
        return strip_of(self.lines[y], ascii_only=self.ascii_only)

    def on_resize(self) -> None:
        """The pane has a new size."""
        self.repaint(whole=True)

    def _touched(self, event: events.MouseEvent, wheel: int) -> None:
        event.stop()
        self.post_message(self.Touched(self, int(event.y), int(event.x), wheel))

    def on_click(self, event: events.Click) -> None:
        """Mouse button."""
        self._touched(event, 0)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Wheel towards oneself."""
        self._touched(event, 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Wheel away from oneself."""
        self._touched(event, -3)
