"""The thread that does tasks, one after the other, while the screen goes on."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

from slough_tui.errors import RegisterError, SloughError
from slough_tui.tui.task import Done, Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from slough_tui.store import Register

SECONDS = 10.0
"""How long the end of the program waits for a commit."""


class Worker(threading.Thread):
    """Does tasks with a register of its own; `post` is called from this thread with the end of each."""

    def __init__(self, path: Path, post: Callable[[Done], None], *, read_only: bool) -> None:
        super().__init__(name="slough-worker", daemon=True)
        self.path = path
        self.post = post
        self.read_only = read_only
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._register: Register | None = None
        self._task: Task | None = None

    def do(self, task: Task) -> None:
        """Do this when what was asked before is done. The thread begins with the first task."""
        self._tasks.put(task)
        if not self.is_alive():
            self.start()

    def stop(self) -> None:
        """End after what was asked: a commit is waited for, other work is left behind."""
        self._tasks.put(None)
        if self.is_alive() and self._task is not None and not self._task.lasting:
            self.join(SECONDS)

    def run(self) -> None:
        """Tasks as they come."""
        while (task := self._tasks.get()) is not None:
            self._task = task
            done = self._done(task)
            self._task = None
            self.post(done)

    def _done(self, task: Task) -> Done:
        try:
            return Done(task, task.run(self._open()))
        except SloughError as error:
            return Done(task, error=error)
        except Exception as error:  # noqa: BLE001 - a thread that dies in silence leaves a screen that waits for ever
            what = f"{type(error).__name__}: {str(error)[:200]}"
            return Done(task, error=RegisterError(what, where=task.what, hint="slough doctor looks into it"))

    def _open(self) -> Register:
        from slough_tui.store import Register

        if self._register is None:
            self._register = Register.open(self.path, read_only=self.read_only)
        else:
            self._register.poll()
        return self._register
