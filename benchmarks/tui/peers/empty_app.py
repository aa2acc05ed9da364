"""The least that Textual can be: one line of text."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Empty(App):
    """Shows what looks like a first row."""

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Static("0.00  the first row")


Empty().run()
