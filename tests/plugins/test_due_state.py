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
        ({"due": None, "schedule": "every 3 months"}, "no_date"),
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
        ({"status": "overdue"}, "the paper says overdue and gives no date"),
        ({"completed_on": EARLIER}, "completed 2023-11-22"),
    ],
)
def test_the_reasons_say_what_counted(record: dict[str, Any], reason: str, ask: Ask) -> None:
    ((_, _, reasons),) = ask("due_state", audit_actions=[record]).values()
    assert reason in reasons


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
