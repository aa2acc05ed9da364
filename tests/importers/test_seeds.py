"""The five real papers: what a careful reader counts in them is what the register gets.

Figures and references only; their sentences and names are not ours to publish.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.importers.imported import import_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.importers.imported import Imported

    Real = dict[str, Imported]

OCTOBER_31, OCTOBER_3 = date(2023, 10, 31), date(2023, 10, 3)

# ---------------------------------------------------------------- how many


@pytest.mark.parametrize(
    ("letter", "table", "number"),
    [
        ("T", "recommendations", 33),
        ("R", "recommendations", 18),
        ("O", "recommendations", 22),
        ("P", "recommendations", 7),
        ("B", "directions", 15),
        ("B", "audit_reviews", 9),
        ("P", "kpis", 22),
        ("P", "savings", 12),
        ("O", "resolutions", 7),
        ("O", "judgements", 6),
        ("P", "judgements", 5),
    ],
)
def test_a_paper_has_as_many_records_as_a_careful_reader_counts(
    real: Real, letter: str, table: str, number: int
) -> None:
    assert len(real[letter].rows(table)) == number


@pytest.mark.parametrize(
    ("letter", "series", "number"),
    [("O", "ofsted-delivery", 45), ("O", "section-11-key-activities", 14)],
)
def test_a_plan_has_as_many_actions_as_a_careful_reader_counts(
    real: Real, letter: str, series: str, number: int
) -> None:
    assert Counter(real[letter].column("plan_actions", "series"))[series] == number


def test_savings_are_seven_in_the_first_year_and_five_in_the_second(real: Real) -> None:
    assert Counter(real["P"].column("savings", "year")) == {"2023-24": 7, "2024-25": 5}


def test_ten_judgements_stand_in_tables_and_lists_and_one_in_prose(real: Real) -> None:
    stated = [
        cell
        for letter in "OP"
        for cell in real[letter].rows("cells")
        if cell["record"] and cell["record"].startswith("jud:") and cell["field"] == "grade"
    ]
    prose = [cell for cell in stated if cell["raw"].rstrip().endswith(".") and len(cell["raw"].split()) > 12]
    assert (len(stated), len(prose)) == (11, 1)


# ---------------------------------------------------------------- what the tracker says


def test_the_tracker_says_how_many_were_accepted(real: Real) -> None:
    accepted = Counter(real["T"].column("recommendations", "accepted"))
    assert accepted == {"yes": 23, "partial": 7, None: 3}


def test_seven_recommendations_were_accepted_without_a_response(real: Real) -> None:
    found = [
        row
        for row in real["T"].rows("recommendations")
        if row.get("accepted") in {"yes", "partial"} and row.get("response_received") is None
    ]
    assert len(found) == 7


def test_references_that_lost_a_nought_have_it_again(real: Real) -> None:
    rows = {row["ref"]: row for row in real["T"].rows("recommendations")}
    assert {ref: rows[ref]["ref_raw"] for ref in ("0.10", "0.20", "0.30")} == {
        "0.10": "0.1",
        "0.20": "0.2",
        "0.30": "0.3",
    }
    assert list(rows)[:30] == [f"0.{number:02}" for number in range(1, 31)]


def test_a_numbering_that_begins_again_is_a_second_series(real: Real) -> None:
    series = Counter(real["T"].column("recommendations", "series"))
    assert sorted(series.values()) == [3, 30]
    first, second = sorted(series, key=lambda name: -series[name])
    assert second == f"{first}-2"


@pytest.mark.parametrize(
    ("what", "number"),
    [("homoglyph", 10), ("lost hyphen", 2), ("column bleed", 12), ("reference", 3), ("second series", 1)],
)
def test_the_trackers_faults_are_mended_and_counted(real: Real, what: str, number: int) -> None:
    assert real["T"].repairs[what] == number


# ---------------------------------------------------------------- what the board report says


def test_six_audit_tables_are_complete(real: Real) -> None:
    rows = [r for r in real["B"].rows("figures") if r["table_title"].startswith("Total ")]
    tables: dict[tuple[str, date], dict[tuple[str, str], float]] = defaultdict(dict)
    for row in rows:
        tables[row["table_title"], row["as_at"]][row["row_label"], row["column_label"]] = row["value"]
    assert Counter(on for _, on in tables) == {OCTOBER_31: 3, OCTOBER_3: 3}
    for printed in tables.values():
        labels = {row for row, _ in printed}, {column for _, column in printed}
        assert [len(each) for each in labels] == [5, 4]
        assert len(printed) == 20
        parts = sorted(labels[0] - {"Totals"})
        for column in labels[1]:
            assert printed["Totals", column] == sum(printed[row, column] for row in parts)
        for label in labels[0]:
            assert printed[label, "Total"] == sum(
                printed[label, grade] for grade in ("High", "Medium", "Low")
            )


def test_the_totals_of_the_audit_tables_are_those_printed(real: Real) -> None:
    found = [
        row["value"]
        for row in real["B"].rows("figures")
        if row["row_label"] == row["column_label"] + "s" == "Totals" and row["as_at"] == OCTOBER_31
    ]
    assert found == [327, 225, 66]


def test_comments_without_a_year_get_one_and_it_is_said(real: Real) -> None:
    updates = [row for row in real["B"].rows("updates") if row["record"].startswith("dir:")]
    dated = [row for row in updates if row.get("on")]
    days = [row for row in dated if any(char.isdigit() for char in row["on_raw"])]
    assert (len(days), len(dated)) == (26, 27)
    assert all(row["on_inferred"] for row in dated)
    assert all(row["on"] <= date(2023, 11, 23) for row in dated)
    assert real["B"].repairs["year inferred"] == 27


def test_four_plans_changed_their_colour_and_the_change_is_kept(real: Real) -> None:
    found = [r for r in real["B"].rows("plan_actions") if r.get("rag_before")]
    assert len(found) == 4
    assert Counter((r["rag_before"], r["rag"], r["trend"]) for r in found) == {
        ("green", "amber", "down"): 3,
        ("green", "red", "down"): 1,
    }


def test_only_two_directions_print_a_colour_that_is_text(real: Real) -> None:
    rag = {r["ref"]: r["rag"] for r in real["B"].rows("directions") if r.get("rag")}
    assert rag == {"8": "complete", "SEND": "amber"}


def test_reviews_are_rows_and_their_totals_figures(real: Real) -> None:
    reviews = real["B"].rows("audit_reviews")
    by_quarter = {
        (r["row_label"], r["column_label"]): r["value"]
        for r in real["B"].rows("figures")
        if r["row_label"].endswith("Total")
    }
    assert len(by_quarter) == 6
    for name in ("high", "medium", "low"):
        printed = sum(by_quarter[f"Q{quarter} Total", name.title()] for quarter in (1, 2))
        assert sum(review[name] for review in reviews) == printed


# ---------------------------------------------------------------- what the others say


def test_the_progress_report_says_what_is_satisfactory(real: Real) -> None:
    verdicts = Counter(real["R"].column("recommendations", "verdict_stated"))
    assert verdicts == {"satisfactory": 16, "further_work": 2}
    assert all(real["R"].column("recommendations", "progress"))


def test_seven_dates_of_the_pack_are_impossible_and_refused(real: Real) -> None:
    refused = [row for row in real["O"].rows("refusals") if row["what"] == "impossible date"]
    assert len(refused) == 7
    due = {row["id"]: row for row in real["O"].rows("plan_actions")}
    for row in refused:
        assert due[row["record"]].get("due") is None
        assert due[row["record"]]["due_raw"] == row["raw"]
        assert "30 days" in row["why"]
        assert row["line"]


def test_every_recommendation_of_the_pack_but_one_is_answered_by_an_action(real: Real) -> None:
    refs = set(real["O"].column("recommendations", "ref"))
    cited = {
        ref.removeprefix("OR") for row in real["O"].rows("plan_actions") for ref in row.get("cites") or ()
    }
    assert refs - cited == {"12"}
    assert {row["to_id"].split("/")[1] for row in real["O"].rows("links")} == refs - {"12"}


def test_a_due_date_that_slipped_has_both_its_dates(real: Real) -> None:
    both = [r for r in real["P"].rows("plan_actions") if r.get("due_original")]
    assert len(both) == 3
    assert all(r["due_original"] < r["due"] for r in both)
    pushed = [r for r in both if "push" in r["due_raw"]]
    assert [(r["due_original"], r["due"]) for r in pushed] == [(date(2023, 5, 31), date(2023, 6, 30))]


def test_indicators_say_which_way_is_good(real: Real) -> None:
    assert Counter(real["P"].column("kpis", "polarity")) == {"high": 11, "low": 3, None: 8}


def test_statements_of_account_become_readings_with_the_end_of_their_period(real: Real) -> None:
    rows = real["P"].rows("readings")
    assert len({row["statement"] for row in rows}) == 3
    assert all(row.get("value") is not None and row["measure"] for row in rows)
    quarters = {row["period"]: row["period_end"] for row in rows if "Qtr" in row["period"]}
    assert len(quarters) == 8
    assert quarters["2023/24 Qtr 2"] == date(2023, 9, 30)
    assert quarters["2024/25 Qtr 4"] == date(2025, 3, 31)


# ---------------------------------------------------------------- what every import owes


@pytest.mark.parametrize("letter", "TBORP")
def test_every_cell_that_is_not_blank_has_exactly_one_use(real: Real, letter: str) -> None:
    done = real[letter]
    filled = [cell for cell in done.paper.document.cells() if cell]
    assert sum(done.finished.balance.values()) == len(filled) == len(done.rows("cells"))


@pytest.mark.parametrize(("letter", "most"), [("T", 1), ("B", 1), ("O", 7), ("R", 0), ("P", 0)])
def test_what_is_refused_is_little_and_says_why_and_where(real: Real, letter: str, most: int) -> None:
    refused = real[letter].rows("refusals")
    assert len(refused) <= most
    assert all(row["why"] and row["cell"] and row["line"] for row in refused)


@pytest.mark.parametrize("letter", "TBORP")
def test_every_repair_says_what_and_why_and_points_into_the_paper(real: Real, letter: str) -> None:
    cells = set(real[letter].column("cells", "id"))
    for row in real[letter].rows("repairs"):
        assert row["what"]
        assert row["why"]
        assert row["cell"] in cells or row["what"] == "paper's date"


@pytest.mark.parametrize(
    ("letter", "on", "source"),
    [
        ("T", date(2023, 11, 20), "inferred"),
        ("B", date(2023, 11, 23), "printed"),
        ("O", date(2016, 7, 19), "printed"),
        ("R", date(2024, 1, 4), "printed"),
    ],
)
def test_a_paper_has_a_date_and_says_where_from(real: Real, letter: str, on: date, source: str) -> None:
    document = real[letter].only("documents")
    assert (document["date"], document["date_source"]) == (on, source)


def test_the_protective_marking_of_the_board_report_is_kept(real: Real) -> None:
    assert real["B"].only("documents")["marking"] == "CONFIDENTIAL"


@pytest.mark.parametrize("letter", "TBORP")
def test_importing_twice_gives_the_same_key_and_the_same_rows(
    real: Real, seed_paths: dict[str, Path], letter: str
) -> None:
    again = import_file(seed_paths[letter])
    assert again.finished.batch == real[letter].finished.batch


def test_leads_and_dates_of_the_packs_plans_stand_in_their_columns(real: Real) -> None:
    rows = real["O"].rows("plan_actions")
    delivery = [row for row in rows if row["series"] == "ofsted-delivery"]
    assert all(row["lead"] and row["due_raw"] for row in delivery)
    board = [row for row in rows if row["plan"] and "Business" in row["plan"]]
    assert len(board) == 25
    assert sum(bool(row.get("lead")) for row in board) == 22
    assert sum(bool(row.get("due_raw")) for row in board) == 23
