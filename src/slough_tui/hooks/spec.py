"""The hooks there are: each is called, each says when and since which version. Arguments only ever get added.

A plugin implements a hook by a function of the same name, marked with `slough_tui.hooks.api.hookimpl`.
Each implementation is called alone: one that fails costs only its own results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

from slough_tui.hooks.api import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from slough_tui.hooks.api import Assessor, ReportKind
    from slough_tui.importers.layouts.protocol import Layout
    from slough_tui.importers.readers.protocol import Reader

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
