"""The marks that the sources of our papers use, and what they become on paper.

A source is written so that people can read it: a broken bar stands between the cells of a table, as
wide as the eye likes. On paper it is one tab, as in text taken out of a PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

BAR = "¦"
COUNCIL = "Fernleigh Borough Council"


def printed(source: str, figures: Mapping[str, str] | None = None) -> str:
    """The paper that a source describes: bars to tabs, `{{name}}` to the text of that name.

    A line without a bar between table lines is a row with one filled cell: it gets the tabs that make it
    as wide as the rest.
    """
    for name, text in (figures or {}).items():
        source = source.replace("{{" + name + "}}", text)
    return "\n\n".join(_block(block) for block in source.split("\n\n"))


def _block(block: str) -> str:
    lines = block.split("\n")
    width = max(line.count(BAR) for line in lines)
    if not width or "\t" in block:
        return block
    return "\n".join(_row(line, width) if line.strip() else line for line in lines)


def _row(line: str, width: int) -> str:
    cells = [cell.strip() for cell in line.split(BAR)]
    if len(cells) == 1:
        cells += [""] * width
    return "\t".join(cells)


def table(rows: Iterable[Sequence[object]]) -> str:
    """Rows as tab-separated lines; None is a blank cell."""
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)


def money(value: int) -> str:
    """Thousands as an accountant prints them: `12,843`, and `(1,082)` below nought."""
    return f"({-value:,})" if value < 0 else f"{value:,}"
