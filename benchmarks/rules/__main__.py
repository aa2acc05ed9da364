"""`make bench-rules`: the engine beside the same checks written by hand, beside a bare scan, and beside its peers.

    python -m benchmarks.rules [--records 100000,1000000] [--repetitions 3] [--peers-python PYTHON] [--json]

Ratios count: everything on a line was measured in the same minutes, taking turns.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.rules import by_hand, command, data, ours
from benchmarks.store.timing import in_turns

PEERS = ("pointblank", "dataframely", "pandera")


def main() -> None:
    """Measure, then print the table; progress goes to stderr."""
    args = _arguments()
    lines: list[tuple[str, str, float, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for records in args.records:
            lines += _engine(data.make(folder / f"{records}.parquet", records), records, args)
        lines += command.lines(folder, args.repetitions)
    if args.json:
        sys.stdout.write(json.dumps([dict(zip(HEAD, line, strict=True)) for line in lines], indent=1) + "\n")
        return
    sys.stdout.write(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}\n")
    sys.stdout.writelines(
        f"| {what} | {beside} | {ratio:.2f} | {goal} |\n" for what, beside, ratio, goal in lines
    )


HEAD = ("what", "beside", "ratio", "goal")


def _engine(path: Path, records: int, args: argparse.Namespace) -> list[tuple[str, str, float, str]]:
    sys.stderr.write(f"{records} records ...\n")
    same = by_hand.findings(path).select("rule", "id").sort("rule", "id")
    assert same.equals(ours.judged(path, data.TWELVE).select("rule", "id").sort("rule", "id")), (
        "they disagree"
    )
    taken = in_turns(
        {
            "hand": lambda: by_hand.findings(path),
            "scan": lambda: by_hand.scan(path),
            "twelve": lambda: ours.judged(path, data.TWELVE),
            "fifty": lambda: ours.judged(path, data.fifty()),
            "whole": lambda: ours.whole(path, data.TWELVE),
        },
        args.repetitions,
    )
    size = f"{records:,} records, {same.height:,} findings"
    goal = "1.25" if records <= 100_000 else "1.10"
    lines = [
        (f"12 checks, {size}", "by hand in Polars", taken["twelve"] / taken["hand"], goal),
        (f"50 checks, {records:,} records", "bare scan", taken["fifty"] / taken["scan"], "3.5 at 1M"),
        (f"whole check with fingerprints, {size}", "by hand in Polars", taken["whole"] / taken["hand"], ""),
    ]
    for peer in PEERS if args.peers_python else ():
        spent = _peer(args.peers_python, peer, path)
        if spent is not None:
            lines.append(
                (
                    f"{peer}, {records:,} records",
                    "12 checks by the engine",
                    spent / taken["twelve"],
                    "over 1.4",
                )
            )
    return lines


def _peer(python: str, peer: str, path: Path) -> float | None:
    """Seconds of the peer for the same checks with the failing rows; None if it is not installed or gives up."""
    script = Path(__file__).parent / "peers" / f"{peer}_checks.py"
    done = subprocess.run(
        [python, str(script), str(path)], capture_output=True, text=True, check=False, timeout=600
    )
    if done.returncode:
        sys.stderr.write(f"{peer}: {done.stderr.strip().splitlines()[-1:] or 'failed'}\n")
        return None
    return float(done.stdout.split()[-1])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rules")
    parser.add_argument(
        "--records", type=lambda text: [int(n) for n in text.split(",")], default=[100_000, 1_000_000]
    )
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--peers-python", default="")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
