"""The improvement board's monthly report: directions, exceptions, forward lists, internal audit.

Flaws: the colour of most RAG cells is lost; commentary has days and months but no year; markup is left
in cells; one comment is dated after the report, one direction points to another, one portfolio has
three titles; a percentage is wrong; the stated cause of a movement cannot account for it.
"""

from __future__ import annotations

from .audit_tables import AFTER, BEFORE, YEARS, printed, reviews
from .board_directions import PAGES
from .board_frame import AUDIT, FORWARD, OPENING
from .shapes import printed as on_paper
from .shapes import table

HEADER = (
    (
        "Ref",
        "Direction",
        "Portfolio Holder (Political)",
        "Executive Lead (Strategic)",
        "Service Lead (Operational)",
        "Target Date of This Phase",
        "RAG",
        "",
        "Commentary / Progress",
    ),
    ("", "", "", "", "", "", "Now", "Trend", ""),
)


def text() -> str:
    """The report as published."""
    return on_paper(OPENING, {"directions": _directions()}) + on_paper(FORWARD) + on_paper(AUDIT, _audit())


def _directions() -> str:
    pages = [f"Directions Progress Summary\n\n{table([*HEADER, *page])}\n" for page in PAGES]
    return "\n \n \n".join(pages)


def _audit() -> dict[str, str]:
    tables = {
        f"{when} {year[2:]}": printed(year, on)
        for year in YEARS
        for when, on in (("before", BEFORE), ("after", AFTER))
    }
    return {"reviews": reviews(), **tables}
