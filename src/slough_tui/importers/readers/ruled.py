"""The cells of a ruled table of a PDF, mended by how they are set: broken words, ratings told by colour."""

from __future__ import annotations

from typing import Any

from slough_tui.importers.readers.broken import Box, mended
from slough_tui.importers.readers.colours import painted, why, word_of
from slough_tui.model.document import Mending


def mend_cells(rows: list[list[str]], table: Any, page: Any, known: frozenset[str]) -> list[Mending]:
    """Mend `rows`, the texts of pdfplumber's `table`, in place; what was done. `known` are words of the page."""
    return [*_broken_words(rows, table, page, known), *_colours(rows, table, page)]


def _broken_words(rows: list[list[str]], table: Any, page: Any, known: frozenset[str]) -> list[Mending]:
    made: list[Mending] = []
    for row, places in zip(rows, table.rows, strict=False):
        for column, (text, box) in enumerate(zip(row, places.cells, strict=False)):
            if "\n" in text and (now := mended(text, box, page.chars, known)) != text:
                made.append(Mending("broken word", text, now, "its narrow column broke a word in two"))
                row[column] = now
    return made


def _colours(rows: list[list[str]], table: Any, page: Any) -> list[Mending]:
    filled = [(rect, word_of(_rgb(rect["non_stroking_color"]))) for rect in page.rects if rect["fill"]]
    rects = [(rect, word) for rect, word in filled if word]
    if not rects or len(table.rows) != len(rows):
        return []
    made: list[Mending] = []
    for at, column, word in painted(rows, [[_colour(box, rects) for box in row.cells] for row in table.rows]):
        told = ": ".join(filter(None, rows[at][:2]))[:40]
        rows[at][column] = word
        made.append(Mending("colour", told, word, why(word)))
    return made


def _colour(box: Box | None, rects: list[tuple[Any, str]]) -> str | None:
    """The word for the colour that a cell's middle is filled with; what was painted last lies on top."""
    if box is None:
        return None
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    over = (w for r, w in reversed(rects) if r["x0"] <= x <= r["x1"] and r["top"] <= y <= r["bottom"])
    return next(over, None)


def _rgb(colour: Any) -> str | None:
    """A PDF's colour (shares of red, green and blue, or of four inks) as `RRGGBB`."""
    shares = [float(c) for c in colour] if isinstance(colour, list | tuple) else []
    if len(shares) == len("cmyk"):
        *inks, black = shares
        shares = [(1 - ink) * (1 - black) for ink in inks]
    if len(shares) != len("rgb"):
        return None
    return "".join(f"{round(255 * min(max(share, 0.0), 1.0)):02X}" for share in shares)
