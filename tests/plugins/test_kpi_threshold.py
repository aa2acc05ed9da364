"""Indicators judged: the table of the docstring, and laws that hold for every number."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.plugins.conftest import host

if TYPE_CHECKING:
    from tests.plugins.conftest import Ask, Said

HIGH = {"polarity": "high", "target": 90.0}
LOW = {"polarity": "low", "target": 10.0}
NEAR = {"polarity": "near", "midpoint": 100.0, "tolerance": 5.0}


def judged(ask: Ask, kpi: dict[str, Any], value: float | None) -> tuple[str, float | None, list[str]]:
    reading = {"measure": "kpi:x", "value": value, "period": "Q2", "period_end": date(2023, 9, 30)}
    return ask("kpi_threshold", kpis=[{"id": "kpi:x", **kpi}], readings=[reading])["kpi:x"]


@pytest.mark.parametrize(
    ("kpi", "value", "verdict"),
    [
        # the target alone
        (HIGH, 90.0, "green"),
        (HIGH, 95.0, "green"),
        (HIGH, 89.0, "red"),
        (LOW, 10.0, "green"),
        (LOW, 3.0, "green"),
        (LOW, 11.0, "red"),
        # with a tolerance
        (HIGH | {"tolerance": 5.0}, 85.0, "amber"),
        (HIGH | {"tolerance": 5.0}, 84.9, "red"),
        (LOW | {"tolerance": 2.0}, 12.0, "amber"),
        (LOW | {"tolerance": 2.0}, 12.1, "red"),
        (HIGH | {"target": 0.3}, 0.1 + 0.2, "green"),
        (LOW | {"target": 0.3}, 0.1 + 0.2, "green"),
        # with red and amber
        (HIGH | {"amber": 85.0, "red": 75.0}, 88.0, "green"),
        (HIGH | {"amber": 85.0, "red": 75.0}, 85.0, "amber"),
        (HIGH | {"amber": 85.0, "red": 75.0}, 76.0, "amber"),
        (HIGH | {"amber": 85.0, "red": 75.0}, 75.0, "red"),
        (LOW | {"amber": 15.0, "red": 20.0}, 14.0, "green"),
        (LOW | {"amber": 15.0, "red": 20.0}, 15.0, "amber"),
        (LOW | {"amber": 15.0, "red": 20.0}, 20.0, "red"),
        (HIGH | {"amber": 90.0, "red": 80.0}, 90.0, "green"),
        # with one of them
        (HIGH | {"red": 75.0}, 80.0, "amber"),
        (HIGH | {"red": 75.0}, 75.0, "red"),
        (HIGH | {"amber": 85.0}, 84.0, "amber"),
        (HIGH | {"amber": 85.0, "tolerance": 10.0}, 79.0, "red"),
        # thresholds without a target
        ({"polarity": "high", "amber": 85.0, "red": 75.0}, 90.0, "green"),
        ({"polarity": "low", "red": 20.0}, 21.0, "red"),
        ({"polarity": "low", "red": 20.0}, 19.0, "no_data"),
        # nearest to the midpoint is good
        (NEAR, 100.0, "green"),
        (NEAR, 105.0, "green"),
        (NEAR, 95.0, "green"),
        (NEAR, 105.1, "red"),
        (NEAR, 94.9, "red"),
        (NEAR | {"amber": 110.0, "red": 120.0}, 108.0, "green"),
        (NEAR | {"amber": 110.0, "red": 120.0}, 90.0, "amber"),
        (NEAR | {"amber": 110.0, "red": 120.0}, 80.0, "red"),
        ({"polarity": "near", "target": 100.0, "tolerance": 5.0}, 96.0, "green"),
        # nothing is assumed
        ({"target": 90.0}, 95.0, "no_data"),
        (HIGH, None, "no_data"),
        ({"polarity": "high"}, 95.0, "no_data"),
        ({"polarity": "near"}, 95.0, "no_data"),
        ({"polarity": "near", "midpoint": 100.0}, 95.0, "no_data"),
        (HIGH | {"red": 95.0}, 80.0, "no_data"),
        (LOW | {"amber": 5.0}, 80.0, "no_data"),
        (HIGH | {"amber": 70.0, "red": 80.0}, 75.0, "no_data"),
        (NEAR | {"amber": 120.0, "red": 110.0}, 115.0, "no_data"),
        (HIGH | {"tolerance": -1.0}, 80.0, "no_data"),
        (HIGH, float("nan"), "no_data"),
        (HIGH, float("inf"), "no_data"),
    ],
)
def test_the_verdict(kpi: dict[str, Any], value: float | None, verdict: str, ask: Ask) -> None:
    found, score, reasons = judged(ask, kpi, value)
    assert found == verdict
    assert score == {"green": 1.0, "amber": 0.5, "red": 0.0, "no_data": None}[verdict]
    assert reasons


@pytest.mark.parametrize(
    ("kpi", "reason"),
    [
        ({"target": 90.0}, "no polarity"),
        ({"polarity": "high"}, "neither target nor threshold"),
        ({"polarity": "near"}, "neither midpoint nor target"),
        ({"polarity": "near", "midpoint": 1.0}, "no tolerance"),
        (HIGH | {"red": 95.0}, "contradict the polarity"),
        (HIGH | {"tolerance": -1.0}, "negative"),
    ],
)
def test_no_data_says_why(kpi: dict[str, Any], reason: str, ask: Ask) -> None:
    verdict, _, reasons = judged(ask, kpi, 95.0)
    assert verdict == "no_data"
    assert reason in reasons[0]


def test_the_reasons_are_the_figures_that_counted(ask: Ask) -> None:
    _, _, reasons = judged(ask, LOW | {"tolerance": 2.5, "red": 14.0}, 11.25)
    assert reasons == ["reading 11.25 (Q2)", "target 10", "tolerance 2.5", "red from 14", "low is good"]


def readings(*lines: tuple[float | None, date | None, str]) -> list[dict[str, Any]]:
    return [{"measure": "kpi:x", "value": v, "period_end": end, "period": p} for v, end, p in lines]


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (readings((1.0, date(2023, 6, 30), "Q1"), (2.0, date(2023, 9, 30), "Q2")), "Q2"),
        (readings((2.0, date(2023, 9, 30), "Q2"), (1.0, date(2023, 6, 30), "Q1")), "Q2"),
        (readings((1.0, date(2023, 6, 30), "Q1"), (2.0, date(2024, 3, 31), "Q4")), "Q1"),  # not over yet
        (readings((1.0, date(2023, 6, 30), "Q1"), (None, date(2023, 9, 30), "Q2")), "Q1"),
        (readings((1.0, None, "once"), (2.0, date(2023, 6, 30), "Q1")), "Q1"),
        (readings((1.0, None, "once")), "once"),
    ],
)
def test_the_latest_reading_of_a_period_that_is_over_counts(
    lines: list[dict[str, Any]], period: str, ask: Ask
) -> None:
    said = ask("kpi_threshold", kpis=[{"id": "kpi:x", **HIGH}], readings=lines)["kpi:x"]
    assert any(f"({period})" in reason for reason in said[2])


def test_readings_of_others_do_not_count(ask: Ask) -> None:
    other = {"measure": "kpi:y", "value": 95.0}
    assert ask("kpi_threshold", kpis=[{"id": "kpi:x", **HIGH}], readings=[other])["kpi:x"][0] == "no_data"


def test_the_target_of_the_period_goes_before_the_indicator_s(ask: Ask) -> None:
    reading = {"measure": "kpi:x", "value": 80.0, "target": 75.0}
    said = ask("kpi_threshold", kpis=[{"id": "kpi:x", **HIGH}], readings=[reading])["kpi:x"]
    assert said[0] == "green"
    assert "target 75" in said[2]


# ---------------------------------------------------------------- laws

ORDER = ("green", "amber", "red")
number = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))
maybe = st.none() | number
width = st.none() | st.floats(0, 1e6).map(lambda x: round(x, 3))


def judge_all(kpi: dict[str, Any], values: list[float]) -> list[str]:
    """The verdicts on several values of one indicator, in one run."""
    import polars as pl

    from slough_tui.engine.assess import assess
    from slough_tui.store.schema import schema_of

    tables = {
        "kpis": [{"id": f"kpi:{n}", **kpi} for n in range(len(values))],
        "readings": [{"id": f"r{n}", "measure": f"kpi:{n}", "value": v} for n, v in enumerate(values)],
    }
    chosen = [one for one in host().assessors() if one[1].name == "kpi_threshold"]
    found = assess(
        chosen,
        lambda name: pl.DataFrame(tables[name], schema=schema_of(name)),
        today=date(2023, 11, 23),
    )
    assert found.failures == []
    said: Said = {r: (v, s, w) for r, _, v, s, w, _ in found.frame.iter_rows()}
    return [said[f"kpi:{n}"][0] for n in range(len(values))]


@settings(max_examples=60)
@given(
    polarity=st.sampled_from(["high", "low"]),
    target=maybe,
    tolerance=width,
    amber=maybe,
    red=maybe,
    values=st.lists(number, min_size=2, max_size=8),
)
def test_a_better_value_is_never_judged_worse(
    polarity: str,
    target: float | None,
    tolerance: float | None,
    amber: float | None,
    red: float | None,
    values: list[float],
) -> None:
    kpi = {"polarity": polarity, "target": target, "tolerance": tolerance, "amber": amber, "red": red}
    best_first = sorted(values, reverse=polarity == "high")
    known = [verdict for verdict in judge_all(kpi, best_first) if verdict != "no_data"]
    assert known == sorted(known, key=ORDER.index)


@settings(max_examples=60)
@given(target=maybe, tolerance=width, amber=maybe, red=maybe, values=st.lists(number, min_size=1, max_size=6))
def test_low_is_high_in_the_mirror(
    target: float | None, tolerance: float | None, amber: float | None, red: float | None, values: list[float]
) -> None:
    high = {"polarity": "high", "target": target, "tolerance": tolerance, "amber": amber, "red": red}
    low = {
        "polarity": "low",
        "target": None if target is None else -target,
        "tolerance": tolerance,
        "amber": None if amber is None else -amber,
        "red": None if red is None else -red,
    }
    assert judge_all(high, values) == judge_all(low, [-value for value in values])


@settings(max_examples=60)
@given(
    midpoint=st.integers(-1000, 1000),
    tolerance=st.none() | st.integers(0, 500),
    amber=st.none() | st.integers(0, 1000),
    red=st.none() | st.integers(0, 1000),
    distances=st.lists(st.integers(0, 2000), min_size=1, max_size=6),
)
def test_both_sides_of_the_midpoint_are_alike_and_nearer_is_never_worse(
    midpoint: int, tolerance: int | None, amber: int | None, red: int | None, distances: list[int]
) -> None:
    assume(tolerance is not None or amber is not None or red is not None)
    kpi = {
        "polarity": "near",
        "midpoint": float(midpoint),
        "tolerance": None if tolerance is None else float(tolerance),
        "amber": None if amber is None else float(midpoint + amber),
        "red": None if red is None else float(midpoint - red),
    }
    nearest_first = sorted(distances)
    above = judge_all(kpi, [float(midpoint + d) for d in nearest_first])
    below = judge_all(kpi, [float(midpoint - d) for d in nearest_first])
    assert above == below
    known = [verdict for verdict in above if verdict != "no_data"]
    assert known == sorted(known, key=ORDER.index)


# ---------------------------------------------------------------- every reading, and lines of accounts


def line(name: str, value: float | None, **more: Any) -> dict[str, Any]:
    return {"id": "r:x", "measure": name, "value": value, **more}


@pytest.mark.parametrize(
    ("name", "value", "verdict"),
    [
        ("Closing cash at bank / (overdrawn)", -516.0, "red"),
        ("Closing cash at bank / (overdrawn)", 0.0, "green"),
        ("CASH BALANCE", 248.0, "green"),
        ("Opening cash at bank", -516.0, "no_data"),  # it is the closing balance of the period before
        ("Reserves", -5312.0, "red"),
        ("Total usable reserves", 1.0, "green"),
        ("Movement in reserves", -5.0, "no_data"),
        ("Revenue (Surplus) / Deficit", 4447.0, "red"),
        ("Revenue (Surplus) / Deficit", -4447.0, "green"),
        ("Surplus / (deficit)", -1.0, "red"),
        ("Salaries", -1.0, "no_data"),
        ("Closing cash", None, "no_data"),
        ("Closing cash", float("nan"), "no_data"),
    ],
)
def test_a_line_of_the_accounts_has_a_floor_or_a_ceiling(
    name: str, value: float | None, verdict: str, ask: Ask
) -> None:
    found, _, reasons = ask("kpi_threshold", readings=[line(name, value)])["r:x"]
    assert found == verdict, reasons
    assert reasons


def test_a_projected_balance_below_zero_is_a_breach_and_says_where_it_stands(ask: Ask) -> None:
    later = line("Closing cash", -516.0, period="2024/25 Q2", period_end=date(2024, 9, 30), page=13, line=640)
    assert ask("kpi_threshold", readings=[later])["r:x"] == (
        "red",
        0.0,
        ["below the floor of 0", "projected -516 (Closing cash, 2024/25 Q2, page 13, line 640)"],
    )


def test_every_reading_of_an_indicator_has_its_own_verdict(ask: Ask) -> None:
    lines = [
        {"id": f"r{n}", "measure": "kpi:x", "value": value, "period_end": date(2023, n, 28)}
        for n, value in ((6, 95.0), (7, 80.0))
    ]
    said = ask("kpi_threshold", kpis=[{"id": "kpi:x", **HIGH}], readings=lines)
    assert {record: verdict for record, (verdict, _, _) in said.items()} == {
        "kpi:x": "red",
        "r6": "green",
        "r7": "red",
    }


# ---------------------------------------------------------------- floor, ceiling, relative tolerance, steps


@pytest.mark.parametrize(
    ("own", "value", "verdict"),
    [
        ({"floor": 92.0}, 91.0, "red"),
        ({"ceiling": 94.0}, 95.0, "red"),
        ({"ceiling": 94.0}, 93.0, "green"),
        ({"tolerance": 10, "tolerance_is": "relative"}, 81.0, "amber"),
        ({"tolerance": 10, "tolerance_is": "relative"}, 80.9, "red"),
        ({"tolerance": 10, "tolerance_is": "absolute"}, 80.5, "amber"),
        ({"polarity": "low"}, 80.0, "green"),
    ],
)
def test_a_council_sets_what_the_papers_do_not_print(
    own: dict[str, Any], value: float, verdict: str, ask: Ask
) -> None:
    found = ask(
        "kpi_threshold",
        parameters={"indicators": {"kpi:x": own}},
        kpis=[{"id": "kpi:x", **HIGH}],
        readings=[line("kpi:x", value)],
    )
    assert found["kpi:x"][0] == verdict, found


def test_floor_ceiling_and_a_tolerance_in_percent_may_be_printed_under_headings_of_their_own(
    ask: Ask,
) -> None:
    floor = {**HIGH, "extra": '{"Floor": "92%"}'}
    assert judged(ask, floor, 91.0)[0] == "red"
    relative = {**HIGH, "unit": "days", "tolerance": 10.0, "extra": '{"Tolerance (+/-)": "10%"}'}
    assert judged(ask, relative, 81.0)[0] == "amber"
    assert judged(ask, {**relative, "extra": None}, 79.0)[0] == "red"


STEPS = {"polarity": "high", "text": "On time: 70% by June 2023, 75% by July 2023, then 80% by Aug 2023"}


@pytest.mark.parametrize(
    ("ended", "value", "verdict", "goal"),
    [
        (date(2023, 6, 30), 72.0, "green", "70 (by 2023-06-30)"),
        (date(2023, 7, 30), 72.0, "green", "70 (by 2023-06-30)"),
        (date(2023, 7, 31), 72.0, "red", "75 (by 2023-07-31)"),
        (date(2023, 10, 31), 79.0, "red", "80 (by 2023-08-31)"),
        (date(2023, 5, 31), 72.0, "no_data", ""),  # no step is due yet
    ],
)
def test_of_a_target_that_rises_in_steps_the_one_due_counts(
    ended: date, value: float, verdict: str, goal: str, ask: Ask
) -> None:
    reading = line("kpi:x", value, period_end=ended)
    found, _, reasons = ask("kpi_threshold", kpis=[{"id": "kpi:x", **STEPS}], readings=[reading])["kpi:x"]
    assert found == verdict
    assert any(reason.endswith(goal) for reason in reasons)


def test_a_step_printed_beside_a_reading_counts_until_the_next(ask: Ask) -> None:
    lines = [
        {"id": "r1", "measure": "kpi:x", "value": 71.0, "target": 70.0, "period_end": date(2023, 6, 30)},
        {"id": "r2", "measure": "kpi:x", "value": 71.0, "period_end": date(2023, 7, 31)},
        {"id": "r3", "measure": "kpi:x", "value": 71.0, "target": 75.0, "period_end": date(2023, 8, 31)},
    ]
    said = ask("kpi_threshold", kpis=[{"id": "kpi:x", **HIGH}], readings=lines)
    assert [said[name][0] for name in ("r1", "r2", "r3")] == ["green", "green", "red"]


def test_a_council_sets_steps(ask: Ask) -> None:
    own = {"steps": {"2023-06-30": 70, "2023-09-30": 85}}
    found = ask(
        "kpi_threshold",
        parameters={"indicators": {"kpi:x": own}},
        kpis=[{"id": "kpi:x", **HIGH}],
        readings=[line("kpi:x", 80.0, period_end=date(2023, 8, 31))],
    )
    assert found["kpi:x"][0] == "green"


# ---------------------------------------------------------------- zeros and trends


def series(*values: float | None) -> list[dict[str, Any]]:
    return [
        {
            "id": f"r{n}",
            "measure": "kpi:x",
            "value": value,
            "period": f"P{n}",
            "period_end": date(2023, n, 28),
        }
        for n, value in enumerate(values, 1)
    ]


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ((88.0, 90.0, 0.0), True),
        ((88.0, 0.0, 90.0), True),
        ((3.0, 2.0, 0.0), False),  # few of something rare may well be none
        ((90.0, 20.0, 0.0), False),  # it was falling
        ((90.0, 0.0), False),  # one other reading is no series
        ((0.0, 0.0, 0.0), False),
    ],
)
def test_a_zero_among_steady_readings_far_from_it_is_missing(
    values: tuple[float, ...], missing: bool, ask: Ask
) -> None:
    said = ask("kpi_threshold", kpis=[{"id": "kpi:x", **HIGH}], readings=series(*values))
    zero = said[f"r{values.index(0.0) + 1}"]
    assert (zero[0] == "no_data") == missing
    assert zero[2][0].startswith("0 stands where") == missing


def test_the_indicator_then_goes_by_the_reading_before_and_says_so(ask: Ask) -> None:
    said = ask("kpi_threshold", kpis=[{"id": "kpi:x", **HIGH}], readings=series(88.0, 91.0, 0.0))["kpi:x"]
    assert said[0] == "green"
    assert said[2][:2] == ["reading 91 (P2)", "0 of P3 is taken as missing"]


@pytest.mark.parametrize(
    ("kpi", "values", "worse"),
    [
        (HIGH, (97.0, 96.0, 95.0), True),
        (HIGH, (95.0, 96.0, 97.0), False),
        (HIGH, (97.0, 95.0, 96.0), False),
        (HIGH, (96.0, 95.0), False),
        (HIGH, (97.0, None, 95.0), False),
        (LOW, (5.0, 6.0, 7.0), True),
        (NEAR, (100.0, 98.0, 97.0), True),
        (NEAR, (104.0, 98.0, 101.0), False),
    ],
)
def test_three_periods_against_polarity_are_told_and_warn_if_the_council_wants(
    kpi: dict[str, Any], values: tuple[float | None, ...], worse: bool, ask: Ask
) -> None:
    lines = series(*values)
    told = ask("kpi_threshold", kpis=[{"id": "kpi:x", **kpi}], readings=lines)["kpi:x"]
    warned = ask(
        "kpi_threshold",
        parameters={"trend_warns": True},
        kpis=[{"id": "kpi:x", **kpi}],
        readings=lines,
    )["kpi:x"]
    assert told[0] == "green"
    assert any(reason.startswith("worse 3 periods running: ") for reason in told[2]) == worse
    assert warned[0] == ("amber" if worse else "green")
