"""Makes docs/rules.md, the table of the rules that come along: `python docs/make_rules.py`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from slough_tui.engine.rules.load import load_rules
from slough_tui.settings import bundled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slough_tui.engine.rules.rule import Rule

PAGE = Path(__file__).resolve().parent / "rules.md"
HEAD = """\
# The rules that come along

Made by `docs/make_rules.py` from the files in `rules/`. `slough explain RULE` tells all of a rule: why, thresholds, examples.
`slough check --select` and `--ignore` take an id, the beginning of one, a tag or a severity.

| id | severity | what is wrong | table | why it matters |
|---|---|---|---|---|
"""


def page(rules: Sequence[Rule]) -> str:
    """The page: one line a rule, by id."""
    lines = [
        f"| `{rule.id}` | {rule.severity} | {_plain(rule.title)} | {rule.table} | {_plain(_first_sentence(rule.why))} |"
        for rule in sorted(rules, key=lambda rule: rule.id)
    ]
    return HEAD + "\n".join(lines) + "\n"


def _first_sentence(text: str) -> str:
    flat = " ".join(text.split())
    found = re.match(r".+?[.!?](?=\s|$)", flat)
    return found[0] if found else flat


def _plain(text: str) -> str:
    return text.replace("|", r"\|")


if __name__ == "__main__":
    PAGE.write_text(page(load_rules([bundled("rules")]).rules), encoding="utf-8")
