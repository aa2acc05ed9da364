from __future__ import annotations

from datetime import date

import polars as pl

from slough_tui.model.kinds import TABLES
from slough_tui.views.grid import Grid
from slough_tui.views.overdue import is_overdue, overdue
from slough_tui.views.overview import (
    BINS,
    Overview,
    ages,
    calls,
    calls_frame,
    found,
    kinds,
)
from slough_tui.views.overview_page import overview_page, spark
from slough_tui.views.places import BY_NAME
from slough_tui.views.spans import line_width, plain
from tests.views.conftest import frame_of

DAY, BEFORE = date(2023, 11, 23), date(2023, 10, 23)
ACTIONS = frame_of(
    "audit_actions",
    [
        {
            "id": "aud:a/1",
            "ref": "1",
            "series": "a",
            "status": "overdue",
            "due": date(2023, 11, 1),
            "priority": "high",
        },
        {"id": "aud:a/2", "ref": "2", "series": "a", "status": "complete", "due": date(2022, 1, 1)},
        {"id": "aud:a/3", "ref": "3", "series": "a", "status": None, "due": date(2022, 1, 1)},
        {"id": "aud:a/4", "ref": "4", "series": "a", "status": "not_due", "due": date(2024, 1, 1)},
    ],
)
FINDINGS = frame_of(
    "findings",
    [
        {"id": "f1", "rule": "AUD001", "title": "late", "severity": "error", "confidence": "certain", "outcome": "finding",
         "records": ["aud:a/1"], "message": "late by 22 days", "lead": "Head of Audit"},
        {"id": "f2", "rule": "TXT001", "title": "spelling", "severity": "info", "confidence": "certain", "outcome": "finding", "records": ["aud:a/4"]},
        {"id": "f3", "rule": "AUD001", "title": "late", "severity": "error", "confidence": "certain", "outcome": "unknown", "records": ["aud:a/3"]},
    ],
)  # fmt: skip


def at(name: str, on: date) -> pl.DataFrame:
    if name != "audit_actions":
        return frame_of(name, [])
    return ACTIONS if on >= DAY else ACTIONS.head(2)


def overview(**other: object) -> Overview:
    return Overview(DAY, BEFORE, DAY, kinds(at, DAY, BEFORE, (BEFORE, DAY)), **other)  # type: ignore[arg-type]


def test_records_and_what_is_overdue_are_counted_then_and_now() -> None:
    kind = next(kind for kind in overview().kinds if kind.name == "audit_actions")
    assert (kind.total, kind.total_then, kind.overdue, kind.overdue_then, kind.field) == (
        4,
        2,
        2,
        0,
        "status",
    )
    assert kind.stands == (("not_due", 1), ("overdue", 1), ("complete", 1))
    assert (kind.unsaid, kind.ages, kind.trail) == (1, (1, 0, 0, 0, 1), (0, 2))


def test_the_filter_of_a_number_shows_the_records_that_it_counts() -> None:
    for name in ("audit_actions", "directions", "recommendations", "plan_actions"):
        grid = Grid(BY_NAME[name], at(name, DAY), DAY)
        grid.sift(is_overdue(TABLES[name], DAY))
        assert grid.height == overdue(TABLES[name], at(name, DAY), DAY).height


def test_every_number_of_the_page_leads_to_as_many_records() -> None:
    board = overview_page(overview(), 80)
    lines = [plain(line) for line in board.lines]
    frames = {"audit_actions": ACTIONS}
    checked = 0
    for spot in board.spots:
        told = (
            lines[spot.line][spot.start : spot.start + spot.width].strip().rpartition(" ")[2].replace(",", "")
        )
        if spot.goal.place in frames and told.isdigit():
            grid = Grid(BY_NAME[spot.goal.place], frames[spot.goal.place], DAY)
            grid.sift(spot.goal.filter)
            assert grid.height == int(told), (lines[spot.line], spot)
            checked += 1
    assert checked >= 6


def test_ages_end_where_the_bins_end() -> None:
    late = pl.DataFrame({"due": [date(2023, 10, 24), date(2023, 10, 23), date(2000, 1, 1)]})
    assert ages(late, DAY) == (1, 1, 0, 0, 1)
    assert len(ages(late, DAY)) == len(BINS) + 1


def test_findings_are_counted_by_severity_rule_and_lead() -> None:
    counted = found(FINDINGS)
    assert counted["severities"] == (("error", 2), ("info", 1))
    assert counted["rules"][0] == ("AUD001", "late", 2)
    assert counted["leads"] == (("Head of Audit", 1),)


def test_the_records_to_call_in_come_with_a_question() -> None:
    (call,) = calls(FINDINGS, {"AUD001": ["overdue"], "TXT001": ["text"]}, {"audit_actions": ACTIONS}, DAY)
    assert (call.record, call.ref, call.evidence) == ("aud:a/1", "1", "late by 22 days")
    assert call.question.endswith("?")
    assert calls_frame([call]).select("rank", "ref", "record", "question").rows() == [
        (1, "1", "aud:a/1", call.question)
    ]


def test_the_page_fits_and_has_two_columns_on_wide_terminals() -> None:
    whole = overview(
        changes=(("slipped", 3), ("brought forward", 2)),
        sentences=("a: The number of overdue actions rose.",),
        **found(FINDINGS),
    )
    for width in (80, 119, 150, 200):
        board = overview_page(whole, width)
        assert max(line_width(line) for line in board.lines) <= width
        assert len({(spot.line, spot.start) for spot in board.spots}) == len(board.spots)
    texts = [plain(line) for line in overview_page(whole, 200).lines]
    assert "To call in" in texts[0]


def test_a_trail_ends_with_its_figure() -> None:
    assert spark((0, 4, 8)) == "▁▅█ 8"
    assert spark((0, 0)) == "▁▁ 0"
