"""Separated values: any separator, any line end, quotes that do not fit, titles above tables."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.errors import DocumentError
from slough_tui.importers.readers import protocol, separated
from slough_tui.importers.readers.separated import SeparatedReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]
    Tables = Callable[[Document], list[list[list[str]]]]
    Outline = Callable[[Document], list[tuple[str, str]]]

ROWS = [["Ref", "Text", "Lead"], ["0.1", "Do this, that; and more", "A|B"], ["0.2", 'Say "yes"\nor "no"', ""]]


def written(rows: list[list[str]], separator: str, end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


def raws(document: Document) -> list[list[list[str]]]:
    return [[[cell.raw for cell in row] for row in block.rows] for _, block in document.tables()]


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_is_found_out(read: Read, separator: str, end: str) -> None:
    document = read("a.csv", written(ROWS, separator, end))
    assert raws(document) == [ROWS]
    mended = [mending.raw for mending in document.mendings if mending.what == "separator"]
    assert mended == ([] if separator == "," else [separator])


def test_a_tab_in_a_tsv_needs_no_mending(read: Read) -> None:
    assert read("a.tsv", written(ROWS, "\t")).mendings == ()


def test_excels_own_word_for_its_separator_is_heeded(read: Read, outline: Outline) -> None:
    document = read("a.csv", "sep=;\nRef;Text\n1;a,b,c\n")
    assert outline(document) == [("furniture", "sep=;"), ("table", "Ref | Text")]


def test_a_row_knows_the_physical_line_on_which_it_begins(read: Read) -> None:
    document = read("a.csv", 'Ref,Text\n1,"a\nb\nc"\n2,d\n\n3,e\n')
    assert [row[0].place.line for _, block in document.tables() for row in block.rows] == [1, 2, 5, 7]


def test_ragged_rows_stay_as_they_are(read: Read) -> None:
    assert raws(read("a.csv", "a,b,c\n1\n1,2,3,4\n1,2,\n")) == [
        [["a", "b", "c"], ["1"], ["1", "2", "3", "4"], ["1", "2", ""]],
    ]


def test_lines_above_a_table_are_its_titles(read: Read, outline: Outline) -> None:
    text = "Scrutiny tracker,,\nThis list was agreed by the committee in May.,,\n,,\nRef,Text,Lead\n1,a,b\n"
    assert outline(read("a.csv", text)) == [
        ("heading", "Scrutiny tracker"),
        ("paragraph", "This list was agreed by the committee in May."),
        ("table", "Ref | Text | Lead"),
    ]


def test_a_title_right_above_its_header_is_no_row(read: Read, outline: Outline) -> None:
    assert outline(read("a.csv", "Progress at 3 October 2023\nRef,Text\n1,a\n")) == [
        ("heading", "Progress at 3 October 2023"),
        ("table", "Ref | Text"),
    ]


def test_blank_rows_part_stacked_tables(read: Read, tables: Tables) -> None:
    text = "Ref,Text\n1,a\n,\n\nRef,Lead\n2,b\n"
    assert tables(read("a.csv", text)) == [[["Ref", "Text"], ["1", "a"]], [["Ref", "Lead"], ["2", "b"]]]


def test_a_section_row_inside_a_table_stays_a_row(read: Read, tables: Tables) -> None:
    assert len(tables(read("a.csv", "Ref,Text\nHousing,\n1,a\n"))[0]) == 3


def test_one_column_is_a_table_too(read: Read, tables: Tables) -> None:
    assert tables(read("a.csv", "Recommendation\nDo this\nDo that\n")) == [
        [["Recommendation"], ["Do this"], ["Do that"]],
    ]


def test_a_quotation_mark_without_a_partner_costs_its_own_line_only(read: Read) -> None:
    document = read("a.csv", 'Ref,Text,Lead\n1,"open,x\n2,b,y\n3,c,z\n')
    assert raws(document) == [
        [["Ref", "Text", "Lead"], ["1", '"open', "x"], ["2", "b", "y"], ["3", "c", "z"]]
    ]
    [mending] = document.mendings
    assert mending.what == "quotes"
    assert mending.place == document.blocks[0].rows[1][0].place


def test_marks_inside_an_unquoted_cell_are_text(read: Read) -> None:
    document = read("a.csv", 'Ref,Text\n1,a 6" pipe\n2,"x"y,\n')
    assert raws(document)[0][1:] == [["1", 'a 6" pipe'], ["2", "xy", ""]]


def test_a_very_long_cell_is_read(read: Read) -> None:
    long = "word " * 100_000
    assert raws(read("a.csv", f'Ref,Text\n1,"{long}"\n'))[0][1] == ["1", long]


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    monkeypatch.setattr(separated, "CELLS", 100)
    monkeypatch.setattr(protocol, "CELLS", 100)
    with pytest.raises(DocumentError, match="it has more than 100 cells; split it"):
        read("a.csv", "a,b\n" * 100)


def test_the_limit_of_the_csv_module_is_as_it_was(read: Read) -> None:
    before = csv.field_size_limit()
    read("a.csv", "Ref,Text\n1,a\n")
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_called_text_is_read_as_the_table_it_is_and_says_so(read: Read, separator: str) -> None:
    rows = [["Ref", "Text", "Lead", "Due"], ["1", "a, b; c", "x", ""], ["2", "d\ne", "y", "May"]]
    document = read("a.txt", written(rows, separator))
    assert raws(document) == [rows]
    assert document.mendings[0].now == "separated values"


@pytest.mark.parametrize(
    "text",
    [
        "One, two, three, four.\nHousing, roads, parks.\nSchools.\n",
        "Ref\tText, with, a, comma\n1\ta, b, c, d\n2\te, f, g, h\n",
        "| a, b, c, d |\n| e, f, g, h |\n| i, j, k, l |\n",
        "a,b,c,d\ne,f,g,h\n",
    ],
)
def test_text_with_commas_stays_text(read: Read, text: str) -> None:
    assert read("a.txt", text).format == "text"


CELL = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=12)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_written_table_is_read_back(rows: list[list[str]], end: str) -> None:
    rows = [["Ref", "Text", "Lead"], *([f"x{a}", b, c] for a, b, c in rows), ["1", "plain", "row"]] * 2
    document = SeparatedReader().read(written(rows, ",", end).encode(), name="a.csv", sha256="")
    assert raws(document) == [rows]


@given(st.text(alphabet=st.sampled_from('ab ",;\t|\n\r12é'), max_size=120))
def test_every_sign_survives_whatever_the_quotes(text: str) -> None:
    def ink(of: str) -> str:
        return "".join(sorted(char for char in of if not char.isspace() and char not in '",;\t|'))

    document = SeparatedReader().read(text.encode(), name="a.csv", sha256="")
    assert ink("".join(cell.raw for cell in document.cells())) == ink(text)
