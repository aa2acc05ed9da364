"""The figures of our store, each beside the bare thing that it is compared with."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.store import synthetic
from benchmarks.store.timing import counted_fsyncs, in_turns, seconds
from slough_tui.store import Edit, Register, folding

if TYPE_CHECKING:
    import polars as pl

Figures = dict[str, dict[str, float]]
"""Name of a figure to `bare` and `ours`, seconds unless the name says otherwise."""

OPEN_SLOTS = 256


def measure(folder: Path, records: int, repetitions: int) -> tuple[Figures, Path]:
    """All figures for one size, and the plain Parquet file for the peers to begin with."""
    figures: Figures = {}
    path, plain = folder / "register", folder / "plain.parquet"
    figures["import_s"] = {"ours": seconds(lambda: synthetic.build(path, records))}
    register = Register.open(path)
    register.frame(synthetic.TABLE).write_parquet(plain)
    folding.MANY = 1 << 62  # the harness decides how many slots are open
    editor = Editor(register, records)
    figures["edit"], figures["fsyncs"] = edits(editor, folder, repetitions)
    while len(register._state.slots) < OPEN_SLOTS:  # noqa: SLF001
        editor.edit()
    figures |= reads(path, plain, repetitions)
    figures["after_edit"] = in_turns({"bare": lambda: read_plain(plain), "ours": editor.edit_and_look}, 5)
    idle = in_turns({"ours": lambda: [register.poll() for _ in range(1000)]}, repetitions)
    figures["idle"] = {"ours": idle["ours"] / 1000}
    figures["peak_mb"] = {"bare": peak("plain", plain), "ours": peak("register", path)}
    figures["peak_as_of_mb"] = {"bare": figures["peak_mb"]["bare"], "ours": peak("as_of", path)}
    figures["disk_mb"] = {"bare": plain.stat().st_size / 1e6, "ours": size_of(path) / 1e6}
    return figures, plain


class Editor:
    """Somebody who has the register open and moves one status after the other."""

    def __init__(self, register: Register, records: int) -> None:
        self.register = register
        frame = register.frame(synthetic.TABLE).select("id", "status").sort("id")
        step = max(1, records // 997)
        self._now = dict(frame.gather_every(step).iter_rows())
        self._ids: Iterator[str] = cycle(self._now)

    def edit(self) -> None:
        """One field of one record, durable when this returns."""
        name = next(self._ids)
        old = self._now[name]
        new = self._now[name] = "ongoing" if old == "complete" else "complete"
        change = Edit(synthetic.TABLE, name, "status", old, new)
        self.register.commit(
            [change], author=synthetic.CLERK, recorded_at=synthetic.NOW, effective_on=synthetic.TODAY
        )

    def edit_and_look(self) -> pl.DataFrame:
        """What a session does to show an edit: commit, look for news, read the table."""
        self.edit()
        self.register.poll()
        return self.register.frame(synthetic.TABLE)


def edits(editor: Editor, folder: Path, repetitions: int) -> tuple[dict[str, float], dict[str, float]]:
    """An edit beside writing and syncing as many bytes as its slot has, and its folder."""
    beside = folder / "beside"
    beside.mkdir()
    editor.edit()
    log = editor.register.path / "log"
    slot = max(log.glob("*/*[0-9].json"))
    data, numbers = slot.read_bytes(), count()

    def bare() -> None:
        fd = os.open(beside / str(next(numbers)), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        os.write(fd, data)
        os.fsync(fd)
        os.close(fd)
        fd = os.open(beside, os.O_RDONLY)
        os.fsync(fd)
        os.close(fd)

    times = in_turns({"bare": bare, "ours": editor.edit}, 4 * repetitions)
    with counted_fsyncs() as synced:
        editor.edit()
    return times, {"bare": 2, "ours": len(synced)}


def reads(path: Path, plain: Path, repetitions: int) -> Figures:
    """Opening and reading, beside reading the same rows from plain Parquet."""
    session = Register.open(path)
    session.frame(synthetic.TABLE, as_of=synthetic.YEAR_AGO)
    days = count(1)

    def another_day() -> pl.DataFrame:
        return session.frame(synthetic.TABLE, as_of=synthetic.YEAR_AGO - timedelta(days=next(days)))

    times = in_turns(
        {
            "bare": lambda: read_plain(plain),
            "open": lambda: open_and_read(path),
            "as_of": lambda: open_as_of(path),
            "as_of_again": another_day,
        },
        repetitions,
    )
    bare = times.pop("bare")
    return {name: {"bare": bare, "ours": taken} for name, taken in times.items()}


def read_plain(plain: Path) -> pl.DataFrame:
    """What everything is compared with."""
    import polars as pl

    return pl.read_parquet(plain)


def open_and_read(path: Path) -> pl.DataFrame:
    """A new session's first look."""
    return Register.open(path).frame(synthetic.TABLE)


def open_as_of(path: Path) -> pl.DataFrame:
    """The same for a year ago."""
    return Register.open(path).frame(synthetic.TABLE, as_of=synthetic.YEAR_AGO)


def size_of(folder: Path) -> int:
    """Bytes of all files below."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def peak(what: str, path: Path) -> float:
    """Most memory in MB that a process of its own needs for one of `READS`, above what it has at its start."""
    command = [sys.executable, "-m", "benchmarks.store.ours", what, str(path)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


READS: dict[str, Any] = {"plain": read_plain, "register": open_and_read, "as_of": open_as_of}

if __name__ == "__main__":
    import polars  # noqa: F401 - what Polars itself needs is nobody's bill

    from benchmarks.store.peers.memory import above_start

    sys.stdout.write(f"{above_start(lambda: READS[sys.argv[1]](Path(sys.argv[2])))}\n")
