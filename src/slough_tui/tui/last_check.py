"""The newest whole check of a session: after an edit the findings of its records are right within moments.

What looks further than one record or group is still run as a whole; see `engine.rules.again`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    import polars as pl

    from slough_tui.engine.rules.again import Kept
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule
    from slough_tui.engine.rules.run import CheckResult
    from slough_tui.tui.questions import Known

MOST = 500
"""Edited records up to which judging them first pays."""


class LastCheck:
    """Keeps a check that was complete, with the commit and the dates that it speaks of."""

    def __init__(self) -> None:
        self._kept: Kept | None = None
        self._seq = 0
        self._dates: tuple[date, datetime | None, date] | None = None

    def keep(self, known: Known, result: CheckResult, rules: Sequence[Rule]) -> None:
        """The check of all these rules over what is known; one in which something broke is not kept."""
        from slough_tui.engine.rules.again import Kept

        ran = rules and not result.failures and not result.errors
        whole = ran and set(result.counts["rule"]) == {rule.id for rule in rules}
        self._kept = Kept.of(result, rules, _frames(known)) if whole else None
        self._seq, self._dates = known.register.seq, _dates(known)

    def after(self, known: Known) -> Kept | None:
        """The check after the edits since, some rules still pending; None where all must be checked anew."""
        if self._kept is None or self._dates != _dates(known):
            return None
        edited = known.register.edited_since(self._seq)
        if not edited or sum(map(len, edited.values())) > MOST:
            return None
        kept = self._kept.after(_frames(known), edited)
        return kept if kept.waiting else None


def _dates(known: Known) -> tuple[date, datetime | None, date]:
    return known.as_of, known.known_at, known.today


def _frames(known: Known) -> Frames:
    """The tables as they are now, also when the register has moved on."""
    tables = {name: known.frame(name) for name in TABLES}

    def frame(name: str) -> pl.LazyFrame:
        return tables[name].lazy()

    return frame
