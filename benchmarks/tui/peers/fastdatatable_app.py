"""textual-fastdatatable as its documentation shows it, with a key to sort and a line to filter in."""

from __future__ import annotations

import sys
from typing import ClassVar

import pyarrow.compute as pc
import pyarrow.parquet as pq
from textual.app import App, ComposeResult
from textual.widgets import Input
from textual_fastdatatable import ArrowBackend, DataTable

TABLE = pq.read_table(sys.argv[1])


class Peer(App):
    """A table over a line."""

    BINDINGS: ClassVar = [("s", "sort", "sort"), ("/", "sift", "filter")]
    CSS = "Input { dock: bottom; height: 1; border: none; } DataTable { height: 1fr; }"

    def compose(self) -> ComposeResult:
        """Table and line."""
        yield DataTable(backend=ArrowBackend(TABLE), id="table")
        line = Input()
        line.cursor_blink = False  # whoever waits for silence would wait for ever
        yield line

    def on_mount(self) -> None:
        """Keys go to the table."""
        self.query_one("#table").focus()

    def action_sort(self) -> None:
        """By reference, the last one first."""
        self.query_one(DataTable).sort([("ref", "descending")])

    def action_sift(self) -> None:
        """Type a filter."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the rows whose text holds what was typed."""
        kept = (
            TABLE.filter(pc.match_substring(TABLE["text"], event.value, ignore_case=True))
            if event.value
            else TABLE
        )
        old = self.query_one(DataTable)
        old.backend = ArrowBackend(kept)
        old._clear_caches()  # noqa: SLF001 - it has no public way to another table
        old._require_update_dimensions = True  # noqa: SLF001
        old.refresh(layout=True)


Peer().run()
