"""What the screen's state asks of the world: nothing else reaches out of it, so that it is tested without a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from slough_tui.tui.task import Task


@dataclass(frozen=True, slots=True)
class Quit:
    """Leave the program."""

    code: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """Read the register again as of this date, the table `first` before the others, and check it.

    `known_at`: only the commits recorded by that moment.
    """

    as_of: date
    first: str
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """Put `text` on the clipboard; `what` is what one calls it."""

    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Repaint:
    """Draw everything anew."""


@dataclass(frozen=True, slots=True)
class Suspend:
    """Go to the background."""


@dataclass(frozen=True, slots=True)
class Run:
    """Give the worker a task."""

    task: Task


Effect = Quit | Load | Copy | Repaint | Suspend | Run
