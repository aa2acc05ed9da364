"""Tables of counts as papers print them, put together again from the register's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.model.report import Heading, Part, ReportTable, Section
from slough_tui.report.moved import moved_since
from slough_tui.report.words import day, papers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import polars as pl

    from slough_tui.hooks.api import Asked

TOTALS = ("total", "totals")


def as_printed(asked: Asked, rows: Sequence[str]) -> tuple[tuple[Section, ...], frozenset[str]]:
    """A section for each printed table whose rows are named by the coded words `rows`, and the papers they are in.

    Of each table the newest up to the report's day is taken, and the newest up to `start` where one is given.
    """
    import polars as pl

    figures = asked.table("figures").filter(pl.col("as_at").is_not_null() & pl.col("value").is_not_null())
    known = {*rows, *TOTALS}
    word = pl.col("row_label").str.to_lowercase().str.strip_chars().str.replace_all(r"\s+", "_")
    fits = word.is_in(list(known)).all().over("document", "table_title", "as_at")
    figures = figures.filter(fits.fill_null(value=False))
    moved = _movement(asked)
    sections = []
    for title in figures["table_title"].unique(maintain_order=True):
        mine = figures.filter(pl.col("table_title") == title)
        days = [asked.as_of, *([asked.start] if asked.start else [])]
        parts: list[Part] = []
        for number, wanted in enumerate(days):
            newest = mine.filter(pl.col("as_at") <= wanted)
            if newest.is_empty():
                continue
            at = newest["as_at"].max()
            table = _table(str(title), at, newest.filter(pl.col("as_at") == at))  # type: ignore[arg-type]
            if number == 0 or table not in parts:
                parts.append(table)
            if number == 0:
                parts += moved.get(str(title), [])
        if parts:
            sections.append(Section(str(title), tuple(parts), level=3))
    return tuple(sections), papers(figures)


def _movement(asked: Asked) -> dict[str, list[str]]:
    """The sentences of printed movements by the title of their table, of its column of totals."""
    from slough_tui.engine.history.movement import printed

    if asked.start is None:
        return {}
    moved = printed(asked.table("figures"), asked.start, asked.as_of)
    return {one.group: moved_since(one, asked.start) for one in moved}


def _table(title: str, on: date, figures: pl.DataFrame) -> ReportTable:
    """One table of figures; a cell that is printed twice counts as it is printed last."""
    lines = list(dict.fromkeys(figures["row_label"]))
    columns = list(dict.fromkeys(figures["column_label"]))
    values = {row[:2]: row[2] for row in figures.select("row_label", "column_label", "value").iter_rows()}
    heads = (Heading("Status"), *(Heading(str(column or ""), "number") for column in columns))
    rows = tuple((line, *(_whole(values.get((line, column))) for column in columns)) for line in lines)
    last = bool(lines) and str(lines[-1]).lower() in TOTALS
    return ReportTable(f"{title}, as of {day(on)} (as printed)", heads, rows, total=last)


def _whole(value: float | None) -> float | None:
    return int(value) if value is not None and float(value).is_integer() else value
