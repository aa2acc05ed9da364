"""Tables found and followed: headers of one to three lines, repeated, moved, interrupted."""

from __future__ import annotations

import pytest

from slough_tui.importers.grid import Grid, key_column
from tests.importers.tables import ASKS, RATINGS, STEPS, grids_of


def headed(grid: Grid) -> list[dict[int, str]]:
    return [part.header.fields for part in grid.parts]


def cells(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for part in grid.parts for row in part.rows]


# ---------------------------------------------------------------- one header


def test_a_header_says_which_column_is_which_field() -> None:
    (grid,) = grids_of("Ref | Recommendation | Owner\n1 | Mow the green | Head of Parks", ASKS)
    assert headed(grid) == [{0: "ref", 1: "text", 2: "lead"}]
    assert cells(grid) == [["1", "Mow the green", "Head of Parks"]]


def test_a_heading_that_nobody_knows_is_kept_with_its_column() -> None:
    (grid,) = grids_of("Ref | Colour | Recommendation\n1 | red | Mow", ASKS)
    assert grid.parts[0].header.unknown == {1: "Colour"}


def test_a_header_may_stand_below_other_rows_of_its_block() -> None:
    (grid,) = grids_of("Printed on | 3 May 2023\nRef | Recommendation | Owner\n1 | Mow | Parks", ASKS)
    assert cells(grid) == [["1", "Mow", "Parks"]]


def test_a_table_that_no_shape_knows_is_no_grid() -> None:
    assert grids_of("Apples | Pears\n1 | 2", ASKS, STEPS, RATINGS) == []


def test_the_shape_that_understands_more_of_a_header_gets_it() -> None:
    (grid,) = grids_of("Objective | Action | By whom | Outcome\na | b | c | d", ASKS, STEPS)
    assert grid.shape is STEPS


def test_records_that_use_the_words_of_headings_are_no_header() -> None:
    text = "Ref | Recommendation | Owner\n1 | The owner of the lead mine | Lead Officer\n2 | Ask who leads | Owner"
    (grid,) = grids_of(text, ASKS)
    assert [row[0] for row in cells(grid)] == ["1", "2"]


# ---------------------------------------------------------------- headers of several lines

TWO = "Title | Lead | Rating |\n | | Now | Trend\nNew bridge | Head of Roads | R | ="


def test_a_parent_heading_spans_the_columns_below_it() -> None:
    (grid,) = grids_of(TWO, RATINGS)
    assert headed(grid) == [{0: "title", 1: "lead", 2: "now", 3: "trend"}]
    assert len(grid.parts[0].header.rows) == 2


def test_a_header_of_two_lines_repeated_on_the_next_page_belongs_to_one_table() -> None:
    again = "Title | Lead | Rating |\n | | Now | Trend\nOld pier | Head of Coast | G | ="
    (grid,) = grids_of(f"{TWO}\n\n> page 2\n\n{again}", RATINGS)
    assert [part.own for part in grid.parts] == [True, True]
    assert [row[0] for row in cells(grid)] == ["New bridge", "Old pier"]


def test_a_title_in_the_line_above_the_headings_is_kept_as_a_title() -> None:
    text = "Theme 1: Open spaces | | |\nObjective | Action | By whom | Outcome\nGreens | Mow | Parks | Short grass"
    (grid,) = grids_of(text, STEPS)
    assert [title.text for title in grid.parts[0].header.titles] == ["Theme 1: Open spaces"]


def test_a_header_of_three_lines_is_one_header() -> None:
    text = "Schemes of the year | | |\nTitle | Lead | Rating |\n | | Now | Trend\nNew bridge | Head of Roads | R | ="
    (grid,) = grids_of(text, RATINGS)
    assert headed(grid)[0] == {0: "title", 1: "lead", 2: "now", 3: "trend"}
    assert cells(grid) == [["New bridge", "Head of Roads", "R", "="]]


# ---------------------------------------------------------------- over pages

FIRST = "Ref | Recommendation | Owner | By when\n1 | Mow the green | Head of Parks | 3 May 2023"
MORE = "2 | Sweep the lane | Head of Roads | 4 June 2023\n3 | Paint the gate | Head of Parks | 5 July 2023"


def test_a_table_goes_on_over_page_furniture_without_a_header() -> None:
    (grid,) = grids_of(f"{FIRST}\n\n> 17\n\n{MORE}", ASKS)
    assert [part.own for part in grid.parts] == [True, False]
    assert [row[0] for row in cells(grid)] == ["1", "2", "3"]


def test_a_header_in_another_order_on_the_next_page_counts_from_there_on() -> None:
    again = "By when | Ref | Owner | Recommendation\n4 June 2023 | 2 | Head of Roads | Sweep the lane"
    (grid,) = grids_of(f"{FIRST}\n\n{again}", ASKS)
    assert headed(grid) == [
        {0: "ref", 1: "text", 2: "lead", 3: "due"},
        {0: "due", 1: "ref", 2: "lead", 3: "text"},
    ]


def test_a_heading_between_does_not_end_a_table_whose_columns_still_hold_the_same() -> None:
    (grid,) = grids_of(f"{FIRST}\n\n# Next page\n\n{MORE}", ASKS)
    assert [row[0] for row in cells(grid)] == ["1", "2", "3"]


def test_a_heading_before_a_table_of_other_things_ends_it() -> None:
    other = "Apples | 12 | 14 | 15\nPears | 3 | 4 | 5"
    (grid,) = grids_of(f"{FIRST}\n\n# Fruit\n\n{other}", ASKS)
    assert [row[0] for row in cells(grid)] == ["1"]


def test_prose_between_ends_a_table() -> None:
    text = f"{FIRST}\n\nThe panel then had tea.\n\nIt was a long meeting.\n\n{MORE}"
    (grid,) = grids_of(text, ASKS)
    assert [row[0] for row in cells(grid)] == ["1"]


def test_two_tables_of_two_shapes_are_two_grids() -> None:
    steps = "Objective | Action | By whom | Outcome\nGreens | Mow | Parks | Short grass"
    grids = grids_of(f"{FIRST}\n\n# A plan\n\n{steps}", ASKS, STEPS)
    assert [grid.shape.name for grid in grids] == ["asks", "steps"]


def test_the_headings_above_a_table_are_known_the_nearest_first() -> None:
    (grid,) = grids_of(f"# Report\n\n# Annex\n\n{FIRST}", ASKS)
    assert [cell.text for cell in grid.over] == ["Annex", "Report"]


# ---------------------------------------------------------------- a key without a heading


@pytest.mark.parametrize(("refs", "column"), [(["R1", "R2"], 0), (["Mow it", "Sweep it all"], None)])
def test_references_under_no_heading_are_found_by_their_look(refs: list[str], column: int | None) -> None:
    text = f" | Recommendation | Owner\n{refs[0]} | Mow the green | Parks\n{refs[1]} | Sweep the lane | Roads"
    (grid,) = grids_of(text, ASKS)
    assert key_column(grid.parts[0].rows, grid.parts[0].header) == column


def test_a_key_that_has_a_heading_is_looked_for_nowhere_else() -> None:
    (grid,) = grids_of(FIRST, ASKS)
    assert key_column(grid.parts[0].rows, grid.parts[0].header) is None
