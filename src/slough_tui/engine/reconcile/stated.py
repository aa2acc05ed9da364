"""Movements that a paper states in a sentence ("decreased from 12 to 7") against the tables it prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from slough_tui.engine.reconcile.compared import Compared
from slough_tui.engine.reconcile.sums import is_total

if TYPE_CHECKING:
    import polars as pl

STATED = "stated movement"
"""How the importer titles the figures of such a sentence; their columns are `before` and `now`."""


def stated_movements(figures: pl.DataFrame) -> list[Compared]:
    """Both figures of every stated movement against a row of totals that the sentence names.

    The row's words are all in the sentence's subject (`overdue` in `overdue audit actions`). Of the tables
    that have one on two days, the one whose figures fit best is meant.
    """
    cells = [cell for cell in figures.iter_rows(named=True) if cell["value"] is not None]
    said: dict[tuple[Any, ...], dict[str, dict[str, Any]]] = {}
    tabled: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for cell in cells:
        if str(cell["table_title"] or "").startswith(STATED):
            key = (cell["document"], cell["line"], cell["row_label"])
            said.setdefault(key, {})[cell["column_label"]] = cell
        elif cell["as_at"] is not None and is_total(cell["column_label"]):
            tabled.setdefault((cell["document"], cell["table_title"], cell["row_label"]), []).append(cell)
    found: list[Compared] = []
    for (document, _, subject), pair in said.items():
        if set(pair) >= {"before", "now"}:
            rows = [
                (title, sorted(several, key=lambda cell: cell["as_at"]))
                for (paper, title, label), several in tabled.items()
                if paper == document and _names(subject, label) and len(several) > 1
            ]
            found += _best(subject, pair, rows)
    return found


def _names(subject: Any, label: Any) -> bool:
    words = set(re.findall(r"\w+", str(label or "").lower()))
    return bool(words) and words <= set(re.findall(r"\w+", str(subject or "").lower()))


def _best(
    subject: str, pair: dict[str, dict[str, Any]], rows: list[tuple[Any, list[dict[str, Any]]]]
) -> list[Compared]:
    tries = [
        [
            _compared(subject, title, "before", pair["before"], several[-2]),
            _compared(subject, title, "now", pair["now"], several[-1]),
        ]
        for title, several in rows
    ]
    return min(tries, key=lambda two: sum(abs(one.difference) for one in two), default=[])


def _compared(subject: str, title: Any, when: str, said: dict[str, Any], cell: dict[str, Any]) -> Compared:
    return Compared(
        "stated movement",
        str(title),
        f"{subject}, {when} ({cell['as_at']})",
        said["value"],
        cell["value"],
        0.0,
        said["document"],
        said["page"],
        said["line"],
    )
