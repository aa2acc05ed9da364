"""Markdown is a table where a table is meant, and nothing but text where a paper speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.report.writers import markdown

if TYPE_CHECKING:
    from slough_tui.model.report import Report


def test_the_marking_stands_first_and_last(example: Report) -> None:
    lines = markdown.write(example).strip().splitlines()
    assert lines[0] == lines[-1] == '**CONFIDENTIAL & "private" \\</style\\>**'


def test_a_table_has_as_many_cells_in_each_line(example: Report) -> None:
    lines = [line for line in markdown.write(example).splitlines() if line.startswith("| ")]
    assert len(lines) == 6 + 4 + 2
    assert {line.replace("\\|", "").count("|") for line in lines} == {7}


def test_nothing_of_a_paper_is_markup_or_control(example: Report) -> None:
    text = markdown.write(example)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<script" not in text.replace("\\<script", "")
    assert "[x](" not in text.replace("\\[x\\](", "")


def test_a_line_that_looks_like_a_list_is_none(example: Report) -> None:
    lines = markdown.write(example).splitlines()
    assert "1\\. not a list" in lines
    assert "- \\- another" in lines


def test_a_total_is_bold_and_numbers_stand_right(example: Report) -> None:
    text = markdown.write(example)
    assert "| **Totals** |  | **1,231.5** |  |  |  |" in text
    assert "| --- | --- | ---: | --- | --- | --- |" in text


def test_a_chart_is_told_in_words(example: Report) -> None:
    assert "waits: Q1 1, Q3 3; target 2" in markdown.write(example)
