"""Labelled lines of prose (`Lead: Head of Parks`, `Status - On track`): the fields of a record that has no table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from slough_tui.importers.line import Line
from slough_tui.model.document import BlockKind, Cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slough_tui.importers.draft import Draft
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Block

LONGEST = 160
"""A longer line is a sentence with a colon in it."""

_LABELS = {
    "lead": "lead|lead officer|owner|responsible officer|responsible|officer|accountable officer|who|senior responsible (?:officer|owner)|sro",
    "member": "(?:lead|cabinet|portfolio) member|portfolio holder|political lead|member",
    "addressee": "to|addressed to|directed to|made to|sent to",
    "due": "by|due|due date|deadline|target date|target|by when|when|timescale|target completion(?: date)?|completion date|date due|agreed date|agreed completion date|implementation date|implementation|date for implementation|agreed timescale",
    "status": "status|current status|rag|rag status|rag rating|brag|brag status|rating|position",
    "trend": "trend|direction of travel|movement",
    "accepted": "decision|accepted|cabinet decision|executive decision",
    "response": "response|cabinet response|executive response|management response",
    "verdict": "verdict|assessment|judgement|conclusion|officer assessment|assessment of progress|overall assessment",
    "text": "progress|update|commentary|progress update|latest update|latest position|evidence|next steps|comment|comments|officer comment",
    "note": "reason|reasons|rationale|reason for (?:the )?(?:decision|rejection|response)|reason if (?:not agreed|rejected)",
}
_LABEL = re.compile(
    r"^\W*(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items())
    + r")\W*(?::|\s[-–—])\W*(?=\S)",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?:[.;,|]|\s[-–—])\s+(?=(?:" + "|".join(_LABELS.values()) + r")\W?:\s)", re.IGNORECASE)
"""Where another label begins on the same line: `Status: Amber. Lead: Head of Parks`."""


class Labelled(NamedTuple):
    """One labelled line: the field it means, what stands after the label, and the cell it stands in."""

    field: str
    value: Cell
    cell: Cell


def labelled(cell: Cell) -> list[Labelled]:
    """A line that begins with a known label, taken apart where others follow on it; empty for any other line.

    A long piece is a sentence with a colon in it, unless it is progress or a response.
    """
    for pieces in (_NEXT.split(cell.text), [cell.text]):
        found = [_piece(piece, cell) for piece in pieces]
        if all(found):
            return [each for each in found if each]
    return []


def _piece(piece: str, cell: Cell) -> Labelled | None:
    match = _LABEL.match(piece)
    if not match or match.lastgroup is None:
        return None
    if len(piece) > LONGEST and match.lastgroup not in {"text", "response"}:
        return None
    return Labelled(match.lastgroup, Cell(piece[match.end() :].strip("* "), cell.place), cell)


def as_line(found: Sequence[Labelled], rename: Mapping[str, str]) -> Line:
    """The labelled lines of one record as a line of a table; the first of each label counts."""
    fields: dict[str, list[Cell]] = {}
    for each in found:
        fields.setdefault(rename.get(each.field, each.field), []).append(each.value)
    return Line(fields, {}, (), 0, own_header=False)


LONGEST_TITLE = 250
"""A title is no longer than this."""
_CHAPTER = re.compile(
    r"^\W*(?:progress|commentary|update|latest position|next steps|evidence)\W*$", re.IGNORECASE
)


@dataclass(slots=True)
class Told:
    """A record that is told in prose: its number and title, the labelled lines under it, and what else is said."""

    ref: str
    title: str
    opened: Cell
    heading: Cell | None
    titled: Cell | None = None
    said: list[Labelled] = field(default_factory=list)
    told: list[Cell] = field(default_factory=list)


def told_in_prose(paper: Paper, draft: Draft, opens: re.Pattern[str]) -> list[Told]:
    """The records that lines matching `opens` (groups `ref` and `title`) begin; a sentence about one has no labelled lines."""
    found: list[Told] = []
    current: Told | None = None
    heading: Cell | None = None
    for block in paper.blocks:
        if block.kind is BlockKind.FURNITURE or not block.rows:
            continue
        if block.kind is BlockKind.TABLE or draft.is_used(block.cell):
            current = None
            continue
        match = opens.match(block.text.strip("*# "))
        if match and len(block.text) <= LONGEST_TITLE:
            current = Told(match["ref"], match["title"].strip(" *"), block.cell, heading)
            found.append(current)
        elif current is not None and not _goes_on(block, current):
            current = None
        if block.kind is BlockKind.HEADING and current is None:
            heading = block.cell
    return [each for each in found if each.said and each.title]


def _goes_on(block: Block, current: Told) -> bool:
    if said := labelled(block.cell):
        current.said += said
    elif not current.title and not current.said and len(block.text) <= LONGEST_TITLE:
        current.title, current.titled = block.text.strip("*# "), block.cell
    elif block.kind is BlockKind.HEADING and not _CHAPTER.match(block.text):
        return False
    elif block.kind is not BlockKind.HEADING:
        current.told.append(block.cell)
    return True
