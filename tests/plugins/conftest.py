"""Bundled assessors and frame functions run as the program runs them: loaded by the host, over tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import polars as pl
import pytest

from slough_tui.engine.assess import assess
from slough_tui.hooks.host import Host
from slough_tui.hooks.parameters import merged
from slough_tui.store.schema import schema_of

TODAY = date(2023, 11, 23)
Said = dict[str, tuple[str, float | None, list[str]]]
"""Record to verdict, score, reasons."""
Ask = Callable[..., Said]
Call = Callable[..., pl.DataFrame]


@cache
def host() -> Host:
    return Host.load(installed=False)


@pytest.fixture(scope="session")
def ask() -> Ask:
    """`ask("due_state", audit_actions=[{...}])`: an id is given to whoever has none."""

    def call(
        name: str,
        *,
        today: date = TODAY,
        parameters: dict[str, Any] | None = None,
        **tables: list[dict[str, Any]],
    ) -> Said:
        def frame(table: str) -> pl.DataFrame:
            lines = [{"id": f"{table}:{n}", **line} for n, line in enumerate(tables.get(table, []))]
            return pl.DataFrame(lines, schema=schema_of(table))

        chosen = [one for one in host().assessors() if one[1].name == name]
        assert chosen, f"no assessor {name}"
        if parameters:
            default = chosen[0][1].parameters
            laid = merged(default, parameters, f"assessors.{name}")
            chosen = [(chosen[0][0], replace(chosen[0][1], parameters=laid))]
        found = assess(chosen, frame, today=today)
        assert found.failures == []
        return {r: (verdict, score, reasons) for r, _, verdict, score, reasons, _ in found.frame.iter_rows()}

    return call


def called(
    name: str,
    *,
    thresholds: dict[str, Any] | None = None,
    today: date = TODAY,
    **tables: list[dict[str, Any]],
) -> pl.DataFrame:
    """What the function `plugin:name` of a frame rule gives; an id is given to whoever has none."""

    def frame(table: str) -> pl.LazyFrame:
        lines = [{"id": f"{table}:{n}", **line} for n, line in enumerate(tables.get(table, []))]
        return pl.LazyFrame(lines, schema=schema_of(table))

    found = host().function(name)(frame, today=today, as_of=today, thresholds=thresholds or {})
    assert isinstance(found, pl.LazyFrame)
    return found.collect()


@pytest.fixture(scope="session")
def call() -> Call:
    """`call("plugin:name", thresholds={...}, cells=[{...}])`."""
    return called
