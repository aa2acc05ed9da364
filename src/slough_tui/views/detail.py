"""Everything the register knows of one record, as sections with headings: what Enter opens.

What was printed stands beside what was read, comments come newest first, and at the end the very words
of the paper with page and line, and what was mended in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from slough_tui.model.kinds import TABLES, table_of
from slough_tui.views.finding_page import finding_sections
from slough_tui.views.sections import MOST_TEXT, Detail, Field, Section, long_text, pairs
from slough_tui.views.values import day, role_of, shown, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    import polars as pl

    from slough_tui.model.table import Column, Table

Frames = Mapping[str, "pl.DataFrame"]
"""Table name to frame; a table that is missing has no rows."""

HEAD = ("message", "title", "text", "action", "name", "raw")
HIDDEN = frozenset(
    {"id", "ref", "ref_raw", "document", "page", "line", "extra", "due_precision", "cell", "as_at"}
)
MOST_ROWS = 200


def detail(table: Table, record: Mapping[str, Any], frames: Frames) -> Detail:
    """The record `record` (all its columns) with what other tables know of it."""
    if table.name == "findings":
        return _finding(record, frames)
    record_id = str(record.get("id") or "")
    head_column = next((name for name in HEAD if record.get(name)), "")
    title = f"{table.title.rstrip('s')} {record.get('ref') or ''}".strip()
    updates = _updates(record_id, frames)
    said = {head_column, "text"} if updates and head_column != "text" else {head_column}
    sections = (
        Section("As read" if table.is_record else "Details", _fields(table, record, said)),
        Section("Other columns of the paper", pairs(record.get("extra"))),
        Section("Updates", updates),
        Section("Readings", _readings(record_id, frames)),
        Section("Links", _links(record_id, frames)),
        Section("Findings", _findings(record_id, frames)),
        Section("Assessments", _assessments(record_id, frames)),
        Section("Source", _source(record_id, record, frames)),
        *_passages(record_id, record, frames),
        Section("Mended at import", _mended(record_id, frames)),
        Section("Not understood at import", _refused(record_id, frames)),
    )
    text = str(record.get(head_column) or "")[:MOST_TEXT] if head_column else ""
    return Detail(record_id, title, text, tuple(s for s in sections if s.fields))


def _finding(record: Mapping[str, Any], frames: Frames) -> Detail:
    """A finding: what is wrong, what to do about it, why the rule looks for it, and where it stands."""
    source = (*_source("", record, frames), Field("Fingerprint", str(record.get("id") or "")))
    sections = (*finding_sections(record), Section("Source", source), *_passages("", record, frames))
    title = f"Finding {record.get('ref') or ''}".strip()
    found = tuple(s for s in sections if s.fields)
    return Detail(str(record.get("id") or ""), title, str(record.get("message") or "")[:MOST_TEXT], found)


def _rows(frames: Frames, table: str, **where: Any) -> list[dict[str, Any]]:
    """The first rows of a table with these values."""
    frame = frames.get(table)
    if frame is None or not frame.height:
        return []
    import polars as pl

    tests = [pl.col(column) == value for column, value in where.items() if value is not None]
    return frame.filter(*tests).head(MOST_ROWS).to_dicts() if tests else []


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
    found = _rows(frames, "updates", record=record_id)
    dated = [row for row in found if row.get("on")]
    undated = [row for row in found if not row.get("on")]
    out = []
    for row in [*sorted(dated, key=lambda r: r["on"], reverse=True), *undated]:
        label = (
            _on(row["on"], row.get("on_inferred")) if row.get("on") else str(row.get("on_raw") or "no date")
        )
        voice = row.get("voice")
        said = f"{voice}: " if voice and voice != "owner" else ""
        out.append(Field(label, said + long_text(str(row.get("text") or ""))))
    return tuple(out)


def _on(on: date, inferred: bool | None) -> str:
    """`14 Oct [2023]`: as editors do, what was not printed stands in brackets."""
    text = day(on).strip()
    return f"{text[:-4]}[{text[-4:]}]" if inferred else text


def _readings(record_id: str, frames: Frames) -> tuple[Field, ...]:
    out = []
    for row in _rows(frames, "readings", measure=record_id):
        table = TABLES["readings"]
        value = shown(row.get("value"), table.column("value")) or str(row.get("value_raw") or "")
        target = shown(row.get("target"), table.column("target"))
        unit = str(row.get("unit") or "")
        text = f"{value} {unit}".strip() + (f"  (target {target})" if target else "")
        out.append(Field(str(row.get("period") or row.get("period_end") or ""), text))
    return tuple(out)


def _links(record_id: str, frames: Frames) -> tuple[Field, ...]:
    there = _rows(frames, "links", from_id=record_id)
    here = _rows(frames, "links", to_id=record_id)
    return (
        *(_link(_relation(row), str(row.get("to_id") or ""), row, frames) for row in there),
        *(_link(f"{_relation(row)} this", str(row.get("from_id") or ""), row, frames) for row in here),
    )


def _relation(row: Mapping[str, Any]) -> str:
    return words(str(row.get("relation") or "points_to"))


def _link(label: str, other: str, row: Mapping[str, Any], frames: Frames) -> Field:
    state = str(row.get("state") or "")
    kind = table_of(other)
    known = _rows(frames, kind.name, id=other) if kind else []
    text = next((str(known[0][name]) for name in HEAD if known and known[0].get(name)), "")
    note = f" ({state})" if state and state != "printed" else ""
    return Field(label, f"{other}{note}  {text[:300]}".strip(), link=other if known else "")


def _concerning(record_id: str, frames: Frames) -> list[dict[str, Any]]:
    found = frames.get("findings")
    if found is None or not record_id:
        return []
    import polars as pl

    return found.filter(pl.col("records").list.contains(record_id)).head(MOST_ROWS).to_dicts()


def _findings(record_id: str, frames: Frames) -> tuple[Field, ...]:
    column = TABLES["recommendations"].column("text")
    out = []
    for row in _concerning(record_id, frames):
        severity = str(row.get("severity") or "")
        role = {"error": "red", "warning": "amber"}.get(severity, "quiet")
        message = shown(row.get("message"), column)
        out.append(Field(str(row.get("rule") or ""), message, role=role, mark=severity))
    return tuple(out)


def _assessments(record_id: str, frames: Frames) -> tuple[Field, ...]:
    out = []
    for row in _rows(frames, "assessments", record=record_id):
        reasons = "; ".join(str(reason) for reason in row.get("reasons") or ())
        verdict = words(str(row.get("verdict") or ""))
        out.append(Field(str(row.get("assessor") or ""), f"{verdict}: {reasons}" if reasons else verdict))
    return tuple(out)


def _source(record_id: str, record: Mapping[str, Any], frames: Frames) -> tuple[Field, ...]:
    document_id = record.get("document")
    out = []
    for document in _rows(frames, "documents", id=document_id)[:1]:
        paper = str(document.get("title") or document.get("name") or document_id)
        out.append(Field("Paper", paper))
        if document.get("name") and document.get("name") != paper:
            out.append(Field("File", str(document["name"])))
        if document.get("date"):
            how = str(document.get("date_source") or "")
            out.append(Field("Dated", day(document["date"]).strip() + (f" ({how})" if how else "")))
        if document.get("marking"):
            out.append(Field("Marking", str(document["marking"]), role="amber"))
    if document_id and not out:
        out.append(Field("Paper", str(document_id)))
    page, line, address = record.get("page"), record.get("line"), record.get("address")
    stands = [f"page {page}" if page else "", f"line {line}" if line else "", str(address or "")]
    if any(stands):
        out.append(Field("Stands on", ", ".join(part for part in stands if part)))
    if record.get("as_at"):
        out.append(Field("As at", day(record["as_at"]).strip()))
    return (*out, Field("Id", record_id)) if record_id else tuple(out)


def _cells(record_id: str, record: Mapping[str, Any], frames: Frames) -> list[dict[str, Any]]:
    """The cells of papers that belong to the record; for a repair or refusal, the one cell it is about."""
    found = _rows(frames, "cells", record=record_id) if record_id else []
    if not found and record.get("cell"):
        found = _rows(frames, "cells", id=record["cell"])
    if not found and record.get("document") and record.get("line"):
        found = _rows(frames, "cells", document=record["document"], line=record["line"])
    own = record.get("document")
    keys = ("block", "row", "column")
    found.sort(
        key=lambda row: (
            row.get("document") != own,
            str(row.get("document")),
            *(row.get(k) or 0 for k in keys),
        )
    )
    return found


def _passages(record_id: str, record: Mapping[str, Any], frames: Frames) -> Iterator[Section]:
    """The very words, paper by paper: first the paper whose state is shown, then others that say something of it."""
    own = record.get("document")
    for document, cells in groupby(_cells(record_id, record, frames), key=lambda cell: cell.get("document")):
        paper = next((row.get("name") for row in _rows(frames, "documents", id=document)), document)
        heading = "As printed" if document == own else f"As printed in {paper}"
        yield Section(heading, tuple(_words_of(cells)))


def _words_of(cells: Iterable[Mapping[str, Any]]) -> Iterator[Field]:
    """A field for each cell; the line is named where it changes."""
    before = ""
    for cell in cells:
        line = f"line {cell['line']}" if cell.get("line") else str(cell.get("address") or "")
        use = str(cell.get("use") or "")
        name = words(str(cell.get("field") or "")) or ("" if use == "record" else use)
        label = ", ".join(part for part in (line if line != before else "", name) if part)
        before = line
        yield Field(label, long_text(str(cell.get("raw") or "").strip()), role="printed")


def _mended(record_id: str, frames: Frames) -> tuple[Field, ...]:
    out = []
    for row in _rows(frames, "repairs", record=record_id):
        change = f"{row.get('raw') or '(nothing)'} → {row.get('now') or '(nothing)'}"
        why = str(row.get("why") or "")
        out.append(Field(words(str(row.get("what") or "")), f"{change}  {why}".strip()))
    return tuple(out)


def _refused(record_id: str, frames: Frames) -> tuple[Field, ...]:
    out = []
    for row in _rows(frames, "refusals", record=record_id):
        text = f"{row.get('raw') or ''}  {row.get('why') or ''}".strip()
        out.append(Field(words(str(row.get("what") or "")), text, role="amber"))
    return tuple(out)
