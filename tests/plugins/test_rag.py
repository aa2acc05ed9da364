"""A rating derived under a named policy: each ground, each policy, and the printed one beside it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import SettingsError
from slough_tui.hooks.parameters import merged
from tests.plugins.conftest import TODAY, host

if TYPE_CHECKING:
    from tests.plugins.conftest import Ask


def on(days: int) -> Any:
    return TODAY + timedelta(days=days)


CASES: list[tuple[str, dict[str, Any], list[tuple[int, str]], dict[str, str]]] = [
    ("ahead", {"due": on(60)}, [(-1, "x")], {"dates": "green", "assurance": "green", "progress": "green"}),
    ("today", {"due": on(0)}, [(-1, "x")], {"dates": "amber", "assurance": "amber", "progress": "amber"}),
    ("near", {"due": on(14)}, [(-1, "x")], {"dates": "amber", "assurance": "amber", "progress": "green"}),
    ("near and nearly done", {"due": on(14)}, [(-1, "95% complete")], {"dates": "green"}),
    ("late", {"due": on(-1)}, [(-1, "x")], {"dates": "red", "assurance": "amber", "progress": "red"}),
    ("very late", {"due": on(-29)}, [(-1, "x")], {"dates": "red", "assurance": "red", "progress": "red"}),
    ("complete", {"due": on(-9), "status": "complete"}, [], {"dates": "complete", "assurance": "complete"}),
    ("all done", {"due": on(-9)}, [(-1, "Now 100% complete")], {"dates": "complete"}),
    ("undated", {}, [(-1, "x")], {"dates": "unrated", "assurance": "amber", "progress": "unrated"}),
    ("silent", {"due": on(90)}, [(-43, "x")], {"dates": "green", "assurance": "amber"}),
    ("worsening", {"due": on(90), "trend": "down"}, [(-1, "x")], {"dates": "green", "assurance": "amber"}),
    ("improving", {"due": on(90), "trend": "up"}, [(-1, "x")], {"assurance": "green"}),
    ("moved", {"due": on(90), "due_original": on(10)}, [(-1, "x")], {"dates": "green", "assurance": "amber"}),
    (
        "behind",  # half of the time gone
        {"due": on(50)},
        [(-50, "begun"), (-1, "35% complete")],
        {"dates": "green", "assurance": "green", "progress": "amber"},
    ),
    (
        "far behind",
        {"due": on(50)},
        [(-50, "x"), (-1, "20% complete")],
        {"progress": "red", "assurance": "amber"},
    ),
    ("no percentage", {"due": on(50)}, [(-50, "x"), (-1, "250% complete")], {"progress": "green"}),
]


@pytest.mark.parametrize("policy", ["dates", "assurance", "progress"])
def test_each_policy_rates_by_its_own_grounds(policy: str, ask: Ask) -> None:
    actions = [{"id": name, **record} for name, record, _, _ in CASES]
    updates = [
        {"id": f"{name}{n}", "record": name, "on": on(days), "text": text}
        for name, _, lines, _ in CASES
        for n, (days, text) in enumerate(lines)
    ]
    said = ask("rag", parameters={"policy": policy}, plan_actions=actions, updates=updates)
    found = {name: said[name][0] for name, _, _, expected in CASES if policy in expected}
    assert found == {name: expected[policy] for name, _, _, expected in CASES if policy in expected}
    assert all(reasons[-1] == f"policy {policy}" and len(reasons) > 1 for _, _, reasons in said.values())


def test_the_printed_rating_moves_nothing_and_a_disagreement_is_told(ask: Ask) -> None:
    said = ask(
        "rag",
        directions=[
            {"id": "a", "due": on(60), "rag": "red", "rag_source": "printed"},
            {"id": "b", "due": on(60), "rag": "green", "rag_source": "printed"},
            {"id": "c", "due": on(60)},
        ],
    )
    assert {verdict for verdict, _, _ in said.values()} == {"green"}
    assert "the paper prints red" in said["a"][2]
    assert not any("prints" in reason for name in "bc" for reason in said[name][2])


def test_a_policy_of_a_council_begins_as_the_first(ask: Ask) -> None:
    ours = {"policy": "ours", "policies": {"ours": {"red_late": 14}}}
    said = ask(
        "rag", parameters=ours, plan_actions=[{"id": "a", "due": on(-14)}, {"id": "b", "due": on(-15)}]
    )
    assert (said["a"][0], said["b"][0]) == ("amber", "red")


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"policy": "dats"}, "there is no policy 'dats'; there are dates"),
        ({"policies": {"dates": {"undated": "blue"}}}, "'blue' is none of"),
    ],
)
def test_a_policy_that_cannot_be_is_a_wrong_setting(said: dict[str, Any], complaint: str, ask: Ask) -> None:
    with pytest.raises(SettingsError, match=complaint):
        ask("rag", parameters=said, plan_actions=[{"id": "a"}])


def test_at_least_two_policies_are_shipped_and_say_what_they_are() -> None:
    (rag,) = [one for _, one in host().assessors() if one.name == "rag"]
    assert len(rag.parameters["policies"]) >= 2
    assert all(policy["about"] for policy in rag.parameters["policies"].values())
    assert merged(rag.parameters, {}, "x") == rag.parameters
