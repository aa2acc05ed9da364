"""The figures as a Markdown table, each ratio beside its goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.tui.figures import GOALS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.tui.figures import Goal

Figures = dict[str, float]
OURS = "ours"


def markdown(found: Mapping[int, Mapping[str, Figures]]) -> str:
    """A table for each size: figures of all programs, our ratio and its goal."""
    out = []
    for rows, programs in found.items():
        names = list(programs)
        out += [
            f"## {rows:,} rows",
            "",
            f"| | {' | '.join(names)} | ratio | goal |",
            "|---|" + "---:|" * (len(names) + 2),
        ]
        for goal in GOALS:
            cells = [_figure(programs[name].get(goal.key)) for name in names]
            out.append(f"| {goal.words} | {' | '.join(cells)} | {' | '.join(_ratio(goal, programs))} |")
        out.append("")
    return "\n".join(out)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _ratio(goal: Goal, programs: Mapping[str, Figures]) -> tuple[str, str]:
    ours = programs.get(OURS, {}).get(goal.key)
    others = [programs[name][goal.key] for name in goal.beside if goal.key in programs.get(name, {})]
    if not goal.beside or ours is None or not others or not min(others):
        return "", ""
    ratio = ours / min(others)
    return f"{ratio:.2f}", f"<= {goal.most:g} ({'met' if ratio <= goal.most else 'missed'})"
