"""A committee's work programme, in lists under dates and in tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

FRONT = "Wexmoor District Council\n\nReport To:\tRecovery Board\nMeeting Date:\t14 March 2024\n\n"
PROGRAMME = """Work programme

9 May 2024

- The state of the sluice
- Carts and horses

6 June 2024

- The pumps, a year on
"""


def test_the_items_of_a_work_programme_are_due_at_their_meeting(imported: ImportText) -> None:
    it = imported(FRONT + PROGRAMME)
    assert [(r["action"], r["due"]) for r in it.rows("plan_actions")] == [
        ("The state of the sluice", date(2024, 5, 9)),
        ("Carts and horses", date(2024, 5, 9)),
        ("The pumps, a year on", date(2024, 6, 6)),
    ]
    assert set(it.column("plan_actions", "series")) == {"recovery-board-work-programme"}


def test_items_in_stray_markup_are_items(imported: ImportText) -> None:
    text = "Work programme\n\n9 May 2024\n\n<ul><li>The sluice</li><li>Carts</li></ul>\n"
    assert imported(FRONT + text).column("plan_actions", "action") == ["The sluice", "Carts"]


def test_a_table_of_meetings_and_items_is_a_programme(imported: ImportText) -> None:
    it = imported(
        "# Minutes of the Audit Committee held on 9 December 2024\n\n## Work programme\n\n"
        "| Meeting | Item | Lead |\n|---|---|---|\n| 20 January 2025 | Letter of the auditor | Treasurer |\n"
        "| | Risk register | Head of Risk |\n| 17 March 2025 | Waivers | Head of Buying |\n",
        name="minutes.md",
    )
    assert it.column("plan_actions", "action") == ["Letter of the auditor", "Risk register", "Waivers"]
    assert it.column("plan_actions", "due") == [date(2025, 1, 20), date(2025, 1, 20), date(2025, 3, 17)]
    assert it.column("plan_actions", "lead") == ["Treasurer", "Head of Risk", "Head of Buying"]
    assert not it.refusals


def test_a_table_of_dates_and_topics_that_speaks_of_no_meeting_is_none(imported: ImportText) -> None:
    it = imported(
        "# Visits\n\n| Date | Topic |\n|---|---|\n| 1 May 2024 | Depot |\n| 2 May 2024 | Yard |\n",
        name="v.md",
    )
    assert not it.rows("plan_actions")
