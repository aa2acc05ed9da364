"""One document through all layouts: shapes compete for its tables, then each layout reads its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.importers.draft import Draft
from slough_tui.importers.grid import Grid, find_grids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slough_tui.importers.layouts.protocol import Layout
    from slough_tui.importers.paper import Paper


def read_layouts(paper: Paper, layouts: Sequence[Layout]) -> Draft:
    """What all `layouts` find in a paper; a layout leaves its name and version where it found anything."""
    draft = Draft(paper.document)
    owners = {shape.name: layout for layout in layouts for shape in layout.shapes}
    grids: dict[str, list[Grid]] = {}
    for grid in find_grids(paper.document, [s for layout in layouts for s in layout.shapes]):
        grids.setdefault(owners[grid.shape.name].name, []).append(grid)
    for layout in layouts:
        before = (len(draft.records), len(draft.lines), len(draft.uses))
        layout.read(paper, grids.get(layout.name, []), draft)
        if (len(draft.records), len(draft.lines), len(draft.uses)) != before:
            draft.layouts.append(f"{layout.name}/{layout.version}")
    return draft
