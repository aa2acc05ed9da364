"""Workbooks made by openpyxl and xlsxwriter, and workbooks made to be wrong."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from slough_tui.importers.readers import archives, protocol, workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]
    Refused = Callable[[str, bytes | str], str]
    Tables = Callable[[Document], list[list[list[str]]]]
    Outline = Callable[[Document], list[tuple[str, str]]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows: list[Any], title: str = "Sheet1") -> Any:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def replaced(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def test_values_are_text_as_the_sheet_shows_them(read: Read, tables: Tables) -> None:
    book = book_of(
        ["Ref", "Text", "Due", "Share", "Done", "Count"],
        [0.1, "One", date(2023, 10, 31), 0.85, True, 3],
        ["0.20", "Two", datetime(2023, 10, 31, 14, 30), 0.5, False, 2.0],
    )
    book.active["A2"].number_format = "0.00"
    book.active["D2"].number_format = book.active["D3"].number_format = "0%"
    assert tables(read("a.xlsx", saved(book))) == [
        [
            ["Ref", "Text", "Due", "Share", "Done", "Count"],
            ["0.10", "One", "2023-10-31", "85%", "TRUE", "3"],
            ["0.20", "Two", "2023-10-31 14:30", "50%", "FALSE", "2"],
        ],
    ]


def test_cells_know_their_address_and_a_sheet_is_a_heading(read: Read) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Plan & more"
    book.active["C4"], book.active["D4"], book.active["C5"], book.active["D5"] = "Ref", "Text", 1, "a"
    document = read("a.xlsx", saved(book))
    heading, table = document.blocks
    assert (heading.kind.value, heading.level, heading.text) == ("heading", 1, "Plan & more")
    assert [str(cell.place) for row in table.rows for cell in row] == [
        "'Plan & more'!C4",
        "'Plan & more'!D4",
        "'Plan & more'!C5",
        "'Plan & more'!D5",
    ]


def test_stacked_tables_and_their_titles_stand_apart(read: Read, outline: Outline) -> None:
    book = book_of(
        ["Audit actions"],
        ["As at 31 October 2023"],
        ["Ref", "Text"],
        [1, "a"],
        [],
        ["Closed actions"],
        ["Ref", "Text"],
        [2, "b"],
        [None],
        ["These were closed by the committee at its meeting in May."],
    )
    assert outline(read("a.xlsx", saved(book))) == [
        ("heading", "Sheet1"),
        ("heading", "Audit actions"),
        ("heading", "As at 31 October 2023"),
        ("table", "Ref | Text"),
        ("heading", "Closed actions"),
        ("table", "Ref | Text"),
        ("paragraph", "These were closed by the committee at its meeting in May."),
    ]


def test_every_sheet_is_read_and_hidden_ones_are_noted(read: Read, outline: Outline) -> None:
    book = book_of(["Ref", "Text"], [1, "a"])
    hidden = book.create_sheet("Old")
    hidden.sheet_state = "hidden"
    hidden.append(["Ref", "Text"])
    hidden.append([2, "b"])
    hidden.row_dimensions[2].hidden = True
    document = read("a.xlsx", saved(book))
    assert [text for kind, text in outline(document) if kind == "heading"] == ["Sheet1", "Old"]
    assert document.notes["sheets"] == "Sheet1, Old"
    assert document.notes["hidden sheets"] == "Old"
    assert document.notes["hidden rows"] == "Old: 1"


def test_a_value_merged_down_is_filled_with_a_mending_that_names_the_cell(read: Read, tables: Tables) -> None:
    book = book_of(["Theme", "Action"], ["Housing", "a"], [None, "b"], [None, "c"], ["Roads", "d"])
    book.active.merge_cells("A2:A4")
    document = read("a.xlsx", saved(book))
    assert [row[0] for row in tables(document)[0]] == ["Theme", "Housing", "Housing", "Housing", "Roads"]
    assert [str(m.place) for m in document.mendings] == ["Sheet1!A3", "Sheet1!A4"]
    assert {m.what for m in document.mendings} == {"merged cell"}
    assert document.mendings[0].place == document.blocks[1].rows[2][0].place
    assert "A2:A4" in document.notes["merged"]


def test_merged_headers_and_titles_are_not_filled(read: Read, tables: Tables) -> None:
    book = book_of(["Ref", "RAG", None], [None, "Now", "Trend"], [1, "G", "up"])
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    document = read("a.xlsx", saved(book))
    assert tables(document) == [[["Ref", "RAG", ""], ["", "Now", "Trend"], ["1", "G", "up"]]]
    assert document.mendings == ()


def test_a_record_merged_over_blank_rows_does_not_part_the_table(read: Read, tables: Tables) -> None:
    book = book_of(["Ref", "Text"], [1, "a"], [None, None], [2, "b"])
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("B2:B3")
    assert tables(read("a.xlsx", saved(book))) == [[["Ref", "Text"], ["1", "a"], ["2", "b"]]]


def test_a_formula_shows_its_last_value_and_one_without_is_noted(
    read: Read, tables: Tables, tmp_path: Path
) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "made.xlsx")) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 0, ["Ref", "Sum"])
        sheet.write(1, 0, "1")
        sheet.write_formula(1, 1, "=1+1", None, 2)
    assert tables(read("a.xlsx", (tmp_path / "made.xlsx").read_bytes()))[0][1] == ["1", "2"]
    bare = read("b.xlsx", saved(book_of(["Ref", "Sum"], [1, "=1+1"], [2, "x"])))
    assert bare.notes["formulas without a value"] == "Sheet1: 1"


def test_line_ends_and_rich_text_inside_a_cell_are_kept(read: Read, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "made.xlsx")) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, ["Ref", "Text"])
        sheet.write_string(1, 0, "line one\nline two")
        sheet.write_rich_string(1, 1, "plain ", bold, "bold", " plain")
    document = read("a.xlsx", (tmp_path / "made.xlsx").read_bytes())
    assert [cell.raw for cell in document.blocks[1].rows[1]] == ["line one\nline two", "plain bold plain"]


def test_strings_inside_cells_and_the_calendar_of_1904_are_read(
    read: Read, tables: Tables, tmp_path: Path
) -> None:
    options = {"in_memory": True, "constant_memory": True, "date_1904": True}
    with xlsxwriter.Workbook(str(tmp_path / "made.xlsx"), options) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Ref", "Due"])
        sheet.write_string(1, 0, "1")
        sheet.write_datetime(1, 1, datetime(2023, 10, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
    assert tables(read("a.xlsx", (tmp_path / "made.xlsx").read_bytes()))[0] == [
        ["Ref", "Due"],
        ["1", "2023-10-31"],
    ]


def test_errors_of_the_sheet_are_text(read: Read, tables: Tables) -> None:
    book = book_of(["Ref", "Text"], [1, "x"])
    book.active["B2"].value = "#N/A"
    book.active["B2"].data_type = "e"
    assert tables(read("a.xlsx", saved(book)))[0][1] == ["1", "#N/A"]


def test_cells_without_addresses_stand_in_their_order(read: Read, tables: Tables) -> None:
    def bare(part: bytes) -> bytes:
        rows = (
            '<row><c t="inlineStr"><is><t>Ref</t></is></c><c t="inlineStr"><is><t>Text</t></is></c></row>'
            '<row><c><v>1</v></c><c t="d"><v>2023-10-31T00:00:00</v></c></row>'
        )
        return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()

    data = replaced(saved(book_of(["x"])), "xl/worksheets/sheet1.xml", bare)
    assert tables(read("a.xlsx", data)) == [[["Ref", "Text"], ["1", "2023-10-31"]]]


def test_progress_tells_the_bytes_of_the_sheets(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    data = saved(book_of(["Ref", "Text"], *([i, "a"] for i in range(100))))
    workbook.WorkbookReader().read(data, name="a.xlsx", sha256="", progress=lambda *p: told.append(p))
    assert told[-1][0] == told[-1][1] > 0


# ---------------------------------------------------------------- bad input


def test_a_workbook_with_a_password_is_refused(refused: Refused) -> None:
    locked = io.BytesIO()
    plain = io.BytesIO(saved(book_of(["Ref"], [1])))
    OOXMLFile(plain).encrypt("secret", locked)
    assert refused("a.xlsx", locked.getvalue()) == (
        "a.xlsx: it is protected by a password; open it with the password and save it without"
    )


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_workbook_cut_short_is_refused(refused: Refused, share: float) -> None:
    data = saved(book_of(["Ref", "Text"], *([i, f"action {i}"] for i in range(200))))
    assert "it is damaged or was cut short" in refused("a.xlsx", data[: int(len(data) * share)])


def test_a_workbook_with_broken_bytes_is_refused(refused: Refused) -> None:
    data = bytearray(saved(book_of(["Ref", "Text"], *([i, f"action {i}"] for i in range(2000)))))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 200
    data[at : at + 50] = bytes(50)
    assert "it is damaged or was cut short" in refused("a.xlsx", bytes(data))


def test_a_sheet_that_is_no_xml_is_refused(refused: Refused) -> None:
    data = replaced(saved(book_of(["Ref"], [1])), "xl/worksheets/sheet1.xml", lambda _: b"<not xml")
    assert "it is damaged or was cut short" in refused("a.xlsx", data)


def test_a_string_that_is_not_there_is_refused(refused: Refused, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "made.xlsx")) as book:
        book.add_worksheet().write_row(0, 0, ["Ref", "Text"])
    none = f'<sst xmlns="{MAIN}"/>'.encode()
    data = replaced((tmp_path / "made.xlsx").read_bytes(), "xl/sharedStrings.xml", lambda _: none)
    assert "it is damaged" in refused("a.xlsx", data)


def test_a_workbook_without_sheets_is_refused(refused: Refused) -> None:
    data = replaced(
        saved(book_of(["x"])),
        "xl/workbook.xml",
        lambda _: f'<workbook xmlns="{MAIN}"><sheets/></workbook>'.encode(),
    )
    assert "there is no sheet in it" in refused("a.xlsx", data)


def test_an_empty_workbook_has_nothing_to_read(read: Read) -> None:
    document = read("a.xlsx", saved(openpyxl.Workbook()))
    assert [block.kind.value for block in document.blocks] == ["heading"]


def test_entities_are_refused_before_they_are_expanded(refused: Refused) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)
    )
    sheet = (
        f'{bomb}]><worksheet xmlns="{MAIN}"><sheetData><row><c><v>&j;</v></c></row></sheetData></worksheet>'
    )
    data = replaced(saved(book_of(["x"])), "xl/worksheets/sheet1.xml", lambda _: sheet.encode())
    assert "it declares XML entities" in refused("a.xlsx", data)


def test_a_zip_bomb_is_refused_by_what_it_says_it_unpacks_to(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "XML_PART", 1_000_000)
    data = replaced(saved(book_of(["x"])), "xl/worksheets/sheet1.xml", lambda part: part + b" " * 2_000_000)
    assert len(data) < 50_000
    assert "which no paper does; do not trust it" in refused("a.xlsx", data)


def test_a_cell_in_the_last_corner_costs_no_memory(read: Read) -> None:
    book = book_of(["Ref", "Text"], [1, "a"])
    book.active["XFD1048576"] = "far"
    document = read("a.xlsx", saved(book))
    assert document.blocks[-1].text == "far"
    assert str(document.blocks[-1].cell.place) == "Sheet1!XFD1048576"


def test_too_many_cells_are_refused(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "CELLS", 50)
    monkeypatch.setattr(protocol, "CELLS", 50)
    assert "it has more than 50 cells" in refused("a.xlsx", saved(book_of(*([1, 2, 3] for _ in range(20)))))


def test_a_sparse_table_as_wide_as_the_sheet_is_refused(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "CELLS", 10_000)
    monkeypatch.setattr(protocol, "CELLS", 10_000)
    book = book_of(["Ref", "Text"], *([1, "a"] for _ in range(20)))
    book.active["XFD1"] = "far"
    assert "it has more than 10,000 cells" in refused("a.xlsx", saved(book))
