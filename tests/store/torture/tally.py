"""What a part of the torture counted, and what went wrong in it; parts of one kind add up."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

FIRST = "SLOUGH_TORTURE_FIRST"
"""Environment: stop at the first failure, for nobody wants to know of more (used by `teeth`)."""

KEPT = 12
"""Failures that are told in words; all are counted."""


class FoundError(Exception):
    """There was a failure, and nobody wants to know of more."""


@dataclass
class Tally:
    """Figures by name, in the order in which they were first counted, and failures by kind."""

    figures: dict[str, int] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def count(self, what: str, number: int = 1) -> None:
        """Add to a figure; 0 makes it stand in the table."""
        self.figures[what] = self.figures.get(what, 0) + number

    def fail(self, what: str) -> None:
        """One more failure of this kind; kinds are told apart by their words."""
        if FIRST in os.environ:
            raise FoundError(what)
        self.failures[what] = self.failures.get(what, 0) + 1

    def blow(self, wrong: str | None, when: str) -> None:
        """What `world.verdict` says after a blow: counted by its first word, told with the moment."""
        if wrong is None:
            return
        kind = wrong.partition(":")[0]
        self.count(kind)
        self.fail(wrong if kind == "stray" else f"{wrong} ({when})")

    def add(self, other: Tally) -> None:
        """Add what another shard counted."""
        for what, number in other.figures.items():
            self.count(what, number)
        for what, number in other.failures.items():
            self.failures[what] = self.failures.get(what, 0) + number
        self.notes += other.notes

    def told(self) -> list[str]:
        """The failures in words, the frequent ones first."""
        ranked = sorted(self.failures.items(), key=lambda pair: -pair[1])
        rest = [f"... and {len(ranked) - KEPT} other kinds"] if len(ranked) > KEPT else []
        return [f"{number} x {what}" for what, number in ranked[:KEPT]] + rest

    def to_json(self) -> str:
        """One line, for the process that adds up the shards."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Self:
        """The way back."""
        return cls(**json.loads(line))


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory where there is one: what is tortured is the store, not this machine's disk."""
    memory = Path("/dev/shm")
    place = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="slough-torture-", dir=place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
