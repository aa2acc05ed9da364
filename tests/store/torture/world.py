"""The small register that is tortured: its papers, its edits, and what can be seen of it.

A workload is a list of steps. Each changes three records in two tables by one commit (or changes nothing
that can be seen, like a fold), so what a register shows after a blow must be what it showed after some
step, wholly, and after none earlier than the last that was acknowledged.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from slough_tui.errors import RegisterError
from slough_tui.model.batch import Author, Batch
from slough_tui.store import Edit, Register, bundles, folding, past

if TYPE_CHECKING:
    from slough_tui.store.log import State
    from slough_tui.store.slot import PartRef, Slot

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
TABLE = "plan_actions"
IDS = ("act:plan/1", "act:plan/2", "act:plan/10")
SEEN = (TABLE, "cells", "readings", "recommendations")


def copy_often() -> None:
    """Copy each two commits into one file and keep the past of small tables, too; for this whole process."""
    bundles.SIZE, past.LEAST = 2, 0


def day(number: int) -> date:
    """The date that step `number` speaks of: later steps speak of later dates, so the last one shows."""
    return date(2023, 1, 1) + timedelta(days=20 * number)


def moment(number: int) -> datetime:
    """When step `number` is recorded."""
    return AT + timedelta(minutes=number)


def paper(number: int, cells: int = 3) -> Batch:
    """A paper that says `k<number>` of every record, and as much again in cells and readings."""
    rows: dict[str, list[dict[str, Any]]] = {
        TABLE: [{"id": i, "series": "plan", "ref": i[9:], "lead": f"k{number}"} for i in IDS],
        "cells": [{"id": f"p{number}/{n}", "raw": f"cell {n} of paper {number}"} for n in range(cells)],
        "readings": [{"id": f"p{number}/a", "value": number + 0.5}],
        "recommendations": [{"id": "rec:a/0.10", "text": f"paper {number}", "due": day(number)}],
    }
    return Batch(f"paper {number}", f"key-{number}", f"sha-{number}", day(number), rows)


def bring(register: Register, number: int, cells: int = 3) -> None:
    """Import a paper; "nothing new" the second time."""
    register.import_batch(paper(number, cells), author=CLERK, recorded_at=moment(number))


def edit(register: Register, number: int) -> None:
    """Give every record the lead `k<number>`, against what is there now; nothing if that is there."""
    register.poll()
    leads = register.frame(TABLE).select("id", "lead").rows()
    edits = [Edit(TABLE, record, "lead", lead, f"k{number}") for record, lead in leads]
    register.commit(
        edits, author=CLERK, recorded_at=moment(number), effective_on=day(number), message=f"step {number}"
    )


def undo(register: Register) -> None:
    """Undo the newest commit (once); it must be an edit."""
    register.poll()
    last = register.commits()[-1]
    register.undo(last.seq, author=CLERK, recorded_at=moment(90))


def check(register: Register, number: int) -> None:
    """Record what a batch check found, as a commit of its own."""
    import polars as pl

    found = pl.DataFrame({"fingerprint": [f"f{number}-{n}" for n in range(5)], "rule": "ACT-003"})
    register.record_run(found, author=CLERK, recorded_at=moment(number), effective_on=day(number))


@dataclass(frozen=True)
class Step:
    """One step of a workload; `changes` says whether it may be seen."""

    name: str
    do: Callable[[Register], object]


def _bring(number: int, cells: int = 3) -> Step:
    return Step(f"import {number}", lambda register: bring(register, number, cells))


def _edit(number: int) -> Step:
    return Step(f"edit {number}", lambda register: edit(register, number))


def _check(number: int) -> Step:
    return Step(f"check {number}", lambda register: check(register, number))


FOLD = Step("fold", lambda register: register.compact())
UNDO = Step("undo", undo)


def workload() -> list[Step]:
    """Everything that writes, each in the first epoch and after a fold."""
    steps = [_bring(1), _edit(2), _edit(3), UNDO, _check(10), FOLD, _edit(4), _bring(5, 60)]
    return [*steps, _edit(6), FOLD, _check(11), _edit(7)]


def create(path: Path) -> Register:
    """The empty register that a workload begins with."""
    return Register.create(path, name="Testshire", at=AT)


class View(NamedTuple):
    """What a register shows: a few words for people, and a hash over all that can be read of it."""

    leads: tuple[str, ...]
    cells: int
    commits: tuple[int, ...]
    whole: str


def view(register: Register) -> View:
    """Reads the newest state, a past one, the facts and the commits."""
    frames = [register.frame(table) for table in SEEN]
    earlier = register.frame(TABLE, as_of=day(3))
    facts = register.facts(table=TABLE)
    commits = register.commits()
    run = register.last_run()
    parts = [f.rows() for f in (*frames, earlier, facts)] + [run if run is None else run.rows()]
    whole = hashlib.sha256(repr((parts, commits)).encode()).hexdigest()
    leads = tuple(frames[0]["lead"].to_list())
    return View(leads, frames[1].height, tuple(c.seq for c in commits), whole)


_VIEWS: dict[tuple[int, str], View] = {}


def view_by_hash(register: Register) -> View:
    """`view`, from memory if a register with this base and newest commit was seen.

    Its hash vouches for every file that is read for a view, and each of them is read and checked here.
    """
    disk, state, history = register._disk, register._state, register._history
    base = state.base
    kept = {ref.name: ref.sha256 for slot in history.slots(state) for ref in _kept(slot, state)}
    for name, sha256 in (base.hashes | kept).items():
        disk.checked(name, sha256)
    key = state.base.seq, state.head
    if key not in _VIEWS:
        _VIEWS[key] = view(register)
    return _VIEWS[key]


def _kept(slot: Slot, state: State) -> Sequence[PartRef]:
    """The files of a commit that are not folded away."""
    return slot.parts if slot.seq > state.base.seq or slot.commit.kind == "check" else ()


def play(path: Path, acknowledge: Callable[[int], None], steps: Sequence[Step] | None = None) -> None:
    """Create a register and take every step; `acknowledge` is told the number of each that is done."""
    register = create(path)
    acknowledge(0)
    for number, step in enumerate(workload() if steps is None else steps, start=1):
        step.do(register)
        acknowledge(number)


def views_of(path: Path, steps: Sequence[Step] | None = None) -> list[View]:
    """What the register shows after each step when nothing goes wrong; [0] is the empty register."""
    views: list[View] = []
    play(path, lambda _: views.append(view(Register.open(path))), steps)
    return views


FOLDS_WHEN_DUE = folding.is_due


def never(state: State) -> bool:
    """Stands in for `folding.is_due` where folding would only cost time."""
    del state
    return False


def verdict(path: Path, acknowledged: int, views: Sequence[View], *, fold: bool = False) -> str | None:
    """What is wrong with a register after a blow; None if nothing is.

    `acknowledged` is the last step that was (-1: not even the creation). The register must show what it
    showed then or after the next step, take a commit, and (with `fold`, which costs more than all the rest)
    fold without showing anything else and leave no stray file.
    """
    folding.is_due = FOLDS_WHEN_DUE if fold else never
    try:
        try:
            register = Register.open(path)
        except RegisterError:
            if acknowledged >= 0 or (path / "FORMAT").exists():
                raise
            register = create(path)
        now = view_by_hash(register)
        reached = [n for n, seen in enumerate(views) if seen == now]
        if not reached:
            return f"torn: {now.leads} {now.cells} {now.commits}"
        if max(reached) < acknowledged:
            return f"lost: shows step {max(reached)}, and {acknowledged} was acknowledged"
        if min(n for n in reached) > acknowledged + 1:
            return f"torn: shows step {min(reached)} while {acknowledged + 1} was under way"
        return _goes_on(register, now, fold)
    except Exception as error:  # noqa: BLE001
        return f"unusable: {type(error).__name__}: {error}".replace(str(path), "")[:200]
    finally:
        folding.is_due = FOLDS_WHEN_DUE


def _goes_on(register: Register, now: View, fold: bool) -> str | None:
    """Whether the survivors can work with it: the next commit, another session, a fold."""
    if now.leads:
        edit(register, 80)
    else:
        bring(register, 80)
    again = Register.open(register.path)
    if set(again.frame(TABLE)["lead"]) != {"k80"} or len(again.commits()) != len(now.commits) + 1:
        return "lost: what was committed after the blow"
    if fold:
        shown = view_by_hash(again)
        again.compact()
        if view(Register.open(register.path)) != shown:
            return "torn: the fold after the blow changed what is seen"
        if strays := strays_of(register.path, an_hour_later=True):
            return f"stray: a file in {strays[0].partition('/')[0]}/"
    return None


def _clear_up(path: Path) -> None:
    """What `slough doctor` repairs."""
    try:
        from slough_tui.store.repairing import repair
        from slough_tui.store.rescue import Rescue
        from slough_tui.store.verifying import verify
    except ImportError:
        return
    disk = Rescue(path)
    _, state = disk.open()
    list(repair(disk, state, verify(disk, state).problems))


def strays_of(path: Path, *, an_hour_later: bool = False) -> list[str]:
    """What no commit names: whatever dead or failed writers left. An hour later the doctor has been there."""
    if an_hour_later:
        for file in path.rglob("*"):
            os.utime(file, (0, 0))
        _clear_up(path)
    register = Register.open(path)
    disk = register._disk
    state = register._state
    named = set(state.base.names)
    for slot in register._history.slots(state):
        named |= {
            part.name for part in slot.parts if slot.seq > state.base.seq or part.name.startswith("runs/")
        }
    folders = ("tables", "changes", "runs", "tmp")
    there = {f"{folder}/{name}" for folder in folders for name in disk.names(folder)}
    return sorted(there - named)
