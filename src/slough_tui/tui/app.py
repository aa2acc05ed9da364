"""The program on the terminal: keys go in, lines come out; everything between is `Session`."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from slough_tui.tui import painting, painting_body
from slough_tui.tui.banner import banner_line
from slough_tui.tui.copying import copy
from slough_tui.tui.effects import Copy, Effect, Later, Load, Quit, Repaint, Run, Stop, Suspend
from slough_tui.tui.hearing import hear
from slough_tui.tui.kept_page import keep_shown
from slough_tui.tui.keys import name_of
from slough_tui.tui.later import Finder
from slough_tui.tui.loader import Loader
from slough_tui.tui.memory import keep, recall
from slough_tui.tui.pane import Pane
from slough_tui.tui.safety import SafeFilter
from slough_tui.tui.session import Session
from slough_tui.tui.wire.display import WireApp
from slough_tui.tui.worker import Worker
from slough_tui.views.saved import Shelf, view_folders

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult

    from slough_tui.tui.checking import Check
    from slough_tui.tui.extensions import Extensions
    from slough_tui.tui.hearing import Told
    from slough_tui.views.first_page import FirstPage
    from slough_tui.views.spans import Line


class TheScreen(Screen[None], inherit_bindings=False):
    """The one screen. It has no bindings of its own: every key goes to the session's verbs."""

    BINDINGS: ClassVar = []


class SloughApp(WireApp, inherit_bindings=False):
    """Wires the session to Textual: keys, sizes, the loader's news, the effects."""

    BINDINGS: ClassVar = []
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS = """
    TheScreen { background: ansi_default; color: ansi_default; overflow: hidden hidden; }
    #places, #status, #foot, #banner { height: 1; }
    #middle { height: 1fr; }
    #body { width: 1fr; }
    #rule { width: 2; }
    #rule, #record, #banner { display: none; }
    """
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
        self._job = 0
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
        plain = self.session.ascii_only
        session = self.session

        def one(paint: Callable[[Session, int], Line]) -> Callable[[int, int], list[Line]]:
            return lambda width, _: [paint(session, width)]

        yield Pane(one(painting.place_bar), name="places", ascii_only=plain)
        yield Pane(one(banner_line), name="banner", ascii_only=plain)
        with Horizontal(id="middle"):
            yield Pane(lambda w, h: painting_body.body(session, w, h), name="body", ascii_only=plain)
            yield Pane(lambda _, h: painting_body.rule(h), name="rule", ascii_only=plain)
            yield Pane(lambda w, h: painting_body.beside(session, w, h), name="record", ascii_only=plain)
        yield Pane(one(painting.status_line), name="status", ascii_only=plain)
        yield Pane(one(painting.foot_line), name="foot", ascii_only=plain)

    def on_mount(self) -> None:
        """Show the frame of the screen at once; read the register when that is done."""
        self.session.resize(*self.size)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.loader.start()
        self.finder.start()
        self._job = self.loader.read(self.session.as_of, self.session.place.name)
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
        shown = self._layout()
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

    def _layout(self) -> dict[str, int | None]:
        """Which panes are there, and how wide (None: not there; 0: as wide as there is room)."""
        session = self.session
        bars = None if session.room.too_small else 0
        split = (
            session.record is not None and session.room.beside and not (session.chooser or session.covered)
        )
        wide = session.room.record_width if split else None
        over = bars if session.room.banner else None
        shown = {"places": bars, "banner": over, "status": bars, "foot": bars}
        return {**shown, "rule": wide and 0, "record": wide}

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
        hear(self.session, news, self._job)

    def _fatal_error(self) -> None:
        """A defect of ours ends the program: Textual would print all local values, `terminal.show` tells what it was."""
        self._close_messages_no_wait()

    # ------------------------------------------------------------ what goes out

    def _do(self) -> None:
        effects, self.session.effects = self.session.effects, []
        whole = False
        for effect in effects:
            whole = self._effect(effect) or whole
        questions, self.session.questions = self.session.questions, []
        for question in questions:
            self.loader.ask(question)
        if self.is_running:
            self.draw(whole=whole)

    def _effect(self, effect: Effect) -> bool:
        """Do it; whether everything must be drawn anew."""
        session = self.session
        if isinstance(effect, Quit):
            self.exit(effect.code)
        elif isinstance(effect, Load):
            self._job = self.loader.read(
                effect.as_of, effect.first, known_at=effect.known_at, today=session.reference
            )
        elif isinstance(effect, Stop):
            self.loader.stop_check()
        elif isinstance(effect, Run):
            self.worker.do(effect.task)
        elif isinstance(effect, Later):
            self.finder.put(effect)
        elif isinstance(effect, Copy):
            copy(session, effect, self._driver)
        elif isinstance(effect, Suspend):
            self.action_suspend_process()
            self.forget()
            return True
        elif isinstance(effect, Repaint):
            self.forget()
            self.refresh(layout=True, repaint=True)
            return True
        return False
