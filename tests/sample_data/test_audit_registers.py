"""The record-level audit registers and the six tables that they must add up to."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from sample_data._builder import audit, audit_flow
from sample_data._builder.audit_reviews import SUBJECTS
from sample_data._builder.audit_tables import AFTER, BEFORE, PRIORITIES, STATUSES, TOTALS, YEARS

FOLDER = Path(__file__).parents[2] / "sample_data" / "audit"
STAGES = audit_flow.STAGES

PUBLISHED = {
    ("2021/22", BEFORE): (327, 0, 98, 229, 0),
    ("2021/22", AFTER): (327, 0, 89, 238, 0),
    ("2022/23", BEFORE): (225, 75, 60, 90, 0),
    ("2022/23", AFTER): (225, 69, 59, 97, 0),
    ("2023/24", BEFORE): (67, 14, 7, 0, 46),
    ("2023/24", AFTER): (66, 27, 8, 9, 22),
}
"""All actions, not due, overdue, complete, not allocated."""


def committed(on: date) -> list[dict[str, str]]:
    with (FOLDER / f"audit-actions-{on.isoformat()}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None


@pytest.mark.parametrize(("year", "on"), PUBLISHED)
def test_the_tables_are_the_published_ones(year: str, on: date) -> None:
    sums = [sum(TOTALS[year, on][status]) for status in STATUSES]
    assert (sum(sums), *sums) == PUBLISHED[year, on]


@pytest.mark.parametrize(("year", "on"), PUBLISHED)
def test_the_committed_register_adds_up_to_the_table_in_every_cell(year: str, on: date) -> None:
    counts = Counter(
        (line["Status"], line["Priority"]) for line in committed(on) if line["Audit Year"] == year
    )
    table = {
        (status, priority): number
        for status, numbers in TOTALS[year, on].items()
        for priority, number in zip(PRIORITIES, numbers, strict=True)
        if number
    }
    assert counts == table


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_a_ref_names_one_action(on: date) -> None:
    refs = [line["Ref"] for line in committed(on)]
    assert len(set(refs)) == len(refs)


def test_only_one_action_is_gone_and_it_is_a_high_one_of_the_latest_year() -> None:
    before, after = ({line["Ref"]: line for line in committed(on)} for on in (BEFORE, AFTER))
    gone = [before[ref] for ref in before.keys() - after.keys()]
    assert [(line["Audit Year"], line["Priority"]) for line in gone] == [("2023/24", "High")]
    assert not after.keys() - before.keys()


def test_no_action_goes_back_and_nothing_but_its_progress_changes() -> None:
    before, after = ({line["Ref"]: line for line in committed(on)} for on in (BEFORE, AFTER))
    for ref in before.keys() & after.keys():
        was, now = before[ref], after[ref]
        assert STAGES.index(now["Status"]) >= STAGES.index(was["Status"]), ref
        for column in ("Audit Year", "Review", "Agreed Action", "Priority", "Directorate"):
            assert was[column] == now[column]
        for column in ("Action Owner", "Due Date", "Date Completed"):
            assert not was[column] or was[column] == now[column]


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_a_status_is_right_on_its_day(on: date) -> None:
    for line in committed(on):
        due, completed, status = day(line["Due Date"]), day(line["Date Completed"]), line["Status"]
        assert day(line["As At"]) == on
        assert (status == "Not Allocated") == (due is None) == (not line["Action Owner"])
        assert (status == "Complete") == (completed is not None)
        if completed is not None:
            assert completed <= on
        elif due is not None:
            assert (due < on) == (status == "Overdue"), line["Ref"]


def test_this_years_actions_are_as_many_as_the_findings_of_its_reviews() -> None:
    from sample_data._builder.audit_tables import REVIEWS

    counts = Counter(
        (line["Review"], line["Priority"]) for line in committed(AFTER) if line["Audit Year"] == "2023/24"
    )
    for _, _, review, _, *numbers in REVIEWS:
        assert [counts[review, priority] for priority in PRIORITIES] == numbers
    assert sum(counts.values()) == 66


def test_nothing_is_allocated_in_a_review_that_has_unallocated_high_actions_and_is_final() -> None:
    from sample_data._builder.audit_tables import REVIEWS

    final = {review for _, stage, review, *_ in REVIEWS if stage == "Finalised"}
    waiting = {line["Review"] for line in committed(AFTER) if line["Status"] == "Not Allocated"}
    assert waiting
    assert not waiting & final


def test_no_two_actions_of_a_review_say_the_same() -> None:
    said = Counter((line["Review"], line["Agreed Action"]) for line in committed(BEFORE))
    assert said.most_common(1)[0][1] == 1


def test_totals_that_only_a_step_back_could_reach_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    none, one = (0, 0, 0), (1, 0, 0)
    totals = {
        ("2021/22", BEFORE): {"Complete": one, "Overdue": none, "Not Due": none, "Not Allocated": none},
        ("2021/22", AFTER): {"Complete": none, "Overdue": one, "Not Due": none, "Not Allocated": none},
    }
    monkeypatch.setattr(audit_flow, "TOTALS", totals)
    with pytest.raises(ValueError, match="go back from Complete to Overdue"):
        audit_flow.moves("2021/22", "High")


def test_actions_from_nowhere_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    none, one = (0, 0, 0), (1, 0, 0)
    totals = {
        ("2021/22", BEFORE): {"Complete": none, "Overdue": none, "Not Due": none, "Not Allocated": none},
        ("2021/22", AFTER): {"Complete": one, "Overdue": none, "Not Due": none, "Not Allocated": none},
    }
    monkeypatch.setattr(audit_flow, "TOTALS", totals)
    with pytest.raises(ValueError, match="1 actions appear from nowhere"):
        audit_flow.moves("2021/22", "High")


def test_the_excel_registers_hold_what_the_csv_ones_hold() -> None:
    from openpyxl import load_workbook

    for on in (BEFORE, AFTER):
        book = load_workbook(FOLDER / f"audit-actions-{on.isoformat()}.xlsx", read_only=True)
        title, _, head, *lines = book["Actions"].iter_rows(values_only=True)
        assert str(title[0]).endswith("October 2023")
        assert head == audit.COLUMNS
        cells = [
            [f"{cell:%d/%m/%Y}" if isinstance(cell, datetime) else cell or "" for cell in line]
            for line in lines
        ]
        assert cells == [list(line.values()) for line in committed(on)]


def test_every_year_has_its_reviews() -> None:
    for year in YEARS:
        assert {a.review for a in audit.all_actions() if a.year == year} == set(SUBJECTS[year])
