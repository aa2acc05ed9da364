"""Directions summaries: two-level headers, trends drawn in any sign, commentary cut into dated updates."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

HEAD = "Ref\tDirection\tStrategic Lead\tLead Officer\tPortfolio Holder\tTarget date\tRAG\t\tCommentary\n\t\t\t\t\t\tCurrent\tTrend\t\n"
WATER = "1\tSupply of water\tDirector of Works\tHead of Wells\tLeader\t31-Mar-24\tA\t▲\t20/02 - The pump is mended. 11/11 - The pump broke.\n"
ROADS = "2a\tRoads and lanes\tDirector of Works\tHead of Roads\ttbc\t31/04/24\tB\t=\t15/01 - All lanes are open.\n"
PAPER = f"""Wexmoor District Council

Report To:\tRecovery Board
Meeting Date:\t14 March 2024

Progress on the directions

{HEAD}{WATER}
Progress on the directions

{HEAD}{ROADS}"""


def test_a_two_level_header_repeated_on_the_next_page_is_one_table(imported: ImportText) -> None:
    it = imported(PAPER)
    rows = it.rows("directions")
    assert [row["id"] for row in rows] == ["dir:directions/1", "dir:directions/2a"]
    first = rows[0]
    assert first["title"] == "Supply of water"
    assert (first["clt_lead"], first["slt_lead"], first["member"]) == (
        "Director of Works",
        "Head of Wells",
        "Leader",
    )
    assert (first["rag"], first["trend"], first["rag_source"]) == ("amber", "up", "printed")
    assert first["due"] == date(2024, 3, 31)
    assert it.uses("Trend") == ["header", "header"]


def test_a_blue_direction_is_complete_and_a_bad_date_is_refused(imported: ImportText) -> None:
    it = imported(PAPER)
    second = it.rows("directions")[1]
    assert (second["rag"], second["status"], second["trend"]) == ("complete", "complete", "same")
    assert (second["due"], second["due_raw"], second["member"]) == (None, "31/04/24", None)
    assert it.refusals == {"impossible date": 1}
    assert it.repairs["placeholder"] == 1


def test_dated_comments_become_updates_with_the_year_before_the_paper(imported: ImportText) -> None:
    it = imported(PAPER)
    assert [(u["record"], u["on"], u["on_inferred"], u["voice"]) for u in it.rows("updates")] == [
        ("dir:directions/1", date(2024, 2, 20), True, "owner"),
        ("dir:directions/1", date(2023, 11, 11), True, "owner"),
        ("dir:directions/2a", date(2024, 1, 15), True, "owner"),
    ]
    assert it.rows("updates")[0]["text"] == "The pump is mended."
    assert it.repairs["year inferred"] == 3


def test_a_comment_without_a_date_is_an_update_without_one(imported: ImportText) -> None:
    it = imported(PAPER.replace("15/01 - ", ""))
    last = it.rows("updates")[-1]
    assert (last.get("on"), last["text"]) == (None, "All lanes are open.")


@pytest.mark.parametrize(
    ("sign", "trend"),
    [
        ("↑", "up"),
        ("Improving", "up"),
        ("↔", "same"),
        ("No change", "same"),
        ("▼", "down"),
        ("Worse", "down"),
    ],
)
def test_a_trend_is_read_in_any_sign_or_word(imported: ImportText, sign: str, trend: str) -> None:
    assert imported(PAPER.replace("▲", sign)).rows("directions")[0]["trend"] == trend


def test_a_sign_that_nobody_knows_is_refused(imported: ImportText) -> None:
    it = imported(PAPER.replace("▲", "☂"))
    assert it.refusals["unknown code"] == 1
    assert it.rows("directions")[0]["trend"] is None


def test_a_colour_printed_only_as_paint_is_blank_and_no_refusal(imported: ImportText) -> None:
    it = imported(PAPER.replace("\tA\t▲", "\t\t▲"))
    assert it.rows("directions")[0].get("rag") is None
    assert "unknown code" not in it.refusals


def test_other_headings_in_another_order_and_one_more(imported: ImportText) -> None:
    text = (
        "Report To:\tRecovery Board\nMeeting Date:\t14 March 2024\n\n"
        "Direction of travel\tLatest position\tRAG rating\tWorkstream\tNo\tSponsor\tCost so far\n"
        "↓\t01/02 - The well ran dry.\tRed\tSupply of water\t4\tDirector of Works\t£12k\n"
        "↑\t03/03 - It rained.\tGreen\tRivers\t5\tDirector of Works\t\n"
    )
    rows = imported(text).rows("directions")
    assert [(r["ref"], r["title"], r["rag"], r["trend"], r["clt_lead"]) for r in rows] == [
        ("4", "Supply of water", "red", "down", "Director of Works"),
        ("5", "Rivers", "green", "up", "Director of Works"),
    ]
    assert json.loads(rows[0]["extra"]) == {"Cost so far": "£12k"}
