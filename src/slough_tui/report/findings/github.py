"""Findings as workflow commands: annotations in the log of a GitHub run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.engine.rules.told import Told

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(told: Told) -> Iterator[str]:
    """One line per finding that is not waived."""
    rows = told.rows("rule", "title", "severity", "outcome", "message", "document", "line")
    return (_line(row) for row in rows if row["outcome"] == "finding")


def _line(row: dict[str, Any]) -> str:
    properties = {"title": f"{row['rule']} {row['title']}", "file": row["document"], "line": row["line"]}
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    return f"::{COMMANDS[row['severity']]} {said}::{_data(row['message'])}\n"


def _data(text: str) -> str:
    """The runner reads commands line by line: line ends and per cents are escaped as it asks."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
