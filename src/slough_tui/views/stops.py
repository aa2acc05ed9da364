"""The stops that one makes when one steps through time: every day of which commits speak, and every commit of that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Stop:
    """The register as of a day; `known_at` where later commits of the same day are not to be seen yet.

    `seq` is the last commit that counts there, `what` what it and those recorded with it brought.
    """

    as_of: date
    known_at: datetime | None
    seq: int
    what: str


def stops(commits: pl.DataFrame) -> tuple[Stop, ...]:
    """The stops of `commits` (columns of `computed.COMMITS`), the oldest first."""
    rows = commits.filter(commits["kind"] != "check").to_dicts()
    rows.sort(key=lambda c: (c["effective_on"], c["recorded_at"], int(c["id"])))
    found: list[Stop] = []
    for (on, at), several in groupby(rows, key=lambda c: (c["effective_on"], c["recorded_at"])):
        group = list(several)
        if found and found[-1].as_of != on:  # nothing of that day comes later
            found[-1] = Stop(found[-1].as_of, None, found[-1].seq, found[-1].what)
        what = str(group[-1]["message"]) + (f" and {len(group) - 1} more" if len(group) > 1 else "")
        found.append(Stop(on, datetime.fromisoformat(at), int(group[-1]["id"]), what))
    if found:
        found[-1] = Stop(found[-1].as_of, None, found[-1].seq, found[-1].what)
    return tuple(found)


def position(known: tuple[Stop, ...], as_of: date, known_at: datetime | None) -> int:
    """The number of the last stop that is seen as of a day, as known at a moment; -1 before the first."""
    return (
        sum(
            stop.as_of < as_of or (stop.as_of == as_of and (known_at is None or _known(stop, known_at)))
            for stop in known
        )
        - 1
    )


def _known(stop: Stop, known_at: datetime) -> bool:
    return stop.known_at is not None and stop.known_at <= known_at
