"""What a plugin may bring beside assessors, readers and layouts: plain data that authors make. No library is loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    import polars as pl


@dataclass(frozen=True, slots=True)
class ConditionFunction:
    """A name that conditions of rules may call, and the condition that it stands for. Since 0.1.

    `takes` maps its parameters, in order, to their types (text, number, date, boolean, duration, list); `sql`
    is an expression over them, `:today` and `:as_of`, held to what any condition is held to.
    """

    name: str
    takes: Mapping[str, str]
    sql: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a command or a panel is given. Since 0.1.

    `tables` gives a table of the register by name, as of the date in question; `today` is what "overdue"
    refers to.
    """

    tables: Callable[[str], pl.LazyFrame]
    as_of: date
    today: date


@dataclass(frozen=True, slots=True)
class Command:
    """A further command, `slough NAME ARGUMENT...`. Since 0.1.

    `run` gets the arguments and what there is to read, and returns lines for people. It writes nothing
    into the register.
    """

    name: str
    about: str
    run: Callable[[Sequence[str], Seen], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Writer:
    """A further format of `slough check --output-format`. Since 0.1.

    `write` gets the findings (columns as `slough check --output-format parquet` writes them) and the counts
    per rule, and returns the whole output.
    """

    name: str
    write: Callable[[pl.DataFrame, pl.DataFrame], str]


@dataclass(frozen=True, slots=True)
class Panel:
    """Further lines below a record, on the screen and in `slough show`. Since 0.1.

    `target` names a function of the plugin's own file or of an installed module as `module:function`, or
    `:function` for the file itself: it is looked up only when a record is shown. It gets the record (column
    to value) and what there is to read, and returns lines of text.
    """

    title: str
    target: str
    tables: tuple[str, ...] = field(default=())


Lines = Callable[[Mapping[str, Any], Seen], Sequence[str]]
"""What the target of a panel is."""
