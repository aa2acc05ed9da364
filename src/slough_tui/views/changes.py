"""Two dates compared, as a table of the screen: what appeared, closed, moved, slipped, worsened, improved, side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from slough_tui.model.kinds import TABLES
from slough_tui.views.computed import CHANGES, frame_of
from slough_tui.views.values import day, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import polars as pl

    from slough_tui.model.table import Table

ORDER = next(column.vocabulary or () for column in CHANGES.columns if column.name == "change")


def changes_frame(lines: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Lines of `engine.history.diff.compare` as `computed.CHANGES`, the kinds of change in their order."""
    made = [_change(line) for line in lines]
    made.sort(key=lambda line: ORDER.index(line["change"]))
    return frame_of(CHANGES, made)


def _change(line: Mapping[str, Any]) -> dict[str, Any]:
    table = TABLES[line["table"]]
    field = line["field"]
    return {
        "id": f"{line['id']} {field or line['change']}",
        "change": line["change"],
        "ref": line["ref"],
        "field": table.column(field).heading if field else None,
        "before": _text(table, field, line["before"]),
        "after": _text(table, field, line["after"]),
        "difference": line["difference"],
        "text": line["text"],
        "kind": table.title,
        "group": line["group"],
        "record": line["id"],
    }


def _text(table: Table, field: str | None, value: Any) -> str | None:
    if value is None or not field:
        return None
    return " ".join(shown(value, table.column(field)).split()) or None


def headed(start: date, end: date) -> Table:
    """`computed.CHANGES` with the two dates as the headings of the columns before and after."""
    labels = {"before": day(start).strip(), "after": day(end).strip()}
    return replace(
        CHANGES, columns=tuple(replace(c, label=labels.get(c.name, c.label)) for c in CHANGES.columns)
    )


def summary(changes: pl.DataFrame) -> list[tuple[str, int]]:
    """How many changes of each kind there are, in their order; those that there are."""
    counted = Counter(changes["change"].to_list())
    return [(word, counted[word]) for word in ORDER if counted[word]]
