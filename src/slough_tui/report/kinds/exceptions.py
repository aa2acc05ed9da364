"""What worsened since a day, and what was said about why: reporting by exception, as boards ask for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from slough_tui.engine.history.orders import CLOSED, rank
from slough_tui.hooks.api import Asked, report
from slough_tui.model.kinds import RECORD_TABLES, TABLES
from slough_tui.model.report import Heading, Report, ReportTable, Section
from slough_tui.report.kinds.directions_summary import latest_words
from slough_tui.report.words import code, cut, day, many, months_later, nothing, papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

LONGEST = 200
NOTES = (
    (
        "Compared are two days of the register: a status, rating, opinion or grade that is worse than before, a date that "
        "moved back, a record that is no longer listed, a date that passed without the record being complete, an indicator "
        "that moved against its polarity, and what a paper itself prints as worse (a falling trend, green to amber). The "
        "first of these are the changes that `slough diff` calls worsened, slipped and ended."
    ),
    "Why is the latest dated update of the record up to the report's day; where nobody wrote one, it says so.",
)
UNSAID = "no update says why"
SLIPS = {"worsened": "worsened", "slipped": "date moved back", "ended": "no longer listed"}


@report()
def exceptions(asked: Asked) -> Report:
    """What worsened since --from (else since a month before), and why."""
    title = "Exceptions"
    tables = {name: asked.table(name) for name in RECORD_TABLES}
    if all(frame.is_empty() for frame in tables.values()):
        return Report(title, (Section("Exceptions", (nothing("records", asked.as_of),)),))
    start = asked.start or months_later(min(asked.as_of, asked.today), -1)
    asked = replace(asked, start=start)
    updates = asked.table("updates")
    why = latest_words(updates, asked, longest=400)
    sections: list[Section] = []
    named: list[str] = []
    for name in RECORD_TABLES:
        found = _unique([*_changed(asked, name, start), *_passed(asked, name, start), *_printed(asked, name)])
        if name == "kpis":
            found += list(_indicators(asked))
        if found:
            sections.append(Section(TABLES[name].title, (_table(TABLES[name].title, found, why, start),)))
            named += [one["id"] for one in found]
    number = sum(len(part.rows) for s in sections for part in s.parts if isinstance(part, ReportTable))
    span = f"between {day(start)} and {day(asked.as_of)}"
    said = f"{many(number, 'exception')} {span}." if number else f"Nothing worsened {span}."
    behind = [frame for name in RECORD_TABLES for frame in (tables[name], asked.table(name, start))]
    documents = papers(
        *(frame.filter(frame["id"].is_in(named)) for frame in behind),
        updates.filter(updates["record"].is_in(named)),
    )
    return Report(title, (Section("Summary", (said,)), *sections), NOTES, documents, start=start)


def _line(row: dict[str, Any], what: str, before: Any, after: Any) -> dict[str, Any]:
    text = row.get("title") or row.get("action") or row.get("text") or ""
    name = row.get("ref") or row["id"].rpartition("/")[2]
    return {"id": row["id"], "ref": name, "text": text, "what": what, "before": before, "after": after}


def _changed(asked: Asked, name: str, start: date) -> Iterator[dict[str, Any]]:
    """What `slough diff` calls worsened, slipped or ended."""
    from slough_tui.engine.history.diff import compare

    before, after = asked.table(name, start), asked.table(name)
    rows = {row["id"]: row for frame in (before, after) for row in frame.iter_rows(named=True)}
    for change in compare(TABLES[name], before, after):
        if change["change"] in SLIPS:
            field = "" if change["field"] in {None, "status", "due"} else f" ({change['field']})"
            what = SLIPS[change["change"]] + (field if change["change"] == "worsened" else "")
            yield _line(rows[change["id"]], what, change["before"], change["after"])


def _passed(asked: Asked, name: str, start: date) -> Iterator[dict[str, Any]]:
    """Whose date passed since `start` while it is not complete."""
    due_since = asked.table(name)
    due_since = due_since.filter((due_since["due"] >= start) & (due_since["due"] < asked.today))
    for row in due_since.iter_rows(named=True):
        due = row["due"]
        done = row["status"] in {*CLOSED, "superseded"} or row.get("rag") in CLOSED or row.get("completed_on")
        if not done:
            late = (asked.today - due).days
            yield _line(row, "date passed", due, f"{many(late, 'day')} ago")


def _printed(asked: Asked, name: str) -> Iterator[dict[str, Any]]:
    """What the paper itself prints as worse, if the paper is of the time between."""
    if not {"trend", "rag"} & set(TABLES[name].names):
        return
    dates = {row[0]: row[1] for row in asked.table("documents").select("id", "date").iter_rows()}
    for row in asked.table(name).iter_rows(named=True):
        on = row["as_at"] or dates.get(row["document"])
        if on is None or asked.start is None or not asked.start <= on <= asked.as_of:
            continue
        was, now = (rank(name, "rag", row.get(field)) for field in ("rag_before", "rag"))
        if was is not None and now is not None and now > was:
            yield _line(row, "rating printed as worse", row["rag_before"], row["rag"])
        elif row.get("trend") == "down":
            yield _line(row, "trend printed as falling", None, row.get("rag"))


def _indicators(asked: Asked) -> Iterator[dict[str, Any]]:
    """Whose latest reading is worse than the one before, by polarity, and was taken since `start`."""
    import polars as pl

    readings = asked.table("readings").filter(
        pl.col("value").is_not_null() & pl.col("period_end").is_not_null()
    )
    for row in asked.table("kpis").iter_rows(named=True):
        mine = readings.filter((pl.col("measure") == row["id"]) & (pl.col("period_end") <= asked.as_of)).sort(
            "period_end", maintain_order=True
        )
        values = mine.select("period_end", "value").tail(2).rows()
        # a reading is known a while after its period: those of the quarter before count as news
        if len(values) == 2 and asked.start and values[1][0] >= asked.start - timedelta(days=31):
            worse = _badness(row, values[1][1]) - _badness(row, values[0][1])
            if row["polarity"] and worse > 0:
                yield _line(row, "reading worse than the one before", values[0][1], values[1][1])


def _badness(row: dict[str, Any], value: float) -> float:
    """On a scale where more is worse."""
    if row["polarity"] == "near":
        centre = row["midpoint"] if row["midpoint"] is not None else row["target"]
        return abs(value - centre) if centre is not None else 0.0
    return -value if row["polarity"] == "high" else value


def _unique(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of a record the first line of each kind; a date that moved says more than that it passed."""
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    for one in found:
        kept.setdefault((one["id"], one["what"]), one)
    return list(kept.values())


def _table(title: str, found: list[dict[str, Any]], why: dict[str, str], start: date) -> ReportTable:
    heads = (
        Heading("Ref"),
        Heading("What it is", wide=True),
        Heading("What happened"),
        Heading("Before"),
        Heading("Now"),
        Heading("Why", wide=True),
    )
    rows = tuple(
        (
            one["ref"],
            cut(one["text"], LONGEST),
            one["what"],
            _value(one["before"]),
            _value(one["after"]),
            why.get(one["id"], UNSAID),
        )
        for one in found
    )
    return ReportTable(f"{title}: what worsened since {day(start)}", heads, rows)


def _value(value: Any) -> str | None:
    if value is None:
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return code(value) if isinstance(value, str) else f"{value:g}"
