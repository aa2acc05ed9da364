"""The program on the terminal: keys go in, lines come out; everything between is `Session`."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from slough_tui.tui.carrying_out import carry_out
from slough_tui.tui.hearing import hear
from slough_tui.tui.kept_page import keep_shown
from slough_tui.tui.keys import name_of
from slough_tui.tui.later import Finder
from slough_tui.tui.loader import Loader
from slough_tui.tui.memory import keep, recall
from slough_tui.tui.pane import Pane
from slough_tui.tui.panes import STYLESHEET, panes, widths
from slough_tui.tui.safety import SafeFilter
from slough_tui.tui.session import Session
from slough_tui.tui.wire.display import WireApp
from slough_tui.tui.worker import Worker
from slough_tui.views.saved import Shelf, view_folders

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult

    from slough_tui.tui.checking import Check
    from slough_tui.tui.extensions import Extensions
    from slough_tui.tui.hearing import Told
    from slough_tui.views.first_page import FirstPage


class TheScreen(Screen[None], inherit_bindings=False):
    """The one screen. It has no bindings of its own: every key goes to the session's verbs."""

    BINDINGS: ClassVar = []


class SloughApp(WireApp, inherit_bindings=False):
    """Wires the session to Textual: keys, sizes, the loader's news, the effects."""

    BINDINGS: ClassVar = []
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS = STYLESHEET
    TITLE = "slough"

    class Heard(Message):
        """News from the threads of the loader and the worker."""

        def __init__(self, news: Told) -> None:
            super().__init__()
            self.news = news

    def __init__(
        self,
        path: Path,
        *,
        as_of: date,
        today: date,
        read_only: bool = False,
        ascii_only: bool = False,
        check: Check | None = None,
        memory: Path | None = None,
        page: FirstPage | None = None,
        extensions: Extensions | None = None,
    ) -> None:
        super().__init__(ansi_color=True)
        from slough_tui.tui.checking import checker

        self.session = Session(path.name, as_of, today, read_only=read_only, ascii_only=ascii_only)
        self.loader = Loader(path, self._post, check or checker(), today=today, read_only=read_only)
        self.session.path = path
        self.session.extensions = extensions or self.session.extensions
        self.session.shelf = Shelf(view_folders(path))
        self.memory = memory
        if memory is not None:
            recall(self.session, memory)
        self.worker = Worker(path, self._post, read_only=read_only)
        self.session.show_first(page)
        self.finder = Finder(self._post)
        self.job = 0
        """The number of the newest reading; what an older one still brings is left out."""
        colour = not self.no_color
        self._filters = [f for f in self._filters if type(f).__name__ not in {"NoColor", "Monochrome"}]
        self._filters.append(SafeFilter(colour=colour, contrast=os.environ.get("SLOUGH_CONTRAST") == "high"))
        self.animation_level = "none"
        self._shown: dict[str, int | None] = {}

    def _post(self, news: Told) -> None:
        """From another thread; posting is all it may do."""
        if self.is_running:
            self.post_message(self.Heard(news))

    # ------------------------------------------------------------ widgets

    def get_default_screen(self) -> Screen[None]:
        """The one screen, with no bindings."""
        return TheScreen(id="_default")

    def compose(self) -> ComposeResult:
        """Places, the middle (table, rule, record), status, keys."""
        above, middle, below = panes(self.session)
        yield from above
        with Horizontal(id="middle"):
            yield from middle
        yield from below

    def on_mount(self) -> None:
        """Show the frame of the screen at once; read the register when that is done."""
        self.session.resize(*self.size)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.loader.start()
        self.finder.start()
        self.job = self.loader.read(self.session.as_of, self.session.place.name)
        gc.enable()

    def on_unmount(self) -> None:
        """Let the threads end, the worker after its commit."""
        if self.memory is not None and self.session.tables:
            keep(self.session, self.memory)
            keep_shown(self.session, self.loader)
        self.loader.stop()
        self.worker.stop()
        self.finder.put(None)

    def draw(self, *, whole: bool = False) -> None:
        """Bring the widgets in line with the session."""
        session = self.session
        shown = widths(session)
        if shown != self._shown:
            self._shown = shown
            for name, width in shown.items():
                pane = self.screen.query_one(f"#{name}", Pane)
                pane.display = width is not None
                if name == "record" and width:
                    pane.styles.width = width
        for pane in self.screen.query(Pane):
            if shown.get(pane.id or "", session.room.width) is not None:
                pane.repaint(whole=whole)

    # ------------------------------------------------------------ what comes in

    def on_key(self, event: events.Key) -> None:
        """Every key, in the order in which it was typed."""
        event.stop()
        event.prevent_default()
        self.session.key(name_of(event.key, event.character))
        self._do()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is text, never keys."""
        event.stop()
        self.session.paste(event.text)
        self._do()

    def on_resize(self, event: events.Resize) -> None:
        """The terminal has a new size."""
        self.session.resize(event.size.width, event.size.height)
        self._do()

    def on_pane_touched(self, event: Pane.Touched) -> None:
        """The mouse, where it was asked for."""
        from slough_tui.tui.mouse import touch

        touch(self.session, event.pane.id or "", event.line, event.column, event.wheel)
        self._do()

    def on_slough_app_heard(self, message: Heard) -> None:
        """What the loader has to say."""
        self._hear(message.news)
        self._do()

    def _hear(self, news: Told) -> None:
        hear(self.session, news, self.job)

    def _fatal_error(self) -> None:
        """A defect of ours ends the program: Textual would print all local values, `terminal.show` tells what it was."""
        self._close_messages_no_wait()

    # ------------------------------------------------------------ what goes out

    def _do(self) -> None:
        effects, self.session.effects = self.session.effects, []
        whole = False
        for effect in effects:
            whole = carry_out(self, effect) or whole
        questions, self.session.questions = self.session.questions, []
        for question in questions:
            self.loader.ask(question)
        if self.is_running:
            self.draw(whole=whole)
