from __future__ import annotations

import pytest

from slough_tui.views.goals import goal_of


@pytest.mark.parametrize(
    ("link", "goal"),
    [
        ("rec:cisc/0.10", ("recommendations", "rec:cisc/0.10")), ("doc:2f", ("documents", "doc:2f")),
        ("rule:ACT003", ("rules", "ACT003")), ("commit:7", ("commits", "7")), ("finding:ab", ("findings", "ab")),
        ("verdict:rec:a/1 progress", ("assessments", "rec:a/1 progress")), ("nothing", None), ("rule:", None), ("", None),
    ],
)  # fmt: skip
def test_a_link_leads_to_a_record_a_paper_or_a_line_of_the_screen_s_own(
    link: str, goal: tuple[str, str] | None
) -> None:
    assert goal_of(link) == goal
