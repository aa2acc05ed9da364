"""Copying a cell, a record, the shown rows: what is copied is text, and is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.model.safe_text import clean, clean_lines
from slough_tui.tui.effects import Copy
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.spans import plain
from slough_tui.views.values import shown

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.tui.session import Session
    from slough_tui.tui.table_state import TableState

GROUP = "Copy"
MOST_ROWS = 5000


def _copy(session: Session, text: str, what: str) -> None:
    """Control characters of a paper do not reach the clipboard either: it may be pasted into a shell."""
    session.effects.append(Copy(clean_lines(text), clean(what)))


@verb("copy-cell", "y c", "copy this cell", group=GROUP, needs_rows=True, footer="copy")
def copy_cell(session: Session) -> None:
    """The whole value, also where the screen cuts it."""
    table = session.table
    if table is None or table.here is None:
        return
    text = shown(table.value, table.here).strip()
    _copy(session, text, f"{table.here.heading} of {table.id}")


@verb("copy-record", "y r", "copy the record: every column that has a value", group=GROUP,
      modes="table record", needs_rows=True, footer="copy")  # fmt: skip
def copy_record(session: Session) -> None:
    """Record as `Heading: value` lines, or the open page."""
    if session.record is not None:
        lines = [plain(line).rstrip() for line in session.record.page.lines]
        _copy(session, "\n".join([session.record.detail.title, *lines]), session.record.id)
        return
    table = session.table
    if table is None or table.record is None:
        return
    record = table.record
    columns = session.place.table.columns
    pairs = [(c.heading, shown(record.get(c.name), c).strip()) for c in columns]
    _copy(session, "\n".join(f"{heading}: {text}" for heading, text in pairs if text), str(table.id))


@verb("copy-id", "y i", "copy the id", group=GROUP, modes="table record", needs_rows=True)
def copy_id(session: Session) -> None:
    """The id, as one types it after `slough show`."""
    found = session.record.id if session.record is not None else session.table.id if session.table else None
    if found:
        _copy(session, found, "the id")


@verb(
    "copy-view",
    "y v",
    "copy the shown rows as a table that a spreadsheet takes",
    group=GROUP,
    needs_rows=True,
)
def copy_view(session: Session) -> None:
    """Shown columns of shown rows, tabs between cells."""
    table = session.table
    if table is None:
        return
    numbers = table.grid.numbers(0, MOST_ROWS)
    _copy_rows(session, table, numbers, "rows")


@verb("copy-marked", "y m", "copy the marked rows as a table", group=GROUP, needs_rows=True)
def copy_marked(session: Session) -> None:
    """Shown columns of marked rows, in the order in which they are shown; marked rows that are filtered away too."""
    table = session.table
    if table is None:
        return
    if not table.marks.count:
        session.say("Nothing is marked: Space marks a row.")
        return
    _copy_rows(session, table, table.marks.numbers().head(MOST_ROWS), "marked rows")


def _copy_rows(session: Session, table: TableState, numbers: pl.Series, what: str) -> None:
    """Rows of a large table become text beside the screen, and are copied then."""
    grid, columns = table.grid, table.grid.columns

    def text() -> str:
        lines = [tuple(column.heading for column in columns), *grid.lines(numbers, columns)]
        return "\n".join("\t".join(" ".join(clean(cell).split()) for cell in line) for line in lines)

    def copy(text: str) -> None:
        session.effects.append(Copy(text, f"{len(numbers):,} {what}"))

    session.say(f"Copying {len(numbers):,} {what}\u2026")
    table.find_out(text, copy)


VERBS: tuple[Verb, ...] = (copy_cell, copy_record, copy_id, copy_view, copy_marked)
