"""What one line looks like: a heading, a list entry with its marker, or prose."""

from __future__ import annotations

import pytest

from slough_tui.importers.readers.titles import heading_of, is_title, marker_of


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("- Approve the plan", "-"),
        ("• Approve the plan", "•"),
        ("1. Approve the plan", "1."),
        ("12) Approve the plan", "12)"),
        ("a) Approve the plan", "a)"),
        ("(a) Approve the plan", "(a)"),
        ("(iv) Approve the plan", "(iv)"),
        ("2.13 The Council agreed", "2.13"),
        ("1.1. This plan", "1.1."),
        ("3.1.1 There are none", "3.1.1"),
        ("- 2.6 The Council agreed", "2.6"),
        ("- **2.23** The Council agreed", "2.23"),
        ("- (a) Note the report", "(a)"),
        (" - indented under another", "-"),
        ("3a. **Priorities**", "3a."),
    ],
)
def test_a_list_entry_shows_its_marker(line: str, marker: str) -> None:
    assert marker_of(line) == marker


@pytest.mark.parametrize(
    "line",
    [
        "The Council agreed",
        "2.5 million pounds were spent",
        "19 July 2016",
        "2016. The Council agreed",
        "-5% growth",
        "**Option 1 – do nothing** - There is no duty",
        "A. Smith spoke",
        "i.e. the plan",
        "e.g. the plan",
        "0.1",
        "1.",
    ],
)
def test_what_only_begins_like_a_number_is_no_list_entry(line: str) -> None:
    assert marker_of(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Directions Progress Summary",
        "Update on Internal Audit Actions",
        "As of 31 October 2023",
        "2023/24",
        "SLOUGH BOROUGH COUNCIL",
        "What needs to improve?",
        "21/22 internal audits:",
        "Resolved:",
        "Enabler 5 – Building the Supporting Apparatus.",
        "Appendix 3 – Our Demographics",
        "Standard 1: Senior management",
        "Treasury Management - Green to Amber",
        "A Council and a Company Wholly Owned by It, a Borough that Prioritises its Children and Young People",
    ],
)
def test_a_short_line_standing_alone_is_a_heading(line: str) -> None:
    assert heading_of(line, alone=True) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Recommendation 1 – Satisfactory progress made.",
        "None.",
        "Ward(s): All",
        "Contact: A. Officer (Director)",
        "The committee raised the following issues in discussion:",
        "The committee is recommended to:",
        "discussion with the Council to place the concerns",
        "Dear Colleague,",
        "Our Financial Plan.....11",
        "The full report can be read [here](#)",
        "It was agreed. The plan follows",
        "<p>Something</p>",
        "1,072",
        "- one thing",
        "31 October 2023 was the date by which all of the actions had to be done by every lead of every team",
    ],
)
def test_prose_labels_and_list_entries_are_no_headings(line: str) -> None:
    assert heading_of(line, alone=True) is None


@pytest.mark.parametrize(
    ("line", "level", "marker"),
    [
        ("# 1. Summary", 1, "1."),
        ("#### **Background**", 4, ""),
        ("## 3.3 Risk management implications", 2, "3.3"),
        ("**Options considered**", 0, ""),
        ("3. **The Strategy**", 0, "3."),
        ("1 **Purpose of Report**", 0, "1"),
        ("48. Declaration of Interest", 0, "48."),
        ("4 Other Implications", 0, "4"),
        ("a) Financial", 0, "a)"),
        ("19 July 2016", 0, ""),
    ],
)
def test_a_heading_knows_its_level_and_its_number(line: str, level: int, marker: str) -> None:
    assert heading_of(line, alone=True) == (level, marker)


def test_among_other_lines_only_marked_lines_and_capitals_are_headings() -> None:
    assert heading_of("Progress Summary", alone=False) is None
    assert heading_of("**Progress Summary**", alone=False) is not None
    assert heading_of("FOR COMMENT", alone=False) is not None


def test_without_guessing_only_marked_headings_count() -> None:
    assert heading_of("Progress Summary", alone=True, guess=False) is None
    assert heading_of("# Progress Summary", alone=True, guess=False) is not None


@pytest.mark.parametrize("text", ["", " ", "**", "—", "5"])
def test_nothing_much_is_no_title(text: str) -> None:
    assert not is_title(text)
