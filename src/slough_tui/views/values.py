"""How a value reads: dates as people write them, coded words with a letter, an arrow where there is a trend.

Colour never carries meaning alone: a RAG is a letter and a word, a trend an arrow and a word.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slough_tui.model.table import Column

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ARROWS = {"up": "↑", "same": "→", "down": "↓"}
ASCII_ARROWS = {"up": "^", "same": "=", "down": "v"}
MOST_NUMBER = 1e15
ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
LETTERED = frozenset({"rag", "rag_before"})

ROLES: dict[str, dict[str, str]] = {
    "rag": {"red": "red", "amber": "amber", "green": "green", "complete": "done"},
    "rag_before": {"red": "red", "amber": "amber", "green": "green", "complete": "done"},
    "status": {"overdue": "red", "complete": "done", "closed": "done", "superseded": "done"},
    "severity": {"error": "red", "warning": "amber", "info": "quiet"},
    "priority": {"high": "strong", "low": "quiet"},
    "accepted": {"no": "amber", "partial": "amber"},
    "verdict_stated": {"satisfactory": "green", "further_work": "amber"},
    "trend": {"down": "amber"},
    "met": {"no": "red", "yes": "green"},
    "going": {"worse": "amber", "better": "green"},
    "agrees": {"no": "amber", "yes": "green"},
    "state": {"failed": "red", "untrusted": "amber"},
    "change": {
        "worsened": "red",
        "slipped": "amber",
        "ended": "amber",
        "improved": "green",
        "closed": "green",
    },
    "marking": {},
}


def day(value: date) -> str:
    """`31 Oct 2023`: unmistakable, and the filter reads it too."""
    return f"{value.day:2d} {MONTHS[value.month - 1]} {value.year:04d}"


def with_days(text: str) -> str:
    """A sentence whose `2023-10-31` is `31 Oct 2023`, as everywhere on the screen."""
    return ISO.sub(_as_day, text)


def _as_day(found: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(found[0])).strip()
    except ValueError:
        return found[0]


def words(code: str) -> str:
    """A coded word as people read it: `not_due` is `not due`."""
    return code.replace("_", " ")


def in_sentence(title: str, count: int = 2) -> str:
    """A table's title in the middle of a sentence: `plan actions`, of one `plan action`; `KPIs` stay as they are."""
    one = title.removesuffix("s") if count == 1 else title
    return one if one[:2].isupper() else one.lower()


def number(value: float) -> str:
    """A number with thousands separated; no more digits than it has."""
    if not abs(value) < MOST_NUMBER:  # not a number is not below it either
        return f"{value:g}"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def listed(value: Any) -> str:
    """A list as text: its parts with commas between them."""
    return ", ".join(str(part) for part in value if part is not None)


def unpacked(value: str) -> str:
    """A JSON object kept as text, as `heading: value` pairs; as it stands if it is none."""
    try:
        data = json.loads(value)
    except ValueError:
        return value
    if isinstance(data, dict):
        return "; ".join(f"{key}: {part}" for key, part in data.items())
    return value


def shown(value: Any, column: Column, *, ascii_only: bool = False) -> str:
    """The text of one value in one column; empty for null. Not yet made safe."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{day(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value) if column.name in {"page", "line", "block", "row", "column"} else number(value)
    if isinstance(value, str):
        return _text(value, column, ascii_only=ascii_only)
    if isinstance(value, list | tuple) or hasattr(value, "to_list"):
        return listed(value)
    return str(value)


def _text(value: str, column: Column, *, ascii_only: bool) -> str:
    if column.name == "trend" and value in ARROWS:
        return f"{(ASCII_ARROWS if ascii_only else ARROWS)[value]} {value}"
    if column.name in LETTERED and value:
        return f"{value[0].upper()} {words(value)}"
    if column.vocabulary:
        return words(value)
    return unpacked(value) if column.type == "json" else value


def role_of(value: Any, column: Column) -> str:
    """What a value means, for those who see colour too."""
    if not isinstance(value, str):
        return ""
    return ROLES.get(column.name, {}).get(value, "")
