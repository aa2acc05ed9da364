"""Faults: every call of every operation fails in every way, and what is said of it must be true.

The register is copied for each fault. Afterwards: does the disk hold what the outcome says, is the lock
free, are no files left open, can the same session and a new one go on, and is nothing left lying about
once the register was next opened and compacted?
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from slough_tui.errors import RefusedError, SloughError, UncertainError
from slough_tui.store import Register, folding
from tests.store.torture import world
from tests.store.torture.oscalls import Call, watched
from tests.store.torture.tally import Tally, scratch

SHORT_WRITE, LATE = -1, -2
CODES = {
    "ENOSPC": errno.ENOSPC,
    "EIO": errno.EIO,
    "EDQUOT": errno.EDQUOT,
    "EINTR": errno.EINTR,
    "EACCES": errno.EACCES,
    "short write": SHORT_WRITE,
    "done, then EIO": LATE,
}
"""The last is what a network drive does: the link was made, its answer was lost."""


@dataclass(frozen=True)
class Operation:
    """Something that is done to a register which was played up to a step (-1: there is none yet)."""

    name: str
    upto: int
    do: Callable[[Register], object]
    folds: bool = True


def _read(register: Register) -> object:
    return world.view(Register.open(register.path, read_only=True))


def _path(register: Register) -> object:
    return register.table_path(world.TABLE).read_bytes()


OPERATIONS = [
    Operation("create", -1, lambda _: None, folds=False),
    Operation("edit", 3, lambda register: world.edit(register, 50), folds=False),
    Operation("import", 3, lambda register: world.bring(register, 50), folds=False),
    Operation("fold", 3, lambda register: register.compact()),
    Operation("import that folds", 0, lambda register: world.bring(register, 50)),
    Operation("path", 3, _path),
    Operation("read", 3, _read),
    Operation("check", 3, lambda register: world.check(register, 50), folds=False),
    Operation("undo", 3, world.undo, folds=False),
]


class _Fault:
    """Makes the `at`-th call fail with a code; `hit` says which call it was."""

    def __init__(self, code: int, at: int) -> None:
        self.code, self.at = code, at
        self.calls, self.hit = 0, ""

    def __call__(self, name: str, call: Call, args: tuple[Any, ...], more: dict[str, Any]) -> Any:
        if self.code == SHORT_WRITE and name != "write":
            return call(*args, **more)
        if self.code == LATE and name not in {"link", "mkdir", "rename", "unlink"}:
            return call(*args, **more)
        self.calls += 1
        if self.calls != self.at:
            return call(*args, **more)
        self.hit = name
        if self.code == SHORT_WRITE:
            return call(args[0], bytes(args[1])[: max(1, len(args[1]) // 2)])
        if name == "close" or self.code == LATE:
            call(*args, **more)
        code = errno.EIO if self.code == LATE else self.code
        raise OSError(code, os.strerror(code))


def run(*, seed: int = 1, every: int = 1, every_fold: int = 1, shard: int = 0, shards: int = 1) -> Tally:
    """Inject at every `every`-th call, beginning with one that the seed chooses; folding has a thousand calls."""
    tally = Tally()
    for kind in ("injected", "untrue", "stuck", "stray"):
        tally.count(kind, 0)
    with scratch() as folder, pytest.MonkeyPatch.context() as patch:
        is_due = folding.is_due
        templates = _templates(folder)
        for number, (operation, kind) in enumerate((o, c) for o in OPERATIONS for c in CODES):
            if number % shards != shard:
                continue
            patch.setattr(folding, "is_due", is_due if operation.folds else lambda _: False)
            stride = every_fold if operation.folds else every
            first = 1 + (7 * seed + number) % stride
            _Trial(folder, templates, operation, tally).all_calls(kind, first, stride)
    return tally


def _templates(folder: Path) -> dict[int, Path]:
    """A register as it is after each step that an operation begins with."""
    templates = {-1: folder / "none"}
    for upto in {o.upto for o in OPERATIONS} - {-1}:
        templates[upto] = folder / f"upto-{upto}"
        world.play(templates[upto], lambda _: None, world.workload()[:upto])
    return templates


class _Trial:
    """One operation, tried with one fault after the other."""

    def __init__(self, folder: Path, templates: dict[int, Path], operation: Operation, tally: Tally) -> None:
        self.path = folder / "trial"
        self.template = templates[operation.upto]
        self.operation, self.tally = operation, tally
        self._fresh()
        self.before = self._shown()
        self._do(self._session())
        self.after = self._shown()

    def all_calls(self, kind: str, first: int, every: int) -> None:
        """Inject until the operation makes no more calls."""
        at = first
        while True:
            self._fresh()
            fault = _Fault(CODES[kind], at)
            session, opened = self._session(), _files_open()
            outcome = self._attempt(session, fault)
            if not fault.hit:
                return
            self.tally.count("injected")
            what = f"{self.operation.name}: {kind} of {fault.hit}: {outcome}"
            wrongs = list(self._wrongs(outcome, session, opened))
            if fault.hit == "fsync" and outcome == "committed" and not self.operation.folds:
                wrongs.append("untrue (the disk did not confirm it)")
            for number, wrong in enumerate(wrongs):
                self.tally.fail(f"{wrong}: {what}")
                if number == 0:
                    self.tally.count(wrong.split()[0])
            at += every

    def _fresh(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        if self.template.exists():
            shutil.copytree(self.template, self.path)

    def _session(self) -> Register | None:
        return Register.open(self.path) if self.operation.upto >= 0 else None

    def _do(self, session: Register | None) -> None:
        if session is None:
            world.create(self.path)
        else:
            self.operation.do(session)

    def _attempt(self, session: Register | None, fault: _Fault) -> str:
        try:
            with watched(fault):
                self._do(session)
        except UncertainError:
            return "uncertain"
        except RefusedError:
            return "refused"
        except SloughError as error:
            return type(error).__name__
        except Exception as error:  # noqa: BLE001
            return f"raw {type(error).__name__}"
        return "committed"

    def _shown(self) -> world.View | None:
        if not (self.path / "FORMAT").exists():
            return None
        return world.view_by_hash(Register.open(self.path))

    def _wrongs(self, outcome: str, session: Register | None, opened: int) -> Iterator[str]:
        """Everything that is wrong after a fault."""
        if outcome.startswith("raw"):
            yield "untrue (an error that people should not see)"
        if _files_open() > opened:
            yield "stuck (a file was left open)"
        if _is_locked(self.path):
            yield "stuck (the lock is held)"
        try:
            shown = self._shown()
            allowed = {"committed": [self.after], "uncertain": [self.before, self.after]}
            if shown not in allowed.get(outcome, [self.before]):
                yield f"untrue (the disk shows {shown and shown.leads})"
            if session is not None:
                session.poll()
                if world.view(session) != shown:
                    yield "untrue (the session shows something else than the disk)"
            yield from self._left(shown)
            if shown == self.before:
                self._do(session)
                if self._shown() != self.after:
                    yield "untrue (done again, it has no effect)"
        except Exception as error:  # noqa: BLE001
            yield f"stuck ({type(error).__name__}: {error})".replace(str(self.path), "")

    def _left(self, shown: world.View | None) -> Iterator[str]:
        """What lies about that was not there before, and is still there after the next start."""
        if shown is None or not world.strays_of(self.path):
            return
        spare = self.path.with_name("spare")
        shutil.rmtree(spare, ignore_errors=True)
        shutil.copytree(self.path, spare)
        with suppress(SloughError):
            Register.open(spare).compact()
        if strays := world.strays_of(spare, an_hour_later=True):
            yield f"stray {strays[0].partition('/')[0]}/"


def _files_open() -> int:
    listed = Path("/proc/self/fd")
    return sum(1 for _ in listed.iterdir()) if listed.is_dir() else 0


def _is_locked(path: Path) -> bool:
    if not (path / "LOCK").exists():
        return False
    fd = os.open(path / "LOCK", os.O_RDWR)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(fd)
    return False
