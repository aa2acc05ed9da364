"""The reports that come with slough-tui, one file each. A council's own come in through `slough_register_reports`."""

from __future__ import annotations

from slough_tui.report.kinds.audit_actions import audit_actions
from slough_tui.report.kinds.audit_reviews import audit_reviews
from slough_tui.report.kinds.call_in import call_in
from slough_tui.report.kinds.delivery_plan import delivery_plan
from slough_tui.report.kinds.directions_summary import directions_summary
from slough_tui.report.kinds.exceptions import exceptions
from slough_tui.report.kinds.kpi_scorecard import kpi_scorecard
from slough_tui.report.kinds.recommendation_progress import recommendation_progress
from slough_tui.report.kinds.reconciliation import reconciliation
from slough_tui.report.kinds.tracker import tracker

KINDS = (
    directions_summary,
    audit_actions,
    audit_reviews,
    recommendation_progress,
    tracker,
    delivery_plan,
    kpi_scorecard,
    exceptions,
    call_in,
    reconciliation,
)
"""In the order in which a committee's pack has them."""
