"""Findings written down: one small writer per format, all from the same frame."""

from __future__ import annotations

from slough_tui.report.findings.json_lines import json_lines
from slough_tui.report.findings.objects import check_object, finding_objects
from slough_tui.report.findings.text import concise, text

__all__ = ["WRITERS", "check_object", "concise", "finding_objects", "json_lines", "text", "write"]

WRITERS = ("markdown", "html", "junit", "sarif", "github")
"""The formats that a module of this name writes as text; JSON and CSV come from the objects, JSON lines from the frame."""


def write(form: str, result: object) -> str:
    """A check's result in one of `WRITERS`."""
    from importlib import import_module

    module = import_module(f"slough_tui.report.findings.{form}")
    written: str = module.write(result)
    return written
