"""Two states of a table compared, record by record: what appeared, ended, closed, slipped, worsened, improved.

One line is one record that appeared or ended, or one field of one record that says something else.

| change | means |
|---|---|
| appeared, ended | listed only after, or no longer listed |
| closed | the status (or the RAG, where that is the status) is complete or closed now, and was not |
| worsened, improved | another value of an ordered field (see `orders`) |
| moved | another status that is neither better nor worse |
| slipped, brought forward | due later, due earlier |
| changed | any other field |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.engine.history import orders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import polars as pl

    from slough_tui.model.table import Column, Table

CHANGES = (
    "appeared",
    "ended",
    "closed",
    "worsened",
    "improved",
    "moved",
    "slipped",
    "brought forward",
    "changed",
)
"""Every word for a change, in the order in which they are told."""

AT_A_TIME = 64
"""Rows that are taken out of a frame at a time: nothing else is done in any thread meanwhile."""
_QUIET = frozenset(
    ("document", "page", "line", "as_at", "extra", "due_precision", "schedule", "cell", "address")
)
"""Where a paper says it, and what only goes along with another column."""

_ENDS = 60
"""Characters of a record's text that go with its line."""


def compare(table: Table, before: pl.DataFrame, after: pl.DataFrame) -> list[dict[str, Any]]:
    """What became of a table's records between two frames of it (columns as `schema_of`).

    Lines have change, table, group (series or year), id, ref, field, before, after, difference (days, for a
    due) and text. They are ordered by the kind of change, then as the frames are.
    """
    lines = [*_listed("appeared", table, after, before), *_listed("ended", table, before, after)]
    both = before.join(after, on="id", how="inner", suffix=" now", maintain_order="right")
    for column in table.columns:
        if column.name == "id" or column.name in _QUIET or column.name.endswith("_raw"):
            continue
        lines += _changed(table, column, both)
    return sorted(lines, key=lambda line: CHANGES.index(line["change"]))


def group_column(table: Table) -> str | None:
    """The column by which a committee's tables are cut: the audit year, else the series."""
    return next((name for name in ("audit_year", "series") if name in table.names), None)


def _listed(change: str, table: Table, these: pl.DataFrame, those: pl.DataFrame) -> Iterator[dict[str, Any]]:
    for row in these.join(those, on="id", how="anti", maintain_order="left").iter_rows(
        named=True, buffer_size=AT_A_TIME
    ):
        was = row.get("status") or row.get("rag")
        pair = (None, was) if change == "appeared" else (was, None)
        field = "status" if row.get("status") else "rag" if was else None
        yield _line(change, table, row, field, *pair)


def _changed(table: Table, column: Column, both: pl.DataFrame) -> Iterator[dict[str, Any]]:
    import polars as pl

    old, new = column.name, f"{column.name} now"
    names = [name for name in both.columns if not name.endswith(" now")]
    changed = both.filter(pl.col(old).ne_missing(pl.col(new)))
    for row in changed.iter_rows(named=True, buffer_size=AT_A_TIME):
        now = {name: row.get(f"{name} now", row[name]) for name in names}
        line = _line(_kind(table, column, row[old], row[new]), table, now, old, row[old], row[new])
        if old == "due" and row[old] and row[new]:
            line["difference"] = (row[new] - row[old]).days
        yield line


def _kind(table: Table, column: Column, old: Any, new: Any) -> str:
    if column.name == "due" and old and new:
        return "slipped" if new > old else "brought forward"
    if column.name in {"status", "rag"} and new in orders.CLOSED and old not in orders.CLOSED:
        return "closed"
    if orders.is_ordered(table.name, column.name):
        was, now = orders.rank(table.name, column.name, old), orders.rank(table.name, column.name, new)
        if was is not None and now is not None and was != now:
            return "worsened" if now > was else "improved"
    return "moved" if column.name == "status" else "changed"


def _line(
    change: str, table: Table, row: dict[str, Any], field: str | None, before: Any, after: Any
) -> dict[str, Any]:
    group = group_column(table)
    text = row.get("title") or row.get("text") or ""
    return {
        "change": change,
        "table": table.name,
        "group": row.get(group) if group else None,
        "id": row["id"],
        "ref": row.get("ref"),
        "field": field,
        "before": before,
        "after": after,
        "difference": None,
        "text": text if len(text) <= _ENDS else text[: _ENDS - 1] + "\u2026",
    }


def between(start: date, end: date) -> str:
    """`between 3 and 31 October 2023`, as a committee's paper has it."""
    last = f"{end.day} {end:%B %Y}"
    if start.year != end.year:
        return f"between {start.day} {start:%B %Y} and {last}"
    if start.month != end.month:
        return f"between {start.day} {start:%B} and {last}"
    return f"between {start.day} and {last}"
