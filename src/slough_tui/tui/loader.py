"""Reading the register and checking it, in a thread of its own, so that the screen never waits.

The thread posts what it has; it touches no widget and no state. One job runs at a time, a newer job
makes what an older one still finds worthless.
"""

from __future__ import annotations

import gc
import queue
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from slough_tui.errors import RegisterError, SloughError
from slough_tui.store.newest import token
from slough_tui.tui.ahead import import_ahead
from slough_tui.tui.questions import Known
from slough_tui.tui.watch import StoppedError, Watch
from slough_tui.views.places import COMPUTED, PLACES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from slough_tui.store import Register
    from slough_tui.tui.checking import Check
    from slough_tui.tui.panelling import Panels
    from slough_tui.tui.questions import Question
    from slough_tui.views.filed import Frame

POLL_SECONDS = 0.25
AHEAD_SECONDS = 1.0
"""Without a question, after which one looks ahead."""
TELL_SECONDS = 0.25
"""How often a check that runs is heard of."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The register is open."""

    name: str
    read_only: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table, as of the date of job number `job`; `pending` is whether a check still adds to it."""

    job: int
    name: str
    frame: Frame
    pending: bool = False


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
    """Somebody committed: the newest commit, who made it and what for."""

    seq: int
    who: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a question's answer is, on what job number `job` read."""

    job: int
    question: Question
    value: Any


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rules the check has done, of how many."""

    job: int
    done: int
    of: int


News = Opened | Table | Failed | Unusable | Newer | Answered | Progress


@dataclass(frozen=True, slots=True)
class Job:
    """One reading: as of a date, as known at a moment (None: now), with rules that take `today` for today."""

    number: int
    as_of: date
    known_at: datetime | None
    today: date
    first: str


class Loader(threading.Thread):
    """Reads as asked by `read` and looks for newer commits in between; `post` is called from this thread."""

    def __init__(
        self,
        path: Path,
        post: Callable[[News], None],
        check: Check,
        *,
        today: date,
        read_only: bool,
    ) -> None:
        super().__init__(name="slough-loader", daemon=True)
        self.path = path
        self.post = post
        self.check = check
        self.today = today
        self.read_only = read_only
        self.heads: dict[str, str] = {}
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._questions: queue.SimpleQueue[Question | None] = queue.SimpleQueue()
        self._asked: dict[type[Question], Question] = {}
        self._wanted = 0
        self._register: Register | None = None
        self._known: Known | None = None
        self._panels: Panels | None = None
        self._ready = threading.Event()
        self._settled = False
        self._watch: Watch | None = None

    def read(
        self, as_of: date, first: str, *, known_at: datetime | None = None, today: date | None = None
    ) -> int:
        """Ask for everything as of a date, the table `first` before the others; the job's number."""
        self._wanted += 1
        self.stop_check()
        self._ready.clear()
        self._jobs.put(Job(self._wanted, as_of, known_at, today or self.today, first))
        return self._wanted

    def ask(self, question: Question) -> None:
        """Ask for an `Answered`; it does not wait for a check that runs. Of a kind only the newest is sure of an answer."""
        self._asked[type(question)] = question
        self._questions.put(question)

    def is_newest(self, table: str, as_of: date) -> bool:
        """Whether nothing in the register speaks of a later date than `as_of` about a table."""
        return self._register is not None and self._register.is_newest(table, as_of=as_of)

    def stop_check(self) -> None:
        """End the check that runs, if one does: what the rules and the assessors would say is not told."""
        watch = self._watch
        if watch is not None:
            watch.stop()

    def stop(self) -> None:
        """End after the present step."""
        self._wanted += 1
        self.stop_check()
        self._jobs.put(None)
        self._questions.put(None)
        self._ready.set()

    def run(self) -> None:
        """Jobs as they come; a look at the register every quarter of a second when there are none."""
        threading.Thread(target=self._answer, name="slough-answers", daemon=True).start()
        while True:
            try:
                job = self._jobs.get(timeout=POLL_SECONDS)
            except queue.Empty:
                self._look()
                continue
            if job is None:
                return
            self._job(job)

    def _look(self) -> None:
        try:
            if self._register is not None and self._register.poll():
                newest = self._register.commits()[-1]
                self.post(Newer(newest.seq, newest.author.name, newest.message or newest.kind))
        except SloughError as error:
            self._register = None
            self.post(Failed(self._wanted, "register", error))

    def _next_question(self) -> Question | None:
        with suppress(queue.Empty):
            return self._questions.get(timeout=AHEAD_SECONDS)
        import_ahead()
        return self._questions.get()

    def _answer(self) -> None:
        while (question := self._next_question()) is not None:
            self._ready.wait()
            known, job = self._known, self._wanted
            if known is None:
                return
            if self._asked[type(question)] is not question:
                continue
            try:
                self.post(Answered(job, question, question.answer(known)))
            except SloughError as error:
                self.post(Failed(job, "question", error))
            except Exception as error:  # noqa: BLE001 - as for a job
                self.post(Failed(job, "question", self._defect(error)))

    def _job(self, job: Job) -> None:
        from slough_tui.views.machinery import commits_frame

        step = "register"
        try:
            self.heads.clear()
            head = token(self.path)
            register = self._open()
            frames: dict[str, Frame] = {}
            self._known = Known(register, frames, job.as_of, job.known_at, job.today, self._panels)
            if job.number == self._wanted:
                self._ready.set()
            for name in _order(job.first):
                if job.number != self._wanted:
                    return
                self._give(job, name, register.frame(name, as_of=job.as_of, known_at=job.known_at))
                self.heads |= {name: head} if head else {}
            self._give(job, "commits", commits_frame(register.commits(), self._known.frame("documents")))
            self._settle()
            step = "check"
            self._watch = Watch(self._teller(job))
            if job.number == self._wanted:
                self._check(job, self._known, self._watch)
        except StoppedError:
            return
        except SloughError as error:
            self.post(Failed(job.number, step, error))
        except Exception as error:  # noqa: BLE001 - a thread that dies in silence leaves a screen that waits for ever
            self.post(Failed(job.number, step, self._defect(error)))

    def _settle(self) -> None:
        """What is there by now, stays: who collects garbage need not look at it again while a key waits."""
        if not self._settled:
            self._settled = True
            gc.freeze()

    def _give(self, job: Job, name: str, frame: Frame, *, pending: bool = False) -> None:
        if self._known is not None:
            self._known.frames[name] = frame
        self.post(Table(job.number, name, frame, pending))

    def _defect(self, error: Exception) -> RegisterError:
        what = f"{type(error).__name__}: {str(error)[:200]}"
        return RegisterError(what, where=str(self.path), hint="slough doctor looks into it")

    def _open(self) -> Register:
        from slough_tui.store import Register

        if self._register is None:
            self._register = Register.open(self.path, read_only=self.read_only)
        else:
            self._register.poll()
        self.post(Opened(self._register.name, self._register.read_only))
        return self._register

    def _teller(self, job: Job) -> Callable[[int, int], None]:
        last = 0.0

        def tell(done: int, of: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= TELL_SECONDS:
                last = now
                self.post(Progress(job.number, done, of))

        return tell

    def _check(self, job: Job, known: Known, watch: Watch) -> None:
        for found in self.check(known, watch):
            if watch.stopped:
                return
            self._panels = found.panels
            self._known = replace(known, panels=found.panels)
            for name, frame in found.tables.items():
                self._give(job, name, frame, pending=found.pending)
            if found.problems:
                self.post(Unusable(job.number, found.problems))


def _order(first: str) -> Iterator[str]:
    """The table one looks at, then the others. The cells of papers are asked for with a page."""
    if first not in COMPUTED:
        yield first
    yield from (place.name for place in PLACES if place.name not in {first, *COMPUTED})
