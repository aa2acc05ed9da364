"""One commit as bytes: a line of JSON, and below it the SHA-256 of that line.

Each slot names the SHA-256 of the slot before it (the first names that of FORMAT) and the name and
SHA-256 of every file it brings, so one hash at the end of the log vouches for everything before it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from slough_tui.errors import CorruptError, TooNewError
from slough_tui.model.batch import Author
from slough_tui.model.kinds import TABLES
from slough_tui.store.commits import Commit, Counts, Kind
from slough_tui.store.values import PRESENT, from_json, speakable, to_json

if TYPE_CHECKING:
    from slough_tui.model.table import Column

VERSION = 1
RUNS = "runs"
"""What stands in a file's `table` where it holds the results of a check, and the folder of such files."""

_KINDS = get_args(Kind)
_MALFORMED = (AttributeError, KeyError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class PartRef:
    """A Parquet file that a commit brings: what it says about one table."""

    table: str
    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Full:
    """The paper is the full register of this series: what it does not list had ended by this date."""

    table: str
    series: str
    effective_on: date


class Written(NamedTuple):
    """One edit as it was committed, with the value it replaced."""

    table: str
    id: str
    field: str
    old: Any
    new: Any


class Slot(NamedTuple):
    """A commit and the place of everything it brings."""

    commit: Commit
    prev: str
    parts: tuple[PartRef, ...] = ()
    full: tuple[Full, ...] = ()
    edits: tuple[Written, ...] = ()

    @property
    def seq(self) -> int:
        """The number of the commit."""
        return self.commit.seq

    def touches(self, table: str) -> bool:
        """Whether this commit may change a table: it counted it, be it only to find that nothing changes."""
        return table in self.commit.counts


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def seal(plain: Mapping[str, Any]) -> tuple[bytes, str]:
    """A JSON object as a line with its SHA-256 below it, and that hash."""
    body = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    sha = digest(body)
    return body + b"\n" + sha.encode() + b"\n", sha


def unseal(raw: bytes, where: str) -> tuple[dict[str, Any], str]:
    """The way back; `CorruptError` unless every byte is as it was written."""
    body, newline, rest = raw.partition(b"\n")
    sha = digest(body)
    if not newline or rest != sha.encode() + b"\n":
        raise CorruptError("this file is damaged", where=where, hint="restore it from a backup")
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise CorruptError("this file is no JSON", where=where) from error
    if not isinstance(plain, dict) or not isinstance(plain.get("v"), int):
        raise CorruptError("this file is not of a register", where=where)
    return plain, sha


def file_of(name: str) -> str:
    """A file's name as a commit gives it, or `ValueError` if it lies anywhere but in the register's own folders."""
    if not re.fullmatch(r"(changes|tables|runs)/[A-Za-z0-9_~-]+(\.[A-Za-z0-9_~-]+)*", name):
        raise ValueError(f"{name!r} is not a file of a register")
    return name


def encode(slot: Slot) -> tuple[bytes, str]:
    """The slot's bytes, and its hash for the next one to name."""
    return seal(_plain(slot))


def decode(raw: bytes, where: str) -> tuple[Slot, str]:
    """The slot and its hash; `CorruptError` or `TooNewError` if it cannot be read."""
    plain, sha = unseal(raw, where)
    return _understood([plain], where)[0], sha


def decode_all(bodies: Sequence[bytes], where: str) -> list[Slot]:
    """The slots of many lines of JSON whose hashes have been checked; see `decode` for the errors."""
    try:
        plains = json.loads(b"[" + b",".join(bodies) + b"]")
    except ValueError as error:
        raise CorruptError("this file is no JSON", where=where) from error
    return _understood(plains, where)


def _understood(plains: Sequence[dict[str, Any]], where: str) -> list[Slot]:
    try:
        if any(plain["v"] > VERSION or plain.get("kind") not in _KINDS for plain in plains):
            raise TooNewError(
                "this commit was written by a newer slough-tui", where=where, hint="update slough-tui"
            )
        return [_slot(plain) for plain in plains]
    except _MALFORMED as error:
        raise CorruptError(f"this commit cannot be understood ({error!r})", where=where) from error


def _plain(slot: Slot) -> dict[str, Any]:
    commit = slot.commit
    plain: dict[str, Any] = {
        "v": VERSION,
        "seq": commit.seq,
        "prev": slot.prev,
        "kind": commit.kind,
        "recorded_at": stamp(commit.recorded_at),
        "effective_on": commit.effective_on.isoformat(),
        "author": _author(commit.author),
        "message": speakable(commit.message),
    }
    if commit.key is not None:
        plain["source"] = {
            "document": speakable(commit.source or ""),
            "sha256": commit.sha256,
            "key": commit.key,
        }
    plain["counts"] = {table: list(counts) for table, counts in sorted(commit.counts.items())}
    if slot.parts:
        plain["files"] = [
            {"table": p.table, "name": p.name, "sha256": p.sha256, "rows": p.rows} for p in slot.parts
        ]
    if slot.full:
        plain["full"] = [[f.table, f.series, f.effective_on.isoformat()] for f in slot.full]
    if slot.edits:
        plain["edits"] = [[e.table, e.id, e.field, to_json(e.old), to_json(e.new)] for e in slot.edits]
    return plain


def _author(author: Author) -> dict[str, Any]:
    return {"uid": author.uid, "name": speakable(author.name), "host": speakable(author.host)}


def _slot(plain: dict[str, Any]) -> Slot:
    """An opening makes hundreds of these, so what recurs in them is made once."""
    source = plain.get("source") or {}
    counts: Counts = {table: (a, c, e) for table, (a, c, e) in plain["counts"].items()}
    commit = Commit(
        plain["seq"],
        plain["kind"],
        datetime.fromisoformat(plain["recorded_at"]),
        _day(plain["effective_on"]),
        _person(**plain["author"]),
        plain["message"],
        source.get("document"),
        source.get("key"),
        source.get("sha256"),
        counts,
    )
    parts = [PartRef(**{**part, "name": file_of(part["name"])}) for part in plain.get("files", ())]
    full = [Full(t, s, _day(d)) for t, s, d in plain.get("full", ())]
    edits = [_written(*edit) for edit in plain.get("edits", ())]
    return Slot(commit, plain["prev"], tuple(parts), tuple(full), tuple(edits))


_day = lru_cache(1024)(date.fromisoformat)
_person = lru_cache(1024)(Author)


@lru_cache(1024)
def _column(table: str, name: str) -> Column:
    return PRESENT if name == PRESENT.name else TABLES[table].column(name)


def _written(table: str, record: str, name: str, old: Any, new: Any) -> Written:
    column = _column(table, name)
    return Written(table, record, name, from_json(column, old), from_json(column, new))


def stamp(at: datetime) -> str:
    """A moment in UTC to the microsecond, always of the same width."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
