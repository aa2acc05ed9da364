"""One of the many who use a register at once: a person, the nightly batch, the one who folds, a reader.

Run as a program: role, name, register, seed, file for its log, file that says when to stop. A log has one
line of JSON per transaction. With SLOUGH_TORTURE_NO_LOCKS set, locks do not work (as on some drives).
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from slough_tui.errors import ConflictError, UncertainError
from slough_tui.model.batch import Author, Batch
from slough_tui.store import Edit, Register
from tests.store.torture import world

KEYS = tuple(f"act:crowd/{n}" for n in range(6))
NO_LOCKS = "SLOUGH_TORTURE_NO_LOCKS"


def founding() -> Batch:
    """The paper that brings the records: `progress` takes the appends, `lead` is the batch's."""
    rows = [{"id": key, "series": "crowd", "progress": "", "lead": "b0"} for key in KEYS]
    return Batch("founding", "founding", "sha-0", world.day(0), {world.TABLE: rows})


def lists(register: Register) -> dict[str, list[str]]:
    """What was appended to each record; `ValueError` if a commit of the batch is seen in part."""
    frame = register.frame(world.TABLE).select("id", "progress", "lead").rows()
    leads = {lead for _, _, lead in frame}
    cells = {raw for (raw,) in register.frame("cells").select("raw").rows()} or leads
    if len(leads) != 1 or len(frame) != len(KEYS) or cells != leads:
        raise ValueError(f"half a commit is seen: {sorted(leads)}, {sorted(cells)}")
    return {key: progress.split() if progress else [] for key, progress, _ in frame}


class Member:
    """One of the crowd, until it is told to stop."""

    def __init__(self, name: str, path: Path, seed: int, log: Path, stop: Path) -> None:
        self.name, self.stop = name, stop
        self.dice = random.Random(seed)
        self.log = log.open("w")
        self.register = Register.open(path)
        self.author = Author(1, name, "hall")
        self.turn = 0

    def live(self, turn: Callable[[Member], None]) -> None:
        """Turn after turn; an error that should not be ends up in the log."""
        while self.stop.parent.exists() and not self.stop.exists():
            self.turn += 1
            try:
                turn(self)
            except Exception as error:  # noqa: BLE001
                self.tell("error", f"{turn.__name__}, {type(error).__name__}: {error}"[:300], _where(error))
        self.log.close()

    def tell(self, what: str, *more: Any) -> None:
        """One line of the log."""
        self.log.write(json.dumps([what, *more]) + "\n")
        self.log.flush()


def person(me: Member) -> None:
    """Reads a few records and appends to some of them; what was only read is part of the comparison."""
    keys = me.dice.sample(KEYS, me.dice.choice((1, 2, 3)))
    wrote = keys[: me.dice.randint(1, len(keys))]
    name, began = f"{me.name}.{me.turn}", time.monotonic_ns()
    me.register.poll()
    read = {key: values for key, values in lists(me.register).items() if key in keys}
    edits = []
    for key in keys:
        old = " ".join(read[key])
        new = f"{old} {name}".strip() if key in wrote else old
        edits.append(Edit(world.TABLE, key, "progress", old, new))
    try:
        me.register.commit(edits, author=me.author, recorded_at=world.AT, effective_on=world.day(1))
    except ConflictError:
        me.tell("refused", name)
    except UncertainError:
        me.tell("uncertain", name)
    else:
        me.tell("done", name, began, time.monotonic_ns(), read, wrote)


def reader(me: Member) -> None:
    """Sees whole commits only, and never less than before."""
    began = time.monotonic_ns()
    me.register.poll()
    read = lists(me.register)
    me.tell("done", f"{me.name}.{me.turn}", began, time.monotonic_ns(), read, [])
    time.sleep(0.02)


def batch(me: Member) -> None:
    """The nightly job: a paper that says the same new thing of all records, and the cells that it has."""
    word = f"b{me.turn}"
    rows = {
        world.TABLE: [{"id": key, "series": "crowd", "lead": word} for key in KEYS],
        "cells": [{"id": f"cell/{n}", "raw": word} for n in range(40)],
    }
    paper = Batch(word, word, f"sha-{me.turn}", world.day(2 + me.turn), rows)
    me.register.import_batch(paper, author=me.author, recorded_at=world.AT)
    me.tell("imported", word)
    found = pl.DataFrame({"fingerprint": [word]})
    me.register.record_run(found, author=me.author, recorded_at=world.AT, effective_on=world.day(2))
    me.tell("checked", word)
    time.sleep(0.2)


def folder(me: Member) -> None:
    """Folds now and then, from a session of its own."""
    me.register.compact()
    me.tell("folded")
    time.sleep(me.dice.random() * 0.4)


ROLES = {"person": person, "reader": reader, "batch": batch, "folder": folder}


def _where(error: Exception) -> list[str]:
    """The functions of the store through which an error came."""
    return [frame.name for frame in traceback.extract_tb(error.__traceback__) if "store" in frame.filename]


def _no_locks(fd: Any, operation: int) -> None:
    raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))


if __name__ == "__main__":
    world.copy_often()
    role, called, register_path, its_seed, log_path, stop_path = sys.argv[1:]
    if os.environ.get(NO_LOCKS):
        fcntl.flock = _no_locks
    Member(called, Path(register_path), int(its_seed), Path(log_path), Path(stop_path)).live(ROLES[role])
