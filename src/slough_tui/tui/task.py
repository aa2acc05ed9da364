"""Work that the screen must not wait for: what is asked of the worker, and what the worker says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.errors import SloughError
    from slough_tui.store import Register
    from slough_tui.tui.session import Session


@dataclass(frozen=True, slots=True)
class Task:
    """`run` is called with the register by the worker's thread, then `done` or `failed` with the session by the screen's.

    `what` is said while it lasts. `lasting`: Esc gives it up and what it finds is thrown away (never so for a
    commit, whose end must be told). `writes`: it commits.
    """

    what: str
    run: Callable[[Register], Any]
    done: Callable[[Session, Any], None]
    failed: Callable[[Session, SloughError], None] | None = None
    lasting: bool = False
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A task's end: what it gave, or the error it ended with."""

    task: Task
    result: Any = None
    error: SloughError | None = None


class Desk:
    """What the session knows of its tasks: the one that runs, and its own commits for undo and redo."""

    def __init__(self) -> None:
        self.task: Task | None = None
        self.commits: list[int] = []
        self.undone: list[int] = []

    @property
    def writing(self) -> bool:
        """Whether the task that runs may be a commit of one's own."""
        return self.task is not None and self.task.writes

    def end(self, session: Session, done: Done) -> None:
        """Take what a task gave, unless it was given up meanwhile."""
        if done.task is not self.task:
            return
        self.task = None
        if done.error is None:
            session.guard(lambda: done.task.done(session, done.result))
        elif done.task.failed is not None:
            done.task.failed(session, done.error)
        else:
            session.say(str(done.error), "red")
        session.press_waiting()
