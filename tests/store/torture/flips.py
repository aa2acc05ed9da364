"""Corruption: one bit flipped in any file is noticed, the file is named, and the rest can be read."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from slough_tui.errors import SloughError
from slough_tui.model.kinds import TABLES
from slough_tui.store import Register
from tests.store.torture import world
from tests.store.torture.tally import Tally, scratch

UPTO = 6
"""Steps of the workload that are played: a base of several folds, and open commits after it."""


def run(*, seed: int = 1, flips: int = 2_200, shard: int = 0, shards: int = 1) -> Tally:
    """Flip bits of files, each file as often as every other, at places that the seed chooses."""
    tally = Tally()
    for kind in ("flips", "unnoticed", "not named", "rest unreadable"):
        tally.count(kind, 0)
    dice = random.Random(seed * 100 + shard)
    with scratch() as folder:
        path = _register(folder / "register")
        files = sorted(f for f in path.rglob("*") if f.is_file() and f.stat().st_size)
        tally.count("files", len(files) if shard == 0 else 0)
        rest = _readable(path)
        for number in range(shard, flips, shards):
            file = files[number % len(files)]
            whole = bytearray(file.read_bytes())
            bit = dice.randrange(len(whole) * 8)
            whole[bit // 8] ^= 1 << bit % 8
            _put(file, bytes(whole))
            tally.count("flips")
            _judge(path, file, rest, tally)
            whole[bit // 8] ^= 1 << bit % 8
            _put(file, bytes(whole))
    return tally


def _register(path: Path) -> Path:
    """A register with several bases folded into one, and open commits of each kind after it."""
    world.play(path, lambda _: None, world.workload())
    world.edit(Register.open(path), 60)
    shutil.rmtree(path / "tmp", ignore_errors=True)
    return path


def _put(file: Path, data: bytes) -> None:
    """Files of a register are read-only; whoever damages them does not ask."""
    file.chmod(0o640)
    file.write_bytes(data)
    file.chmod(0o440)


def _readable(path: Path) -> dict[str, object]:
    """What each table shows; it is missing for those that cannot be read."""
    try:
        register = Register.open(path, read_only=True)
    except SloughError:
        try:
            register = Register.rescue(path)
        except SloughError:
            return {}
    shown: dict[str, object] = {}
    for name in TABLES:
        try:
            shown[name] = register.frame(name).rows()
        except SloughError:
            continue
    return shown


def complaints(path: Path) -> list[str]:
    """All that opening, reading and verifying say against a register; empty if it is sound."""
    told: list[str] = []
    try:
        register = Register.open(path, read_only=True)
    except SloughError as error:
        return [str(error)]
    for name in TABLES:
        told += _told(partial(register.frame, name))
        told += _told(partial(register.frame, name, as_of=world.day(2)))
        told += _told(partial(register.facts, table=name))
    told += _told(register.commits)
    told += _told(register.last_run)
    if hasattr(register, "doctor"):
        told += _told(register.doctor)
    return told


def _told(read: Callable[[], object]) -> list[str]:
    try:
        found = read()
    except SloughError as error:
        return [str(error)]
    problems = getattr(found, "problems", ())
    return [str(problem) for problem in problems]


def _judge(path: Path, file: Path, rest: dict[str, object], tally: Tally) -> None:
    name = file.relative_to(path)
    kind = re.sub(r"\d{8}", "N", re.sub(r"[a-z_]+(?=\.parquet|-\d{8}\.parquet)", "TABLE", str(name)))
    try:
        told = complaints(path)
    except Exception as error:  # noqa: BLE001
        tally.count("unnoticed")
        tally.fail(f"raw {type(error).__name__} of a flip in {kind}")
        return
    if not told:
        tally.count("unnoticed")
        tally.fail(f"nobody noticed a flip in {kind}")
        return
    if not any(str(name) in each for each in told):
        tally.count("not named")
        tally.fail(f"not named: {kind}; told instead: {told[0]}".replace(str(path), "")[:200])
    shown = _readable(path)
    if wrong := [table for table in shown if shown[table] != rest[table]]:
        tally.count("unnoticed")
        tally.fail(f"{wrong[0]} is read wrongly after a flip in {kind}")
    if len(shown) < len(rest) - 1:
        tally.count("rest unreadable")
        tally.fail(f"{len(rest) - len(shown)} of {len(rest)} tables cannot be read after a flip in {kind}")
