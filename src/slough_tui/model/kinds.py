"""Every table of the register: its columns, their types, labels and vocabularies. The one list.

Store schemas, screen columns, importers' fields, `slough set`'s validation and the documentation all
come from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from slough_tui.model.table import Column, Table
from slough_tui.model.vocabulary import (
    ACCEPTED,
    AUDIT_STATUS,
    DATE_SOURCE,
    LINK_STATE,
    POLARITY,
    PRECISION,
    PRIORITY,
    RAG,
    RELATION,
    STATUS,
    TREND,
    USE,
    VERDICT,
    VOICE,
)


def _common(status: tuple[str, ...] | None = STATUS) -> tuple[Column, ...]:
    return (
        Column("id", label="Id"),
        Column("ref", label="Ref"),
        Column("ref_raw", label="Ref as printed"),
        Column("series", label="Series"),
        Column("council", label="Council"),
        Column("text", label="Text"),
        Column("status", label="Status", vocabulary=status),
        Column("status_raw", label="Status as printed"),
        Column("lead", label="Lead"),
        Column("due", "date", "Due"),
        Column("due_raw", label="Due as printed"),
        Column("due_original", "date", "Originally due"),
        Column("due_precision", label="Precision", vocabulary=PRECISION),
        Column("schedule", label="Schedule"),
        Column("document", label="Document"),
        Column("page", "int", "Page"),
        Column("line", "int", "Line"),
        Column("as_at", "date", "As at"),
        Column("extra", "json", "Extra"),
    )


def _record(
    name: str,
    title: str,
    one: str,
    prefix: str,
    *own: Column,
    shown: tuple[str, ...],
    status: tuple[str, ...] | None = STATUS,
) -> Table:
    return Table(name, title, one, prefix, (*_common(status), *own), shown)


def _plain(name: str, title: str, one: str, *columns: Column, shown: tuple[str, ...] = ()) -> Table:
    return Table(name, title, one, "", (Column("id", label="Id"), *columns), shown)


_RAG_COLUMNS = (
    Column("rag", label="RAG", vocabulary=RAG),
    Column("rag_source", label="RAG source", vocabulary=("printed", "derived")),
    Column("trend", label="Trend", vocabulary=TREND),
)

_ALL = (
    _record(
        "recommendations",
        "Recommendations",
        "one recommendation",
        "rec",
        Column("body", label="Body"),
        Column("body_date", "date", "Meeting"),
        Column("agenda_item", label="Agenda"),
        Column("addressee", label="Addressee"),
        Column("copied_to", label="Copied to"),
        Column("cabinet_on", "date", "Cabinet"),
        Column("response_received", label="Response received", vocabulary=("yes", "no")),
        Column("response_on", "date", "Response on"),
        Column("response", label="Response"),
        Column("accepted", label="Accepted", vocabulary=ACCEPTED),
        Column("accepted_note", label="Note"),
        Column("task_group", label="Task group"),
        Column("progress", label="Progress"),
        Column("verdict_stated", label="Verdict", vocabulary=VERDICT),
        shown=(
            "ref",
            "text",
            "accepted",
            "response_received",
            "verdict_stated",
            "body_date",
            "cabinet_on",
            "series",
        ),
    ),
    _record(
        "directions",
        "Directions",
        "one direction",
        "dir",
        Column("title", label="Direction"),
        Column("clt_lead", label="CLT lead"),
        Column("slt_lead", label="SLT lead"),
        Column("member", label="Member"),
        *_RAG_COLUMNS,
        shown=("ref", "title", "rag", "trend", "due", "clt_lead", "slt_lead", "member"),
    ),
    _record(
        "audit_actions",
        "Audit actions",
        "one internal audit action",
        "aud",
        Column("audit_year", label="Year"),
        Column("review", label="Review"),
        Column("directorate", label="Directorate"),
        Column("priority", label="Priority", vocabulary=PRIORITY),
        Column("completed_on", "date", "Completed"),
        status=AUDIT_STATUS,
        shown=("ref", "text", "status", "priority", "due", "audit_year", "review", "directorate", "lead"),
    ),
    _record(
        "plan_actions",
        "Plan actions",
        "one action of a plan",
        "act",
        Column("plan", label="Plan"),
        Column("theme", label="Theme"),
        Column("objective", label="Objective"),
        Column("action", label="Action"),
        Column("progress", label="Progress"),
        Column("impact", label="Impact"),
        Column("cites", "list", "Cites"),
        Column("told_us", label="What inspectors said"),
        *_RAG_COLUMNS,
        Column("rag_before", label="RAG before", vocabulary=RAG),
        shown=("ref", "text", "status", "lead", "due", "plan", "theme", "cites"),
    ),
    _record(
        "kpis",
        "KPIs",
        "one indicator",
        "kpi",
        Column("title", label="Indicator"),
        Column("polarity", label="Good to be", vocabulary=POLARITY),
        Column("midpoint", "float", "Midpoint"),
        Column("unit", label="Unit"),
        Column("target", "float", "Target"),
        Column("tolerance", "float", "Tolerance"),
        Column("amber", "float", "Amber"),
        Column("red", "float", "Red"),
        shown=("ref", "title", "polarity", "unit", "target", "status", "series"),
    ),
    _record(
        "audit_reviews",
        "Audit reviews",
        "one internal audit review",
        "rev",
        Column("title", label="Review"),
        Column("opinion", label="Opinion"),
        Column("high", "int", "High"),
        Column("medium", "int", "Medium"),
        Column("low", "int", "Low"),
        Column("stage", label="Stage"),
        status=None,
        shown=("title", "opinion", "stage", "high", "medium", "low"),
    ),
    _record(
        "judgements",
        "Judgements",
        "one judgement of an inspection",
        "jud",
        Column("inspection", label="Inspection"),
        Column("area", label="Area"),
        Column("grade", label="Grade"),
        shown=("area", "grade", "inspection", "as_at"),
    ),
    _record(
        "savings",
        "Savings",
        "one saving",
        "sav",
        Column("year", label="Year"),
        Column("low", "float", "Low"),
        Column("high", "float", "High"),
        Column("unit", label="Unit"),
        Column("risk", label="Risk"),
        shown=("text", "year", "low", "high", "unit", "risk"),
    ),
    _record(
        "cadences",
        "Reporting cadences",
        "one promise to report regularly",
        "cad",
        Column("reporter", label="Reporter"),
        Column("reports_to", label="Reports to"),
        Column("every", label="Every"),
        shown=("reporter", "reports_to", "every", "text"),
    ),
    _record(
        "resolutions",
        "Resolutions",
        "one resolution of a meeting",
        "res",
        Column("body", label="Body"),
        Column("meeting", "date", "Meeting"),
        Column("minute", label="Minute"),
        shown=("minute", "text", "meeting", "body"),
    ),
    _plain(
        "readings",
        "Readings",
        "one value of an indicator or financial line in a period",
        Column("document"),
        Column("measure", label="Measure"),
        Column("statement", label="Statement"),
        Column("period", label="Period"),
        Column("period_end", "date", "Period end"),
        Column("value", "float", "Value"),
        Column("value_raw", label="As printed"),
        Column("target", "float", "Target"),
        Column("unit", label="Unit"),
        Column("page", "int"),
        Column("line", "int"),
        Column("as_at", "date"),
        shown=("statement", "measure", "period", "value", "unit"),
    ),
    _plain(
        "figures",
        "Figures",
        "one number printed in a table or sentence",
        Column("document"),
        Column("table_title", label="Table"),
        Column("row_label", label="Row"),
        Column("column_label", label="Column"),
        Column("value", "float", "Value"),
        Column("value_raw", label="As printed"),
        Column("unit", label="Unit"),
        Column("page", "int"),
        Column("line", "int"),
        Column("as_at", "date", "As at"),
        shown=("table_title", "row_label", "column_label", "value", "unit", "as_at"),
    ),
    _plain(
        "updates",
        "Updates",
        "one dated comment on a record",
        Column("record", label="Record"),
        Column("document"),
        Column("on", "date", "On"),
        Column("on_raw", label="Date as printed"),
        Column("on_inferred", "bool", "Year inferred"),
        Column("voice", label="Voice", vocabulary=VOICE),
        Column("text", label="Text"),
        Column("page", "int"),
        Column("line", "int"),
        Column("as_at", "date"),
        shown=("on", "record", "text", "voice"),
    ),
    _plain(
        "links",
        "Links",
        "one relation between two records",
        Column("from_id", label="From"),
        Column("to_id", label="To"),
        Column("relation", label="Relation", vocabulary=RELATION),
        Column("state", label="State", vocabulary=LINK_STATE),
        Column("confidence", "float", "Confidence"),
        Column("by", label="By"),
        Column("document"),
        shown=("from_id", "relation", "to_id", "state"),
    ),
    _plain(
        "documents",
        "Documents",
        "one paper",
        Column("sha256"),
        Column("name", label="File"),
        Column("title", label="Title"),
        Column("council", label="Council"),
        Column("body", label="Body"),
        Column("date", "date", "Date"),
        Column("date_source", label="Date source", vocabulary=DATE_SOURCE),
        Column("marking", label="Marking"),
        Column("format", label="Format"),
        Column("layouts", "list", "Layouts"),
        Column("series", "json", "Series"),
        Column("balance", "json", "Balance"),
        shown=("name", "title", "date", "body", "marking"),
    ),
    _plain(
        "cells",
        "Cells",
        "one cell or sentence of a paper",
        Column("document"),
        Column("block", "int"),
        Column("row", "int"),
        Column("column", "int"),
        Column("page", "int"),
        Column("line", "int"),
        Column("address"),
        Column("raw"),
        Column("value"),
        Column("record"),
        Column("field"),
        Column("use", vocabulary=USE),
        shown=("document", "page", "line", "use", "record", "field", "raw"),
    ),
    _plain(
        "repairs",
        "Repairs",
        "one thing mended at import",
        Column("document"),
        Column("record", label="Record"),
        Column("field", label="Field"),
        Column("what", label="What"),
        Column("raw", label="As printed"),
        Column("now", label="Now"),
        Column("why", label="Why"),
        Column("state", label="State", vocabulary=("made", "confirmed", "rejected")),
        Column("cell"),
        Column("page", "int", "Page"),
        Column("line", "int", "Line"),
        Column("address"),
        shown=("what", "raw", "now", "why", "record", "line"),
    ),
    _plain(
        "refusals",
        "Refusals",
        "one thing not understood at import",
        Column("document"),
        Column("record", label="Record"),
        Column("field", label="Field"),
        Column("what", label="What"),
        Column("raw", label="As printed"),
        Column("why", label="Why"),
        Column("state", label="State", vocabulary=("open", "settled")),
        Column("cell"),
        Column("page", "int", "Page"),
        Column("line", "int", "Line"),
        Column("address"),
        shown=("what", "raw", "why", "record", "line"),
    ),
    _plain(
        "waivers",
        "Waivers",
        "one finding set aside",
        Column("fingerprint"),
        Column("reason", label="Reason"),
        Column("owner", label="Owner"),
        Column("until", "date", "Until"),
        shown=("fingerprint", "reason", "owner", "until"),
    ),
    _plain(
        "assessments",
        "Assessments",
        "one verdict on a record",
        Column("record", label="Record"),
        Column("assessor", label="Assessor"),
        Column("verdict", label="Verdict"),
        Column("score", "float", "Score"),
        Column("reasons", "list", "Reasons"),
        shown=("record", "assessor", "verdict", "score"),
    ),
)

TABLES: dict[str, Table] = {t.name: t for t in _ALL}
"""Every table by name, record tables first."""


class _RecordTables(Sequence[str]):
    """Names of the tables that hold records, those added by plugins too."""

    def _now(self) -> tuple[str, ...]:
        return tuple(name for name, table in TABLES.items() if table.is_record)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        return self._now()[index]

    def __len__(self) -> int:
        return len(self._now())


RECORD_TABLES = _RecordTables()
"""The names of the tables that hold records, in order."""

COMMON: tuple[str, ...] = tuple(c.name for c in _common())
"""The columns that every record table has."""


def record_kind(name: str, title: str, one: str, prefix: str, *own: Column, shown: tuple[str, ...]) -> Table:
    """A table for a further kind of record: the common columns and its own."""
    return _record(name, title, one, prefix, *own, shown=shown)


def add(table: Table) -> None:
    """Let the register have a further table of records. ValueError says what it clashes with or lacks."""
    if TABLES.get(table.name) == table:
        return
    if table.name in TABLES:
        raise ValueError(f"there is a table {table.name} already")
    other = next((t.name for t in TABLES.values() if t.prefix == table.prefix), "")
    if not table.prefix or other:
        raise ValueError(f"the prefix {table.prefix!r} of {table.name} is that of {other or 'no record'}")
    missing = [name for name in COMMON if name not in table.names]
    if missing:
        raise ValueError(f"{table.name} lacks the columns {', '.join(missing)}")
    TABLES[table.name] = table


def table_of(record_id: str) -> Table | None:
    """The table a record id belongs to, by its prefix (`rec:cisc/0.10`); None if it has no known prefix."""
    prefix, colon, _ = record_id.partition(":")
    return next((t for t in TABLES.values() if colon and t.prefix and t.prefix == prefix), None)
