"""One run of one program: what is measured, and what it shall be. All times in milliseconds."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.tui.link import catch_up
from benchmarks.tui.terminal import LINES, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.tui.programs import Program

REF = re.compile(r"(?:^|[^\w./-])(\d+\.\d\d)\b")
TIMES = 8
CHECKED = 900.0
"""Seconds within which a program may do what it does by itself after its start, as ours checks every record."""


class Goal(NamedTuple):
    """A figure, in words, and how it shall stand beside a peer's: at most `most` times the best of `beside`."""

    key: str
    words: str
    beside: tuple[str, ...] = ()
    most: float = 0.0


GOALS = (
    Goal("start", "first data row, ms", ("empty Textual",), 1.0),
    Goal("page_cpu", "page-down, CPU ms", ("VisiData",), 0.35),
    Goal("page_bytes", "page-down, bytes", ("VisiData",), 0.6),
    Goal("line_bytes", "scrolled line, bytes", ("VisiData",), 0.5),
    Goal("sort", "sort to new first page, ms", ("datui",), 0.4),
    Goal("sift", "filter key to its rows, ms", ("fastdatatable",), 0.2),
    Goal("lost", "filter keys lost at 15 a second"),
    Goal("slowest", "slowest answer to a key meanwhile, ms"),
    Goal("catch_up", "catch-up after 2 s of held page-down at 20 KB/s and 100 ms, ms"),
    Goal("idle", "idle, bytes in 3 s"),
    Goal("memory", "memory loaded, sorted and filtered, MB (USS)", ("VisiData",), 0.4),
)


def refs(display: list[str]) -> list[str]:
    """The references on the screen, from above."""
    return [found[1] for line in display[: LINES - 2] if (found := REF.search(line))]


def measure(program: Program) -> dict[str, float]:
    """Every figure of one program; what it cannot do is left out."""
    terminal = Terminal(program.argv, program.env)
    try:
        first = terminal.wait(lambda display: bool(refs(display)))
        if first is None:
            return {}
        found = {"start": (first - terminal.started) * 1000}
        if program.shows:
            terminal.calm(CHECKED)
            found |= _paging(terminal, program) | _changing(terminal, program)
            found["memory"] = terminal.memory()
            if (
                program.quit
            ):  # as a person leaves it: what it keeps for the next start is part of the next start
                terminal.type(b"\x1b")
                terminal.settle(0.5, 20)
                terminal.type(program.quit)
                terminal.settle(1.0, 20, first=5)
        return found
    finally:
        terminal.close()


def measure_link(program: Program) -> dict[str, float]:
    """How long the screen lags behind on a slow link."""
    terminal = Terminal(program.argv, program.env)
    try:
        if terminal.wait(lambda display: bool(refs(display))) is None:
            return {}
        terminal.calm()
        return {"catch_up": catch_up(terminal, program.page)}
    finally:
        terminal.close()


def _paging(terminal: Terminal, program: Program) -> dict[str, float]:
    found: dict[str, float] = {}
    for key, kind in ((program.page, "page"), (program.down, "line")):
        if kind == "line":  # to the last line of the window, from which on every line scrolls
            for _ in range(LINES):
                terminal.type(key)
                terminal.settle(0.2, 10, first=5)
        terminal.type(key)  # takes away what a start says in a corner
        terminal.settle(0.3, 20, first=10)
        before, cpu = terminal.bytes, terminal.cpu()
        for _ in range(TIMES):
            terminal.type(key)
            terminal.settle(0.3, 20, first=10)
        found[f"{kind}_bytes"] = (terminal.bytes - before) / TIMES
        if kind == "page":
            found["page_cpu"] = (terminal.cpu() - cpu) / TIMES * 1000
    terminal.settle(0.5)
    before = terminal.bytes
    end = time.perf_counter() + 3
    while time.perf_counter() < end:
        terminal.take(0.1)
    found["idle"] = terminal.bytes - before
    return found


def _changing(terminal: Terminal, program: Program) -> dict[str, float]:
    found: dict[str, float] = {}
    if program.sort:
        terminal.type(program.top)
        terminal.settle(0.6, 20, first=3)
        display = terminal.display
        first = next(number for number, line in enumerate(display) if REF.search(line))
        was = {"", display[first].strip()}
        found |= _timed(terminal, program.sort, lambda shown: shown[first].strip() not in was, "sort")
        terminal.calm()
    if program.sift:
        found |= _sifting(terminal, program)
    return found


def _timed(terminal: Terminal, key: bytes, holds: Callable[[list[str]], bool], name: str) -> dict[str, float]:
    terminal.wait(lambda _: False, 0.01)
    begun = time.perf_counter()
    terminal.type(key)
    at = terminal.wait(holds, 90)
    return {} if at is None or at < begun else {name: (at - begun) * 1000}


def _sifting(terminal: Terminal, program: Program) -> dict[str, float]:
    """Keys one by one, each to its last piece; then all of them 15 a second: does each come, and how quickly is it seen."""
    terminal.type(program.sift)
    terminal.settle(0.4, 20)
    taken: list[float] = []
    for key in program.typed:
        begun = time.perf_counter()
        terminal.type(bytes([key]))
        terminal.settle(0.6, 60, first=10)
        taken.append((terminal.pieces[-1][0] - begun) * 1000)
    terminal.type(b"\x7f" * len(program.typed))
    terminal.calm()
    word = b"housing repairs plan"
    slowest = 0.0
    for key in word:
        count, begun = len(terminal.pieces), time.perf_counter()
        terminal.type(bytes([key]))
        while (left := begun + 1 / 15 - time.perf_counter()) > 0:
            terminal.take(left)
        first = next((at for at, _ in terminal.pieces[count:]), None)
        slowest = max(slowest, (first - begun) * 1000 if first else 1000 / 15)
    arrived = word.decode() in "".join(terminal.display)
    arrived = arrived or terminal.wait(lambda display: word.decode() in "".join(display), 30) is not None
    return {
        "sift": sum(taken) / len(taken),
        "lost": 0 if arrived else len(word),
        "slowest": slowest,
    }
