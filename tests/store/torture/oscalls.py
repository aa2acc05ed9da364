"""Every call of the operating system that the store makes passes through here while it is watched."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Call = Callable[..., Any]
Watcher = Callable[[str, Call, tuple[Any, ...], dict[str, Any]], Any]
"""Told the name, the real call and its arguments; makes the call, or fails, or does something else."""

NAMES = (
    "open",
    "read",
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


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Let `watcher` make the calls; the real ones are back afterwards."""
    real: dict[str, Call] = {name: getattr(os, name) for name in NAMES}
    real_lock = fcntl.flock

    def through(name: str, call: Call) -> Call:
        def made(*args: Any, **more: Any) -> Any:
            return watcher(name, call, args, more)

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
