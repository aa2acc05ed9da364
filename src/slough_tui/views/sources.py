"""Where a record stands in its papers: paper, date, marking, page and line, its very words, and the words around them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from slough_tui.views.printed import AROUND, IN_PAPER, MOST_AROUND
from slough_tui.views.rows import Frames, held, rows
from slough_tui.views.sections import Field, Section, long_text
from slough_tui.views.values import day, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def source(record_id: str, record: Mapping[str, Any], frames: Frames) -> tuple[Field, ...]:
    """The paper (a link to it), its date and marking, and where the record stands in it."""
    document_id = record.get("document")
    out = []
    for document in rows(frames, "documents", id=document_id)[:1]:
        paper = str(document.get("title") or document.get("name") or document_id)
        out.append(Field("Paper", paper, link=str(document_id)))
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
    found = rows(frames, "cells", record=record_id) if record_id else []
    if not found and record.get("cell"):
        found = rows(frames, "cells", id=record["cell"])
    if not found and record.get("document") and record.get("line"):
        found = rows(frames, "cells", document=record["document"], line=record["line"])
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


def passages(record_id: str, record: Mapping[str, Any], frames: Frames) -> Iterator[Section]:
    """The very words, paper by paper: first the paper whose state is shown, then others that say something of it."""
    own = record.get("document")
    for document, cells in groupby(_cells(record_id, record, frames), key=lambda cell: cell.get("document")):
        paper = next((row.get("name") for row in rows(frames, "documents", id=document)), document)
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


def surroundings(record_id: str, record: Mapping[str, Any], frames: Frames) -> tuple[Field, ...]:
    """The lines of the paper around the record's own, which are marked with `>`."""
    document, line = record.get("document"), record.get("line")
    found = held(frames, "cells")
    if found is None or not document or not line:
        return ()
    lines = found.get_column("line")
    near = (found.get_column("document") == document) & (lines >= line - AROUND) & (lines <= line + AROUND)
    out: list[Field] = []
    cells = sorted(
        (found.row(number, named=True) for number in near.arg_true()),
        key=lambda cell: tuple(cell.get(k) or 0 for k in IN_PAPER),
    )
    for number, several in groupby(cells[:MOST_AROUND], key=lambda cell: cell["line"]):
        own = list(several)
        mine = (bool(record_id) and any(cell.get("record") == record_id for cell in own)) or number == line
        text = " | ".join(" ".join(str(cell.get("raw") or "").split()) for cell in own)
        out.append(
            Field(
                f"{'>' if mine else ' '} line {number}", long_text(text), role="strong" if mine else "quiet"
            )
        )
    return tuple(out) if len(out) > 1 else ()
