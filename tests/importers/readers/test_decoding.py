"""Bytes become text in every encoding that papers come in, and the choice is said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.errors import DocumentError
from slough_tui.importers.readers.decoding import decode, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]

ENGLISH = "The council’s café – “open” until 5 – costs £30,000…"
PLURALS = "Members’ allowances, officers’ time and the boards’ ‘asks’ – £4m"


@pytest.mark.parametrize("text", [ENGLISH, PLURALS, "naïve façade", "• one\n• two – three", "a cost of £5"])
@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_english_with_its_signs_survives_every_encoding(text: str, codec: str, label: str) -> None:
    decoded = decode(text.encode(codec), name="a.txt")
    assert decoded.text == text
    assert decoded.encoding == label


@pytest.mark.parametrize("text", [ENGLISH, PLURALS, "naïve façade", "• one\n• two – three"])
def test_english_with_its_signs_survives_mac_roman(text: str) -> None:
    decoded = decode(text.encode("mac_roman"), name="a.txt")
    assert (decoded.text, decoded.encoding) == (text, "Mac Roman")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_noughts(codec: str) -> None:
    assert decode(ENGLISH.encode(codec), name="a.txt").text == ENGLISH


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "utf-16"])
def test_whatever_is_not_utf8_is_said_in_a_mending(codec: str) -> None:
    [mending] = decode(ENGLISH.encode(codec), name="a.txt").mendings
    assert mending.what == "encoding"
    assert mending.now == "UTF-8"
    assert mending.raw != "UTF-8"


def test_utf8_needs_no_mending() -> None:
    assert decode(ENGLISH.encode(), name="a.txt").mendings == ()


def test_utf8_with_a_few_faulty_bytes_stays_utf8() -> None:
    decoded = decode(ENGLISH.encode() + b" it\x92s here", name="a.txt")
    assert decoded.text == ENGLISH + " it’s here"
    assert "1 bytes are not UTF-8" in decoded.mendings[0].why


def test_nuls_are_taken_out_and_counted() -> None:
    decoded = decode(b"Ref\0 and\0 text, with more letters than noughts", name="a.txt")
    assert decoded.text == "Ref and text, with more letters than noughts"
    assert decoded.mendings[0].why.startswith("2 of them")


def test_a_hostile_text_with_escapes_is_still_text() -> None:
    assert decode(b"\x1b[31mred\x1b[0m" * 50, name="a.txt").text.startswith("\x1b[31m")


def test_binary_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"a\.txt: it is binary, not text"):
        decode(bytes(range(32)) * 10, name="a.txt")


def test_a_mark_that_lies_is_refused_with_the_place() -> None:
    with pytest.raises(DocumentError, match=r"it says it is UTF-8 and is not \(byte 1\)"):
        decode(b"\xef\xbb\xbfa\xff\xff", name="a.txt")


@given(st.binary(max_size=300))
def test_no_bytes_bring_it_down(data: bytes) -> None:
    try:
        text = decode(data, name="a.txt").text
    except DocumentError as error:
        text = error.hint
    assert "\0" not in text


@given(st.binary(max_size=200))
def test_the_choice_is_the_same_every_time(data: bytes) -> None:
    def once() -> object:
        try:
            return decode(data, name="a.txt")
        except DocumentError as error:
            return str(error)

    assert once() == once()


@pytest.mark.parametrize(("end", "label"), [("\n", "LF"), ("\r\n", "CRLF"), ("\r", "CR")])
def test_every_line_end_counts_lines_alike(end: str, label: str) -> None:
    lines, found = lines_of(f"one{end}two{end}{end}four")
    assert [(line.text, line.number) for line in lines] == [("one", 1), ("two", 2), ("", 3), ("four", 4)]
    assert found == label


def test_a_lone_cr_inside_a_line_ends_no_line() -> None:
    lines, _ = lines_of("a\rb\tc\nd\ne\n")
    assert [line.number for line in lines if not line.is_blank] == [1, 2, 3]


def test_a_line_separator_of_unicode_ends_no_line() -> None:
    lines, _ = lines_of("a\u2028b\x85c\x0bd\n")
    assert len([line for line in lines if line.text]) == 1


def test_a_form_feed_parts_a_line_but_counts_none() -> None:
    lines, _ = lines_of("one\n\ftwo\nthree")
    found = [(line.text, line.number, line.breaks) for line in lines if line.text]
    assert found == [("one", 1, 0), ("two", 2, 1), ("three", 3, 0)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["t.txt", "t.csv"])
def test_a_tracker_reads_the_same_in_every_encoding_and_line_end(
    read: Read, tables: Callable[[Document], list[list[list[str]]]], codec: str, end: str, name: str
) -> None:
    separator = "\t" if name == "t.txt" else ","
    rows = [["Ref", "Text", "Note"], ["0.1", "The council’s “plan”", "£5 – agreed"], ["0.2", "Café", ""]]
    text = end.join(separator.join(row) for row in rows) + end
    assert tables(read(name, text.encode(codec))) == [rows]
