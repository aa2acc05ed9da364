"""Assessors run over frames: each alone, and what comes back is looked at before anybody reads it.

`rules.frames.with_assessments` makes the struct columns of it that rules speak of.
"""

from __future__ import annotations

from slough_tui.engine.assess.agreement import Agreement, agreement, agreement_of
from slough_tui.engine.assess.run import Assessed, assess

__all__ = ["Agreement", "Assessed", "agreement", "agreement_of", "assess"]
