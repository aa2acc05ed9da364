"""Workbooks made by xlsxwriter, workbooks made to be wrong, and a few that only openpyxl makes."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from slough_tui.importers.readers import archives, protocol, sheets, workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]
    Refused = Callable[[str, bytes | str], str]
    Tables = Callable[[Document], list[list[list[str]]]]
    Outline = Callable[[Document], list[tuple[str, str]]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def made(*rows: list[Any], then: Callable[[Any, Any], None] | None = None, **options: Any) -> bytes:
    """A workbook with these rows in its first sheet; `then` gets the book and the sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "default_date_format": "dd/mm/yyyy", **options}
    ) as book:
        sheet = book.add_worksheet("Sheet1")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        if then is not None:
            then(book, sheet)
    return out.getvalue()


def made_by_openpyxl(*rows: list[Any]) -> bytes:
    """A formula without a value, a string inside its cell: what xlsxwriter does not write."""
    book: Any = openpyxl.Workbook()
    book.active.title = "Sheet1"
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def replaced(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def beside(rest: str) -> Callable[[bytes], bytes]:
    """Put this behind the cells of a sheet."""
    return lambda part: part.replace(b"</sheetData>", f"</sheetData>{rest}".encode())


def test_values_are_text_as_the_sheet_shows_them(read: Read, tables: Tables) -> None:
    def values(book: Any, sheet: Any) -> None:
        percent, moment = book.add_format({"num_format": "0%"}), book.add_format({"num_format": 22})
        sheet.write_number("A2", 0.1, book.add_format({"num_format": "0.00"}))
        sheet.write_row("B2", ["One", date(2023, 10, 31)])
        sheet.write_number("D2", 0.85, percent)
        sheet.write_row("E2", [True, 3])
        sheet.write_row("A3", ["0.20", "Two"])
        sheet.write_datetime("C3", datetime(2023, 10, 31, 14, 30), moment)
        sheet.write_number("D3", 0.5, percent)
        sheet.write_row("E3", [False, 2.0])
        sheet.write_datetime("C4", datetime(2023, 10, 1), book.add_format({"num_format": "mmm-yy"}))
        sheet.write_number("F4", 1234.5, book.add_format({"num_format": '"£"#,##0.00'}))

    data = made(["Ref", "Text", "Due", "Share", "Done", "Count"], then=values)
    assert tables(read("a.xlsx", data)) == [
        [
            ["Ref", "Text", "Due", "Share", "Done", "Count"],
            ["0.10", "One", "2023-10-31", "85%", "TRUE", "3"],
            ["0.20", "Two", "2023-10-31 14:30", "50%", "FALSE", "2"],
            ["", "", "October 2023", "", "", "£1,234.50"],
        ],
    ]


def test_cells_know_their_address_and_a_sheet_is_a_heading(read: Read) -> None:
    def plan(book: Any, _: Any) -> None:
        sheet = book.add_worksheet("Plan's & more")
        sheet.write_row("C4", ["Ref", "Text"])
        sheet.write_row("C5", [1, "a"])

    heading, table = read("a.xlsx", made(then=plan)).blocks[1:]
    assert (heading.kind.value, heading.level, heading.text) == ("heading", 1, "Plan's & more")
    assert [str(cell.place) for row in table.rows for cell in row] == [
        "'Plan''s & more'!C4",
        "'Plan''s & more'!D4",
        "'Plan''s & more'!C5",
        "'Plan''s & more'!D5",
    ]


def test_stacked_tables_and_their_titles_stand_apart(read: Read, outline: Outline) -> None:
    data = made(
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
    assert outline(read("a.xlsx", data)) == [
        ("heading", "Sheet1"),
        ("heading", "Audit actions"),
        ("heading", "As at 31 October 2023"),
        ("table", "Ref | Text"),
        ("heading", "Closed actions"),
        ("table", "Ref | Text"),
        ("paragraph", "These were closed by the committee at its meeting in May."),
    ]


def test_every_sheet_is_read_and_hidden_ones_are_noted(read: Read, outline: Outline) -> None:
    def old(book: Any, _: Any) -> None:
        for title, hide in (("Old", "hide"), ("Older", "very_hidden")):
            sheet = book.add_worksheet(title)
            getattr(sheet, hide)()
            sheet.write_row("A1", ["Ref", "Text"])
            sheet.write_row("A2", [2, "b"])
        sheet.set_row(1, None, None, {"hidden": True})

    document = read("a.xlsx", made(["Ref", "Text"], [1, "a"], then=old))
    assert [text for kind, text in outline(document) if kind == "heading"] == ["Sheet1", "Old", "Older"]
    assert document.notes["sheets"] == "Sheet1, Old, Older"
    assert document.notes["hidden sheets"] == "Old, Older"
    assert document.notes["hidden rows"] == "Older: 1"


def test_a_chart_of_its_own_is_no_sheet(read: Read, tables: Tables) -> None:
    def chart(book: Any, _: Any) -> None:
        line = book.add_chart({"type": "line"})
        line.add_series({"values": "=Sheet1!$A$2:$A$2"})
        book.add_chartsheet("Picture").set_chart(line)

    document = read("a.xlsx", made(["Ref", "Text"], [1, "a"], then=chart))
    assert document.notes["sheets"] == "Sheet1"
    assert tables(document) == [[["Ref", "Text"], ["1", "a"]]]


def test_a_value_merged_down_is_filled_with_a_mending_that_names_the_cell(read: Read, tables: Tables) -> None:
    rows: list[list[Any]] = [["Theme", "Action"], ["Housing", "a"], [None, "b"], [None, "c"], ["Roads", "d"]]
    document = read("a.xlsx", made(*rows, then=lambda _, sheet: sheet.merge_range("A2:A4", "Housing")))
    assert [row[0] for row in tables(document)[0]] == ["Theme", "Housing", "Housing", "Housing", "Roads"]
    assert [str(m.place) for m in document.mendings] == ["Sheet1!A3", "Sheet1!A4"]
    assert {m.what for m in document.mendings} == {"merged cell"}
    assert document.mendings[0].place == document.blocks[1].rows[2][0].place
    assert document.notes["merged"] == "Sheet1: A2:A4"


def test_merged_headers_and_titles_are_not_filled(read: Read, tables: Tables) -> None:
    def merge(_: Any, sheet: Any) -> None:
        sheet.merge_range("A1:A2", "Ref")
        sheet.merge_range("B1:C1", "RAG")

    document = read("a.xlsx", made([], [None, "Now", "Trend"], [1, "G", "up"], then=merge))
    assert tables(document) == [[["Ref", "RAG", ""], ["", "Now", "Trend"], ["1", "G", "up"]]]
    assert document.mendings == ()


def test_a_record_merged_over_blank_rows_does_not_part_the_table(read: Read, tables: Tables) -> None:
    def merge(_: Any, sheet: Any) -> None:
        sheet.merge_range("A2:A3", 1)
        sheet.merge_range("B2:B3", "a")

    data = made(["Ref", "Text"], [], [], [2, "b"], then=merge)
    assert tables(read("a.xlsx", data)) == [[["Ref", "Text"], ["1", "a"], ["2", "b"]]]


def test_a_formula_shows_its_last_value_and_one_without_is_noted(read: Read, tables: Tables) -> None:
    def formulas(_: Any, sheet: Any) -> None:
        sheet.write_formula("B2", "=1+1", None, 2)
        sheet.write_formula("B3", '=""', None, "blank")

    data = made(["Ref", "Sum"], ["1"], ["2"], then=formulas)
    document = read("a.xlsx", replaced(data, SHEET, lambda part: part.replace(b"<v>blank</v>", b"<v></v>")))
    assert [row[1] for row in tables(document)[0]] == ["Sum", "2", ""]
    assert "formulas without a value" not in document.notes
    bare = read("b.xlsx", made_by_openpyxl(["Ref", "Sum"], [1, "=1+1"], [2, "x"]))
    assert bare.notes["formulas without a value"] == "Sheet1: 1"


def test_line_ends_and_rich_text_inside_a_cell_are_kept(read: Read) -> None:
    def texts(book: Any, sheet: Any) -> None:
        sheet.write_string("A2", "line one\nline two")
        sheet.write_rich_string("B2", "plain ", book.add_format({"bold": True}), "bold", " plain")
        sheet.write_string("C2", "one\rtwo")  # stored as _x000D_

    document = read("a.xlsx", made(["Ref", "Text", "Note"], then=texts))
    assert [cell.raw for cell in document.blocks[1].rows[1]] == [
        "line one\nline two",
        "plain bold plain",
        "one\rtwo",
    ]


@pytest.mark.parametrize("options", [{"date_1904": True}, {"date_1904": True, "constant_memory": True}])
def test_strings_inside_cells_and_the_calendar_of_1904_are_read(
    read: Read, tables: Tables, options: dict[str, Any]
) -> None:
    data = made(["Ref", "Due"], ["1", date(2023, 10, 31)], **options)
    assert tables(read("a.xlsx", data))[0] == [["Ref", "Due"], ["1", "2023-10-31"]]


def test_errors_of_the_sheet_are_text(read: Read, tables: Tables) -> None:
    data = made(["Ref", "Text"], [1], then=lambda _, s: s.write_formula("B2", "=NA()", None, "#N/A"))
    assert tables(read("a.xlsx", data))[0][1] == ["1", "#N/A"]


def test_the_parts_of_a_sheet_that_no_paper_needs_can_do_no_harm(read: Read, tables: Tables) -> None:
    wrong = (
        '<autoFilter ref="nowhere"/><mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
        '<dataValidations><dataValidation errorStyle="loud" sqref="A1"/></dataValidations>'
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks><extLst><ext uri="{x}"/></extLst>'
    )
    data = replaced(made(["Ref", "Text"], [1, "a"], [None, "b"]), SHEET, beside(wrong))
    document = read("a.xlsx", data)
    assert tables(document) == [[["Ref", "Text"], ["1", "a"], ["1", "b"]]]
    assert document.notes["merged"] == "Sheet1: A2:A3"


def test_what_excel_adds_for_filters_lists_and_comments_is_read_without_a_word(
    read: Read, tables: Tables, recwarn: pytest.WarningsRecorder
) -> None:
    def extras(book: Any, sheet: Any) -> None:
        sheet.autofilter("A1:B2")
        sheet.filter_column("A", "x == NonBlanks")
        sheet.data_validation("B2:B9", {"validate": "list", "source": ["a", "b"]})
        sheet.conditional_format("A1:B2", {"type": "data_bar", "data_bar_2010": True})
        sheet.add_sparkline("D1", {"range": "Sheet1!A1:A2"})
        sheet.write_comment("B2", "a remark")
        sheet.write_url("C2", "https://example.org/paper", string="paper")
        sheet.freeze_panes(1, 0)
        sheet.protect("secret")
        book.define_name("Sheet1!Mine", "=Sheet1!$A$1")

    data = made(["Ref", "Text", "Link"], [1, "a"], then=extras)
    assert tables(read("a.xlsx", data)) == [[["Ref", "Text", "Link"], ["1", "a", "paper"]]]
    assert not recwarn


def test_a_number_whose_style_is_not_there_is_shown_plainly(read: Read, tables: Tables) -> None:
    data = replaced(
        made(["Ref", "Text"], [0.5, "a"]), SHEET, lambda part: part.replace(b'"A2"', b'"A2" s="77"')
    )
    assert tables(read("a.xlsx", data))[0][1] == ["0.5", "a"]


def test_cells_without_addresses_stand_in_their_order(read: Read, tables: Tables) -> None:
    def bare(part: bytes) -> bytes:
        rows = (
            '<row><c t="inlineStr"><is><t>Ref</t></is></c><c t="inlineStr"><is><t>Text</t></is></c></row>'
            '<row><c><v>1</v></c><c t="d"><v>2023-10-31T00:00:00</v></c></row>'
        )
        return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()

    data = replaced(made(["x"]), SHEET, bare)
    assert tables(read("a.xlsx", data)) == [[["Ref", "Text"], ["1", "2023-10-31"]]]


def test_progress_tells_the_bytes_of_the_sheets(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    data = made(["Ref", "Text"], *([i, "a"] for i in range(100)))
    workbook.WorkbookReader().read(data, name="a.xlsx", sha256="", progress=lambda *p: told.append(p))
    assert told[-1][0] == told[-1][1] > 0


# ---------------------------------------------------------------- bad input


def test_a_workbook_with_a_password_is_refused(refused: Refused) -> None:
    locked = io.BytesIO()
    plain = io.BytesIO(made(["Ref"], [1]))
    OOXMLFile(plain).encrypt("secret", locked)
    assert refused("a.xlsx", locked.getvalue()) == (
        "a.xlsx: it is protected by a password; open it with the password and save it without"
    )


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_workbook_cut_short_is_refused(refused: Refused, share: float) -> None:
    data = made(["Ref", "Text"], *([i, f"action {i}"] for i in range(200)))
    assert "it is damaged or was cut short" in refused("a.xlsx", data[: int(len(data) * share)])


def test_a_workbook_with_broken_bytes_is_refused(refused: Refused) -> None:
    data = bytearray(made(["Ref", "Text"], *([i, f"action {i}"] for i in range(2000))))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        at = archive.getinfo(SHEET).header_offset + 200
    data[at : at + 50] = bytes(50)
    assert "it is damaged or was cut short" in refused("a.xlsx", bytes(data))


def test_a_sheet_that_is_no_xml_is_refused(refused: Refused) -> None:
    data = replaced(made(["Ref"], [1]), SHEET, lambda _: b"<not xml")
    assert "it is damaged or was cut short" in refused("a.xlsx", data)


def test_a_string_that_is_not_there_is_refused(refused: Refused) -> None:
    none = f'<sst xmlns="{MAIN}"/>'.encode()
    data = replaced(made(["Ref", "Text"]), "xl/sharedStrings.xml", lambda _: none)
    assert "it is damaged" in refused("a.xlsx", data)


def test_a_workbook_without_sheets_is_refused(refused: Refused) -> None:
    data = replaced(
        made(["x"]),
        "xl/workbook.xml",
        lambda _: f'<workbook xmlns="{MAIN}"><sheets/></workbook>'.encode(),
    )
    assert "there is no sheet in it" in refused("a.xlsx", data)


def test_a_workbook_of_the_strict_kind_is_refused_with_the_way_out(refused: Refused) -> None:
    def strict(part: bytes) -> bytes:
        office = b"http://schemas.openxmlformats.org/officeDocument/2006"
        kind = part.replace(office, b"http://purl.oclc.org/ooxml/officeDocument")
        return kind.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")

    data = replaced(made(["x"]), "xl/workbook.xml", strict)
    assert "save it again as Excel workbook (.xlsx)" in refused("a.xlsx", data)


def test_a_workbook_whose_styles_are_wrong_is_refused(refused: Refused) -> None:
    data = replaced(made(["x"]), "xl/styles.xml", lambda part: part.replace(b'fontId="0"', b'fontId="no"'))
    assert refused("a.xlsx", data) == (
        "a.xlsx: it is damaged, or written in a way that no Excel writes; open it in Excel and save it again"
    )


def test_an_empty_workbook_has_nothing_to_read(read: Read) -> None:
    document = read("a.xlsx", made())
    assert [block.kind.value for block in document.blocks] == ["heading"]


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused_before_they_are_expanded(refused: Refused, part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)
    )
    sheet = (
        f'{bomb}]><worksheet xmlns="{MAIN}"><sheetData><row><c><v>&j;</v></c></row></sheetData></worksheet>'
    )
    data = replaced(made(["x"]), part, lambda _: sheet.encode())
    assert "it declares XML entities" in refused("a.xlsx", data)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_document_type_behind_a_long_remark_is_found(refused: Refused, codec: str) -> None:
    sheet = f'<?xml version="1.0" encoding="{codec}"?><!--{"x" * 100_000}--><!DOCTYPE x><x/>'
    data = replaced(made(["x"]), SHEET, lambda _: sheet.encode(codec))
    assert "it declares XML entities" in refused("a.xlsx", data)


def test_a_zip_bomb_is_refused_by_what_it_says_it_unpacks_to(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "XML_PART", 1_000_000)
    data = replaced(made(["x"]), SHEET, lambda part: part + b" " * 2_000_000)
    assert len(data) < 50_000
    assert "which no paper does; do not trust it" in refused("a.xlsx", data)


def test_a_cell_in_the_last_corner_costs_no_memory(read: Read) -> None:
    document = read("a.xlsx", made(["Ref", "Text"], [1, "a"], then=lambda _, s: s.write("XFD1048576", "far")))
    assert document.blocks[-1].text == "far"
    assert str(document.blocks[-1].cell.place) == "Sheet1!XFD1048576"


def test_a_merge_over_the_whole_sheet_costs_no_memory(read: Read, tables: Tables) -> None:
    merge = '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    data = replaced(made(["Ref", "Text"], [1, "a"], [None, "b"]), SHEET, beside(merge))
    assert tables(read("a.xlsx", data)) == [[["Ref", "Text"], ["1", "a"], ["1", "b"]]]


@pytest.mark.parametrize("filling", ["<row>" + "<c/>" * 2000 + "</row>", "<row/>" * 2000])
def test_blank_cells_and_rows_made_to_fill_the_memory_are_refused(
    refused: Refused, monkeypatch: pytest.MonkeyPatch, filling: str
) -> None:
    monkeypatch.setattr(sheets, "ELEMENTS", 1000)
    data = replaced(
        made(["x"]), SHEET, lambda part: part.replace(b"</sheetData>", f"{filling}</sheetData>".encode())
    )
    assert "it has more than" in refused("a.xlsx", data)


def test_too_many_cells_are_refused(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "CELLS", 50)
    monkeypatch.setattr(protocol, "CELLS", 50)
    assert "it has more than 50 cells" in refused("a.xlsx", made(*([1, 2, 3] for _ in range(20))))


def test_a_sparse_table_as_wide_as_the_sheet_is_refused(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "CELLS", 10_000)
    monkeypatch.setattr(protocol, "CELLS", 10_000)
    rows: list[list[Any]] = [["Ref", "Text"], *([1, "a"] for _ in range(20))]
    data = made(*rows, then=lambda _, sheet: sheet.write("XFD1", "far"))
    assert "it has more than 10,000 cells" in refused("a.xlsx", data)
