"""The register: the one door to the store. Open it, read frames as of dates, import papers, commit edits."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from slough_tui.errors import CorruptError, ReadOnlyError, RegisterError, SloughError, UsageError
from slough_tui.model.kinds import RECORD_TABLES, TABLES, table_of
from slough_tui.store import creating, log
from slough_tui.store.commits import Commit, Edit, Receipt
from slough_tui.store.disk import Disk, told
from slough_tui.store.label import read_label

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from slough_tui.model.batch import Author, Batch
    from slough_tui.store.label import Label
    from slough_tui.store.log import State
    from slough_tui.store.verifying import Report
    from slough_tui.store.writing import Draft

T = TypeVar("T")


class Register:
    """A folder of records with history, at the newest commit that this object has seen.

    Made by `create` or `open`. Reading never waits for writers; `poll` looks for their commits. One
    object may be used from several threads.
    """

    def __init__(
        self,
        path: Path,
        label: Label,
        *,
        read_only: bool,
        disk: Disk | None = None,
        state: State | None = None,
    ) -> None:
        from slough_tui.store.history import History

        self.path = path
        self.name = label.name
        self.read_only = read_only
        self.damage: tuple[CorruptError, ...] = ()
        self._disk = disk or Disk(path)
        self._state = state or log.load(self._disk, label)
        self._history = History(self._disk)
        self._writing = threading.RLock()
        self._reading = threading.RLock()
        self._fold_after = 0

    @classmethod
    def create(cls, path: Path, *, name: str, at: datetime) -> Self:
        """A new, empty register.

        Raises `UsageError` (the folder is not empty), `RefusedError` (it cannot be made) and `UncertainError`.
        """
        label = creating.create(path, name=name, at=at)
        return cls(Path(path), label, read_only=False, state=log.beginning(label))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, seq: int | None = None) -> Self:
        """The register in this folder; with `seq` as it was at that commit, to be read only.

        It is read-only if that is asked for or if there is no right to write. Raises `RegisterError` (there is
        none), `CorruptError` (naming the file) or `TooNewError`.
        """
        path = Path(path)
        disk = Disk(path)
        with told(path):
            label = read_label(disk)
            disk.refuse_links((*log.FOLDERS, *(f"log/{epoch}" for epoch in disk.names("log"))))
            state = None if seq is None else log.load(disk, label).at(seq)
            read_only = read_only or seq is not None or not os.access(path, os.W_OK)
            return cls(path, label, read_only=read_only, state=state)

    @classmethod
    def rescue(cls, path: Path) -> Self:
        """The register as far as it can be read and believed, read-only; `damage` tells what is wrong with its log.

        A flipped bit in the log is seen as it was meant; else the register ends before the commit that is damaged.
        Raises what `open` raises where nothing can be read.
        """
        from slough_tui.store.rescue import Rescue

        disk = Rescue(Path(path))
        with told(disk.path):
            label, state = disk.open()
        register = cls(Path(path), label, read_only=True, disk=disk, state=state)
        register.damage = tuple(disk.damage)
        return register

    def doctor(self) -> Report:
        """Verify every file of the register; see `verifying`."""
        from slough_tui.store.rescue import Rescue
        from slough_tui.store.verifying import verify

        disk = Rescue(self.path)
        with told(self.path):
            return verify(disk, disk.open()[1])

    @property
    def seq(self) -> int:
        """The number of the newest commit seen; 0 before the first."""
        return self._state.seq

    def poll(self) -> bool:
        """Whether newer commits were there; they are seen from now on. One failed open when there are none."""
        with self._writing, told(self.path):
            state = log.advance(self._disk, self._state)
            news = state.seq > self._state.seq
            self._state = state
            return news

    # ------------------------------------------------------------ reading

    def frame(self, table: str, *, as_of: date | None = None, known_at: datetime | None = None,
              where: pl.Expr | None = None) -> pl.DataFrame:  # fmt: skip
        """The records of a table that are present, columns and types as `schema_of`, in natural order of id.

        `as_of` takes the facts that speak of that date or an earlier one. None sets no limit, so that facts
        of the future count, too: whoever shows "today" passes today. `known_at` takes only the commits
        recorded by that moment. Of a table that is not in memory only the records are read for which `where` (about
        its columns) holds, if they stand in one file. `CorruptError` names a file that is not what it was.
        """
        from slough_tui.store.schema import table_named

        wanted = table_named(table)
        return self._read(lambda state: self._history.some(wanted, state, as_of, known_at, where))

    def is_newest(self, table: str, *, as_of: date) -> bool:
        """Whether nothing that the register says about a table speaks of a later date than `as_of`, as far as is known."""
        from slough_tui.store import overlay

        return overlay.is_newest(table, self._state, as_of)

    def facts(
        self, record_id: str | None = None, *, table: str | None = None, known_at: datetime | None = None
    ) -> pl.DataFrame:
        """What changed, when and by whom, in the order of the dates spoken of.

        Columns: seq, table, id, field, old, new (JSON text), effective_on (Date), recorded_at (Datetime,
        UTC), author, source (document; null for an edit), message. `field` `_present` tells birth and end.
        Without a `record_id` or `table`: all record tables.
        """
        from slough_tui.store import timeline

        names = _tables(record_id, table)
        return self._read(lambda state: timeline.facts(self._history, state, names, record_id, known_at))

    def commits(self) -> list[Commit]:
        """Every commit, oldest first; seals, which only keep house, are left out."""
        slots = self._read(self._history.slots)
        return [slot.commit for slot in slots if slot.commit.kind != "seal"]

    def edited_since(self, seq: int) -> dict[str, set[str]] | None:
        """The records that commits after `seq` edited, by table; None if a paper came, which may touch any."""
        edited: dict[str, set[str]] = {}
        for slot in self._read(self._history.slots):
            if slot.seq > seq and slot.commit.kind == "import":
                return None
            for edit in slot.edits if slot.seq > seq else ():
                edited.setdefault(edit.table, set()).add(edit.id)
        return edited

    def last_run(self, *, known_at: datetime | None = None) -> pl.DataFrame | None:
        """What `record_run` recorded last (by that moment); None if nothing. `CorruptError` names a damaged file."""
        from slough_tui.store import runs

        return self._read(lambda state: runs.newest(self._disk, self._history, state, known_at))

    def has_import(self, key: str) -> bool:
        """Whether an import of this key is what the register holds of its paper."""
        from slough_tui.store import replay

        return any(slot.commit.key == key for slot in replay.standing(self._read(self._history.slots)))

    def table_path(self, table: str) -> Path:
        """The Parquet file that holds the newest state of a table, for other tools.

        Folds the register if the file is older than the table. Raises `RegisterError` where that cannot be
        done because the register is read-only.
        """
        from slough_tui.store.schema import table_named

        name, state = table_named(table).name, self._newest()
        ref = state.base.tables.get(name)
        if ref is None or any(slot.touches(name) for slot in state.slots):
            if self.read_only:
                raise RegisterError(
                    f"the file of {name} is older than the register, which is read-only",
                    where=str(self.path),
                    hint="let somebody who may write run `slough compact`, or take a copy by `slough export`",
                )
            self._fold()
            ref = self._newest().base.tables[name]
        return self.path / ref.name

    def _read(self, read: Callable[[State], T]) -> T:
        """Read at the state seen last, from newer files if its own were folded away meanwhile."""
        state, seq = self._state, self._state.seq
        with self._reading, told(self.path):
            while True:
                try:
                    return read(state)
                except CorruptError:
                    newest = log.load(self._disk, state.label)
                    if newest.base.seq == state.base.seq:
                        raise
                    state = newest.at(seq)

    # ------------------------------------------------------------ writing

    def import_batch(
        self, batch: Batch, *, author: Author, recorded_at: datetime, fold: bool = True
    ) -> Receipt:
        """What one paper says, as one commit; "nothing new" if it was imported with this key already.

        Another key for the same paper (its SHA-256) is a better reading: it replaces the older one wholly.
        A line speaks of its `as_at`, else of the paper's date; columns that a line leaves out are not spoken
        of, None is an explicit null. Raises `UsageError` for lines that do not fit their table,
        `ReadOnlyError`, `RefusedError` (nothing was written) and `UncertainError`. Without `fold`, folding
        waits for a later commit.
        """
        return self.import_batches([batch], author=author, recorded_at=recorded_at, fold=fold)[0]

    def import_batches(
        self, batches: Sequence[Batch], *, author: Author, recorded_at: datetime, fold: bool = True
    ) -> list[Receipt]:
        """Several papers, each a commit by itself."""
        from slough_tui.store import importing

        at = _moment(recorded_at)
        receipts = []
        for batch in batches:
            draft = partial(importing.draft, self._history, batch=batch, author=author, recorded_at=at)
            receipts.append(self._commit(draft))
        if fold:
            self._fold_if_due()
        return receipts

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

        draft = partial(
            editing.draft,
            self._history,
            edits=editing.normalised(edits),
            author=author,
            recorded_at=_moment(recorded_at),
            effective_on=effective_on,
            message=message,
        )
        receipt = self._commit(draft)
        self._fold_if_due()
        return receipt

    def record_run(
        self,
        frame: pl.DataFrame,
        *,
        author: Author,
        recorded_at: datetime,
        effective_on: date,
        message: str = "",
    ) -> Receipt:
        """The result of a batch check as a new file that is named by a commit; see `commit` for what it raises."""
        from slough_tui.store import runs

        draft = partial(
            runs.draft,
            frame=frame,
            author=author,
            recorded_at=_moment(recorded_at),
            effective_on=effective_on,
            message=message,
        )
        receipt = self._commit(draft)
        self._fold_if_due()
        return receipt

    def undo(self, seq: int, *, author: Author, recorded_at: datetime) -> Receipt:
        """Take commit `seq` back by a new commit; "nothing new" if that changes nothing.

        Edits are undone by their inverse on the date that they spoke of, an import by the reading of its paper
        that stood before it (or by withdrawing the paper), an undo like whatever it did. Raises UsageError (there is
        no such commit), `ConflictError` (somebody built upon it: what, who and when) and what `commit` raises.
        """
        from slough_tui.store import undoing

        at = _moment(recorded_at)
        receipt = self._commit(partial(undoing.draft, self._history, seq=seq, author=author, recorded_at=at))
        self._fold_if_due()
        return receipt

    def compact(self) -> bool:
        """Fold all commits into a new base and take away the files it replaces; False if there were none.

        Nothing that can be read from the register changes. Raises `ReadOnlyError`, `RefusedError` (the disk
        refused; the register is as it was) and `CorruptError`.
        """
        from slough_tui.store import folding

        folded = self._fold()
        with self._writing, self._disk.lock():
            folding.tidy(self._disk, self._newest().base)
        return folded

    def _fold(self) -> bool:
        from slough_tui.store import folding
        from slough_tui.store.writing import append, refusal

        self._refuse_if_read_only()
        with self._writing, self._reading:
            before = self._newest().base.seq
            try:
                seal = partial(folding.seal_of, self._disk)
                self._state = append(self._disk, self._newest, seal) or self._state
                folding.finish_all(self._disk, self._history, self._newest)
            except OSError as error:
                raise refusal(self._disk, error) from error
            return self._newest().base.seq > before

    def _fold_if_due(self) -> None:
        """Fold where that pays. The commit stands whatever becomes of it, so failures wait for the next time."""
        from slough_tui.store import folding

        if self._state.seq < self._fold_after or not folding.is_due(self._state):
            return
        with suppress(SloughError, OSError):
            if folding.is_due(self._newest()):
                self._fold_after = self._state.seq + folding.PATIENCE
                self._fold()
                self._fold_after = 0

    def _commit(self, draft: Callable[[State], Draft | None]) -> Receipt:
        from slough_tui.store.writing import append

        self._refuse_if_read_only()
        with self._writing, self._reading:
            state = append(self._disk, self._newest, draft)
            if state is None:
                return Receipt("nothing new")
            self._state = state
            commit = state.slots[-1].commit
            return Receipt("committed", commit.seq, dict(commit.counts))

    def _newest(self) -> State:
        self.poll()
        return self._state

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise ReadOnlyError(
                "this register is read-only", where=str(self.path), hint="open a copy that you may write"
            )


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
