"""`make bench-store`: what the register costs, beside the bare work and beside its peers, in one run.

    python -m benchmarks.store [--records 10000,1000000] [--json] [--peers-python PYTHON] [--folder DIR]

Ratios count, not milliseconds: everything on a line was measured in the same minutes on the same disk.
The folder should lie on the kind of disk that a register lies on; on tmpfs fsync costs nothing.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.store import beside, ours
from benchmarks.store.report import FIGURES, Row, markdown


def main() -> None:
    """Measure, then print the table or JSON; progress goes to stderr."""
    args = _arguments()
    started = time.perf_counter()
    args.folder.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    for records in args.records:
        with tempfile.TemporaryDirectory(dir=args.folder) as folder:
            rows += _measured(Path(folder), records, args)
    seconds = round(time.perf_counter() - started)
    machine = {"python": platform.python_version(), "system": platform.platform(), "seconds": seconds}
    if args.json:
        sys.stdout.write(json.dumps({**machine, "rows": [row.plain() for row in rows]}, indent=2) + "\n")
    else:
        sys.stdout.write(
            f"{markdown(rows)}\n\nPython {machine['python']}, {machine['system']}, {seconds} s\n"
        )


def _measured(folder: Path, records: int, args: argparse.Namespace) -> list[Row]:
    repetitions = args.repetitions or (5 if records >= beside.LARGE else 15)
    _say(f"{records:,} records: our own store")
    figures, plain = ours.measure(folder, records, repetitions)
    peers: dict[str, beside.Outcome] = {}
    for peer in beside.PEERS:
        _say(f"{records:,} records: {peer.name}")
        peers[peer.name] = beside.measure(peer, args.peers_python, folder, plain, min(repetitions, 5))
    rows = []
    for figure in FIGURES:
        found = figures[figure.key]
        others = {name: done.missing or done.figures.get(figure.key) for name, done in peers.items()}
        rows.append(Row(records, figure, found.get("bare"), found["ours"], others))
    return rows


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.store", description=__doc__)
    parser.add_argument("--records", type=_sizes, default="10000,1000000", help="sizes, e.g. 10000,1000000")
    parser.add_argument("--repetitions", type=int, help="of each measurement (default 15; 5 at large sizes)")
    parser.add_argument("--json", action="store_true", help="JSON instead of the table")
    parser.add_argument("--peers-python", help="the interpreter that has deltalake")
    parser.add_argument("--folder", type=Path, default=Path("build/bench-store"), help="where to work")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(part.replace("_", "")) for part in text.split(",")]


def _say(what: str) -> None:
    sys.stderr.write(what + " ...\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
