"""The lines of a paper while layouts are writing them: uses, records, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.importers.draft import Draft, key
from tests.importers.tables import document

if TYPE_CHECKING:
    from slough_tui.model.document import Cell


@pytest.fixture
def draft() -> Draft:
    return Draft(document("Ref | Text |\n1 | drop[1]off |"))


def cell(draft: Draft, row: int, column: int) -> Cell:
    return draft.document.blocks[0].rows[row][column]


def use(draft: Draft, row: int, column: int) -> str | None:
    used = draft.uses.get(key(cell(draft, row, column).place))
    return used.use if used else None


def test_the_last_word_on_a_cell_counts(draft: Draft) -> None:
    draft.use(cell(draft, 1, 0), "context")
    draft.use(cell(draft, 1, 0), "record")
    assert use(draft, 1, 0) == "record"


def test_a_refusal_stays_a_refusal(draft: Draft) -> None:
    draft.refuse("not a date", cell(draft, 1, 0), "1", "why not")
    draft.use(cell(draft, 1, 0), "record")
    assert use(draft, 1, 0) == "refusal"


def test_a_blank_cell_needs_no_use(draft: Draft) -> None:
    draft.use(cell(draft, 1, 2), "record")
    assert draft.uses == {}


def test_a_use_that_is_no_word_of_ours_is_an_error(draft: Draft) -> None:
    with pytest.raises(ValueError, match="'seen' is not one of"):
        draft.use(cell(draft, 1, 0), "seen")


def test_context_takes_nothing_away(draft: Draft) -> None:
    draft.use(cell(draft, 1, 0), "record")
    draft.context([cell(draft, 1, 0), cell(draft, 1, 1)])
    assert (use(draft, 1, 0), use(draft, 1, 1)) == ("record", "context")


def test_a_text_is_mended_and_each_mending_noted(draft: Draft) -> None:
    assert draft.text(cell(draft, 1, 1)) == "drop-off"
    (note,) = draft.repairs
    assert (note.what, note.place) == ("lost hyphen", cell(draft, 1, 1).place)


def test_a_record_without_a_printed_form_keeps_its_reference_as_printed(draft: Draft) -> None:
    made = draft.record("kpis", "moor", cell(draft, 1, 0).place, ref="1", title="Bins emptied")
    assert (made.ref, made.ref_raw, made.values) == ("1", "1", {"title": "Bins emptied"})
    assert draft.record("kpis", "moor", cell(draft, 1, 0).place, ref="").ref is None
    assert len(draft.of("kpis")) == 2
    assert draft.of("savings") == []


def test_a_link_is_one_that_the_paper_prints(draft: Draft) -> None:
    first = draft.record("plan_actions", "moor", cell(draft, 0, 0).place)
    second = draft.record("recommendations", "moor", cell(draft, 1, 0).place)
    draft.link(first, second, "addresses")
    (line,) = draft.lines
    assert (line.table, line.record, line.to) == ("links", first, second)
    assert line.values["state"] == "printed"


def test_a_full_register_is_said_for_a_series_once(draft: Draft) -> None:
    draft.full_register("audit_actions", "2023-24")
    draft.full_register("audit_actions", "2023-24")
    assert draft.full == {"audit_actions": {"2023-24"}}
