"""Errors that point into a rule's file: file, line, column, the line itself with a caret, and a hint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from slough_tui.engine.rules.toml_place import place_of, place_of_text
from slough_tui.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slough_tui.engine.rules.rule import Rule
    from slough_tui.engine.rules.tokens import ConditionError

WIDEST = 160
"""Characters of a line that are shown; a longer one is shown around the place."""


def pointed(what: str, path: str, text: str, line: int, column: int, hint: str = "") -> RuleError:
    """The error at a line and column (from 1) of a file's text. A hint stands on a line of its own."""
    lines = text.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    start = max(column - WIDEST // 2, 0) if len(shown) > WIDEST else 0
    caret = f"\n  {shown[start : start + WIDEST]}\n  {' ' * (column - 1 - start)}^" if shown.strip() else ""
    said = f"\n  hint: {hint}" if hint else ""
    return RuleError(f"{what}{caret}{said}", where=f"{path}:{line}:{column}" if path else "")


def placed(rule: Rule, keys: Sequence[str | int], what: str, hint: str = "") -> RuleError:
    """The error at the key of the rule's file that `keys` lead to."""
    text = _text(rule)
    return pointed(f"{rule.id}: {what}", rule.path, text, *place_of(text, keys), hint)


def located(error: ConditionError, rule: Rule) -> RuleError:
    """The error of a condition at its place in the rule's file."""
    keys = {rule.when: "when", rule.having: "having", rule.sql: "sql"}
    if error.source in rule.derive.values():
        name = next(name for name, source in rule.derive.items() if source == error.source)
        path: tuple[str, ...] = ("derive", name)
    else:
        path = ("condition", keys.get(error.source, "when"))
    text = _text(rule)
    shown = error.source.split("\n")[error.line - 1]
    line, column = place_of_text(text, path, shown, error.column)
    # the condition alone is shown: in the file it stands behind a key and a quotation mark
    place = pointed(f"{rule.id}: {error.what}", rule.path, shown, 1, error.column, error.hint)
    return RuleError(place.what, where=f"{rule.path}:{line}:{column}" if rule.path else "")


def _text(rule: Rule) -> str:
    try:
        return Path(rule.path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
