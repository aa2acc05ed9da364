"""slough diff on the sample register: the published movements, in text and in every format for programs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import Exit
from slough_tui.settings import bundled

if TYPE_CHECKING:
    from tests.cli.conftest import Run

DAYS = ("--from", "2023-10-03", "--to", "31 October 2023")
COUNTS = {
    ("2021-22", "overdue"): (98, 89),
    ("2022-23", "overdue"): (60, 59),
    ("2023-24", "overdue"): (7, 8),
    ("2023-24", "not_allocated"): (46, 22),
    ("2021-22", "total"): (327, 327),
    ("2022-23", "total"): (225, 225),
    ("2023-24", "total"): (67, 66),
}


@pytest.fixture
def diff(run: Run) -> Run:
    """`slough diff` on the bundled sample register."""
    sample = bundled("sample_data") / "register"
    return lambda *more: run("--register", sample, "diff", *DAYS, *more)


def counted(lines: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[int, int]]:
    moved = [line for line in lines if line["change"] == "movement"]
    return {(line["group"], line["ref"]): (int(line["before"]), int(line["after"])) for line in moved}


def test_the_published_movements_are_said_in_the_committees_words(diff: Run) -> None:
    ran = diff()
    assert ran.code == Exit.DONE, ran.err
    for sentence in (
        "The number of overdue actions decreased from 98 to 89, between 3 and 31 October 2023.",
        "The number of overdue actions decreased from 60 to 59, between 3 and 31 October 2023.",
        "The number of overdue actions increased from 7 to 8, between 3 and 31 October 2023.",
        "The number of actions that are not allocated to anybody decreased from 46 to 22, between 3 and 31 October 2023.",
    ):
        assert sentence in ran.out


def test_the_record_that_vanished_from_the_total_is_named(diff: Run) -> None:
    lines = json.loads(diff("--output-format", "json").out)
    (gone,) = [line["id"] for line in lines if line["change"] == "ended"]
    assert f"The total decreased from 67 to 66: {gone} is no longer listed." in diff().out
    total = [line for line in lines if line["change"] == "movement" and line["ref"] == "total"]
    assert [line["text"] for line in total if line["group"] == "2023-24"] == [
        f"The total decreased from 67 to 66: {gone} is no longer listed."
    ]


def test_every_format_has_the_same_counts(diff: Run) -> None:
    whole = json.loads(diff("--output-format", "json").out)
    lines = [json.loads(line) for line in diff("--output-format", "jsonl").out.splitlines()]
    table = list(csv.DictReader(io.StringIO(diff("--output-format", "csv").out)))
    assert lines == whole
    assert counted(whole) == counted(table)
    assert counted(whole).items() >= COUNTS.items()
    markdown = diff("--output-format", "markdown").out.splitlines()
    assert len(markdown) == len(whole) + 2


def test_the_changes_of_records_add_up_to_the_movement(diff: Run) -> None:
    lines = json.loads(diff("--output-format", "json", "--table", "audit actions").out)
    balance: dict[tuple[str, str], int] = {}
    for line in lines:
        if line["change"] != "movement" and line["field"] == "status":
            for value, by in ((line["before"], -1), (line["after"], 1)):
                if value:
                    key = line["group"], value
                    balance[key] = balance.get(key, 0) + by
    moved = {key: after - before for key, (before, after) in counted(lines).items() if key[1] != "total"}
    assert {k: n for k, n in balance.items() if n} == {k: n for k, n in moved.items() if n}


def test_what_was_not_known_yet_does_not_count(diff: Run) -> None:
    ran = diff("--known-at", "2023-12-31")
    assert ran.out == "Nothing changed between 2023-10-03 and 2023-10-31.\n"
    assert json.loads(diff("--known-at", "2023-12-31", "--output-format", "json").out) == []


def test_other_tables_and_the_printed_figures_can_be_compared(diff: Run) -> None:
    ran = diff("--table", "figures")
    assert "As printed, Total 21/22" in ran.out
    assert "The number of overdue actions decreased from 98 to 89" in ran.out
    assert diff("--table", "kpis").code == Exit.DONE


def test_dates_that_are_the_wrong_way_round_are_wrong_usage(run: Run, sample: Any) -> None:
    ran = run("--register", sample, "diff", "--from", "2023-10-31", "--to", "2023-10-03")
    assert ran.code == Exit.USAGE
    assert "turn the dates round" in ran.err


def test_the_text_can_be_written_to_a_file(diff: Run, here: Any) -> None:
    assert diff("-o", "moved.txt").out == ""
    assert (here / "moved.txt").read_text(encoding="utf-8") == diff().out
