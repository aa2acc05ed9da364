"""What every writer says alike: a value as text, the lines above a report, the notes and sources below it."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

from slough_tui.model.report import Chart
from slough_tui.report.words import day

if TYPE_CHECKING:
    from slough_tui.model.report import Report

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def text_of(value: Any) -> str:
    """A cell as text, not yet made safe: `31 Oct 2023`, `1,234`, the words of a chart; empty for None."""
    if value is None:
        return ""
    if isinstance(value, Chart):
        return value.said
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year:04d}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    return str(value)


def number(value: float) -> str:
    """A number with its thousands apart and no more digits than it has; empty for what is none."""
    if not math.isfinite(value):
        return ""
    return f"{int(value):,}" if float(value).is_integer() and abs(value) < 1e15 else f"{value:,}"


def subtitle(report: Report) -> str:
    """Such as `Anyborough Council. As of 31 October 2023, compared with 3 October 2023.`."""
    said = ""
    if report.as_of is not None:
        said = f"As of {day(report.as_of)}"
        if report.start is not None:
            said += f", compared with {day(report.start)}"
        if report.today is not None and report.today != report.as_of:
            said += f"; today is taken to be {day(report.today)}"
        said += "."
    return ". ".join(part for part in (report.council, said) if part)


def sources(report: Report) -> tuple[str, ...]:
    """One line per paper: name, title, date, marking."""
    return tuple(
        ", ".join(
            part
            for part in (
                source.name,
                source.title if source.title and source.title not in source.name else "",
                f"of {day(source.on)}" if source.on else "",
                source.marking or "",
            )
            if part
        )
        for source in report.sources
    )
