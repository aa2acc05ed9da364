"""What is overdue: a record whose due date lies before a day and that is not complete, closed or superseded by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import polars as pl

    from slough_tui.model.table import Table

TRACKED = ("recommendations", "directions", "audit_actions", "plan_actions")
"""Tables whose records have a due date that counts here; KPIs are only counted."""
DONE = ("complete", "closed", "superseded")


def overdue(table: Table, frame: pl.DataFrame, today: date) -> pl.DataFrame:
    """The records that are overdue."""
    import polars as pl

    if table.name not in TRACKED:
        return frame.clear()
    done = pl.col("status").is_in(DONE)
    if "rag" in table.names:
        done = done.fill_null(value=False) | (pl.col("rag") == "complete")
    return frame.filter((pl.col("due") < today) & ~done.fill_null(value=False))


def is_late(due: Any, status: Any, rag: Any, today: date) -> bool:
    """Whether one record of a tracked table is overdue."""
    return due is not None and due < today and status not in DONE and rag != "complete"


def days_overdue(table: Table, record: Mapping[str, Any], today: date) -> int:
    """For how many days a record is overdue; 0 if it is not."""
    due = record.get("due")
    late = table.name in TRACKED and is_late(due, record.get("status"), record.get("rag"), today)
    return (today - due).days if due is not None and late else 0


def is_overdue(table: Table, today: date) -> str:
    """The filter that shows what is overdue."""
    done = [word for word in DONE if word in (table.column("status").vocabulary or ())]
    parts = [f"due<{today}", *([f"!status:{'|'.join(done)}"] if done else [])]
    if "rag" in table.names:
        parts.append("!rag:complete")
    return " ".join(parts)
