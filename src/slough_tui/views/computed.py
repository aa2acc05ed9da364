"""Tables that the screen makes for itself and the register does not keep: findings, verdicts, commits, rules, plugins, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.model.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

SEVERITY = Column("severity", label="Severity", vocabulary=("error", "warning", "info"))
CONFIDENCE = Column("confidence", label="Confidence", vocabulary=("certain", "likely", "possible"))

FINDINGS = Table(
    "findings",
    "Findings",
    "one hit of a rule",
    "",
    (
        Column("id", label="Fingerprint"),
        SEVERITY,
        Column("rule", label="Rule"),
        Column("title", label="Rule says"),
        Column("ref", label="Ref"),
        Column("message", label="Finding"),
        Column("record", label="Record"),
        Column("records", "list", "Records"),
        Column("lead", label="Lead"),
        Column("directorate", label="Directorate"),
        CONFIDENCE,
        Column("outcome", label="Outcome", vocabulary=("finding", "unknown")),
        Column("fix", label="What to do"),
        Column("why", label="Why"),
        Column("condition", label="Condition"),
        Column("evidence", "json", "Evidence"),
        Column("document", label="Paper"),
        Column("page", "int", "Page"),
        Column("line", "int", "Line"),
        Column("cell", label="Cell"),
        Column("first_seen", "date", "First seen"),
        Column("standing", label="New", vocabulary=("new", "still")),
        Column("fingerprint", label="Whole fingerprint"),
    ),
    shown=(
        "rule", "severity", "ref", "message", "lead", "directorate", "record", "confidence", "standing", "first_seen",
    ),
)  # fmt: skip
"""Findings: computed by a check. `lead` and `directorate` are those of the first record it is about, else the paper;
`first_seen` and `standing` come from recorded checks.
"""

ASSESSMENTS = Table(
    "assessments",
    "Assessments",
    "one verdict on a record",
    "",
    (
        Column("id", label="Id"),
        Column("ref", label="Ref"),
        Column("text", label="Text"),
        Column("verdict", label="Verdict"),
        Column("stated", label="Stated"),
        Column("agrees", label="Agrees", vocabulary=("no", "yes")),
        Column("score", "float", "Score"),
        Column("assessor", label="Assessor"),
        Column("reasons", "list", "Reasons"),
        Column("stated_in", label="Stated in"),
        Column("record", label="Record"),
    ),
    shown=("ref", "text", "verdict", "stated", "score", "assessor", "record"),
)
"""Verdicts of the assessors, beside what the paper states in the column of which they speak (`stated_in`)."""

COMMITS = Table(
    "commits",
    "History",
    "one commit",
    "",
    (
        Column("id", label="Commit"),
        Column("effective_on", "date", "Speaks of"),
        Column("message", label="What"),
        Column("author", label="Who"),
        Column("added", "int", "New"),
        Column("changed", "int", "Changed"),
        Column("ended", "int", "Ended"),
        Column("recorded_on", "date", "Recorded"),
        Column("time", label="At (UTC)"),
        Column("kind", label="Kind", vocabulary=("import", "edit", "check")),
        Column("document", label="Paper"),
        Column("counts", "json", "Tables"),
        Column("recorded_at", label="Recorded at"),
    ),
    shown=(
        "id",
        "effective_on",
        "message",
        "author",
        "added",
        "changed",
        "ended",
        "recorded_on",
        "time",
        "kind",
    ),
)
"""Commits, the newest first. `added`, `changed` and `ended` count records and lines of all tables."""

RULES = Table(
    "rules",
    "Rules",
    "one rule",
    "",
    (
        Column("id", label="Rule"),
        Column("title", label="Says"),
        SEVERITY,
        Column("findings", "int", "Findings"),
        Column("table", label="Table"),
        Column("scope", label="Scope"),
        CONFIDENCE,
        Column("tags", "list", "Tags"),
        Column("condition", label="Condition"),
        Column("thresholds", "json", "Thresholds"),
        Column("requires", "list", "Requires"),
        Column("examples", "int", "Examples"),
        Column("fix", label="What to do"),
        Column("why", label="Why"),
        Column("path", label="File"),
    ),
    shown=("id", "title", "severity", "findings", "table", "scope", "confidence", "tags"),
)

PLUGINS = Table(
    "plugins",
    "Plugins",
    "one plugin",
    "",
    (
        Column("id", label="Plugin"),
        Column("about", label="About"),
        Column("state", label="State", vocabulary=("failed", "untrusted", "loaded")),
        Column("origin", label="From", vocabulary=("built-in", "bundled", "installed", "folder")),
        Column("assessors", "list", "Assessors"),
        Column("hooks", "list", "Hooks"),
        Column("load_ms", "float", "Load ms"),
        Column("run_ms", "float", "Run ms"),
        Column("version", label="Version"),
        Column("failures", "list", "Failures"),
        Column("path", label="File"),
    ),
    shown=("id", "about", "state", "origin", "assessors", "load_ms", "run_ms", "failures"),
)

OVERVIEW = Table(
    "overview", "Overview", "one thing to look at", "", (Column("id", label="Id"),), shown=("id",)
)
"""The first place: a page of numbers, each of which leads to what it counts; it has no rows of its own."""

CHANGES = Table(
    "changes",
    "Changes",
    "one change between two dates",
    "",
    (
        Column("id", label="Id"),
        Column(
            "change",
            label="Change",
            vocabulary=(
                "appeared",
                "ended",
                "closed",
                "worsened",
                "improved",
                "moved",
                "slipped",
                "brought forward",
                "changed",
            ),
        ),
        Column("ref", label="Ref"),
        Column("field", label="Field"),
        Column("before", label="Before"),
        Column("after", label="After"),
        Column("difference", "int", "Days"),
        Column("text", label="Text"),
        Column("kind", label="Table"),
        Column("group", label="Series"),
        Column("record", label="Record"),
    ),
    shown=("ref", "change", "field", "before", "after", "difference", "text", "kind", "group"),
)
"""What became of records between two dates: `before` and `after` stand side by side, as text."""


def schema_of(table: Table) -> pl.Schema:
    """The dtypes of a computed table's columns."""
    import polars as pl

    dtypes = {"int": pl.Int64(), "float": pl.Float64(), "date": pl.Date(), "list": pl.List(pl.String())}
    return pl.Schema({c.name: dtypes.get(c.type, pl.String()) for c in table.columns})


CALL_IN = Table(
    "call_in",
    "Call in",
    "one record to ask about",
    "",
    (
        Column("id", label="Id"),
        Column("rank", "int", "Rank"),
        Column("ref", label="Ref"),
        Column("question", label="Ask"),
        Column("evidence", label="Because"),
        Column("text", label="Text"),
        Column("record", label="Record"),
    ),
    shown=("ref", "rank", "question", "evidence", "text", "record"),
)
"""Whom to ask to the next meeting, the most urgent first: the ranking of `engine.call_in`, as on the overview."""


AT_A_TIME = 500
"""Lines that become a frame at a time: nothing else is done in any thread meanwhile."""


def frame_of(table: Table, lines: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """A computed table of `lines`, whose missing columns are null."""
    import polars as pl

    schema, told = schema_of(table), list(lines)
    parts = (told[at : at + AT_A_TIME] for at in range(0, len(told), AT_A_TIME))
    return pl.concat(
        [pl.DataFrame(schema=schema), *(pl.DataFrame(part, schema=schema) for part in parts)], rechunk=True
    )
