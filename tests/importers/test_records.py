"""A line's cells become columns: texts, dates, codes and numbers, with what was mended and what was refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.importers.draft import Draft, RecordDraft
from slough_tui.importers.grid import find_grids
from slough_tui.importers.lines import read_lines
from slough_tui.importers.paper import Paper
from slough_tui.importers.records import Reading, decode, parse_number
from tests.importers.tables import ASKS, document

CODES = {
    "y": "yes",
    "yes": "yes",
    "n": "no",
    "part": "partial",
    "not agreed": "no",
    "agreed": "yes",
    "agreed in part": "partial",
}


class Read:
    """One line of a table of ASKS, with a column `Colour` that nobody knows, on its way into a record."""

    def __init__(self, on: date | None = date(2023, 6, 1), **cells: str) -> None:
        header = ["Ref", "Made on", "Recommendation", "Owner", "Due", "Colour"]
        names = ["ref", "made_on", "text", "lead", "due", "colour"]
        values = [cells.get(name, {"ref": "1", "text": "Mow."}.get(name, "")) for name in names]
        self.paper = Paper(document(f"{' | '.join(header)}\n{' | '.join(values)}"), on=on)
        self.draft = Draft(self.paper.document)
        (grid,) = find_grids(self.paper.document, [ASKS])
        (line,) = read_lines(grid, self.draft)
        self.record: RecordDraft = self.draft.record("recommendations", "moor", line.first.place)
        self.reading = Reading(self.draft, self.paper, self.record, line)

    @property
    def values(self) -> dict[str, Any]:
        return self.record.values

    @property
    def repaired(self) -> list[tuple[str, str, str | None]]:
        return [(note.what, note.raw, note.now) for note in self.draft.repairs]

    @property
    def refused(self) -> list[tuple[str, str, str]]:
        return [(note.what, note.raw, note.why) for note in self.draft.refusals]


# ---------------------------------------------------------------- texts


def test_a_text_is_mended_and_the_mending_belongs_to_the_record() -> None:
    it = Read(text="Mow the drop[1]off point")
    assert it.reading.text("text") == "Mow the drop-off point"
    assert it.values["text"] == "Mow the drop-off point"
    (note,) = it.draft.repairs
    assert (note.record, note.field) == (it.record, "text")


def test_a_blank_text_is_null() -> None:
    it = Read()
    assert it.reading.text("lead") is None
    assert it.values["lead"] is None


def test_a_text_that_only_keeps_a_place_is_null_and_told() -> None:
    it = Read(lead="tbc")
    assert it.reading.text("lead") is None
    assert it.repaired == [("placeholder", "tbc", "")]


def test_the_cell_of_a_field_knows_its_record_field_and_value() -> None:
    it = Read(lead="Head of Parks")
    it.reading.text("lead", "addressee")
    (used,) = [each for each in it.draft.uses.values() if each.record is it.record]
    assert (used.use, used.field, used.value) == ("record", "addressee", "Head of Parks")


# ---------------------------------------------------------------- due dates


def test_a_due_date_is_read_and_stays_as_printed_beside_it() -> None:
    it = Read(due="3rd May 2023")
    it.reading.due()
    assert it.values["due"] == date(2023, 5, 3)
    assert it.values["due_raw"] == "3rd May 2023"
    assert it.values["due_precision"] == "day"
    assert it.refused == it.repaired == []


@pytest.mark.parametrize(
    ("raw", "on", "precision"),
    [("June 2023", date(2023, 6, 30), "month"), ("Q1 2023/24", date(2023, 6, 30), "quarter")],
)
def test_a_month_or_quarter_is_due_on_its_last_day(raw: str, on: date, precision: str) -> None:
    it = Read(due=raw)
    it.reading.due()
    assert (it.values["due"], it.values["due_precision"]) == (on, precision)


def test_two_dates_in_a_cell_are_the_original_and_the_new() -> None:
    it = Read(due="30/04/2023 31/05/2023")
    it.reading.due()
    assert (it.values["due_original"], it.values["due"]) == (date(2023, 4, 30), date(2023, 5, 31))
    assert [what for what, _, _ in it.repaired] == ["two dates"]


def test_a_day_without_a_year_takes_it_from_the_paper_and_says_so() -> None:
    it = Read(due="14 July")
    it.reading.due()
    assert it.values["due"] == date(2023, 7, 14)
    assert it.repaired == [("year inferred", "14 July", "2023-07-14")]


def test_a_day_that_no_calendar_has_is_refused_with_its_reason() -> None:
    it = Read(due="31/09/2023")
    it.reading.due()
    assert it.values["due"] is None
    assert it.values["due_raw"] == "31/09/2023"
    ((what, raw, why),) = it.refused
    assert (what, raw) == ("impossible date", "31/09/2023")
    assert "September" in why


def test_words_that_are_no_date_are_refused() -> None:
    it = Read(due="when the moon is full")
    it.reading.due()
    assert [what for what, _, _ in it.refused] == ["not a date"]


@pytest.mark.parametrize("raw", ["tbc", "TBA", "-", "n/a"])
def test_a_due_cell_that_keeps_a_place_is_no_refusal(raw: str) -> None:
    it = Read(due=raw)
    it.reading.due()
    assert it.refused == []
    assert [what for what, _, _ in it.repaired] == ["placeholder"]


@pytest.mark.parametrize("raw", ["Completed", "Done.", "Closed in spring"])
def test_a_due_cell_that_says_it_is_done_is_a_status(raw: str) -> None:
    it = Read(due=raw)
    it.reading.due()
    assert (it.values["status"], it.values["status_raw"], it.refused) == ("complete", raw, [])


def test_what_comes_round_again_is_a_schedule() -> None:
    it = Read(due="Quarterly")
    it.reading.due()
    assert it.values["due"] is None
    assert it.values["schedule"]
    assert it.refused == []


def test_a_blank_due_cell_says_nothing() -> None:
    it = Read()
    assert it.reading.due() is None
    assert "due" not in it.values


# ---------------------------------------------------------------- single days


def test_a_day_goes_into_its_column() -> None:
    it = Read(made_on="3-May-23")
    assert it.reading.day("made_on", "body_date") == date(2023, 5, 3)
    assert it.values["body_date"] == date(2023, 5, 3)


@pytest.mark.parametrize(("raw", "what"), [("31 June 2023", "impossible date"), ("soon", "not a date")])
def test_what_is_no_day_is_refused_and_the_column_stays_empty(raw: str, what: str) -> None:
    it = Read(made_on=raw)
    assert it.reading.day("made_on") is None
    assert "made_on" not in it.values
    assert [found for found, _, _ in it.refused] == [what]


# ---------------------------------------------------------------- codes


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Y", "yes"),
        (" yes. ", "yes"),
        ("N", "no"),
        ("Part - see note", "partial"),
        ("Not agreed", "no"),
        ("Agreed in part, see note", "partial"),
        ("AGREED (May)", "yes"),
    ],
)
def test_a_code_is_decoded(raw: str, value: str) -> None:
    assert decode(raw, CODES) == value


@pytest.mark.parametrize("raw", ["", "maybe", "?", "-", "year", "nothing"])
def test_a_code_that_nobody_knows_means_nothing(raw: str) -> None:
    assert decode(raw, CODES) is None


@given(st.text())
def test_any_text_can_be_asked_for_a_code(text: str) -> None:
    assert decode(text, CODES) in {None, "yes", "no", "partial"}


def test_a_code_in_letters_of_another_script_is_mended_and_told() -> None:
    it = Read(lead="Υ")
    assert it.reading.code("lead", CODES, "accepted") == "yes"
    assert it.repaired == [("homoglyph", "Υ", "Y")]


def test_an_unknown_code_is_refused_with_those_that_are_known() -> None:
    it = Read(lead="maybe")
    assert it.reading.code("lead", CODES, "accepted") is None
    assert it.refused == [("unknown code", "maybe", "not one of yes, no, partial")]


def test_a_code_that_does_not_apply_is_no_answer() -> None:
    it = Read(lead="N/A")
    assert it.reading.code("lead", CODES, "accepted") is None
    assert it.refused == []


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("12", 12),
        ("1,234.5", 1234.5),
        ("£3,000", 3000),
        ("45 %", 45),
        ("(120)", -120),
        ("-7", -7),
        ("−7", -7),
        ("£-7", -7),
        ("0", 0),
    ],
)
def test_a_printed_number_is_read(raw: str, value: float) -> None:
    assert parse_number(raw) == value


@pytest.mark.parametrize("raw", ["", "n/a", "12 of 14", "1.2.3", "£", "-", "3rd"])
def test_what_is_no_number_is_none(raw: str) -> None:
    assert parse_number(raw) is None


@given(st.integers(-(10**12), 10**12))
def test_a_number_with_its_commas_is_itself(number: int) -> None:
    assert parse_number(f"{number:,}") == number
    assert parse_number(f"({abs(number):,})") == -abs(number)


@given(st.text(max_size=20))
def test_any_text_can_be_asked_for_a_number(text: str) -> None:
    value = parse_number(text)
    assert value is None or isinstance(value, float)


def test_a_number_that_cannot_be_read_is_refused_and_a_placeholder_is_not() -> None:
    it = Read(lead="many")
    assert it.reading.number("lead", "target") is None
    assert [what for what, _, _ in it.refused] == ["not a number"]
    blank = Read(lead="n/a")
    assert blank.reading.number("lead", "target") is None
    assert blank.refused == []


# ---------------------------------------------------------------- everything else


def test_what_has_an_unknown_heading_becomes_extra() -> None:
    it = Read(colour="blue")
    it.reading.extras()
    assert it.record.extra["Colour"] == "blue"


def test_a_known_field_without_a_column_becomes_extra_unless_it_is_spoken_for() -> None:
    it = Read(made_on="3 May 2023")
    it.reading.extras()
    assert it.record.extra == {"made_on": "3 May 2023"}
    it = Read(made_on="3 May 2023")
    it.reading.extras("made_on")
    assert it.record.extra == {}


def test_the_council_of_the_paper_is_the_records() -> None:
    assert Read().values["council"] is None
