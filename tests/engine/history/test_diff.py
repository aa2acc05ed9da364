"""Two states compared: every kind of change, and the committee's movement table with its sentences."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.engine.history import orders
from slough_tui.engine.history.diff import CHANGES, between, compare
from slough_tui.engine.history.movement import movements, printed, subject
from slough_tui.model.kinds import RECORD_TABLES, TABLES
from slough_tui.model.vocabulary import AUDIT_STATUS
from slough_tui.store import schema_of

START, END = date(2023, 10, 3), date(2023, 10, 31)


def frame(table: str, *lines: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(lines), schema=schema_of(table))


def action(number: int, status: str | None = "overdue", **more: Any) -> dict[str, Any]:
    return {"id": f"aud:y/{number}", "ref": str(number), "audit_year": "2021-22", "status": status, **more}


def told(table: str, before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str | None]]:
    lines = compare(TABLES[table], frame(table, before), frame(table, after))
    return [(line["change"], line["field"]) for line in lines]


@pytest.mark.parametrize(
    ("table", "field", "before", "after", "change"),
    [
        ("audit_actions", "status", "overdue", "complete", "closed"),
        ("audit_actions", "status", "not_due", "overdue", "worsened"),
        ("audit_actions", "status", "not_allocated", "not_due", "improved"),
        ("audit_actions", "status", "complete", "overdue", "worsened"),
        ("recommendations", "status", None, "in_progress", "moved"),
        ("recommendations", "status", "in_progress", "ongoing", "moved"),
        ("recommendations", "status", "in_progress", "closed", "closed"),
        ("recommendations", "status", "complete", "closed", "moved"),
        ("directions", "rag", "green", "red", "worsened"),
        ("directions", "rag", "amber", "green", "improved"),
        ("directions", "rag", "green", "complete", "closed"),
        ("directions", "rag", None, "red", "changed"),
        ("audit_actions", "priority", "high", "low", "improved"),
        ("audit_reviews", "opinion", "Reasonable Assurance", "Minimal Assurance", "worsened"),
        ("judgements", "grade", "Inadequate", "Requires improvement", "improved"),
        ("recommendations", "accepted", "yes", "no", "worsened"),
        ("audit_actions", "due", START, END, "slipped"),
        ("audit_actions", "due", END, START, "brought forward"),
        ("audit_actions", "due", None, START, "changed"),
        ("audit_actions", "lead", "a", None, "changed"),
    ],
)
def test_every_change_has_its_word(table: str, field: str, before: Any, after: Any, change: str) -> None:
    prefix = TABLES[table].prefix
    assert told(table, {"id": f"{prefix}:x", field: before}, {"id": f"{prefix}:x", field: after}) == [
        (change, field)
    ]


def test_a_record_that_only_stands_elsewhere_in_the_paper_has_not_changed() -> None:
    before = action(1, page=1, line=2, document="doc:a", as_at=START, status_raw="OVERDUE")
    assert told("audit_actions", before, action(1, page=9, line=8, document="doc:b", as_at=END)) == []


def test_records_appear_and_end() -> None:
    lines = compare(
        TABLES["audit_actions"], frame("audit_actions", action(1)), frame("audit_actions", action(2))
    )
    assert [(line["change"], line["id"], line["before"], line["after"]) for line in lines] == [
        ("appeared", "aud:y/2", None, "overdue"),
        ("ended", "aud:y/1", "overdue", None),
    ]


def test_a_slip_says_how_many_days() -> None:
    (line,) = compare(
        TABLES["audit_actions"],
        frame("audit_actions", action(1, due=START)),
        frame("audit_actions", action(1, due=END)),
    )
    assert (line["difference"], line["ref"], line["group"]) == (28, "1", "2021-22")


def test_the_words_of_a_vocabulary_that_are_in_an_order_are_in_it_once() -> None:
    ranks = [orders.rank("audit_actions", "status", word) for word in AUDIT_STATUS]
    assert sorted(r for r in ranks if r is not None) == list(range(len(AUDIT_STATUS)))
    for table in TABLES.values():
        for column in table.columns:
            if orders.is_ordered(table.name, column.name) and column.vocabulary:
                known = [w for w in column.vocabulary if orders.rank(table.name, column.name, w) is not None]
                assert len(known) >= len(column.vocabulary) - 1  # superseded alone is neither good nor bad


@given(
    st.sampled_from(RECORD_TABLES),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from([None, "a", "b"])), unique_by=lambda p: p[0]),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from([None, "a", "b"])), unique_by=lambda p: p[0]),
)
def test_every_difference_is_told_once_and_nothing_else(
    name: str, before: list[tuple[int, str | None]], after: list[tuple[int, str | None]]
) -> None:
    was, now = (
        frame(name, *({"id": f"{TABLES[name].prefix}:{n}", "lead": lead} for n, lead in side))
        for side in (before, after)
    )
    lines = compare(TABLES[name], was, now)
    expected = {(n, "appeared") for n, _ in after} - {(n, "appeared") for n, _ in before}
    expected |= {(n, "ended") for n, _ in before} - {(n, "ended") for n, _ in after}
    expected |= {(n, "changed") for n, lead in after if n in dict(before) and dict(before)[n] != lead}
    assert sorted((int(line["id"].rpartition(":")[2]), line["change"]) for line in lines) == sorted(expected)
    assert [CHANGES.index(line["change"]) for line in lines] == sorted(
        CHANGES.index(line["change"]) for line in lines
    )


# ---------------------------------------------------------------- movement


def test_a_movement_counts_each_status_and_the_total_and_says_it() -> None:
    before = frame("audit_actions", *(action(n) for n in range(98)), action(98, "complete"))
    after = frame(
        "audit_actions", *(action(n) for n in range(89)), *(action(n, "complete") for n in range(89, 98))
    )
    (one,) = movements(TABLES["audit_actions"], before, after)
    assert [(c.value, c.before, c.after, c.change) for c in one.counts] == [
        ("overdue", 98, 89, -9),
        ("complete", 1, 9, 8),
        ("total", 99, 98, -1),
    ]
    assert one.sentences(START, END) == [
        "The number of overdue actions decreased from 98 to 89, between 3 and 31 October 2023.",
        "The number of complete actions increased from 1 to 9, between 3 and 31 October 2023.",
        "The total decreased from 99 to 98: aud:y/98 is no longer listed.",
    ]


def test_a_total_that_hides_a_swap_is_told() -> None:
    before, after = frame("audit_actions", action(1)), frame("audit_actions", action(2))
    (one,) = movements(TABLES["audit_actions"], before, after)
    assert one.sentences(START, END) == [
        "The number of overdue actions stayed at 1, between 3 and 31 October 2023.",
        "The total stayed at 1: aud:y/2 is new; aud:y/1 is no longer listed.",
    ]


def test_directions_move_by_rag_and_what_is_not_stated_is_counted() -> None:
    before = frame("directions", *({"id": f"dir:d/{n}", "series": "d", "rag": "red"} for n in "123"))
    after = frame(
        "directions",
        *({"id": f"dir:d/{n}", "series": "d", "rag": None} for n in "12"),
        before.row(2, named=True),
    )
    (one,) = movements(TABLES["directions"], before, after)
    assert [(c.value, c.before, c.after) for c in one.counts] == [
        ("red", 3, 1),
        ("not stated", 0, 2),
        ("total", 3, 3),
    ]
    assert "The number of directions without a rating increased from 0 to 2" in one.sentences(START, END)[1]


def test_a_group_in_which_nothing_moved_has_no_table() -> None:
    same = frame("audit_actions", action(1))
    assert movements(TABLES["audit_actions"], same, same) == []
    assert movements(TABLES["audit_actions"], frame("audit_actions"), frame("audit_actions")) == []


def figure(row: str, value: float, on: date, column: str = "Total") -> dict[str, Any]:
    return {
        "id": f"{row}{column}{on}",
        "table_title": "Total 21/22",
        "row_label": row,
        "column_label": column,
        "value": value,
        "as_at": on,
    }


def test_what_a_paper_only_prints_moves_too() -> None:
    figures = frame(
        "figures",
        *(figure("Overdue", value, on) for value, on in ((98, START), (89, END))),
        *(figure("Totals", value, on) for value, on in ((327, START), (327, END))),
        {**figure("Overdue", 12, END), "id": "x", "table_title": "Printed once"},
    )
    (one,) = printed(figures, START, END)
    assert (one.group, [(c.value, c.before, c.after) for c in one.counts]) == (
        "Total 21/22",
        [("overdue", 98, 89), ("total", 327, 327)],
    )
    assert one.sentences(START, END) == [
        "The number of overdue actions decreased from 98 to 89, between 3 and 31 October 2023."
    ]
    assert printed(figures, END, date(2023, 12, 1)) == []
    assert printed(figures, START, END, [one]) == []  # records were counted to the same


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (START, END, "between 3 and 31 October 2023"),
        (START, date(2023, 11, 23), "between 3 October and 23 November 2023"),
        (date(2022, 12, 30), START, "between 30 December 2022 and 3 October 2023"),
    ],
)
def test_two_days_are_said_as_a_committee_says_them(start: date, end: date, said: str) -> None:
    assert between(start, end) == said


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("status", "overdue", "overdue things"),
        ("status", "not_due", "things that are not yet due"),
        ("status", "not_allocated", "things that are not allocated to anybody"),
        ("rag", "red", "things rated red"),
        ("rag", "complete", "complete things"),
        ("verdict_stated", "further_work", "things that need further work"),
        ("accepted", "yes", "things that were accepted"),
        ("accepted", "no", "things that were not accepted"),
        ("accepted", "not stated", "things without a decision"),
        ("opinion", "minimal", "things with the opinion minimal"),
        ("grade", "requires improvement", "things graded requires improvement"),
        ("row_label", "not_due", "not due things"),
        ("row_label", "not stated", "things with nothing stated"),
    ],
)
def test_every_value_is_said_as_a_committee_would_print_it(field: str, value: str, said: str) -> None:
    assert subject(field, value, "things") == said


def test_no_word_of_a_vocabulary_stands_bare_before_the_noun() -> None:
    adjectives = {"complete", "overdue", "ongoing", "closed", "superseded"}
    for table in TABLES.values():
        for column in table.columns:
            if column.name in {"status", "rag", "verdict_stated", "accepted"} and column.vocabulary:
                for value in column.vocabulary:
                    bare = subject(column.name, value, "things") == f"{value.replace('_', ' ')} things"
                    assert not bare or value in adjectives, f"{column.name}: {value}"
