"""What an import hands to the store: the rows that one paper asserts, ready to become facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Values = Mapping[str, Any]
"""One line of a table: column name to value (str, date, int, float, bool, list of str, or None)."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who commits: the user's number and name, and the machine."""

    uid: int
    name: str
    host: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows one paper asserts.

    `rows` maps table name to lines with the columns of `model.kinds` (missing columns are null); every
    line has an `id` that is unique in its table. `effective_on` is the paper's date; a line whose
    `as_at` is set speaks of that date instead. `key` identifies the import (SHA-256 of the paper +
    layout versions + mapping): the same key again is nothing new. `full` maps a table to the series
    for which this paper is the full register: records of these series that it does not list have ended.
    `sha256` is the paper's and breaks ties between papers of one date. `frames` maps table name to a Polars
    DataFrame instead of lines, with types as `store.schema` has them: for many records at once.
    """

    document: str
    key: str
    sha256: str
    effective_on: date
    rows: Mapping[str, Sequence[Values]]
    full: Mapping[str, frozenset[str]] = field(default_factory=dict)
    message: str = ""
    frames: Mapping[str, Any] = field(default_factory=dict)
