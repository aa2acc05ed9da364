"""A program on a pseudo-terminal that answers like a terminal; every piece it writes is stamped when it comes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

COLUMNS, LINES = 80, 24
ANSWERS = [
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
    (re.compile(rb"\x1b\]10;\?(?:\x07|\x1b\\)"), b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
]
NOT_PYTE = re.compile(
    rb"\x1b\[[<>=?][0-9;]*u|\x1b\[\?[0-9;]*\$p|\x1bP.*?\x1b\\|\x1b\[>[0-9;]*[a-zA-Z]|\x1b\[[0-9]* q|\x1b\][0-9]+;.*?(?:\x07|\x1b\\)",
    re.DOTALL,
)


class Terminal:
    """One program at 80x24. pyte draws only when it is asked, so that it does not take part in the timing."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        keep = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "TMPDIR", "PYTHONPATH"}}
        whole = {**keep, "TERM": "xterm-256color", "LANG": "C.UTF-8", **env}
        self.pieces: list[tuple[float, bytes]] = []
        self.drawn = 0
        self.screen = pyte.Screen(COLUMNS, LINES)
        self.stream = pyte.ByteStream(self.screen)
        self.gone = False
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], list(argv), whole)  # noqa: S606 - this is the program to be measured
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.process = psutil.Process(self.pid)

    def take(self, seconds: float) -> bytes:
        """What it writes within so many seconds, at most one piece; questions are answered."""
        if not select.select([self.fd], [], [], max(seconds, 0))[0]:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            self.gone = True
            return b""
        self.pieces.append((time.perf_counter(), data))
        for question, answer in ANSWERS:
            for _ in question.findall(data):
                self.type(answer)
        return data

    def type(self, keys: bytes) -> None:
        """Type."""
        with suppress(OSError):
            os.write(self.fd, keys)

    def settle(self, quiet: float = 0.25, most: float = 60.0, first: float | None = None) -> None:
        """Take until nothing has come for `quiet` seconds; the first piece may take `first` seconds."""
        end = time.perf_counter() + most
        got = first is None
        begun = time.perf_counter()
        while not self.gone and time.perf_counter() < end:
            if self.take(quiet):
                got = True
            elif got or (first is not None and time.perf_counter() - begun > first):
                return

    def wait(self, holds: Callable[[list[str]], bool], most: float = 120.0) -> float | None:
        """When the piece came that made the screen hold; None if it never did."""
        end = time.perf_counter() + most
        while not self.gone and time.perf_counter() < end:
            while self.drawn < len(self.pieces):
                at, data = self.pieces[self.drawn]
                self.drawn += 1
                self.stream.feed(NOT_PYTE.sub(b"", data))
                if holds(self.screen.display):
                    return at
            self.take(0.05)
        return None

    @property
    def display(self) -> list[str]:
        """The screen as it is now."""
        self.wait(lambda _: False, 0)
        while self.drawn < len(self.pieces):
            self.stream.feed(NOT_PYTE.sub(b"", self.pieces[self.drawn][1]))
            self.drawn += 1
        return list(self.screen.display)

    @property
    def bytes(self) -> int:
        """Bytes so far."""
        return sum(len(data) for _, data in self.pieces)

    def family(self) -> list[psutil.Process]:
        """The program and what it started."""
        try:
            return [self.process, *self.process.children(recursive=True)]
        except psutil.Error:
            return []

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        total = 0.0
        for process in self.family():
            with suppress(psutil.Error):
                times = process.cpu_times()
                total += times.user + times.system
        return total

    def memory(self) -> float:
        """Megabytes that nobody else has (USS)."""
        total = 0.0
        for process in self.family():
            with suppress(psutil.Error):
                total += process.memory_full_info().uss / 2**20
        return total

    def calm(self, most: float = 120.0) -> None:
        """Until it computes nothing any more: less than 3 per cent of a second."""
        end = time.perf_counter() + most
        before = self.cpu()
        while not self.gone and time.perf_counter() < end:
            self.settle(0.5, 1.0)
            now = self.cpu()
            if now - before < 0.03:
                return
            before = now

    def close(self) -> None:
        """End it and whatever it started, each by its own process id."""
        for process in reversed(self.family()):
            with suppress(psutil.Error):
                process.send_signal(signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(self.pid, 0)
        with suppress(OSError):
            os.close(self.fd)
