"""Everything the register knows of one record, as sections with headings: what Enter opens.

What was printed stands beside what was read, comments come newest first, and at the end the very words
of the paper with page and line, and what was mended in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from slough_tui.model.kinds import TABLES, table_of
from slough_tui.views.document_page import document_page
from slough_tui.views.finding_page import finding_sections, paragraphs
from slough_tui.views.machinery_pages import commit_page, plugin_page, rule_page
from slough_tui.views.overdue import days_overdue
from slough_tui.views.panels import panel_sections
from slough_tui.views.rows import Frames, held, records, rows
from slough_tui.views.sections import MOST_TEXT, Detail, Field, Section, long_text, pairs
from slough_tui.views.sources import passages, source, surroundings
from slough_tui.views.story import story
from slough_tui.views.values import day, role_of, shown, with_days, words
from slough_tui.views.verdict_page import verdict_page

if TYPE_CHECKING:
    from datetime import date

    from slough_tui.model.table import Column, Table

HEAD = ("message", "title", "text", "action", "name", "raw")
HIDDEN = frozenset(
    {"id", "ref", "ref_raw", "document", "page", "line", "extra", "due_precision", "cell", "as_at"}
)


def detail(table: Table, record: Mapping[str, Any], frames: Frames, today: date | None = None) -> Detail:
    """The record `record` (all its columns) with what other tables know of it; what is due counts as of `today`."""
    if table.name in PAGES:
        return PAGES[table.name](record, frames)
    record_id = str(record.get("id") or "")
    head_column = next((name for name in HEAD if record.get(name)), "")
    title = f"{table.title.rstrip('s')} {record.get('ref') or ''}".strip()
    updates = _updates(record_id, frames)
    said = {head_column, "text"} if updates and head_column != "text" else {head_column}
    sections = (
        Section("As read" if table.is_record else "Details", _fields(table, record, said)),
        Section("Other columns of the paper", pairs(record.get("extra"))),
        Section("Timeline", updates),
        Section("Readings", _readings(record_id, frames)),
        Section("Links", _links(record_id, frames)),
        Section("Findings", _findings(record_id, frames)),
        Section("Verdicts", _assessments(record_id, frames)),
        *panel_sections(record_id, frames),
        Section("History", story(held(frames, "facts"), record_id)),
        Section("Source", source(record_id, record, frames)),
        *passages(record_id, record, frames),
        Section("Around it in the paper", surroundings(record_id, record, frames)),
        Section("Mended at import", _mended(record_id, frames)),
        Section("Not understood at import", _refused(record_id, frames)),
    )
    text = str(record.get(head_column) or "")[:MOST_TEXT] if head_column else ""
    return Detail(
        record_id, title, text, tuple(s for s in sections if s.fields), _state(table, record, today)
    )


STATE = ("status", "rag", "trend", "priority", "accepted", "verdict_stated")


def _state(table: Table, record: Mapping[str, Any], today: date | None) -> tuple[tuple[str, str], ...]:
    """How the record stands, in a line of words: status, RAG, trend, priority, due and for how long it is overdue."""
    if not table.is_record:
        return ()
    columns = {column.name: column for column in table.columns}
    told = []
    for name in STATE:
        if name in columns and record.get(name):
            said = shown(record[name], columns[name])
            label = f"{columns[name].heading.lower()} " if name in {"priority", "accepted"} else ""
            told.append((label + said, role_of(record[name], columns[name]) or "strong"))
    if record.get("due"):
        told.append((f"due {day(record['due']).strip()}", "strong"))
    if today and (days := days_overdue(table, record, today)):
        told.append((f"{days:,} {'day' if days == 1 else 'days'} overdue", "red"))
    return tuple(told)


def _finding(record: Mapping[str, Any], frames: Frames) -> Detail:
    """A finding: what is wrong, what to do about it, why the rule looks for it, and where it stands."""
    where = (*source("", record, frames), Field("Fingerprint", str(record.get("id") or "")))
    sections = (*finding_sections(record), Section("Source", where), *passages("", record, frames))
    title = f"Finding {record.get('ref') or ''}".strip()
    found = tuple(s for s in sections if s.fields)
    return Detail(str(record.get("id") or ""), title, str(record.get("message") or "")[:MOST_TEXT], found)


def _fields(table: Table, record: Mapping[str, Any], said: set[str]) -> tuple[Field, ...]:
    """Every column that has something to say, but for those that are `said` elsewhere on the page."""
    names = set(table.names)
    heads = [record.get(name) for name in said if name]
    out: list[Field] = []
    for column in table.columns:
        name = column.name
        if name in HIDDEN or name in said or (name.endswith("_raw") and name[:-4] in names):
            continue
        raw_name = f"{name}_raw"
        raw = str(record.get(raw_name) or "") if raw_name in names else ""
        value = long_text(shown(record.get(name), column))
        if (value or raw) and not (value and record.get(name) in heads):
            out.append(_field(column, value, raw, record.get(name)))
    if record.get("ref_raw") and record.get("ref_raw") != record.get("ref"):
        ref = Field("Ref", str(record.get("ref") or ""), raw=str(record["ref_raw"]))
        out.insert(0, ref)
    return tuple(out)


def _field(column: Column, value: str, raw: str, stored: Any) -> Field:
    same = " ".join(raw.lower().split()) == value.strip().lower()
    role = role_of(stored, column)
    link = str(stored) if isinstance(stored, str) and column.name == "record" and table_of(stored) else ""
    return Field(column.heading, value.strip(), "" if same else raw, role, link)


def _updates(record_id: str, frames: Frames) -> tuple[Field, ...]:
    found = rows(frames, "updates", record=record_id)
    dated = [row for row in found if row.get("on")]
    undated = [row for row in found if not row.get("on")]
    several = len({row.get("voice") for row in found}) > 1 or any(
        row.get("voice") == "person" for row in found
    )
    out = []
    for row in [*sorted(dated, key=lambda r: r["on"], reverse=True), *undated]:
        label = (
            _on(row["on"], row.get("on_inferred")) if row.get("on") else str(row.get("on_raw") or "no date")
        )
        voice = str(row.get("voice") or "")
        mark = voice if voice and several else ""
        out.append(
            Field(label, long_text(str(row.get("text") or "")), role="strong" if mark else "", mark=mark)
        )
    return tuple(out)


def _on(on: date, inferred: bool | None) -> str:
    """`14 Oct [2023]`: as editors do, what was not printed stands in brackets."""
    text = day(on).strip()
    return f"{text[:-4]}[{text[-4:]}]" if inferred else text


def _readings(record_id: str, frames: Frames) -> tuple[Field, ...]:
    out = []
    for row in rows(frames, "readings", measure=record_id):
        table = TABLES["readings"]
        value = shown(row.get("value"), table.column("value")) or str(row.get("value_raw") or "")
        target = shown(row.get("target"), table.column("target"))
        unit = str(row.get("unit") or "")
        text = f"{value} {unit}".strip() + (f"  (target {target})" if target else "")
        out.append(Field(str(row.get("period") or row.get("period_end") or ""), text))
    return tuple(out)


def _links(record_id: str, frames: Frames) -> tuple[Field, ...]:
    there = [
        (row, _relation(row), str(row.get("to_id") or "")) for row in rows(frames, "links", from_id=record_id)
    ]
    here = [
        (row, f"{_relation(row)} this", str(row.get("from_id") or ""))
        for row in rows(frames, "links", to_id=record_id)
    ]
    known = records(frames, {other for _, _, other in (*there, *here)})
    return tuple(_link(label, other, row, known.get(other, {})) for row, label, other in (*there, *here))


def _relation(row: Mapping[str, Any]) -> str:
    return words(str(row.get("relation") or "points_to"))


def _link(label: str, other: str, row: Mapping[str, Any], known: Mapping[str, Any]) -> Field:
    state = str(row.get("state") or "")
    text = next((str(known[name]) for name in HEAD if known.get(name)), "")
    note = f" ({state})" if state and state != "printed" else ""
    return Field(label, f"{other}{note}  {text[:300]}".strip(), link=other if known else "")


def _findings(record_id: str, frames: Frames) -> tuple[Field, ...]:
    """Each finding with its severity, and below it what to do; Enter leads to why the rule looks for it."""
    column = TABLES["recommendations"].column("text")
    out = []
    for row in rows(frames, "findings", records=record_id or None):
        severity = str(row.get("severity") or "")
        role = {"error": "red", "warning": "amber"}.get(severity, "quiet")
        message = shown(row.get("message"), column)
        rule = str(row.get("rule") or "")
        out.append(Field(rule, message, role=role, mark=severity, link=f"finding:{row['id']}"))
        out += [Field("", f.value, role="quiet") for f in paragraphs(row.get("fix") or row.get("title"))]
    return tuple(out)


def _assessments(record_id: str, frames: Frames) -> tuple[Field, ...]:
    """Each verdict with what the paper states, and below it the reasons; Enter leads to what decided."""
    out = []
    for row in rows(frames, "assessments", record=record_id):
        verdict = words(str(row.get("verdict") or ""))
        stated = f" (the paper states {words(str(row['stated']))})" if row.get("stated") else ""
        role = "amber" if row.get("agrees") == "no" else "strong"
        link = f"verdict:{row['id']}" if row.get("id") else ""
        out.append(Field(str(row.get("assessor") or ""), verdict + stated, role=role, link=link))
        out += [Field("", with_days(str(reason)), role="quiet") for reason in row.get("reasons") or ()]
    return tuple(out)


def _mended(record_id: str, frames: Frames) -> tuple[Field, ...]:
    out = []
    for row in rows(frames, "repairs", record=record_id):
        change = f"{row.get('raw') or '(nothing)'} → {row.get('now') or '(nothing)'}"
        why = str(row.get("why") or "")
        out.append(Field(words(str(row.get("what") or "")), f"{change}  {why}".strip()))
    return tuple(out)


def _refused(record_id: str, frames: Frames) -> tuple[Field, ...]:
    out = []
    for row in rows(frames, "refusals", record=record_id):
        text = f"{row.get('raw') or ''}  {row.get('why') or ''}".strip()
        out.append(Field(words(str(row.get("what") or "")), text, role="amber"))
    return tuple(out)


PAGES: dict[str, Callable[[Mapping[str, Any], Frames], Detail]] = {
    "findings": _finding,
    "assessments": verdict_page,
    "commits": commit_page,
    "rules": rule_page,
    "plugins": plugin_page,
    "documents": document_page,
}
"""Tables whose lines are no records and have a page of their own kind."""
