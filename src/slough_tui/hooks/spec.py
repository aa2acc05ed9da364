"""The hooks there are: each is called, each says when and since which version. Arguments only ever get added.

A plugin implements a hook by a function of the same name, marked with `slough_tui.hooks.api.hookimpl`.
Each implementation is called alone: one that fails costs only its own results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

from slough_tui.hooks.api import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from typing import Any

    import polars as pl

    from slough_tui.hooks.api import Assessor, ReportKind
    from slough_tui.hooks.brought import Command, ConditionFunction, Panel, Writer
    from slough_tui.importers.layouts.protocol import Layout
    from slough_tui.importers.readers.protocol import Reader
    from slough_tui.model.table import Table

hookspec = pluggy.HookspecMarker(PROJECT)


@hookspec
def slough_register_readers() -> Iterable[Reader]:  # type: ignore[empty-body]
    """Readers, each of which takes one kind of file apart into blocks and cells.

    Called once before papers are imported. A reader of a plugin is asked before the built-in ones of the
    same suffix. Since 0.1.
    """


@hookspec
def slough_register_layouts() -> Iterable[Layout]:  # type: ignore[empty-body]
    """Layouts, each of which knows one kind of paper and makes records of its blocks.

    Called once before papers are imported; every layout reads every paper, each its own parts. Since 0.1.
    """


@hookspec
def slough_register_assessors() -> Iterable[Assessor]:  # type: ignore[empty-body]
    """Assessors, each of which gives records a verdict, a score and reasons.

    Called once before `assess`, before a `check` whose rules require an assessor, and when the screen
    shows assessments. Since 0.1.
    """


@hookspec
def slough_register_rules() -> Iterable[Path]:  # type: ignore[empty-body]
    """Folders of rule files (TOML) that a plugin brings along.

    Called once before rules are loaded. Since 0.1.
    """


@hookspec
def slough_register_reports() -> Iterable[ReportKind]:  # type: ignore[empty-body]
    """Reports, each of which is made from the register's tables and written by `slough report`.

    Called once before the reports are listed, and before one is made that is not built in. Since 0.1.
    """


@hookspec
def slough_register_record_kinds() -> Iterable[Table]:  # type: ignore[empty-body]
    """Further kinds of record, each a table made by `api.record_kind`.

    Called once when plugins are loaded, before the register is opened. A register that holds such records
    needs the plugin to show them; without it they stay where they are. Since 0.1.
    """


@hookspec
def slough_register_functions() -> Iterable[ConditionFunction]:  # type: ignore[empty-body]
    """Names that conditions of rules may call, each with the condition that it stands for.

    Called once before rules are loaded. Since 0.1.
    """


@hookspec
def slough_register_writers() -> Iterable[Writer]:  # type: ignore[empty-body]
    """Formats in which `slough check` can write its findings.

    Called once when a check is asked for a format that is none of the built-in ones. Since 0.1.
    """


@hookspec
def slough_register_commands() -> Iterable[Command]:  # type: ignore[empty-body]
    """Commands of the command line, which only read.

    Called once when a command is asked for that is none of the built-in ones. Since 0.1.
    """


@hookspec
def slough_register_panels() -> Iterable[Panel]:  # type: ignore[empty-body]
    """Lines that are shown below a record.

    Called once when a record is shown; what a panel names is looked up, and imported, only then. Since 0.1.
    """


@hookspec
def slough_check_started(rules: Sequence[str], as_of: date, today: date) -> None:
    """A check begins: the ids of the rules that will run, and its dates.

    Called once per check, before anything is read. What it returns is ignored. Since 0.1.
    """


@hookspec
def slough_check_finished(findings: pl.DataFrame, counts: pl.DataFrame) -> None:
    """A check has ended: its findings (columns as Parquet has them) and the counts per rule.

    Called once per check, after the last rule and before anything is written; frames cannot be changed, so
    neither can the findings. What it returns is ignored. Since 0.1.
    """


@hookspec
def slough_explain(finding: Mapping[str, Any], record: Mapping[str, Any]) -> Iterable[str]:  # type: ignore[empty-body]
    """Further lines for `slough explain FINDING`: the finding and its first record, by column.

    Called once per finding that is explained; `record` is empty where the finding is about none. Since 0.1.
    """
