"""What the screen asks beside the tables: answered in a thread of its own, from what was read last.

A question is a frozen dataclass, so that the same one is asked only once; `answer` runs in that thread and
may take long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    import polars as pl

    from slough_tui.store import Register


@dataclass(frozen=True, slots=True)
class Known:
    """The register as the screen shows it: `frames` are the tables that were read of it so far, by name."""

    register: Register
    frames: dict[str, pl.DataFrame]
    as_of: date
    known_at: datetime | None
    today: date

    def frame(self, table: str) -> pl.DataFrame:
        """One table as of this date, as known at this moment."""
        return self.at(table, self.as_of)

    def at(self, table: str, on: date) -> pl.DataFrame:
        """One table as of another date."""
        return self.register.frame(table, as_of=on, known_at=self.known_at)


class Question(Protocol):
    """Something that takes a look into the register."""

    def answer(self, known: Known) -> Any:
        """The answer; a SloughError is told to the person."""


@dataclass(frozen=True, slots=True)
class StoryOf:
    """What changed in a record, when and by whom: a frame with the columns of `Register.facts` and `paper`."""

    record: str

    def answer(self, known: Known) -> pl.DataFrame:
        """Facts of the record, those it has had by that moment."""
        import polars as pl

        facts = known.register.facts(self.record, known_at=known.known_at)
        papers = known.register.frame("documents").select(
            pl.col("id").alias("source"), pl.col("name").alias("paper")
        )
        return facts.join(papers, on="source", how="left", maintain_order="left")


@dataclass(frozen=True, slots=True)
class ChangesOf:
    """What a commit changed in records: the facts of that commit, as `Register.facts` gives them."""

    seq: int

    def answer(self, known: Known) -> pl.DataFrame:
        """Facts of all record tables."""
        import polars as pl

        return known.register.facts().filter(pl.col("seq") == self.seq)
