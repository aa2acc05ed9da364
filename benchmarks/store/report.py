"""The figures as one Markdown table, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """What is measured: `goal` gives the most that is allowed of `ratio` (ours / bare) or of `value` (ours).

    `scale` turns what is measured into the unit that is shown.
    """

    key: str
    title: str
    bare: str
    unit: str = "ms"
    scale: float = 1000
    goal: dict[str, float] = field(default_factory=dict)
    large: dict[str, float] | None = None
    """Another goal for sizes from 300,000 records on."""


FIGURES = (
    Figure("edit", "edit one field, durable", "write + 2 fsync", goal={"ratio": 3}, large={"ratio": 10}),
    Figure("fsyncs", "fsyncs of that edit", "2", "", 1, goal={"value": 2}),
    Figure("open", "open with 256 slots, read all", "plain Parquet", goal={"ratio": 1.5}),
    Figure("as_of", "open, read as of a year ago", "plain Parquet", goal={"ratio": 3}),
    Figure("as_of_again", "another date, already open", "plain Parquet"),
    Figure("after_edit", "edit, then read all again", "plain Parquet"),
    Figure("idle", "look for news, there are none", "", "µs", 1e6, goal={"value": 100}),
    Figure("import_s", "import all, twice, and fold", "", "s", 1),
    Figure("peak_mb", "memory: open and read", "plain Parquet", "MB", 1),
    Figure("peak_as_of_mb", "memory: as of a year ago", "plain Parquet", "MB", 1),
    Figure("disk_mb", "on disk, with all history", "plain Parquet", "MB", 1),
)

_LARGE = 300_000


@dataclass(frozen=True, slots=True)
class Row:
    """One figure at one size; `peers` has a number or a word for each."""

    records: int
    figure: Figure
    bare: float | None
    ours: float
    peers: dict[str, float | str | None]

    @property
    def ratio(self) -> float | None:
        """Ours by the bare thing."""
        return self.ours / self.bare if self.bare else None

    @property
    def goal(self) -> dict[str, float]:
        """The goal at this size."""
        large = self.figure.large
        return large if large is not None and self.records >= _LARGE else self.figure.goal

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None if there is none."""
        if "ratio" in self.goal:
            return (self.ratio or 0) <= self.goal["ratio"]
        return self.ours * self.figure.scale <= self.goal["value"] if "value" in self.goal else None

    def plain(self) -> dict[str, Any]:
        """For JSON, in the unit that the table shows."""
        scale = self.figure.scale
        peers = {n: v * scale if isinstance(v, float | int) else v for n, v in self.peers.items()}
        return {
            "figure": self.figure.key,
            "records": self.records,
            "unit": self.figure.unit,
            "bare": None if self.bare is None else self.bare * scale,
            "ours": self.ours * scale,
            "ratio": self.ratio,
            "goal": self.goal,
            "met": self.met,
            "peers": peers,
        }


def markdown(rows: Sequence[Row]) -> str:
    """The table, one line for each figure and size."""
    peers = list(rows[0].peers) if rows else []
    heads = ["records", "what", "unit", "bare", "slough", "ratio", "goal", "", *peers]
    lines = [heads, ["---:", "---", "---", "---:", "---:", "---:", "---", "---", *("---:" for _ in peers)]]
    lines += [_cells(row) for row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _cells(row: Row) -> list[str]:
    figure, scale = row.figure, row.figure.scale
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    met = {None: "", True: "met", False: "MISSED"}[row.met]
    bare = "" if row.bare is None else f"{_short(row.bare * scale)} ({figure.bare})"
    peers = [_short(v * scale) if isinstance(v, float | int) else v or "-" for v in row.peers.values()]
    cells = [f"{row.records:,}", figure.title, figure.unit, bare]
    return [*cells, _short(row.ours * scale), ratio, _goal(row), met, *peers]


def _goal(row: Row) -> str:
    if "ratio" in row.goal:
        return f"at most {row.goal['ratio']:g} times"
    return f"at most {row.goal['value']:g}" if row.goal else ""


def _short(number: float) -> str:
    """Three digits that count."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}"
