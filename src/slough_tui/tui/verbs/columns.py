"""How a table is laid out: columns hidden, shown, moved, made wider; lines for a row, and row numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.column_list import ColumnList
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.tall_rows import WHOLE, next_height

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

GROUP = "Columns"


def _list(session: Session) -> ColumnList | None:
    return session.sheet if isinstance(session.sheet, ColumnList) else None


@verb("columns", "C", "choose columns: hide, show, move, make wider", group=GROUP, footer="columns")
def columns(session: Session) -> None:
    """Open the list of columns."""
    if session.table is not None:
        session.sheets.append(ColumnList(session.table))


@verb("hide-column", "z h", "hide the column under the cursor", group=GROUP)
def hide_column(session: Session) -> None:
    """Without the list."""
    if session.table is None:
        return
    found = ColumnList(session.table)
    name = found.here.heading
    session.say(f"{name} is hidden; C shows it again." if found.toggle() else "One column must stay.")


@verb("row-height", "z v", "lines for a row: 1, 2, 3, 5, the whole text, and 1 again", group=GROUP)
def row_height(session: Session) -> None:
    """More lines for a row, so that long text can be read where it stands."""
    if session.table is not None:
        tall = next_height(session.table.tall)
        session.table.lay(tall=tall)
        said = "the whole text" if tall == WHOLE else f"{tall} line{'s' if tall > 1 else ''} at most"
        session.say(f"A row has {said}; zv again changes it.")


@verb("row-numbers", "z n", "show the number of each row, or hide it", group=GROUP)
def row_numbers(session: Session) -> None:
    """Numbers at the left."""
    if session.table is not None:
        session.table.lay(numbered=not session.table.numbered)


@verb("toggle-column", "space , x", "hide it, or show it", group=GROUP, modes="columns", footer="hide/show",
      palette=False)  # fmt: skip
def toggle(session: Session) -> None:
    """This column."""
    if (found := _list(session)) is not None and not found.toggle():
        session.say("One column must stay.")


@verb(
    "move-column-down",
    "J",
    "move it to the right",
    group=GROUP,
    modes="columns",
    footer="move",
    palette=False,
)
def move_down(session: Session) -> None:
    """One place on."""
    if (found := _list(session)) is not None:
        found.move(1)


@verb("move-column-up", "K", "move it to the left", group=GROUP, modes="columns", palette=False)
def move_up(session: Session) -> None:
    """One place back."""
    if (found := _list(session)) is not None:
        found.move(-1)


@verb("wider", "> , right , l", "wider", group=GROUP, modes="columns", footer="width", palette=False)
def wider(session: Session) -> None:
    """Two cells more."""
    if (found := _list(session)) is not None:
        found.widen(2)


@verb("narrower", "< , left , h", "narrower", group=GROUP, modes="columns", palette=False)
def narrower(session: Session) -> None:
    """Two cells fewer."""
    if (found := _list(session)) is not None:
        found.widen(-2)


@verb("columns-as-usual", "r", "all as usual", group=GROUP, modes="columns", footer="as usual", palette=False)
def as_usual(session: Session) -> None:
    """The place's own columns."""
    if (found := _list(session)) is not None:
        found.as_usual()


@verb("columns-done", "enter , q", "keep it so", group=GROUP, modes="columns", footer="keep", palette=False)
def done(session: Session) -> None:
    """Close the list."""
    session.sheets.pop()


@verb(
    "columns-back", "escape", "as it was before", group=GROUP, modes="columns", footer="back", palette=False
)
def back(session: Session) -> None:
    """Close the list and undo what it did."""
    if (found := _list(session)) is not None:
        found.restore()
        session.sheets.pop()


VERBS: tuple[Verb, ...] = (
    columns, hide_column, row_height, row_numbers, toggle, move_down, move_up, wider, narrower, as_usual, done, back,
)  # fmt: skip
