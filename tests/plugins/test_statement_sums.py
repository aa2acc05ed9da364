"""Which lines a total sums is found out, whatever the statement is called and however it is ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.plugins.conftest import Call

from tests.plugins.conftest import called

TOTALS = r"(?i)\btotals?\b|\bnet\b|\bclosing\b"


def statement(lines: dict[str, list[float]], document: str = "doc:a") -> list[dict[str, Any]]:
    """Readings of one statement: name of a line to its values by period."""
    return [
        {"document": document, "statement": "s", "measure": name, "period": f"P{at}", "value": value, "value_raw": f"{value:g}", "line": line}
        for line, (name, values) in enumerate(lines.items())
        for at, value in enumerate(values)
    ]  # fmt: skip


def by_line(call: Call, lines: dict[str, list[float]]) -> dict[str, list[tuple[str, float]]]:
    found = call("statement_sums:sums", thresholds={"totals": TOTALS}, readings=statement(lines))
    told: dict[str, list[tuple[str, float]]] = {}
    for row in found.iter_rows(named=True):
        told.setdefault(row["measure"], []).append((row["parts"], row["difference"]))
    return told


def test_a_total_sums_the_lines_above_it_and_the_result_sums_the_totals(call: Call) -> None:
    lines = {
        "Grants": [-10.0], "Fees": [-5.0], "Total income": [-15.0], "Pay": [9.0], "Rent": [4.0], "Total spending": [13.0],
        "Net result": [-2.0],
    }  # fmt: skip
    assert by_line(call, lines) == {
        "Total income": [("Grants + Fees", 0.0)],
        "Total spending": [("Pay + Rent", 0.0)],
        "Net result": [("Total income + Total spending", 0.0)],
    }


def test_the_period_that_does_not_fit_is_told_by_those_that_do(call: Call) -> None:
    lines = {"In": [10.0, 20.0, 30.0], "Out": [-4.0, -5.0, -6.0], "Net": [6.0, 15.0, 99.0]}
    assert by_line(call, lines)["Net"] == [("In + Out", 0.0), ("In + Out", 0.0), ("In + Out", 75.0)]


def test_a_total_that_nothing_explains_is_left_alone(call: Call) -> None:
    assert by_line(call, {"Schools": [3.0], "Pupils": [900.0], "Total visits": [17.0]}) == {}


def test_two_papers_with_statements_of_one_name_are_not_mixed(call: Call) -> None:
    readings = statement({"In": [10.0], "Net": [10.0]}) + statement({"In": [7.0], "Net": [7.0]}, "doc:b")
    assert call("statement_sums:sums", thresholds={"totals": TOTALS}, readings=readings)["difference"].to_list() == [0.0, 0.0]  # fmt: skip


@given(st.lists(st.decimals("-5000", "5000", places=2, allow_nan=False), min_size=2, max_size=8))
def test_rounding_every_number_never_makes_a_mistake_of_a_right_total(parts: list[Any]) -> None:
    lines: dict[str, list[float]] = {f"Line {at}": [float(round(part))] for at, part in enumerate(parts)}
    lines["Total"] = [float(round(sum(parts)))]
    found = called("statement_sums:sums", thresholds={"totals": TOTALS}, readings=statement(lines))
    assert all(row["difference"] <= row["slack"] for row in found.iter_rows(named=True))
