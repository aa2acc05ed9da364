"""Assessors run over frames: each alone, what comes back is looked at, and becomes columns that rules read."""

from __future__ import annotations

from slough_tui.engine.assess.columns import with_assessments
from slough_tui.engine.assess.run import Assessed, assess

__all__ = ["Assessed", "assess", "with_assessments"]
