"""Bears processes that are killed: it has imported everything once, and forks for each of them.

Reads lines of JSON: `path`, `step` (its number; -1 for the whole workload, -2 for a fold), `call` (die at
this call of the operating system; 0 for none) and `after` (seconds until somebody kills it; 0 for never).
Answers each with a line of JSON: `calls` that were made (0 if it was killed), and the steps `acknowledged`.
Polars starts its threads at the first use, which is in the child, so that forking is safe.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from slough_tui.store import Register
from tests.store.torture import world
from tests.store.torture.oscalls import Call, watched
from tests.store.torture.trace import CHECKOUT

WHOLE, FOLD = -1, -2


class Zygote:
    """The other end: ask it for victims."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def victim(self, path: Path, step: int, *, call: int = 0, after: float = 0.0) -> tuple[int, list[int]]:
        """The number of calls that it made (0: it was killed) and what it acknowledged."""
        assert self._process.stdin
        assert self._process.stdout
        order = {"path": str(path), "step": step, "call": call, "after": after}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer["calls"], answer["acknowledged"]


@contextmanager
def zygote() -> Iterator[Zygote]:
    """A zygote of one's own."""
    code = [sys.executable, "-m", "tests.store.torture.zygote"]
    with subprocess.Popen(
        code, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT
    ) as process:
        try:
            yield Zygote(process)
        finally:
            process.kill()


def _live(path: Path, step: int, call: int, tell: int) -> None:
    """The victim's life."""
    made = 0
    write = os.write

    def die_at(name: str, real: Call, args: tuple[Any, ...], more: dict[str, Any]) -> Any:
        nonlocal made
        made += 1
        if made == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **more)

    def acknowledge(number: int) -> None:
        write(tell, b"ACK %d\n" % number)

    with watched(die_at):
        if step == WHOLE:
            world.play(path, acknowledge)
        elif step == 0:
            world.create(path)
            acknowledge(0)
        else:
            taken = world.FOLD if step == FOLD else world.workload()[step - 1]
            taken.do(Register.open(path))
            acknowledge(step)
    write(tell, b"END %d\n" % made)


def _answer(order: dict[str, Any]) -> dict[str, Any]:
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        try:
            _live(Path(order["path"]), order["step"], order["call"], tell)
        finally:
            os._exit(0)
    os.close(tell)
    if order["after"]:
        time.sleep(order["after"])
        os.kill(child, signal.SIGKILL)
    with os.fdopen(hear) as pipe:
        words = [line.split() for line in pipe]
    os.waitpid(child, 0)
    calls = [int(number) for word, number in words if word == "END"]
    return {"calls": sum(calls), "acknowledged": [int(number) for word, number in words if word == "ACK"]}


def _main() -> None:
    import polars  # noqa: F401

    import slough_tui.store.importing
    import slough_tui.store.timeline  # noqa: F401

    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    world.copy_often()
    _main()
