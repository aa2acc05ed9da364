from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from slough_tui.views.stops import position, stops
from tests.views.conftest import frame_of

EARLY, LATE = datetime(2023, 11, 1, 9, tzinfo=UTC), datetime(2023, 11, 2, 9, tzinfo=UTC)


def commit(number: int, on: date, at: datetime, kind: str = "import") -> dict[str, Any]:
    return {
        "id": str(number),
        "effective_on": on,
        "recorded_at": at.isoformat(),
        "message": f"paper {number}",
        "kind": kind,
    }


OCTOBER, NOVEMBER = date(2023, 10, 3), date(2023, 11, 1)
COMMITS = frame_of(
    "commits",
    [
        commit(4, NOVEMBER, LATE, "edit"),
        commit(3, NOVEMBER, EARLY),
        commit(2, OCTOBER, LATE),
        commit(1, OCTOBER, LATE),
        commit(5, NOVEMBER, LATE, "check"),
    ],
)


def test_stops_go_by_the_day_spoken_of_and_then_by_the_moment_recorded() -> None:
    found = stops(COMMITS)
    assert [(stop.as_of, stop.known_at, stop.seq) for stop in found] == [
        (OCTOBER, None, 2), (NOVEMBER, EARLY, 3), (NOVEMBER, None, 4),
    ]  # fmt: skip
    assert found[0].what == "paper 2 and 1 more"


def test_where_one_stands_is_the_last_stop_that_is_seen() -> None:
    found = stops(COMMITS)
    assert [position(found, day, at) for day, at in [
        (date(2023, 1, 1), None), (OCTOBER, None), (date(2023, 10, 20), None), (NOVEMBER, EARLY), (NOVEMBER, None), (date(2024, 1, 1), None),
    ]] == [-1, 0, 0, 1, 2, 2]  # fmt: skip


def test_an_empty_register_has_no_stops() -> None:
    assert stops(COMMITS.clear()) == ()
