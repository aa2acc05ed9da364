from __future__ import annotations

from slough_tui.tui.record_state import RecordState
from slough_tui.views.spans import plain
from tests.tui.conftest import frames

FRAMES = frames()


def opened(rows: int = 10) -> RecordState:
    record = RecordState.of("recommendations", "rec:scrutiny/0.01", FRAMES)
    assert record is not None
    record.resize(80, rows)
    return record


def test_what_the_register_does_not_hold_is_not_opened() -> None:
    assert RecordState.of("recommendations", "rec:nowhere", FRAMES) is None
    assert RecordState.of("nowhere", "rec:scrutiny/0.01", FRAMES) is None
    assert RecordState.of("recommendations", "rec:scrutiny/0.01", {}) is None


def test_a_page_scrolls_from_its_first_to_its_last_line() -> None:
    record = opened()
    record.scroll(-5)
    assert record.top == 0
    record.scroll(10**9)
    assert record.top == len(record.page.lines) - 10
    record.turn(-1)
    assert record.top == len(record.page.lines) - 19


def test_a_page_that_fits_does_not_scroll() -> None:
    record = opened(rows=500)
    record.scroll(5)
    assert record.top == 0


def test_going_to_a_link_brings_it_onto_the_screen() -> None:
    record = opened(rows=3)
    assert record.next_link(1)
    line = record.page.line_of_link(0)
    assert record.top <= line < record.top + 3
    assert record.next_link(-1)
    assert record.link == len(record.detail.links) - 1


def test_words_are_found_forwards_backwards_and_round() -> None:
    record = opened(rows=3)
    assert record.find("work began")
    first = record.top
    assert "Work began" in plain(record.page.lines[first])
    assert record.find("work began", again=True)
    assert record.top == first + 1
    assert record.find("work began", back=True)
    assert record.top == first
    assert record.find("recommendation", back=True) is False


def test_a_narrower_page_is_laid_out_anew() -> None:
    record = opened()
    lines = len(record.page.lines)
    record.resize(40, 10)
    assert len(record.page.lines) > lines


def test_a_newer_state_of_the_record_is_shown_where_one_was() -> None:
    import polars as pl

    record = opened()
    record.scroll(3)
    newer = FRAMES["recommendations"].with_columns(pl.lit("Head of Everything").alias("lead"))
    record.refresh({**FRAMES, "recommendations": newer})
    assert record.top == 3
    assert any("Head of Everything" in plain(line) for line in record.page.lines)
    record.refresh({})
    assert any("Head of Everything" in plain(line) for line in record.page.lines)
