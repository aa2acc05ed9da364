"""A rule file in a few words, and a check of it over a few records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from slough_tui.engine.rules.frames import Frames, frames_of
from slough_tui.engine.rules.load import read_rule
from slough_tui.engine.rules.rule import Rule
from slough_tui.engine.rules.run import CheckResult, run_check
from slough_tui.store.schema import schema_of

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2023, 11, 23)

HEAD = """
id = "{id}"
title = "A title"
scope = "{scope}"
table = "{table}"
severity = "{severity}"
{more}
"""
TAIL = """
[message]
text = "{text}"
fix = "Mend it."
why = "Because."

[[example]]
given = {{ }}
expect = "finding"

[[example]]
given = {{ id = "x" }}
expect = "clear"
"""

MakeRule = Callable[..., Rule]
Tables = Mapping[str, Sequence[Mapping[str, Any]]]


@pytest.fixture
def make_rule(tmp_path: Path) -> MakeRule:
    """A rule from its parts: `condition` and `sections` are TOML."""

    def make(
        condition: str,
        *,
        id: str = "ABC001",  # noqa: A002 - the key of the file
        scope: str = "row",
        table: str = "recommendations",
        severity: str = "error",
        more: str = "",
        sections: str = "",
        text: str = "{ref} is wrong",
    ) -> Rule:
        path = tmp_path / f"{id}.toml"
        head = HEAD.format(id=id, scope=scope, table=table, severity=severity, more=more)
        path.write_text(
            f"{head}{sections}\n[condition]\n{condition}\n{TAIL.format(text=text)}", encoding="utf-8"
        )
        return read_rule(path)

    return make


def frames(tables: Tables) -> Frames:
    return frames_of(
        {name: pl.DataFrame(list(rows), schema=schema_of(name)) for name, rows in tables.items()}
    )


def check(rules: Rule | Sequence[Rule], tables: Tables, **options: Any) -> CheckResult:
    several = [rules] if isinstance(rules, Rule) else list(rules)
    return run_check(frames(tables), several, **{"today": TODAY, "as_of": TODAY, **options})


def counted(result: CheckResult) -> tuple[int, int, int]:
    """Finding, clear, unknown of the first rule."""
    row = result.counts.row(0, named=True)
    return row["finding"], row["clear"], row["unknown"]


@pytest.fixture
def run() -> Callable[..., CheckResult]:
    return check


@pytest.fixture
def tally() -> Callable[[CheckResult], tuple[int, int, int]]:
    return counted


@pytest.fixture
def make_frames() -> Callable[[Tables], Frames]:
    return frames
