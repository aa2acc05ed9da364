"""Labelled lines of prose (`Lead: Head of Parks`, `Status - On track`): the fields of a record that has no table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from slough_tui.importers.line import Line
from slough_tui.model.document import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST = 160
"""A longer line is a sentence with a colon in it."""

_LABELS = {
    "lead": "lead|lead officer|owner|responsible officer|responsible|officer|accountable officer|who|senior responsible (?:officer|owner)|sro",
    "member": "(?:lead|cabinet|portfolio) member|portfolio holder|political lead|member",
    "due": "due|due date|deadline|target date|target|by when|timescale|target completion(?: date)?|completion date|date due",
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
