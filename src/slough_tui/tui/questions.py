"""What the screen asks beside the tables: answered in a thread of its own, from what was read last.

A question is a frozen dataclass, so that the same one is asked only once; `answer` runs in that thread and
may take long.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    import polars as pl

    from slough_tui.engine.history.movement import Movement
    from slough_tui.store import Register
    from slough_tui.tui.panelling import Panels
    from slough_tui.tui.part import Part
    from slough_tui.views.filed import Frame
    from slough_tui.views.overview import Overview


@dataclass(frozen=True, slots=True)
class Known:
    """The register as the screen shows it: `frames` are the tables that were read of it so far, by name."""

    register: Register
    frames: dict[str, Frame]
    as_of: date
    known_at: datetime | None
    today: date
    panels: Panels | None = None

    def frame(self, table: str) -> pl.DataFrame:
        """One table as of this date, as known at this moment."""
        return self.at(table, self.as_of)

    def at(self, table: str, on: date) -> pl.DataFrame:
        """One table as of another date."""
        return self.register.frame(table, as_of=on, known_at=self.known_at)


class Question(Protocol):
    """Something that takes a look into the register."""

    def answer(self, known: Known) -> Any:
        """The answer; a SloughError is told to the person."""


@dataclass(frozen=True, slots=True)
class StoryOf:
    """What changed in a record, when and by whom: a frame with the columns of `Register.facts` and `paper`."""

    record: str

    def answer(self, known: Known) -> pl.DataFrame:
        """Facts of the record, those it has had by that moment."""
        import polars as pl

        facts = known.register.facts(self.record, known_at=known.known_at)
        papers = known.register.frame("documents").select(
            pl.col("id").alias("source"), pl.col("name").alias("paper")
        )
        return facts.join(papers, on="source", how="left", maintain_order="left")


@dataclass(frozen=True, slots=True)
class PrintedOf:
    """The cells of papers that the page of a line shows, `record` of `table`: a frame with the columns of `cells`."""

    table: str
    record: str

    def answer(self, known: Known) -> pl.DataFrame:
        """Only these are read, where the register has them in one file."""
        from slough_tui.views.printed import Printed
        from slough_tui.views.rows import rows

        found = rows(known.frames, self.table, 1, id=self.record)
        wanted = Printed.of(self.table, found[0] if found else {"id": self.record})
        cells = known.register.frame("cells", as_of=known.as_of, known_at=known.known_at, where=wanted.where)
        return wanted.few(cells)


@dataclass(frozen=True, slots=True)
class PanelsOf:
    """What panels of plugins say below a record: a frame as `views.panels` makes it."""

    table: str
    record: str

    def answer(self, known: Known) -> pl.DataFrame:
        """Every panel of the record's table asked; one that breaks costs only itself."""
        import polars as pl

        from slough_tui.hooks.brought import Seen
        from slough_tui.views.panels import panels_frame

        found = known.frame(self.table).filter(pl.col("id") == self.record)
        if known.panels is None or not found.height:
            return panels_frame(self.record, {})
        asked = Seen(lambda name: known.frame(name).lazy(), known.as_of, known.today)
        told, broken = known.panels(self.table, found.row(0, named=True), asked)
        return panels_frame(self.record, told, broken)


@dataclass(frozen=True, slots=True)
class ChangesOf:
    """What a commit changed in records: the facts of that commit, as `Register.facts` gives them."""

    seq: int

    def answer(self, known: Known) -> pl.DataFrame:
        """Facts of all record tables."""
        import polars as pl

        return known.register.facts().filter(pl.col("seq") == self.seq)


def shortly(moved: Movement, start: date, end: date) -> list[str]:
    """The sentences of a movement without the dates, which stand above them; those of a series name it."""
    from slough_tui.engine.history.diff import between

    told = [sentence.replace(f", {between(start, end)}", "") for sentence in moved.sentences(start, end)]
    return [f"{moved.group}: {sentence}" if moved.group else sentence for sentence in told]


TRAIL = 12
"""Days of which the overview tells how many records were overdue."""
MOST_FOR_TRAIL = 50_000
"""Records up to which the register is replayed for that many days."""


def _table_on(known: Known, day: date, name: str) -> pl.DataFrame:
    return known.at(name, day)


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of every record between two days, or of those of a `part` of the register on either day: a frame with
    the columns of `computed.CHANGES`.
    """

    start: date
    end: date
    part: Part | None = None

    def answer(self, known: Known) -> pl.DataFrame:
        """The record tables compared."""
        from slough_tui.engine.history.diff import compare
        from slough_tui.model.kinds import RECORD_TABLES, TABLES
        from slough_tui.views.changes import changes_frame

        lines: list[dict[str, Any]] = []
        for name in RECORD_TABLES:
            if self.part is not None and not self.part.has(name):
                continue
            before, after = known.at(name, self.start), known.at(name, self.end)
            if self.part is not None:
                before, after = self._parts(name, known, before, after)
            if before is not after:
                lines += compare(TABLES[name], before, after)
        return changes_frame(lines)

    def _parts(
        self, name: str, known: Known, before: pl.DataFrame, after: pl.DataFrame
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        import polars as pl

        assert self.part is not None
        days = (self.start, self.end)
        ids = [self.part.ids(name, partial(_table_on, known, day)) for day in days]
        either = pl.Series(sorted(set().union(*ids)), dtype=pl.String).implode()
        return before.filter(pl.col("id").is_in(either)), after.filter(pl.col("id").is_in(either))


@dataclass(frozen=True, slots=True)
class Overseen:
    """What needs attention, and what has moved since a day; `checked`: with what the rules found."""

    since: date
    checked: bool

    def answer(self, known: Known) -> Overview:
        """Everything counted."""
        from slough_tui.engine.history.movement import movements
        from slough_tui.model.kinds import RECORD_TABLES, TABLES
        from slough_tui.views import overview
        from slough_tui.views.changes import summary

        days = self._days(known)
        kinds = overview.kinds(known.at, known.as_of, self.since, days)
        changes = Compared(self.since, known.as_of).answer(known)
        sentences = [
            sentence
            for name in RECORD_TABLES
            if (before := known.at(name, self.since)) is not (after := known.frame(name))
            for moved in movements(TABLES[name], before, after)
            for sentence in shortly(moved, self.since, known.as_of)
        ]
        found: dict[str, Any] = {}
        findings, calls = known.frames.get("findings"), known.frames.get("call_in")
        if self.checked and findings is not None and calls is not None:
            found = {**overview.found(findings), "calls": overview.calls_of(calls)}
        return overview.Overview(
            known.as_of, self.since, known.as_of, kinds, tuple(summary(changes)), tuple(sentences), **found
        )

    def _days(self, known: Known) -> tuple[date, ...]:
        from slough_tui.views.machinery import commits_frame
        from slough_tui.views.overdue import TRACKED
        from slough_tui.views.stops import stops

        if sum(known.frame(name).height for name in TRACKED) > MOST_FOR_TRAIL:
            return ()
        commits = commits_frame(known.register.commits(), known.frame("documents"))
        days = sorted({stop.as_of for stop in stops(commits) if stop.as_of < known.as_of})
        return (*days[1 - TRAIL :], known.as_of)
