"""The screen as the program wants it, beside the screen as the terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, LayoutUpdate

from slough_tui.tui.wire.cells import BLANK, UNKNOWN, put
from slough_tui.tui.wire.changes import changes

if TYPE_CHECKING:
    from rich.color import ColorSystem

    from slough_tui.tui.wire.cells import Row


class Picture:
    """`wanted` takes the updates of Textual's compositor, `shown` follows what was written."""

    def __init__(self, width: int, height: int, system: ColorSystem) -> None:
        self.width, self.height = width, height
        self.system = system
        self.wanted: list[Row] = [[BLANK] * width for _ in range(height)]
        self.shown: list[Row] = []
        self.touched: set[int] = set()
        self.forget()

    def forget(self) -> None:
        """Nobody knows any more what the terminal shows."""
        self.shown = [[UNKNOWN] * self.width for _ in range(self.height)]
        self.touched = set(range(self.height))
        self.known = False

    def take(self, update: LayoutUpdate | ChopsUpdate) -> None:
        """Paint an update of the compositor."""
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                if y < self.height:
                    put(strips, self.wanted[y], update.region.x, self.system)
                    self.touched.add(y)
            return
        for y, left, right in update.spans:
            if y >= self.height:
                continue
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x <= right and end > left:
                    shown = strip if end <= right else strip.crop(0, right - x)
                    put((shown,), self.wanted[y], x, self.system)
            self.touched.add(y)

    def write(self) -> str:
        """What the terminal needs to show what is wanted; from here on it is taken to show it."""
        lines, self.touched = self.touched, set()
        known, self.known = self.known, True
        data = changes(self.shown, self.wanted, lines)
        return data if known or not data else f"\x1b[m{data}"
