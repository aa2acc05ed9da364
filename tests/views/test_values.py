from __future__ import annotations

import math
from datetime import date, datetime

import pytest

from slough_tui.model.kinds import TABLES
from slough_tui.model.table import Column
from slough_tui.views.values import ROLES, day, in_sentence, number, role_of, shown, with_days

DIRECTIONS = TABLES["directions"]


def test_a_date_is_written_so_that_nobody_swaps_day_and_month() -> None:
    assert day(date(2023, 10, 31)) == "31 Oct 2023"
    assert day(date(2023, 3, 4)) == " 4 Mar 2023"


def test_a_rag_is_a_letter_and_a_word() -> None:
    assert [shown(v, DIRECTIONS.column("rag")) for v in ("red", "amber", "green", "complete")] == [
        "R red", "A amber", "G green", "C complete",
    ]  # fmt: skip


def test_a_trend_is_an_arrow_and_a_word_and_has_an_ascii_arrow() -> None:
    trend = DIRECTIONS.column("trend")
    assert shown("up", trend) == "↑ up"
    assert shown("down", trend, ascii_only=True) == "v down"
    assert shown("sideways", trend) == "sideways"


def test_coded_words_are_read_with_spaces() -> None:
    assert shown("not_due", TABLES["audit_actions"].column("status")) == "not due"


def test_free_text_keeps_its_underscores() -> None:
    assert shown("snake_case", DIRECTIONS.column("text")) == "snake_case"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234.0, "1,234"),
        (0.5, "0.5"),
        (-3.0, "-3"),
        (1e20, "1e+20"),
        (math.nan, "nan"),
        (math.inf, "inf"),
        (7, "7"),
    ],
)
def test_numbers_have_no_more_digits_than_they_need(value: float, text: str) -> None:
    assert number(value) == text


def test_a_page_is_not_written_with_a_thousands_comma() -> None:
    assert shown(1200, DIRECTIONS.column("page")) == "1200"


def test_nothing_is_shown_as_nothing() -> None:
    assert shown(None, DIRECTIONS.column("due")) == ""


def test_lists_truth_and_moments_read_as_text() -> None:
    assert shown(["1.2", "3a"], Column("cites", "list")) == "1.2, 3a"
    assert shown(True, Column("on_inferred", "bool")) == "yes"
    assert shown(datetime(2023, 10, 3, 9, 5), Column("at", "date")) == " 3 Oct 2023 09:05"


def test_kept_columns_of_a_paper_read_as_pairs() -> None:
    extra = DIRECTIONS.column("extra")
    assert shown('{"Ward": "North", "Cost": 3}', extra) == "Ward: North; Cost: 3"
    assert shown("{broken", extra) == "{broken"
    assert shown("[1, 2]", extra) == "[1, 2]"


def test_meaning_is_told_by_role_and_only_for_words_that_have_one() -> None:
    assert role_of("red", DIRECTIONS.column("rag")) == "red"
    assert role_of("overdue", TABLES["audit_actions"].column("status")) == "red"
    assert role_of("ongoing", TABLES["audit_actions"].column("status")) == ""
    assert role_of(None, DIRECTIONS.column("rag")) == ""


def test_every_word_that_has_a_role_is_in_its_column_s_vocabulary() -> None:
    from slough_tui.views.places import PLACES

    shown = [place.table for place in PLACES]
    columns = [c for table in (*TABLES.values(), *shown) for c in table.columns if c.vocabulary]
    for name, roles in ROLES.items():
        known = {word for column in columns if column.name == name for word in column.vocabulary or ()}
        assert set(roles) <= known, name


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("due 2022-06-17, 3 days ago", "due 17 Jun 2022, 3 days ago"),
        ("from 2022-06-01 to 2022-06-30", "from 1 Jun 2022 to 30 Jun 2022"),
        ("no 2022-13-45 here, nor in 12022-06-17", "no 2022-13-45 here, nor in 12022-06-17"),
        ("nothing", "nothing"),
    ],
)
def test_a_sentence_has_its_dates_as_people_write_them(text: str, read: str) -> None:
    assert with_days(text) == read


@pytest.mark.parametrize(
    ("title", "count", "said"),
    [
        ("Plan actions", 3, "plan actions"),
        ("Reporting cadences", 1, "reporting cadence"),
        ("KPIs", 22, "KPIs"),
        ("KPIs", 1, "KPI"),
    ],
)
def test_a_title_stands_in_a_sentence_as_people_write_it(title: str, count: int, said: str) -> None:
    assert in_sentence(title, count) == said
