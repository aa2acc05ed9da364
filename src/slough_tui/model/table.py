"""What a table and a column are. Types are plain words, so that this module needs no library.

`str`, `date`, `int`, `float`, `bool`, `list` (of str) and `json` (a JSON object kept as text).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

TYPES = ("str", "date", "int", "float", "bool", "list", "json")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `label` for people; `vocabulary` where only those words are allowed (None = free)."""

    name: str
    type: str = "str"
    label: str = ""
    vocabulary: tuple[str, ...] | None = None

    @property
    def heading(self) -> str:
        """What people see above the column."""
        return self.label or self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `prefix` is its ids' prefix (`rec`), empty for tables that hold no records.

    `shown` are the columns of the first view on a screen, in order.
    """

    name: str
    title: str
    one: str
    prefix: str
    columns: tuple[Column, ...]
    shown: tuple[str, ...] = ()

    @property
    def is_record(self) -> bool:
        """Whether its lines are records (tracked, with id, ref, status, due)."""
        return bool(self.prefix)

    def column(self, name: str) -> Column:
        """The column of this name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name!r}")

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(c.name for c in self.columns)


class RecordNames(Sequence[str]):
    """The names of those `tables` that hold records, in order, also of those that are added later."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = tables

    def _now(self) -> tuple[str, ...]:
        return tuple(name for name, table in self._tables.items() if table.is_record)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        """The name at an index."""
        return self._now()[index]

    def __len__(self) -> int:
        """How many there are now."""
        return len(self._now())

    def __iter__(self) -> Iterator[str]:
        """The names one by one; `Sequence` would look all of them up for each."""
        return iter(self._now())

    def __contains__(self, name: object) -> bool:
        """Whether a table of this name holds records."""
        return isinstance(name, str) and name in self._tables and self._tables[name].is_record
