"""When a frame goes out, and when it only changes the picture: with a driver that writes into a list."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from textual import events
from textual._compositor import LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from slough_tui.tui.wire import display
from slough_tui.tui.wire.display import QUESTION, WireApp
from slough_tui.tui.wire.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable


class Wire:
    """An app of three lines, and what it wrote."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.queued = 0
        queue = SimpleNamespace(qsize=lambda: self.queued)
        self.app = cast("Any", WireApp())
        self.app._driver = SimpleNamespace(
            write=self.out.append, flush=lambda: None, _writer_thread=SimpleNamespace(_queue=queue)
        )
        self.app._picture = Picture(12, 3, ColorSystem.STANDARD)
        self.app._running = True

    def frame(self, text: str) -> None:
        strips: list[Iterable[Strip]] = [[Strip([Segment(f"{text} {y}".ljust(12))])] for y in range(3)]
        self.app._picture.take(LayoutUpdate(strips, Region(0, 0, 12, 3)))
        self.app._send()

    async def turns(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    def answer(self) -> None:
        self.app._on_terminal_supports_synchronized_output(None)


@pytest.fixture
async def wire() -> Wire:
    return Wire()


async def test_while_a_frame_is_on_its_way_the_next_ones_only_change_the_picture(wire: Wire) -> None:
    wire.app._answers = True
    wire.frame("one")
    assert len(wire.out) == 1
    assert wire.out[0].endswith(QUESTION)
    for text in ("two", "three", "four"):
        wire.frame(text)
    assert len(wire.out) == 1
    wire.answer()
    assert len(wire.out) == 2
    assert "four" in wire.out[1]
    assert "three" not in "".join(wire.out)


async def test_nothing_is_sent_where_nothing_changed(wire: Wire) -> None:
    wire.app._answers = True
    wire.frame("one")
    wire.app._answers = True
    wire.frame("one")
    assert len(wire.out) == 1


async def test_a_terminal_that_stops_answering_gets_the_next_frame_after_a_while(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "PATIENCE", 0)
    wire.app._answers = True
    wire.frame("one")
    wire.frame("two")
    await wire.turns()
    assert "two" in wire.out[1]


async def test_a_terminal_that_never_answers_is_asked_nothing_and_not_overwhelmed(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "MOMENT", 0)
    wire.frame("one")
    assert QUESTION not in wire.out[0]
    wire.queued = 5
    wire.frame("two")
    wire.frame("three")
    await asyncio.sleep(0)
    assert len(wire.out) == 1
    wire.queued = 0
    await wire.turns()
    assert "three" in wire.out[1]


async def test_after_forgetting_everything_is_written_in_a_plain_look(wire: Wire) -> None:
    wire.frame("one")
    wire.app.forget()
    wire.app._send()
    assert wire.out[1].startswith("\x1b[m")
    assert all(f"one {y}" in wire.out[1] for y in range(3))


@pytest.mark.parametrize(("in_band", "becomes"), [(False, (80, 24)), (True, (120, 30))])
async def test_a_size_that_is_told_late_is_not_believed(
    wire: Wire, in_band: bool, becomes: tuple[int, int]
) -> None:
    """SIGWINCH may interrupt its own handler: the older size is then told last, and the screen kept it for good."""
    driver = wire.app._driver
    driver.is_headless = False
    driver._get_terminal_size = lambda: (80, 24)
    driver._in_band_window_resize = in_band
    event = events.Resize(Size(120, 30), Size(120, 30))
    await wire.app.on_event(event)
    assert event.size == event.virtual_size == becomes
