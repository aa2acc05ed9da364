"""The same work in a Delta Lake table: a version per paper and per edit; "as of" is by version only.

A script of its own, so that it can run in the interpreter that has the peers, and under strace.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import cycle
from pathlib import Path

import polars as pl
from deltalake import DeltaTable, write_deltalake  # type: ignore[import-not-found]

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from benchmarks.store.peers.memory import above_start
from benchmarks.store.timing import in_turns, seconds


def main() -> None:
    """Print the figures as JSON; with `--edits N`, only make N edits in the table that is there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("plain", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--today")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--open-edits", type=int, default=256)
    parser.add_argument("--edits", type=int)
    parser.add_argument("--peak", action="store_true")
    args = parser.parse_args()
    if args.peak:
        sys.stdout.write(f"{above_start(lambda: read(args.folder))}\n")
    elif args.edits is not None:
        edit = Editor(args.folder).edit
        for _ in range(args.edits):
            edit()
    else:
        sys.stdout.write(json.dumps(measure(args)) + "\n")


def measure(args: argparse.Namespace) -> dict[str, float]:
    """Seconds of each figure."""
    figures = {"import_s": seconds(lambda: build(args.folder, args.plain))}
    editor = Editor(args.folder)
    figures["edit"] = in_turns({"": editor.edit}, min(args.repetitions, max(1, args.open_edits // 4)))[""]
    for _ in range(args.open_edits):
        editor.edit()
    runs = {"open": lambda: read(args.folder), "as_of": lambda: read(args.folder, 0)}
    figures |= in_turns(runs, args.repetitions)
    table = DeltaTable(args.folder)
    figures["idle"] = in_turns({"": table.update_incremental}, 15)[""]
    figures["disk_mb"] = sum(f.stat().st_size for f in args.folder.rglob("*") if f.is_file()) / 1e6
    return figures


def build(folder: Path, plain: Path) -> None:
    """All records twice, as two papers bring them."""
    frame = pl.read_parquet(plain)
    write_deltalake(folder, frame)
    write_deltalake(folder, frame, mode="overwrite")


class Editor:
    """Moves one status after the other; each edit is checked against what is there."""

    def __init__(self, folder: Path) -> None:
        self._table = DeltaTable(folder)
        frame = read(folder).select("id", "status").sort("id").head(997)
        self._now = dict(frame.iter_rows())
        self._ids = cycle(self._now)

    def edit(self) -> None:
        """One field of one record."""
        name = next(self._ids)
        old = self._now[name]
        new = self._now[name] = "ongoing" if old == "complete" else "complete"
        done = self._table.update(new_values={"status": new}, predicate=f"id = '{name}' AND status = '{old}'")
        assert done["num_updated_rows"] == 1


def read(folder: Path, version: int | None = None) -> pl.DataFrame:
    """Open and read everything into a frame."""
    return pl.read_delta(str(folder), version=version)


if __name__ == "__main__":
    main()
