"""Dates of events in the text: one event on two dates, what is told before it can have happened, what is promised.

A council, cabinet, committee or panel meets rarely: two meetings of one of them a few days apart are nearly
always one meeting, dated twice. So every day that is named beside such a body (in the same sentence, close by, with a
word of what was done there) is collected from all papers, the tracker's column of cabinet dates too; two
different days of one body within `apart` are reported, once. An inspection, audit or review that is
given from one day to another is the same event if one end agrees and the other does not.

A response that names a date with a word of *by then* before it is a promise.

A sentence that tells in the past tense of a day after its paper's own printed date was changed after that
date, or misdates what it tells.

The method is that of a minute-taker who compares the papers of a bundle. Dates are read by
`slough_tui.model.prose.find_dates`, a day without a year as the one nearest to its paper's date.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from slough_tui.model.dates import Precision
from slough_tui.model.prose import find_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from slough_tui.model.dates import FoundDate

    Frames = Callable[[str], pl.LazyFrame]

API = 1

MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
DAYS = rf"(?i)\b\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\b|\b{MONTH}\s+(?:\d{{1,2}}|\d{{4}})\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b"
SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(])|\n|(?:^|\s)[•○]\s")
SPAN = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s*({MONTH})?\s*(?:–|-|to|until)\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*({MONTH})\s*(\d{{4}})\b",
    re.IGNORECASE,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SCHEMA = {
    "id": pl.String, "other": pl.String, "document": pl.String, "page": pl.Int64, "line": pl.Int64, "event": pl.String,
    "day": pl.Date, "other_day": pl.Date, "times": pl.Int64, "other_times": pl.Int64, "other_paper": pl.String,
    "other_line": pl.Int64,
}  # fmt: skip
PROMISED = {
    "id": pl.String, "document": pl.String, "page": pl.Int64, "line": pl.Int64, "ref": pl.String, "status": pl.String,
    "progress": pl.String, "promised": pl.Date, "said": pl.String,
}  # fmt: skip
EARLY = {
    "id": pl.String, "document": pl.String, "page": pl.Int64, "line": pl.Int64, "told": pl.Date, "printed": pl.Date,
    "said": pl.String,
}  # fmt: skip


class Mention(NamedTuple):
    """One day of one event: where it is told. `subject` is the record, or else the cell."""

    event: str
    day: date
    subject: str
    document: str
    page: int | None
    line: int | None


def conflicts(frames: Frames, *, thresholds: Mapping[str, Any], **_run: date) -> pl.LazyFrame:
    """One record per event that has two dates.

    Columns: `id` and place of the first mention of the rarer day, `other` of the first of the other day; `event`, `day`,
    `other_day`, `times`, `other_times` (mentions), `other_paper` (name), `other_line`. Thresholds `bodies` (pattern, its
    group is the body), `deeds` (pattern of what is done at a meeting), `spans` (pattern of events that last), `apart`.
    """
    papers = {paper["id"]: paper for paper in frames("documents").collect().iter_rows(named=True)}
    mentions = sorted(_mentions(frames, papers, thresholds), key=lambda one: (one.event, one.day, one.document or "", one.line or 0, one.subject))  # fmt: skip
    by_event: dict[str, dict[date, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        by_event[mention.event][mention.day].append(mention)
    near = timedelta(days=thresholds["apart"].days)
    pairs = [
        (days[first], days[second])
        for days in by_event.values()
        for first in sorted(days)
        for second in sorted(days)
        if first < second <= first + near
    ]
    found = [_found(rare, often, papers) for rare, often in (sorted(pair, key=len) for pair in pairs)]
    found += [_found([one], [two], papers) for one, two in _spans(frames, thresholds["spans"])]
    return pl.LazyFrame(found, schema=SCHEMA)


def _found(rare: list[Mention], often: list[Mention], papers: Mapping[str, Any]) -> dict[str, Any]:
    one, two = rare[0], often[0]
    return {
        "id": one.subject, "other": two.subject, "document": one.document, "page": one.page, "line": one.line,
        "event": one.event, "day": one.day, "other_day": two.day, "times": len(rare), "other_times": len(often),
        "other_paper": (papers.get(two.document) or {}).get("name"), "other_line": two.line,
    }  # fmt: skip


def _mentions(frames: Frames, papers: Mapping[str, Any], thresholds: Mapping[str, Any]) -> Iterator[Mention]:
    bodies = re.compile(thresholds["bodies"])
    for cell, sentence, dates in _dated(frames, papers, thresholds["bodies"], thresholds["deeds"]):
        for body in bodies.finditer(sentence):
            close = [one for one in dates if _gap(one, body) <= thresholds["reach"] and one.due.precision == Precision.DAY]  # fmt: skip
            if close:
                nearest = min(close, key=lambda one: _gap(one, body))
                name = re.sub(r"[^a-z]+", " ", body[1].casefold()).strip()
                if nearest.due.on:
                    yield Mention(name, nearest.due.on, cell["record"] or cell["id"], cell["document"], cell["page"], cell["line"])  # fmt: skip
    kept = frames("recommendations").filter(pl.col("cabinet_on").is_not_null())
    for row in (
        kept.select("cabinet_on", "id", "document", "page", "line").sort("line", "id").collect().iter_rows()
    ):
        yield Mention("cabinet", *row)


def _gap(one: FoundDate, body: re.Match[str]) -> int:
    """Characters between a date and a body; a date before its body is taken for less close."""
    return one.start - body.end() if one.start >= body.end() else 2 * (body.start() - one.end) + 1


def _dated(
    frames: Frames, papers: Mapping[str, Any], *words: str
) -> Iterator[tuple[dict[str, Any], str, list[FoundDate]]]:
    """Every sentence that names a day and has something of each pattern: its cell, its text, its dates."""
    said = [pl.col("raw").str.contains(pattern) for pattern in (DAYS, *words)]
    cells = frames("cells").filter(*said, pl.col("use").ne_missing("refusal"))
    for cell in cells.sort("document", "line", "id").collect().iter_rows(named=True):
        paper = (papers.get(cell["document"]) or {}).get("date")
        for sentence in SENTENCE.split(re.sub(r"<[^>]{1,60}>|\*\*", " ", cell["raw"])):
            if all(re.search(pattern, sentence) for pattern in (DAYS, *words)):
                yield cell, sentence, find_dates(sentence, reference=paper)


def _spans(frames: Frames, what: str) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of one lasting event in one paper of which one end agrees and the other does not."""
    seen: dict[tuple[str, str], list[tuple[date, date, dict[str, Any]]]] = defaultdict(list)
    cells = frames("cells").filter(pl.col("raw").str.contains(what), pl.col("raw").str.contains(r"\d\s*[A-Za-z]*\s*(?:–|-|to|until)\s*\d"))  # fmt: skip
    for cell in cells.sort("document", "line", "id").collect().iter_rows(named=True):
        for span in SPAN.finditer(cell["raw"]):
            named = re.search(what, cell["raw"])
            first = _day(span[1], span[2] or span[4], span[5])
            last = _day(span[3], span[4], span[5])
            if named and first and last and first < last:
                seen[cell["document"], named[0].casefold()].append((first, last, cell))
    for (_, event), spans in seen.items():
        for at, (first, last, cell) in enumerate(spans):
            for other_first, other_last, other in spans[at + 1 :]:
                if (first == other_first) != (last == other_last):
                    days = (first, other_first) if last == other_last else (last, other_last)
                    places = [(one["record"] or one["id"], one["document"], one["page"], one["line"]) for one in (cell, other)]  # fmt: skip
                    yield Mention(event, days[1], *places[1]), Mention(event, days[0], *places[0])


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), MONTHS.index(month[:3].casefold()) + 1, int(day))
    except ValueError:
        return None


def told_too_early(frames: Frames, *, thresholds: Mapping[str, Any], **_run: date) -> pl.LazyFrame:
    """One record per dated statement in the past tense of a paper that prints its own date.

    Columns: `id` (record or cell) and place, `told` (the first day of what is told), `printed` (the paper's date), `said`.
    Thresholds `past` and `future`: patterns of words that stand before the date, at most 25 and 20 characters from it.
    """
    past = re.compile(thresholds["past"] + r"[^.]{0,25}$")
    future = re.compile(thresholds["future"] + r"[^.]{0,20}$")
    papers = {
        paper["id"]: paper
        for paper in frames("documents").collect().iter_rows(named=True)
        if paper["date"] and paper["date_source"] in ("printed", "given")
    }
    found = []
    for cell, sentence, dates in _dated(frames, papers, thresholds["past"]):
        if cell["document"] not in papers or cell["use"] == "header" or cell["field"] == "due":
            continue
        for one, day in _begun(dates):
            before = sentence[max(0, one.start - thresholds["reach"]) : one.start]
            if past.search(before) and not future.search(before):
                found.append({
                    "id": cell["record"] or cell["id"], "document": cell["document"], "page": cell["page"], "line": cell["line"],
                    "told": day, "printed": papers[cell["document"]]["date"], "said": (before + one.raw).strip(),
                })  # fmt: skip
    return pl.LazyFrame(found, schema=EARLY)


def promises(frames: Frames, *, thresholds: Mapping[str, Any], **_run: date) -> pl.LazyFrame:
    """One record per date that a response promises something by.

    Columns: `id` of the recommendation and its place, `ref`, `promised` (a month by its last day), `said` (the words), `status`,
    `progress`. Thresholds `by`: pattern of the words just before the date; `reach`: how many characters of them count.
    """
    by = re.compile(thresholds["by"])
    papers = {paper["id"]: paper["date"] for paper in frames("documents").collect().iter_rows(named=True)}
    answered = (
        frames("recommendations").filter(pl.col("response").str.contains(DAYS)).sort("document", "line", "id")
    )
    found: list[dict[str, Any]] = []
    for record in answered.collect().iter_rows(named=True):
        for sentence in SENTENCE.split(record["response"]):
            for one in find_dates(sentence, reference=papers.get(record["document"])):
                before = sentence[max(0, one.start - thresholds["reach"]) : one.start]
                if one.due.on and one.due.precision != Precision.YEAR and by.search(before + one.raw[:12]):
                    found.append({
                        **{name: record[name] for name in ("id", "document", "page", "line", "ref", "status", "progress")},
                        "promised": one.due.on, "said": (before + one.raw).strip(),
                    })  # fmt: skip
    return pl.LazyFrame(found, schema=PROMISED)


def _begun(dates: Iterable[FoundDate]) -> Iterator[tuple[FoundDate, date]]:
    """Days as they are, months by their first day; wider periods say nothing."""
    for one in dates:
        if one.due.on and one.due.precision == Precision.DAY:
            yield one, one.due.on
        elif one.due.on and one.due.precision == Precision.MONTH:
            yield one, one.due.on.replace(day=1)
