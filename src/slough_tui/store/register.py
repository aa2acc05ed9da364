"""The register: the one door to the store. Open it, read frames as of dates, import papers, commit edits."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from slough_tui.errors import ReadOnlyError, RegisterError, UsageError
from slough_tui.model.kinds import RECORD_TABLES, TABLES, table_of
from slough_tui.store import creating, log
from slough_tui.store.commits import Commit, Edit, Receipt
from slough_tui.store.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from slough_tui.model.batch import Author, Batch
    from slough_tui.store.writing import Draft


class Register:
    """A folder of records with history, at the newest commit that this object has seen.

    Made by `create` or `open`. Reading never waits for writers; `poll` looks for their commits. One
    object may be used from several threads.
    """

    def __init__(self, path: Path, label: log.Label, *, read_only: bool) -> None:
        from slough_tui.store.history import History

        self.path = path
        self.name = label.name
        self.read_only = read_only
        self._disk = Disk(path)
        self._state = log.load(self._disk, label)
        self._history = History(self._disk)
        self._lock = threading.RLock()

    @classmethod
    def create(cls, path: Path, *, name: str, at: datetime) -> Self:
        """A new, empty register. `UsageError` if the folder is not empty; `RefusedError` if it cannot be made."""
        creating.create(path, name=name, at=at)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """The register in this folder.

        It is read-only if that is asked for or if there is no right to write. Raises `RegisterError` (there is
        none), `CorruptError` (naming the file) or `TooNewError`.
        """
        path = Path(path)
        label = log.read_label(Disk(path))
        return cls(path, label, read_only=read_only or not os.access(path, os.W_OK))

    @property
    def seq(self) -> int:
        """The number of the newest commit seen; 0 before the first."""
        return self._state.seq

    def poll(self) -> bool:
        """Whether newer commits were there; they are seen from now on. One failed open when there are none."""
        with self._lock:
            state = log.advance(self._disk, self._state)
            news = state is not self._state
            self._state = state
            return news

    # ------------------------------------------------------------ reading

    def frame(
        self, table: str, *, as_of: date | None = None, known_at: datetime | None = None
    ) -> pl.DataFrame:
        """The records of a table that are present, columns and types as `schema_of`, in natural order of id.

        `as_of` takes the facts that speak of that date or an earlier one. None sets no limit, so that facts
        of the future count, too: whoever shows "today" passes today. `known_at` takes only the commits
        recorded by that moment. `CorruptError` names a file that is not what it was.
        """
        from slough_tui.store.schema import table_named

        with self._lock:
            return self._history.frame(table_named(table), self._state, as_of, known_at)

    def facts(
        self, record_id: str | None = None, *, table: str | None = None, known_at: datetime | None = None
    ) -> pl.DataFrame:
        """What changed, when and by whom, in the order of the dates spoken of.

        Columns: seq, table, id, field, old, new (JSON text), effective_on (Date), recorded_at (Datetime,
        UTC), author, source (document; null for an edit), message. `field` `_present` tells birth and end.
        Without a `record_id` or `table`: all record tables.
        """
        import polars as pl

        from slough_tui.store import replay, timeline
        from slough_tui.store.schema import table_named

        with self._lock:
            slots = replay.standing(self._state.slots, known_at)
            found = []
            for name in _tables(record_id, table):
                said = self._history.said(table_named(name), self._state)
                if record_id is not None:
                    said = said.filter(pl.col("id") == record_id)
                if said.height:
                    found.append(timeline.facts_of(table_named(name), said, slots))
        if not found:
            return timeline.nothing()
        rank = replay.RANK
        return pl.concat(found).sort("effective_on", rank, "table", "id", maintain_order=True).drop(rank)

    def commits(self) -> list[Commit]:
        """Every commit, oldest first."""
        return [slot.commit for slot in self._state.slots if slot.commit.kind != "seal"]

    def has_import(self, key: str) -> bool:
        """Whether an import of this key is what the register holds of its paper."""
        from slough_tui.store import replay

        return any(slot.commit.key == key for slot in replay.standing(self._state.slots))

    def table_path(self, table: str) -> Path:
        """The Parquet file that holds the current state of a table."""
        raise RegisterError(f"{table} has no file of its own yet", where=str(self.path))

    # ------------------------------------------------------------ writing

    def import_batch(self, batch: Batch, *, author: Author, recorded_at: datetime) -> Receipt:
        """What one paper says, as one commit; "nothing new" if it was imported with this key already.

        Another key for the same paper (its SHA-256) is a better reading: it replaces the older one wholly.
        A line speaks of its `as_at`, else of the paper's date; columns that a line leaves out are not spoken
        of, None is an explicit null. Raises `UsageError` for lines that do not fit their table,
        `ReadOnlyError`, `RefusedError` (nothing was written) and `UncertainError`.
        """
        from slough_tui.store import importing

        return self._commit(
            lambda state: importing.draft(self._history, state, batch, author, _moment(recorded_at))
        )

    def import_batches(
        self, batches: Sequence[Batch], *, author: Author, recorded_at: datetime
    ) -> list[Receipt]:
        """Several papers, each a commit by itself."""
        return [self.import_batch(batch, author=author, recorded_at=recorded_at) for batch in batches]

    def commit(
        self,
        edits: Sequence[Edit],
        *,
        author: Author,
        recorded_at: datetime,
        effective_on: date,
        message: str = "",
    ) -> Receipt:
        """People's edits, all or none; "nothing new" if they change nothing.

        Every edit's `expected` is compared with the value as of `effective_on`. Raises `ConflictError` (with
        the value that is there, who made it so, and when), `UnknownRecordError`, `UsageError` (wrong field,
        type or word), `ReadOnlyError`, `RefusedError` (nothing was written) and `UncertainError`.
        """
        from slough_tui.store import editing

        taken = editing.normalised(edits)
        return self._commit(
            lambda state: editing.draft(
                self._history, state, taken, author, _moment(recorded_at), effective_on, message
            )
        )

    def _commit(self, draft: Callable[[log.State], Draft | None]) -> Receipt:
        from slough_tui.store.writing import append

        if self.read_only:
            raise ReadOnlyError(
                "this register is read-only", where=str(self.path), hint="open a copy that you may write"
            )
        with self._lock:
            state = append(self._disk, self._newest, draft)
            if state is None:
                return Receipt("nothing new")
            self._state = state
            commit = state.slots[-1].commit
            return Receipt("committed", commit.seq, dict(commit.counts))

    def _newest(self) -> log.State:
        self.poll()
        return self._state


def _moment(recorded_at: datetime) -> datetime:
    if recorded_at.tzinfo is None:
        raise UsageError(f"the moment of a commit needs a time zone, and {recorded_at} has none")
    return recorded_at


def _tables(record_id: str | None, table: str | None) -> Sequence[str]:
    """The tables in which to look for facts."""
    if table is not None:
        return (table,)
    if record_id is None:
        return RECORD_TABLES
    known = table_of(record_id)
    return (known.name,) if known else tuple(TABLES)
