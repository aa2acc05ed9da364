"""Printed counts and sums against the records that the register holds of the same things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from slough_tui.engine.reconcile.compared import Compared, half_unit
from slough_tui.engine.reconcile.sums import is_total
from slough_tui.model.vocabulary import AUDIT_STATUS, PRIORITY

if TYPE_CHECKING:
    import polars as pl

_TOTALS = re.compile(r"(?i)\btotals?\b")
_YEAR = re.compile(r"\b(?:20)?(\d{2})\s?[/-]\s?(?:20)?(\d{2})\b")


def against_records(figures: pl.DataFrame, audit_actions: Callable[[date], pl.DataFrame]) -> list[Compared]:
    """Tables of audit actions, status by priority, against the actions themselves on the table's day.

    Only tables whose title names a year that the register has actions of are looked at. `audit_actions` gives
    that table as of a day.
    """
    found: list[Compared] = []
    counts: dict[date, dict[tuple[str, str], Counter[tuple[Any, Any]]]] = {}
    for cell in figures.iter_rows(named=True):
        status, priority = _coded(cell["row_label"], AUDIT_STATUS), _coded(cell["column_label"], PRIORITY)
        year, on = _year(cell["table_title"]), cell["as_at"]
        if cell["value"] is None or on is None or year is None or status is None or priority is None:
            continue
        if on not in counts:
            counts[on] = _counted(audit_actions(on))
        mine = counts[on].get(year)
        if mine:
            number = sum(
                many
                for (its_status, its_priority), many in mine.items()
                if status in {"", its_status} and priority in {"", its_priority}
            )
            what = f"{cell['row_label']}, {cell['column_label']}"
            found.append(_of("records", cell, what, number, f", as of {on}"))
    return found


def _counted(actions: pl.DataFrame) -> dict[tuple[str, str], Counter[tuple[Any, Any]]]:
    """Year to the number of its actions by status and priority."""
    found: dict[tuple[str, str], Counter[tuple[Any, Any]]] = {}
    for name, status, priority, many in (
        actions.group_by("audit_year", "status", "priority").len().iter_rows()
    ):
        if year := _year(name):
            found.setdefault(year, Counter())[status, priority] += many
    return found


def _coded(label: Any, vocabulary: tuple[str, ...]) -> str | None:
    """The word of the vocabulary that a label is, empty for the total, None for anything else."""
    if is_total(label):
        return ""
    word = "_".join(str(label or "").lower().split())
    return word if word in vocabulary else None


def _year(text: Any) -> tuple[str, str] | None:
    match = _YEAR.search(str(text or ""))
    return (match[1], match[2]) if match else None


def review_totals(figures: pl.DataFrame, reviews: pl.DataFrame) -> list[Compared]:
    """Totals that stand below groups of audit reviews (of a quarter, say) against the findings of those reviews.

    A total speaks of the reviews that are printed in its paper between the total before it and itself.
    """
    found: list[Compared] = []
    for document in reviews["document"].drop_nulls().unique(maintain_order=True):
        mine = [row for row in reviews.iter_rows(named=True) if row["document"] == document and row["line"]]
        totals = [
            cell
            for cell in figures.iter_rows(named=True)
            if cell["document"] == document
            and cell["line"]
            and _coded(cell["column_label"], PRIORITY)
            and _TOTALS.search(str(cell["row_label"] or ""))
            and not is_total(cell["row_label"])
        ]
        lines = sorted({cell["line"] for cell in totals})
        for cell in totals:
            above = max((line for line in lines if line < cell["line"]), default=0)
            counts = [
                row[str(cell["column_label"]).lower()] for row in mine if above < row["line"] < cell["line"]
            ]
            if len(counts) > 1 and None not in counts and cell["value"] is not None:
                found.append(
                    _of("review totals", cell, f"{cell['row_label']}, {cell['column_label']}", sum(counts))
                )
    return found


def saving_totals(figures: pl.DataFrame, savings: pl.DataFrame) -> list[Compared]:
    """Totals of tables of savings, low and high, against the savings that stand in the same paper above them."""
    found: list[Compared] = []
    cells = [cell for cell in figures.iter_rows(named=True) if cell["column_label"] in {"low", "high"}]
    totals = [cell for cell in cells if is_total(cell["row_label"]) and cell["value"] is not None]
    for cell in totals:
        lines = sorted({one["line"] for one in totals if one["document"] == cell["document"] and one["line"]})
        above = max((line for line in lines if line < (cell["line"] or 0)), default=0)
        mine = [
            row[cell["column_label"]]
            for row in savings.iter_rows(named=True)
            if row["document"] == cell["document"]
            and row["line"]
            and above < row["line"] < (cell["line"] or 0)
        ]
        if len(mine) > 1 and None not in mine:
            slack = len(mine) * half_unit(cell["value"] if cell["value"] % 1 else int(cell["value"]))
            found.append(
                _of("savings", cell, f"{cell['row_label']}, {cell['column_label']}", sum(mine), slack=slack)
            )
    return found


def _of(
    check: str, cell: dict[str, Any], what: str, computed: float, on: str = "", slack: float = 0.0
) -> Compared:
    return Compared(
        check,
        f"{cell['table_title'] or 'table'}{on}",
        what,
        cell["value"],
        computed,
        slack,
        cell["document"],
        cell["page"],
        cell["line"],
    )
