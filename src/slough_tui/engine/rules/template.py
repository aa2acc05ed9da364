"""The file that `slough rules new` writes: a whole rule with examples that hold, and a word on every key."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple

from slough_tui.engine.rules.frames import PLAIN
from slough_tui.engine.rules.functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.model.table import Table

_HEAD = """\
id = "{id}"  # stable for ever: waivers and trends are kept by it
title = "Say in a few words what is wrong"
scope = "{scope}"  # {asks}
table = "{table}"
severity = "warning"  # error, warning or info
confidence = "certain"  # certain, likely or possible
tags = []
unknown = "ignore"  # or "report" or "finding": what to make of a record that cannot be judged

"""
_CONDITION = """\
[condition]
# True is a finding, null means that it cannot be judged. :today and :as_of are the dates of the run.
# Columns of {table}:
{columns}
# Functions:
{functions}
"""
_TAIL = """\
fix = "Say what to do about it."
why = \"\"\"
Say why it matters, and where that is written.
\"\"\"

# At least one example that is a finding, and one that is not.
"""
_FINDING, _CLEAR, _UNKNOWN = (f'expect = "{word}"\n' for word in ("finding", "clear", "unknown"))


class _Scope(NamedTuple):
    """What a scope asks; its own keys, before and within the condition; the message; and its examples, which hold."""

    asks: str
    before: str
    condition: str
    message: str
    examples: tuple[str, ...]


_SCOPES = {
    "row": _Scope(
        "is this one record right?",
        "[thresholds]  # what another council may set differently; in the condition :longest\nlongest = 20\n\n",
        'when = "length({column}) > :longest"\n\n[derive]  # further columns for the message\ncharacters = "length({column})"\n',
        "{{ref}}: {column} has {{characters}} characters",
        (
            'given = {{ {column} = "a longer text a longer text" }}\n' + _FINDING,
            'given = {{ {column} = "short" }}\n' + _CLEAR,
            "given = {{ }}\n" + _UNKNOWN,
        ),
    ),
    "unique": _Scope(
        "are these columns unique together?",
        "",
        'when = "{column} IS NOT NULL"  # which records are looked at\ncolumns = ["{column}"]\n',
        "{{count}} times the same {column}: {{{column}:40}}",
        (
            'given = [{{ {column} = "a" }}, {{ {column} = "a" }}]\n' + _FINDING + "count = 1\n",
            'given = [{{ {column} = "a" }}, {{ {column} = "b" }}, {{ }}, {{ }}]\n' + _CLEAR,
        ),
    ),
    "group": _Scope(
        "is this group of records right?",
        "[thresholds]\nmost = 2\n\n",
        'when = "{column} IS NOT NULL"  # which records are looked at\nby = ["{column}"]\nhaving = "COUNT(*) > :most"\n',
        "{{count}} have {{{column}:40}} for {column}",
        (
            'given = [{{ {column} = "a", times = 3 }}]\n' + _FINDING + "count = 1\n",
            'given = [{{ {column} = "a", times = 2 }}, {{ {column} = "b" }}]\n' + _CLEAR,
        ),
    ),
    "reference": _Scope(
        "does what is cited exist?",
        "",
        'column = "{column}"\nto = "{other}.{name}"\n',
        "{{{column}:40}} is no {name} of the register's {other}",
        (
            'given = {{ {table} = [{{ {column} = "b" }}], {other} = [{{ {name} = "a" }}] }}\n' + _FINDING,
            'given = {{ {table} = [{{ {column} = "a" }}], {other} = [{{ {name} = "a" }}] }}\n' + _CLEAR,
        ),
    ),
    "query": _Scope(
        "what one table alone cannot say",
        "",
        'sql = """\nSELECT t.id AS id, t.{column} AS {column}, o.{name} AS other\n'
        'FROM {table} AS t LEFT JOIN {other} AS o ON o.{name} = t.{column}\n"""\nwhen = "other IS NOT NULL"\n',
        "{{{column}:40}} is also the {name} of one of the {other}",
        (
            'given = {{ {table} = [{{ {column} = "a" }}], {other} = [{{ {name} = "a" }}] }}\n' + _FINDING,
            'given = {{ {table} = [{{ {column} = "b" }}], {other} = [{{ {name} = "a" }}] }}\n' + _CLEAR,
        ),
    ),
}
STARTS = tuple(_SCOPES)
"""The scopes that a file can start with; a frame rule starts with its function, `slough plugins new`."""


def template(rule_id: str, table: Table, scope: str = "row") -> str:
    """A rule file over `table` whose condition looks at its first free text."""
    free = [c.name for c in table.columns if c.type == "str" and c.vocabulary is None and c.name != "id"]
    column = "text" if "text" in free else next(name for name in free if name != "document")
    other, name = ("documents", "name") if table.name != "documents" else ("recommendations", "text")
    own = _SCOPES[scope]
    functions = (name for name, one in FUNCTIONS.items() if not one.aggregate or scope in {"group", "query"})
    examples = "\n".join(f"[[example]]\n{example}" for example in own.examples)
    whole = f'{_HEAD}{own.before}{_CONDITION}{own.condition}\n[message]\ntext = "{own.message}"\n{_TAIL}{examples}'
    return whole.format(
        id=rule_id,
        scope=scope,
        asks=own.asks,
        table=table.name,
        column=column,
        other=other,
        name=name,
        columns="\n".join(_columns(table)),
        functions=_remark(", ".join(sorted(functions))),
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
