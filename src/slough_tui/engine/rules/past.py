"""The history of a finding: since when it stands, and on which days of its record the rule would have found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.engine.rules.check import GetHost, check
from slough_tui.engine.rules.load import Loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule

MOST_DAYS = 24


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something was said of the record, what was said, and what the rule makes of it."""

    on: date
    said: tuple[str, ...]
    found: bool


def history(
    rule: Rule,
    fingerprint: str,
    days: Sequence[tuple[date, tuple[str, ...]]],
    frames_at: Callable[[date], Frames],
    *,
    get_host: GetHost | None = None,
) -> list[Day]:
    """Whether the rule finds `fingerprint` as of each day (which is also that day's today), the newest days only.

    `days` are those on which something was said of the record, with what it was, oldest first.
    """
    told: list[Day] = []
    for on, said in days[-MOST_DAYS:]:
        checked = check(frames_at(on), Loaded((rule,), ()), today=on, as_of=on, get_host=get_host)
        told.append(Day(on, said, fingerprint in set(checked.result.findings["fingerprint"])))
    return told
