"""Rows of a Markdown table: `| a | b |`, with or without outer pipes, escaped pipes kept."""

from __future__ import annotations

import re

_BULLET = re.compile(r"^\s*[-*]\s+(?=\|)")
_RULE_CELL = re.compile(r"\s*:?-{1,}:?\s*")
_UNESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\|")


def is_pipe_row(line: str) -> bool:
    """Whether a line is a table's row with its outer pipe (`| a | b |`, also inside a list entry)."""
    text = _BULLET.sub("", line, count=1).strip()
    return text.startswith("|") and len(_UNESCAPED.findall(text)) >= 2


def is_rule_row(line: str) -> bool:
    """Whether a line is the rule under a header (`|---|:--:|`, `--- | ---`)."""
    if "|" not in line or "-" not in line:
        return False
    return all(_RULE_CELL.fullmatch(cell) for cell in _split(line))


def pipe_cells(line: str) -> list[str]:
    r"""The cells of a row, outer pipes and blanks around cells taken off, `\|` read as a pipe."""
    return [cell.strip().replace("\\|", "|") for cell in _split(line)]


def _split(line: str) -> list[str]:
    text = _BULLET.sub("", line, count=1).strip()
    cells = _UNESCAPED.sub("\\1\x00", text.replace("\x00", "")).split("\x00")
    if len(cells) > 1 and not cells[0].strip():
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return cells
