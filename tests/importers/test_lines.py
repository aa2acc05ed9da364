"""A grid's rows laid to fields: headers used and told, columns that slid or bled, ruled lines."""

from __future__ import annotations

from tests.importers.tables import ASKS, lines_of, read, repairs

HEAD = "Ref | Recommendation | Owner | By when"
MOW = "1 | Mow the green and the two verges every week from May to October. | Head of Parks | 3 May 2023"
SWEEP = "2 | Sweep the lane after each market and before each of the fairs. | Head of Roads | 4 June 2023"


def uses(text: str, raw: str) -> str:
    _, draft = lines_of(text, ASKS)
    used = {key: each.use for key, each in draft.uses.items()}
    cell = next(c for c in draft.document.cells() if c.text == raw)
    return used[cell.place.block, cell.place.row, cell.place.column]


# ---------------------------------------------------------------- a row is a line


def test_each_row_with_a_reference_is_a_line() -> None:
    lines, draft = lines_of(f"{HEAD}\n{MOW}\n{SWEEP}", ASKS)
    assert [line.raw("ref") for line in lines] == ["1", "2"]
    assert read(lines[1]) == {
        "ref": "2",
        "text": "Sweep the lane after each market and before each of the fairs.",
        "lead": "Head of Roads",
        "due": "4 June 2023",
    }
    assert repairs(draft) == []


def test_what_stands_under_an_unknown_heading_is_kept_beside_the_fields() -> None:
    lines, _ = lines_of("Ref | Colour | Recommendation\n1 | red | Paint the gate.", ASKS)
    assert {heading: cells[0].text for heading, cells in lines[0].extra.items()} == {"Colour": "red"}


def test_a_heading_known_by_likeness_alone_is_told() -> None:
    _, draft = lines_of("Ref | Recomendation | Owner\n1 | Paint the gate. | Parks", ASKS)
    (note,) = draft.repairs
    assert (note.what, note.raw, note.now) == ("heading", "Recomendation", "text")


def test_blank_rows_are_nothing() -> None:
    lines, _ = lines_of(f"{HEAD}\n | | |\n{MOW}\n | | |", ASKS)
    assert len(lines) == 1


# ---------------------------------------------------------------- columns


def test_columns_that_shift_on_the_next_page_are_found_again() -> None:
    text = (
        f"{HEAD}\n{MOW}\n\n> 2\n\n"
        "2 | | Sweep the lane after each market and before each of the fairs. | Head of Roads | 4 June 2023\n"
        "3 | | Paint the gate in the green of the borough's benches. | Head of Parks | 5 July 2023"
    )
    lines, _ = lines_of(text, ASKS)
    assert [line.raw("ref") for line in lines] == ["1", "2", "3"]
    assert [line.raw("lead") for line in lines[1:]] == ["Head of Roads", "Head of Parks"]
    assert [line.raw("due") for line in lines[1:]] == ["4 June 2023", "5 July 2023"]


def test_a_date_that_ran_over_into_the_next_column_is_put_back_and_told() -> None:
    text = "Ref | Made on | Owner | Recommendation\n1 | 27-Feb | o-23 Parks | Mow the green."
    lines, draft = lines_of(text, ASKS)
    assert read(lines[0]) == {"ref": "1", "made_on": "27-Feb-23", "lead": "Parks", "text": "Mow the green."}
    assert repairs(draft) == ["column bleed", "look-alike"]


def test_a_ruled_line_that_became_text_is_context() -> None:
    text = f"{HEAD}\n---- | ---- | ---- | ----\n{MOW}"
    lines, _ = lines_of(text, ASKS)
    assert len(lines) == 1
    assert uses(text, "----") == "context"


def test_a_word_in_the_date_column_does_not_move_the_columns_of_a_page() -> None:
    text = f"{HEAD}\n{MOW}\n\n> 2\n\n2 | Buy a pump. | Head of Rivers | Completed"
    lines, _ = lines_of(text, ASKS)
    assert read(lines[1]) == {"ref": "2", "text": "Buy a pump.", "lead": "Head of Rivers", "due": "Completed"}
