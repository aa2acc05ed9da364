"""kill -9: at every call of every step, at random, and once more while the survivors clear up."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.store.torture import world
from tests.store.torture.tally import Tally, scratch
from tests.store.torture.zygote import FOLD, WHOLE, Zygote, zygote

EVERY_FOLD = 4


def run(*, seed: int = 1, every: int = 1, at_random: int = 100, shard: int = 0, shards: int = 1) -> Tally:
    """Kill at every `every`-th call of each step, and `at_random` times at any moment of the workload."""
    tally = Tally()
    for kind in ("kills", "lost", "torn", "unusable", "stray"):
        tally.count(kind, 0)
    dice = random.Random(seed * 100 + shard)
    with scratch() as folder, zygote() as victims:
        views: list[world.View] = []
        steps = _before_each_step(folder, views)
        for step, template in enumerate(steps):
            calls, _ = victims.victim(_copy(template, folder / "disk"), step)
            assert calls, f"step {step} does nothing that could be cut short"
            for call in range(1 + (seed + step) % every, calls + 1, every):
                if call // every % shards == shard:
                    _kill_at(victims, _copy(template, folder / "disk"), step, call, dice, views, tally)
        for _ in range(at_random // shards):
            _kill_somewhere(victims, _copy(steps[0], folder / "disk"), dice, views, tally)
    return tally


def _before_each_step(folder: Path, views: list[world.View]) -> list[Path]:
    """Copies of the register as each step finds it; the first is no register at all."""
    copies = [folder / "none"]

    def keep(step: int) -> None:
        from slough_tui.store import Register

        views.append(world.view(Register.open(folder / "plain")))
        copies.append(folder / f"before-{step + 1}")
        shutil.copytree(folder / "plain", copies[-1])

    world.play(folder / "plain", keep)
    return copies[:-1]


def _copy(template: Path, path: Path) -> Path:
    shutil.rmtree(path, ignore_errors=True)
    if template.exists():
        shutil.copytree(template, path)
    return path


def _kill_at(
    victims: Zygote,
    path: Path,
    step: int,
    call: int,
    dice: random.Random,
    views: Sequence[world.View],
    tally: Tally,
) -> None:
    """Kill one in a step; sometimes kill the next one, too, who folds what the first has left."""
    calls, acknowledged = victims.victim(path, step, call=call)
    tally.count("kills", 0 if calls else 1)
    if (path / "FORMAT").exists() and dice.random() < 0.3:
        calls, _ = victims.victim(path, FOLD, call=dice.randint(1, 200))
        tally.count("kills", 0 if calls else 1)
    _judge(path, max(acknowledged, default=step - 1), views, tally, f"step {step}, call {call}")


def _kill_somewhere(
    victims: Zygote, path: Path, dice: random.Random, views: Sequence[world.View], tally: Tally
) -> None:
    after = dice.random() * 1.2
    calls, acknowledged = victims.victim(path, WHOLE, after=after)
    tally.count("kills", 0 if calls else 1)
    _judge(path, max(acknowledged, default=-1), views, tally, f"after {after:.3f} s")


def _judge(path: Path, acknowledged: int, views: Sequence[world.View], tally: Tally, when: str) -> None:
    fold = tally.figures["kills"] % EVERY_FOLD == 0
    wrong = world.verdict(path, acknowledged, views, fold=fold)
    tally.blow(wrong, f"acknowledged {acknowledged}, killed in {when}")
