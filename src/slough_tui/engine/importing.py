"""An import, end to end: a file becomes a document, layouts make a draft of it, the store commits it.

One paper is one commit. A paper that cannot be read costs only itself: its outcome carries the error.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from slough_tui.errors import DocumentError, SloughError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from slough_tui.importers.finish import Finished
    from slough_tui.importers.layouts.protocol import Layout
    from slough_tui.importers.readers import Reader
    from slough_tui.model.batch import Author
    from slough_tui.model.document import Document
    from slough_tui.store import Receipt, Register

Progress = "Callable[[Path, int, int], None]"
"""Called with the file, how much is read, and how much there is (bytes, pages or rows)."""


@dataclass(slots=True)
class ImportOutcome:
    """What became of one paper. `error` is set where it could not be read; then nothing else is."""

    path: Path
    error: SloughError | None = None
    receipt: Receipt | None = None
    document: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    """Lines by table, record tables and others."""
    series: dict[str, dict[str, int]] = field(default_factory=dict)
    """Records by table and series."""
    repairs: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[dict[str, Any]] = field(default_factory=list)
    balance: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    """The headings of its tables with the fields that they were read as (empty: nobody knows them)."""
    seconds: float = 0.0


def import_papers(
    paths: Sequence[Path],
    register: Register | None,
    *,
    author: Author,
    recorded_at: datetime,
    today: date | None = None,
    on: date | None = None,
    council: str = "",
    series: str = "",
    layout: str | None = None,
    dry_run: bool = False,
    readers: Sequence[Reader] | None = None,
    layouts: Sequence[Layout] | None = None,
    progress: Callable[[Path, int, int], None] | None = None,
    headings: Mapping[str, str] | None = None,
) -> Iterator[ImportOutcome]:
    """Read each paper and commit it; outcomes come as they are done.

    `on` dates the papers, `series` and `council` name what they do not say, `layout` reads with that one
    only (UsageError if there is none of that name); `headings` are those that a person explained (printed
    heading to field). With `dry_run`, or without a register, nothing is
    written.
    """
    from slough_tui.importers.finish import finish
    from slough_tui.importers.layouts import LAYOUTS
    from slough_tui.importers.paper import Paper
    from slough_tui.importers.readers import READERS, read_paper
    from slough_tui.importers.reading import read_layouts
    from slough_tui.importers.told import as_printed, explained, headings_in

    chosen = list(layouts if layouts is not None else LAYOUTS)
    if layout is not None:
        named = [each for each in chosen if each.name == layout]
        if not named:
            known = ", ".join(sorted(each.name for each in chosen))
            raise UsageError(f"there is no layout {layout!r}", hint=f"take one of: {known}")
        chosen = named
    for path in paths:
        started = time.perf_counter()
        outcome = ImportOutcome(path)
        try:
            tell = None if progress is None else partial(progress, path)
            document = read_paper(path, readers=readers or READERS, progress=tell)
            document, told = explained(document, headings or {}, chosen)
            paper = Paper(document, on=on, council=council, series=series)
            parts = [f"on={on}", f"council={council}", f"series={series}"]
            parts += [f"heading {each.cell.text}={each.field}" for each in told]
            draft = read_layouts(paper, chosen)
            for each in told:
                draft.repair("heading", each.cell, each.cell.text, each.now, "a person said what it means")
            finished = finish(draft, paper, today=today or recorded_at.date(), key_parts=parts)
            finished = replace(finished, batch=as_printed(finished.batch, told))
            outcome.headings = headings_in(document, finished.batch.rows["cells"])
            _something(document, finished)
            _describe(outcome, finished)
            if register is not None and not dry_run:
                outcome.receipt = register.import_batch(
                    finished.batch, author=author, recorded_at=recorded_at
                )
        except SloughError as error:
            outcome.error = error
        outcome.seconds = time.perf_counter() - started
        yield outcome


_OF_ITSELF = frozenset(("documents", "cells", "repairs", "refusals"))


def _something(document: Document, finished: Finished) -> None:
    """A file of tables of which nobody knows one is not an import: its headings are to be mended first.

    A paper in prose without a known table is kept: its text can be searched and checked.
    """
    from slough_tui.model.document import BlockKind

    prose = any(block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST} for block in document.blocks)
    first = next((block for _, block in document.tables()), None)
    if prose or first is None or set(finished.batch.rows) - _OF_ITSELF:
        return
    heads = ", ".join(cell.text[:30] for cell in first.rows[0] if cell)
    raise DocumentError(
        f"no layout knows a table with these headings: {heads[:160]}",
        where=f"{document.name}, {first.cell.place}",
        hint="give the columns headings such as Ref, Recommendation, Owner, Due, Status, or write a layout for it",
    )


def _describe(outcome: ImportOutcome, finished: Finished) -> None:
    rows = finished.batch.rows
    outcome.document = finished.document
    outcome.balance = finished.balance
    outcome.counts = {table: len(lines) for table, lines in rows.items()}
    outcome.repairs = [dict(row) for row in rows.get("repairs", ())]
    outcome.refusals = [dict(row) for row in rows.get("refusals", ())]
    for table, lines in rows.items():
        for line in lines:
            if "series" in line and table != "documents":
                by_series = outcome.series.setdefault(table, {})
                by_series[line["series"]] = by_series.get(line["series"], 0) + 1
