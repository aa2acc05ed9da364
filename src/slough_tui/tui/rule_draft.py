"""A rule from what was typed into the workbench: its file, its examples taken from the records, and what it matches."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from slough_tui.views.conditions import mask

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import polars as pl

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule's file, what a person should know of it, and the examples that do not hold."""

    toml: str
    text: str
    problems: tuple[str, ...]


def tried(table: str, values: Mapping[str, str], frame: pl.DataFrame, today: date) -> Tried:
    """Write the rule, read it as any rule file is read, run its examples. RuleError if it is none."""
    from slough_tui.engine.rules.examples import run_examples
    from slough_tui.engine.rules.load import read_rule

    toml = written(table, values, frame, today)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{values['id'].lower()}.toml"
        path.write_text(toml, encoding="utf-8")
        rule = read_rule(path)
    verdicts = list(run_examples([rule]))
    problems = tuple(f"example {v.number}: {v.problem}" for v in verdicts if v.problem)
    held = mask(frame, values["when"], today)
    matched = frame.filter(held) if held is not None else frame.clear()
    kept = f"{len(verdicts) - len(problems)} of {len(verdicts)} examples hold"
    lines = [
        f"{matched.height:,} of {frame.height:,} records match; {kept}.",
        *problems,
        "",
        *(
            f"{record.get('ref') or record['id']}  {_text(record)}"
            for record in matched.head(MOST_SHOWN).to_dicts()
        ),
    ]
    more = [f"and {matched.height - MOST_SHOWN:,} more"] if matched.height > MOST_SHOWN else []
    return Tried(toml, "\n".join([*lines, *more, "", *toml.splitlines()]), problems)


def _text(record: dict[str, Any]) -> str:
    return " ".join(str(record.get("title") or record.get("text") or record.get("action") or "").split())[
        :100
    ]


def written(table: str, values: Mapping[str, str], frame: pl.DataFrame, today: date) -> str:
    """The rule as TOML; its examples are a record that matches and one that does not, with what the condition reads."""
    import tomli_w

    from slough_tui.engine.rules.frames import types_in
    from slough_tui.engine.rules.gate import condition

    read = condition(values["when"], types_in(dict(frame.schema)), {"today": today, "as_of": today})
    names = [name for name in read.columns if name in frame.columns]
    outcome = frame.select(read.expr.alias("outcome")).get_column("outcome")
    examples = []
    for expect, held in (("finding", outcome), ("clear", ~outcome), ("unknown", outcome.is_null())):
        for record in frame.filter(held).select(names).head(1).to_dicts():
            given = {name: value for name, value in record.items() if value is not None}
            examples.append({"given": {**given, "today": today}, "expect": expect})
    rule = {
        "id": values["id"],
        "title": values["title"],
        "scope": "row",
        "table": table,
        "severity": values["severity"],
        "confidence": "certain",
        "condition": {"when": values["when"]},
        "message": {"text": values["message"], "fix": "Look at it.", "why": values["why"]},
        "example": examples,
    }
    return tomli_w.dumps(rule)
