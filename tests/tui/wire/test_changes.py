"""Random screens through the differ and, whole, through pyte: both terminals must show the same."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from slough_tui.tui.wire.cells import BLANK, UNKNOWN, Row, erasable
from slough_tui.tui.wire.changes import changes
from tests.tui.terminal_program import seen

WIDTH, HEIGHT = 24, 9
CHARACTERS = st.sampled_from([*" ab~é→│", "漢", "字", "e\u0301", "🙂"])
LOOKS = st.sampled_from(["", "1", "2", "7", "1;4", "31", "1;31;7", "3"])


@st.composite
def a_row(draw: st.DrawFn) -> Row:
    """A line of runs in looks, filled to the width."""
    cells: Row = []
    while len(cells) < WIDTH:
        look, text = draw(LOOKS), draw(CHARACTERS) * draw(st.integers(1, 9))
        for char in [text[i : i + 2] for i in range(0, len(text), 2)] if "\u0301" in text else text:
            cells += [(char, look), ("", look)][: cell_len(char[0])]
    row = [BLANK if char == " " and erasable(look) else (char, look) for char, look in cells[:WIDTH]]
    if cell_len(row[-1][0][:1]) == 2:  # no half of a wide character at the edge
        row[-1] = BLANK
    return row


ROWS = st.lists(a_row(), min_size=3, max_size=6)


@st.composite
def screens(draw: st.DrawFn) -> list[list[Row]]:
    """Several screens, each made of few rows, so that lines come back elsewhere."""
    known = [*draw(ROWS), [BLANK] * WIDTH]
    count = draw(st.integers(2, 5))
    found = [[list(draw(st.sampled_from(known))) for _ in range(HEIGHT)]]
    for _ in range(count):
        last = found[-1]
        by = draw(st.integers(-4, 4))
        top, bottom = sorted((draw(st.integers(0, HEIGHT)), draw(st.integers(0, HEIGHT))))
        fresh = [list(draw(st.sampled_from(known))) for _ in range(HEIGHT)]
        found.append([
            last[y + by] if top <= y < bottom and 0 <= y + by < HEIGHT else (fresh[y] if draw(st.booleans()) else last[y])
            for y in range(HEIGHT)
        ])  # fmt: skip
    return found


class Glass:
    """A terminal drawn by pyte."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.screen.reset_mode(pyte.modes.DECAWM)
        self.stream = pyte.Stream(self.screen)

    def cells(self) -> list[list[tuple[object, ...]]]:
        return seen(self.screen)


def whole(rows: list[Row]) -> str:
    """Every cell, each in its look."""
    out = []
    for y, row in enumerate(rows):
        out.append(f"\x1b[{y + 1};1H")
        out += [f"\x1b[0;{look}m{char}" if look else f"\x1b[0m{char}" for char, look in row]
    return "".join([*out, "\x1b[0m"])


@given(screens())
def test_what_changed_leads_to_the_same_screen_as_all_of_it(frames: list[list[Row]]) -> None:
    plain, quick = Glass(), Glass()
    shown = [[UNKNOWN] * WIDTH for _ in range(HEIGHT)]
    for rows in frames:
        plain.stream.feed(whole(rows))
        quick.stream.feed(changes(shown, rows, range(HEIGHT)))
        assert quick.cells() == plain.cells()
        assert shown == rows


@given(a_row(), a_row())
def test_nothing_is_written_where_nothing_changed(one: Row, other: Row) -> None:
    shown = [list(one), list(other)]
    assert changes(shown, [list(one), list(other)], {0, 1}) == ""


def rows_of(*texts: str) -> list[Row]:
    return [[(char, "") for char in text.ljust(WIDTH)] for text in texts]


def test_a_line_more_at_the_bottom_moves_the_others_and_writes_one() -> None:
    texts = [f"{n} line of the table no {n}" for n in range(HEIGHT)]
    data = changes(rows_of(*texts), rows_of(*texts[1:], "the new one"), range(HEIGHT))
    assert data == f"\x1b[1;{HEIGHT}r\x1b[1H\x1b[M\x1b[r\x1b[{HEIGHT}Hthe new one"


def test_one_letter_costs_its_place_and_itself() -> None:
    old, new = rows_of("counted: 10 of 99"), rows_of("counted: 11 of 99")
    assert changes(old, new, {0}) == "\x1b[1;11H1"


def test_the_next_line_is_two_bytes_away_even_where_it_begins_as_before() -> None:
    old, new = rows_of("0.10 one", "0.20 two"), rows_of("1.11 one", "0.21 two")
    assert changes(old, new, {0, 1}) == "\x1b[1H1.11\r\n0.21"


def test_a_cursor_that_goes_down_costs_two_cells_not_two_lines() -> None:
    rows = [[("0", "7" if y == 0 else ""), *[("x", "")] * (WIDTH - 1)] for y in range(2)]
    wanted = [[("0", "7" if y == 1 else ""), *[("x", "")] * (WIDTH - 1)] for y in range(2)]
    assert changes(rows, wanted, {0, 1}) == "\x1b[1H0\r\n\x1b[7m0\x1b[m"


def test_a_look_is_added_to_another_and_taken_off_by_the_shortest_way() -> None:
    looks = ["", "7", "1;7", "33", "31", "31;1", ""]
    new: Row = [("x", look) for look in looks] + [("x", "")] * (WIDTH - len(looks))
    assert changes(rows_of("a" * 7 + "x" * 99)[:1], [new], {0}).startswith(
        "\x1b[1Hx\x1b[7mx\x1b[1mx\x1b[0;33mx\x1b[31mx\x1b[1mx\x1b[mx"
    )


def test_blanks_need_no_look_of_their_own() -> None:
    new: Row = [*[("a", "1"), BLANK, ("b", "1")], *[BLANK] * (WIDTH - 3)]
    assert changes(rows_of("xxx"), [new], {0}) == "\x1b[1H\x1b[1ma b\x1b[m"


def test_a_line_with_a_wide_character_is_written_whole() -> None:
    old = [[("漢", ""), ("", ""), *[("a", "")] * (WIDTH - 2)]]
    new = [[("漢", ""), ("", ""), *[("a", "")] * (WIDTH - 3), ("b", "")]]
    assert changes(old, new, {0}) == "\x1b[1H\x1b[K漢\x1b[3G" + "a" * (WIDTH - 3) + "b"


def test_the_rest_of_a_line_stands_right_where_the_terminal_takes_another_width() -> None:
    family = "\N{WOMAN}\u200d\N{WOMAN}\u200d\N{GIRL}"  # two cells by Unicode, six in pyte
    rest: Row = [(char, "") for char in "and so on".ljust(WIDTH - 4)]
    new: Row = [("x", ""), (family, ""), ("", ""), ("|", ""), *rest]
    glass = Glass()
    glass.stream.feed(whole(rows_of("what stood here before..")))
    glass.stream.feed(changes(rows_of("what stood here before.."), [new], {0}))
    assert "".join(glass.screen.buffer[0][x].data for x in range(3, WIDTH)).rstrip() == "|and so on"


def test_only_looks_that_cannot_be_seen_on_a_blank_are_erased() -> None:
    assert erasable("")
    assert erasable("1;31")
    assert not erasable("7")
    assert not erasable("4")
    assert not erasable("41")
