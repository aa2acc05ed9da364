"""Where a record stands against its date, must and must not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plugins.conftest import TODAY, host

if TYPE_CHECKING:
    from tests.plugins.conftest import Ask

EARLIER, LATER = TODAY - timedelta(days=1), TODAY + timedelta(days=60)


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        ({"due": EARLIER}, "overdue"),
        ({"due": TODAY}, "due_soon"),
        ({"due": TODAY + timedelta(days=28)}, "due_soon"),
        ({"due": TODAY + timedelta(days=29)}, "not_due"),
        ({"due": None}, "no_date"),
        ({"due": EARLIER, "status": "complete"}, "complete"),
        ({"due": EARLIER, "status": "closed"}, "complete"),
        ({"due": EARLIER, "status": "superseded"}, "complete"),
        ({"due": EARLIER, "completed_on": EARLIER}, "complete"),
        ({"due": EARLIER, "completed_on": LATER}, "overdue"),  # somebody promises to complete it
        ({"due": EARLIER, "status": "in_progress"}, "overdue"),
        ({"due": EARLIER, "status": "not_due"}, "overdue"),
        ({"due": LATER, "status": "overdue"}, "not_due"),
        ({"due": None, "status": "overdue"}, "overdue"),
        ({"due": None, "status": "complete"}, "complete"),
        ({"due": None, "schedule": "ongoing"}, "no_date"),
        ({"due": None, "schedule": "every 3 months"}, "recurring"),
        ({"due": date(2023, 8, 30), "schedule": "quarterly"}, "recurring"),
        ({"due": date(2023, 6, 30), "schedule": "quarterly"}, "missed"),
        ({"due": date(2023, 11, 1), "schedule": "each meeting; weekly"}, "missed"),
        ({"due": LATER, "schedule": "quarterly"}, "not_due"),
        ({"due": EARLIER, "schedule": "ongoing"}, "overdue"),
        ({"due": date(2023, 6, 30), "schedule": "quarterly", "status": "complete"}, "complete"),
    ],
)
def test_the_verdict_follows_status_and_date(record: dict[str, Any], verdict: str, ask: Ask) -> None:
    ((found, score, reasons),) = ask("due_state", audit_actions=[record]).values()
    assert (found, score) == (verdict, None)
    assert reasons


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"due": EARLIER}, "due 2023-11-22, 1 day ago"),
        ({"due": date(2023, 9, 30)}, "due 2023-09-30, 54 days ago"),
        ({"due": LATER}, "due 2024-01-22, in 60 days"),
        ({"due": LATER, "status": "overdue"}, "the paper says overdue, but the date lies ahead"),
        ({"due": EARLIER, "status": "not_due"}, "the paper says not due, but the date has passed"),
        ({"due": LATER, "due_original": EARLIER}, "originally due 2023-11-22"),
        ({"schedule": "every 3 months"}, "recurs: every 3 months"),
        ({"schedule": "every 3 months"}, "nothing tells when it was last done"),
        ({"schedule": "ongoing"}, "recurs: ongoing"),
        ({"due": EARLIER}, "overdue for 1 to 30 days"),
        ({"due": date(2023, 9, 30)}, "overdue for 31 to 90 days"),
        ({"due": date(2021, 9, 30)}, "overdue for more than 365 days"),
        (
            {"due": date(2023, 6, 30), "schedule": "quarterly"},
            "recurs: quarterly, and nothing is told for 146 days",
        ),
        ({"status": "overdue"}, "the paper says overdue and gives no date"),
        ({"completed_on": EARLIER}, "completed 2023-11-22"),
    ],
)
def test_the_reasons_say_what_counted(record: dict[str, Any], reason: str, ask: Ask) -> None:
    ((_, _, reasons),) = ask("due_state", audit_actions=[record]).values()
    assert reason in reasons


@pytest.mark.parametrize(
    ("form", "days"),
    [
        ("daily", 1),
        ("fortnightly", 14),
        ("every 6 weeks", 42),
        ("every 2 years", 732),
        ("twice a year", 184),
        ("4 times a year", 91),
        ("rolling: mar,jun", None),
        ("as required", None),
    ],
)
def test_an_interval_is_missed_when_it_and_the_grace_have_passed(
    form: str, days: int | None, ask: Ask
) -> None:
    past = (days or 0) + 14
    records = [
        {"id": "a", "due": TODAY - timedelta(days=past), "schedule": form},
        {"id": "b", "due": TODAY - timedelta(days=past + 1), "schedule": form},
    ]
    said = ask("due_state", audit_actions=records)
    expected = ("recurring", "missed") if days else ("overdue", "overdue")
    assert (said["a"][0], said["b"][0]) == expected


def test_an_update_tells_that_a_recurring_one_was_not_missed(ask: Ask) -> None:
    record = {"id": "aud:x", "due": date(2023, 1, 1), "schedule": "monthly"}
    update = {"record": "aud:x", "on": date(2023, 11, 1), "text": "Done."}
    assert ask("due_state", audit_actions=[record], updates=[update])["aud:x"][0] == "recurring"


def test_a_council_changes_bands_and_what_is_soon(ask: Ask) -> None:
    records = [{"id": "a", "due": date(2023, 11, 1)}, {"id": "b", "due": TODAY + timedelta(days=8)}]
    said = ask("due_state", parameters={"bands": [7, 21], "soon": 7}, audit_actions=records)
    assert said["a"][2][1] == "overdue for more than 21 days"
    assert said["b"][0] == "not_due"


@pytest.mark.parametrize("table", ["recommendations", "directions", "audit_actions", "plan_actions"])
def test_every_table_with_a_date_to_keep_is_assessed(table: str, ask: Ask) -> None:
    assert [said[0] for said in ask("due_state", **{table: [{"due": EARLIER}]}).values()] == ["overdue"]


def test_a_direction_whose_rag_is_complete_is_complete(ask: Ask) -> None:
    said = ask(
        "due_state", directions=[{"due": EARLIER, "rag": "complete"}, {"due": EARLIER, "rag": "green"}]
    )
    assert [verdict for verdict, _, _ in said.values()] == ["complete", "overdue"]


ORDER = ("not_due", "due_soon", "overdue")


@given(due=st.dates(date(2000, 1, 1), date(2100, 1, 1)), days=st.integers(0, 4000))
def test_time_only_makes_it_worse(due: date, days: int) -> None:
    import polars as pl

    from slough_tui.engine.assess import assess
    from slough_tui.store.schema import empty, schema_of

    chosen = [one for one in host().assessors() if one[1].name == "due_state"]
    frame = pl.DataFrame([{"id": "aud:x", "due": due}], schema=schema_of("audit_actions"))

    def verdict(today: date) -> int:
        found = assess(chosen, lambda name: frame if name == "audit_actions" else empty(name), today=today)
        return ORDER.index(found.frame["verdict"][0])

    assert verdict(TODAY) <= verdict(TODAY + timedelta(days=days))
