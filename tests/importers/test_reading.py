"""One document through all layouts: each gets its own tables, and leaves its name where it found anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.importers.layouts import LAYOUTS
from slough_tui.importers.paper import Paper
from slough_tui.importers.reading import read_layouts
from tests.importers.tables import ASKS, STEPS, document

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape

TEXT = """# Report

Ref | Recommendation | Owner
1 | Mow the green | Parks

# Plan

Objective | Action | By whom | Outcome
Greens | Mow | Parks | Short grass"""


class Taking:
    """A layout that notes what it is given, and claims the cells of its tables' rows."""

    version = 3

    def __init__(self, name: str, *shapes: Shape, claims: bool = True) -> None:
        self.name = name
        self.shapes = shapes
        self.claims = claims
        self.given: list[list[str]] = []

    def read(self, paper: Paper, grids: list[Grid], draft: Draft) -> None:
        self.given.append([grid.shape.name for grid in grids])
        for part in (part for grid in grids for part in grid.parts if self.claims):
            draft.context([cell for row in part.rows for cell in row if cell])


def test_each_layout_is_called_once_and_given_its_own_tables() -> None:
    asks, steps, prose = Taking("asks", ASKS), Taking("steps", STEPS), Taking("prose")
    read_layouts(Paper(document(TEXT)), [asks, steps, prose])
    assert [layout.given for layout in (asks, steps, prose)] == [[["asks"]], [["steps"]], [[]]]


def test_a_layout_that_found_something_leaves_its_name_and_version() -> None:
    draft = read_layouts(
        Paper(document(TEXT)), [Taking("asks", ASKS), Taking("steps", STEPS, claims=False), Taking("prose")]
    )
    assert draft.layouts == ["asks/3"]


def test_bundled_layouts_have_names_of_their_own_and_versions() -> None:
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)
    assert all(layout.version >= 1 for layout in LAYOUTS)


def test_no_two_bundled_shapes_share_a_name() -> None:
    names = [shape.name for layout in LAYOUTS for shape in layout.shapes]
    assert len(set(names)) == len(names)


def test_a_paper_of_prose_goes_through_all_layouts_unharmed() -> None:
    draft = read_layouts(Paper(document("# A walk\n\nIt rained all day.")), LAYOUTS)
    assert draft.records == []
    assert draft.lines == []
