"""The newest whole check: after an edit the findings of its records are right within moments.

What looks further than one record or group is still run as a whole; see `engine.rules.again`. A child process lays
the check that it made into a folder, for the next child to go on from.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import polars as pl

    from slough_tui.engine.rules.again import Kept
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule
    from slough_tui.engine.rules.run import CheckResult
    from slough_tui.tui.questions import Known

MOST = 500
"""Edited records up to which judging them first pays."""


class LastCheck:
    """Keeps a check that was complete, with the commit and the dates that it speaks of.

    `pinned`: the registers that it is asked about do not move on, so that tables are read when they are needed.
    """

    def __init__(self, *, pinned: bool = False) -> None:
        self._frames = _lazily if pinned else _at_once
        self._kept: Kept | None = None
        self._seq = 0
        self._dates: tuple[date, datetime | None, date] | None = None

    def keep(self, known: Known, result: CheckResult, rules: Sequence[Rule]) -> None:
        """The check of all these rules over what is known; one in which something broke is not kept."""
        from slough_tui.engine.rules.again import Kept

        ran = rules and not result.failures and not result.errors
        whole = ran and set(result.counts["rule"]) == {rule.id for rule in rules}
        self._kept = Kept.of(result, rules, self._frames(known)) if whole else None
        self._seq, self._dates = known.register.seq, _dates(known)

    def after(self, known: Known) -> Kept | None:
        """The check after the edits since, some rules still pending; None where all must be checked anew."""
        if self._kept is None or self._dates != _dates(known):
            return None
        edited = known.register.edited_since(self._seq)
        if not edited or sum(map(len, edited.values())) > MOST:
            return None
        kept = self._kept.after(self._frames(known), edited)
        return kept if kept.waiting else None

    def write(self, folder: Path) -> bool:
        """Lay it into a folder; False if there is nothing to be kept."""
        if self._kept is None or self._dates is None:
            return False
        as_of, known_at, today = self._dates
        about = [self._seq, as_of.isoformat(), known_at and known_at.isoformat(), today.isoformat()]
        result = self._kept.result
        result.findings.write_parquet(folder / "findings.parquet", compression="zstd", compression_level=1)
        result.counts.write_parquet(folder / "counts.parquet")
        (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
        return True

    @classmethod
    def read(cls, folder: Path, known: Known, rules: Sequence[Rule]) -> LastCheck:
        """The way back, where rules of these ids were checked over the same register."""
        import polars as pl

        from slough_tui.engine.rules.run import CheckResult
        from slough_tui.store import Register

        seq, as_of, known_at, today = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        dates = (
            date.fromisoformat(as_of),
            known_at and datetime.fromisoformat(known_at),
            date.fromisoformat(today),
        )
        last = cls(pinned=True)
        if dates == _dates(known) and known.register.edited_since(seq):
            counts = pl.read_parquet(folder / "counts.parquet")
            result = CheckResult(
                pl.read_parquet(folder / "findings.parquet"), counts, (), (), dates[2], dates[0]
            )
            last.keep(replace(known, register=Register.open(known.register.path, seq=seq)), result, rules)
        return last


def _dates(known: Known) -> tuple[date, datetime | None, date]:
    return known.as_of, known.known_at, known.today


def _lazily(known: Known) -> Frames:
    return lambda name: known.frame(name).lazy()


def _at_once(known: Known) -> Frames:
    """The tables as they are now, also when the register has moved on."""
    tables = {name: known.frame(name) for name in TABLES}

    def frame(name: str) -> pl.LazyFrame:
        return tables[name].lazy()

    return frame
