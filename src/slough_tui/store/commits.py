"""What goes into a commit and what comes out: edits, receipts, and a commit as people see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from slough_tui.model.batch import Author

Kind = Literal["import", "edit", "check", "seal"]
Counts = Mapping[str, tuple[int, int, int]]
"""Table to (added, changed, ended)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one field.

    `expected` is the value that the change was made against; another value there now refuses the whole
    commit. `field` may be `_present`: `Edit(table, id, "_present", False, True)` adds a record (the
    edits of its fields stand beside it and expect None), `..., True, False)` ends one.
    """

    table: str
    id: str
    field: str
    expected: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a commit did.

    `added`, `changed` and `ended` count records as of the date that the commit speaks of; a record of
    which only the place in the paper moved (document, page, line, as_at) has not changed.
    """

    status: Literal["committed", "nothing new"]
    seq: int | None = None
    by_table: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    @property
    def added(self) -> int:
        """Records that were not there before."""
        return sum(counts[0] for counts in self.by_table.values())

    @property
    def changed(self) -> int:
        """Records that say something else now."""
        return sum(counts[1] for counts in self.by_table.values())

    @property
    def ended(self) -> int:
        """Records that are no longer there."""
        return sum(counts[2] for counts in self.by_table.values())


class Commit(NamedTuple):
    """One commit, without its facts; an opening makes hundreds, and no other class that cannot be changed is so quick.

    `source` is the document an import brought (None for an edit); `counts` has every table that the commit
    may have changed; `key` and `sha256` identify the import and its paper.
    """

    seq: int
    kind: Kind
    recorded_at: datetime
    effective_on: date
    author: Author
    message: str = ""
    source: str | None = None
    key: str | None = None
    sha256: str | None = None
    counts: Counts = {}  # noqa: RUF012 - nobody may change a Mapping; a commit that was read has a dict, too
