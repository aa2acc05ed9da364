"""The same work in SQLite: whole versions of each record by date, the newest also in a table of its own.

A script of its own, so that it can run in the interpreter that has the peers, and under strace.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from datetime import date, timedelta
from itertools import count, cycle
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from benchmarks.store.peers.memory import above_start
from benchmarks.store.timing import in_turns, seconds


def main() -> None:
    """Print the figures as JSON; with `--edits N`, only make N edits in the database that is there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("plain", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--today", type=date.fromisoformat)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--open-edits", type=int, default=256)
    parser.add_argument("--edits", type=int)
    parser.add_argument("--peak", action="store_true")
    args = parser.parse_args()
    if args.peak:
        sys.stdout.write(f"{above_start(lambda: read(args.file))}\n")
    elif args.edits is not None:
        edit = Editor(args.file, args.today).edit
        for _ in range(args.edits):
            edit()
    else:
        sys.stdout.write(json.dumps(measure(args)) + "\n")


def measure(args: argparse.Namespace) -> dict[str, float]:
    """Seconds of each figure."""
    figures = {"import_s": seconds(lambda: build(args.file, args.plain, args.today))}
    editor = Editor(args.file, args.today)
    figures["edit"] = in_turns({"": editor.edit}, 4 * args.repetitions)[""]
    for _ in range(args.open_edits):
        editor.edit()
    days = count(365)
    figures |= in_turns(
        {
            "open": lambda: read(args.file),
            "as_of": lambda: read(args.file, args.today - timedelta(days=next(days))),
        },
        args.repetitions,
    )
    asking = sqlite3.connect(args.file)
    idle = in_turns({"": lambda: [asking.execute("PRAGMA data_version").fetchone() for _ in range(100)]}, 5)
    figures["idle"] = idle[""] / 100
    figures["disk_mb"] = sum(f.stat().st_size for f in args.file.parent.glob(args.file.name + "*")) / 1e6
    return figures


def build(file: Path, plain: Path, today: date) -> None:
    """All records as of two years ago and as of half a year ago."""
    frame = pl.read_parquet(plain)
    frame = frame.with_columns(pl.col(pl.Date).dt.to_string())
    db = sqlite3.connect(file)
    db.execute("PRAGMA journal_mode = WAL")
    columns = ", ".join(f'"{name}"' for name in frame.columns)
    db.execute(f"CREATE TABLE now ({columns}, PRIMARY KEY (id)) WITHOUT ROWID")
    db.execute(f"CREATE TABLE versions (on_date, {columns}, PRIMARY KEY (id, on_date)) WITHOUT ROWID")
    marks = ", ".join("?" * frame.width)
    for days in (730, 180):
        on = (today - timedelta(days=days)).isoformat()
        rows = ((on, *row) for row in frame.iter_rows())
        db.executemany(f"INSERT INTO versions VALUES (?, {marks})", rows)  # noqa: S608 - only question marks
    db.executemany(f"INSERT INTO now VALUES ({marks})", frame.iter_rows())  # noqa: S608 - only question marks
    db.commit()
    db.close()


class Editor:
    """Moves one status after the other; each edit is checked against what is there, and durable."""

    def __init__(self, file: Path, today: date) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.execute("PRAGMA synchronous = FULL")
        self._today = today.isoformat()
        rows = self._db.execute("SELECT id, status FROM now LIMIT 997").fetchall()
        self._now = dict(rows)
        self._ids = cycle(self._now)

    def edit(self) -> None:
        """One field of one record, in both tables."""
        name = next(self._ids)
        old = self._now[name]
        new = self._now[name] = "ongoing" if old == "complete" else "complete"
        self._db.execute("BEGIN IMMEDIATE")
        done = self._db.execute("UPDATE now SET status = ? WHERE id = ? AND status = ?", (new, name, old))
        assert done.rowcount == 1
        self._db.execute(
            "INSERT OR REPLACE INTO versions SELECT ?, * FROM now WHERE id = ?", (self._today, name)
        )
        self._db.execute("COMMIT")


def read(file: Path, as_of: date | None = None) -> pl.DataFrame:
    """Connect and read everything into a frame."""
    db = sqlite3.connect(file)
    if as_of is None:
        rows = db.execute("SELECT * FROM now")
    else:
        rows = db.execute(
            "SELECT *, max(on_date) FROM versions WHERE on_date <= ? GROUP BY id", (as_of.isoformat(),)
        )
    names = [column[0] for column in rows.description]
    frame = pl.DataFrame(rows.fetchall(), schema=names, orient="row", infer_schema_length=None)
    db.close()
    return frame


if __name__ == "__main__":
    main()
