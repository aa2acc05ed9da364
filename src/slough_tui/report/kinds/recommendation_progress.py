"""Progress on recommendations: what the body stated, what the evidence reads like, and where the two differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.engine.assess.agreement import agreement
from slough_tui.hooks.api import Asked, report
from slough_tui.model.report import Heading, Report, ReportTable, Section
from slough_tui.report.words import code, cut, day, listed, many, nothing, papers

if TYPE_CHECKING:
    import polars as pl

LONGEST = 400
NOTES = (
    (
        "Stated is the verdict that the paper prints. Our reading is that of the assessor `satisfactory_progress`, which "
        "never sees the stated one: it counts sentences that tell of things done against those that promise or admit. "
        "`slough assess satisfactory_progress` gives its reasons in full."
    ),
    (
        "Kappa is Cohen's: the agreement beyond what chance gives for verdicts as frequent as these (J. Cohen, 1960); it "
        "is 1 for full agreement and 0 for none beyond chance. The figures are those of `slough assess`."
    ),
)


@report()
def recommendation_progress(asked: Asked) -> Report:
    """Progress on recommendations: the verdict stated, our reading, and where they differ."""
    import polars as pl

    title = "Progress on recommendations"
    every = asked.table("recommendations")
    told = every.filter(pl.col("progress").is_not_null() | pl.col("verdict_stated").is_not_null())
    if told.is_empty():
        said = (
            nothing("recommendations", asked.as_of)
            if every.is_empty()
            else f"None of {many(every.height, 'recommendation')} has a report of progress as of {day(asked.as_of)}."
        )
        return Report(title, (Section("Progress", (said,)),), documents=papers(every))
    ours = {row["record"]: row for row in asked.verdicts("satisfactory_progress").iter_rows(named=True)}
    sections = [Section("Summary", tuple(_summary(told, ours)))]
    for series in told["series"].unique(maintain_order=True):
        mine = told.filter(pl.col("series").eq_missing(series))
        for group in mine["task_group"].unique(maintain_order=True):
            lines = mine.filter(pl.col("task_group").eq_missing(group))
            name = ": ".join(filter(None, (series, group))) or "Recommendations"
            sections.append(Section(name, (_table(asked, name, lines, ours),)))
    return Report(title, tuple(sections), NOTES, papers(told))


def _summary(told: pl.DataFrame, ours: dict[str, dict[str, Any]]) -> list[Any]:
    stated = dict(told["verdict_stated"].value_counts(sort=True).rows())
    words = listed(f"{number} {code(verdict) or 'without a verdict'}" for verdict, number in stated.items())
    parts: list[Any] = [f"{many(told.height, 'recommendation')} with a report of progress: {words}."]
    found = agreement(
        (row["id"], row["verdict_stated"], ours[row["id"]]["verdict"])
        for row in told.iter_rows(named=True)
        if row["verdict_stated"] and row["id"] in ours
    )
    if found.compared:
        refs = {row["id"]: row["ref"] or row["id"] for row in told.iter_rows(named=True)}
        order = {record: place for place, record in enumerate(refs)}
        beyond = "" if found.kappa is None else f" (kappa {found.kappa:.2f})"
        parts.append(f"Our reading agrees with {found.agreed} of {found.compared} stated verdicts{beyond}.")
        differ = sorted(found.disagreements, key=lambda one: order[one.record])
        parts.append(
            tuple(
                f"{refs[one.record]}: stated {code(one.stated)}, our reading {code(one.verdict)}"
                for one in differ
            )
        )
    return [part for part in parts if part]


def _table(asked: Asked, name: str, lines: pl.DataFrame, ours: dict[str, dict[str, Any]]) -> ReportTable:
    heads = (
        Heading("Ref"),
        Heading("Recommendation", wide=True),
        Heading("Progress told", wide=True),
        Heading("Stated"),
        Heading("Our reading"),
        Heading("Score", "number"),
    )
    rows = []
    for row in lines.iter_rows(named=True):
        own = ours.get(row["id"], {})
        score = own.get("score")
        rows.append(
            (
                row["ref"] or row["id"],
                cut(row["text"], LONGEST),
                cut(row["progress"], LONGEST) or None,
                code(row["verdict_stated"]),
                code(own.get("verdict")),
                None if score is None else round(score, 2),
            )
        )
    return ReportTable(f"{name}, as of {day(asked.as_of)}", heads, tuple(rows))
