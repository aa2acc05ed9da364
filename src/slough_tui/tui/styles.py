"""Roles become looks. The terminal's own sixteen colours, so that a person's light or dark scheme stays theirs.

Everything that is coloured also says it in a word; with NO_COLOR only bold, underline and reverse are left.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from slough_tui.model.safe_text import CONTROLS, clean

if TYPE_CHECKING:
    from slough_tui.views.spans import Line

LOOKS: dict[str, Style] = {
    "": Style.null(),
    "bar": Style(dim=True),
    "here": Style(bold=True, reverse=True, dim=False),
    "head": Style(bold=True, underline=True),
    "cursor": Style(reverse=True),
    "cell": Style(bold=True, underline=True),
    "ref": Style(bold=True),
    "status": Style(reverse=True),
    "strong": Style(bold=True),
    "banner": Style(reverse=True),
    "set": Style(bold=True),
    "notice": Style(bold=True),
    "quiet": Style(dim=True),
    "label": Style(dim=True),
    "heading": Style(bold=True, color="cyan"),
    "printed": Style(italic=True),
    "decided": Style(bold=True, underline=True),
    "link": Style(underline=True, color="cyan"),
    "key": Style(bold=True),
    "typed": Style.null(),
    "caret": Style(reverse=True),
    "match": Style(bold=True, reverse=True),
    "red": Style(color="red", bold=True),
    "amber": Style(color="yellow"),
    "green": Style(color="green"),
    "done": Style(dim=True),
}
"""Role to look; a span with several roles has all of them, the later ones on top."""


@lru_cache(maxsize=256)
def look(roles: str) -> Style:
    """The look of a span. Unknown roles look like nothing."""
    style = Style.null()
    for role in roles.split():
        style += LOOKS.get(role, Style.null())
    return style


def strip_of(line: Line, *, ascii_only: bool = False) -> Strip:
    """A line as Textual draws it: text only, no link, no control character, whatever a view forgot."""
    segments = []
    for text, role in line:
        safe = clean(text) if CONTROLS.search(text) else text
        if ascii_only and not safe.isascii():
            safe = safe.translate(PLAIN).encode("ascii", "replace").decode("ascii")
        segments.append(Segment(safe, look(role)))
    return Strip(segments)


PLAIN = str.maketrans({"…": "~", "↑": "^", "↓": "v", "→": ">", "│": "|", "›": ">", "‹": "<", "⏎": "/", "–": "-",
                       "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "•": "*", "·": ".", "█": "#", "░": ".", "▏": "|",
                       "▁": "_", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*"})  # fmt: skip
"""What stands for common characters where a terminal knows only ASCII."""
