"""What a committee should ask about next: ten records, each with the question and its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.engine.call_in import HIGH, MOST, MOST_QUARTERS, QUESTIONS, SAME_SERIES
from slough_tui.engine.call_in import call_in as called_in
from slough_tui.hooks.api import Asked, report
from slough_tui.model.kinds import RECORD_TABLES, TABLES
from slough_tui.model.report import Heading, Report, ReportTable, Section
from slough_tui.report.words import cut, day, listed, many, nothing, papers

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.engine.call_in import Called

LONGEST = 300
MOST_EVIDENCE = 4
NOTES = (
    (
        "Ranking: each rule that finds something about a record gives 3 points for an error and 1 for a warning, times 1 if "
        "the rule is certain, 2/3 if likely, 1/3 if possible, shared among all records that the finding names; each quarter past the due date gives 1 more, up to "
        f"{MOST_QUARTERS}; high audit priority gives {HIGH:g}. Of equals the oldest comes first."
    ),
    (
        "Rules on how a paper is written (references, dates, characters) do not count; what is complete is not asked about; "
        f"at most {SAME_SERIES} records of one series are called, so that one plan does not fill the agenda."
    ),
    (
        "The question is that of the heaviest finding. `slough explain RULE` tells why a rule is there; the weights are a "
        "judgement, and stand in the module `slough_tui.engine.call_in`."
    ),
)


@report()
def call_in(asked: Asked) -> Report:
    """The ten records to ask about next, each with the question and its evidence."""
    title = "Records to call in"
    tables = {name: asked.table(name) for name in RECORD_TABLES}
    if all(frame.is_empty() for frame in tables.values()):
        return Report(title, (Section("To ask about", (nothing("records", asked.as_of),)),))
    findings = asked.findings(*QUESTIONS)
    called = called_in(findings, tables, asked.today)
    if not called:
        said = f"The rules find nothing to ask about on {day(asked.today)}."
        return Report(title, (Section("To ask about", (said,)),), NOTES)
    names = {row[0]: row[1] for row in asked.table("documents").select("id", "name").iter_rows()}
    heads = (
        Heading("Rank", "number"),
        Heading("Ref"),
        Heading("What it is", wide=True),
        Heading("Whom to ask"),
        Heading("Question", wide=True),
        Heading("Points", "number"),
    )
    rows = tuple(
        (number, one.record, cut(_text(one), LONGEST), _whom(one), one.question, round(one.points, 1))
        for number, one in enumerate(called, start=1)
    )
    kinds = listed(
        f"{many(sum(one.table == name for one in called), TABLES[name].one.removeprefix('one '), TABLES[name].title.lower())}"
        for name in RECORD_TABLES
        if any(one.table == name for one in called)
    )
    caption = (
        f"The {len(called) if len(called) < MOST else 'ten'} records to ask about, on {day(asked.today)}"
    )
    evidence = [
        Section(f"{number}. {one.record}: {one.question}", (_evidence(one, names),), level=3)
        for number, one in enumerate(called, start=1)
    ]
    sections = (
        Section("To ask about", (f"Called are {kinds}.", ReportTable(caption, heads, rows))),
        Section("Evidence"),
        *evidence,
    )
    return Report(title, sections, NOTES, _documents(asked, called, findings))


def _documents(asked: Asked, called: list[Called], findings: pl.DataFrame) -> frozenset[str]:
    """The papers of the records, of what was written about them, and of the findings that are quoted."""
    import polars as pl

    ids = [one.record for one in called]
    updates = asked.table("updates")
    named = pl.col("subjects").list.eval(pl.element().struct.field("id").is_in(ids)).list.any()
    quoted = findings.filter(named)["document"].drop_nulls().unique().to_list()
    documents = asked.table("documents").filter(pl.col("name").is_in(quoted))["id"]
    own = {one.values["document"] for one in called if one.values.get("document")}
    return frozenset(own) | papers(updates.filter(pl.col("record").is_in(ids))) | frozenset(documents)


def _text(one: Called) -> str:
    return str(one.values.get("title") or one.values.get("action") or one.values.get("text") or "")


def _whom(one: Called) -> str | None:
    for name in ("lead", "clt_lead", "addressee", "directorate", "member", "body"):
        if one.values.get(name):
            return cut(str(one.values[name]), 80)
    return None


def _evidence(one: Called, names: dict[Any, Any]) -> tuple[str, ...]:
    source = names.get(one.values.get("document"))
    place = [f"page {one.values['page']}" if one.values.get("page") else ""]
    place.append(f"line {one.values['line']}" if one.values.get("line") else "")
    where = ", ".join(part for part in (source, *place) if part)
    shown = one.evidence[:MOST_EVIDENCE]
    more = len(one.evidence) - len(shown)
    return tuple(
        filter(
            None, (*shown, f"and {many(more, 'finding')} more" if more else "", where and f"Source: {where}")
        )
    )
