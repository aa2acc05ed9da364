"""The bundled layouts: one for each kind of paper, or of part of a paper. They come through the same hook as others'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.importers.layouts.directions import Directions
from slough_tui.importers.layouts.plans import Plans
from slough_tui.importers.layouts.tracker import Tracker

if TYPE_CHECKING:
    from slough_tui.importers.layouts.protocol import Layout

LAYOUTS: tuple[Layout, ...] = (Tracker(), Directions(), Plans())
