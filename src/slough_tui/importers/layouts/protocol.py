"""What a layout is: one kind of paper, or of part of a paper, that it can turn into records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.importers.paper import Paper


class Layout(Protocol):
    """One kind of paper. Several layouts read one document, each its own parts.

    `name` and `version` go into the import's key: a paper is read again when a layout has become better.
    `shapes` are the tables it knows by their headings; all layouts' shapes compete for each table, and
    `read` is given the tables that went to this layout's. A layout finds its prose parts itself and
    claims every cell it reads (`Draft.use`). `read` is called once a document, also where no table of
    its shapes was found.
    """

    @property
    def name(self) -> str:
        """A short name with hyphens, unique among layouts (`--layout` takes it)."""

    @property
    def version(self) -> int:
        """Goes up when the layout reads better."""

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The tables it knows by their headings."""

    def read(self, paper: Paper, grids: list[Grid], draft: Draft) -> None:
        """Add what this layout finds in `paper` to `draft`; never raises for what a paper says."""
