"""What the other reports say of lines whose answer is known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.model.report import Chart
from slough_tui.report.kinds.tracker import age_of
from slough_tui.report.words import cut, listed, months_later, share
from tests.report.conftest import made, said, table_of, tables_of

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.store import Register

TODAY = date(2023, 11, 23)


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(1, 2, "50%"), (1, 8, "13%"), (1, 3, "33%"), (0, 5, "0%"), (1, 0, "")]
)
def test_a_share_is_rounded_half_up(part: int, whole: int, text: str) -> None:
    assert share(part, whole) == text


def test_parts_are_listed_as_people_say_them() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_long_text_is_cut_at_a_word() -> None:
    assert cut("one  two\nthree", 9) == "one two…"
    assert cut(None, 9) == ""


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2023-12-31", 2, "2024-02-29"), ("2023-03-31", -1, "2023-02-28"), ("2023-01-15", 12, "2024-01-15")],
)
def test_months_are_counted_by_the_calendar(start: str, months: int, end: str) -> None:
    assert months_later(date.fromisoformat(start), months) == date.fromisoformat(end)


# ---------------------------------------------------------------- tracker

BEGUN = {
    "body_date": date(2023, 1, 31),
    "cabinet_on": date(2023, 2, 27),
    "response_on": None,
    "response_received": None,
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ("waiting", 269)),
        ({"response_on": date(2023, 10, 24)}, ("answered", 239)),
        ({"response_received": "yes"}, ("undated", None)),
        ({"response_received": "no", "cabinet_on": None}, ("waiting", 296)),
        ({"cabinet_on": None, "body_date": None}, ("waiting", None)),
        ({"cabinet_on": None, "body_date": None, "response_on": TODAY}, ("answered", None)),
    ],
)
def test_an_age_is_counted_from_cabinet_to_the_response_or_to_today(
    changed: dict[str, Any], expected: tuple[str, Any]
) -> None:
    assert age_of({**BEGUN, **changed}, TODAY) == expected


def test_two_months_are_two_months_to_the_day(make: Any, tmp_path: Path) -> None:
    rows = [
        {"id": f"rec:t/{n}", "ref": str(n), "series": "t", "text": "x", "cabinet_on": on}
        for n, on in enumerate((date(2023, 9, 23), date(2023, 9, 22)))
    ]
    report = make("tracker", made(tmp_path / "r", {"recommendations": rows}), "2023-11-23")
    assert "1 of them for more than two months" in said(report)[0]
    assert table_of(report, "Ages").rows[:2] == (("within two months", 0, 1), ("two to six months", 0, 1))


def test_a_recommendation_that_nobody_tracks_is_not_on_the_tracker(make: Any, tmp_path: Path) -> None:
    rows = [{"id": "rec:o/1", "ref": "1", "series": "o", "text": "x"}]
    report = make("tracker", made(tmp_path / "r", {"recommendations": rows}), "2023-11-23")
    assert "no tracked recommendations" in said(report)[0]


# ---------------------------------------------------------------- delivery plan


def test_coverage_counts_printed_and_confirmed_links_and_names_the_rest(make: Any, tmp_path: Path) -> None:
    states = ["printed", "confirmed", "proposed", "rejected"]
    rows: dict[str, list[dict[str, Any]]] = {
        "recommendations": [
            {"id": f"rec:o/{n}", "ref": f"{n}", "series": "o", "text": f"ask {n}"} for n in range(1, 5)
        ],
        "plan_actions": [
            *(
                {"id": f"act:p/{n}", "ref": f"A{n}", "series": "p", "plan": "The plan", "text": f"do {n}"}
                for n in range(1, 5)
            ),
            {
                "id": "act:q/1",
                "ref": "B",
                "series": "q",
                "plan": "Another",
                "text": "z",
                "due": date(2023, 1, 1),
            },
        ],
        "links": [
            {
                "id": f"l{n}",
                "from_id": f"act:p/{n}",
                "to_id": f"rec:o/{n}",
                "relation": "addresses",
                "state": state,
            }
            for n, state in enumerate(states, start=1)
        ],
    }
    report = make("delivery-plan", made(tmp_path / "r", rows), "2023-10-31")
    assert "2 of 4 recommendations (50%) are answered by an action; 3 and 4 are not." in said(report)
    assert ("3: ask 3" in said(report), "4: ask 4" in said(report)) == (True, True)
    assert "No action of this plan cites a recommendation." in said(report)
    table = table_of(report, "The plan: by recommendation")
    assert [(row[0], row[2], row[6]) for row in table.rows] == [
        ("1", "A1", "no date"),
        ("2", "A2", "no date"),
        ("3", None, "no action"),
        ("4", None, "no action"),
    ]
    plans = table_of(report, "Plans on")
    assert plans.rows == (("The plan", 4, 0, 0, 4, 2), ("Another", 1, 0, 1, 0, 0), ("Totals", 5, 0, 1, 4, 2))


# ---------------------------------------------------------------- indicators


def test_a_scorecard_shows_the_latest_period_that_is_over_and_draws_the_line(
    make: Any, tmp_path: Path
) -> None:
    kpi = {
        "id": "kpi:c/visits",
        "series": "c",
        "title": "Visits",
        "text": "Visits",
        "polarity": "high",
        "target": 90.0,
    }
    ends = {"Q1": date(2023, 6, 30), "Q2": date(2023, 9, 30), "Q3": date(2023, 12, 31)}
    readings = [
        {"id": f"r{q}", "measure": "kpi:c/visits", "period": q, "period_end": end, "value": value}
        for (q, end), value in zip(ends.items(), (80.0, 92.0, 10.0), strict=True)
    ]
    money = [
        {
            "id": f"m{q}",
            "statement": "Cash",
            "measure": "Closing",
            "period": q,
            "period_end": end,
            "value": v,
            "unit": "£k",
        }
        for (q, end), v in zip(ends.items(), (3.0, 2.0, -1.0), strict=True)
    ]
    register = made(tmp_path / "r", {"kpis": [kpi], "readings": [*readings, *money]})
    report = make("kpi-scorecard", register, "2023-10-31")
    (row,) = table_of(report, "Indicators of c").rows
    assert row[:7] == ("Visits", "high is good", None, 92.0, "Q2", 90.0, 12.0)
    assert row[7] == Chart((80.0, 92.0), "Visits: Q1 80, Q2 92; target 90", 90.0)
    assert row[8] == "green"
    (line,) = table_of(report, "Cash, in £k").rows
    assert line[:4] == ("Closing", 3.0, 2.0, -1.0)


# ---------------------------------------------------------------- exceptions


def test_what_worsened_is_told_with_the_latest_word_on_it(make: Any, sample: Register) -> None:
    report = make("exceptions", sample, "2024-06-01", start="2023-10-03", today="2023-11-23")
    happened = {row[2] for table in tables_of(report) for row in table.rows}
    assert {"no longer listed", "date passed", "rating printed as worse"} <= happened
    total = sum(len(table.rows) for table in tables_of(report))
    assert said(report)[0] == f"{total} exceptions between 3 October 2023 and 1 June 2024."
    worse = [row for t in tables_of(report) for row in t.rows if row[2] == "rating printed as worse"]
    assert any(row[5].startswith("23 November 2023: ") for row in worse)


def test_worsened_and_ended_are_those_of_diff(make: Any, sample: Register) -> None:
    from slough_tui.engine.history.diff import compare
    from slough_tui.model.kinds import TABLES

    frames = [
        sample.frame("audit_actions", as_of=date.fromisoformat(d)) for d in ("2023-10-03", "2023-10-31")
    ]
    changes = [c for c in compare(TABLES["audit_actions"], *frames) if c["change"] in {"worsened", "ended"}]
    report = make("exceptions", sample, "2023-10-31", start="2023-10-03")
    shown = [row for row in table_of(report, "Audit actions").rows if row[2] != "date passed"]
    assert {row[0] for row in shown} == {change["ref"] for change in changes}


def test_without_from_a_month_is_looked_back(make: Any, sample: Register) -> None:
    assert make("exceptions", sample, "2023-10-31").start == date(2023, 9, 30)


# ---------------------------------------------------------------- directions, reviews, progress, call-in


def test_a_rating_that_is_not_printed_is_not_guessed(make: Any, tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "dir:d/1", "ref": "1", "series": "d", "title": "One", "rag": None, "due": date(2023, 1, 1)},
        {
            "id": "dir:d/2",
            "ref": "2",
            "series": "d",
            "title": "Two",
            "rag": "complete",
            "due": date(2023, 1, 1),
        },
    ]
    updates: list[dict[str, Any]] = [
        {"id": "u1", "record": "dir:d/1", "on": date(2023, 10, 1), "text": "newer"},
        {"id": "u2", "record": "dir:d/1", "on": date(2023, 9, 1), "text": "older"},
        {"id": "u3", "record": "dir:d/1", "on": None, "text": "undated"},
        {"id": "u4", "record": "dir:d/1", "on": date(2023, 12, 1), "text": "to come"},
    ]
    register = made(tmp_path / "r", {"directions": rows, "updates": updates})
    report = make("directions-summary", register, "2023-10-31")
    assert said(report) == [
        "2 directions as of 31 October 2023: 1 complete and 1 without a printed rating.",
        "Past their target and not complete on 31 October 2023: direction 1.",
    ]
    table = tables_of(report)[0]
    place = [heading.name for heading in table.headings].index("RAG")
    assert [row[place] for row in table.rows] == [None, "complete"]
    assert table.rows[0][-1] == "1 October 2023: newer"


def test_reviews_are_added_up_the_weakest_opinion_first(make: Any, sample: Register) -> None:
    report = make("audit-reviews", sample, "2024-06-01")
    by_opinion = table_of(report, "Reviews and their findings")
    assert by_opinion.rows[0][0].startswith("Minimal")
    assert by_opinion.rows[-1][1:] == tuple(sum(row[i] for row in by_opinion.rows[:-1]) for i in range(1, 5))


def test_progress_counts_agreement_as_assess_does(make: Any, sample: Register) -> None:
    from slough_tui.engine.assess import assess
    from slough_tui.engine.assess.agreement import agreement_of
    from slough_tui.hooks.host import Host

    day = date(2024, 6, 1)
    chosen = [one for one in Host.load(installed=False).assessors() if one[1].name == "satisfactory_progress"]
    frame = lambda name: sample.frame(name, as_of=day).lazy()  # noqa: E731
    found = agreement_of(chosen[0][1], assess(chosen, frame, today=day).frame, frame)
    assert found
    report = make("recommendation-progress", sample, "2024-06-01")
    assert f"agrees with {found.agreed} of {found.compared} stated verdicts" in said(report)[1]


def test_ten_records_are_called_each_with_question_and_evidence(make: Any, sample: Register) -> None:
    report = make("call-in", sample, "2024-06-01", today="2024-01-11")
    table = table_of(report, "The ten records")
    assert [row[0] for row in table.rows] == list(range(1, 11))
    points = [row[5] for row in table.rows]
    assert points == sorted(points, reverse=True)
    assert all(row[4].endswith("?") for row in table.rows)
    evidence = [section for section in report.sections if section.level == 3]
    assert len(evidence) == 10
    assert all(any("Source: " in point for point in section.parts[0]) for section in evidence)
