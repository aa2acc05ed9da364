"""From a path to a document: which reader is chosen, and what is said when none can."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import DocumentError, Exit, MissingExtraError
from slough_tui.importers.readers import READERS, Reader, read_paper
from slough_tui.importers.readers.opening import LIMITS, MEGABYTE
from slough_tui.model.document import Block, BlockKind, Cell, Document, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from slough_tui.importers.readers import Progress

    Read = Callable[[str, bytes | str], Document]
    Refused = Callable[[str, bytes | str], str]

HEAVY = ("polars", "docx", "pdfplumber", "pdfminer", "openpyxl", "lxml", "pydantic", "textual")


def test_importing_the_readers_loads_no_heavy_library() -> None:
    code = f"import sys, slough_tui.importers.readers; print([m for m in {HEAVY} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert out.stdout.strip() == "[]"


def test_there_is_one_reader_for_each_of_the_seven_formats() -> None:
    names = [reader.name for reader in READERS]
    assert names == ["text", "markdown", "csv", "xlsx", "docx", "pdf", "parquet"]
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes)), "no ending belongs to two readers"


def test_a_document_knows_its_name_its_format_and_the_hash_of_its_bytes(read: Read) -> None:
    document = read("tracker.csv", "Ref,Text\n1,a\n")
    assert (document.name, document.format) == ("tracker.csv", "csv")
    assert document.sha256 == hashlib.sha256(b"Ref,Text\n1,a\n").hexdigest()


def test_every_cell_knows_the_block_row_and_column_it_stands_in(read: Read) -> None:
    document = read("paper.txt", "A heading\n\nRef\tText\n1\ta\n\nSome prose that ends here.\n")
    for number, block in enumerate(document.blocks):
        for at, row in enumerate(block.rows):
            assert [(c.place.block, c.place.row, c.place.column) for c in row] == [
                (number, at, column) for column in range(len(row))
            ]


# ---------------------------------------------------------------- files that are no files


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"^gone\.txt: there is no such file; check the name$"):
        read_paper(tmp_path / "gone.txt")


def test_a_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r": it is a folder; name the files in it$"):
        read_paper(tmp_path)


def test_a_file_below_a_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(DocumentError, match="there is no such file; a part of its path is not a folder"):
        read_paper(tmp_path / "a.txt" / "b.txt")


def test_a_link_to_itself_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    with pytest.raises(DocumentError, match="it is a link that leads back to itself"):
        read_paper(tmp_path / "loop.txt")


def test_a_name_too_long_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="its name is too long"):
        read_paper(tmp_path / ("a" * 400))


def test_a_nul_in_a_name_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="that is no name of a file"):
        read_paper(tmp_path / "a\0b.txt")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(DocumentError, match="it is a pipe or a device, not a file"):
        read_paper(tmp_path / "pipe.txt")


def test_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with pytest.raises(DocumentError, match="it is a pipe or a device, not a file"):
        read_paper(tmp_path / "zero.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_one_may_not_read_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(DocumentError, match="you may not read it; ask its owner"):
        read_paper(path)


def test_a_file_that_one_may_not_read_is_told_from_one_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.txt").write_text("x")

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DocumentError, match="you may not read it; ask its owner"):
        read_paper(tmp_path / "secret.txt")


def test_a_file_that_vanishes_between_look_and_open_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "there.txt"
    path.write_text("x")
    really_open = os.open

    def vanish(target: str, flags: int, *rest: int) -> int:
        path.unlink(missing_ok=True)
        return really_open(target, flags, *rest)

    monkeypatch.setattr(os, "open", vanish)
    with pytest.raises(DocumentError, match=r"^there\.txt: there is no such file"):
        read_paper(path)


@pytest.mark.parametrize("name", ["empty.txt", "empty.csv", "empty.xlsx", "empty.pdf", "empty"])
def test_an_empty_file_is_refused(refused: Refused, name: str) -> None:
    assert refused(name, b"") == f"{name}: it is empty; nothing was imported"


@pytest.mark.parametrize("content", ["\n\n \n", "\ufeff", ",,,\n,,\n"])
def test_a_file_of_blanks_has_no_text_in_it(refused: Refused, content: str) -> None:
    assert "there is no text in it" in refused("blank.csv", content)


def test_a_huge_text_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(b"some text\n")
        file.truncate(200 * MEGABYTE)
    message = "it has 200 MB, and a file of this kind is read up to 64 MB; split it"
    with pytest.raises(DocumentError, match=message) as caught:
        read_paper(path)
    assert caught.value.exit_code is Exit.UNREADABLE


def test_the_limit_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("more than ten bytes")
    with pytest.raises(DocumentError, match="is read up to"):
        read_paper(tmp_path / "a.txt", max_bytes=10)
    assert read_paper(tmp_path / "a.txt", max_bytes=100).blocks


def test_every_reader_has_a_limit() -> None:
    assert {reader.name for reader in READERS} == set(LIMITS)


def test_a_name_that_is_no_utf8_can_still_be_said(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(raw, "wb") as file:  # noqa: PTH123 - the name is bytes
        file.write(b"Some text here.\n")
    document = read_paper(tmp_path / os.fsdecode(b"caf\xe9.txt"))
    assert document.name == "caf\N{REPLACEMENT CHARACTER}.txt"


# ---------------------------------------------------------------- readers of others, and their faults


@dataclass
class Foreign:
    """A reader that somebody else wrote."""

    fault: BaseException | None = None
    name: str = "foreign"
    suffixes: tuple[str, ...] = (".foreign",)
    extra: str | None = None

    def read(self, data: bytes, *, name: str, sha256: str, progress: Progress | None = None) -> Document:
        if self.fault is not None:
            raise self.fault
        cell = Cell(data.decode(), Place(0, 0, 0))
        return Document(name, sha256, self.name, (Block(BlockKind.PARAGRAPH, ((cell,),)),))


class Panic(BaseException):
    """What a Rust library throws: no Exception."""


def read_foreign(tmp_path: Path, fault: BaseException | None = None) -> Document:
    (tmp_path / "a.foreign").write_text("hello")
    readers: tuple[Reader, ...] = (Foreign(fault), *READERS)
    return read_paper(tmp_path / "a.foreign", readers=readers)


def test_another_reader_can_be_passed_in(tmp_path: Path) -> None:
    assert read_foreign(tmp_path).blocks[0].text == "hello"


@pytest.mark.parametrize("fault", [ValueError("bad\nvalue"), Panic("rust fell over"), RecursionError("deep")])
def test_what_a_library_throws_becomes_one_line(tmp_path: Path, fault: BaseException) -> None:
    with pytest.raises(DocumentError) as caught:
        read_foreign(tmp_path, fault)
    message = str(caught.value)
    assert message.startswith("a.foreign: it is damaged, or no foreign file that we can read (")
    assert "\n" not in message


def test_too_little_memory_is_said_as_such(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="there is not enough memory to read it"):
        read_foreign(tmp_path, MemoryError())


def test_an_interrupt_is_not_taken_for_a_bad_file(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        read_foreign(tmp_path, KeyboardInterrupt())


def test_our_own_errors_pass_unchanged(tmp_path: Path) -> None:
    with pytest.raises(MissingExtraError, match="needs this"):
        read_foreign(tmp_path, MissingExtraError("needs this"))


@pytest.mark.parametrize(
    ("suffix", "module", "extra"),
    [("xlsx", "openpyxl", "excel"), ("docx", "docx", "word"), ("pdf", "pdfplumber", "pdf")],
)
def test_a_missing_library_names_the_extra_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, module: str, extra: str
) -> None:
    reader = next(reader for reader in READERS if reader.extra == extra)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as caught:
        reader.read(b"%PDF-1.7", name=f"a.{suffix}", sha256="")
    assert str(caught.value).endswith(f"pip install 'slough-tui[{extra}]'")
    assert caught.value.exit_code is Exit.UNREADABLE


@pytest.mark.parametrize("suffix", [".txt", ".md", ".csv"])
def test_progress_ends_at_the_whole(tmp_path: Path, suffix: str) -> None:
    told: list[tuple[int, int]] = []
    path = tmp_path / f"a{suffix}"
    path.write_text("Ref,Text\n1,a\n")
    read_paper(path, progress=lambda done, total: told.append((done, total)))
    assert told
    assert told[-1][0] == told[-1][1] > 0


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_text_longer_than_any_sample_is_read_whole(read: Read, codec: str) -> None:
    text = "x" + "é – 😀\n\n" * 20_000 + "The end.\n"
    assert read("a.txt", text.encode(codec)).blocks[-1].text == "The end."
