"""Actions in plain lists: by standard, as a forward look and by exception."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

FRONT = "Wexmoor District Council\n\nReport To:\tRecovery Board\nMeeting Date:\t14 March 2024\n\n"

# ---------------------------------------------------------------- by standard

STANDARDS = """Water safety audit

Standard 1: Keepers can swim\t
1\tTeach every keeper to swim.
2\tTest them once a year.

Standard 2: Boats float\t
3\tTar the boats.
"""


def test_numbered_rows_under_standards_are_actions(imported: ImportText) -> None:
    it = imported(FRONT + STANDARDS)
    assert [(r["ref"], r["action"], r["theme"]) for r in it.rows("plan_actions")] == [
        ("1", "Teach every keeper to swim.", "Standard 1: Keepers can swim"),
        ("2", "Test them once a year.", "Standard 1: Keepers can swim"),
        ("3", "Tar the boats.", "Standard 2: Boats float"),
    ]
    assert set(it.column("plan_actions", "series")) == {"water-safety-audit"}
    assert it.refusals == {}


# ---------------------------------------------------------------- still to come

FORWARD = """Next steps for the coming month

- Buy two more pumps by the end of May 2024
- Ask the farmers again
- 1. Paint the sluice from 3 June 2024

Background

- The sluice is old
"""


def test_entries_under_a_forward_look_are_actions(imported: ImportText) -> None:
    it = imported(FRONT + FORWARD)
    assert [(r["action"], r.get("due"), r.get("due_precision")) for r in it.rows("plan_actions")] == [
        ("Buy two more pumps by the end of May 2024", date(2024, 5, 31), "month"),
        ("Ask the farmers again", None, None),
        ("Paint the sluice from 3 June 2024", date(2024, 6, 3), "day"),
    ]


@pytest.mark.parametrize(
    "heading",
    ["Planned activity", "Forward look", "Priorities for the next quarter", "Further work", "Future actions"],
)
def test_other_words_look_forward_too(imported: ImportText, heading: str) -> None:
    text = FORWARD.replace("Next steps for the coming month", heading)
    assert len(imported(FRONT + text).rows("plan_actions")) == 3


# ---------------------------------------------------------------- by exception

CHANGES = """River action plan

- Raising the bank – Green to Amber

- The clay is wet and the carts sink.

- Digging the ditch: Amber to Green

- It is dug.
"""


def test_a_change_of_colour_is_an_action_with_both_colours(imported: ImportText) -> None:
    it = imported(FRONT + CHANGES)
    found = [r for r in it.rows("plan_actions") if r.get("rag_before")]
    assert [(r["rag_before"], r["rag"], r["trend"]) for r in found] == [
        ("green", "amber", "down"),
        ("amber", "green", "up"),
    ]
    assert found[0]["progress"] == "The clay is wet and the carts sink."
    assert {r["plan"] for r in found} == {"River action plan"}


def test_what_is_said_of_a_change_is_an_update_of_the_papers_day(imported: ImportText) -> None:
    updates = imported(FRONT + CHANGES).rows("updates")
    assert [(u["on"], u["on_inferred"], u["text"]) for u in updates] == [
        (date(2024, 3, 14), True, "The clay is wet and the carts sink."),
        (date(2024, 3, 14), True, "It is dug."),
    ]
