"""The six published tables and their sentences, counted from records, to the digit."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sample_data._builder.audit_tables import AFTER, BEFORE, PRIORITIES, STATUSES, TOTALS, YEARS
from tests.report.conftest import made, said, table_of, tables_of

if TYPE_CHECKING:
    from slough_tui.model.report import Report
    from slough_tui.store import Register

ROOT = Path(__file__).parents[3]
SENTENCES = [
    "The number of overdue audit actions has decreased from 98 to 89 since 3 October 2023.",
    "The number of overdue audit actions has decreased from 60 to 59 since 3 October 2023.",
    "The number of overdue audit actions has increased from 7 to 8 since 3 October 2023.",
    "22 actions have not been allocated, down from 46.",
    "The total has decreased from 67 to 66: aud:2023-24/IA23-064 is no longer listed.",
]
DAYS = {BEFORE: "3 October 2023", AFTER: "31 October 2023"}


@pytest.fixture(scope="module")
def report(make: Any, sample: Register) -> Report:
    return make("audit-actions", sample, "2023-10-31", start="2023-10-03")  # type: ignore[no-any-return]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_the_published_table_comes_out_in_every_cell(report: Report, year: str, on: date) -> None:
    table = table_of(report, f"Total {year.replace('/', '-')}, as of {DAYS[on]}")
    assert [heading.name for heading in table.headings] == ["Status", "Total", *PRIORITIES]
    numbers = {row[0]: row[1:] for row in table.rows}
    totals = TOTALS[year, on]
    for status in STATUSES:
        assert numbers[status] == (sum(totals[status]), *totals[status])
    columns = tuple(sum(column) for column in zip(*totals.values(), strict=True))
    assert numbers["Totals"] == (sum(columns), *columns)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_published_sentence_comes_out(report: Report, sentence: str) -> None:
    assert sentence in said(report)


def test_shares_are_rounded_half_up(report: Report) -> None:
    assert (
        "225 actions have been raised. By status: 59 or 26% overdue, 97 or 43% complete, 69 or 31% not due."
        in said(report)
    )


def test_the_figures_are_those_of_diff(report: Report, sample: Register) -> None:
    from slough_tui.engine.history.movement import movements
    from slough_tui.model.kinds import TABLES

    frames = [sample.frame("audit_actions", as_of=day) for day in (BEFORE, AFTER)]
    for moved in movements(TABLES["audit_actions"], *frames):
        for on, side in ((BEFORE, "before"), (AFTER, "after")):
            table = table_of(report, f"Total {moved.group}, as of {DAYS[on]}")
            shown = {row[0].lower().replace(" ", "_"): row[1] for row in table.rows}
            for count in moved.counts:
                word = "totals" if count.value == "total" else count.value
                assert shown[word] == getattr(count, side)


def test_none_of_the_published_figures_stands_in_the_code() -> None:
    """Only the larger ones can be looked for: a 3 stands in every file."""
    figures = {str(sum(numbers)) for totals in TOTALS.values() for numbers in totals.values()}
    figures |= {
        str(number) for totals in TOTALS.values() for numbers in totals.values() for number in numbers
    }
    figures |= {
        str(sum(column)) for totals in TOTALS.values() for column in zip(*totals.values(), strict=True)
    }
    figures |= {str(sum(map(sum, totals.values()))) for totals in TOTALS.values()}
    large = {figure for figure in figures if len(figure) > 2}
    assert {"327", "225", "238", "158"} <= large
    pairs = {match[0] for sentence in SENTENCES for match in re.finditer(r"from \d+ to \d+", sentence)}
    rows = {
        tuple(map(str, numbers))
        for totals in TOTALS.values()
        for numbers in totals.values()
        if min(numbers) > 2
    }
    for folder in ("src", "plugins", "rules"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix not in {".py", ".toml", ".js", ".css"}:
                continue
            text = re.sub(r"(?i)\bsection \d+", "", path.read_text(encoding="utf-8"))  # of an Act
            assert not large & set(re.findall(r"(?<![\w.#])\d+(?![\w.])", text)), path
            assert not [pair for pair in pairs if pair in text], path
            assert not [row for row in rows if re.search(r"\b" + r"\D{1,4}".join(row) + r"\b", text)], path


def test_without_a_day_to_compare_with_there_is_one_table_a_year(make: Any, sample: Register) -> None:
    report = make("audit-actions", sample, "2023-10-31")
    assert [t.caption for t in tables_of(report) if t.caption.startswith("Total ")] == [
        f"Total {year.replace('/', '-')}, as of 31 October 2023" for year in YEARS
    ]
    assert not [text for text in said(report) if "decreased" in text]


def test_what_is_overdue_is_told_by_directorate_and_the_high_ones_by_name(report: Report) -> None:
    late = table_of(report, "Overdue actions by directorate")
    assert late.rows[-1] == ("Totals", 89, 59, 8, 156)
    high = table_of(report, "High-priority actions overdue")
    assert len(high.rows) == 22
    dues = [row[5] for row in high.rows]
    assert dues == sorted(dues)
    assert all(row[6] == (date(2023, 10, 31) - row[5]).days > 0 for row in high.rows)


def test_what_is_not_stated_has_a_column_and_a_row_of_its_own(make: Any, tmp_path: Path) -> None:
    rows = [
        {"id": "aud:a/1", "audit_year": "2020-21", "status": "complete", "priority": None, "text": "x"},
        {"id": "aud:a/2", "audit_year": None, "status": None, "priority": "low", "text": "y"},
    ]
    report = make("audit-actions", made(tmp_path / "r", {"audit_actions": rows}), "2023-10-31")
    first, second = (table for table in tables_of(report) if table.caption.startswith("Total"))
    assert [heading.name for heading in first.headings][-1] == "Not Stated"
    assert first.rows[-1] == ("Totals", 1, 0, 0, 0, 1)
    assert second.caption.startswith("Total year not stated")
    assert ("Not Stated", 1, 0, 0, 1, 0) in second.rows


def test_without_records_the_printed_tables_are_shown_as_printed(make: Any, tmp_path: Path) -> None:
    cells = [
        (day, row, column, value)
        for day, numbers in (("2023-09-01", (4, 1, 5)), ("2023-10-01", (3, 2, 5)))
        for row, value in zip(("Overdue", "Complete", "Totals"), numbers, strict=True)
        for column in ("Total", "High")
    ]
    figures = [
        {
            "id": f"f{n}",
            "table_title": "Actions 20/21",
            "row_label": row,
            "column_label": column,
            "value": float(value),
            "as_at": date.fromisoformat(day),
            "document": "doc:aaa",
        }
        for n, (day, row, column, value) in enumerate(cells)
    ]
    papers = [{"id": "doc:aaa", "sha256": "a" * 64, "name": "board.txt", "marking": "OFFICIAL"}]
    register = made(tmp_path / "r", {"figures": figures, "documents": papers}, date(2023, 10, 1))
    report = make("audit-actions", register, "2023-10-31", start="2023-09-15")
    assert [table.caption for table in tables_of(report)] == [
        "Actions 20/21, as of 1 October 2023 (as printed)",
        "Actions 20/21, as of 1 September 2023 (as printed)",
    ]
    assert tables_of(report)[0].rows == (("Overdue", 3, 3), ("Complete", 2, 2), ("Totals", 5, 5))
    assert "The number of overdue audit actions has decreased from 4 to 3 since 15 September 2023." in said(
        report
    )
    assert report.marking == "OFFICIAL"
