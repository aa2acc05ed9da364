"""What forms, filters and reports need of the program, imported before their keys are pressed for the first time."""

from __future__ import annotations


def import_ahead() -> None:
    """Takes a third of a second, in which other threads go on; what is imported already costs nothing."""
    import slough_tui.engine.history.planning
    import slough_tui.engine.rules.gate
    import slough_tui.hooks.host
    import slough_tui.model.due
    import slough_tui.report.export
    import slough_tui.report.kinds  # noqa: F401
