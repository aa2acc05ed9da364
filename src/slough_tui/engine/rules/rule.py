"""What a rule is, once its file has been read and found right: plain data, no library."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCOPES = ("row", "unique", "group", "reference", "query", "frame")
SEVERITIES = ("error", "warning", "info")
CONFIDENCES = ("certain", "likely", "possible")
ON_UNKNOWN = ("ignore", "report", "finding")
OUTCOMES = ("finding", "clear", "unknown")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: calendar months, or days. Months can only be added to a date or taken from it."""

    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        """`2 months` or `5 days`."""
        number, unit = (self.months, "month") if self.months else (self.days, "day")
        return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


Value = str | int | float | bool | date | Duration | tuple[str, ...]
"""What a threshold may be: text, number, yes or no, date, duration, or a list of texts."""


@dataclass(frozen=True, slots=True)
class Example:
    """One given and what the rule must say of it.

    `tables` maps table name to records (missing columns are null). `expect` is the outcome that the
    first subject must have; `count` how many findings there must be, where a rule sees several records.
    """

    tables: Mapping[str, tuple[Mapping[str, Any], ...]]
    expect: str
    count: int | None = None
    today: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file. Empty fields are those that the scope does not use.

    `when` is a condition (row; a filter before unique, group and reference; over the result of query and
    frame). `derive` maps more column names to expressions for the message. `subject` names the columns
    whose values are the ids of what a finding is about; `stable` those that enter its fingerprint.
    `bodies` maps a committee or board (in small letters) to the thresholds that it set otherwise.
    """

    id: str
    title: str
    scope: str
    table: str
    severity: str
    confidence: str
    text: str
    when: str = ""
    columns: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    having: str = ""
    column: str = ""
    to: str = ""
    sql: str = ""
    function: str = ""
    subject: tuple[str, ...] = ("id",)
    stable: tuple[str, ...] = ()
    derive: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, Value] = field(default_factory=dict)
    bodies: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    requires: tuple[str, ...] = ()
    unknown: str = "ignore"
    tags: tuple[str, ...] = ()
    fix: str = ""
    why: str = ""
    examples: Sequence[Example] = ()
    path: str = ""
    sha256: str = ""

    @property
    def condition(self) -> str:
        """What people read as the condition: the SQL of a query, else the condition itself."""
        if self.sql:
            return f"{self.sql.strip()}\n-- finding when: {self.when}" if self.when else self.sql.strip()
        if self.scope == "unique":
            return f"{', '.join(self.columns)} not unique" + (f" where {self.when}" if self.when else "")
        if self.scope == "group":
            return f"by {', '.join(self.by)}: {self.having}" + (f" where {self.when}" if self.when else "")
        if self.scope == "reference":
            return f"{self.column} not in {self.to}" + (f" where {self.when}" if self.when else "")
        return self.when or f"function {self.function}"
