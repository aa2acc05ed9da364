"""A chart as SVG that stands in a line of a page: no script, no style, nothing fetched."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

from slough_tui.model.safe_text import clean

if TYPE_CHECKING:
    from slough_tui.model.report import Chart

WIDTH, HEIGHT, EDGE = 132, 30, 4


def svg(chart: Chart) -> str:
    """The line through the points, a gap where one is missing, dashes at the target, a dot on the latest."""
    values = [value if value is not None and math.isfinite(value) else None for value in chart.points]
    known = [value for value in values if value is not None]
    scale = [*known, *([chart.target] if chart.target is not None else [])]
    low, high = (min(scale), max(scale)) if scale else (0.0, 0.0)

    def x(place: int) -> float:
        return EDGE + place * (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)

    said = escape(clean(chart.said))
    parts = [
        f'<svg role="img" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" aria-label="{said}">',
        f"<title>{said}</title>",
    ]
    if chart.target is not None:
        level = f"{y(chart.target):.1f}"
        parts.append(f'<line class="target" x1="0" x2="{WIDTH}" y1="{level}" y2="{level}"/>')
    run: list[str] = []
    for place, value in [*enumerate(values), (len(values), None)]:
        if value is not None:
            run.append(f"{x(place):.1f},{y(value):.1f}")
            continue
        if len(run) > 1:
            parts.append(f'<polyline points="{" ".join(run)}"/>')
        elif run:
            cx, _, cy = run[0].partition(",")
            parts.append(f'<circle r="1.5" cx="{cx}" cy="{cy}"/>')
        run = []
    if known:
        last = max(place for place, value in enumerate(values) if value is not None)
        parts.append(f'<circle r="2.5" cx="{x(last):.1f}" cy="{y(values[last] or 0.0):.1f}"/>')
    return "".join([*parts, "</svg>"])
