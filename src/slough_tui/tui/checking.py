"""The check that the screen runs after its first paint: the bundled rules over the register as of a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from slough_tui.store import Register


def check(register: Register, as_of: date, today: date) -> pl.DataFrame:
    """Findings of all rules, as `engine.rules.findings.schema` says."""
    from slough_tui.engine.rules.load import load_rules
    from slough_tui.engine.rules.run import run_check
    from slough_tui.settings import bundled

    folder = bundled("rules")
    rules = load_rules([folder] if folder.is_dir() else []).rules

    def frames(table: str) -> pl.LazyFrame:
        return register.frame(table, as_of=as_of).lazy()

    return run_check(frames, rules, today=today, as_of=as_of).findings
