"""Thresholds: from what a rule file says to a typed value, and from a value to a SQL literal."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any

from slough_tui.engine.rules.rule import Duration, Value

_DURATION = re.compile(r"\s*(\d{1,5})\s+(day|week|month|year)s?\s*", re.IGNORECASE)
_UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}


def duration(text: str) -> Duration | None:
    """`5 days`, `2 weeks`, `2 months`, `1 year`; None if the text is no duration."""
    found = _DURATION.fullmatch(text)
    if not found:
        return None
    months, days = _UNITS[found[2].lower()]
    return Duration(months=int(found[1]) * months, days=int(found[1]) * days)


def threshold(raw: Any) -> Value:
    """A typed value from what TOML gives: a text that reads as a duration is one. ValueError says why not."""
    if isinstance(raw, datetime):
        raise ValueError("a date without a time of day is needed, like 2023-09-30")
    if isinstance(raw, str):
        return duration(raw) or raw
    if isinstance(raw, float) and not math.isfinite(raw):
        raise ValueError("a finite number is needed")
    if isinstance(raw, bool | int | float | date):
        return raw
    if isinstance(raw, list) and raw and all(isinstance(word, str) for word in raw):
        return tuple(raw)
    if isinstance(raw, list):
        raise ValueError("a list of texts is needed, with at least one in it")
    raise ValueError(f"a number, text, date, duration or list is needed, not {type(raw).__name__}")


def kind(value: Value) -> str:
    """The type of a value in the words of the condition language."""
    if isinstance(value, Duration):
        return "months" if value.months else "duration"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, date):
        return "date"
    return "list" if isinstance(value, tuple) else "text"


def literal(value: Value) -> str:
    """A SQL literal: quotes doubled, dates and durations typed, a list in parentheses."""
    if isinstance(value, tuple):
        return f"({', '.join(literal(word) for word in value)})"
    if isinstance(value, Duration):
        return f"INTERVAL '{value.months} months'" if value.months else f"INTERVAL '{value.days} days'"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value!r}e0" if "e" not in repr(value) else repr(value)  # without e0 Polars makes a Decimal
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return "'" + value.replace("'", "''") + "'"


def shown(value: Value | None) -> str:
    """A value for people."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
