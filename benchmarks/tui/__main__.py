"""`make bench-tui`: the screen beside its peers, on the same table, through a terminal of 80x24, in one run.

    python -m benchmarks.tui [--rows 1000,100000,1000000] [--repeat 3] [--json] [--peers-python PYTHON] [--folder DIR]

Ratios count, not milliseconds: the programs take turns, so that a busy minute hits all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.tui.figures import measure, measure_link
from benchmarks.tui.programs import programs
from benchmarks.tui.report import Figures, markdown

SHOWN = (
    "ref",
    "text",
    "accepted",
    "response_received",
    "body_date",
    "series",
    "lead",
    "status",
    "due",
    "page",
)


def main() -> None:
    """Measure, then print the table or JSON; progress goes to stderr."""
    args = _arguments()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = {rows: _measured(folder, rows, args) for rows in args.rows}
    machine = f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    if args.json:
        sys.stdout.write(json.dumps({"machine": machine, "rows": found}, indent=2) + "\n")
    else:
        sys.stdout.write(markdown(found) + f"\n{machine}\n")


def _measured(folder: Path, rows: int, args: argparse.Namespace) -> dict[str, Figures]:
    _make(folder, rows)
    taken: dict[str, dict[str, list[float]]] = {}
    others = programs(folder, rows, args.peers_python)
    for turn in range(
        args.repeat + 1
    ):  # the first turn warms caches, ours and the disk's, and counts for nobody
        for program in others:
            if turn == 0 and not program.shows:
                continue
            _say(f"{rows:,} rows, turn {turn} of {args.repeat}: {program.name}")
            figures = measure(program)
            if turn == args.repeat and program.shows:
                figures |= measure_link(program)
            _say("  " + ", ".join(f"{key} {value:,.1f}" for key, value in figures.items()))
            for key, value in figures.items() if turn or args.repeat == 0 else ():
                taken.setdefault(program.name, {}).setdefault(key, []).append(value)
    return {
        name: {key: statistics.median(values) for key, values in figures.items()}
        for name, figures in taken.items()
    }


def _make(folder: Path, rows: int) -> None:
    """The register, and its table as Parquet and CSV for those who read no registers."""
    from slough_tui.store import Register
    from slough_tui.store.synthetic import build

    register = folder / f"register-{rows}"
    if not register.exists():
        _say(f"{rows:,} rows: making the register")
        build(register, {"recommendations": rows})
    if not (folder / f"table-{rows}.csv").exists():
        frame = Register.open(register).frame("recommendations").select(SHOWN)
        frame.write_parquet(folder / f"table-{rows}.parquet")
        frame.write_csv(folder / f"table-{rows}.csv")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.tui", description=__doc__)
    sizes = parser.add_argument(
        "--rows", type=_sizes, default="1000,100000,1000000", help="sizes of the table"
    )
    parser.add_argument("--repeat", type=int, default=3, help="turns that count")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peers-python", type=Path, default=Path("benchmarks/.venv-peers/bin/python"))
    parser.add_argument("--folder", type=Path, help="where registers are made and kept for the next run")
    args = parser.parse_args()
    if any(size < 1 for size in args.rows):
        parser.error(f"{sizes.dest}: a table has at least one row")
    return args


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.replace("_", "").split(",")]


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    main()
