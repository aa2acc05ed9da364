"""What panels of plugins say of a record, as a frame for the screen and as sections of the record's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.model.safe_text import clean
from slough_tui.views.rows import rows
from slough_tui.views.sections import Field, Section, long_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from slough_tui.views.rows import Frames

MOST_TITLE = 60
BROKEN = "Plugins that broke"


def panels_frame(record: str, told: Mapping[str, Sequence[str]], broken: Sequence[str] = ()) -> pl.DataFrame:
    """One row a panel of the record: `record`, `title`, `text` (its lines), `broken` (it is about a panel that raised)."""
    import polars as pl

    said = [(record, title, "\n".join(lines), False) for title, lines in told.items()]
    failed = [(record, BROKEN, why, True) for why in broken]
    schema = {"record": pl.String, "title": pl.String, "text": pl.String, "broken": pl.Boolean}
    return pl.DataFrame([*said, *failed], schema=schema, orient="row")


def panel_sections(record: str, frames: Frames) -> tuple[Section, ...]:
    """A section for every panel that has something to say of the record, then what broke."""
    found = rows(frames, "panels", record=record)
    said = tuple(
        Section(clean(row["title"], limit=MOST_TITLE), (Field("", long_text(row["text"])),))
        for row in found
        if not row["broken"]
    )
    failed = tuple(Field("", long_text(row["text"]), role="amber") for row in found if row["broken"])
    return (*said, Section(BROKEN, failed))
