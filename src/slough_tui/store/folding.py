"""Folding: many commits become a base of few files.

A seal, a commit like any other, ends an epoch; whatever comes after it lies in a folder of its own. Then
the files of the base are published, then its manifest, and only then is the folded epoch taken away. All
that follows the seal is determined by the log, so whoever finds it unfinished can finish it.
"""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.errors import CorruptError
from slough_tui.model.kinds import RECORD_TABLES, TABLES
from slough_tui.store import manifest, past, replay, timeline
from slough_tui.store.commits import Commit
from slough_tui.store.log import folder_of, manifest_of, name_of
from slough_tui.store.manifest import Base, FileRef, PastRef, TableRef
from slough_tui.store.parts import ON, SAID, SEQ, edited, fields_of, read_parquet, to_parquet
from slough_tui.store.schema import table_named
from slough_tui.store.slot import RUNS, PartRef, Slot, digest
from slough_tui.store.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from slough_tui.model.table import Table
    from slough_tui.store.disk import Disk
    from slough_tui.store.history import History
    from slough_tui.store.log import State

PATIENCE = 64
"""Commits to wait before another try where folding failed."""

MANY = 256
"""Open commits after which a register is folded."""


def is_due(state: State) -> bool:
    """Whether folding pays: many commits, imports of a quarter of what the base holds, a month end, or a fold cut short."""
    if not state.slots:
        return False
    brought = sum(part.rows for slot in state.slots for part in slot.parts if part.table != RUNS)
    held = sum(ref.rows for ref in state.base.tables.values())
    months = {(at.year, at.month) for at in (state.slots[i].commit.recorded_at for i in (0, -1))}
    return len(state.slots) >= MANY or 4 * brought > held or len(months) > 1 or sealed(state) is not None


def seal_of(disk: Disk, state: State) -> Draft | None:
    """The commit that ends the epoch, in the name of the last one; None if there is nothing to fold.

    The folder for what comes after it is made first: nobody may find the seal and no folder.
    """
    if not state.slots or state.slots[-1].commit.kind == "seal":
        return None
    last = state.slots[-1].commit
    disk.make(folder_of(state.seq + 1))
    commit = Commit(state.seq + 1, "seal", last.recorded_at, last.effective_on, last.author)
    return Draft(Slot(commit, state.head))


def sealed(state: State) -> State | None:
    """The state as the first seal after the base left it; None if there is none to finish."""
    seal = next((slot for slot in state.slots if slot.commit.kind == "seal"), None)
    if seal is None:
        return None
    later = next((slot for slot in state.slots if slot.seq == seal.seq + 1), None)
    slots = tuple(slot for slot in state.slots if slot.seq <= seal.seq)
    return replace(state, epoch=seal.seq, seq=seal.seq, head=later.prev if later else state.head, slots=slots)


def finish_all(disk: Disk, history: History, newest: Callable[[], State]) -> None:
    """Finish every sealed epoch, also those that a crash left unfinished; see `finish`."""
    with disk.lock():
        while (done := sealed(newest())) is not None:
            try:
                finish(disk, history, done)
            except (CorruptError, FileNotFoundError):
                if newest().base.seq < done.seq:  # nobody else has finished it and taken its files away
                    raise


def finish(disk: Disk, history: History, state: State) -> None:
    """Publish the base of a sealed epoch and take the epoch away. `OSError` if the disk refuses."""
    base = _base(disk, history, state)
    for folder in ("tables", "changes"):
        disk.sync(folder)
    with suppress(FileExistsError):
        disk.publish(manifest_of(base.seq), manifest.encode(base))
    disk.sync(folder_of(base.seq))
    tidy(disk, base, {ref.name for ref in state.base.tables.values()})


def _base(disk: Disk, history: History, state: State) -> Base:
    """The base after a seal, its files published (not synced)."""
    for folder in ("tables", "changes"):
        if not (disk.path / folder).is_dir():
            disk.make(folder)
    old, stem = state.base, f"changes/{state.base.seq + 1:08d}-{state.seq:08d}"
    commits = b"".join(disk.read(name_of(old.seq, slot.seq)) for slot in state.slots)
    facts = _facts(history, state)
    tables, earlier = dict[str, TableRef](), list[PastRef]()
    for name in TABLES:
        tables[name], kept = _table(disk, history, state, name)
        earlier += kept
    return Base(
        state.seq,
        state.head,
        state.label.sha256,
        tables,
        tuple(_parts(disk, state)),
        (*old.commits, _adopt(disk, f"{stem}.jsonl", commits, None)),
        (*old.facts, _adopt(disk, f"{stem}.parquet", to_parquet(facts), facts)),
        tuple(earlier),
    )


def _table(disk: Disk, history: History, state: State, name: str) -> tuple[TableRef, list[PastRef]]:
    """The file of a table, and those of its past."""
    table, ref = table_named(name), state.base.tables.get(name)
    if ref is not None and not any(slot.touches(name) for slot in state.slots):
        return ref, [kept for kept in state.base.past if kept.table == name]
    stem = f"tables/{name}-{state.seq:08d}"

    def keep(day: str, frame: pl.DataFrame) -> FileRef:
        return _adopt(disk, f"{stem}-{day}.parquet", to_parquet(frame), frame)

    frame = history.frame(table, state, None, None)
    counted = replay.sayings(table, history.said(table, state), replay.standing(history.slots(state)))
    file = _adopt(disk, f"{stem}.parquet", to_parquet(frame), frame)
    latest = counted[ON].max()
    newest = TableRef(file.name, file.sha256, frame.height, latest if isinstance(latest, date) else None)
    return newest, list(past.kept(history, state, table, counted, keep))


def _parts(disk: Disk, state: State) -> Iterator[PartRef]:
    """The old base's parts and what the epoch brought, small ones merged so that they never get many."""
    for name in sorted(TABLES):
        table = table_named(name)
        refs = [part for part in state.base.parts if part.table == name]
        new = [part for slot in state.slots for part in slot.parts if part.table == name]
        edits = edited(table, state.slots)
        rows = sum(part.rows for part in new) + (0 if edits is None else edits.height)
        if rows:
            merged: list[PartRef] = []
            while refs and refs[-1].rows <= 2 * rows:
                merged.insert(0, refs.pop())
                rows += merged[0].rows
            first = int(merged[0].name[8:16]) if merged else state.base.seq + 1
            frame = _merged(disk, table, [*merged, *new], edits)
            path = f"changes/{first:08d}-{state.seq:08d}.{name}.parquet"
            file = _adopt(disk, path, to_parquet(frame), frame)
            refs.append(PartRef(name, file.name, file.sha256, rows))
        yield from refs


def _merged(disk: Disk, table: Table, refs: list[PartRef], edits: pl.DataFrame | None) -> pl.DataFrame:
    """Several parts as one; a row that speaks of less than all columns of the new part says of which."""
    parts = [read_parquet(disk, ref.name, ref.sha256) for ref in refs]
    parts += [] if edits is None else [edits]
    there = {name for part in parts for name in part.columns}
    columns = [column.name for column in fields_of(table) if column.name in there]
    said = [part.with_columns(pl.col(SAID).fill_null(_all_of(part, columns))) for part in parts]
    return pl.concat(said, how="diagonal").select("id", SEQ, ON, SAID, *columns).sort("id", SEQ)


def _all_of(part: pl.DataFrame, columns: list[str]) -> pl.Expr:
    """What a null in `_said` of this part means among these columns: null again if it has them all."""
    own = [column for column in columns if column in part.columns]
    return pl.lit(None if own == columns else pl.Series([own]), dtype=pl.List(pl.String)).first()


def _facts(history: History, state: State) -> pl.DataFrame:
    """The facts of the record tables that the epoch's commits brought, as they are seen at its end."""
    slots = replay.standing(history.slots(state))
    found = [timeline.nothing()]
    for name in RECORD_TABLES:
        said = history.said(table_named(name), state)
        if said.height:
            found.append(timeline.facts_of(table_named(name), said, slots).drop(replay.RANK))
    facts = pl.concat(found).filter(pl.col("seq") > state.base.seq)
    return facts.sort("seq", "table", "id", maintain_order=True)


def _adopt(disk: Disk, name: str, data: bytes, frame: pl.DataFrame | None) -> FileRef:
    """Publish a file of the base, or take the one that another finisher published if it holds the same."""
    stem, dot, kind = name.rpartition(".")
    number = 1
    while True:
        free = name if number == 1 else f"{stem}~{number}{dot}{kind}"
        try:
            disk.publish(free, data)
        except FileExistsError:
            there = disk.read(free)
            if there != data and not _same(there, frame):
                number += 1
                continue
            return FileRef(free, digest(there))
        return FileRef(free, digest(data))


def _same(there: bytes, frame: pl.DataFrame | None) -> bool:
    """Whether a Parquet file holds this frame; another version of Polars may have written it in other bytes."""
    try:
        return frame is not None and pl.read_parquet(io.BytesIO(there)).equals(frame)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return False


def tidy(disk: Disk, base: Base, keep: Collection[str] = ()) -> None:
    """Take away what the base has replaced, and what dead writers left, but for the files to keep.

    Folding by itself keeps the tables of the base before: another tool may be reading them.
    """
    with suppress(OSError):
        for epoch in disk.names("log"):
            if epoch.isdecimal() and int(epoch) < base.seq:
                disk.retire(f"log/{epoch}")
        for name in disk.names("tmp"):
            if disk.is_folder(f"tmp/{name}") or disk.is_old(f"tmp/{name}"):
                disk.remove(f"tmp/{name}")
        valid = base.names | set(keep)
        for folder in ("tables", "changes"):
            for name in disk.names(folder):
                if f"{folder}/{name}" not in valid and upto(name) <= base.seq:
                    disk.remove(f"{folder}/{name}")


def upto(name: str) -> int:
    """The newest commit that a file's name speaks of: `kpis-00000012.parquet`, `00000001-00000012.kpis.parquet`."""
    numbers = [part for part in name.replace(".", "-").replace("~", "-").split("-") if part.isdecimal()]
    return max((int(n) for n in numbers if len(n) == 8), default=1 << 62)
