"""The state of the screen and what a key does to it. Knows neither terminal nor widget.

A key comes in by `key()`; what the world must do (quit, load, copy) comes out in `effects`. Keys typed
before there is anything to act on wait in order.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from slough_tui.errors import SloughError
from slough_tui.tui.banner import banner
from slough_tui.tui.preview import Sheet
from slough_tui.tui.record_state import RecordState
from slough_tui.tui.room import Room
from slough_tui.tui.screen_state import ScreenState
from slough_tui.tui.standing import standing
from slough_tui.tui.typed import typed
from slough_tui.tui.verbs import bindings, prefixes
from slough_tui.tui.verbs.verb import shown_key
from slough_tui.views.overview_page import overview_page
from slough_tui.views.places import COMPUTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.tui.verbs.verb import Verb
    from slough_tui.views.places import Place


class Session(ScreenState):
    """What keys, news and sizes do to the screen's state."""

    # ------------------------------------------------------------ what is there

    @property
    def waiting(self) -> bool:
        """Whether keys have to wait because what they would act on is not there yet."""
        sheet_waits = isinstance(self.sheet, Sheet) and self.sheet.waits
        if self.desk.task is not None or sheet_waits or (self.chooser is not None and self.chooser.waits):
            return True
        missing = self.table is None and self.failure is None and not self.sheets
        given_up = self.check_note or self.place.name in {"changes", "overview"}
        return missing and not (self.place.name in COMPUTED and given_up)

    @property
    def has_rows(self) -> bool:
        """Whether the place has a row that a verb could act on."""
        return self.table is not None and self.table.height > 0

    @property
    def table_width(self) -> int:
        """Cells for the table, beside a record or alone."""
        return self.room.table_width if self.record is not None else self.room.width

    # ------------------------------------------------------------ what happens

    def resize(self, width: int, height: int) -> None:
        """The terminal has a new size."""
        self.room = Room(width, height)
        self.arrange()

    def arrange(self) -> None:
        """Give table, record and overview the room they have now."""
        self.room = replace(self.room, banner=banner(self) is not None)
        if self.overview is not None and self.place.name == "overview":
            self.board.take(overview_page(self.overview, self.table_width))
            self.board.resize(self.room.body)
        for table in (self.table, self.preview):
            if table is not None:
                table.resize(self.room.body - 1, self.table_width)
        if self.record is not None:
            self.record.resize(self.room.record_width, self.room.body - 1)

    def press_waiting(self) -> None:
        """Press the keys that had to wait, until one has to wait again."""
        while self.queue and not self.waiting:
            self.press(self.queue.pop(0))

    def key(self, key: str) -> None:
        """A key was pressed: a character, or a name like `down` or `ctrl+f`."""
        if self.room.too_small:
            if key == "Q":
                self.press(key)
            return
        if self.desk.task is not None and self.desk.task.lasting and key == "escape":
            self.desk.task = None
            self.say("Given up.")
            return
        keys = (*self.pending, key)
        verb = bindings(self.mode).get(keys)
        at_once = verb is not None and verb.at_once
        begins = keys in prefixes(self.mode) and not self.queue
        if self.waiting and not at_once and not begins and self.mode != "prompt":
            self.queue += keys
            self.pending = ()
            return
        if self.waiting and key == "escape":
            self.queue.clear()
        self.press(key)

    def press(self, key: str) -> None:
        """Do what a key does now."""
        if self.typing and len(key) == 1 and key.isprintable():
            typed(self, key)
            return
        keys = (*self.pending, key)
        mode = self.mode
        verb = bindings(mode).get(keys)
        if verb is not None:
            self.pending = ()
            self.note = ""
            self.run(verb)
        elif keys in prefixes(mode) and key != "escape":
            self.pending = keys
        elif self.pending:
            self._no_such(keys)
        else:
            self.say(
                f"{shown_key(key)} does nothing here{'; ? shows the keys' if mode in ('table', 'record') else ''}"
            )

    def run(self, verb: Verb) -> None:
        """Do what a verb does; what cannot be done is said."""
        if verb.needs_rows and self.record is None and not self.has_rows:
            self.say("There is no row here.")
            return
        self.guard(lambda: verb.run(self))

    def guard(self, act: Callable[[], None]) -> None:
        """Do something; an error of ours becomes a note."""
        try:
            act()
        except SloughError as error:
            self.say(str(error), "red")

    def _no_such(self, keys: tuple[str, ...]) -> None:
        self.pending = ()
        if keys[-1] != "escape":
            self.say(f"{shown_key(*keys)} does nothing; ? shows the keys")

    def paste(self, text: str) -> None:
        """Text was pasted: it goes where one types, and nowhere else."""
        if self.typing and not self.room.too_small:
            typed(self, text)
        else:
            self.say("Paste goes into the line opened by / or & or :")

    def committed(self, seq: int, who: str, what: str) -> None:
        """Somebody committed; of one's own commits the worker tells."""
        if self.desk.writing:
            self.newer = True
        elif seq not in {*self.desk.commits, *self.desk.undone}:
            super().committed(seq, who, what)

    # ------------------------------------------------------------ where one is

    def enter(self, place: Place) -> None:
        """Go to a place."""
        self.record = None
        if place is not self.place:
            self.before = standing(self, dated=True)
            if self.table is not None:
                self.table.cool()
            self.place = place
            self.look()
            self.queue.clear()
        self.oversee()
        self.arrange()

    def open(self, table: str, record: str, *, remember: bool = True) -> bool:
        """Open a record of a table; False if the register does not hold it."""
        opened = RecordState.of(table, record, self.frames, self.reference)
        if opened is None:
            return False
        if self.record is None:
            self.entered = len(self.back)
        if remember:
            self.forward.clear()
            self._remember_record(unless=(table, record))
        self.record = opened
        self._ask_story()
        self.arrange()
        return True

    def close(self) -> None:
        """Close the record."""
        self._remember_record()
        self.record = None
        self.arrange()

    def _remember_record(self, unless: tuple[str, str] | None = None) -> None:
        if self.record is not None and self.record.table:
            seen = (self.record.table, self.record.id)
            if seen != unless and self.back[-1:] != [seen]:
                self.back.append(seen)
