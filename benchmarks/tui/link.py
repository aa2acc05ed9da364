"""A link like a poor SSH connection: the far side buffers without limit, few bytes a second come through, each with a delay."""

from __future__ import annotations

import collections
import os
import select
import time

from benchmarks.tui.terminal import ANSWERS, Terminal

RATE = 20_000
DELAY = 0.05
HELD = 2.0
A_SECOND = 30


def catch_up(terminal: Terminal, key: bytes) -> float:
    """Milliseconds from the last of two seconds of a held key to the last byte at the person's end."""
    link = _Link(terminal)
    begun = time.perf_counter()
    for number in range(int(HELD * A_SECOND)):
        link.up.append((time.perf_counter() + DELAY, key))
        link.run(begun + (number + 1) / A_SECOND)
    last = time.perf_counter()
    link.last = last
    end = last + 90
    while time.perf_counter() < end:
        link.run(time.perf_counter() + 0.1)
        if not link.down and time.perf_counter() - link.last > 2.0:
            break
    return (link.last - last) * 1000


class _Link:
    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.up: list[tuple[float, bytes]] = []
        self.down: collections.deque[tuple[float, bytes]] = collections.deque()
        self.free = self.last = 0.0

    def run(self, until: float) -> None:
        """Carry bytes both ways until then."""
        while (now := time.perf_counter()) < until:
            while self.up and self.up[0][0] <= now:
                self.terminal.type(self.up.pop(0)[1])
            while self.down and self.down[0][0] <= now:
                at, data = self.down.popleft()
                self.last = at
                for question, answer in ANSWERS:
                    self.up += [(at + DELAY, answer)] * len(question.findall(data))
                self.up.sort(key=lambda each: each[0])
            following = min([until, now + 0.02, *(each[0] for each in (*self.up[:1], *list(self.down)[:1]))])
            if select.select([self.terminal.fd], [], [], max(following - time.perf_counter(), 0))[0]:
                try:
                    data = os.read(self.terminal.fd, 1 << 16)
                except OSError:
                    return
                self.free = max(self.free, time.perf_counter()) + len(data) / RATE
                self.down.append((self.free + DELAY, data))
