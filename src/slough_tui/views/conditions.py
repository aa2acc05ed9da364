"""The part of a filter that is SQL: `housing where due < :today AND priority = 'high'`, read by the rules' gate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from slough_tui.views.filed import Frame

_WHERE = re.compile(r"(?:^|\s)where\s+", re.IGNORECASE)
_QUOTED = re.compile(r"'[^']*'")
_NAME = re.compile(r"(?<!:)\b[a-z_]+\b")


def parted(text: str) -> tuple[str, str, int]:
    """The words of a filter, its SQL condition (empty if it has none), and where in `text` the condition begins.

    A `where` inside quotation marks is a word like any other.
    """
    for found in _WHERE.finditer(text):
        if text.count('"', 0, found.start()) % 2 == 0:
            return text[: found.start()].strip(), text[found.end() :], found.end()
    return text, "", len(text)


def joined(words: str, sql: str) -> str:
    """A filter of words and a condition, either of which may be empty."""
    return f"{words} where {sql}".strip() if sql.strip() else words


def named(sql: str) -> tuple[str, ...]:
    """The words of a condition that may be columns, in order; nothing in quotation marks."""
    return tuple(_NAME.findall(_QUOTED.sub("", sql)))


def mask(frame: Frame, sql: str, today: date) -> pl.Series | None:
    """Which rows of `frame` the condition holds for (null: it does not); None if it is blank.

    ConditionError, with the place in the condition, for what is no condition over these columns.
    """
    import polars as pl

    from slough_tui.engine.rules.frames import types_in
    from slough_tui.engine.rules.gate import condition

    if not sql.strip():
        return None
    found = condition(sql, types_in(dict(frame.schema)), {"today": today, "as_of": today})
    return frame.select(found.expr.fill_null(value=False).alias("keep")).get_column("keep").cast(pl.Boolean)
