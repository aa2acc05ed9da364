"""The last line of defence: nothing that a widget draws can carry a control character, a link or, without colour, a colour.

Where contrast is to be high (SLOUGH_CONTRAST=high), nothing is dim either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

from slough_tui.model.safe_text import CONTROLS

if TYPE_CHECKING:
    from textual.color import Color

NOT_DIM = Style(dim=False)


class SafeFilter(LineFilter):
    """Drops control, bidi and surrogate characters and links from every line before it is written."""

    def __init__(self, *, colour: bool = True, contrast: bool = False) -> None:
        super().__init__()
        self.colour = colour
        self.contrast = contrast

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments, harmless."""
        out = []
        for text, style, control in segments:
            safe = CONTROLS.sub("", text) if control is None and CONTROLS.search(text) else text
            if style is not None:
                if style.link or style.meta:
                    style = style.clear_meta_and_links()  # noqa: PLW2901
                if self.contrast and style.dim:
                    style += NOT_DIM  # noqa: PLW2901
                if not self.colour and (style.color is not None or style.bgcolor is not None):
                    style = style.without_color  # noqa: PLW2901
            out.append(Segment(safe, style, control))
        return out
