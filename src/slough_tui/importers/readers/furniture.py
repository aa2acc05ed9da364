"""What a page repeats and nobody reads: running heads, page numbers, blank pages; and the count of pages.

A line that comes back three times or more may be a running head or a heading ("As of 31 October" above
every table). A running head stands anywhere: it cuts sentences and table rows in two, and what stands
above it goes on below it. A heading is followed by its own matter, often by the same header row again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from slough_tui.importers.readers.pipes import is_rule_row
from slough_tui.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slough_tui.importers.readers.pieces import Piece

_BLANK_PAGE = re.compile(
    r"\W*this page (?:is|has been) (?:intentionally |deliberately )?(?:left )?blank\W*", re.IGNORECASE
)
_PAGE_N = re.compile(
    r"(?:\bpage\s*:?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\b\d{1,4}\s*\|\s*page\b)", re.IGNORECASE
)
_LONE_NUMBER = re.compile(r"[-–—\[(]?\s*(\d{1,4})\s*[-–—\])]?")
_RULE = re.compile(r"(?:[-_=*~.·]\s*){3,}")
REPEATS = 3
LONGEST = 150
FIRST_NUMBER = 3
"""A chain of page numbers that opens higher than this needs three links to be believed."""
NUMBER_STEP = 3
CHAINS = 20
"""So many chains are kept open at a time."""


def mark_furniture(pieces: list[Piece]) -> None:
    """Change the kind of running heads, page numbers and rules to FURNITURE, and count the pages."""
    numbers = _page_numbers(pieces)
    for index, piece in enumerate(pieces):
        if not piece.is_table and (index in numbers or _is_plain_furniture(piece)):
            piece.kind = BlockKind.FURNITURE
    for index in _running_heads(pieces):
        pieces[index].kind = BlockKind.FURNITURE
    _count_pages(pieces, numbers)


def mark_repeats(pieces: list[Piece], margins: set[int], *, pages: int) -> None:
    """Where pages are known: what their margins repeat, and page numbers in them, is furniture.

    `margins` are the indexes of pieces that stand in a page's top or foot margin.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in margins:
        text = pieces[index].raw.strip()
        if _LONE_NUMBER.fullmatch(text) or _is_plain_furniture(pieces[index]):
            pieces[index].kind = BlockKind.FURNITURE
        else:
            places[_key(pieces[index])].append(index)
    for indexes in places.values():
        if len(indexes) >= max(2, 0.3 * pages) and not _has_own_table(pieces, indexes):
            for index in indexes:
                pieces[index].kind = BlockKind.FURNITURE
    for piece in pieces:
        if not piece.is_table and _is_plain_furniture(piece):
            piece.kind = BlockKind.FURNITURE


def _is_plain_furniture(piece: Piece) -> bool:
    text = piece.raw.strip()
    return bool(_BLANK_PAGE.fullmatch(text) or _PAGE_N.fullmatch(text) or _RULE.fullmatch(text))


def _page_numbers(pieces: list[Piece]) -> dict[int, int]:
    """Index of each piece that is a lone page number, and the number.

    Believed are links of an ascending chain: one that opens with 1, 2 or 3, or one of three links.
    """
    chains: list[list[tuple[int, int]]] = []
    for index, piece in enumerate(pieces):
        match = _LONE_NUMBER.fullmatch(piece.raw.strip()) if piece.alone and not piece.is_table else None
        if match is None:
            continue
        number = int(match[1])
        chain = next((c for c in reversed(chains[-CHAINS:]) if 0 < number - c[-1][1] <= NUMBER_STEP), None)
        if chain is None:
            chains.append([(index, number)])
        else:
            chain.append((index, number))
    believed = [c for c in chains if len(c) >= REPEATS or c[0][1] <= FIRST_NUMBER]
    longest = max(believed, key=len, default=[])
    return dict(longest)


def _running_heads(pieces: list[Piece]) -> Iterable[int]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        if piece.is_table or not (piece.alone or piece.breaks) or len(piece.raw) > LONGEST:
            continue
        if piece.kind is not BlockKind.FURNITURE:
            places[_key(piece)].append(index)
    for key, indexes in places.items():
        if key and len(indexes) >= REPEATS and _is_running_head(pieces, indexes):
            yield from indexes


def _key(piece: Piece) -> str:
    return " ".join(_PAGE_N.sub("", piece.raw).casefold().split())


def _is_running_head(pieces: list[Piece], indexes: list[int]) -> bool:
    if _has_own_table(pieces, indexes):
        return False
    below = [_neighbour(pieces, index, +1) for index in indexes]
    above = [_neighbour(pieces, index, -1) for index in indexes]
    joined = sum(_goes_on(up, down) for up, down in zip(above, below, strict=True))
    cut = any(_is_cut(up, down) for up, down in zip(above, below, strict=True))
    at_breaks = sum(_at_break(pieces, index) for index in indexes)
    return (cut and 2 * joined >= len(indexes)) or at_breaks >= max(REPEATS, 0.8 * (len(indexes) - 1))


def _has_own_table(pieces: list[Piece], indexes: list[int]) -> bool:
    """Whether a line is a heading printed again with its table's header."""
    below = [_neighbour(pieces, index, +1) for index in indexes]
    headers = Counter(_header(piece) for piece in below if piece and piece.is_table)
    repeated = sum(count for count in headers.values() if count > 1)
    return 2 * repeated >= len(indexes)


def _neighbour(pieces: list[Piece], index: int, step: int) -> Piece | None:
    """The next piece up or down that is not furniture."""
    index += step
    while 0 <= index < len(pieces):
        if pieces[index].kind is not BlockKind.FURNITURE:
            return pieces[index]
        index += step
    return None


def _header(piece: Piece) -> tuple[str, ...]:
    return tuple(" ".join(cell.casefold().split()) for cell in piece.rows[0].cells)


_PROSE = {BlockKind.PARAGRAPH, BlockKind.LIST}


def _goes_on(above: Piece | None, below: Piece | None) -> bool:
    if above is None or below is None:
        return False
    if above.is_table or below.is_table:
        return above.is_table and below.is_table
    return (above.kind in _PROSE and below.kind in _PROSE) or below.raw[:1].islower()


def _is_cut(above: Piece | None, below: Piece | None) -> bool:
    """Whether a sentence or a row was cut in two here."""
    if above is None or below is None:
        return False
    if above.is_table and below.is_table:
        first = below.rows[0].cells
        return len(first) > 1 and (not first[0].strip() or first[0].strip()[:1].islower())
    return below.raw[:1].islower() and not above.raw.rstrip().endswith((".", ":", ";"))


def _at_break(pieces: list[Piece], index: int) -> bool:
    """Whether a form feed or a page number stands right beside it."""
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    before = pieces[index - 1] if index else None
    numbered = any(p is not None and p.kind is BlockKind.FURNITURE for p in (before, after))
    return bool(pieces[index].breaks or (after and after.breaks)) or numbered


def _count_pages(pieces: list[Piece], numbers: dict[int, int]) -> None:
    """Give every row its page; without any mark of a page's end the pages stay unknown."""
    marks = [i for i, piece in enumerate(pieces) if piece.breaks or _is_mark(piece)]
    if not marks:
        return
    page, fresh = 1, True
    numbers_on_top = bool(numbers) and min(numbers) == 0
    for index, piece in enumerate(pieces):
        if piece.breaks:
            page, fresh = page + piece.breaks, True
        if index in numbers and not numbers_on_top:
            own = page if not fresh or index == 0 else max(page - 1, 1)
            _set_page(piece, own)
            page, fresh = (max(page + 1, numbers[index] + 1) if not fresh else page), True
            continue
        if _is_mark(piece) and not fresh:
            page, fresh = page + 1, True
        if index in numbers:
            page = max(page, numbers[index])
        _set_page(piece, page)
        if _BLANK_PAGE.fullmatch(piece.raw.strip()):
            page, fresh = page + 1, True
        elif not _is_mark(piece):
            fresh = False


def _is_mark(piece: Piece) -> bool:
    return (
        piece.kind is BlockKind.FURNITURE
        and not _RULE.fullmatch(piece.raw.strip())
        and not is_rule_row(piece.raw)
    )


def _set_page(piece: Piece, page: int) -> None:
    for row in piece.rows:
        row.page = page
