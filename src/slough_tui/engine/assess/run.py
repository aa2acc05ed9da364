"""One run of assessors over the register's tables: each assessor and table alone, the broken ones named."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.engine.assess.result import checked, empty, shaped
from slough_tui.errors import PluginError, SettingsError
from slough_tui.hooks.api import Given
from slough_tui.hooks.loading import in_words
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from datetime import date

    from polars.lazyframe.in_process import InProcessQuery

    from slough_tui.hooks.api import Assessor
    from slough_tui.hooks.loading import Plugin

DEADLINE = 60.0
"""Seconds that one assessor may take on one table before its query is cancelled."""


@dataclass(slots=True)
class Assessed:
    """What a run gave: `frame` has the columns of `result.SCHEMA`, ordered by record and assessor.

    `failures` are the assessors that failed, each with the table; what the others gave stands.
    """

    frame: pl.DataFrame
    names: tuple[str, ...] = ()
    failures: list[PluginError] = field(default_factory=list)


def assess(
    assessors: Sequence[tuple[Plugin, Assessor]],
    tables: Callable[[str], pl.LazyFrame | pl.DataFrame],
    *,
    today: date,
    deadline: float = DEADLINE,
) -> Assessed:
    """Run `assessors` over the tables they ask for.

    `tables` gives a table of the register by its name, as of the date in question. Failures are also noted
    in the plugin's record, and its `run_ms` counts. SettingsError where an assessor's parameters make no sense.
    """
    # a register that cannot be read is nobody's failure but the register's: its error is let out
    frames = {name: tables(name).lazy() for name in _tables_of(assessors)}
    found = [empty()]
    failures: list[PluginError] = []
    for plugin, assessor in assessors:
        for name in assessor.tables:
            started = time.perf_counter()
            try:
                found.append(_one(assessor, name, frames, today, deadline))
            except (KeyboardInterrupt, SettingsError):  # a wrong setting is the person's, not the plugin's
                raise
            except BaseException as error:  # noqa: BLE001 - a plugin may raise anything; a Polars panic is no Exception
                failure = _failure(assessor, name, error)
                failures.append(failure)
                plugin.fail(str(failure))
            plugin.run_ms += (time.perf_counter() - started) * 1000
    frame = pl.concat(found).sort("record", "assessor")
    return Assessed(frame, tuple(assessor.name for _, assessor in assessors), failures)


def _tables_of(assessors: Sequence[tuple[Plugin, Assessor]]) -> list[str]:
    wanted = {name for _, assessor in assessors for name in (*assessor.tables, *assessor.uses)}
    return [name for name in TABLES if name in wanted]


def _one(
    assessor: Assessor, name: str, frames: Mapping[str, pl.LazyFrame], today: date, deadline: float
) -> pl.DataFrame:
    unknown = [table for table in (name, *assessor.uses) if table not in frames]
    if unknown:
        raise PluginError(f"asks for the table {unknown[0]!r}", hint=f"there are {', '.join(TABLES)}")
    uses = {used: frames[used] for used in assessor.uses}
    given = Given(table=name, frame=frames[name], tables=uses, today=today, parameters=assessor.parameters)
    found = collect(shaped(assessor, assessor.assess(given)), deadline)
    return checked(assessor, found, frames[name].select("id").collect()["id"])


def _failure(assessor: Assessor, name: str, error: BaseException) -> PluginError:
    where = f"assessor {assessor.name}, {name}"
    if isinstance(error, PluginError):
        return PluginError(error.what, where=where, hint=error.hint)
    return PluginError(in_words(error), where=where, hint="its other tables and all other assessors stand")


def collect(frame: pl.LazyFrame, deadline: float) -> pl.DataFrame:
    """`frame`, collected in the background by the streaming engine, the one that can be cancelled.

    Raises PluginError when it takes longer than `deadline` seconds.
    """
    running = frame.collect(engine="streaming", background=True)
    try:
        return _awaited(running, deadline)
    except (PluginError, KeyboardInterrupt):
        running.cancel()
        threading.Thread(target=_take_in, args=(running,), daemon=True).start()
        raise


def _awaited(running: InProcessQuery, deadline: float) -> pl.DataFrame:
    until = time.perf_counter() + deadline
    pause = 0.0005
    while (done := running.fetch()) is None:
        if time.perf_counter() > until:
            raise PluginError(f"took longer than {deadline:g} seconds and was stopped")
        time.sleep(pause)
        pause = min(pause * 1.1, 0.02)
    return done


def _take_in(stopped: InProcessQuery) -> None:
    """Wait for what a stopped query still sends: with nobody to receive it, Polars aborts the whole process."""
    with contextlib.suppress(BaseException):  # nobody waits for its error either
        while stopped.fetch() is None:
            time.sleep(0.02)
