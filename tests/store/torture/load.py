"""Load: people, the nightly batch, folding and readers at once; the history must have an order."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from slough_tui.store import Register
from tests.store.torture import crowd, world
from tests.store.torture.serial import Done, anomalies
from tests.store.torture.tally import Tally, scratch
from tests.store.torture.trace import CHECKOUT

PEOPLE = 8


def run(
    *, seed: int = 1, seconds: float = 60, people: int = PEOPLE, shard: int = 0, shards: int = 1
) -> Tally:
    """As many seconds with locks as without; a shard takes one of the two."""
    tally = Tally()
    for kind in ("committed", "lost", "anomalies", "half seen"):
        tally.count(kind, 0)
    for number, locked in enumerate((True, False)):
        if number % shards == shard:
            with scratch() as folder:
                _session(folder, seed, seconds, people, tally, locked=locked)
    return tally


def _session(folder: Path, seed: int, seconds: float, people: int, tally: Tally, *, locked: bool) -> None:
    how = "" if locked else " (no locks)"
    register = world.create(folder / "register")
    register.import_batch(crowd.founding(), author=world.CLERK, recorded_at=world.AT)
    roles = [("person", f"w{n}") for n in range(people)]
    roles += [("reader", "r"), ("batch", "n"), ("folder", "f")]
    members = [_start(folder, role, name, seed + n, locked) for n, (role, name) in enumerate(roles)]
    try:
        _wait_for(folder, [name for _, name in roles])
        time.sleep(seconds)
        (folder / "stop").touch()
        complaints = [_complaint_of(member) for member in members]
    finally:
        for member in members:
            member.kill()
    for complaint in filter(None, complaints):
        tally.fail(f"{complaint}{how}")
    _check(folder, [name for _, name in roles], tally, how)


def _start(folder: Path, role: str, name: str, seed: int, locked: bool) -> subprocess.Popen[str]:
    log, stop = folder / f"{name}.log", folder / "stop"
    code = [sys.executable, "-m", "tests.store.torture.crowd", role, name, str(folder / "register")]
    environment = {**os.environ, "POLARS_MAX_THREADS": "1", **({} if locked else {crowd.NO_LOCKS: "1"})}
    return subprocess.Popen(
        [*code, str(seed), str(log), str(stop)],
        cwd=CHECKOUT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def _complaint_of(member: subprocess.Popen[str]) -> str | None:
    """Why one of the crowd did not come to a good end."""
    try:
        _, complaint = member.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        return "stuck: one of the crowd did not stop"
    return f"crashed: {complaint.strip().splitlines()[-1:]}" if member.returncode else None


def _wait_for(folder: Path, names: list[str]) -> None:
    """Until everybody is there: on a busy machine that takes longer than a short session."""
    for _ in range(600):
        if all((folder / f"{name}.log").exists() for name in names):
            return
        time.sleep(0.1)


def _check(folder: Path, names: list[str], tally: Tally, how: str) -> None:
    """What the logs say against what the register says in the end."""
    said = [json.loads(line) for name in names for line in (folder / f"{name}.log").read_text().splitlines()]
    done = [Done(*each[1:]) for each in said if each[0] == "done"]
    final = crowd.lists(Register.open(folder / "register"))
    tally.count("committed", sum(bool(each.wrote) for each in done))
    tally.count("refused, tried again", sum(each[0] == "refused" for each in said))
    tally.count("imports", sum(each[0] == "imported" for each in said))
    tally.count("folds", sum(each[0] == "folded" for each in said))
    for each in said:
        if each[0] in {"error", "uncertain"}:
            tally.count("half seen", int("half a commit" in each[1]))
            tally.fail(re.sub(r"\d{8}", "N", f"{each[0]}{how}: {each[1]}".replace(str(folder), "")))
            tally.notes.append(" ".join(each[2]) if len(each) > 2 else "")
    for wrong in anomalies(done, [each[1] for each in said if each[0] == "refused"], final):
        tally.count("lost" if wrong.startswith("lost") else "anomalies")
        tally.fail(f"{wrong.partition(':')[0]}{how}")
    seen = len(Register.open(folder / "register").commits())
    expected = 1 + sum(bool(e.wrote) for e in done) + sum(e[0] in {"imported", "checked"} for e in said)
    if seen != expected:
        tally.fail(f"{expected} commits were acknowledged, and the register has {seen}{how}")
