"""Lines become pieces: tables of tabs, of pipes or in HTML, headings, list entries, paragraphs.

Shared by every reader that has lines: text, and the text of a PDF outside its tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from slough_tui.importers.readers.pieces import Piece, PieceRow
from slough_tui.importers.readers.pipes import is_pipe_row, is_rule_row, pipe_cells
from slough_tui.importers.readers.tagged import around_tables, tagged_tables
from slough_tui.importers.readers.titles import heading_of, marker_of
from slough_tui.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CONTENTS = re.compile(r"(?:table of )?contents:?|index", re.IGNORECASE)
_CONTENTS_LINE = re.compile(r".*\D[\s.]*\d{1,3}")
_LABELLED = re.compile(
    r"(?:[A-Z]\w+ ){0,2}(?:lead|owner|officer|who|by|member|holder|status|b?rag|rating|due|date|deadline|timescale|response|"
    r"progress|update|assessment|verdict|decision|priority)\s?:\s+\S",
    re.IGNORECASE,
)
"""A line that begins with a field's label starts afresh, however full the line above it is."""
_ROW_NUMBER = re.compile(r"\W*(?:[A-Za-z]{1,4}[ ./-]?)?\d[\w./()-]{0,8}\W*")
"""A first cell that numbers its row."""
_BULLETS = "•-–·○*"
_ENDS_SENTENCE = (".", "!", "?", ":", ";")
WRAP_WIDEST = 140
"""A file whose lines nearly all stay below this was broken into lines by a machine."""
WRAP_NARROWEST = 40
WRAP_LINES = 5
BROKEN = 12
"""A row is not broken over more lines than this."""
FULL = 0.75
"""A line of this share of the width is full: its paragraph goes on."""


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line: its text without the line end, its number from 1, form feeds before it.

    Where the format knows it: `strong` lines are set apart by their type (bold, large), `full` lines
    reach the right edge of their column, so that their paragraph goes on.
    """

    text: str
    number: int
    page: int | None = None
    breaks: int = 0
    strong: bool = False
    full: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text or self.text.isspace()


def pieces_of(lines: Sequence[Line], *, width: int | None, guess: bool = True) -> list[Piece]:
    """Pieces in order; every line that is not blank lands in exactly one of them.

    A line of three quarters of `width` or more goes on in the next one (see `wrap_width`; 0: lines
    without a blank line between them are one paragraph). `guess` says that a short line standing alone
    is a heading.
    """
    pieces: list[Piece] = []
    for is_table, part in around_tables(lines):
        pieces += tagged_tables(part) if is_table else _untagged(part, width, guess=guess)
    return pieces


def _untagged(lines: Sequence[Line], width: int | None, *, guess: bool) -> list[Piece]:
    pieces: list[Piece] = []
    contents = False
    for run in _runs(_whole_rows(lines)):
        if "\t" in run[0].text:
            found = [_tab_table(run)]
        elif is_pipe_row(run[0].text):
            found = list(_pipe_table(run))
        else:
            found = list(_prose(run, width, guess=guess))
        found[0].breaks = run[0].breaks
        for piece in found:
            contents = _mark_contents(piece, inside=contents)
        pieces.extend(found)
    return pieces


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which a machine broke the lines, or None if a line is a whole paragraph.

    Broken lines crowd below one width and mostly stop in the middle of a sentence.
    """
    texts = [line.text.strip() for line in lines if not line.is_blank and "\t" not in line.text]
    lengths = sorted(map(len, texts))
    wide = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    if not WRAP_NARROWEST <= wide <= WRAP_WIDEST or lengths[-1] > 2 * WRAP_WIDEST:
        return None
    full = [text for text in texts if len(text) >= FULL * wide]
    cut = sum(not text.endswith(_ENDS_SENTENCE) for text in full)
    crowded = len(full) >= WRAP_LINES and len(full) >= 0.2 * len(texts)
    return wide if crowded and cut >= 0.6 * len(full) else None


def _runs(broken: Iterable[Line]) -> Iterator[list[Line]]:
    """Consecutive lines of one sort: with tabs, with pipes, or prose. Blank lines and page breaks end a run."""
    lines = list(broken)
    run: list[Line] = []
    sort = ""
    breaks = 0
    goes_on = _tables_going_on(lines)
    for position, line in enumerate(lines):
        inside = sort == "tabs" and goes_on[position]
        if line.is_blank and not inside:
            if run:
                yield run
            run, sort = [], ""
            breaks += line.breaks
            continue
        now = "tabs" if "\t" in line.text else "pipes" if is_pipe_row(line.text) else "prose"
        if run and (now != sort or line.breaks or line.strong != run[-1].strong):
            yield run
            run = []
        if not run:
            line = replace(line, breaks=line.breaks + breaks)  # noqa: PLW2901
            breaks = 0
        run.append(line)
        sort = now
    if run:
        yield run


def _whole_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, a row that was broken over several of them made one again.

    A row of pipes is broken where it lacks the last pipe that the row above it has, and a line below brings it; one of
    tabs where the lines below bring just the tabs that it lacks, and the first of them begins no row.
    """
    closed = False
    tabs = 0
    skip = 0
    for position, line in enumerate(lines):
        if skip:
            skip -= 1
            continue
        below = lines[position + 1 : position + 1 + BROKEN]
        row = is_pipe_row(line.text) or (closed and line.text.lstrip().startswith("|"))
        ends = line.text.rstrip().endswith("|")
        has = line.text.count("\t")
        more: Sequence[Line] = ()
        if row and closed and not ends:
            more = _rest_of_row(below)
        elif 0 < has < tabs:
            more = _rest_of_tabs(line, below, tabs - has)
        if more:
            yield replace(line, text="\n".join([line.text, *(each.text for each in more)]))
            skip = len(more)
            continue
        closed = row and ends
        tabs = max(tabs, has) if has or line.is_blank else 0
        yield line


def _rest_of_tabs(line: Line, below: Sequence[Line], missing: int) -> Sequence[Line]:
    """The lines that bring the tabs which a row lacks; none where one of them is blank, or begins a row or a page."""
    first, *_, last = line.text.split("\t")
    for number, each in enumerate(below, 1):
        start = each.text.split("\t")[0].strip()
        begins = bool(_ROW_NUMBER.fullmatch(start)) or not start or each.breaks
        goes_on = (
            start[:1].islower() or start[:1] in _BULLETS or (_ROW_NUMBER.fullmatch(first) and last.strip())
        )
        if each.is_blank or begins or not goes_on or heading_of(each.text.strip(), alone=False) is not None:
            return ()
        missing -= each.text.count("\t")
        if missing <= 0:
            return below[:number] if not missing else ()
    return ()


def _rest_of_row(below: Sequence[Line]) -> Sequence[Line]:
    """The lines up to the one that ends in a pipe; none where another row, a blank line or a page comes before it."""
    for number, line in enumerate(below, 1):
        if line.is_blank or line.breaks or line.text.lstrip().startswith("|"):
            return ()
        if line.text.rstrip().endswith("|"):
            return below[:number]
    return ()


def _tables_going_on(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it is a table's row, or one of nothing but tabs with more rows right below."""
    goes_on = [False] * (len(lines) + 1)
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position]
        if "\t" in line.text:
            below = lines[position + 1] if position + 1 < len(lines) else None
            more = goes_on[position + 1] and below is not None and not below.breaks
            goes_on[position] = not line.is_blank or more
    return goes_on


def _tab_table(run: list[Line]) -> Piece:
    rows = [PieceRow(line.text.split("\t"), line.number, line.page) for line in run]
    return Piece(BlockKind.TABLE, rows)


def _pipe_table(run: list[Line]) -> Iterator[Piece]:
    """The table, then the rule under its header as furniture, so that no ink is lost."""
    rows = [
        PieceRow(pipe_cells(line.text), line.number, line.page) for line in run if not is_rule_row(line.text)
    ]
    if rows:
        yield Piece(BlockKind.TABLE, rows)
    for line in run:
        if is_rule_row(line.text):
            yield Piece.of_text(BlockKind.FURNITURE, line.text.strip(), line=line.number, page=line.page)


def _prose(run: list[Line], width: int | None, *, guess: bool) -> Iterator[Piece]:
    alone = len(run) == 1
    piece: Piece | None = None
    parts: list[str] = []
    last = run[0]
    for line in run:
        if piece is not None and piece.kind is not BlockKind.HEADING and _continues(last, line.text, width):
            parts.append(line.text.strip())
        else:
            if piece is not None:
                yield _joined(piece, parts)
            piece, parts = _line(line, alone=alone, guess=guess), []
        last = line
    if piece is not None:
        yield _joined(piece, parts)


def _joined(piece: Piece, parts: list[str]) -> Piece:
    if parts:
        piece.rows[0].cells[0] = "\n".join([piece.rows[0].cells[0], *parts])
    return piece


def _line(line: Line, *, alone: bool, guess: bool) -> Piece:
    raw = line.text.strip()
    heading = heading_of(raw, alone=alone or line.strong, guess=guess)
    if heading is not None:
        level, marker = heading
        piece = Piece.of_text(
            BlockKind.HEADING, raw, line=line.number, page=line.page, level=level, marker=marker
        )
    else:
        marker = marker_of(raw)
        kind = BlockKind.LIST if marker else BlockKind.PARAGRAPH
        piece = Piece.of_text(kind, raw, line=line.number, page=line.page, marker=marker)
    piece.alone = alone
    return piece


def _continues(last: Line, text: str, width: int | None) -> bool:
    """Whether a line goes on with the sentence of the line above it."""
    above, below = last.text.strip(), text.strip()
    if _LABELLED.match(below) or marker_of(below) or heading_of(below, alone=False) is not None:
        return False
    if not above.endswith(_ENDS_SENTENCE) and below[0].islower():
        return True
    return last.full or (width is not None and len(above) >= FULL * width)


def _mark_contents(piece: Piece, *, inside: bool) -> bool:
    """Lines of a list of contents are no headings, whatever they look like."""
    if piece.kind is BlockKind.HEADING and _CONTENTS.fullmatch(piece.raw.strip("#* ")):
        return True
    if not inside or piece.is_table or not _CONTENTS_LINE.fullmatch(piece.raw):
        return False
    if piece.kind is BlockKind.HEADING:
        piece.kind = BlockKind.PARAGRAPH
    return True
