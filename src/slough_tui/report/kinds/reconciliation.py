"""Printed figures held against what they should come to: which agree, which are rounded, which disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.engine import reconcile
from slough_tui.engine.reconcile import Compared, Verdict
from slough_tui.hooks.api import Asked, report
from slough_tui.model.report import Heading, Part, Report, ReportTable, Section
from slough_tui.report.words import listed, many, nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECKS = {
    "row sum": "Rows of tables against their totals",
    "column sum": "Columns of tables against their totals",
    "records": "Tables of audit actions against the records",
    "review totals": "Totals of audit reviews against the reviews",
    "savings": "Totals of savings against the savings",
    "statement sum": "Derived lines of financial statements",
    "opening and closing": "Opening against the closing before it",
    "same quantity": "One quantity in two statements",
    "stated movement": "Movements stated in sentences against tables",
    "share": "Shares in sentences, computed again",
}
"""What is compared, in the order of the report."""

NOTES = (
    (
        "Agree: the printed figure is the computed one. Rounding: they differ by no more than half a unit of the last printed "
        "digit for each part that was added. Disagree: they differ by more. Counts are exact and have no rounding."
    ),
    (
        "How the lines of a statement belong together is found from the figures themselves: a line is derived if it is the "
        "sum of lines above it. A line of which nothing can be told is not listed."
    ),
    "A share is computed half up, at the digits that are printed.",
)


@report()
def reconciliation(asked: Asked) -> Report:
    """Printed figures against computed ones: agree, rounding, disagree."""
    title = "Reconciliation of printed figures"
    found = compared(asked)
    if not found:
        what = "printed figures that can be computed again"
        return Report(title, (Section("Figures", (nothing(what, asked.as_of),)),))
    names = {row[0]: row[1] for row in asked.table("documents").select("id", "name").iter_rows()}
    sections: list[Section] = [Section("Summary", tuple(_summary(found)))]
    for verdict, heading, none in (
        (Verdict.DISAGREE, "Disagreements", "No printed figure disagrees with the computed one."),
        (Verdict.ROUNDING, "Within rounding", "No printed figure is off by rounding."),
    ):
        mine = [one for one in found if one.verdict is verdict]
        part: Part = _listed(heading, mine, names) if mine else none
        sections.append(Section(heading, (part,)))
    sections += _ruled(asked)
    sections.append(Section("By table", (_by_table(found),)))
    documents = frozenset(one.document for one in found if one.document)
    return Report(title, tuple(sections), NOTES, documents)


def _ruled(asked: Asked) -> list[Section]:
    """What the rules on arithmetic and movement find besides: units that slipped, totals that fall without closures."""
    heads = (
        Heading("Rule"),
        Heading("Severity"),
        Heading("Finding", wide=True),
        Heading("Paper"),
        Heading("Line", "number"),
    )
    rows = tuple(
        (row["rule"], row["severity"], row["message"], row["document"], row["line"])
        for row in asked.findings("arithmetic", "movement").iter_rows(named=True)
    )
    table = ReportTable("Findings of the rules on arithmetic and movement", heads, rows)
    return [Section("What the rules find in figures", (table,))] if rows else []


def compared(asked: Asked) -> list[Compared]:
    """Everything that can be compared, in the order of `CHECKS`."""
    figures, readings = asked.table("figures"), asked.table("readings")
    found = [
        *reconcile.sums(figures),
        *reconcile.against_records(figures, lambda on: asked.table("audit_actions", on)),
        *reconcile.review_totals(figures, asked.table("audit_reviews")),
        *reconcile.saving_totals(figures, asked.table("savings")),
        *reconcile.statements(readings),
        *reconcile.same_quantity(readings),
        *reconcile.stated_movements(figures),
        *reconcile.shares(asked.table("cells")),
    ]
    order = list(CHECKS)
    return sorted(found, key=lambda one: order.index(one.check))


def _counts(found: Sequence[Compared]) -> tuple[int, int, int]:
    agree, rounding, disagree = (sum(one.verdict is v for one in found) for v in Verdict)
    return agree, rounding, disagree


def _summary(found: Sequence[Compared]) -> list[Part]:
    agree, rounding, disagree = _counts(found)
    totals = [one for one in found if one.check in {"row sum", "column sum"}]
    said: list[Part] = []
    if totals:
        fit = _counts(totals)[0]
        kinds = listed(
            many(sum(one.check == f"{kind} sum" for one in totals), kind) for kind in ("row", "column")
        )
        said.append(f"{fit} of {many(len(totals), 'sum')} of printed tables agree ({kinds}).")
    said.append(
        f"Of {many(len(found), 'printed figure')} computed again, {agree} agree, {rounding} are within rounding, "
        f"and {disagree} {'disagrees' if disagree == 1 else 'disagree'}."
    )
    rows = []
    for check, words in CHECKS.items():
        mine = [one for one in found if one.check == check]
        if mine:
            rows.append((words, len(mine), *_counts(mine)))
    total = ("Totals", len(found), agree, rounding, disagree)
    heads = ("Compared", "Agree", "Rounding", "Disagree")
    caption = "What was compared"
    said.append(
        ReportTable(
            caption, (Heading("Check"), *(Heading(h, "number") for h in heads)), (*rows, total), total=True
        )
    )
    return said


def _listed(caption: str, found: Sequence[Compared], names: dict[str, str]) -> ReportTable:
    heads = (
        Heading("Check"),
        Heading("Table"),
        Heading("Figure", wide=True),
        Heading("Printed", "number"),
        Heading("Computed", "number"),
        Heading("Difference", "number"),
        Heading("Paper"),
        Heading("Line", "number"),
    )
    rows = tuple(
        (
            one.check,
            one.table,
            one.what,
            one.printed,
            one.computed,
            one.difference,
            names.get(one.document or ""),
            one.line,
        )
        for one in found
    )
    return ReportTable(caption, heads, rows)


def _by_table(found: Sequence[Compared]) -> ReportTable:
    groups: dict[tuple[str, str], list[Compared]] = {}
    for one in found:
        groups.setdefault((one.table, one.check), []).append(one)
    rows = tuple((table, check, len(mine), *_counts(mine)) for (table, check), mine in groups.items())
    heads = (
        Heading("Table"),
        Heading("Check"),
        *(Heading(head, "number") for head in ("Compared", "Agree", "Rounding", "Disagree")),
    )
    return ReportTable("Every table and statement that was computed again", heads, rows)
