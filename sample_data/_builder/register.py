"""The register built from the sample's papers: what a person sees who has no papers yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from . import papers
from .audit_tables import AFTER, BEFORE
from .shapes import COUNCIL
from .workbooks import MADE

NAME = f"{COUNCIL} (a sample: this council does not exist)"

PLAN: Sequence[tuple[str, date | None, str]] = (
    (papers.AUDIT[BEFORE], BEFORE, ""),
    (papers.AUDIT[AFTER], AFTER, ""),
    (papers.PLAN, date(2023, 6, 1), ""),
    (papers.PACK, None, ""),
    (papers.READINGS, date(2023, 9, 30), "fac"),
    (papers.TRACKER, date(2023, 11, 20), "coc"),
    (papers.BOARD, None, ""),
    (papers.PROGRESS, None, "housing-repairs"),
)
"""Which papers, the date of those that print none, and the series of those that name none."""


def build(folder: Path, made: datetime = MADE) -> None:
    """Write the papers' register to `folder/register`, which must not exist, folded so that any tool reads it.

    Raises an error of `slough_tui` if a paper cannot be read: the sample is then wrong, or the importer is.
    """
    from slough_tui.engine.importing import import_papers
    from slough_tui.model.batch import Author
    from slough_tui.store import Register

    author = Author(uid=0, name="sample", host="sample")
    register = Register.create(folder / "register", name=NAME, at=made)
    for path, on, series in PLAN:
        outcomes = import_papers(
            [folder / path],
            register,
            author=author,
            recorded_at=made,
            today=made.date(),
            on=on,
            council=COUNCIL,
            series=series,
        )
        for outcome in outcomes:
            if outcome.error is not None:
                raise outcome.error
    register.compact()
