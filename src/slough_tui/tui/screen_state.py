"""What lies over the tables and waits for the person: records, lists, lines, forms, pages, views. `session` changes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from slough_tui.tui.extensions import Extensions
from slough_tui.tui.form import Form
from slough_tui.tui.reading import Reading
from slough_tui.tui.room import Room
from slough_tui.tui.task import Desk
from slough_tui.views.saved import Shelf

if TYPE_CHECKING:
    from datetime import date

    from slough_tui.tui.chooser import Chooser
    from slough_tui.tui.letters import Jump
    from slough_tui.tui.preview import Sheet
    from slough_tui.tui.prompt import Prompt
    from slough_tui.tui.standing import Standing


class ScreenState(Reading):
    """Everything that the screen shows, and where the person is.

    Of the modes (table, record, sheets over them, chooser, prompt) the one on top takes the keys.
    """

    def __init__(
        self, name: str, as_of: date, today: date, *, read_only: bool = False, ascii_only: bool = False
    ) -> None:
        super().__init__(name, as_of, today, read_only=read_only, ascii_only=ascii_only)
        self.path = Path(name)
        self.extensions = Extensions()
        self.room = Room()
        self.back: list[tuple[str, str]] = []
        self.entered = 0
        """How many records stood in `back` when the first of those that one came through was opened."""
        self.forward: list[tuple[str, str]] = []
        self.chooser: Chooser | None = None
        self.prompt: Prompt | None = None
        self.sheets: list[Form | Sheet | Jump] = []
        self.desk = Desk()
        self.shelf = Shelf()
        self.before: Standing | None = None
        self.bookmarks: dict[str, Standing] = {}
        self.searched = ""
        self.memories: dict[str, list[str]] = {}
        self.pending: tuple[str, ...] = ()
        self.queue: list[str] = []

    @property
    def mode(self) -> str:
        """What takes the keys now."""
        if self.prompt is not None:
            return "prompt"
        if self.chooser is not None:
            return "chooser"
        if self.sheet is not None:
            return self.sheet.mode
        if self.record is not None:
            return "record"
        return "board" if self.place.name == "overview" else "table"

    @property
    def helping(self) -> bool:
        """Whether the open page is the help, which is no record."""
        return self.record is not None and not self.record.table

    @property
    def sheet(self) -> Form | Sheet | Jump | None:
        """The form or page that lies over the table, on top of others."""
        return self.sheets[-1] if self.sheets else None

    @property
    def covered(self) -> bool:
        """Whether a form or page lies over table and record."""
        return self.sheet is not None and self.sheet.mode != "jump"

    @property
    def typing(self) -> bool:
        """Whether letters are typed rather than pressed."""
        top = self.chooser or self.sheet
        return self.prompt is not None or (top is not None and top.typing)

    @property
    def line(self) -> Prompt | None:
        """The line that one types into: at the bottom, or in a form."""
        if self.prompt is not None or self.chooser is not None:
            return self.prompt
        return self.sheet.here.line if isinstance(self.sheet, Form) else None
