"""Facets: the values of the column under the cursor with their counts and shares; Enter keeps the rows of one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from slough_tui.tui.chooser import Choice, Chooser
from slough_tui.tui.verbs.sifting import keep_value
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.facets import facets
from slough_tui.views.spans import cut
from slough_tui.views.values import shown

if TYPE_CHECKING:
    from slough_tui.model.table import Column
    from slough_tui.tui.session import Session

MOST_TEXT = 120


@verb("facets", "F", "the values of this column with their counts; Enter keeps the rows of one",
      group="Find and sift", needs_rows=True, footer="values")  # fmt: skip
def facet(session: Session) -> None:
    """Choose among the values."""
    table = session.table
    if table is None or table.here is None:
        return
    column = table.here
    chooser = session.chooser = Chooser(f"{column.heading} of {table.height:,} rows", (), waits=True)
    rows = table.height
    table.find_out(
        partial(facets, table.grid, column.name), lambda found: chooser.fill(_choices(column, found, rows))
    )


def _choices(column: Column, found: list[tuple[Any, int]], rows: int) -> tuple[Choice, ...]:
    wide = max((len(f"{count:,}") for _, count in found), default=0)
    return tuple(
        Choice(
            f"{count:>{wide},} {count / rows:>6.1%}",
            cut(shown(value, column).strip(), MOST_TEXT) or "(none)",
            "",
            partial(_keep, column=column.name, value=value),
        )
        for value, count in found
    )


def _keep(session: Session, column: str, value: Any) -> None:
    keep_value(session, column, value, negated=False)


VERBS: tuple[Verb, ...] = (facet,)
