"""Internal audit: registers of agreed actions, tables of reviews, and financial years however printed."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.importers.layouts.audit import audit_year

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

ACTIONS = """Audit Committee

Outstanding audit actions

Audit\tAction ref\tManagement action\tRating\tDepartment\tAssigned to\tDate due\tCurrent status\tClosed on\tYear\tRisk owner's mood
Petty cash\tAR-014\tCount the tin every Friday.\tH\tFinance\tHead of Finance\t30/09/2023\tOverdue\t\t2022/23\tgloomy
Petty cash\tAR-015\tLock the tin away.\tM\tFinance\tHead of Finance\t31/03/2023\tImplemented\t28/03/2023\t2022/23\t
Fuel cards\tAR-016\tCancel the cards of leavers.\tLow\tFleet\tTBC\t31/11/2023\tNot allocated\t\t22/23\t
Fuel cards\tAR-017\tCheck the mileage once a month.\tAdvisory\tFleet\tFleet Manager\t\tNot yet due\t\t2023/24\t
"""


def test_a_register_of_actions_is_read(imported: ImportText) -> None:
    it = imported(ACTIONS)
    assert it.column("audit_actions", "id") == [
        "aud:2022-23/AR-014",
        "aud:2022-23/AR-015",
        "aud:2022-23/AR-016",
        "aud:2023-24/AR-017",
    ]
    first = it.rows("audit_actions")[0]
    assert first["text"] == "Count the tin every Friday."
    assert (first["review"], first["directorate"], first["lead"]) == (
        "Petty cash",
        "Finance",
        "Head of Finance",
    )
    assert (first["due"], first["audit_year"]) == (date(2023, 9, 30), "2022-23")
    assert (first["status"], first["status_raw"]) == ("overdue", "Overdue")
    assert json.loads(first["extra"]) == {"Risk owner's mood": "gloomy"}


def test_priorities_and_statuses_in_other_words_are_the_same_codes(imported: ImportText) -> None:
    it = imported(ACTIONS)
    assert it.column("audit_actions", "priority") == ["high", "medium", "low", "low"]
    assert it.column("audit_actions", "status") == ["overdue", "complete", "not_allocated", "not_due"]
    assert it.rows("audit_actions")[1]["completed_on"] == date(2023, 3, 28)


def test_a_bad_date_is_refused_and_a_kept_place_is_not(imported: ImportText) -> None:
    it = imported(ACTIONS)
    third = it.rows("audit_actions")[2]
    assert (third["due"], third["due_raw"], third["lead"]) == (None, "31/11/2023", None)
    assert it.refusals == {"impossible date": 1}


def test_a_register_is_full_so_that_what_it_leaves_out_has_ended(imported: ImportText) -> None:
    assert imported(ACTIONS).finished.batch.full == {"audit_actions": frozenset({"2022-23", "2023-24"})}


def test_a_register_that_says_what_day_it_describes_is_dated_by_it(imported: ImportText) -> None:
    head, *rows = ACTIONS.split("\n", 4)[4].rstrip("\n").split("\n")
    text = "\n".join([f"{head}\tAs at", *(f"{row}\t03/10/2023" for row in rows)])
    it = imported(f"Outstanding audit actions\n\n{text}\n")
    assert set(it.column("audit_actions", "as_at")) == {date(2023, 10, 3)}
    assert it.only("documents")["date"] == date(2023, 10, 3)


# ---------------------------------------------------------------- reviews

REVIEWS = """Audit Committee

Meeting Date:\t14 March 2024
From:\tChief Auditor

Reviews of the year

Audit title\tAssurance level\tReport stage\tNumber of findings\t\t
\t\t\tHigh\tMedium\tLow
Petty cash\tLimited Assurance\tFinal\t2\t1\t0
Fuel cards\tReasonable Assurance\tDraft\t0\tn/a\tsome
Q1 Total\t\t\t2\t1\t0
"""


def test_reviews_have_their_opinion_stage_and_counts(imported: ImportText) -> None:
    it = imported(REVIEWS)
    rows = it.rows("audit_reviews")
    assert [(r["title"], r["opinion"], r["stage"], r["high"], r["medium"], r["low"]) for r in rows] == [
        ("Petty cash", "Limited Assurance", "Final", 2, 1, 0),
        ("Fuel cards", "Reasonable Assurance", "Draft", 0, None, None),
    ]
    assert it.refusals == {"not a number": 1}


def test_the_totals_of_reviews_are_figures_and_no_reviews(imported: ImportText) -> None:
    figures = imported(REVIEWS).rows("figures")
    assert [(f["row_label"], f["column_label"], f["value"]) for f in figures] == [
        ("Q1 Total", "High", 2),
        ("Q1 Total", "Medium", 1),
        ("Q1 Total", "Low", 0),
    ]
    assert {f["table_title"] for f in figures} == {"Reviews of the year"}


# ---------------------------------------------------------------- years


@pytest.mark.parametrize("raw", ["2022/23", "22/23", "2022-2023", "2022–23", "Plan 2022/23", "2022 / 23"])
def test_a_financial_year_has_one_short_form(raw: str) -> None:
    assert audit_year(raw) == "2022-23"


def test_the_year_that_crosses_a_century_is_one() -> None:
    assert audit_year("2099/00") == "2099-00"


@pytest.mark.parametrize("raw", ["", "2022", "2022/24", "22-21", "next year"])
def test_what_is_no_financial_year_is_none(raw: str) -> None:
    assert audit_year(raw) is None
