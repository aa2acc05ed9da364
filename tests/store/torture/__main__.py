"""`python -m tests.store.torture`: everything, in shards side by side, as one table; exit 1 on any failure."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import slough_tui
from tests.store.torture import world
from tests.store.torture.parts import PARTS, Part
from tests.store.torture.tally import FoundError, Tally
from tests.store.torture.trace import CHECKOUT, can_trace

PACKAGE = "SLOUGH_TORTURE_PACKAGE"
"""Environment: the folder from which slough_tui must have been imported (a copy with a defect)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if nothing was lost, torn, untrue or unnoticed."""
    asked = argparse.ArgumentParser(prog="python -m tests.store.torture", description=__doc__)
    asked.add_argument("--only", action="append", choices=PARTS, help="this part (repeat for more)")
    asked.add_argument("--seed", type=int, default=1, help="other disks, other faults, other games")
    asked.add_argument("--short", action="store_true", help="the form that the test suite runs")
    asked.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes at once")
    asked.add_argument("--shard", nargs=2, type=int, metavar=("N", "OF"), help=argparse.SUPPRESS)
    options = asked.parse_args(arguments)
    parts = [PARTS[name] for name in options.only or PARTS]
    if options.shard:
        return _shard(parts[0], options.seed, options.short, *options.shard)
    _say(f"{'what':22} {'seconds':>8}  figures")
    return max([_row(part, options.seed, options.short, options.jobs) for part in parts], default=0)


def _shard(part: Part, seed: int, short: bool, shard: int, shards: int) -> int:
    """One process's part, told as a line of JSON."""
    wanted = os.environ.get(PACKAGE)
    if wanted and not Path(slough_tui.__file__).is_relative_to(wanted):
        raise SystemExit(f"slough_tui is {slough_tui.__file__}, not the copy in {wanted}")
    try:
        tally = part.run(seed=seed, shard=shard, shards=shards, **(part.short if short else part.full))
    except FoundError as error:
        tally = Tally(failures={str(error): 1})
    _say(tally.to_json())
    return 0


def _row(part: Part, seed: int, short: bool, jobs: int) -> int:
    began = time.monotonic()
    if part.name == "powercut" and (why := can_trace()):
        _say(f"{part.what:22} {'':8}  not done: {why}")
        return 1
    jobs = 1 if part.name == "load" else jobs  # it is a crowd by itself
    tally = together(part, seed, short, jobs)
    seconds = time.monotonic() - began
    figures = ", ".join(f"{what} {number:,}" for what, number in tally.figures.items())
    _say(f"{part.what:22} {seconds:8.0f}  {figures}")
    short_of = [f for f, least in part.floor.items() if not short and tally.figures.get(f, 0) < least]
    for line in [*tally.told(), *(f"too few: {figure}" for figure in short_of)]:
        _say(f"{'':22} {'':8}  ! {line}")
    for note in tally.notes:
        _say(f"{'':22} {'':8}    {note}")
    return int(bool(tally.failures or short_of))


def together(part: Part, seed: int, short: bool, jobs: int) -> Tally:
    """The part in so many processes, added up; a process that dies is a failure."""
    code = [sys.executable, "-m", "tests.store.torture", "--only", part.name, "--seed", str(seed)]
    code += ["--short"] if short else []
    environment = {**os.environ, "POLARS_MAX_THREADS": "1"}
    shards = [
        subprocess.Popen(
            [*code, "--shard", str(number), str(jobs)],
            cwd=CHECKOUT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=None if part.name == "teeth" and not short else subprocess.PIPE,  # it tells how far it is
            text=True,
        )
        for number in range(jobs)
    ]
    whole = Tally()
    for shard in shards:
        told, complaint = shard.communicate()
        try:
            whole.add(Tally.from_json(told.strip().splitlines()[-1]))
        except (IndexError, ValueError, TypeError, json.JSONDecodeError):
            whole.fail(f"{part.name} broke off: {(complaint or '').strip().splitlines()[-1:]}")
    return whole


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    world.copy_often()
    sys.exit(main())
