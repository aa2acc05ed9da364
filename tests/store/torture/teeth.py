"""Teeth: does anybody notice if the store is broken? Each defect is put into a copy of the package.

The part that should notice is asked first, then the others, then the tests of the store. That none of them
complains of the sound store is what the rest of the torture shows.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.store.torture.mutants import MUTANTS, SUITE, Mutant
from tests.store.torture.tally import FIRST, Tally, scratch
from tests.store.torture.trace import CHECKOUT

SOURCE = CHECKOUT / "src" / "slough_tui"
ORDER = ("powercut", "faults", "kills", "load", "flips", "model", SUITE)
STRONGER = {"powercut": 3, "faults": 4, "load": 3}
"""Seeds that a part is given for one defect: they look at a small sample each time."""


def run(*, seed: int = 1, only: int | None = None, shard: int = 0, shards: int = 1) -> Tally:
    """Every defect, or `only` so many that the seed chooses; a note says who noticed it."""
    tally = Tally()
    tally.count("defects", 0)
    tally.count("unnoticed", 0)
    chosen = list(MUTANTS) if only is None else random.Random(seed).sample(MUTANTS, only)
    with scratch() as folder:
        for mutant in chosen[shard::shards]:
            tally.count("defects")
            if why := misfit(mutant):
                tally.fail(why)
                continue
            noticed = _noticed(mutant, broken(mutant, folder / "package"), seed, ORDER)
            sys.stderr.write(f"{mutant.name}: {noticed or 'NOTHING'}\n")
            if noticed:
                tally.notes.append(f"{mutant.name}: {noticed}")
            else:
                tally.count("unnoticed")
                tally.fail(f"nobody noticed: {mutant.name}")
    return tally


def misfit(mutant: Mutant) -> str | None:
    """Why a defect cannot be put in; None if it can."""
    found = (SOURCE / "store" / mutant.file).read_text().count(mutant.old)
    return (
        None
        if found == 1
        else f"{mutant.file} has the place for {mutant.name!r} {found} times: write it anew"
    )


def broken(mutant: Mutant, folder: Path) -> Path:
    """A folder to import a broken slough_tui from."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SOURCE, folder / "slough_tui", ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / "slough_tui" / "store" / mutant.file
    file.write_text(file.read_text().replace(mutant.old, mutant.new))
    return folder


def told_of(mutant: Mutant, *, seed: int) -> str:
    """What the part that should notice a defect says of it; empty if it does not."""
    with scratch() as folder:
        package = broken(mutant, folder / "package")
        return _noticed(mutant, package, seed, (mutant.notice,))


def _noticed(mutant: Mutant, package: Path, seed: int, order: Sequence[str]) -> str:
    """Who of these noticed, and by what; empty if nobody."""
    parts = sorted(order, key=lambda part: part != mutant.notice)
    environment = {"PYTHONPATH": str(package), "SLOUGH_TORTURE_PACKAGE": str(package), FIRST: "1"}
    for part in parts:
        if part == SUITE:
            if told := _suite(environment):
                return told
            continue
        for turn in range(STRONGER.get(part, 1)):
            told = _part(part, seed + turn, environment)
            try:
                failures = Tally.from_json(told).failures
            except ValueError:
                return f"{part} ({told[:80]})"
            if failures:
                return f"{part} ({next(iter(failures))[:80]})"
    return ""


def _part(part: str, seed: int, more: dict[str, str]) -> str:
    """The last line that a part in its short form says, on whichever stream."""
    code = [sys.executable, "-m", "tests.store.torture", "--short", "--only", part, "--seed", str(seed)]
    environment = {**os.environ, "POLARS_MAX_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1", **more}
    try:
        done = subprocess.run(
            [*code, "--shard", "0", "1"],
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "it never came to an end"
    lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
    return lines[-1] if lines else f"exit {done.returncode}"


def _suite(environment: dict[str, str]) -> str:
    """The first test of the store that fails; empty if none does."""
    code = [sys.executable, "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider", "tests/store"]
    done = subprocess.run(
        [*code, "--ignore", "tests/store/torture"],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return f"{failed[0].partition('::')[2].partition(' - ')[0]}" if failed else ""
