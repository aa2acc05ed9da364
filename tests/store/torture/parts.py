"""The parts of the torture, how much of each makes the short and the full form, and the figures to reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.store.torture.tally import Tally


@dataclass(frozen=True)
class Part:
    """One row of the table: a module of this folder with `run(seed, shard, shards, ...)`."""

    name: str
    what: str
    short: dict[str, Any]
    full: dict[str, Any]
    floor: dict[str, int] = field(default_factory=dict)
    """What the full form must reach, so that a part which tests nothing fails."""

    @property
    def run(self) -> Callable[..., Tally]:
        """The part itself."""
        from importlib import import_module

        run: Callable[..., Tally] = import_module(f"tests.store.torture.{self.name}").run
        return run


PARTS = {
    part.name: part
    for part in (
        Part(
            "powercut",
            "power cuts",
            {"samples": 1, "most": 120},
            {"samples": 30, "most": 10_500},
            {"disks": 10_000},
        ),
        Part(
            "faults",
            "failing calls",
            {"every": 25, "every_fold": 250},
            {"every": 1, "every_fold": 14},
            {"injected": 1_000},
        ),
        Part(
            "kills",
            "kill -9",
            {"every": 70, "at_random": 4},
            {"every": 4, "at_random": 100},
            {"kills": 400},
        ),
        Part(
            "load", "a crowd", {"seconds": 2, "people": 4}, {"seconds": 60, "people": 8}, {"committed": 100}
        ),
        Part("flips", "flipped bits", {"flips": 60}, {"flips": 2_200}, {"flips": 2_000}),
        Part("model", "games against a model", {"runs": 15}, {"runs": 500}, {"runs": 500}),
        Part("teeth", "defects put in", {"only": 1}, {}, {"defects": 25}),
    )
}
