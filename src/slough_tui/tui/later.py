"""A thread that finds things out while the screen goes on: one after the other, in the order in which they were asked."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slough_tui.views.grid import StaleError

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.tui.effects import Later


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a `Later`: its answer, or the error that came instead."""

    later: Later
    answer: Any = None
    error: Exception | None = None

    def take(self) -> None:
        """Hand the answer to whoever asked; an error is raised."""
        if self.error is not None:
            raise self.error
        self.later.then(self.answer)


class Finder(threading.Thread):
    """Does what a `Later` asks and posts what came of it."""

    def __init__(self, post: Callable[[Found], None]) -> None:
        super().__init__(name="slough-later", daemon=True)
        self._post = post
        self._waiting: queue.SimpleQueue[Later | None] = queue.SimpleQueue()

    def put(self, later: Later | None) -> None:
        """Ask; None ends the thread."""
        self._waiting.put(later)

    def run(self) -> None:
        """One question after the other; those whose answers nobody wants any more are left."""
        while (later := self._waiting.get()) is not None:
            try:
                answer = later.work(lambda: not self._waiting.empty())
            except StaleError:
                continue
            except Exception as error:  # noqa: BLE001 - the screen's own thread says what went wrong
                self._post(Found(later, error=error))
            else:
                self._post(Found(later, answer))
