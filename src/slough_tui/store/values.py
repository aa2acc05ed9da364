"""One value on its way in: is it what its column holds, and how is it written in JSON.

Papers and people's edits bring Python values (str, date, int, float, bool, list of str, None). A
`json` column takes a mapping or list as well and keeps canonical text, so that equal values are equal.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from slough_tui.errors import UsageError
from slough_tui.model.table import Column

PRESENT = Column("_present", "bool", "In the register")
"""The column that every table has besides its own: records are born and end as facts, too."""

PLAIN: dict[str, frozenset[type]] = {
    "str": frozenset({str, type(None)}),
    "json": frozenset({type(None)}),
    "date": frozenset({date, type(None)}),
    "int": frozenset({int, type(None)}),
    "float": frozenset({type(None)}),
    "bool": frozenset({bool, type(None)}),
    "list": frozenset({type(None)}),
}
"""Types that need no look at each value: a whole column of them is taken as it is."""

_WANTED = {
    "str": "text",
    "json": "a JSON object or its text",
    "date": "a date",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "list": "a list of texts",
}


def checked(column: Column, value: Any, where: str = "") -> Any:
    """The value as its column holds it, or `UsageError`; None stays None (an explicit null)."""
    if value is None:
        return None
    taken = _TAKE[column.type](value)
    if taken is None:
        raise UsageError(
            f"{column.name} holds {_WANTED[column.type]}, not {type(value).__name__} {value!r}"[:200],
            where=where,
        )
    return taken


def speakable(text: str) -> str:
    r"""Text that UTF-8 can hold: half of a surrogate pair (broken PDFs have them) is written as `\udc80`."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same value is always the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def to_json(value: Any) -> Any:
    """A value of a column as JSON has it: dates as `2023-10-31`."""
    return value.isoformat() if isinstance(value, date) else value


def from_json(column: Column, value: Any) -> Any:
    """The way back from `to_json`."""
    if column.type == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    return float(value) if column.type == "float" and isinstance(value, int) else value


def _text(value: Any) -> str | None:
    return speakable(str(value)) if isinstance(value, str) else None


def _json(value: Any) -> str | None:
    if isinstance(value, str):
        return speakable(value)
    return speakable(canonical(value)) if isinstance(value, Mapping | list | tuple) else None


def _date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _int(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    whole = int(value) if math.isfinite(value) and value == int(value) else None
    return whole if whole is not None and -(2**63) <= whole < 2**63 else None


def _float(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value) + 0.0  # minus zero would be another value with the same face


def _bool(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _list(value: Any) -> list[str] | None:
    if isinstance(value, str) or not isinstance(value, Sequence | frozenset | set):
        return None
    parts = sorted(value) if isinstance(value, frozenset | set) else list(value)
    return [speakable(part) for part in parts] if all(isinstance(part, str) for part in parts) else None


_TAKE = {
    "str": _text,
    "json": _json,
    "date": _date,
    "int": _int,
    "float": _float,
    "bool": _bool,
    "list": _list,
}
