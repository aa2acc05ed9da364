"""Who and when in one column (`Lead and timescale`): taken apart into the lead and the due date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers.headings import normal
from slough_tui.model.document import Cell
from slough_tui.model.due import find_dates, parse_due

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Header, Part
    from slough_tui.importers.line import Line

_WHO = frozenset(
    ("who", "whom", "lead", "leads", "owner", "officer", "responsible", "responsibility", "person")
)
_WHEN = frozenset(
    (
        "when",
        "date",
        "dates",
        "timescale",
        "timescales",
        "timeframe",
        "deadline",
        "due",
        "completion",
        "timing",
    )
)
FEW_WORDS = 3
"""A time without a day (`ongoing`, `every quarter`) has no more words."""
_PARTS = re.compile(r"\s*(?:[,;\n/|(]|\s[-–—]|\bby\b)\s*", re.IGNORECASE)


def take_apart(lines: Sequence[Line], parts: Sequence[Part], draft: Draft) -> None:
    """Where a heading names both and the table has no other column of them, each cell becomes two fields."""
    columns = [_column(part.header) for part in parts]
    for line in lines:
        name = columns[line.part]
        cells = line.cells(name) if name else []
        if len(cells) != 1:
            continue
        who, when = _told(cells[0].raw.strip())
        for field, text in (("lead", who), ("due", when)):
            line.fields[field] = [Cell(text, cells[0].place)] if text else []
        if who and when:
            why = "who and when stand in one column"
            draft.repair("taken apart", cells[0], cells[0].text, f"{who} | {when}", why)


def _column(header: Header) -> str | None:
    """The field, lead or due, of the column whose heading names both, where no column has the other."""
    fields = set(header.fields.values())
    for match in header.matches:
        words = set(normal(match.heading).split())
        if (
            match.field in {"lead", "due"}
            and words & _WHO
            and words & _WHEN
            and not {"lead", "due"} <= fields
        ):
            return match.field
    return None


def _told(text: str) -> tuple[str, str]:
    """What stands before the first point from which on all is a time, and that time."""
    if _is_time(text):
        return "", text
    for match in _PARTS.finditer(text):
        when = _closed(text[match.end() :])
        if _is_time(when):
            return text[: match.start()].strip(" ,;("), when
    if found := find_dates(text):
        return text[: found[0].start].strip(" ,;:(-–—"), _closed(text[found[0].start :])
    return text, ""


def _closed(text: str) -> str:
    return text.strip(" ." if "(" in text else " .)")


_BEFORE_A_DAY = re.compile(
    r"^\W*(?:(?:by|from|in|on|the|end|start|beginning|early|late|mid|middle|of|due|before|week|commencing|w c|no|later|than|summer|spring|autumn|winter)\W+)*$",
    re.IGNORECASE,
)


def _is_time(text: str) -> bool:
    """Whether all of a text tells a time: a day has nothing before it but words that belong to it."""
    due, found = parse_due(text), find_dates(text)
    if found:
        return bool(_BEFORE_A_DAY.match(text[: found[0].start]))
    bare = len(text.split()) <= FEW_WORDS and not _PARTS.search(text)
    return bare and (due.on is not None or bool(due.schedule) or due.impossible)
