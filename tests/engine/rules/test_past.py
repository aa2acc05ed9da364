"""The history of a finding: on which days the rule would have found it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from slough_tui.engine.rules.past import Day, history

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.run import CheckResult
    from tests.engine.rules.conftest import MakeRule


def test_each_day_is_judged_as_of_itself(
    make_rule: MakeRule, run: Callable[..., CheckResult], make_frames: Callable[..., Frames]
) -> None:
    rule = make_rule('when = "due < :today"')
    record = {"id": "rec:a/1", "due": date(2023, 6, 30)}
    fingerprint = run(rule, {"recommendations": [record]}).findings["fingerprint"][0]
    moved = {**record, "due": date(2023, 12, 31)}
    days = [date(2023, 6, 1), date(2023, 7, 1), date(2023, 8, 1)]
    told = history(
        rule,
        fingerprint,
        [(day, ("due",)) for day in days],
        lambda on: make_frames({"recommendations": [moved if on.month == 8 else record]}),
    )
    assert told == [
        Day(days[0], ("due",), found=False),
        Day(days[1], ("due",), found=True),
        Day(days[2], ("due",), found=False),
    ]
