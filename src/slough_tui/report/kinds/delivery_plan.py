"""Delivery plans: recommendation by recommendation which actions answer it, and what nobody answers.

Coverage is read from the printed references (links `addresses`, printed or confirmed by a person); a likeness
of texts counts for nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.hooks.api import Asked, report
from slough_tui.model.report import Heading, Part, Report, ReportTable, Section
from slough_tui.report.words import code, cut, day, listed, many, nothing, papers, share

if TYPE_CHECKING:
    import polars as pl

LONGEST = 300
NOTES = (
    "An action answers a recommendation if the plan prints its reference, or a person has confirmed the link.",
    (
        "Where it stands is the verdict of the assessor `due_state` on the report's day; a date that names only a month "
        "means its last day."
    ),
)


@report()
def delivery_plan(asked: Asked) -> Report:
    """Delivery plans: the actions of each recommendation, coverage, and what is past its date."""
    title = "Delivery plans"
    actions = asked.table("plan_actions")
    if actions.is_empty():
        return Report(title, (Section("Plans", (nothing("plan actions", asked.as_of),)),))
    states = dict(asked.verdicts("due_state").select("record", "verdict").iter_rows())
    answers = _answers(asked)
    recommendations = asked.table("recommendations")
    cited = recommendations.filter(recommendations["id"].is_in(list(answers)))["series"].unique().to_list()
    told = recommendations.filter(recommendations["series"].is_in(cited))
    sections = [Section("Plans", (_overview(asked, actions, states, answers),))]
    for series in actions["series"].unique(maintain_order=True):
        mine = actions.filter(actions["series"].eq_missing(series))
        name = mine["plan"].drop_nulls().first() or series or "Plan"
        sections.append(
            Section(str(name), tuple(_plan(asked, str(name), mine, recommendations, states, answers)))
        )
    return Report(title, tuple(sections), NOTES, papers(actions, told))


def _answers(asked: Asked) -> dict[str, list[str]]:
    """Recommendation to the actions that answer it."""
    import polars as pl

    links = asked.table("links").filter(
        (pl.col("relation") == "addresses") & pl.col("state").is_in(["printed", "confirmed"])
    )
    found: dict[str, list[str]] = {}
    for action, recommendation in links.select("from_id", "to_id").iter_rows():
        found.setdefault(recommendation, []).append(action)
    return found


def _overview(
    asked: Asked, actions: pl.DataFrame, states: dict[str, str], answers: dict[str, list[str]]
) -> ReportTable:
    answering = {action for several in answers.values() for action in several}
    rows: list[tuple[Any, ...]] = []
    for series in actions["series"].unique(maintain_order=True):
        mine = actions.filter(actions["series"].eq_missing(series))
        ids = mine["id"].to_list()
        count = [sum(states.get(one) == state for one in ids) for state in ("complete", "overdue", "no_date")]
        citing = sum(one in answering for one in ids)
        rows.append((mine["plan"].drop_nulls().first() or series or "", mine.height, *count, citing))
    total = ("Totals", *(sum(row[i] for row in rows) for i in range(1, 6)))
    heads = ("Actions", "Complete", "Past their date", "Without a date", "Cite a recommendation")
    caption = f"Plans on {day(asked.today)}"
    return ReportTable(
        caption, (Heading("Plan"), *(Heading(h, "number") for h in heads)), (*rows, total), total=True
    )


def _plan(
    asked: Asked,
    name: str,
    mine: pl.DataFrame,
    recommendations: pl.DataFrame,
    states: dict[str, str],
    answers: dict[str, list[str]],
) -> list[Part]:
    import polars as pl

    by_id = {row["id"]: row for row in mine.iter_rows(named=True)}
    answered = [one for one, several in answers.items() if any(action in by_id for action in several)]
    told = recommendations.filter(pl.col("id").is_in(answered))
    series = told["series"].unique(maintain_order=True).to_list()
    wanted = recommendations.filter(pl.col("series").is_in(series))
    if wanted.is_empty():
        return [
            "No action of this plan cites a recommendation.",
            _by_action(asked, list(by_id.values()), states, f"{name}: actions"),
        ]
    rows = list(wanted.iter_rows(named=True))
    open_ = [row for row in rows if not any(a in by_id for a in answers.get(row["id"], ()))]
    parts: list[Part] = [_coverage(rows, open_)]
    if open_:
        texts = tuple(f"{row['ref'] or row['id']}: {cut(row['text'], LONGEST)}" for row in open_)
        parts += ["No action of this plan answers:", texts]
    parts.append(_by_recommendation(asked, name, rows, by_id, states, answers))
    citing = {action for several in answers.values() for action in several}
    rest = [row for one, row in by_id.items() if one not in citing]
    if rest:
        parts.append(_by_action(asked, rest, states, f"{name}: actions that cite no recommendation"))
    return parts


def _coverage(rows: list[dict[str, Any]], open_: list[dict[str, Any]]) -> str:
    done = len(rows) - len(open_)
    said = (
        f"{done} of {many(len(rows), 'recommendation')} ({share(done, len(rows))}) are answered by an action"
    )
    if not open_:
        return f"{said}."
    refs = listed(str(row["ref"] or row["id"]) for row in open_)
    return f"{said}; {refs} {'is' if len(open_) == 1 else 'are'} not."


def _by_recommendation(
    asked: Asked,
    name: str,
    rows: list[dict[str, Any]],
    by_id: dict[str, dict[str, Any]],
    states: dict[str, str],
    answers: dict[str, list[str]],
) -> ReportTable:
    lines: list[tuple[Any, ...]] = []
    for row in rows:
        ref = row["ref"] or row["id"]
        mine = [action for action in answers.get(row["id"], ()) if action in by_id]
        if not mine:
            lines.append((ref, cut(row["text"], LONGEST), None, None, None, None, "no action"))
        lines += [
            (
                ref,
                cut(row["text"], LONGEST),
                *_action(by_id[one]),
                code(states.get(one)) or by_id[one]["status"],
            )
            for one in mine
        ]
    heads = (
        Heading("Recommendation"),
        Heading("What it asks", wide=True),
        Heading("Action"),
        Heading("What is to be done", wide=True),
        Heading("Lead"),
        Heading("Due", "date"),
        Heading("Stands"),
    )
    return ReportTable(f"{name}: by recommendation, on {day(asked.today)}", heads, tuple(lines))


def _action(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["ref"], cut(row["action"] or row["text"], LONGEST), row["lead"], row["due"])


def _by_action(asked: Asked, rows: list[dict[str, Any]], states: dict[str, str], what: str) -> ReportTable:
    heads = (
        Heading("Action"),
        Heading("Objective"),
        Heading("What is to be done", wide=True),
        Heading("Lead"),
        Heading("Due", "date"),
        Heading("Stands"),
    )
    lines = []
    for row in rows:
        ref, text, lead, due = _action(row)
        name = ref or row["id"].rpartition("/")[2]
        stands = code(states.get(row["id"])) or row["status"]
        lines.append((name, cut(row["objective"] or row["theme"], 120) or None, text, lead, due, stands))
    keep = [i for i in range(len(heads)) if i in {0, 2} or any(line[i] is not None for line in lines)]
    return ReportTable(
        f"{what}, on {day(asked.today)}",
        tuple(heads[i] for i in keep),
        tuple(tuple(line[i] for i in keep) for line in lines),
    )
