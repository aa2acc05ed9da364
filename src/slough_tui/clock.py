"""The only module that asks what time it is. Everything else is given the time."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> datetime:
    """Now, in UTC, to the microsecond."""
    return datetime.now(UTC)


def today() -> date:
    """Today in the machine's own zone: a committee's day, not UTC's."""
    return datetime.now().astimezone().date()
