"""The printed figures of the sample and of the real papers, computed again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.store import Register
from tests.report.conftest import AUTHOR, said, table_of, tables_of

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.model.report import Report


@pytest.fixture(scope="module")
def report(make: Any, sample: Register) -> Report:
    return make("reconciliation", sample, "2024-06-01")  # type: ignore[no-any-return]


def counts(report: Report) -> dict[str, tuple[Any, ...]]:
    return {row[0]: row[1:] for row in table_of(report, "What was compared").rows}


def test_every_total_of_the_samples_tables_agrees(report: Report) -> None:
    assert said(report)[0] == "54 of 54 sums of printed tables agree (30 rows and 24 columns)."


def test_the_printed_tables_agree_with_the_records_in_every_cell(report: Report) -> None:
    assert counts(report)["Tables of audit actions against the records"] == (120, 120, 0, 0)


def test_a_share_that_is_printed_wrong_is_named(report: Report) -> None:
    (row,) = table_of(report, "Disagreements").rows
    assert row[:6] == ("share", "shares in sentences", "59 of 225, in per cent", 27.0, 26.0, 1.0)


def test_the_counts_add_up(report: Report) -> None:
    for number, agree, rounding, disagree in counts(report).values():
        assert number == agree + rounding + disagree


@pytest.fixture(scope="module")
def real(make: Any, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    from slough_tui.engine.importing import import_papers

    register = Register.create(
        tmp_path_factory.mktemp("real") / "r", name="real", at=datetime(2024, 1, 5, tzinfo=UTC)
    )
    paths = sorted(seeds.glob("00[14]_*.txt"))
    outcomes = list(
        import_papers(paths, register, author=AUTHOR, recorded_at=datetime(2024, 1, 5, tzinfo=UTC))
    )
    assert [one.error for one in outcomes] == [None, None]
    return make("reconciliation", register, "2024-01-04")  # type: ignore[no-any-return]


def test_the_real_papers_have_54_sums_that_agree_and_9_roundings(real: Report) -> None:
    assert said(real)[0] == "54 of 54 sums of printed tables agree (30 rows and 24 columns)."
    assert len(table_of(real, "Within rounding").rows) == 9
    assert "9 are within rounding, and 2 disagree" in said(real)[1]


def test_the_real_papers_disagree_on_cash_in_two_statements(real: Report) -> None:
    rows = table_of(real, "Disagreements").rows
    assert {row[0] for row in rows} == {"same quantity"}
    assert {(row[3], row[4]) for row in rows} == {(2216.0, 2559.0), (1363.0, 864.0)}
    assert [table.caption for table in tables_of(real)][-1].startswith("Every table")
