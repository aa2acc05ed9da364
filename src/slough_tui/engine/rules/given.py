"""The examples of a rule file: records by table, and what the rule must say of them. Read when somebody looks at them.

A check looks at no example, and they are most of what the files say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from slough_tui.engine.rules.frames import FINDINGS, OF_FINDINGS
from slough_tui.engine.rules.rule import Example
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES = "times"
MOST_TIMES = 1000


class Examples(Sequence[Example]):
    """So `many` examples, which `read` gives when one of them is wanted."""

    def __init__(self, many: int, read: Callable[[], Sequence[Example]]) -> None:
        self._many = many
        self._read = read

    @cached_property
    def _all(self) -> Sequence[Example]:
        return self._read()

    @overload
    def __getitem__(self, index: int) -> Example: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Example]: ...

    def __getitem__(self, index: int | slice) -> Example | Sequence[Example]:
        return self._all[index]

    def __len__(self) -> int:
        return self._many


def example(data: Mapping[str, Any], table: str) -> Example:
    """One example: a list is records of the rule's table; keys that name a table bring further records.

    ValueError says what cannot be given.
    """
    given = data["given"]
    today = data.get("today")
    if isinstance(given, list):
        tables: dict[str, list[Mapping[str, Any]]] = {table: given}
    else:
        tables = {name: records for name, records in given.items() if _is_table(name)}
        own = {name: value for name, value in given.items() if not _is_table(name)}
        today = own.pop("today", today)
        if own or not tables:
            tables[table] = [own, *tables.get(table, ())]
    return Example(
        tables={name: _records(name, records) for name, records in tables.items()},
        expect=data["expect"],
        count=data.get("count"),
        today=today,
        note=data.get("note", ""),
    )


def _is_table(name: str) -> bool:
    return name in TABLES or name == FINDINGS


def _records(table: str, records: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    from slough_tui.engine.rules.tokens import did_you_mean

    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise ValueError(f"{table} = [{{...}}, {{...}}] is needed: a list of records")
    found: list[Mapping[str, Any]] = []
    columns = OF_FINDINGS if table == FINDINGS else TABLES[table].names
    for number, record in enumerate(_repeated(records), 1):
        for name in record:
            if name not in columns:
                hint = did_you_mean(name, columns) or "see slough rules new"
                raise ValueError(f"{table} has no column {name!r}; {hint}")
        if table == FINDINGS:
            found.append(record)
            continue
        prefix = TABLES[table].prefix or table
        found.append({"id": f"{prefix}:example/{number}", **record})
    return tuple(found)


def _repeated(records: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The records; one that says `times = 20` twenty times over, each with an id of its own."""
    for record in records:
        times = record.get(TIMES, 1)
        if type(times) is not int or not 1 <= times <= MOST_TIMES:
            raise ValueError(f"{TIMES} is a number from 1 to {MOST_TIMES}")
        if times > 1 and "id" in record:
            raise ValueError(f"a record with an id cannot be there {times} times")
        yield from ({name: value for name, value in record.items() if name != TIMES} for _ in range(times))
