"""A terminal for tests: runs a program in a pty, keeps every byte it writes, and draws them with pyte.

Every wait has an end; a program that hangs is killed by its own process id.
"""

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

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

QUERIES = [
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
]
"""What Textual asks a terminal, and what a usual one answers."""
NOT_PYTE = re.compile(
    rb"\x1b\[[<>=?][0-9;]*u|\x1b\[\?[0-9;]*\$p|\x1bP.*?\x1b\\|\x1b\[>[0-9;]*[a-zA-Z]|\x1b\][0-9]+;.*?(?:\x07|\x1b\\)",
    re.DOTALL,
)
"""Sequences that pyte takes for text."""


def seen(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """What a person sees of every cell: all attributes, but of a blank only those that show on one."""
    return [
        [
            (char.data, char.bg, char.underscore, char.strikethrough, char.reverse)
            if char.data == " " and not char.reverse
            else tuple(char)
            for char in (screen.buffer[y][x] for x in range(screen.columns))
        ]
        for y in range(screen.lines)
    ]


class Terminal:
    """A program on a terminal of `columns` by `lines`."""

    def __init__(
        self, argv: Sequence[str], *, columns: int = 80, lines: int = 24, env: Mapping[str, str] | None = None
    ) -> None:
        keep = ("PATH", "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "PYTHONPATH")
        whole = {k: v for k, v in os.environ.items() if k in keep}
        whole |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "SLOUGH_MEMORY": "0", **(env or {})}
        self.raw = b""
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.status: int | None = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], list(argv), whole)
        self.resize(columns, lines)

    def resize(self, columns: int, lines: int) -> None:
        """Make the terminal larger or smaller."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.screen.resize(lines, columns)

    def read(self, seconds: float) -> bytes:
        """What the program writes within so many seconds, at most one piece of it."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.fd, 1 << 20)
        except OSError:  # Linux says so when the other side is closed
            data = b""
        if not data:
            self.end(0)
            return b""
        self.raw += data
        for question, answer in QUERIES:
            for _ in question.findall(data):
                os.write(self.fd, answer)
        self.stream.feed(NOT_PYTE.sub(b"", data))
        return data

    def wait(self, text: str | Callable[[str], bool], seconds: float = 90.0) -> str:
        """Read until the screen shows `text` (or it holds); the screen. AssertionError if it never does."""
        holds = (lambda shown: text in shown) if isinstance(text, str) else text
        end = time.monotonic() + seconds
        while not holds(self.text):
            assert time.monotonic() < end, f"no {text!r} on this screen:\n{self.text}"
            assert self.status is None, f"the program ended ({self.status}):\n{self.text}"
            self.read(0.1)
        return self.text

    def press(self, keys: str | bytes) -> None:
        """Type."""
        os.write(self.fd, keys.encode() if isinstance(keys, str) else keys)

    @property
    def text(self) -> str:
        """The screen as text, a line each, also when half of a wide character was written over so far."""
        cells = range(self.screen.columns)
        lines = ("".join(self.screen.buffer[y][x].data for x in cells) for y in range(self.screen.lines))
        return "\n".join(line.rstrip() for line in lines)

    @property
    def alive(self) -> bool:
        """Whether the program still runs."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is None

    def end(self, seconds: float = 10.0) -> int:
        """Wait for the program's end (kill it when it takes too long) and give its exit code."""
        end = time.monotonic() + seconds
        while self.alive and time.monotonic() < end:
            with suppress(OSError):
                if select.select([self.fd], [], [], 0.05)[0]:
                    self.raw += os.read(self.fd, 1 << 20)
        if self.alive:
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
        assert self.status is not None
        return self.status

    def close(self) -> None:
        """Leave nothing behind."""
        self.end(0)
        with suppress(OSError):
            os.close(self.fd)
