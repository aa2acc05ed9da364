"""`slough check` as a process of its own beside `import polars`, and an edited record checked again."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import polars as pl

from benchmarks.rules import data, ours
from benchmarks.store.timing import in_turns

if TYPE_CHECKING:
    from pathlib import Path


def lines(folder: Path, repetitions: int) -> list[tuple[str, str, float, str]]:
    """The lines of the table, as `__main__` prints them."""
    environment = {
        **os.environ,
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def process(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments],
            env=environment,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    check = ("-m", "slough_tui", "--quiet", "--as-of", "2024-01-04", "check", "-o", str(folder / "out.txt"))
    taken = in_turns(
        {"check": lambda: process(*check), "polars": lambda: process("-c", "import polars")}, repetitions
    )
    small = pl.read_parquet(data.make(folder / "small.parquet", 100_000))
    record = in_turns({"one": ours.edited(small, data.TWELVE)}, 5)["one"]
    return [
        (
            "`slough check`, all rules on the sample register, cold",
            "import polars",
            taken["check"] / taken["polars"],
            "1.3",
        ),
        ("one edited record checked again", "20 ms", record / 0.020, "1.00"),
    ]
