"""Reading the register and checking it, in a thread of its own, so that the screen never waits.

The thread posts what it has; it touches no widget and no state. One job runs at a time, a newer job
makes what an older one still finds worthless.
"""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.errors import RegisterError, SloughError
from slough_tui.views.places import PLACES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    import polars as pl

    from slough_tui.store import Register
    from slough_tui.tui.checking import Check

POLL_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Opened:
    """The register is open."""

    name: str
    read_only: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table, as of the date of job number `job`."""

    job: int
    name: str
    frame: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Failed:
    """Something could not be read or checked; `what` is register or check."""

    job: int
    what: str
    error: SloughError


@dataclass(frozen=True, slots=True)
class Unusable:
    """Rules or plugins that could not be used; the findings of all others stand."""

    job: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Newer:
    """Somebody committed."""

    seq: int


News = Opened | Table | Failed | Unusable | Newer


class Loader(threading.Thread):
    """Reads as asked by `read` and looks for newer commits in between; `post` is called from this thread."""

    def __init__(
        self, path: Path, post: Callable[[News], None], check: Check, *, today: date, read_only: bool
    ) -> None:
        super().__init__(name="slough-loader", daemon=True)
        self.path = path
        self.post = post
        self.check = check
        self.today = today
        self.read_only = read_only
        self._jobs: queue.SimpleQueue[tuple[int, date, str] | None] = queue.SimpleQueue()
        self._wanted = 0
        self._register: Register | None = None

    def read(self, as_of: date, first: str) -> int:
        """Ask for everything as of a date, the table `first` before the others; the job's number."""
        self._wanted += 1
        self._jobs.put((self._wanted, as_of, first))
        return self._wanted

    def stop(self) -> None:
        """End after the present step."""
        self._wanted += 1
        self._jobs.put(None)

    def run(self) -> None:
        """Jobs as they come; a look at the register every quarter of a second when there are none."""
        while True:
            try:
                job = self._jobs.get(timeout=POLL_SECONDS)
            except queue.Empty:
                self._look()
                continue
            if job is None:
                return
            self._job(*job)

    def _look(self) -> None:
        try:
            if self._register is not None and self._register.poll():
                self.post(Newer(self._register.seq))
        except SloughError as error:
            self._register = None
            self.post(Failed(self._wanted, "register", error))

    def _job(self, job: int, as_of: date, first: str) -> None:
        step = "register"
        try:
            register = self._open()
            for name in _order(first):
                if job != self._wanted:
                    return
                if name != "findings":
                    self.post(Table(job, name, register.frame(name, as_of=as_of)))
            step = "check"
            self._check(job, register, as_of)
        except SloughError as error:
            self.post(Failed(job, step, error))
        except Exception as error:  # noqa: BLE001 - a thread that dies in silence leaves a screen that waits for ever
            what = f"{type(error).__name__}: {str(error)[:200]}"
            self.post(
                Failed(
                    job, step, RegisterError(what, where=str(self.path), hint="slough doctor looks into it")
                )
            )

    def _open(self) -> Register:
        from slough_tui.store import Register

        if self._register is None:
            self._register = Register.open(self.path, read_only=self.read_only)
        else:
            self._register.poll()
        self.post(Opened(self._register.name, self._register.read_only))
        return self._register

    def _check(self, job: int, register: Register, as_of: date) -> None:
        from slough_tui.views.findings import findings_frame

        outcome = self.check(register, as_of, self.today)
        if job == self._wanted:
            self.post(Table(job, "findings", findings_frame(outcome.findings, outcome.rules)))
            if outcome.problems:
                self.post(Unusable(job, outcome.problems))


def _order(first: str) -> Iterator[str]:
    """The table one looks at, then the others, then what records are explained with."""
    if first != "findings":
        yield first
    yield from (place.name for place in PLACES if place.name not in {first, "findings"})
    yield "cells"
