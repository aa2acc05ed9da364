from __future__ import annotations

from slough_tui.importers.layouts import LAYOUTS
from slough_tui.importers.told import explained, fields_of
from slough_tui.model.document import Block, BlockKind, Cell, Document, Place


def document(*heads: str) -> Document:
    def row(number: int, texts: tuple[str, ...]) -> tuple[Cell, ...]:
        return tuple(Cell(text, Place(0, number, column)) for column, text in enumerate(texts))

    rows = (row(0, heads), row(1, ("7.1", "Publish it", "Head of Housing")), row(5, heads))
    return Document("x.md", "0" * 64, "markdown", (Block(BlockKind.TABLE, rows),))


def test_an_explained_heading_is_read_as_one_that_layouts_know() -> None:
    read, told = explained(document("Ref", "Ask", "Who  sits there?"), {"who sits there": "lead"}, LAYOUTS)
    assert [cell.raw for cell in read.blocks[0].rows[0]] == ["Ref", "Ask", fields_of(LAYOUTS)["lead"]]
    assert [(one.cell.raw, one.field) for one in told] == [("Who  sits there?", "lead")] * 2
    assert read.blocks[0].rows[1] == document("Ref", "Ask", "Who  sits there?").blocks[0].rows[1]


def test_what_is_not_in_the_paper_or_means_no_field_changes_nothing() -> None:
    paper = document("Ref", "Ask", "Owner")
    for headings in ({}, {"elsewhere": "lead"}, {"owner": "nonsense"}):
        assert explained(paper, headings, LAYOUTS) == (paper, ())


def test_every_field_has_a_heading_that_means_it() -> None:
    known = fields_of(LAYOUTS)
    assert {"ref", "text", "lead", "due", "status"} <= set(known)
    assert all(name and "*" not in name for name in known.values())
