"""Peak memory of this process, from the kernel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def above_start(run: Callable[[], object]) -> float:
    """MB that a run needs at its peak above what the process has before it; 0.0 where the kernel does not tell.

    `getrusage` will not do: its peak includes that of the process which started this one.
    """
    start = _status("VmRSS")
    kept = run()
    peak = _status("VmHWM")
    del kept
    return round((peak - start) / 1000, 1)


def _status(name: str) -> float:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(float(line.split()[1]) for line in lines if line.startswith(name))
