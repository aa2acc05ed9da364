"""Copying a cell, a record, the shown rows: what is copied is text, and is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.model.safe_text import clean, clean_lines
from slough_tui.tui.effects import Copy
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.spans import plain
from slough_tui.views.values import shown

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

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
    count = min(table.height, MOST_ROWS)
    cells = [[column.heading for column in table.grid.columns]]
    cells += [list(row.texts) for row in table.grid.rows(0, count)]
    lines = ["\t".join(" ".join(clean(text).split()) for text in line) for line in cells]
    session.effects.append(Copy("\n".join(lines), f"{count:,} rows"))


@verb("copy-marked", "y m", "copy the marked rows as a table", group=GROUP, needs_rows=True)
def copy_marked(session: Session) -> None:
    """Shown columns of marked rows, in the order in which they are shown; marked rows that are filtered away too."""
    table = session.table
    if table is None:
        return
    if not table.marks.count:
        session.say("Nothing is marked: Space marks a row.")
        return
    columns = table.grid.columns
    rows = [table.grid.frame.row(number, named=True) for number in table.marks.numbers()[:MOST_ROWS]]
    cells = [[column.heading for column in columns]]
    cells += [[shown(row[column.name], column) for column in columns] for row in rows]
    lines = ["\t".join(" ".join(clean(text).split()) for text in line) for line in cells]
    session.effects.append(Copy("\n".join(lines), f"{len(rows):,} marked rows"))


VERBS: tuple[Verb, ...] = (copy_cell, copy_record, copy_id, copy_view, copy_marked)
