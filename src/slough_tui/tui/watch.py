"""What stands between a check and those who wait for it, and the child process that runs a large one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from slough_tui.errors import RegisterError, SloughError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


STOPPED = "the check was stopped"


class StoppedError(SloughError):
    """The check was given up by the person, or because something newer is to be checked."""


_PREFIX = "slough-check-"


def _processes() -> str:
    """What tells this machine's (or container's) numbers of processes from another's, with which it may share folders."""
    with suppress(OSError):
        return str(Path("/proc/self/ns/pid").stat().st_ino)
    return "0"


def _sweep() -> None:
    """Take the folders away that a program of ours left behind when it was killed."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}{_processes()}-*"):
        number = path.name.removeprefix(_PREFIX).split("-")[1]
        with suppress(OSError):
            if not number.isdigit() or path.is_symlink() or path.stat().st_uid != os.getuid():
                continue
            try:
                os.kill(int(number), 0)
            except ProcessLookupError:
                shutil.rmtree(path, ignore_errors=True)


class Folder:
    """A private folder that is gone when nobody holds this any more, at the latest with `remove_all`."""

    _there: ClassVar[weakref.WeakSet[Folder]] = weakref.WeakSet()

    def __init__(self) -> None:
        _sweep()
        self.path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{_processes()}-{os.getpid()}-"))
        self.remove = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
        self._there.add(self)

    @classmethod
    def remove_all(cls) -> None:
        """The program ends, which it does without ceremony."""
        for folder in list(cls._there):
            folder.remove()


class Watch:
    """Between a check and those who wait for it: `tell` hears how far it is, `stop` ends it."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self.tell = tell
        self._stopped = threading.Event()
        self._child: subprocess.Popen[str] | None = None

    @property
    def stopped(self) -> bool:
        """Whether it was stopped."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """End the check; a child is killed at once."""
        self._stopped.set()
        if self._child is not None:
            self._child.kill()
            self._child.wait()

    def told(self, done: int, of: int) -> None:
        """Let those who wait hear how far a check in this process is. StoppedError when it was stopped."""
        if self.stopped:
            raise StoppedError(STOPPED)
        self.tell(done, of)

    def answers(self, order: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], Folder]]:
        """What a child says that does as ordered, and the folder into which it puts what it made.

        StoppedError when it was stopped, RegisterError when it breaks.
        """
        folder, said = Folder(), False
        command = [sys.executable, "-P", "-m", "slough_tui.tui.check_child"]
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,
        ) as child:
            self._child = child
            try:
                for told in _conversation(child, {**order, "folder": str(folder.path)}):
                    if self.stopped:
                        break
                    if "done" in told:
                        self.tell(told["done"], told["of"])
                    else:
                        said = True
                        yield told, folder
                code = child.wait() if not self.stopped else 0
            except (BrokenPipeError, ValueError):
                code = 1
            finally:
                child.kill()
                if not said:
                    child.wait()
                    folder.remove()
        if self.stopped:
            raise StoppedError(STOPPED)
        if code:
            raise RegisterError("the check broke off", hint="slough check says more")


def _conversation(child: subprocess.Popen[str], order: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    assert child.stdin is not None
    assert child.stdout is not None
    with child.stdin:
        child.stdin.write(json.dumps(order))
    for line in child.stdout:
        yield json.loads(line)
