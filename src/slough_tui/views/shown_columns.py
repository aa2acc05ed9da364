"""Which columns a table shows, and what the screen must know of each to give it room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from slough_tui.errors import UsageError
from slough_tui.views import sifting
from slough_tui.views.columns import Wanted, initials
from slough_tui.views.conditions import named, parted
from slough_tui.views.filed import Filed, null_count
from slough_tui.views.overdue import TRACKED
from slough_tui.views.spans import width_of
from slough_tui.views.terms import NOTHING, parse
from slough_tui.views.values import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from slough_tui.model.table import Column, Table
    from slough_tui.views.filed import Frame
    from slough_tui.views.ordering import Key
    from slough_tui.views.places import Place

SAMPLE = 512
"""Widths are taken from this many rows: the first paint may not depend on the height of the table."""
MOST_FOR_REFS = 50_000
"""Rows in which a ref that stands twice is looked for."""
NOTHING_NEW = frozenset({"series", "council"})
"""Columns that are left out where every row has the same in them."""
FIRST_SEEN = frozenset({"status", "rag", "accepted", "due", "severity"})
"""Columns that are on the screen before others: how a record stands, and when it is due."""
LEAST_INITIALS = 4
"""Cells of a column of initials: its heading can be recognised."""
PEOPLE = frozenset({"lead", "clt_lead", "slt_lead"})
"""Columns of people and offices, whose initials may stand for them."""


def usual(place: Place, frame: Frame) -> tuple[str, ...]:
    """Those of the place's columns that hold anything that tells rows apart, the flexible one always; the series beside a ref
    that stands twice.
    """
    names = [name for name in place.table.shown if name in frame.columns]
    if not frame.height:
        return tuple(names)
    keep = [n for n in names if null_count(frame, n) < frame.height and not _same(frame, n)]
    if place.flexible not in keep and place.flexible in names:
        keep.insert(min(1, len(keep)), place.flexible)
    if names[:1] == ["ref"] and "series" in frame.columns and _repeats(frame.select("ref", "series")):
        keep = [*keep[:1], "series", *(name for name in keep[1:] if name != "series")]
    return tuple(keep)


def turns(usual: Sequence[str], asked: Sequence[str], *, chosen: bool) -> dict[str, int]:
    """Which columns come before others, and when: a series that stands beside its ref, those `asked` for in their
    order, those that say how a record stands; where a person has `chosen` the columns, only those asked for.
    """
    own = (
        ()
        if chosen
        else (*(n for n in usual[1:2] if n == "series"), *asked, *(n for n in usual if n in FIRST_SEEN))
    )
    return {name: number for number, name in enumerate(dict.fromkeys(own or asked), 1)}


def _same(frame: Frame, name: str) -> bool:
    """Whether a column of this kind says the same on every row, and so nothing."""
    if name not in NOTHING_NEW or frame.height < 2:
        return False
    values = frame.get_column(name)
    return values.null_count() == 0 and bool((values == values[0]).all())


def _repeats(refs: pl.DataFrame) -> bool:
    """Whether a ref stands in more than one series."""
    told = refs.head(MOST_FOR_REFS).drop_nulls("ref")
    return told["ref"].n_unique() < told.n_unique()


def asked_for(table: Table, filter_: str, keys: Sequence[Key]) -> tuple[str, ...]:
    """The columns by which rows are ordered, then those that a filter names.

    What it gets wrong names none; a column that it keeps empty has nothing to show.
    """
    words, sql, _ = parted(filter_)
    names = [key.column for key in keys]
    for term in parse(words):
        empty = term.values == (NOTHING,) and not term.negated
        if term.field and not empty and not sifting.is_id(term, table):
            try:
                names.append(sifting.column_of(table, term.field).name)
            except UsageError:
                continue
    return tuple(dict.fromkeys(name for name in (*names, *named(sql)) if name in table.names))


LONGEST_REF = 12
"""A longer ref, where it is rare, is cut like any text."""


class Measured(NamedTuple):
    """Cells that a column's widest value takes, and its widest initials (0: it has none)."""

    widest: int
    initials: int


def measured(place: Place, frame: Frame, columns: Sequence[Column]) -> dict[str, Measured]:
    """How wide columns are, by the first rows: it does not change with what is shown."""
    values = _first(frame, [column.name for column in columns])
    out: dict[str, Measured] = {}
    for column in columns:
        texts = [shown(value, column) for value in values[column.name]]
        widest = max((min(len(text), 500) for text in texts), default=0)
        if (
            column.name == "ref" and place.name in TRACKED and not isinstance(frame, Filed)
        ):  # the last rows' may be longer: 999.98
            longest = frame["ref"].str.len_chars().max()
            widest = max(widest, min(longest if isinstance(longest, int) else 0, LONGEST_REF))
        people = column.name in PEOPLE and texts
        short = max(LEAST_INITIALS, *(width_of(initials(text)) for text in texts)) if people else 0
        out[column.name] = Measured(widest + is_marked(place, column.name), short)
    return out


def _first(frame: Frame, names: Sequence[str]) -> dict[str, list[Any]]:
    """What stands in columns of the first rows; of what can be told apart quickly, each value once."""
    if isinstance(frame, Filed):
        rows = frame.rows(range(min(SAMPLE, frame.height)))
        told = {name: [row[name] for row in rows] for name in names}
    else:
        told = {name: frame.get_column(name).head(SAMPLE).to_list() for name in names}
    return {
        name: values if any(isinstance(value, list) for value in values) else list(dict.fromkeys(values))
        for name, values in told.items()
    }


def wanted(
    place: Place,
    columns: Sequence[Column],
    measured: Mapping[str, Measured],
    widths: Mapping[str, int],
    turns: Mapping[str, int],
    *,
    sampled: bool = False,
) -> tuple[Wanted, ...]:
    """What each column would like to have, and its turn; `sampled`: not all rows were measured."""
    return tuple(
        Wanted(
            column.name,
            column.heading,
            column.type,
            measured[column.name].widest,
            flexible=column.name == place.flexible,
            coded=bool(column.vocabulary),
            fixed=widths.get(column.name, 0),
            turn=turns.get(column.name, 0),
            initials=measured[column.name].initials,
            sampled=sampled,
        )
        for column in columns
    )


def is_marked(place: Place, column: str) -> bool:
    """Whether a value of this column may have a mark for overdue behind it."""
    return column == "due" and place.name in TRACKED
