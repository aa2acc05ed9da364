"""Internal audit's reviews: what stage each has reached, the opinion, and the findings by priority."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.engine.history.orders import rank
from slough_tui.hooks.api import Asked, report
from slough_tui.model.report import Heading, Report, ReportTable, Section
from slough_tui.report.words import code, day, listed, many, nothing, papers

if TYPE_CHECKING:
    import polars as pl

PRIORITIES = ("high", "medium", "low")
UNSAID = "not stated"
NOTES = (
    (
        "Opinions are ordered from the weakest to the strongest: minimal, partial, reasonable and substantial assurance, "
        "and for follow-ups poor, little, reasonable and good progress."
    ),
    "Our reading is that of the assessor `audit_assurance`: whether an opinion fits its findings.",
)


@report()
def audit_reviews(asked: Asked) -> Report:
    """Internal audit reviews: stage, opinion, and findings by priority."""
    title = "Internal audit reviews"
    now = asked.table("audit_reviews")
    if now.is_empty():
        return Report(title, (Section("Reviews", (nothing("audit reviews", asked.as_of),)),))
    stages = dict(now["stage"].fill_null(UNSAID).value_counts(sort=True).rows())
    said = listed(f"{number} {stage.lower()}" for stage, number in stages.items())
    opinions = _by_opinion(asked, now)
    sections = (
        Section("By opinion", (f"{many(now.height, 'review')}: {said}.", opinions)),
        Section("Reviews", (_reviews(asked, now),)),
    )
    return Report(title, sections, NOTES, papers(now))


def _worst_first(opinion: str | None) -> tuple[int, str]:
    place = rank("audit_reviews", "opinion", opinion)
    return (-place if place is not None else 1, opinion or "")


def _by_opinion(asked: Asked, now: pl.DataFrame) -> ReportTable:
    rows = []
    for opinion in sorted(set(now["opinion"].to_list()), key=_worst_first):
        mine = now.filter(now["opinion"].eq_missing(opinion))
        rows.append((opinion or UNSAID, mine.height, *(mine[p].sum() for p in PRIORITIES)))
    rows.append(("Totals", now.height, *(now[p].sum() for p in PRIORITIES)))
    heads = [Heading("Opinion"), Heading("Reviews", "number")]
    heads += [Heading(priority.title(), "number") for priority in PRIORITIES]
    caption = f"Reviews and their findings by opinion, as of {day(asked.as_of)}"
    return ReportTable(caption, tuple(heads), tuple(rows), total=True)


def _reviews(asked: Asked, now: pl.DataFrame) -> ReportTable:
    lines = sorted(now.iter_rows(named=True), key=lambda row: (*_worst_first(row["opinion"]), row["id"]))
    ours = dict(asked.verdicts("audit_assurance").select("record", "verdict").iter_rows())
    rows: list[tuple[Any, ...]] = [
        (
            row["title"] or row["text"],
            row["stage"],
            row["opinion"],
            *(row[p] for p in PRIORITIES),
            code(ours.get(row["id"])),
            row["as_at"],
        )
        for row in lines
    ]
    heads = [Heading("Review"), Heading("Stage"), Heading("Opinion")]
    heads += [Heading(priority.title(), "number") for priority in PRIORITIES]
    heads += [Heading("Our reading"), Heading("As at", "date")]
    keep = [i for i in range(len(heads)) if i < 3 or any(row[i] is not None for row in rows)]
    heads, rows = [heads[i] for i in keep], [tuple(row[i] for i in keep) for row in rows]
    return ReportTable(
        f"Reviews, the weakest opinion first, as of {day(asked.as_of)}", tuple(heads), tuple(rows)
    )
