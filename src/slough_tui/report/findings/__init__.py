"""Findings written down: one small writer per format, all from the same frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.report.findings.json_lines import json_lines
from slough_tui.report.findings.objects import finding_objects
from slough_tui.report.findings.text import concise, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.engine.rules.told import Told

__all__ = ["WRITERS", "concise", "finding_objects", "json_lines", "text", "write"]

WRITERS = ("markdown", "html", "junit", "sarif", "github")
"""The formats that a module of this name writes as text; JSON comes from the objects, JSON lines and CSV from the frame."""


def write(form: str, told: Told) -> Iterator[str]:
    """A check in one of `WRITERS`, piece by piece."""
    from importlib import import_module

    module = import_module(f"slough_tui.report.findings.{form}")
    written: Iterator[str] = module.write(told)
    return written
