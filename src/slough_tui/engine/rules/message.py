"""The message of a finding: `{ref}`, `{due}`, `{text:60}` filled in for all findings at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.engine.rules.thresholds import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import polars as pl

    from slough_tui.engine.rules.rule import Value

_HOLE = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)(?::(\d{1,3}))?\}|[{}]")
NOTHING = "(none)"
DAY = "%-d %B %Y"


def parts(text: str) -> list[tuple[str, str, int | None]]:
    """(literal text, name, cut) of a message in order: either the text or the name is empty.

    ValueError where a brace stands alone.
    """
    found: list[tuple[str, str, int | None]] = []
    end = 0
    for hole in _HOLE.finditer(text):
        found.append((text[end : hole.start()], "", None))
        end = hole.end()
        if hole[0] in ("{{", "}}"):
            found.append((hole[0][0], "", None))
        elif hole[1]:
            found.append(("", hole[1], int(hole[2]) if hole[2] else None))
        else:
            raise ValueError(
                f"message.text: {hole[0]!r} stands alone; write {{name}}, or {hole[0] * 2} for a brace"
            )
    found.append((text[end:], "", None))
    return [part for part in found if part[0] or part[1]]


def placeholders(text: str) -> tuple[str, ...]:
    """The names a message speaks of, each once. ValueError where a brace stands alone."""
    return tuple(dict.fromkeys(name for _, name, _ in parts(text) if name))


def message(
    text: str,
    dtypes: Mapping[str, pl.DataType],
    parameters: Mapping[str, Value],
    tidy: Collection[str] = (),
) -> pl.Expr:
    """An expression that writes the message of every record; names are columns, else parameters.

    The texts of `tidy` columns hold no white space, so that none need be mended.
    """
    import polars as pl

    pieces: list[pl.Expr] = []
    for literal, name, cut in parts(text):
        if literal:
            pieces.append(pl.lit(literal))
        elif name in dtypes:
            flat = readable(name, dtypes[name])
            pieces.append(_cut(flat if name in tidy else _flat(flat), cut).fill_null(NOTHING))
        else:
            pieces.append(pl.lit(_parameter(parameters.get(name))))
    return pl.concat_str(pieces) if pieces else pl.lit("")


def readable(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column as text for people: days as `30 September 2023`, whole numbers without a point, lists with commas."""
    import polars as pl

    column = pl.col(name)
    if dtype == pl.Date:
        return column.dt.strftime(DAY)
    if isinstance(dtype, pl.Duration):
        days = column.dt.total_days()
        return days.cast(pl.String) + pl.when(days == 1).then(pl.lit(" day")).otherwise(pl.lit(" days"))
    if dtype.is_float():
        whole = column.round(0).cast(pl.Int64, strict=False).cast(pl.String)
        return pl.when(column == column.round(0)).then(whole).otherwise(column.round(2).cast(pl.String))
    if isinstance(dtype, pl.List):
        return column.list.eval(pl.element().cast(pl.String)).list.join(", ")
    return column.cast(pl.String)


def _flat(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(r"\s+", " ").str.strip_chars()


def _cut(flat: pl.Expr, cut: int | None) -> pl.Expr:
    import polars as pl

    if cut is None:
        return flat
    return pl.when(flat.str.len_chars() > cut).then(flat.str.slice(0, cut - 1) + "\u2026").otherwise(flat)


def _parameter(value: Value | None) -> str:
    from datetime import date

    return value.strftime("%d %B %Y").lstrip("0") if isinstance(value, date) else shown(value)
