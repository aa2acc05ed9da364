"""What can be repaired in a register, repaired: nothing is invented, every byte is vouched for by a hash.

A flipped bit in the log is flipped back; a table or a file of facts, which only repeat what the commits say,
is made again if that gives the very bytes that the log names; a fold that was cut short is finished; what
dead writers left is taken away. All under the lock of writers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.errors import SloughError
from slough_tui.model.kinds import RECORD_TABLES
from slough_tui.store import folding, log, replay, timeline
from slough_tui.store.disk import FOLDER_MODE
from slough_tui.store.history import History
from slough_tui.store.parts import SEQ, to_parquet
from slough_tui.store.schema import table_named
from slough_tui.store.slot import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from slough_tui.store.disk import Disk
    from slough_tui.store.log import State
    from slough_tui.store.rescue import Rescue
    from slough_tui.store.verifying import Problem


def repair(disk: Rescue, state: State, problems: Sequence[Problem]) -> Iterator[tuple[Problem, str]]:
    """Repair what can be; each problem that is no more, with what was done. `OSError` of a disk that refuses."""
    with disk.lock():
        for problem in problems:
            done = "" if problem.kind == "unfinished" else _repaired(disk, state, problem)
            if done:
                yield problem, done
    for problem in problems:  # folding takes the lock itself
        if problem.kind == "unfinished" and _finished(disk, state):
            yield problem, "the fold is finished"


def _finished(disk: Disk, state: State) -> bool:
    try:
        folding.finish_all(disk, History(disk), lambda: log.load(disk, state.label))
    except SloughError:
        return False
    return True


def _repaired(disk: Rescue, state: State, problem: Problem) -> str:
    name = problem.file
    if problem.kind == "left over":
        disk.remove(name)
        return "" if (disk.path / name).exists() else "taken away"
    if name in disk.mended:
        _replace(disk, name, disk.mended[name])
        return "the flipped bit is flipped back"
    if problem.what.startswith("everybody") and not (disk.path / name).is_symlink():
        mode = 0o660 if name == "LOCK" else 0o440
        (disk.path / name).chmod(FOLDER_MODE if disk.is_folder(name) else mode)
        return "only owner and group may touch it now"
    made = _made_again(disk, state, name)
    if made is not None:
        _replace(disk, name, made)
        return "made again from the commits"
    return ""


def _made_again(disk: Disk, state: State, name: str) -> bytes | None:
    """The bytes of a derived file, if what the commits say still gives those that the log names."""
    base = state.base
    derived = {ref.name for refs in (base.tables.values(), base.past, base.facts) for ref in refs}
    if name not in derived:
        return None
    folded = log.beginning(state.label, base)
    try:
        frame = _table(disk, folded, name) if name.startswith("tables/") else _facts(disk, folded, name)
    except SloughError:
        return None
    data = to_parquet(frame)
    return data if digest(data) == base.hashes[name] else None


def _table(disk: Disk, base: State, name: str) -> pl.DataFrame:
    refs = {ref.name: (table, None) for table, ref in base.base.tables.items()}
    table, day = ({ref.name: (ref.table, ref.since) for ref in base.base.past} | refs)[name]
    history, seq = History(disk), folding.upto(name)
    slots = replay.standing(slot for slot in history.slots(base) if slot.seq <= seq)
    wanted = table_named(table)
    return replay.state(wanted, replay.sayings(wanted, history.said(wanted, base), slots, day))


def _facts(disk: Disk, base: State, name: str) -> pl.DataFrame:
    """The facts that one fold wrote: of the commits from a to b, as they were seen then."""
    import polars as pl

    first, last = (int(part) for part in name.removeprefix("changes/")[:17].split("-"))
    history, found = History(disk), [timeline.nothing()]
    slots = replay.standing(slot for slot in history.slots(base) if slot.seq <= last)
    for table in map(table_named, RECORD_TABLES):
        said = history.said(table, base).filter(pl.col(SEQ) <= last)
        if said.height:
            found.append(timeline.facts_of(table, said, slots).drop(replay.RANK))
    facts = pl.concat(found).filter(pl.col("seq") >= first)
    return facts.sort("seq", "table", "id", maintain_order=True)


def _replace(disk: Disk, name: str, data: bytes) -> None:
    """Put the right bytes where damaged ones are, which nobody can be reading: they are refused."""
    if (disk.path / name).exists():
        (disk.path / name).unlink()
    disk.publish(name, data)
    disk.sync(name.rpartition("/")[0] or ".")
