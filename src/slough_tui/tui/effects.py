"""What the screen's state asks of the world: nothing else reaches out of it, so that it is tested without a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
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


@dataclass(frozen=True, slots=True, eq=False)
class Later:
    """Find something out beside the screen: `work` runs in another thread, `then` gets its answer in this one.

    `work` may ask the function it is given whether somebody else is waiting.
    """

    work: Callable[[Callable[[], bool]], Any]
    then: Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Stop:
    """Give up the check that runs."""


Effect = Stop | Quit | Load | Copy | Repaint | Suspend | Run | Later
