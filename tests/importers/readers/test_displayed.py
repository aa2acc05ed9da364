"""A workbook's numbers as the sheet shows them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import MAC_EPOCH

from slough_tui.importers.readers.displayed import number_format, plain, shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (5.0, "General", "5"),
        (0.1, "General", "0.1"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "1e+20"),
        (0.1, "0.00", "0.10"),
        (2.5, "0", "3"),
        (0.125, "0.00", "0.13"),
        (0.85, "0%", "85%"),
        (0.8549, "0.0%", "85.5%"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (1234.5, '"£"#,##0.00', "£1,234.50"),
        (1234, "[$£-809]#,##0", "£1,234"),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (-1234, "#,##0;[Red]-#,##0", "-1,234"),
        (3, '0" days"', "3 days"),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "12345"),
        (12, "@", "12"),
        (45230, "dd/mm/yyyy", "2023-10-31"),
        (45230, "d mmmm yyyy", "2023-10-31"),
        (45230, "[$-809]dd mmmm yyyy;@", "2023-10-31"),
        (45230.604166667, "dd/mm/yyyy hh:mm", "2023-10-31 14:30"),
        (45230, "mmm-yy", "October 2023"),
        (45230, "yyyy", "2023"),
        (0.604166667, "h:mm", "14:30"),
        (0.604166667, "h:mm AM/PM", "14:30"),
        (1.5, "[h]:mm", "36:00"),
        (1, "dd/mm/yyyy", "1900-01-01"),
        (61, "dd/mm/yyyy", "1900-03-01"),
        (-5, "dd/mm/yyyy", "-5"),
        (99999999, "dd/mm/yyyy", "99999999"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, code: str, text: str) -> None:
    assert shown(value, number_format(code)) == text


def test_the_calendar_of_old_macs_begins_in_1904() -> None:
    assert shown(0, number_format("dd/mm/yyyy"), epoch=MAC_EPOCH) == "1904-01-01"


def test_built_in_formats_are_known_by_number() -> None:
    assert shown(45230, number_format(BUILTIN_FORMATS[14])) == "2023-10-31"
    assert shown(45230, number_format(BUILTIN_FORMATS[17])) == "October 2023"
    assert shown(-1234.5, number_format(BUILTIN_FORMATS[43])) == "(1,234.50)"


@pytest.mark.parametrize("number", [7, 8, 44])
def test_built_in_money_has_no_sign_for_the_workbook_does_not_say_which(number: int) -> None:
    assert "$" in BUILTIN_FORMATS[number]
    assert shown(1234.5, number_format(BUILTIN_FORMATS[number])) == "1,234.50"


def test_a_sign_that_the_workbook_states_is_kept() -> None:
    assert shown(1234.5, number_format("[$$-409]#,##0.00")) == "$1,234.50"


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.5, "0.5"), (2_958_465, "9999-12-31"), (2_958_466, "2958466")]
)
def test_a_number_before_the_first_day_or_after_the_last_is_no_date(value: float, text: str) -> None:
    assert shown(value, number_format("dd/mm/yyyy")) == text


@pytest.mark.parametrize("value", [45230.604166666, 45230.604166667, 45230.60416668])
def test_a_time_is_rounded_to_the_second_that_was_meant(value: float) -> None:
    assert shown(value, number_format("dd/mm/yyyy hh:mm")) == "2023-10-31 14:30"


def test_the_last_days_of_the_calendar_of_old_macs_are_no_fault() -> None:
    assert shown(2_958_000, number_format("dd/mm/yyyy"), epoch=MAC_EPOCH) == "2958000"


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_every_date_comes_back(day: date) -> None:
    serial = (datetime(day.year, day.month, day.day) - datetime(1899, 12, 30)) / timedelta(days=1)
    assert shown(serial, number_format("dd/mm/yyyy")) == day.isoformat()


@given(st.floats(-1e300, 1e300, allow_subnormal=False))
def test_a_plain_number_reads_back_to_fifteen_digits(value: float) -> None:
    assert float(plain(value)) == pytest.approx(value, rel=1e-14)


@given(st.text(max_size=20), st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_no_format_code_brings_it_down(code: str, value: float) -> None:
    assert isinstance(shown(value, number_format(code)), str)


def test_the_largest_number_is_shown_with_all_its_digits() -> None:
    assert shown(1e28, number_format("0")) == "1" + 28 * "0"
    assert len(shown(1.7e308, number_format("0.0%"))) == len("%") + len(".0") + 311
