"""Word documents made by python-docx, and documents made to be wrong."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from slough_tui.importers.readers.numbering import number_text
from slough_tui.importers.readers.word import WordReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]
    Refused = Callable[[str, bytes | str], str]
    Tables = Callable[[Document], list[list[list[str]]]]
    Outline = Callable[[Document], list[tuple[str, str]]]


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_table(*rows: list[str]) -> tuple[Any, Any]:
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    return document, table


def put(document: Any, xml: str) -> None:
    """A paragraph of raw WordprocessingML at the end of the body."""
    document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))


def test_paragraphs_and_tables_come_in_their_order(read: Read, outline: Outline) -> None:
    document = docx.Document()
    document.add_heading("Progress report", 0)
    document.add_heading("Background", 2)
    document.add_paragraph("The committee agreed the plan in May.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Ref", "Text"
    document.add_paragraph("It was noted.")
    document.add_table(1, 1).cell(0, 0).text = "One"
    found = read("a.docx", saved(document))
    assert outline(found) == [
        ("heading", "Progress report"),
        ("heading", "Background"),
        ("paragraph", "The committee agreed the plan in May."),
        ("table", "Ref | Text"),
        ("paragraph", "It was noted."),
        ("table", "One"),
    ]
    assert [block.level for block in found.blocks[:2]] == [1, 2]


def test_numbers_that_word_prints_are_there(read: Read) -> None:
    document = docx.Document()
    document.add_heading("Asks", 1)
    for text in ("Do this.", "Do that."):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("And this.", style="List Bullet")
    found = [(b.kind.value, b.marker, b.text) for b in read("a.docx", saved(document)).blocks[1:]]
    assert found == [
        ("list", "1.", "1. Do this."),
        ("list", "2.", "2. Do that."),
        ("list", "•", "• And this."),
    ]


def numbered(document: Any, levels: str) -> None:
    """Give the document a list of its own with the id 77."""
    root = document.part.numbering_part.element
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def level(depth: int, form: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def entry(depth: int, text: str) -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
    return f"<w:pPr>{numbers}</w:pPr><w:r><w:t>{text}</w:t></w:r>"


def test_numbers_of_several_levels_count_as_in_word(read: Read) -> None:
    document = docx.Document()
    numbered(
        document, level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")
    )
    for depth, text in [(0, "a"), (1, "b"), (1, "c"), (2, "d"), (2, "e"), (0, "f"), (1, "g")]:
        put(document, entry(depth, text))
    markers = [block.marker for block in read("a.docx", saved(document)).blocks]
    assert markers == ["1.", "1.1", "1.2", "(a)", "(b)", "2.", "2.1"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (14, "lowerRoman", "xiv"),
        (1999, "upperRoman", "MCMXCIX"),
    ],
)
def test_counts_are_written_in_the_form_of_their_list(number: int, form: str, text: str) -> None:
    assert number_text(number, form) == text


def test_a_typed_number_is_a_marker_too(read: Read) -> None:
    document = docx.Document()
    document.add_heading("Asks", 1)
    document.add_paragraph("2.13 The Council agreed the plan.")
    block = read("a.docx", saved(document)).blocks[1]
    assert (block.kind.value, block.marker) == ("list", "2.13")


def test_a_short_line_in_bold_is_a_heading(read: Read, outline: Outline) -> None:
    document = docx.Document()
    document.add_heading("Report", 1)
    document.add_paragraph().add_run("Reporting by exception").bold = True
    document.add_paragraph("Reporting by exception")
    assert [kind for kind, _ in outline(read("a.docx", saved(document)))] == [
        "heading",
        "heading",
        "paragraph",
    ]


def test_a_document_without_styles_has_its_headings_guessed(read: Read, outline: Outline) -> None:
    document = docx.Document()
    document.add_paragraph("Directions Progress Summary")
    document.add_paragraph("The committee agreed the plan in May.")
    assert [kind for kind, _ in outline(read("a.docx", saved(document)))] == ["heading", "paragraph"]


def test_a_merged_cell_stands_once_at_its_top_left(read: Read, tables: Tables) -> None:
    document, table = with_table(
        ["Ref", "RAG", ""], ["", "Now", "Trend"], ["1", "G", "up"], ["", "A", "same"]
    )
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    assert tables(read("a.docx", saved(document))) == [
        [["Ref", "RAG", ""], ["", "Now", "Trend"], ["1", "G", "up"], ["", "A", "same"]],
    ]


def test_a_nested_table_is_text_of_its_cell(read: Read, tables: Tables) -> None:
    document, table = with_table(["Ref", "Text"], ["1", "Before"])
    nested = table.cell(1, 1).add_table(2, 2)
    for at in range(2):
        for column in range(2):
            nested.cell(at, column).text = f"n{at}{column}"
    found = tables(read("a.docx", saved(document)))
    assert found == [[["Ref", "Text"], ["1", "Before n00 n01 n10 n11"]]]


def test_several_paragraphs_and_lists_in_a_cell_keep_their_lines(read: Read) -> None:
    document, table = with_table(["Ref", "Text"], ["1", "First"])
    table.cell(1, 1).add_paragraph("Second", style="List Number")
    raw = read("a.docx", saved(document)).blocks[0].rows[1][1].raw
    assert raw == "First\n1. Second"


def test_inserted_text_counts_and_deleted_text_does_not(read: Read, outline: Outline) -> None:
    document = docx.Document()
    put(
        document,
        '<w:r><w:t xml:space="preserve">The plan </w:t></w:r>'
        '<w:del w:id="1" w:author="x"><w:r><w:delText>was refused.</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="x"><w:r><w:t>was agreed.</w:t></w:r></w:ins>',
    )
    found = read("a.docx", saved(document))
    assert outline(found) == [("paragraph", "The plan was agreed.")]
    assert found.notes["tracked changes"] == "2"


def test_a_deleted_row_is_not_there(read: Read, tables: Tables) -> None:
    document, table = with_table(["Ref", "Text"], ["1", "gone"], ["2", "here"])
    row = table.rows[1]._tr
    row.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="x"/>'))
    assert tables(read("a.docx", saved(document))) == [[["Ref", "Text"], ["2", "here"]]]


def test_links_and_content_controls_are_read(read: Read, outline: Outline) -> None:
    document = docx.Document()
    document.add_heading("Report", 1)
    put(
        document,
        '<w:r><w:t xml:space="preserve">See </w:t></w:r>'
        "<w:hyperlink><w:r><w:t>the plan, as agreed.</w:t></w:r></w:hyperlink>",
    )
    control = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>It is inside, they say.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(-1, parse_xml(control.replace("<w:sdt>", f"<w:sdt {nsdecls('w')}>", 1)))
    texts = [text for _, text in outline(read("a.docx", saved(document)))]
    assert texts == ["Report", "See the plan, as agreed.", "It is inside, they say."]


def test_text_boxes_are_left_out_and_noted(read: Read, outline: Outline) -> None:
    document = docx.Document()
    put(
        document,
        "<w:r><w:t>Outside the box.</w:t></w:r>"
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Inside.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    )
    found = read("a.docx", saved(document))
    assert outline(found) == [("paragraph", "Outside the box.")]
    assert found.notes["text boxes (left out)"] == "1"


def test_headers_and_footers_are_furniture(read: Read, outline: Outline) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
    document.sections[0].footer.paragraphs[0].text = "Council papers"
    document.add_paragraph("The committee agreed the plan in May.")
    document.add_section()
    assert outline(read("a.docx", saved(document))) == [
        ("furniture", "CONFIDENTIAL"),
        ("paragraph", "The committee agreed the plan in May."),
        ("furniture", "Council papers"),
    ]


def test_pages_are_known_where_word_left_its_breaks(read: Read) -> None:
    document = docx.Document()
    put(document, "<w:r><w:t>On page one.</w:t></w:r>")
    put(document, "<w:r><w:lastRenderedPageBreak/><w:t>It begins on page one.</w:t></w:r>")
    put(document, "<w:r><w:t>On page two.</w:t></w:r>")
    pages = [block.cell.place.page for block in read("a.docx", saved(document)).blocks]
    assert pages == [1, 2, 2]
    bare = docx.Document()
    bare.add_paragraph("No pages here.")
    assert read("b.docx", saved(bare)).blocks[0].cell.place.page is None


def test_progress_ends_at_the_whole() -> None:
    document = docx.Document()
    for number in range(250):
        document.add_paragraph(f"Paragraph {number}.")
    told: list[tuple[int, int]] = []
    WordReader().read(saved(document), name="a.docx", sha256="", progress=lambda *p: told.append(p))
    assert told == [(200, 250), (250, 250)]


# ---------------------------------------------------------------- bad input


def with_body(xml: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def test_a_document_cut_short_is_refused(refused: Refused) -> None:
    data = saved(docx.Document())
    assert "it is damaged or was cut short" in refused("a.docx", data[: len(data) // 2])


def test_a_document_that_is_no_xml_is_refused(refused: Refused) -> None:
    message = refused("a.docx", with_body(b"<not xml"))
    assert message == "a.docx: it is damaged, or no Word document; open it in Word and save it again"


def test_entities_are_not_expanded(refused: Refused) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)
    )
    body = f"{bomb}]><w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
    message = refused("a.docx", with_body(body.encode()))
    assert len(message) < 200


def test_a_document_without_a_word_is_refused(refused: Refused) -> None:
    assert "there is no text in it" in refused("a.docx", saved(docx.Document()))
