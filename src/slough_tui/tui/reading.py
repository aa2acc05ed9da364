"""What was read of the register, as of when, and what became of it: the half of the screen's state that the loader feeds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from slough_tui.model.kinds import TABLES, table_of
from slough_tui.tui.board_state import BoardState
from slough_tui.tui.effects import Effect, Later, Load
from slough_tui.tui.questions import ChangesOf, Compared, Overseen, PanelsOf, PrintedOf, StoryOf
from slough_tui.tui.standing import bring
from slough_tui.tui.table_state import TableState
from slough_tui.views.changes import headed
from slough_tui.views.filed import Filed
from slough_tui.views.grid import Grid
from slough_tui.views.latest import with_latest
from slough_tui.views.machinery_pages import IN_COMMIT
from slough_tui.views.moments import moment
from slough_tui.views.places import BY_NAME, START, Place
from slough_tui.views.rows import held

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from slough_tui.errors import SloughError
    from slough_tui.tui.questions import Question
    from slough_tui.tui.record_state import RecordState
    from slough_tui.tui.standing import Standing
    from slough_tui.views.filed import Frame
    from slough_tui.views.first_page import FirstPage
    from slough_tui.views.overview import Overview


class Reading(ABC):
    """The tables that were read, where they are looked at, and what was asked of the register.

    `home` is the date that the program was started with; `known_at` is None unless one looks at what was
    known at a moment.
    """

    def __init__(self, name: str, as_of: date, today: date, *, read_only: bool, ascii_only: bool) -> None:
        self.name = name
        self.as_of = self.home = as_of
        self.known_at: datetime | None = None
        self.today = today
        self.read_only = read_only
        self.ascii_only = ascii_only
        self.frames: dict[str, Frame] = {}
        self.tables: dict[str, TableState] = {}
        self.unseen: set[str] = set()
        """Places whose table was read since one was there."""
        self.preview: TableState | None = None
        self.place: Place = START
        self.record: RecordState | None = None
        self.effects: list[Effect] = []
        self.awaited: dict[str, Standing] = {}
        self.questions: list[Question] = []
        self.asked: dict[type[Question], Question] = {}
        """The newest question of every kind."""
        self.note, self.note_role = "", ""
        self.failure: SloughError | None = None
        self.checking = True
        self.progress: tuple[int, int] | None = None
        self.outdated = False
        """Whether the findings that are shown speak of an older commit, or of another date, than the tables."""
        self.check_note = ""
        self.newer = False
        self.since: date | None = None
        self.compared: Compared | None = None
        self.overview: Overview | None = None
        self.board = BoardState()

    @abstractmethod
    def arrange(self) -> None:
        """Give what is shown the room it has now."""

    @abstractmethod
    def press_waiting(self) -> None:
        """Press the keys that had to wait, until one has to wait again."""

    @abstractmethod
    def guard(self, act: Callable[[], None]) -> None:
        """Do something; an error of ours becomes a note."""

    @property
    def table(self) -> TableState | None:
        """The table of this place; None while it is being loaded."""
        return self.tables.get(self.place.name)

    @property
    def reference(self) -> date:
        """What rules take for today: the day one looks at, unless another was given at the start."""
        return self.as_of if self.today == self.home else self.today

    def loaded(self, name: str, frame: Frame) -> None:
        """A table has been read; keys that waited for it are pressed now."""
        same = self.frames.get(name) is frame
        self.frames[name] = frame
        self.preview = None if name == self.place.name else self.preview
        if name == "findings":
            self.checking = self.outdated = False
        if name in BY_NAME and not (same and name in self.tables):
            self.unseen.add(name)
        if name == "readings":
            self.unseen.add("kpis")
        if self.place.name in self.unseen:
            self.look()
        if self.record is not None and not same:
            self.record.refresh(self.frames, self.reference)
        if name == "findings":
            self.oversee()
        if name == "plugins":
            self._ask_panels(again=True)
        self.press_waiting()

    def look(self) -> None:
        """Show the table where one is as it was read last, and have found out what its filters and sorts will need."""
        name = self.place.name
        if name in self.unseen and name in self.frames:
            self.unseen.discard(name)
            self._take(self.place, self.frames[name])
        if self.table is not None:
            self.table.warm()

    def oversee(self) -> None:
        """Have the overview counted, if that is where one is."""
        if self.place.name == "overview":
            since = self.since or moment("-1m", self.as_of)
            self.ask(Overseen(since, "findings" in self.frames and not self.checking))

    def _take(self, place: Place, frame: Frame) -> None:
        if place.name == "kpis":
            assert not isinstance(frame, Filed)
            frame = with_latest(frame, held(self.frames, "readings"))
        if place.name == "changes" and self.compared is not None:
            place = replace(place, table=headed(self.compared.start, self.compared.end))
        grid = Grid(place, frame, self.today, ascii_only=self.ascii_only, reference=self.reference)
        state = self.tables.get(place.name)
        if state is None:
            state = self.tables[place.name] = TableState(grid, later=self._find_out)
        else:
            state.take(grid)
        awaited = self.awaited.pop(place.name, None)
        if awaited is not None:
            self.guard(lambda: bring(state, awaited))
        self.arrange()

    def _find_out(self, later: Later) -> None:
        self.effects.append(later)

    def show_first(self, page: FirstPage | None) -> None:
        """Show a page from the last start until the table itself is there."""
        if page is not None and page.place is self.place:
            self.name, self.read_only = page.name, self.read_only or page.read_only
            self.preview = TableState(page)
            self.preview.cursor, self.preview.top = page.cursor, page.top
            if (there := self.awaited.get(self.place.name)) is not None:
                self.preview.tall, self.preview.numbered = there.view.lines, there.view.numbers

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

    def check_stopped(self) -> None:
        """The person gave the check up: what was found before stays, and is marked."""
        self.checking = False
        self.check_note = "The check was stopped; F5 checks again."
        self.say(self.check_note, "amber")
        self.press_waiting()

    def unusable(self, problems: tuple[str, ...]) -> None:
        """Rules or plugins could not be used; the findings of all others stand."""
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        self.say(f"Not checked: {problems[0]}{more}", "amber")

    def reload(self, as_of: date, *, known_at: datetime | None = None) -> None:
        """Read everything again, as of a date, as known at a moment (None: now)."""
        self.as_of, self.known_at = as_of, known_at
        self.failure, self.newer, self.checking, self.check_note = None, False, True, ""
        self.progress, self.outdated = None, "findings" in self.frames
        self.asked.clear()
        self.effects.append(Load(as_of, self.place.name, known_at))
        if self.record is not None:
            self._ask_story()
        if self.compared is not None:
            self.ask(self.compared)
        self.oversee()
        self.arrange()

    def committed(self, seq: int, who: str, what: str) -> None:
        """Somebody committed: what one looks at becomes the newest, unless one looks at what was known before."""
        if self.known_at is not None:
            self.newer = True
            return
        self.reload(self.as_of)
        self.say(f"Commit {seq} by {who} was read: {what}")

    def ask(self, question: Question) -> None:
        """Put a question to the register, unless it is the newest of its kind and nothing was read since."""
        if self.asked.get(type(question)) != question:
            self.asked[type(question)] = question
            self.questions.append(question)

    def answered(self, question: Question, value: Any) -> None:
        """A question has its answer."""
        if isinstance(question, StoryOf):
            self.frames["facts"] = value
        elif isinstance(question, PanelsOf):
            self.frames["panels"] = value
        elif isinstance(question, PrintedOf):
            self.frames["cells"] = value
        elif isinstance(question, ChangesOf):
            self.frames[IN_COMMIT] = value
        elif isinstance(question, Compared):
            self.loaded("changes", value)
        elif isinstance(question, Overseen):
            self.overview = value
            self.arrange()
        if self.record is not None:
            self.record.refresh(self.frames, self.reference)

    def _ask_story(self) -> None:
        """What the open page needs beside the tables; the answer to an older question is not kept."""
        if self.record is None:
            return
        table, record = self.record.table, self.record.id
        if table in {"findings", *TABLES}:
            self.ask(PrintedOf(table, record))
        if table_of(record) is not None:
            self._ask_anew(StoryOf(record), "facts")
            self._ask_panels()
        elif table == "commits":
            self._ask_anew(ChangesOf(int(record)), IN_COMMIT)

    def _ask_anew(self, question: Question, frame: str) -> None:
        """Ask, and forget what the frame of this name says of another page."""
        if self.asked.get(type(question)) != question:
            self.frames.pop(frame, None)
        self.ask(question)

    def _ask_panels(self, *, again: bool = False) -> None:
        """What plugins show below the open record, once they are loaded; `again`: they were loaded anew."""
        if self.record is None or "plugins" not in self.frames or table_of(self.record.id) is None:
            return
        if again:
            self.asked.pop(PanelsOf, None)
        self.ask(PanelsOf(self.record.table, self.record.id))

    def say(self, text: str, role: str = "") -> None:
        """Tell the person something, until the next key."""
        self.note, self.note_role = text, role
