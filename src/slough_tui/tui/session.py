"""The state of the screen and what a key does to it. Knows neither terminal nor widget.

A key comes in by `key()`; what the world must do (quit, load, copy) comes out in `effects`. Keys typed
before there is anything to act on wait in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.errors import SloughError
from slough_tui.model.kinds import table_of
from slough_tui.tui.effects import Effect, Load
from slough_tui.tui.questions import StoryOf
from slough_tui.tui.record_state import RecordState
from slough_tui.tui.room import Room
from slough_tui.tui.table_state import TableState
from slough_tui.tui.typed import typed
from slough_tui.tui.verbs import bindings, prefixes
from slough_tui.tui.verbs.verb import shown_key
from slough_tui.views.grid import Grid
from slough_tui.views.latest import with_latest
from slough_tui.views.places import BY_NAME, PLACES, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    import polars as pl

    from slough_tui.tui.chooser import Chooser
    from slough_tui.tui.prompt import Prompt
    from slough_tui.tui.questions import Question
    from slough_tui.tui.verbs.verb import Verb


class Session:
    """Everything that the screen shows, and where the person is.

    Of the four modes (table, record, chooser, prompt) the one on top takes the keys.
    """

    def __init__(
        self, name: str, as_of: date, today: date, *, read_only: bool = False, ascii_only: bool = False
    ) -> None:
        self.name = name
        self.as_of = self.home = as_of
        self.known_at: datetime | None = None
        self.today = today
        self.read_only = read_only
        self.ascii_only = ascii_only
        self.room = Room()
        self.frames: dict[str, pl.DataFrame] = {}
        self.tables: dict[str, TableState] = {}
        self.place: Place = PLACES[0]
        self.previous: Place | None = None
        self.record: RecordState | None = None
        self.back: list[tuple[str, str]] = []
        self.forward: list[tuple[str, str]] = []
        self.chooser: Chooser | None = None
        self.prompt: Prompt | None = None
        self.searched = ""
        self.memories: dict[str, list[str]] = {}
        self.pending: tuple[str, ...] = ()
        self.queue: list[str] = []
        self.effects: list[Effect] = []
        self.questions: list[Question] = []
        self.note, self.note_role = "", ""
        self.failure: SloughError | None = None
        self.checking = True
        self.check_note = ""
        self.newer = False
        self.asked: set[Question] = set()

    # ------------------------------------------------------------ what is there

    @property
    def table(self) -> TableState | None:
        """The table of this place; None while it is being loaded."""
        return self.tables.get(self.place.name)

    @property
    def mode(self) -> str:
        """What takes the keys now."""
        if self.prompt is not None:
            return "prompt"
        if self.chooser is not None:
            return "chooser"
        return "record" if self.record is not None else "table"

    @property
    def typing(self) -> bool:
        """Whether letters are typed rather than pressed."""
        return self.prompt is not None or (self.chooser is not None and self.chooser.typing)

    @property
    def waiting(self) -> bool:
        """Whether keys have to wait because this place's rows are not there yet."""
        missing = self.table is None and self.failure is None
        return missing and not (self.place.name == "findings" and not self.checking)

    @property
    def reference(self) -> date:
        """What rules take for today: the day one looks at, unless another was given at the start."""
        return self.as_of if self.today == self.home else self.today

    @property
    def table_width(self) -> int:
        """Cells for the table, beside a record or alone."""
        return self.room.table_width if self.record is not None else self.room.width

    def say(self, text: str, role: str = "") -> None:
        """Tell the person something, until the next key."""
        self.note, self.note_role = text, role

    # ------------------------------------------------------------ what happens

    def resize(self, width: int, height: int) -> None:
        """The terminal has a new size."""
        self.room = Room(width, height)
        self.arrange()

    def arrange(self) -> None:
        """Give table and record the room they have now."""
        if self.table is not None:
            self.table.resize(self.room.body - 1, self.table_width)
        if self.record is not None:
            self.record.resize(self.room.record_width, self.room.body - 1)

    def loaded(self, name: str, frame: pl.DataFrame) -> None:
        """A table has been read; keys that waited for it are pressed now."""
        same = self.frames.get(name) is frame
        self.frames[name] = frame
        if name == "findings":
            self.checking = False
        if name in BY_NAME and not (same and name in self.tables):
            self._take(BY_NAME[name], frame)
        if name == "readings" and "kpis" in self.frames:
            self._take(BY_NAME["kpis"], self.frames["kpis"])
        if self.record is not None and not same:
            self.record.refresh(self.frames)
        self.press_waiting()

    def _take(self, place: Place, frame: pl.DataFrame) -> None:
        if place.name == "kpis":
            frame = with_latest(frame, self.frames.get("readings"))
        grid = Grid(place, frame, self.today, ascii_only=self.ascii_only)
        state = self.tables.get(place.name)
        if state is None:
            state = self.tables[place.name] = TableState(grid)
        else:
            state.take(grid)
        if place is self.place:
            self.arrange()

    def failed(self, error: SloughError) -> None:
        """The register could not be read: say so, and let the person leave."""
        self.failure = error
        self.checking = False
        self.press_waiting()

    def check_failed(self, error: SloughError) -> None:
        """The rules could not be run; everything else goes on."""
        self.checking = False
        self.check_note = f"The rules could not be checked: {error}"
        self.say(self.check_note, "amber")
        self.press_waiting()

    def unusable(self, problems: tuple[str, ...]) -> None:
        """Rules or plugins could not be used; the findings of all others stand."""
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        self.say(f"Not checked: {problems[0]}{more}", "amber")

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
        keys = (*self.pending, key)
        verb = bindings(self.mode).get(keys)
        at_once = verb is not None and verb.at_once
        begins = keys in prefixes(self.mode) and not self.queue
        if self.waiting and not at_once and not begins and self.mode != "prompt":
            self.queue += keys
            self.pending = ()
            return
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
        if verb.needs_rows and (self.table is None or not self.table.height):
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

    def reload(self, as_of: date, *, known_at: datetime | None = None) -> None:
        """Read everything again, as of a date, as known at a moment (None: now)."""
        self.as_of, self.known_at = as_of, known_at
        self.failure, self.newer, self.checking = None, False, True
        self.asked.clear()
        self.effects.append(Load(as_of, self.place.name, known_at))
        if self.record is not None:
            self._ask_story()

    def committed(self, seq: int, who: str, what: str) -> None:
        """Somebody committed: what one looks at becomes the newest, unless one looks at what was known before."""
        if self.known_at is not None:
            self.newer = True
            return
        self.reload(self.as_of)
        self.say(f"Commit {seq} by {who} was read: {what}")

    def ask(self, question: Question) -> None:
        """Put a question to the register, unless it was put already and nothing was read since."""
        if question not in self.asked:
            self.asked.add(question)
            self.questions.append(question)

    def answered(self, question: Question, value: Any) -> None:
        """A question has its answer."""
        if isinstance(question, StoryOf):
            self.frames["facts"] = value
            if self.record is not None:
                self.record.refresh(self.frames)

    def _ask_story(self) -> None:
        if self.record is not None and table_of(self.record.id) is not None:
            self.ask(StoryOf(self.record.id))

    # ------------------------------------------------------------ where one is

    def enter(self, place: Place) -> None:
        """Go to a place."""
        self.record = None
        if place is not self.place:
            self.previous, self.place = self.place, place
            self.queue.clear()
        self.arrange()

    def open(self, table: str, record: str, *, remember: bool = True) -> bool:
        """Open a record of a table; False if the register does not hold it."""
        opened = RecordState.of(table, record, self.frames)
        if opened is None:
            return False
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
