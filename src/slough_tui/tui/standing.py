"""Where a person stands in a place, taken down as a view and brought back: for saved views, the view before, the next start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.views.places import BY_NAME
from slough_tui.views.saved import View

if TYPE_CHECKING:
    from datetime import date

    from slough_tui.tui.session import Session
    from slough_tui.tui.table_state import TableState


@dataclass(frozen=True, slots=True)
class Standing:
    """A view, and the record under the cursor (None: the first row)."""

    view: View
    record: str | None = None


def standing(session: Session, name: str = "", *, dated: bool = False) -> Standing:
    """Where the person stands now; `dated` takes the date down, too."""
    as_of = session.as_of if dated else None
    table = session.table
    return (
        Standing(View(name, session.place.name, as_of=as_of))
        if table is None
        else standing_in(table, name, as_of)
    )


def standing_in(table: TableState, name: str = "", as_of: date | None = None) -> Standing:
    """Where the person stands in one table."""
    grid = table.grid
    view = View(
        name, grid.place.name, grid.filter, grid.keys, grid.chosen, dict(grid.widths), as_of,
        lines=table.tall, numbers=table.numbered,
    )  # fmt: skip
    return Standing(view, table.id)


def go(session: Session, there: Standing) -> None:
    """Bring a view back. UsageError, before anything has changed, if there is no such place."""
    view = there.view
    if view.place not in BY_NAME:
        raise UsageError(f"there is no place {view.place}", where=str(view.path or view.name))
    before = standing(session, dated=True)
    session.enter(BY_NAME[view.place])
    session.before = before
    if view.as_of is not None and view.as_of != session.as_of:
        session.reload(view.as_of)
    if session.table is None:
        session.awaited[view.place] = there
    else:
        bring(session.table, there)


def bring(table: TableState, there: Standing) -> None:
    """Make a table show a view. UsageError leaves it as far as it came: filter, then order, then columns."""
    view = there.view
    table.show(view.columns, view.widths)
    table.lay(tall=view.lines, numbered=view.numbers)
    table.sort(view.sort)
    table.sift(view.filter)
    if there.record is None or not table.go_to(there.record):
        table.go(0)
