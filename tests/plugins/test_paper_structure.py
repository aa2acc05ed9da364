"""Appendices, announced groups and declared coverage, in papers of several shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.plugins.conftest import Call


def paper(*texts: str) -> list[dict[str, Any]]:
    return [{"document": "d", "block": at, "line": at, "raw": text} for at, text in enumerate(texts)]


def cited(call: Call, *texts: str) -> list[tuple[str, bool, bool]]:
    found = call("paper_structure:appendices", cells=paper(*texts))
    return [(row["label"], row["exists"], row["another"]) for row in found.iter_rows(named=True)]


@pytest.mark.parametrize(
    "definition",
    ["Appendix 2", "# Appendix 2: Costs", "**Appendix 2** - Costs", "Appendix 2 – Costs.....23", "Our costs (Appendix 2)", "APPENDIX 2"],
)  # fmt: skip
def test_an_appendix_is_there_if_something_bears_its_label(call: Call, definition: str) -> None:
    assert cited(call, "The costs are set out in Appendix 2.", definition) == [("2", True, False)]


def test_a_label_that_nothing_bears_leads_nowhere(call: Call) -> None:
    assert cited(call, "The costs are set out in Appendix 2 (see annex B).", "Appendix 3: Costs") == [
        ("2", False, False),
        ("B", False, False),
    ]


def test_a_word_that_only_looks_like_a_label_is_no_citation(call: Call) -> None:
    assert cited(call, "Access to annex A data; the appendix is long, and the schedule a tight one.") == []


def test_a_title_of_which_no_word_is_there_is_another_appendix(call: Call) -> None:
    assert cited(call, "The Missing Children Plan is attached as Appendix A", "8. Appendices attached", "A - Delivery Plan")[0] == ("A", True, True)  # fmt: skip
    assert cited(call, "The Joint Delivery Plan is attached as Appendix A", "8. Appendices attached", "A - Delivery Plan")[0] == ("A", True, False)  # fmt: skip
    assert cited(call, "It is attached as Appendix A", "8. Appendices attached", "A - Delivery Plan")[0] == (
        "A",
        True,
        False,
    )


@pytest.mark.parametrize(
    ("texts", "agrees"),
    [
        (("grouped under the three themes:", "- one", "- two", "- three", "2. Next section"), [True]),
        (("grouped under the three themes:", "- one", "- two", "and so on"), [False]),
        (
            ("it will address 2 priorities", "Priority 1: Homes", "Priority 2: Health", "Priority 2: Health"),
            [True],
        ),
        (("it will address four standards", "Standard 1", "Standard 2"), [False]),
        (("progress against the seven enablers is reported", "- a paragraph of its own"), []),
    ],
)
def test_groups_are_counted_by_headings_or_by_the_list_that_follows(
    call: Call, texts: tuple[str, ...], agrees: list[bool]
) -> None:
    assert call("paper_structure:announced", cells=paper(*texts))["agrees"].to_list() == agrees


def test_themes_of_the_plan_count_too(call: Call) -> None:
    plan = [{"document": "d", "series": "p", "theme": name} for name in ("Quality", "Learning", "Learning")]
    found = call(
        "paper_structure:announced",
        cells=paper("grouped under the two themes of the vision"),
        plan_actions=plan,
    )
    assert found["agrees"].to_list() == [True]


def test_coverage_is_compared_by_number_whatever_the_references_are_called(call: Call) -> None:
    plan = [
        {"document": "d", "theme": "Improving Learning", "cites": ["IR 5", "IR12"]},
        {"document": "d", "theme": "Quality", "cites": ["IR9"]},
    ]
    found = call(
        "paper_structure:coverage",
        cells=paper("Learning", "What we know", "Recommendations: 5, 7 & 9"),
        plan_actions=plan,
    )
    assert found.select("theme", "missing", "beyond").rows() == [("Improving Learning", "7, 9", "12")]
