"""Tables written by hand for the unit tests of grid and lines, which see blocks and nothing of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.importers.draft import Draft
from slough_tui.importers.grid import Grid, find_grids
from slough_tui.importers.headings import Field, Holds, Shape
from slough_tui.importers.lines import read_lines
from slough_tui.model.document import Block, BlockKind, Cell, Document, Place

if TYPE_CHECKING:
    from slough_tui.importers.line import Line

ASKS = Shape(
    "asks",
    (
        Field("ref", Holds.REF, ("ref", "no")),
        Field("made_on", Holds.DATE, ("made on", "date made")),
        Field("text", Holds.TEXT, ("recommendation", "what was asked")),
        Field("lead", Holds.WHO, ("lead", "owner")),
        Field("due", Holds.DATE, ("due", "by when")),
    ),
    needs=(("text",), ("ref", "lead", "due")),
    opens=("ref",),
    body="text",
    key="ref",
)
STEPS = Shape(
    "steps",
    (
        Field("objective", Holds.TEXT, ("objective", "aim")),
        Field("action", Holds.TEXT, ("action", "step")),
        Field("who", Holds.WHO, ("who", "by whom")),
        Field("outcome", Holds.TEXT, ("outcome", "impact")),
    ),
    needs=(("objective",), ("action",)),
    opens=("objective", "action"),
    body="action",
    carries=("objective",),
)
RATINGS = Shape(
    "ratings",
    (
        Field("title", Holds.TEXT, ("title", "scheme")),
        Field("now", Holds.CODE, ("rating now", "now")),
        Field("trend", Holds.CODE, ("trend", "rating trend")),
        Field("lead", Holds.WHO, ("lead",)),
    ),
    needs=(("title",), ("now",), ("trend",)),
    opens=("title",),
    body="title",
)


def document(text: str) -> Document:
    """Blocks between blank lines: `# heading`, `> page furniture`, a table of lines with `|`, else a paragraph."""
    blocks = []
    for number, part in enumerate(text.strip("\n").split("\n\n")):
        lines = part.strip("\n").split("\n")
        if "|" in part:
            rows = [[cell.strip() for cell in line.split("|")] for line in lines]
            blocks.append(Block(BlockKind.TABLE, _placed(rows, number)))
            continue
        kinds = {"#": BlockKind.HEADING, ">": BlockKind.FURNITURE}
        kind = kinds.get(part[0], BlockKind.PARAGRAPH)
        blocks.append(Block(kind, _placed([[part.lstrip("#> ")]], number)))
    return Document("by hand", "0" * 64, "text", tuple(blocks))


def _placed(rows: list[list[str]], number: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(Cell(raw, Place(number, at, column)) for column, raw in enumerate(row))
        for at, row in enumerate(rows)
    )


def grids_of(text: str, *shapes: Shape) -> list[Grid]:
    """The grids of a text."""
    return find_grids(document(text), shapes)


def lines_of(text: str, shape: Shape) -> tuple[list[Line], Draft]:
    """The lines of the only grid of a text, and what was said on the way."""
    paper = document(text)
    (grid,) = find_grids(paper, [shape])
    draft = Draft(paper)
    return read_lines(grid, draft), draft


def read(line: Line) -> dict[str, str]:
    """A line's fields as text."""
    return {name: line.raw(name) for name in line.fields if line.raw(name)}


def repairs(draft: Draft) -> list[str]:
    """What was mended, in order."""
    return [note.what for note in draft.repairs]
