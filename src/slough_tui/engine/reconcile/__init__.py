"""Printed figures held against what they should come to: sums, statements, stated movements, shares, and records.

Nothing here knows a paper: a table is known by its totals, a statement by how its lines add up.
"""

from __future__ import annotations

from slough_tui.engine.reconcile.compared import Compared, Verdict
from slough_tui.engine.reconcile.records import against_records, review_totals, saving_totals
from slough_tui.engine.reconcile.shares import shares
from slough_tui.engine.reconcile.stated import stated_movements
from slough_tui.engine.reconcile.statements import same_quantity, statements
from slough_tui.engine.reconcile.sums import sums

__all__ = [
    "Compared",
    "Verdict",
    "against_records",
    "review_totals",
    "same_quantity",
    "saving_totals",
    "shares",
    "stated_movements",
    "statements",
    "sums",
]
