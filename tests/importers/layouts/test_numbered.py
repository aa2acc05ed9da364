"""Recommendations that stand as a plain list under their heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

HEAD = "Meeting Date:\t14 March 2024\nTo:\tSchools Panel\n\nThe inspection by Ofsted\n\n"
LIST = "1. Mend the roof of the hall.\n2. Teach two more pupils to swim.\n3. Feed the drop[1]off ducks.\n"


@pytest.mark.parametrize(
    "heading",
    [
        "Ofsted recommendations",
        "Recommendations of the inspection",
        "What needs to improve?",
        "Areas for improvement",
        "**Areas to improve**",
    ],
)
def test_entries_under_such_a_heading_are_recommendations(imported: ImportText, heading: str) -> None:
    it = imported(f"{HEAD}{heading}\n\n{LIST}")
    rows = it.rows("recommendations")
    assert [row["ref"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["text"] == "Mend the roof of the hall."
    assert rows[2]["text"] == "Feed the drop-off ducks."
    assert {row["series"] for row in rows} == {"ofsted-2024"}
    assert {row["body"] for row in rows} == {"Ofsted"}


def test_a_list_goes_on_over_a_page(imported: ImportText) -> None:
    text = LIST.replace("\n2.", "\n\nPage 7\n\n2.")
    it = imported(f"{HEAD}Ofsted recommendations\n\n{text}")
    assert len(it.rows("recommendations")) == 3


def test_entries_with_bullets_are_counted(imported: ImportText) -> None:
    text = "- Mend the roof.\n- Teach swimming.\n- Feed the ducks.\n"
    it = imported(f"{HEAD}What needs to improve\n\n{text}")
    assert [(r["ref"], r["text"]) for r in it.rows("recommendations")] == [
        ("1", "Mend the roof."),
        ("2", "Teach swimming."),
        ("3", "Feed the ducks."),
    ]


@pytest.mark.parametrize(
    "heading",
    ["Recommendations", "Recommendation(s)", "Progress on recommendations", "2. Summary and recommendations"],
)
def test_what_a_report_asks_of_its_own_readers_is_none(imported: ImportText, heading: str) -> None:
    text = "(a) Note the report.\n(b) Comment on the roof.\n(c) Agree to meet again.\n"
    assert imported(f"{HEAD}{heading}\n\n{text}").rows("recommendations") == []


def test_a_pair_of_entries_is_no_list_of_recommendations(imported: ImportText) -> None:
    two = "\n".join(LIST.split("\n")[:2])
    assert imported(f"{HEAD}Ofsted recommendations\n\n{two}\n").rows("recommendations") == []


def test_an_action_that_cites_an_entry_is_linked_to_it(imported: ImportText) -> None:
    plan = (
        "Ofsted delivery plan\n\nRef\tAction\tLead\tBy when\tProgress\n"
        "OR 1\tCall the roofer.\tHead of Halls\tMay 2024\tHe came.\n"
        "OR 3 / 1\tBuy corn.\tHead of Rivers\tJune 2024\tNot yet.\n"
    )
    it = imported(f"{HEAD}{plan}\nOfsted recommendations\n\n{LIST}")
    assert [(row["from_id"].split("/")[1], row["to_id"].split("/")[1]) for row in it.rows("links")] == [
        ("OR1", "1"),
        ("OR3", "3"),
        ("OR3", "1"),
    ]
    assert {row["state"] for row in it.rows("links")} == {"printed"}
