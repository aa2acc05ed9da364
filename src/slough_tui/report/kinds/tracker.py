"""The tracker of a scrutiny committee: what it asked, who answered when, and how long it has waited."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from slough_tui.hooks.api import Asked, report
from slough_tui.model.report import Heading, Report, ReportTable, Section
from slough_tui.report.words import code, cut, day, many, months_later, nothing, papers

if TYPE_CHECKING:
    from collections.abc import Sequence


LONGEST = 400
WINDOW = 2
"""Months in which an executive must answer a scrutiny committee (Local Government Act 2000, section 9FE)."""

BANDS = ((WINDOW, "within two months"), (6, "two to six months"), (12, "six to twelve months"))
OLDER = "over a year"
UNKNOWN = "no day to count from"
NOTES = (
    (
        "An age is counted from the day on which cabinet was to receive the recommendation, else from the committee's "
        "meeting: to the response where there is one with a date, else to the report's day."
    ),
    "The executive has two months to respond (Local Government Act 2000, section 9FE).",
    (
        "A response that was received but not dated has no age. A recommendation of a series without meetings, cabinet "
        "dates and responses (an inspection's, say) is not on a tracker, and not listed."
    ),
    "Our reading of a response is that of the assessor `response_quality`.",
)
_KEPT = ("body_date", "cabinet_on", "response_received", "response_on", "response", "accepted")


@report()
def tracker(asked: Asked) -> Report:
    """The recommendation tracker, with the ages of responses and of what still waits."""
    import polars as pl

    title = "Recommendation tracker"
    every = asked.table("recommendations")
    tracked = every.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in _KEPT))
    if tracked.is_empty():
        what = "recommendations" if every.is_empty() else "tracked recommendations"
        return Report(title, (Section("Tracker", (nothing(what, asked.as_of),)),), documents=papers(every))
    quality = dict(asked.verdicts("response_quality").select("record", "verdict").iter_rows())
    lines = [
        {**_line(asked, row), "quality": code(quality.get(row["id"]))}
        for row in tracked.iter_rows(named=True)
    ]
    sections = [Section("Summary", (_summary(lines), _acceptance(asked, lines), _ages(asked, lines)))]
    for series in tracked["series"].unique(maintain_order=True):
        mine = [line for line in lines if line["series"] == series]
        name = series or "Recommendations"
        sections.append(Section(name, (_table(asked, name, mine),)))
    return Report(title, tuple(sections), NOTES, papers(tracked))


def age_of(row: dict[str, Any], today: date) -> tuple[str, int | None]:
    """Whether a recommendation is `answered`, `undated` (received, nobody says when) or `waiting`, and for how many days.

    Days are None where no day is known to count from.
    """
    begun = row["cabinet_on"] or row["body_date"]
    if row["response_on"]:
        return "answered", (row["response_on"] - begun).days if begun else None
    if row["response_received"] == "yes":
        return "undated", None
    return "waiting", (today - begun).days if begun else None


def _line(asked: Asked, row: dict[str, Any]) -> dict[str, Any]:
    state, days = age_of(row, asked.today)
    begun = row["cabinet_on"] or row["body_date"]
    band = UNKNOWN if days is None else _band(begun, begun + timedelta(days=days))
    return {**row, "state": state, "days": days, "band": band}


def _band(begun: date, end: date) -> str:
    return next((name for months, name in BANDS if end <= months_later(begun, months)), OLDER)


def _summary(lines: Sequence[dict[str, Any]]) -> str:
    count = {
        state: sum(line["state"] == state for line in lines) for state in ("answered", "undated", "waiting")
    }
    soon = {BANDS[0][1], UNKNOWN}
    late = sum(line["state"] == "waiting" and line["band"] not in soon for line in lines)
    verb = "waits" if count["waiting"] == 1 else "wait"
    return (
        f"Of {many(len(lines), 'recommendation')}, {count['answered']} were answered on a known day, "
        f"{count['undated']} were answered but nobody noted when, and {count['waiting']} {verb} for an answer, "
        f"{late} of them for more than two months."
    )


def _acceptance(asked: Asked, lines: Sequence[dict[str, Any]]) -> ReportTable:
    words = {"yes": "Accepted", "partial": "Partly accepted", "no": "Rejected", None: "Not decided"}
    states = ("answered", "undated", "waiting")

    def row(label: str, wanted: Sequence[dict[str, Any]]) -> tuple[str | int, ...]:
        return (label, *(sum(line["state"] == s for line in wanted) for s in states), len(wanted))

    rows = [row(label, [line for line in lines if line["accepted"] == said]) for said, label in words.items()]
    heads = ("Answered", "Answered, no date", "Waiting", "Total")
    return ReportTable(
        f"Acceptance and response, as of {day(asked.as_of)}",
        (Heading("Decision"), *(Heading(head, "number") for head in heads)),
        (*rows, row("Totals", lines)),
        total=True,
    )


def _ages(asked: Asked, lines: Sequence[dict[str, Any]]) -> ReportTable:
    bands = [*(name for _, name in BANDS), OLDER, UNKNOWN]
    dated = [line for line in lines if line["state"] != "undated"]
    rows = []
    for band in bands:
        mine = [line for line in dated if line["band"] == band]
        counts = [sum(line["state"] == state for line in mine) for state in ("answered", "waiting")]
        if mine or band != UNKNOWN:
            rows.append((band, *counts))
    rows.append(("Totals", sum(row[1] for row in rows), sum(row[2] for row in rows)))
    heads = (Heading("Age"), Heading("Answered after", "number"), Heading("Waiting for", "number"))
    return ReportTable(f"Ages of responses on {day(asked.today)}", heads, tuple(rows), total=True)


def _table(asked: Asked, name: str, lines: Sequence[dict[str, Any]]) -> ReportTable:
    heads = (
        Heading("Ref"),
        Heading("Recommendation", wide=True),
        Heading("Meeting", "date"),
        Heading("Addressee"),
        Heading("Cabinet", "date"),
        Heading("Received"),
        Heading("Response on", "date"),
        Heading("Response", wide=True),
        Heading("Our reading"),
        Heading("Accepted"),
        Heading("State"),
        Heading("Days", "number"),
    )
    rows = [
        (
            line["ref"] or line["id"],
            cut(line["text"], LONGEST),
            line["body_date"],
            line["addressee"],
            line["cabinet_on"],
            line["response_received"],
            line["response_on"],
            cut(line["response"], LONGEST) or None,
            line["quality"],
            line["accepted"],
            "answered, no date" if line["state"] == "undated" else line["state"],
            line["days"],
        )
        for line in lines
    ]
    keep = [i for i in range(len(heads)) if i < 2 or any(row[i] is not None for row in rows)]
    return ReportTable(
        f"{name}, as of {day(asked.as_of)}",
        tuple(heads[i] for i in keep),
        tuple(tuple(row[i] for i in keep) for row in rows),
    )
