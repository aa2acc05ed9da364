"""References as a series: lost noughts found from the neighbours, a numbering that begins again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.importers.draft import Draft
from slough_tui.importers.references import SeriesOf
from tests.importers.tables import document


def numbered(refs: list[str]) -> tuple[list[str], list[str], Draft]:
    """The references and series of records printed with these references, in this order."""
    draft = Draft(document("\n".join(f"{ref} | text" for ref in refs) or "nothing"))
    series = SeriesOf("moor", draft)
    for ref, row in zip(refs, draft.document.blocks[0].rows, strict=False):
        series.add(draft.record("recommendations", "moor", row[0].place, ref=ref, ref_raw=ref), row[0])
    series.finish()
    return [record.ref or "" for record in draft.records], [r.series for r in draft.records], draft


# ---------------------------------------------------------------- lost noughts


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (["0.09", "0.1", "0.11"], ["0.09", "0.10", "0.11"]),
        (["0.1", "0.11", "0.12"], ["0.10", "0.11", "0.12"]),
        (["7.29", "7.3"], ["7.29", "7.30"]),
        (["1.099", "1.1", "1.101"], ["1.099", "1.100", "1.101"]),
        (["1.109", "1.11", "1.111"], ["1.109", "1.110", "1.111"]),
        (["R1.19", "R1.2", "R1.21"], ["R1.19", "R1.20", "R1.21"]),
    ],
)
def test_a_nought_that_a_number_format_took_is_put_back(printed: list[str], read: list[str]) -> None:
    refs, _, draft = numbered(printed)
    assert refs == read
    assert [note.what for note in draft.repairs] == ["reference"]
    assert [record.ref_raw for record in draft.records] == printed


@pytest.mark.parametrize(
    "printed",
    [
        ["1.1", "1.2", "1.3"],
        ["0.1", "0.25", "0.5"],
        ["0.1", "0.10", "0.11"],
        ["1.1", "2.11", "2.12"],
        ["9", "10", "11"],
        ["A", "B"],
    ],
)
def test_a_reference_that_its_neighbours_do_not_ask_for_stays(printed: list[str]) -> None:
    refs, _, draft = numbered(printed)
    assert refs == printed
    assert "reference" not in [note.what for note in draft.repairs]


@given(whole=st.integers(0, 9), start=st.integers(1, 60), size=st.integers(12, 40))
def test_a_run_of_numbers_loses_no_nought_whatever_the_format_did(whole: int, start: int, size: int) -> None:
    true = [f"{whole}.{number:02}" for number in range(start, min(start + size, 100))]
    printed = [ref.rstrip("0") for ref in true]
    assert numbered(printed)[0] == true


def test_references_are_read_in_their_normal_form() -> None:
    assert numbered(["or 1", "OR2.", "OR 3"])[0] == ["OR1", "OR2", "OR3"]


# ---------------------------------------------------------------- a second series


@pytest.mark.parametrize(
    ("printed", "series"),
    [
        (["0.28", "0.29", "1", "2"], ["moor", "moor", "moor-2", "moor-2"]),
        (["1", "2", "3", "1", "2"], ["moor", "moor", "moor", "moor-2", "moor-2"]),
        (["R1", "R2", "R1"], ["moor", "moor", "moor-2"]),
        (["1", "2", "1", "2", "1"], ["moor", "moor", "moor-2", "moor-2", "moor-3"]),
        (["1", "2", "3"], ["moor"] * 3),
        (["1", "2", "2a", "3"], ["moor"] * 4),
    ],
)
def test_a_numbering_that_begins_again_is_another_series(printed: list[str], series: list[str]) -> None:
    _, found, draft = numbered(printed)
    assert found == series
    again = [note for note in draft.repairs if note.what == "second series"]
    assert len(again) == len(set(series)) - 1


def test_an_empty_list_is_a_list() -> None:
    assert numbered([])[0] == []
