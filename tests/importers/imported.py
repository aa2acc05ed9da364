"""One paper through reader, layouts and finish, and short ways to ask what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from slough_tui.importers.finish import Finished, finish
from slough_tui.importers.layouts import LAYOUTS
from slough_tui.importers.paper import Paper
from slough_tui.importers.readers import read_paper
from slough_tui.importers.reading import read_layouts
from slough_tui.model.kinds import RECORD_TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from slough_tui.importers.layouts.protocol import Layout

TODAY = date(2024, 5, 6)
"""The day of import in tests: no paper is dated by it unless it says nothing of its own."""


@dataclass(frozen=True)
class Imported:
    """What one paper asserts."""

    paper: Paper
    finished: Finished

    def rows(self, table: str) -> list[dict[str, Any]]:
        """A table's lines as they go to the store."""
        return [dict(row) for row in self.finished.batch.rows.get(table, ())]

    def only(self, table: str) -> dict[str, Any]:
        """The only line of a table."""
        (row,) = self.rows(table)
        return row

    def column(self, table: str, name: str) -> list[Any]:
        """One column of a table, in the paper's order."""
        return [row.get(name) for row in self.rows(table)]

    @property
    def repairs(self) -> Counter[str]:
        """How often what was mended."""
        return Counter(self.column("repairs", "what"))

    @property
    def refusals(self) -> Counter[str]:
        """How often what was not understood."""
        return Counter(self.column("refusals", "what"))

    @property
    def counts(self) -> dict[str, int]:
        """Lines by table of what a paper says; not its cells, repairs and refusals."""
        told = (*RECORD_TABLES, "readings", "figures", "updates", "links")
        return {name: len(found) for name in told if (found := self.rows(name))}

    def uses(self, raw: str) -> list[str]:
        """What the cells with exactly this text are for."""
        return [cell["use"] for cell in self.rows("cells") if " ".join(cell["raw"].split()) == raw]


def import_file(
    path: Path,
    *,
    on: date | None = None,
    council: str = "",
    series: str = "",
    layouts: Sequence[Layout] = LAYOUTS,
    today: date = TODAY,
) -> Imported:
    """Import one file, and hold it to what every import owes: a balance that is complete."""
    paper = Paper(read_paper(path), on=on, council=council, series=series)
    done = Imported(paper, finish(read_layouts(paper, layouts), paper, today=today))
    filled = [cell for cell in paper.document.cells() if cell]
    cells = done.rows("cells")
    assert len({cell["id"] for cell in cells}) == len(cells) == len(filled), "each filled cell has one use"
    assert sum(done.finished.balance.values()) == len(filled)
    return done
