"""How long something takes: medians of several repetitions, what is compared taking turns."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import FileDescriptorLike

Run = Callable[[], object]


def seconds(run: Run) -> float:
    """One run. Garbage of the run before is not on its bill."""
    gc.collect()
    start = perf_counter()
    run()
    return perf_counter() - start


def in_turns(runs: Mapping[str, Run], repetitions: int) -> dict[str, float]:
    """Median seconds of each, after one round that does not count.

    They take turns, so that a disk or a neighbour that is slow for a while is slow for all of them.
    """
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(repetitions + 1):
        for name, run in runs.items():
            spent = seconds(run)
            if turn:
                taken[name].append(spent)
    return {name: median(spent) for name, spent in taken.items()}


def in_pairs(one: Run, other: Run, pairs: int = 15) -> float:
    """How much more processor time `one` takes than `other`: the median of pairs that were run one after the other.

    Who comes first changes from pair to pair, and a neighbour that takes the processor is on nobody's bill.
    """
    ratios: list[float] = []
    for turn in range(pairs + 1):
        order = (one, other) if turn % 2 else (other, one)
        spent = {id(run): _processor_seconds(run) for run in order}
        if turn:
            ratios.append(spent[id(one)] / spent[id(other)])
    return median(ratios)


def _processor_seconds(run: Run) -> float:
    gc.collect()
    start = process_time()
    run()
    return process_time() - start


@contextmanager
def counted_fsyncs() -> Iterator[list[FileDescriptorLike]]:
    """What this process syncs inside the block."""
    synced: list[FileDescriptorLike] = []
    fsync, fdatasync = os.fsync, os.fdatasync

    def counting(fd: FileDescriptorLike) -> None:
        synced.append(fd)
        fsync(fd)

    os.fsync = os.fdatasync = counting
    try:
        yield synced
    finally:
        os.fsync, os.fdatasync = fsync, fdatasync
