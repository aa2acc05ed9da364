"""Tables that stand as HTML among lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText
    from tests.importers.readers.test_text import Outline, Read, Tables

TABLE = """# Harbour

Before <TABLE class="wide">
<thead><tr><th>Ref</th><th>Action</th><th>Owner</th></tr></thead>
<tr><td rowspan="2">1</td><td>Light the<br>steps &amp; the quay</td><td>Clerk</td></tr>

<tr><td>Paint
the rails<td>Mate
<tr><td colspan=2>All of <b>it</b></td><td><del>May</del> June</td></tr>
</table> after

Then a line.
"""


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_table_in_html_is_a_table(read: Read, tables: Tables, outline: Outline, name: str) -> None:
    document = read(name, TABLE)
    assert tables(document) == [
        [
            ["Ref", "Action", "Owner"],
            ["1", "Light the steps & the quay", "Clerk"],
            ["", "Paint the rails", "Mate"],
            ["All of it", "", "<del>May</del> June"],
        ]
    ]
    kinds = [kind for kind, _ in outline(document)]
    assert kinds[:4] == ["heading", "paragraph", "table", "paragraph"]
    assert [block.text for block in document.blocks][1::2][:2] == ["Before", "after"]


def test_its_rows_know_their_lines(read: Read) -> None:
    [(_, table)] = read("a.txt", TABLE).tables()
    assert [row[0].place.line for row in table.rows] == [4, 5, 7, 9]


def test_a_table_within_a_cell_is_its_text(read: Read, tables: Tables) -> None:
    nested = "<table><tr><td>a <table><tr><td>b</td><td>c</td></tr></table> d</td><td>e</td></tr></table>"
    assert tables(read("a.md", f"Text\n\n{nested}\n")) == [[["a bc d", "e"]]]


@pytest.mark.parametrize(
    "text",
    [
        "One <table> is not closed\nand goes on",
        "<table></table>",
        "x <table><td>no row</td></table> y",
        '<table><tr><td colspan="-7" rowspan="many">a</td></tr></table>',
        "x\n<table><tr><td><script>a</td></tr></table>",
    ],
)
def test_whatever_is_written_as_a_table_is_read(read: Read, text: str) -> None:
    assert read("a.md", f"Text\n\n{text}\n\nMore\n").blocks


def test_a_huge_span_is_cut(read: Read, tables: Tables) -> None:
    [[row]] = tables(read("a.md", 'T\n\n<table><tr><td colspan="99999999">a</td></tr></table>\n'))
    assert len(row) == 200


def test_a_plan_in_html_is_a_plan(imported: ImportText) -> None:
    it = imported(
        "# Harbour Plan\n\n<table><tr><th>Ref</th><th>Action</th><th>Lead</th><th>Due date</th><th>RAG</th></tr>"
        "<tr><td>1</td><td>Light the steps</td><td>Clerk</td><td>31/03/2025</td><td>G</td></tr></table>\n",
        name="plan.md",
    )
    assert it.column("plan_actions", "text") == ["Light the steps"]
