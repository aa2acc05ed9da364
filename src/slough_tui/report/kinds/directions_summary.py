"""The directions of commissioners or ministers: who leads, by when, how it stands, and the latest word on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.hooks.api import Asked, report
from slough_tui.model.kinds import TABLES
from slough_tui.model.report import Heading, Report, ReportTable, Section
from slough_tui.model.vocabulary import RAG
from slough_tui.report.words import code, day, listed, many, nothing, papers

if TYPE_CHECKING:
    import polars as pl

TRENDS = {"up": "\u25b2 up", "same": "= same", "down": "\u25bc down"}
LONGEST = 600
"""Characters of commentary that a summary can hold."""

NOTES = (
    (
        "RAG and trend are as printed; a rating that the paper does not print is not guessed. Where our own reading "
        "(assessor `rag`) says something else, it stands beside it."
    ),
    "The commentary is the latest dated update of each direction, up to the report's day.",
)


@report()
def directions_summary(asked: Asked) -> Report:
    """The directions: leads, target, RAG, trend, and the latest commentary on each."""
    now = asked.table("directions")
    if now.is_empty():
        return Report(
            "Directions progress summary", (Section("Summary", (nothing("directions", asked.as_of),)),)
        )
    updates = asked.table("updates")
    sections = [Section("Summary", (*_summary(asked, now), _table(asked, now, updates)))]
    if asked.start:
        sections.append(_moved(asked, now))
    behind = papers(now, updates.filter(updates["record"].is_in(now["id"].to_list())))
    return Report("Directions progress summary", tuple(sections), NOTES, behind)


def _summary(asked: Asked, now: pl.DataFrame) -> list[str]:
    counts = dict(now["rag"].value_counts().rows())
    said = [f"{counts[rag]} {rag}" for rag in RAG if counts.get(rag)]
    if counts.get(None):
        said.append(f"{counts[None]} without a printed rating")
    late = [
        str(row["ref"] or row["id"])
        for row in now.iter_rows(named=True)
        if row["due"] and row["due"] < asked.today and row["rag"] != "complete"
    ]
    first = f"{many(now.height, 'direction')} as of {day(asked.as_of)}: {listed(said)}."
    if not late:
        return [first]
    those = "direction" if len(late) == 1 else "directions"
    return [first, f"Past their target and not complete on {day(asked.today)}: {those} {listed(late)}."]


def _table(asked: Asked, now: pl.DataFrame, updates: pl.DataFrame) -> ReportTable:
    latest = latest_words(updates, asked)
    derived = dict(asked.verdicts("rag").select("record", "verdict").iter_rows())
    heads = [
        Heading("Ref"),
        Heading("Direction"),
        Heading("CLT lead (strategic)"),
        Heading("SLT lead (operational)"),
        Heading("Member (political)"),
        Heading("Target", "date"),
        Heading("RAG", "rag"),
        Heading("Trend"),
        Heading("Commentary", wide=True),
    ]
    if derived:
        heads.insert(7, Heading("Our reading", "rag"))
    rows = []
    for row in now.iter_rows(named=True):
        cells: list[Any] = [
            row["ref"] or row["id"],
            row["title"] or row["text"],
            row["clt_lead"],
            row["slt_lead"],
            row["member"],
            row["due"],
            row["rag"],
            TRENDS.get(row["trend"] or ""),
            latest.get(row["id"]),
        ]
        if derived:
            cells.insert(7, code(derived.get(row["id"])))
        rows.append(tuple(cells))
    return ReportTable(f"Directions as of {day(asked.as_of)}", tuple(heads), tuple(rows))


def latest_words(updates: pl.DataFrame, asked: Asked, longest: int = LONGEST) -> dict[str, str]:
    """Record to its latest update with the day, as far as `longest` characters go. Undated ones count as oldest."""
    from slough_tui.report.words import cut

    said: dict[str, str] = {}
    known = updates.sort("on", nulls_last=False, maintain_order=True)
    for record, on, text in known.select("record", "on", "text").iter_rows():
        if record and (on is None or on <= max(asked.as_of, asked.today)):
            said[record] = f"{day(on)}: {cut(text, longest)}" if on else cut(text, longest)
    return said


def _moved(asked: Asked, now: pl.DataFrame) -> Section:
    from slough_tui.engine.history.movement import movements

    assert asked.start is not None
    moved = movements(TABLES["directions"], asked.table("directions", asked.start), now)
    said = [sentence for one in moved for sentence in one.sentences(asked.start, asked.as_of)]
    return Section(
        f"Since {day(asked.start)}", (tuple(said) if said else "No direction changed its rating.",)
    )
