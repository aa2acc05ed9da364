"""Columns known by what stands in them, and dates that ran over a column's line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.importers import align
from slough_tui.importers.headings import Field, Holds

REF = Field("ref", Holds.REF, ())
WHEN = Field("when", Holds.DATE, ())
WHAT = Field("what", Holds.TEXT, ())
WHO = Field("who", Holds.WHO, ())
AGREED = Field("agreed", Holds.CODE, ())
COST = Field("cost", Holds.NUMBER, ())
NOTE = Field("note", Holds.TEXT, ())

LONG_ONE = "Clear the ditches on both sides of the lane before the winter"
LONG_TWO = "Write to every household about the new bins and the days"
ROWS = [
    ["R1", "3 May 2023", LONG_ONE, "Head of Parks", "Y"],
    ["R2", "4 June 2023", LONG_TWO, "Head of Waste", "N"],
]

# ---------------------------------------------------------------- what a cell looks like


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("OR 12", Holds.REF),
        ("0.10", Holds.NUMBER),
        ("3 May 2023", Holds.DATE),
        ("31/09/23", Holds.DATE),
        ("May 2023", Holds.DATE),
        ("Quarterly", Holds.DATE),
        ("Y", Holds.CODE),
        ("Partially.", Holds.CODE),
        ("£1,200", Holds.NUMBER),
        ("(45)", Holds.NUMBER),
        ("87.5%", Holds.NUMBER),
        ("Head of Parks", Holds.WHO),
        (LONG_ONE, Holds.TEXT),
    ],
)
def test_a_cell_looks_most_like_what_it_is(text: str, kind: Holds) -> None:
    found = align.looks(text)
    assert found[kind] == max(found.values())
    assert found[kind] >= 0.9


@given(st.text(max_size=60))
def test_any_text_has_a_likeness_from_nought_to_one_for_every_kind(text: str) -> None:
    found = align.looks(text)
    assert set(found) == set(Holds)
    assert all(0 <= value <= 1 for value in found.values())


def test_a_column_looks_like_the_mean_of_its_filled_cells() -> None:
    found = align.profile(["Y", "", LONG_ONE, ""])
    assert found[Holds.CODE] == pytest.approx(0.5)
    assert align.profile(["", ""]) == dict.fromkeys(Holds, 0.0)


# ---------------------------------------------------------------- columns without a header


def test_columns_in_the_headers_order_are_found_though_some_are_missing() -> None:
    fields = [REF, WHEN, WHAT, COST, WHO, AGREED]
    found = align.columns_to_fields(ROWS, fields)
    assert found == {0: "ref", 1: "when", 2: "what", 3: "who", 4: "agreed"}


def test_a_blank_column_in_between_moves_nothing() -> None:
    rows = [[row[0], "", *row[1:]] for row in ROWS]
    found = align.columns_to_fields(rows, [REF, WHEN, WHAT, WHO, AGREED])
    assert found == {0: "ref", 2: "when", 3: "what", 4: "who", 5: "agreed"}


def test_columns_that_changed_places_are_known_by_kind() -> None:
    rows = [[row[2], row[1], row[0]] for row in ROWS]
    assert align.columns_to_fields(rows, [REF, WHEN, WHAT]) == {0: "what", 1: "when", 2: "ref"}


def test_no_rows_have_no_columns() -> None:
    assert align.columns_to_fields([], [REF, WHAT]) == {}
    assert align.columns_to_fields([["", ""]], [REF, WHAT]) == {}


@given(st.permutations(range(5)))
def test_a_field_is_given_once_whatever_the_order(order: list[int]) -> None:
    rows = [[row[at] for at in order] for row in ROWS]
    found = align.columns_to_fields(rows, [REF, WHEN, WHAT, WHO, AGREED])
    assert len(set(found.values())) == len(found)
    assert found[order.index(1)] == "when"
    assert found[order.index(2)] == "what"


def test_columns_stand_as_headed_when_each_looks_like_its_field() -> None:
    at = {0: "ref", 1: "when", 2: "what", 3: "who", 4: "agreed"}
    fields = [REF, WHEN, WHAT, WHO, AGREED]
    assert align.stands(ROWS, fields, at)
    assert not align.stands(ROWS, fields, {**at, 1: "agreed", 4: "when"})


def test_a_filled_column_without_a_field_does_not_stand() -> None:
    assert not align.stands(ROWS, [REF, WHEN], {0: "ref", 1: "when"})


def test_a_single_stray_cell_is_no_reason_to_move_columns() -> None:
    rows = [*([*row, ""] for row in ROWS), ["", "", "", "", "", "stray"]]
    at = {0: "ref", 1: "when", 2: "what", 3: "who", 4: "agreed"}
    assert align.stands(rows, [REF, WHEN, WHAT, WHO, AGREED], at)


# ---------------------------------------------------------------- dates over two columns


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("27-Feb", "-23 Y", ("27-Feb-23", "Y", "-")),
        ("27-Feb", "o-23 Y", ("27-Feb-23", "Y", "o")),
        ("3-Mar", "0-23", ("3-Mar-23", "", "0")),
        ("14th May", "-2024 partly", ("14th May-2024", "partly", "-")),
    ],
)
def test_a_date_that_ran_over_its_column_is_put_back(
    left: str, right: str, found: tuple[str, str, str]
) -> None:
    assert align.bled(left, right) == found


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("27-Feb-23", "Y"),
        ("27-Feb", "Y"),
        ("27-Feb", ""),
        ("", "-23 Y"),
        ("Housing", "23 homes"),
        ("27-Feb", "23 May 2024"),
        ("27-Feb", "x-23"),
        ("31-Sep", "-23"),
        ("3 March", "2023 accounts to be approved"),
    ],
)
def test_two_cells_that_are_no_broken_date_are_left(left: str, right: str) -> None:
    assert align.bled(left, right) is None


@given(st.text(max_size=12), st.text(max_size=12))
def test_what_is_put_back_is_a_date_and_nothing_of_the_rest_is_lost(left: str, right: str) -> None:
    if found := align.bled(left, right):
        joined, rest, stray = found
        letters = [c for c in left + right if c.isalnum() and c != stray]
        assert [c for c in joined + rest if c.isalnum()] == letters
