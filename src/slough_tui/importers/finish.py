"""The end of an import: records get their ids, every cell its use, and all of it becomes a `Batch`."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slough_tui.importers import mend
from slough_tui.importers.draft import Draft, Note, RecordDraft, key
from slough_tui.importers.names import slug
from slough_tui.model.batch import Batch
from slough_tui.model.document import BlockKind
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Block, Cell, Document, Place

SLUG_WORDS = 6
EVENTS = ("body_date", "response_on", "cabinet_on", "meeting", "completed_on")
"""Columns whose dates are things that happened (or were set to), from which a paper without a date is dated."""


@dataclass(frozen=True, slots=True)
class Finished:
    """One paper ready to commit: its batch, its line of `documents`, and cells counted by use."""

    batch: Batch
    document: dict[str, Any]
    balance: dict[str, int]


def finish(draft: Draft, paper: Paper, *, today: date, key_parts: Sequence[str] = ()) -> Finished:
    """Turn a draft into rows. `today` dates a paper that says nothing of its own date."""
    doc = draft.document
    doc_id = f"doc:{doc.sha256[:12]}"
    for made in doc.mendings:
        draft.repairs.append(Note(made.what, made.raw, made.now, made.why, made.place))
    on, source = _date(draft, paper, today)
    _give_ids(draft.records)
    _use_the_rest(draft)
    rows: dict[str, list[dict[str, Any]]] = {}
    for record in draft.records:
        rows.setdefault(record.table, []).append(_record_row(record, doc_id))
    for number, line in enumerate(draft.lines):
        rows.setdefault(line.table, []).append(_line_row(line, doc_id, number))
    rows["cells"] = _cell_rows(draft, doc_id)
    rows["repairs"] = [_note_row(n, doc_id, i, "repair", "made") for i, n in enumerate(draft.repairs)]
    rows["refusals"] = [_note_row(n, doc_id, i, "refusal", "open") for i, n in enumerate(draft.refusals)]
    balance = dict(sorted(Counter(r["use"] for r in rows["cells"]).items()))
    document = {
        "id": doc_id,
        "sha256": doc.sha256,
        "name": doc.name,
        "title": paper.title,
        "council": paper.council or None,
        "body": paper.body or None,
        "date": on,
        "date_source": source,
        "marking": paper.marking or None,
        "format": doc.format,
        "layouts": sorted(draft.layouts),
        "series": json.dumps(_series(draft), sort_keys=True),
        "balance": json.dumps(balance, sort_keys=True),
    }
    rows["documents"] = [document]
    rows = {name: lines for name, lines in rows.items() if lines}
    digest = hashlib.sha256("\n".join([doc.sha256, *sorted(draft.layouts), *key_parts]).encode()).hexdigest()
    full = {table: frozenset(series) for table, series in draft.full.items()}
    batch = Batch(doc_id, digest, doc.sha256, on, rows, full, f"import {doc.name}")
    return Finished(batch, document, balance)


def _date(draft: Draft, paper: Paper, today: date) -> tuple[date, str]:
    if paper.dated:
        return paper.dated.on, paper.dated.source
    if draft.as_at:
        return draft.as_at, "printed"
    events = [v for r in draft.records for c in EVENTS if (v := r.values.get(c))]
    events += [on for line in draft.lines if line.table == "updates" and (on := line.values.get("on"))]
    if paper.latest_event:
        events.append(paper.latest_event)
    events = [day for day in events or _measured(draft) if day <= today]
    if events:
        why = "the paper prints no date of its own: its latest dated event is taken"
        draft.repair("paper's date", None, "", str(max(events)), why)
        return max(events), "inferred"
    if paper.period and paper.period <= today:
        why = "the paper prints no date of its own: the end of the period in its title is taken"
        draft.repair("paper's date", None, paper.title, str(paper.period), why)
        return paper.period, "inferred"
    draft.repair(
        "paper's date", None, "", str(today), "the paper has no date at all: the day of import is taken"
    )
    return today, "today"


def _measured(draft: Draft) -> list[date]:
    """The ends of the periods that the paper has values for."""
    readings = [line.values for line in draft.lines if line.table == "readings"]
    return [
        end for values in readings if values.get("value") is not None and (end := values.get("period_end"))
    ]


def _give_ids(records: Sequence[RecordDraft]) -> None:
    taken: Counter[str] = Counter()
    given: set[str] = set()
    for record in records:
        prefix = TABLES[record.table].prefix
        text = str(record.values.get("title") or record.values.get("text") or "")
        name = record.id_ref or record.ref or slug(text, words=SLUG_WORDS) or "unnamed"
        plain = f"{prefix}:{record.series or 'paper'}/{'-'.join(name.split())}"
        record.id = plain
        while record.id in given:  # a paper can print `1~2` itself
            taken[plain] += 1
            record.id = f"{plain}~{taken[plain] + 1}"
        given.add(record.id)


def _use_the_rest(draft: Draft) -> None:
    """Give every unclaimed cell its use: prose is context, a table that nobody knows is refused."""
    for block in draft.document.blocks:
        left = [cell for cell in block.cells() if cell and not draft.is_used(cell)]
        if not left:
            continue
        if block.kind is not BlockKind.TABLE or _is_label_table(block):
            draft.context(left)
            continue
        claimed = len(left) < sum(1 for cell in block.cells() if cell)
        rules = [c for row in block.rows if mend.is_rule([c.text for c in row if c]) for c in row if c]
        draft.context(rules)
        left = [c for c in left if not draft.is_used(c)]
        for cell in left if claimed else left[:1]:
            why = "no heading or layout says what this cell is" if claimed else _unknown_table(block)
            draft.refuse("unknown cell" if claimed else "unknown table", cell, cell.text, why)
        for cell in left:
            draft.use(cell, "refusal")


def _is_label_table(block: Block) -> bool:
    """Labels and their values (`Report To: | Committee`), which say what the paper is."""
    return all(sum(1 for c in row if c) <= 2 for row in block.rows) and all(
        not row[0] or len(row[0].raw) <= 60 for row in block.rows
    )


def _unknown_table(block: Block) -> str:
    heads = ", ".join(c.text[:30] for c in block.rows[0] if c)
    return f"no layout knows a table of {len(block.rows)} rows that starts with: {heads[:160]}"


def _record_row(record: RecordDraft, doc_id: str) -> dict[str, Any]:
    table = TABLES[record.table]
    unknown = set(record.values) - set(table.names)
    if unknown:
        raise ValueError(f"{table.name} has no columns {sorted(unknown)}")
    values = {k: v for k, v in record.values.items() if v not in ("", [])}
    row = {
        "id": record.id,
        "ref": record.ref,
        "ref_raw": record.ref_raw,
        "series": record.series,
        "document": doc_id,
        "page": record.place.page,
        "line": record.place.line,
        "as_at": record.as_at,
        "extra": json.dumps(record.extra, ensure_ascii=False, sort_keys=True) if record.extra else None,
    }
    return {**row, **values}


def _line_row(line: Any, doc_id: str, number: int) -> dict[str, Any]:
    row = dict(line.values)
    names = TABLES[line.table].names
    row["id"] = f"{doc_id}/{line.table}-{number + 1}"
    row["document"] = doc_id
    if "page" in names and line.place is not None:
        row["page"], row["line"] = line.place.page, line.place.line
    if "record" in names and line.record is not None:
        row["record"] = line.record.id
    if line.table == "readings" and line.record is not None:
        row["measure"] = line.record.id
    if line.table == "links":
        row["from_id"], row["to_id"] = line.record.id, line.to.id
        row["id"] = f"link:{row['from_id']}>{row['relation']}>{row['to_id']}"
    return row


def cell_id(doc_id: str, place: Place) -> str:
    """The id of a cell's line in `cells`."""
    return f"{doc_id}/b{place.block}r{place.row}c{place.column}"


def _cell_rows(draft: Draft, doc_id: str) -> list[dict[str, Any]]:
    rows = []
    for cell in _filled(draft.document):
        used, place = draft.uses[key(cell.place)], cell.place
        rows.append(
            {
                "id": cell_id(doc_id, place),
                "document": doc_id,
                "block": place.block,
                "row": place.row,
                "column": place.column,
                "page": place.page,
                "line": place.line,
                "address": place.address,
                "raw": cell.raw,
                "value": used.value,
                "record": used.record.id if used.record else None,
                "field": used.field,
                "use": used.use,
            }
        )
    return rows


def _filled(document: Document) -> list[Cell]:
    return [cell for cell in document.cells() if cell]


def _note_row(note: Note, doc_id: str, number: int, word: str, state: str) -> dict[str, Any]:
    row = {
        "id": f"{doc_id}/{word}-{number + 1}",
        "document": doc_id,
        "record": note.record.id if note.record else None,
        "field": note.field,
        "what": note.what,
        "raw": note.raw,
        "why": note.why,
        "state": state,
        "cell": cell_id(doc_id, note.place) if note.place else None,
        "page": note.place.page if note.place else None,
        "line": note.place.line if note.place else None,
        "address": note.place.address if note.place else None,
    }
    if word == "repair":
        row["now"] = note.now
    return row


def _series(draft: Draft) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for record in draft.records:
        found.setdefault(record.table, set()).add(record.series)
    return {table: sorted(names) for table, names in sorted(found.items())}
