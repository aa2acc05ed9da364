from __future__ import annotations

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from slough_tui.tui.wire.cells import BLANK, is_simple, look_of, put

STANDARD = ColorSystem.STANDARD


def test_a_strip_fills_cells_with_characters_and_looks() -> None:
    row = [BLANK] * 6
    put([Strip([Segment("ab", Style(bold=True)), Segment("c", Style(color="red"))])], row, 1, STANDARD)
    assert row == [BLANK, ("a", "1"), ("b", "1"), ("c", "31"), BLANK, BLANK]


def test_a_blank_is_plain_in_every_look_that_does_not_show_on_it() -> None:
    row = [BLANK] * 4
    put(
        [Strip([Segment("a b", Style(bold=True, color="red")), Segment(" ", Style(reverse=True))])],
        row,
        0,
        STANDARD,
    )
    assert row == [("a", "1;31"), BLANK, ("b", "1;31"), (" ", "7")]


def test_a_wide_character_takes_two_cells_and_a_mark_none() -> None:
    row = [BLANK] * 6
    put([Strip([Segment("漢e\u0301")])], row, 0, STANDARD)
    assert row[:4] == [("漢", ""), ("", ""), ("e\u0301", ""), BLANK]
    assert not is_simple(row)


def test_characters_that_join_are_one() -> None:
    row = [BLANK] * 3
    put([Strip([Segment("\N{WOMAN}\u200d\N{GIRL}x")])], row, 0, STANDARD)
    assert row == [("\N{WOMAN}\u200d\N{GIRL}", ""), ("", ""), ("x", "")]


def test_a_mark_after_a_wide_character_belongs_to_it() -> None:
    row = [BLANK] * 3
    put([Strip([Segment("漢\u0301")])], row, 0, STANDARD)
    assert row[0] == ("漢\u0301", "")


def test_what_stands_beyond_the_end_is_cut() -> None:
    row = [BLANK] * 2
    put([Strip([Segment("abc漢")])], row, 0, STANDARD)
    assert [char for char, _ in row] == ["a", "b"]


def test_the_terminal_s_own_colours_are_no_look() -> None:
    assert look_of(Style(color="default", bgcolor="default", bold=True), STANDARD) == "1"
    assert look_of(None, STANDARD) == ""


def test_a_mark_at_the_beginning_of_a_piece_belongs_to_the_one_before() -> None:
    row = [BLANK] * 4
    put([Strip([Segment("a漢"), Segment("\u0301b")])], row, 0, STANDARD)
    assert [char for char, _ in row] == ["a", "漢\u0301", "", "b"]


def test_what_is_taken_for_single_cells_is_single_by_unicode() -> None:
    from rich.cells import get_character_cell_size

    from slough_tui.tui.wire.cells import SINGLE

    taken = [chr(code) for code in range(0x3000) if SINGLE.fullmatch(chr(code))]
    assert {get_character_cell_size(char) for char in taken} == {1}
    assert "…" in taken
