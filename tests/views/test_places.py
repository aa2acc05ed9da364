from __future__ import annotations

import pytest

from slough_tui.model.kinds import RECORD_TABLES, TABLES
from slough_tui.views.places import BY_NAME, COMPUTED, PLACES, find_place


def test_the_named_registers_come_first_and_are_the_main_ones() -> None:
    assert [(place.key, place.name) for place in PLACES if place.main] == [
        ("g o", "overview"), ("g r", "recommendations"), ("g d", "directions"), ("g a", "audit_actions"), ("g p", "plan_actions"),
        ("g k", "kpis"), ("g f", "findings"), ("g A", "assessments"), ("g D", "documents"), ("g h", "commits"),
        ("g R", "rules"), ("g P", "plugins"),
    ]  # fmt: skip


def test_every_letter_leads_to_one_place_and_none_is_taken_by_another_verb() -> None:
    letters = [place.letter for place in PLACES if place.letter]
    assert len(letters) == len(set(letters))
    assert not {"g", "/"} & set(letters)


def test_every_table_but_the_cells_is_a_place() -> None:
    assert {place.name for place in PLACES} == {*TABLES, *COMPUTED} - {"cells"}
    assert set(RECORD_TABLES) <= {place.name for place in PLACES}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_place_shows_columns_that_its_table_has(place: object) -> None:
    from slough_tui.views.places import Place

    assert isinstance(place, Place)
    assert place.table.shown
    assert set(place.table.shown) <= set(place.table.names)
    assert place.flexible in place.table.names
    assert place.empty().endswith((".", "FILE", "why."))


@pytest.mark.parametrize(
    ("words", "name"),
    [("audit_actions", "audit_actions"), ("Audit actions", "audit_actions"), ("plan-actions", "plan_actions"),
     ("audit", "audit_actions"), ("kpi", "kpis"), ("recs", "recommendations"), ("find", "findings")],
)  # fmt: skip
def test_a_place_is_found_by_name_title_or_beginning(words: str, name: str) -> None:
    found = find_place(words)
    assert found is not None
    assert found.name == name


def test_an_unknown_place_is_none() -> None:
    assert find_place("atlantis") is None
    assert find_place("") is None


def test_of_papers_the_file_s_name_has_the_room() -> None:
    assert BY_NAME["documents"].flexible == "name"
