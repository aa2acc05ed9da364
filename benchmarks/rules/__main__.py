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

from benchmarks.rules import by_hand, command, data, isolation, ours
from benchmarks.store.timing import in_turns

PEERS = ("pointblank", "dataframely", "pandera", "great_expectations")
GOALS = {"pandera": "over 20", "great_expectations": "over 20"}


def main() -> None:
    """Measure, then print the table; progress goes to stderr."""
    args = _arguments()
    lines: list[tuple[str, str, float, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for records in args.records:
            lines += _engine(data.make(folder / f"{records}.parquet", records), records, args)
        lines.append(isolation.line(folder, min(args.records)))
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
    lines.append(_written(path, same.height))
    return [*lines, *(_peers(path, records, args) if args.peers_python else [])]


def _written(path: Path, height: int) -> tuple[str, str, float, str]:
    """A million of these findings as JSON lines beside half a second; fewer are reckoned up."""
    write = ours.written(ours.whole(path, data.TWELVE).findings)
    taken = in_turns({"written": write}, 3)["written"]
    return (f"1,000,000 of {height:,} findings as JSON lines", "0.5 s", taken / height * 2_000_000, "1.00")


def _peers(path: Path, records: int, args: argparse.Namespace) -> list[tuple[str, str, float, str]]:
    """Each peer beside the engine, process by process, in turns: seconds and peak of memory."""
    mine = ["-m", "benchmarks.rules.ours", str(path)]
    lines: list[tuple[str, str, float, str]] = []
    for peer in PEERS:
        script = str(Path(__file__).parent / "peers" / f"{peer}_checks.py")
        both = [
            (_spent(args.peers_python, script, str(path)), _spent(sys.executable, *mine))
            for _ in range(args.repetitions)
        ]
        whole = [(theirs, own) for theirs, own in both if theirs and own]
        if not whole:
            continue
        for number, what in enumerate(("time", "memory")):
            ratio = min(theirs[number] for theirs, _ in whole) / min(own[number] for _, own in whole)
            goal = GOALS.get(peer, "over 1.4") if what == "time" else "over 2"
            lines.append((f"{peer}, {records:,} records: {what}", "12 checks by the engine", ratio, goal))
    return lines


def _spent(*command: str) -> tuple[float, float] | None:
    """Seconds and KiB that a script says it spent; None if it is not installed or gives up."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        sys.stderr.write(f"{command[1]}: {done.stderr.strip().splitlines()[-1:] or 'failed'}\n")
        return None
    _, seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


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
