"""Rows and columns of a printed table against its own totals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from slough_tui.engine.reconcile.compared import Compared, half_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

TOTAL = re.compile(r"(?i)^(?:grand |overall )?totals?$")
_SHARE = re.compile(r"(?i)%|per ?cent|share|rate|average")

Cell = dict[str, Any]


def is_total(label: Any) -> bool:
    """Whether a row or column label says no more than that it is the total."""
    return bool(label) and TOTAL.match(str(label).strip()) is not None


def sums(figures: pl.DataFrame) -> list[Compared]:
    """Every total of a row and of a column in the printed tables (columns as the table `figures`).

    A table in which fewer than half of the totals of a direction fit has a total of something else, and is left
    out in that direction, as the rules FIG001 and FIG002 do.
    """
    found: list[Compared] = []
    for cells in _tables(figures):
        for direction in (_rows, _columns):
            compared = list(direction(cells))
            fitting = sum(one.verdict != "disagree" for one in compared)
            if fitting * 2 >= len(compared):
                found += compared
    return found


def _tables(figures: pl.DataFrame) -> Iterator[list[Cell]]:
    grouped = figures.group_by("document", "table_title", "as_at", maintain_order=True)
    for _, cells in grouped:
        plain = [cell for cell in cells.iter_rows(named=True) if _is_plain(cell)]
        if plain:
            yield plain


def _is_plain(cell: Cell) -> bool:
    if cell["value"] is None or cell["row_label"] is None or cell["column_label"] is None:
        return False
    return not (_SHARE.search(str(cell["row_label"])) or _SHARE.search(str(cell["column_label"])))


def _rows(cells: list[Cell]) -> Iterator[Compared]:
    parts: dict[tuple[Any, Any], list[Cell]] = {}
    for cell in cells:
        if not is_total(cell["column_label"]):
            parts.setdefault((cell["row_label"], cell["line"]), []).append(cell)
    for total in cells:
        if is_total(total["column_label"]):
            mine = parts.get((total["row_label"], total["line"]), [])
            yield from _compared("row sum", total, str(total["row_label"]), mine)


def _columns(cells: list[Cell]) -> Iterator[Compared]:
    parts: dict[Any, list[Cell]] = {}
    for cell in cells:
        if not is_total(cell["row_label"]):
            parts.setdefault(cell["column_label"], []).append(cell)
    for total in cells:
        if is_total(total["row_label"]):
            mine = parts.get(total["column_label"], [])
            yield from _compared("column sum", total, str(total["column_label"]), mine)


def _compared(check: str, total: Cell, what: str, parts: list[Cell]) -> Iterator[Compared]:
    """A sum of one part, or of none, proves nothing. Counts are exact; what has a unit may be rounded."""
    if len(parts) < 2:
        return
    slack = len(parts) * half_unit(total["value_raw"]) if total["unit"] else 0.0
    on = f", as of {total['as_at']}" if total["as_at"] else ""
    yield Compared(
        check,
        f"{total['table_title'] or 'table'}{on}",
        what,
        total["value"],
        sum(cell["value"] for cell in parts),
        slack,
        total["document"],
        total["page"],
        total["line"],
    )
