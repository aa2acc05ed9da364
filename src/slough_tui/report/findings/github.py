"""Findings as workflow commands: annotations in the log of a GitHub run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slough_tui.engine.rules.run import CheckResult

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(result: CheckResult) -> str:
    """One line per finding that is not waived."""
    live = result.findings.iter_rows(named=True)
    return "".join(_line(row) for row in live if not row["waived"] and row["outcome"] == "finding")


def _line(row: dict[str, Any]) -> str:
    properties = {"title": f"{row['rule']} {row['title']}", "file": row["document"], "line": row["line"]}
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    return f"::{COMMANDS[row['severity']]} {said}::{_data(row['message'])}\n"


def _data(text: str) -> str:
    """The runner reads commands line by line: line ends and per cents are escaped as it asks."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
