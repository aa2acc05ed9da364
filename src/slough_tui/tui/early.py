"""The first page in plain ANSI, painted before Textual is imported: it is all that a person waits for.

It is the page kept at the last start, shown only if the register is in the same state still, dim until the
program itself has drawn over it. Keys typed meanwhile wait in the terminal and are honoured in order.
"""

from __future__ import annotations

import contextlib
import os
import sys
import termios
from typing import TYPE_CHECKING

from slough_tui.views.columns import arrange, in_room
from slough_tui.views.spans import cut, head, pad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.views.first_page import FirstPage

NUMERIC = frozenset({"int", "float"})
ENTER, LEAVE = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[J", "\x1b[?25h\x1b[?1049l"
PLAIN = str.maketrans({"…": ".", "›": ">", "↑": "^", "↓": "v", "→": ">"})


@contextlib.contextmanager
def shown(page: FirstPage | None, *, ascii_only: bool) -> Iterator[None]:
    """Show the page while the program is imported and run; the terminal is left as it was found."""
    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    painted = page is not None and os.environ.get("SLOUGH_PLAIN_OUTPUT") != "1"
    try:
        if painted and page is not None:
            quiet = termios.tcgetattr(fd)
            quiet[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(fd, termios.TCSANOW, quiet)
            _write(
                ENTER
                + "\r\n".join(lines(page, *os.get_terminal_size(sys.stdout.fileno()), ascii_only=ascii_only))
            )
        yield
    except BaseException:
        if painted:
            _write(LEAVE)
        raise
    finally:
        termios.tcsetattr(fd, termios.TCSANOW, before)


def lines(page: FirstPage, width: int, height: int, *, ascii_only: bool) -> list[str]:
    """The page as the program will draw it, a string for each line of the terminal, without looks but for dim."""
    slots = arrange(page.wanted, width)
    if slots and slots[-1].number < len(page.wanted) - 1:
        slots = arrange(page.wanted, width - 2)

    def line(texts: tuple[str, ...]) -> str:
        out, x = "", 0
        for slot in slots:
            wanted = page.wanted[slot.number]
            text = in_room(texts[slot.number], wanted, slot.width)
            out += " " * (slot.x - x) + pad(text, slot.width, right=wanted.type in NUMERIC)
            x = slot.x + slot.width
        return head(out, width).rstrip()

    headings = tuple(column.heading for column in page.wanted)
    rows = [line(row.texts) for row in page.rows(page.top, page.top + height - 4)]
    blank = [""] * (height - 4 - len(rows))
    status = cut(f" reading {page.name} ... {page.height:,} {page.place.title.lower()}", width)
    found = ["", line(headings), *rows, *blank, status]
    return [f"\x1b[2m{text.translate(PLAIN) if ascii_only else text}\x1b[m" for text in found]


def _write(text: str) -> None:
    data = text.encode(sys.stdout.encoding or "utf-8", "replace")
    with contextlib.suppress(OSError):
        os.write(sys.stdout.fileno(), data)
