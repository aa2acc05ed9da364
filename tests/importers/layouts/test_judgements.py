"""Judgements of inspectors: in a table, in a list, in a sentence, and dated by the inspection's report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText
    from tests.importers.imported import Imported

FOUND = "Ofsted inspected the service in the spring; its report was published on 3 March 2023.\n"
DATED = "Meeting Date:\t14 March 2024\nTo:\tSchools Panel\n\nThe inspection\n\n"


def grades(it: Imported) -> list[tuple[str, str]]:
    return [(row["area"], row["grade"]) for row in it.rows("judgements")]


def test_a_table_of_areas_and_grades_is_read(imported: ImportText) -> None:
    table = "Area inspected\tRating\tPage\nLeaders and their plans\tGood\t4\nSchool meals\tRequires improvement\t6\n"
    it = imported(f"{DATED}{FOUND}\n{table}")
    assert grades(it) == [("Leaders and their plans", "good"), ("School meals", "requires improvement")]
    assert set(it.column("judgements", "series")) == {"ofsted-2023"}
    assert set(it.column("judgements", "as_at")) == {date(2023, 3, 3)}
    assert it.rows("judgements")[0]["extra"] == '{"Page": "4"}'


def test_a_list_of_areas_and_grades_is_read(imported: ImportText) -> None:
    entries = "- Leaders and their plans – **Good**\n- The care of pupils: Inadequate\n- School meals is outstanding\n"
    it = imported(f"{DATED}{FOUND}\n{entries}")
    assert grades(it) == [
        ("Leaders and their plans", "good"),
        ("The care of pupils", "inadequate"),
        ("School meals", "outstanding"),
    ]


@pytest.mark.parametrize(
    ("sentence", "area", "grade"),
    [
        (
            "The report found services for pupils to be inadequate overall.",
            "services for pupils",
            "inadequate",
        ),
        ("Inspectors judged school meals as good.", "school meals", "good"),
        ("The inspection rated leadership as 'requires improvement'.", "leadership", "requires improvement"),
    ],
)
def test_a_sentence_that_states_a_grade_is_read(
    imported: ImportText, sentence: str, area: str, grade: str
) -> None:
    it = imported(f"{DATED}{FOUND}\n{sentence}\n")
    assert grades(it) == [(area, grade)]


@pytest.mark.parametrize(
    "text",
    [
        "- Progress: good\n",
        "We think that the meals are good.\n",
        "The soup was found to be satisfactory.\n",
    ],
)
def test_a_good_word_alone_is_no_judgement(imported: ImportText, text: str) -> None:
    assert imported(f"{DATED}Nothing was said.\n\n{text}").rows("judgements") == []
