"""Markdown (`.md`): headings, paragraphs, lists and pipe tables, with the marks of the format taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from slough_tui.importers.readers.decoding import decode, lines_of
from slough_tui.importers.readers.pieces import assemble
from slough_tui.importers.readers.pipes import is_rule_row
from slough_tui.importers.readers.prose import Line, pieces_of
from slough_tui.model.document import BlockKind, Document

if TYPE_CHECKING:
    from slough_tui.importers.readers.pieces import Piece
    from slough_tui.importers.readers.protocol import Progress

_ATX = re.compile(r"\s{0,3}#{1,6}\s+\S")
_HASHES = re.compile(r"#{1,6}\s+(.*?)(?:\s+#+)?\s*")
_SETEXT = re.compile(r"\s{0,3}(=+|-+)\s*")
_RULE = re.compile(r"(?:[-_*=]\s*){3,}|`{3,}.*|~{3,}.*")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ITALIC = re.compile(r"(?<![\w\\*])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])")
_BOLD = re.compile(r"(?<![\w\\])(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1(?!\w)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MarkdownReader:
    """Reads Markdown. Headings are guessed from short lines only where the file marks none."""

    name: str = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdown")
    extra: str | None = None

    def read(self, data: bytes, *, name: str, sha256: str, progress: Progress | None = None) -> Document:
        """Blocks with line numbers; the rules under headers are not kept. Raises DocumentError."""
        decoded = decode(data, name=name)
        lines, ends = lines_of(decoded.text)
        lines = _outer_pipes(_marked_headings([replace(line, text=_indent(line.text)) for line in lines]))
        guess = not any(_ATX.match(line.text) for line in lines)
        pieces = [p for p in pieces_of(lines, width=0, guess=guess) if not _is_table_rule(p)]
        for piece in pieces:
            _take_marks_off(piece)
        if progress is not None:
            progress(len(data), len(data))
        notes = {"encoding": decoded.encoding, "line ends": ends}
        return Document(name, sha256, self.name, assemble(pieces, name=name), decoded.mendings, notes)


def _indent(text: str) -> str:
    """Tabs that indent a list are no table."""
    bare = text.lstrip("\t ")
    return text[: len(text) - len(bare)].replace("\t", "    ") + bare


def _marked_headings(lines: list[Line]) -> list[Line]:
    """Headings underlined with `===` or `---` are written with hashes instead."""
    out: list[Line] = []
    for line in lines:
        under = _SETEXT.fullmatch(line.text)
        above = out[-1] if out else None
        alone = len(out) < 2 or out[-2].is_blank
        if under and above and alone and not above.is_blank and not _is_marked(above.text):
            hashes = "#" if under[1][0] == "=" else "##"
            out[-1] = replace(above, text=f"{hashes} {above.text.strip()}")
            out.append(replace(line, text=""))
        else:
            out.append(line)
    return out


def _is_marked(text: str) -> bool:
    return (
        bool(_ATX.match(text) or _RULE.fullmatch(text.strip()))
        or "|" in text
        or text.lstrip()[:2] in {"- ", "* "}
    )


def _outer_pipes(lines: list[Line]) -> list[Line]:
    """Tables without outer pipes get them: known by the rule under their header."""
    out = list(lines)
    for index, line in enumerate(lines):
        if index == 0 or not is_rule_row(line.text) or "|" not in lines[index - 1].text:
            continue
        for at in range(index - 1, len(lines)):
            text = lines[at].text.strip()
            if "|" not in text:
                break
            if not text.startswith("|"):
                out[at] = replace(lines[at], text=f"| {text} |")
    return out


def _is_table_rule(piece: Piece) -> bool:
    return piece.kind is BlockKind.FURNITURE and is_rule_row(piece.raw)


def _take_marks_off(piece: Piece) -> None:
    if piece.kind is BlockKind.PARAGRAPH and _RULE.fullmatch(piece.raw.strip()):
        piece.kind = BlockKind.FURNITURE
        return
    for row in piece.rows:
        row.cells = [_plain(cell, table=piece.is_table) for cell in row.cells]
    if piece.kind is BlockKind.HEADING:
        cell = piece.rows[0].cells[0]
        hashes = _HASHES.fullmatch(cell)
        piece.rows[0].cells[0] = _plain(hashes[1] if hashes else cell)


def _plain(cell: str, *, table: bool = False) -> str:
    """`<br>` is a line end, an escaped sign the sign itself; a cell all in bold is just the cell.

    So are a table's words in bold or italics, which would stand between a field and its value; in prose they stay.
    """
    text = _BREAK.sub("\n", cell)
    whole = None if table else _BOLD.fullmatch(text.strip())
    if table:
        text = _ITALIC.sub(r"\1", _BOLD.sub(r"\2", text))
    return _ESCAPE.sub(r"\1", whole[2] if whole else text)
