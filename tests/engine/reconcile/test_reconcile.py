"""Figures whose answer is known: what agrees, what is rounded, what disagrees, and what is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest

from slough_tui.engine import reconcile
from slough_tui.engine.reconcile import Compared, Verdict
from slough_tui.engine.reconcile.compared import half_unit
from slough_tui.store.schema import schema_of


def frame(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema_of(table))


def shown(found: list[Compared]) -> list[tuple[str, float, float, str]]:
    return [(one.what, one.printed, one.computed, str(one.verdict)) for one in found]


@pytest.mark.parametrize(
    ("printed", "half"), [("1,234", 0.5), ("(1,082)", 0.5), ("4.9", 0.05), ("£36.17m", 0.005), (None, 0.5)]
)
def test_half_a_unit_is_that_of_the_last_digit_printed(printed: str | None, half: float) -> None:
    assert half_unit(printed) == pytest.approx(half)


def test_the_dust_of_binary_fractions_is_no_difference() -> None:
    assert Compared("c", "t", "w", 0.3, 0.1 + 0.2).verdict is Verdict.AGREE


# ---------------------------------------------------------------- tables


def table(*lines: tuple[str, int, int, int], unit: str | None = None, **more: Any) -> pl.DataFrame:
    rows = [
        {
            "table_title": "t",
            "row_label": label,
            "column_label": column,
            "value": float(value),
            "line": n,
            "unit": unit,
            **more,
        }
        for n, (label, *values) in enumerate(lines)
        for column, value in zip(("Total", "High", "Low"), values, strict=True)
    ]
    return frame(
        "figures", [{"id": f"f{n}", "value_raw": str(int(row["value"])), **row} for n, row in enumerate(rows)]
    )


def test_rows_and_columns_are_held_against_their_totals() -> None:
    found = reconcile.sums(table(("Late", 3, 1, 2), ("Done", 5, 4, 1), ("Totals", 8, 5, 3)))
    assert [one.check for one in found] == ["row sum"] * 3 + ["column sum"] * 3
    assert {one.verdict for one in found} == {Verdict.AGREE}


def test_a_count_that_is_off_by_one_disagrees_and_money_is_rounded() -> None:
    lines = (("Late", 3, 1, 2), ("Done", 5, 4, 1), ("Totals", 9, 5, 3))
    assert (
        sorted(str(one.verdict) for one in reconcile.sums(table(*lines))) == ["agree"] * 4 + ["disagree"] * 2
    )
    assert (
        sorted(str(one.verdict) for one in reconcile.sums(table(*lines, unit="£k")))
        == ["agree"] * 4 + ["rounding"] * 2
    )


def test_a_total_of_something_else_is_left_alone() -> None:
    assert reconcile.sums(table(("North", 89, 3, 900), ("South", 7, 5, 800))) == []


def test_a_table_that_no_line_repeats_has_nothing_to_compare() -> None:
    assert reconcile.sums(frame("figures", [])) == []


# ---------------------------------------------------------------- statements

ENDS = {"Q1": date(2023, 6, 30), "Q2": date(2023, 9, 30), "Q3": date(2023, 12, 31)}


def statement(name: str, lines: Mapping[str, tuple[int, ...]], start: int = 1) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{name}-{measure}-{period}",
            "document": "d",
            "statement": name,
            "measure": measure,
            "period": period,
            "period_end": end,
            "value": float(value),
            "value_raw": str(value),
            "unit": "£k",
            "line": start + n,
        }
        for n, (measure, values) in enumerate(lines.items())
        for (period, end), value in zip(ENDS.items(), values, strict=False)
    ]


CASH = {
    "Money in": (100, 110, 120),
    "Money out": (-90, -120, -100),
    "Net movement": (10, -10, 21),
    "Opening bank account": (50, 60, 50),
    "Closing bank account": (60, 50, 80),
}


def test_nets_closings_and_openings_come_out_of_the_lines_themselves() -> None:
    found = reconcile.statements(frame("readings", statement("Cash", CASH)))
    assert shown(found) == [
        ("Net movement, Q1", 10, 10, "agree"),
        ("Net movement, Q2", -10, -10, "agree"),
        ("Net movement, Q3", 21, 20, "rounding"),
        ("Closing bank account, Q1", 60, 60, "agree"),
        ("Closing bank account, Q2", 50, 50, "agree"),
        ("Closing bank account, Q3", 80, 71, "disagree"),
        ("Opening bank account, Q2", 60, 60, "agree"),
        ("Opening bank account, Q3", 50, 50, "agree"),
    ]


def test_totals_of_totals_come_out_whatever_they_are_called() -> None:
    lines = {
        "Rent": (10, 11, 12),
        "Grants": (20, 21, 22),
        "All that comes in": (30, 32, 34),
        "Staff": (-15, -16, -17),
        "Fuel": (-5, -6, -7),
        "All that goes out": (-20, -22, -24),
        "Surplus": (10, 10, 10),
    }
    found = reconcile.statements(frame("readings", statement("Account", lines)))
    assert {one.what.partition(",")[0] for one in found} == {
        "All that comes in",
        "All that goes out",
        "Surplus",
    }
    assert {one.verdict for one in found} == {Verdict.AGREE}


def test_lines_that_do_not_add_up_to_anything_are_not_compared() -> None:
    lines = {"Cars": (3, 4, 5), "Trees": (100, 90, 95), "Total of something": (7, 7, 7)}
    assert reconcile.statements(frame("readings", statement("Odd", lines))) == []


def test_one_quantity_in_two_statements_is_compared_on_the_same_day() -> None:
    sheet = statement("Balance", {"Bank account held": (60, 55), "Bank charges": (1, 2)}, start=50)
    found = reconcile.same_quantity(frame("readings", [*statement("Cash", CASH), *sheet]))
    assert [(one.printed, one.computed, str(one.verdict)) for one in found] == [
        (60, 60, "agree"),
        (55, 50, "disagree"),
    ]
    assert {one.line for one in found} == {50}


# ---------------------------------------------------------------- sentences


def test_a_stated_movement_is_held_against_the_row_that_it_names() -> None:
    rows = [
        {
            "table_title": title,
            "row_label": row,
            "column_label": "Total",
            "value": float(v),
            "as_at": on,
            "document": "d",
        }
        for title, row, values in (
            ("20/21", "Overdue", (9, 7)),
            ("21/22", "Overdue", (5, 4)),
            ("21/22", "Complete", (1, 2)),
        )
        for v, on in zip(values, (date(2023, 9, 1), date(2023, 10, 1)), strict=True)
    ]
    said = [
        {
            "table_title": "stated movement: October",
            "row_label": "overdue actions",
            "column_label": c,
            "value": v,
            "line": n,
            "document": "d",
        }
        for n, pair in ((1, (9.0, 7.0)), (2, (5.0, 3.0)))
        for c, v in zip(("before", "now"), pair, strict=True)
    ]
    lines = [{"id": str(n), **row} for n, row in enumerate([*rows, *said])]
    found = reconcile.stated_movements(frame("figures", lines))
    assert [(one.table, one.printed, one.computed, str(one.verdict)) for one in found] == [
        ("20/21", 9, 9, "agree"),
        ("20/21", 7, 7, "agree"),
        ("21/22", 5, 5, "agree"),
        ("21/22", 3, 4, "disagree"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "40 actions have been raised. 10 actions or 25% are overdue and 11 or 28% complete.",
            [(25, 25), (28, 28)],
        ),
        ("40 actions have been raised. 10 actions or 26% are overdue.", [(26, 25)]),
        ("30 or 75% are complete; the remaining 10 actions or 25% are overdue.", [(75, 75), (25, 25)]),
        ("1,200 actions were agreed. 300 (25%) are late.", [(25, 25)]),
        ("8 actions were raised. 1 or 12.5% is late.", [(12.5, 12.5)]),
        ("5 of them or 25% are late.", []),
        ("Spending rose by 5% to 300.", []),
        ("40 actions have been raised. 50 or 25% are overdue.", []),
    ],
)
def test_a_share_is_computed_where_the_whole_is_known(text: str, expected: list[tuple[float, float]]) -> None:
    found = reconcile.shares(frame("cells", [{"id": "c", "raw": text, "document": "d"}]))
    assert [(one.printed, one.computed) for one in found] == expected


# ---------------------------------------------------------------- records


def test_a_printed_table_is_held_against_the_records_of_its_day() -> None:
    figures = table(("Overdue", 2, 1, 1), ("Complete", 0, 0, 0), ("Totals", 2, 1, 1), as_at=date(2023, 10, 1))
    figures = figures.with_columns(table_title=pl.lit("Total 20/21"))
    asked: list[date] = []

    def actions(on: date) -> pl.DataFrame:
        asked.append(on)
        rows = [("2020-21", "overdue", "high"), ("2020-21", "complete", "low"), ("2019-20", "overdue", "low")]
        return frame(
            "audit_actions",
            [{"id": str(n), "audit_year": y, "status": s, "priority": p} for n, (y, s, p) in enumerate(rows)],
        )

    found = reconcile.against_records(figures, actions)
    assert set(asked) == {date(2023, 10, 1)}
    wrong = [(one.what, one.printed, one.computed) for one in found if one.verdict is Verdict.DISAGREE]
    assert len(found) == 9
    assert wrong == [
        ("Overdue, Total", 2, 1),
        ("Overdue, Low", 1, 0),
        ("Complete, Total", 0, 1),
        ("Complete, Low", 0, 1),
    ]


def test_a_table_of_a_year_without_records_is_left_alone() -> None:
    figures = table(("Overdue", 2, 1, 1), as_at=date(2023, 10, 1)).with_columns(table_title=pl.lit("18/19"))
    assert reconcile.against_records(figures, lambda on: frame("audit_actions", [])) == []


def test_a_total_below_reviews_speaks_of_those_above_it() -> None:
    reviews = [
        {"id": f"r{n}", "high": high, "document": "d", "line": line}
        for n, (high, line) in enumerate([(1, 1), (2, 2), (4, 4), (5, 5)])
    ]
    totals = [("Q1 Total", 3.0, 3), ("Q2 Total", 8.0, 6)]
    figures = [
        {"id": label, "row_label": label, "column_label": "High", "value": v, "document": "d", "line": n}
        for label, v, n in totals
    ]
    found = reconcile.review_totals(frame("figures", figures), frame("audit_reviews", reviews))
    assert shown(found) == [("Q1 Total, High", 3, 3, "agree"), ("Q2 Total, High", 8, 9, "disagree")]


def test_totals_of_savings_are_held_against_the_savings_above_them() -> None:
    savings = [
        {"id": f"s{n}", "low": low, "high": low + 1, "document": "d", "line": n}
        for n, low in ((1, 10.0), (2, 20.0))
    ]
    figures = [
        {
            "id": c,
            "table_title": "Savings",
            "row_label": "Total",
            "column_label": c,
            "value": v,
            "document": "d",
            "line": 3,
        }
        for c, v in (("low", 30.0), ("high", 40.0))
    ]
    found = reconcile.saving_totals(frame("figures", figures), frame("savings", savings))
    assert shown(found) == [("Total, low", 30, 30, "agree"), ("Total, high", 40, 32, "disagree")]
