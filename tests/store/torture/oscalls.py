"""Every call of the operating system that the store makes passes through here while it is watched."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

Call = Callable[..., Any]
Watcher = Callable[[str, Call, tuple[Any, ...], dict[str, Any]], Any]
"""Told the name, the real call and its arguments; makes the call, or fails, or does something else."""

NAMES = (
    "open",
    "fdopen",
    "read",
    "write",
    "fsync",
    "fdatasync",
    "fchmod",
    "chmod",
    "link",
    "unlink",
    "rename",
    "replace",
    "close",
    "mkdir",
    "rmdir",
    "listdir",
    "scandir",
    "stat",
    "lstat",
    "fstat",
    "access",
)


class _File:
    """An open file of which reading is watched as well; `io` reads below `os`."""

    def __init__(self, file: Any, watcher: Watcher) -> None:
        self._file, self._watcher = file, watcher

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._file, name)
        if name not in {"read", "readall", "readinto"}:
            return found
        return lambda *args: self._watcher("read", found, args, {})


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Let `watcher` make the calls; the real ones are back afterwards."""
    real: dict[str, Call] = {name: getattr(os, name) for name in NAMES}
    real_lock = fcntl.flock

    def through(name: str, call: Call) -> Call:
        def made(*args: Any, **more: Any) -> Any:
            result = watcher(name, call, args, more)
            return _File(result, watcher) if name == "fdopen" else result

        return made

    try:
        for name, call in real.items():
            setattr(os, name, through(name, call))
        fcntl.flock = through("flock", real_lock)
        yield
    finally:
        for name, call in real.items():
            setattr(os, name, call)
        fcntl.flock = real_lock
