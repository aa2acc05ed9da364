from __future__ import annotations

from datetime import date

import pytest

from slough_tui.views.latest import KPIS, bar, course, with_latest
from slough_tui.views.places import BY_NAME
from tests.views.conftest import frame_of

INDICATORS = frame_of("kpis", [{"id": "kpi:k/a", "title": "A"}, {"id": "kpi:k/b", "title": "B"}])


def test_the_newest_reading_stands_beside_its_indicator() -> None:
    readings = frame_of(
        "readings",
        [
            {"id": "1", "measure": "kpi:k/a", "period": "Q2", "period_end": date(2023, 9, 30), "value": 14.8},
            {"id": "2", "measure": "kpi:k/a", "period": "Q1", "period_end": date(2023, 6, 30), "value": 16.6},
            {
                "id": "3",
                "measure": "kpi:k/a",
                "period": "Q3",
                "period_end": date(2023, 12, 31),
                "value": None,
            },
            {"id": "4", "measure": "Debtors", "period": "Q3", "value": 1.0},
        ],
    )
    shown = with_latest(INDICATORS, readings)
    assert shown["latest"].to_list() == [14.8, None]
    assert shown["latest_period"].to_list() == ["Q2", None]
    assert shown["id"].to_list() == ["kpi:k/a", "kpi:k/b"]


def test_where_no_end_is_known_the_last_printed_is_the_newest() -> None:
    rows = [{"id": str(i), "measure": "kpi:k/b", "period": f"P{i}", "value": float(i)} for i in range(3)]
    assert with_latest(INDICATORS, frame_of("readings", rows))["latest"].to_list() == [None, 2.0]


def test_without_readings_the_columns_are_there_and_empty() -> None:
    for readings in (None, frame_of("readings", [])):
        shown = with_latest(INDICATORS, readings)
        assert set(KPIS.names) - set(INDICATORS.columns) <= set(shown.columns)
        assert shown["latest"].null_count() == 2


def test_the_place_shows_them() -> None:
    assert BY_NAME["kpis"].table is KPIS
    assert set(KPIS.shown) <= set(KPIS.names)


def test_a_bar_shows_the_value_against_the_target() -> None:
    assert bar(50.0, 100.0) == "█████····|"
    assert bar(100.0, 50.0) == "████|█████"
    assert bar(0.0, 10.0) == "·········|"
    assert bar(5.0, None) == "██████████"
    assert bar(-1.0, 10.0) is None
    assert bar(0.0, None) is None


@pytest.mark.parametrize(
    ("polarity", "values", "met", "going"),
    [("high", [1.0, 2.0], "no", "better"), ("low", [1.0, 2.0], "yes", "worse"), (None, [1.0, 2.0], None, "up"),
     ("near", [2.0, 1.0], None, "down"), ("high", [4.0, 4.0], "yes", "same"), ("high", [3.0], "yes", None)],
)  # fmt: skip
def test_met_and_going_go_by_what_is_good(
    polarity: str | None, values: list[float], met: str | None, going: str | None
) -> None:
    indicators = frame_of("kpis", [{"id": "kpi:k/a", "target": 3.0, "polarity": polarity}])
    rows = [
        {"id": str(i), "measure": "kpi:k/a", "period_end": date(2023, 1 + i, 1), "value": v}
        for i, v in enumerate(values)
    ]
    shown = with_latest(indicators, frame_of("readings", rows))
    assert shown.select("met", "going").row(0) == (met, going)


def test_a_course_is_as_long_as_the_last_readings() -> None:
    assert course([1.0, 2.0, 3.0]) == "▁▅█"
    assert course([2.0] * 20) == "▄" * 8
