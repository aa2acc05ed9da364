"""Minutes: what was resolved, under which minute, at which meeting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

MINUTES = """Marlbrook Borough Council

Parks Panel – Meeting held on Tuesday, 9th January, 2024

Present: the Chair and five members.

PART 1

14. Apologies

Two members had sent word.

15. The pond

The panel heard how the pond had been cleaned.

Resolved:

(a) That the ducks be counted twice a year.
(b) That a sign be put up at the drop[1]off point.

16. The benches

Resolved – That the benches be painted green.

17. Next meeting

It was agreed that tea would be served.
"""


def test_entries_under_resolved_are_resolutions_of_their_minute(imported: ImportText) -> None:
    rows = imported(MINUTES).rows("resolutions")
    assert [(row["minute"], row["ref"]) for row in rows[:2]] == [("15", "15-1"), ("15", "15-2")]
    assert [row["text"] for row in rows[:2]] == [
        "That the ducks be counted twice a year.",
        "That a sign be put up at the drop-off point.",
    ]


def test_the_meeting_is_the_one_that_the_minutes_are_of(imported: ImportText) -> None:
    rows = imported(MINUTES).rows("resolutions")
    assert {row["meeting"] for row in rows} == {date(2024, 1, 9)} == {row["as_at"] for row in rows}
    assert {row["body"] for row in rows} == {"Parks Panel"}
    assert rows[0]["id"] == "res:parks-panel-2024-01-09/15-1"


@pytest.mark.parametrize(
    "line",
    [
        "Resolved: That the benches be painted green.",
        "RESOLVED - That the benches be painted green.",
        "Resolved – That the benches be painted green.",
        "**Resolved:** That the benches be painted green.",
        "It was resolved: that the benches be painted green.",
        "RESOLVED that the benches be painted green.",
        "Decided: That the benches be painted green.",
    ],
)
def test_a_resolution_in_one_line_is_one_however_it_is_marked(imported: ImportText, line: str) -> None:
    it = imported(MINUTES.replace("Resolved – That the benches be painted green.", line))
    found = [row for row in it.rows("resolutions") if row["minute"] == "16"]
    assert [(row["ref"], row["text"].lower()) for row in found] == [
        ("16-1", "that the benches be painted green.")
    ]


def test_a_sentence_in_which_something_was_agreed_is_no_resolution(imported: ImportText) -> None:
    assert [row["minute"] for row in imported(MINUTES).rows("resolutions")] == ["15", "15", "16"]


def test_a_list_that_follows_other_prose_is_no_resolution(imported: ImportText) -> None:
    text = MINUTES.replace("Resolved:\n\n", "Resolved:\n\nThe panel then had tea.\n\n")
    assert [row["minute"] for row in imported(text).rows("resolutions")] == ["16"]


def test_minutes_of_two_meetings_keep_them_apart(imported: ImportText) -> None:
    again = MINUTES.replace("9th January, 2024", "6th February, 2024").replace(
        "Marlbrook Borough Council\n\n", ""
    )
    it = imported(f"{MINUTES}\n\n{again}")
    assert {(r["meeting"]) for r in it.rows("resolutions")} == {date(2024, 1, 9), date(2024, 2, 6)}
    assert it.column("resolutions", "ref") == ["15-1", "15-2", "16-1"] * 2
