"""The file that `slough rules new` writes: a whole rule with examples that hold, and a word on every key."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from slough_tui.engine.rules.frames import PLAIN
from slough_tui.engine.rules.functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.model.table import Table

_TEMPLATE = """\
id = "{id}"  # stable for ever: waivers and trends are kept by it
title = "Say in a few words what is wrong"
scope = "row"  # row, unique, group, reference, query or frame
table = "{table}"
severity = "warning"  # error, warning or info
confidence = "certain"  # certain, likely or possible
tags = []
unknown = "ignore"  # or "report" or "finding": what to make of a record that cannot be judged

[thresholds]  # what another council may set differently; in the condition :longest
longest = 20

[condition]
# True is a finding, null means that it cannot be judged. :today and :as_of are the dates of the run.
# Columns of {table}:
{columns}
# Functions:
{functions}
when = "length({column}) > :longest"

[derive]  # further columns for the message
characters = "length({column})"

[message]
text = "{{ref}}: {column} has {{characters}} characters"
fix = "Say what to do about it."
why = \"\"\"
Say why it matters, and where that is written.
\"\"\"

[[example]]  # at least one that is a finding, and one that is not
given = {{ {column} = "{long}" }}
expect = "finding"

[[example]]
given = {{ {column} = "short" }}
expect = "clear"

[[example]]
given = {{ }}
expect = "unknown"
"""


def template(rule_id: str, table: Table) -> str:
    """A rule file over `table` whose condition looks at its first free text."""
    free = [c.name for c in table.columns if c.type == "str" and c.vocabulary is None and c.name != "id"]
    column = "text" if "text" in free else free[0]
    return _TEMPLATE.format(
        id=rule_id,
        table=table.name,
        column=column,
        columns="\n".join(_columns(table)),
        functions=_remark(", ".join(sorted(name for name, one in FUNCTIONS.items() if not one.aggregate))),
        long="a longer text " * 2,
    )


def _columns(table: Table) -> Iterator[str]:
    """The columns by what they hold, and the words that a coded one knows."""
    by_type: dict[str, list[str]] = {}
    for column in table.columns:
        by_type.setdefault(PLAIN[column.type], []).append(column.name)
    for kind, names in by_type.items():
        yield _remark(f"{kind}: {', '.join(names)}")
    for column in table.columns:
        if column.vocabulary:
            yield _remark(f"{column.name} is one of {', '.join(map(repr, column.vocabulary))}")


def _remark(text: str) -> str:
    return fill(text, 98, initial_indent="#   ", subsequent_indent="#     ")
