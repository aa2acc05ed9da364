"""The end of an import: stable ids, a use for every cell, and one batch that the store can commit."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.importers.draft import Draft
from slough_tui.importers.finish import finish
from slough_tui.importers.layouts import LAYOUTS
from slough_tui.importers.paper import Paper
from slough_tui.importers.readers.text import TextReader
from slough_tui.importers.reading import read_layouts
from slough_tui.model.kinds import TABLES
from slough_tui.model.vocabulary import USE
from tests.importers.tables import document

if TYPE_CHECKING:
    from slough_tui.importers.finish import Finished
    from tests.importers.conftest import ImportText

TODAY = date(2024, 5, 6)
TRACKER = """Parks Panel

Ref\tDate of meeting\tRecommendation\tOwner\tAccepted
1\t3 May 2023\tMow the green every week.\tHead of Parks\tY
2\t3 May 2023\tPaint the old gate.\tHead of Parks\tN
"""


def ids(*records: tuple[str, str | None, str]) -> list[str]:
    """The ids of plan actions given as (series, reference, text)."""
    draft = Draft(document("Nothing"))
    for series, ref, text in records:
        draft.record("plan_actions", series, draft.document.blocks[0].cell.place, ref=ref, text=text)
    done = finish(draft, Paper(draft.document), today=TODAY)
    return [str(row["id"]) for row in done.batch.rows["plan_actions"]]


# ---------------------------------------------------------------- ids


def test_an_id_is_prefix_series_and_reference() -> None:
    assert ids(("moor", "OR5", "Mow")) == ["act:moor/OR5"]


def test_without_a_reference_the_telling_words_of_the_text_make_the_id() -> None:
    assert ids(("moor", None, "To mow the green and the verges in each of the seven parks by May")) == [
        "act:moor/mow-green-verges-each-seven-parks"
    ]


def test_the_second_of_the_same_name_is_marked() -> None:
    assert ids(("moor", "1", "a"), ("moor", "1", "b"), ("fen", "1", "c"), ("moor", "1", "d")) == [
        "act:moor/1",
        "act:moor/1~2",
        "act:fen/1",
        "act:moor/1~3",
    ]


def test_a_record_without_any_words_has_an_id_that_can_be_typed() -> None:
    assert ids(("", None, "—")) == ["act:paper/unnamed"]


REFS = st.one_of(st.none(), st.sampled_from(["1", "2", "1~2", "1~3", "OR 1"]))


@given(st.lists(st.tuples(st.sampled_from(["moor", ""]), REFS, st.text(max_size=8))))
def test_no_two_records_share_an_id(records: list[tuple[str, str | None, str]]) -> None:
    found = ids(*records) if records else []
    assert len(set(found)) == len(found)
    assert not any(" " in one for one in found)


def test_ids_do_not_hang_on_what_stands_elsewhere_in_the_paper(imported: ImportText) -> None:
    before = imported(TRACKER).column("recommendations", "id")
    after = imported(f"{TRACKER}\n\nThe panel had tea.\n", name="other.txt").column("recommendations", "id")
    assert before == after == ["rec:parks-panel/1", "rec:parks-panel/2"]


# ---------------------------------------------------------------- the balance


def test_every_filled_cell_has_one_use_of_our_words(imported: ImportText) -> None:
    it = imported(TRACKER)
    assert set(it.column("cells", "use")) <= set(USE)
    assert it.finished.balance == {"context": 1, "header": 5, "record": 10}
    assert json.loads(it.only("documents")["balance"]) == it.finished.balance


CELL = st.sampled_from(
    [
        "",
        "Ref",
        "Recommendation",
        "Action",
        "Lead",
        "By when",
        "Objective",
        "Total",
        "Status",
        "High",
        "Low",
        "1",
        "2.1",
        "R3",
        "3 May 2023",
        "31/9/23",
        "Y",
        "tbc",
        "--",
        "45%",
        "and the rest",
        "Mow the green. ",
        "It was agreed that officers should look at",
        "Resolved:",
        "Recommendation 1 - Mow all",
        "<li>x</li>",
    ]
)
LINE = st.one_of(
    CELL, st.lists(CELL, min_size=2, max_size=5).map("\t".join), st.just("\f"), st.just("# Plan")
)


@given(st.lists(LINE, min_size=1, max_size=14))
def test_no_cell_of_any_paper_is_dropped_and_no_paper_raises(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n\nThe end.\n"
    paper = Paper(TextReader().read(text.encode(), name="any.txt", sha256="1" * 64))
    done: Finished = finish(read_layouts(paper, LAYOUTS), paper, today=TODAY)
    filled = sum(1 for cell in paper.document.cells() if cell)
    assert sum(done.balance.values()) == len(done.batch.rows["cells"]) == filled
    for table, rows in done.batch.rows.items():
        found = [row["id"] for row in rows]
        assert len(set(found)) == len(found), table
        assert all(set(row) <= set(TABLES[table].names) for row in rows), table


# ---------------------------------------------------------------- what nobody knows


def test_a_table_that_nobody_knows_is_refused_once_and_says_what_it_begins_with(imported: ImportText) -> None:
    it = imported("Fruit\n\nApples\tPears\tPlums\nred\tgreen\tblue\nsweet\tsour\tripe\n")
    (refusal,) = it.rows("refusals")
    assert refusal["what"] == "unknown table"
    assert "3 rows" in refusal["why"]
    assert "Apples, Pears, Plums" in refusal["why"]
    assert it.finished.balance["refusal"] == 9


def test_labels_with_their_values_are_context(imported: ImportText) -> None:
    it = imported("Report To:\tParks Panel\nMeeting Date:\t14 March 2024\nWard(s):\tAll\n\nNothing else.\n")
    assert it.finished.balance == {"context": 7}
    assert it.rows("refusals") == []


def test_a_table_of_ruled_lines_is_context(imported: ImportText) -> None:
    it = imported("Fruit\n\n-----\t-----\t-----\n=====\t=====\t=====\n")
    assert it.rows("refusals") == []


# ---------------------------------------------------------------- the batch


def test_the_same_paper_has_the_same_key_and_another_mapping_another(imported: ImportText) -> None:
    draft = Draft(document("Nothing"))
    paper = Paper(draft.document)
    keys = [
        finish(Draft(draft.document), paper, today=TODAY, key_parts=parts).batch.key
        for parts in ([], [], ["series=moor"])
    ]
    assert keys[0] == keys[1] != keys[2]


def test_a_better_layout_gives_another_key() -> None:
    paper = Paper(document("Nothing"))
    old, new = Draft(paper.document), Draft(paper.document)
    old.layouts, new.layouts = ["plans/1"], ["plans/2"]
    assert finish(old, paper, today=TODAY).batch.key != finish(new, paper, today=TODAY).batch.key


def test_the_batch_speaks_of_the_papers_date_and_names_the_paper(imported: ImportText) -> None:
    it = imported(TRACKER, on=date(2023, 7, 1))
    batch = it.finished.batch
    assert batch.effective_on == date(2023, 7, 1)
    assert batch.document == it.only("documents")["id"]
    assert batch.sha256 == it.paper.document.sha256
    assert it.only("documents")["series"] == '{"recommendations": ["parks-panel"]}'


def test_cells_point_to_their_record_and_field(imported: ImportText) -> None:
    it = imported(TRACKER)
    found = [c for c in it.rows("cells") if c["raw"].strip() == "N"]
    assert [(c["record"], c["field"], c["value"], c["line"]) for c in found] == [
        ("rec:parks-panel/2", "accepted", "no", 5)
    ]


@pytest.mark.parametrize("table", ["repairs", "refusals"])
def test_notes_point_to_their_cell(imported: ImportText, table: str) -> None:
    it = imported(TRACKER.replace("3 May 2023", "31 June 2023", 1).replace("old gate", "drop[1]off sign"))
    (note,) = [row for row in it.rows(table) if row["record"]]
    cells = {cell["id"]: cell for cell in it.rows("cells")}
    assert note["raw"] in cells[note["cell"]]["raw"]
    assert note["state"] in {"made", "open"}
