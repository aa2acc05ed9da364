"""Further kinds of record, beside those of `kinds`: plugins bring them."""

from __future__ import annotations

from slough_tui.model.kinds import COMMON, TABLES, common
from slough_tui.model.table import Column, Table


def record_kind(name: str, title: str, one: str, prefix: str, *own: Column, shown: tuple[str, ...]) -> Table:
    """A table for a further kind of record: the common columns and its own."""
    return Table(name, title, one, prefix, (*common(), *own), shown)


def add(table: Table) -> None:
    """Let the register have a further table of records. ValueError says what it clashes with or lacks."""
    if TABLES.get(table.name) == table:
        return
    if table.name in TABLES:
        raise ValueError(f"there is a table {table.name} already")
    other = next((t.name for t in TABLES.values() if t.prefix == table.prefix), "")
    if not table.prefix or other:
        raise ValueError(f"the prefix {table.prefix!r} of {table.name} is that of {other or 'no record'}")
    missing = [name for name in COMMON if name not in table.names]
    if missing:
        raise ValueError(f"{table.name} lacks the columns {', '.join(missing)}")
    TABLES[table.name] = table
