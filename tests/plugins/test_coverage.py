"""Recommendations and actions: who addresses whom, what is cited in vain, what is declared and not held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.plugins.conftest import Ask


def link(
    action: str, recommendation: str, state: str = "printed", relation: str = "addresses"
) -> dict[str, Any]:
    return {
        "id": f"{action}>{recommendation}",
        "from_id": action,
        "to_id": recommendation,
        "state": state,
        "relation": relation,
    }


RECOMMENDATIONS = [{"id": f"rec:{n}", "ref": f"OR {n}", "series": "ofsted"} for n in (1, 2, 3, 4)] + [
    {"id": "rec:other", "ref": "1", "series": "tracker"}
]
ACTIONS = [
    {"id": "act:1", "plan": "p", "theme": "Improving Quality", "cites": ["OR1"], "document": "doc:p"},
    {"id": "act:2", "plan": "p", "theme": "Improving Learning", "cites": ["OR1", "OR2"], "document": "doc:p"},
    {"id": "act:3", "plan": "p", "theme": "Improving Learning", "cites": ["OR9"], "document": "doc:p"},
    {"id": "act:4", "plan": "p", "theme": "Improving Learning", "document": "doc:p"},
    {"id": "act:5", "plan": "another"},
]
LINKS = [
    link("act:1", "rec:1"),
    link("act:2", "rec:1"),
    link("act:2", "rec:2", "confirmed"),
    link("act:4", "rec:3", "rejected"),
    link("act:4", "rec:4", "printed", "points_to"),
]


def verdicts(ask: Ask, **more: Any) -> dict[str, str]:
    said = ask("coverage", recommendations=RECOMMENDATIONS, plan_actions=ACTIONS, links=LINKS, **more)
    assert all(reasons for _, _, reasons in said.values())
    return {record: verdict for record, (verdict, _, _) in said.items()}


def test_coverage_is_told_both_ways(ask: Ask) -> None:
    assert verdicts(ask) == {
        "rec:1": "covered",
        "rec:2": "covered",
        "rec:3": "uncovered",  # a rejected link is none
        "rec:4": "uncovered",  # nor is another relation
        "rec:other": "no_plan",
        "act:1": "covered",
        "act:2": "covered",
        "act:3": "dangling",
        "act:4": "uncited",
        "act:5": "no_plan",
    }


def test_the_reasons_name_the_actions_and_what_is_cited_in_vain(ask: Ask) -> None:
    said = ask("coverage", recommendations=RECOMMENDATIONS, plan_actions=ACTIONS, links=LINKS)
    assert said["rec:1"][2] == [
        "addressed by act:1 (Improving Quality)",
        "addressed by act:2 (Improving Learning)",
    ]
    assert said["act:3"][2] == ["cites OR9, and no recommendation of the register has one of these"]
    assert said["act:2"][2] == ["addresses rec:1", "addresses rec:2"]


def test_a_link_to_a_record_that_is_not_there_dangles(ask: Ask) -> None:
    action = {"id": "act:1", "plan": "p", "cites": ["X1"]}
    said = ask("coverage", plan_actions=[action], links=[link("act:1", "rec:gone")])["act:1"]
    assert said[0] == "dangling"
    assert "rec:gone" in said[2][0]


def test_what_a_plan_declares_under_a_theme_is_held_against_its_actions(ask: Ask) -> None:
    lines = [
        "Quality",
        "Clear direction with good oversight and effective management of the risks there are",
        "Ofsted recommendations: 1, 2",
        "Learning",
        "Recommendations: 1 and 2",
        "Nowhere",
        "Recommendations: 1, 2, 3",
    ]
    cells = [{"id": f"c{n}", "document": "doc:p", "line": n, "raw": raw} for n, raw in enumerate(lines, 1)]
    said = ask("coverage", recommendations=RECOMMENDATIONS, plan_actions=ACTIONS, links=LINKS, cells=cells)
    assert said["rec:1"][0] == "covered"
    lines[6] = "Recommendations: 1"
    cells = [{"id": f"c{n}", "document": "doc:p", "line": n, "raw": raw} for n, raw in enumerate(lines, 1)]
    cells = [{**cell, "raw": "Recommendations: 1"} if cell["line"] == 5 else cell for cell in cells]
    fewer = ask("coverage", recommendations=RECOMMENDATIONS, plan_actions=ACTIONS, links=LINKS, cells=cells)
    assert "an action under Learning addresses it, which is not declared there (line 5)" in fewer["rec:2"][2]
    assert said["rec:2"][:2] == ("partly", 0.5)
    assert said["rec:2"][2][-1] == "declared under Quality (line 3), where no action addresses it"
    assert said["rec:3"][0] == "uncovered"


def test_a_declaration_in_another_paper_proves_nothing(ask: Ask) -> None:
    cells = [
        {"id": f"c{n}", "document": "doc:q", "line": n, "raw": raw}
        for n, raw in enumerate(["Quality", "Recommendations: 2"])
    ]
    assert verdicts(ask, cells=cells)["rec:2"] == "covered"
