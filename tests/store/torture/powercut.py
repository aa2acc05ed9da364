"""Power cuts: what the disk may hold at any moment of a workload, and whether the register survives it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.store.torture import trace, world
from tests.store.torture.disks import Acknowledged, Image, Memory, Op
from tests.store.torture.tally import Tally, scratch

EVERY_FOLD = 16
"""Of how many disks one is folded, too; a fold costs as much as everything else."""


def run(*, seed: int = 1, samples: int = 40, most: int = 12_500, shard: int = 0, shards: int = 1) -> Tally:
    """Judge up to `most` distinct disks, of which this shard takes its part."""
    tally = Tally()
    with scratch() as folder:
        (folder / "traced").mkdir()
        ops = trace.operations(
            ["tests.store.torture.player", str(folder / "traced/register")], folder / "traced"
        )
        views = world.views_of(folder / "plain")
        tally.count("disk calls", len(ops) if shard == 0 else 0)
        for kind in ("disks", "lost", "torn", "unusable", "stray"):
            tally.count(kind, 0)
        drawn = _drawn(ops, seed, samples, most)
        for number, (image, acknowledged, last) in enumerate(drawn):
            if number % shards != shard:
                continue
            tally.count("disks")
            wrong = judge(
                image, acknowledged, views, folder / "disk", fold=number // shards % EVERY_FOLD == 0
            )
            tally.blow(wrong, f"acknowledged {acknowledged}, cut after {last}")
    return tally


def _drawn(ops: Sequence[Op], seed: int, samples: int, most: int) -> Iterator[tuple[Image, int, str]]:
    """Distinct disks with the last step that was acknowledged and the last call; an evenly spread part if too many."""
    found: dict[bytes, tuple[Image, int, str]] = {}
    for each in _all(ops, seed, samples):
        key = each[0].key()
        found.pop(key, None)
        found[key] = each  # the last wins, and keeps its place: its acknowledgement asks for most
    numbers = range(len(found))
    wanted = set(numbers if len(found) <= most else random.Random(seed).sample(numbers, most))
    yield from (each for number, each in enumerate(found.values()) if number in wanted)


def _all(ops: Sequence[Op], seed: int, samples: int) -> Iterator[tuple[Image, int, str]]:
    """Every disk of the sample, in the order of the calls; the same seed gives the same disks."""
    dice, memory, acknowledged = random.Random(seed), Memory(), -1
    for number, op in enumerate(ops):
        memory.apply(op)
        if isinstance(op, Acknowledged):
            acknowledged = op.step
        for image in memory.images(dice, samples):
            yield image, acknowledged, f"call {number}, {type(op).__name__}"


def judge(
    image: Image, acknowledged: int, views: Sequence[world.View], folder: Path, *, fold: bool
) -> str | None:
    """Lay the disk out and see what the register on it shows."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    image.lay_out(folder)
    return world.verdict(folder / "register", acknowledged, views, fold=fold)
