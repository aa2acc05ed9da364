"""The bundled layouts: one for each kind of paper, or of part of a paper. They come through the same hook as others'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.importers.layouts.audit import Audit
from slough_tui.importers.layouts.cadences import Cadences
from slough_tui.importers.layouts.directions import Directions
from slough_tui.importers.layouts.figures import Figures
from slough_tui.importers.layouts.judgements import Judgements
from slough_tui.importers.layouts.kpis import Kpis
from slough_tui.importers.layouts.lists import Lists
from slough_tui.importers.layouts.minutes import Minutes
from slough_tui.importers.layouts.money import Money
from slough_tui.importers.layouts.numbered import Numbered
from slough_tui.importers.layouts.plain_directions import PlainDirections
from slough_tui.importers.layouts.plain_plans import PlainPlans
from slough_tui.importers.layouts.plans import Plans
from slough_tui.importers.layouts.programme import Programme
from slough_tui.importers.layouts.progress_report import ProgressReport
from slough_tui.importers.layouts.tracker import Tracker

if TYPE_CHECKING:
    from slough_tui.importers.layouts.protocol import Layout

LAYOUTS: tuple[Layout, ...] = (
    Tracker(),
    Directions(),
    Plans(),
    Audit(),
    Kpis(),
    Judgements(),
    Money(),
    Minutes(),
    PlainDirections(),
    PlainPlans(),
    ProgressReport(),
    Numbered(),
    Lists(),
    Programme(),
    Cadences(),
    Figures(),
)
"""In reading order: later layouts leave alone what earlier ones claimed; `Figures` takes what is left."""
